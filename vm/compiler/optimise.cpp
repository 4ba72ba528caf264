#include "vm/compiler/optimise.h"

#include "monitoring/behaviours.h"
#include "vm/compiler/line_numbers.h"

namespace specmon::compiler {

namespace {

// A block that leaves the frame is copied to where it is jumped to if it has no more instructions.
constexpr std::size_t largest_copied_exit = 4;

/// How many instructions CPython has there (LAYOUT-4): where it has slices as constants, one stands
/// for the loads of the bounds that we emit; where a for loop holds two values, two drop them.
std::size_t counted_size(const BasicBlock& block, const monitoring::Behaviours& behaviours) {
  const auto& code = block.instructions;
  std::size_t size = code.size();
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i].opcode == Opcode::POP_TOP && code[i].oparg == drops_loop)
      size += behaviours.loops_hold_two_values() ? 1 : 0;
    if (!behaviours.constant_slices()) continue;
    std::size_t bounds = 0;
    if (code[i].opcode == Opcode::BINARY_SLICE || code[i].opcode == Opcode::STORE_SLICE) bounds = 2;
    if (code[i].opcode == Opcode::BUILD_SLICE) bounds = static_cast<std::size_t>(code[i].oparg);
    if (bounds == 0 || !folding::is_constant_slice(code, i, static_cast<int>(bounds))) continue;
    size -= code[i].opcode == Opcode::BUILD_SLICE ? bounds : bounds - 1;
  }
  return size;
}

/// Replaces a jump to a small exit by a copy of it. `also_without_line`: also a jump to a block
/// without a line that does not fall through.
bool inline_jump_target(BasicBlock& block, bool also_without_line,
                        const monitoring::Behaviours& behaviours) {
  FlowInstruction* last = block.last();
  if (last == nullptr || !is_unconditional_jump(last->opcode)) return false;
  BasicBlock* target = last->target;
  const bool small_exit =
      target->leaves_frame() && counted_size(*target, behaviours) <= largest_copied_exit;
  const bool without_line = also_without_line && target->has_no_line() && !target->falls_through();
  if (!small_exit && !without_line) return false;
  const Opcode removed = last->opcode;
  last->become(Opcode::NOP);
  const std::vector<FlowInstruction> copied = target->instructions; // target may be block
  block.instructions.insert(block.instructions.end(), copied.begin(), copied.end());
  if (without_line) {
    // Of the two jumps that are now one, the one that can be interrupted counts.
    FlowInstruction& end = block.instructions.back();
    if (is_unconditional_jump(end.opcode) && removed == Opcode::JUMP) end.opcode = Opcode::JUMP;
  }
  --target->predecessors;
  return true;
}

void inline_small_exits_once(FlowGraph& graph, const monitoring::Behaviours& behaviours) {
  graph.for_each([&](BasicBlock& block) { inline_jump_target(block, false, behaviours); });
}

void inline_small_exits_and_blocks_without_line(FlowGraph& graph,
                                                const monitoring::Behaviours& behaviours) {
  bool changed = true;
  while (changed) {
    changed = false;
    graph.for_each(
        [&](BasicBlock& block) { changed |= inline_jump_target(block, true, behaviours); });
  }
}

/// Drops pairs of a load without effect and the POP_TOP behind it.
void remove_redundant_pairs(FlowGraph& graph) {
  bool changed = true;
  while (changed) {
    changed = false;
    FlowInstruction* before = nullptr;
    graph.for_each([&](BasicBlock& block) {
      remove_redundant_nops(block);
      if (block.labelled) before = nullptr;
      for (FlowInstruction& instruction : block.instructions) {
        if (instruction.opcode == Opcode::POP_TOP && before != nullptr &&
            (loads_constant(before->opcode) ||
             (before->opcode == Opcode::COPY && before->oparg == 1))) {
          before->become(Opcode::NOP);
          instruction.become(Opcode::NOP);
          changed = true;
        }
        before = &instruction;
      }
      if ((before != nullptr && vm::is_jump(before->opcode)) || !block.falls_through()) {
        before = nullptr;
      }
    });
  }
}

class BlockOptimiser {
public:
  BlockOptimiser(BasicBlock& block, ConstantTable& constants,
                 const monitoring::Behaviours& behaviours)
      : block_(block), code_(block.instructions), constants_(constants), behaviours_(behaviours) {}

  /// Constants that meet a test, a comparison with None, or a return.
  void specialise_constants() {
    const FlowInstruction* constant = nullptr; // what the top of the stack is known to be
    FlowInstruction loaded{Opcode::NOP, 0, no_location};
    for (std::size_t i = 0; i < code_.size(); ++i) {
      const bool copies =
          constant != nullptr && code_[i].opcode == Opcode::COPY && code_[i].oparg == 1;
      if (!copies) {
        constant = nullptr;
        if (loads_constant(code_[i].opcode)) {
          loaded = code_[i];
          constant = &loaded;
        }
      }
      if (constant == nullptr || i + 1 >= code_.size()) continue;
      specialise_constant(i, loaded.oparg);
    }
  }

  void run() {
    for (at_ = 0; at_ < code_.size(); ++at_) optimise_instruction();
    // Behind all others: a store that became a POP_TOP may change its place with another.
    for (at_ = 0; at_ < code_.size(); ++at_) {
      if (code_[at_].opcode == Opcode::SWAP) at_ = optimise_swaps(block_, at_);
    }
  }

private:
  const vm::Constant& value(int index) const { return constants_[index]; }
  Opcode opcode_at(std::size_t index) const {
    return index < code_.size() ? code_[index].opcode : Opcode::CACHE;
  }

  void specialise_constant(std::size_t i, int index) {
    FlowInstruction& here = code_[i];
    FlowInstruction& next = code_[i + 1];
    switch (next.opcode) {
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE: {
      const bool jumps = value(index).truth() == (next.opcode == Opcode::POP_JUMP_IF_TRUE);
      here.become(Opcode::NOP);
      decide(next, jumps);
      break;
    }
    case Opcode::JUMP_IF_FALSE:
    case Opcode::JUMP_IF_TRUE:
      decide(next, value(index).truth() == (next.opcode == Opcode::JUMP_IF_TRUE));
      break;
    case Opcode::IS_OP: specialise_is_none(i, index); break;
    case Opcode::TO_BOOL: {
      const int truth = constants_.index_of(vm::Constant::boolean(value(index).truth()));
      here.become(Opcode::NOP);
      next.become(Opcode::LOAD_CONST, truth);
      break;
    }
    case Opcode::RETURN_VALUE:
      if (here.opcode == Opcode::LOAD_CONST && behaviours_.constants_return_in_one_instruction()) {
        here.become(Opcode::NOP);
        next.become(Opcode::RETURN_CONST, index);
      }
      break;
    default: break;
    }
  }

  static void decide(FlowInstruction& jump, bool jumps) {
    if (jumps) {
      jump.opcode = Opcode::JUMP;
    } else {
      jump.become(Opcode::NOP);
    }
  }

  /// `x is None` before a jump.
  void specialise_is_none(std::size_t i, int index) {
    if (!value(index).is_none() || i + 2 >= code_.size()) return;
    std::size_t j = i + 2;
    if (code_[j].opcode == Opcode::TO_BOOL) {
      code_[j].become(Opcode::NOP);
      if (++j >= code_.size()) return;
    }
    bool inverted = code_[i + 1].oparg == 1;
    if (code_[j].opcode == Opcode::POP_JUMP_IF_FALSE) {
      inverted = !inverted;
    } else if (code_[j].opcode != Opcode::POP_JUMP_IF_TRUE) {
      return;
    }
    code_[i].become(Opcode::NOP);
    code_[i + 1].become(Opcode::NOP);
    code_[j].opcode = inverted ? Opcode::POP_JUMP_IF_NOT_NONE : Opcode::POP_JUMP_IF_NONE;
  }

  /// Leads the jump at `at_` where the jump that it leads to goes.
  void thread(const FlowInstruction& through, Opcode opcode) {
    FlowInstruction& jump = code_[at_];
    if (jump.target == through.target) return; // nothing would change, for ever
    if (behaviours_.threaded_jump_takes_target_location()) {
      // The jump stays as a NOP for its line.
      FlowInstruction threaded = jump;
      threaded.opcode = opcode;
      threaded.target = through.target;
      threaded.location = through.location;
      threaded.handler = nullptr; // as CPython leaves it: it cannot raise by itself
      jump.become(Opcode::NOP);
      code_.push_back(threaded);
    } else {
      if (through.location.line != jump.location.line && through.location.line >= 0) return;
      jump.opcode = opcode;
      jump.target = through.target;
    }
    --at_; // look at it again
  }

  /// `a and b or c`: a test of the opposite sense lies at the target, so it will not jump.
  void skip_opposite_test() {
    code_[at_].target = code_[at_].target->next;
    --at_;
  }

  void move_onto_next() { // this instruction takes the place of the one behind it
    FlowInstruction& here = code_[at_];
    FlowInstruction& next = code_[at_ + 1];
    next.become(here.opcode, here.oparg);
    here.become(Opcode::NOP);
  }

  void optimise_instruction() {
    FlowInstruction& here = code_[at_];
    const Opcode next = opcode_at(at_ + 1);
    Opcode at_target = Opcode::CACHE;
    const FlowInstruction* target = nullptr;
    if (here.target != nullptr) {
      here.target = skip_empty(here.target);
      target = &here.target->instructions.front();
      at_target = target->opcode;
    }
    switch (here.opcode) {
    case Opcode::BUILD_TUPLE: optimise_tuple(); break;
    case Opcode::BUILD_LIST:
    case Opcode::BUILD_SET:
      if (behaviours_.constants_fold_in_flow_graph()) {
        folding::fold_list_or_set(block_, at_, constants_,
                                  is_iterated(next) || next == Opcode::CONTAINS_OP);
      }
      break;
    case Opcode::POP_JUMP_IF_NONE:
    case Opcode::POP_JUMP_IF_NOT_NONE:
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE:
      if (at_target == Opcode::JUMP) thread(*target, here.opcode);
      break;
    case Opcode::JUMP_IF_FALSE:
      if (at_target == Opcode::JUMP || at_target == Opcode::JUMP_IF_FALSE) {
        thread(*target, here.opcode);
      } else if (at_target == Opcode::JUMP_IF_TRUE) {
        skip_opposite_test();
      }
      break;
    case Opcode::JUMP_IF_TRUE:
      if (at_target == Opcode::JUMP || at_target == Opcode::JUMP_IF_TRUE) {
        thread(*target, here.opcode);
      } else if (at_target == Opcode::JUMP_IF_FALSE) {
        skip_opposite_test();
      }
      break;
    case Opcode::JUMP:
    case Opcode::JUMP_NO_INTERRUPT:
      if (at_target == Opcode::JUMP) {
        thread(*target, Opcode::JUMP);
      } else if (at_target == Opcode::JUMP_NO_INTERRUPT) {
        thread(*target, here.opcode);
      }
      break;
    case Opcode::STORE_FAST:
      // `a, a = ...`: the first store would not be seen.
      if (behaviours_.repeated_stores_are_dropped() && next == Opcode::STORE_FAST &&
          code_[at_ + 1].oparg == here.oparg &&
          code_[at_ + 1].location.line == here.location.line) {
        here.become(Opcode::POP_TOP);
      }
      break;
    case Opcode::SWAP:
      if (here.oparg == 1) here.become(Opcode::NOP);
      break;
    case Opcode::PUSH_NULL: // LAYOUT-27: CPython lets a global behind it push the null
      if (behaviours_.null_before_callee() && next == Opcode::LOAD_GLOBAL &&
          opcode_at(at_ + 2) != Opcode::PUSH_NULL &&
          code_[at_ + 1].location.line == here.location.line) {
        here.location = code_[at_ + 1].location;
      }
      break;
    case Opcode::LOAD_GLOBAL:
      if (next == Opcode::PUSH_NULL && (here.oparg & 1) == 0) {
        here.oparg |= 1;
        code_[at_ + 1].become(Opcode::NOP);
      }
      break;
    case Opcode::COMPARE_OP:
      if (next == Opcode::TO_BOOL) {
        here.oparg |= vm::comparison_wants_bool;
        move_onto_next();
      }
      break;
    case Opcode::CONTAINS_OP:
    case Opcode::IS_OP:
      if (next == Opcode::TO_BOOL) {
        move_onto_next();
      } else if (next == Opcode::UNARY_NOT && behaviours_.constants_fold_in_flow_graph()) {
        here.oparg ^= 1;
        move_onto_next();
      }
      break;
    case Opcode::TO_BOOL:
      if (next == Opcode::TO_BOOL) here.become(Opcode::NOP);
      break;
    case Opcode::UNARY_NOT:
      if (next == Opcode::TO_BOOL) {
        move_onto_next();
        break;
      }
      // What is negated twice is a bool only where TO_BOOL stands in front of it.
      if (next == Opcode::UNARY_NOT && behaviours_.explicit_truth_test()) {
        here.become(Opcode::NOP);
        code_[at_ + 1].become(Opcode::NOP);
        break;
      }
      fold_unary();
      break;
    case Opcode::UNARY_NEGATIVE:
    case Opcode::UNARY_INVERT: fold_unary(); break;
    case Opcode::BINARY_OP:
      if (behaviours_.constants_fold_in_flow_graph()) {
        folding::fold_binary_operator(block_, at_, constants_);
      }
      if (behaviours_.constant_slices() && code_[at_].opcode == Opcode::BINARY_OP &&
          code_[at_].oparg == static_cast<int>(vm::BinaryOperation::subscript)) {
        folding::fold_slice_of_constant(block_, at_, constants_);
      }
      break;
    case Opcode::BINARY_SLICE:
      if (behaviours_.constant_slices()) folding::fold_slice_of_constant(block_, at_, constants_);
      break;
    case Opcode::CALL_INTRINSIC_1: optimise_intrinsic(next); break;
    default: break;
    }
  }

  void fold_unary() {
    if (behaviours_.constants_fold_in_flow_graph()) {
      folding::fold_unary_operator(block_, at_, constants_);
    }
  }

  void optimise_tuple() {
    FlowInstruction& here = code_[at_];
    if (opcode_at(at_ + 1) == Opcode::UNPACK_SEQUENCE && code_[at_ + 1].oparg == here.oparg) {
      switch (here.oparg) {
      case 1:
        here.become(Opcode::NOP);
        code_[at_ + 1].become(Opcode::NOP);
        return;
      case 2:
      case 3:
        code_[at_ + 1].become(Opcode::SWAP, here.oparg);
        here.become(Opcode::NOP);
        return;
      default: break;
      }
    }
    if (behaviours_.constants_fold_in_flow_graph()) {
      folding::fold_tuple(block_, at_, constants_);
    } else {
      folding::fold_tuple_keeping_lines(block_, at_, constants_);
    }
  }

  /// Nobody sees what `next` takes but its iterator: another kind of sequence will do.
  bool is_iterated(Opcode next) const {
    return next == Opcode::GET_ITER || (next == Opcode::GET_YIELD_FROM_ITER &&
                                        behaviours_.sequences_iterate_themselves()); // PYTHON-28
  }

  void optimise_intrinsic(Opcode next) {
    if (!behaviours_.constants_fold_in_flow_graph()) return;
    FlowInstruction& here = code_[at_];
    if (here.oparg == static_cast<int>(vm::Intrinsic1::list_to_tuple)) {
      if (is_iterated(next)) {
        here.become(Opcode::NOP);
      } else {
        folding::fold_list_to_tuple(block_, at_, constants_);
      }
    } else if (here.oparg == static_cast<int>(vm::Intrinsic1::unary_positive)) {
      fold_unary();
    }
  }

  BasicBlock& block_;
  std::vector<FlowInstruction>& code_;
  ConstantTable& constants_;
  const monitoring::Behaviours& behaviours_;
  std::size_t at_ = 0;
};

} // namespace

int remove_redundant_jumps(FlowGraph& graph) {
  int removed = 0;
  graph.for_each([&removed](BasicBlock& block) {
    FlowInstruction* last = block.last();
    if (last == nullptr || !is_unconditional_jump(last->opcode)) return;
    if (skip_empty(last->target) != skip_empty(block.next)) return;
    last->become(Opcode::NOP);
    ++removed;
  });
  return removed;
}

int remove_redundant_nops(BasicBlock& block) {
  std::vector<FlowInstruction> kept;
  kept.reserve(block.instructions.size());
  int line_before = -1;
  auto& code = block.instructions;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const int line = code[i].location.line;
    if (code[i].opcode == Opcode::NOP) {
      if (line < 0 || line == line_before) continue;
      if (i + 1 < code.size()) {
        const int next_line = code[i + 1].location.line;
        if (next_line == line) continue;
        if (next_line < 0) { // the next instruction carries the line on
          code[i + 1].location = code[i].location;
          continue;
        }
      } else if (BasicBlock* next = skip_empty(block.next)) {
        int next_line = -1;
        for (const FlowInstruction& instruction : next->instructions) {
          if (instruction.opcode == Opcode::NOP && instruction.location.line < 0) continue;
          next_line = instruction.location.line;
          break;
        }
        if (next_line == line) continue;
      }
    }
    kept.push_back(code[i]);
    line_before = line;
  }
  const int removed = static_cast<int>(code.size() - kept.size());
  code = std::move(kept);
  return removed;
}

int remove_redundant_nops(FlowGraph& graph) {
  int removed = 0;
  graph.for_each([&removed](BasicBlock& block) { removed += remove_redundant_nops(block); });
  return removed;
}

void remove_redundant_nops_and_jumps(FlowGraph& graph) {
  do {
    remove_redundant_nops(graph);
  } while (remove_redundant_jumps(graph) > 0);
}

void optimise(FlowGraph& graph, ConstantTable& constants,
              const monitoring::Behaviours& behaviours) {
  const auto optimise_blocks = [&](bool clean_each) {
    graph.for_each([&](BasicBlock& block) {
      BlockOptimiser optimiser(block, constants, behaviours);
      if (!behaviours.constants_fold_in_flow_graph()) optimiser.specialise_constants();
      optimiser.run();
      if (clean_each) remove_redundant_nops(block);
    });
  };
  if (behaviours.lines_resolve_before_optimising()) {
    inline_small_exits_and_blocks_without_line(graph, behaviours);
    remove_unreachable(graph);
    resolve_line_numbers(graph, behaviours);
    if (behaviours.constants_fold_in_flow_graph()) {
      graph.for_each([&](BasicBlock& block) {
        BlockOptimiser(block, constants, behaviours).specialise_constants();
      });
    }
    optimise_blocks(false);
    remove_redundant_pairs(graph);
    remove_unreachable(graph);
    remove_redundant_nops_and_jumps(graph);
  } else {
    inline_small_exits_once(graph, behaviours);
    remove_unreachable(graph);
    optimise_blocks(true);
    remove_redundant_pairs(graph);
    inline_small_exits_once(graph, behaviours);
    remove_unreachable(graph);
    remove_redundant_nops(graph);
    remove_redundant_jumps(graph); // what is left may still get a line and stay for it
  }
}

void remove_unused_constants(FlowGraph& graph, ConstantTable& constants) {
  if (constants.size() == 0) return;
  const auto uses = [](Opcode opcode) {
    return vm::opcode_operand(opcode) == vm::Operand::constant;
  };
  std::vector<int> places(static_cast<std::size_t>(constants.size()), -1);
  places[0] = 0;
  graph.for_each([&](BasicBlock& block) {
    for (const FlowInstruction& instruction : block.instructions) {
      if (uses(instruction.opcode)) places[static_cast<std::size_t>(instruction.oparg)] = 0;
    }
  });
  std::vector<vm::Constant> kept;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] < 0) continue;
    places[i] = static_cast<int>(kept.size());
    kept.push_back(constants[static_cast<int>(i)]);
  }
  graph.for_each([&](BasicBlock& block) {
    for (FlowInstruction& instruction : block.instructions) {
      if (uses(instruction.opcode)) {
        instruction.oparg = places[static_cast<std::size_t>(instruction.oparg)];
      }
    }
  });
  constants.replace_all(std::move(kept));
}

} // namespace specmon::compiler
