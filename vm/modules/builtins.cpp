#include "vm/modules/builtins.h"

#include "vm/type_setup.h"
#include "vm/types/str.h"

namespace specmon::vm {

Ref create_builtins_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "builtins");
  Dict* dict = module->dict.get();
  add_builtin_value_functions(vm, module.get());
  add_builtin_object_functions(vm, module.get());
  add_builtin_execution_functions(vm, module.get());
  add_builtin_output_functions(vm, module.get());

  const auto& types = vm.types;
  for (Type* type : {types.bool_,     types.bytes,     types.class_method,  types.complex,
                     types.dict,      types.enumerate, types.filter,        types.float_,
                     types.frozenset, types.int_,      types.list,          types.map,
                     types.object,    types.property,  types.range,         types.reversed,
                     types.set,       types.slice,     types.static_method, types.str,
                     types.super,     types.tuple,     types.type,          types.zip}) {
    dict_store(vm, dict, type->name, Value::object(type));
  }
#define EXCEPTION(name, base, extra) dict_store(vm, dict, #name, Value::object(vm.exceptions.name));
#include "vm/exceptions.def"
#undef EXCEPTION
  dict_store(vm, dict, "ExceptionGroup", Value::object(vm.exceptions.ExceptionGroup));
  dict_store(vm, dict, "IOError", Value::object(vm.exceptions.OSError));
  dict_store(vm, dict, "EnvironmentError", Value::object(vm.exceptions.OSError));

  dict_store(vm, dict, "None", Value::none());
  dict_store(vm, dict, "True", Value::true_());
  dict_store(vm, dict, "False", Value::false_());
  dict_store(vm, dict, "Ellipsis", Value::ellipsis());
  dict_store(vm, dict, "NotImplemented", Value::not_implemented());
  dict_store(vm, dict, "__debug__", Value::true_());
  return module;
}

} // namespace specmon::vm
