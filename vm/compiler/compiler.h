#pragma once
// Source text -> code description: the compiler's front door.
//
// The four steps are one way: parse (parser.h), name the scope of every name (symbols.h),
// generate instruction sequences (generator.h), lay out and assemble (assembler.h). The result
// depends on the source, the file name, the mode and the Python version (its behaviours) only.

#include <memory>
#include <optional>
#include <string_view>

#include "monitoring/behaviours.h"
#include "vm/code_description.h"
#include "vm/compiler/syntax_error.h"

namespace specmon::compiler {

/// The third argument of Python's `compile`.
enum class CompileMode {
  exec,   ///< a module
  eval,   ///< one expression, whose value the code returns
  single, ///< an interactive statement: expression statements are printed
};

struct CompileFlags {
  /// `from __future__ import annotations` of the code that calls `compile`: annotations are text.
  bool future_annotations = false;
  /// `-O`: 0 keeps assert statements and docstrings, 1 drops the first, 2 drops both.
  int optimize = 0;
};

/// Either `code` or `error` is set, never both. An error of kind `unsupported` is right Python that
/// is not supported here.
struct CompileResult {
  std::shared_ptr<const vm::CodeDescription> code;
  std::optional<SyntaxError> error;
};

/// Compiles UTF-8 text. Never throws on bad source.
/// Source: Python's built-in `compile`; https://docs.python.org/3/library/functions.html#compile
CompileResult compile(std::string_view source, std::string_view filename, CompileMode mode,
                      const monitoring::Behaviours& behaviours, const CompileFlags& flags = {});

} // namespace specmon::compiler
