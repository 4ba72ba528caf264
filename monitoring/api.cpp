// The functions of sys.monitoring: their checks, in CPython's order, and their messages.

#include "monitoring/monitoring.h"

#include <fmt/format.h>

#include <bit>

namespace specmon::monitoring {

namespace {

ApiError value_error(std::string message) {
  return {ErrorKind::value_error, std::move(message)};
}

ApiError invalid_tool(int tool) { // TOOL-2
  return value_error(
      fmt::format("invalid tool {} (must be between 0 and {})", tool, tool_count - 1));
}

ApiError not_in_use(int tool) { // GLOBAL-4, LOCAL-4
  return value_error(fmt::format("tool {} is not in use", tool));
}

ApiError not_code() {
  return {ErrorKind::type_error, "code must be a code object"};
} // LOCAL-2

std::uint32_t c_events_mask(const Behaviours& behaviours) {
  return event_mask(Event::C_RETURN, behaviours) | event_mask(Event::C_RAISE, behaviours);
}

// C_RETURN and C_RAISE are on with CALL or not at all (GLOBAL-7).
bool breaks_the_c_group(std::uint32_t mask, const Behaviours& behaviours) {
  const std::uint32_t ancillary = c_events_mask(behaviours);
  const std::uint32_t group = ancillary | event_mask(Event::CALL, behaviours);
  return (mask & ancillary) != 0 && (mask & group) != group;
}

ApiError breaks_the_c_group_error() {
  return value_error("cannot set C_RETURN or C_RAISE events independently");
}

// The form that is stored: no C events (GLOBAL-8), no BRANCH where it is two sides (EVENT-5).
std::uint32_t stored_form(std::uint32_t mask, const Behaviours& behaviours) {
  mask &= ~c_events_mask(behaviours);
  if (!behaviours.legacy_branch_event()) return mask;
  const std::uint32_t branch = event_mask(Event::BRANCH, behaviours);
  if ((mask & branch) == 0) return mask;
  return (mask & ~branch) | event_mask(Event::BRANCH_LEFT, behaviours) |
         event_mask(Event::BRANCH_RIGHT, behaviours);
}

// Every mask of events that may be set for one code object is below 1 << this (LOCAL-7).
int local_event_number_limit(const Behaviours& behaviours) {
  const Event last = behaviours.local_exception_events() ? Event::RERAISE : Event::STOP_ITERATION;
  return event_number(last, behaviours) + 1;
}

bool has_bits_from(std::uint32_t mask, int number) {
  return (mask >> number) != 0;
}

std::int32_t as_number(EventSet events, const Behaviours& behaviours) {
  return static_cast<std::int32_t>(events.mask(behaviours));
}

} // namespace

Status Monitoring::use_tool_id(int tool, Handle name, bool is_str) { // TOOL-7
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  if (!is_str) return value_error("tool name must be a str"); // TOOL-6
  if (tools_.in_use(tool)) {                                  // TOOL-5
    return value_error(fmt::format("tool {} is already in use", tool));
  }
  host_->retain(name);
  tools_.set_name(tool, name);
  return Nothing{};
}

Status Monitoring::free_tool_id(int tool) {
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  if (!tools_.in_use(tool)) return Nothing{};         // TOOL-9
  if (behaviours_.free_tool_id_clears()) clear(tool); // LIFE-1, LIFE-2
  const Handle name = tools_.name(tool);
  tools_.set_name(tool, 0);
  if (name != 0) host_->release(name);
  return Nothing{};
}

Status Monitoring::clear_tool_id(int tool) {
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  if (tools_.in_use(tool)) clear(tool); // TOOL-11, LIFE-5
  return Nothing{};
}

Result<Handle> Monitoring::get_tool(int tool) const { // TOOL-10
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  return tools_.name(tool);
}

Result<std::int32_t> Monitoring::get_events(int tool) const { // GLOBAL-2, GLOBAL-13
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  return as_number(global_.events_of(tool), behaviours_);
}

Status Monitoring::set_events(int tool, std::int32_t event_set) { // GLOBAL-3
  const std::uint32_t mask = static_cast<std::uint32_t>(event_set);
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  if (has_bits_from(mask, event_number_limit(behaviours_))) { // GLOBAL-5
    return value_error(fmt::format("invalid event set 0x{:x}", mask));
  }
  if (breaks_the_c_group(mask, behaviours_)) return breaks_the_c_group_error();
  if (!tools_.in_use(tool)) return not_in_use(tool);
  replace_global(tool, EventSet::of_mask(stored_form(mask, behaviours_), behaviours_));
  return Nothing{};
}

Result<std::int32_t> Monitoring::get_local_events(int tool, CodeRef code) const {
  if (code == nullptr) return not_code();
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  const CodeMonitor* monitor = host_->code_monitor(code, false);
  if (monitor == nullptr) return std::int32_t{0};
  return as_number(monitor->local_events(tool), behaviours_);
}

Status Monitoring::set_local_events(int tool, CodeRef code, std::int32_t event_set) { // LOCAL-3
  if (code == nullptr) return not_code();
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  std::uint32_t mask = static_cast<std::uint32_t>(event_set);
  if (breaks_the_c_group(mask, behaviours_)) return breaks_the_c_group_error();
  mask = stored_form(mask, behaviours_); // before the check: the message shows it (LOCAL-5)
  if (has_bits_from(mask, local_event_number_limit(behaviours_))) {
    return value_error(fmt::format("invalid local event set 0x{:x}", mask));
  }
  if (!tools_.in_use(tool)) return not_in_use(tool);
  CodeMonitor* monitor = host_->code_monitor(code, true);
  if (monitor->set_local(tool, EventSet::of_mask(mask, behaviours_), tools_)) {
    synchronise(*monitor); // LOCAL-14
  }
  return Nothing{};
}

Result<CallbackHandle> Monitoring::register_callback(int tool, std::int32_t event_bit,
                                                     CallbackHandle callback) {
  if (!Tools::is_valid(tool)) return invalid_tool(tool);
  const std::uint32_t mask = static_cast<std::uint32_t>(event_bit);
  if (!std::has_single_bit(mask)) { // CB-3
    return value_error("The callback can only be set for one event at a time");
  }
  const std::optional<Event> event = event_of_number(std::countr_zero(mask), behaviours_);
  if (!event) return value_error(fmt::format("invalid event {}", event_bit));        // CB-4
  if (!host_->audit_registration(callback)) return ApiError{ErrorKind::pending, {}}; // CB-8

  if (callback != 0) host_->retain(callback);
  if (*event != Event::BRANCH || !behaviours_.legacy_branch_event()) {
    return callbacks_.exchange(tool, *event, callback);
  }
  // CB-9: one callback for both sides; what the left one was is the answer.
  if (callback != 0) host_->retain(callback);
  const bool is_legacy = callback != 0;
  const CallbackHandle left = callbacks_.exchange(tool, Event::BRANCH_LEFT, callback, is_legacy);
  const CallbackHandle right = callbacks_.exchange(tool, Event::BRANCH_RIGHT, callback, is_legacy);
  if (right != 0) host_->release(right);
  return left;
}

void Monitoring::restart_events() {
  last_restart_ = ++version_;
  host_->synchronise_running_code();
}

std::vector<std::pair<std::string_view, std::uint8_t>> Monitoring::all_events() const { // TOOL-16
  std::vector<std::pair<std::string_view, std::uint8_t>> rows;
  for (std::size_t index = 0; index < ungrouped_event_count; ++index) {
    const Event event = static_cast<Event>(index);
    if (const ToolSet tools = global_.of(event); !tools.empty()) {
      rows.emplace_back(name_of(event), tools.bits());
    }
  }
  return rows;
}

} // namespace specmon::monitoring
