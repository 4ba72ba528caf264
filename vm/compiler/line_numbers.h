#pragma once
// Which line an instruction belongs to that code generation gave none.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// Copies each block without a line that leaves the frame (in some versions also one that jumps)
/// for every jump that leads to it, so that it can take that jump's line; then lets lines flow
/// forward into instructions without one. Needs predecessor counts.
void resolve_line_numbers(FlowGraph& graph, const monitoring::Behaviours& behaviours);

/// Gives each block that ends in a RETURN_VALUE without a line that of the last block in front of
/// it which ends with one, `first_line` if none does; no columns.
void give_returns_lines(FlowGraph& graph, int first_line);

} // namespace specmon::compiler
