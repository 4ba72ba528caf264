// Unary, binary and in-place operators.
#include "vm/operations.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

constexpr std::string_view symbols[] = {
#define BINARY_OPERATOR(name, symbol, dunder) symbol,
#include "vm/binary_operators.def"
#undef BINARY_OPERATOR
};

bool is_sequence(const Type* type) {
  switch (type->instance_layout) {
  case Layout::str:
  case Layout::bytes:
  case Layout::tuple:
  case Layout::list:
  case Layout::deque: return true;
  default: return false;
  }
}

const Type* builtin_base(const Type* type) {
  while (!type->is_builtin) type = type->base;
  return type;
}

// Why no operand could do it. Sequences have their own words for + and *.
Raised unsupported(Vm& vm, Value left, Value right, BinaryOperator how, bool in_place) {
  const Type* left_type = type_of(vm, left);
  const Type* right_type = type_of(vm, right);
  if (how == BinaryOperator::add && is_sequence(left_type)) {
    if (left_type->instance_layout == Layout::bytes) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("can't concat {} to {}", right_type->name, left_type->name));
    }
    const std::string& name = builtin_base(left_type)->name;
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("can only concatenate {0} (not \"{1}\") to {0}", name, right_type->name));
  }
  if (how == BinaryOperator::multiply && (is_sequence(left_type) || is_sequence(right_type))) {
    const Type* factor = is_sequence(left_type) ? right_type : left_type;
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("can't multiply sequence by non-int of type '{}'", factor->name));
  }
  std::string symbol(symbols[static_cast<std::size_t>(how)]);
  if (in_place) {
    symbol += "=";
  } else if (how == BinaryOperator::power) {
    symbol = "** or pow()";
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                           left_type->name, right_type->name));
}

// + and * of a built-in sequence join and repeat; they come after what the right operand's own
// method for a number's + and * makes of it. True if `of_left` is such a one and `right_type` might
// have such a method.
bool comes_last(const Type* left_type, const Type* right_type, BinaryOperator how,
                Ref (*of_left)(Vm&, Value, Value)) {
  if (how != BinaryOperator::add && how != BinaryOperator::multiply) return false;
  if (!is_sequence(left_type) || is_sequence(right_type)) return false;
  return builtin_base(left_type)->slots.binary[static_cast<std::size_t>(how)] == of_left;
}

// NotImplemented when neither operand can.
Ref try_binary(Vm& vm, Value left, Value right, BinaryOperator how) {
  auto index = static_cast<std::size_t>(how);
  Type* left_type = type_of(vm, left);
  Type* right_type = type_of(vm, right);
  auto* of_left = left_type->slots.binary[index];
  auto* of_right = right_type == left_type ? nullptr : right_type->slots.binary[index];
  if (of_right == of_left) of_right = nullptr;
  if (of_left) {
    if (of_right &&
        (is_subtype(right_type, left_type) || comes_last(left_type, right_type, how, of_left))) {
      Ref result = of_right(vm, left, right);
      if (!result || !result.get().is_not_implemented()) return result;
      of_right = nullptr;
    }
    Ref result = of_left(vm, left, right);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (of_right) return of_right(vm, left, right);
  return Ref(Value::not_implemented());
}

Ref unary(Vm& vm, Value value, Ref (*slot)(Vm&, Value), std::string_view symbol) {
  if (slot) return slot(vm, value);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("bad operand type for {}: '{}'", symbol, type_name(vm, value)));
}

} // namespace

Ref binary(Vm& vm, Value left, Value right, BinaryOperator how) {
  Ref result = try_binary(vm, left, right, how);
  if (result && result.get().is_not_implemented()) return unsupported(vm, left, right, how, false);
  return result;
}

Ref inplace(Vm& vm, Value left, Value right, BinaryOperator how) {
  auto index = static_cast<std::size_t>(how);
  const Type* left_type = type_of(vm, left);
  const Type* right_type = type_of(vm, right);
  if (auto* slot = left_type->slots.inplace[index]) {
    auto* of_left = left_type->slots.binary[index];
    auto* of_right = right_type->slots.binary[index];
    if (of_right && of_left && comes_last(left_type, right_type, how, of_left) &&
        slot == builtin_base(left_type)->slots.inplace[index]) {
      Ref result = of_right(vm, left, right);
      if (!result || !result.get().is_not_implemented()) return result;
    }
    Ref result = slot(vm, left, right);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  Ref result = try_binary(vm, left, right, how);
  if (result && result.get().is_not_implemented()) return unsupported(vm, left, right, how, true);
  return result;
}

Ref negative(Vm& vm, Value value) {
  return unary(vm, value, type_of(vm, value)->slots.negative, "unary -");
}
Ref positive(Vm& vm, Value value) {
  return unary(vm, value, type_of(vm, value)->slots.positive, "unary +");
}
Ref invert(Vm& vm, Value value) {
  return unary(vm, value, type_of(vm, value)->slots.invert, "unary ~");
}
Ref absolute(Vm& vm, Value value) {
  return unary(vm, value, type_of(vm, value)->slots.absolute, "abs()");
}

} // namespace specmon::vm
