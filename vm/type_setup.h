// How a built-in type is filled: its set-up function gives it slots, methods and attributes. After
// all set-up functions ran, slots make their special methods (vm/types/type_slots.cpp) and are
// inherited from bases.
#pragma once

#include "vm/vm.h"

#include <span>
#include <string_view>

namespace specmon::vm {

struct AttributeDefinition {
  std::string_view name;
  Ref (*get)(Vm&, Value self);
  bool (*set)(Vm&, Value self,
              Value value) = nullptr; // null value: delete; null function: read-only
};

void add_methods(Vm& vm, Type* type,
                 std::span<const NativeDefinition> methods); // tables must be static
void add_attributes(Vm& vm, Type* type, std::span<const AttributeDefinition> attributes);
void add_constant(Vm& vm, Type* type, std::string_view name, Value value);

// The usual destroy for a struct that needs its C++ destructor run, containers included.
template <class T> void destroy_as(Vm& vm, Object* object);
// For types whose instances hold nothing but plain data.
void destroy_plain(Vm& vm, Object* object);
// Frees an object's memory (instance_size of its type, or `size`), and the reference to its type.
// The last step of every destroy function. Also drops Attributes and member slots of Python
// subclasses.
void free_object(Vm& vm, Object* object);
void free_object(Vm& vm, Object* object, std::size_t size);
// Makes an instance of `type` or a Python subclass of it: memory for T plus what the subclass
// needs, plus `extra` bytes at the end, behind `extra_of`. An object made with extra bytes is freed
// by free_object(vm, object, object->type->instance_size + extra).
template <class T> T* allocate_instance(Vm& vm, Type* type, std::size_t extra = 0);
// Where the extra bytes of such an instance begin.
inline void* extra_of(Object* object) {
  return reinterpret_cast<char*>(object) + object->type->instance_size;
}
// Attributes and member slots of a Python subclass's instance: called by every traverse of a
// container whose type can be subclassed.
void traverse_instance(Object* object, Visitor& visitor);
void clear_instance(Vm& vm, Object* object);

// A type made at run time by a module (collections.deque...). Lives as long as the VM.
Type* make_builtin_type(Vm& vm, std::string_view module, std::string_view name, Layout layout,
                        std::uint32_t size, Type* base = nullptr);
void finish_type(Vm& vm, Type* type); // slots to special methods, inheritance, version

// Readies what stands behind the struct (attributes, member slots); used by allocate_instance.
void initialise_instance(Object* object, Type* type, std::size_t struct_size);

// `Type` methods of an iterable built-in: `list[int]` as __class_getitem__.
void add_class_getitem(Vm& vm, Type* type);

template <class T> T* allocate_instance(Vm& vm, Type* type, std::size_t extra) {
  std::size_t size = type->instance_size + extra;
  auto* object = new (vm.heap.allocate(size)) T;
  object->layout = type->instance_layout;
  object->exact = type->is_builtin;
  object->type = type;
  if (!type->is_static) retain(static_cast<Object*>(type));
  initialise_instance(object, type, sizeof(T));
  return object;
}

template <class T> void destroy_as(Vm& vm, Object* object) {
  auto* typed = static_cast<T*>(object);
  if constexpr (std::is_base_of_v<Container, T>) vm.heap.untrack(typed);
  Type* type = object->type;
  typed->~T();
  object->type =
      type; // the destructor leaves the header's memory as it was; free_object needs the type
  free_object(vm, object);
}

} // namespace specmon::vm
