#include "vm/compiler/lowering.h"

namespace specmon::compiler {

namespace {

/// The jump tests truth itself, at the same place: nobody can tell which of the two raised.
void drop_tests_before_jumps(std::vector<FlowInstruction>& code) {
  if (code.size() < 2) return;
  const FlowInstruction& jump = code.back();
  const FlowInstruction& test = code[code.size() - 2];
  if (jump.opcode != Opcode::POP_JUMP_IF_TRUE && jump.opcode != Opcode::POP_JUMP_IF_FALSE) return;
  if (test.opcode != Opcode::TO_BOOL || test.location != jump.location) return;
  if (test.handler != jump.handler) return;
  code.erase(code.end() - 2);
}

/// The fused opcode of two neighbours, or CACHE if there is none. None of them can raise.
Opcode fused(Opcode first, Opcode second) {
  if (first == Opcode::LOAD_FAST && second == Opcode::LOAD_FAST) {
    return Opcode::LOAD_FAST_LOAD_FAST;
  }
  if (first == Opcode::STORE_FAST && second == Opcode::LOAD_FAST) {
    return Opcode::STORE_FAST_LOAD_FAST;
  }
  if (first == Opcode::STORE_FAST && second == Opcode::STORE_FAST) {
    return Opcode::STORE_FAST_STORE_FAST;
  }
  return Opcode::CACHE;
}

void fuse_neighbours(std::vector<FlowInstruction>& code) {
  std::vector<FlowInstruction> result;
  result.reserve(code.size());
  for (std::size_t i = 0; i < code.size(); ++i) {
    result.push_back(code[i]);
    if (i + 1 >= code.size()) continue;
    const FlowInstruction& next = code[i + 1];
    FlowInstruction& here = result.back();
    const Opcode both = fused(here.opcode, next.opcode);
    if (both == Opcode::CACHE || here.oparg > 15 || next.oparg > 15) continue;
    if (here.location.line != next.location.line || here.handler != next.handler) continue;
    here.become(both, here.oparg << 4 | next.oparg);
    ++i;
  }
  code = std::move(result);
}

} // namespace

void fuse_locals(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) { fuse_neighbours(block.instructions); });
}

void lower_for_speed(FlowGraph& graph) {
  graph.for_each([](BasicBlock& block) { drop_tests_before_jumps(block.instructions); });
}

} // namespace specmon::compiler
