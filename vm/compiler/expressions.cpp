// Operators, displays, subscripts, f-strings, conditions.

#include "vm/compiler/code_generator.h"

#include <algorithm>

#include <fmt/format.h>

namespace specmon::compiler {

using vm::BinaryOperation;
using vm::CompareOperation;

namespace {

bool is_constant(const Expression* expression) {
  return is<Constant>(expression);
}
bool is_starred(const Expression* expression) {
  return is<Starred>(expression);
}

bool are_constants(Sequence<Expression> expressions) {
  return std::all_of(expressions.begin(), expressions.end(), is_constant);
}

std::vector<vm::Constant> values_of(Sequence<Expression> constants) {
  std::vector<vm::Constant> values;
  for (const Expression* constant : constants) values.push_back(as<Constant>(constant)->value);
  return values;
}

BinaryOperation operation_of(Operator operation) {
  switch (operation) {
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

} // namespace

void CodeGenerator::visit(const Expression& expression) {
  const SourceLocation at = location_of(expression.position);
  switch (expression.kind) {
  case ExpressionKind::NamedExpr:
    visit(*as<NamedExpr>(&expression)->value);
    copy(1, at);
    visit(*as<NamedExpr>(&expression)->target);
    break;
  case ExpressionKind::BoolOp: visit_bool_op(*as<BoolOp>(&expression)); break;
  case ExpressionKind::BinOp:
    visit(*as<BinOp>(&expression)->left);
    visit(*as<BinOp>(&expression)->right);
    binary(as<BinOp>(&expression)->op, false, at);
    break;
  case ExpressionKind::UnaryOp: {
    const auto& unary = *as<UnaryOp>(&expression);
    visit(*unary.operand);
    switch (unary.op) {
    case UnaryOperator::Not:
      to_bool(at);
      emit(Opcode::UNARY_NOT, at);
      break;
    case UnaryOperator::UAdd:
      emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::unary_positive), at);
      break;
    case UnaryOperator::USub: emit(Opcode::UNARY_NEGATIVE, at); break;
    case UnaryOperator::Invert: emit(Opcode::UNARY_INVERT, at); break;
    }
    break;
  }
  case ExpressionKind::Lambda: visit_lambda(*as<Lambda>(&expression)); break;
  case ExpressionKind::IfExp: visit_conditional(*as<IfExp>(&expression)); break;
  case ExpressionKind::Dict: visit_dict(*as<Dict>(&expression)); break;
  case ExpressionKind::Set: visit_display(as<Set>(&expression)->elts, 0, Display::set, at); break;
  case ExpressionKind::ListComp: {
    const auto& node = *as<ListComp>(&expression);
    visit_comprehension(node, "<listcomp>", ComprehensionKind::list, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::SetComp: {
    const auto& node = *as<SetComp>(&expression);
    visit_comprehension(node, "<setcomp>", ComprehensionKind::set, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::DictComp: {
    const auto& node = *as<DictComp>(&expression);
    visit_comprehension(node, "<dictcomp>", ComprehensionKind::dict, node.generators, *node.key,
                        node.value);
    break;
  }
  case ExpressionKind::GeneratorExp: {
    const auto& node = *as<GeneratorExp>(&expression);
    visit_comprehension(node, "<genexpr>", ComprehensionKind::generator, node.generators, *node.elt,
                        nullptr);
    break;
  }
  case ExpressionKind::Await: visit_await(*as<Await>(&expression)); break;
  case ExpressionKind::Yield: visit_yield(*as<Yield>(&expression)); break;
  case ExpressionKind::YieldFrom: visit_yield_from(*as<YieldFrom>(&expression)); break;
  case ExpressionKind::Compare: visit_compare(*as<Compare>(&expression)); break;
  case ExpressionKind::Call: visit_call(*as<Call>(&expression)); break;
  case ExpressionKind::FormattedValue: visit_formatted(*as<FormattedValue>(&expression)); break;
  case ExpressionKind::JoinedStr: visit_joined(*as<JoinedStr>(&expression)); break;
  case ExpressionKind::Constant: load_constant(as<Constant>(&expression)->value, at); break;
  case ExpressionKind::Attribute: visit_attribute(*as<Attribute>(&expression)); break;
  case ExpressionKind::Subscript: visit_subscript(*as<Subscript>(&expression)); break;
  case ExpressionKind::Starred:
    fail(expression.position, as<Starred>(&expression)->ctx == ExpressionContext::Store
                                  ? "starred assignment target must be in a list or tuple"
                                  : "can't use starred expression here");
  case ExpressionKind::Slice: visit_slice(*as<Slice>(&expression)); break;
  case ExpressionKind::Name:
    forbid_name(as<Name>(&expression)->id, as<Name>(&expression)->ctx, expression.position);
    access(as<Name>(&expression)->id, as<Name>(&expression)->ctx, at);
    break;
  case ExpressionKind::List: {
    const auto& list = *as<List>(&expression);
    if (list.ctx == ExpressionContext::Store)
      unpack(list.elts, at);
    else if (list.ctx == ExpressionContext::Del)
      visit_all(list.elts);
    else
      visit_display(list.elts, 0, Display::list, at);
    break;
  }
  case ExpressionKind::Tuple: {
    const auto& tuple = *as<Tuple>(&expression);
    if (tuple.ctx == ExpressionContext::Store)
      unpack(tuple.elts, at);
    else if (tuple.ctx == ExpressionContext::Del)
      visit_all(tuple.elts);
    else
      visit_display(tuple.elts, 0, Display::tuple, at);
    break;
  }
  }
}

// ---- operators and conditions

void CodeGenerator::binary(Operator operation, bool in_place, const SourceLocation& at) {
  constexpr int to_in_place = static_cast<int>(BinaryOperation::inplace_add);
  emit(Opcode::BINARY_OP, static_cast<int>(operation_of(operation)) + (in_place ? to_in_place : 0),
       at);
}

void CodeGenerator::compare(Comparison operation, const SourceLocation& at) {
  auto by = [&](CompareOperation which) {
    emit(Opcode::COMPARE_OP,
         static_cast<int>(which) << vm::comparison_shift | vm::outcomes_of(which), at);
  };
  switch (operation) {
  case Comparison::Eq: by(CompareOperation::equal); break;
  case Comparison::NotEq: by(CompareOperation::not_equal); break;
  case Comparison::Lt: by(CompareOperation::less); break;
  case Comparison::LtE: by(CompareOperation::less_equal); break;
  case Comparison::Gt: by(CompareOperation::greater); break;
  case Comparison::GtE: by(CompareOperation::greater_equal); break;
  case Comparison::Is: emit(Opcode::IS_OP, 0, at); break;
  case Comparison::IsNot: emit(Opcode::IS_OP, 1, at); break;
  case Comparison::In: emit(Opcode::CONTAINS_OP, 0, at); break;
  case Comparison::NotIn: emit(Opcode::CONTAINS_OP, 1, at); break;
  }
}

void CodeGenerator::visit_bool_op(const BoolOp& expression) {
  const SourceLocation at = location_of(expression.position);
  const bool is_and = expression.op == BoolOperator::And;
  Label end = new_label();
  for (std::size_t i = 0; i + 1 < expression.values.size(); ++i) {
    visit(*expression.values[i]);
    if (behaviours_.value_jumps()) {
      jump(is_and ? Opcode::JUMP_IF_FALSE : Opcode::JUMP_IF_TRUE, end, at);
    } else {
      copy(1, at);
      to_bool(at);
      jump(is_and ? Opcode::POP_JUMP_IF_FALSE : Opcode::POP_JUMP_IF_TRUE, end, at);
    }
    emit(Opcode::POP_TOP, at);
  }
  visit(*expression.values.back());
  place(end);
}

void CodeGenerator::visit_compare(const Compare& expression) {
  const SourceLocation at = location_of(expression.position);
  visit(*expression.left);
  const std::size_t last = expression.ops.size() - 1;
  if (last == 0) {
    visit(*expression.comparators[0]);
    compare(expression.ops[0], at);
    return;
  }
  Label cleanup = new_label(), end = new_label();
  for (std::size_t i = 0; i < last; ++i) {
    visit(*expression.comparators[i]);
    exchange(2, at);
    copy(2, at);
    compare(expression.ops[i], at);
    if (behaviours_.value_jumps()) {
      jump(Opcode::JUMP_IF_FALSE, cleanup, at);
    } else {
      copy(1, at);
      to_bool(at);
      jump(Opcode::POP_JUMP_IF_FALSE, cleanup, at);
    }
    emit(Opcode::POP_TOP, at);
  }
  visit(*expression.comparators[last]);
  compare(expression.ops[last], at);
  skip_to(end);
  place(cleanup);
  exchange(2, at);
  emit(Opcode::POP_TOP, at);
  place(end);
}

void CodeGenerator::visit_conditional(const IfExp& expression) {
  Label end = new_label(), next = new_label();
  jump_if(*expression.test, next, false, location_of(expression.position));
  visit(*expression.body);
  skip_to(end);
  place(next);
  visit(*expression.orelse);
  place(end);
}

void CodeGenerator::jump_if(const Expression& test, Label target, bool condition,
                            const SourceLocation& at) {
  const SourceLocation test_at = location_of(test.position);
  if (const auto* unary = try_as<UnaryOp>(&test); unary && unary->op == UnaryOperator::Not) {
    jump_if(*unary->operand, target, !condition, at);
    return;
  }
  if (const auto* operation = try_as<BoolOp>(&test)) {
    const bool is_or = operation->op == BoolOperator::Or;
    Label short_circuit = is_or == condition ? target : new_label();
    for (std::size_t i = 0; i + 1 < operation->values.size(); ++i)
      jump_if(*operation->values[i], short_circuit, is_or, at);
    jump_if(*operation->values.back(), target, condition, at);
    if (short_circuit != target) place(short_circuit);
    return;
  }
  if (const auto* choice = try_as<IfExp>(&test)) {
    Label end = new_label(), next = new_label();
    jump_if(*choice->test, next, false, at);
    jump_if(*choice->body, target, condition, at);
    skip_to(end);
    place(next);
    jump_if(*choice->orelse, target, condition, at);
    place(end);
    return;
  }
  const Opcode opcode = condition ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE;
  if (const auto* comparison = try_as<Compare>(&test); comparison && comparison->ops.size() > 1) {
    Label cleanup = new_label(), end = new_label();
    const std::size_t last = comparison->ops.size() - 1;
    visit(*comparison->left);
    for (std::size_t i = 0; i < last; ++i) {
      visit(*comparison->comparators[i]);
      exchange(2, test_at);
      copy(2, test_at);
      compare(comparison->ops[i], test_at);
      to_bool(test_at);
      jump(Opcode::POP_JUMP_IF_FALSE, cleanup, test_at);
    }
    visit(*comparison->comparators[last]);
    compare(comparison->ops[last], test_at);
    to_bool(test_at);
    jump(opcode, target, test_at);
    skip_to(end);
    place(cleanup);
    emit(Opcode::POP_TOP, test_at);
    if (!condition) skip_to(target);
    place(end);
    return;
  }
  visit(test);
  to_bool(test_at);
  jump(opcode, target, test_at);
}

// ---- displays

void CodeGenerator::visit_display(Sequence<Expression> items, int pushed, Display display,
                                  const SourceLocation& at) {
  const bool tuple = display == Display::tuple;
  const Opcode build = display == Display::set ? Opcode::BUILD_SET : Opcode::BUILD_LIST;
  const Opcode add = display == Display::set ? Opcode::SET_ADD : Opcode::LIST_APPEND;
  const Opcode extend = display == Display::set ? Opcode::SET_UPDATE : Opcode::LIST_EXTEND;
  const int count = static_cast<int>(items.size());
  auto list_to_tuple = [&] {
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::list_to_tuple), at);
  };

  if (!behaviours_.constants_fold_in_flow_graph() && count > 2 && are_constants(items)) {
    std::vector<vm::Constant> values = values_of(items);
    if (tuple && pushed == 0) {
      load_constant(vm::Constant::tuple(std::move(values)), at);
      return;
    }
    emit(build, pushed, at);
    load_constant(display == Display::set ? vm::Constant::frozenset(std::move(values))
                                          : vm::Constant::tuple(std::move(values)),
                  at);
    emit(extend, 1, at);
    if (tuple) list_to_tuple();
    return;
  }

  const bool big = items.size() + static_cast<std::size_t>(pushed) > stack_use_guideline;
  const bool star = std::any_of(items.begin(), items.end(), is_starred);
  if (!star && !big) {
    visit_all(items);
    emit(tuple ? Opcode::BUILD_TUPLE : build, count + pushed, at);
    return;
  }
  bool built = big;
  if (big) emit(build, pushed, at);
  for (int i = 0; i < count; ++i) {
    const Expression& item = *items[static_cast<std::size_t>(i)];
    if (const auto* starred = try_as<Starred>(&item)) {
      if (!built) {
        emit(build, i + pushed, at);
        built = true;
      }
      visit(*starred->value);
      emit(extend, 1, at);
    } else {
      visit(item);
      if (built) emit(add, 1, at);
    }
  }
  if (tuple) list_to_tuple();
}

void CodeGenerator::visit_dict_part(const Dict& expression, std::size_t begin, std::size_t end) {
  const SourceLocation at = location_of(expression.position);
  const std::size_t count = end - begin;
  const bool big = count * 2 > stack_use_guideline;
  Sequence<Expression> keys = expression.keys.subspan(begin, count);
  if (behaviours_.constant_key_maps() && count > 1 && !big && are_constants(keys)) {
    for (std::size_t i = begin; i < end; ++i) visit(*expression.values[i]);
    load_constant(vm::Constant::tuple(values_of(keys)), at);
    emit(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(count), at);
    return;
  }
  if (big) emit(Opcode::BUILD_MAP, 0, at);
  for (std::size_t i = begin; i < end; ++i) {
    visit(*expression.keys[i]);
    visit(*expression.values[i]);
    if (big) emit(Opcode::MAP_ADD, 1, at);
  }
  if (!big) emit(Opcode::BUILD_MAP, static_cast<int>(count), at);
}

void CodeGenerator::visit_dict(const Dict& expression) {
  const SourceLocation at = location_of(expression.position);
  bool have_dict = false;
  std::size_t pending = 0;
  auto flush = [&](std::size_t begin, std::size_t end) {
    visit_dict_part(expression, begin, end);
    if (have_dict) emit(Opcode::DICT_UPDATE, 1, at);
    have_dict = true;
    pending = 0;
  };
  const std::size_t count = expression.values.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (!expression.keys[i]) {
      if (pending) flush(i - pending, i);
      if (!have_dict) emit(Opcode::BUILD_MAP, 0, at);
      have_dict = true;
      visit(*expression.values[i]);
      emit(Opcode::DICT_UPDATE, 1, at);
    } else if (pending * 2 > stack_use_guideline) {
      flush(i - pending, i + 1);
    } else {
      ++pending;
    }
  }
  if (pending) flush(count - pending, count);
  if (!have_dict) emit(Opcode::BUILD_MAP, 0, at);
}

void CodeGenerator::unpack(Sequence<Expression> targets, const SourceLocation& at) {
  const std::size_t count = targets.size();
  bool star = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_starred(targets[i])) continue;
    if (star)
      fail({at.line, at.column, at.end_line, at.end_column},
           "multiple starred expressions in assignment");
    if (i >= 256 || count - i - 1 >= (1U << 23))
      fail({at.line, at.column, at.end_line, at.end_column},
           "too many expressions in star-unpacking assignment");
    emit(Opcode::UNPACK_EX, static_cast<int>(i + ((count - i - 1) << 8)), at);
    star = true;
  }
  if (!star) emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(count), at);
  for (const Expression* target : targets) {
    const auto* starred = try_as<Starred>(target);
    visit(starred ? *starred->value : *target);
  }
}

// ---- attributes, subscripts, slices

void CodeGenerator::visit_attribute(const Attribute& expression) {
  SourceLocation at = location_of(expression.position);
  if (is_super_attribute(expression)) {
    const auto& super = *as<Call>(expression.value);
    visit_super_arguments(super);
    emit(Opcode::LOAD_SUPER_ATTR,
         unit().info.names.index_of(mangled(expression.attr)) << 2 | (super.args.empty() ? 0 : 2),
         at);
    emit(Opcode::NOP, attribute_location(at, expression));
    return;
  }
  if (expression.ctx == ExpressionContext::Store) note_static_attribute(expression);
  visit(*expression.value);
  at = attribute_location(at, expression);
  switch (expression.ctx) {
  case ExpressionContext::Load:
    emit(Opcode::LOAD_ATTR, unit().info.names.index_of(mangled(expression.attr)) << 1, at);
    break;
  case ExpressionContext::Store:
    forbid_name(expression.attr, expression.ctx, expression.position);
    emit_name(Opcode::STORE_ATTR, expression.attr, at);
    break;
  case ExpressionContext::Del:
    forbid_name(expression.attr, expression.ctx, expression.position);
    emit_name(Opcode::DELETE_ATTR, expression.attr, at);
    break;
  }
}

bool CodeGenerator::is_two_part_slice(const Expression& slice) const {
  const auto* node = try_as<Slice>(&slice);
  return node && !node->step;
}

namespace {

/// CPython may have the whole slice as a constant; then its bounds have its place here.
bool is_constant(const Slice& slice) {
  const auto constant = [](const Expression* part) { return !part || is<Constant>(part); };
  return constant(slice.lower) && constant(slice.upper) && constant(slice.step);
}

} // namespace

void CodeGenerator::visit_slice_bounds(const Slice& expression) {
  const SourceLocation at = location_of(expression.position);
  const bool constant = behaviours_.constant_slices() && is_constant(expression);
  for (const Expression* bound : {expression.lower, expression.upper}) {
    if (!bound)
      load_none(at);
    else if (constant)
      load_constant(as<Constant>(bound)->value, at);
    else
      visit(*bound);
  }
}

void CodeGenerator::visit_slice(const Slice& expression) {
  const SourceLocation at = location_of(expression.position);
  visit_slice_bounds(expression);
  if (expression.step && behaviours_.constant_slices() && is_constant(expression))
    load_constant(as<Constant>(expression.step)->value, at);
  else if (expression.step)
    visit(*expression.step);
  emit(Opcode::BUILD_SLICE, expression.step ? 3 : 2, at);
}

void CodeGenerator::visit_subscript(const Subscript& expression) {
  const SourceLocation at = location_of(expression.position);
  visit(*expression.value);
  if (expression.ctx != ExpressionContext::Del && is_two_part_slice(*expression.slice)) {
    visit_slice_bounds(*as<Slice>(expression.slice));
    emit(expression.ctx == ExpressionContext::Load ? Opcode::BINARY_SLICE : Opcode::STORE_SLICE,
         at);
    return;
  }
  visit(*expression.slice);
  switch (expression.ctx) {
  case ExpressionContext::Load:
    emit(Opcode::BINARY_OP, static_cast<int>(BinaryOperation::subscript), at);
    break;
  case ExpressionContext::Store: emit(Opcode::STORE_SUBSCR, at); break;
  case ExpressionContext::Del: emit(Opcode::DELETE_SUBSCR, at); break;
  }
}

// ---- f-strings

void CodeGenerator::visit_joined(const JoinedStr& expression) {
  const SourceLocation at = location_of(expression.position);
  const std::size_t count = expression.values.size();
  if (count > stack_use_guideline) {
    load_text("", at);
    emit(Opcode::LOAD_ATTR, unit().info.names.index_of("join") << 1 | 1, at);
    emit(Opcode::BUILD_LIST, 0, at);
    for (const Expression* value : expression.values) {
      visit(*value);
      emit(Opcode::LIST_APPEND, 1, at);
    }
    emit(Opcode::CALL, 1, at);
    return;
  }
  visit_all(expression.values);
  if (count > 1)
    emit(Opcode::BUILD_STRING, static_cast<int>(count), at);
  else if (count == 0)
    load_text("", at);
}

void CodeGenerator::visit_formatted(const FormattedValue& expression) {
  const SourceLocation at = location_of(expression.position);
  visit(*expression.value);
  switch (expression.conversion) {
  case 's': emit(Opcode::CONVERT_VALUE, 1, at); break;
  case 'r': emit(Opcode::CONVERT_VALUE, 2, at); break;
  case 'a': emit(Opcode::CONVERT_VALUE, 3, at); break;
  default: break;
  }
  if (expression.format_spec) {
    visit(*expression.format_spec);
    emit(Opcode::FORMAT_WITH_SPEC, at);
  } else {
    emit(Opcode::FORMAT_SIMPLE, at);
  }
}

// ---- yield and await

void CodeGenerator::yield_value(const SourceLocation& at) {
  if (unit().scope->coroutine && unit().scope->generator)
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::async_gen_wrap), at);
  emit(Opcode::YIELD_VALUE, 0, at);
  emit(Opcode::RESUME, 1, at);
}

void CodeGenerator::visit_yield(const Yield& expression) {
  const SourceLocation at = location_of(expression.position);
  if (!unit().scope->is_function_like()) fail(expression.position, "'yield' outside function");
  if (expression.value)
    visit(*expression.value);
  else
    load_none(at);
  yield_value(at);
}

/// Drives the iterator below the top until it returns; its result replaces both.
void CodeGenerator::yield_from(bool awaiting, const SourceLocation& at, Label send) {
  if (!send.valid()) send = new_label();
  Label fail_label = new_label(), exit = new_label();
  place(send);
  jump(Opcode::SEND, exit, at);
  jump(Opcode::SETUP_FINALLY, fail_label, at);
  emit(Opcode::YIELD_VALUE, 1, at);
  emit(Opcode::POP_BLOCK, no_location);
  emit(Opcode::RESUME, awaiting ? 3 : 2, at);
  jump(Opcode::JUMP_NO_INTERRUPT, send, at);
  place(fail_label);
  emit(Opcode::CLEANUP_THROW, at);
  place(exit);
  emit(Opcode::END_SEND, at);
}

void CodeGenerator::visit_yield_from(const YieldFrom& expression) {
  const SourceLocation at = location_of(expression.position);
  if (!unit().scope->is_function_like()) fail(expression.position, "'yield from' outside function");
  if (unit().kind == UnitKind::async_function)
    fail(expression.position, "'yield from' inside async function");
  visit(*expression.value);
  emit(Opcode::GET_YIELD_FROM_ITER, at);
  load_none(at);
  yield_from(false, at);
}

void CodeGenerator::visit_await(const Await& expression) {
  const SourceLocation at = location_of(expression.position);
  if (!unit().scope->is_function_like()) fail(expression.position, "'await' outside function");
  if (unit().kind != UnitKind::async_function && unit().kind != UnitKind::comprehension)
    fail(expression.position, "'await' outside async function");
  visit(*expression.value);
  await_top(0, at);
}

} // namespace specmon::compiler
