#include "vm/code_description.h"

namespace specmon::vm {

DecodedInstruction decode_instruction(const std::vector<CodeUnit>& code, std::uint32_t start) {
  DecodedInstruction result{start, start, start, Opcode::NOP, 0};
  std::uint32_t at = start;
  std::uint32_t oparg = 0;
  while (static_cast<Opcode>(code[at].opcode) == Opcode::EXTENDED_ARG) {
    oparg = (oparg | code[at].oparg) << 8;
    ++at;
  }
  result.at = at;
  result.opcode = base_opcode(static_cast<Opcode>(code[at].opcode));
  result.oparg = oparg | code[at].oparg;
  result.next = at + 1 + static_cast<std::uint32_t>(cache_units(result.opcode));
  return result;
}

std::vector<CodeBranch> code_branches(const std::vector<CodeUnit>& code) {
  std::vector<CodeBranch> branches;
  for (std::uint32_t unit = 0; unit < code.size();) {
    const DecodedInstruction instruction = decode_instruction(code, unit);
    unit = instruction.next;
    switch (instruction.opcode) {
    case Opcode::POP_JUMP_IF_TRUE:
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_NONE:
    case Opcode::POP_JUMP_IF_NOT_NONE:
      branches.push_back({instruction.at, instruction.next, instruction.jump_target()});
      break;
    case Opcode::FOR_ITER:
      // The exhausted side goes on behind END_FOR and POP_ITER.
      branches.push_back({instruction.at, instruction.next, instruction.jump_target() + 2});
      break;
    case Opcode::END_ASYNC_FOR:
      // END_SEND and NOT_TAKEN stand at its origin.
      if (instruction.oparg != 0) {
        const std::uint32_t source = instruction.jump_target();
        branches.push_back({source, source + 2, instruction.next});
      }
      break;
    default: break;
    }
  }
  return branches;
}

} // namespace specmon::vm
