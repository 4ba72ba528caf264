// What monitoring knows of one code object: its local masks, and for each location the active
// tools, that is those with the event on, less those that disabled the location. The embedder owns
// it, makes it when Host::code_monitor asks for it, and destroys it with the code object.
//
// A location is a code unit (offset / 2). At a unit up to three kinds of event happen: LINE if a
// line run starts there, INSTRUCTION, and the instruction's own. Each kind is a plane of one byte a
// unit, a bit a tool, that exists only while somebody has such an event on.
#pragma once

#include "monitoring/event_tools.h"
#include "monitoring/host.h"
#include "monitoring/tools.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace specmon::monitoring {

class Monitoring;

// What one code unit can produce, in a byte, of which the embedder may use two bits. Cache units
// produce nothing. In a version with branch sides each side stands at the unit that fires it:
// BRANCH_RIGHT at POP_JUMP_IF_*, BRANCH_LEFT at the NOT_TAKEN behind it; BRANCH_LEFT at FOR_ITER,
// BRANCH_RIGHT at its POP_ITER (DISABLE-15).
class LocationEvents {
public:
  static constexpr std::uint8_t own_bits = 0x0f; // the own event's index, or:
  static constexpr std::uint8_t no_own = 0x0f;
  static constexpr std::uint8_t line_bit = 0x10;
  static constexpr std::uint8_t instruction_bit = 0x20;
  static constexpr std::uint8_t first_embedder_bit = 0x40;
  static constexpr std::uint8_t second_embedder_bit = 0x80;
  static_assert(instrumented_event_count <= no_own);

  constexpr LocationEvents() noexcept = default;
  constexpr LocationEvents(std::optional<Event> own, bool starts_line, bool instruction) noexcept
      : bits_(static_cast<std::uint8_t>((own ? index_of(*own) : no_own) |
                                        (starts_line ? line_bit : 0) |
                                        (instruction ? instruction_bit : 0))) {}

  // The instrumented event, neither LINE nor INSTRUCTION.
  [[nodiscard]] constexpr std::optional<Event> own() const noexcept {
    return has_own() ? std::optional(static_cast<Event>(own_index())) : std::nullopt;
  }
  [[nodiscard]] constexpr bool has_own() const noexcept { return own_index() != no_own; }
  [[nodiscard]] constexpr std::uint8_t own_index() const noexcept { return bits_ & own_bits; }
  // An instruction that starts a line run (LINE-1, DISABLE-3).
  [[nodiscard]] constexpr bool starts_line() const noexcept { return has(line_bit); }
  // Fires INSTRUCTION (INSTR-1).
  [[nodiscard]] constexpr bool is_instruction() const noexcept { return has(instruction_bit); }

  [[nodiscard]] constexpr bool has(std::uint8_t bit) const noexcept { return (bits_ & bit) != 0; }
  constexpr void add(std::uint8_t bit) noexcept { bits_ |= bit; }
  constexpr void set_own(Event event) noexcept {
    bits_ = static_cast<std::uint8_t>((bits_ & ~own_bits) | index_of(event));
  }

private:
  std::uint8_t bits_ = no_own;
};

// The table of a code object's locations. It stays the same for the life of the code: it comes from
// the original opcodes, not the instrumented ones.
using CodeShape = std::span<const LocationEvents>;

class CodeMonitor {
public:
  // What `shape` shows outlives the monitor.
  CodeMonitor(CodeRef code, CodeShape shape) noexcept : code_(code), shape_(shape) {}

  CodeMonitor(const CodeMonitor&) = delete;
  CodeMonitor& operator=(const CodeMonitor&) = delete;

  [[nodiscard]] CodeRef code() const noexcept { return code_; }
  [[nodiscard]] CodeShape shape() const noexcept { return shape_; }

  // --- questions of the embedder when it rewrites opcodes
  [[nodiscard]] ToolSet line_tools(std::uint32_t unit) const noexcept { return in(lines_, unit); }
  [[nodiscard]] ToolSet instruction_tools(std::uint32_t unit) const noexcept {
    return in(instructions_, unit);
  }
  [[nodiscard]] ToolSet own_tools(std::uint32_t unit) const noexcept { return in(own_, unit); }
  // False: own_tools are empty everywhere; the same for instructions.
  [[nodiscard]] bool has_own_tools() const noexcept { return own_ != nullptr; }
  [[nodiscard]] bool has_instruction_tools() const noexcept { return instructions_ != nullptr; }
  // Any of the above.
  [[nodiscard]] ToolSet tools_at(std::uint32_t unit, Event event) const noexcept {
    if (event == Event::LINE) return line_tools(unit);
    if (event == Event::INSTRUCTION) return instruction_tools(unit);
    return own_tools(unit);
  }
  // INSTRUCTION that a second tool has made the code lose (INSTR-3) leaves its mark everywhere.
  [[nodiscard]] bool is_instrumented(std::uint32_t unit) const noexcept {
    const bool marked = instructions_ == nullptr && !active_.of(Event::INSTRUCTION).empty();
    return marked || !(in(own_, unit) | in(lines_, unit) | in(instructions_, unit)).empty();
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

  // Tools with an exception event on for this code, given the global ones. The local set of a tool
  // that was cleared counts until the code is synchronised; whoever fires has done that (LIFE-3),
  // and closing a suspended generator asks before (GEN-16).
  [[nodiscard]] ToolSet exception_tools(Event event, ToolSet global) const noexcept;
  // Tools that an ancillary event goes to: those of the CALL at that unit. While no two tools ever
  // shared an event of this code, the tool that just disabled CALL still gets it (DISABLE-5,
  // DISABLE-6).
  [[nodiscard]] ToolSet ancillary_tools(std::uint32_t unit) const noexcept {
    return was_shared_ ? own_tools(unit) : active_.of(Event::CALL);
  }

private:
  using Plane = std::unique_ptr<ToolSet[]>;

  static ToolSet in(const Plane& plane, std::uint32_t unit) noexcept {
    return plane ? plane[unit] : ToolSet{};
  }
  Plane& plane_of(Event event) noexcept {
    if (event == Event::LINE) return lines_;
    return event == Event::INSTRUCTION ? instructions_ : own_;
  }
  void change_plane(Event event, std::uint8_t location_bit, const EventTools& added,
                    const EventTools& removed);
  void change_own_plane(const EventTools& added, const EventTools& removed);
  void drop_unused_planes() noexcept;
  void forget_cleared_tools(const Tools& tools) noexcept;
  void note_sharing(const EventTools& wanted, const Behaviours& behaviours);

  CodeRef code_;
  CodeShape shape_;
  Plane own_;
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
