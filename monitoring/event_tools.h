// For each event the tools that have it on: a mask turned round. Global and local masks have this
// form, because firing asks "who wants this event?", not "what does this tool want?".
#pragma once

#include "monitoring/event_set.h"

#include <array>

namespace specmon::monitoring {

class EventTools {
public:
  [[nodiscard]] constexpr ToolSet of(Event event) const noexcept { return tools_[index_of(event)]; }
  [[nodiscard]] constexpr ToolSet& of(Event event) noexcept { return tools_[index_of(event)]; }

  [[nodiscard]] constexpr EventSet events_of(ToolId tool) const noexcept {
    EventSet events;
    for (std::size_t index = 0; index < ungrouped_event_count; ++index) {
      if (tools_[index].contains(tool)) events.insert(static_cast<Event>(index));
    }
    return events;
  }
  constexpr void replace(ToolId tool, EventSet events) noexcept {
    for (std::size_t index = 0; index < ungrouped_event_count; ++index) {
      if (events.contains(static_cast<Event>(index))) {
        tools_[index] |= ToolSet::of(tool);
      } else {
        tools_[index] -= ToolSet::of(tool);
      }
    }
  }
  // Some tool has some instrumented event on.
  [[nodiscard]] constexpr bool instruments() const noexcept {
    for (std::size_t index = 0; index < instrumented_event_count; ++index) {
      if (!tools_[index].empty()) return true;
    }
    return false;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return *this == EventTools{}; }
  // Some instrumented event is on for more than one tool; or any event, if exception events count.
  [[nodiscard]] constexpr bool is_shared(bool with_exception_events) const noexcept {
    const std::size_t count =
        with_exception_events ? ungrouped_event_count : instrumented_event_count;
    for (std::size_t index = 0; index < count; ++index) {
      if (tools_[index].has_several()) return true;
    }
    return false;
  }

  friend constexpr EventTools operator|(EventTools a, const EventTools& b) noexcept {
    for (std::size_t index = 0; index < a.tools_.size(); ++index)
      a.tools_[index] |= b.tools_[index];
    return a;
  }
  friend constexpr EventTools operator-(EventTools a, const EventTools& b) noexcept {
    for (std::size_t index = 0; index < a.tools_.size(); ++index)
      a.tools_[index] -= b.tools_[index];
    return a;
  }
  friend constexpr bool operator==(const EventTools&, const EventTools&) noexcept = default;

private:
  // Ancillary events have no entry: they are on where CALL is (GLOBAL-8).
  std::array<ToolSet, ungrouped_event_count> tools_{};
};

} // namespace specmon::monitoring
