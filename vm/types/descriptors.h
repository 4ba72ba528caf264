// What stands in a type's dict and gives or computes attributes.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"
#include "vm/type_setup.h"

namespace specmon::vm {

struct Property : Container {
  static constexpr Layout layout_id = Layout::property;
  Ref getter, setter, deleter, doc, name; // null: None
};

struct ClassMethod : Container {
  static constexpr Layout layout_id = Layout::class_method;
  Ref callable;
};

struct StaticMethod : Container {
  static constexpr Layout layout_id = Layout::static_method;
  Ref callable;
};

// A variable of __slots__.
struct MemberDescriptor : Container {
  static constexpr Layout layout_id = Layout::member;
  Type* owner = nullptr; // borrowed: the descriptor lives in the owner's dict
  Ref name;
  std::uint32_t index = 0; // among the member slots
};

// An attribute of a built-in type, computed by C++ functions.
struct GetSetDescriptor : Container {
  static constexpr Layout layout_id = Layout::getset;
  Type* owner = nullptr;
  const AttributeDefinition* definition = nullptr;
};

// The special method that a filled slot of a built-in type gives (`int.__add__`), and the same
// bound to an object (`(1).__add__`, type method-wrapper).
struct SlotWrapper : Container {
  static constexpr Layout layout_id = Layout::slot_wrapper;
  Type* owner = nullptr;
  const struct SlotRow* row = nullptr; // vm/types/type_slots.h
  Ref self;                            // bound form only
};

// The name a type's members are known by: without the module that stands in the names of types made
// by modules (`collections.deque`).
inline std::string member_owner_name(const Type* type) {
  return type->name.substr(type->name.rfind('.') + 1);
}

Ref make_static_method(Vm& vm, Value callable);
Ref make_class_method(Vm& vm, Value callable);

} // namespace specmon::vm
