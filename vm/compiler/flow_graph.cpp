#include "vm/compiler/flow_graph.h"

#include <map>
#include <memory>
#include <stdexcept>

#include "monitoring/behaviours.h"

namespace specmon::compiler {

bool is_unconditional_jump(Opcode opcode) {
  switch (opcode) {
  case Opcode::JUMP:
  case Opcode::JUMP_NO_INTERRUPT:
  case Opcode::JUMP_FORWARD:
  case Opcode::JUMP_BACKWARD:
  case Opcode::JUMP_BACKWARD_NO_INTERRUPT: return true;
  default: return false;
  }
}

bool leaves_frame(Opcode opcode) {
  switch (opcode) {
  case Opcode::RETURN_VALUE:
  case Opcode::RETURN_CONST:
  case Opcode::RAISE_VARARGS:
  case Opcode::RERAISE: return true;
  default: return false;
  }
}

bool opens_region(Opcode opcode) {
  return opcode == Opcode::SETUP_FINALLY || opcode == Opcode::SETUP_CLEANUP ||
         opcode == Opcode::SETUP_WITH;
}

bool loads_constant(Opcode opcode) {
  return opcode == Opcode::LOAD_CONST;
}

bool BasicBlock::leaves_frame() const {
  return !empty() && compiler::leaves_frame(instructions.back().opcode);
}

bool BasicBlock::falls_through() const {
  return empty() || !(is_unconditional_jump(instructions.back().opcode) || leaves_frame());
}

bool BasicBlock::has_no_line() const {
  for (const FlowInstruction& instruction : instructions) {
    if (instruction.location.line >= 0) return false;
  }
  return true;
}

BasicBlock* FlowGraph::copy(const BasicBlock& block) {
  BasicBlock* result = new_block();
  result->instructions = block.instructions;
  return result;
}

BasicBlock* skip_empty(BasicBlock* block) {
  while (block != nullptr && block->empty()) block = block->next;
  return block;
}

namespace {

/// Adds instructions one by one, and starts a new block where one has to start.
class Builder {
public:
  Builder(FlowGraph& graph, bool all_labels_split)
      : graph_(graph), current_(graph.entry()), all_labels_split_(all_labels_split) {}

  void add_sequence(const InstructionSequence& sequence) {
    const auto& instructions = sequence.instructions();
    std::vector<bool> used(static_cast<std::size_t>(sequence.label_count()), all_labels_split_);
    for (const SequenceInstruction& instruction : instructions) {
      if (instruction.target.valid()) used[static_cast<std::size_t>(instruction.target.id)] = true;
    }
    // All labels of one place lead to one block.
    std::multimap<std::size_t, int> labels;
    for (int id = 0; id < sequence.label_count(); ++id) {
      if (used[static_cast<std::size_t>(id)]) labels.emplace(sequence.place_of({id}), id);
    }
    std::vector<BasicBlock*> targets(static_cast<std::size_t>(sequence.label_count()), nullptr);
    std::vector<std::pair<BasicBlock*, std::size_t>> fixups;
    std::vector<int> fixup_labels;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
      const auto [first, last] = labels.equal_range(i);
      if (first != last) {
        start_labelled_block();
        for (auto label = first; label != last; ++label) {
          targets[static_cast<std::size_t>(label->second)] = current_;
        }
      }
      const SequenceInstruction& from = instructions[i];
      if (from.opcode == Opcode::ANNOTATIONS_PLACEHOLDER) {
        if (sequence.annotations() != nullptr) {
          add_sequence(*sequence.annotations());
        } else {
          add({Opcode::NOP, 0, no_location});
        }
        continue;
      }
      add({from.opcode, from.oparg, from.location});
      if (from.target.valid()) {
        fixups.emplace_back(current_, current_->instructions.size() - 1);
        ends_block_ = from.opcode == Opcode::END_ASYNC_FOR;
        fixup_labels.push_back(from.target.id);
      }
    }
    for (std::size_t i = 0; i < fixups.size(); ++i) {
      BasicBlock* target = targets[static_cast<std::size_t>(fixup_labels[i])];
      if (target == nullptr) throw std::logic_error("a jump leads to a label that was not placed");
      fixups[i].first->instructions[fixups[i].second].target = target;
    }
  }

private:
  void start_block() {
    BasicBlock* block = graph_.new_block();
    ends_block_ = false;
    current_->next = block;
    current_ = block;
  }

  void start_labelled_block() {
    if (!current_->empty() || current_->labelled) start_block();
    current_->labelled = true;
  }

  void add(const FlowInstruction& instruction) {
    if (!current_->empty()) {
      const Opcode before = current_->instructions.back().opcode;
      if (vm::is_jump(before) || compiler::leaves_frame(before) || ends_block_) start_block();
    }
    current_->instructions.push_back(instruction);
  }

  FlowGraph& graph_;
  BasicBlock* current_;
  bool all_labels_split_;
  bool ends_block_ = false; // by an END_ASYNC_FOR that knows its origin
};

} // namespace

void build_flow_graph(FlowGraph& graph, const InstructionSequence& sequence,
                      const monitoring::Behaviours& behaviours) {
  Builder(graph, behaviours.unused_labels_split_blocks()).add_sequence(sequence);
}

void remove_unreachable(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) {
    block.visited = false;
    block.predecessors = 0;
  });
  std::vector<BasicBlock*> pending{graph.entry()};
  graph.entry()->visited = true;
  graph.entry()->predecessors = 1;
  const auto reach = [&pending](BasicBlock* block) {
    ++block->predecessors;
    if (block->visited) return;
    block->visited = true;
    pending.push_back(block);
  };
  while (!pending.empty()) {
    BasicBlock* block = pending.back();
    pending.pop_back();
    if (block->next != nullptr && block->falls_through()) reach(block->next);
    for (const FlowInstruction& instruction : block->instructions) {
      if (instruction.target != nullptr) reach(instruction.target);
    }
  }
  graph.for_each([](BasicBlock& block) {
    if (block.predecessors > 0) return;
    block.instructions.clear();
    block.handles_exceptions = false;
  });
}

void label_exception_handlers(FlowGraph& graph, const monitoring::Behaviours& behaviours) {
  graph.for_each([](BasicBlock& block) {
    for (FlowInstruction& instruction : block.instructions) {
      if (!opens_region(instruction.opcode)) continue;
      instruction.target->handles_exceptions = true;
      if (instruction.opcode != Opcode::SETUP_FINALLY) instruction.target->keeps_lasti = true;
    }
  });

  // Regions are open or closed by what was executed before, so walk along the control flow; every
  // way into a block has the same regions open.
  using Regions = std::vector<BasicBlock*>;
  graph.clear_visited();
  std::vector<std::pair<BasicBlock*, Regions>> pending{{graph.entry(), {}}};
  graph.entry()->visited = true;
  while (!pending.empty()) {
    auto [block, regions] = std::move(pending.back());
    pending.pop_back();
    std::size_t yield_depth = 0;
    const auto reach = [&pending](BasicBlock* target, const Regions& open) {
      if (target->visited) return;
      target->visited = true;
      pending.emplace_back(target, open);
    };
    for (FlowInstruction& instruction : block->instructions) {
      BasicBlock* handler = regions.empty() ? nullptr : regions.back();
      instruction.handler = handler;
      if (opens_region(instruction.opcode)) {
        reach(instruction.target, regions);
        regions.push_back(instruction.target);
        instruction.handler = nullptr;
      } else if (instruction.opcode == Opcode::POP_BLOCK) {
        if (regions.empty()) throw std::logic_error("a region is closed that is not open");
        regions.pop_back();
        instruction.handler = nullptr;
        if (!behaviours.region_ends_outlive_optimising()) instruction.become(Opcode::NOP);
      } else if (vm::is_jump(instruction.opcode)) {
        reach(instruction.target, regions);
      } else if (instruction.opcode == Opcode::YIELD_VALUE) {
        yield_depth = regions.size();
      } else if (instruction.opcode == Opcode::RESUME && (instruction.oparg & 3) != 0 &&
                 yield_depth == 1) {
        instruction.oparg |= 4;
      }
    }
    if (block->next != nullptr && block->falls_through()) reach(block->next, regions);
  }
}

} // namespace specmon::compiler
