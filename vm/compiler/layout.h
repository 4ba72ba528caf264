#pragma once
// The order of blocks, and which way jumps go.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// Moves what only an exception reaches behind everything else, in the order it has.
void move_cold_blocks_to_end(FlowGraph& graph, const monitoring::Behaviours& behaviours);

/// JUMP_IF_* become COPY, TO_BOOL, POP_JUMP_IF_*.
void expand_value_tests(FlowGraph& graph);

/// SETUP_* vanish; LOAD_CLOSURE and STORE_FAST_MAYBE_NULL become what they are at run time.
void lower_pseudo_instructions(FlowGraph& graph);

/// Gives jumps their direction. A conditional jump cannot go backward: it is inverted to jump over
/// a jump that does.
void normalise_jumps(FlowGraph& graph);

} // namespace specmon::compiler
