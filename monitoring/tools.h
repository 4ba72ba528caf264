// The tools: which ids are in use, under which name, and when their local sets were last cleared.
#pragma once

#include "monitoring/event_set.h"
#include "monitoring/host.h"

#include <array>
#include <cstdint>

namespace specmon::monitoring {

// Counts every change of the global masks, restarts included. Never goes back.
using Version = std::uint64_t;

class Tools {
public:
  [[nodiscard]] static constexpr bool is_valid(int tool) noexcept {
    return 0 <= tool && tool < tool_count;
  }
  [[nodiscard]] bool in_use(ToolId tool) const noexcept { return names_[slot(tool)] != 0; }
  // The name's handle, 0 if not in use. Owned by Monitoring.
  [[nodiscard]] Handle name(ToolId tool) const noexcept { return names_[slot(tool)]; }
  void set_name(ToolId tool, Handle name) noexcept { names_[slot(tool)] = name; }

  // Local sets made before this version no longer count (LIFE-3).
  [[nodiscard]] Version cleared_at(ToolId tool) const noexcept { return cleared_at_[slot(tool)]; }
  void set_cleared_at(ToolId tool, Version version) noexcept { cleared_at_[slot(tool)] = version; }

private:
  static constexpr std::size_t slot(ToolId tool) noexcept { return static_cast<std::size_t>(tool); }
  std::array<Handle, tool_slot_count> names_{};
  std::array<Version, tool_slot_count> cleared_at_{};
};

} // namespace specmon::monitoring
