#include "vm/code_branches.h"

namespace specmon::vm {

std::uint32_t async_branch_of(const CodeDescription& description, std::uint32_t end_async_for) {
  std::uint32_t found = end_async_for;
  // A handler begins with the EXTENDED_ARGs of its first instruction.
  std::uint32_t start = end_async_for;
  while (start > 0 &&
         static_cast<Opcode>(description.code[start - 1].opcode) == Opcode::EXTENDED_ARG) {
    --start;
  }
  for (const ExceptionTableEntry& region : description.exceptions) {
    if (region.target < start || region.target > end_async_for) continue;
    for (std::uint32_t at = region.start; at < region.end; ++at) {
      if (static_cast<Opcode>(description.code[at].opcode) == Opcode::END_SEND) found = at;
    }
  }
  const bool is_behind_cleanup =
      found > 0 && static_cast<Opcode>(description.code[found - 1].opcode) == Opcode::CLEANUP_THROW;
  return is_behind_cleanup ? found - 1 : found;
}

std::vector<CodeBranch> code_branches(const CodeDescription& description) {
  const std::vector<CodeUnit>& code = description.code;
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
    case Opcode::END_ASYNC_FOR: {
      const std::uint32_t source = async_branch_of(description, instruction.at);
      branches.push_back({source, source + 2, instruction.next}); // behind its NOT_TAKEN
      break;
    }
    default: break;
    }
  }
  return branches;
}

} // namespace specmon::vm
