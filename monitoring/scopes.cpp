#include "monitoring/scopes.h"

#include <fmt/format.h>

#include <algorithm>

namespace specmon::monitoring {

void enter_scope(const Monitoring& monitoring, std::span<ScopeState> states, ScopeVersion& version,
                 std::span<const Event> events) {
  if (version == monitoring.version()) return; // CAPI-4
  version = monitoring.version();
  const std::size_t count = std::min(states.size(), events.size());
  for (std::size_t index = 0; index < count; ++index) {
    const Event event = events[index];
    if (!is_ancillary(event)) {
      states[index].active = monitoring.global().of(event);
    } else if (monitoring.behaviours().scope_ignores_c_events()) { // CAPI-10
      states[index].active = ToolSet{};
    } else {
      states[index].active = monitoring.global().of(Event::CALL);
    }
  }
}

Fired fire_in_scope(Monitoring& monitoring, ScopeState& state, const Occurrence& occurrence) {
  if (monitoring.suspended()) return Fired::proceed; // CAPI-5
  for (ToolSet tools = state.active; !tools.empty();) {
    const ToolId tool = tools.highest(); // CAPI-12
    tools -= ToolSet::of(tool);
    const CallbackHandle callback = monitoring.callbacks().find(tool, occurrence.event);
    if (callback == 0) continue;
    Answer answer;
    {
      const Monitoring::Suspension suspension(monitoring);
      answer = monitoring.host().call(callback, occurrence);
    }
    if (answer == Answer::go_on) continue;
    if (answer == Answer::raised) return Fired::raised;
    if (is_ancillary(occurrence.event) ||
        (is_exception(occurrence.event) && monitoring.behaviours().exception_disable_raises())) {
      monitoring.remove_callback(tool, occurrence.event);
      monitoring.host().cannot_disable(occurrence.event);
      return Fired::raised;
    }
    state.active -= ToolSet::of(tool); // CAPI-9
  }
  return Fired::proceed;
}

std::string no_exception_set_message(Event event, const Behaviours& behaviours) {
  return fmt::format("Firing event {} with no exception set", event_number(event, behaviours));
}

} // namespace specmon::monitoring
