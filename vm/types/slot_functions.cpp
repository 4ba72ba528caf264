#include "vm/types/slot_functions.h"

#include "vm/interpreter.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_slots.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

// What a special method must not answer, in the words of either version.
Raised wrong_result(Vm& vm, Value self, Str* method, std::string_view wanted, Value result,
                    std::string earlier) {
  if (vm.behaviours.result_errors_name_the_method()) {
    earlier = fmt::format("{}.{}() must return {}, not {}", type_name(vm, self), to_utf8(method),
                          wanted, type_name(vm, result));
  }
  return raise(vm, vm.exceptions.TypeError, earlier);
}

// The method as the type has it; AttributeError with its name when the type has lost it.
Value require(Vm& vm, Value self, Str* name) {
  Value found = lookup_in_type(type_of(vm, self), name);
  if (found.is_null()) raise_with(vm, vm.exceptions.AttributeError, Value::object(name));
  return found;
}

Ref call_special(Vm& vm, Value self, Str* name, std::initializer_list<Value> positional = {}) {
  Value found = require(vm, self, name);
  if (found.is_null()) return {};
  return call_bound(vm, found, self, positional);
}

Ref call_to_str(Vm& vm, Value self, Str* name) {
  Ref result = call_special(vm, self, name);
  if (result && !is<Str>(result)) {
    return wrong_result(
        vm, self, name, "a str", result,
        fmt::format("{} returned non-string (type {})", to_utf8(name), type_name(vm, result)));
  }
  return result;
}

Ref call_to_int(Vm& vm, Value self, Str* name) {
  Ref result = call_special(vm, self, name);
  if (result && !is_int(result)) {
    return wrong_conversion(vm, self, to_utf8(name), "int", result);
  }
  return result;
}

Str* comparison_name(Vm& vm, Comparison how) {
  switch (how) {
  case Comparison::lt: return vm.names.lt;
  case Comparison::le: return vm.names.le;
  case Comparison::eq: return vm.names.eq;
  case Comparison::ne: return vm.names.ne;
  case Comparison::gt: return vm.names.gt;
  case Comparison::ge: return vm.names.ge;
  }
  return nullptr;
}

Str* operator_name(Vm& vm, std::size_t index) {
  return vm.slot_rows[3 * index].name;
}
Str* reflected_name(Vm& vm, std::size_t index) {
  return vm.slot_rows[3 * index + 1].name;
}
Str* inplace_name(Vm& vm, std::size_t index) {
  return vm.slot_rows[3 * index + 2].name;
}

// Calls a method if the type has it; NotImplemented otherwise.
Ref call_maybe(Vm& vm, Value self, Str* name, Value other) {
  Value found = lookup_in_type(type_of(vm, self), name);
  if (found.is_null()) return Ref(Value::not_implemented());
  return call_bound(vm, found, self, {other});
}

} // namespace

namespace slot_function {

Ref repr(Vm& vm, Value self) {
  return call_to_str(vm, self, vm.names.repr_);
}
Ref str(Vm& vm, Value self) {
  return call_to_str(vm, self, vm.names.str_);
}

std::optional<std::int64_t> hash(Vm& vm, Value self) {
  Value found = lookup_in_type(type_of(vm, self), vm.names.hash);
  if (found.is_null() || found.is_none()) return hash_not_implemented(vm, self);
  Ref result = call_bound(vm, found, self, {});
  if (!result) return std::nullopt;
  if (!is_int(result)) {
    return raise(vm, vm.exceptions.TypeError, "__hash__ method should return an integer");
  }
  // An int that fits is the hash itself; a larger one is hashed.
  std::optional<std::int64_t> number = as_int64(result);
  std::int64_t value = number ? *number : hash_of_int(result);
  return value == -1 ? -2 : value;
}

Ref call(Vm& vm, Value self, const Arguments& arguments) {
  Value found = require(vm, self, vm.names.call_);
  if (found.is_null()) return {};
  return call_bound(vm, found, self, arguments);
}

// An AttributeError that does not say what was missing is told.
void name_missing_attribute(Vm& vm, Value self, Str* name) {
  if (!pending_is(vm, vm.exceptions.AttributeError)) return;
  const Ref pending = take_pending(vm);
  auto* error = cast<Exception>(pending);
  if (error->fields.size() < 2) error->fields.resize(2);
  if (!error->fields[0] && !error->fields[1]) {
    error->fields[0] = Ref(Value::object(name));
    error->fields[1] = Ref(self);
  }
  set_pending(vm, pending);
}

Ref get_attribute(Vm& vm, Value self, Str* name) {
  Type* type = type_of(vm, self);
  Value getattribute = lookup_in_type(type, vm.names.getattribute);
  Ref fallback(lookup_in_type(type, vm.names.getattr));
  auto* wrapper = as<SlotWrapper>(getattribute);
  Ref result;
  if (wrapper) {
    result = wrapper->owner->slots.get_attribute(vm, self, name);
  } else {
    result = call_bound(vm, getattribute, self, {Value::object(name)});
  }
  if (!result && fallback && pending_is(vm, vm.exceptions.AttributeError)) {
    clear_pending(vm);
    result = call_bound(vm, fallback, self, {Value::object(name)});
  }
  if (!result) name_missing_attribute(vm, self, name);
  return result;
}

bool set_attribute(Vm& vm, Value self, Str* name, Value value) {
  Value key = Value::object(name);
  if (value.is_null()) return bool(call_special(vm, self, vm.names.delattr, {key}));
  return bool(call_special(vm, self, vm.names.setattr, {key, value}));
}

Ref compare(Vm& vm, Value left, Value right, Comparison how) {
  Value found = lookup_in_type(type_of(vm, left), comparison_name(vm, how));
  if (found.is_null()) return Ref(Value::not_implemented());
  if (auto* wrapper = as<SlotWrapper>(found))
    return wrapper->owner->slots.compare(vm, left, right, how);
  return call_bound(vm, found, left, {right});
}

Ref iterate(Vm& vm, Value self) {
  Value found = require(vm, self, vm.names.iter);
  if (found.is_null()) return {};
  if (found.is_none()) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("'{}' object is not iterable", type_name(vm, self)));
  }
  return call_bound(vm, found, self, {});
}

Ref next(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.next_);
}

Ref descriptor_get(Vm& vm, Value descriptor, Value instance, Value owner) {
  Value none = Value::none();
  return call_special(vm, descriptor, vm.names.get,
                      {instance ? instance : none, owner ? owner : none});
}

bool descriptor_set(Vm& vm, Value descriptor, Value instance, Value value) {
  if (value.is_null()) return bool(call_special(vm, descriptor, vm.names.delete_, {instance}));
  return bool(call_special(vm, descriptor, vm.names.set_, {instance, value}));
}

bool init(Vm& vm, Value self, const Arguments& arguments) {
  Value found = require(vm, self, vm.names.init);
  if (found.is_null()) return false;
  Ref result = call_bound(vm, found, self, arguments);
  if (!result) return false;
  if (!result.get().is_none()) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__init__() should return None, not '{}'", type_name(vm, result)));
  }
  return true;
}

Ref new_(Vm& vm, Type* type, const Arguments& arguments) {
  Ref callable = vm::get_attribute(vm, Value::object(type), vm.names.new_);
  if (!callable) return {};
  std::vector<Value> values;
  values.reserve(arguments.total() + 1);
  values.push_back(Value::object(type));
  values.insert(values.end(), arguments.values, arguments.values + arguments.total());
  return vm::call(vm, callable,
                  Arguments{values.data(), arguments.positional + 1, arguments.keyword_names});
}

void finalize(Vm& vm, Value self) {
  Ref method(lookup_in_type(type_of(vm, self), vm.names.del_));
  if (!method) return;
  Ref result = call_bound(vm, method, self, {});
  if (!result) report_unraisable(vm, "calling deallocator", method);
}

std::optional<bool> truth(Vm& vm, Value self) {
  Ref result = call_special(vm, self, vm.names.bool_);
  if (!result) return std::nullopt;
  if (!result.get().is_bool()) {
    return wrong_result(
        vm, self, vm.names.bool_, "a bool", result,
        fmt::format("__bool__ should return bool, returned {}", type_name(vm, result)));
  }
  return result.get().is_true();
}

std::optional<std::int64_t> length(Vm& vm, Value self) {
  Ref result = call_special(vm, self, vm.names.len);
  if (!result) return std::nullopt;
  Ref number = index_of(vm, result);
  if (!number) return std::nullopt;
  if (sign_of_int(number) < 0) {
    return raise(vm, vm.exceptions.ValueError, "__len__() should return >= 0");
  }
  std::optional<std::int64_t> value = as_int64(number);
  if (!value) {
    return raise(vm, vm.exceptions.OverflowError,
                 fmt::format("cannot fit '{}' into an index-sized integer", type_name(vm, number)));
  }
  return value;
}

Ref get_item(Vm& vm, Value self, Value key) {
  return call_special(vm, self, vm.names.getitem, {key});
}

bool set_item(Vm& vm, Value self, Value key, Value value) {
  if (value.is_null()) return bool(call_special(vm, self, vm.names.delitem, {key}));
  return bool(call_special(vm, self, vm.names.setitem, {key, value}));
}

std::optional<bool> contains(Vm& vm, Value self, Value item) {
  Value found = require(vm, self, vm.names.contains);
  if (found.is_null()) return std::nullopt;
  if (found.is_none()) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("'{}' object is not a container", type_name(vm, self)));
  }
  Ref result = call_bound(vm, found, self, {item});
  if (!result) return std::nullopt;
  return vm::truth(vm, result);
}

Ref negative(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.neg);
}
Ref positive(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.pos);
}
Ref invert(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.invert);
}
Ref absolute(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.abs_);
}
Ref index(Vm& vm, Value self) {
  return call_to_int(vm, self, vm.names.index);
}
Ref to_int(Vm& vm, Value self) {
  return call_to_int(vm, self, vm.names.int_);
}
Ref to_float(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.float_);
}
Ref await(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.await);
}
Ref async_iterate(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.aiter);
}
Ref async_next(Vm& vm, Value self) {
  return call_special(vm, self, vm.names.anext);
}

} // namespace slot_function

Ref call_binary_methods(Vm& vm, Value left, Value right, std::size_t index, BinarySlot generic) {
  Type* left_type = type_of(vm, left);
  Type* right_type = type_of(vm, right);
  Str* reflected = reflected_name(vm, index);
  bool try_right = left_type != right_type && right_type->slots.binary[index] == generic;
  if (left_type->slots.binary[index] == generic) {
    if (try_right && is_subtype(right_type, left_type) &&
        lookup_in_type(right_type, reflected) != lookup_in_type(left_type, reflected)) {
      // The right operand's class derives from the left one's and has its own reflected method: it
      // goes first.
      Ref result = call_maybe(vm, right, reflected, left);
      if (!result || !result.get().is_not_implemented()) return result;
      try_right = false;
    }
    Ref result = call_maybe(vm, left, operator_name(vm, index), right);
    if (!result || !result.get().is_not_implemented() || left_type == right_type) return result;
  }
  if (try_right) return call_maybe(vm, right, reflected, left);
  return Ref(Value::not_implemented());
}

Ref call_inplace_method(Vm& vm, Value left, Value right, std::size_t index) {
  return call_special(vm, left, inplace_name(vm, index), {right});
}

} // namespace specmon::vm
