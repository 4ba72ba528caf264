// What Python's operators and protocols do to any value: the VM's abstract operations. Everything
// here may run Python code. Results follow vm/errors.h.
#pragma once

#include "vm/errors.h"
#include "vm/native.h"
#include "vm/ref.h"
#include "vm/type.h"

#include <initializer_list>
#include <optional>
#include <string>

namespace specmon::vm {

Type* type_of(const Vm& vm, Value value); // borrowed; never null
inline bool is_instance_of(const Vm& vm, Value value, const Type* type) {
  return is_subtype(type_of(vm, value), type);
}
std::string type_name(const Vm& vm, Value value); // for messages: the type's name without module

// Attributes.
Ref get_attribute(Vm& vm, Value object, Str* name);
Ref get_attribute(Vm& vm, Value object, std::string_view name);
// As get_attribute, but absence is not an error: empty and nothing pending.
Ref find_optional_attribute(Vm& vm, Value object, Str* name);
bool set_attribute(Vm& vm, Value object, Str* name, Value value);
bool delete_attribute(Vm& vm, Value object, Str* name);
// Looks `name` up in the type's MRO: borrowed, null if absent; no descriptor is bound. Cached per
// type version.
Value lookup_in_type(Type* type, Str* name);
// A special method found on the type and bound to `object`; empty and nothing pending: absent.
Ref lookup_special(Vm& vm, Value object, Str* name);
// `object.name` for a call `object.name(...)`: where a method is found, it is not bound but handed
// out beside its self (null self: call `callable` alone). Empty callable: AttributeError pending.
struct MethodLookup {
  Ref callable;
  Ref self;
};
MethodLookup get_method(Vm& vm, Value object, Str* name);
// Calls what was found in a type (lookup_in_type) with `self`, without binding it where that can be
// saved.
Ref call_bound(Vm& vm, Value found, Value self, const Arguments& arguments);
Ref call_bound(Vm& vm, Value found, Value self, std::initializer_list<Value> positional);
// AttributeError with its `name` and `obj` set.
Raised raise_attribute_error(Vm& vm, Value object, Value name, std::string_view message);
// `object.__getattribute__` and `object.__setattr__`, the default slots.
Ref generic_get_attribute(Vm& vm, Value object, Str* name);
bool generic_set_attribute(Vm& vm, Value object, Str* name, Value value);

// Calls.
Ref call(Vm& vm, Value callable, const Arguments& arguments);
Ref call(Vm& vm, Value callable, std::initializer_list<Value> positional);
Ref call(Vm& vm, Value callable, std::span<const Value> positional, Dict* keywords);
Ref call_method(Vm& vm, Value object, Str* name, std::initializer_list<Value> positional);
bool is_callable(const Vm& vm, Value value);

// Conversions and tests.
std::optional<bool> truth(Vm& vm, Value value);
Owned<Str> repr(Vm& vm, Value value);
Owned<Str> str(Vm& vm, Value value);
Owned<Str> ascii(Vm& vm, Value value);
Owned<Str> format(Vm& vm, Value value, Str* specification);
std::optional<std::int64_t> hash(Vm& vm, Value value); // TypeError: unhashable type: 'list'
std::optional<std::int64_t> length(Vm& vm, Value value);
Ref compare(Vm& vm, Value left, Value right, Comparison how);
std::optional<bool> compare_truth(Vm& vm, Value left, Value right, Comparison how);
std::optional<bool> equal(Vm& vm, Value left, Value right); // identity first, as containers compare
std::optional<bool> is_instance(Vm& vm, Value object, Value class_or_tuple); // isinstance()
std::optional<bool> is_subclass(Vm& vm, Value class_, Value class_or_tuple); // issubclass()

// Operators.
Ref binary(Vm& vm, Value left, Value right, BinaryOperator how);
Ref inplace(Vm& vm, Value left, Value right, BinaryOperator how);
Ref negative(Vm& vm, Value value);
Ref positive(Vm& vm, Value value);
Ref invert(Vm& vm, Value value);
Ref absolute(Vm& vm, Value value);

// Items and iteration.
Ref get_item(Vm& vm, Value container, Value key);
bool set_item(Vm& vm, Value container, Value key, Value value);
bool delete_item(Vm& vm, Value container, Value key);
std::optional<bool> contains(Vm& vm, Value container, Value item);
Ref iterate(Vm& vm, Value iterable); // iter(); TypeError "'int' object is not iterable"
// The next item; empty and nothing pending: exhausted (a pending StopIteration is taken away).
Ref next(Vm& vm, Value iterator);
// How many items to expect: by __len__, else by __length_hint__ (a TypeError of either counts as no
// answer), else `fallback`. Nothing: an exception is pending.
std::optional<std::int64_t> length_hint(Vm& vm, Value iterable, std::int64_t fallback = 0);

} // namespace specmon::vm
