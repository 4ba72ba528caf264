// collections.OrderedDict: a dict whose equality looks at the order too, with move_to_end. A dict
// keeps the order already; what is here are the methods that OrderedDict has as its own, so that
// CALL names it. Its views stand in ordered_dict_views.cpp.

#include "vm/modules/ordered_dict.h"

#include "vm/interpreter.h"
#include "vm/modules/ordered_dict_views.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/dict_views.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

struct OrderedDict : Dict {};

Dict* dict_of(Value value) {
  return static_cast<Dict*>(value.object());
}

// The method of dict by that name, under OrderedDict's.
template <const char* name> Ref of_dict(Vm& vm, Value self, Values arguments) {
  const Owned<Str> text = intern(vm, name);
  const Ref method = lookup_in_type(vm.types.dict, text.get());
  std::vector<Value> all{self};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return call(vm, method, {all.data(), all.size()});
}
constexpr char clear_name[] = "clear", pop_name[] = "pop";

bool stores_as_dict(const Vm& vm, Value self) {
  return type_of(vm, self)->slots.set_item == vm.types.dict->slots.set_item;
}

// A subclass that stores in its own way is asked for each item.
bool update_from(Vm& vm, Value self, Value other) {
  if (stores_as_dict(vm, self)) return dict_update(vm, dict_of(self), other);
  Owned<Dict> items = make_dict(vm);
  if (!dict_update(vm, items.get(), other)) return false;
  for (DictEntry* entry = dict_first(items.get()); entry; entry = dict_next(items.get(), entry)) {
    if (!set_item(vm, self, entry->key, entry->value)) return false;
  }
  return true;
}

Ref new_ordered_dict(Vm& vm, Type* type, const Arguments&) {
  auto* dict = allocate_instance<OrderedDict>(vm, type);
  vm.heap.track(dict);
  return Ref::steal(dict);
}

bool init_ordered_dict(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("expected at most 1 argument{}, got {}",
                             vm.behaviours.ordered_dict_takes_one_argument() ? "" : "s",
                             arguments.positional));
  }
  if (arguments.positional == 1 && !update_from(vm, self, arguments.values[0])) return false;
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    if (!set_item(vm, self, arguments.keyword_names->items[i],
                  arguments.values[arguments.positional + i]))
      return false;
  }
  return true;
}

Ref update(Vm& vm, Value self, Values a) { // (*others, **keywords)
  const auto* others = cast<Tuple>(a[0]);
  if (others->size > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "update() takes at most 1 positional argument (" + std::to_string(others->size) +
                     " given)");
  }
  if (others->size == 1 && !update_from(vm, self, others->items[0])) return {};
  if (!update_from(vm, self, a[1])) return {};
  return Value::none();
}

Ref setdefault(Vm& vm, Value self, Values a) { // (key, default=None)
  const std::optional<bool> present = contains(vm, self, a[0]);
  if (!present) return {};
  if (*present) return get_item(vm, self, a[0]);
  if (!set_item(vm, self, a[0], a[1])) return {};
  return a[1];
}

Ref pop(Vm& vm, Value self, Values a) { // (key, default=?)
  return of_dict<pop_name>(vm, self, a.first(a[1].is_null() ? 1 : 2));
}

// The last entry or the first; null: the dict is empty.
const DictEntry* end_of(Dict* dict, bool last) {
  if (!last || dict->live == 0) return dict_first(dict);
  const DictEntry* entry = dict->entries + dict->used - 1;
  while (entry->key.is_null()) --entry;
  return entry;
}
std::optional<bool> is_at_end(Vm& vm, Dict* dict, Value key, bool last) {
  return equal(vm, Ref(end_of(dict, last)->key), key);
}

Ref popitem(Vm& vm, Value self, Values a) { // (last=True)
  Dict* dict = dict_of(self);
  const std::optional<bool> last = truth(vm, a[0]);
  if (!last) return {};
  const DictEntry* found = end_of(dict, *last);
  if (!found) return raise(vm, vm.exceptions.KeyError, "dictionary is empty");
  Ref pair = make_tuple(vm, {found->key, found->value});
  if (!dict_delete(vm, dict, cast<Tuple>(pair)->items[0])) return {};
  return pair;
}

Ref move_to_end(Vm& vm, Value self, Values a) { // (key, last=True)
  Dict* dict = dict_of(self);
  const std::optional<bool> last = truth(vm, a[1]);
  if (!last) return {};
  const Ref value = dict_get(vm, dict, a[0]);
  if (!value) return error_pending(vm) ? Ref() : raise_with(vm, vm.exceptions.KeyError, a[0]);
  const std::optional<bool> stays = is_at_end(vm, dict, a[0], *last);
  if (!stays) return {};
  if (*stays) return Value::none();
  if (!dict_delete(vm, dict, a[0])) return {};
  Owned<Dict> rest;
  if (!*last) {
    rest = dict_copy(vm, dict);
    dict_clear(vm, dict);
  }
  if (!dict_set(vm, dict, a[0], value)) return {};
  if (rest && !dict_update(vm, dict, Value(rest))) return {};
  return Value::none();
}

Ref copy(Vm& vm, Value self, Values) {
  const Ref made = call(vm, Value::object(type_of(vm, self)), {});
  if (!made || !update_from(vm, made, self)) return {};
  return made;
}

Ref from_keys(Vm& vm, Value type, Values a) { // (iterable, value=None)
  const Ref made = call(vm, type, {});
  const Ref iterator = made ? iterate(vm, a[0]) : Ref();
  if (!iterator) return {};
  while (const Ref key = next(vm, iterator)) {
    if (!set_item(vm, made, key, a[1])) return {};
  }
  return error_pending(vm) ? Ref() : made;
}

Ref keys(Vm& vm, Value self, Values) {
  return make_dict_view(vm, vm.types.odict_keys, self);
}
Ref values(Vm& vm, Value self, Values) {
  return make_dict_view(vm, vm.types.odict_values, self);
}
Ref items(Vm& vm, Value self, Values) {
  return make_dict_view(vm, vm.types.odict_items, self);
}
Ref iterate_keys(Vm& vm, Value self) {
  return make_ordered_dict_iterator(vm, self, Part::key);
}
Ref reversed(Vm& vm, Value self, Values) {
  return make_ordered_dict_iterator(vm, self, Part::key, true);
}

Ref show(Vm& vm, Value self) {
  const std::string full = type_name(vm, self);
  const std::string name = full.substr(full.rfind('.') + 1);
  if (dict_of(self)->live == 0) return make_str(vm, name + "()");
  const Ref items = vm.types.dict->slots.repr(vm, self);
  if (!items) return {};
  const std::string text = to_utf8(cast<Str>(items));
  return make_str(vm, text == "{...}" ? "..." : name + "(" + text + ")");
}

Type* ordered_dict_of(Value value) {
  Type* type = value.is_object() ? value.object()->type : nullptr;
  while (type && type->slots.new_ != new_ordered_dict) type = type->base;
  return type;
}

// Two OrderedDicts are equal if they have equal items in the same order.
Ref compare_ordered(Vm& vm, Value left, Value right, Comparison how) {
  const Ref as_dicts = vm.types.dict->slots.compare(vm, left, right, how);
  const bool wants_equal = how == Comparison::eq;
  if (!as_dicts || !as_dicts.get().is_bool() || !ordered_dict_of(right) ||
      as_dicts.get() != Value::boolean(wants_equal))
    return as_dicts;
  Dict *one = dict_of(left), *other = dict_of(right);
  DictEntry *a = dict_first(one), *b = dict_first(other);
  for (; a && b; a = dict_next(one, a), b = dict_next(other, b)) {
    const std::optional<bool> same = equal(vm, Ref(a->key), Ref(b->key));
    if (!same) return {};
    if (!*same) return Value::boolean(!wants_equal);
  }
  return as_dicts;
}

Ref merge(Vm& vm, Value left, Value right) {
  if (!is<Dict>(left) || !is<Dict>(right)) return Value::not_implemented();
  const Value shape = ordered_dict_of(left) ? left : right;
  const Ref made = call(vm, Value::object(type_of(vm, shape)), {left});
  if (!made || !update_from(vm, made, right)) return {};
  return made;
}

Ref merge_in_place(Vm& vm, Value left, Value right) {
  return update_from(vm, left, right) ? Ref(left) : Ref();
}

Ref get_dict(Vm& vm, Value self) {
  return Ref(Value::object(materialise_dict(vm, self.object())));
}

constexpr AttributeDefinition attributes[] = {{"__dict__", get_dict}};
constexpr NativeDefinition methods[] = {
    {"fromkeys", from_keys, "(iterable, value=None)", NativeKind::class_method},
    {"setdefault", setdefault, "(key, default=None)"},
    {"pop", pop, "(key, default=?)"},
    {"popitem", popitem, "(last=True)"},
    {"move_to_end", move_to_end, "(key, last=True)"},
    {"update", update, "(*others, **keywords)"},
    {"copy", copy, 0, 0},
    {"clear", of_dict<clear_name>, 0, 0},
    {"keys", keys, 0, 0},
    {"values", values, 0, 0},
    {"items", items, 0, 0},
    {"__reversed__", reversed, 0, 0},
};

} // namespace

void add_ordered_dict(Vm& vm, Module* module) {
  Type* type = make_builtin_type(vm, "collections", "OrderedDict", Layout::dict,
                                 sizeof(OrderedDict) + sizeof(Attributes), vm.types.dict);
  type->is_builtin = false; // an instance is a dict, but not exactly one
  type->struct_size = sizeof(OrderedDict);
  type->attributes_offset = sizeof(OrderedDict);
  const Slots& of_dict_type = vm.types.dict->slots;
  Slots& slots = type->slots;
  slots.new_ = new_ordered_dict;
  slots.init = init_ordered_dict;
  slots.repr = show;
  slots.compare = compare_ordered;
  slots.iterate = iterate_keys;
  slots.set_item = of_dict_type.set_item;
  slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = merge;
  slots.inplace[static_cast<std::size_t>(BinaryOperator::bit_or)] = merge_in_place;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
  add_constant(vm, type, "__hash__", Value::none());
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "OrderedDict", Value::object(type));
}

} // namespace specmon::vm
