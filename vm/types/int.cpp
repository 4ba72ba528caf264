// Ints as values: making them, asking for their value, hash and order.
#include "vm/types/big_integer.h"
#include "vm/types/bytes.h"
#include "vm/types/float.h"
#include "vm/types/str.h"
#include "vm/vm.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace specmon::vm {
namespace {

using Limb = boost::multiprecision::limb_type;

// The number if it is one of 64 bits.
std::optional<std::int64_t> in_64_bits(const BigInteger& number) {
  const auto& limbs = number.backend();
  if (limbs.size() > sizeof(std::uint64_t) / sizeof(Limb)) return std::nullopt;
  std::uint64_t magnitude = 0;
  for (std::size_t i = 0; i < limbs.size(); ++i)
    magnitude |= std::uint64_t{limbs.limbs()[i]} << i * 8 * sizeof(Limb);
  const std::uint64_t most = std::uint64_t{1} << 63;
  if (limbs.sign() ? magnitude > most : magnitude >= most) return std::nullopt;
  return static_cast<std::int64_t>(limbs.sign() ? 0 - magnitude : magnitude);
}

Ref make_int_object(Vm& vm, BigInteger number) {
  Int* object = vm.heap.make<Int>(vm.types.int_);
  Ref result = Ref::steal(object);
  object->number = std::move(number);
  object->accounted = object->number.backend().size() * sizeof(Limb);
  vm.heap.account(static_cast<std::ptrdiff_t>(object->accounted));
  return result;
}

} // namespace

Ref make_large_int(Vm& vm, std::int64_t integer) {
  return make_int_object(vm, BigInteger(integer));
}

Ref make_int_unsigned(Vm& vm, std::uint64_t integer) {
  if (integer <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return make_int(vm, static_cast<std::int64_t>(integer));
  }
  return make_int(vm, BigInteger(integer));
}

Ref make_int(Vm& vm, BigInteger number) {
  if (const auto integer = in_64_bits(number); integer && Value::fits_small(*integer))
    return Value::small(*integer);
  return make_int_object(vm, std::move(number));
}

std::optional<std::int64_t> as_int64_unless_small(Value value) {
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  return in_64_bits(cast<Int>(value)->number);
}

BigInteger big_integer_of(Value value) {
  if (value.is_small()) return BigInteger(value.small());
  if (value.is_bool()) return BigInteger(value.is_true() ? 1 : 0);
  return cast<Int>(value)->number;
}

double int_to_double(Value value) {
  if (auto integer = as_int64(value)) return static_cast<double>(*integer);
  const BigInteger& number = cast<Int>(value)->number;
  BigInteger magnitude = abs(number);
  std::size_t bits = msb(magnitude) + 1;
  double result;
  if (bits > 1024) {
    result = std::numeric_limits<double>::infinity();
  } else {
    // The top 64 bits, the last of them telling whether anything follows: then the rounding of the
    // conversion to double is the rounding of the whole.
    std::size_t shift = bits > 64 ? bits - 64 : 0;
    auto top = static_cast<BigInteger>(magnitude >> shift).convert_to<std::uint64_t>();
    if (shift > 0 && lsb(magnitude) < shift) top |= 1;
    result = std::ldexp(static_cast<double>(top), static_cast<int>(shift));
  }
  return number < 0 ? -result : result;
}

std::int64_t hash_of_int(Value value) {
  constexpr std::uint64_t modulus = (std::uint64_t{1} << 61) - 1;
  std::uint64_t remainder;
  bool negative;
  if (auto integer = as_int64(value)) {
    negative = *integer < 0;
    std::uint64_t magnitude = static_cast<std::uint64_t>(*integer);
    if (negative) magnitude = 0 - magnitude;
    remainder = magnitude % modulus;
  } else {
    const BigInteger& number = cast<Int>(value)->number;
    negative = number < 0;
    remainder = static_cast<BigInteger>(abs(number) % modulus).convert_to<std::uint64_t>();
  }
  std::int64_t hash = static_cast<std::int64_t>(remainder);
  if (negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

bool ints_equal(Value left, Value right) {
  return compare_ints(left, right) == 0;
}

int compare_ints(Value left, Value right) {
  auto a = as_int64(left), b = as_int64(right);
  if (a && b) return *a < *b ? -1 : *a > *b ? 1 : 0;
  int order = (*BigOperand(left)).compare(*BigOperand(right));
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

int sign_of_int(Value value) {
  if (auto integer = as_int64(value)) return *integer < 0 ? -1 : *integer > 0 ? 1 : 0;
  return cast<Int>(value)->number.sign();
}

int compare_int_with_double(Value integer, double number) {
  if (std::isinf(number)) return number > 0 ? -1 : 1;
  auto small = as_int64(integer);
  if (small && *small >= -(std::int64_t{1} << 53) && *small <= std::int64_t{1} << 53) {
    auto exact = static_cast<double>(*small);
    return exact < number ? -1 : exact > number ? 1 : 0;
  }
  double whole = std::trunc(number);
  int order = (*BigOperand(integer)).compare(BigInteger(whole));
  if (order != 0) return order < 0 ? -1 : 1;
  return whole < number ? -1 : whole > number ? 1 : 0;
}

Raised wrong_conversion(Vm& vm, Value object, std::string_view method, std::string_view wanted,
                        Value result) {
  std::string message;
  if (vm.behaviours.conversion_errors_name_type()) {
    message = fmt::format("{}.{}() must return {} {}, not {}", type_name(vm, object), method,
                          wanted == "int" ? "an" : "a", wanted, type_name(vm, result));
  } else {
    if (wanted == "float") message = type_name(vm, object) + ".";
    message += fmt::format("{} returned non-{} (type {})", method, wanted, type_name(vm, result));
  }
  return raise(vm, vm.exceptions.TypeError, message);
}

Ref index_of(Vm& vm, Value value) {
  if (is_int(value)) return value;
  auto* slot = type_of(vm, value)->slots.index;
  if (!slot) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("'{}' object cannot be interpreted as an integer", type_name(vm, value)));
  }
  Ref result = slot(vm, value);
  if (!result) return {};
  if (!is_int(result)) {
    return wrong_conversion(vm, value, "__index__", "int", result);
  }
  return result;
}

std::optional<std::int64_t> index_to_int64(Vm& vm, Value value) {
  Ref index = index_of(vm, value);
  if (!index) return std::nullopt;
  if (auto integer = as_int64(index)) return integer;
  return raise(vm, vm.exceptions.IndexError,
               fmt::format("cannot fit '{}' into an index-sized integer", type_name(vm, value)));
}

std::optional<std::int64_t> index_clamped(Vm& vm, Value value) {
  Ref index = index_of(vm, value);
  if (!index) return std::nullopt;
  if (auto integer = as_int64(index)) return integer;
  return sign_of_int(index) < 0 ? std::numeric_limits<std::int64_t>::min() / 2
                                : std::numeric_limits<std::int64_t>::max() / 2;
}

} // namespace specmon::vm
