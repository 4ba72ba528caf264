#pragma once
// The last passes: they make code quicker where no event can tell.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// Fuses neighbouring loads and stores of local variables of one line. Before pseudo instructions
/// are lowered: the store that restores a comprehension's variable is not fused.
void fuse_locals(FlowGraph& graph);

/// Drops a TO_BOOL before a conditional jump at the same position: the jump tests truth itself.
void lower_for_speed(FlowGraph& graph);

} // namespace specmon::compiler
