#pragma once
// Local variables: which may be unbound where, and where each lies in the frame.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// LOAD_FAST of a variable that may be unbound there becomes LOAD_FAST_CHECK.
void check_unbound_locals(FlowGraph& graph, int local_count, int argument_count);

/// The variables in the order of the frame.
std::vector<vm::LocalVariable> frame_variables(const UnitInfo& unit);

/// Moves the opargs of cell instructions to places in the frame, and puts in front what a frame
/// needs first: COPY_FREE_VARS, MAKE_CELL, RETURN_GENERATOR.
void lay_out_frame(FlowGraph& graph, const UnitInfo& unit,
                   const monitoring::Behaviours& behaviours);

} // namespace specmon::compiler
