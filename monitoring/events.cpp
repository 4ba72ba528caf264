#include "monitoring/events.h"
#include "monitoring/event_set.h"
#include "monitoring/host.h"

namespace specmon::monitoring {

namespace {

constexpr bool groups_stand_in_order() {
  for (std::size_t index = 0; index < event_count; ++index) {
    const EventGroup expected = index < instrumented_event_count ? EventGroup::instrumented
                                : index < ungrouped_event_count  ? EventGroup::exception
                                                                 : EventGroup::ancillary;
    if (event_rows[index].group != expected) return false;
  }
  return true;
}
static_assert(groups_stand_in_order(), "events.def: instrumented, then exception, then ancillary");

} // namespace

std::optional<Event> parse_event(std::string_view name) noexcept {
  for (std::size_t index = 0; index < event_count; ++index) {
    if (event_rows[index].name == name) return static_cast<Event>(index);
  }
  return std::nullopt;
}

int event_number(Event event, const Behaviours& behaviours) noexcept {
  const EventRow& row = row_of(event);
  return behaviours.branch_sides() ? row.sides_number : row.plain_number;
}

std::uint32_t event_mask(Event event, const Behaviours& behaviours) noexcept {
  const int number = event_number(event, behaviours);
  return number < 0 ? 0 : std::uint32_t{1} << number;
}

std::optional<Event> event_of_number(int number, const Behaviours& behaviours) noexcept {
  if (number < 0) return std::nullopt;
  for (std::size_t index = 0; index < event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if (event_number(event, behaviours) == number) return event;
  }
  return std::nullopt;
}

int event_number_limit(const Behaviours& behaviours) noexcept {
  int limit = 0;
  for (std::size_t index = 0; index < event_count; ++index) {
    const int number = event_number(static_cast<Event>(index), behaviours);
    if (number >= limit) limit = number + 1;
  }
  return limit;
}

EventSet EventSet::of_mask(std::uint32_t mask, const Behaviours& behaviours) noexcept {
  EventSet events;
  for (std::size_t index = 0; index < event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if ((mask & event_mask(event, behaviours)) != 0) events.insert(event);
  }
  return events;
}

std::uint32_t EventSet::mask(const Behaviours& behaviours) const noexcept {
  std::uint32_t mask = 0;
  for (std::size_t index = 0; index < event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if (contains(event)) mask |= event_mask(event, behaviours);
  }
  return mask;
}

} // namespace specmon::monitoring
