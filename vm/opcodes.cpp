#include "vm/opcodes.h"

#include <array>

namespace specmon::vm {

namespace {

struct Row {
  std::string_view name;
  std::string_view sentence;
  Operand operand;
  EventGroup events;
  std::uint8_t caches;
  Opcode base;
};

constexpr Row plain_rows[] = {
#define OPCODE(name, operand, pops, pushes, caches, group, sentence)                               \
  {#name, sentence, Operand::operand, EventGroup::group, caches, Opcode::name},
#define INSTRUMENTED(name, base, sentence)                                                         \
  {#name, sentence, Operand::none, EventGroup::none, 0, Opcode::base},
#define SPECIALISED(name, base, sentence)                                                          \
  {#name, sentence, Operand::none, EventGroup::none, 0, Opcode::base},
#include "vm/opcodes.def"
};

constexpr Row pseudo_rows[] = {
#define PSEUDO(name, operand, pops, pushes, sentence)                                              \
  {#name, sentence, Operand::operand, EventGroup::none, 0, Opcode::name},
#include "vm/opcodes.def"
};

const Row& row(Opcode opcode) {
  const auto index = static_cast<unsigned>(opcode);
  if (index >= 256) return pseudo_rows[index - 256];
  return plain_rows[index];
}

constexpr auto make_instrumented() {
  std::array<Opcode, 256> table{};
  for (unsigned i = 0; i < table.size(); ++i) table[i] = static_cast<Opcode>(i);
#define INSTRUMENTED(name, base, sentence)                                                         \
  if (Opcode::base != Opcode::NOP) table[static_cast<unsigned>(Opcode::base)] = Opcode::name;
#include "vm/opcodes.def"
  return table;
}
constexpr auto instrumented_table = make_instrumented();

// clang-format off
StackEffect fall_through_effect(Opcode opcode, int oparg) {
  (void)oparg;
  switch (opcode) {
#define OPCODE(name, operand, pops, pushes, caches, group, sentence)                               \
  case Opcode::name: return {pops, pushes};
#define PSEUDO(name, operand, pops, pushes, sentence)                                              \
  case Opcode::name: return {pops, pushes};
#include "vm/opcodes.def"
  default: return {0, 0};
  }
}

// clang-format on

} // namespace

std::string_view opcode_name(Opcode opcode) {
  return row(opcode).name;
}
std::string_view opcode_sentence(Opcode opcode) {
  return row(opcode).sentence;
}
Operand opcode_operand(Opcode opcode) {
  return row(row(opcode).base).operand;
}
EventGroup opcode_events(Opcode opcode) {
  return row(row(opcode).base).events;
}
int cache_units(Opcode opcode) {
  return row(row(opcode).base).caches;
}
Opcode base_opcode(Opcode opcode) {
  return row(opcode).base;
}
Opcode instrumented_opcode(Opcode base) {
  return is_pseudo(base) ? base : instrumented_table[static_cast<unsigned>(base)];
}

// clang-format off
StackEffect stack_effect(Opcode opcode, int oparg, bool jumps) {
  const Opcode base = base_opcode(opcode);
  if (jumps) {
    switch (base) {
#define JUMP_EFFECT(name, pops, pushes)                                                            \
  case Opcode::name: return {pops, pushes};
#include "vm/opcodes.def"
    // A handler starts with the values of its region, then what the unwinder pushes: the exception,
    // below it the offset of the failing instruction if the handler asks for that.
    case Opcode::SETUP_FINALLY: return {0, 1};
    case Opcode::SETUP_CLEANUP: return {0, 2};
    case Opcode::SETUP_WITH: return {1, 2};
    default: break;
    }
  }
  return fall_through_effect(base, oparg);
}
// clang-format on

bool is_conditional_jump(Opcode opcode) {
  switch (base_opcode(opcode)) {
  case Opcode::POP_JUMP_IF_TRUE:
  case Opcode::POP_JUMP_IF_FALSE:
  case Opcode::POP_JUMP_IF_NONE:
  case Opcode::POP_JUMP_IF_NOT_NONE: return true;
  default: return false;
  }
}

bool is_jump(Opcode opcode) {
  switch (base_opcode(opcode)) {
  case Opcode::JUMP:
  case Opcode::JUMP_NO_INTERRUPT:
  case Opcode::JUMP_IF_FALSE:
  case Opcode::JUMP_IF_TRUE:
  case Opcode::JUMP_FORWARD:
  case Opcode::JUMP_BACKWARD:
  case Opcode::JUMP_BACKWARD_NO_INTERRUPT:
  case Opcode::FOR_ITER:
  case Opcode::SEND: return true;
  default: return is_conditional_jump(opcode);
  }
}

} // namespace specmon::vm
