#include "vm/type_setup.h"

#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"
#include "vm/types/type_slots.h"

#include <cstdio>
#include <cstdlib>

namespace specmon::vm {

namespace {

// A method of a built-in type as it stands in the type's dict.
Ref make_native_descriptor(Vm& vm, Type* owner, const NativeDefinition& definition) {
  if (definition.kind == NativeKind::static_method) {
    Ref function = make_native_function(vm, definition, Value::object(owner), {});
    return make_static_method(vm, function);
  }
  Type* type = definition.kind == NativeKind::class_method ? vm.types.class_method_descriptor
                                                           : vm.types.method_descriptor;
  Ref made = make_native_function(vm, definition, Value(), {});
  auto* function = cast<NativeFunctionObject>(made);
  function->type = type; // both types are static: no references are counted
  function->owner = owner;
  return made;
}

} // namespace

void add_methods(Vm& vm, Type* type, std::span<const NativeDefinition> methods) {
  for (const NativeDefinition& definition : methods) {
    dict_store(vm, type->dict.get(), definition.name, make_native_descriptor(vm, type, definition));
  }
}

void add_attributes(Vm& vm, Type* type, std::span<const AttributeDefinition> attributes) {
  for (const AttributeDefinition& definition : attributes) {
    auto* descriptor = vm.heap.make<GetSetDescriptor>(vm.types.getset);
    descriptor->owner = type;
    descriptor->definition = &definition;
    dict_store(vm, type->dict.get(), definition.name, Ref::steal(descriptor));
  }
}

void add_constant(Vm& vm, Type* type, std::string_view name, Value value) {
  dict_store(vm, type->dict.get(), name, value);
}

Type* make_builtin_type(Vm& vm, std::string_view module, std::string_view name, Layout layout,
                        std::uint32_t size, Type* base) {
  auto* type = vm.heap.make<Type>(vm.types.type);
  vm.static_types.push_back(type);
  type->vm = &vm;
  type->name = std::string(module) + "." + std::string(name);
  type->module = module;
  type->base = base ? base : vm.types.object;
  type->instance_layout = layout;
  type->struct_size = type->instance_size = size;
  type->is_builtin = type->is_static = true;
  type->dict = make_dict(vm);
  type->bases = make_tuple(vm, {Value::object(type->base)});
  type->root_shape = new Shape;
  type->root_shape->type = type;
  type->mro.push_back(type);
  type->mro.insert(type->mro.end(), type->base->mro.begin(), type->base->mro.end());
  type->base->subclasses.push_back(type);
  if (module == "builtins") type->name = name;
  return type;
}

void finish_type(Vm& vm, Type* type) {
  if (type->base && type->instance_size == 0) {
    // An unknown size would free objects into the wrong pool: a mistake in the set-up, not a
    // condition.
    bool own_struct = type->instance_layout != type->base->instance_layout &&
                      type->instance_layout != Layout::other;
    if (own_struct) {
      std::fprintf(stderr, "the set-up of type '%s' gives no instance size\n", type->name.c_str());
      std::abort();
    }
    type->instance_size = type->base->instance_size;
  }
  type->struct_size = type->attributes_offset ? type->attributes_offset : type->instance_size;
  add_slot_wrappers(vm, type);
  inherit_slots(type);
  if (!dict_find(type->dict.get(), vm.names.doc)) {
    dict_store(vm, type->dict.get(), vm.names.doc, Value::none());
  }
  type->version = vm.next_type_version++;
}

} // namespace specmon::vm
