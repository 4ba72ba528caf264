// Where instances of Python classes keep their attributes.
//
// Objects whose attributes were set in the same order share a Shape: a table from name to index,
// one child shape for each next name. An inline cache compares the shape and reads by index. The
// first time somebody asks for `__dict__` (or deletes an attribute, or sets very many), the
// attributes move into a real dict for good.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace specmon::vm {

// Owned by its parent; the root is owned by the type. Lives as long as the type.
struct Shape {
  Type* type = nullptr; // whose instances these are: a shape never serves two types
  Shape* parent = nullptr;
  Owned<Str> name; // the attribute this shape adds to its parent's; null for the root
  std::uint32_t count = 0;
  std::unordered_map<Str*, std::uint32_t> indices; // names are interned
  std::vector<std::unique_ptr<Shape>> children;

  int index_of(Str* interned) const {
    auto found = indices.find(interned);
    return found == indices.end() ? -1 : static_cast<int>(found->second);
  }
  Shape* child(Str* interned); // made when it is not there yet
};

struct Attributes {
  Shape* shape = nullptr;  // null: the attributes are in `dict`
  Value* values = nullptr; // owned references, shape->count of them
  std::uint32_t capacity = 0;
  bool embedded = false; // `values` stands behind the object itself
  std::uint8_t room =
      0; // how many values fit behind the object (its type's number may have grown since)
  Dict* dict = nullptr; // owned
};

// A plain instance: class C: ... (bases without a struct of their own).
struct Instance : Container {
  static constexpr Layout layout_id = Layout::object;
  // Attributes at type->attributes_offset when the type has them, then member slots (__slots__).
};

inline Attributes* attributes_of(Object* object) {
  std::uint32_t offset = object->type->attributes_offset;
  return offset ? reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + offset) : nullptr;
}

Value find_attribute(Object* object, Str* interned); // in the instance only; borrowed, null: absent
bool store_attribute(Vm& vm, Object* object, Str* interned, Value value);
bool erase_attribute(Vm& vm, Object* object, Str* interned); // false: absent
Dict* materialise_dict(Vm& vm, Object* object);              // `__dict__`; borrowed
void replace_dict(Vm& vm, Object* object, Dict* dict);       // `object.__dict__ = dict`
// Where the __slots__ values of the instance stand; type->member_slots of them, owned, null: not
// set.
inline Value* member_slots_of(Object* object) {
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(object) +
                                  object->type->member_slots_offset);
}

} // namespace specmon::vm
