#pragma once
// The control flow graph of one module, class body or function: basic blocks, linked in the order
// of their layout. Passes (optimise.h, line_numbers.h, layout.h, variables.h) change it in place;
// assembler.cpp runs them and writes the result down.
//
// A block ends at the first jump (of any kind) or at an instruction that leaves the frame. Region
// openers (SETUP_*) do not end a block.

#include <deque>
#include <vector>

#include "vm/compiler/instruction_sequence.h"
#include "vm/opcodes.h"
#include "vm/source_location.h"

namespace specmon::compiler {

struct BasicBlock;

struct FlowInstruction {
  Opcode opcode;
  int oparg = 0;
  SourceLocation location;
  BasicBlock* target = nullptr;  // of jumps and SETUP_*
  BasicBlock* handler = nullptr; // where its exceptions go; null: out of the frame

  /// Changes what it does, not where it stands.
  void become(Opcode new_opcode, int new_oparg = 0) {
    opcode = new_opcode;
    oparg = new_oparg;
    target = nullptr;
  }
};

struct BasicBlock {
  std::vector<FlowInstruction> instructions;
  BasicBlock* next = nullptr; // in layout order
  int predecessors = 0;
  bool labelled = false; // something may jump here
  bool handles_exceptions = false;
  bool keeps_lasti = false;          // as a handler: opened by SETUP_CLEANUP or SETUP_WITH
  bool warm = false;                 // reached without an exception
  bool cold = false;                 // reached by an exception only
  bool visited = false;              // scratch of the passes
  bool analysed = false;             // scratch of check_unbound_locals
  int start_depth = -1;              // stack depth at entry, once measured
  std::size_t start_instruction = 0; // in layout order, once encoding has begun

  bool empty() const { return instructions.empty(); }
  FlowInstruction* last() { return empty() ? nullptr : &instructions.back(); }
  /// Its last instruction returns or raises.
  bool leaves_frame() const;
  /// Control can go on to `next`.
  bool falls_through() const;
  /// Has instructions, and none has a line.
  bool has_no_line() const;
};

bool is_unconditional_jump(Opcode opcode);
bool leaves_frame(Opcode opcode);
bool opens_region(Opcode opcode);
bool loads_constant(Opcode opcode);

/// Owns its blocks; they stay where they are for the graph's lifetime.
class FlowGraph {
public:
  FlowGraph() : entry_(&blocks_.emplace_back()) {}
  FlowGraph(const FlowGraph&) = delete;
  FlowGraph& operator=(const FlowGraph&) = delete;

  BasicBlock* entry() { return entry_; }
  /// Not linked yet.
  BasicBlock* new_block() { return &blocks_.emplace_back(); }
  /// The block's instructions in a new, unlinked block.
  BasicBlock* copy(const BasicBlock& block);

  /// Calls `visit(BasicBlock&)` in layout order; the visitor may link new blocks behind the current
  /// one.
  template <typename Visitor> void for_each(Visitor visit) {
    for (BasicBlock* block = entry_; block != nullptr; block = block->next) visit(*block);
  }
  void clear_visited() {
    for_each([](BasicBlock& block) { block.visited = false; });
  }

private:
  std::deque<BasicBlock> blocks_;
  BasicBlock* entry_;
};

/// First block at or behind `block` that is not empty; null at the end.
BasicBlock* skip_empty(BasicBlock* block);

/// Fills an empty graph. Labels that nothing leads to split blocks only if the version's did.
void build_flow_graph(FlowGraph& graph, const InstructionSequence& sequence,
                      const monitoring::Behaviours& behaviours);

/// Counts predecessors and empties the blocks that cannot be reached.
void remove_unreachable(FlowGraph& graph);

/// Gives each instruction its handler and (unless the version keeps them) takes the POP_BLOCKs out;
/// marks RESUME instructions whose
/// yield is in no region but the outermost (oparg bit 4).
void label_exception_handlers(FlowGraph& graph, const monitoring::Behaviours& behaviours);

} // namespace specmon::compiler
