// The struct behind int: included only by those who compute with big integers (it is a heavy
// header).
#pragma once

#include "vm/types/int.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace specmon::vm {

using BigInteger = boost::multiprecision::cpp_int;

struct Int : Object {
  static constexpr Layout layout_id = Layout::integer;
  BigInteger number;
  std::size_t accounted = 0; // bytes told to Heap::account
};

// Small when it fits, an Int object otherwise.
Ref make_int(Vm& vm, BigInteger number);
BigInteger big_integer_of(Value value); // of any int

// base ** exponent modulo an odd number above 1; 0 <= base < modulus, exponent >= 0.
BigInteger power_modulo_odd(const BigInteger& base, const BigInteger& exponent,
                            const BigInteger& modulus);

// Any int as a big integer for the length of an expression: of an Int object without a copy.
class BigOperand {
public:
  explicit BigOperand(Value value) {
    if (const Int* object = as<Int>(value)) {
      number_ = &object->number;
    } else {
      own_ = big_integer_of(value);
    }
  }
  BigOperand(const BigOperand&) = delete;
  BigOperand& operator=(const BigOperand&) = delete;

  const BigInteger& operator*() const { return *number_; }

private:
  BigInteger own_;
  const BigInteger* number_ = &own_;
};

} // namespace specmon::vm
