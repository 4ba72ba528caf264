#include "vm/opcodes.h"

namespace specmon::vm {

namespace {

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
