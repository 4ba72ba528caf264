// How a code object is brought up to date with the masks (DYN-1). A tool's event that is new is put
// at all its locations, disabled before or not; one that is gone is taken from all; one that stays
// keeps its disabled locations, which is why turning events off and on again brings disabled
// locations back only if the code was synchronised in between (DISABLE-18 to DISABLE-21).

#include "monitoring/monitoring.h"

namespace specmon::monitoring {

void CodeMonitor::forget_cleared_tools(const Tools& tools) noexcept {
  for (ToolId tool = 0; tool < tool_slot_count; ++tool) {
    const Version set_at = local_set_at_[static_cast<std::size_t>(tool)];
    if (set_at != tools.cleared_at(tool)) local_.replace(tool, {});
  }
}

// CPython keeps the tools of each location only from the moment on when two tools share an event of
// the code; its tables are then filled with what it believes to be active. For ancillary events
// that moment is visible by design (DISABLE-6); for LINE and INSTRUCTION it goes wrong.
void CodeMonitor::note_sharing(const EventTools& wanted, const Behaviours& behaviours) {
  // Where exception events can be local they are in those tables too.
  if (!wanted.is_shared(behaviours.local_exception_events())) return;
  was_shared_ = true;

  if (!wanted.of(Event::LINE).empty() && !lines_were_shared_) {
    lines_were_shared_ = true;
    if (lines_ && behaviours.second_tool_revives_disabled_lines()) { // DISABLE-25
      const ToolSet staying = wanted.of(Event::LINE) & active_.of(Event::LINE);
      revived_lines_ = std::make_unique<ToolSet[]>(shape_->unit_count());
      for (std::uint32_t unit = 0; unit < shape_->unit_count(); ++unit) {
        if (shape_->at(unit).line_start) revived_lines_[unit] = staying - lines_[unit];
      }
    }
  }

  if (!wanted.of(Event::INSTRUCTION).empty() && !instructions_were_shared_) {
    instructions_were_shared_ = true;
    if (behaviours.second_tool_drops_instruction()) instructions_.reset(); // INSTR-3
  }
}

bool CodeMonitor::synchronise(const Monitoring& monitoring) {
  forget_cleared_tools(monitoring.tools());
  const EventTools wanted = monitoring.global() | local_;
  note_sharing(wanted, monitoring.behaviours());

  const bool restarted = monitoring.last_restart() > version_; // RESTART-1
  const EventTools removed = active_ - wanted;
  const EventTools added = restarted ? wanted : wanted - active_;
  active_ = wanted;
  version_ = monitoring.version();
  disabled_exception_events_ =
      restarted ? EventTools{} : disabled_exception_events_ - (added | removed);
  if (!added.instruments() && !removed.instruments()) return false;

  const std::uint32_t unit_count = shape_->unit_count();
  const auto change = [&](Plane& plane, std::uint32_t unit, Event event) {
    const ToolSet plus = added.of(event);
    if (!plane) {
      if (plus.empty()) return;
      plane = std::make_unique<ToolSet[]>(unit_count);
    }
    plane[unit] = (plane[unit] - removed.of(event)) | plus;
  };
  for (std::uint32_t unit = 0; unit < unit_count; ++unit) {
    const LocationEvents location = shape_->at(unit);
    if (location.first) change(first_, unit, *location.first);
    if (location.second) change(second_, unit, *location.second);
    if (location.line_start) change(lines_, unit, Event::LINE);
    if (location.instruction) change(instructions_, unit, Event::INSTRUCTION);
  }
  if (revived_lines_ && !added.of(Event::LINE).empty()) {
    // The opcodes that the newcomer puts in bring back the others' lines too.
    for (std::uint32_t unit = 0; unit < unit_count; ++unit) {
      lines_[unit] |= revived_lines_[unit] & wanted.of(Event::LINE);
    }
    revived_lines_.reset();
  }
  drop_unused_planes();
  return true;
}

void CodeMonitor::drop_unused_planes() noexcept {
  if (active_.of(Event::LINE).empty()) {
    lines_.reset();
    revived_lines_.reset();
  }
  if (active_.of(Event::INSTRUCTION).empty()) instructions_.reset();
  for (std::size_t index = 0; index < instrumented_event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if (event == Event::LINE || event == Event::INSTRUCTION) continue;
    if (!active_.of(event).empty()) return;
  }
  first_.reset();
  second_.reset();
}

} // namespace specmon::monitoring
