// Monitoring in the bytecode of one code object: which unit can produce which events (from the
// original opcodes), and the opcodes put in place of the original ones where some tool is active.
//
// A unit with an active tool holds INSTRUMENTED_LINE if a line event is wanted there, else
// INSTRUMENTED_INSTRUCTION, else the INSTRUMENTED_ form of its opcode; `original` tells what stood
// there.
#pragma once

#include "monitoring/code_monitor.h"
#include "vm/code.h"
#include "vm/opcodes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace specmon::vm {

class Instrumentation final : public monitoring::CodeShape {
public:
  Instrumentation(Code& code, const monitoring::Behaviours& behaviours);

  std::uint32_t unit_count() const override { return static_cast<std::uint32_t>(shape_.size()); }
  monitoring::LocationEvents at(std::uint32_t unit) const override;

  monitoring::CodeMonitor monitor;

  // The opcode without its events; of a cache unit CACHE or NOT_TAKEN.
  Opcode original(std::uint32_t unit) const {
    if (starts_instruction(unit)) return static_cast<Opcode>(source()[unit].opcode);
    return event_at(unit) == monitoring::Event::BRANCH_LEFT ? Opcode::NOT_TAKEN : Opcode::CACHE;
  }
  // The opcode to run after LINE and INSTRUCTION have fired.
  Opcode own_opcode(std::uint32_t unit) const;
  // The unit where the other side of this FOR_ITER's branch stands: its POP_ITER.
  std::uint32_t exhausted_side(std::uint32_t for_iter) const;
  // An instruction or an EXTENDED_ARG.
  bool starts_instruction(std::uint32_t unit) const { return (shape_[unit] & starts_bit) != 0; }
  bool is_resume(std::uint32_t unit) const { return original(unit) == Opcode::RESUME; }
  // A jump or an exception leads here.
  bool is_target(std::uint32_t unit) const { return (shape_[unit] & target_bit) != 0; }

  // Puts opcodes in place by the monitor's answer: everywhere, or at one unit and those that fire
  // for it.
  void rewrite();
  void rewrite(std::uint32_t unit);

private:
  // One byte a unit: the event that its instruction produces, and three answers.
  static constexpr std::uint8_t event_bits = 0x1f;
  static constexpr std::uint8_t no_event = 0x1f;
  static constexpr std::uint8_t starts_bit = 0x20;
  static constexpr std::uint8_t line_bit = 0x40;
  static constexpr std::uint8_t target_bit = 0x80;
  static_assert(monitoring::event_count < no_event);

  const std::vector<CodeUnit>& source() const { return code_.description->code; }
  bool has_event(std::uint32_t unit) const { return (shape_[unit] & event_bits) != no_event; }
  std::optional<monitoring::Event> event_at(std::uint32_t unit) const {
    if (!has_event(unit)) return std::nullopt;
    return static_cast<monitoring::Event>(shape_[unit] & event_bits);
  }
  void give(std::uint32_t unit, monitoring::Event event) {
    shape_[unit] =
        static_cast<std::uint8_t>((shape_[unit] & ~event_bits) | static_cast<unsigned>(event));
  }
  void find_instructions();
  void find_events(const monitoring::Behaviours& behaviours);
  void mark_lines(const monitoring::Behaviours& behaviours);
  void put(std::uint32_t unit);

  Code& code_;
  std::vector<std::uint8_t> shape_;
  std::uint32_t first_resume_ = 0; // what precedes it is not traced
};

} // namespace specmon::vm
