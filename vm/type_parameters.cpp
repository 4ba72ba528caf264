// What the compiler's intrinsics make: type variables and aliases, and of modules written in Python
// Generic (typing) and template strings (string.templatelib).

#include "vm/types/type_parameters.h"
#include "vm/modules/modules.h"
#include "vm/opcode_support.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

Ref from_module(Vm& vm, std::string_view module_name, std::string_view name) {
  Ref module = import_module(vm, module_name);
  if (!module) return {};
  return get_attribute(vm, module, name);
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
    Ref generic = from_module(vm, "typing", "Generic");
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

Ref make_interpolation(Vm& vm, std::span<const Value> parts, std::uint32_t conversion) {
  Ref type = from_module(vm, "string.templatelib", "Interpolation");
  if (!type) return {};
  constexpr std::string_view letters[] = {"", "s", "r", "a"};
  Ref how = Value::none();
  if (conversion > 0 && conversion < 4) how = make_str(vm, letters[conversion]);
  const Value format = parts.size() > 2 ? parts[2] : vm.empty_str.get();
  return call(vm, type, {parts[0], parts[1], how, format});
}

Ref make_template(Vm& vm, Value strings, Value interpolations) {
  Ref make = from_module(vm, "string.templatelib", "_make_template");
  return make ? call(vm, make, {strings, interpolations}) : Ref();
}

} // namespace specmon::vm
