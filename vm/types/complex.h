// complex: two doubles.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <complex>
#include <optional>
#include <string>

namespace specmon::vm {

struct Complex : Object {
  static constexpr Layout layout_id = Layout::complex;
  double real = 0;
  double imaginary = 0;
};

Ref make_complex(Vm& vm, double real, double imaginary);
std::string complex_repr(double real, double imaginary); // "(1+2j)", "2j"
std::int64_t hash_of_complex(double real, double imaginary);
// `base ** exponent`; empty with ZeroDivisionError or OverflowError pending.
Ref power_of_complexes(Vm& vm, std::complex<double> base, std::complex<double> exponent);

} // namespace specmon::vm
