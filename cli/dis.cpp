// specmon dis: shows the code objects of a program, and what monitoring puts into them.
#include "cli/commands.h"
#include "cli/embedding.h"
#include "cli/exit_status.h"
#include "vm/disassembler.h"
#include "vm/instrument.h"
#include "vm/machine.h"

#include <fmt/format.h>

namespace specmon::cli {

namespace {

using monitoring::Event;
using vm::Code;
using vm::Opcode;
using vm::Vm;

constexpr int instrumenting_tool = 4;

void collect(Code& code, std::vector<Code*>& codes) {
  codes.push_back(&code);
  for (const vm::Value constant : code.constants->view()) {
    if (auto* inner = vm::as<Code>(constant)) collect(*inner, codes);
  }
}

// The tool's events at one unit, each with the tools that are active there.
std::string events_at(const vm::Instrumentation& instrumentation, std::uint32_t unit) {
  std::string text;
  const auto add = [&](Event event, monitoring::ToolSet tools) {
    if (tools.empty()) return;
    text += text.empty() ? "" : ", ";
    text += monitoring::name_of(event);
    for (int tool = 0; tool < monitoring::tool_slot_count; ++tool) {
      if (tools.contains(tool)) text += fmt::format(" {}", tool);
    }
  };
  const monitoring::CodeMonitor& monitor = instrumentation.monitor;
  add(Event::LINE, monitor.line_tools(unit));
  add(Event::INSTRUCTION, monitor.instruction_tools(unit));
  if (const auto own = monitor.shape()[unit].own()) add(*own, monitor.own_tools(unit));
  return text;
}

// What stands in an instruction's place and what happens there: `INSTRUMENTED_LINE (LINE 4, CALL
// 4)`. Its caches are looked at too: a conditional jump's left side stands in one (DISABLE-15).
std::string instrumented_note(const Code& code, std::uint32_t at) {
  if (!code.instrumentation) return "";
  const vm::Instrumentation& instrumentation = *code.instrumentation;
  const std::vector<vm::CodeUnit>& source = code.description->code;
  std::uint32_t start = at;
  while (start > 0 && instrumentation.starts_instruction(start - 1) &&
         static_cast<Opcode>(source[start - 1].opcode) == Opcode::EXTENDED_ARG) {
    --start;
  }
  std::uint32_t end = at + 1;
  while (end < source.size() && !instrumentation.starts_instruction(end)) ++end;
  std::string events;
  std::string stand_in;
  for (std::uint32_t unit = start; unit < end; ++unit) {
    const std::string here = events_at(instrumentation, unit);
    if (here.empty()) continue;
    events += (events.empty() ? "" : ", ") + here;
  }
  for (std::uint32_t unit = start; unit <= at; ++unit) {
    if (code.units[unit].opcode == source[unit].opcode) continue;
    stand_in += stand_in.empty() ? "" : " ";
    stand_in += vm::opcode_name(static_cast<Opcode>(code.units[unit].opcode));
  }
  if (events.empty() && stand_in.empty()) return "";
  if (stand_in.empty()) return fmt::format("<- ({})", events);
  if (events.empty()) return "<- " + stand_in;
  return fmt::format("<- {} ({})", stand_in, events);
}

void instrument(Vm& vm, const std::vector<Code*>& codes, const std::vector<Event>& events) {
  monitoring::Monitoring& monitoring = vm.interpreter->monitoring;
  const vm::Ref name = vm::make_str(vm, "specmon-dis");
  std::uint32_t mask = 0;
  for (const Event event : events) {
    mask |= monitoring::event_mask(monitoring::is_ancillary(event) ? Event::CALL : event,
                                   vm.behaviours);
  }
  (void)monitoring.use_tool_id(instrumenting_tool, name.get().bits(), true);
  const auto status = monitoring.set_events(instrumenting_tool, static_cast<std::int32_t>(mask));
  if (!status.ok()) throw Usage{status.error().message};
  for (Code* code : codes) vm.interpreter->synchronise(code);
}

int dis(const CommandLine& line) {
  const ProgramOptions options = read_program_options(line);
  if (options.arguments.size() > 1) throw Usage{"too many operands; allowed: FILE [QUALNAME]"};
  const auto list = line.value("instrumented");
  std::vector<Event> events;
  if (list) events = parse_events(*list, options.behaviours);

  Streams streams;
  return with_machine(options, streams, [&](Vm& vm, const std::string& source) {
    const vm::Owned<Code> module = compile_program(vm, options, source);
    if (!module) return static_cast<int>(exit_uncaught);
    std::vector<Code*> codes;
    collect(*module, codes);
    if (list) instrument(vm, codes, events);
    std::string names;
    bool found = false;
    for (Code* code : codes) {
      const vm::CodeDescription& description = *code->description;
      names += (names.empty() ? "" : ", ") + description.qualname;
      if (!options.arguments.empty() && options.arguments[0] != description.qualname) continue;
      vm::DisassemblyOptions how;
      if (list) how.note = [code](std::uint32_t unit) { return instrumented_note(*code, unit); };
      streams.out.append(fmt::format("{}{} ({}, line {})\n", found ? "\n" : "",
                                     description.qualname, options.file, description.first_line));
      streams.out.append(vm::disassemble(description, how));
      found = true;
    }
    if (!found) {
      throw Usage{fmt::format("no code named '{}' in {}; there are: {}", options.arguments[0],
                              options.file, names)};
    }
    return static_cast<int>(exit_success);
  });
}

} // namespace

Command dis_command() {
  std::vector<Option> options = version_options();
  options.push_back({"instrumented", "EVENTS",
                     "show what a tool with these events puts into the code: behind `<-` the "
                     "opcodes that stand in, "
                     "and each event with the ids of the tools that get it there"});
  return {"dis",   "FILE [QUALNAME]", "Show the bytecode of a program, or of one of its functions",
          options, Takes::file,       dis};
}

} // namespace specmon::cli
