#pragma once
// Passes that make the flow graph smaller without a change of meaning, but for which jumps fire:
// each is there because CPython does it and events show it (facts: layout of blocks).
// All expect predecessor counts as `remove_unreachable` left them.

#include "vm/compiler/flow_graph.h"

namespace specmon::compiler {

/// The whole of it, in the version's order.
void optimise(FlowGraph& graph, ConstantTable& constants, const monitoring::Behaviours& behaviours);

/// Removes NOPs that no line needs; says how many.
int remove_redundant_nops(FlowGraph& graph);
int remove_redundant_nops(BasicBlock& block);
/// Turns jumps to what comes next anyway into NOPs; says how many.
int remove_redundant_jumps(FlowGraph& graph);
/// Removes NOPs, and jumps to what comes next anyway, until there are none.
void remove_redundant_nops_and_jumps(FlowGraph& graph);

/// Folding of constant expressions in a block; `index` is the operator's instruction. Each says
/// whether it changed something.
namespace folding {
bool fold_unary_operator(BasicBlock& block, std::size_t index, ConstantTable& constants);
bool fold_binary_operator(BasicBlock& block, std::size_t index, ConstantTable& constants);
/// Whether the `bounds` instructions before `end` are a slice that CPython has as one constant: all
/// of them have the slice's place then, while a bound that is computed has its own.
bool is_constant_slice(const std::vector<FlowInstruction>& code, std::size_t end, int bounds);
bool fold_slice_of_constant(BasicBlock& block, std::size_t index, ConstantTable& constants);
bool fold_tuple(BasicBlock& block, std::size_t index, ConstantTable& constants);
/// The old way: only where the constants stand directly before, and they keep their lines as NOPs.
bool fold_tuple_keeping_lines(BasicBlock& block, std::size_t index, ConstantTable& constants);
/// `is_only_read`: nobody sees the object itself, a tuple or frozenset will do.
bool fold_list_or_set(BasicBlock& block, std::size_t index, ConstantTable& constants,
                      bool is_only_read);
bool fold_list_to_tuple(BasicBlock& block, std::size_t index, ConstantTable& constants);
} // namespace folding

/// Shortens the run of SWAPs at `index` and does what can be done of it by reordering the stores
/// behind it; returns the index of the run's last instruction.
std::size_t optimise_swaps(BasicBlock& block, std::size_t index);

/// Drops the constants that no instruction uses (never the first, which may be the docstring).
void remove_unused_constants(FlowGraph& graph, ConstantTable& constants);

} // namespace specmon::compiler
