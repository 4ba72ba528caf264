// Firing: one occurrence of an event at one location. The tools are fixed first (ORDER-5), the
// highest id is served first (ORDER-3), each callback is looked up at its turn (ORDER-6), an
// exception ends it (ERR-12), DISABLE takes one tool off one location (DISABLE-1).
//
// The embedder fires LINE, then INSTRUCTION, then the instruction's own event (ORDER-1), and fires
// C_RETURN or C_RAISE only after a call whose CALL it fired (DYN-3).
#pragma once

#include "monitoring/monitoring.h"

namespace specmon::monitoring {

enum class Fired : bool {
  proceed,
  raised, // an exception is pending in the host: raise it at this instruction (ERR-1)
};

// The general form, out of line: several tools, a legacy branch callback.
Fired fire_at_each_tool(Monitoring& monitoring, CodeMonitor& code, std::uint32_t unit,
                        const Occurrence& occurrence, ToolSet tools);
// After a callback answered DISABLE.
Fired obey_disable(Monitoring& monitoring, CodeMonitor* code, std::uint32_t unit,
                   const Occurrence& occurrence, ToolId tool);
Fired fire_exception_at_each_tool(Monitoring& monitoring, CodeMonitor* code,
                                  const Occurrence& occurrence, ToolSet tools);

// An instrumented event at a unit of the code (the location; occurrence.offset is what callbacks
// are told, and may name another unit: BRANCH_LEFT of NOT_TAKEN tells the offset of its jump).
inline Fired fire(Monitoring& monitoring, CodeMonitor& code, std::uint32_t unit,
                  const Occurrence& occurrence) {
  if (monitoring.suspended()) return Fired::proceed;
  const ToolSet tools = code.tools_at(unit, occurrence.event);
  if (tools.empty()) return Fired::proceed;
  const bool is_side =
      occurrence.event == Event::BRANCH_LEFT || occurrence.event == Event::BRANCH_RIGHT;
  if (tools.has_several() || is_side) {
    return fire_at_each_tool(monitoring, code, unit, occurrence, tools);
  }
  const ToolId tool = tools.highest();
  const CallbackHandle callback = monitoring.callbacks().find(tool, occurrence.event);
  if (callback == 0) return Fired::proceed;
  Answer answer;
  {
    const Monitoring::Suspension suspension(monitoring);
    answer = monitoring.host().call(callback, occurrence);
  }
  if (answer == Answer::go_on) [[likely]]
    return Fired::proceed;
  if (answer == Answer::raised) return Fired::raised;
  return obey_disable(monitoring, &code, unit, occurrence, tool);
}

// C_RETURN or C_RAISE of the call at `unit` (CALL-7, CALL-8).
Fired fire_ancillary(Monitoring& monitoring, CodeMonitor& code, std::uint32_t unit,
                     const Occurrence& occurrence);

// True if an exception event can reach anybody: lets the embedder skip making the occurrence.
inline bool exception_event_is_on(const Monitoring& monitoring, const CodeMonitor* code,
                                  Event event) noexcept {
  return !monitoring.exception_tools(event, code).empty();
}

// RAISE, EXCEPTION_HANDLED, PY_UNWIND, PY_THROW, RERAISE. `code` is nullptr while the code object
// has no monitor. Fired::raised: the pending exception replaces the one in flight (ERR-8).
inline Fired fire_exception(Monitoring& monitoring, CodeMonitor* code,
                            const Occurrence& occurrence) {
  const ToolSet tools = monitoring.exception_tools(occurrence.event, code);
  if (tools.empty() || monitoring.suspended()) return Fired::proceed;
  return fire_exception_at_each_tool(monitoring, code, occurrence, tools);
}

} // namespace specmon::monitoring
