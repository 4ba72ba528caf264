// The callbacks by (tool, event). Independent of which events are on (CB-7).
#pragma once

#include "monitoring/event_set.h"
#include "monitoring/host.h"

#include <array>
#include <utility>

namespace specmon::monitoring {

class Callbacks {
public:
  [[nodiscard]] CallbackHandle find(ToolId tool, Event event) const noexcept {
    return slots_[index_of(event)][slot(tool)];
  }

  // The tools that have a callback for the event.
  [[nodiscard]] ToolSet listeners(Event event) const noexcept {
    return listeners_[index_of(event)];
  }

  // True where the callback of a branch side was registered as BRANCH (CB-9).
  [[nodiscard]] bool is_legacy_branch(ToolId tool, Event side) const noexcept {
    return (side == Event::BRANCH_LEFT ? legacy_left_ : legacy_right_).contains(tool);
  }

  // Puts `callback` there and gives back what was there; references move with the handles.
  CallbackHandle exchange(ToolId tool, Event event, CallbackHandle callback,
                          bool legacy_branch = false) noexcept {
    if (event == Event::BRANCH_LEFT) mark(legacy_left_, tool, legacy_branch);
    if (event == Event::BRANCH_RIGHT) mark(legacy_right_, tool, legacy_branch);
    mark(listeners_[index_of(event)], tool, callback != 0);
    return std::exchange(slots_[index_of(event)][slot(tool)], callback);
  }

private:
  static constexpr std::size_t slot(ToolId tool) noexcept { return static_cast<std::size_t>(tool); }
  static void mark(ToolSet& set, ToolId tool, bool on) noexcept {
    if (on) {
      set |= ToolSet::of(tool);
    } else {
      set -= ToolSet::of(tool);
    }
  }

  std::array<std::array<CallbackHandle, tool_slot_count>, event_count> slots_{};
  std::array<ToolSet, event_count> listeners_{};
  ToolSet legacy_left_;
  ToolSet legacy_right_;
};

} // namespace specmon::monitoring
