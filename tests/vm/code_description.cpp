// The tables that make up a code object.
#include <doctest/doctest.h>

#include "vm/code_branches.h"
#include "vm/code_description.h"
#include "vm/disassembler.h"

using namespace specmon::vm;

namespace {

CodeUnit unit(Opcode opcode, int oparg = 0) {
  return {static_cast<std::uint8_t>(opcode), static_cast<std::uint8_t>(oparg)};
}

} // namespace

TEST_CASE("every base opcode fits in a byte with its stand-ins, and stand-ins know their base") {
  CHECK(static_cast<int>(Opcode::opcode_count) < 256);
  CHECK(base_opcode(Opcode::INSTRUMENTED_CALL) == Opcode::CALL);
  CHECK(instrumented_opcode(Opcode::CALL) == Opcode::INSTRUMENTED_CALL);
  CHECK(instrumented_opcode(Opcode::NOP) == Opcode::NOP);
  CHECK(cache_units(Opcode::INSTRUMENTED_FOR_ITER) == cache_units(Opcode::FOR_ITER));
  CHECK(opcode_events(Opcode::INSTRUMENTED_JUMP_BACKWARD) == EventGroup::jump);
  CHECK(opcode_name(Opcode::SETUP_FINALLY) == "SETUP_FINALLY");
  CHECK(is_pseudo(Opcode::JUMP));
}

TEST_CASE("stack effects depend on the oparg and on whether a jump is taken") {
  CHECK(stack_effect(Opcode::CALL, 2, false).pops == 4);
  CHECK(stack_effect(Opcode::LOAD_GLOBAL, 3, false).pushes == 2);
  CHECK(stack_effect(Opcode::UNPACK_EX, 0x102, false).pushes == 4);
  CHECK(stack_effect(Opcode::SETUP_WITH, 0, true).pushes == 2);
  CHECK(stack_effect(Opcode::SETUP_FINALLY, 0, false).pushes == 0);
}

TEST_CASE("line tables decode to what was encoded, with and without lines and columns") {
  const std::vector<LineTableEntry> entries{
      {0, 1, no_location},    {1, 1, {1, 1, 0, 0}},   {2, 3, {2, 4, 7, 300}},
      {5, 2, {2, 4, 7, 300}}, {7, 1, {1, 1, -1, -1}}, {8, 1, no_location},
  };
  const LineTable table = LineTable::encode(entries, 1);
  CHECK(table.decode() == entries);
  CHECK(table.positions().size() == 9);
  CHECK(table.positions()[4].end_column == 300);
  const std::vector<LineRange> ranges{
      {0, 1, std::nullopt}, {1, 2, 1}, {2, 7, 2}, {7, 8, 1}, {8, 9, std::nullopt}};
  CHECK(line_ranges(table) == ranges);
}

TEST_CASE("the handler of a code unit is that of the region it lies in") {
  const ExceptionTable table{{2, 5, 20, 0, false}, {7, 9, 30, 1, true}};
  CHECK(find_handler(table, 1) == nullptr);
  REQUIRE(find_handler(table, 2) != nullptr);
  CHECK(find_handler(table, 4)->target == 20);
  CHECK(find_handler(table, 5) == nullptr);
  CHECK(find_handler(table, 8)->target == 30);
  CHECK(find_handler(table, 9) == nullptr);
}

TEST_CASE(
    "BRANCH-1 the branches of code are its conditional jumps and loops with both their sides") {
  const std::vector<CodeUnit> code{unit(Opcode::LOAD_FAST),   unit(Opcode::POP_JUMP_IF_FALSE, 2),
                                   unit(Opcode::NOT_TAKEN),   unit(Opcode::FOR_ITER, 1),
                                   unit(Opcode::CACHE),       unit(Opcode::STORE_FAST),
                                   unit(Opcode::END_FOR),     unit(Opcode::POP_ITER),
                                   unit(Opcode::RETURN_CONST)};
  const std::vector<CodeBranch> expected{{1, 3, 5}, {3, 5, 8}};
  CodeDescription description;
  description.code = code;
  CHECK(code_branches(description) == expected);
}

TEST_CASE("an instruction is decoded with its EXTENDED_ARGs and caches") {
  const std::vector<CodeUnit> code{unit(Opcode::EXTENDED_ARG, 1), unit(Opcode::JUMP_BACKWARD, 2)};
  const DecodedInstruction instruction = decode_instruction(code, 0);
  CHECK(instruction.opcode == Opcode::JUMP_BACKWARD);
  CHECK(instruction.at == 1);
  CHECK(instruction.next == 2);
  CHECK(instruction.oparg == 258);
}

TEST_CASE("a disassembly names lines, offsets, opcodes and what their opargs mean") {
  CodeDescription code;
  code.names = {"print"};
  code.constants = {Constant::integer(7)};
  code.code = {unit(Opcode::RESUME), unit(Opcode::LOAD_GLOBAL, 1), unit(Opcode::CACHE),
               unit(Opcode::CACHE),  unit(Opcode::LOAD_CONST, 0),  unit(Opcode::RETURN_VALUE)};
  code.lines = LineTable::encode(
      {{0, 1, {1, 1, 0, 0}}, {1, 3, {2, 2, 4, 9}}, {4, 1, {2, 2, 10, 11}}, {5, 1, {2, 2, 4, 12}}},
      1);
  const std::string text = disassemble(code);
  CHECK(text.find("    1        0 RESUME") != std::string::npos);
  CHECK(text.find("    2        2 LOAD_GLOBAL") != std::string::npos);
  CHECK(text.find("(print + NULL)") != std::string::npos);
  CHECK(text.find("(7)") != std::string::npos);
}
