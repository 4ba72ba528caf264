// The usual case of BINARY_OP, to be inlined by the interpreter.
#pragma once

#include "vm/opcodes.h"
#include "vm/types/small_int.h"

#include <cmath>

namespace specmon::vm {

// The usual power; null where it is a complex number, an infinity or an error.
[[gnu::noinline]] inline Value power_or_null(double base, double exponent) {
  if (!(base > 0)) return {};
  const double result = std::pow(base, exponent);
  return std::isfinite(result) ? Value::real(result) : Value();
}

// Of two numbers that stand in the Value itself, small ints or floats; null: that is not the usual
// case, and operations.h does it.
inline Value number_operation(Value left, Value right, std::uint32_t oparg) {
  if (Value::both_small(left, right)) {
    switch (static_cast<BinaryOperation>(oparg)) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add: return add_small(left, right);
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract: return subtract_small(left, right);
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply: return multiply_small(left, right);
    case BinaryOperation::floor_divide:
    case BinaryOperation::inplace_floor_divide: return floor_divide_small(left, right);
    case BinaryOperation::remainder:
    case BinaryOperation::inplace_remainder: return remainder_small(left, right);
    case BinaryOperation::and_:
    case BinaryOperation::inplace_and: return bit_and_small(left, right);
    case BinaryOperation::or_:
    case BinaryOperation::inplace_or: return bit_or_small(left, right);
    case BinaryOperation::xor_:
    case BinaryOperation::inplace_xor: return bit_xor_small(left, right);
    case BinaryOperation::lshift:
    case BinaryOperation::inplace_lshift: return left_shift_small(left, right);
    case BinaryOperation::rshift:
    case BinaryOperation::inplace_rshift: return right_shift_small(left, right);
    default: return {};
    }
  }
  double a, b;
  if (left.is_real()) {
    a = left.real();
    if (right.is_real()) {
      b = right.real();
    } else if (right.is_small()) {
      b = static_cast<double>(right.small());
    } else {
      return {};
    }
  } else if (left.is_small() && right.is_real()) {
    a = static_cast<double>(left.small());
    b = right.real();
  } else {
    return {};
  }
  switch (static_cast<BinaryOperation>(oparg)) {
  case BinaryOperation::add:
  case BinaryOperation::inplace_add: return Value::real(a + b);
  case BinaryOperation::subtract:
  case BinaryOperation::inplace_subtract: return Value::real(a - b);
  case BinaryOperation::multiply:
  case BinaryOperation::inplace_multiply: return Value::real(a * b);
  case BinaryOperation::true_divide:
  case BinaryOperation::inplace_true_divide: return b == 0 ? Value() : Value::real(a / b);
  case BinaryOperation::power:
  case BinaryOperation::inplace_power: return power_or_null(a, b);
  default: return {};
  }
}

} // namespace specmon::vm
