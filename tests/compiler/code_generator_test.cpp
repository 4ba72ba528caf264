// The instructions of whole code objects, with their positions. The expected listings come from the
// `dis` of CPython 3.12.7, 3.13.2, 3.14.2 and 3.15.0rc1: tests/tools/record_listings.py.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "monitoring/behaviours.h"
#include "vm/compiler/compiler.h"

using namespace specmon;
using monitoring::Behaviours;
using monitoring::PythonVersion;
using vm::Opcode;

namespace {

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string place(const vm::SourceLocation& at) {
  if (!at.has_line()) return "-";
  auto column = [](int value) { return value < 0 ? std::string("None") : std::to_string(value); };
  const int end = at.end_line < 0 ? at.line : at.end_line;
  return std::to_string(at.line) + ":" + column(at.column) + "-" + std::to_string(end) + ":" +
         column(at.end_column);
}

bool is_left_out(Opcode opcode, Opcode before) {
  return opcode == Opcode::PUSH_NULL || opcode == Opcode::TO_BOOL || opcode == Opcode::NOT_TAKEN ||
         opcode == Opcode::CONVERT_VALUE ||
         (opcode == Opcode::POP_ITER && before == Opcode::END_FOR);
}

void list(const vm::CodeDescription& code, std::string& out) {
  out += "code " + code.qualname + "\n";
  const auto positions = code.lines.positions();
  Opcode before = Opcode::NOP;
  std::string last;
  for (std::uint32_t unit = 0; unit < code.code.size();) {
    const auto instruction = vm::decode_instruction(code.code, unit);
    const std::string at = " " + place(positions[unit]) + "\n";
    unit = instruction.next;
    const Opcode opcode = instruction.opcode;
    const bool left_out = is_left_out(opcode, before);
    before = opcode;
    if (left_out) continue;
    switch (opcode) {
    case Opcode::POP_ITER:
    case Opcode::POP_TOP:
      if (last != "POP_TOP" + at) out += "  POP_TOP" + at;
      last = "POP_TOP" + at;
      continue;
    case Opcode::LOAD_FAST_LOAD_FAST: out += "  LOAD_FAST" + at + "  LOAD_FAST\n"; break;
    case Opcode::STORE_FAST_LOAD_FAST: out += "  STORE_FAST" + at + "  LOAD_FAST\n"; break;
    case Opcode::STORE_FAST_STORE_FAST: out += "  STORE_FAST" + at + "  STORE_FAST\n"; break;
    default: out += "  " + std::string(vm::opcode_name(opcode)) + at;
    }
    last.clear();
  }
  for (const vm::Constant& constant : code.constants)
    if (constant.is(vm::Constant::Kind::code)) list(*constant.as_code(), out);
}

void check(const std::string& name, PythonVersion version, const std::string& version_name) {
  CAPTURE(version_name);
  const std::string path = "tests/compiler/listings/" + name;
  const auto result = compiler::compile(contents(path + ".py"), "listing.py",
                                        compiler::CompileMode::exec, Behaviours(version));
  REQUIRE(result.code);
  std::string ours;
  list(*result.code, ours);
  // The first line that differs says more than two whole listings.
  std::istringstream left(ours), right(contents(path + "." + version_name + ".listing"));
  std::string our_line, their_line;
  for (int line = 1;; ++line) {
    CAPTURE(line);
    const bool more = static_cast<bool>(std::getline(left, our_line));
    const bool expected_more = static_cast<bool>(std::getline(right, their_line));
    REQUIRE(more == expected_more);
    if (!more) break;
    // The second half of a fused instruction has no position of its own.
    if (our_line.find(' ', 2) == std::string::npos) their_line.resize(our_line.size());
    if (their_line.find(' ', 2) == std::string::npos) our_line.resize(their_line.size());
    REQUIRE(our_line == their_line);
  }
}

void check_all(const std::string& name) {
  SUBCASE("3.12") {
    check(name, PythonVersion::v3_12, "3.12");
  }
  SUBCASE("3.13") {
    check(name, PythonVersion::v3_13, "3.13");
  }
  SUBCASE("3.14") {
    check(name, PythonVersion::v3_14, "3.14");
  }
  SUBCASE("3.15") {
    check(name, PythonVersion::v3_15, "3.15");
  }
}

} // namespace

TEST_CASE("simple statements have the instructions and positions of CPython") {
  check_all("statements");
}
TEST_CASE("loops have the instructions and positions of CPython") {
  check_all("loops");
}
TEST_CASE("try and with have the instructions and positions of CPython") {
  check_all("exceptions");
}
TEST_CASE("classes and closures have the instructions and positions of CPython") {
  check_all("classes");
}
TEST_CASE("generators and coroutines have the instructions and positions of CPython") {
  check_all("generators");
}
TEST_CASE("match has the instructions and positions of CPython") {
  check_all("match");
}
