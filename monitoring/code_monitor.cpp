#include "monitoring/code_monitor.h"

namespace specmon::monitoring {

namespace {
std::size_t slot(ToolId tool) noexcept {
  return static_cast<std::size_t>(tool);
}
} // namespace

EventSet CodeMonitor::local_events(ToolId tool) const noexcept {
  return local_.events_of(tool);
}

bool CodeMonitor::set_local(ToolId tool, EventSet events, const Tools& tools) noexcept {
  // From now on the tool's set here counts again, though it was cleared meanwhile (LIFE-4).
  local_set_at_[slot(tool)] = tools.cleared_at(tool);
  if (local_events(tool) == events) return false; // GLOBAL-10
  local_.replace(tool, events);
  return true;
}

bool CodeMonitor::disable(std::uint32_t unit, Event event, ToolId tool) noexcept {
  Plane& plane = plane_of(event);
  if (!plane || !plane[unit].contains(tool)) return false;
  plane[unit] -= ToolSet::of(tool);
  return true;
}

void CodeMonitor::disable_exception_event(Event event, ToolId tool,
                                          const Behaviours& behaviours) noexcept {
  const ToolSet one = ToolSet::of(tool);
  const bool is_local = local_.of(event).contains(tool);
  // The documents: off for the whole code object, the sets unchanged, until restart_events.
  if (is_local ? !behaviours.exception_disable_survives_restart()
               : !behaviours.global_exception_disable_ignored()) {
    disabled_exception_events_.of(event) |= one;
    return;
  }
  // CPython 3.15: the local bit goes for good (DISABLE-12); a global one stays (DISABLE-11).
  local_.of(event) -= one;
}

ToolSet CodeMonitor::exception_tools(Event event, ToolSet global) const noexcept {
  return (global | local_.of(event)) - disabled_exception_events_.of(event);
}

} // namespace specmon::monitoring
