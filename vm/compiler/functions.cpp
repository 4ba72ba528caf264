// Functions and lambdas: defaults, annotations, body, decorators.

#include "vm/compiler/code_generator.h"

#include <fmt/format.h>

namespace specmon::compiler {

using vm::FunctionAttribute;

namespace {

constexpr int bit(FunctionAttribute attribute) {
  return static_cast<int>(attribute);
}

int first_line_of(const Position& position, Sequence<Expression> decorators) {
  return decorators.empty() ? position.line : decorators[0]->position.line;
}

} // namespace

void CodeGenerator::apply_decorators(Sequence<Expression> decorators) {
  // The decorated object stands where a method's self would.
  for (std::size_t i = decorators.size(); i-- > 0;)
    emit(Opcode::CALL, 0, location_of(decorators[i]->position));
}

void CodeGenerator::forbid_argument_names(const Arguments& arguments) {
  auto check = [this](const Arg* arg) {
    if (arg) forbid_name(arg->arg, ExpressionContext::Store, arg->position);
  };
  for (const Arg* arg : arguments.posonlyargs) check(arg);
  for (const Arg* arg : arguments.args) check(arg);
  check(arguments.vararg);
  for (const Arg* arg : arguments.kwonlyargs) check(arg);
  check(arguments.kwarg);
}

void CodeGenerator::set_arguments(const Arguments& arguments) {
  UnitInfo& info = unit().info;
  info.positional_only_count = static_cast<int>(arguments.posonlyargs.size());
  info.argument_count = info.positional_only_count + static_cast<int>(arguments.args.size());
  info.keyword_only_count = static_cast<int>(arguments.kwonlyargs.size());
}

int CodeGenerator::visit_defaults(const Arguments& arguments, const SourceLocation& at) {
  int attributes = 0;
  if (!arguments.defaults.empty()) {
    visit_all(arguments.defaults);
    emit(Opcode::BUILD_TUPLE, static_cast<int>(arguments.defaults.size()), at);
    attributes |= bit(FunctionAttribute::defaults);
  }
  std::vector<vm::Constant> keys;
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
    const Expression* value = arguments.kw_defaults[i];
    if (!value) continue;
    keys.push_back(vm::Constant::string(std::string(mangled(arguments.kwonlyargs[i]->arg))));
    if (!behaviours_.constant_key_maps()) load_constant(keys.back(), at);
    visit(*value);
  }
  if (keys.empty()) return attributes;
  const int count = static_cast<int>(keys.size());
  if (behaviours_.constant_key_maps()) {
    load_constant(vm::Constant::tuple(std::move(keys)), at);
    emit(Opcode::BUILD_CONST_KEY_MAP, count, at);
  } else {
    emit(Opcode::BUILD_MAP, count, at);
  }
  return attributes | bit(FunctionAttribute::keyword_defaults);
}

/// Pushes name and value of each; the result counts the pairs.
int CodeGenerator::visit_argument_annotations(const Arguments& arguments, const Expression* returns,
                                              const SourceLocation& at) {
  int count = 0;
  auto visit_one = [&](Identifier name, const Expression* annotation) {
    if (!annotation) return;
    load_text(mangled(name), at);
    const auto* starred = try_as<Starred>(annotation);
    if (starred && !flags_.future_annotations) {
      // `*args: *Ts` is Unpack[Ts] alone, not an iterable of it.
      visit(*starred->value);
      emit(Opcode::UNPACK_SEQUENCE, 1, at);
    } else {
      visit_annotation(*annotation);
    }
    ++count;
  };
  for (const Arg* arg : arguments.args) visit_one(arg->arg, arg->annotation);
  for (const Arg* arg : arguments.posonlyargs) visit_one(arg->arg, arg->annotation);
  if (arguments.vararg) visit_one(arguments.vararg->arg, arguments.vararg->annotation);
  for (const Arg* arg : arguments.kwonlyargs) visit_one(arg->arg, arg->annotation);
  if (arguments.kwarg) visit_one(arguments.kwarg->arg, arguments.kwarg->annotation);
  visit_one("return", returns);
  return count;
}

int CodeGenerator::visit_function_annotations(const Arguments& arguments, const Expression* returns,
                                              Identifier name, const SourceLocation& at) {
  if (!behaviours_.lazy_annotations()) {
    int count = visit_argument_annotations(arguments, returns, at);
    if (count == 0) return 0;
    emit(Opcode::BUILD_TUPLE, count * 2, at);
    return bit(FunctionAttribute::annotations);
  }
  Scope* scope = symbols_.find(&arguments, ScopeRole::annotations);
  if (!scope || !scope->annotations_used) return 0;
  enter("__annotate__", UnitKind::annotations, *scope, at.line);
  // But a generic function of the module has nothing in front.
  const bool alone = unit().info.qualname == unit().info.name &&
                     units_[units_.size() - 2]->kind == UnitKind::type_parameters;
  if (behaviours_.annotate_is_named_after_function() && !alone) {
    std::string& qualname = unit().info.qualname;
    qualname.insert(qualname.size() - unit().info.name.size(), fmt::format("{}.", name));
  }
  check_annotation_format(at);
  int count = visit_argument_annotations(arguments, returns, at);
  emit(Opcode::BUILD_MAP, count, at);
  emit(Opcode::RETURN_VALUE, at);
  make_closure(leave(true), 0, at, &arguments);
  return bit(FunctionAttribute::annotate);
}

template <typename Definition>
void CodeGenerator::function_body(const Definition& definition, bool is_async, int attributes,
                                  int first_line) {
  Scope& scope = *symbols_.find(&definition);
  const SourceLocation at = location_of(definition.position);
  enter(std::string(definition.name), is_async ? UnitKind::async_function : UnitKind::function,
        scope, first_line);
  set_arguments(*definition.args);
  Sequence<Statement> body = definition.body;
  const Expression* docstring = docstring_of(body);
  if (docstring) body = body.subspan(1);
  // Constant 0 is the docstring.
  if (docstring && flags_.optimize < 2) {
    const std::string& text = as<Constant>(docstring)->value.as_string();
    unit().info.constants.index_of(
        vm::Constant::string(behaviours_.clean_docstrings() ? clean_docstring(text) : text));
  } else if (!behaviours_.docstring_flag()) {
    unit().info.constants.index_of(vm::Constant::none());
  }
  Label start = new_label();
  place(start);
  const bool is_generator = scope.coroutine || scope.generator;
  if (is_generator) push_block(BlockKind::stop_iteration, start, {}, no_location);
  visit_all(body);
  if (is_generator) {
    wrap_in_stop_iteration_handler();
    pop_block();
  }
  make_closure(leave(true), attributes, at, &definition);
}

template <typename Definition>
void CodeGenerator::visit_function(const Definition& definition, bool is_async) {
  const SourceLocation at = location_of(definition.position);
  const int first_line = first_line_of(definition.position, definition.decorator_list);
  forbid_argument_names(*definition.args);
  forbid_name(definition.name, ExpressionContext::Store, definition.position);
  visit_all(definition.decorator_list);
  const bool generic = !definition.type_params.empty();
  // The null for the call of the function of the type parameters (LAYOUT-27).
  const bool null_first = generic && behaviours_.null_before_callee();
  if (null_first) emit(Opcode::PUSH_NULL, at);
  int attributes = visit_defaults(*definition.args, at);
  int handed = 0; // defaults that are handed to the function of the type parameters
  if (generic) {
    if (attributes & bit(FunctionAttribute::defaults)) ++handed;
    if (attributes & bit(FunctionAttribute::keyword_defaults)) ++handed;
    if (handed == 2 && !null_first) exchange(2, at);
    enter(fmt::format("<generic parameters of {}>", definition.name), UnitKind::type_parameters,
          *symbols_.find(definition.type_params.data(), ScopeRole::type_parameters), first_line);
    unit().info.argument_count = handed;
    visit_type_parameters(definition.type_params);
    for (int i = 0; i < handed; ++i) emit(Opcode::LOAD_FAST, i, at);
  }
  attributes |=
      visit_function_annotations(*definition.args, definition.returns, definition.name, at);
  function_body(definition, is_async, attributes, first_line);
  if (generic) {
    exchange(2, at);
    emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(vm::Intrinsic2::set_function_type_params), at);
    make_closure(leave(false), 0, at, definition.type_params.data());
    // A first default stands where else the null stands.
    if (null_first) {
      exchange(handed + 2, at);
      if (handed > 0) emit(Opcode::POP_TOP, at);
    } else if (handed > 0) {
      exchange(handed + 1, at);
    } else {
      emit(Opcode::PUSH_NULL, at);
    }
    emit(Opcode::CALL, std::max(handed - 1, 0), at);
  }
  apply_decorators(definition.decorator_list);
  store(definition.name, at);
}
template void CodeGenerator::visit_function(const FunctionDef& definition, bool is_async);
template void CodeGenerator::visit_function(const AsyncFunctionDef& definition, bool is_async);

void CodeGenerator::visit_lambda(const Lambda& expression) {
  const SourceLocation at = location_of(expression.position);
  forbid_argument_names(*expression.args);
  int attributes = visit_defaults(*expression.args, at);
  Scope& scope = *symbols_.find(&expression);
  enter("<lambda>", UnitKind::lambda, scope, expression.position.line);
  set_arguments(*expression.args);
  if (!behaviours_.docstring_flag()) unit().info.constants.index_of(vm::Constant::none());
  visit(*expression.body);
  if (!scope.generator) emit(Opcode::RETURN_VALUE, location_of(expression.body->position));
  make_closure(leave(!scope.generator), attributes, at, &expression);
}

} // namespace specmon::compiler
