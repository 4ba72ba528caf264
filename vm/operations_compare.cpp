// Truth, text, hashes and comparisons.
#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {

std::optional<bool> truth(Vm& vm, Value value) {
  if (value.is_bool()) return value.is_true();
  if (value.is_none()) return false;
  if (value.is_small()) return value.small() != 0;
  if (value.is_real()) return value.real() != 0.0;
  if (value.is_not_implemented() && vm.behaviours.not_implemented_has_no_truth()) {
    return raise(vm, vm.exceptions.TypeError,
                 "NotImplemented should not be used in a boolean context");
  }
  const Slots& slots = type_of(vm, value)->slots;
  if (slots.truth) return slots.truth(vm, value);
  if (slots.length) {
    std::optional<std::int64_t> size = slots.length(vm, value);
    if (!size) return std::nullopt;
    return *size != 0;
  }
  return true;
}

namespace {

Owned<Str> text_of(Vm& vm, Ref result, std::string_view method) {
  if (!result) return {};
  if (!is<Str>(result)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{} returned non-string (type {})", method, type_name(vm, result)));
  }
  return Owned<Str>::steal(static_cast<Str*>(result.release_ownership().object()));
}

} // namespace

Owned<Str> repr(Vm& vm, Value value) {
  NativeRecursion depth(vm);
  if (!depth.check(" while getting the repr of an object")) return {};
  return text_of(vm, type_of(vm, value)->slots.repr(vm, value), "__repr__");
}

Owned<Str> str(Vm& vm, Value value) {
  if (auto* text = as_exact<Str>(value)) return Owned<Str>(text);
  NativeRecursion depth(vm);
  if (!depth.check(" while getting the str of an object")) return {};
  return text_of(vm, type_of(vm, value)->slots.str(vm, value), "__str__");
}

Owned<Str> ascii(Vm& vm, Value value) {
  Owned<Str> text = repr(vm, value);
  if (!text || text->ascii) return text;
  std::string escaped;
  for (std::size_t i = 0; i < text->length; ++i) {
    auto c = static_cast<std::uint32_t>(text->at(i));
    if (c < 0x80) {
      escaped += static_cast<char>(c);
    } else if (c < 0x100) {
      escaped += fmt::format("\\x{:02x}", c);
    } else if (c < 0x10000) {
      escaped += fmt::format("\\u{:04x}", c);
    } else {
      escaped += fmt::format("\\U{:08x}", c);
    }
  }
  return make_str(vm, escaped);
}

Owned<Str> format(Vm& vm, Value value, Str* specification) {
  if (!specification || specification->length == 0) {
    if (auto* text = as_exact<Str>(value)) return Owned<Str>(text);
    if (value.is_small()) return str(vm, value);
  }
  Ref held(lookup_in_type(type_of(vm, value), vm.names.format_));
  Value given = specification ? Value::object(specification) : vm.empty_str.get();
  Ref result = call_bound(vm, held, value, {given});
  if (!result) return {};
  if (!is<Str>(result)) {
    std::string owner =
        vm.behaviours.result_errors_name_the_method() ? type_name(vm, value) + "." : "";
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}__format__{} must return a str, not {}", owner,
                             owner.empty() ? "" : "()", type_name(vm, result)));
  }
  return Owned<Str>::steal(static_cast<Str*>(result.release_ownership().object()));
}

std::optional<std::int64_t> hash(Vm& vm, Value value) {
  if (auto* text = as_exact<Str>(value)) return hash_of(text);
  auto* slot = type_of(vm, value)->slots.hash;
  if (slot) return slot(vm, value);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("unhashable type: '{}'", type_name(vm, value)));
}

namespace {

Comparison reflected(Comparison how) {
  switch (how) {
  case Comparison::lt: return Comparison::gt;
  case Comparison::le: return Comparison::ge;
  case Comparison::gt: return Comparison::lt;
  case Comparison::ge: return Comparison::le;
  default: return how;
  }
}

std::string_view symbol(Comparison how) {
  constexpr std::string_view symbols[] = {"<", "<=", "==", "!=", ">", ">="};
  return symbols[static_cast<std::size_t>(how)];
}

} // namespace

Ref compare(Vm& vm, Value left, Value right, Comparison how) {
  NativeRecursion depth(vm);
  if (!depth.check(" in comparison")) return {};
  Type* left_type = type_of(vm, left);
  Type* right_type = type_of(vm, right);
  auto* of_left = left_type->slots.compare;
  auto* of_right = right_type->slots.compare;
  bool right_done = false;
  if (left_type != right_type && of_right && is_subtype(right_type, left_type)) {
    right_done = true;
    Ref result = of_right(vm, right, left, reflected(how));
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (of_left) {
    Ref result = of_left(vm, left, right, how);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (!right_done && of_right) {
    Ref result = of_right(vm, right, left, reflected(how));
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (how == Comparison::eq) return Ref(Value::boolean(left == right));
  if (how == Comparison::ne) return Ref(Value::boolean(left != right));
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("'{}' not supported between instances of '{}' and '{}'", symbol(how),
                           left_type->name, right_type->name));
}

std::optional<bool> compare_truth(Vm& vm, Value left, Value right, Comparison how) {
  if (Value::both_small(left, right)) {
    std::int64_t a = left.small(), b = right.small();
    switch (how) {
    case Comparison::lt: return a < b;
    case Comparison::le: return a <= b;
    case Comparison::eq: return a == b;
    case Comparison::ne: return a != b;
    case Comparison::gt: return a > b;
    case Comparison::ge: return a >= b;
    }
  }
  Ref result = compare(vm, left, right, how);
  if (!result) return std::nullopt;
  return truth(vm, result);
}

std::optional<bool> equal(Vm& vm, Value left, Value right) {
  if (left == right) return true;
  if (Value::both_small(left, right)) return false;
  auto* a = as_exact<Str>(left);
  auto* b = as_exact<Str>(right);
  if (a && b) return equal(a, b);
  return compare_truth(vm, left, right, Comparison::eq);
}

} // namespace specmon::vm
