// type: calling classes, attributes of classes, their memory.
#include "vm/type_setup.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/dict.h"
#include "vm/types/generic_alias.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"
#include "vm/types/type_parts.h"
#include "vm/types/type_slots.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {

std::string qualified_name(const Type* type) {
  if (auto* text = as<Str>(type->qualname)) return to_utf8(text);
  std::size_t dot = type->name.rfind('.');
  return type->is_static && dot != std::string::npos ? type->name.substr(dot + 1) : type->name;
}

std::string full_type_name(Vm& vm, Type* type) {
  std::string module = type->module;
  if (!type->is_static) {
    auto* text = as<Str>(dict_find(type->dict.get(), vm.names.module_));
    if (!text) return type->name;
    module = to_utf8(text);
  }
  // As CPython: a class that calls itself built in is shown by its plain name.
  if (module == "builtins") return type->is_builtin ? qualified_name(type) : type->name;
  return module + "." + qualified_name(type);
}

void collect_type_names(Vm& vm, Type* type, Dict* names) {
  for (auto each = type->mro.rbegin(); each != type->mro.rend(); ++each) {
    Dict* dict = (*each)->dict.get();
    for (DictEntry* entry = dict_first(dict); entry; entry = dict_next(dict, entry)) {
      if (auto* name = as<Str>(entry->key)) dict_store(vm, names, name, Value::none());
    }
  }
}

void invalidate_type(Type* type) {
  Vm& vm = *type->vm;
  type->version = vm.next_type_version;
  if (vm.next_type_version != 0) ++vm.next_type_version; // once used up, types stay uncached (0)
  for (Type* subclass : type->subclasses) invalidate_type(subclass);
}

Ref find_in_type(Vm& vm, Type* type, Str* name) {
  Type* metatype = static_cast<Object*>(type)->type;
  Value self = Value::object(type);
  Ref of_metatype(lookup_in_type(metatype, name));
  auto* meta_get = of_metatype ? type_of(vm, of_metatype)->slots.descriptor_get : nullptr;
  if (meta_get && type_of(vm, of_metatype)->slots.descriptor_set) {
    return meta_get(vm, of_metatype, self, Value::object(metatype));
  }
  if (Ref found = Ref(lookup_in_type(type, name))) {
    auto* get = type_of(vm, found)->slots.descriptor_get;
    return get ? get(vm, found, Value(), self) : found;
  }
  if (meta_get) return meta_get(vm, of_metatype, self, Value::object(metatype));
  return of_metatype;
}

Ref type_get_attribute(Vm& vm, Value self, Str* name) {
  auto* type = cast<Type>(self);
  Ref result = find_in_type(vm, type, name);
  if (!result && !error_pending(vm)) {
    return raise_attribute_error(
        vm, self, Value::object(name),
        fmt::format("type object '{}' has no attribute '{}'", type->name, to_utf8(name)));
  }
  return result;
}

bool set_type_attribute(Vm& vm, Type* type, Str* name, Value value) {
  Value self = Value::object(type);
  if (type->is_builtin) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("cannot set '{}' attribute of immutable type '{}'", to_utf8(name), type->name));
  }
  Ref of_metatype(lookup_in_type(static_cast<Object*>(type)->type, name));
  if (of_metatype) {
    if (auto* set = type_of(vm, of_metatype)->slots.descriptor_set) {
      return set(vm, of_metatype, self, value);
    }
  }
  Ref old(dict_find(type->dict.get(), name)); // dies after the slots have been updated
  if (value) {
    dict_store(vm, type->dict.get(), name, value);
  } else if (!dict_erase(vm, type->dict.get(), name)) {
    const auto message =
        fmt::format("type object '{}' has no attribute '{}'", type->name, to_utf8(name));
    if (!vm.behaviours.failed_stores_name_the_object())
      return raise(vm, vm.exceptions.AttributeError, message);
    return raise_attribute_error(vm, self, Value::object(name), message);
  }
  invalidate_type(type);
  if (name->length > 4 && name->at(0) == '_' && name->at(1) == '_')
    update_slots_named(vm, type, name);
  return true;
}

namespace {

bool type_set_attribute(Vm& vm, Value self, Str* name, Value value) {
  return set_type_attribute(vm, cast<Type>(self), name, value);
}

Ref type_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* type = cast<Type>(self);
  if (type == vm.types.type) {
    if (arguments.positional == 1 && arguments.keywords() == 0) {
      return Ref(Value::object(type_of(vm, arguments.values[0])));
    }
    if (arguments.positional == 1) {
      return raise(vm, vm.exceptions.TypeError, "type() takes no keyword arguments");
    }
    if (arguments.positional != 3) {
      return raise(vm, vm.exceptions.TypeError, "type() takes 1 or 3 arguments");
    }
  }
  if (!type->slots.new_) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cannot create '{}' instances", type->name));
  }
  Ref made = type->slots.new_(vm, type, arguments);
  if (!made) return made;
  Type* made_type = type_of(vm, made);
  if (made_type != type && !is_subtype(made_type, type)) return made;
  if (!made_type->slots.init(vm, made, arguments)) return {};
  return made;
}

bool type_init(Vm& vm, Value, const Arguments& arguments) {
  if (arguments.positional != 1 && arguments.positional != 3) {
    return raise(vm, vm.exceptions.TypeError, "type.__init__() takes 1 or 3 arguments");
  }
  return true;
}

Ref type_repr(Vm& vm, Value self) {
  return make_str(vm, fmt::format("<class '{}'>", full_type_name(vm, cast<Type>(self))));
}

Ref type_or(Vm& vm, Value left, Value right) {
  return make_union(vm, left, right);
}

void type_destroy(Vm& vm, Object* object) {
  auto* type = static_cast<Type*>(object);
  if (auto* bases = as<Tuple>(type->bases)) {
    for (Value each : bases->view()) {
      auto& siblings = cast<Type>(each)->subclasses;
      siblings.erase(std::remove(siblings.begin(), siblings.end(), type), siblings.end());
    }
  }
  delete type->root_shape;
  type->root_shape = nullptr;
  destroy_as<Type>(vm, object);
}

void type_traverse(Object* object, Visitor& visitor) {
  auto* type = static_cast<Type*>(object);
  visitor(static_cast<Object*>(type->dict.get()));
  visitor(type->bases);
  traverse_instance(object, visitor);
}

void type_clear(Vm& vm, Object* object) {
  auto* type = static_cast<Type*>(object);
  if (type->is_static) return;
  // The bases stay: what dies with the class may still ask for its MRO.
  dict_clear(vm, type->dict.get());
  invalidate_type(type);
  clear_instance(vm, object);
}

} // namespace

void set_up_type_type(Vm& vm, Type* type) {
  type->slots.destroy = type_destroy;
  type->slots.traverse = type_traverse;
  type->slots.clear = type_clear;
  type->slots.new_ = type_new;
  type->slots.init = type_init;
  type->slots.call = type_call;
  type->slots.repr = type_repr;
  type->slots.get_attribute = type_get_attribute;
  type->slots.set_attribute = type_set_attribute;
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = type_or;
  add_type_attributes(vm, type);
}

} // namespace specmon::vm
