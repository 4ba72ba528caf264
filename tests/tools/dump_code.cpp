// dump_code VERSION FILE...: compiles each file and prints a JSON line for each code object, so
// that a script can compare them with what a real CPython's `dis` says.

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "monitoring/behaviours.h"
#include "vm/compiler/compiler.h"
#include "vm/disassembler.h"

using namespace specmon;
using nlohmann::json;

namespace {

json location_json(const vm::SourceLocation& at) {
  return {at.line, at.end_line, at.column, at.end_column};
}

void dump(const vm::CodeDescription& code, const std::string& file) {
  json out{{"file", file},
           {"qualname", code.qualname},
           {"first_line", code.first_line},
           {"flags", code.flags},
           {"stack_size", code.stack_size}};
  const auto positions = code.lines.positions();
  json instructions = json::array();
  for (std::uint32_t unit = 0; unit < code.code.size();) {
    const auto instruction = vm::decode_instruction(code.code, unit);
    const auto operand = vm::opcode_operand(instruction.opcode);
    json row{{"at", unit},
             {"op", std::string(vm::opcode_name(instruction.opcode))},
             {"arg", instruction.oparg},
             {"text", vm::describe_oparg(code, instruction)},
             {"pos", location_json(positions[unit])}};
    if (operand == vm::Operand::forward || operand == vm::Operand::backward) {
      row["target"] = instruction.jump_target();
    }
    instructions.push_back(std::move(row));
    unit = instruction.next;
  }
  out["instructions"] = std::move(instructions);
  json exceptions = json::array();
  for (const auto& entry : code.exceptions) {
    exceptions.push_back({entry.start, entry.end, entry.target, entry.depth, entry.push_lasti});
  }
  out["exceptions"] = std::move(exceptions);
  json locals = json::array();
  for (const auto& local : code.locals) locals.push_back(local.name);
  out["locals"] = std::move(locals);
  std::puts(out.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
  for (const auto& constant : code.constants) {
    if (constant.is(vm::Constant::Kind::code)) dump(*constant.as_code(), file);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: dump_code VERSION FILE...\n", stderr);
    return 2;
  }
  const auto version = monitoring::parse_python_version(argv[1]);
  if (!version) return 2;
  const monitoring::Behaviours behaviours(*version);
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    try {
      const auto result =
          compiler::compile(text.str(), argv[i], compiler::CompileMode::exec, behaviours);
      if (result.error) {
        const json error{{"file", argv[i]}, {"error", result.error->message}};
        std::puts(error.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
      } else {
        dump(*result.code, argv[i]);
      }
    } catch (const std::exception& failure) {
      const json error{{"file", argv[i]}, {"error", std::string("INTERNAL: ") + failure.what()}};
      std::puts(error.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    }
  }
}
