#include "vm/compiler/symbols.h"

#include <fmt/format.h>

namespace specmon::compiler {

const Expression* docstring_of(Sequence<Statement> body) {
  if (body.empty()) return nullptr;
  const auto* statement = try_as<Expr>(body[0]);
  if (!statement) return nullptr;
  const auto* constant = try_as<Constant>(statement->value);
  return constant && constant->value.is(vm::Constant::Kind::string) ? constant : nullptr;
}

namespace {

class Collector {
public:
  Collector(Ast& ast, const monitoring::Behaviours& behaviours, bool future_annotations)
      : arena_(ast.arena), behaviours_(behaviours), future_annotations_(future_annotations) {}

  SymbolTable collect(const Ast& ast);

private:
  // scopes
  Scope& enter(Identifier name, ScopeKind kind, const void* node, ScopeRole role,
               const Position& position);
  void leave() { current_ = current_->parent; }
  void reenter(Scope& scope) { current_ = &scope; }
  void see_class_scope();

  // names
  void add(Identifier name, unsigned flag, const Position& position) {
    add_to(*current_, name, flag, position);
  }
  void add_to(Scope& scope, Identifier name, unsigned flag, const Position& position);
  unsigned flags_of(Identifier name) {
    return current_->symbols.flags_of(mangle(arena_, class_name_, name));
  }
  void declare(Identifier name, const Position& position) {
    current_->declarations.push_back({mangle(arena_, class_name_, name), position});
  }

  // statements
  void visit_body(Sequence<Statement> body) {
    for (const Statement* statement : body) visit(*statement);
  }
  void visit_conditional(Sequence<Statement> body);
  void visit(const Statement& statement);
  template <typename Definition> void visit_function(const Definition& definition, bool is_async);
  void visit_class(const ClassDef& definition);
  void visit_type_alias(const TypeAlias& alias);
  void visit_annotated(const AnnAssign& statement);
  template <typename Node> void visit_declaration(const Node& statement, bool global);
  void visit_alias(const Alias& alias);
  template <typename Node> void visit_try(const Node& statement);
  void visit_arguments(const Arguments& arguments);
  void visit_function_annotations(const Arguments& arguments, const Expression* returns,
                                  const void* node, const Position& position);
  void visit_annotation(const Expression& annotation);
  void enter_type_parameters(Identifier name, Sequence<TypeParameter> parameters, bool of_class,
                             bool has_defaults, bool has_keyword_defaults,
                             const Position& position);
  void visit_type_parameter(const TypeParameter& parameter, bool& seen_default);
  void visit_type_expression(Identifier name, const Expression* expression, ScopeRole role,
                             const void* node);

  // expressions
  void visit(const Expression& expression);
  void visit_optional(const Expression* expression) {
    if (expression) visit(*expression);
  }
  void visit_all(Sequence<Expression> expressions) {
    for (const Expression* expression : expressions) visit_optional(expression);
  }
  void visit_comprehension(const Expression& node, Identifier name, ComprehensionKind kind,
                           Sequence<Comprehension> generators, const Expression& element,
                           const Expression* value);
  void visit_generator(const Comprehension& generator);
  void visit_named(const NamedExpr& expression);
  void extend_to_function(const Name& target);
  void visit(const Pattern& pattern);

  void forbid_in_annotation(const char* what, const Position& position) const;
  void forbid_in_comprehension(const Position& position) const;

  Arena& arena_;
  const monitoring::Behaviours& behaviours_;
  bool future_annotations_;
  SymbolTable table_;
  Scope* current_ = nullptr;
  Identifier class_name_;
};

// ---- scopes and names

Scope& Collector::enter(Identifier name, ScopeKind kind, const void* node, ScopeRole role,
                        const Position& position) {
  Scope& scope = table_.add(node, role);
  scope.kind = kind;
  scope.name = name;
  scope.position = position;
  scope.parent = current_;
  if (current_) {
    scope.nested = current_->nested || current_->is_function_like();
    scope.method = current_->kind == ScopeKind::class_body && kind == ScopeKind::function;
    current_->children.push_back(&scope);
  }
  current_ = &scope;
  return scope;
}

/// An annotation scope in a class body reads the class's names through its dictionary.
void Collector::see_class_scope() {
  current_->can_see_class_scope = true;
  add("__classdict__", Symbol::used, current_->position);
}

void Collector::add_to(Scope& scope, Identifier name, unsigned flag, const Position& position) {
  Identifier mangled = mangle(arena_, class_name_, name);
  Symbol& symbol = scope.symbols[mangled];
  if ((flag & Symbol::parameter) && (symbol.flags & Symbol::parameter))
    fail(position, fmt::format("duplicate argument '{}' in function definition", name));
  if ((flag & Symbol::type_parameter) && (symbol.flags & Symbol::type_parameter))
    fail(position, fmt::format("duplicate type parameter '{}'", name));
  symbol.flags |= flag;
  if (scope.iteration_target) {
    if (symbol.flags & (Symbol::declared_global | Symbol::declared_nonlocal))
      fail(position,
           fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'",
                       name));
    symbol.flags |= Symbol::iteration_variable;
  }
  if (flag & Symbol::parameter)
    scope.parameters.push_back(mangled);
  else if (flag & Symbol::declared_global)
    table_.module().symbols[mangled].flags |= flag;
}

void Collector::forbid_in_annotation(const char* what, const Position& position) const {
  const char* where = nullptr;
  switch (current_->kind) {
  case ScopeKind::annotations: where = "an annotation"; break;
  case ScopeKind::type_variable: where = "a TypeVar bound"; break;
  case ScopeKind::type_alias: where = "a type alias"; break;
  case ScopeKind::type_parameters: where = "the definition of a generic"; break;
  default: return;
  }
  fail(position, fmt::format("{} cannot be used within {}", what, where));
}

void Collector::forbid_in_comprehension(const Position& position) const {
  switch (current_->comprehension) {
  case ComprehensionKind::none: return;
  case ComprehensionKind::list: fail(position, "'yield' inside list comprehension");
  case ComprehensionKind::set: fail(position, "'yield' inside set comprehension");
  case ComprehensionKind::dict: fail(position, "'yield' inside dict comprehension");
  case ComprehensionKind::generator: fail(position, "'yield' inside generator expression");
  }
}

// ---- statements

SymbolTable Collector::collect(const Ast& ast) {
  enter("top", ScopeKind::module, &ast, ScopeRole::body, {});
  if (ast.expression)
    visit(*ast.expression);
  else {
    current_->has_docstring = docstring_of(ast.body) != nullptr;
    visit_body(ast.body);
  }
  leave();
  resolve(table_.module());
  return std::move(table_);
}

void Collector::visit_conditional(Sequence<Statement> body) {
  bool before = std::exchange(current_->in_conditional_block, true);
  visit_body(body);
  current_->in_conditional_block = before;
}

template <typename Definition>
void Collector::visit_function(const Definition& definition, bool is_async) {
  add(definition.name, Symbol::assigned, definition.position);
  const Arguments& arguments = *definition.args;
  visit_all(arguments.defaults);
  visit_all(arguments.kw_defaults);
  visit_all(definition.decorator_list);
  bool has_keyword_defaults = false;
  for (const Expression* value : arguments.kw_defaults) has_keyword_defaults |= value != nullptr;
  if (!definition.type_params.empty())
    enter_type_parameters(definition.name, definition.type_params, false,
                          !arguments.defaults.empty(), has_keyword_defaults, definition.position);
  visit_function_annotations(arguments, definition.returns, &arguments, definition.position);
  enter(definition.name, ScopeKind::function, &definition, ScopeRole::body, definition.position);
  current_->coroutine = is_async;
  current_->has_docstring = docstring_of(definition.body) != nullptr;
  visit_arguments(arguments);
  visit_body(definition.body);
  leave();
  if (!definition.type_params.empty()) leave();
}

void Collector::visit_arguments(const Arguments& arguments) {
  for (const Arg* arg : arguments.posonlyargs) add(arg->arg, Symbol::parameter, arg->position);
  for (const Arg* arg : arguments.args) add(arg->arg, Symbol::parameter, arg->position);
  for (const Arg* arg : arguments.kwonlyargs) add(arg->arg, Symbol::parameter, arg->position);
  if (arguments.vararg) {
    add(arguments.vararg->arg, Symbol::parameter, arguments.vararg->position);
    current_->varargs = true;
  }
  if (arguments.kwarg) {
    add(arguments.kwarg->arg, Symbol::parameter, arguments.kwarg->position);
    current_->varkeywords = true;
  }
}

/// Before lazy annotations they run where the function is defined; `from __future__ import
/// annotations` makes text of them, but their names are checked all the same.
void Collector::visit_function_annotations(const Arguments& arguments, const Expression* returns,
                                           const void* node, const Position& position) {
  const bool own_scope = behaviours_.lazy_annotations() || future_annotations_;
  if (own_scope) {
    bool in_class = current_->kind == ScopeKind::class_body || current_->can_see_class_scope;
    enter("__annotate__", ScopeKind::annotations, node, ScopeRole::annotations, position);
    current_->names_nothing = future_annotations_;
    if (behaviours_.lazy_annotations()) {
      if (in_class && !future_annotations_) see_class_scope(); // text names nothing
      add(".format", Symbol::parameter, position);
      add(".format", Symbol::used, position);
    }
  }
  auto visit_one = [&](const Expression* annotation) {
    if (!annotation) return;
    current_->annotations_used = true;
    visit(*annotation);
  };
  for (const Arg* arg : arguments.posonlyargs) visit_one(arg->annotation);
  for (const Arg* arg : arguments.args) visit_one(arg->annotation);
  if (arguments.vararg) visit_one(arguments.vararg->annotation);
  if (arguments.kwarg) visit_one(arguments.kwarg->annotation);
  for (const Arg* arg : arguments.kwonlyargs) visit_one(arg->annotation);
  visit_one(returns);
  if (own_scope) leave();
}

void Collector::visit_annotation(const Expression& annotation) {
  if (!behaviours_.lazy_annotations() && !future_annotations_) {
    visit(annotation);
    return;
  }
  Scope& around = *current_;
  if (behaviours_.lazy_annotations() && !around.has_conditional_annotations &&
      (around.kind == ScopeKind::module ||
       (around.kind == ScopeKind::class_body && around.in_conditional_block))) {
    // A module may be seen half executed, so all its annotations count as conditional.
    around.has_conditional_annotations = true;
    add("__conditional_annotations__", Symbol::used, annotation.position);
  }
  if (!around.annotation_scope) {
    bool in_class = around.kind == ScopeKind::class_body;
    around.annotation_scope = &enter("__annotate__", ScopeKind::annotations, &around,
                                     ScopeRole::annotations, annotation.position);
    current_->names_nothing = future_annotations_;
    if (behaviours_.lazy_annotations()) {
      if (in_class && !future_annotations_) see_class_scope();
      add(".format", Symbol::parameter, annotation.position);
      add(".format", Symbol::used, annotation.position);
    }
  } else {
    reenter(*around.annotation_scope);
  }
  current_->annotations_used = true;
  if (around.kind == ScopeKind::class_body && around.has_conditional_annotations &&
      behaviours_.lazy_annotations())
    add("__conditional_annotations__", Symbol::used, annotation.position);
  visit(annotation);
  current_ = &around;
}

void Collector::enter_type_parameters(Identifier name, Sequence<TypeParameter> parameters,
                                      bool of_class, bool has_defaults, bool has_keyword_defaults,
                                      const Position& position) {
  bool in_class = current_->kind == ScopeKind::class_body;
  enter(name, ScopeKind::type_parameters, parameters.data(), ScopeRole::type_parameters, position);
  if (in_class) see_class_scope();
  if (of_class) {
    add(".type_params", Symbol::assigned | Symbol::used, position);
    class_name_ = name;
    add(".generic_base", Symbol::assigned | Symbol::used, position);
  }
  if (has_defaults) add(".defaults", Symbol::parameter, position);
  if (has_keyword_defaults) add(".kwdefaults", Symbol::parameter, position);
  bool seen_default = false;
  for (const TypeParameter* parameter : parameters) visit_type_parameter(*parameter, seen_default);
}

void Collector::visit_type_expression(Identifier name, const Expression* expression, ScopeRole role,
                                      const void* node) {
  if (!expression) return;
  bool in_class = current_->can_see_class_scope;
  enter(name, ScopeKind::type_variable, node, role, expression->position);
  if (in_class) see_class_scope();
  if (behaviours_.lazy_annotations()) {
    add(".format", Symbol::parameter, expression->position);
    add(".format", Symbol::used, expression->position);
  }
  visit(*expression);
  leave();
}

void Collector::visit_type_parameter(const TypeParameter& parameter, bool& seen_default) {
  Identifier name;
  const Expression* default_value = nullptr;
  const unsigned flags = Symbol::type_parameter | Symbol::assigned;
  switch (parameter.kind) {
  case TypeParameterKind::TypeVar: {
    const auto& node = *as<TypeVar>(&parameter);
    name = node.name;
    add(name, flags, parameter.position);
    visit_type_expression(name, node.bound, ScopeRole::body, &parameter);
    default_value = node.default_value;
    break;
  }
  case TypeParameterKind::ParamSpec:
    name = as<ParamSpec>(&parameter)->name;
    add(name, flags, parameter.position);
    default_value = as<ParamSpec>(&parameter)->default_value;
    break;
  case TypeParameterKind::TypeVarTuple:
    name = as<TypeVarTuple>(&parameter)->name;
    add(name, flags, parameter.position);
    default_value = as<TypeVarTuple>(&parameter)->default_value;
    break;
  }
  if (default_value)
    seen_default = true;
  else if (seen_default)
    fail(parameter.position,
         fmt::format("non-default type parameter '{}' follows default type parameter", name));
  visit_type_expression(name, default_value, ScopeRole::default_value, &parameter);
}

void Collector::visit_class(const ClassDef& definition) {
  add(definition.name, Symbol::assigned, definition.position);
  visit_all(definition.decorator_list);
  Identifier outer_class = class_name_;
  if (!definition.type_params.empty())
    enter_type_parameters(definition.name, definition.type_params, true, false, false,
                          definition.position);
  visit_all(definition.bases);
  for (const Keyword* keyword : definition.keywords) visit(*keyword->value);
  enter(definition.name, ScopeKind::class_body, &definition, ScopeRole::body, definition.position);
  class_name_ = definition.name;
  if (!definition.type_params.empty()) {
    add("__type_params__", Symbol::assigned, definition.position);
    add(".type_params", Symbol::used, definition.position);
  }
  current_->has_docstring = docstring_of(definition.body) != nullptr;
  visit_body(definition.body);
  leave();
  class_name_ = outer_class;
  if (!definition.type_params.empty()) leave();
}

void Collector::visit_type_alias(const TypeAlias& alias) {
  visit(*alias.name);
  Identifier name = as<Name>(alias.name)->id;
  bool in_class = current_->kind == ScopeKind::class_body;
  if (!alias.type_params.empty())
    enter_type_parameters(name, alias.type_params, false, false, false, alias.position);
  enter(name, ScopeKind::type_alias, &alias, ScopeRole::body, alias.position);
  if (in_class) see_class_scope();
  if (behaviours_.lazy_annotations()) {
    add(".format", Symbol::parameter, alias.position);
    add(".format", Symbol::used, alias.position);
  }
  visit(*alias.value);
  leave();
  if (!alias.type_params.empty()) leave();
}

void Collector::visit_annotated(const AnnAssign& statement) {
  if (const auto* name = try_as<Name>(statement.target)) {
    unsigned flags = flags_of(name->id);
    if (statement.simple && current_->kind != ScopeKind::module &&
        (flags & (Symbol::declared_global | Symbol::declared_nonlocal)))
      fail(statement.position,
           fmt::format("annotated name '{}' can't be {}", name->id,
                       flags & Symbol::declared_global ? "global" : "nonlocal"));
    if (statement.simple)
      add(name->id, Symbol::annotated | Symbol::assigned, name->position);
    else if (statement.value)
      add(name->id, Symbol::assigned, name->position);
  } else {
    visit(*statement.target);
  }
  if (current_->kind == ScopeKind::module || current_->in_conditional_block)
    table_.set_conditional(statement);
  visit_annotation(*statement.annotation);
  visit_optional(statement.value);
}

template <typename Node> void Collector::visit_declaration(const Node& statement, bool global) {
  const char* word = global ? "global" : "nonlocal";
  for (Identifier name : statement.names) {
    unsigned flags = flags_of(name);
    if (flags & Symbol::parameter)
      fail(statement.position, fmt::format("name '{}' is parameter and {}", name, word));
    if (flags & Symbol::used)
      fail(statement.position,
           fmt::format("name '{}' is used prior to {} declaration", name, word));
    if (flags & Symbol::annotated)
      fail(statement.position, fmt::format("annotated name '{}' can't be {}", name, word));
    if (flags & (Symbol::assigned | Symbol::imported))
      fail(statement.position,
           fmt::format("name '{}' is assigned to before {} declaration", name, word));
    add(name, global ? Symbol::declared_global : Symbol::declared_nonlocal, statement.position);
    declare(name, statement.position);
  }
}

void Collector::visit_alias(const Alias& alias) {
  if (alias.name == "*" && alias.asname.empty()) {
    if (current_->kind != ScopeKind::module)
      fail(alias.position, "import * only allowed at module level");
    return;
  }
  Identifier name = alias.asname;
  if (name.empty()) name = arena_.intern(alias.name.substr(0, alias.name.find('.')));
  add(name, Symbol::imported, alias.position);
}

template <typename Node> void Collector::visit_try(const Node& statement) {
  visit_conditional(statement.body);
  bool before = std::exchange(current_->in_conditional_block, true);
  for (const ExceptHandler* handler : statement.handlers) {
    visit_optional(handler->type);
    if (!handler->name.empty()) add(handler->name, Symbol::assigned, handler->position);
    visit_body(handler->body);
  }
  visit_body(statement.orelse);
  visit_body(statement.finalbody);
  current_->in_conditional_block = before;
}

void Collector::visit(const Statement& statement) {
  switch (statement.kind) {
  case StatementKind::FunctionDef: visit_function(*as<FunctionDef>(&statement), false); break;
  case StatementKind::AsyncFunctionDef:
    visit_function(*as<AsyncFunctionDef>(&statement), true);
    break;
  case StatementKind::ClassDef: visit_class(*as<ClassDef>(&statement)); break;
  case StatementKind::Return:
    visit_optional(as<Return>(&statement)->value);
    if (as<Return>(&statement)->value) current_->returns_value = true;
    break;
  case StatementKind::Delete: visit_all(as<Delete>(&statement)->targets); break;
  case StatementKind::Assign:
    visit_all(as<Assign>(&statement)->targets);
    visit(*as<Assign>(&statement)->value);
    break;
  case StatementKind::TypeAlias: visit_type_alias(*as<TypeAlias>(&statement)); break;
  case StatementKind::AugAssign:
    visit(*as<AugAssign>(&statement)->target);
    visit(*as<AugAssign>(&statement)->value);
    break;
  case StatementKind::AnnAssign: visit_annotated(*as<AnnAssign>(&statement)); break;
  case StatementKind::For: {
    const auto& loop = *as<For>(&statement);
    visit(*loop.target);
    visit(*loop.iter);
    visit_conditional(loop.body);
    visit_conditional(loop.orelse);
    break;
  }
  case StatementKind::AsyncFor: {
    const auto& loop = *as<AsyncFor>(&statement);
    visit(*loop.target);
    visit(*loop.iter);
    visit_conditional(loop.body);
    visit_conditional(loop.orelse);
    break;
  }
  case StatementKind::While: {
    const auto& loop = *as<While>(&statement);
    visit(*loop.test);
    visit_conditional(loop.body);
    visit_conditional(loop.orelse);
    break;
  }
  case StatementKind::If: {
    const auto& branch = *as<If>(&statement);
    visit(*branch.test);
    visit_conditional(branch.body);
    visit_conditional(branch.orelse);
    break;
  }
  case StatementKind::With:
    for (const WithItem* item : as<With>(&statement)->items) {
      visit(*item->context_expr);
      visit_optional(item->optional_vars);
    }
    visit_conditional(as<With>(&statement)->body);
    break;
  case StatementKind::AsyncWith:
    for (const WithItem* item : as<AsyncWith>(&statement)->items) {
      visit(*item->context_expr);
      visit_optional(item->optional_vars);
    }
    visit_conditional(as<AsyncWith>(&statement)->body);
    break;
  case StatementKind::Match: {
    const auto& match = *as<Match>(&statement);
    visit(*match.subject);
    bool before = std::exchange(current_->in_conditional_block, true);
    for (const MatchCase* match_case : match.cases) {
      visit(*match_case->pattern);
      visit_optional(match_case->guard);
      visit_body(match_case->body);
    }
    current_->in_conditional_block = before;
    break;
  }
  case StatementKind::Raise:
    visit_optional(as<Raise>(&statement)->exc);
    visit_optional(as<Raise>(&statement)->cause);
    break;
  case StatementKind::Try: visit_try(*as<Try>(&statement)); break;
  case StatementKind::TryStar: visit_try(*as<TryStar>(&statement)); break;
  case StatementKind::Assert:
    visit(*as<Assert>(&statement)->test);
    visit_optional(as<Assert>(&statement)->msg);
    break;
  case StatementKind::Import:
    for (const Alias* alias : as<Import>(&statement)->names) visit_alias(*alias);
    break;
  case StatementKind::ImportFrom:
    for (const Alias* alias : as<ImportFrom>(&statement)->names) visit_alias(*alias);
    break;
  case StatementKind::Global: visit_declaration(*as<Global>(&statement), true); break;
  case StatementKind::Nonlocal: visit_declaration(*as<Nonlocal>(&statement), false); break;
  case StatementKind::Expr: visit(*as<Expr>(&statement)->value); break;
  case StatementKind::Pass:
  case StatementKind::Break:
  case StatementKind::Continue: break;
  }
}

// ---- expressions

void Collector::visit_generator(const Comprehension& generator) {
  current_->iteration_target = true;
  visit(*generator.target);
  current_->iteration_target = false;
  bool before = std::exchange(current_->iterable_expression, true);
  visit(*generator.iter);
  current_->iterable_expression = before;
  visit_all(generator.ifs);
  if (generator.is_async) current_->coroutine = true;
}

void Collector::visit_comprehension(const Expression& node, Identifier name, ComprehensionKind kind,
                                    Sequence<Comprehension> generators, const Expression& element,
                                    const Expression* value) {
  const bool is_generator = kind == ComprehensionKind::generator;
  const Comprehension& outermost = *generators[0];
  // The first iterable is evaluated outside.
  bool before = std::exchange(current_->iterable_expression, true);
  visit(*outermost.iter);
  current_->iterable_expression = before;

  enter(name, ScopeKind::function, &node, ScopeRole::body, node.position);
  current_->method = false;
  current_->comprehension = kind;
  if (outermost.is_async) current_->coroutine = true;
  add(".0", Symbol::parameter, node.position);
  current_->iteration_target = true;
  visit(*outermost.target);
  current_->iteration_target = false;
  visit_all(outermost.ifs);
  for (const Comprehension* generator : generators.subspan(1)) visit_generator(*generator);
  visit_optional(value);
  visit(element);
  current_->generator = is_generator;
  bool is_async = current_->coroutine && !is_generator;
  leave();
  if (is_async) current_->coroutine = true;
}

void Collector::visit_named(const NamedExpr& expression) {
  if (current_->iterable_expression)
    fail(expression.position,
         "assignment expression cannot be used in a comprehension iterable expression");
  if (current_->comprehension != ComprehensionKind::none)
    extend_to_function(*as<Name>(expression.target));
  visit(*expression.value);
  visit(*expression.target);
}

/// `:=` in a comprehension binds in the function, or module, around it (PEP 572).
void Collector::extend_to_function(const Name& target) {
  Identifier mangled = mangle(arena_, class_name_, target.id);
  for (Scope* scope = current_; scope; scope = scope->parent) {
    if (scope->comprehension != ComprehensionKind::none) {
      if (scope->symbols.flags_of(mangled) & Symbol::iteration_variable)
        fail(target.position,
             fmt::format("assignment expression cannot rebind comprehension iteration variable "
                         "'{}'",
                         target.id));
      continue;
    }
    switch (scope->kind) {
    case ScopeKind::function: {
      bool global = (scope->symbols.flags_of(mangled) & Symbol::declared_global) != 0;
      add(target.id, global ? Symbol::declared_global : Symbol::declared_nonlocal, target.position);
      declare(target.id, target.position);
      add_to(*scope, target.id, Symbol::assigned, target.position);
      return;
    }
    case ScopeKind::module:
      add(target.id, Symbol::declared_global, target.position);
      declare(target.id, target.position);
      add_to(*scope, target.id, Symbol::declared_global, target.position);
      return;
    case ScopeKind::class_body:
      fail(target.position,
           "assignment expression within a comprehension cannot be used in a class body");
    case ScopeKind::type_parameters:
      fail(target.position, "assignment expression within a comprehension cannot be used within "
                            "the definition of a generic");
    case ScopeKind::type_alias:
      fail(target.position,
           "assignment expression within a comprehension cannot be used in a type alias");
    case ScopeKind::type_variable:
      fail(target.position,
           "assignment expression within a comprehension cannot be used in a TypeVar bound");
    case ScopeKind::annotations:
      fail(target.position,
           "assignment expression within a comprehension cannot be used in an annotation");
    }
  }
}

void Collector::visit(const Expression& expression) {
  const Position& position = expression.position;
  switch (expression.kind) {
  case ExpressionKind::NamedExpr:
    forbid_in_annotation("named expression", position);
    visit_named(*as<NamedExpr>(&expression));
    break;
  case ExpressionKind::BoolOp: visit_all(as<BoolOp>(&expression)->values); break;
  case ExpressionKind::BinOp:
    visit(*as<BinOp>(&expression)->left);
    visit(*as<BinOp>(&expression)->right);
    break;
  case ExpressionKind::UnaryOp: visit(*as<UnaryOp>(&expression)->operand); break;
  case ExpressionKind::Lambda: {
    const auto& lambda = *as<Lambda>(&expression);
    visit_all(lambda.args->defaults);
    visit_all(lambda.args->kw_defaults);
    enter("lambda", ScopeKind::function, &expression, ScopeRole::body, position);
    visit_arguments(*lambda.args);
    visit(*lambda.body);
    leave();
    break;
  }
  case ExpressionKind::IfExp:
    visit(*as<IfExp>(&expression)->test);
    visit(*as<IfExp>(&expression)->body);
    visit(*as<IfExp>(&expression)->orelse);
    break;
  case ExpressionKind::Dict:
    visit_all(as<Dict>(&expression)->keys);
    visit_all(as<Dict>(&expression)->values);
    break;
  case ExpressionKind::Set: visit_all(as<Set>(&expression)->elts); break;
  case ExpressionKind::ListComp: {
    const auto& node = *as<ListComp>(&expression);
    visit_comprehension(node, "listcomp", ComprehensionKind::list, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::SetComp: {
    const auto& node = *as<SetComp>(&expression);
    visit_comprehension(node, "setcomp", ComprehensionKind::set, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::GeneratorExp: {
    const auto& node = *as<GeneratorExp>(&expression);
    visit_comprehension(node, "genexpr", ComprehensionKind::generator, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::DictComp: {
    const auto& node = *as<DictComp>(&expression);
    visit_comprehension(node, "dictcomp", ComprehensionKind::dict, node.generators, *node.key,
                        node.value);
    break;
  }
  case ExpressionKind::Yield:
    forbid_in_annotation("yield expression", position);
    visit_optional(as<Yield>(&expression)->value);
    current_->generator = true;
    forbid_in_comprehension(position);
    break;
  case ExpressionKind::YieldFrom:
    forbid_in_annotation("yield expression", position);
    visit(*as<YieldFrom>(&expression)->value);
    current_->generator = true;
    forbid_in_comprehension(position);
    break;
  case ExpressionKind::Await:
    forbid_in_annotation("await expression", position);
    visit(*as<Await>(&expression)->value);
    current_->coroutine = true;
    break;
  case ExpressionKind::Compare:
    visit(*as<Compare>(&expression)->left);
    visit_all(as<Compare>(&expression)->comparators);
    break;
  case ExpressionKind::Call:
    visit(*as<Call>(&expression)->func);
    visit_all(as<Call>(&expression)->args);
    for (const Keyword* keyword : as<Call>(&expression)->keywords) visit(*keyword->value);
    break;
  case ExpressionKind::FormattedValue:
    visit(*as<FormattedValue>(&expression)->value);
    visit_optional(as<FormattedValue>(&expression)->format_spec);
    break;
  case ExpressionKind::JoinedStr: visit_all(as<JoinedStr>(&expression)->values); break;
  case ExpressionKind::Constant: break;
  case ExpressionKind::Attribute: visit(*as<Attribute>(&expression)->value); break;
  case ExpressionKind::Subscript:
    visit(*as<Subscript>(&expression)->value);
    visit(*as<Subscript>(&expression)->slice);
    break;
  case ExpressionKind::Starred: visit(*as<Starred>(&expression)->value); break;
  case ExpressionKind::Slice:
    visit_optional(as<Slice>(&expression)->lower);
    visit_optional(as<Slice>(&expression)->upper);
    visit_optional(as<Slice>(&expression)->step);
    break;
  case ExpressionKind::Name: {
    const auto& name = *as<Name>(&expression);
    bool load = name.ctx == ExpressionContext::Load;
    add(name.id, load ? Symbol::used : Symbol::assigned, position);
    // `super()` reads `__class__` without naming it.
    if (load && current_->is_function_like() && name.id == "super")
      add("__class__", Symbol::used, position);
    break;
  }
  case ExpressionKind::List: visit_all(as<List>(&expression)->elts); break;
  case ExpressionKind::Tuple: visit_all(as<Tuple>(&expression)->elts); break;
  }
}

void Collector::visit(const Pattern& pattern) {
  auto visit_patterns = [&](Sequence<Pattern> patterns) {
    for (const Pattern* inner : patterns) visit(*inner);
  };
  switch (pattern.kind) {
  case PatternKind::MatchValue: visit(*as<MatchValue>(&pattern)->value); break;
  case PatternKind::MatchSingleton: break;
  case PatternKind::MatchSequence: visit_patterns(as<MatchSequence>(&pattern)->patterns); break;
  case PatternKind::MatchStar:
    if (!as<MatchStar>(&pattern)->name.empty())
      add(as<MatchStar>(&pattern)->name, Symbol::assigned, pattern.position);
    break;
  case PatternKind::MatchMapping:
    visit_all(as<MatchMapping>(&pattern)->keys);
    visit_patterns(as<MatchMapping>(&pattern)->patterns);
    if (!as<MatchMapping>(&pattern)->rest.empty())
      add(as<MatchMapping>(&pattern)->rest, Symbol::assigned, pattern.position);
    break;
  case PatternKind::MatchClass:
    visit(*as<MatchClass>(&pattern)->cls);
    visit_patterns(as<MatchClass>(&pattern)->patterns);
    visit_patterns(as<MatchClass>(&pattern)->kwd_patterns);
    break;
  case PatternKind::MatchAs:
    if (as<MatchAs>(&pattern)->pattern) visit(*as<MatchAs>(&pattern)->pattern);
    if (!as<MatchAs>(&pattern)->name.empty())
      add(as<MatchAs>(&pattern)->name, Symbol::assigned, pattern.position);
    break;
  case PatternKind::MatchOr: visit_patterns(as<MatchOr>(&pattern)->patterns); break;
  }
}

} // namespace

SymbolTable make_symbol_table(Ast& ast, const monitoring::Behaviours& behaviours,
                              bool future_annotations) {
  return Collector(ast, behaviours, future_annotations).collect(ast);
}

} // namespace specmon::compiler
