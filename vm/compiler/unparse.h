#pragma once
// An expression as text again, spaced and parenthesised as Python does it: what annotations are
// under `from __future__ import annotations` (PEP 563).

#include "vm/compiler/ast.h"

#include <string>

namespace specmon::compiler {

std::string unparse(const Expression& expression);

} // namespace specmon::compiler
