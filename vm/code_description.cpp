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

} // namespace specmon::vm
