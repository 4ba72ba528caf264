#include "monitoring/decision.h"

#include <fmt/format.h>

namespace specmon::monitoring {

namespace {

bool can_happen_at(LocationEvents location, Event event) noexcept {
  switch (event) {
  case Event::LINE: return location.starts_line();
  case Event::INSTRUCTION: return location.is_instruction();
  case Event::C_RETURN:
  case Event::C_RAISE: return location.own() == Event::CALL;
  default: return is_exception(event) || location.own() == event;
  }
}

} // namespace

Decision explain(const Monitoring& monitoring, ToolId tool, Event event, const CodeMonitor* code,
                 std::uint32_t unit) {
  const Behaviours& behaviours = monitoring.behaviours();
  Decision decision;
  const auto ask = [&decision](bool favours, std::string_view clause, std::string sentence) {
    decision.fires = decision.fires && favours;
    decision.reasons.push_back({favours, clause, std::move(sentence)});
  };
  const std::string_view name = name_of(event);
  // Ancillary events are on where CALL is on (CB-5).
  const Event ruling = is_ancillary(event) ? Event::CALL : event;

  if (event_number(event, behaviours) < 0 ||
      (event == Event::BRANCH && behaviours.legacy_branch_event())) {
    ask(false, "EVENT-1 EVENT-2 EVENT-5",
        fmt::format("Python {} never fires {}", to_string(behaviours.version()), name));
    return decision;
  }
  if (!Tools::is_valid(tool)) {
    ask(false, "TOOL-2", fmt::format("there is no tool {}", tool));
    return decision;
  }

  const bool is_global = monitoring.global().of(ruling).contains(tool);
  const bool is_local = code != nullptr && code->local_events(tool).contains(ruling);
  if (is_global) {
    ask(true, "GLOBAL-1", fmt::format("tool {} has {} on for all code", tool, name_of(ruling)));
  }
  if (is_local) {
    ask(true, "LOCAL-1", fmt::format("tool {} has {} on for this code", tool, name_of(ruling)));
  }
  if (!is_global && !is_local) {
    ask(false, is_ancillary(event) ? "CB-5" : "GLOBAL-1 LOCAL-8",
        fmt::format("tool {} has {} on neither for all code nor for this", tool, name_of(ruling)));
  }
  if (!monitoring.tools().in_use(tool)) {
    ask(true, "LIFE-1",
        fmt::format("tool {} is not in use, which changes nothing of what it has on", tool));
  }

  const bool has_callback = monitoring.callbacks().find(tool, event) != 0;
  ask(has_callback, "CB-7",
      fmt::format("tool {} has {} callback for {}", tool, has_callback ? "a" : "no", name));

  if (is_exception(event)) {
    if (code != nullptr) {
      const bool is_disabled = code->disabled_exception_events().of(event).contains(tool);
      if (is_disabled) {
        ask(false, "DISABLE-10", fmt::format("tool {} disabled {} for this code", tool, name));
      }
    }
    ask(true, "DYN-8", fmt::format("{} needs no instrumentation", name));
  } else if (code == nullptr) {
    ask(false, "DYN-1", "this code has not been instrumented: it is when it is entered");
  } else {
    if (code->version() != monitoring.version()) {
      ask(true, "DYN-1",
          "the masks changed since this code was synchronised: it is when entered or resumed");
    }
    const bool can_happen =
        unit < code->shape().size() && can_happen_at(code->shape()[unit], event);
    ask(can_happen, "EVENT-4",
        fmt::format("the instruction at offset {} {} {}", 2 * unit,
                    can_happen ? "can produce" : "never produces", name));
    if (can_happen) {
      const ToolSet tools =
          is_ancillary(event) ? code->ancillary_tools(unit) : code->tools_at(unit, event);
      if (tools.contains(tool)) {
        ask(true, "DISABLE-1", fmt::format("tool {} is active at this location", tool));
      } else if (code->active().of(ruling).contains(tool)) {
        ask(false, "DISABLE-1",
            fmt::format("tool {} answered DISABLE here, and nothing brought the location back",
                        tool));
      } else {
        ask(false, "DYN-1", fmt::format("tool {} is not active in this code yet", tool));
      }
    }
  }
  if (monitoring.suspended()) {
    ask(false, "REENT-1", "a callback is running: all events are suspended");
  }
  return decision;
}

} // namespace specmon::monitoring
