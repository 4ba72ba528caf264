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
#include <vector>

namespace specmon::vm {

class Instrumentation final : public monitoring::CodeShape {
public:
  Instrumentation(Code& code, const monitoring::Behaviours& behaviours);

  std::uint32_t unit_count() const override { return static_cast<std::uint32_t>(units_.size()); }
  monitoring::LocationEvents at(std::uint32_t unit) const override;

  monitoring::CodeMonitor monitor;

  // The opcode without its events; of a cache unit CACHE or NOT_TAKEN.
  Opcode original(std::uint32_t unit) const { return units_[unit].original; }
  // The opcode to run after LINE and INSTRUCTION have fired.
  Opcode own_opcode(std::uint32_t unit) const;
  // The unit where the other side of this FOR_ITER's branch stands: its POP_ITER.
  std::uint32_t exhausted_side(std::uint32_t for_iter) const { return units_[for_iter].partner; }
  bool starts_instruction(std::uint32_t unit) const { return units_[unit].starts_instruction; }
  bool is_resume(std::uint32_t unit) const { return units_[unit].original == Opcode::RESUME; }

  // Puts opcodes in place by the monitor's answer: everywhere, or at one unit and those that fire
  // for it.
  void rewrite();
  void rewrite(std::uint32_t unit);

private:
  struct Unit {
    Opcode original = Opcode::CACHE;
    bool starts_instruction = false; // an instruction or an EXTENDED_ARG
    bool line_start = false;
    bool instruction = false;
    std::int8_t event = -1;    // monitoring::Event, or none
    std::uint32_t partner = 0; // FOR_ITER: its POP_ITER; NOT_TAKEN filler: its jump
  };
  void find_instructions();
  void find_events(const monitoring::Behaviours& behaviours);
  void mark_lines(const monitoring::Behaviours& behaviours);
  void put(std::uint32_t unit);

  Code& code_;
  std::vector<Unit> units_;
};

} // namespace specmon::vm
