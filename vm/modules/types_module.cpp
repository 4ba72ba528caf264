// _types: the built-in types that have no name in builtins, for the types module.

#include "vm/types/module.h"
#include "vm/vm.h"

namespace specmon::vm {

Ref create_types_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_types");
  const auto& types = vm.types;
  const std::pair<std::string_view, Type*> rows[] = {
      {"SimpleNamespace", types.simple_namespace},
      {"MappingProxyType", types.mapping_proxy},
      {"GenericAlias", types.generic_alias},
      {"UnionType", types.union_type},
      {"ModuleType", types.module},
      {"CodeType", types.code},
      {"FrameType", types.frame},
      {"TracebackType", types.traceback},
      {"CellType", types.cell},
      {"FunctionType", types.function},
      {"MethodType", types.method},
      {"BuiltinFunctionType", types.native_function},
      {"WrapperDescriptorType", types.slot_wrapper},
      {"MethodWrapperType", types.method_wrapper},
      {"MethodDescriptorType", types.method_descriptor},
      {"ClassMethodDescriptorType", types.class_method_descriptor},
      {"GetSetDescriptorType", types.getset},
      {"MemberDescriptorType", types.member},
      {"GeneratorType", types.generator},
      {"CoroutineType", types.coroutine},
      {"AsyncGeneratorType", types.async_generator},
  };
  for (const auto& [name, type] : rows)
    dict_store(vm, module->dict.get(), name, Value::object(type));
  return module;
}

} // namespace specmon::vm
