// Specialisation: where an instruction has seen operands whose lookup can be remembered, the loop
// puts a stand-in in its place (the SPECIALISED rows of opcodes.def), and what it needs into a
// CacheEntry of the code object. Units where an event is wanted are never specialised: there stands
// the instrumented opcode, and each function here changes a unit only where the plain opcode
// stands.
#pragma once

#include "vm/machine.h"
#include "vm/opcodes.h"

namespace specmon::vm {

// The entry of the instruction at `ip`; it must have been specialised.
inline CacheEntry& cache_entry(Code* code, const CodeUnit* ip) {
  return code->caches[static_cast<std::size_t>(ip[1].opcode | ip[1].oparg << 8)];
}

// An instruction that missed this often stays plain.
inline constexpr std::uint32_t most_specialisations = 200;

// After the plain instruction has done its work, or before: they look, and change nothing else.
void specialise_load_global(Vm& vm, Frame* frame, CodeUnit* ip, Str* name);
void specialise_load_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value object, Str* name,
                               bool as_method);
void specialise_store_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value object, Str* name);

// The opcode that stands at a unit until it has seen operands: the instruction's own, or one that
// does the next instructions too where they are of the usual kind. Such an opcode looks at what
// stands there when it runs, so events wanted at the next instructions are not missed.
Opcode opcode_at_load(const std::vector<CodeUnit>& source, std::uint32_t unit);

// BINARY_OP and CALL keep no entry: their cache unit counts how often they were specialised.
inline void specialise(CodeUnit* ip, Opcode plain, Opcode special) {
  if (ip->opcode != static_cast<std::uint8_t>(plain) || ip[1].oparg >= most_specialisations) return;
  ip->opcode = static_cast<std::uint8_t>(special);
  ++ip[1].oparg;
}
// FOR_ITER counts in the other half of its cache unit: see note_iteration.
inline void specialise_for_iter(CodeUnit* ip, Opcode special) {
  if (ip->opcode != static_cast<std::uint8_t>(Opcode::FOR_ITER) ||
      ip[1].opcode >= most_specialisations) {
    return;
  }
  ip->opcode = static_cast<std::uint8_t>(special);
  ++ip[1].opcode;
}
// FOR_ITER over a generator ran at `ip`: what CPython specialises (STOP-4).
inline void note_iteration(CodeUnit* ip) {
  if (ip[1].oparg < 2 && (ip->opcode == static_cast<std::uint8_t>(Opcode::FOR_ITER) ||
                          ip->opcode == static_cast<std::uint8_t>(Opcode::INSTRUMENTED_FOR_ITER))) {
    ++ip[1].oparg;
  }
}

Opcode specialised_binary_operation(Value left, Value right, std::uint32_t oparg);

} // namespace specmon::vm
