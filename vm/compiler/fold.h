#pragma once
// Constant folding in the AST, before symbols are collected. Where constants are folded decides
// which position the result has: up to 3.13 it happens here, later in the flow graph. What stays
// here in all versions: `__debug__`, and `"..." % (...)` as an f-string.

#include "monitoring/behaviours.h"
#include "vm/compiler/ast.h"

namespace specmon::compiler {

/// Changes the tree in place. `fold_annotations` is false where annotations are kept as text.
void fold(Ast& ast, const monitoring::Behaviours& behaviours, bool fold_annotations, int optimize);

} // namespace specmon::compiler
