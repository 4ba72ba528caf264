#pragma once
// An AST as text, in the manner of Python's `ast.dump`, for tests and for comparing with CPython:
// `Name@1:0-1:3(id='abc', ctx=Load())`. All fields are shown, in the order of Python's `_fields`.
// Text is shown in ASCII: other bytes of its UTF-8 as \xNN.

#include <string>

#include "vm/compiler/ast.h"

namespace specmon::compiler {

std::string dump(const Ast& ast);
std::string dump(const Expression& expression);

} // namespace specmon::compiler
