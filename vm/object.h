// What every object on the heap begins with, and what those that can be in a cycle begin with.
//
// Ownership: objects are reference counted (the moment of finalisation is visible to programs, as
// in CPython); the collector (vm/heap.h) takes cycles. `layout` names the C++ struct behind the
// object and is inherited by Python subclasses of a built-in type, so `as<Str>(value)` is one load
// and one compare and means "str or a subclass of str"; `exact` says that the type is the built-in
// itself.
#pragma once

#include "vm/value.h"

namespace specmon::vm {

class Vm;
struct Type;

// One enumerator for each C++ struct that may stand behind an object.
enum class Layout : std::uint8_t {
#define LAYOUT(name) name,
#include "vm/layouts.def"
#undef LAYOUT
};

struct Object {
  std::uint32_t references = 1;
  Layout layout = Layout::object;
  bool exact = false;         // the type is the built-in type itself, not a subclass
  std::uint8_t collected = 0; // containers: 0 unknown to the collector, else a state of its own
  bool finalized = false;     // __del__ has run (it runs once)
  Type* type = nullptr;
};

// An object that can refer to others and so be part of a cycle.
struct Container : Object {
  Container* previous =
      nullptr; // the collector's list; during a collection: its count of references
  Container* next = nullptr;
};

void destroy(Object* object); // the count has fallen to zero: vm/heap.cpp

inline void retain(Object* object) {
  ++object->references;
}
inline void release(Object* object) {
  if (--object->references == 0) destroy(object);
}
inline void retain(Value value) {
  if (value.is_object()) retain(value.object());
}
inline void release(Value value) {
  if (value.is_object()) release(value.object());
}

// The object behind `value` if its layout is T's (T::layout_id), else null.
template <class T> T* as(Value value) {
  if (!value.is_object() || value.object()->layout != T::layout_id) return nullptr;
  return static_cast<T*>(value.object());
}
template <class T> bool is(Value value) {
  return as<T>(value) != nullptr;
}
// The same for exactly the built-in type.
template <class T> T* as_exact(Value value) {
  T* object = as<T>(value);
  return object && object->exact ? object : nullptr;
}
// When the layout is known already.
template <class T> T* cast(Value value) {
  return static_cast<T*>(value.object());
}

} // namespace specmon::vm
