// The intrinsics for type parameters: type variables, aliases, and typing.Generic.

#include "vm/modules/modules.h"
#include "vm/opcode_support.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parameters.h"

#include <vector>

namespace specmon::vm {

namespace {

// Generic[T, *Ts]: the base that a class with type parameters has.
Ref subscript_generic(Vm& vm, const Tuple* parameters) {
  const Ref typing = import_module(vm, "typing");
  const Ref generic = typing ? get_attribute(vm, typing, "Generic") : Ref();
  if (!generic) return {};
  std::vector<Ref> held;
  std::vector<Value> items;
  for (const Value parameter : parameters->view()) {
    const bool several = type_of(vm, parameter) == vm.types.type_var_tuple;
    held.push_back(several ? unpack_type_var_tuple(vm, parameter) : Ref(parameter));
    if (!held.back()) return {};
    items.push_back(held.back());
  }
  return get_item(vm, generic, vm::make_tuple(vm, std::span<const Value>(items)));
}

// The variance of what the syntax makes is left to type checkers.
Ref inferred(TypeParameter* made) {
  made->infer_variance = true;
  return Ref::steal(made);
}

} // namespace

Ref make_type_parameter(Vm& vm, Intrinsic1 which, Value argument) {
  switch (which) {
  case Intrinsic1::type_var: return inferred(make_type_parameter(vm, vm.types.type_var, argument));
  case Intrinsic1::param_spec:
    return inferred(make_type_parameter(vm, vm.types.param_spec, argument));
  case Intrinsic1::type_var_tuple:
    return inferred(make_type_parameter(vm, vm.types.type_var_tuple, argument));
  case Intrinsic1::type_alias: {
    const Tuple* parts = cast<Tuple>(argument);
    return make_type_alias(vm, parts->items[0], parts->items[1], parts->items[2]);
  }
  case Intrinsic1::subscript_generic: return subscript_generic(vm, cast<Tuple>(argument));
  default: return raise(vm, vm.exceptions.SystemError, "unknown intrinsic function");
  }
}

Ref make_type_parameter(Vm& vm, Intrinsic2 which, Value first, Value evaluator) {
  switch (which) {
  case Intrinsic2::type_var_with_bound: {
    TypeParameter* made = make_type_parameter(vm, vm.types.type_var, first);
    made->bound.evaluate = Ref(evaluator);
    return inferred(made);
  }
  case Intrinsic2::type_var_with_constraints: {
    TypeParameter* made = make_type_parameter(vm, vm.types.type_var, first);
    made->constraints.evaluate = Ref(evaluator);
    return inferred(made);
  }
  case Intrinsic2::set_type_param_default:
    static_cast<TypeParameter*>(first.object())->default_.evaluate = Ref(evaluator);
    return Ref(first);
  default: return raise(vm, vm.exceptions.SystemError, "unknown intrinsic function");
  }
}

} // namespace specmon::vm
