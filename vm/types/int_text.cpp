// Ints from and to text and bytes. Long texts are cut in halves again and again, so that the work
// is done by a few large multiplications and divisions.
#include "vm/types/big_integer.h"
#include "vm/types/bytes.h"
#include "vm/types/int_operations.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace specmon::vm {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// How many digits of `base` surely fit in 64 bits.
std::size_t digits_in_word(int base) {
  std::size_t count = 0;
  for (std::uint64_t rest = UINT64_MAX; rest >= static_cast<std::uint64_t>(base);
       rest /= static_cast<std::uint64_t>(base))
    ++count;
  return count;
}

// base ** (digits_in_word << level)
class Powers {
public:
  explicit Powers(int base) : word_(digits_in_word(base)) {
    powers_.push_back(pow(BigInteger(base), static_cast<unsigned>(word_)));
  }
  const BigInteger& at(std::size_t level) {
    while (powers_.size() <= level) powers_.push_back(powers_.back() * powers_.back());
    return powers_[level];
  }
  std::size_t digits(std::size_t level) const { return word_ << level; }

private:
  std::size_t word_;
  std::vector<BigInteger> powers_;
};

BigInteger read_digits(std::string_view digits, int base, Powers& powers) {
  if (digits.size() <= powers.digits(0)) {
    std::uint64_t number = 0;
    for (char c : digits)
      number =
          number * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(digit_value(c));
    return BigInteger(number);
  }
  std::size_t level = 0;
  while (powers.digits(level + 1) < digits.size()) ++level;
  std::size_t low = powers.digits(level);
  BigInteger high = read_digits(digits.substr(0, digits.size() - low), base, powers);
  return high * powers.at(level) + read_digits(digits.substr(digits.size() - low), base, powers);
}

// `number` below powers.at(level); at least `width` digits.
void write_digits(std::string& text, const BigInteger& number, int base, Powers& powers,
                  std::size_t level, std::size_t width) {
  if (level == 0) {
    char buffer[64];
    char* at = buffer + sizeof buffer;
    auto rest = number.convert_to<std::uint64_t>();
    auto divisor = static_cast<std::uint64_t>(base);
    for (; rest > 0; rest /= divisor)
      *--at = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % divisor];
    auto count = static_cast<std::size_t>(buffer + sizeof buffer - at);
    if (count < width) text.append(width - count, '0');
    text.append(at, count);
    return;
  }
  std::size_t low = powers.digits(level - 1);
  BigInteger high, rest;
  divide_qr(number, powers.at(level - 1), high, rest);
  if (high != 0 || width > low) {
    write_digits(text, high, base, powers, level - 1, width > low ? width - low : 1);
    width = low;
  }
  write_digits(text, rest, base, powers, level - 1, width);
}

std::string magnitude_to_text(const BigInteger& number, int base) {
  if (int bits = base == 16 ? 4 : base == 8 ? 3 : base == 2 ? 1 : 0) { // in linear time
    std::string text;
    export_bits(number, std::back_inserter(text), static_cast<unsigned>(bits));
    for (char& digit : text) digit = "0123456789abcdef"[static_cast<unsigned char>(digit)];
    return text;
  }
  Powers powers(base);
  std::size_t level = 0;
  while (powers.at(level) <= number) ++level;
  std::string text;
  write_digits(text, number, base, powers, level, 1);
  return text;
}

bool limited_base(int base) {
  return (base & (base - 1)) != 0;
}

} // namespace

Ref make_int(Vm& vm, std::string_view digits, int base) {
  Powers powers(base);
  return make_int(vm, read_digits(digits, base, powers));
}

std::string int_to_text(Value value, int base) {
  if (const auto integer = as_int64(value); integer && base == 10) {
    return std::string(fmt::format_int(*integer).c_str());
  }
  BigInteger number = big_integer_of(value);
  std::string text = magnitude_to_text(abs(number), base);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return number < 0 ? "-" + text : text;
}

std::optional<std::string> int_to_decimal(Vm& vm, Value value) {
  auto too_long = [&vm] {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("Exceeds the limit ({} digits) for integer string conversion; use "
                             "sys.set_int_max_str_digits() to increase the limit",
                             vm.max_str_digits));
  };
  auto limit = static_cast<std::size_t>(vm.max_str_digits);
  bool limited = limit > 0 && !as_int64(value);
  if (limited && bit_length_of_int(value) > static_cast<std::int64_t>(limit) * 10 / 3 + 8)
    return too_long();
  std::string text = int_to_text(value);
  if (limited && text.size() - (text[0] == '-') > limit) return too_long();
  return text;
}

Ref int_from_text(Vm& vm, std::string_view text, int base, Value shown) {
  int wanted = base;
  auto invalid = [&]() -> Ref {
    auto quoted = repr(vm, shown);
    if (!quoted) return {};
    std::string literal = to_utf8(quoted.get());
    if (literal.size() > 200) literal.resize(200);
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("invalid literal for int() with base {}: {}", wanted, literal));
  };
  auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int by_prefix = 0;
  if (text.size() > 1 && text[0] == '0') {
    switch (text[1] | 32) {
    case 'x': by_prefix = 16; break;
    case 'o': by_prefix = 8; break;
    case 'b': by_prefix = 2; break;
    }
  }
  bool zero_only = false;
  if (base == 0) {
    base = by_prefix ? by_prefix : 10;
    zero_only = !by_prefix && text.size() > 1 && text[0] == '0'; // 0777 is ambiguous, 000 is not
  }
  if (by_prefix && by_prefix == base) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  }
  std::string digits;
  digits.reserve(text.size());
  bool after_digit = false;
  for (char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    if (digit_value(c) >= base || (zero_only && c != '0')) return invalid();
    digits += c;
    after_digit = true;
  }
  if (!after_digit) return invalid();
  auto limit = static_cast<std::size_t>(vm.max_str_digits);
  if (limit > 0 && digits.size() > limit && limited_base(base)) {
    return raise(
        vm, vm.exceptions.ValueError,
        fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has {} "
                    "digits; use sys.set_int_max_str_digits() to increase the limit",
                    limit, digits.size()));
  }
  Ref magnitude = make_int(vm, digits, base);
  return negative && magnitude ? negate_int(vm, magnitude) : magnitude;
}

bool int_to_bytes(Value value, std::size_t length, bool little, bool with_sign,
                  std::string& bytes) {
  BigInteger number = big_integer_of(value);
  bool negative = number < 0;
  if (negative) number += BigInteger(1) << (8 * length); // two's complement
  if (negative && number < 0) return false;
  std::size_t bits = number == 0 ? 0 : msb(number) + 1;
  if (bits > 8 * length) return false;
  bool top = length > 0 && bits == 8 * length;
  if (with_sign && top != negative) return false;
  bytes.clear();
  if (number != 0) export_bits(number, std::back_inserter(bytes), 8, false);
  bytes.resize(length, '\0'); // least significant first
  if (!little) std::reverse(bytes.begin(), bytes.end());
  return true;
}

Ref int_from_bytes(Vm& vm, std::string_view bytes, bool little, bool with_sign) {
  BigInteger number = 0;
  if (!bytes.empty()) {
    std::vector<unsigned char> content(bytes.begin(), bytes.end());
    import_bits(number, content.begin(), content.end(), 8, !little);
    auto top = static_cast<unsigned char>(little ? bytes.back() : bytes.front());
    if (with_sign && (top & 0x80)) number -= BigInteger(1) << (8 * bytes.size());
  }
  return make_int(vm, std::move(number));
}

Ref int_from_double(Vm& vm, double number) {
  if (std::isnan(number)) {
    return raise(vm, vm.exceptions.ValueError, "cannot convert float NaN to integer");
  }
  if (std::isinf(number)) {
    return raise(vm, vm.exceptions.OverflowError, "cannot convert float infinity to integer");
  }
  number = std::trunc(number);
  if (std::fabs(number) < 9e18) return make_int(vm, static_cast<std::int64_t>(number));
  return make_int(vm, BigInteger(number));
}

Ref ratio_of_double(Vm& vm, double number) {
  int exponent;
  double fraction = std::frexp(number, &exponent);
  for (int i = 0; i < 300 && fraction != std::floor(fraction); ++i) {
    fraction *= 2;
    --exponent;
  }
  BigInteger numerator(fraction), denominator = 1;
  if (exponent > 0)
    numerator *= BigInteger(1) << static_cast<unsigned>(exponent);
  else
    denominator <<= static_cast<unsigned>(-exponent);
  Ref above = make_int(vm, std::move(numerator)), below = make_int(vm, std::move(denominator));
  return make_tuple(vm, {above, below});
}

} // namespace specmon::vm
