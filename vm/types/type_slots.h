// Slots and special methods, both ways: a filled slot of a built-in type gives it special methods
// (slot wrappers), and special methods of a Python class fill its slots with functions that call
// them.
#pragma once

#include "vm/type.h"
#include "vm/types/descriptors.h"

namespace specmon::vm {

// How a special method's call becomes a slot call (slots.def; the reflected kinds come from
// binary_operators.def).
enum class SlotKind : std::uint8_t {
  unary,
  hash,
  call,
  get_attribute,
  set_attribute,
  delete_attribute,
  compare_lt,
  compare_le,
  compare_eq,
  compare_ne,
  compare_gt,
  compare_ge,
  next,
  descriptor_get,
  descriptor_set,
  descriptor_delete,
  init,
  new_,
  finalize,
  truth,
  length,
  binary_plain,
  set_item,
  delete_item,
  contains,
  binary,
  binary_reflected,
  inplace,
};

struct SlotRow {
  Str* name; // the special method
  SlotKind kind;
  std::uint16_t offset; // of the slot in Slots: rows of one slot share it
  void (*generic)();    // the slot function of Python classes, its type erased
};

// Fills vm.slot_rows; the names are kept alive by it.
void create_slot_rows(Vm& vm);
// Calls the special method behind `wrapper` on `self`.
Ref call_slot_wrapper(Vm& vm, SlotWrapper* wrapper, Value self, const Arguments& arguments);
// `T.__new__` of a built-in type: checks that arguments[0] is a type that `owner` can make.
Ref call_new(Vm& vm, Type* owner, const Arguments& arguments);
extern const NativeDefinition new_definition;
// The hash slot of types that have none: TypeError "unhashable type: 'list'".
std::optional<std::int64_t> hash_not_implemented(Vm& vm, Value self);

// Gives a built-in type the special methods of the slots that it filled itself.
void add_slot_wrappers(Vm& vm, Type* type);
// Takes over from the bases' slots what `type` has not filled itself.
void inherit_slots(Type* type);
// Sets every slot of a Python class from the special methods its MRO gives.
void update_all_slots(Vm& vm, Type* type);
// The same for the slots of one special method, of `type` and of its subclasses.
void update_slots_named(Vm& vm, Type* type, Str* name);

} // namespace specmon::vm
