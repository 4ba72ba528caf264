#include "vm/types/dict_views.h"

#include "vm/type_setup.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/mapping_proxy.h"
#include "vm/types/repr_guard.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

enum class Part { key, value, item };

Ref part_of(Vm& vm, const DictEntry& entry, Part part) {
  switch (part) {
  case Part::key: return entry.key;
  case Part::value: return entry.value;
  default: return make_tuple(vm, {entry.key, entry.value});
  }
}

template <Part part> Ref next_entry(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  auto* dict = cast<Dict>(iterator->source);
  if (iterator->stop != dict->live) {
    iterator->stop = -1; // and stays in error
    return raise(vm, vm.exceptions.RuntimeError, "dictionary changed size during iteration");
  }
  while (iterator->index < dict->used && dict->entries[iterator->index].key.is_null())
    ++iterator->index;
  if (iterator->index >= dict->used) {
    iterator->source = Ref();
    return {};
  }
  return part_of(vm, dict->entries[iterator->index++], part);
}

template <Part part> Ref previous_entry(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  auto* dict = cast<Dict>(iterator->source);
  if (iterator->stop != dict->live) {
    iterator->stop = -1;
    return raise(vm, vm.exceptions.RuntimeError, "dictionary changed size during iteration");
  }
  while (iterator->index >= 0 && dict->entries[iterator->index].key.is_null()) --iterator->index;
  if (iterator->index < 0) {
    iterator->source = Ref();
    return {};
  }
  return part_of(vm, dict->entries[iterator->index--], part);
}

Dict* viewed(Value view) {
  return cast<Dict>(cast<DictView>(view)->dict);
}

void traverse_view(Object* object, Visitor& visitor) {
  visitor(static_cast<DictView*>(object)->dict.get());
}

std::optional<std::int64_t> length_view(Vm&, Value self) {
  return viewed(self)->live;
}

Ref repr_view(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "...");
  if (!guard.check()) return {};
  Owned<List> items = list_from(vm, self);
  if (!items) return {};
  return repr_of_items(vm, self.object()->type->name + "([", items->view(), "])");
}

Ref iterate_keys(Vm& vm, Value self) {
  return make_dict_iterator(vm, vm.types.dict_key_iterator, cast<DictView>(self)->dict);
}
Ref iterate_values(Vm& vm, Value self) {
  return make_dict_iterator(vm, vm.types.dict_value_iterator, cast<DictView>(self)->dict);
}
Ref iterate_items(Vm& vm, Value self) {
  return make_dict_iterator(vm, vm.types.dict_item_iterator, cast<DictView>(self)->dict);
}

std::optional<bool> keys_contain(Vm& vm, Value self, Value key) {
  return dict_contains(vm, viewed(self), key);
}
std::optional<bool> items_contain(Vm& vm, Value self, Value item) {
  auto* pair = as<Tuple>(item);
  if (!pair || pair->size != 2) return false;
  Ref found = dict_get(vm, viewed(self), pair->items[0]);
  if (!found) {
    if (error_pending(vm)) return std::nullopt;
    return false;
  }
  return equal(vm, found, pair->items[1]);
}

// Set operators of keys and items: through a set of the left operand's items.
template <BinaryOperator how> Ref combine(Vm& vm, Value left, Value right) {
  if (!is<DictView>(left) && !is<DictView>(right)) return Value::not_implemented();
  Owned<Set> set = make_set(vm);
  if (!set_update(vm, set.get(), left)) return {};
  Owned<Set> other = make_set(vm);
  if (!set_update(vm, other.get(), right)) return {};
  return binary(vm, set, other, how);
}

Ref compare_view(Vm& vm, Value left, Value right, Comparison how) {
  // Views of values have no membership test of their own.
  const bool comparable =
      is<Set>(right) || (is<DictView>(right) && type_of(vm, right)->slots.contains);
  if (!comparable) return Value::not_implemented();
  Owned<Set> a = make_set(vm), b = make_set(vm);
  if (!set_update(vm, a.get(), left) || !set_update(vm, b.get(), right)) return {};
  return compare(vm, a, b, how);
}

Ref method_isdisjoint(Vm& vm, Value self, std::span<const Value> a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  while (Ref item = next(vm, iterator)) {
    auto found = contains(vm, self, item);
    if (!found) return {};
    if (*found) return Value::false_();
  }
  if (error_pending(vm)) return {};
  return Value::true_();
}

Ref keys_reversed(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_iterator(vm, vm.types.dict_reverse_key_iterator, cast<DictView>(self)->dict);
}
Ref values_reversed(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_iterator(vm, vm.types.dict_reverse_value_iterator, cast<DictView>(self)->dict);
}
Ref items_reversed(Vm& vm, Value self, std::span<const Value>) {
  return make_dict_iterator(vm, vm.types.dict_reverse_item_iterator, cast<DictView>(self)->dict);
}

Ref get_mapping(Vm& vm, Value self) {
  return make_mapping_proxy(vm, cast<DictView>(self)->dict);
}

constexpr AttributeDefinition view_attributes[] = {{"mapping", get_mapping}};
constexpr NativeDefinition keys_methods[] = {{"isdisjoint", method_isdisjoint, 1, 1},
                                             {"__reversed__", keys_reversed, 0, 0}};
constexpr NativeDefinition values_methods[] = {{"__reversed__", values_reversed, 0, 0}};
constexpr NativeDefinition items_methods[] = {{"isdisjoint", method_isdisjoint, 1, 1},
                                              {"__reversed__", items_reversed, 0, 0}};

void set_up_view(Vm& vm, Type* type, Ref (*iterate_slot)(Vm&, Value)) {
  type->instance_size = sizeof(DictView);
  type->can_subclass = false;
  type->slots.destroy = destroy_as<DictView>;
  type->slots.traverse = traverse_view;
  type->slots.repr = repr_view;
  type->slots.length = length_view;
  type->slots.iterate = iterate_slot;
  add_attributes(vm, type, view_attributes);
}

void set_up_set_operators(Type* type) {
  type->slots.compare = compare_view;
  type->slots.binary[static_cast<int>(BinaryOperator::bit_and)] = combine<BinaryOperator::bit_and>;
  type->slots.binary[static_cast<int>(BinaryOperator::bit_or)] = combine<BinaryOperator::bit_or>;
  type->slots.binary[static_cast<int>(BinaryOperator::bit_xor)] = combine<BinaryOperator::bit_xor>;
  type->slots.binary[static_cast<int>(BinaryOperator::subtract)] =
      combine<BinaryOperator::subtract>;
}

} // namespace

Ref make_dict_view(Vm& vm, Type* type, Value dict) {
  auto* view = vm.heap.make<DictView>(type);
  view->dict = dict;
  vm.heap.track(view);
  return Ref::steal(view);
}

Ref make_dict_iterator(Vm& vm, Type* type, Value dict) {
  Owned<Iterator> iterator = make_iterator(vm, type, dict);
  iterator->stop = cast<Dict>(dict)->live;
  bool reverse = type == vm.types.dict_reverse_key_iterator ||
                 type == vm.types.dict_reverse_value_iterator ||
                 type == vm.types.dict_reverse_item_iterator;
  iterator->index = reverse ? static_cast<std::int64_t>(cast<Dict>(dict)->used) - 1 : 0;
  return iterator;
}

void set_up_dict_keys_type(Vm& vm, Type* type) {
  set_up_view(vm, type, iterate_keys);
  set_up_set_operators(type);
  type->slots.contains = keys_contain;
  add_methods(vm, type, keys_methods);
}
void set_up_dict_values_type(Vm& vm, Type* type) {
  set_up_view(vm, type, iterate_values);
  add_methods(vm, type, values_methods);
}
void set_up_dict_items_type(Vm& vm, Type* type) {
  set_up_view(vm, type, iterate_items);
  set_up_set_operators(type);
  type->slots.contains = items_contain;
  add_methods(vm, type, items_methods);
}
void set_up_dict_key_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_entry<Part::key>);
}
void set_up_dict_value_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_entry<Part::value>);
}
void set_up_dict_item_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_entry<Part::item>);
}
void set_up_dict_reverse_key_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, previous_entry<Part::key>);
}
void set_up_dict_reverse_value_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, previous_entry<Part::value>);
}
void set_up_dict_reverse_item_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, previous_entry<Part::item>);
}

} // namespace specmon::vm
