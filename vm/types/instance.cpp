#include "vm/types/instance.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

namespace specmon::vm {

namespace {

// An object with more attributes than this keeps them in a dict.
constexpr std::uint32_t most_shaped_attributes = 64;
// How many values may stand behind an object itself.
constexpr std::uint32_t most_embedded_values = 14;

Value* embedded_room(Object* object) {
  // Behind the member slots.
  return member_slots_of(object) + object->type->member_slots;
}

void free_values(Vm& vm, Attributes* attributes) {
  if (attributes->values && !attributes->embedded) {
    vm.heap.free(attributes->values, attributes->capacity * sizeof(Value));
  }
  attributes->values = nullptr;
  attributes->capacity = 0;
  attributes->embedded = false;
}

// Later instances of a type get room for as many values as this one turned out to need.
void widen_instances(Type* type, std::uint32_t values) {
  if (type->instance_layout != Layout::object || type->embedded_values == 0) return;
  std::uint32_t wanted = std::min(values, most_embedded_values);
  if (wanted <= type->embedded_values) return;
  type->instance_size +=
      static_cast<std::uint32_t>((wanted - type->embedded_values) * sizeof(Value));
  type->embedded_values = wanted;
}

void grow_values(Vm& vm, Object* object, Attributes* attributes, std::uint32_t used) {
  std::uint32_t capacity = attributes->capacity ? attributes->capacity * 2 : 4;
  auto* values = static_cast<Value*>(vm.heap.allocate(capacity * sizeof(Value)));
  for (std::uint32_t i = 0; i < used; ++i) values[i] = attributes->values[i];
  free_values(vm, attributes);
  attributes->values = values;
  attributes->capacity = capacity;
  widen_instances(object->type, used + 2);
}

void drop_attributes(Vm& vm, Attributes* attributes) {
  if (attributes->shape) {
    std::uint32_t count = attributes->shape->count;
    for (std::uint32_t i = count; i-- > 0;) {
      Value value = attributes->values[i];
      attributes->values[i] = Value();
      release(value);
    }
  }
  free_values(vm, attributes);
  if (Dict* dict = attributes->dict) {
    attributes->dict = nullptr;
    release(static_cast<Object*>(dict));
  }
}

} // namespace

Shape* Shape::child(Str* interned) {
  for (const std::unique_ptr<Shape>& known : children) {
    if (known->name.get() == interned) return known.get();
  }
  auto made = std::make_unique<Shape>();
  made->type = type;
  made->parent = this;
  made->name = Owned<Str>(interned);
  made->count = count + 1;
  made->indices = indices;
  made->indices.emplace(interned, count);
  children.push_back(std::move(made));
  return children.back().get();
}

void initialise_instance(Object* object, Type* type, std::size_t) {
  if (type->attributes_offset) {
    auto* attributes = new (attributes_of(object)) Attributes;
    attributes->shape = type->root_shape;
    if (type->embedded_values) {
      attributes->values = embedded_room(object);
      attributes->capacity = type->embedded_values;
      attributes->room = static_cast<std::uint8_t>(type->embedded_values);
      attributes->embedded = true;
    }
  }
  if (type->member_slots) {
    Value* slots = member_slots_of(object);
    for (std::uint32_t i = 0; i < type->member_slots; ++i) slots[i] = Value();
  }
}

Value find_attribute(Object* object, Str* interned) {
  Attributes* attributes = attributes_of(object);
  if (!attributes) return Value();
  if (attributes->shape) {
    int index = attributes->shape->index_of(interned);
    return index < 0 ? Value() : attributes->values[index];
  }
  return attributes->dict ? dict_find(attributes->dict, interned) : Value();
}

bool store_attribute(Vm& vm, Object* object, Str* interned, Value value) {
  Attributes* attributes = attributes_of(object);
  Shape* shape = attributes->shape;
  if (shape) {
    int index = shape->index_of(interned);
    if (index >= 0) {
      Value old = attributes->values[index];
      retain(value);
      attributes->values[index] = value;
      release(old);
      return true;
    }
    if (shape->count < most_shaped_attributes) {
      if (shape->count == attributes->capacity) grow_values(vm, object, attributes, shape->count);
      retain(value);
      attributes->values[shape->count] = value;
      attributes->shape = shape->child(interned);
      return true;
    }
    materialise_dict(vm, object);
  }
  dict_store(vm, attributes->dict, interned, value);
  return true;
}

bool erase_attribute(Vm& vm, Object* object, Str* interned) {
  Attributes* attributes = attributes_of(object);
  if (Shape* shape = attributes->shape) {
    int index = shape->index_of(interned);
    if (index < 0) return false;
    if (static_cast<std::uint32_t>(index) + 1 == shape->count) {
      Value old = attributes->values[index];
      attributes->values[index] = Value();
      attributes->shape = shape->parent;
      release(old);
      return true;
    }
    materialise_dict(vm, object);
  }
  return dict_erase(vm, attributes->dict, interned);
}

Dict* materialise_dict(Vm& vm, Object* object) {
  Attributes* attributes = attributes_of(object);
  if (attributes->dict) return attributes->dict;
  Owned<Dict> dict = make_dict(vm);
  if (Shape* shape = attributes->shape) {
    std::vector<Str*> names(shape->count);
    for (Shape* at = shape; at->parent; at = at->parent) names[at->count - 1] = at->name.get();
    for (std::size_t i = 0; i < names.size(); ++i) {
      dict_store(vm, dict.get(), names[i], attributes->values[i]);
      release(attributes->values[i]);
    }
    attributes->shape = nullptr;
  }
  free_values(vm, attributes);
  attributes->dict = dict.release_ownership();
  return attributes->dict;
}

void replace_dict(Vm& vm, Object* object, Dict* dict) {
  Attributes* attributes = attributes_of(object);
  Owned<Dict> old(materialise_dict(vm, object));
  retain(static_cast<Object*>(dict));
  attributes->dict = dict;
  release(static_cast<Object*>(old.get()));
}

void traverse_instance(Object* object, Visitor& visitor) {
  Type* type = object->type;
  if (type->is_static && !type->attributes_offset) return;
  if (!type->is_static) visitor(static_cast<Object*>(type));
  if (Attributes* attributes = attributes_of(object)) {
    if (attributes->shape) {
      for (std::uint32_t i = 0; i < attributes->shape->count; ++i) visitor(attributes->values[i]);
    }
    visitor(static_cast<Object*>(attributes->dict));
  }
  Value* slots = member_slots_of(object);
  for (std::uint32_t i = 0; i < type->member_slots; ++i) visitor(slots[i]);
}

void clear_instance(Vm&, Object* object) {
  Type* type = object->type;
  if (Attributes* attributes = attributes_of(object)) {
    if (Shape* shape = attributes->shape) {
      // The object may still be looked at by what dies with it: it is empty first.
      std::vector<Value> values(attributes->values, attributes->values + shape->count);
      attributes->shape = type->root_shape;
      for (Value value : values) release(value);
    } else if (Dict* dict = attributes->dict) {
      attributes->dict = nullptr;
      attributes->shape = type->root_shape;
      release(static_cast<Object*>(dict));
    }
  }
  Value* slots = member_slots_of(object);
  for (std::uint32_t i = 0; i < type->member_slots; ++i) {
    Value value = slots[i];
    slots[i] = Value();
    release(value);
  }
}

void free_object(Vm& vm, Object* object) {
  free_object(vm, object, object->type->instance_size);
}

void free_object(Vm& vm, Object* object, std::size_t size) {
  Type* type = object->type;
  if (Attributes* attributes = attributes_of(object)) {
    // The type's instances may have been widened since this one was made, and may be once more
    // while its attributes die.
    size -= (type->embedded_values - attributes->room) * sizeof(Value);
    drop_attributes(vm, attributes);
  }
  if (type->member_slots) {
    Value* slots = member_slots_of(object);
    for (std::uint32_t i = 0; i < type->member_slots; ++i) release(slots[i]);
  }
  bool counted = !type->is_static;
  vm.heap.free(object, size);
  if (counted) release(static_cast<Object*>(type));
}

void destroy_plain(Vm& vm, Object* object) {
  free_object(vm, object);
}

} // namespace specmon::vm
