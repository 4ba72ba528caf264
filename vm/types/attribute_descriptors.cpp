// member_descriptor (a variable of __slots__) and getset_descriptor (an attribute computed by C++).
#include "vm/type_setup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Raised not_for(Vm& vm, std::string_view name, Type* owner, Value instance) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", name,
                           owner->name, type_name(vm, instance)));
}

// --- member ---

void member_destroy(Vm& vm, Object* object) {
  destroy_as<MemberDescriptor>(vm, object);
}

std::string member_text(const MemberDescriptor* member) {
  return to_utf8(cast<Str>(member->name));
}

Value* place_of(Vm& vm, MemberDescriptor* member, Value instance) {
  if (!is_instance_of(vm, instance, member->owner)) {
    not_for(vm, member_text(member), member->owner, instance);
    return nullptr;
  }
  return member_slots_of(instance.object()) + member->index;
}

Ref member_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return Ref(self);
  auto* member = cast<MemberDescriptor>(self);
  Value* place = place_of(vm, member, instance);
  if (!place) return {};
  if (*place) return Ref(*place);
  return raise_attribute_error(vm, instance, member->name,
                               fmt::format("'{}' object has no attribute '{}'",
                                           type_name(vm, instance), member_text(member)));
}

bool member_set(Vm& vm, Value self, Value instance, Value value) {
  auto* member = cast<MemberDescriptor>(self);
  Value* place = place_of(vm, member, instance);
  if (!place) return false;
  if (!value && !*place) {
    return raise(vm, vm.exceptions.AttributeError, member_text(member));
  }
  Value old = *place;
  retain(value);
  *place = value;
  release(old);
  return true;
}

Ref member_repr(Vm& vm, Value self) {
  auto* member = cast<MemberDescriptor>(self);
  return make_str(
      vm, fmt::format("<member '{}' of '{}' objects>", member_text(member), member->owner->name));
}

Ref member_name(Vm&, Value self) {
  return cast<MemberDescriptor>(self)->name;
}
Ref member_owner(Vm&, Value self) {
  return Ref(Value::object(cast<MemberDescriptor>(self)->owner));
}
Ref member_qualname(Vm& vm, Value self) {
  auto* member = cast<MemberDescriptor>(self);
  return make_str(vm, qualified_name(member->owner) + "." + member_text(member));
}
Ref no_doc(Vm&, Value) {
  return Ref(Value::none());
}

constexpr AttributeDefinition member_attributes[] = {
    {"__name__", member_name},
    {"__objclass__", member_owner},
    {"__qualname__", member_qualname},
    {"__doc__", no_doc},
};

// --- getset ---

void getset_destroy(Vm& vm, Object* object) {
  destroy_as<GetSetDescriptor>(vm, object);
}

Ref getset_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return Ref(self);
  auto* getset = cast<GetSetDescriptor>(self);
  if (!is_instance_of(vm, instance, getset->owner)) {
    return not_for(vm, getset->definition->name, getset->owner, instance);
  }
  return getset->definition->get(vm, instance);
}

bool getset_set(Vm& vm, Value self, Value instance, Value value) {
  auto* getset = cast<GetSetDescriptor>(self);
  if (!is_instance_of(vm, instance, getset->owner)) {
    return not_for(vm, getset->definition->name, getset->owner, instance);
  }
  if (getset->definition->set) return getset->definition->set(vm, instance, value);
  return raise(vm, vm.exceptions.AttributeError,
               fmt::format("attribute '{}' of '{}' objects is not writable",
                           getset->definition->name, getset->owner->name));
}

Ref getset_repr(Vm& vm, Value self) {
  auto* getset = cast<GetSetDescriptor>(self);
  if (!getset->owner->is_builtin && !vm.behaviours.instance_descriptors_named()) {
    return make_str(vm, fmt::format("<attribute '{}'>", getset->definition->name));
  }
  return make_str(vm, fmt::format("<attribute '{}' of '{}' objects>", getset->definition->name,
                                  getset->owner->name));
}

Ref getset_name(Vm& vm, Value self) {
  return intern(vm, cast<GetSetDescriptor>(self)->definition->name);
}
Ref getset_owner(Vm&, Value self) {
  return Ref(Value::object(cast<GetSetDescriptor>(self)->owner));
}
Ref getset_qualname(Vm& vm, Value self) {
  auto* getset = cast<GetSetDescriptor>(self);
  return make_str(vm, qualified_name(getset->owner) + "." + std::string(getset->definition->name));
}

constexpr AttributeDefinition getset_attributes[] = {
    {"__name__", getset_name},
    {"__objclass__", getset_owner},
    {"__qualname__", getset_qualname},
    {"__doc__", no_doc},
};

// --- `__dict__` and `__weakref__` of instances ---

Ref instance_dict(Vm& vm, Value self) {
  return Ref(Value::object(materialise_dict(vm, self.object())));
}

bool set_instance_dict(Vm& vm, Value self, Value value) {
  if (!value) {
    replace_dict(vm, self.object(), make_dict(vm).get());
    return true;
  }
  auto* dict = as<Dict>(value);
  if (!dict) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("__dict__ must be set to a dictionary, not a '{}'", type_name(vm, value)));
  }
  replace_dict(vm, self.object(), dict);
  return true;
}

constexpr AttributeDefinition instance_attributes[] = {
    {"__dict__", instance_dict, set_instance_dict},
    {"__weakref__", no_doc},
};

} // namespace

void add_instance_descriptors(Vm& vm, Type* type) {
  // A class that says what its __dict__ is keeps its own word.
  for (const AttributeDefinition& definition : instance_attributes) {
    Owned<Str> name = intern(vm, definition.name);
    if (!dict_find(type->dict.get(), name.get()))
      add_attributes(vm, type, std::span(&definition, 1));
  }
}

Ref make_member(Vm& vm, Type* owner, Str* name, std::uint32_t index) {
  auto* member = vm.heap.make<MemberDescriptor>(vm.types.member);
  member->owner = owner;
  member->name = Ref(Value::object(name));
  member->index = index;
  return Ref::steal(member);
}

void set_up_member_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = member_destroy;
  type->slots.descriptor_get = member_get;
  type->slots.descriptor_set = member_set;
  type->slots.repr = member_repr;
  add_attributes(vm, type, member_attributes);
}

void set_up_getset_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = getset_destroy;
  type->slots.descriptor_get = getset_get;
  type->slots.descriptor_set = getset_set;
  type->slots.repr = getset_repr;
  add_attributes(vm, type, getset_attributes);
}

} // namespace specmon::vm
