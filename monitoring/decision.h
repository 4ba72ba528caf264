// Why an event fires at a location for a tool, or does not: the same questions that firing asks on
// its fast path, asked one by one, each with its clause.
#pragma once

#include "monitoring/monitoring.h"

#include <string>
#include <string_view>
#include <vector>

namespace specmon::monitoring {

struct Reason {
  bool favours;            // true: this lets the event through; false: this alone stops it
  std::string_view clause; // clause ids
  std::string sentence;
};

struct Decision {
  bool fires = true;           // the callback is called
  std::vector<Reason> reasons; // in the order in which they are asked; all, not the first "no" only
};

// `code` is nullptr if the code object was never instrumented; `unit` is the location; for an
// exception event it does not matter.
[[nodiscard]] Decision explain(const Monitoring& monitoring, ToolId tool, Event event,
                               const CodeMonitor* code, std::uint32_t unit);

} // namespace specmon::monitoring
