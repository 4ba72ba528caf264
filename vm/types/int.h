// int: 48 bits in the Value itself, else an Int object around a big integer. An Int object of the
// built-in type never holds what fits in a Value; an instance of a subclass (bool has none;
// IntEnum-like classes) may.
#pragma once

#include "vm/errors.h"
#include "vm/ref.h"
#include "vm/type.h"

#include <optional>
#include <string>
#include <string_view>

namespace specmon::vm {

struct Int; // vm/types/big_integer.h has the struct: only who computes with big integers includes
            // it

Ref make_large_int(Vm& vm, std::int64_t integer); // one that no Value holds
inline Ref make_int(Vm& vm, std::int64_t integer) {
  return Value::fits_small(integer) ? Ref(Value::small(integer)) : make_large_int(vm, integer);
}
Ref make_int_unsigned(Vm& vm, std::uint64_t integer);
// From digits of `base` (2 to 36), without sign or underscores.
Ref make_int(Vm& vm, std::string_view digits, int base);

// Whether the value is an int: small, big, bool, or an instance of a subclass.
inline bool is_int(Value value) {
  return value.is_small() || value.is_bool() ||
         (value.is_object() && value.object()->layout == Layout::integer);
}
// The same without bool and subclasses.
inline bool is_exact_int(Value value) {
  return value.is_small() ||
         (value.is_object() && value.object()->layout == Layout::integer && value.object()->exact);
}
// The value of an int if it fits in 64 bits (bools count as 0 and 1); nullopt if it is larger.
std::optional<std::int64_t> as_int64_unless_small(Value value);
inline std::optional<std::int64_t> as_int64(Value value) {
  return value.is_small() ? value.small() : as_int64_unless_small(value);
}
double int_to_double(Value value); // nearest; +-inf when it is too large
std::string int_to_text(Value value, int base = 10);
std::int64_t hash_of_int(Value value);
bool ints_equal(Value left, Value right);
int compare_ints(Value left, Value right);
int sign_of_int(Value value);

// Arithmetic on any two ints (also bools and subclasses), as Python defines it: floor division, and
// the sign of the divisor for the remainder. Empty with ZeroDivisionError, ValueError or
// OverflowError pending.
Ref add_ints(Vm& vm, Value left, Value right);
Ref subtract_ints(Vm& vm, Value left, Value right);
Ref multiply_ints(Vm& vm, Value left, Value right);
Ref floor_divide_ints(Vm& vm, Value left, Value right);
Ref remainder_of_ints(Vm& vm, Value left, Value right);
Ref power_of_ints(Vm& vm, Value left, Value right); // a float for a negative exponent
Ref negate_int(Vm& vm, Value value);
Ref divide_ints(Vm& vm, Value left, Value right);           // true division, correctly rounded
Ref divide_with_remainder(Vm& vm, Value left, Value right); // divmod(): a tuple
Ref power_modulo(Vm& vm, Value base, Value exponent, Value modulus); // pow() of three ints
// int() of text: digits of `base` (0: by prefix) with spaces around, sign and underscores. `shown`
// is what the ValueError quotes.
Ref int_from_text(Vm& vm, std::string_view text, int base, Value shown);
// Text of an int for repr() and str(): ValueError when it has more digits than Vm::max_str_digits.
std::optional<std::string> int_to_decimal(Vm& vm, Value value);
// int and float compared exactly: negative, 0, positive; `number` must not be a NaN.
int compare_int_with_double(Value integer, double number);

// TypeError: `method` of `object` gave `result`, which is not `wanted` ("int").
Raised wrong_conversion(Vm& vm, Value object, std::string_view method, std::string_view wanted,
                        Value result);

// The int behind `value` through __index__, or TypeError "'float' object cannot be interpreted as
// an integer".
Ref index_of(Vm& vm, Value value);
// A Python call's sequence size or count: as index_to_int64, but what is too large becomes the
// nearest limit.
std::optional<std::int64_t> index_clamped(Vm& vm, Value value);
// The same as 64 bits: too large raises IndexError "cannot fit 'int' into an index-sized integer".
std::optional<std::int64_t> index_to_int64(Vm& vm, Value value);

} // namespace specmon::vm
