// SWAPs: `a, b = b, a` and patterns emit runs of them. A run is a permutation of the stack's top;
// a permutation is a product of cycles, and a cycle through the top costs one SWAP an element.

#include "vm/compiler/optimise.h"

#include <algorithm>

namespace specmon::compiler {

namespace {

bool can_move(Opcode opcode) {
  return opcode == Opcode::STORE_FAST || opcode == Opcode::STORE_FAST_MAYBE_NULL ||
         opcode == Opcode::POP_TOP;
}

int stored_local(const FlowInstruction& instruction) {
  return instruction.opcode == Opcode::STORE_FAST ||
                 instruction.opcode == Opcode::STORE_FAST_MAYBE_NULL
             ? instruction.oparg
             : -1;
}

/// The next store or pop behind `index`, over NOPs; must be on `line` unless that is negative.
int next_movable(const BasicBlock& block, int index, int line) {
  const auto& code = block.instructions;
  for (auto i = static_cast<std::size_t>(index) + 1; i < code.size(); ++i) {
    if (line >= 0 && code[i].location.line != line) return -1;
    if (code[i].opcode == Opcode::NOP) continue;
    return can_move(code[i].opcode) ? static_cast<int>(i) : -1;
  }
  return -1;
}

/// Makes the run `first ... end` as short as it can be; the instructions left over become NOPs, and
/// those at its end are used first.
void shorten_run(std::vector<FlowInstruction>& code, std::size_t first, std::size_t end,
                 int depth) {
  std::vector<int> stack(static_cast<std::size_t>(depth));
  for (int i = 0; i < depth; ++i) stack[static_cast<std::size_t>(i)] = i;
  for (std::size_t i = first; i < end; ++i) {
    if (code[i].opcode == Opcode::SWAP) {
      std::swap(stack[0], stack[static_cast<std::size_t>(code[i].oparg) - 1]);
    }
  }
  constexpr int done = -1;
  std::size_t free = end; // slots below are free
  for (int i = 0; i < depth; ++i) {
    int at = i;
    if (stack[static_cast<std::size_t>(at)] == done || stack[static_cast<std::size_t>(at)] == at) {
      continue;
    }
    for (;;) {
      if (at != 0) code[--free].become(Opcode::SWAP, at + 1);
      int& entry = stack[static_cast<std::size_t>(at)];
      if (entry == done) break;
      at = std::exchange(entry, done);
    }
  }
  while (free > first) code[--free].become(Opcode::NOP);
}

/// From `index` back over SWAPs: exchanges the two stores that a SWAP is there for, and drops it.
void exchange_stores(BasicBlock& block, std::size_t index) {
  auto& code = block.instructions;
  for (int i = static_cast<int>(index); i >= 0; --i) {
    FlowInstruction& swap = code[static_cast<std::size_t>(i)];
    if (swap.opcode != Opcode::SWAP) {
      if (swap.opcode == Opcode::NOP || can_move(swap.opcode)) continue;
      return;
    }
    const int top = next_movable(block, i, -1);
    if (top < 0) return;
    const int line = code[static_cast<std::size_t>(top)].location.line;
    int other = top;
    for (int count = swap.oparg - 1; count > 0; --count) {
      other = next_movable(block, other, line);
      if (other < 0) return;
    }
    const int top_local = stored_local(code[static_cast<std::size_t>(top)]);
    const int other_local = stored_local(code[static_cast<std::size_t>(other)]);
    if (top_local >= 0 || other_local >= 0) {
      if (top_local == other_local) return;
      for (int between = top + 1; between < other; ++between) {
        const int local = stored_local(code[static_cast<std::size_t>(between)]);
        if (local >= 0 && (local == top_local || local == other_local)) return;
      }
    }
    swap.become(Opcode::NOP);
    std::swap(code[static_cast<std::size_t>(top)], code[static_cast<std::size_t>(other)]);
  }
}

} // namespace

std::size_t optimise_swaps(BasicBlock& block, std::size_t index) {
  auto& code = block.instructions;
  int depth = code[index].oparg;
  std::size_t end = index + 1;
  bool several = false;
  for (; end < code.size(); ++end) {
    if (code[end].opcode == Opcode::SWAP) {
      depth = std::max(depth, code[end].oparg);
      several = true;
    } else if (code[end].opcode != Opcode::NOP) {
      break;
    }
  }
  std::size_t last = index;
  if (several) {
    shorten_run(code, index, end, depth);
    last = end - 1;
  }
  exchange_stores(block, last);
  return last;
}

} // namespace specmon::compiler
