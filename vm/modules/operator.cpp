// _operator: operators as functions, and itemgetter, attrgetter, methodcaller.

#include "vm/type_setup.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

template <BinaryOperator how> Ref apply(Vm& vm, Value, Values a) {
  return binary(vm, a[0], a[1], how);
}
template <BinaryOperator how> Ref apply_inplace(Vm& vm, Value, Values a) {
  return inplace(vm, a[0], a[1], how);
}
template <Comparison how> Ref compare_with(Vm& vm, Value, Values a) {
  return compare(vm, a[0], a[1], how);
}
template <Ref (*operation)(Vm&, Value)> Ref apply_unary(Vm& vm, Value, Values a) {
  return operation(vm, a[0]);
}

Ref operator_not(Vm& vm, Value, Values a) {
  auto is_true = truth(vm, a[0]);
  if (!is_true) return {};
  return Value::boolean(!*is_true);
}
Ref operator_truth(Vm& vm, Value, Values a) {
  auto is_true = truth(vm, a[0]);
  if (!is_true) return {};
  return Value::boolean(*is_true);
}
Ref operator_is(Vm&, Value, Values a) {
  return Value::boolean(a[0] == a[1]);
}
Ref operator_is_not(Vm&, Value, Values a) {
  return Value::boolean(a[0] != a[1]);
}
Ref operator_is_none(Vm&, Value, Values a) {
  return Value::boolean(a[0].is_none());
}
Ref operator_is_not_none(Vm&, Value, Values a) {
  return Value::boolean(!a[0].is_none());
}
Ref operator_index(Vm& vm, Value, Values a) {
  return index_of(vm, a[0]);
}
Ref operator_contains(Vm& vm, Value, Values a) {
  auto found = contains(vm, a[0], a[1]);
  if (!found) return {};
  return Value::boolean(*found);
}
Ref operator_getitem(Vm& vm, Value, Values a) {
  return get_item(vm, a[0], a[1]);
}
Ref operator_setitem(Vm& vm, Value, Values a) {
  if (!set_item(vm, a[0], a[1], a[2])) return {};
  return Value::none();
}
Ref operator_delitem(Vm& vm, Value, Values a) {
  if (!delete_item(vm, a[0], a[1])) return {};
  return Value::none();
}
Ref operator_call(Vm& vm, Value, Values a) {
  auto* positional = cast<Tuple>(a[1]);
  return call(vm, a[0], positional->view(), cast<Dict>(a[2]));
}
Ref operator_length_hint(Vm& vm, Value, Values a) {
  if (a.size() > 1 && !is_int(a[1])) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("'{}' object cannot be interpreted as an integer", type_name(vm, a[1])));
  }
  const std::optional<std::int64_t> fallback = a.size() > 1 ? index_to_int64(vm, a[1]) : 0;
  if (!fallback) return {};
  const std::optional<std::int64_t> hint = length_hint(vm, a[0], *fallback);
  return hint ? make_int(vm, *hint) : Ref();
}
Ref operator_countof(Vm& vm, Value, Values a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  std::int64_t count = 0;
  while (Ref item = next(vm, iterator)) {
    auto same = equal(vm, item, a[1]);
    if (!same) return {};
    count += *same;
  }
  if (error_pending(vm)) return {};
  return make_int(vm, count);
}
Ref operator_indexof(Vm& vm, Value, Values a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  for (std::int64_t i = 0;; ++i) {
    Ref item = next(vm, iterator);
    if (!item) break;
    auto same = equal(vm, item, a[1]);
    if (!same) return {};
    if (*same) return make_int(vm, i);
  }
  if (error_pending(vm)) return {};
  return raise(vm, vm.exceptions.ValueError, "sequence.index(x): x not in sequence");
}

// itemgetter(...), attrgetter(...), methodcaller(...): `what` are their arguments.
struct Getter : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref what;     // tuple
  Ref keywords; // methodcaller: dict
};

Getter* getter_of(Value value) {
  return static_cast<Getter*>(value.object());
}

void traverse_getter(Object* object, Visitor& visitor) {
  visitor(static_cast<Getter*>(object)->what.get());
  visitor(static_cast<Getter*>(object)->keywords.get());
}

Ref new_getter(Vm& vm, Type* type, const Arguments& arguments) {
  const std::string kind = type->name.substr(type->name.rfind('.') + 1);
  if (arguments.positional == 0) {
    return raise(vm, vm.exceptions.TypeError,
                 kind == "methodcaller"
                     ? "methodcaller needs at least one argument, the method name"
                     : kind + " expected at least 1 argument, got 0");
  }
  if (kind != "itemgetter") {
    for (Value name :
         arguments.positionals().first(kind == "methodcaller" ? 1 : arguments.positional)) {
      if (is<Str>(name)) continue;
      return raise(vm, vm.exceptions.TypeError,
                   kind == "methodcaller" ? "method name must be a string"
                                          : "attribute name must be a string");
    }
  }
  auto* getter = vm.heap.make<Getter>(type);
  Ref owned = Ref::steal(getter);
  getter->what = make_tuple(vm, arguments.positionals());
  Owned<Dict> keywords = make_dict(vm);
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    dict_store(vm, keywords.get(), cast<Str>(arguments.keyword_names->items[i]),
               arguments.values[arguments.positional + i]);
  }
  getter->keywords = keywords;
  vm.heap.track(getter);
  return owned;
}

Ref item_of(Vm& vm, Value object, Value key) {
  return get_item(vm, object, key);
}

// "a.b.c", one attribute after the other.
Ref attribute_path(Vm& vm, Value object, Value path) {
  Ref at = object;
  std::string text = to_utf8(cast<Str>(path));
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t dot = std::min(text.find('.', begin), text.size());
    at = get_attribute(vm, at, std::string_view(text).substr(begin, dot - begin));
    if (!at) return {};
    begin = dot + 1;
  }
  return at;
}

template <Ref (*get)(Vm&, Value, Value)>
Ref call_getter(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.positional != 1 || arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 type_name(vm, self) + " expected 1 argument, got " +
                     std::to_string(arguments.positional));
  }
  auto* what = cast<Tuple>(getter_of(self)->what);
  if (what->size == 1) return get(vm, arguments.values[0], what->items[0]);
  Owned<List> found = make_list(vm);
  for (Value key : what->view()) {
    Ref item = get(vm, arguments.values[0], key);
    if (!item) return {};
    append(vm, found.get(), item);
  }
  return make_tuple(vm, found->view());
}

Ref call_methodcaller(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.positional != 1 || arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 "methodcaller expected 1 argument, got " + std::to_string(arguments.positional));
  }
  auto* what = cast<Tuple>(getter_of(self)->what);
  Owned<Str> name = intern(vm, cast<Str>(what->items[0]));
  Ref method = get_attribute(vm, arguments.values[0], name.get());
  if (!method) return {};
  return call(vm, method, what->view().subspan(1), cast<Dict>(getter_of(self)->keywords));
}

Ref repr_getter(Vm& vm, Value self) {
  auto* what = cast<Tuple>(getter_of(self)->what);
  Owned<Str> shown = repr(vm, what->size == 1 ? what->items[0] : Value::object(what));
  if (!shown) return {};
  std::string text = to_utf8(shown.get());
  return make_str(vm,
                  "operator." + type_name(vm, self) + (what->size == 1 ? "(" + text + ")" : text));
}

void add_getter(Vm& vm, Module* module, std::string_view name,
                Ref (*call_slot)(Vm&, Value, const Arguments&)) {
  Type* type = make_builtin_type(vm, "operator", name, Layout::other, sizeof(Getter));
  type->slots.destroy = destroy_as<Getter>;
  type->slots.traverse = traverse_getter;
  type->slots.new_ = new_getter;
  type->slots.call = call_slot;
  type->slots.repr = repr_getter;
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), name, Value::object(type));
}

constexpr NativeDefinition functions[] = {
    {"abs", apply_unary<absolute>, 1, 1},
    {"add", apply<BinaryOperator::add>, 2, 2},
    {"and_", apply<BinaryOperator::bit_and>, 2, 2},
    {"call", operator_call, "(obj, /, *args, **kwargs)"},
    {"concat", apply<BinaryOperator::add>, 2, 2},
    {"contains", operator_contains, 2, 2},
    {"countOf", operator_countof, 2, 2},
    {"delitem", operator_delitem, 2, 2},
    {"eq", compare_with<Comparison::eq>, 2, 2},
    {"floordiv", apply<BinaryOperator::floor_divide>, 2, 2},
    {"ge", compare_with<Comparison::ge>, 2, 2},
    {"getitem", operator_getitem, 2, 2},
    {"gt", compare_with<Comparison::gt>, 2, 2},
    {"iadd", apply_inplace<BinaryOperator::add>, 2, 2},
    {"iand", apply_inplace<BinaryOperator::bit_and>, 2, 2},
    {"iconcat", apply_inplace<BinaryOperator::add>, 2, 2},
    {"ifloordiv", apply_inplace<BinaryOperator::floor_divide>, 2, 2},
    {"ilshift", apply_inplace<BinaryOperator::left_shift>, 2, 2},
    {"imatmul", apply_inplace<BinaryOperator::matrix_multiply>, 2, 2},
    {"imod", apply_inplace<BinaryOperator::remainder>, 2, 2},
    {"imul", apply_inplace<BinaryOperator::multiply>, 2, 2},
    {"index", operator_index, 1, 1},
    {"indexOf", operator_indexof, 2, 2},
    {"inv", apply_unary<invert>, 1, 1},
    {"invert", apply_unary<invert>, 1, 1},
    {"ior", apply_inplace<BinaryOperator::bit_or>, 2, 2},
    {"ipow", apply_inplace<BinaryOperator::power>, 2, 2},
    {"irshift", apply_inplace<BinaryOperator::right_shift>, 2, 2},
    {"is_", operator_is, 2, 2},
    {"is_none", operator_is_none, 1, 1},
    {"is_not", operator_is_not, 2, 2},
    {"is_not_none", operator_is_not_none, 1, 1},
    {"isub", apply_inplace<BinaryOperator::subtract>, 2, 2},
    {"itruediv", apply_inplace<BinaryOperator::true_divide>, 2, 2},
    {"ixor", apply_inplace<BinaryOperator::bit_xor>, 2, 2},
    {"le", compare_with<Comparison::le>, 2, 2},
    {"length_hint", operator_length_hint, 1, 2},
    {"lshift", apply<BinaryOperator::left_shift>, 2, 2},
    {"lt", compare_with<Comparison::lt>, 2, 2},
    {"matmul", apply<BinaryOperator::matrix_multiply>, 2, 2},
    {"mod", apply<BinaryOperator::remainder>, 2, 2},
    {"mul", apply<BinaryOperator::multiply>, 2, 2},
    {"ne", compare_with<Comparison::ne>, 2, 2},
    {"neg", apply_unary<negative>, 1, 1},
    {"not_", operator_not, 1, 1},
    {"or_", apply<BinaryOperator::bit_or>, 2, 2},
    {"pos", apply_unary<positive>, 1, 1},
    {"pow", apply<BinaryOperator::power>, 2, 2},
    {"rshift", apply<BinaryOperator::right_shift>, 2, 2},
    {"setitem", operator_setitem, 3, 3},
    {"sub", apply<BinaryOperator::subtract>, 2, 2},
    {"truediv", apply<BinaryOperator::true_divide>, 2, 2},
    {"truth", operator_truth, 1, 1},
    {"xor", apply<BinaryOperator::bit_xor>, 2, 2},
};

} // namespace

Ref create_operator_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_operator");
  add_functions(vm, module.get(), functions);
  add_getter(vm, module.get(), "itemgetter", call_getter<item_of>);
  add_getter(vm, module.get(), "attrgetter", call_getter<attribute_path>);
  add_getter(vm, module.get(), "methodcaller", call_methodcaller);
  Owned<List> names = make_list(vm);
  for (const NativeDefinition& function : functions)
    append(vm, names.get(), make_str(vm, function.name));
  for (std::string_view name : {"itemgetter", "attrgetter", "methodcaller"}) {
    append(vm, names.get(), make_str(vm, name));
  }
  dict_store(vm, module->dict.get(), vm.names.all_, names);
  return module;
}

} // namespace specmon::vm
