#include "monitoring/scopes.h"

#include <fmt/format.h>

#include <algorithm>

namespace specmon::monitoring {

namespace {

const ApiError callback_raised{ErrorKind::pending, {}};

// CALL brings C_RETURN and C_RAISE with it (GLOBAL-8), in a scope too.
ToolSet tools_of(const Monitoring& monitoring, Event event) {
  if (!is_ancillary(event)) return monitoring.global().of(event);
  if (monitoring.behaviours().scope_ignores_c_events()) return {}; // CAPI-10
  return monitoring.global().of(Event::CALL);
}

bool can_be_disabled(Event event, const Behaviours& behaviours) {
  if (is_instrumented(event)) return true;
  return is_exception(event) && !behaviours.exception_disable_raises() &&
         !behaviours.scope_exception_disable_raises(); // CAPI-15
}

bool is_skipped(const Monitoring& monitoring, ToolId tool, Event event) {
  const bool is_side = event == Event::BRANCH_LEFT || event == Event::BRANCH_RIGHT;
  return is_side && monitoring.callbacks().is_legacy_branch(tool, event) &&
         monitoring.behaviours().scope_skips_branch_callbacks(); // CAPI-17
}

} // namespace

void enter_scope(const Monitoring& monitoring, std::span<ScopeState> states, ScopeVersion& version,
                 std::span<const Event> events) {
  if (version == monitoring.version()) return; // CAPI-4
  version = monitoring.version();
  const std::size_t count = std::min(states.size(), events.size());
  for (std::size_t index = 0; index < count; ++index) {
    states[index].active = tools_of(monitoring, events[index]);
  }
}

Status fire_in_scope(Monitoring& monitoring, ScopeState& state, Occurrence occurrence) {
  const Event event = occurrence.event;
  const Behaviours& behaviours = monitoring.behaviours();
  if (state.active.empty()) return Nothing{}; // CAPI-14

  if ((is_exception(event) || event == Event::C_RAISE) && occurrence.values[0] == 0) { // CAPI-6
    return ApiError{ErrorKind::value_error, fmt::format("Firing event {} with no exception set",
                                                        event_number(event, behaviours))};
  }
  if (occurrence.offset < 0) {
    return ApiError{ErrorKind::value_error, "offset must be non-negative"};
  }
  if (monitoring.suspended() && !behaviours.scope_fires_in_callbacks()) return Nothing{}; // CAPI-13

  occurrence.in_scope = true;
  for (ToolSet tools = state.active; !tools.empty();) {
    const ToolId tool = tools.highest(); // CAPI-12
    tools -= ToolSet::of(tool);
    const CallbackHandle callback = monitoring.callbacks().find(tool, event);
    if (callback == 0) continue;
    Answer answer = Answer::disable;
    if (!is_skipped(monitoring, tool, event)) {
      const Monitoring::Suspension suspension(monitoring);
      answer = monitoring.host().call(callback, occurrence);
    }
    if (answer == Answer::go_on) continue;
    if (answer == Answer::raised) return callback_raised; // CAPI-5
    if (!can_be_disabled(event, behaviours)) {
      monitoring.remove_callback(tool, event);
      monitoring.host().cannot_disable(event);
      return callback_raised;
    }
    state.active -= ToolSet::of(tool); // CAPI-9
  }
  return Nothing{};
}

} // namespace specmon::monitoring
