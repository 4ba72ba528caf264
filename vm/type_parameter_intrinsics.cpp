// The intrinsics for type parameters: type variables, aliases, and typing.Generic.

#include "vm/modules/modules.h"
#include "vm/opcode_support.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parameters.h"

namespace specmon::vm {

namespace {

Ref typing_generic(Vm& vm) {
  const Ref typing = import_module(vm, "typing");
  return typing ? get_attribute(vm, typing, "Generic") : Ref();
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
    return Ref::steal(make_type_parameter(vm, vm.types.type_var_tuple, argument));
  case Intrinsic1::type_alias: {
    const Tuple* parts = cast<Tuple>(argument);
    return make_type_alias(vm, parts->items[0], parts->items[1], parts->items[2]);
  }
  case Intrinsic1::subscript_generic: {
    const Ref generic = typing_generic(vm);
    return generic ? get_item(vm, generic, argument) : Ref();
  }
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
