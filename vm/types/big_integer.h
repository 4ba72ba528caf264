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

} // namespace specmon::vm
