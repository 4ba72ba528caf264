// From instruction sequence to code description: runs the passes over the flow graph, measures the
// stack, and writes code units and tables.

#include <algorithm>
#include <stdexcept>

#include "monitoring/behaviours.h"
#include "vm/compiler/flow_graph.h"
#include "vm/compiler/instruction_sequence.h"
#include "vm/compiler/layout.h"
#include "vm/compiler/line_numbers.h"
#include "vm/compiler/lowering.h"
#include "vm/compiler/optimise.h"
#include "vm/compiler/variables.h"

namespace specmon::compiler {

namespace {

/// Follows every path once, sets each block's depth at entry, and returns the largest depth.
int measure_stack(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) { block.start_depth = -1; });
  std::vector<BasicBlock*> pending;
  const auto reach = [&pending](BasicBlock* block, int depth) {
    if (block->start_depth >= 0) {
      if (block->start_depth != depth) throw std::logic_error("stack depths disagree");
      return;
    }
    block->start_depth = depth;
    pending.push_back(block);
  };
  reach(graph.entry(), 0);
  int largest = 0;
  while (!pending.empty()) {
    BasicBlock* block = pending.back();
    pending.pop_back();
    int depth = block->start_depth;
    for (const FlowInstruction& instruction : block->instructions) {
      if (instruction.target != nullptr && instruction.opcode != Opcode::END_ASYNC_FOR) {
        const auto jump = vm::stack_effect(instruction.opcode, instruction.oparg, true);
        const int there = depth - jump.pops + jump.pushes;
        largest = std::max(largest, there);
        reach(instruction.target, there);
      }
      const auto effect = vm::stack_effect(instruction.opcode, instruction.oparg, false);
      if (depth < effect.pops) throw std::logic_error("more is popped than was pushed");
      depth += effect.pushes - effect.pops;
      // A call without keywords puts a null in their place.
      if (instruction.opcode == Opcode::CALL_FUNCTION_EX && (instruction.oparg & 1) != 0) {
        largest = std::max(largest, depth + effect.pops);
      }
      largest = std::max(largest, depth);
    }
    if (block->next != nullptr && block->falls_through()) reach(block->next, depth);
  }
  return largest;
}

/// An instruction in its final place.
struct PlacedInstruction {
  FlowInstruction* instruction;
  std::uint32_t start = 0; // code unit
  std::uint32_t units = 0; // with EXTENDED_ARGs and caches
  std::uint32_t oparg = 0;
};

std::uint32_t extension_units(std::uint32_t oparg) {
  return oparg > 0xffffff ? 3 : oparg > 0xffff ? 2 : oparg > 0xff ? 1 : 0;
}

class Encoder {
public:
  Encoder(FlowGraph& graph, const monitoring::Behaviours& behaviours) : behaviours_(behaviours) {
    graph.for_each([this](BasicBlock& block) {
      block.start_instruction = placed_.size();
      for (FlowInstruction& instruction : block.instructions) {
        placed_.push_back({&instruction});
        placed_.back().oparg = static_cast<std::uint32_t>(instruction.oparg);
      }
    });
    place();
  }

  void write(vm::CodeDescription& code, int first_line) {
    write_units(code.code);
    resolve_next_locations();
    std::vector<vm::LineTableEntry> lines;
    for (const PlacedInstruction& at : placed_) {
      lines.push_back({at.start, at.units, at.instruction->location});
    }
    code.lines = vm::LineTable::encode(lines, first_line);
    write_exception_table(code.exceptions);
  }

private:
  bool is_real_jump(const FlowInstruction& instruction) const {
    return instruction.target != nullptr;
  }

  std::uint32_t start_of(const BasicBlock& block) const {
    return block.start_instruction < placed_.size() ? placed_[block.start_instruction].start : end_;
  }

  /// Jumps' opargs depend on sizes, and sizes on opargs: repeat until nothing grows.
  void place() {
    for (bool grows = true; grows;) {
      std::uint32_t at = 0;
      for (PlacedInstruction& placed : placed_) {
        placed.start = at;
        const auto caches = static_cast<std::uint32_t>(vm::cache_units(placed.instruction->opcode));
        placed.units = std::max(placed.units, extension_units(placed.oparg) + 1 + caches);
        at += placed.units;
      }
      end_ = at;
      grows = false;
      for (PlacedInstruction& placed : placed_) {
        if (!is_real_jump(*placed.instruction)) continue;
        const auto from = static_cast<std::int64_t>(placed.start + placed.units);
        const auto to = static_cast<std::int64_t>(start_of(*placed.instruction->target));
        const bool backward =
            vm::opcode_operand(placed.instruction->opcode) != vm::Operand::forward;
        const std::int64_t distance = backward ? from - to : to - from;
        if (distance < 0) throw std::logic_error("a jump goes the wrong way");
        placed.oparg = static_cast<std::uint32_t>(distance);
        const auto caches = static_cast<std::uint32_t>(vm::cache_units(placed.instruction->opcode));
        if (extension_units(placed.oparg) + 1 + caches > placed.units) grows = true;
      }
    }
  }

  void write_units(std::vector<vm::CodeUnit>& units) const {
    const auto write = [&units](Opcode opcode, std::uint32_t oparg) {
      units.push_back({static_cast<std::uint8_t>(opcode), static_cast<std::uint8_t>(oparg)});
    };
    for (const PlacedInstruction& placed : placed_) {
      const Opcode opcode = placed.instruction->opcode;
      if (vm::is_pseudo(opcode)) throw std::logic_error("a pseudo instruction is left");
      const auto caches = static_cast<std::uint32_t>(vm::cache_units(opcode));
      for (std::uint32_t i = placed.units - 1 - caches; i > 0; --i) {
        write(Opcode::EXTENDED_ARG, placed.oparg >> (8 * i) & 0xff);
      }
      write(opcode, placed.oparg & 0xff);
      for (std::uint32_t i = 0; i < caches; ++i) {
        write(vm::is_conditional_jump(opcode) ? Opcode::NOT_TAKEN : Opcode::CACHE, 0);
      }
    }
  }

  void resolve_next_locations() {
    for (std::size_t i = placed_.size(); i-- > 0;) {
      FlowInstruction& instruction = *placed_[i].instruction;
      if (instruction.location != next_location) continue;
      const bool ends = leaves_frame(instruction.opcode) || vm::is_jump(instruction.opcode);
      instruction.location =
          ends || i + 1 >= placed_.size() ? no_location : placed_[i + 1].instruction->location;
    }
  }

  void write_exception_table(vm::ExceptionTable& table) const {
    const BasicBlock* handler = nullptr;
    std::uint32_t start = 0;
    const auto change = [&](const BasicBlock* to, std::uint32_t at) {
      if (to == handler) return;
      if (handler != nullptr && at > start) {
        const int depth = handler->start_depth - 1 - (handler->keeps_lasti ? 1 : 0);
        table.push_back({start, at, start_of(*handler), static_cast<std::uint32_t>(depth),
                         handler->keeps_lasti});
      }
      handler = to;
      start = at;
    };
    for (const PlacedInstruction& placed : placed_) {
      change(placed.instruction->handler, placed.start);
      if (behaviours_.branch_sides() && vm::is_conditional_jump(placed.instruction->opcode)) {
        change(nullptr, placed.start + placed.units - 1); // the NOT_TAKEN
      }
    }
    change(nullptr, end_);
  }

  const monitoring::Behaviours& behaviours_;
  std::vector<PlacedInstruction> placed_;
  std::uint32_t end_ = 0;
};

} // namespace

vm::CodeDescription assemble(InstructionSequence&& sequence, UnitInfo&& unit,
                             const monitoring::Behaviours& behaviours) {
  FlowGraph graph;
  build_flow_graph(graph, sequence, behaviours);
  label_exception_handlers(graph, behaviours);
  optimise(graph, unit.constants, behaviours);
  remove_unused_constants(graph, unit.constants);
  int arguments = unit.argument_count + unit.keyword_only_count;
  arguments += (unit.flags & vm::CO_VARARGS) != 0 ? 1 : 0;
  arguments += (unit.flags & vm::CO_VARKEYWORDS) != 0 ? 1 : 0;
  check_unbound_locals(graph, unit.locals.size(), arguments);
  move_cold_blocks_to_end(graph, behaviours);
  resolve_line_numbers(graph, behaviours);
  if (behaviours.returns_always_have_a_line()) give_returns_lines(graph, unit.first_line);
  expand_value_tests(graph);
  lay_out_frame(graph, unit, behaviours);

  vm::CodeDescription code;
  code.stack_size = measure_stack(graph);
  if (behaviours.fused_locals()) fuse_locals(graph); // a restored variable's store stays alone
  lower_pseudo_instructions(graph);
  normalise_jumps(graph);
  lower_for_speed(graph);

  code.name = std::move(unit.name);
  code.qualname = std::move(unit.qualname);
  code.filename = std::move(unit.filename);
  code.first_line = unit.first_line;
  code.flags = unit.flags;
  code.argument_count = unit.argument_count;
  code.positional_only_count = unit.positional_only_count;
  code.keyword_only_count = unit.keyword_only_count;
  code.locals = frame_variables(unit);
  code.names = unit.names.all();
  code.constants = unit.constants.all();
  Encoder(graph, behaviours).write(code, unit.first_line);
  return code;
}

} // namespace specmon::compiler
