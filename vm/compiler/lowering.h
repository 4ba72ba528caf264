#pragma once
// The last pass: makes code quicker where no event can tell.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// Drops a TO_BOOL before a conditional jump at the same position: the jump tests truth itself.
/// Fuses neighbouring loads and stores of local variables of one line.
void lower_for_speed(FlowGraph& graph, const monitoring::Behaviours& behaviours);

} // namespace specmon::compiler
