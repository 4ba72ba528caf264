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

class Instrumentation {
public:
  Instrumentation(Code& code, const monitoring::Behaviours& behaviours);

  std::uint32_t unit_count() const { return static_cast<std::uint32_t>(shape_.size()); }

  // The opcode without its events; of a cache unit CACHE or NOT_TAKEN.
  Opcode original(std::uint32_t unit) const {
    if (starts_instruction(unit)) return source_opcode(unit);
    return shape_[unit].own() == monitoring::Event::BRANCH_LEFT ? Opcode::NOT_TAKEN : Opcode::CACHE;
  }
  // The opcode to run after LINE and INSTRUCTION have fired; `unit` starts an instruction.
  Opcode own_opcode(std::uint32_t unit) const {
    const Opcode own = source_opcode(unit);
    if (!monitor.has_own_tools() || !shape_[unit].has_own()) return own;
    const bool active = !monitor.own_tools(unit).empty() || other_side_is_active(unit);
    return active ? instrumented_opcode(own) : own;
  }
  // The unit where the other side of this FOR_ITER's branch stands: its POP_ITER.
  std::uint32_t exhausted_side(std::uint32_t for_iter) const;
  // Nobody has the side of this FOR_ITER on that goes on with the loop. It fires for both sides
  // here; CPython's is plain if only its other side is instrumented (BRANCH-20).
  bool loop_enters_silently(std::uint32_t for_iter) const;
  // An instruction or an EXTENDED_ARG.
  bool starts_instruction(std::uint32_t unit) const { return shape_[unit].has(starts_bit); }
  bool is_resume(std::uint32_t unit) const { return original(unit) == Opcode::RESUME; }
  // Whether a line begins at this unit of those that can produce LINE depends on where the frame
  // comes from: a jump or an exception leads here, or what stands in front has the same line,
  // though it counts for none. Elsewhere one begins each time.
  bool line_depends_on_arrival(std::uint32_t unit) const { return shape_[unit].has(arrival_bit); }
  // The code unit that the jump at `unit` leads to.
  std::uint32_t jump_target(std::uint32_t unit) const;

  // Puts opcodes in place by the monitor's answer: everywhere, or at one unit and those that fire
  // for it.
  void rewrite();
  void rewrite(std::uint32_t unit);

private:
  static constexpr std::uint8_t starts_bit = monitoring::LocationEvents::first_embedder_bit;
  static constexpr std::uint8_t arrival_bit = monitoring::LocationEvents::second_embedder_bit;

  Opcode source_opcode(std::uint32_t unit) const {
    return static_cast<Opcode>(source_[unit].opcode);
  }
  void find_events(const monitoring::Behaviours& behaviours);
  void find_own_event(std::uint32_t unit, bool sides);
  void mark_target(std::uint32_t unit, bool starts_line);
  bool is_active(std::uint32_t unit) const {
    return unit < unit_count() && shape_[unit].has_own() && !monitor.own_tools(unit).empty();
  }
  // Jumps with a second side have a first.
  bool other_side_is_active(std::uint32_t unit) const;
  void put(std::uint32_t unit);

  Code& code_;
  const CodeUnit* source_; // the original units
  std::vector<monitoring::LocationEvents> shape_;

public:
  monitoring::CodeMonitor monitor; // shows `shape_`
};

} // namespace specmon::vm
