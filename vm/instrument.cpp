#include "vm/instrument.h"

#include "vm/specialise.h"

namespace specmon::vm {

using monitoring::Event;
using monitoring::LocationEvents;

Instrumentation::Instrumentation(Code& code, const monitoring::Behaviours& behaviours)
    : monitor(&code, *this), code_(code), shape_(code.description->code.size(), no_event) {
  find_instructions();
  find_events(behaviours);
  mark_lines(behaviours);
}

LocationEvents Instrumentation::at(std::uint32_t unit) const {
  const std::uint8_t shape = shape_[unit];
  LocationEvents events;
  events.first = event_at(unit);
  events.line_start = (shape & line_bit) != 0;
  // INSTR-1: RESUME stands for itself, END_FOR and POP_ITER are skipped.
  if ((shape & starts_bit) != 0 && unit >= first_resume_) {
    const auto opcode = static_cast<Opcode>(source()[unit].opcode);
    events.instruction = opcode != Opcode::RESUME && opcode != Opcode::END_FOR;
  }
  return events;
}

void Instrumentation::find_instructions() {
  first_resume_ = unit_count();
  for (std::uint32_t unit = 0; unit < unit_count();) {
    const auto opcode = static_cast<Opcode>(source()[unit].opcode);
    if (opcode == Opcode::RESUME && first_resume_ == unit_count()) first_resume_ = unit;
    shape_[unit] |= starts_bit;
    unit += 1 + static_cast<std::uint32_t>(cache_units(opcode));
  }
}

void Instrumentation::find_events(const monitoring::Behaviours& behaviours) {
  const bool sides = behaviours.branch_sides();
  for (std::uint32_t unit = 0; unit < unit_count(); ++unit) {
    if (!starts_instruction(unit)) continue;
    const CodeUnit instruction = source()[unit];
    switch (opcode_events(static_cast<Opcode>(instruction.opcode))) {
    case EventGroup::none: break;
    case EventGroup::start:
      give(unit, instruction.oparg == 0 ? Event::PY_START : Event::PY_RESUME);
      break;
    case EventGroup::return_: give(unit, Event::PY_RETURN); break;
    case EventGroup::yield: give(unit, Event::PY_YIELD); break;
    case EventGroup::call: give(unit, Event::CALL); break;
    case EventGroup::jump: give(unit, Event::JUMP); break;
    case EventGroup::stop_iteration: give(unit, Event::STOP_ITERATION); break;
    case EventGroup::branch:
      give(unit, sides ? Event::BRANCH_RIGHT : Event::BRANCH);
      if (sides) give(unit + 1, Event::BRANCH_LEFT);
      break;
    case EventGroup::for_iter: give(unit, sides ? Event::BRANCH_LEFT : Event::BRANCH); break;
    case EventGroup::branch_left:
      if (sides) give(unit, Event::BRANCH_LEFT);
      break;
    case EventGroup::branch_right:
      if (sides) give(unit, Event::BRANCH_RIGHT);
      break;
    }
  }
}

void Instrumentation::mark_lines(const monitoring::Behaviours& behaviours) {
  constexpr int none = -1;
  // Every instruction, EXTENDED_ARG by itself, whose line is not that of the one before it.
  int line_before = none;
  for (std::uint32_t unit = first_resume_; unit < unit_count(); ++unit) {
    if (!starts_instruction(unit)) continue;
    switch (static_cast<Opcode>(source()[unit].opcode)) {
    case Opcode::RESUME:
    case Opcode::END_FOR:
    case Opcode::END_SEND: continue;
    case Opcode::POP_ITER:
      if (behaviours.line_after_for_loop_is_lost()) continue;
      break;
    default: break;
    }
    const int line = code_.line_of(unit);
    if (line != none && line != line_before) shape_[unit] |= line_bit;
    line_before = line;
  }
  // Every target of a jump, every handler.
  const auto mark = [&](std::uint32_t unit, bool starts_line) {
    if (unit >= unit_count()) return;
    shape_[unit] |= target_bit;
    if (starts_line && code_.line_of(unit) != none) shape_[unit] |= line_bit;
  };
  for (std::uint32_t start = 0; start < unit_count();) {
    const DecodedInstruction instruction = decode_instruction(source(), start);
    if (instruction.opcode == Opcode::FOR_ITER) {
      mark(instruction.jump_target() + 2, !behaviours.line_after_for_loop_is_lost());
    } else if (is_jump(instruction.opcode)) {
      mark(instruction.jump_target(), instruction.opcode != Opcode::SEND);
    }
    start = instruction.next;
  }
  for (const ExceptionTableEntry& handler : code_.description->exceptions)
    mark(handler.target, true);
}

std::uint32_t Instrumentation::exhausted_side(std::uint32_t for_iter) const {
  std::uint32_t start = for_iter;
  while (start > 0 && static_cast<Opcode>(source()[start - 1].opcode) == Opcode::EXTENDED_ARG &&
         starts_instruction(start - 1)) {
    --start;
  }
  return decode_instruction(source(), start).jump_target() + 1;
}

Opcode Instrumentation::own_opcode(std::uint32_t unit) const {
  const Opcode own = original(unit);
  if (!has_event(unit)) return own; // jumps with a second side have a first
  const auto is_active = [&](std::uint32_t at) {
    return at < unit_count() && has_event(at) && !monitor.event_tools(at, *event_at(at)).empty();
  };
  bool active = is_active(unit);
  if (!active && is_conditional_jump(own)) active = is_active(unit + 1);
  if (!active && own == Opcode::FOR_ITER) active = is_active(exhausted_side(unit));
  return active ? instrumented_opcode(own) : own;
}

void Instrumentation::put(std::uint32_t unit) {
  if (!starts_instruction(unit)) return;
  CodeUnit& place = code_.units[unit];
  const Opcode own = original(unit);
  Opcode wanted = !monitor.line_tools(unit).empty()          ? Opcode::INSTRUMENTED_LINE
                  : !monitor.instruction_tools(unit).empty() ? Opcode::INSTRUMENTED_INSTRUCTION
                                                             : own_opcode(unit);
  const auto present = static_cast<Opcode>(place.opcode);
  if (present == wanted) return;
  const bool was_instrumented =
      present >= Opcode::INSTRUMENTED_RESUME && present <= Opcode::INSTRUMENTED_LINE;
  if (wanted == own) {
    if (present != own && !was_instrumented) return; // specialised: may stay
    wanted = opcode_at_load(source(), unit);
  }
  place.opcode = static_cast<std::uint8_t>(wanted);
  // What FOR_ITER has counted starts anew (STOP-4); other caches keep the number of their
  // CacheEntry.
  if (own == Opcode::FOR_ITER) code_.units[unit + 1] = CodeUnit{0, 0};
}

void Instrumentation::rewrite() {
  for (std::uint32_t unit = 0; unit < unit_count(); ++unit) put(unit);
}

void Instrumentation::rewrite(std::uint32_t unit) {
  const Opcode own = original(unit);
  if (own == Opcode::NOT_TAKEN && !starts_instruction(unit)) {
    put(unit - 1);
  } else if (own == Opcode::POP_ITER) {
    rewrite(); // FOR_ITER fires for it
  } else {
    put(unit);
  }
}

} // namespace specmon::vm
