#include "vm/constant.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>

#include "vm/big_constant.h"

namespace specmon::vm {

namespace {

using Integer = boost::multiprecision::cpp_int;

std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

std::uint64_t bits_of(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  return (digit | 0x20) - 'a' + 10;
}

std::string repr_of_float(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char digits[40];
  int precision = 1;
  for (; precision <= 17; ++precision) {
    std::snprintf(digits, sizeof digits, "%.*e", precision - 1, value);
    if (std::strtod(digits, nullptr) == value) break;
  }
  const int exponent =
      std::atoi(std::string(digits).substr(std::string(digits).find('e') + 1).c_str());
  if (exponent < -4 || exponent >= 16) {
    std::snprintf(digits, sizeof digits, "%.*e", precision - 1, value);
    return digits;
  }
  const int decimals = precision - 1 - exponent;
  std::snprintf(digits, sizeof digits, "%.*f", decimals > 0 ? decimals : 0, value);
  std::string text = digits;
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string repr_of_complex_part(double value) {
  std::string text = repr_of_float(value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return text;
}

char preferred_quote(const std::string& text) {
  const bool single = text.find('\'') != std::string::npos;
  const bool only_single = single && text.find('"') == std::string::npos;
  return only_single ? '"' : '\'';
}

std::string quoted(const std::string& text, bool is_bytes) {
  const char quote = preferred_quote(text);
  std::string result(1, quote);
  for (char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    char escape[8];
    if (character == quote || character == '\\') {
      result += '\\';
      result += character;
    } else if (character == '\n') {
      result += "\\n";
    } else if (character == '\r') {
      result += "\\r";
    } else if (character == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7f || (is_bytes && byte >= 0x80)) {
      std::snprintf(escape, sizeof escape, "\\x%02x", byte);
      result += escape;
    } else {
      result += character;
    }
  }
  result += quote;
  return result;
}

std::string joined(const std::vector<Constant>& items) {
  std::string text;
  for (const Constant& item : items) {
    if (!text.empty()) text += ", ";
    text += item.repr();
  }
  return text;
}

bool contains(const std::vector<Constant>& items, const Constant& wanted) {
  for (const Constant& item : items)
    if (item == wanted) return true;
  return false;
}

} // namespace

Constant Constant::boolean(bool value) {
  Constant result;
  result.value_ = value;
  return result;
}

Constant Constant::ellipsis() {
  Constant result;
  result.value_ = EllipsisValue{};
  return result;
}

Constant Constant::integer(std::int64_t value) {
  Constant result;
  result.value_ = value;
  return result;
}

Constant Constant::big_integer(BigConstant value) {
  Constant result;
  if (value.value >= std::numeric_limits<std::int64_t>::min() &&
      value.value <= std::numeric_limits<std::int64_t>::max())
    result.value_ = static_cast<std::int64_t>(value.value);
  else
    result.value_ = std::make_shared<const BigConstant>(std::move(value));
  return result;
}

Constant Constant::integer_from_digits(std::string_view digits, int base) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  // 15 digits of any base up to 16 fit in 60 bits.
  if (digits.size() <= 15) {
    std::int64_t value = 0;
    for (char digit : digits) value = value * base + digit_value(digit);
    return integer(value);
  }
  BigConstant big;
  if (base == 10) {
    big.value = Integer(std::string(digits));
  } else if (base == 2) {
    for (char digit : digits) {
      big.value <<= 1;
      if (digit == '1') big.value |= 1;
    }
  } else {
    big.value = Integer((base == 16 ? "0x" : "0") + std::string(digits));
  }
  return big_integer(std::move(big));
}

Constant Constant::floating(double value) {
  Constant result;
  result.value_ = value;
  return result;
}

Constant Constant::complex(double real, double imaginary) {
  Constant result;
  result.value_ = std::complex<double>(real, imaginary);
  return result;
}

Constant Constant::string(std::string value) {
  Constant result;
  result.value_ = Text{std::move(value)};
  return result;
}

Constant Constant::bytes(std::string value) {
  Constant result;
  result.value_ = Bytes{std::move(value)};
  return result;
}

Constant Constant::tuple(std::vector<Constant> items) {
  Constant result;
  result.value_ = Tuple{std::make_shared<const std::vector<Constant>>(std::move(items))};
  return result;
}

Constant Constant::frozenset(std::vector<Constant> items) {
  std::vector<Constant> kept;
  for (Constant& item : items)
    if (!contains(kept, item)) kept.push_back(std::move(item));
  Constant result;
  result.value_ = Frozenset{std::make_shared<const std::vector<Constant>>(std::move(kept))};
  return result;
}

Constant Constant::code(std::shared_ptr<const CodeDescription> value) {
  Constant result;
  result.value_ = std::move(value);
  return result;
}

bool Constant::truth() const {
  switch (kind()) {
  case Kind::none: return false;
  case Kind::boolean: return as_boolean();
  case Kind::integer: return as_integer() != 0;
  case Kind::floating: return as_floating() != 0.0;
  case Kind::complex: return as_complex() != std::complex<double>(0.0, 0.0);
  case Kind::string: return !as_string().empty();
  case Kind::bytes: return !as_bytes().empty();
  case Kind::tuple: return !as_tuple().empty();
  case Kind::frozenset: return !as_frozenset().empty();
  case Kind::ellipsis:
  case Kind::big_integer:
  case Kind::code: return true;
  }
  return true;
}

std::string Constant::decimal() const {
  return is(Kind::integer) ? std::to_string(as_integer()) : as_big_integer().value.str();
}

std::string Constant::repr() const {
  switch (kind()) {
  case Kind::none: return "None";
  case Kind::boolean: return as_boolean() ? "True" : "False";
  case Kind::ellipsis: return "Ellipsis";
  case Kind::integer:
  case Kind::big_integer: return decimal();
  case Kind::floating: return repr_of_float(as_floating());
  case Kind::complex: {
    const std::complex<double> value = as_complex();
    if (value.real() == 0.0 && !std::signbit(value.real()))
      return repr_of_complex_part(value.imag()) + "j";
    std::string imaginary = repr_of_complex_part(value.imag());
    if (imaginary[0] != '-') imaginary.insert(0, "+");
    return "(" + repr_of_complex_part(value.real()) + imaginary + "j)";
  }
  case Kind::string: return quoted(as_string(), false);
  case Kind::bytes: return "b" + quoted(as_bytes(), true);
  case Kind::tuple: return "(" + joined(as_tuple()) + (as_tuple().size() == 1 ? ",)" : ")");
  case Kind::frozenset:
    if (as_frozenset().empty()) return "frozenset()";
    return "frozenset({" + joined(as_frozenset()) + "})";
  case Kind::code: return "<code>";
  }
  return "";
}

std::size_t Constant::hash() const {
  const std::size_t seed = static_cast<std::size_t>(value_.index()) * 0x100000001b3ULL;
  switch (kind()) {
  case Kind::none:
  case Kind::ellipsis: return seed;
  case Kind::boolean: return mix(seed, as_boolean());
  case Kind::integer: return mix(seed, std::hash<std::int64_t>()(as_integer()));
  case Kind::big_integer: return mix(seed, std::hash<std::string>()(decimal()));
  case Kind::floating: return mix(seed, std::hash<std::uint64_t>()(bits_of(as_floating())));
  case Kind::complex:
    return mix(mix(seed, std::hash<std::uint64_t>()(bits_of(as_complex().real()))),
               std::hash<std::uint64_t>()(bits_of(as_complex().imag())));
  case Kind::string: return mix(seed, std::hash<std::string>()(as_string()));
  case Kind::bytes: return mix(seed, std::hash<std::string>()(as_bytes()));
  case Kind::tuple: {
    std::size_t result = seed;
    for (const Constant& item : as_tuple()) result = mix(result, item.hash());
    return result;
  }
  case Kind::frozenset: {
    std::size_t result = seed; // order must not matter
    for (const Constant& item : as_frozenset()) result += item.hash();
    return result;
  }
  case Kind::code: return mix(seed, std::hash<const void*>()(as_code().get()));
  }
  return seed;
}

bool operator==(const Constant& left, const Constant& right) {
  using Kind = Constant::Kind;
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
  case Kind::none:
  case Kind::ellipsis: return true;
  case Kind::boolean: return left.as_boolean() == right.as_boolean();
  case Kind::integer: return left.as_integer() == right.as_integer();
  case Kind::big_integer: return left.as_big_integer().value == right.as_big_integer().value;
  // By bits: the sign of a zero counts.
  case Kind::floating: return bits_of(left.as_floating()) == bits_of(right.as_floating());
  case Kind::complex:
    return bits_of(left.as_complex().real()) == bits_of(right.as_complex().real()) &&
           bits_of(left.as_complex().imag()) == bits_of(right.as_complex().imag());
  case Kind::string: return left.as_string() == right.as_string();
  case Kind::bytes: return left.as_bytes() == right.as_bytes();
  case Kind::tuple: return left.as_tuple() == right.as_tuple();
  case Kind::frozenset: {
    const auto& left_items = left.as_frozenset();
    const auto& right_items = right.as_frozenset();
    if (left_items.size() != right_items.size()) return false;
    for (const Constant& item : left_items)
      if (!contains(right_items, item)) return false;
    return true;
  }
  case Kind::code: return left.as_code() == right.as_code();
  }
  return false;
}

} // namespace specmon::vm
