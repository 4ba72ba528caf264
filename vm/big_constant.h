#pragma once
// The value behind Constant::Kind::big_integer. Heavy: include it only where the digits are needed.

#include <boost/multiprecision/cpp_int.hpp>

namespace specmon::vm {

struct BigConstant {
  boost::multiprecision::cpp_int value;
};

} // namespace specmon::vm
