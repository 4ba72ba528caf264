// property.
#include "vm/type_setup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/signature.h"
#include "vm/types/str.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Property* self_of(Value value) {
  return cast<Property>(value);
}

void property_destroy(Vm& vm, Object* object) {
  destroy_as<Property>(vm, object);
}
void property_traverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Property*>(object);
  for (const Ref* held : {&self->getter, &self->setter, &self->deleter, &self->doc, &self->name}) {
    visitor(held->get());
  }
  traverse_instance(object, visitor);
}
void property_clear(Vm& vm, Object* object) {
  auto* self = static_cast<Property*>(object);
  for (Ref* held : {&self->getter, &self->setter, &self->deleter, &self->doc, &self->name})
    *held = Ref();
  clear_instance(vm, object);
}

Ref property_new(Vm& vm, Type* type, const Arguments&) {
  auto* made = allocate_instance<Property>(vm, type);
  vm.heap.track(made);
  return Ref::steal(made);
}

bool property_init(Vm& vm, Value self, const Arguments& arguments) {
  static const NativeDefinition definition{"property", nullptr,
                                           "(fget=None, fset=None, fdel=None, doc=None)"};
  std::shared_ptr<NativeSignature>& signature = vm.signatures[&definition];
  if (!signature) signature = parse_signature(vm, definition.signature);
  Value bound[4];
  Ref rest, keywords;
  if (!bind_signature(vm, *signature, "property", arguments, bound, rest, keywords)) return false;
  for (Value& value : bound) {
    if (value.is_none()) value = Value();
  }
  Property* property = self_of(self);
  property->getter = Ref(bound[0]);
  property->setter = Ref(bound[1]);
  property->deleter = Ref(bound[2]);
  property->doc = Ref(bound[3]);
  if (!property->doc && property->getter) {
    property->doc = find_optional_attribute(vm, property->getter, vm.names.doc);
    if (error_pending(vm)) return false;
    if (property->doc.get().is_none()) property->doc = Ref();
  }
  return true;
}

// The name it was given in its class, or its getter's: null when there is none.
Ref name_of(Vm& vm, Property* property) {
  if (property->name) return property->name;
  if (!property->getter) return {};
  return find_optional_attribute(vm, property->getter, vm.names.dunder_name);
}

Raised lacks(Vm& vm, Property* property, Value instance, std::string_view what) {
  Ref name = name_of(vm, property);
  if (!name && error_pending(vm)) return {};
  std::string owner = qualified_name(type_of(vm, instance));
  if (!name) {
    return raise(vm, vm.exceptions.AttributeError,
                 fmt::format("property of '{}' object has no {}", owner, what));
  }
  Owned<Str> shown = repr(vm, name);
  if (!shown) return {};
  return raise(
      vm, vm.exceptions.AttributeError,
      fmt::format("property {} of '{}' object has no {}", to_utf8(shown.get()), owner, what));
}

Ref property_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return Ref(self);
  Property* property = self_of(self);
  if (!property->getter) return lacks(vm, property, instance, "getter");
  Ref getter = property->getter;
  return call(vm, getter, {instance});
}

bool property_set(Vm& vm, Value self, Value instance, Value value) {
  Property* property = self_of(self);
  Ref function = value ? property->setter : property->deleter;
  if (!function) return lacks(vm, property, instance, value ? "setter" : "deleter");
  return bool(value ? call(vm, function, {instance, value}) : call(vm, function, {instance}));
}

Ref copy_with(Vm& vm, Value self, Ref Property::*part, Value value) {
  Property* property = self_of(self);
  Ref made = property_new(vm, type_of(vm, self), Arguments{});
  Property* copy = self_of(made);
  copy->getter = property->getter;
  copy->setter = property->setter;
  copy->deleter = property->deleter;
  copy->doc = property->doc;
  copy->name = property->name;
  copy->*part = Ref(value.is_none() ? Value() : value);
  if (part == &Property::getter && value && !value.is_none()) {
    Ref doc = find_optional_attribute(vm, value, vm.names.doc);
    if (!doc && error_pending(vm)) return {};
    if (doc && !doc.get().is_none()) copy->doc = doc;
  }
  return made;
}

Ref with_getter(Vm& vm, Value self, std::span<const Value> a) {
  return copy_with(vm, self, &Property::getter, a[0]);
}
Ref with_setter(Vm& vm, Value self, std::span<const Value> a) {
  return copy_with(vm, self, &Property::setter, a[0]);
}
Ref with_deleter(Vm& vm, Value self, std::span<const Value> a) {
  return copy_with(vm, self, &Property::deleter, a[0]);
}
Ref property_set_name(Vm&, Value self, std::span<const Value> arguments) {
  self_of(self)->name = Ref(arguments[1]);
  return Ref(Value::none());
}

Ref or_none(const Ref& value) {
  return value ? value : Ref(Value::none());
}
Ref get_getter(Vm&, Value self) {
  return or_none(self_of(self)->getter);
}
Ref get_setter(Vm&, Value self) {
  return or_none(self_of(self)->setter);
}
Ref get_deleter(Vm&, Value self) {
  return or_none(self_of(self)->deleter);
}
Ref get_doc(Vm&, Value self) {
  return or_none(self_of(self)->doc);
}
bool set_doc(Vm&, Value self, Value value) {
  self_of(self)->doc = Ref(value);
  return true;
}
Ref get_name(Vm& vm, Value self) {
  Ref name = name_of(vm, self_of(self));
  if (name || error_pending(vm)) return name;
  return raise_attribute_error(vm, self, Value::object(vm.names.dunder_name),
                               "'property' object has no attribute '__name__'");
}
bool set_name(Vm&, Value self, Value value) {
  self_of(self)->name = Ref(value);
  return true;
}
Ref get_abstract(Vm& vm, Value self) {
  Property* property = self_of(self);
  Owned<Str> name = intern(vm, "__isabstractmethod__");
  for (const Ref* part : {&property->getter, &property->setter, &property->deleter}) {
    if (!*part) continue;
    Ref flag = find_optional_attribute(vm, *part, name.get());
    if (!flag && error_pending(vm)) return {};
    if (!flag) continue;
    std::optional<bool> abstract = truth(vm, flag);
    if (!abstract) return {};
    if (*abstract) return Ref(Value::true_());
  }
  return Ref(Value::false_());
}

constexpr NativeDefinition methods[] = {
    {"getter", with_getter, 1, 1},
    {"setter", with_setter, 1, 1},
    {"deleter", with_deleter, 1, 1},
    {"__set_name__", property_set_name, 2, 2},
};

constexpr AttributeDefinition attributes[] = {
    {"fget", get_getter},
    {"fset", get_setter},
    {"fdel", get_deleter},
    {"__doc__", get_doc, set_doc},
    {"__name__", get_name, set_name},
    {"__isabstractmethod__", get_abstract},
};

} // namespace

void set_up_property_type(Vm& vm, Type* type) {
  type->slots.destroy = property_destroy;
  type->slots.traverse = property_traverse;
  type->slots.clear = property_clear;
  type->slots.new_ = property_new;
  type->slots.init = property_init;
  type->slots.descriptor_get = property_get;
  type->slots.descriptor_set = property_set;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
