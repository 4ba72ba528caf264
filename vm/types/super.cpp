#include "vm/types/super.h"

#include "vm/interpreter.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

// The type whose MRO super(class_, object) searches: the object's own, or the object itself if it
// is a class.
Ref searched_type(Vm& vm, Value class_, Value object) {
  auto* type = as<Type>(class_);
  if (!type) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("super() argument 1 must be a type, not {}", type_name(vm, class_)));
  }
  if (auto* as_class = as<Type>(object); as_class && is_subtype(as_class, type)) return Ref(object);
  if (is_instance_of(vm, object, type)) return Ref(Value::object(type_of(vm, object)));
  Ref claimed = find_optional_attribute(vm, object, vm.names.class_);
  if (!claimed && error_pending(vm)) return {};
  if (auto* other = as<Type>(claimed); other && is_subtype(other, type)) return claimed;
  if (!vm.behaviours.super_error_names_object()) {
    return raise(vm, vm.exceptions.TypeError,
                 "super(type, obj): obj must be an instance or subtype of type");
  }
  bool is_class = is<Type>(object);
  return raise(
      vm, vm.exceptions.TypeError,
      fmt::format("super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
                  is_class ? "type" : "instance of",
                  is_class ? cast<Type>(object)->name : type_name(vm, object), type->name));
}

// What stands behind `class_` in the MRO of `searched`; null: nothing.
Ref find_behind(Type* class_, Type* searched, Str* name) {
  std::size_t i = 0;
  while (i < searched->mro.size() && searched->mro[i] != class_) ++i;
  for (++i; i < searched->mro.size(); ++i) {
    if (Value found = dict_find(searched->mro[i]->dict.get(), name)) return Ref(found);
  }
  return {};
}

Ref bind(Vm& vm, Value found, Value object, Type* searched) {
  auto* get = type_of(vm, found)->slots.descriptor_get;
  if (!get) return Ref(found);
  // Through a class: unbound, as the class itself would give it.
  Value instance = object == Value::object(searched) ? Value() : object;
  return get(vm, found, instance, Value::object(searched));
}

Raised missing(Vm& vm, Value object, Str* name) {
  return raise_attribute_error(vm, object, Value::object(name),
                               fmt::format("'super' object has no attribute '{}'", to_utf8(name)));
}

void super_destroy(Vm& vm, Object* object) {
  destroy_as<Super>(vm, object);
}
void super_traverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Super*>(object);
  visitor(self->class_);
  visitor(self->object);
  visitor(self->object_type);
  traverse_instance(object, visitor);
}
void super_clear(Vm& vm, Object* object) {
  auto* self = static_cast<Super*>(object);
  self->object = Ref();
  clear_instance(vm, object);
}

Ref super_new(Vm& vm, Type* type, const Arguments&) {
  auto* made = allocate_instance<Super>(vm, type);
  vm.heap.track(made);
  return Ref::steal(made);
}

bool super_init(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, "super() takes no keyword arguments");
  }
  if (arguments.positional > 2) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("super() expected at most 2 arguments, got {}", arguments.positional));
  }
  Ref class_, object;
  if (arguments.positional == 0) {
    if (!current_super_arguments(vm, class_, object)) return false;
  } else {
    class_ = Ref(arguments.values[0]);
    if (arguments.positional == 2 && !arguments.values[1].is_none())
      object = Ref(arguments.values[1]);
  }
  if (!is<Type>(class_)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("super() argument 1 must be a type, not {}", type_name(vm, class_)));
  }
  Ref searched;
  if (object) {
    searched = searched_type(vm, class_, object);
    if (!searched) return false;
  }
  auto* super = cast<Super>(self);
  super->class_ = class_;
  super->object = object;
  super->object_type = searched;
  return true;
}

Ref super_get_attribute(Vm& vm, Value self, Str* name) {
  auto* super = cast<Super>(self);
  if (super->object_type && name != vm.names.class_) {
    auto* searched = cast<Type>(super->object_type);
    if (Ref found = find_behind(cast<Type>(super->class_), searched, name)) {
      return bind(vm, found, super->object, searched);
    }
  }
  return generic_get_attribute(vm, self, name);
}

Ref super_get(Vm& vm, Value self, Value instance, Value) {
  auto* super = cast<Super>(self);
  if (!instance || instance.is_none() || super->object || !super->class_) return Ref(self);
  return make_super(vm, super->class_, instance);
}

Ref super_repr(Vm& vm, Value self) {
  auto* super = cast<Super>(self);
  std::string class_ = super->class_ ? cast<Type>(super->class_)->name : "NULL";
  if (!super->object_type) return make_str(vm, fmt::format("<super: <class '{}'>, NULL>", class_));
  return make_str(vm, fmt::format("<super: <class '{}'>, <{} object>>", class_,
                                  cast<Type>(super->object_type)->name));
}

Ref or_none(const Ref& value) {
  return value ? value : Ref(Value::none());
}
Ref get_thisclass(Vm&, Value self) {
  return or_none(cast<Super>(self)->class_);
}
Ref get_self(Vm&, Value self) {
  return or_none(cast<Super>(self)->object);
}
Ref get_self_class(Vm&, Value self) {
  return or_none(cast<Super>(self)->object_type);
}

constexpr AttributeDefinition attributes[] = {
    {"__thisclass__", get_thisclass},
    {"__self__", get_self},
    {"__self_class__", get_self_class},
};

} // namespace

Ref make_super(Vm& vm, Value class_, Value object) {
  Ref made = super_new(vm, vm.types.super, Arguments{});
  Value values[] = {class_, object};
  if (!super_init(vm, made, Arguments{values, 2, nullptr})) return {};
  return made;
}

Ref super_attribute(Vm& vm, Value class_, Value object, Str* name) {
  Ref searched = searched_type(vm, class_, object);
  if (!searched) return {};
  Ref found;
  if (name != vm.names.class_) found = find_behind(cast<Type>(class_), cast<Type>(searched), name);
  if (found) return bind(vm, found, object, cast<Type>(searched));
  // What super objects have themselves (__class__, __thisclass__...).
  if (Value own = lookup_in_type(vm.types.super, name); !own) {
    Ref super = make_super(vm, class_, object);
    return super ? Ref(missing(vm, super, name)) : Ref();
  }
  Ref super = make_super(vm, class_, object);
  return super ? generic_get_attribute(vm, super, name) : Ref();
}

MethodLookup super_method(Vm& vm, Value class_, Value object, Str* name) {
  Ref searched = searched_type(vm, class_, object);
  if (!searched) return {};
  Ref found = find_behind(cast<Type>(class_), cast<Type>(searched), name);
  bool through_class = searched.get() == object;
  if (!through_class && found.get().is_object()) {
    Object* target = found.get().object();
    const bool takes_self = target->layout == Layout::function ||
                            target->type == vm.types.method_descriptor ||
                            target->type == vm.types.slot_wrapper;
    if (takes_self && type_of(vm, object)->slots.get_attribute == generic_get_attribute) {
      return {found, Ref(object)};
    }
  }
  return {super_attribute(vm, class_, object, name), Ref()};
}

void set_up_super_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Super);
  type->slots.destroy = super_destroy;
  type->slots.traverse = super_traverse;
  type->slots.clear = super_clear;
  type->slots.new_ = super_new;
  type->slots.init = super_init;
  type->slots.get_attribute = super_get_attribute;
  type->slots.descriptor_get = super_get;
  type->slots.repr = super_repr;
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
