#include "vm/compiler/constant_arithmetic.h"

#include <cmath>
#include <complex>
#include <string>
#include <vector>

#include "vm/big_constant.h"

namespace specmon::compiler {

namespace {

using boost::multiprecision::cpp_int;
using vm::BinaryOperation;
using vm::Constant;
using Kind = vm::Constant::Kind;
using Result = std::optional<Constant>;

constexpr std::size_t largest_bits = 128;
constexpr std::size_t largest_collection = 256;
constexpr std::size_t largest_string = 4096;
constexpr std::size_t largest_item_total = 1024;

bool is_integral(const Constant& value) {
  return value.is(Kind::integer) || value.is(Kind::big_integer) || value.is(Kind::boolean);
}

cpp_int integral(const Constant& value) {
  switch (value.kind()) {
  case Kind::boolean: return value.as_boolean() ? 1 : 0;
  case Kind::integer: return value.as_integer();
  default: return value.as_big_integer().value;
  }
}

Constant from_integral(cpp_int value) {
  return Constant::big_integer(vm::BigConstant{std::move(value)});
}

std::size_t bit_length(const cpp_int& value) {
  return value == 0 ? 0 : boost::multiprecision::msb(cpp_int(abs(value))) + 1;
}

/// Exactly, or not at all.
std::optional<double> exact_double(const cpp_int& value) {
  if (bit_length(value) > 53) return std::nullopt;
  return static_cast<double>(value.convert_to<std::int64_t>());
}

std::optional<double> real(const Constant& value) {
  if (value.is(Kind::floating)) return value.as_floating();
  if (is_integral(value)) return exact_double(integral(value));
  return std::nullopt;
}

std::optional<std::complex<double>> complex_value(const Constant& value) {
  if (value.is(Kind::complex)) return value.as_complex();
  if (const auto part = real(value)) return std::complex<double>(*part, 0.0);
  return std::nullopt;
}

/// Rounds the quotient down, as Python does.
cpp_int floor_quotient(const cpp_int& left, const cpp_int& right) {
  cpp_int quotient = left / right;
  if (left % right != 0 && (left < 0) != (right < 0)) --quotient;
  return quotient;
}

Result fold_integers(BinaryOperation how, const cpp_int& left, const cpp_int& right) {
  switch (how) {
  case BinaryOperation::add: return from_integral(left + right);
  case BinaryOperation::subtract: return from_integral(left - right);
  case BinaryOperation::multiply:
    if (left != 0 && right != 0 && bit_length(left) + bit_length(right) > largest_bits) return {};
    return from_integral(left * right);
  case BinaryOperation::floor_divide:
    if (right == 0) return {};
    return from_integral(floor_quotient(left, right));
  case BinaryOperation::remainder:
    if (right == 0) return {};
    return from_integral(left - floor_quotient(left, right) * right);
  case BinaryOperation::true_divide: {
    const auto above = exact_double(left);
    const auto below = exact_double(right);
    if (!above || !below || *below == 0) return {};
    return Constant::floating(*above / *below);
  }
  case BinaryOperation::power: {
    if (right < 0) {
      const auto base = exact_double(left);
      const auto exponent = exact_double(right);
      if (!base || !exponent || *base == 0) return {};
      return Constant::floating(std::pow(*base, *exponent));
    }
    if (right > 1'000'000'000) return {};
    if (left != 0 && right > 0 && cpp_int(bit_length(left)) * right > largest_bits) return {};
    return from_integral(pow(left, right.convert_to<unsigned>()));
  }
  case BinaryOperation::lshift:
    if (right < 0 || right > 1'000'000'000) return {};
    if (left != 0 && right != 0 && cpp_int(bit_length(left)) + right > largest_bits) return {};
    return from_integral(left << right.convert_to<unsigned>());
  case BinaryOperation::rshift: {
    if (right < 0) return {};
    if (right > 1'000'000) return from_integral(left < 0 ? cpp_int(-1) : cpp_int(0));
    return from_integral(floor_quotient(left, cpp_int(1) << right.convert_to<unsigned>()));
  }
  case BinaryOperation::and_: return from_integral(left & right);
  case BinaryOperation::or_: return from_integral(left | right);
  case BinaryOperation::xor_: return from_integral(left ^ right);
  default: return {};
  }
}

Result fold_booleans(BinaryOperation how, bool left, bool right) {
  switch (how) {
  case BinaryOperation::and_: return Constant::boolean(left && right);
  case BinaryOperation::or_: return Constant::boolean(left || right);
  case BinaryOperation::xor_: return Constant::boolean(left != right);
  default: return {};
  }
}

Result fold_reals(BinaryOperation how, double left, double right) {
  switch (how) {
  case BinaryOperation::add: return Constant::floating(left + right);
  case BinaryOperation::subtract: return Constant::floating(left - right);
  case BinaryOperation::multiply: return Constant::floating(left * right);
  case BinaryOperation::true_divide:
    if (right == 0) return {};
    return Constant::floating(left / right);
  case BinaryOperation::floor_divide:
  case BinaryOperation::remainder: {
    if (right == 0) return {};
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
    if (how == BinaryOperation::remainder) return Constant::floating(remainder);
    double whole = std::copysign(0.0, left / right);
    if (quotient != 0) {
      whole = std::floor(quotient);
      if (quotient - whole > 0.5) whole += 1;
    }
    return Constant::floating(whole);
  }
  case BinaryOperation::power: {
    if (left == 0 && right < 0) return {};
    if (left < 0 && std::isfinite(right) && right != std::floor(right)) return {}; // complex
    const double result = std::pow(left, right);
    if (std::isinf(result) && std::isfinite(left) && std::isfinite(right)) return {}; // overflow
    return Constant::floating(result);
  }
  default: return {};
  }
}

Result fold_complexes(BinaryOperation how, std::complex<double> left, std::complex<double> right) {
  std::complex<double> result;
  switch (how) {
  case BinaryOperation::add: result = left + right; break;
  case BinaryOperation::subtract: result = left - right; break;
  case BinaryOperation::multiply:
    result = {left.real() * right.real() - left.imag() * right.imag(),
              left.real() * right.imag() + left.imag() * right.real()};
    break;
  case BinaryOperation::true_divide: {
    if (right == 0.0) return {};
    // Smith's method, as Python: no overflow in between.
    if (std::abs(right.real()) >= std::abs(right.imag())) {
      const double ratio = right.imag() / right.real();
      const double scale = right.real() + right.imag() * ratio;
      result = {(left.real() + left.imag() * ratio) / scale,
                (left.imag() - left.real() * ratio) / scale};
    } else {
      const double ratio = right.real() / right.imag();
      const double scale = right.real() * ratio + right.imag();
      result = {(left.real() * ratio + left.imag()) / scale,
                (left.imag() * ratio - left.real()) / scale};
    }
    break;
  }
  default: return {};
  }
  return Constant::complex(result.real(), result.imag());
}

/// How many items there are with all that are in them; more than `limit` is enough to know.
bool has_at_most(const Constant& value, std::size_t limit, std::size_t& total) {
  if (!value.is(Kind::tuple)) return true;
  total += value.as_tuple().size();
  if (total > limit) return false;
  for (const Constant& item : value.as_tuple()) {
    if (!has_at_most(item, limit, total)) return false;
  }
  return true;
}

std::string repeated_text(const std::string& text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

Result repeat(const Constant& sequence, const cpp_int& count) {
  if (sequence.is(Kind::tuple)) {
    const auto& items = sequence.as_tuple();
    if (items.empty()) return sequence;
    if (count < 0 || count > largest_collection / items.size()) return {};
    const auto times = count.convert_to<std::size_t>();
    std::size_t total = 0;
    if (times > 0 && !has_at_most(sequence, largest_item_total / times, total)) return {};
    std::vector<Constant> result;
    for (std::size_t i = 0; i < times; ++i) result.insert(result.end(), items.begin(), items.end());
    return Constant::tuple(std::move(result));
  }
  const bool is_string = sequence.is(Kind::string);
  const std::string& text = is_string ? sequence.as_string() : sequence.as_bytes();
  std::size_t length = text.size();
  if (is_string) {
    length = 0;
    for (const char byte : text) length += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }
  if (length == 0) return sequence;
  if (count < 0 || count > largest_string / length) return {};
  std::string result = repeated_text(text, count.convert_to<std::size_t>());
  return is_string ? Constant::string(std::move(result)) : Constant::bytes(std::move(result));
}

bool is_sequence(const Constant& value) {
  return value.is(Kind::string) || value.is(Kind::bytes) || value.is(Kind::tuple);
}

// Where each character of UTF-8 text starts.
std::vector<std::size_t> character_starts(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) starts.push_back(i);
  }
  return starts;
}

Result fold_subscript(const Constant& sequence, const Constant& key) {
  if (!is_integral(key)) return {};
  const cpp_int wanted = integral(key);
  if (bit_length(wanted) > 60) return {};
  auto index = wanted.convert_to<std::int64_t>();
  const auto place = [&index](std::size_t size) {
    if (index < 0) index += static_cast<std::int64_t>(size);
    return index >= 0 && static_cast<std::size_t>(index) < size;
  };
  if (sequence.is(Kind::tuple)) {
    const auto& items = sequence.as_tuple();
    if (!place(items.size())) return {};
    return items[static_cast<std::size_t>(index)];
  }
  if (sequence.is(Kind::bytes)) {
    const std::string& text = sequence.as_bytes();
    if (!place(text.size())) return {};
    return Constant::integer(static_cast<unsigned char>(text[static_cast<std::size_t>(index)]));
  }
  if (sequence.is(Kind::string)) {
    const std::string& text = sequence.as_string();
    std::vector<std::size_t> starts = character_starts(text);
    if (!place(starts.size())) return {};
    const auto at = static_cast<std::size_t>(index);
    starts.push_back(text.size());
    return Constant::string(text.substr(starts[at], starts[at + 1] - starts[at]));
  }
  return {};
}

Result fold_sequences(BinaryOperation how, const Constant& left, const Constant& right) {
  if (how == BinaryOperation::multiply) {
    if (is_sequence(left) && is_integral(right)) return repeat(left, integral(right));
    if (is_integral(left) && is_sequence(right)) return repeat(right, integral(left));
    return {};
  }
  if (how != BinaryOperation::add || left.kind() != right.kind()) return {};
  if (left.is(Kind::string)) return Constant::string(left.as_string() + right.as_string());
  if (left.is(Kind::bytes)) return Constant::bytes(left.as_bytes() + right.as_bytes());
  std::vector<Constant> items = left.as_tuple();
  items.insert(items.end(), right.as_tuple().begin(), right.as_tuple().end());
  return Constant::tuple(std::move(items));
}

/// The indices that a slice of `size` items names; empty if a bound is no integer or the step is 0.
std::optional<std::vector<std::size_t>> slice_indices(std::size_t size, const Constant& lower,
                                                      const Constant& upper, const Constant& step) {
  for (const Constant* bound : {&lower, &upper, &step}) {
    if (!bound->is(Kind::none) && !is_integral(*bound)) return {};
  }
  const cpp_int length = size;
  const cpp_int by = step.is(Kind::none) ? cpp_int(1) : integral(step);
  if (by == 0) return {};
  const cpp_int least = by > 0 ? cpp_int(0) : cpp_int(-1);
  const cpp_int most = by > 0 ? length : cpp_int(length - 1);
  const auto place = [&](const Constant& bound, const cpp_int& absent) -> cpp_int {
    if (bound.is(Kind::none)) return absent;
    cpp_int at = integral(bound);
    if (at < 0) at += length;
    return at < least ? least : (at > most ? most : at);
  };
  const cpp_int end = place(upper, by > 0 ? most : least);
  std::vector<std::size_t> indices;
  for (cpp_int at = place(lower, by > 0 ? least : most); by > 0 ? at < end : at > end; at += by) {
    indices.push_back(at.convert_to<std::size_t>());
  }
  return indices;
}

} // namespace

std::optional<Constant> fold_slice(const Constant& sequence, const Constant& lower,
                                   const Constant& upper, const Constant& step) {
  if (sequence.is(Kind::tuple)) {
    const auto& items = sequence.as_tuple();
    const auto indices = slice_indices(items.size(), lower, upper, step);
    if (!indices) return {};
    std::vector<Constant> taken;
    for (const std::size_t at : *indices) taken.push_back(items[at]);
    return Constant::tuple(std::move(taken));
  }
  if (sequence.is(Kind::string)) {
    const std::string& text = sequence.as_string();
    std::vector<std::size_t> starts = character_starts(text);
    const auto indices = slice_indices(starts.size(), lower, upper, step);
    if (!indices) return {};
    starts.push_back(text.size());
    std::string taken;
    for (const std::size_t at : *indices)
      taken.append(text, starts[at], starts[at + 1] - starts[at]);
    return Constant::string(std::move(taken));
  }
  if (sequence.is(Kind::bytes)) {
    const std::string& bytes = sequence.as_bytes();
    const auto indices = slice_indices(bytes.size(), lower, upper, step);
    if (!indices) return {};
    std::string taken;
    for (const std::size_t at : *indices) taken.push_back(bytes[at]);
    return Constant::bytes(std::move(taken));
  }
  return {};
}

std::optional<Constant> fold_unary(ConstantUnaryOperator how, const Constant& operand) {
  if (how == ConstantUnaryOperator::not_) return Constant::boolean(!operand.truth());
  if (is_integral(operand)) {
    const cpp_int value = integral(operand);
    switch (how) {
    case ConstantUnaryOperator::negative: return from_integral(-value);
    case ConstantUnaryOperator::invert: return from_integral(-value - 1);
    default: return from_integral(value);
    }
  }
  if (how == ConstantUnaryOperator::invert) return {};
  const bool negates = how == ConstantUnaryOperator::negative;
  if (operand.is(Kind::floating)) {
    return Constant::floating(negates ? -operand.as_floating() : operand.as_floating());
  }
  if (operand.is(Kind::complex)) {
    const auto value = operand.as_complex();
    return negates ? Constant::complex(-value.real(), -value.imag()) : operand;
  }
  return {};
}

std::optional<Constant> fold_binary(BinaryOperation how, const Constant& left,
                                    const Constant& right) {
  if (how == BinaryOperation::subscript) return fold_subscript(left, right);
  if (left.is(Kind::boolean) && right.is(Kind::boolean)) {
    if (auto result = fold_booleans(how, left.as_boolean(), right.as_boolean())) return result;
  }
  if (is_integral(left) && is_integral(right)) {
    return fold_integers(how, integral(left), integral(right));
  }
  if (is_sequence(left) || is_sequence(right)) {
    return fold_sequences(how, left, right);
  }
  if (left.is(Kind::complex) || right.is(Kind::complex)) {
    const auto first = complex_value(left);
    const auto second = complex_value(right);
    if (!first || !second) return {};
    return fold_complexes(how, *first, *second);
  }
  const auto first = real(left);
  const auto second = real(right);
  if (!first || !second) return {};
  return fold_reals(how, *first, *second);
}

} // namespace specmon::compiler
