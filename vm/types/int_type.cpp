// The types int and bool: slots, constructors, methods.
#include "vm/type_setup.h"
#include "vm/types/big_integer.h"
#include "vm/types/bytes.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/float.h"
#include "vm/types/format.h"
#include "vm/types/int_operations.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/unicode.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

void destroy_int(Vm& vm, Object* object) {
  vm.heap.account(-static_cast<std::ptrdiff_t>(static_cast<Int*>(object)->accounted));
  destroy_as<Int>(vm, object);
}

Ref subclass_instance(Vm& vm, Type* type, const Ref& value) {
  if (!value || type == vm.types.int_) return value;
  Int* object = allocate_instance<Int>(vm, type);
  Ref result = Ref::steal(object);
  object->number = big_integer_of(value);
  return result;
}

// Digits and spaces of any script as ASCII; what is neither becomes a character that no literal
// has.
std::string ascii_digits(const Str* string) {
  if (string->ascii) return std::string(string->ascii_view());
  std::string text;
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
  return text;
}

Ref int_of_text(Vm& vm, Value value, int base) {
  if (Str* string = as<Str>(value)) return int_from_text(vm, ascii_digits(string), base, value);
  return int_from_text(vm, as<Bytes>(value)->view(), base, value);
}

Ref int_of(Vm& vm, Value value) {
  if (is_int(value) && (value.is_small() || value.is_bool() || cast<Int>(value)->exact)) {
    return exact_int(vm, value);
  }
  if (value.is_real()) return int_from_double(vm, value.real());
  const Slots& slots = type_of(vm, value)->slots;
  if (slots.to_int) {
    Ref result = slots.to_int(vm, value);
    if (!result) return {};
    if (!is_int(result)) {
      return wrong_conversion(vm, value, "__int__", "int", result);
    }
    return exact_int(vm, result);
  }
  if (slots.index) {
    Ref result = index_of(vm, value);
    return result ? exact_int(vm, result) : Ref();
  }
  if (is<Str>(value) || is<Bytes>(value)) return int_of_text(vm, value, 10);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("int() argument must be a string, a bytes-like object or a real number, "
                           "not '{}'",
                           type_name(vm, value)));
}

Ref new_int(Vm& vm, Type* type, const Arguments& arguments) {
  Value values[2];
  if (!bind_constructor(vm, "int", arguments, {"", "base"}, values)) return {};
  if (!values[0]) {
    if (values[1]) return raise(vm, vm.exceptions.TypeError, "int() missing string argument");
    return subclass_instance(vm, type, Value::small(0));
  }
  if (!values[1]) return subclass_instance(vm, type, int_of(vm, values[0]));
  auto base = index_clamped(vm, values[1]);
  if (!base) return {};
  if (*base != 0 && (*base < 2 || *base > 36)) {
    return raise(vm, vm.exceptions.ValueError, "int() base must be >= 2 and <= 36, or 0");
  }
  if (!is<Str>(values[0]) && !is<Bytes>(values[0])) {
    return raise(vm, vm.exceptions.TypeError, "int() can't convert non-string with explicit base");
  }
  return subclass_instance(vm, type, int_of_text(vm, values[0], static_cast<int>(*base)));
}

Ref repr_int(Vm& vm, Value self) {
  if (self.is_small()) {
    const fmt::format_int text(self.small());
    return make_str_latin1(vm, {text.data(), text.size()});
  }
  auto text = int_to_decimal(vm, self);
  return text ? Ref(make_str_latin1(vm, *text)) : Ref();
}

std::optional<std::int64_t> hash_int(Vm&, Value self) {
  return hash_of_int(self);
}
std::optional<bool> truth_int(Vm&, Value self) {
  return sign_of_int(self) != 0;
}

Ref compare_int(Vm&, Value left, Value right, Comparison how) {
  if (!is_int(left) || !is_int(right)) return Value::not_implemented();
  int order = compare_ints(left, right);
  switch (how) {
  case Comparison::eq: return Value::boolean(order == 0);
  case Comparison::ne: return Value::boolean(order != 0);
  case Comparison::lt: return Value::boolean(order < 0);
  case Comparison::le: return Value::boolean(order <= 0);
  case Comparison::gt: return Value::boolean(order > 0);
  case Comparison::ge: return Value::boolean(order >= 0);
  }
  return {};
}

// An operator's slot: only for two ints.
template <Ref (*operation)(Vm&, Value, Value)> Ref of_ints(Vm& vm, Value left, Value right) {
  if (!is_int(left) || !is_int(right)) return Value::not_implemented();
  return operation(vm, left, right);
}

Ref float_of_int(Vm& vm, Value self) {
  auto number = number_as_double(vm, self);
  return number ? Ref(Value::real(*number)) : Ref();
}

// --- methods

Ref int_itself(Vm& vm, Value self, std::span<const Value>) {
  return exact_int(vm, self);
}

Ref int_bit_length(Vm&, Value self, std::span<const Value>) {
  return Value::small(bit_length_of_int(self));
}
Ref int_bit_count(Vm&, Value self, std::span<const Value>) {
  return Value::small(bit_count_of_int(self));
}
Ref int_is_integer(Vm&, Value, std::span<const Value>) {
  return Value::true_();
}

Ref int_as_integer_ratio(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {exact_int(vm, self), Value::small(1)});
}

Ref int_getnewargs(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {exact_int(vm, self)});
}

Ref int_round(Vm& vm, Value self, std::span<const Value> arguments) {
  if (arguments.empty() || arguments[0].is_none()) return exact_int(vm, self);
  auto digits = index_clamped(vm, arguments[0]);
  return digits ? round_int(vm, self, *digits) : Ref();
}

Ref int_format(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* specification = as<Str>(arguments[0]);
  if (!specification) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__format__() argument must be str, not {}",
                             arguments[0].is_none() ? "None" : type_name(vm, arguments[0])));
  }
  return format_int(vm, self, specification);
}

Ref int_divmod(Vm& vm, Value self, std::span<const Value> arguments) {
  return of_ints<divide_with_remainder>(vm, self, arguments[0]);
}
Ref int_rdivmod(Vm& vm, Value self, std::span<const Value> arguments) {
  return of_ints<divide_with_remainder>(vm, arguments[0], self);
}

// pow() with three arguments comes here.
Ref power_method(Vm& vm, Value base, Value exponent, std::span<const Value> modulus) {
  if (modulus.empty() || modulus[0].is_none()) return of_ints<power_of_ints>(vm, base, exponent);
  if (!is_int(base) || !is_int(exponent) || !is_int(modulus[0])) return Value::not_implemented();
  return power_modulo(vm, base, exponent, modulus[0]);
}
Ref int_pow(Vm& vm, Value self, std::span<const Value> arguments) {
  return power_method(vm, self, arguments[0], arguments.subspan(1));
}
Ref int_rpow(Vm& vm, Value self, std::span<const Value> arguments) {
  return power_method(vm, arguments[0], self, arguments.subspan(1));
}

bool read_byte_order(Vm& vm, std::string_view method, Value value, bool& little) {
  Str* order = as<Str>(value);
  if (!order) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}() argument 'byteorder' must be str, not {}", method,
                             value.is_none() ? "None" : type_name(vm, value)));
  }
  little = equal(order, "little");
  if (!little && !equal(order, "big")) {
    return raise(vm, vm.exceptions.ValueError, "byteorder must be either 'little' or 'big'");
  }
  return true;
}

Ref int_to_bytes_method(Vm& vm, Value self, std::span<const Value> arguments) {
  auto length = index_to_int64(vm, arguments[0]);
  if (!length) return {};
  bool little;
  if (!read_byte_order(vm, "to_bytes", arguments[1], little)) return {};
  auto with_sign = truth(vm, arguments[2]);
  if (!with_sign) return {};
  if (*length < 0)
    return raise(vm, vm.exceptions.ValueError, "length argument must be non-negative");
  if (!*with_sign && sign_of_int(self) < 0) {
    return raise(vm, vm.exceptions.OverflowError, "can't convert negative int to unsigned");
  }
  if (*length > std::int64_t{1} << 32) return raise(vm, vm.exceptions.MemoryError);
  std::string bytes;
  if (!int_to_bytes(self, static_cast<std::size_t>(*length), little, *with_sign, bytes)) {
    return raise(vm, vm.exceptions.OverflowError, "int too big to convert");
  }
  return make_bytes(vm, bytes);
}

Ref int_from_bytes_method(Vm& vm, Value self, std::span<const Value> arguments) {
  bool little;
  if (!read_byte_order(vm, "from_bytes", arguments[1], little)) return {};
  auto with_sign = truth(vm, arguments[2]);
  if (!with_sign) return {};
  Ref source = arguments[0];
  if (is<Str>(source) || !(is<Bytes>(source) || type_of(vm, source)->slots.iterate)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cannot convert '{}' object to bytes", type_name(vm, source)));
  }
  if (!is<Bytes>(source)) {
    source = call(vm, Value::object(vm.types.bytes), {source});
    if (!source) return {};
  }
  Ref number = int_from_bytes(vm, as<Bytes>(source)->view(), little, *with_sign);
  if (self == Value::object(vm.types.int_)) return number;
  return call(vm, self, {number});
}

Ref int_value(Vm& vm, Value self) {
  return exact_int(vm, self);
}
Ref zero(Vm&, Value) {
  return Value::small(0);
}
Ref one(Vm&, Value) {
  return Value::small(1);
}

const NativeDefinition int_methods[] = {
    {"conjugate", int_itself, 0, 0},
    {"__trunc__", int_itself, 0, 0},
    {"__floor__", int_itself, 0, 0},
    {"__ceil__", int_itself, 0, 0},
    {"__round__", int_round, 0, 1},
    {"__getnewargs__", int_getnewargs, 0, 0},
    {"__format__", int_format, 1, 1},
    {"__divmod__", int_divmod, 1, 1},
    {"__rdivmod__", int_rdivmod, 1, 1},
    {"__pow__", int_pow, 1, 2},
    {"__rpow__", int_rpow, 1, 2},
    {"bit_length", int_bit_length, 0, 0},
    {"bit_count", int_bit_count, 0, 0},
    {"is_integer", int_is_integer, 0, 0},
    {"as_integer_ratio", int_as_integer_ratio, 0, 0},
    {"to_bytes", int_to_bytes_method, "(length=1, byteorder='big', *, signed=False)"},
    {"from_bytes", int_from_bytes_method, "(bytes, byteorder='big', *, signed=False)",
     NativeKind::class_method},
};

const AttributeDefinition int_attributes[] = {
    {"real", int_value},
    {"imag", zero},
    {"numerator", int_value},
    {"denominator", one},
};

// --- bool

Ref new_bool(Vm& vm, Type*, const Arguments& arguments) {
  Value value;
  if (!bind_constructor(vm, "bool", arguments, {""}, &value)) return {};
  if (!value) return Value::false_();
  auto answer = truth(vm, value);
  return answer ? Ref(Value::boolean(*answer)) : Ref();
}

Ref repr_bool(Vm& vm, Value self) {
  return make_str_latin1(vm, self.is_true() ? "True" : "False");
}

Ref and_bools(Vm& vm, Value left, Value right) {
  if (left.is_bool() && right.is_bool()) return Value::boolean(left.is_true() && right.is_true());
  return of_ints<and_ints>(vm, left, right);
}
Ref or_bools(Vm& vm, Value left, Value right) {
  if (left.is_bool() && right.is_bool()) return Value::boolean(left.is_true() || right.is_true());
  return of_ints<or_ints>(vm, left, right);
}
Ref xor_bools(Vm& vm, Value left, Value right) {
  if (left.is_bool() && right.is_bool()) return Value::boolean(left.is_true() != right.is_true());
  return of_ints<xor_ints>(vm, left, right);
}

} // namespace

void set_up_int__type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Int);
  Slots& slots = type->slots;
  slots.destroy = destroy_int;
  slots.new_ = new_int;
  slots.repr = repr_int;
  slots.hash = hash_int;
  slots.compare = compare_int;
  slots.truth = truth_int;
  slots.negative = negate_int;
  slots.positive = exact_int;
  slots.invert = invert_int;
  slots.absolute = absolute_int;
  slots.index = exact_int;
  slots.to_int = exact_int;
  slots.to_float = float_of_int;
  auto set = [&](BinaryOperator how, Ref (*function)(Vm&, Value, Value)) {
    slots.binary[static_cast<std::size_t>(how)] = function;
  };
  set(BinaryOperator::add, of_ints<add_ints>);
  set(BinaryOperator::subtract, of_ints<subtract_ints>);
  set(BinaryOperator::multiply, of_ints<multiply_ints>);
  set(BinaryOperator::floor_divide, of_ints<floor_divide_ints>);
  set(BinaryOperator::remainder, of_ints<remainder_of_ints>);
  set(BinaryOperator::true_divide, of_ints<divide_ints>);
  set(BinaryOperator::power, of_ints<power_of_ints>);
  set(BinaryOperator::left_shift, of_ints<left_shift_ints>);
  set(BinaryOperator::right_shift, of_ints<right_shift_ints>);
  set(BinaryOperator::bit_and, of_ints<and_ints>);
  set(BinaryOperator::bit_or, of_ints<or_ints>);
  set(BinaryOperator::bit_xor, of_ints<xor_ints>);
  add_methods(vm, type, int_methods);
  add_attributes(vm, type, int_attributes);
}

void set_up_bool__type(Vm&, Type* type) {
  Slots& slots = type->slots;
  type->instance_size = sizeof(Int);
  type->can_subclass = false;
  slots.destroy = destroy_int; // never called: True and False are no objects
  slots.new_ = new_bool;
  slots.repr = repr_bool;
  auto set = [&](BinaryOperator how, Ref (*function)(Vm&, Value, Value)) {
    slots.binary[static_cast<std::size_t>(how)] = function;
  };
  set(BinaryOperator::bit_and, and_bools);
  set(BinaryOperator::bit_or, or_bools);
  set(BinaryOperator::bit_xor, xor_bools);
}

} // namespace specmon::vm
