// Calls: plain, of methods, with stars, of super(), and the calls on generator expressions that are
// opened into loops.

#include "vm/compiler/code_generator.h"

#include <algorithm>

#include <fmt/format.h>

namespace specmon::compiler {

namespace {

bool is_starred(const Expression* expression) {
  return is<Starred>(expression);
}
bool unpacks(const Keyword* keyword) {
  return keyword->arg.empty();
}

} // namespace

void CodeGenerator::check_keywords(Sequence<Keyword> keywords) const {
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i]->arg.empty()) continue;
    if (keywords[i]->arg == "__debug__") fail(keywords[i]->position, "cannot assign to __debug__");
    for (std::size_t j = i + 1; j < keywords.size(); ++j)
      if (keywords[j]->arg == keywords[i]->arg)
        fail(keywords[j]->position, fmt::format("keyword argument repeated: {}", keywords[i]->arg));
  }
}

void CodeGenerator::load_keyword_names(Sequence<Keyword> keywords, const SourceLocation& at) {
  std::vector<vm::Constant> names;
  for (const Keyword* keyword : keywords)
    names.push_back(vm::Constant::string(std::string(keyword->arg)));
  load_constant(vm::Constant::tuple(std::move(names)), at);
}

void CodeGenerator::visit_call(const Call& expression) {
  if (visit_method_call(expression)) return;
  const SourceLocation at = location_of(expression.position);
  const SourceLocation callee_at = location_of(expression.func->position);
  Label end = new_label();
  // A name's null has the name's own place: no need to tell when it was pushed.
  const bool null_first = behaviours_.null_before_callee() && !try_as<Name>(expression.func);
  if (null_first) emit(Opcode::PUSH_NULL, callee_at);
  visit(*expression.func);
  const bool opened = visit_open_coded_call(expression, end);
  const std::size_t behind_callee = unit().code.size();
  if (null_first) {
    exchange(2, callee_at);
  } else {
    emit(Opcode::PUSH_NULL, callee_at);
  }
  call_with(0, expression.args, nullptr, expression.keywords, at);
  // CPython's null is in its place already: what jumps behind the callee comes to what follows.
  if (null_first) unit().code.move_to_next(behind_callee);
  if (opened) place(end);
}

bool CodeGenerator::visit_method_call(const Call& expression) {
  const auto* method = try_as<Attribute>(expression.func);
  if (!method || method->ctx != ExpressionContext::Load) return false;
  // A function of an imported module is no method: its attribute is loaded as any value.
  if (const auto* object = try_as<Name>(method->value))
    if (symbols_.module().symbols.flags_of(object->id) & Symbol::imported) return false;
  const std::size_t count = expression.args.size() + expression.keywords.size();
  if (count + (expression.keywords.empty() ? 0 : 1) >= stack_use_guideline) return false;
  if (std::any_of(expression.args.begin(), expression.args.end(), is_starred)) return false;
  if (std::any_of(expression.keywords.begin(), expression.keywords.end(), unpacks)) return false;

  const SourceLocation method_at = location_of(method->position);
  // What stands in front is loaded first, and so comes first in co_names.
  const auto name = [&] { return unit().info.names.index_of(mangled(method->attr)); };
  if (is_super_attribute(*method)) {
    const auto& super = *as<Call>(method->value);
    visit_super_arguments(super);
    emit(Opcode::LOAD_SUPER_ATTR, name() << 2 | (super.args.empty() ? 0 : 2) | 1, method_at);
    emit(Opcode::NOP, attribute_location(method_at, *method));
  } else {
    visit(*method->value);
    emit(Opcode::LOAD_ATTR, name() << 1 | 1, attribute_location(method_at, *method));
  }
  check_keywords(expression.keywords);
  visit_all(expression.args);
  const SourceLocation at = attribute_location(location_of(expression.position), *method);
  if (!expression.keywords.empty()) {
    for (const Keyword* keyword : expression.keywords) visit(*keyword->value);
    load_keyword_names(expression.keywords, attribute_location(method_at, *method));
    emit(Opcode::CALL_KW, static_cast<int>(count), at);
  } else {
    emit(Opcode::CALL, static_cast<int>(count), at);
  }
  return true;
}

void CodeGenerator::visit_keyword_part(Sequence<Keyword> keywords, std::size_t begin,
                                       std::size_t end, const SourceLocation& at) {
  const std::size_t count = end - begin;
  const bool big = count * 2 > stack_use_guideline;
  if (behaviours_.constant_key_maps() && count > 1 && !big) {
    for (std::size_t i = begin; i < end; ++i) visit(*keywords[i]->value);
    load_keyword_names(keywords.subspan(begin, count), at);
    emit(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(count), at);
    return;
  }
  if (big) emit(Opcode::BUILD_MAP, 0, no_location);
  for (std::size_t i = begin; i < end; ++i) {
    load_text(keywords[i]->arg, at);
    visit(*keywords[i]->value);
    if (big) emit(Opcode::MAP_ADD, 1, no_location);
  }
  if (!big) emit(Opcode::BUILD_MAP, static_cast<int>(count), at);
}

/// The callable, its null or self, and `pushed` arguments are on the stack. `extra_base` is an
/// argument behind `args` (the Generic base of a class with type parameters).
void CodeGenerator::call_with(int pushed, Sequence<Expression> args, Expression* extra_base,
                              Sequence<Keyword> keywords, const SourceLocation& at) {
  check_keywords(keywords);
  std::vector<Expression*> all(args.begin(), args.end());
  if (extra_base) all.push_back(extra_base);
  Sequence<Expression> arguments(all);
  const bool stars = std::any_of(arguments.begin(), arguments.end(), is_starred) ||
                     std::any_of(keywords.begin(), keywords.end(), unpacks);
  if (!stars && arguments.size() + keywords.size() * 2 <= stack_use_guideline) {
    visit_all(arguments);
    const int count = pushed + static_cast<int>(arguments.size() + keywords.size());
    if (keywords.empty()) {
      emit(Opcode::CALL, count, at);
      return;
    }
    for (const Keyword* keyword : keywords) visit(*keyword->value);
    load_keyword_names(keywords, at);
    emit(Opcode::CALL_KW, count, at);
    return;
  }

  if (pushed == 0 && arguments.size() == 1 && is_starred(arguments[0]))
    visit(*as<Starred>(arguments[0])->value);
  else
    visit_display(arguments, pushed, Display::tuple, at);
  if (keywords.empty()) {
    if (behaviours_.keywords_always_passed()) {
      emit(Opcode::PUSH_NULL, at);
      emit(Opcode::CALL_FUNCTION_EX, at);
    } else {
      emit(Opcode::CALL_FUNCTION_EX, 1, at);
    }
    return;
  }
  bool have_dict = false;
  std::size_t pending = 0;
  auto flush = [&](std::size_t begin, std::size_t end) {
    visit_keyword_part(keywords, begin, end, at);
    if (have_dict) emit(Opcode::DICT_MERGE, 1, at);
    have_dict = true;
    pending = 0;
  };
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg.empty()) {
      ++pending;
      continue;
    }
    if (pending) flush(i - pending, i);
    if (!have_dict) emit(Opcode::BUILD_MAP, 0, at);
    have_dict = true;
    visit(*keywords[i]->value);
    emit(Opcode::DICT_MERGE, 1, at);
  }
  if (pending) flush(keywords.size() - pending, keywords.size());
  emit(Opcode::CALL_FUNCTION_EX, at);
}

// ---- super()

/// `super().name` or `super(a, b).name`, where `super` can only be the builtin.
bool CodeGenerator::is_super_attribute(const Attribute& expression) {
  if (expression.ctx != ExpressionContext::Load || expression.attr == "__class__") return false;
  const auto* call = try_as<Call>(expression.value);
  if (!call || !call->keywords.empty()) return false;
  const auto* callee = try_as<Name>(call->func);
  if (!callee || callee->id != "super") return false;
  if (unit().scope->binding_of("super") != Binding::global_implicit) return false;
  // A module that binds `super` itself may bind it to anything.
  if (symbols_.module().symbols.find("super") &&
      symbols_.module().binding_of("super") != Binding::unresolved)
    return false;
  if (call->args.size() == 2) return std::none_of(call->args.begin(), call->args.end(), is_starred);
  if (!call->args.empty()) return false;
  // Without arguments it needs a first argument and `__class__` of the frame.
  if (!unit().scope->is_function_like()) return false;
  if (unit().info.argument_count == 0) return false;
  return unit().scope->binding_of("__class__") == Binding::free;
}

void CodeGenerator::visit_super_arguments(const Call& super) {
  const SourceLocation at = location_of(super.position);
  load(as<Name>(super.func)->id, location_of(super.func->position));
  if (!super.args.empty()) {
    visit_all(super.args);
    return;
  }
  load("__class__", at);
  load(unit().scope->parameters[0], at);
}

// ---- calls that are opened into loops

bool CodeGenerator::visit_open_coded_call(const Call& expression, Label end) {
  const auto* callee = try_as<Name>(expression.func);
  if (!callee || expression.args.size() != 1 || !expression.keywords.empty()) return false;
  const auto* generator = try_as<GeneratorExp>(expression.args[0]);
  if (!generator) return false;
  Scope* scope = symbols_.find(generator);
  if (scope && scope->coroutine) return false;

  using vm::CommonConstant;
  CommonConstant builtin;
  vm::Constant initial, found;
  Opcode collect = Opcode::NOP;
  Opcode stop = Opcode::NOP;
  Opcode build = Opcode::NOP;
  if (behaviours_.opened_generator_calls() && callee->id == "all") {
    builtin = CommonConstant::builtin_all;
    stop = Opcode::POP_JUMP_IF_FALSE;
    initial = vm::Constant::boolean(true);
    found = vm::Constant::boolean(false);
  } else if (behaviours_.opened_generator_calls() && callee->id == "any") {
    builtin = CommonConstant::builtin_any;
    stop = Opcode::POP_JUMP_IF_TRUE;
    initial = vm::Constant::boolean(false);
    found = vm::Constant::boolean(true);
  } else if (behaviours_.opened_generator_calls() && callee->id == "tuple") {
    builtin = CommonConstant::builtin_tuple;
    build = Opcode::BUILD_LIST;
    collect = Opcode::LIST_APPEND;
  } else if (behaviours_.opened_display_calls() && callee->id == "list") {
    builtin = CommonConstant::builtin_list;
    build = Opcode::BUILD_LIST;
    collect = Opcode::LIST_APPEND;
  } else if (behaviours_.opened_display_calls() && callee->id == "set") {
    builtin = CommonConstant::builtin_set;
    build = Opcode::BUILD_SET;
    collect = Opcode::SET_ADD;
  } else {
    return false;
  }

  const SourceLocation at = location_of(callee->position);
  Label ordinary = new_label(), loop = new_label(), cleanup = new_label(), stopped = new_label();
  copy(1, at);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(builtin), at);
  emit(Opcode::IS_OP, 0, at);
  jump(Opcode::POP_JUMP_IF_FALSE, ordinary, at);
  emit(Opcode::POP_TOP, at);
  if (build != Opcode::NOP) emit(build, 0, at);
  visit(*generator);
  place(loop);
  jump(Opcode::FOR_ITER, cleanup, at);
  if (collect != Opcode::NOP) {
    emit(collect, 2, at);
    jump(Opcode::JUMP, loop, at);
  } else {
    to_bool(at);
    jump(stop, stopped, at);
    jump(Opcode::JUMP, loop, at);
    place(stopped);
    emit(Opcode::POP_ITER, at);
    load_constant(found, at);
    jump(Opcode::JUMP, end, at);
  }
  place(cleanup);
  emit(Opcode::END_FOR, at);
  emit(Opcode::POP_ITER, at);
  if (collect == Opcode::NOP)
    load_constant(initial, at);
  else if (builtin == CommonConstant::builtin_tuple)
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::list_to_tuple), at);
  jump(Opcode::JUMP, end, at);
  place(ordinary);
  return true;
}

} // namespace specmon::compiler
