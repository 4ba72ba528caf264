#include "monitoring/monitoring.h"

#include <fmt/format.h>

namespace specmon::monitoring {

std::string cannot_disable_message(Event event) {
  return fmt::format("Cannot disable {} events. Callback removed.", name_of(event));
}

Monitoring::~Monitoring() {
  for (ToolId tool = 0; tool < tool_slot_count; ++tool) {
    for (std::size_t index = 0; index < event_count; ++index) {
      remove_callback(tool, static_cast<Event>(index));
    }
    if (const Handle name = tools_.name(tool); name != 0) {
      tools_.set_name(tool, 0);
      host_->release(name);
    }
  }
}

void Monitoring::synchronise(CodeMonitor& code) {
  if (code.synchronise(*this)) host_->rewrite(code);
}

void Monitoring::remove_callback(ToolId tool, Event event) {
  // Out of the table first: releasing it may run the program's code.
  const CallbackHandle previous = callbacks_.exchange(tool, event, 0);
  if (previous != 0) host_->release(previous);
}

void Monitoring::replace_global(ToolId tool, EventSet events) {
  if (global_.events_of(tool) == events) return; // GLOBAL-10
  global_.replace(tool, events);
  shares_events_ = global_.is_shared(true);
  ++version_;
  host_->synchronise_running_code();
}

void Monitoring::clear(ToolId tool) {
  for (std::size_t index = 0; index < event_count; ++index) {
    remove_callback(tool, static_cast<Event>(index));
  }
  replace_global(tool, {});
  // Local sets are not visited: each code drops its own when it is next synchronised (LIFE-3).
  ++version_;
  tools_.set_cleared_at(tool, version_);
  host_->synchronise_running_code();
}

} // namespace specmon::monitoring
