// Type parameters (PEP 695, PEP 696) and type aliases. Bounds, defaults and alias values are
// evaluated on demand: each is a function.

#include "vm/compiler/code_generator.h"

#include <fmt/format.h>

namespace specmon::compiler {

/// An evaluator is asked for values (format 1 or 2) only; other formats are made from outside.
void CodeGenerator::check_annotation_format(const SourceLocation& at) {
  Label body = new_label();
  unit().info.argument_count = 1;
  unit().info.positional_only_count = 1;
  emit(Opcode::LOAD_FAST, 0, at);
  load_constant(vm::Constant::integer(2), at);
  compare(Comparison::Gt, at);
  jump(Opcode::POP_JUMP_IF_FALSE, body, at);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(vm::CommonConstant::not_implemented_error),
       at);
  emit(Opcode::RAISE_VARARGS, 1, at);
  place(body);
}

/// Pushes the evaluator of a bound or default.
void CodeGenerator::visit_type_expression(const Expression& expression, Identifier name,
                                          const void* node, ScopeRole role, bool star_allowed,
                                          const SourceLocation& at) {
  int attributes = 0;
  const bool formats = behaviours_.lazy_annotations();
  if (formats) {
    load_constant(vm::Constant::tuple({vm::Constant::integer(1)}), at);
    attributes = static_cast<int>(vm::FunctionAttribute::defaults);
  }
  enter(std::string(name), UnitKind::annotations, *symbols_.find(node, role),
        expression.position.line);
  if (formats) check_annotation_format(at);
  const auto* starred = try_as<Starred>(&expression);
  if (starred && star_allowed) {
    visit(*starred->value);
    emit(Opcode::UNPACK_SEQUENCE, 1, at);
  } else {
    visit(expression);
  }
  emit(Opcode::RETURN_VALUE, at);
  make_closure(leave(true), attributes, at, &expression);
}

/// Makes and binds each parameter; pushes the tuple of them.
void CodeGenerator::visit_type_parameters(Sequence<TypeParameter> parameters) {
  for (const TypeParameter* parameter : parameters) {
    const SourceLocation at = location_of(parameter->position);
    Identifier name;
    const Expression* default_value = nullptr;
    bool star_allowed = false;
    using vm::Intrinsic1;
    using vm::Intrinsic2;
    switch (parameter->kind) {
    case TypeParameterKind::TypeVar: {
      const auto& node = *as<TypeVar>(parameter);
      name = node.name;
      default_value = node.default_value;
      load_text(name, at);
      if (node.bound) {
        visit_type_expression(
            *node.bound, name, parameter, ScopeRole::body, false,
            behaviours_.bound_has_own_position() ? location_of(node.bound->position) : at);
        emit(Opcode::CALL_INTRINSIC_2,
             static_cast<int>(is<Tuple>(node.bound) ? Intrinsic2::type_var_with_constraints
                                                    : Intrinsic2::type_var_with_bound),
             at);
      } else {
        emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::type_var), at);
      }
      break;
    }
    case TypeParameterKind::ParamSpec:
      name = as<ParamSpec>(parameter)->name;
      default_value = as<ParamSpec>(parameter)->default_value;
      load_text(name, at);
      emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::param_spec), at);
      break;
    case TypeParameterKind::TypeVarTuple:
      name = as<TypeVarTuple>(parameter)->name;
      default_value = as<TypeVarTuple>(parameter)->default_value;
      star_allowed = true;
      load_text(name, at);
      emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::type_var_tuple), at);
      break;
    }
    if (default_value) {
      visit_type_expression(*default_value, name, parameter, ScopeRole::default_value, star_allowed,
                            location_of(default_value->position));
      emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(Intrinsic2::set_type_param_default), at);
    }
    copy(1, at);
    store(name, at);
  }
  emit(Opcode::BUILD_TUPLE, static_cast<int>(parameters.size()),
       location_of(parameters[0]->position));
}

void CodeGenerator::visit_type_alias_value(const TypeAlias& alias, Identifier name,
                                           const SourceLocation& at) {
  int attributes = 0;
  const bool formats = behaviours_.lazy_annotations();
  if (formats) {
    load_constant(vm::Constant::tuple({vm::Constant::integer(1)}), at);
    attributes = static_cast<int>(vm::FunctionAttribute::defaults);
  }
  enter(std::string(name), UnitKind::annotations, *symbols_.find(&alias), at.line);
  if (formats) check_annotation_format(at);
  visit(*alias.value);
  emit(Opcode::RETURN_VALUE, at);
  make_closure(leave(true), attributes, at, &alias);
  emit(Opcode::BUILD_TUPLE, 3, at);
  emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::type_alias), at);
}

void CodeGenerator::visit_type_alias(const TypeAlias& alias) {
  const SourceLocation at = location_of(alias.position);
  Identifier name = as<Name>(alias.name)->id;
  const bool generic = !alias.type_params.empty();
  if (generic) {
    enter(fmt::format("<generic parameters of {}>", name), UnitKind::type_parameters,
          *symbols_.find(alias.type_params.data(), ScopeRole::type_parameters), at.line);
    load_text(name, at);
    visit_type_parameters(alias.type_params);
  } else {
    load_text(name, at);
    load_none(at);
  }
  visit_type_alias_value(alias, name, at);
  if (generic) {
    make_closure(leave(false), 0, at, alias.type_params.data());
    emit(Opcode::PUSH_NULL, at);
    emit(Opcode::CALL, 0, at);
  }
  store(name, at);
}

} // namespace specmon::compiler
