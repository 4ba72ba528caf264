// The usual case of integer arithmetic, to be inlined by the interpreter: both operands small ints
// (48 bits). Each answers null when the result is not a small int or is an error: then the function
// of vm/types/int.h does it (add_ints, ...), which takes any operands.
#pragma once

#include "vm/value.h"

namespace specmon::vm {

inline Value small_or_null(std::int64_t integer) {
  return Value::fits_small(integer) ? Value::small(integer) : Value();
}
// Counted in units of 2^16 a small int fills 64 bits, so that the machine sees an overflow itself.
inline std::int64_t scaled(Value small) {
  return static_cast<std::int64_t>(small.bits() << 16);
}
inline Value unscaled(std::int64_t integer) {
  return Value::small(integer >> 16);
}
inline Value add_small(Value left, Value right) {
  std::int64_t sum;
  if (__builtin_add_overflow(scaled(left), scaled(right), &sum)) return {};
  return unscaled(sum);
}
inline Value subtract_small(Value left, Value right) {
  std::int64_t difference;
  if (__builtin_sub_overflow(scaled(left), scaled(right), &difference)) return {};
  return unscaled(difference);
}
inline Value multiply_small(Value left, Value right) {
  std::int64_t product;
  if (__builtin_mul_overflow(scaled(left), right.small(), &product)) return {};
  return unscaled(product);
}
inline Value floor_divide_small(Value left, Value right) {
  std::int64_t dividend = left.small(), divisor = right.small();
  if (divisor == 0) return {};
  std::int64_t quotient = dividend / divisor;
  if (dividend % divisor != 0 && (dividend < 0) != (divisor < 0)) --quotient;
  return small_or_null(quotient);
}
inline Value remainder_small(Value left, Value right) {
  std::int64_t divisor = right.small();
  if (divisor == 0) return {};
  std::int64_t remainder = left.small() % divisor;
  if (remainder != 0 && (remainder < 0) != (divisor < 0)) remainder += divisor;
  return Value::small(remainder);
}
inline Value bit_and_small(Value left, Value right) {
  return Value::small(left.small() & right.small());
}
inline Value bit_or_small(Value left, Value right) {
  return Value::small(left.small() | right.small());
}
inline Value bit_xor_small(Value left, Value right) {
  return Value::small(left.small() ^ right.small());
}
inline Value left_shift_small(Value left, Value right) {
  std::int64_t number = left.small(), by = right.small();
  if (by < 0 || by > 47 || number < -(std::int64_t{1} << 47 >> by) ||
      number >= std::int64_t{1} << 47 >> by)
    return {};
  return Value::small(static_cast<std::int64_t>(static_cast<std::uint64_t>(number) << by));
}
inline Value right_shift_small(Value left, Value right) {
  std::int64_t by = right.small();
  if (by < 0) return {};
  return Value::small(left.small() >> (by > 63 ? 63 : by));
}

// Comparisons need no arithmetic: the payload is the number.
inline bool less_small(Value left, Value right) {
  return left.small() < right.small();
}
inline bool less_equal_small(Value left, Value right) {
  return left.small() <= right.small();
}

} // namespace specmon::vm
