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
      revived_lines_ = std::make_unique<ToolSet[]>(shape_.size());
      for (std::size_t unit = 0; unit < shape_.size(); ++unit) {
        if (shape_[unit].starts_line()) revived_lines_[unit] = staying - lines_[unit];
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

  change_plane(Event::LINE, LocationEvents::line_bit, added, removed);
  change_plane(Event::INSTRUCTION, LocationEvents::instruction_bit, added, removed);
  change_own_plane(added, removed);
  if (revived_lines_ && !added.of(Event::LINE).empty()) {
    // The opcodes that the newcomer puts in bring back the others' lines too.
    for (std::size_t unit = 0; unit < shape_.size(); ++unit) {
      lines_[unit] |= revived_lines_[unit] & wanted.of(Event::LINE);
    }
    revived_lines_.reset();
  }
  drop_unused_planes();
  return true;
}

// The loops of these two see whole planes, so that the compiler can take many units at once.
void CodeMonitor::change_plane(Event event, std::uint8_t location_bit, const EventTools& added,
                               const EventTools& removed) {
  const ToolSet plus = added.of(event);
  const ToolSet minus = removed.of(event);
  Plane& plane = plane_of(event);
  if (plus.empty() && (minus.empty() || !plane)) return;
  if (!plane) plane = std::make_unique<ToolSet[]>(shape_.size());
  ToolSet* const tools = plane.get();
  for (std::size_t unit = 0; unit < shape_.size(); ++unit) {
    tools[unit] = (tools[unit] - minus) | (shape_[unit].has(location_bit) ? plus : ToolSet{});
  }
}

void CodeMonitor::change_own_plane(const EventTools& added, const EventTools& removed) {
  std::array<ToolSet, LocationEvents::no_own + 1> plus{}, minus{};
  ToolSet any_plus, any_minus;
  for (std::size_t index = 0; index < instrumented_event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if (event == Event::LINE || event == Event::INSTRUCTION) continue;
    any_plus |= plus[index] = added.of(event);
    any_minus |= minus[index] = removed.of(event);
  }
  if (any_plus.empty() && (any_minus.empty() || !own_)) return;
  if (!own_) own_ = std::make_unique<ToolSet[]>(shape_.size());
  for (std::size_t unit = 0; unit < shape_.size(); ++unit) {
    const std::size_t index = shape_[unit].own_index();
    own_[unit] = (own_[unit] - minus[index]) | plus[index];
  }
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
  own_.reset();
}

} // namespace specmon::monitoring
