#include "monitoring/firing.h"

namespace specmon::monitoring {

namespace {

Answer call(Monitoring& monitoring, CallbackHandle callback, const Occurrence& occurrence) {
  const Monitoring::Suspension suspension(monitoring);
  return monitoring.host().call(callback, occurrence);
}

ToolId take_highest(ToolSet& tools) noexcept { // ORDER-3
  const ToolId tool = tools.highest();
  tools -= ToolSet::of(tool);
  return tool;
}

bool is_branch_side(std::optional<Event> event) noexcept {
  return event == Event::BRANCH_LEFT || event == Event::BRANCH_RIGHT;
}

// A callback of the old BRANCH stands for both sides, but each side is a location. So before such a
// callback is called the branch instruction itself is looked at: if nothing instruments it any more
// the branch counts as disabled, and this side is disabled too (DISABLE-16: that is why DISABLE at
// the instruction kills both sides, and elsewhere only that side).
bool legacy_branch_is_disabled(const Monitoring& monitoring, const CodeMonitor& code, ToolId tool,
                               const Occurrence& occurrence) {
  const auto source = static_cast<std::uint32_t>(occurrence.offset / 2);
  if (code.is_instrumented(source)) return false;
  if (monitoring.behaviours().branch_callback_needs_its_source()) return true; // DISABLE-17
  // It may be plain only because the tool never set the side that fires there.
  const std::optional<Event> side = code.shape()[source].own();
  return is_branch_side(side) && code.active().of(*side).contains(tool);
}

} // namespace

Fired fire_at_each_tool(Monitoring& monitoring, CodeMonitor& code, std::uint32_t unit,
                        const Occurrence& occurrence, ToolSet tools) {
  const bool is_side = is_branch_side(occurrence.event);
  while (!tools.empty()) {
    const ToolId tool = take_highest(tools);
    const CallbackHandle callback = monitoring.callbacks().find(tool, occurrence.event); // ORDER-6
    if (callback == 0) continue;                                                         // CB-7
    const bool is_off = is_side &&
                        monitoring.callbacks().is_legacy_branch(tool, occurrence.event) &&
                        legacy_branch_is_disabled(monitoring, code, tool, occurrence);
    const Answer answer = is_off ? Answer::disable : call(monitoring, callback, occurrence);
    if (answer == Answer::go_on) continue;
    if (answer == Answer::raised) return Fired::raised; // ERR-12
    if (obey_disable(monitoring, &code, unit, occurrence, tool) == Fired::raised) {
      return Fired::raised;
    }
  }
  return Fired::proceed;
}

Fired obey_disable(Monitoring& monitoring, CodeMonitor* code, std::uint32_t unit,
                   const Occurrence& occurrence, ToolId tool) {
  const Event event = occurrence.event;
  if (is_instrumented(event)) {
    if (code->disable(unit, event, tool) && code->tools_at(unit, event).empty()) {
      monitoring.host().rewrite(*code, unit);
    }
    return Fired::proceed;
  }
  if (is_ancillary(event) || monitoring.behaviours().exception_disable_raises()) {
    monitoring.remove_callback(tool, event); // DISABLE-7, DISABLE-8
    monitoring.host().cannot_disable(event);
    return Fired::raised;
  }
  if (code == nullptr) code = monitoring.host().code_monitor(occurrence.code, true);
  // What is disabled is kept against what is active: both of the same moment.
  if (code->version() != monitoring.version()) monitoring.synchronise(*code);
  code->disable_exception_event(event, tool, monitoring.behaviours());
  return Fired::proceed;
}

Fired fire_exception_at_each_tool(Monitoring& monitoring, CodeMonitor* code,
                                  const Occurrence& occurrence, ToolSet tools) {
  while (!tools.empty()) {
    const ToolId tool = take_highest(tools);
    const CallbackHandle callback = monitoring.callbacks().find(tool, occurrence.event);
    if (callback == 0) continue;
    const Answer answer = call(monitoring, callback, occurrence);
    if (answer == Answer::go_on) continue;
    if (answer == Answer::raised) return Fired::raised;
    if (obey_disable(monitoring, code, 0, occurrence, tool) == Fired::raised) {
      return Fired::raised; // DISABLE-9
    }
  }
  return Fired::proceed;
}

Fired fire_ancillary(Monitoring& monitoring, CodeMonitor& code, std::uint32_t unit,
                     const Occurrence& occurrence) {
  if (monitoring.suspended()) return Fired::proceed;
  return fire_at_each_tool(monitoring, code, unit, occurrence, code.ancillary_tools(unit));
}

} // namespace specmon::monitoring
