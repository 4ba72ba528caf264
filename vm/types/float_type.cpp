// The type float: slots, constructor, methods.
#include "vm/type_setup.h"
#include "vm/types/bytes.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/float.h"
#include "vm/types/format.h"
#include "vm/types/int_operations.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/unicode.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

double number_of(Value self) {
  return *as_double(self);
}

enum class Operands { ready, not_mine, failed };

// Both as doubles, if both are floats or ints.
Operands read_operands(Vm& vm, Value left, Value right, double& a, double& b) {
  for (Value operand : {left, right}) {
    if (!is_float(operand) && !is_int(operand)) return Operands::not_mine;
  }
  auto x = number_as_double(vm, left);
  if (!x) return Operands::failed;
  auto y = number_as_double(vm, right);
  if (!y) return Operands::failed;
  a = *x;
  b = *y;
  return Operands::ready;
}

template <Ref (*operation)(Vm&, double, double)> Ref of_floats(Vm& vm, Value left, Value right) {
  double a, b;
  switch (read_operands(vm, left, right, a, b)) {
  case Operands::not_mine: return Value::not_implemented();
  case Operands::failed: return {};
  case Operands::ready: break;
  }
  return operation(vm, a, b);
}

Raised divided_by_zero(Vm& vm, const char* before_3_14) {
  return raise(vm, vm.exceptions.ZeroDivisionError,
               vm.behaviours.zero_division_names_operation() ? before_3_14 : "division by zero");
}

Ref add(Vm&, double a, double b) {
  return Value::real(a + b);
}
Ref subtract(Vm&, double a, double b) {
  return Value::real(a - b);
}
Ref multiply(Vm&, double a, double b) {
  return Value::real(a * b);
}
Ref divide(Vm& vm, double a, double b) {
  if (b == 0) return divided_by_zero(vm, "float division by zero");
  return Value::real(a / b);
}
Ref floor_divide(Vm& vm, double a, double b) {
  if (b == 0) return divided_by_zero(vm, "float floor division by zero");
  return Value::real(floor_divide_doubles(a, b));
}
Ref remainder(Vm& vm, double a, double b) {
  if (b == 0) {
    return divided_by_zero(vm, vm.behaviours.float_modulo_says_by_zero() ? "float modulo by zero"
                                                                         : "float modulo");
  }
  return Value::real(remainder_of_doubles(a, b));
}
Ref divide_with_remainder_(Vm& vm, double a, double b) {
  if (b == 0) return divided_by_zero(vm, "float divmod()");
  return make_tuple(
      vm, {Value::real(floor_divide_doubles(a, b)), Value::real(remainder_of_doubles(a, b))});
}

bool holds(Comparison how, int order) {
  switch (how) {
  case Comparison::eq: return order == 0;
  case Comparison::ne: return order != 0;
  case Comparison::lt: return order < 0;
  case Comparison::le: return order <= 0;
  case Comparison::gt: return order > 0;
  case Comparison::ge: return order >= 0;
  }
  return false;
}

Ref compare_float(Vm&, Value left, Value right, Comparison how) {
  auto a = as_double(left), b = as_double(right);
  if ((a && std::isnan(*a) && (b || is_int(right))) ||
      (b && std::isnan(*b) && (a || is_int(left)))) {
    return Value::boolean(how == Comparison::ne);
  }
  if (a && b) return Value::boolean(holds(how, *a < *b ? -1 : *a > *b ? 1 : 0));
  if (a && is_int(right)) return Value::boolean(holds(how, -compare_int_with_double(right, *a)));
  if (b && is_int(left)) return Value::boolean(holds(how, compare_int_with_double(left, *b)));
  return Value::not_implemented();
}

Ref float_of(Vm& vm, Value value) {
  std::string text;
  if (Str* string = as<Str>(value)) {
    for (std::size_t i = 0; i < string->length; ++i) {
      char32_t c = string->at(i);
      if (c < 128)
        text += static_cast<char>(c);
      else if (unicode::is_space(c))
        text += ' ';
      else if (int digit = unicode::decimal_value(c); digit >= 0)
        text += static_cast<char>('0' + digit);
      else
        text += '?';
    }
  } else if (Bytes* bytes = as<Bytes>(value)) {
    text = bytes->view();
  } else {
    const Slots& slots = type_of(vm, value)->slots;
    if (!is_float(value) && !slots.to_float && !slots.index) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("float() argument must be a string or a real number, not '{}'",
                               type_name(vm, value)));
    }
    if (is<Real>(value) && !cast<Real>(value)->exact && slots.to_float) {
      Ref result = slots.to_float(vm, value); // __float__ of a subclass
      if (!result) return {};
      if (auto number = as_double(result)) return Value::real(*number);
    }
    auto number = number_as_double(vm, value);
    return number ? Ref(Value::real(*number)) : Ref();
  }
  if (auto number = parse_float(text)) return Value::real(*number);
  auto shown = repr(vm, value);
  if (!shown) return {};
  return raise(vm, vm.exceptions.ValueError,
               fmt::format("could not convert string to float: {}", to_utf8(shown.get())));
}

Ref new_float(Vm& vm, Type* type, const Arguments& arguments) {
  Value value;
  if (type != vm.types.float_) { // a subclass may take more arguments in its __init__
    if (arguments.positional > 0) value = arguments.values[0];
    if (arguments.positional > 1 && !bind_constructor(vm, "float", arguments, {""}, &value))
      return {};
  } else if (!bind_constructor(vm, "float", arguments, {""}, &value)) {
    return {};
  }
  Ref number = value ? float_of(vm, value) : Ref(Value::real(0));
  if (!number || type == vm.types.float_) return number;
  Real* object = allocate_instance<Real>(vm, type);
  object->number = number.get().real();
  return Ref::steal(object);
}

Ref repr_float(Vm& vm, Value self) {
  return make_str_latin1(vm, float_repr(number_of(self)));
}
std::optional<std::int64_t> hash_float(Vm&, Value self) {
  return hash_of_float(number_of(self));
}
std::optional<bool> truth_float(Vm&, Value self) {
  return number_of(self) != 0;
}
Ref negate_float(Vm&, Value self) {
  return Value::real(-number_of(self));
}
Ref plain_float(Vm&, Value self) {
  return Value::real(number_of(self));
}
Ref absolute_float(Vm&, Value self) {
  return Value::real(std::fabs(number_of(self)));
}
Ref truncate_float(Vm& vm, Value self) {
  return int_from_double(vm, number_of(self));
}

// --- methods

Ref float_conjugate(Vm&, Value self, std::span<const Value>) {
  return Value::real(number_of(self));
}
Ref float_trunc(Vm& vm, Value self, std::span<const Value>) {
  return int_from_double(vm, number_of(self));
}
Ref float_floor(Vm& vm, Value self, std::span<const Value>) {
  return int_from_double(vm, std::floor(number_of(self)));
}
Ref float_ceil(Vm& vm, Value self, std::span<const Value>) {
  return int_from_double(vm, std::ceil(number_of(self)));
}

Ref float_round(Vm& vm, Value self, std::span<const Value> arguments) {
  double number = number_of(self);
  if (arguments.empty() || arguments[0].is_none())
    return int_from_double(vm, std::nearbyint(number));
  auto digits = index_clamped(vm, arguments[0]);
  if (!digits) return {};
  double rounded = round_to_digits(number, *digits);
  if (std::isinf(rounded) && !std::isinf(number)) {
    return raise(vm, vm.exceptions.OverflowError, "rounded value too large to represent");
  }
  return Value::real(rounded);
}

Ref float_is_integer(Vm&, Value self, std::span<const Value>) {
  double number = number_of(self);
  return Value::boolean(std::isfinite(number) && std::floor(number) == number);
}

Ref float_as_integer_ratio(Vm& vm, Value self, std::span<const Value>) {
  double number = number_of(self);
  if (std::isinf(number)) {
    return raise(vm, vm.exceptions.OverflowError, "cannot convert Infinity to integer ratio");
  }
  if (std::isnan(number))
    return raise(vm, vm.exceptions.ValueError, "cannot convert NaN to integer ratio");
  return ratio_of_double(vm, number);
}

Ref float_hex(Vm& vm, Value self, std::span<const Value>) {
  double number = number_of(self);
  if (!std::isfinite(number)) return make_str_latin1(vm, float_repr(number));
  const char* sign = std::signbit(number) ? "-" : "";
  if (number == 0) return make_str_latin1(vm, fmt::format("{}0x0.0p+0", sign));
  int exponent;
  double fraction = std::frexp(std::fabs(number), &exponent);
  int shift = 1 - std::max(-1021 - exponent, 0); // subnormal numbers keep a zero before the point
  fraction = std::ldexp(fraction, shift);
  exponent -= shift;
  int whole = static_cast<int>(fraction);
  fraction -= whole;
  std::string digits;
  for (int i = 0; i < 13; ++i) {
    fraction *= 16;
    int digit = static_cast<int>(fraction);
    digits += "0123456789abcdef"[digit];
    fraction -= digit;
  }
  return make_str_latin1(vm, fmt::format("{}0x{}.{}p{:+d}", sign, whole, digits, exponent));
}

Ref float_fromhex(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* string = as<Str>(arguments[0]);
  if (!string)
    return raise(vm, vm.exceptions.TypeError, "bad argument type for built-in operation");
  std::string text = to_utf8(string);
  auto invalid = [&] {
    return raise(vm, vm.exceptions.ValueError, "invalid hexadecimal floating-point string");
  };
  std::size_t first = text.find_first_not_of(" \t\n\r\f\v"),
              last = text.find_last_not_of(" \t\n\r\f\v");
  if (first == std::string::npos) return invalid();
  text = text.substr(first, last - first + 1);
  double number;
  std::string_view rest = text;
  std::string checked; // sign and digits for strtod, once the form is known to be right
  if (rest[0] == '+' || rest[0] == '-') {
    checked += rest[0];
    rest.remove_prefix(1);
  }
  if (auto special = parse_float(text);
      special && !std::isfinite(*special) && !rest.empty() && !(rest[0] >= '0' && rest[0] <= '9')) {
    number = *special;
  } else {
    checked += "0x";
    if (rest.size() > 1 && rest[0] == '0' && (rest[1] | 32) == 'x') rest.remove_prefix(2);
    std::size_t at = 0, count = 0;
    auto is_hex = [](char c) {
      return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
    };
    for (; at < rest.size() && is_hex(rest[at]); ++at) ++count;
    if (at < rest.size() && rest[at] == '.') {
      for (++at; at < rest.size() && is_hex(rest[at]); ++at) ++count;
    }
    if (count == 0) return invalid();
    if (at < rest.size() && (rest[at] | 32) == 'p') {
      ++at;
      if (at < rest.size() && (rest[at] == '+' || rest[at] == '-')) ++at;
      std::size_t digits = at;
      while (at < rest.size() && rest[at] >= '0' && rest[at] <= '9') ++at;
      if (at == digits) return invalid();
    }
    if (at != rest.size()) return invalid();
    checked += rest;
    number = std::strtod(checked.c_str(), nullptr);
    if (std::isinf(number)) {
      return raise(vm, vm.exceptions.OverflowError,
                   "hexadecimal value too large to represent as a float");
    }
  }
  if (self == Value::object(vm.types.float_)) return Value::real(number);
  return call(vm, self, {Value::real(number)});
}

Ref float_getnewargs(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {Value::real(number_of(self))});
}

Ref float_format(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* specification = as<Str>(arguments[0]);
  if (!specification) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__format__() argument must be str, not {}",
                             arguments[0].is_none() ? "None" : type_name(vm, arguments[0])));
  }
  return format_float(vm, self, specification);
}

Ref float_divmod(Vm& vm, Value self, std::span<const Value> arguments) {
  return of_floats<divide_with_remainder_>(vm, self, arguments[0]);
}
Ref float_rdivmod(Vm& vm, Value self, std::span<const Value> arguments) {
  return of_floats<divide_with_remainder_>(vm, arguments[0], self);
}

Ref power_method(Vm& vm, Value base, Value exponent, std::span<const Value> modulus) {
  if (modulus.empty() || modulus[0].is_none())
    return of_floats<power_of_doubles>(vm, base, exponent);
  return raise(vm, vm.exceptions.TypeError,
               "pow() 3rd argument not allowed unless all arguments are integers");
}
Ref float_pow(Vm& vm, Value self, std::span<const Value> arguments) {
  return power_method(vm, self, arguments[0], arguments.subspan(1));
}
Ref float_rpow(Vm& vm, Value self, std::span<const Value> arguments) {
  return power_method(vm, arguments[0], self, arguments.subspan(1));
}

Ref zero(Vm&, Value) {
  return Value::real(0);
}

const NativeDefinition float_methods[] = {
    {"conjugate", float_conjugate, 0, 0},
    {"__trunc__", float_trunc, 0, 0},
    {"__floor__", float_floor, 0, 0},
    {"__ceil__", float_ceil, 0, 0},
    {"__round__", float_round, 0, 1},
    {"__getnewargs__", float_getnewargs, 0, 0},
    {"__format__", float_format, 1, 1},
    {"__divmod__", float_divmod, 1, 1},
    {"__rdivmod__", float_rdivmod, 1, 1},
    {"__pow__", float_pow, 1, 2},
    {"__rpow__", float_rpow, 1, 2},
    {"is_integer", float_is_integer, 0, 0},
    {"as_integer_ratio", float_as_integer_ratio, 0, 0},
    {"hex", float_hex, 0, 0},
    {"fromhex", float_fromhex, 1, 1, NativeKind::class_method},
};

const AttributeDefinition float_attributes[] = {{"real", plain_float}, {"imag", zero}};

} // namespace

void set_up_float__type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Real);
  Slots& slots = type->slots;
  slots.destroy = destroy_plain;
  slots.new_ = new_float;
  slots.repr = repr_float;
  slots.hash = hash_float;
  slots.compare = compare_float;
  slots.truth = truth_float;
  slots.negative = negate_float;
  slots.positive = plain_float;
  slots.absolute = absolute_float;
  slots.to_int = truncate_float;
  slots.to_float = plain_float;
  auto set = [&](BinaryOperator how, Ref (*function)(Vm&, Value, Value)) {
    slots.binary[static_cast<std::size_t>(how)] = function;
  };
  set(BinaryOperator::add, of_floats<add>);
  set(BinaryOperator::subtract, of_floats<subtract>);
  set(BinaryOperator::multiply, of_floats<multiply>);
  set(BinaryOperator::true_divide, of_floats<divide>);
  set(BinaryOperator::floor_divide, of_floats<floor_divide>);
  set(BinaryOperator::remainder, of_floats<remainder>);
  set(BinaryOperator::power, of_floats<power_of_doubles>);
  add_methods(vm, type, float_methods);
  add_attributes(vm, type, float_attributes);
}

} // namespace specmon::vm
