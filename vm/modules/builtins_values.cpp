// Built-in functions that compute with values: abs, all, any, len, max, sorted, sum...

#include "vm/modules/builtins.h"

#include "vm/types/bytes.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Ref builtin_abs(Vm& vm, Value, Values a) {
  return absolute(vm, a[0]);
}

// all() and any(): the first item whose truth is `wanted` decides.
Ref search(Vm& vm, Value iterable, bool wanted) {
  Ref iterator = iterate(vm, iterable);
  if (!iterator) return {};
  while (Ref item = next(vm, iterator)) {
    auto is_true = truth(vm, item);
    if (!is_true) return {};
    if (*is_true == wanted) return Value::boolean(wanted);
  }
  if (error_pending(vm)) return {};
  return Value::boolean(!wanted);
}
Ref builtin_all(Vm& vm, Value, Values a) {
  return search(vm, a[0], false);
}
Ref builtin_any(Vm& vm, Value, Values a) {
  return search(vm, a[0], true);
}

Ref builtin_ascii(Vm& vm, Value, Values a) {
  return ascii(vm, a[0]);
}
Ref builtin_repr(Vm& vm, Value, Values a) {
  return repr(vm, a[0]);
}

template <int base> Ref in_base(Vm& vm, Value, Values a) {
  Ref integer = index_of(vm, a[0]);
  if (!integer) return {};
  std::string digits = int_to_text(integer, base);
  bool negative = digits[0] == '-';
  std::string_view prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
  return make_str(vm,
                  (negative ? "-" : "") + std::string(prefix) + digits.substr(negative ? 1 : 0));
}

Ref builtin_chr(Vm& vm, Value, Values a) {
  Ref integer = index_of(vm, a[0]);
  if (!integer) return {};
  auto code_point = as_int64(integer);
  if (!code_point) {
    return raise(vm, vm.exceptions.OverflowError,
                 sign_of_int(integer) < 0 ? "Python int too small to convert to C int"
                                          : "Python int too large to convert to C int");
  }
  if (*code_point < 0 || *code_point > 0x10FFFF) {
    return raise(vm, vm.exceptions.ValueError, "chr() arg not in range(0x110000)");
  }
  return make_char(vm, static_cast<char32_t>(*code_point));
}

Ref builtin_ord(Vm& vm, Value, Values a) {
  std::size_t size = 0;
  if (auto* text = as<Str>(a[0])) {
    if (text->length == 1) return Value::small(text->at(0));
    size = text->length;
  } else if (auto* bytes = as<Bytes>(a[0])) {
    if (bytes->size == 1) return Value::small(static_cast<unsigned char>(bytes->view()[0]));
    size = bytes->size;
  } else {
    return raise(vm, vm.exceptions.TypeError,
                 "ord() expected string of length 1, but " + type_name(vm, a[0]) + " found");
  }
  return raise(vm, vm.exceptions.TypeError,
               "ord() expected a character, but string of length " + std::to_string(size) +
                   " found");
}

Ref builtin_divmod(Vm& vm, Value, Values a) {
  Owned<Str> name = intern(vm, "__divmod__");
  // Through __divmod__ where a class defines it, else by its two halves.
  for (int reflected = 0; reflected < 2; ++reflected) {
    if (reflected) name = intern(vm, "__rdivmod__");
    Value self = a[reflected], other = a[1 - reflected];
    Ref method = lookup_special(vm, self, name.get());
    if (error_pending(vm)) return {};
    if (!method) continue;
    Ref answer = call(vm, method, {other});
    if (!answer || !answer.get().is_not_implemented()) return answer;
  }
  bool numbers = (is_int(a[0]) || a[0].is_real()) && (is_int(a[1]) || a[1].is_real());
  if (!numbers) {
    return raise(vm, vm.exceptions.TypeError,
                 "unsupported operand type(s) for divmod(): '" + type_name(vm, a[0]) + "' and '" +
                     type_name(vm, a[1]) + "'");
  }
  Ref quotient = binary(vm, a[0], a[1], BinaryOperator::floor_divide);
  if (!quotient) return {};
  Ref remainder = binary(vm, a[0], a[1], BinaryOperator::remainder);
  if (!remainder) return {};
  return make_tuple(vm, {quotient, remainder});
}

Ref builtin_format(Vm& vm, Value, Values a) {
  Ref specification = a.size() > 1 ? a[1] : vm.empty_str.get();
  if (!is<Str>(specification)) {
    return raise(vm, vm.exceptions.TypeError,
                 "format() argument 2 must be str, not " +
                     (specification.get().is_none() ? "None" : type_name(vm, specification)));
  }
  return format(vm, a[0], cast<Str>(specification));
}

Ref builtin_hash(Vm& vm, Value, Values a) {
  auto hashed = hash(vm, a[0]);
  if (!hashed) return {};
  return make_int(vm, *hashed);
}

Ref builtin_len(Vm& vm, Value, Values a) {
  auto size = length(vm, a[0]);
  if (!size) return {};
  return make_int(vm, *size);
}

// max() and min(): (*items, key=None, default). `how` says that an item replaces the best so far.
Ref extreme(Vm& vm, std::string_view name, Comparison how, Values a) {
  auto* given = cast<Tuple>(a[0]);
  Value key = a[1], fallback = a[2];
  std::string function(name);
  if (given->size == 0) {
    return raise(vm, vm.exceptions.TypeError, function + " expected at least 1 argument, got 0");
  }
  if (given->size > 1 && fallback) {
    return raise(vm, vm.exceptions.TypeError,
                 "Cannot specify a default for " + function +
                     "() with multiple positional arguments");
  }
  Ref iterator = iterate(vm, given->size > 1 ? Value::object(given) : given->items[0]);
  if (!iterator) return {};
  Ref best, best_key;
  while (Ref item = next(vm, iterator)) {
    Ref item_key = item;
    if (!key.is_none()) {
      item_key = call(vm, key, {item});
      if (!item_key) return {};
    }
    if (best) {
      auto better = compare_truth(vm, item_key, best_key, how);
      if (!better) return {};
      if (!*better) continue;
    }
    best = std::move(item);
    best_key = std::move(item_key);
  }
  if (error_pending(vm)) return {};
  if (best) return best;
  if (fallback) return fallback;
  return raise(vm, vm.exceptions.ValueError, function + "() iterable argument is empty");
}
Ref builtin_max(Vm& vm, Value, Values a) {
  return extreme(vm, "max", Comparison::gt, a);
}
Ref builtin_min(Vm& vm, Value, Values a) {
  return extreme(vm, "min", Comparison::lt, a);
}

Ref builtin_pow(Vm& vm, Value, Values a) {
  if (!a[2] || a[2].is_none()) return binary(vm, a[0], a[1], BinaryOperator::power);
  Owned<Str> name = intern(vm, "__pow__");
  Ref method = lookup_special(vm, a[0], name.get());
  if (method) {
    Ref result = call(vm, method, {a[1], a[2]});
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (error_pending(vm)) return {};
  if (is_float(a[0]) || is_float(a[1]) || is_float(a[2])) {
    return raise(vm, vm.exceptions.TypeError,
                 "pow() 3rd argument not allowed unless all arguments are integers");
  }
  return raise(vm, vm.exceptions.TypeError,
               "unsupported operand type(s) for ** or pow(): '" + type_name(vm, a[0]) + "', '" +
                   type_name(vm, a[1]) + "', '" + type_name(vm, a[2]) + "'");
}

Ref builtin_round(Vm& vm, Value, Values a) {
  Ref method = lookup_special(vm, a[0], vm.names.round_);
  if (!method) {
    if (error_pending(vm)) return {};
    return raise(vm, vm.exceptions.TypeError,
                 "type " + type_name(vm, a[0]) + " doesn't define __round__ method");
  }
  if (!a[1] || a[1].is_none()) return call(vm, method, {});
  return call(vm, method, {a[1]});
}

Ref builtin_sorted(Vm& vm, Value, Values a) {
  Owned<List> list = list_from(vm, a[0]);
  if (!list) return {};
  Owned<Str> name = intern(vm, "sort");
  Ref sort = get_attribute(vm, list, name.get());
  if (!sort) return {};
  Owned<Str> key = intern(vm, "key"), reverse = intern(vm, "reverse");
  Value values[] = {a[1], a[2]};
  Owned<Tuple> names = make_tuple(vm, {key, reverse});
  if (!call(vm, sort, Arguments{values, 0, names.get()})) return {};
  return list;
}

Ref builtin_sum(Vm& vm, Value, Values a) {
  Ref total = a[1];
  if (is<Str>(total)) {
    return raise(vm, vm.exceptions.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (is<Bytes>(total)) {
    return raise(vm, vm.exceptions.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  }
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  // Floats are added with a running compensation for what rounding loses, as Python does from 3.12
  // on.
  bool compensating = false;
  double sum = 0, lost = 0;
  auto settle = [&] {
    if (!compensating) return;
    compensating = false;
    total = Value::real(lost != 0 && lost - lost == 0 ? sum + lost : sum);
  };
  while (Ref item = next(vm, iterator)) {
    if (!compensating && total.get().is_real()) {
      compensating = true;
      sum = total.get().real();
      lost = 0;
    }
    if (compensating && (item.get().is_real() || item.get().is_small())) {
      double number =
          item.get().is_real() ? item.get().real() : static_cast<double>(item.get().small());
      double next_sum = sum + number;
      double larger = sum < 0 ? -sum : sum, smaller = number < 0 ? -number : number;
      lost += larger >= smaller ? (sum - next_sum) + number : (number - next_sum) + sum;
      sum = next_sum;
      continue;
    }
    settle();
    total = binary(vm, total, item, BinaryOperator::add);
    if (!total) return {};
  }
  if (error_pending(vm)) return {};
  settle();
  return total;
}

constexpr NativeDefinition functions[] = {
    {"abs", builtin_abs, 1, 1},
    {"all", builtin_all, 1, 1},
    {"any", builtin_any, 1, 1},
    {"ascii", builtin_ascii, 1, 1},
    {"bin", in_base<2>, 1, 1},
    {"chr", builtin_chr, 1, 1},
    {"divmod", builtin_divmod, 2, 2},
    {"format", builtin_format, 1, 2},
    {"hash", builtin_hash, 1, 1},
    {"hex", in_base<16>, 1, 1},
    {"len", builtin_len, 1, 1},
    {"max", builtin_max, "(*items, key=None, default=?)"},
    {"min", builtin_min, "(*items, key=None, default=?)"},
    {"oct", in_base<8>, 1, 1},
    {"ord", builtin_ord, 1, 1},
    {"pow", builtin_pow, "(base, exp, mod=None)"},
    {"repr", builtin_repr, 1, 1},
    {"round", builtin_round, "(number, ndigits=None)"},
    {"sorted", builtin_sorted, "(iterable, /, *, key=None, reverse=False)"},
    {"sum", builtin_sum, "(iterable, /, start=0)"},
};

} // namespace

void add_builtin_value_functions(Vm& vm, Module* module) {
  add_functions(vm, module, functions);
}

} // namespace specmon::vm
