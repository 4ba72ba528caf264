// The events, independent of any version: their names, groups and arguments, made from events.def,
// and their numbers in one version (EVENT-1, EVENT-2). Numbers are for the script-visible API only.
#pragma once

#include "monitoring/behaviours.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace specmon::monitoring {

enum class Event : std::uint8_t {
#define EVENT(NAME, group, plain, sides, arguments, sentence) NAME,
#include "monitoring/events.def"
#undef EVENT
};

enum class EventGroup : std::uint8_t { instrumented, exception, ancillary };

// What a callback gets after the code object (CB-10).
enum class EventArguments : std::uint8_t {
  offset,    // (code, offset)
  line,      // (code, line)
  value,     // (code, offset, value)
  call,      // (code, offset, callable, arg0)
  jump,      // (code, offset, destination)
  exception, // (code, offset, exception)
};

inline constexpr std::size_t event_count = 19;
// The first of them are instrumented, the next exception events: arrays indexed by Event stop
// there.
inline constexpr std::size_t instrumented_event_count = 12;
inline constexpr std::size_t ungrouped_event_count = 17;

struct EventRow {
  std::string_view name;
  EventGroup group;
  std::int8_t plain_number;
  std::int8_t sides_number;
  EventArguments arguments;
  std::string_view sentence;
};

inline constexpr std::array<EventRow, event_count> event_rows = {{
#define EVENT(NAME, group, plain, sides, arguments, sentence)                                      \
  {#NAME, EventGroup::group, plain, sides, EventArguments::arguments, sentence},
#include "monitoring/events.def"
#undef EVENT
}};

[[nodiscard]] constexpr std::size_t index_of(Event event) noexcept {
  return static_cast<std::size_t>(event);
}
[[nodiscard]] constexpr const EventRow& row_of(Event event) noexcept {
  return event_rows[index_of(event)];
}
[[nodiscard]] constexpr std::string_view name_of(Event event) noexcept {
  return row_of(event).name;
}
[[nodiscard]] constexpr EventGroup group_of(Event event) noexcept {
  return row_of(event).group;
}
[[nodiscard]] constexpr bool is_instrumented(Event event) noexcept {
  return index_of(event) < instrumented_event_count;
}
[[nodiscard]] constexpr bool is_exception(Event event) noexcept {
  return index_of(event) >= instrumented_event_count && index_of(event) < ungrouped_event_count;
}
[[nodiscard]] constexpr bool is_ancillary(Event event) noexcept {
  return index_of(event) >= ungrouped_event_count;
}
// How many arguments the callback gets, the code object included.
[[nodiscard]] constexpr int callback_arity(Event event) noexcept {
  switch (row_of(event).arguments) {
  case EventArguments::offset:
  case EventArguments::line: return 2;
  case EventArguments::value:
  case EventArguments::jump:
  case EventArguments::exception: return 3;
  case EventArguments::call: return 4;
  }
  return 0;
}

[[nodiscard]] std::optional<Event> parse_event(std::string_view name) noexcept;

// The bit number of an event in that version; -1 where it does not exist.
[[nodiscard]] int event_number(Event event, const Behaviours& behaviours) noexcept;
// 1 << event_number, or 0 where the event does not exist: the constant in sys.monitoring.events.
[[nodiscard]] std::uint32_t event_mask(Event event, const Behaviours& behaviours) noexcept;
[[nodiscard]] std::optional<Event> event_of_number(int number,
                                                   const Behaviours& behaviours) noexcept;
// Every mask of that version is below 1 << event_number_limit.
[[nodiscard]] int event_number_limit(const Behaviours& behaviours) noexcept;

} // namespace specmon::monitoring
