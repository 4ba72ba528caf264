#include "vm/compiler/code_generator.h"

#include <algorithm>

#include <fmt/format.h>

namespace specmon::compiler {

// ---- units

vm::CodeDescription CodeGenerator::generate() {
  enter("<module>", UnitKind::module, symbols_.module(), 1);
  const SourceLocation start = location_of({1, 0, 1, 0});
  if (ast_.expression) {
    visit(*ast_.expression);
    return leave(false);
  }
  visit_body(ast_.body, start);
  return leave(true);
}

void CodeGenerator::enter(std::string name, UnitKind kind, Scope& scope, int first_line) {
  auto next = std::make_unique<Unit>();
  next->kind = kind;
  next->scope = &scope;
  next->class_name = units_.empty() ? Identifier{} : unit().class_name;
  next->info.name = name;
  next->info.qualname = qualified_name(name, kind);
  next->info.filename = filename_;
  next->info.first_line = first_line;
  for (Identifier parameter : scope.parameters)
    next->info.locals.index_of(name == "__annotate__" && parameter == ".format" ? "format"
                                                                                : parameter);

  std::vector<std::string> cells, frees;
  for (const auto& [symbol_name, symbol] : scope.symbols) {
    if (symbol.binding == Binding::cell || (symbol.flags & Symbol::comprehension_cell))
      cells.emplace_back(symbol_name);
    if (symbol.binding == Binding::free || (symbol.flags & Symbol::free_in_class))
      frees.emplace_back(symbol_name);
  }
  std::sort(cells.begin(), cells.end());
  std::sort(frees.begin(), frees.end());
  if (scope.needs_class_cell) cells.emplace_back("__class__");
  if (scope.needs_class_dictionary) cells.emplace_back("__classdict__");
  if (scope.has_conditional_annotations) cells.emplace_back("__conditional_annotations__");
  next->info.cells = NameTable(std::move(cells));
  next->info.frees = NameTable(std::move(frees));
  units_.push_back(std::move(next));

  SourceLocation at{first_line, first_line, 0, 0};
  if (kind == UnitKind::module) at.line = 0;
  emit(Opcode::RESUME, 0, at);
}

vm::CodeDescription CodeGenerator::leave(bool add_none) {
  if (add_none) load_none(no_location);
  emit(Opcode::RETURN_VALUE, no_location);
  unit().info.flags = code_flags();
  std::unique_ptr<Unit> done = std::move(units_.back());
  units_.pop_back();
  return assemble(std::move(done->code), std::move(done->info), behaviours_);
}

std::string CodeGenerator::qualified_name(const std::string& name, UnitKind kind) const {
  std::size_t depth = units_.size();
  if (depth < 2) return name;
  const Unit* parent = units_[depth - 1].get();
  // The hidden function of type parameters does not show in names.
  if (parent->kind == UnitKind::type_parameters) {
    if (depth == 2) return name;
    parent = units_[depth - 2].get();
  }
  if (kind == UnitKind::function || kind == UnitKind::async_function ||
      kind == UnitKind::class_body) {
    Identifier mangled_name = mangle(arena_, parent->class_name, arena_.intern(name));
    if (parent->scope->binding_of(mangled_name) == Binding::global_explicit) return name;
  }
  switch (parent->kind) {
  case UnitKind::function:
  case UnitKind::async_function:
  case UnitKind::lambda: return parent->info.qualname + ".<locals>." + name;
  default: return parent->info.qualname + "." + name;
  }
}

std::uint32_t CodeGenerator::code_flags() const {
  const Scope& scope = *units_.back()->scope;
  std::uint32_t flags = 0;
  if (scope.is_function_like()) {
    flags |= vm::CO_NEWLOCALS | vm::CO_OPTIMIZED;
    if (scope.nested) flags |= vm::CO_NESTED;
    if (scope.generator && !scope.coroutine) flags |= vm::CO_GENERATOR;
    if (scope.coroutine && !scope.generator) flags |= vm::CO_COROUTINE;
    if (scope.coroutine && scope.generator) flags |= vm::CO_ASYNC_GENERATOR;
    if (scope.varargs) flags |= vm::CO_VARARGS;
    if (scope.varkeywords) flags |= vm::CO_VARKEYWORDS;
    if (behaviours_.docstring_flag()) {
      if (scope.has_docstring && flags_.optimize < 2) flags |= vm::CO_HAS_DOCSTRING;
      if (scope.method) flags |= vm::CO_METHOD;
    }
  }
  if (flags_.future_annotations) flags |= vm::CO_FUTURE_ANNOTATIONS;
  return flags;
}

void CodeGenerator::wrap_in_stop_iteration_handler() {
  Label handler = new_label();
  std::size_t start = 0;
  while (unit().code.instructions()[start].opcode != Opcode::RESUME) ++start;
  unit().code.insert_jump(start, Opcode::SETUP_CLEANUP, handler, no_location);
  load_none(no_location);
  emit(Opcode::RETURN_VALUE, no_location);
  place(handler);
  emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::stop_iteration_error),
       no_location);
  emit(Opcode::RERAISE, 1, no_location);
}

// ---- emission

void CodeGenerator::load_constant(const vm::Constant& constant, const SourceLocation& at) {
  emit(Opcode::LOAD_CONST, unit().info.constants.index_of(constant), at);
}

void CodeGenerator::emit_name(Opcode opcode, Identifier name, const SourceLocation& at) {
  emit(opcode, unit().info.names.index_of(mangled(name)), at);
}

void CodeGenerator::to_bool(const SourceLocation& at) {
  if (behaviours_.explicit_truth_test()) emit(Opcode::TO_BOOL, at);
}

// ---- names

void CodeGenerator::forbid_name(Identifier name, ExpressionContext context,
                                const Position& position) const {
  if (name != "__debug__" || context == ExpressionContext::Load) return;
  fail(position, context == ExpressionContext::Store ? "cannot assign to __debug__"
                                                     : "cannot delete __debug__");
}

int CodeGenerator::cell_index(Identifier name) const {
  const UnitInfo& info = units_.back()->info;
  int index = info.cells.find(name);
  if (index >= 0) return index;
  index = info.frees.find(name);
  if (index < 0) throw std::logic_error(fmt::format("no cell for '{}' in {}", name, info.qualname));
  return info.cells.size() + index;
}

void CodeGenerator::access(Identifier name, ExpressionContext context, const SourceLocation& at) {
  Identifier key = mangled(name);
  Unit& current = unit();
  const Scope& scope = *current.scope;
  const bool is_load = context == ExpressionContext::Load;
  auto choose = [context](Opcode load_opcode, Opcode store_opcode, Opcode delete_opcode) {
    switch (context) {
    case ExpressionContext::Load: return load_opcode;
    case ExpressionContext::Store: return store_opcode;
    default: return delete_opcode;
    }
  };
  const bool class_frame = scope.kind == ScopeKind::class_body;
  switch (scope.binding_of(key)) {
  case Binding::free:
  case Binding::cell: {
    Opcode opcode = choose(Opcode::LOAD_DEREF, Opcode::STORE_DEREF, Opcode::DELETE_DEREF);
    if (is_load && class_frame && current.inlined_comprehensions == 0) {
      emit(Opcode::LOAD_LOCALS, at);
      opcode = Opcode::LOAD_FROM_DICT_OR_DEREF;
    } else if (is_load && scope.can_see_class_scope) {
      emit(Opcode::LOAD_DEREF, cell_index("__classdict__"), at);
      opcode = Opcode::LOAD_FROM_DICT_OR_DEREF;
    }
    emit(opcode, cell_index(key), at);
    return;
  }
  case Binding::local:
    if (scope.is_function_like() || current.fast_hidden.count(key)) {
      emit(choose(Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST), local_index(key),
           at);
      return;
    }
    break;
  case Binding::global_implicit:
  case Binding::global_explicit: {
    bool implicit = scope.binding_of(key) == Binding::global_implicit;
    if (implicit && !scope.is_function_like()) break;
    int index = current.info.names.index_of(key);
    if (is_load && implicit && scope.can_see_class_scope) {
      emit(Opcode::LOAD_DEREF, cell_index("__classdict__"), at);
      emit(Opcode::LOAD_FROM_DICT_OR_GLOBALS, index, at);
      return;
    }
    emit(choose(Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL),
         is_load ? index << 1 : index, at);
    return;
  }
  case Binding::unresolved: break;
  }
  int index = current.info.names.index_of(key);
  if (is_load && class_frame && current.inlined_comprehensions > 0)
    emit(Opcode::LOAD_GLOBAL, index << 1, at);
  else
    emit(choose(Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME), index, at);
}

void CodeGenerator::make_closure(vm::CodeDescription&& code, int attributes,
                                 const SourceLocation& at, const void* node) {
  constexpr int closure = static_cast<int>(vm::FunctionAttribute::closure);
  int free_count = 0;
  for (const vm::LocalVariable& variable : code.locals) {
    if (!variable.is_free) continue;
    emit(Opcode::LOAD_CLOSURE, cell_index(variable.name), at);
    ++free_count;
  }
  if (free_count > 0) {
    emit(Opcode::BUILD_TUPLE, free_count, at);
    attributes |= closure;
  }
  std::shared_ptr<const vm::CodeDescription>& made = unit().made[node];
  if (!made) made = std::make_shared<const vm::CodeDescription>(std::move(code));
  load_constant(vm::Constant::code(made), at);
  if (!behaviours_.separate_function_attributes()) {
    emit(Opcode::MAKE_FUNCTION, attributes, at);
    return;
  }
  emit(Opcode::MAKE_FUNCTION, 0, at);
  using vm::FunctionAttribute;
  for (FunctionAttribute attribute :
       {FunctionAttribute::closure, FunctionAttribute::annotations, FunctionAttribute::annotate,
        FunctionAttribute::keyword_defaults, FunctionAttribute::defaults})
    if (attributes & static_cast<int>(attribute))
      emit(Opcode::SET_FUNCTION_ATTRIBUTE, static_cast<int>(attribute), at);
}

SourceLocation attribute_location(SourceLocation at, const Attribute& attribute) {
  const Position& position = attribute.position;
  if (at.line == position.end_line) return at;
  at.line = position.end_line;
  int length = 0; // in code points
  for (char c : attribute.attr)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++length;
  if (length <= position.end_column) {
    at.column = position.end_column - length;
  } else {
    at.column = -1;
    at.end_column = -1;
  }
  return at;
}

std::string clean_docstring(const std::string& text) {
  // Lines but the first lose their common indentation, the first loses all of its own. Tabs count
  // up to the next multiple of eight and become spaces.
  std::string expanded;
  int column = 0;
  for (char c : text) {
    if (c == '\t') {
      int width = 8 - column % 8;
      expanded.append(static_cast<std::size_t>(width), ' ');
      column += width;
    } else {
      expanded += c;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (;;) {
    std::size_t end = expanded.find('\n', start);
    lines.push_back(expanded.substr(start, end == std::string::npos ? end : end - start));
    if (end == std::string::npos) break;
    start = end + 1;
  }
  std::size_t margin = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::size_t indent = lines[i].find_first_not_of(' ');
    if (indent != std::string::npos) margin = std::min(margin, indent);
  }
  if (margin == std::string::npos) margin = 0;
  std::string cleaned;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::size_t drop = std::min(lines[i].find_first_not_of(' '), lines[i].size());
    if (i > 0) {
      drop = std::min(drop, margin);
      cleaned += '\n';
    }
    cleaned += lines[i].substr(drop);
  }
  return cleaned;
}

} // namespace specmon::compiler
