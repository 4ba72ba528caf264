// Type objects, and the table of what a type can do.
//
// A slot is the fast way to an operation; a class written in Python gets slots that look its
// special methods up (vm/types/type_slots.cpp), and each filled slot of a built-in type gives it
// the special method of that name (`slots.def` says which is which), as in CPython.
#pragma once

#include "vm/native.h"
#include "vm/object.h"
#include "vm/ref.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace specmon::vm {

struct Dict;
struct Str;
struct Tuple;
class Visitor;
struct Shape;

enum class BinaryOperator : std::uint8_t {
#define BINARY_OPERATOR(name, symbol, dunder) name,
#include "vm/binary_operators.def"
#undef BINARY_OPERATOR
};
constexpr std::size_t binary_operator_count = 13;

enum class Comparison : std::uint8_t { lt, le, eq, ne, gt, ge };

// Each returns as its result type says (vm/errors.h); where null is allowed as an argument it says
// so. Binary slots are called with the operands in their order, for the type of either of them, and
// answer NotImplemented when they cannot.
struct Slots {
  void (*destroy)(Vm&, Object*) = nullptr;       // release what it holds, then free; never null
  void (*traverse)(Object*, Visitor&) = nullptr; // containers: show every reference
  void (*clear)(Vm&, Object*) = nullptr; // containers: drop references that may be in a cycle
  Ref (*new_)(Vm&, Type*, const Arguments&) = nullptr;  // __new__
  bool (*init)(Vm&, Value, const Arguments&) = nullptr; // __init__
  void (*finalize)(Vm&, Value) = nullptr;               // __del__; errors are reported, not raised

  Ref (*repr)(Vm&, Value) = nullptr;
  Ref (*str)(Vm&, Value) = nullptr;
  std::optional<std::int64_t> (*hash)(Vm&, Value) = nullptr;
  Ref (*compare)(Vm&, Value, Value, Comparison) = nullptr; // may answer NotImplemented
  Ref (*call)(Vm&, Value, const Arguments&) = nullptr;
  Ref (*get_attribute)(Vm&, Value, Str*) = nullptr;
  bool (*set_attribute)(Vm&, Value, Str*, Value) = nullptr; // null value: delete
  Ref (*iterate)(Vm&, Value) = nullptr;
  Ref (*next)(Vm&, Value) = nullptr; // empty and nothing pending: exhausted
  Ref (*descriptor_get)(Vm&, Value descriptor, Value instance,
                        Value owner) = nullptr; // null instance
  bool (*descriptor_set)(Vm&, Value descriptor, Value instance,
                         Value) = nullptr; // null value: delete

  std::optional<bool> (*truth)(Vm&, Value) = nullptr;
  std::optional<std::int64_t> (*length)(Vm&, Value) = nullptr;
  Ref (*get_item)(Vm&, Value, Value) = nullptr;
  bool (*set_item)(Vm&, Value, Value, Value) = nullptr; // null value: delete
  std::optional<bool> (*contains)(Vm&, Value, Value) = nullptr;

  Ref (*binary[binary_operator_count])(Vm&, Value, Value) = {};
  Ref (*inplace[binary_operator_count])(Vm&, Value, Value) = {};
  Ref (*negative)(Vm&, Value) = nullptr;
  Ref (*positive)(Vm&, Value) = nullptr;
  Ref (*invert)(Vm&, Value) = nullptr;
  Ref (*absolute)(Vm&, Value) = nullptr;
  Ref (*index)(Vm&, Value) = nullptr;
  Ref (*to_int)(Vm&, Value) = nullptr;
  Ref (*to_float)(Vm&, Value) = nullptr;

  Ref (*await)(Vm&, Value) = nullptr;
  Ref (*async_iterate)(Vm&, Value) = nullptr;
  Ref (*async_next)(Vm&, Value) = nullptr;
};

struct Type : Container {
  static constexpr Layout layout_id = Layout::type;

  Vm* vm = nullptr;
  std::string name;       // as in `<class 'name'>` without its module
  std::string module;     // "builtins" for built-in types; else what __module__ says
  Ref qualname;           // str; null: name
  Type* base = nullptr;   // the base whose struct this type's instances extend (held by `bases`)
  Ref bases;              // tuple of types
  std::vector<Type*> mro; // itself first; each held through `bases`
  Owned<Dict> dict;
  std::vector<Type*> subclasses; // borrowed; a type takes itself out when it dies

  // The `layout` and `exact` that instances get. (Object::layout of a Type is Layout::type.)
  Layout instance_layout = Layout::object;
  bool is_builtin = false; // made by the VM: attributes cannot be set, instances are `exact`
  bool is_static = false;  // lives as long as the VM: instances do not count references to it
  bool can_subclass = true;
  bool is_abstract_new =
      false; // `object.__new__`-like creation is refused (NoneType, generator...)
  bool overrides_getattribute = false; // __getattribute__ or __getattr__ in Python
  bool has_finalizer = false;

  std::uint32_t instance_size = 0; // bytes of the struct and of what stands behind it
  std::uint32_t attributes_offset =
      0; // where instances keep their Attributes (vm/types/instance.h); 0: none
  std::uint32_t member_slots_offset = 0; // where __slots__ values begin
  std::uint32_t member_slots = 0;
  std::uint32_t embedded_values =
      0;                         // room for attribute values behind the instance (in instance_size)
  std::uint32_t struct_size = 0; // bytes of the C++ struct alone

  // Changes whenever an attribute found through this type may have changed: what inline caches
  // compare. Never zero for a type whose attributes may be cached.
  std::uint32_t version = 0;
  Shape* root_shape = nullptr; // the empty shape of its instances

  Slots slots;
};

// Whether `type` is `ancestor` or derives from it.
bool is_subtype(const Type* type, const Type* ancestor);

} // namespace specmon::vm
