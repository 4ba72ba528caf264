// Doubles as Python sees them: text, hash, rounding, division, power.
#include "vm/types/float.h"

#include "vm/types/complex.h"
#include "vm/types/format.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/vm.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <limits>

namespace specmon::vm {
namespace {

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 32) != lower[i]) return false;
  }
  return true;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

} // namespace

std::optional<double> number_as_double(Vm& vm, Value value) {
  if (auto number = as_double(value)) return number;
  if (is_int(value)) {
    double number = int_to_double(value);
    if (std::isinf(number)) {
      return raise(vm, vm.exceptions.OverflowError, "int too large to convert to float");
    }
    return number;
  }
  const Slots& slots = type_of(vm, value)->slots;
  if (slots.to_float) {
    Ref result = slots.to_float(vm, value);
    if (!result) return std::nullopt;
    if (auto number = as_double(result)) return number;
    return wrong_conversion(vm, value, "__float__", "float", result);
  }
  if (slots.index) {
    Ref index = index_of(vm, value);
    if (!index) return std::nullopt;
    return number_as_double(vm, index);
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("must be real number, not {}", type_name(vm, value)));
}

std::string float_repr(double number) {
  return format_double(number, 'r', 0, false, true);
}

std::optional<double> parse_float(std::string_view text) {
  auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string digits; // without underscores: strtod then sees only what was checked here
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) digits += text[at++];
  std::string_view word = text.substr(at);
  if (equal_ignoring_case(word, "inf") || equal_ignoring_case(word, "infinity")) {
    double infinity = std::numeric_limits<double>::infinity();
    return digits == "-" ? -infinity : infinity;
  }
  if (equal_ignoring_case(word, "nan")) return std::numeric_limits<double>::quiet_NaN();
  auto read_digits = [&] {
    std::size_t count = 0;
    while (at < text.size()) {
      if (is_digit(text[at])) {
        digits += text[at++];
        ++count;
      } else if (text[at] == '_' && count > 0 && at + 1 < text.size() && is_digit(text[at + 1]) &&
                 is_digit(text[at - 1])) {
        ++at;
      } else {
        break;
      }
    }
    return count;
  };
  std::size_t count = read_digits();
  if (at < text.size() && text[at] == '.') {
    digits += text[at++];
    count += read_digits();
  }
  if (count == 0) return std::nullopt;
  if (at < text.size() && (text[at] | 32) == 'e') {
    digits += text[at++];
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) digits += text[at++];
    if (read_digits() == 0) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return std::strtod(digits.c_str(), nullptr);
}

// The hash of a rational number: its value modulo 2**61 - 1, so that equal ints and floats agree.
std::int64_t hash_of_float(double number) {
  if (std::isinf(number)) return number > 0 ? 314159 : -314159;
  if (std::isnan(number)) return 0;
  constexpr int bits = 61;
  constexpr std::uint64_t modulus = (std::uint64_t{1} << bits) - 1;
  int exponent;
  double fraction = std::frexp(std::fabs(number), &exponent);
  std::uint64_t hash = 0;
  while (fraction != 0) { // 28 bits at a time
    hash = (hash << 28 & modulus) | hash >> (bits - 28);
    fraction *= 268435456.0;
    exponent -= 28;
    auto part = static_cast<std::uint64_t>(fraction);
    fraction -= static_cast<double>(part);
    hash += part;
    if (hash >= modulus) hash -= modulus;
  }
  exponent = exponent >= 0 ? exponent % bits : bits - 1 - (-1 - exponent) % bits;
  hash = (hash << exponent & modulus) | hash >> (bits - exponent);
  auto result = static_cast<std::int64_t>(hash);
  if (number < 0) result = -result;
  return result == -1 ? -2 : result;
}

double round_to_digits(double number, std::int64_t digits) {
  if (!std::isfinite(number) || number == 0) return number;
  if (digits > 323) return number;
  if (digits < -308) return std::copysign(0.0, number);
  if (digits >= 0) {
    std::array<char, 700> buffer;
    std::snprintf(buffer.data(), buffer.size(), "%.*f", static_cast<int>(digits), number);
    return std::strtod(buffer.data(), nullptr);
  }
  // Before the point: as many significant digits as stand to the left of the last one kept.
  std::array<char, 400> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.*e", 350,
                number); // exact: whole numbers have 309 digits
  std::string_view text(buffer.data());
  std::size_t e = text.find('e');
  int exponent = std::atoi(buffer.data() + e + 1);
  std::int64_t precision = exponent + digits;
  if (precision >= 0) {
    std::snprintf(buffer.data(), buffer.size(), "%.*e", static_cast<int>(precision), number);
    return std::strtod(buffer.data(), nullptr);
  }
  if (precision < -1) return std::copysign(0.0, number);
  // Less than one unit: one unit if more than half (a half rounds to zero, which is even).
  bool more_than_half = false;
  bool first = true;
  for (char c : text.substr(0, e)) {
    if (!is_digit(c)) continue;
    if (first) {
      more_than_half = c > '5';
      if (c != '5') break;
      first = false;
    } else if (c != '0') {
      more_than_half = true;
      break;
    }
  }
  if (!more_than_half) return std::copysign(0.0, number);
  std::string unit = fmt::format("1e{}", -digits);
  return std::copysign(std::strtod(unit.c_str(), nullptr), number);
}

namespace {

// Quotient and remainder as Python defines them, from one fmod.
std::pair<double, double> floor_divide_pair(double left, double right) {
  double remainder = std::fmod(left, right);
  double quotient = (left - remainder) / right;
  if (remainder != 0) {
    if ((right < 0) != (remainder < 0)) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = std::copysign(0.0, right);
  }
  double whole;
  if (quotient != 0) {
    whole = std::floor(quotient);
    if (quotient - whole > 0.5) whole += 1;
  } else {
    whole = std::copysign(0.0, left / right);
  }
  return {whole, remainder};
}

} // namespace

double floor_divide_doubles(double left, double right) {
  return floor_divide_pair(left, right).first;
}
double remainder_of_doubles(double left, double right) {
  double remainder = std::fmod(left, right);
  if (remainder != 0) return (right < 0) != (remainder < 0) ? remainder + right : remainder;
  return std::copysign(0.0, right);
}

Ref power_of_doubles(Vm& vm, double base, double exponent) {
  if (exponent == 0 || base == 1) return Value::real(1);
  if (base == 0 && exponent < 0 && !std::isinf(exponent)) {
    return raise(vm, vm.exceptions.ZeroDivisionError,
                 vm.behaviours.zero_division_names_operation()
                     ? "0.0 cannot be raised to a negative power"
                     : "zero to a negative power");
  }
  bool finite = std::isfinite(base) && std::isfinite(exponent);
  if (finite && base < 0 && exponent != std::floor(exponent)) {
    return power_of_complexes(vm, {base, 0}, {exponent, 0});
  }
  if (base == 0 && exponent < 0) return Value::real(std::numeric_limits<double>::infinity());
  double result = std::pow(base, exponent);
  if (finite && std::isinf(result)) {
    // OverflowError carries errno and its text.
    Ref error = call(vm, Value::object(vm.exceptions.OverflowError),
                     {Value::small(34), make_str(vm, "Numerical result out of range")});
    if (!error) return {};
    return raise_instance(vm, error);
  }
  return Value::real(result);
}

} // namespace specmon::vm
