#include "vm/type_setup.h"

#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"
#include "vm/types/type_slots.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

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

// Special methods in the order in which a built-in type's dict has them; in sequences `+` and `*`
// come behind the items. What is not named here follows: methods, then attributes, then __doc__.
constexpr std::string_view special_methods[] = {
    "__new__",          "__repr__",      "__hash__",     "__call__",      "__str__",
    "__getattribute__", "__setattr__",   "__delattr__",  "__lt__",        "__le__",
    "__eq__",           "__ne__",        "__gt__",       "__ge__",        "__iter__",
    "__next__",         "__get__",       "__set__",      "__delete__",    "__init__",
    "__await__",        "__aiter__",     "__anext__",    "__add__",       "__radd__",
    "__sub__",          "__rsub__",      "__mul__",      "__rmul__",      "__mod__",
    "__rmod__",         "__divmod__",    "__rdivmod__",  "__pow__",       "__rpow__",
    "__neg__",          "__pos__",       "__abs__",      "__bool__",      "__invert__",
    "__lshift__",       "__rlshift__",   "__rshift__",   "__rrshift__",   "__and__",
    "__rand__",         "__xor__",       "__rxor__",     "__or__",        "__ror__",
    "__int__",          "__float__",     "__iadd__",     "__isub__",      "__imul__",
    "__imod__",         "__ipow__",      "__ilshift__",  "__irshift__",   "__iand__",
    "__ixor__",         "__ior__",       "__floordiv__", "__rfloordiv__", "__truediv__",
    "__rtruediv__",     "__ifloordiv__", "__itruediv__", "__index__",     "__matmul__",
    "__rmatmul__",      "__imatmul__",   "__len__",      "__getitem__",   "__setitem__",
    "__delitem__"};
constexpr std::string_view sequence_methods[] = {"__add__",      "__mul__",  "__rmul__",
                                                 "__contains__", "__iadd__", "__imul__"};

int place_in_dict(const Type* type, const DictEntry& entry) {
  constexpr int methods = 1000, attributes = 2000, documentation = 3000;
  const std::string name = to_utf8(cast<Str>(entry.key));
  if (name.starts_with("__")) {
    if (name == "__doc__") return documentation;
    if (type->slots.contains) {
      const auto* found = std::find(std::begin(sequence_methods), std::end(sequence_methods), name);
      if (found != std::end(sequence_methods)) {
        return static_cast<int>(std::size(special_methods) + (found - sequence_methods));
      }
    }
    const auto* found = std::find(std::begin(special_methods), std::end(special_methods), name);
    if (found != std::end(special_methods)) return static_cast<int>(found - special_methods);
  }
  return is<GetSetDescriptor>(entry.value) ? attributes : methods;
}

// vars() of a built-in type shows its names in this order, and tools walk them.
void order_dict(Vm& vm, Type* type) {
  std::vector<std::pair<int, const DictEntry*>> entries;
  for (DictEntry* entry = dict_first(type->dict.get()); entry;
       entry = dict_next(type->dict.get(), entry)) {
    entries.emplace_back(place_in_dict(type, *entry), entry);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  Owned<Dict> ordered = make_dict(vm);
  for (const auto& [place, entry] : entries) dict_set(vm, ordered.get(), entry->key, entry->value);
  type->dict = std::move(ordered);
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
  order_dict(vm, type);
  type->version = vm.next_type_version++;
}

} // namespace specmon::vm
