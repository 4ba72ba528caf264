// Specialisation: where an instruction has seen operands whose lookup can be remembered, the loop
// puts a stand-in in its place (the SPECIALISED rows of opcodes.def), and what it needs into a
// CacheEntry of the code object. Where an event is wanted there stands the instrumented opcode,
// which stays: then the entry alone tells which stand-in to run once the event has fired.
#pragma once

#include "vm/machine.h"
#include "vm/opcodes.h"
#include "vm/types/dict.h"

namespace specmon::vm {

// One of the INSTRUMENTED rows of opcodes.def.
constexpr bool is_instrumented(Opcode opcode) {
  return opcode >= Opcode::INSTRUMENTED_RESUME && opcode <= Opcode::INSTRUMENTED_LINE;
}

// The entry of the instruction at `ip`; it must have been specialised.
inline CacheEntry& cache_entry(Code* code, const CodeUnit* ip) {
  return code->caches[static_cast<std::size_t>(ip[1].opcode | ip[1].oparg << 8)];
}

// The stand-in for the opcode of an instruction where an event is wanted, if it has one.
inline Opcode known_opcode(const Code* code, std::uint32_t unit, Opcode own) {
  if (own != Opcode::LOAD_GLOBAL && own != Opcode::LOAD_ATTR && own != Opcode::STORE_ATTR) {
    return own;
  }
  const CodeUnit number = code->units[unit + 1];
  if (number.opcode == 0 && number.oparg == 0) return own; // never specialised
  const std::uint8_t known = code->caches[number.opcode | number.oparg << 8].opcode;
  return known == 0 ? own : static_cast<Opcode>(known);
}

// The operands are no longer of the kind: back to `own`.
inline void unspecialise(Code* code, CodeUnit* ip, Opcode own) {
  if (is_instrumented(static_cast<Opcode>(ip->opcode))) {
    cache_entry(code, ip).opcode = 0;
  } else {
    ip->opcode = static_cast<std::uint8_t>(own);
  }
}

// An instruction that missed this often stays plain.
inline constexpr std::uint32_t most_specialisations = 200;

// After the plain instruction has done its work, or before: they look, and change nothing else.
void specialise_load_global(Vm& vm, Frame* frame, CodeUnit* ip, Str* name);
void specialise_load_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value object, Str* name,
                               bool as_method);
void specialise_store_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value object, Str* name);

// STORE_GLOBAL has no cache units; its code remembers where its names are. The entry of a name,
// null: it must be looked for.
inline DictEntry* remembered_global(const Code* code, const Dict* globals, std::uint32_t name) {
  if (!code->global_places) return nullptr;
  const GlobalPlace& place = code->global_places[name];
  return place.keys_version == globals->keys_version ? place.entry : nullptr;
}
void remember_global(Vm& vm, Code* code, Dict* globals, std::uint32_t name);

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
// CPython's FOR_ITER over a generator tells STOP_ITERATION once it is specialised (STOP-4): from
// its second run on without an event of its own. The other half of its cache unit counts them.
inline constexpr std::uint8_t runs_until_specialised = 2;
inline constexpr std::uint8_t next_is_not_counted = 254;
inline constexpr std::uint8_t is_not_counted = 255; // it has events
inline void count_iterations(CodeUnit& cache, bool begin) {
  if (!begin)
    cache.oparg = is_not_counted;
  else if (cache.oparg == is_not_counted)
    cache.oparg = 0;
}
// A run that began with events goes on without: their callbacks have disabled them.
inline void leave_out_this_run(CodeUnit& cache) {
  if (cache.oparg == 0) cache.oparg = next_is_not_counted;
}
// It runs at `ip`: is it specialised?
inline bool note_iteration(CodeUnit* ip) {
  if (ip[1].oparg < runs_until_specialised)
    ++ip[1].oparg;
  else if (ip[1].oparg == next_is_not_counted)
    ip[1].oparg = 0;
  return ip[1].oparg == runs_until_specialised;
}

// CPython's LOAD_SUPER_ATTR, once it is specialised, gives a method as its function and self, which
// CALL shows (CALL-19): from its second run on without an event of its own or of its line. Half of
// its cache unit notes that it has run so.
inline bool super_is_known(CodeUnit* ip) {
  const bool has_run = ip[1].oparg != 0;
  const bool is_plain = static_cast<Opcode>(ip->opcode) == Opcode::LOAD_SUPER_ATTR;
  ip[1].oparg = is_plain ? 1 : 0;
  return is_plain && has_run;
}

Opcode specialised_binary_operation(Value left, Value right, std::uint32_t oparg);

} // namespace specmon::vm
