// What monitoring knows of one code object: its local masks, and for each location the active
// tools, that is those with the event on, less those that disabled the location. The embedder owns
// it, makes it when Host::code_monitor asks for it, and destroys it with the code object.
//
// A location is a code unit (offset / 2). At a unit up to four kinds of event happen: LINE if a
// line run starts there, INSTRUCTION, and at most two more (`first`, `second`). Each kind is a
// plane of one byte a unit, a bit a tool, that exists only while somebody has such an event on.
#pragma once

#include "monitoring/event_tools.h"
#include "monitoring/host.h"
#include "monitoring/tools.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace specmon::monitoring {

class Monitoring;

// What one code unit can produce. Cache units produce nothing. In a version with branch sides each
// side stands at the unit that fires it: BRANCH_RIGHT at POP_JUMP_IF_*, BRANCH_LEFT at the
// NOT_TAKEN behind it; BRANCH_LEFT at FOR_ITER, BRANCH_RIGHT at its POP_ITER (DISABLE-15).
struct LocationEvents {
  std::optional<Event> first{};  // instrumented, neither LINE nor INSTRUCTION
  std::optional<Event> second{}; // likewise; only with a first
  bool line_start = false;       // an instruction that starts a line run (LINE-1, DISABLE-3)
  bool instruction = false;      // fires INSTRUCTION (INSTR-1)
};

// The table of a code object's locations. Asked only when instrumentation changes. The answers stay
// the same for the life of the code: they come from the original opcodes, not the instrumented
// ones.
class CodeShape {
public:
  virtual ~CodeShape() = default;
  [[nodiscard]] virtual std::uint32_t unit_count() const = 0;
  [[nodiscard]] virtual LocationEvents at(std::uint32_t unit) const = 0;
};

class CodeMonitor {
public:
  // `shape` outlives the monitor.
  CodeMonitor(CodeRef code, const CodeShape& shape) noexcept : code_(code), shape_(&shape) {}

  CodeMonitor(const CodeMonitor&) = delete;
  CodeMonitor& operator=(const CodeMonitor&) = delete;

  [[nodiscard]] CodeRef code() const noexcept { return code_; }
  [[nodiscard]] const CodeShape& shape() const noexcept { return *shape_; }

  // --- questions of the embedder when it rewrites opcodes
  [[nodiscard]] ToolSet line_tools(std::uint32_t unit) const noexcept { return in(lines_, unit); }
  [[nodiscard]] ToolSet instruction_tools(std::uint32_t unit) const noexcept {
    return in(instructions_, unit);
  }
  [[nodiscard]] ToolSet event_tools(std::uint32_t unit, Event event) const noexcept {
    if (second_ && shape_->at(unit).second == event) [[unlikely]]
      return in(second_, unit);
    return in(first_, unit);
  }
  // Any of the above.
  [[nodiscard]] ToolSet tools_at(std::uint32_t unit, Event event) const noexcept {
    if (event == Event::LINE) return line_tools(unit);
    if (event == Event::INSTRUCTION) return instruction_tools(unit);
    return event_tools(unit, event);
  }
  [[nodiscard]] bool is_instrumented(std::uint32_t unit) const noexcept {
    return !(in(first_, unit) | in(second_, unit) | in(lines_, unit) | in(instructions_, unit))
                .empty();
  }
  // Something of this code is instrumented: false lets the embedder put all plain opcodes back.
  [[nodiscard]] bool is_instrumented() const noexcept { return active_.instruments(); }

  // Monitoring::version() when this code was last synchronised. If it differs, the code must be
  // synchronised before its first instruction (entry) or its next one (resume).
  [[nodiscard]] Version version() const noexcept { return version_; }

  // --- sets
  // Local masks as set; entries of tools cleared meanwhile are still there until the code is
  // synchronised (LIFE-3).
  [[nodiscard]] const EventTools& local() const noexcept { return local_; }
  [[nodiscard]] EventSet local_events(ToolId tool) const noexcept;
  // What is instrumented, disabled locations included: global | local at the last synchronisation.
  [[nodiscard]] const EventTools& active() const noexcept { return active_; }
  // Exception events have no location: they are disabled for the code as a whole (DISABLE-11).
  [[nodiscard]] const EventTools& disabled_exception_events() const noexcept {
    return disabled_exception_events_;
  }

  // --- changes; the embedder goes through Monitoring
  // Brings the planes up to date: new tools at all locations, gone ones nowhere, after a restart
  // all anew (DYN-1, synchronise.cpp). True if instrumentation changed.
  bool synchronise(const Monitoring& monitoring);
  // Replaces a tool's local set. False if it is the one it has: then nothing must follow.
  bool set_local(ToolId tool, EventSet events, const Tools& tools) noexcept;
  // Takes the tool off one location. True if it was active there.
  bool disable(std::uint32_t unit, Event event, ToolId tool) noexcept;
  // Takes the tool off an exception event (DISABLE-10 to DISABLE-12).
  void disable_exception_event(Event event, ToolId tool, const Behaviours& behaviours) noexcept;

  // Tools with an exception event on for this code, given the global ones.
  [[nodiscard]] ToolSet exception_tools(Event event, ToolSet global,
                                        const Tools& tools) const noexcept;
  // Tools that an ancillary event goes to: those of the CALL at that unit. While no two tools ever
  // shared an event of this code, the tool that just disabled CALL still gets it (DISABLE-5,
  // DISABLE-6).
  [[nodiscard]] ToolSet ancillary_tools(std::uint32_t unit) const noexcept {
    return was_shared_ ? event_tools(unit, Event::CALL) : active_.of(Event::CALL);
  }

private:
  using Plane = std::unique_ptr<ToolSet[]>;

  static ToolSet in(const Plane& plane, std::uint32_t unit) noexcept {
    return plane ? plane[unit] : ToolSet{};
  }
  void drop_unused_planes() noexcept;
  void forget_cleared_tools(const Tools& tools) noexcept;
  void note_sharing(const EventTools& wanted, const Behaviours& behaviours);

  CodeRef code_;
  const CodeShape* shape_;
  Plane first_;
  Plane second_;
  Plane lines_;
  Plane instructions_;
  Plane revived_lines_; // erratum DISABLE-25: disabled lines that wait to come back, else none
  Version version_ = 0;
  EventTools local_;
  EventTools active_;
  EventTools disabled_exception_events_;
  std::array<Version, tool_slot_count> local_set_at_{}; // by tool; against Tools::cleared_at
  bool was_shared_ = false;               // two tools have shared an event at some time
  bool lines_were_shared_ = false;        // ... while LINE was on
  bool instructions_were_shared_ = false; // ... while INSTRUCTION was on
};

} // namespace specmon::monitoring
