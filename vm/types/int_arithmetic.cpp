// Arithmetic of ints: small operands first, big integers otherwise.
#include "vm/types/big_integer.h"
#include "vm/types/float.h"
#include "vm/types/int_operations.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace specmon::vm {
namespace {

// Results of more than half a gigabyte are refused.
constexpr std::int64_t most_bits = std::int64_t{1} << 32;

// Room for a result of that many bits, so that --max-memory stops a giant before it is made.
bool reserve(Vm& vm, std::int64_t bits) {
  if (bits > most_bits) return raise(vm, vm.exceptions.MemoryError);
  if (bits > 1 << 16) {
    vm.heap.account(static_cast<std::ptrdiff_t>(bits / 8));
    vm.heap.account(-static_cast<std::ptrdiff_t>(bits / 8));
  }
  return true;
}

std::int64_t bit_length(const BigInteger& number) {
  const auto& limbs = number.backend(); // asked without a copy of the magnitude
  const auto top = limbs.limbs()[limbs.size() - 1];
  constexpr int limb_bits = std::numeric_limits<boost::multiprecision::limb_type>::digits;
  return top == 0
             ? 0
             : static_cast<std::int64_t>(limbs.size() - 1) * limb_bits + 64 - __builtin_clzll(top);
}

Raised divided_by_zero(Vm& vm, const char* before_3_14) {
  return raise(vm, vm.exceptions.ZeroDivisionError,
               vm.behaviours.zero_division_names_operation() ? before_3_14 : "division by zero");
}

struct Quotient {
  BigInteger quotient, remainder;
};

Quotient floor_divide(const BigInteger& dividend, const BigInteger& divisor) {
  Quotient result;
  divide_qr(dividend, divisor, result.quotient, result.remainder);
  if (result.remainder != 0 && (result.remainder < 0) != (divisor < 0)) {
    --result.quotient;
    result.remainder += divisor;
  }
  return result;
}

bool both_fit(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  return a && b && *a != std::numeric_limits<std::int64_t>::min();
}

} // namespace

Ref add_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  std::int64_t sum;
  if (a && b && !__builtin_add_overflow(*a, *b, &sum)) return make_int(vm, sum);
  return make_int(vm, BigInteger(*BigOperand(left) + *BigOperand(right)));
}

Ref subtract_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  std::int64_t difference;
  if (a && b && !__builtin_sub_overflow(*a, *b, &difference)) return make_int(vm, difference);
  return make_int(vm, BigInteger(*BigOperand(left) - *BigOperand(right)));
}

Ref multiply_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  std::int64_t product;
  if (a && b && !__builtin_mul_overflow(*a, *b, &product)) return make_int(vm, product);
  const BigOperand x(left), y(right);
  if (!reserve(vm, bit_length(*x) + bit_length(*y))) return {};
  return make_int(vm, BigInteger(*x * *y));
}

Ref floor_divide_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) == 0) return divided_by_zero(vm, "integer division or modulo by zero");
  auto a = as_int64(left), b = as_int64(right);
  if (both_fit(a, b)) {
    std::int64_t quotient = *a / *b;
    if (*a % *b != 0 && (*a < 0) != (*b < 0)) --quotient;
    return make_int(vm, quotient);
  }
  return make_int(vm, floor_divide(*BigOperand(left), *BigOperand(right)).quotient);
}

Ref remainder_of_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) == 0) return divided_by_zero(vm, "integer modulo by zero");
  auto a = as_int64(left), b = as_int64(right);
  if (both_fit(a, b)) {
    std::int64_t remainder = *a % *b;
    if (remainder != 0 && (remainder < 0) != (*b < 0)) remainder += *b;
    return make_int(vm, remainder);
  }
  return make_int(vm, floor_divide(*BigOperand(left), *BigOperand(right)).remainder);
}

Ref divide_with_remainder(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) == 0) return divided_by_zero(vm, "integer division or modulo by zero");
  Ref quotient, remainder;
  if (both_fit(as_int64(left), as_int64(right))) {
    quotient = floor_divide_ints(vm, left, right);
    remainder = remainder_of_ints(vm, left, right);
  } else {
    Quotient result = floor_divide(*BigOperand(left), *BigOperand(right));
    quotient = make_int(vm, std::move(result.quotient));
    remainder = make_int(vm, std::move(result.remainder));
  }
  return make_tuple(vm, {quotient, remainder});
}

Ref divide_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) == 0)
    return raise(vm, vm.exceptions.ZeroDivisionError, "division by zero");
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  auto a = as_int64(left), b = as_int64(right);
  if (a && b && *a >= -exact && *a <= exact && *b >= -exact && *b <= exact) {
    return Value::real(static_cast<double>(*a) / static_cast<double>(*b));
  }
  BigInteger dividend = big_integer_of(left), divisor = big_integer_of(right);
  bool negative = (dividend < 0) != (divisor < 0);
  dividend = abs(dividend);
  divisor = abs(divisor);
  double result = 0;
  std::int64_t difference = bit_length(dividend) - bit_length(divisor);
  auto too_large = [&] {
    return raise(vm, vm.exceptions.OverflowError, "integer division result too large for a float");
  };
  if (difference > 1025) return too_large();
  if (dividend != 0 && difference >= -1080) {
    // A quotient of 55 or 56 bits (fewer where the result is subnormal) and whether anything is
    // left; then rounded once, to what a double can hold at that exponent.
    std::int64_t shift = std::max<std::int64_t>(difference, -1021) - 55;
    if (shift < 0)
      dividend <<= static_cast<std::size_t>(-shift);
    else
      divisor <<= static_cast<std::size_t>(shift);
    BigInteger quotient, remainder;
    divide_qr(dividend, divisor, quotient, remainder);
    auto bits = quotient.convert_to<std::uint64_t>();
    int length = 64 - (bits ? __builtin_clzll(bits) : 64);
    std::int64_t extra = std::max<std::int64_t>(length - 53, -1074 - shift);
    if (extra > 0) {
      std::uint64_t unit = std::uint64_t{1} << extra, rest = bits & (unit - 1), half = unit >> 1;
      bits -= rest;
      if (rest > half || (rest == half && (remainder != 0 || (bits & unit)))) bits += unit;
    }
    result = std::ldexp(static_cast<double>(bits), static_cast<int>(shift));
    if (std::isinf(result)) return too_large();
  }
  return Value::real(negative ? -result : result);
}

Ref power_of_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) < 0) {
    auto base = number_as_double(vm, left);
    if (!base) return {};
    auto exponent = number_as_double(vm, right);
    if (!exponent) return {};
    return power_of_doubles(vm, *base, *exponent);
  }
  auto base = as_int64(left), exponent = as_int64(right);
  if (base && (*base == 0 || *base == 1 || *base == -1)) {
    if (sign_of_int(right) == 0) return Value::small(1);
    bool odd = exponent ? *exponent & 1 : static_cast<bool>(bit_test(big_integer_of(right), 0));
    return Value::small(*base == -1 && !odd ? 1 : *base);
  }
  if (!exponent) return raise(vm, vm.exceptions.MemoryError);
  if (base) { // as long as it fits in 64 bits
    std::int64_t result = 1, factor = *base, left_over = *exponent;
    bool overflow = false;
    while (left_over > 0 && !overflow) {
      if (left_over & 1) overflow |= __builtin_mul_overflow(result, factor, &result);
      left_over >>= 1;
      if (left_over) overflow |= __builtin_mul_overflow(factor, factor, &factor);
    }
    if (!overflow) return make_int(vm, result);
  }
  BigInteger number = big_integer_of(left);
  std::int64_t bits;
  if (__builtin_mul_overflow(bit_length(number), *exponent, &bits)) {
    return raise(vm, vm.exceptions.MemoryError);
  }
  if (!reserve(vm, bits)) return {};
  // Powers of two are only shifted.
  std::size_t zeros = lsb(abs(number));
  number >>= zeros; // exact, so the sign does not matter
  BigInteger result = pow(number, static_cast<unsigned>(*exponent));
  result <<= zeros * static_cast<std::size_t>(*exponent);
  return make_int(vm, std::move(result));
}

Ref power_modulo(Vm& vm, Value left, Value right, Value modulus_) {
  BigInteger base = big_integer_of(left), exponent = big_integer_of(right),
             modulus = big_integer_of(modulus_);
  if (modulus == 0) return raise(vm, vm.exceptions.ValueError, "pow() 3rd argument cannot be 0");
  bool negative = modulus < 0;
  if (negative) modulus = -modulus;
  if (modulus == 1) return Value::small(0);
  base = floor_divide(base, modulus).remainder;
  if (exponent < 0) {
    BigInteger r0 = modulus, r1 = base, t0 = 0, t1 = 1;
    while (r1 != 0) {
      BigInteger quotient = r0 / r1, r2 = r0 - quotient * r1, t2 = t0 - quotient * t1;
      r0 = r1, r1 = r2, t0 = t1, t1 = t2;
    }
    if (r0 != 1) {
      return raise(vm, vm.exceptions.ValueError, "base is not invertible for the given modulus");
    }
    base = floor_divide(t0, modulus).remainder;
    exponent = -exponent;
  }
  BigInteger result = bit_test(modulus, 0) ? power_modulo_odd(base, exponent, modulus)
                                           : BigInteger(powm(base, exponent, modulus));
  if (negative && result != 0) result -= modulus;
  return make_int(vm, std::move(result));
}

Ref negate_int(Vm& vm, Value value) {
  if (auto integer = as_int64(value);
      integer && *integer != std::numeric_limits<std::int64_t>::min()) {
    return make_int(vm, -*integer);
  }
  return make_int(vm, BigInteger(-big_integer_of(value)));
}

Ref absolute_int(Vm& vm, Value value) {
  return sign_of_int(value) < 0 ? negate_int(vm, value) : exact_int(vm, value);
}

Ref invert_int(Vm& vm, Value value) {
  if (auto integer = as_int64(value)) return make_int(vm, ~*integer);
  return make_int(vm, BigInteger(-big_integer_of(value) - 1));
}

Ref exact_int(Vm& vm, Value value) {
  if (value.is_small() || as_exact<Int>(value)) return value;
  if (auto integer = as_int64(value)) return make_int(vm, *integer);
  return make_int(vm, big_integer_of(value));
}

Ref left_shift_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) < 0) return raise(vm, vm.exceptions.ValueError, "negative shift count");
  if (sign_of_int(left) == 0) return Value::small(0);
  auto by = as_int64(right);
  if (!by || *by > PTRDIFF_MAX / 2) {
    return raise(vm, vm.exceptions.OverflowError, "too many digits in integer");
  }
  if (auto a = as_int64(left)) {
    std::int64_t magnitude = *a < 0 ? ~*a : *a;
    if (*by < 62 && magnitude < (std::int64_t{1} << (62 - *by))) {
      return make_int(vm, static_cast<std::int64_t>(static_cast<std::uint64_t>(*a) << *by));
    }
  }
  BigInteger number = big_integer_of(left);
  if (!reserve(vm, bit_length(number) + *by)) return {};
  bool negative = number < 0;
  number = abs(number);
  number <<= static_cast<std::size_t>(*by);
  if (negative) number = -number;
  return make_int(vm, std::move(number));
}

Ref right_shift_ints(Vm& vm, Value left, Value right) {
  if (sign_of_int(right) < 0) return raise(vm, vm.exceptions.ValueError, "negative shift count");
  auto by = as_int64(right);
  if (!by || *by > most_bits) return Value::small(sign_of_int(left) < 0 ? -1 : 0);
  if (auto a = as_int64(left)) return make_int(vm, *a >> std::min<std::int64_t>(*by, 63));
  BigInteger number = big_integer_of(left);
  // Rounds down: of a negative number the complement is shifted.
  if (number < 0) {
    BigInteger complement = -number - 1;
    complement >>= static_cast<std::size_t>(*by);
    return make_int(vm, BigInteger(-complement - 1));
  }
  number >>= static_cast<std::size_t>(*by);
  return make_int(vm, std::move(number));
}

Ref and_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  if (a && b) return make_int(vm, *a & *b);
  return make_int(vm, BigInteger(*BigOperand(left) & *BigOperand(right)));
}

Ref or_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  if (a && b) return make_int(vm, *a | *b);
  return make_int(vm, BigInteger(*BigOperand(left) | *BigOperand(right)));
}

Ref xor_ints(Vm& vm, Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  if (a && b) return make_int(vm, *a ^ *b);
  return make_int(vm, BigInteger(*BigOperand(left) ^ *BigOperand(right)));
}

Ref round_int(Vm& vm, Value value, std::int64_t digits) {
  if (digits >= 0) return exact_int(vm, value);
  BigInteger number = big_integer_of(value);
  if (-digits > bit_length(number)) return Value::small(0); // 10**n is far beyond it
  BigInteger unit = pow(BigInteger(10), static_cast<unsigned>(-digits));
  Quotient parts = floor_divide(number, unit);
  BigInteger twice = parts.remainder * 2;
  if (twice > unit || (twice == unit && bit_test(abs(parts.quotient), 0))) ++parts.quotient;
  return make_int(vm, BigInteger(parts.quotient * unit));
}

std::int64_t bit_length_of_int(Value value) {
  if (auto integer = as_int64(value)) {
    std::uint64_t magnitude = static_cast<std::uint64_t>(*integer);
    if (*integer < 0) magnitude = 0 - magnitude;
    return magnitude ? 64 - __builtin_clzll(magnitude) : 0;
  }
  return bit_length(cast<Int>(value)->number);
}

std::int64_t bit_count_of_int(Value value) {
  BigInteger magnitude = abs(big_integer_of(value));
  std::int64_t count = 0;
  const auto& backend = magnitude.backend();
  for (std::size_t i = 0; i < backend.size(); ++i)
    count += __builtin_popcountll(backend.limbs()[i]);
  return count;
}

} // namespace specmon::vm
