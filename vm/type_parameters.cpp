// What the compiler asks of modules written in Python: type variables and aliases (typing),
// template strings (string.templatelib).

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

} // namespace

Ref make_type_parameter(Vm& vm, Intrinsic1 which, Value argument) {
  std::string_view name;
  switch (which) {
  case Intrinsic1::type_var: name = "_make_type_var"; break;
  case Intrinsic1::param_spec: name = "_make_param_spec"; break;
  case Intrinsic1::type_var_tuple: name = "_make_type_var_tuple"; break;
  case Intrinsic1::subscript_generic: {
    Ref generic = from_module(vm, "typing", "Generic");
    return generic ? get_item(vm, generic, argument) : Ref();
  }
  case Intrinsic1::type_alias: {
    const Tuple* parts = cast<Tuple>(argument);
    Ref type = from_module(vm, "typing", "_make_type_alias");
    return type ? call(vm, type, parts->view(), nullptr) : Ref();
  }
  default: return raise(vm, vm.exceptions.SystemError, "unknown intrinsic function");
  }
  Ref type = from_module(vm, "typing", name);
  return type ? call(vm, type, {argument}) : Ref();
}

Ref make_type_parameter(Vm& vm, Intrinsic2 which, Value name, Value evaluator) {
  std::string_view maker;
  switch (which) {
  case Intrinsic2::type_var_with_bound: maker = "_make_bounded_type_var"; break;
  case Intrinsic2::type_var_with_constraints: maker = "_make_constrained_type_var"; break;
  case Intrinsic2::set_type_param_default: maker = "_set_type_param_default"; break;
  default: return raise(vm, vm.exceptions.SystemError, "unknown intrinsic function");
  }
  Ref function = from_module(vm, "typing", maker);
  return function ? call(vm, function, {name, evaluator}) : Ref();
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
