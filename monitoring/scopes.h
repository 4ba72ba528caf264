// Code-likes: code that no interpreter runs, in the C API's way (PyMonitoring_EnterScope and
// Fire*Event). The embedder keeps a state for each event of a scope, and a version beside them;
// enter_scope fills them in, fire_in_scope fires, exit_scope leaves (CAPI-1 to CAPI-17).
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

// Leaves the scope entered last. Nothing is kept of it, so this does nothing yet; the C API asks
// for the call.
inline void exit_scope(const Monitoring&) noexcept {}

// Fires one event of a scope. occurrence.code is the code-like; occurrence.values[0] is what the
// Fire function was given (CAPI-16): the value, the destination of a jump, the exception. For the
// exception events and C_RAISE 0 means that no exception is set.
//
// The error is one to raise, or with ErrorKind::pending that of a callback. While no tool is
// active, nothing is checked either (CAPI-14).
Status fire_in_scope(Monitoring& monitoring, ScopeState& state, Occurrence occurrence);

} // namespace specmon::monitoring
