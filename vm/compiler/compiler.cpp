#include "vm/compiler/compiler.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "vm/compiler/code_generator.h"
#include "vm/compiler/fold.h"
#include "vm/compiler/parser.h"

namespace specmon::compiler {

namespace {

/// Whether `from __future__ import annotations` stands among the future imports that may open a
/// module. Fails on unknown features, and on future imports anywhere else at module level.
bool find_future_annotations(Sequence<Statement> body) {
  static constexpr std::array<Identifier, 10> features = {
      "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  bool found = false;
  bool may_follow = true;
  std::size_t first = docstring_of(body) ? 1 : 0;
  for (const Statement* statement : body.subspan(first)) {
    const auto* import = try_as<ImportFrom>(statement);
    if (!import || import->module != "__future__" || import->level != 0) {
      may_follow = false;
      continue;
    }
    if (!may_follow)
      fail(statement->position, "from __future__ imports must occur at the beginning of the file");
    for (const Alias* alias : import->names) {
      if (alias->name == "braces") fail(alias->position, "not a chance");
      if (std::find(features.begin(), features.end(), alias->name) == features.end())
        fail(alias->position, fmt::format("future feature {} is not defined", alias->name));
      found = found || alias->name == "annotations";
    }
  }
  return found;
}

} // namespace

CompileResult compile(std::string_view source, std::string_view filename, CompileMode mode,
                      const monitoring::Behaviours& behaviours, const CompileFlags& flags) {
  CompileResult result;
  Grammar grammar;
  grammar.except_without_parentheses = behaviours.except_without_parentheses();
  grammar.type_parameter_defaults = behaviours.type_parameter_defaults();
  grammar.unpacking_in_comprehensions = behaviours.unpacking_in_comprehensions();
  ParseResult parsed =
      parse(source, mode == CompileMode::eval ? ParseMode::eval : ParseMode::exec, grammar);
  if (parsed.error) {
    result.error = std::move(parsed.error);
    return result;
  }
  Ast& ast = *parsed.ast;
  try {
    CompileFlags effective = flags;
    if (mode != CompileMode::eval && find_future_annotations(ast.body))
      effective.future_annotations = true;
    fold(ast, behaviours, !effective.future_annotations, effective.optimize);
    SymbolTable symbols = make_symbol_table(ast, behaviours, effective.future_annotations);
    CodeGenerator generator(ast, symbols, filename, mode, behaviours, effective);
    result.code = std::make_shared<const vm::CodeDescription>(generator.generate());
  } catch (const CompileFailure& failure) {
    result.error = syntax_error_at(source, failure.position, failure.message, failure.kind);
    result.error->after_parsing = true;
  }
  return result;
}

} // namespace specmon::compiler
