// Attributes: lookup in types with its cache, the generic protocol, and its entrances.
#include "vm/operations.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {

std::string type_name(const Vm& vm, Value value) {
  return type_of(vm, value)->name;
}

bool is_subtype(const Type* type, const Type* ancestor) {
  if (type == ancestor) return true;
  for (const Type* each : type->mro) {
    if (each == ancestor) return true;
  }
  return false;
}

Value lookup_in_type(Type* type, Str* name) {
  TypeLookup* line = nullptr;
  if (type->version && name->interned) {
    std::uintptr_t address = reinterpret_cast<std::uintptr_t>(name) >> 4;
    line = &type->vm->type_lookups[(address ^ type->version * 2654435761u) % 4096];
    if (line->version == type->version && line->name.get() == Value::object(name))
      return line->value;
  }
  Value found;
  for (Type* each : type->mro) {
    found = dict_find(each->dict.get(), name);
    if (found) break;
  }
  if (line) {
    line->value = found;
    line->version = type->version;
    line->name = Ref(Value::object(name));
  }
  return found;
}

namespace {

// Attribute names that did not come from source text are interned first: shapes and caches compare
// identity.
class InternedName {
public:
  InternedName(Vm& vm, Str* name) : name_(name) {
    if (!name->interned) {
      held_ = intern(vm, name);
      name_ = held_.get();
    }
  }
  Str* get() const { return name_; }

private:
  Str* name_;
  Owned<Str> held_;
};

} // namespace

Value find_own(Object* object, Str* name) {
  if (object->type->attributes_offset) return find_attribute(object, name);
  Dict* dict = attribute_dict(object);
  return dict ? dict_find(dict, name) : Value();
}

Dict* attribute_dict(Object* object) {
  switch (object->layout) {
  case Layout::function: return static_cast<Function*>(object)->attributes.get();
  case Layout::module: return static_cast<Module*>(object)->dict.get();
  default: return nullptr;
  }
}

Raised raise_attribute_error(Vm& vm, Value object, Value name, std::string_view message) {
  Owned<Str> text = make_str(vm, message);
  Ref exception = make_exception(vm, vm.exceptions.AttributeError, {Value(text)});
  if (!exception) return {};
  auto* error = cast<Exception>(exception);
  error->fields.resize(2);
  error->fields[0] = Ref(name);
  error->fields[1] = Ref(object);
  return raise_instance(vm, exception);
}

Ref find_generic(Vm& vm, Value object, Str* name) {
  Type* type = type_of(vm, object);
  Value found = lookup_in_type(type, name);
  if (!found) {
    return object.is_object() ? Ref(find_own(object.object(), name)) : Ref();
  }
  const Slots& slots = type_of(vm, found)->slots;
  auto* get = slots.descriptor_get;
  if (get && slots.descriptor_set) {
    Ref held(found);
    return get(vm, found, object, Value::object(type));
  }
  if (object.is_object()) {
    if (Value own = find_own(object.object(), name)) return Ref(own);
  }
  if (!get) return Ref(found);
  Ref held(found);
  return get(vm, found, object, Value::object(type));
}

Ref generic_get_attribute(Vm& vm, Value object, Str* name) {
  Ref result = find_generic(vm, object, name);
  if (!result && !error_pending(vm)) {
    return raise_attribute_error(
        vm, object, Value::object(name),
        fmt::format("'{}' object has no attribute '{}'", type_name(vm, object), to_utf8(name)));
  }
  return result;
}

bool generic_set_attribute(Vm& vm, Value object, Str* name, Value value) {
  Type* type = type_of(vm, object);
  Value found = lookup_in_type(type, name);
  if (found) {
    if (auto* set = type_of(vm, found)->slots.descriptor_set) {
      Ref held(found);
      return set(vm, found, object, value);
    }
  }
  bool has_dict = false;
  bool names_object = vm.behaviours.failed_stores_name_the_object();
  if (object.is_object()) {
    Object* self = object.object();
    if (type->attributes_offset) {
      if (value) return store_attribute(vm, self, name, value);
      if (erase_attribute(vm, self, name)) return true;
      has_dict = true;
      if (self->layout == Layout::object)
        names_object = vm.behaviours.failed_deletions_name_the_object();
    } else if (self->layout == Layout::function || self->layout == Layout::module) {
      if (self->layout == Layout::function) {
        auto* function = static_cast<Function*>(self);
        if (!function->attributes && value) function->attributes = make_dict(vm);
      }
      Dict* dict = attribute_dict(self);
      if (value) {
        dict_store(vm, dict, name, value);
        return true;
      }
      if (dict && dict_erase(vm, dict, name)) return true;
      has_dict = true;
    }
  }
  std::string text = to_utf8(name);
  std::string message;
  if (has_dict) {
    message = fmt::format("'{}' object has no attribute '{}'", type->name, text);
  } else if (found) {
    message = fmt::format("'{}' object attribute '{}' is read-only", type->name, text);
    names_object = false;
  } else {
    message = fmt::format(
        "'{}' object has no attribute '{}'{}", type->name, text,
        vm.behaviours.no_dict_wording() ? " and no __dict__ for setting new attributes" : "");
  }
  if (!names_object) return raise(vm, vm.exceptions.AttributeError, message);
  return raise_attribute_error(vm, object, Value::object(name), message);
}

Ref get_attribute(Vm& vm, Value object, Str* name) {
  auto* get = type_of(vm, object)->slots.get_attribute;
  if (name->interned) return get(vm, object, name);
  InternedName interned(vm, name);
  return get(vm, object, interned.get());
}

Ref get_attribute(Vm& vm, Value object, std::string_view name) {
  Owned<Str> interned = intern(vm, name);
  return type_of(vm, object)->slots.get_attribute(vm, object, interned.get());
}

Ref find_optional_attribute(Vm& vm, Value object, Str* name) {
  InternedName interned(vm, name);
  auto* get = type_of(vm, object)->slots.get_attribute;
  Ref result;
  if (get == generic_get_attribute) {
    result = find_generic(vm, object, interned.get());
  } else if (get == type_get_attribute) {
    result = find_in_type(vm, cast<Type>(object), interned.get());
  } else {
    result = get(vm, object, interned.get());
  }
  if (!result && error_pending(vm) && pending_is(vm, vm.exceptions.AttributeError))
    clear_pending(vm);
  return result;
}

bool set_attribute(Vm& vm, Value object, Str* name, Value value) {
  auto* set = type_of(vm, object)->slots.set_attribute;
  if (name->interned) return set(vm, object, name, value);
  InternedName interned(vm, name);
  return set(vm, object, interned.get(), value);
}

bool delete_attribute(Vm& vm, Value object, Str* name) {
  return set_attribute(vm, object, name, Value());
}

Ref lookup_special(Vm& vm, Value object, Str* name) {
  Type* type = type_of(vm, object);
  Ref found(lookup_in_type(type, name));
  if (!found) return {};
  auto* get = type_of(vm, found)->slots.descriptor_get;
  return get ? get(vm, found, object, Value::object(type)) : found;
}

MethodLookup get_method(Vm& vm, Value object, Str* name) {
  Type* type = type_of(vm, object);
  if (type->slots.get_attribute == generic_get_attribute && name->interned) {
    Value found = lookup_in_type(type, name);
    if (found.is_object()) {
      Layout layout = found.object()->layout;
      bool unbound = layout == Layout::function ||
                     (layout == Layout::native_function &&
                      found.object()->type == vm.types.method_descriptor) ||
                     found.object()->type == vm.types.slot_wrapper;
      if (unbound) {
        if (object.is_object()) {
          if (Value own = find_own(object.object(), name)) return {Ref(own), Ref()};
        }
        return {Ref(found), Ref(object)};
      }
    }
  }
  return {get_attribute(vm, object, name), Ref()};
}

} // namespace specmon::vm
