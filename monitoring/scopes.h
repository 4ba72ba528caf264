// Code-likes: code that no interpreter runs, in the C API's way (PyMonitoring_EnterScope and
// Fire*Event). The embedder keeps a state for each event of a scope, and a version beside them;
// enter_scope fills them in, fire_in_scope fires, nothing is needed at exit (CAPI-1 to CAPI-12).
// Only global masks count: a code-like has no local sets (CAPI-11).
#pragma once

#include "monitoring/firing.h"

#include <span>

namespace specmon::monitoring {

// The tools that an event of this scope goes to. DISABLE takes a tool off it for the whole scope,
// at all offsets, until a restart or another change of the global masks (CAPI-9).
struct ScopeState {
  ToolSet active;
};

// 0 at first; kept by the embedder beside the states, changed by enter_scope only (CAPI-2).
using ScopeVersion = Version;

// Takes over which tools have the events on: later changes are not seen until the next entry
// (CAPI-3). Does nothing if the masks are those of `version`, whatever the events are (CAPI-4).
// states[i] belongs to events[i].
void enter_scope(const Monitoring& monitoring, std::span<ScopeState> states, ScopeVersion& version,
                 std::span<const Event> events);

// Fires one event of a scope. occurrence.code is the code-like. Ends as fire() does.
Fired fire_in_scope(Monitoring& monitoring, ScopeState& state, const Occurrence& occurrence);

// "Firing event 11 with no exception set", a ValueError: what the Fire functions of the exception
// events say if there is none (CAPI-6).
[[nodiscard]] std::string no_exception_set_message(Event event, const Behaviours& behaviours);

} // namespace specmon::monitoring
