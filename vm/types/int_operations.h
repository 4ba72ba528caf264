// Operations on ints that only the type int itself (and bool, float, formatting) needs.
#pragma once

#include "vm/types/int.h"

namespace specmon::vm {

// The int without its subclass: True becomes 1.
Ref exact_int(Vm& vm, Value value);
Ref absolute_int(Vm& vm, Value value);
Ref invert_int(Vm& vm, Value value);
Ref left_shift_ints(Vm& vm, Value left, Value right);
Ref right_shift_ints(Vm& vm, Value left, Value right);
Ref and_ints(Vm& vm, Value left, Value right);
Ref or_ints(Vm& vm, Value left, Value right);
Ref xor_ints(Vm& vm, Value left, Value right);
// To a multiple of 10**-digits, halves to even.
Ref round_int(Vm& vm, Value value, std::int64_t digits);
std::int64_t bit_length_of_int(Value value);
std::int64_t bit_count_of_int(Value value); // of the magnitude

// numerator / denominator of a finite double, in lowest terms.
Ref ratio_of_double(Vm& vm, double number);

// int.to_bytes and int.from_bytes; false when the int does not fit.
bool int_to_bytes(Value value, std::size_t length, bool little, bool with_sign, std::string& bytes);
Ref int_from_bytes(Vm& vm, std::string_view bytes, bool little, bool with_sign);

} // namespace specmon::vm
