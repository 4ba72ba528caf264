// The dict type: its methods and operators. The table is in dict_table.cpp, views and iterators in
// dict_views.cpp.

#include "vm/types/dict.h"

#include "vm/type_setup.h"
#include "vm/types/dict_views.h"
#include "vm/types/list.h"
#include "vm/types/repr_guard.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

Dict* dict_of(Value value) {
  return cast<Dict>(value);
}

void destroy_dict(Vm& vm, Object* object) {
  auto* dict = static_cast<Dict*>(object);
  vm.heap.untrack(dict);
  dict_clear(vm, dict);
  free_object(vm, object);
}

void traverse_dict(Object* object, Visitor& visitor) {
  auto* dict = static_cast<Dict*>(object);
  for (DictEntry* e = dict_first(dict); e; e = dict_next(dict, e)) {
    visitor(e->key);
    visitor(e->value);
  }
  traverse_instance(object, visitor);
}

void clear_slot(Vm& vm, Object* object) {
  dict_clear(vm, static_cast<Dict*>(object));
  clear_instance(vm, object);
}

Ref new_dict(Vm& vm, Type* type, const Arguments&) {
  auto* dict = allocate_instance<Dict>(vm, type);
  vm.heap.track(dict);
  return Ref::steal(dict);
}

bool update_from_keywords(Vm& vm, Dict* dict, const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    if (!dict_set(vm, dict, arguments.keyword_names->items[i],
                  arguments.values[arguments.positional + i])) {
      return false;
    }
  }
  return true;
}

bool init_dict(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "dict expected at most 1 argument, got " + std::to_string(arguments.positional));
  }
  if (arguments.positional == 1 && !dict_update(vm, dict_of(self), arguments.values[0]))
    return false;
  return update_from_keywords(vm, dict_of(self), arguments);
}

Ref repr_dict(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "{...}");
  if (!guard.check()) return {};
  Dict* dict = dict_of(self);
  StrBuilder text;
  text.append(U'{');
  bool first = true;
  // By index: showing an item may change the dict.
  for (std::uint32_t i = 0; i < dict->used; ++i) {
    if (dict->entries[i].key.is_null()) continue;
    Ref key(dict->entries[i].key), value(dict->entries[i].value);
    if (!first) text.append(", ");
    first = false;
    Owned<Str> shown = repr(vm, key);
    if (!shown) return {};
    text.append(shown.get());
    text.append(": ");
    shown = repr(vm, value);
    if (!shown) return {};
    text.append(shown.get());
  }
  text.append(U'}');
  return text.finish(vm);
}

std::optional<std::int64_t> length_dict(Vm&, Value self) {
  return dict_of(self)->live;
}

Ref get_item_dict(Vm& vm, Value self, Value key) {
  Ref found = dict_get(vm, dict_of(self), key);
  if (found || error_pending(vm)) return found;
  if (!self.object()->exact) {
    if (Ref missing = lookup_special(vm, self, vm.names.missing)) return call(vm, missing, {key});
    if (error_pending(vm)) return {};
  }
  return raise_with(vm, vm.exceptions.KeyError, key);
}

bool set_item_dict(Vm& vm, Value self, Value key, Value value) {
  if (value) return dict_set(vm, dict_of(self), key, value);
  if (dict_delete(vm, dict_of(self), key)) return true;
  if (error_pending(vm)) return false;
  return raise_with(vm, vm.exceptions.KeyError, key);
}

std::optional<bool> contains_slot(Vm& vm, Value self, Value key) {
  return dict_contains(vm, dict_of(self), key);
}

std::optional<bool> equal_dicts(Vm& vm, Dict* left, Dict* right) {
  if (left->live != right->live) return false;
  for (std::uint32_t i = 0; i < left->used; ++i) {
    if (left->entries[i].key.is_null()) continue;
    Ref key(left->entries[i].key), value(left->entries[i].value);
    Ref other = dict_get(vm, right, key);
    if (!other) {
      if (error_pending(vm)) return std::nullopt;
      return false;
    }
    auto same = equal(vm, value, other);
    if (!same || !*same) return same;
  }
  return true;
}

Ref compare_dict(Vm& vm, Value left, Value right, Comparison how) {
  if ((how != Comparison::eq && how != Comparison::ne) || !is<Dict>(left) || !is<Dict>(right)) {
    return Value::not_implemented();
  }
  NativeRecursion recursion(vm);
  if (!recursion.check(" in comparison")) return {};
  auto same = equal_dicts(vm, dict_of(left), dict_of(right));
  if (!same) return {};
  return Value::boolean(*same == (how == Comparison::eq));
}

Ref or_dict(Vm& vm, Value left, Value right) {
  if (!is<Dict>(left) || !is<Dict>(right)) return Value::not_implemented();
  Owned<Dict> merged = dict_copy(vm, dict_of(left));
  if (!dict_update(vm, merged.get(), right)) return {};
  return merged;
}

Ref inplace_or_dict(Vm& vm, Value left, Value right) {
  if (!dict_update(vm, dict_of(left), right)) return {};
  return left;
}

Ref iterate_dict(Vm& vm, Value self) {
  return make_dict_iterator(vm, vm.types.dict_key_iterator, self);
}

Ref method_get(Vm& vm, Value self, std::span<const Value> a) {
  Ref found = dict_get(vm, dict_of(self), a[0]);
  if (found || error_pending(vm)) return found;
  return a.size() > 1 ? a[1] : Value::none();
}

Ref method_setdefault(Vm& vm, Value self, std::span<const Value> a) {
  Ref found = dict_get(vm, dict_of(self), a[0]);
  if (found || error_pending(vm)) return found;
  Value value = a.size() > 1 ? a[1] : Value::none();
  if (!dict_set(vm, dict_of(self), a[0], value)) return {};
  return value;
}

Ref method_pop(Vm& vm, Value self, std::span<const Value> a) {
  Dict* dict = dict_of(self);
  // Of an empty dict the key is not hashed.
  Ref found = dict->live == 0 ? Ref() : dict_pop(vm, dict, a[0]);
  if (found || error_pending(vm)) return found;
  if (a.size() > 1) return a[1];
  return raise_with(vm, vm.exceptions.KeyError, a[0]);
}

Ref method_popitem(Vm& vm, Value self, std::span<const Value>) {
  Dict* dict = dict_of(self);
  for (std::uint32_t i = dict->used; i-- > 0;) {
    if (dict->entries[i].key.is_null()) continue;
    Ref pair = make_tuple(vm, {dict->entries[i].key, dict->entries[i].value});
    if (!dict_delete(vm, dict, cast<Tuple>(pair)->items[0])) return {};
    return pair;
  }
  return raise_with(vm, vm.exceptions.KeyError, make_str(vm, "popitem(): dictionary is empty"));
}

Ref method_clear(Vm& vm, Value self, std::span<const Value>) {
  dict_clear(vm, dict_of(self));
  return Value::none();
}

Ref method_copy(Vm& vm, Value self, std::span<const Value>) {
  return dict_copy(vm, dict_of(self));
}

Ref method_update(Vm& vm, Value self, std::span<const Value> a) {
  // (*others, **keywords)
  auto* others = cast<Tuple>(a[0]);
  if (others->size > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "update expected at most 1 argument, got " + std::to_string(others->size));
  }
  if (others->size == 1 && !dict_update(vm, dict_of(self), others->items[0])) return {};
  if (!dict_update(vm, dict_of(self), a[1])) return {};
  return Value::none();
}

Ref method_fromkeys(Vm& vm, Value type, std::span<const Value> a) {
  Ref result = call(vm, type, {});
  if (!result) return {};
  Value value = a.size() > 1 ? a[1] : Value::none();
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  while (Ref key = next(vm, iterator)) {
    if (!set_item(vm, result, key, value)) return {};
  }
  if (error_pending(vm)) return {};
  return result;
}

Ref method_keys(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_view(vm, vm.types.dict_keys, self);
}
Ref method_values(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_view(vm, vm.types.dict_values, self);
}
Ref method_items(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_view(vm, vm.types.dict_items, self);
}
Ref method_reversed(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_iterator(vm, vm.types.dict_reverse_key_iterator, self);
}

constexpr NativeDefinition methods[] = {
    {"get", method_get, 1, 2},
    {"setdefault", method_setdefault, 1, 2},
    {"pop", method_pop, 1, 2},
    {"popitem", method_popitem, 0, 0},
    {"clear", method_clear, 0, 0},
    {"copy", method_copy, 0, 0},
    {"update", method_update, "(*others, **keywords)"},
    {"fromkeys", method_fromkeys, 1, 2, NativeKind::class_method},
    {"keys", method_keys, 0, 0},
    {"values", method_values, 0, 0},
    {"items", method_items, 0, 0},
    {"__reversed__", method_reversed, 0, 0},
};

// One (key, value) pair of the iterable that dict() was given.
bool store_pair(Vm& vm, Dict* dict, Value item, std::size_t position) {
  Ref pair = item;
  const bool is_sequence = as_exact<Tuple>(item) || as_exact<List>(item);
  if (!is_sequence) pair = iterate(vm, item);
  const bool is_iterable = static_cast<bool>(pair);
  if (is_iterable && !is_sequence) pair = list_from(vm, pair);
  if (!pair) {
    // Until 3.13 any TypeError on the way is replaced, since then only that of iter().
    const bool names_position = vm.behaviours.dict_update_element_names_its_position();
    if (!pending_is(vm, vm.exceptions.TypeError) || (is_iterable && !names_position)) return false;
    clear_pending(vm);
    return raise(vm, vm.exceptions.TypeError,
                 names_position ? "cannot convert dictionary update sequence element #" +
                                      std::to_string(position) + " to a sequence"
                                : "object is not iterable");
  }
  const std::span<const Value> items = items_of(pair);
  if (items.size() != 2) {
    return raise(vm, vm.exceptions.ValueError,
                 "dictionary update sequence element #" + std::to_string(position) +
                     " has length " + std::to_string(items.size()) + "; 2 is required");
  }
  const Ref key = items[0], value = items[1];
  return dict_set(vm, dict, key, value);
}

} // namespace

bool dict_update(Vm& vm, Dict* dict, Value other) {
  if (auto* source = as<Dict>(other); source && type_of(vm, other)->slots.iterate == iterate_dict) {
    for (std::uint32_t i = 0; i < source->used; ++i) {
      DictEntry& entry = source->entries[i];
      if (entry.key.is_null()) continue;
      Ref key(entry.key), value(entry.value);
      if (!dict_set(vm, dict, key, value)) return false;
    }
    return true;
  }
  if (Ref keys = find_optional_attribute(vm, other, vm.names.keys)) {
    Ref names = call(vm, keys, {});
    if (!names) return false;
    // All keys first: looking an item up may change the mapping.
    const Owned<List> present = list_from(vm, names);
    if (!present) return false;
    for (const Value key : present->view()) {
      const Ref value = get_item(vm, other, key);
      if (!value || !dict_set(vm, dict, key, value)) return false;
    }
    return true;
  }
  if (error_pending(vm)) return false;
  Ref iterator = iterate(vm, other);
  if (!iterator) return false;
  for (std::size_t position = 0;; ++position) {
    Ref item = next(vm, iterator);
    if (!item) return !error_pending(vm);
    if (!store_pair(vm, dict, item, position)) return false;
  }
}

void set_up_dict_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Dict);
  Slots& slots = type->slots;
  slots.destroy = destroy_dict;
  slots.traverse = traverse_dict;
  slots.clear = clear_slot;
  slots.new_ = new_dict;
  slots.init = init_dict;
  slots.repr = repr_dict;
  slots.length = length_dict;
  slots.get_item = get_item_dict;
  slots.set_item = set_item_dict;
  slots.contains = contains_slot;
  slots.compare = compare_dict;
  slots.iterate = iterate_dict;
  slots.binary[static_cast<int>(BinaryOperator::bit_or)] = or_dict;
  slots.inplace[static_cast<int>(BinaryOperator::bit_or)] = inplace_or_dict;
  add_methods(vm, type, methods);
  add_class_getitem(vm, type);
  // Mutable: not hashable. A None under __hash__ says so to Python and to hash().
  add_constant(vm, type, "__hash__", Value::none());
}

} // namespace specmon::vm
