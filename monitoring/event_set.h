// Two small bit sets: of events (version independent), and of tools.
#pragma once

#include "monitoring/events.h"

#include <bit>
#include <cstdint>
#include <initializer_list>

namespace specmon::monitoring {

class EventSet {
public:
  constexpr EventSet() noexcept = default;
  constexpr EventSet(std::initializer_list<Event> events) noexcept {
    for (const Event event : events) insert(event);
  }

  constexpr void insert(Event event) noexcept { bits_ |= bit(event); }
  constexpr void erase(Event event) noexcept { bits_ &= ~bit(event); }
  [[nodiscard]] constexpr bool contains(Event event) const noexcept {
    return (bits_ & bit(event)) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr int size() const noexcept { return std::popcount(bits_); }

  friend constexpr EventSet operator|(EventSet a, EventSet b) noexcept {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr EventSet operator&(EventSet a, EventSet b) noexcept {
    a.bits_ &= b.bits_;
    return a;
  }
  friend constexpr EventSet operator-(EventSet a, EventSet b) noexcept {
    a.bits_ &= ~b.bits_;
    return a;
  }
  friend constexpr bool operator==(EventSet, EventSet) noexcept = default;

  // To and from the number that scripts see. Bits that version does not know are dropped.
  [[nodiscard]] static EventSet of_mask(std::uint32_t mask, const Behaviours& behaviours) noexcept;
  [[nodiscard]] std::uint32_t mask(const Behaviours& behaviours) const noexcept;

private:
  static constexpr std::uint32_t bit(Event event) noexcept {
    return std::uint32_t{1} << index_of(event);
  }
  std::uint32_t bits_ = 0;
};

using ToolId = int;

// Tools that scripts can reach (TOOL-2), and slots there are: 6 and 7 are kept for an embedder's
// own use, as sys.setprofile and sys.settrace in CPython (TOOL-16).
inline constexpr int tool_count = 6;
inline constexpr int tool_slot_count = 8;

class ToolSet {
public:
  constexpr ToolSet() noexcept = default;
  constexpr explicit ToolSet(std::uint8_t bits) noexcept : bits_(bits) {}
  [[nodiscard]] static constexpr ToolSet of(ToolId tool) noexcept {
    return ToolSet(static_cast<std::uint8_t>(1u << tool));
  }

  [[nodiscard]] constexpr bool contains(ToolId tool) const noexcept {
    return ((bits_ >> tool) & 1u) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr bool has_several() const noexcept { return (bits_ & (bits_ - 1)) != 0; }
  // The highest id in a set that is not empty: it is served first (ORDER-3).
  // By the intrinsic, for std::bit_width asks whether the set is empty.
  [[nodiscard]] constexpr ToolId highest() const noexcept { return 31 - __builtin_clz(bits_); }
  [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }

  constexpr ToolSet& operator|=(ToolSet other) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
    return *this;
  }
  constexpr ToolSet& operator&=(ToolSet other) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ & other.bits_);
    return *this;
  }
  constexpr ToolSet& operator-=(ToolSet other) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ & ~other.bits_);
    return *this;
  }
  friend constexpr ToolSet operator|(ToolSet a, ToolSet b) noexcept { return a |= b; }
  friend constexpr ToolSet operator&(ToolSet a, ToolSet b) noexcept { return a &= b; }
  friend constexpr ToolSet operator-(ToolSet a, ToolSet b) noexcept { return a -= b; }
  friend constexpr bool operator==(ToolSet, ToolSet) noexcept = default;

private:
  std::uint8_t bits_ = 0;
};

} // namespace specmon::monitoring
