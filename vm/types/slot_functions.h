// The slot functions of classes written in Python: each looks its special method up in the type and
// calls it.
#pragma once

#include "vm/vm.h"

namespace specmon::vm {

// Named as the slots are (slots.def).
namespace slot_function {
Ref repr(Vm& vm, Value self);
Ref str(Vm& vm, Value self);
std::optional<std::int64_t> hash(Vm& vm, Value self);
Ref call(Vm& vm, Value self, const Arguments& arguments);
Ref get_attribute(Vm& vm, Value self, Str* name);
bool set_attribute(Vm& vm, Value self, Str* name, Value value);
Ref compare(Vm& vm, Value left, Value right, Comparison how);
Ref iterate(Vm& vm, Value self);
Ref next(Vm& vm, Value self); // leaves StopIteration pending: its value may matter
Ref descriptor_get(Vm& vm, Value descriptor, Value instance, Value owner);
bool descriptor_set(Vm& vm, Value descriptor, Value instance, Value value);
bool init(Vm& vm, Value self, const Arguments& arguments);
Ref new_(Vm& vm, Type* type, const Arguments& arguments);
void finalize(Vm& vm, Value self);
std::optional<bool> truth(Vm& vm, Value self);
std::optional<std::int64_t> length(Vm& vm, Value self);
Ref get_item(Vm& vm, Value self, Value key);
bool set_item(Vm& vm, Value self, Value key, Value value);
std::optional<bool> contains(Vm& vm, Value self, Value item);
Ref negative(Vm& vm, Value self);
Ref positive(Vm& vm, Value self);
Ref invert(Vm& vm, Value self);
Ref absolute(Vm& vm, Value self);
Ref index(Vm& vm, Value self);
Ref to_int(Vm& vm, Value self);
Ref to_float(Vm& vm, Value self);
Ref await(Vm& vm, Value self);
Ref async_iterate(Vm& vm, Value self);
Ref async_next(Vm& vm, Value self);
} // namespace slot_function

// `generic` is the operator's own generic slot: types that have it have Python methods.
using BinarySlot = Ref (*)(Vm&, Value, Value);
Ref call_binary_methods(Vm& vm, Value left, Value right, std::size_t index, BinarySlot generic);
Ref call_inplace_method(Vm& vm, Value left, Value right, std::size_t index);

template <std::size_t index> Ref generic_binary(Vm& vm, Value left, Value right) {
  return call_binary_methods(vm, left, right, index, &generic_binary<index>);
}
template <std::size_t index> Ref generic_inplace(Vm& vm, Value left, Value right) {
  return call_inplace_method(vm, left, right, index);
}

} // namespace specmon::vm
