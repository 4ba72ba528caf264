// The math module.

#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <cmath>
#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Raised domain_error(Vm& vm) {
  return raise(vm, vm.exceptions.ValueError, "math domain error");
}

// A result as C computed it: NaN out of no NaN is a domain error, infinity out of finite numbers
// overflow.
Ref checked(Vm& vm, double result, bool from_nan, bool from_infinity) {
  if (std::isnan(result) && !from_nan) return domain_error(vm);
  if (std::isinf(result) && !from_infinity && !from_nan) {
    return raise(vm, vm.exceptions.OverflowError, "math range error");
  }
  return Value::real(result);
}

template <double (*function)(double)> Ref one(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  double result = function(*x);
  if (function == static_cast<double (*)(double)>(std::sqrt) && *x < 0 &&
      vm.behaviours.domain_message_shows_the_number()) {
    return raise(vm, vm.exceptions.ValueError,
                 "expected a nonnegative input, got " + float_repr(*x));
  }
  // A pole (atanh(1), gamma(0)) is a domain error; running out of range is not.
  bool pole = std::isinf(result) && std::isfinite(*x) &&
              (function == static_cast<double (*)(double)>(std::atanh) ||
               function == static_cast<double (*)(double)>(std::tgamma) ||
               function == static_cast<double (*)(double)>(std::lgamma)) &&
              std::fabs(*x) <= 1e5 && *x <= 1;
  if (pole) return domain_error(vm);
  return checked(vm, result, std::isnan(*x), std::isinf(*x) && !std::isnan(result));
}

template <double (*function)(double, double)> Ref two(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  auto y = number_as_double(vm, a[1]);
  if (!y) return {};
  double result = function(*x, *y);
  return checked(vm, result, std::isnan(*x) || std::isnan(*y), std::isinf(*x) || std::isinf(*y));
}

// The natural logarithm of any int, however large.
std::optional<double> log_of(Vm& vm, Value number, double (*function)(double), double log_of_two) {
  if (is_int(number)) {
    if (sign_of_int(number) <= 0) {
      return vm.behaviours.domain_message_shows_the_number()
                 ? raise(vm, vm.exceptions.ValueError, "expected a positive input")
                 : domain_error(vm);
    }
    double small = int_to_double(number);
    if (std::isfinite(small)) return function(small);
    std::string digits = int_to_text(number, 16); // 16^n * mantissa
    double mantissa = std::strtod(("0x0." + digits.substr(0, 16)).c_str(), nullptr);
    return function(mantissa) + 4.0 * static_cast<double>(digits.size()) * log_of_two;
  }
  auto x = number_as_double(vm, number);
  if (!x) return std::nullopt;
  if (std::isnan(*x) || (std::isinf(*x) && *x > 0)) return x;
  if (*x <= 0) {
    if (!vm.behaviours.domain_message_shows_the_number()) return domain_error(vm);
    return raise(vm, vm.exceptions.ValueError, "expected a positive input, got " + float_repr(*x));
  }
  return function(*x);
}

Ref math_log(Vm& vm, Value, Values a) {
  auto numerator = log_of(vm, a[0], std::log, std::log(2.0));
  if (!numerator) return {};
  if (a.size() == 1) return Value::real(*numerator);
  auto denominator = log_of(vm, a[1], std::log, std::log(2.0));
  if (!denominator) return {};
  if (*denominator == 0) return raise(vm, vm.exceptions.ZeroDivisionError, "division by zero");
  return Value::real(*numerator / *denominator);
}
Ref math_log2(Vm& vm, Value, Values a) {
  auto result = log_of(vm, a[0], std::log2, 1.0);
  if (!result) return {};
  return Value::real(*result);
}
Ref math_log10(Vm& vm, Value, Values a) {
  auto result = log_of(vm, a[0], std::log10, std::log10(2.0));
  if (!result) return {};
  return Value::real(*result);
}

// floor, ceil, trunc: through the special method of a class that has one, else by float.
template <double (*function)(double)> Ref rounded(Vm& vm, Value number, std::string_view special) {
  if (is_int(number)) return index_of(vm, number);
  if (!is_float(number)) {
    Owned<Str> name = intern(vm, special);
    Ref method = lookup_special(vm, number, name.get());
    if (method) return call(vm, method, {});
    if (error_pending(vm)) return {};
    if (special == "__trunc__") {
      return raise(vm, vm.exceptions.TypeError,
                   "type " + type_name(vm, number) + " doesn't define __trunc__ method");
    }
  }
  auto x = number_as_double(vm, number);
  return x ? int_from_double(vm, function(*x)) : Ref();
}
Ref math_floor(Vm& vm, Value, Values a) {
  return rounded<std::floor>(vm, a[0], "__floor__");
}
Ref math_ceil(Vm& vm, Value, Values a) {
  return rounded<std::ceil>(vm, a[0], "__ceil__");
}
Ref math_trunc(Vm& vm, Value, Values a) {
  return rounded<std::trunc>(vm, a[0], "__trunc__");
}

template <bool (*test)(double)> Ref tested(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  return Value::boolean(test(*x));
}
bool is_nan(double x) {
  return std::isnan(x);
}
bool is_infinite(double x) {
  return std::isinf(x);
}
bool is_finite(double x) {
  return std::isfinite(x);
}
double degrees(double x) {
  return x * (180.0 / M_PI);
}
double radians(double x) {
  return x * (M_PI / 180.0);
}

Ref greatest_divisor(Vm& vm, Value left, Value right) {
  Ref a = sign_of_int(left) < 0 ? negate_int(vm, left) : Ref(left);
  Ref b = sign_of_int(right) < 0 ? negate_int(vm, right) : Ref(right);
  while (sign_of_int(b) != 0) {
    Ref rest = remainder_of_ints(vm, a, b);
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}
Ref math_gcd(Vm& vm, Value, Values a) {
  Ref result = Value::small(0);
  for (Value value : a) {
    Ref integer = index_of(vm, value);
    if (!integer) return {};
    result = greatest_divisor(vm, result, integer);
  }
  return result;
}
Ref math_lcm(Vm& vm, Value, Values a) {
  Ref result = Value::small(1);
  for (Value value : a) {
    Ref integer = index_of(vm, value);
    if (!integer) return {};
    if (sign_of_int(integer) == 0) return Value::small(0);
    Ref divisor = greatest_divisor(vm, result, integer);
    result = multiply_ints(vm, result, floor_divide_ints(vm, integer, divisor));
    if (sign_of_int(result) < 0) result = negate_int(vm, result);
  }
  return result;
}

Ref math_isqrt(Vm& vm, Value, Values a) {
  Ref n = index_of(vm, a[0]);
  if (!n) return {};
  if (sign_of_int(n) < 0) {
    return raise(vm, vm.exceptions.ValueError, "isqrt() argument must be nonnegative");
  }
  if (sign_of_int(n) == 0) return n;
  // Newton's steps downwards from a power of two that is not too small.
  std::size_t bits = int_to_text(n, 2).size();
  Ref guess =
      power_of_ints(vm, Value::small(2), Value::small(static_cast<std::int64_t>((bits + 1) / 2)));
  for (;;) {
    Ref sum = add_ints(vm, guess, floor_divide_ints(vm, n, guess));
    Ref better = floor_divide_ints(vm, sum, Value::small(2));
    if (compare_ints(better, guess) >= 0) return guess;
    guess = std::move(better);
  }
}

Ref math_factorial(Vm& vm, Value, Values a) {
  Ref n = index_of(vm, a[0]);
  if (!n) return {};
  if (sign_of_int(n) < 0) {
    return raise(vm, vm.exceptions.ValueError, "factorial() not defined for negative values");
  }
  auto count = as_int64(n);
  if (!count || *count > 1000000) {
    return raise(vm, vm.exceptions.OverflowError,
                 "factorial() argument should not exceed 9223372036854775807");
  }
  Ref product = Value::small(1);
  for (std::int64_t i = 2; i <= *count; ++i) {
    product = multiply_ints(vm, product, Value::small(i));
    if (!product) return {};
  }
  return product;
}

// n! / (n - k)!, divided by k! for comb.
Ref falling(Vm& vm, Values a, bool divided) {
  Ref n = index_of(vm, a[0]);
  if (!n) return {};
  Ref k = a.size() > 1 && !a[1].is_none() ? index_of(vm, a[1]) : n;
  if (!k) return {};
  for (Value value : {n.get(), k.get()}) {
    if (sign_of_int(value) < 0) {
      return raise(vm, vm.exceptions.ValueError,
                   std::string(value == n.get() ? "n" : "k") + " must be a non-negative integer");
    }
  }
  if (compare_ints(k, n) > 0) return Value::small(0);
  if (divided) {
    Ref other = subtract_ints(vm, n, k);
    if (compare_ints(other, k) < 0) k = other;
  }
  auto count = as_int64(k);
  if (!count)
    return raise(vm, vm.exceptions.OverflowError, "k must not exceed 9223372036854775807");
  Ref product = Value::small(1);
  for (std::int64_t i = 0; i < *count; ++i) {
    product = multiply_ints(vm, product, subtract_ints(vm, n, Value::small(i)));
    if (divided) product = floor_divide_ints(vm, product, Value::small(i + 1));
    if (!product) return {};
  }
  return product;
}
Ref math_comb(Vm& vm, Value, Values a) {
  return falling(vm, a, true);
}
Ref math_perm(Vm& vm, Value, Values a) {
  return falling(vm, a, false);
}

Ref math_frexp(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  int exponent = 0;
  double mantissa = std::isfinite(*x) ? std::frexp(*x, &exponent) : *x;
  return make_tuple(vm, {Value::real(mantissa), Value::small(exponent)});
}
Ref math_ldexp(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  Ref exponent = index_of(vm, a[1]);
  if (!exponent) return {};
  auto fits = as_int64(exponent);
  std::int64_t power = fits ? *fits : sign_of_int(exponent) < 0 ? -100000 : 100000;
  int clipped =
      static_cast<int>(std::min<std::int64_t>(std::max<std::int64_t>(power, -100000), 100000));
  return checked(vm, std::ldexp(*x, clipped), std::isnan(*x), std::isinf(*x));
}
Ref math_modf(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  double whole = 0;
  double fraction = std::modf(*x, &whole);
  return make_tuple(vm, {Value::real(fraction), Value::real(whole)});
}

Ref math_fsum(Vm& vm, Value, Values a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  std::vector<double> partials; // non-overlapping, of growing size: their sum is exact
  double special = 0;
  while (Ref item = next(vm, iterator)) {
    auto x = number_as_double(vm, item);
    if (!x) return {};
    if (!std::isfinite(*x)) {
      special += *x;
      continue;
    }
    double high = *x;
    std::size_t kept = 0;
    for (double part : partials) {
      if (std::fabs(high) < std::fabs(part)) std::swap(high, part);
      double sum = high + part;
      double low = part - (sum - high);
      if (low != 0) partials[kept++] = low;
      high = sum;
    }
    partials.resize(kept);
    partials.push_back(high);
  }
  if (error_pending(vm)) return {};
  if (special != 0 || std::isnan(special)) return Value::real(special);
  double sum = 0;
  for (std::size_t i = partials.size(); i-- > 0;) sum += partials[i];
  return Value::real(sum);
}

Ref math_prod(Vm& vm, Value, Values a) {
  Ref product = a[1];
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  while (Ref item = next(vm, iterator)) {
    product = binary(vm, product, item, BinaryOperator::multiply);
    if (!product) return {};
  }
  if (error_pending(vm)) return {};
  return product;
}

Ref math_hypot(Vm& vm, Value, Values a) {
  double sum = 0;
  for (Value value : a) {
    auto x = number_as_double(vm, value);
    if (!x) return {};
    sum = std::hypot(sum, *x);
  }
  return Value::real(sum);
}

Ref math_dist(Vm& vm, Value, Values a) {
  const Ref first = tuple_from(vm, a[0]);
  const Ref second = first ? tuple_from(vm, a[1]) : Ref();
  if (!second) return {};
  const Tuple *p = cast<Tuple>(first), *q = cast<Tuple>(second);
  if (p->size != q->size) {
    return raise(vm, vm.exceptions.ValueError,
                 "both points must have the same number of dimensions");
  }
  double sum = 0;
  for (std::size_t i = 0; i < p->size; ++i) {
    auto x = number_as_double(vm, p->items[i]);
    if (!x) return {};
    auto y = number_as_double(vm, q->items[i]);
    if (!y) return {};
    sum = std::hypot(sum, *x - *y);
  }
  return Value::real(sum);
}

Ref math_isclose(Vm& vm, Value, Values a) {
  double numbers[4] = {0, 0, 1e-9, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    if (!a[i]) continue;
    auto x = number_as_double(vm, a[i]);
    if (!x) return {};
    numbers[i] = *x;
  }
  auto [x, y, relative, absolute_tolerance] =
      std::tuple(numbers[0], numbers[1], numbers[2], numbers[3]);
  if (relative < 0 || absolute_tolerance < 0) {
    return raise(vm, vm.exceptions.ValueError, "tolerances must be non-negative");
  }
  if (x == y) return Value::true_();
  if (std::isinf(x) || std::isinf(y)) return Value::false_();
  double difference = std::fabs(x - y);
  return Value::boolean(difference <= std::fabs(relative * y) ||
                        difference <= std::fabs(relative * x) || difference <= absolute_tolerance);
}

Ref math_fmod(Vm& vm, Value, Values a) {
  auto x = number_as_double(vm, a[0]);
  if (!x) return {};
  auto y = number_as_double(vm, a[1]);
  if (!y) return {};
  return checked(vm, std::fmod(*x, *y), std::isnan(*x) || std::isnan(*y), false);
}

constexpr NativeDefinition functions[] = {
    {"acos", one<std::acos>, 1, 1},
    {"acosh", one<std::acosh>, 1, 1},
    {"asin", one<std::asin>, 1, 1},
    {"asinh", one<std::asinh>, 1, 1},
    {"atan", one<std::atan>, 1, 1},
    {"atan2", two<std::atan2>, 2, 2},
    {"atanh", one<std::atanh>, 1, 1},
    {"cbrt", one<std::cbrt>, 1, 1},
    {"ceil", math_ceil, 1, 1},
    {"comb", math_comb, 2, 2},
    {"copysign", two<std::copysign>, 2, 2},
    {"cos", one<std::cos>, 1, 1},
    {"cosh", one<std::cosh>, 1, 1},
    {"degrees", one<degrees>, 1, 1},
    {"dist", math_dist, 2, 2},
    {"erf", one<std::erf>, 1, 1},
    {"erfc", one<std::erfc>, 1, 1},
    {"exp", one<std::exp>, 1, 1},
    {"exp2", one<std::exp2>, 1, 1},
    {"expm1", one<std::expm1>, 1, 1},
    {"fabs", one<std::fabs>, 1, 1},
    {"factorial", math_factorial, 1, 1},
    {"floor", math_floor, 1, 1},
    {"fmod", math_fmod, 2, 2},
    {"frexp", math_frexp, 1, 1},
    {"fsum", math_fsum, 1, 1},
    {"gamma", one<std::tgamma>, 1, 1},
    {"gcd", math_gcd, 0, NativeDefinition::any},
    {"hypot", math_hypot, 0, NativeDefinition::any},
    {"isclose", math_isclose, "(a, b, *, rel_tol=?, abs_tol=?)"},
    {"isfinite", tested<is_finite>, 1, 1},
    {"isinf", tested<is_infinite>, 1, 1},
    {"isnan", tested<is_nan>, 1, 1},
    {"isqrt", math_isqrt, 1, 1},
    {"lcm", math_lcm, 0, NativeDefinition::any},
    {"ldexp", math_ldexp, 2, 2},
    {"lgamma", one<std::lgamma>, 1, 1},
    {"log", math_log, 1, 2},
    {"log10", math_log10, 1, 1},
    {"log1p", one<std::log1p>, 1, 1},
    {"log2", math_log2, 1, 1},
    {"modf", math_modf, 1, 1},
    {"perm", math_perm, 1, 2},
    {"pow", two<std::pow>, 2, 2},
    {"prod", math_prod, "(iterable, /, *, start=1)"},
    {"radians", one<radians>, 1, 1},
    {"remainder", two<std::remainder>, 2, 2},
    {"sin", one<std::sin>, 1, 1},
    {"sinh", one<std::sinh>, 1, 1},
    {"sqrt", one<std::sqrt>, 1, 1},
    {"tan", one<std::tan>, 1, 1},
    {"tanh", one<std::tanh>, 1, 1},
    {"trunc", math_trunc, 1, 1},
};

} // namespace

Ref create_math_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "math");
  add_functions(vm, module.get(), functions);
  Dict* dict = module->dict.get();
  dict_store(vm, dict, "pi", Value::real(M_PI));
  dict_store(vm, dict, "e", Value::real(M_E));
  dict_store(vm, dict, "tau", Value::real(2 * M_PI));
  dict_store(vm, dict, "inf", Value::real(HUGE_VAL));
  dict_store(vm, dict, "nan", Value::real(std::nan("")));
  return module;
}

} // namespace specmon::vm
