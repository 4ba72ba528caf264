// float: a double in the Value itself; an instance of a Python subclass is a Real object.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <optional>
#include <string>
#include <string_view>

namespace specmon::vm {

struct Real : Object {
  static constexpr Layout layout_id = Layout::real;
  double number = 0;
};

inline bool is_float(Value value) {
  return value.is_real() || is<Real>(value);
}
// The number of a float or an instance of a subclass; nothing else is converted.
inline std::optional<double> as_double(Value value) {
  if (value.is_real()) return value.real();
  if (auto* real = as<Real>(value)) return real->number;
  return std::nullopt;
}
// What float operators and the math module take: floats, ints, __float__, __index__. OverflowError
// "int too large to convert to float", TypeError "must be real number, not str".
std::optional<double> number_as_double(Vm& vm, Value value);

// The shortest text that reads back as the same number, as repr() writes it: "1.0", "1e+16", "inf".
std::string float_repr(double number);
// Reads all of `text` as float() does (spaces around, underscores, inf, nan); nullopt if it is no
// number.
std::optional<double> parse_float(std::string_view text);
std::int64_t hash_of_float(double number);
// The decimal nearest to `number` with `digits` places after the point (negative: before it),
// halves of the exact value to even; may overflow to infinity.
double round_to_digits(double number, std::int64_t digits);

// Python's // and %: the remainder has the divisor's sign. The divisor must not be 0.
double floor_divide_doubles(double left, double right);
double remainder_of_doubles(double left, double right);
Ref power_of_doubles(Vm& vm, double base,
                     double exponent); // a complex for a negative base; ZeroDivisionError

Ref int_from_double(Vm& vm,
                    double number); // truncates; ValueError for nan, OverflowError for infinity

} // namespace specmon::vm
