// The type complex.
#include "vm/types/complex.h"

#include "vm/type_setup.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/float.h"
#include "vm/types/format.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <cmath>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

using Number = std::complex<double>;

Number number_of(Value self) {
  auto* object = cast<Complex>(self);
  return {object->real, object->imaginary};
}

Ref made(Vm& vm, Number number) {
  return make_complex(vm, number.real(), number.imag());
}

// An operand of complex arithmetic; a real one stays real where the version knows mixed arithmetic.
struct Operand {
  Number number;
  bool real = false;
};

enum class Reading { ready, not_mine, failed };

Reading read_operand(Vm& vm, Value value, Operand& operand) {
  if (is<Complex>(value)) {
    operand.number = number_of(value);
    return Reading::ready;
  }
  if (!is_float(value) && !is_int(value)) return Reading::not_mine;
  auto number = number_as_double(vm, value);
  if (!number) return Reading::failed;
  operand = {{*number, 0}, vm.behaviours.mixed_complex_arithmetic()};
  return Reading::ready;
}

template <Ref (*operation)(Vm&, const Operand&, const Operand&)>
Ref of_complexes(Vm& vm, Value left, Value right) {
  Operand operands[2];
  Value values[2] = {left, right};
  for (int i = 0; i < 2; ++i) {
    switch (read_operand(vm, values[i], operands[i])) {
    case Reading::not_mine: return Value::not_implemented();
    case Reading::failed: return {};
    case Reading::ready: break;
    }
  }
  return operation(vm, operands[0], operands[1]);
}

Ref add(Vm& vm, const Operand& a, const Operand& b) {
  double real = a.number.real() + b.number.real();
  if (a.real) return make_complex(vm, real, b.number.imag());
  if (b.real) return make_complex(vm, real, a.number.imag());
  return make_complex(vm, real, a.number.imag() + b.number.imag());
}

Ref subtract(Vm& vm, const Operand& a, const Operand& b) {
  double real = a.number.real() - b.number.real();
  if (a.real) return make_complex(vm, real, -b.number.imag());
  if (b.real) return make_complex(vm, real, a.number.imag());
  return make_complex(vm, real, a.number.imag() - b.number.imag());
}

Number product(Number a, Number b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

Ref multiply(Vm& vm, const Operand& a, const Operand& b) {
  if (a.real)
    return make_complex(vm, a.number.real() * b.number.real(), a.number.real() * b.number.imag());
  if (b.real)
    return make_complex(vm, a.number.real() * b.number.real(), a.number.imag() * b.number.real());
  return made(vm, product(a.number, b.number));
}

// Divides by the larger part of the divisor first, so that nothing overflows on the way.
Number quotient(Number a, Number b) {
  if (std::fabs(b.real()) >= std::fabs(b.imag())) {
    double ratio = b.imag() / b.real(), denominator = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / denominator,
            (a.imag() - a.real() * ratio) / denominator};
  }
  double ratio = b.real() / b.imag(), denominator = b.real() * ratio + b.imag();
  return {(a.real() * ratio + a.imag()) / denominator, (a.imag() * ratio - a.real()) / denominator};
}

Ref divide(Vm& vm, const Operand& a, const Operand& b) {
  if (b.number == Number()) {
    return raise(vm, vm.exceptions.ZeroDivisionError,
                 vm.behaviours.zero_division_names_operation() ? "complex division by zero"
                                                               : "division by zero");
  }
  if (b.real)
    return make_complex(vm, a.number.real() / b.number.real(), a.number.imag() / b.number.real());
  return made(vm, quotient(a.number, b.number));
}

Ref power(Vm& vm, const Operand& a, const Operand& b) {
  return power_of_complexes(vm, a.number, b.number);
}

Ref compare_complex(Vm&, Value left, Value right, Comparison how) {
  if (how != Comparison::eq && how != Comparison::ne) return Value::not_implemented();
  if (!is<Complex>(left)) std::swap(left, right);
  if (!is<Complex>(left)) return Value::not_implemented();
  Number number = number_of(left);
  bool same;
  if (is<Complex>(right)) {
    same = number == number_of(right);
  } else if (auto real = as_double(right)) {
    same = number.imag() == 0 && number.real() == *real;
  } else if (is_int(right)) {
    same = number.imag() == 0 && !std::isnan(number.real()) &&
           compare_int_with_double(right, number.real()) == 0;
  } else {
    return Value::not_implemented();
  }
  return Value::boolean(same == (how == Comparison::eq));
}

// "1+2j", "2j", "(1+2j)", with spaces around.
std::optional<Number> parse_complex(std::string text) {
  auto strip = [](std::string& part) {
    std::size_t first = part.find_first_not_of(" \t\n\r\f\v"),
                last = part.find_last_not_of(" \t\n\r\f\v");
    part = first == std::string::npos ? "" : part.substr(first, last - first + 1);
  };
  strip(text);
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    strip(text);
  }
  if (text.empty() || text.find_first_of(" \t\n\r\f\v") != std::string::npos) return std::nullopt;
  if ((text.back() | 32) != 'j') {
    auto real = parse_float(text);
    return real ? std::optional<Number>(Number(*real, 0)) : std::nullopt;
  }
  text.pop_back();
  // The sign that begins the imaginary part: the last one that is not an exponent's.
  std::size_t split = text.size();
  while (split > 0) {
    --split;
    if ((text[split] == '+' || text[split] == '-') && (split == 0 || (text[split - 1] | 32) != 'e'))
      break;
  }
  auto imaginary_of = [](const std::string& part) -> std::optional<double> {
    if (part.empty() || part == "+") return 1;
    if (part == "-") return -1;
    return parse_float(part);
  };
  auto imaginary = imaginary_of(text.substr(split));
  if (!imaginary) return std::nullopt;
  if (split == 0) return Number(0, *imaginary);
  auto real = parse_float(text.substr(0, split));
  if (!real) return std::nullopt;
  return Number(*real, *imaginary);
}

Ref subclass_instance(Vm& vm, Type* type, Number number) {
  Complex* object = allocate_instance<Complex>(vm, type);
  object->real = number.real();
  object->imaginary = number.imag();
  return Ref::steal(object);
}

// The value of a constructor's argument through __complex__, __float__ or __index__; its text form
// is `what`.
bool read_part(Vm& vm, Value value, const char* message, bool quoted, Number& number) {
  if (is<Complex>(value)) {
    number = number_of(value);
    return true;
  }
  if (Ref method = lookup_special(vm, value, vm.names.complex_)) {
    Ref result = call(vm, method, {});
    if (!result) return false;
    if (!is<Complex>(result)) {
      return raise(
          vm, vm.exceptions.TypeError,
          fmt::format("__complex__ returned non-complex (type {})", type_name(vm, result)));
    }
    number = number_of(result);
    return true;
  }
  if (error_pending(vm)) return false;
  const Slots& slots = type_of(vm, value)->slots;
  if (!is_float(value) && !is_int(value) && !slots.to_float && !slots.index) {
    std::string name = type_name(vm, value);
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("complex() {}{}", message, quoted ? "'" + name + "'" : name));
  }
  auto real = number_as_double(vm, value);
  if (!real) return false;
  number = *real;
  return true;
}

Ref new_complex(Vm& vm, Type* type, const Arguments& arguments) {
  Value values[2];
  if (!bind_constructor(vm, "complex", arguments, {"real", "imag"}, values)) return {};
  bool named = vm.behaviours.complex_errors_name_parameter();
  if (Str* text = as<Str>(values[0])) {
    if (values[1]) {
      return raise(vm, vm.exceptions.TypeError,
                   named ? "complex() argument 'real' must be a real number, not str"
                         : "complex() can't take second arg if first is a string");
    }
    auto number = parse_complex(to_utf8(text));
    if (!number) return raise(vm, vm.exceptions.ValueError, "complex() arg is a malformed string");
    return subclass_instance(vm, type, *number);
  }
  if (!named && is<Str>(values[1])) {
    return raise(vm, vm.exceptions.TypeError, "complex() second arg can't be a string");
  }
  Number real, imaginary;
  const char* first = !named      ? "first argument must be a string or a number, not "
                      : values[1] ? "argument 'real' must be a real number, not "
                                  : "argument must be a string or a number, not ";
  const char* second = named ? "argument 'imag' must be a real number, not "
                             : "second argument must be a number, not ";
  if (values[0] && !read_part(vm, values[0], first, !named, real)) return {};
  if (!values[1]) return subclass_instance(vm, type, real);
  if (!read_part(vm, values[1], second, !named, imaginary)) return {};
  Number result(real.real(), imaginary.real()); // a zero is not added to: that could lose its sign
  if (is<Complex>(values[1])) result.real(result.real() - imaginary.imag());
  if (values[0] && is<Complex>(values[0])) result.imag(result.imag() + real.imag());
  return subclass_instance(vm, type, result);
}

Ref repr_complex(Vm& vm, Value self) {
  Number number = number_of(self);
  return make_str_latin1(vm, complex_repr(number.real(), number.imag()));
}
std::optional<std::int64_t> hash_complex(Vm&, Value self) {
  Number number = number_of(self);
  return hash_of_complex(number.real(), number.imag());
}
std::optional<bool> truth_complex(Vm&, Value self) {
  return number_of(self) != Number();
}
Ref negate_complex(Vm& vm, Value self) {
  return made(vm, -number_of(self));
}
Ref plain_complex(Vm& vm, Value self) {
  return as_exact<Complex>(self) ? Ref(self) : made(vm, number_of(self));
}
Ref absolute_complex(Vm& vm, Value self) {
  Number number = number_of(self);
  double size = std::hypot(number.real(), number.imag());
  if (std::isinf(size) && std::isfinite(number.real()) && std::isfinite(number.imag())) {
    return raise(vm, vm.exceptions.OverflowError, "absolute value too large");
  }
  return Value::real(size);
}

Ref complex_conjugate(Vm& vm, Value self, std::span<const Value>) {
  return made(vm, std::conj(number_of(self)));
}
Ref complex_dunder(Vm& vm, Value self, std::span<const Value>) {
  return plain_complex(vm, self);
}
Ref complex_getnewargs(Vm& vm, Value self, std::span<const Value>) {
  Number number = number_of(self);
  return make_tuple(vm, {Value::real(number.real()), Value::real(number.imag())});
}
Ref complex_format(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* specification = as<Str>(arguments[0]);
  if (!specification) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__format__() argument must be str, not {}",
                             arguments[0].is_none() ? "None" : type_name(vm, arguments[0])));
  }
  return format_complex(vm, self, specification);
}

Ref real_part(Vm&, Value self) {
  return Value::real(cast<Complex>(self)->real);
}
Ref imaginary_part(Vm&, Value self) {
  return Value::real(cast<Complex>(self)->imaginary);
}

const NativeDefinition complex_methods[] = {
    {"conjugate", complex_conjugate, 0, 0},
    {"__complex__", complex_dunder, 0, 0},
    {"__getnewargs__", complex_getnewargs, 0, 0},
    {"__format__", complex_format, 1, 1},
};
const AttributeDefinition complex_attributes[] = {{"real", real_part}, {"imag", imaginary_part}};

} // namespace

Ref make_complex(Vm& vm, double real, double imaginary) {
  Complex* object = vm.heap.make<Complex>(vm.types.complex);
  object->real = real;
  object->imaginary = imaginary;
  return Ref::steal(object);
}

std::string complex_repr(double real, double imaginary) {
  std::string second = format_double(imaginary, 'r', 0, false, false);
  if (real == 0 && !std::signbit(real)) return second + "j";
  if (second[0] != '-') second.insert(0, 1, '+');
  return "(" + format_double(real, 'r', 0, false, false) + second + "j)";
}

std::int64_t hash_of_complex(double real, double imaginary) {
  auto hash =
      static_cast<std::int64_t>(static_cast<std::uint64_t>(hash_of_float(real)) +
                                1000003 * static_cast<std::uint64_t>(hash_of_float(imaginary)));
  return hash == -1 ? -2 : hash;
}

Ref power_of_complexes(Vm& vm, Number base, Number exponent) {
  if (exponent == Number()) return make_complex(vm, 1, 0);
  if (base == Number()) {
    if (exponent.imag() != 0 || exponent.real() < 0) {
      return raise(vm, vm.exceptions.ZeroDivisionError,
                   vm.behaviours.zero_division_names_operation()
                       ? "0.0 to a negative or complex power"
                       : "zero to a negative or complex power");
    }
    return make_complex(vm, 0, 0);
  }
  Number result;
  if (exponent.imag() == 0 && exponent.real() == std::floor(exponent.real()) &&
      std::fabs(exponent.real()) <= 100) {
    // Small whole exponents by repeated squaring, as exact as can be.
    auto times = static_cast<int>(std::fabs(exponent.real()));
    Number square = base;
    result = 1;
    for (int bit = 1; bit <= times; bit <<= 1) {
      if (times & bit) result = product(result, square);
      square = product(square, square);
    }
    if (exponent.real() < 0) result = quotient(1, result);
  } else {
    double size = std::hypot(base.real(), base.imag()),
           angle = std::atan2(base.imag(), base.real());
    double length = std::pow(size, exponent.real()), phase = angle * exponent.real();
    if (exponent.imag() != 0) {
      length *= std::exp(-angle * exponent.imag());
      phase += exponent.imag() * std::log(size);
    }
    result = {length * std::cos(phase), length * std::sin(phase)};
  }
  if (std::isinf(result.real()) || std::isinf(result.imag())) {
    return raise(vm, vm.exceptions.OverflowError, "complex exponentiation");
  }
  return made(vm, result);
}

void set_up_complex_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Complex);
  Slots& slots = type->slots;
  slots.destroy = destroy_plain;
  slots.new_ = new_complex;
  slots.repr = repr_complex;
  slots.hash = hash_complex;
  slots.compare = compare_complex;
  slots.truth = truth_complex;
  slots.negative = negate_complex;
  slots.positive = plain_complex;
  slots.absolute = absolute_complex;
  auto set = [&](BinaryOperator how, Ref (*function)(Vm&, Value, Value)) {
    slots.binary[static_cast<std::size_t>(how)] = function;
  };
  set(BinaryOperator::add, of_complexes<add>);
  set(BinaryOperator::subtract, of_complexes<subtract>);
  set(BinaryOperator::multiply, of_complexes<multiply>);
  set(BinaryOperator::true_divide, of_complexes<divide>);
  set(BinaryOperator::power, of_complexes<power>);
  add_methods(vm, type, complex_methods);
  add_attributes(vm, type, complex_attributes);
}

} // namespace specmon::vm
