// From instruction sequences to laid out code. The expected instructions are those that `dis` of
// the real CPythons shows for the same source.
#include <doctest/doctest.h>

#include <sstream>

#include "monitoring/behaviours.h"
#include "vm/compiler/instruction_sequence.h"

using namespace specmon;
using namespace specmon::compiler;
using monitoring::Behaviours;
using monitoring::PythonVersion;

namespace {

SourceLocation at(int line, int column, int end_column) {
  return {line, line, column, end_column};
}

UnitInfo function(std::vector<std::string> locals, int arguments) {
  UnitInfo unit;
  unit.name = unit.qualname = "f";
  unit.flags = vm::CO_OPTIMIZED | vm::CO_NEWLOCALS;
  unit.argument_count = arguments;
  unit.locals = NameTable(std::move(locals));
  return unit;
}

/// Opcodes, one a word; jumps as OPCODE>INDEX of the instruction they lead to.
std::string listing(const vm::CodeDescription& code) {
  std::vector<vm::DecodedInstruction> all;
  for (std::uint32_t unit = 0; unit < code.code.size();) {
    all.push_back(vm::decode_instruction(code.code, unit));
    unit = all.back().next;
  }
  std::ostringstream text;
  for (const auto& instruction : all) {
    if (&instruction != &all.front()) text << ' ';
    text << vm::opcode_name(instruction.opcode);
    const auto operand = vm::opcode_operand(instruction.opcode);
    if (operand != vm::Operand::forward && operand != vm::Operand::backward) continue;
    std::size_t index = 0;
    while (all[index].start != instruction.jump_target()) ++index;
    text << '>' << index;
  }
  return text.str();
}

/// for x in xs:            line 2
///   if x:                 line 3
///     y = 1               line 4
/// return 0                line 5
InstructionSequence loop_with_test_at_its_end(bool to_bool) {
  InstructionSequence code;
  const Label start = code.new_label();
  const Label cleanup = code.new_label();
  const Label skip = code.new_label();
  code.emit(Opcode::RESUME, 0, {1, 1, 0, 0});
  code.emit(Opcode::LOAD_FAST, 0, at(2, 13, 15));
  code.emit(Opcode::GET_ITER, at(2, 13, 15));
  code.place(start);
  code.emit_jump(Opcode::FOR_ITER, cleanup, at(2, 13, 15));
  code.emit(Opcode::STORE_FAST, 1, at(2, 8, 9));
  code.emit(Opcode::LOAD_FAST, 1, at(3, 11, 12));
  if (to_bool) code.emit(Opcode::TO_BOOL, at(3, 11, 12));
  code.emit_jump(Opcode::POP_JUMP_IF_FALSE, skip, at(3, 11, 12));
  code.emit(Opcode::LOAD_CONST, 1, at(4, 16, 17));
  code.emit(Opcode::STORE_FAST, 2, at(4, 12, 13));
  code.place(skip);
  code.emit_jump(Opcode::JUMP, start, no_location);
  code.place(cleanup);
  code.emit(Opcode::END_FOR, no_location);
  code.emit(Opcode::POP_ITER, no_location);
  code.emit(Opcode::LOAD_CONST, 0, at(5, 11, 12));
  code.emit(Opcode::RETURN_VALUE, at(5, 11, 12));
  return code;
}

vm::CodeDescription assemble_loop(PythonVersion version, bool to_bool) {
  UnitInfo unit = function({"xs", "x", "y"}, 1);
  unit.constants.index_of(vm::Constant::integer(0));
  unit.constants.index_of(vm::Constant::integer(1));
  return assemble(loop_with_test_at_its_end(to_bool), std::move(unit), Behaviours(version));
}

} // namespace

TEST_CASE("BRANCH-1 a test whose jump would go back to the loop header is inverted") {
  CHECK(listing(assemble_loop(PythonVersion::v3_14, true)) ==
        "RESUME LOAD_FAST GET_ITER FOR_ITER>11 STORE_FAST LOAD_FAST POP_JUMP_IF_TRUE>8 "
        "JUMP_BACKWARD>3 LOAD_CONST STORE_FAST JUMP_BACKWARD>3 END_FOR POP_ITER LOAD_CONST "
        "RETURN_VALUE");
}

TEST_CASE("BRANCH-1 the inverted test and its jump back keep the position of the test") {
  for (const auto version : {PythonVersion::v3_12, PythonVersion::v3_13, PythonVersion::v3_15}) {
    const vm::CodeDescription code = assemble_loop(version, version != PythonVersion::v3_12);
    const auto positions = code.lines.positions();
    for (std::uint32_t unit = 0; unit < code.code.size();) {
      const auto instruction = vm::decode_instruction(code.code, unit);
      if (instruction.opcode == Opcode::POP_JUMP_IF_TRUE) {
        CHECK(positions[unit] == at(3, 11, 12));
        CHECK(positions[instruction.next] == at(3, 11, 12)); // JUMP_BACKWARD
      }
      unit = instruction.next;
    }
  }
}

TEST_CASE("LINE-1 the jump at a loop's end has the position of the instruction before it") {
  const vm::CodeDescription code = assemble_loop(PythonVersion::v3_14, true);
  const auto positions = code.lines.positions();
  for (std::uint32_t unit = 0; unit < code.code.size();) {
    const auto instruction = vm::decode_instruction(code.code, unit);
    if (instruction.opcode == Opcode::END_FOR) CHECK(positions[unit - 1] == at(4, 12, 13));
    unit = instruction.next;
  }
}
