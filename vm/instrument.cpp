#include "vm/instrument.h"

namespace specmon::vm {

using monitoring::Event;
using monitoring::LocationEvents;

Instrumentation::Instrumentation(Code& code, const monitoring::Behaviours& behaviours)
    : monitor(&code, *this), code_(code), units_(code.description->code.size()) {
  find_instructions();
  find_events(behaviours);
  mark_lines(behaviours);
}

LocationEvents Instrumentation::at(std::uint32_t unit) const {
  const Unit& entry = units_[unit];
  LocationEvents events;
  if (entry.event >= 0) events.first = static_cast<Event>(entry.event);
  events.line_start = entry.line_start;
  events.instruction = entry.instruction;
  return events;
}

void Instrumentation::find_instructions() {
  const std::vector<CodeUnit>& source = code_.description->code;
  for (std::uint32_t unit = 0; unit < source.size();) {
    const auto opcode = base_opcode(static_cast<Opcode>(source[unit].opcode));
    units_[unit].original = opcode;
    units_[unit].starts_instruction = true;
    unit += 1 + static_cast<std::uint32_t>(cache_units(opcode));
  }
}

void Instrumentation::find_events(const monitoring::Behaviours& behaviours) {
  const std::vector<CodeUnit>& source = code_.description->code;
  const bool sides = behaviours.branch_sides();
  bool traced = false; // what precedes the first RESUME is not
  for (std::uint32_t start = 0; start < source.size();) {
    const DecodedInstruction instruction = decode_instruction(source, start);
    const std::uint32_t unit = instruction.at;
    Unit& entry = units_[unit];
    const auto give = [&](Event event) { entry.event = static_cast<std::int8_t>(event); };
    if (instruction.opcode == Opcode::RESUME) traced = true;
    switch (opcode_events(instruction.opcode)) {
    case EventGroup::none: break;
    case EventGroup::start:
      give(instruction.oparg == 0 ? Event::PY_START : Event::PY_RESUME);
      break;
    case EventGroup::return_: give(Event::PY_RETURN); break;
    case EventGroup::yield: give(Event::PY_YIELD); break;
    case EventGroup::call: give(Event::CALL); break;
    case EventGroup::jump: give(Event::JUMP); break;
    case EventGroup::stop_iteration: give(Event::STOP_ITERATION); break;
    case EventGroup::branch:
      give(sides ? Event::BRANCH_RIGHT : Event::BRANCH);
      if (sides) {
        units_[unit + 1].original = Opcode::NOT_TAKEN;
        units_[unit + 1].event = static_cast<std::int8_t>(Event::BRANCH_LEFT);
        units_[unit + 1].partner = unit;
      }
      break;
    case EventGroup::for_iter:
      give(sides ? Event::BRANCH_LEFT : Event::BRANCH);
      entry.partner = instruction.jump_target() + 1;
      break;
    case EventGroup::branch_left:
      if (sides) give(Event::BRANCH_LEFT);
      break;
    case EventGroup::branch_right:
      if (sides) give(Event::BRANCH_RIGHT);
      break;
    }
    // INSTR-1: RESUME stands for itself, END_FOR and POP_ITER are skipped.
    if (traced && instruction.opcode != Opcode::RESUME && instruction.opcode != Opcode::END_FOR) {
      for (std::uint32_t at = start; at <= unit; ++at) units_[at].instruction = true;
    }
    start = instruction.next;
  }
}

void Instrumentation::mark_lines(const monitoring::Behaviours& behaviours) {
  const std::vector<CodeUnit>& source = code_.description->code;
  constexpr int none = -1;
  // Every instruction, EXTENDED_ARG by itself, whose line is not that of the one before it.
  int line_before = none;
  bool traced = false;
  for (std::uint32_t unit = 0; unit < source.size(); ++unit) {
    const Unit& entry = units_[unit];
    if (!entry.starts_instruction) continue;
    if (entry.original == Opcode::RESUME) traced = true;
    if (!traced) continue;
    switch (entry.original) {
    case Opcode::RESUME:
    case Opcode::END_FOR:
    case Opcode::END_SEND: continue;
    case Opcode::POP_ITER:
      if (behaviours.line_after_for_loop_is_lost()) continue;
      break;
    default: break;
    }
    const int line = code_.line_of(unit);
    if (line != none && line != line_before) units_[unit].line_start = true;
    line_before = line;
  }
  // Every target of a jump, every handler.
  const auto mark = [&](std::uint32_t unit) {
    if (unit < units_.size() && code_.line_of(unit) != none) units_[unit].line_start = true;
  };
  for (std::uint32_t start = 0; start < source.size();) {
    const DecodedInstruction instruction = decode_instruction(source, start);
    if (instruction.opcode == Opcode::FOR_ITER) {
      if (!behaviours.line_after_for_loop_is_lost()) mark(instruction.jump_target() + 2);
    } else if (is_jump(instruction.opcode) && instruction.opcode != Opcode::SEND) {
      mark(instruction.jump_target());
    }
    start = instruction.next;
  }
  for (const ExceptionTableEntry& handler : code_.description->exceptions) mark(handler.target);
}

Opcode Instrumentation::own_opcode(std::uint32_t unit) const {
  const Unit& entry = units_[unit];
  if (entry.event < 0) return entry.original; // jumps with a second side have a first
  bool active =
      entry.event >= 0 && !monitor.event_tools(unit, static_cast<Event>(entry.event)).empty();
  if (!active && is_conditional_jump(entry.original) && unit + 1 < units_.size() &&
      units_[unit + 1].event >= 0) {
    active = !monitor.event_tools(unit + 1, static_cast<Event>(units_[unit + 1].event)).empty();
  }
  if (!active && entry.original == Opcode::FOR_ITER && entry.partner < units_.size() &&
      units_[entry.partner].event >= 0) {
    active = !monitor.event_tools(entry.partner, static_cast<Event>(units_[entry.partner].event))
                  .empty();
  }
  return active ? instrumented_opcode(entry.original) : entry.original;
}

void Instrumentation::put(std::uint32_t unit) {
  const Unit& entry = units_[unit];
  if (!entry.starts_instruction) return;
  CodeUnit& place = code_.units[unit];
  Opcode wanted = own_opcode(unit);
  if (!monitor.line_tools(unit).empty()) {
    wanted = Opcode::INSTRUMENTED_LINE;
  } else if (!monitor.instruction_tools(unit).empty()) {
    wanted = Opcode::INSTRUMENTED_INSTRUCTION;
  }
  const auto present = static_cast<Opcode>(place.opcode);
  if (present == wanted) return;
  const bool is_stand_in = present != entry.original;
  const bool was_instrumented =
      present >= Opcode::INSTRUMENTED_RESUME && present <= Opcode::INSTRUMENTED_LINE;
  if (wanted == entry.original && is_stand_in && !was_instrumented) return; // specialised: may stay
  place.opcode = static_cast<std::uint8_t>(wanted);
  // What FOR_ITER has counted starts anew (STOP-4); other caches keep the number of their
  // CacheEntry.
  if (entry.original == Opcode::FOR_ITER) code_.units[unit + 1] = CodeUnit{0, 0};
}

void Instrumentation::rewrite() {
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit) put(unit);
}

void Instrumentation::rewrite(std::uint32_t unit) {
  const Unit& entry = units_[unit];
  if (entry.original == Opcode::NOT_TAKEN && !entry.starts_instruction) {
    put(entry.partner);
  } else if (entry.original == Opcode::POP_ITER) {
    rewrite(); // FOR_ITER fires for it
  } else {
    put(unit);
  }
}

} // namespace specmon::vm
