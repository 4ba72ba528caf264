#include "vm/compiler/variables.h"

#include <algorithm>
#include <cstdint>

#include "monitoring/behaviours.h"

namespace specmon::compiler {

namespace {

// The words of BasicBlock-by-block analysis: bit i tells that local i may be unbound.
using Bits = std::vector<bool>;

class UnboundAnalysis {
public:
  UnboundAnalysis(FlowGraph& graph, int local_count, int argument_count)
      : count_(static_cast<std::size_t>(local_count)) {
    std::size_t blocks = 0;
    graph.for_each([&blocks](BasicBlock& block) {
      block.start_depth = static_cast<int>(blocks++); // scratch: the block's number
      block.visited = false;
    });
    at_entry_.assign(blocks, Bits(count_, false));
    Bits start(count_, true);
    for (int i = 0; i < argument_count; ++i) start[static_cast<std::size_t>(i)] = false;
    reach(graph.entry(), start);
    while (!pending_.empty()) {
      BasicBlock* block = pending_.back();
      pending_.pop_back();
      block->visited = false;
      scan(*block);
    }
    graph.for_each([](BasicBlock& block) {
      block.start_depth = -1;
      block.visited = false;
    });
  }

private:
  void reach(BasicBlock* block, const Bits& unbound) {
    Bits& entry = at_entry_[static_cast<std::size_t>(block->start_depth)];
    bool changed = !block->analysed;
    block->analysed = true;
    for (std::size_t i = 0; i < count_; ++i) {
      if (unbound[i] && !entry[i]) {
        entry[i] = true;
        changed = true;
      }
    }
    if (!changed || block->visited) return;
    block->visited = true;
    pending_.push_back(block);
  }

  void scan(BasicBlock& block) {
    Bits unbound = at_entry_[static_cast<std::size_t>(block.start_depth)];
    for (FlowInstruction& instruction : block.instructions) {
      // An exception may leave from here with what is bound now.
      if (instruction.handler != nullptr) reach(instruction.handler, unbound);
      const auto local = static_cast<std::size_t>(instruction.oparg);
      switch (instruction.opcode) {
      case Opcode::DELETE_FAST:
      case Opcode::LOAD_FAST_AND_CLEAR:
      case Opcode::STORE_FAST_MAYBE_NULL: unbound[local] = true; break;
      case Opcode::STORE_FAST:
      case Opcode::LOAD_FAST_CHECK: unbound[local] = false; break;
      case Opcode::LOAD_FAST:
        if (unbound[local]) instruction.opcode = Opcode::LOAD_FAST_CHECK;
        unbound[local] = false; // or it has raised
        break;
      default: break;
      }
    }
    if (block.next != nullptr && block.falls_through()) reach(block.next, unbound);
    if (const FlowInstruction* last = block.last(); last != nullptr && vm::is_jump(last->opcode)) {
      reach(last->target, unbound);
    }
  }

  std::size_t count_;
  std::vector<Bits> at_entry_;
  std::vector<BasicBlock*> pending_;
};

bool has_cell_operand(Opcode opcode) {
  return vm::opcode_operand(opcode) == vm::Operand::cell;
}

/// Place in the frame of each cell and free variable.
std::vector<int> cell_places(const UnitInfo& unit) {
  std::vector<int> places;
  int next = unit.locals.size();
  for (const std::string& cell : unit.cells.all()) {
    const int local = unit.locals.find(cell);
    places.push_back(local >= 0 ? local : next++);
  }
  for (int i = 0; i < unit.frees.size(); ++i) places.push_back(next++);
  return places;
}

} // namespace

void check_unbound_locals(FlowGraph& graph, int local_count, int argument_count) {
  if (local_count == 0) return;
  UnboundAnalysis(graph, local_count, argument_count);
}

std::vector<vm::LocalVariable> frame_variables(const UnitInfo& unit) {
  std::vector<vm::LocalVariable> variables;
  for (const std::string& name : unit.locals.all()) {
    vm::LocalVariable variable{name, true, unit.cells.find(name) >= 0, false, false};
    variable.hidden = std::find(unit.hidden.begin(), unit.hidden.end(), name) != unit.hidden.end();
    variables.push_back(variable);
  }
  for (const std::string& name : unit.cells.all()) {
    if (unit.locals.find(name) < 0) variables.push_back({name, false, true, false, false});
  }
  for (const std::string& name : unit.frees.all()) {
    variables.push_back({name, false, false, true, false});
  }
  return variables;
}

void lay_out_frame(FlowGraph& graph, const UnitInfo& unit,
                   const monitoring::Behaviours& behaviours) {
  const std::vector<int> places = cell_places(unit);
  bool makes_generator = false;
  graph.for_each([&](BasicBlock& block) {
    for (FlowInstruction& instruction : block.instructions) {
      if (has_cell_operand(instruction.opcode)) {
        instruction.oparg = places[static_cast<std::size_t>(instruction.oparg)];
      }
      makes_generator |= instruction.opcode == Opcode::RETURN_GENERATOR;
    }
  });

  std::vector<FlowInstruction> prefix;
  if (unit.frees.size() > 0) {
    prefix.push_back({Opcode::COPY_FREE_VARS, unit.frees.size(), no_location});
  }
  std::vector<int> cells(places.begin(), places.begin() + unit.cells.size());
  std::sort(cells.begin(), cells.end());
  for (const int cell : cells) prefix.push_back({Opcode::MAKE_CELL, cell, no_location});
  constexpr std::uint32_t generator_flags =
      vm::CO_GENERATOR | vm::CO_COROUTINE | vm::CO_ASYNC_GENERATOR;
  if ((unit.flags & generator_flags) != 0 && !makes_generator) {
    const SourceLocation at{unit.first_line, unit.first_line, -1, -1};
    prefix.push_back({Opcode::RETURN_GENERATOR, 0, at});
    prefix.push_back(
        {Opcode::POP_TOP, 0, behaviours.generator_entry_has_line() ? at : no_location});
  }
  auto& code = graph.entry()->instructions;
  code.insert(code.begin(), prefix.begin(), prefix.end());
}

} // namespace specmon::compiler
