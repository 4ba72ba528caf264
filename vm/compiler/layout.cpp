#include "vm/compiler/layout.h"

#include <stdexcept>

#include "monitoring/behaviours.h"
#include "vm/compiler/optimise.h"

namespace specmon::compiler {

namespace {

/// Marks what is reached from the pending blocks, over jumps and falling through, except through
/// regions' handlers.
template <typename Reach>
void follow(std::vector<BasicBlock*>& pending, Reach may_reach, bool BasicBlock::*mark) {
  while (!pending.empty()) {
    BasicBlock* block = pending.back();
    pending.pop_back();
    block->*mark = true;
    const auto reach = [&](BasicBlock* to) {
      if (to->visited || !may_reach(*to)) return;
      to->visited = true;
      pending.push_back(to);
    };
    if (block->next != nullptr && block->falls_through()) reach(block->next);
    for (const FlowInstruction& instruction : block->instructions) {
      if (vm::is_jump(instruction.opcode)) reach(instruction.target);
    }
  }
}

void mark_warm_and_cold(FlowGraph& graph) {
  graph.clear_visited();
  std::vector<BasicBlock*> pending{graph.entry()};
  graph.entry()->visited = true;
  follow(
      pending, [](const BasicBlock&) { return true; }, &BasicBlock::warm);

  graph.clear_visited();
  graph.for_each([&pending](BasicBlock& block) {
    if (!block.handles_exceptions) return;
    block.visited = true;
    pending.push_back(&block);
  });
  follow(
      pending, [](const BasicBlock& block) { return !block.warm; }, &BasicBlock::cold);
}

Opcode inverted(Opcode opcode) {
  switch (opcode) {
  case Opcode::POP_JUMP_IF_TRUE: return Opcode::POP_JUMP_IF_FALSE;
  case Opcode::POP_JUMP_IF_FALSE: return Opcode::POP_JUMP_IF_TRUE;
  case Opcode::POP_JUMP_IF_NONE: return Opcode::POP_JUMP_IF_NOT_NONE;
  case Opcode::POP_JUMP_IF_NOT_NONE: return Opcode::POP_JUMP_IF_NONE;
  default: throw std::logic_error("this jump cannot go backward");
  }
}

} // namespace

void move_cold_blocks_to_end(FlowGraph& graph, const monitoring::Behaviours& behaviours) {
  if (graph.entry()->next == nullptr) return;
  mark_warm_and_cold(graph);

  graph.for_each([&](BasicBlock& block) {
    if (!block.cold || !block.falls_through()) return;
    if (block.next == nullptr || !block.next->warm) return;
    BasicBlock* bridge = graph.new_block();
    FlowInstruction jump{behaviours.cold_code_returns_silently() ? Opcode::JUMP_NO_INTERRUPT
                                                                 : Opcode::JUMP,
                         0, no_location};
    jump.target = block.next;
    block.next->labelled = true;
    bridge->instructions.push_back(jump);
    bridge->cold = true;
    // A block with one predecessor takes its line.
    bridge->predecessors = behaviours.cold_code_returns_silently() ? 1 : 0;
    bridge->next = block.next;
    block.next = bridge;
  });

  BasicBlock* warm_tail = nullptr;
  BasicBlock* cold_head = nullptr;
  BasicBlock* cold_tail = nullptr;
  for (BasicBlock* block = graph.entry(); block != nullptr;) {
    BasicBlock* next = block->next;
    block->next = nullptr;
    if (!block->cold) {
      if (warm_tail != nullptr) warm_tail->next = block;
      warm_tail = block;
    } else {
      if (cold_tail != nullptr) cold_tail->next = block;
      if (cold_head == nullptr) cold_head = block;
      cold_tail = block;
    }
    block = next;
  }
  warm_tail->next = cold_head;
  if (cold_head == nullptr) return;
  if (behaviours.lines_resolve_before_optimising()) {
    remove_redundant_nops_and_jumps(graph);
  } else {
    remove_redundant_jumps(graph);
  }
}

void expand_value_tests(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) {
    FlowInstruction* last = block.last();
    if (last == nullptr) return;
    if (last->opcode != Opcode::JUMP_IF_FALSE && last->opcode != Opcode::JUMP_IF_TRUE) return;
    last->opcode = last->opcode == Opcode::JUMP_IF_FALSE ? Opcode::POP_JUMP_IF_FALSE
                                                         : Opcode::POP_JUMP_IF_TRUE;
    const FlowInstruction jump = *last;
    FlowInstruction copy{Opcode::COPY, 1, jump.location, nullptr, jump.handler};
    FlowInstruction to_bool{Opcode::TO_BOOL, 0, jump.location, nullptr, jump.handler};
    block.instructions.insert(block.instructions.end() - 1, {copy, to_bool});
  });
}

void lower_pseudo_instructions(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) {
    for (FlowInstruction& instruction : block.instructions) {
      if (opens_region(instruction.opcode) || instruction.opcode == Opcode::POP_BLOCK) {
        instruction.become(Opcode::NOP);
      } else if (instruction.opcode == Opcode::POP_TOP) {
        instruction.oparg = 0; // drops_loop
      } else if (instruction.opcode == Opcode::LOAD_CLOSURE) {
        instruction.opcode = Opcode::LOAD_FAST;
      } else if (instruction.opcode == Opcode::STORE_FAST_MAYBE_NULL) {
        instruction.opcode = Opcode::STORE_FAST;
      }
    }
  });
  remove_redundant_nops(graph);
}

void normalise_jumps(FlowGraph& graph) {
  graph.clear_visited();
  graph.for_each([&graph](BasicBlock& block) {
    block.visited = true;
    FlowInstruction* last = block.last();
    if (last == nullptr || !vm::is_jump(last->opcode)) return;
    const bool forward = !last->target->visited;
    switch (last->opcode) {
    case Opcode::JUMP:
      last->opcode = forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD;
      return;
    case Opcode::JUMP_NO_INTERRUPT:
      last->opcode = forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD_NO_INTERRUPT;
      return;
    default: break;
    }
    if (forward || !vm::is_conditional_jump(last->opcode)) return;
    BasicBlock* back = graph.new_block();
    FlowInstruction jump{Opcode::JUMP, 0, last->location};
    jump.target = last->target;
    back->instructions.push_back(jump);
    back->start_depth = last->target->start_depth;
    back->cold = block.cold;
    back->warm = block.warm;
    back->predecessors = 1;
    last->opcode = inverted(last->opcode);
    last->target = block.next;
    back->next = block.next;
    block.next = back;
  });
}

} // namespace specmon::compiler
