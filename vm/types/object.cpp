// object: what every value can do.
#include "vm/type_setup.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

void instance_destroy(Vm& vm, Object* object) {
  vm.heap.untrack(static_cast<Container*>(object));
  free_object(vm, object);
}
void instance_traverse(Object* object, Visitor& visitor) {
  traverse_instance(object, visitor);
}
void instance_clear(Vm& vm, Object* object) {
  clear_instance(vm, object);
}

bool refuse_abstract(Vm& vm, Type* type) {
  Value abstract = dict_find(type->dict.get(), vm.names.abstractmethods);
  if (!abstract) return true;
  Owned<List> names = list_from(vm, abstract);
  if (!names) return false;
  if (names->size == 0) return true;
  std::vector<std::string> texts;
  for (Value name : names->view()) {
    if (auto* text = as<Str>(name)) texts.push_back(to_utf8(text));
  }
  std::sort(texts.begin(), texts.end());
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "'" : ", '") + text + "'";
  return raise(
      vm, vm.exceptions.TypeError,
      fmt::format(
          "Can't instantiate abstract class {} without an implementation for abstract method{} {}",
          type->name, texts.size() == 1 ? "" : "s", list));
}

bool object_init(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.total() == 0) return true;
  Type* type = type_of(vm, self);
  if (type->slots.init != object_init) {
    return raise(vm, vm.exceptions.TypeError,
                 "object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (type->slots.new_ == object_new) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("{}.__init__() takes exactly one argument (the instance to initialize)",
                    type->name));
  }
  return true;
}

Ref object_repr(Vm& vm, Value self) {
  return make_str(
      vm, fmt::format("<{} object at {:#x}>", full_type_name(vm, type_of(vm, self)), self.bits()));
}

Ref object_str(Vm& vm, Value self) {
  return repr(vm, self);
}

std::optional<std::int64_t> object_hash(Vm&, Value self) {
  std::uint64_t bits = self.bits();
  return static_cast<std::int64_t>(bits >> 4 | bits << 60);
}

Ref object_compare(Vm& vm, Value left, Value right, Comparison how) {
  if (how == Comparison::eq) {
    return Ref(left == right ? Value::true_() : Value::not_implemented());
  }
  if (how != Comparison::ne) return Ref(Value::not_implemented());
  // `!=` is the opposite of the type's own `==`.
  auto* slot = type_of(vm, left)->slots.compare;
  Ref result = slot(vm, left, right, Comparison::eq);
  if (!result || result.get().is_not_implemented()) return result;
  std::optional<bool> same = truth(vm, result);
  return same ? Ref(Value::boolean(!*same)) : Ref();
}

Ref object_format(Vm& vm, Value self, std::span<const Value> arguments) {
  auto* specification = as<Str>(arguments[0]);
  if (!specification) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("__format__() argument must be str, not {}", type_name(vm, arguments[0])));
  }
  if (specification->length > 0) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("unsupported format string passed to {}.__format__", type_name(vm, self)));
  }
  return str(vm, self);
}

Ref object_dir(Vm& vm, Value self, std::span<const Value>) {
  Owned<Dict> names = make_dict(vm);
  Ref own = find_optional_attribute(vm, self, vm.names.dict_);
  if (!own && error_pending(vm)) return {};
  if (auto* dict = as<Dict>(own)) {
    for (DictEntry* entry = dict_first(dict); entry; entry = dict_next(dict, entry)) {
      if (!dict_set(vm, names.get(), entry->key, Value::none())) return {};
    }
  }
  Ref class_ = find_optional_attribute(vm, self, vm.names.class_);
  if (!class_ && error_pending(vm)) return {};
  if (auto* type = as<Type>(class_)) collect_type_names(vm, type, names.get());
  return list_from(vm, names);
}

Ref object_init_subclass(Vm&, Value, std::span<const Value>) {
  return Ref(Value::none());
}
Ref object_subclasshook(Vm&, Value, std::span<const Value>) {
  return Ref(Value::not_implemented());
}
Ref object_sizeof(Vm& vm, Value self, std::span<const Value>) {
  return Ref(Value::small(type_of(vm, self)->instance_size));
}

// The state that copying would take: a copy of the attributes' dict, or None.
Ref object_getstate(Vm& vm, Value self, std::span<const Value>) {
  Ref own = find_optional_attribute(vm, self, vm.names.dict_);
  if (!own && error_pending(vm)) return {};
  auto* dict = as<Dict>(own);
  return dict && dict->live > 0 ? Ref(dict_copy(vm, dict)) : Ref(Value::none());
}

Ref object_reduce(Vm& vm, Value self, std::span<const Value>) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("cannot pickle '{}' object", type_name(vm, self)));
}

Ref object_class(Vm& vm, Value self) {
  return Ref(Value::object(type_of(vm, self)));
}

// The names of the __slots__ variables of a type, in the order of their places.
std::vector<Value> slot_names(Type* type) {
  std::vector<Value> names(type->member_slots);
  for (Type* each : type->mro) {
    Dict* dict = each->dict.get();
    for (DictEntry* entry = dict_first(dict); entry; entry = dict_next(dict, entry)) {
      auto* member = as<MemberDescriptor>(entry->value);
      if (member && member->owner == each && member->index < names.size()) {
        names[member->index] = member->name;
      }
    }
  }
  return names;
}

bool set_object_class(Vm& vm, Value self, Value value) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "can't delete __class__ attribute");
  auto* target = as<Type>(value);
  if (!target) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("__class__ must be set to a class, not '{}' object", type_name(vm, value)));
  }
  Type* present = type_of(vm, self);
  bool modules =
      present->instance_layout == Layout::module && target->instance_layout == Layout::module;
  if (!self.is_object() || ((present->is_builtin || target->is_builtin) && !modules)) {
    return raise(vm, vm.exceptions.TypeError,
                 "__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  bool alike = present->instance_layout == target->instance_layout &&
               present->struct_size == target->struct_size &&
               present->attributes_offset == target->attributes_offset &&
               present->member_slots == target->member_slots &&
               slot_names(present) == slot_names(target);
  if (!alike) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__class__ assignment: '{}' object layout differs from '{}'",
                             target->name, present->name));
  }
  Object* object = self.object();
  // Shapes belong to one type: the attributes leave them.
  if (present->attributes_offset) materialise_dict(vm, object);
  if (!target->is_static) retain(static_cast<Object*>(target));
  object->type = target;
  object->exact = target->is_builtin;
  if (!present->is_static) release(static_cast<Object*>(present));
  return true;
}

constexpr NativeDefinition methods[] = {
    {"__reduce_ex__", object_reduce, 1, 1},
    {"__reduce__", object_reduce, 0, 0},
    {"__getstate__", object_getstate, 0, 0},
    {"__subclasshook__", object_subclasshook, 0, NativeDefinition::any, NativeKind::class_method},
    {"__init_subclass__", object_init_subclass, 0, 0, NativeKind::class_method},
    {"__format__", object_format, 1, 1},
    {"__sizeof__", object_sizeof, 0, 0},
    {"__dir__", object_dir, 0, 0},
};

constexpr AttributeDefinition attributes[] = {
    {"__class__", object_class, set_object_class},
};

} // namespace

Ref object_new(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.total() > 0) {
    if (type->slots.new_ != object_new) {
      return raise(vm, vm.exceptions.TypeError,
                   "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (type->slots.init == object_init) {
      return raise(vm, vm.exceptions.TypeError, fmt::format("{}() takes no arguments", type->name));
    }
  }
  if (static_cast<Object*>(type)->type != vm.types.type && !refuse_abstract(vm, type)) return {};
  auto* instance = allocate_instance<Instance>(vm, type);
  vm.heap.track(instance);
  return Ref::steal(instance);
}

bool is_object_init(const Type* type) {
  return type->slots.init == object_init;
}

void set_up_object_type(Vm& vm, Type* type) {
  type->slots.destroy = instance_destroy;
  type->slots.traverse = instance_traverse;
  type->slots.clear = instance_clear;
  type->slots.new_ = object_new;
  type->slots.init = object_init;
  type->slots.repr = object_repr;
  type->slots.str = object_str;
  type->slots.hash = object_hash;
  type->slots.compare = object_compare;
  type->slots.get_attribute = generic_get_attribute;
  type->slots.set_attribute = generic_set_attribute;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
