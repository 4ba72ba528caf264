#include "vm/instrument.h"

#include "vm/specialise.h"

#include <array>

namespace specmon::vm {

using monitoring::Event;
using monitoring::LocationEvents;

namespace {

// What the walk over the instructions of a code object must know of each, in one load.
struct Role {
  std::uint8_t units = 1; // with its caches
  bool is_usual = false;  // no event but LINE and INSTRUCTION, no part in the layout
};

constexpr std::array<Role, 256> roles = [] {
  std::array<Role, 256> table{};
  for (unsigned i = 0; i < static_cast<unsigned>(Opcode::opcode_count); ++i) {
    const auto opcode = static_cast<Opcode>(i);
    const Operand operand = opcode_operand(opcode);
    table[i].units = static_cast<std::uint8_t>(1 + cache_units(opcode));
    table[i].is_usual = opcode_events(opcode) == EventGroup::none && operand != Operand::forward &&
                        operand != Operand::backward && opcode != Opcode::EXTENDED_ARG &&
                        opcode != Opcode::END_FOR && opcode != Opcode::END_SEND &&
                        opcode != Opcode::POP_ITER;
  }
  return table;
}();

} // namespace

Instrumentation::Instrumentation(Code& code, const monitoring::Behaviours& behaviours)
    : code_(code), source_(code.description->code.data()), shape_(code.description->code.size()),
      monitor(&code, shape_) {
  find_events(behaviours);
  for (const ExceptionTableEntry& handler : code.description->exceptions) {
    mark_target(handler.target, true);
  }
}

// One walk over the instructions, an EXTENDED_ARG being one by itself.
void Instrumentation::find_events(const monitoring::Behaviours& behaviours) {
  constexpr int none = -1;
  const bool sides = behaviours.branch_sides();
  const bool loses_line = behaviours.line_after_for_loop_is_lost();
  bool traced = false; // what precedes the first RESUME is not
  int line_before = none;
  std::uint32_t before = 0; // the instruction in front of this one,
  bool had_line = false;    // and whether it counts for the lines
  std::uint32_t extended = 0;
  const std::uint32_t end = unit_count();
  for (std::uint32_t unit = 0, next; unit < end; unit = next) {
    const Opcode opcode = source_opcode(unit);
    const Role role = roles[static_cast<std::size_t>(opcode)];
    next = unit + role.units;
    const std::uint32_t oparg = extended | source_[unit].oparg;
    extended = 0;
    bool is_instruction = true;
    bool has_line = true;
    if (!role.is_usual) {
      if (opcode == Opcode::EXTENDED_ARG) extended = oparg << 8;
      if (opcode == Opcode::RESUME) traced = true;
      find_own_event(unit, sides);
      // INSTR-1: RESUME stands for itself, END_FOR and POP_ITER are skipped.
      is_instruction = opcode != Opcode::RESUME && opcode != Opcode::END_FOR;
      has_line = is_instruction && opcode != Opcode::END_SEND &&
                 !(opcode == Opcode::POP_ITER && loses_line);
    }
    shape_[unit].add(starts_bit);
    if (traced && is_instruction) shape_[unit].add(LocationEvents::instruction_bit);
    // A line run starts where the line is not that of the instruction before (LINE-1), ...
    if (traced && has_line) {
      const int line = code_.line_of(unit);
      if (line != none && line != line_before) shape_[unit].add(LocationEvents::line_bit);
      if (!had_line && code_.same_line(before, unit)) shape_[unit].add(arrival_bit);
      line_before = line;
    }
    before = unit;
    had_line = has_line;
    // ... and where a jump leads to.
    if (role.is_usual) continue;
    if (opcode == Opcode::FOR_ITER) {
      mark_target(next + oparg + 2, !loses_line);
    } else if (is_jump(opcode)) {
      const bool forward = opcode_operand(opcode) == Operand::forward;
      mark_target(forward ? next + oparg : next - oparg, opcode != Opcode::SEND);
      if (opcode == Opcode::SEND) mark_target(next + oparg + 1, true); // behind END_SEND
    }
  }
}

void Instrumentation::find_own_event(std::uint32_t unit, bool sides) {
  switch (opcode_events(source_opcode(unit))) {
  case EventGroup::none: break;
  case EventGroup::start:
    shape_[unit].set_own(source_[unit].oparg == 0 ? Event::PY_START : Event::PY_RESUME);
    break;
  case EventGroup::return_: shape_[unit].set_own(Event::PY_RETURN); break;
  case EventGroup::yield: shape_[unit].set_own(Event::PY_YIELD); break;
  case EventGroup::call: shape_[unit].set_own(Event::CALL); break;
  case EventGroup::jump: shape_[unit].set_own(Event::JUMP); break;
  case EventGroup::stop_iteration: shape_[unit].set_own(Event::STOP_ITERATION); break;
  case EventGroup::branch:
    shape_[unit].set_own(sides ? Event::BRANCH_RIGHT : Event::BRANCH);
    if (sides) shape_[unit + 1].set_own(Event::BRANCH_LEFT);
    break;
  case EventGroup::for_iter:
    shape_[unit].set_own(sides ? Event::BRANCH_LEFT : Event::BRANCH);
    break;
  case EventGroup::branch_left:
    if (sides) shape_[unit].set_own(Event::BRANCH_LEFT);
    break;
  case EventGroup::branch_right:
    if (sides) shape_[unit].set_own(Event::BRANCH_RIGHT);
    break;
  }
}

void Instrumentation::mark_target(std::uint32_t unit, bool starts_line) {
  if (unit >= unit_count()) return;
  shape_[unit].add(arrival_bit);
  if (starts_line && code_.line_of(unit) >= 0) shape_[unit].add(LocationEvents::line_bit);
}

std::uint32_t Instrumentation::jump_target(std::uint32_t unit) const {
  std::uint32_t start = unit;
  while (start > 0 && source_opcode(start - 1) == Opcode::EXTENDED_ARG &&
         starts_instruction(start - 1)) {
    --start;
  }
  std::uint32_t oparg = 0;
  for (; start < unit; ++start) oparg = (oparg | source_[start].oparg) << 8;
  oparg |= source_[unit].oparg;
  const Opcode opcode = source_opcode(unit);
  const std::uint32_t next = unit + 1 + static_cast<std::uint32_t>(cache_units(opcode));
  return opcode_operand(opcode) == Operand::forward ? next + oparg : next - oparg;
}

// Out of line: inlined into the loop it took a register from every handler there.
bool Instrumentation::loop_enters_silently(std::uint32_t for_iter) const {
  return shape_[for_iter].own() == Event::BRANCH_LEFT && monitor.own_tools(for_iter).empty();
}

std::uint32_t Instrumentation::exhausted_side(std::uint32_t for_iter) const {
  return jump_target(for_iter) + 1;
}

bool Instrumentation::other_side_is_active(std::uint32_t unit) const {
  const Opcode own = source_opcode(unit);
  if (is_conditional_jump(own)) return is_active(unit + 1);
  return own == Opcode::FOR_ITER && is_active(exhausted_side(unit));
}

void Instrumentation::put(std::uint32_t unit) {
  if (!starts_instruction(unit)) return;
  CodeUnit& place = code_.units[unit];
  Opcode wanted = !monitor.line_tools(unit).empty()          ? Opcode::INSTRUMENTED_LINE
                  : !monitor.instruction_tools(unit).empty() ? Opcode::INSTRUMENTED_INSTRUCTION
                                                             : own_opcode(unit);
  const Opcode own = source_opcode(unit);
  if (own == Opcode::FOR_ITER) {
    // No event of the other side alone (BRANCH-20).
    const bool runs_plain = (wanted == own || wanted == Opcode::INSTRUMENTED_FOR_ITER) &&
                            monitor.own_tools(unit).empty();
    count_iterations(code_.units[unit + 1], runs_plain);
  }
  const auto present = static_cast<Opcode>(place.opcode);
  if (present == wanted) return;
  if (wanted == own) {
    if (present != own && !is_instrumented(present)) return; // specialised: may stay
    wanted = opcode_at_load(code_.description->code, unit);
  }
  place.opcode = static_cast<std::uint8_t>(wanted);
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
