#include "vm/compiler/line_numbers.h"

#include "monitoring/behaviours.h"

namespace specmon::compiler {

namespace {

bool has_location(const SourceLocation& location) {
  return location.line != no_location.line;
}

/// May hand control to another thread or a signal handler.
bool checks_for_interrupts(const BasicBlock& block) {
  for (const FlowInstruction& instruction : block.instructions) {
    switch (instruction.opcode) {
    case Opcode::JUMP:
    case Opcode::RESUME:
    case Opcode::CALL:
    case Opcode::CALL_KW:
    case Opcode::CALL_FUNCTION_EX: return true;
    default: break;
    }
  }
  return false;
}

class LineResolver {
public:
  LineResolver(FlowGraph& graph, const monitoring::Behaviours& behaviours)
      : graph_(graph), copies_jumps_(behaviours.jumps_without_line_are_copied()),
        skips_empty_blocks_(behaviours.lines_pass_empty_blocks()) {}

  void copy_exits_for_jumps() {
    graph_.for_each([this](BasicBlock& block) {
      FlowInstruction* last = block.last();
      if (last == nullptr || !vm::is_jump(last->opcode)) return;
      BasicBlock* target = skip_empty(last->target);
      if (!wants_line(*target) || target->predecessors <= 1) return;
      BasicBlock* copy = graph_.copy(*target);
      copy->instructions.front().location = last->location;
      copy->labelled = true;
      copy->predecessors = 1;
      copy->warm = target->warm;
      copy->cold = target->cold;
      copy->next = target->next;
      target->next = copy;
      --target->predecessors;
      last->target = copy;
    });
    // What is left is reached by falling through only.
    graph_.for_each([this](BasicBlock& block) {
      if (block.empty() || !block.falls_through()) return;
      BasicBlock* next = skip_empty(block.next);
      if (next == nullptr || next->empty() || !wants_line(*next)) return;
      next->instructions.front().location = block.instructions.back().location;
    });
  }

  void propagate() {
    graph_.for_each([this](BasicBlock& block) {
      FlowInstruction* last = block.last();
      if (last == nullptr) return;
      SourceLocation before = no_location;
      for (FlowInstruction& instruction : block.instructions) {
        if (has_location(instruction.location)) {
          before = instruction.location;
        } else {
          instruction.location = before;
        }
      }
      const auto hand_over = [&before](BasicBlock& to) {
        if (to.predecessors != 1 || to.empty()) return;
        SourceLocation& first = to.instructions.front().location;
        if (!has_location(first)) first = before;
      };
      BasicBlock* next = block.falls_through() ? block.next : nullptr;
      if (skips_empty_blocks_) next = skip_empty(next);
      if (next != nullptr) hand_over(*next);
      if (vm::is_jump(last->opcode)) hand_over(*last->target);
    });
  }

private:
  bool wants_line(const BasicBlock& block) const {
    return (block.leaves_frame() || (copies_jumps_ && checks_for_interrupts(block))) &&
           block.has_no_line();
  }

  FlowGraph& graph_;
  bool copies_jumps_;
  bool skips_empty_blocks_;
};

} // namespace

void resolve_line_numbers(FlowGraph& graph, const monitoring::Behaviours& behaviours) {
  LineResolver resolver(graph, behaviours);
  resolver.copy_exits_for_jumps();
  resolver.propagate();
}

void give_returns_lines(FlowGraph& graph, int first_line) {
  int line = first_line;
  graph.for_each([&line](BasicBlock& block) {
    FlowInstruction* last = block.last();
    if (last == nullptr) return;
    if (has_location(last->location)) {
      line = last->location.line;
    } else if (last->opcode == Opcode::RETURN_VALUE) {
      for (FlowInstruction& instruction : block.instructions) {
        instruction.location.line = instruction.location.end_line = line;
      }
    }
  });
}

} // namespace specmon::compiler
