#include "vm/compiler/fold.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "vm/compiler/constant_arithmetic.h"
#include "vm/compiler/symbols.h"

namespace specmon::compiler {

namespace {

using Kind = vm::Constant::Kind;

vm::BinaryOperation operation_of(Operator op) {
  using vm::BinaryOperation;
  switch (op) {
  case Operator::Add: return BinaryOperation::add;
  case Operator::Sub: return BinaryOperation::subtract;
  case Operator::Mult: return BinaryOperation::multiply;
  case Operator::MatMult: return BinaryOperation::matrix_multiply;
  case Operator::Div: return BinaryOperation::true_divide;
  case Operator::Mod: return BinaryOperation::remainder;
  case Operator::Pow: return BinaryOperation::power;
  case Operator::LShift: return BinaryOperation::lshift;
  case Operator::RShift: return BinaryOperation::rshift;
  case Operator::BitOr: return BinaryOperation::or_;
  case Operator::BitXor: return BinaryOperation::xor_;
  case Operator::BitAnd: return BinaryOperation::and_;
  case Operator::FloorDiv: return BinaryOperation::floor_divide;
  }
  return BinaryOperation::add;
}

bool has_star(Sequence<Expression> items) {
  return std::any_of(items.begin(), items.end(),
                     [](const Expression* item) { return is<Starred>(item); });
}

class Folder {
public:
  Folder(Ast& ast, bool constants, bool annotations, int optimize)
      : arena_(ast.arena), constants_(constants), annotations_(annotations), optimize_(optimize) {}

  void fold_body(Sequence<Statement> body) {
    const bool documented = docstring_of(body) != nullptr;
    for (std::size_t i = 0; i < body.size(); ++i) {
      // What only becomes a string by folding is no docstring.
      auto* first = i == 0 && !documented ? try_as<Expr>(body[0]) : nullptr;
      Expression* before = first ? first->value : nullptr;
      fold(*body[i]);
      if (first && docstring_of(body)) first->value = before;
    }
  }
  /// The expression, or what takes its place.
  Expression* fold(Expression* expression);
  void fold(Statement& statement);

private:
  void fold_slot(Expression*& slot) {
    if (slot) slot = fold(slot);
  }
  void fold_all(Sequence<Expression> expressions) {
    for (Expression* const& slot : expressions) fold_slot(const_cast<Expression*&>(slot));
  }
  void fold_annotation(Expression*& annotation) {
    if (annotations_) fold_slot(annotation);
  }
  void fold_arguments(Arguments& arguments);
  void fold_generators(Sequence<Comprehension> generators) {
    for (Comprehension* generator : generators) {
      fold_slot(generator->target);
      fold_slot(generator->iter);
      fold_all(generator->ifs);
      fold_iterable(generator->iter);
    }
  }
  void fold_type_parameters(Sequence<TypeParameter> parameters);
  void fold_pattern(Pattern& pattern);
  void fold_pattern_value(Expression*& value);
  /// What is only iterated or searched need not be a list or set.
  void fold_iterable(Expression*& iterable);
  Expression* fold_unary(UnaryOp& expression);
  Expression* fold_binary(BinOp& expression);
  Expression* format_string(BinOp& expression);
  template <typename Definition> void fold_function(Definition& definition);
  template <typename Node> void fold_try(Node& statement);

  Expression* constant(vm::Constant value, const Position& position) {
    auto* node = arena_.make<Constant>();
    node->position = position;
    node->value = std::move(value);
    return node;
  }
  static std::optional<std::vector<vm::Constant>> values_of(Sequence<Expression> items) {
    std::vector<vm::Constant> values;
    for (const Expression* item : items) {
      const auto* node = try_as<Constant>(item);
      if (!node) return std::nullopt;
      values.push_back(node->value);
    }
    return values;
  }

  Arena& arena_;
  bool constants_;
  bool annotations_;
  int optimize_;
};

Expression* Folder::fold_unary(UnaryOp& expression) {
  fold_slot(expression.operand);
  if (!constants_) return &expression;
  if (const auto* operand = try_as<Constant>(expression.operand)) {
    ConstantUnaryOperator how = ConstantUnaryOperator::not_;
    switch (expression.op) {
    case UnaryOperator::Invert: how = ConstantUnaryOperator::invert; break;
    case UnaryOperator::Not: how = ConstantUnaryOperator::not_; break;
    case UnaryOperator::UAdd: how = ConstantUnaryOperator::positive; break;
    case UnaryOperator::USub: how = ConstantUnaryOperator::negative; break;
    }
    if (auto value = compiler::fold_unary(how, operand->value))
      return constant(std::move(*value), expression.position);
    return &expression;
  }
  // `not a in b` is `a not in b`.
  auto* comparison = try_as<Compare>(expression.operand);
  if (expression.op != UnaryOperator::Not || !comparison || comparison->ops.size() != 1)
    return &expression;
  Comparison inverse;
  switch (comparison->ops[0]) {
  case Comparison::Is: inverse = Comparison::IsNot; break;
  case Comparison::IsNot: inverse = Comparison::Is; break;
  case Comparison::In: inverse = Comparison::NotIn; break;
  case Comparison::NotIn: inverse = Comparison::In; break;
  default: return &expression;
  }
  comparison->ops = arena_.copy(std::vector<Comparison>{inverse});
  return comparison; // at its own position
}

Expression* Folder::fold_binary(BinOp& expression) {
  fold_slot(expression.left);
  fold_slot(expression.right);
  const auto* left = try_as<Constant>(expression.left);
  if (!left) return &expression;
  if (expression.op == Operator::Mod && left->value.is(Kind::string) &&
      is<Tuple>(expression.right) && !has_star(as<Tuple>(expression.right)->elts))
    return format_string(expression);
  const auto* right = try_as<Constant>(expression.right);
  if (!constants_ || !right) return &expression;
  auto value = compiler::fold_binary(operation_of(expression.op), left->value, right->value);
  if (!value) return &expression;
  return constant(std::move(*value), expression.position);
}

/// `"%s and %r" % (a, b)` is what f"{a!s} and {b!r}" is.
Expression* Folder::format_string(BinOp& expression) {
  const std::string& format = as<Constant>(expression.left)->value.as_string();
  Sequence<Expression> items = as<Tuple>(expression.right)->elts;
  std::vector<Expression*> parts;
  std::size_t position = 0, used = 0;
  constexpr int max_digits = 3;
  auto number = [&]() -> std::optional<int> {
    int value = 0, digits = 0;
    while (position < format.size() && format[position] >= '0' && format[position] <= '9') {
      value = value * 10 + (format[position++] - '0');
      if (++digits >= max_digits) return std::nullopt;
    }
    return value;
  };
  for (;;) {
    std::string literal;
    while (position < format.size()) {
      if (format[position] == '%') {
        if (position + 1 < format.size() && format[position + 1] == '%')
          ++position;
        else
          break;
      }
      literal += format[position++];
    }
    if (!literal.empty())
      parts.push_back(constant(vm::Constant::string(std::move(literal)), {})); // without a line
    if (position >= format.size()) break;
    if (used >= items.size()) return &expression;
    ++position;
    bool left_justified = false;
    while (position < format.size() &&
           std::string("-+ #0").find(format[position]) != std::string::npos)
      left_justified |= format[position++] == '-';
    int width = -1, precision = -1;
    if (position < format.size() && format[position] >= '0' && format[position] <= '9') {
      auto value = number();
      if (!value) return &expression;
      width = *value;
    }
    if (position < format.size() && format[position] == '.') {
      ++position;
      auto value = number();
      if (!value) return &expression;
      precision = *value;
    }
    if (position >= format.size()) return &expression;
    const char conversion = format[position++];
    if (conversion != 's' && conversion != 'r' && conversion != 'a') return &expression;
    std::string specification;
    if (!left_justified && width > 0) specification += '>';
    if (width >= 0) specification += std::to_string(width);
    if (precision >= 0) specification += fmt::format(".{}", precision);
    auto* value = arena_.make<FormattedValue>();
    value->value = items[used++];
    value->position = value->value->position;
    value->conversion = conversion;
    if (!specification.empty())
      value->format_spec = constant(vm::Constant::string(specification), value->position);
    parts.push_back(value);
  }
  if (used < items.size()) return &expression;
  auto* joined = arena_.make<JoinedStr>();
  joined->position = expression.position;
  joined->values = arena_.copy(parts);
  return joined;
}

void Folder::fold_iterable(Expression*& iterable) {
  if (!constants_) return;
  if (const auto* list = try_as<List>(iterable)) {
    if (has_star(list->elts)) return;
    if (auto values = values_of(list->elts)) {
      iterable = constant(vm::Constant::tuple(std::move(*values)), list->position);
      return;
    }
    auto* tuple = arena_.make<Tuple>();
    tuple->position = list->position;
    tuple->elts = list->elts;
    iterable = tuple;
  } else if (const auto* set = try_as<Set>(iterable)) {
    if (auto values = values_of(set->elts))
      iterable = constant(vm::Constant::frozenset(std::move(*values)), set->position);
  }
}

Expression* Folder::fold(Expression* expression) {
  switch (expression->kind) {
  case ExpressionKind::BoolOp: fold_all(as<BoolOp>(expression)->values); break;
  case ExpressionKind::NamedExpr: fold_slot(as<NamedExpr>(expression)->value); break;
  case ExpressionKind::BinOp: return fold_binary(*as<BinOp>(expression));
  case ExpressionKind::UnaryOp: return fold_unary(*as<UnaryOp>(expression));
  case ExpressionKind::Lambda:
    fold_arguments(*as<Lambda>(expression)->args);
    fold_slot(as<Lambda>(expression)->body);
    break;
  case ExpressionKind::IfExp:
    fold_slot(as<IfExp>(expression)->test);
    fold_slot(as<IfExp>(expression)->body);
    fold_slot(as<IfExp>(expression)->orelse);
    break;
  case ExpressionKind::Dict:
    fold_all(as<Dict>(expression)->keys);
    fold_all(as<Dict>(expression)->values);
    break;
  case ExpressionKind::Set: fold_all(as<Set>(expression)->elts); break;
  case ExpressionKind::ListComp:
    fold_slot(as<ListComp>(expression)->elt);
    fold_generators(as<ListComp>(expression)->generators);
    break;
  case ExpressionKind::SetComp:
    fold_slot(as<SetComp>(expression)->elt);
    fold_generators(as<SetComp>(expression)->generators);
    break;
  case ExpressionKind::DictComp:
    fold_slot(as<DictComp>(expression)->key);
    fold_slot(as<DictComp>(expression)->value);
    fold_generators(as<DictComp>(expression)->generators);
    break;
  case ExpressionKind::GeneratorExp:
    fold_slot(as<GeneratorExp>(expression)->elt);
    fold_generators(as<GeneratorExp>(expression)->generators);
    break;
  case ExpressionKind::Await: fold_slot(as<Await>(expression)->value); break;
  case ExpressionKind::Yield: fold_slot(as<Yield>(expression)->value); break;
  case ExpressionKind::YieldFrom: fold_slot(as<YieldFrom>(expression)->value); break;
  case ExpressionKind::Compare: {
    auto& comparison = *as<Compare>(expression);
    fold_slot(comparison.left);
    fold_all(comparison.comparators);
    if (comparison.ops.back() == Comparison::In || comparison.ops.back() == Comparison::NotIn)
      fold_iterable(const_cast<Expression*&>(comparison.comparators.back()));
    break;
  }
  case ExpressionKind::Call:
    fold_slot(as<Call>(expression)->func);
    fold_all(as<Call>(expression)->args);
    for (Keyword* keyword : as<Call>(expression)->keywords) fold_slot(keyword->value);
    break;
  case ExpressionKind::FormattedValue:
    fold_slot(as<FormattedValue>(expression)->value);
    fold_slot(as<FormattedValue>(expression)->format_spec);
    break;
  case ExpressionKind::JoinedStr: fold_all(as<JoinedStr>(expression)->values); break;
  case ExpressionKind::Constant: break;
  case ExpressionKind::Attribute: fold_slot(as<Attribute>(expression)->value); break;
  case ExpressionKind::Subscript: {
    auto& subscript = *as<Subscript>(expression);
    fold_slot(subscript.value);
    fold_slot(subscript.slice);
    if (!constants_ || subscript.ctx != ExpressionContext::Load) break;
    const auto* value = try_as<Constant>(subscript.value);
    const auto* index = try_as<Constant>(subscript.slice);
    if (!value || !index) break;
    if (auto item =
            compiler::fold_binary(vm::BinaryOperation::subscript, value->value, index->value))
      return constant(std::move(*item), subscript.position);
    break;
  }
  case ExpressionKind::Starred: fold_slot(as<Starred>(expression)->value); break;
  case ExpressionKind::Name:
    if (as<Name>(expression)->id == "__debug__" &&
        as<Name>(expression)->ctx == ExpressionContext::Load)
      return constant(vm::Constant::boolean(optimize_ == 0), expression->position);
    break;
  case ExpressionKind::List: fold_all(as<List>(expression)->elts); break;
  case ExpressionKind::Tuple: {
    auto& tuple = *as<Tuple>(expression);
    fold_all(tuple.elts);
    if (!constants_ || tuple.ctx != ExpressionContext::Load) break;
    if (auto values = values_of(tuple.elts))
      return constant(vm::Constant::tuple(std::move(*values)), tuple.position);
    break;
  }
  case ExpressionKind::Slice:
    fold_slot(as<Slice>(expression)->lower);
    fold_slot(as<Slice>(expression)->upper);
    fold_slot(as<Slice>(expression)->step);
    break;
  }
  return expression;
}

void Folder::fold_arguments(Arguments& arguments) {
  for (Sequence<Arg> list : {arguments.posonlyargs, arguments.args, arguments.kwonlyargs})
    for (Arg* arg : list) fold_annotation(arg->annotation);
  if (arguments.vararg) fold_annotation(arguments.vararg->annotation);
  if (arguments.kwarg) fold_annotation(arguments.kwarg->annotation);
  fold_all(arguments.kw_defaults);
  fold_all(arguments.defaults);
}

void Folder::fold_type_parameters(Sequence<TypeParameter> parameters) {
  for (TypeParameter* parameter : parameters) {
    switch (parameter->kind) {
    case TypeParameterKind::TypeVar:
      fold_slot(as<TypeVar>(parameter)->bound);
      fold_slot(as<TypeVar>(parameter)->default_value);
      break;
    case TypeParameterKind::ParamSpec: fold_slot(as<ParamSpec>(parameter)->default_value); break;
    case TypeParameterKind::TypeVarTuple:
      fold_slot(as<TypeVarTuple>(parameter)->default_value);
      break;
    }
  }
}

/// Signed and complex numbers in patterns are constants in all versions.
void Folder::fold_pattern_value(Expression*& value) {
  bool before = std::exchange(constants_, true);
  fold_slot(value);
  constants_ = before;
}

void Folder::fold_pattern(Pattern& pattern) {
  auto fold_patterns = [this](Sequence<Pattern> patterns) {
    for (Pattern* inner : patterns) fold_pattern(*inner);
  };
  switch (pattern.kind) {
  case PatternKind::MatchValue: fold_pattern_value(as<MatchValue>(&pattern)->value); break;
  case PatternKind::MatchSequence: fold_patterns(as<MatchSequence>(&pattern)->patterns); break;
  case PatternKind::MatchMapping:
    for (Expression* const& key : as<MatchMapping>(&pattern)->keys)
      fold_pattern_value(const_cast<Expression*&>(key));
    fold_patterns(as<MatchMapping>(&pattern)->patterns);
    break;
  case PatternKind::MatchClass:
    fold_slot(as<MatchClass>(&pattern)->cls);
    fold_patterns(as<MatchClass>(&pattern)->patterns);
    fold_patterns(as<MatchClass>(&pattern)->kwd_patterns);
    break;
  case PatternKind::MatchAs:
    if (as<MatchAs>(&pattern)->pattern) fold_pattern(*as<MatchAs>(&pattern)->pattern);
    break;
  case PatternKind::MatchOr: fold_patterns(as<MatchOr>(&pattern)->patterns); break;
  case PatternKind::MatchSingleton:
  case PatternKind::MatchStar: break;
  }
}

template <typename Definition> void Folder::fold_function(Definition& definition) {
  fold_type_parameters(definition.type_params);
  fold_arguments(*definition.args);
  fold_body(definition.body);
  fold_all(definition.decorator_list);
  fold_annotation(definition.returns);
}

template <typename Node> void Folder::fold_try(Node& statement) {
  fold_body(statement.body);
  for (ExceptHandler* handler : statement.handlers) {
    fold_slot(handler->type);
    fold_body(handler->body);
  }
  fold_body(statement.orelse);
  fold_body(statement.finalbody);
}

void Folder::fold(Statement& statement) {
  auto fold_loop = [this](auto& loop) {
    fold_slot(loop.target);
    fold_slot(loop.iter);
    fold_body(loop.body);
    fold_body(loop.orelse);
    fold_iterable(loop.iter);
  };
  auto fold_with = [this](auto& with) {
    for (WithItem* item : with.items) {
      fold_slot(item->context_expr);
      fold_slot(item->optional_vars);
    }
    fold_body(with.body);
  };
  switch (statement.kind) {
  case StatementKind::FunctionDef: fold_function(*as<FunctionDef>(&statement)); break;
  case StatementKind::AsyncFunctionDef: fold_function(*as<AsyncFunctionDef>(&statement)); break;
  case StatementKind::ClassDef: {
    auto& definition = *as<ClassDef>(&statement);
    fold_type_parameters(definition.type_params);
    fold_all(definition.bases);
    for (Keyword* keyword : definition.keywords) fold_slot(keyword->value);
    fold_body(definition.body);
    fold_all(definition.decorator_list);
    break;
  }
  case StatementKind::Return: fold_slot(as<Return>(&statement)->value); break;
  case StatementKind::Delete: fold_all(as<Delete>(&statement)->targets); break;
  case StatementKind::Assign:
    fold_all(as<Assign>(&statement)->targets);
    fold_slot(as<Assign>(&statement)->value);
    break;
  case StatementKind::TypeAlias:
    fold_type_parameters(as<TypeAlias>(&statement)->type_params);
    fold_slot(as<TypeAlias>(&statement)->value);
    break;
  case StatementKind::AugAssign:
    fold_slot(as<AugAssign>(&statement)->target);
    fold_slot(as<AugAssign>(&statement)->value);
    break;
  case StatementKind::AnnAssign:
    fold_slot(as<AnnAssign>(&statement)->target);
    fold_annotation(as<AnnAssign>(&statement)->annotation);
    fold_slot(as<AnnAssign>(&statement)->value);
    break;
  case StatementKind::For: fold_loop(*as<For>(&statement)); break;
  case StatementKind::AsyncFor: {
    auto& loop = *as<AsyncFor>(&statement);
    fold_slot(loop.target);
    fold_slot(loop.iter);
    fold_body(loop.body);
    fold_body(loop.orelse);
    break;
  }
  case StatementKind::While:
    fold_slot(as<While>(&statement)->test);
    fold_body(as<While>(&statement)->body);
    fold_body(as<While>(&statement)->orelse);
    break;
  case StatementKind::If:
    fold_slot(as<If>(&statement)->test);
    fold_body(as<If>(&statement)->body);
    fold_body(as<If>(&statement)->orelse);
    break;
  case StatementKind::With: fold_with(*as<With>(&statement)); break;
  case StatementKind::AsyncWith: fold_with(*as<AsyncWith>(&statement)); break;
  case StatementKind::Match:
    fold_slot(as<Match>(&statement)->subject);
    for (MatchCase* match_case : as<Match>(&statement)->cases) {
      fold_pattern(*match_case->pattern);
      fold_slot(match_case->guard);
      fold_body(match_case->body);
    }
    break;
  case StatementKind::Raise:
    fold_slot(as<Raise>(&statement)->exc);
    fold_slot(as<Raise>(&statement)->cause);
    break;
  case StatementKind::Try: fold_try(*as<Try>(&statement)); break;
  case StatementKind::TryStar: fold_try(*as<TryStar>(&statement)); break;
  case StatementKind::Assert:
    fold_slot(as<Assert>(&statement)->test);
    fold_slot(as<Assert>(&statement)->msg);
    break;
  case StatementKind::Expr: fold_slot(as<Expr>(&statement)->value); break;
  case StatementKind::Import:
  case StatementKind::ImportFrom:
  case StatementKind::Global:
  case StatementKind::Nonlocal:
  case StatementKind::Pass:
  case StatementKind::Break:
  case StatementKind::Continue: break;
  }
}

} // namespace

void fold(Ast& ast, const monitoring::Behaviours& behaviours, bool fold_annotations, int optimize) {
  Folder folder(ast, !behaviours.constants_fold_in_flow_graph(), fold_annotations, optimize);
  if (ast.expression)
    ast.expression = folder.fold(ast.expression);
  else
    folder.fold_body(ast.body);
}

} // namespace specmon::compiler
