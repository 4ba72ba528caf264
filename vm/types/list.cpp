#include "vm/types/list.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list_sort.h"
#include "vm/types/range.h"
#include "vm/types/repr_guard.h"
#include "vm/types/sequence_parts.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <vector>

namespace specmon::vm {

namespace {

List* list_of(Value value) {
  return cast<List>(value);
}

void reserve(Vm& vm, List* list, std::size_t size) {
  if (size <= list->capacity) return;
  std::size_t capacity = std::max<std::size_t>(size, list->capacity + list->capacity / 8 + 6);
  if (size == list->size + 1) capacity = std::max<std::size_t>(4, list->capacity * 3 / 2 + 1);
  list->items = static_cast<Value*>(
      vm.heap.enlarge(list->items, list->capacity * sizeof(Value), capacity * sizeof(Value)));
  list->capacity = capacity;
}

void clear_items(Vm& vm, List* list) {
  // The list is empty before anything dies: destructors may look at it.
  Value* items = list->items;
  std::size_t size = list->size, capacity = list->capacity;
  list->items = nullptr;
  list->size = list->capacity = 0;
  for (std::size_t i = size; i-- > 0;) release(items[i]);
  if (items) vm.heap.free(items, capacity * sizeof(Value));
}

// Replaces `count` items at `start` by the given ones (shared).
void splice(Vm& vm, List* list, std::size_t start, std::size_t count, std::span<const Value> with) {
  std::vector<Value> removed(list->items + start, list->items + start + count);
  std::vector<Value> added(with.begin(), with.end()); // `with` may be the list's own items
  for (Value value : added) retain(value);
  reserve(vm, list, list->size - count + added.size());
  std::size_t tail = list->size - start - count;
  if (tail > 0) {
    std::memmove(list->items + start + added.size(), list->items + start + count,
                 tail * sizeof(Value));
  }
  std::copy(added.begin(), added.end(), list->items + start);
  list->size = list->size - count + added.size();
  for (Value value : removed) release(value);
}

void destroy_list(Vm& vm, Object* object) {
  auto* list = static_cast<List*>(object);
  vm.heap.untrack(list);
  clear_items(vm, list);
  free_object(vm, object);
}

void traverse_list(Object* object, Visitor& visitor) {
  auto* list = static_cast<List*>(object);
  for (std::size_t i = 0; i < list->size; ++i) visitor(list->items[i]);
  traverse_instance(object, visitor);
}

void clear_list(Vm& vm, Object* object) {
  clear_items(vm, static_cast<List*>(object));
  clear_instance(vm, object);
}

Ref new_list(Vm& vm, Type* type, const Arguments&) {
  auto* list = allocate_instance<List>(vm, type);
  vm.heap.track(list);
  return Ref::steal(list);
}

bool init_list(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, "list() takes no keyword arguments");
  }
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "list expected at most 1 argument, got " + std::to_string(arguments.positional));
  }
  clear_items(vm, list_of(self));
  return arguments.positional == 0 || extend(vm, list_of(self), arguments.values[0]);
}

Ref repr_list(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "[...]");
  if (!guard.check()) return {};
  Owned<List> items = make_list(vm, list_of(self)->view()); // showing an item may change the list
  return repr_of_items(vm, "[", items->view(), "]");
}

Ref compare_list(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<List>(left) || !is<List>(right)) return Value::not_implemented();
  return compare_sequences(vm, list_of(left), list_of(right), how);
}

std::optional<std::int64_t> length_list(Vm&, Value self) {
  return static_cast<std::int64_t>(list_of(self)->size);
}

std::optional<bool> contains_list(Vm& vm, Value self, Value item) {
  return sequence_contains(vm, list_of(self), item);
}

Ref get_item_list(Vm& vm, Value self, Value key) {
  List* list = list_of(self);
  if (auto* slice = as<Slice>(key)) {
    auto bounds = slice_bounds(vm, slice, static_cast<std::int64_t>(list->size));
    if (!bounds) return {};
    Owned<List> part = make_list(vm);
    reserve(vm, part.get(), static_cast<std::size_t>(bounds->count));
    for (std::int64_t i = 0; i < bounds->count; ++i) {
      append(vm, part.get(), list->items[bounds->start + i * bounds->step]);
    }
    return part;
  }
  auto index = sequence_index(vm, key, list->size, "list index out of range", "list");
  if (!index) return {};
  return list->items[*index];
}

bool delete_slice(Vm& vm, List* list, const SliceBounds& bounds) {
  if (bounds.count == 0) return true;
  if (bounds.step == 1) {
    splice(vm, list, static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count),
           {});
    return true;
  }
  std::vector<bool> gone(list->size);
  for (std::int64_t i = 0; i < bounds.count; ++i) {
    gone[static_cast<std::size_t>(bounds.start + i * bounds.step)] = true;
  }
  std::vector<Value> removed;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list->size; ++i) {
    if (gone[i]) {
      removed.push_back(list->items[i]);
    } else {
      list->items[kept++] = list->items[i];
    }
  }
  list->size = kept;
  for (Value value : removed) release(value);
  return true;
}

bool set_slice(Vm& vm, List* list, Slice* slice, Value value) {
  if (!value) {
    auto bounds = slice_bounds(vm, slice, static_cast<std::int64_t>(list->size));
    return bounds && delete_slice(vm, list, *bounds);
  }
  bool extended = !slice->step.get().is_none() && slice->step.get() != Value::small(1);
  if (!extended && !type_of(vm, value)->slots.iterate && !type_of(vm, value)->slots.get_item) {
    return raise(vm, vm.exceptions.TypeError, "must assign iterable to extended slice");
  }
  const Ref given = sequence_from(vm, value);
  if (!given) return false;
  // A copy: it may be the list itself.
  const Owned<List> items = make_list(vm, items_of(given));
  auto bounds = slice_bounds(vm, slice, static_cast<std::int64_t>(list->size));
  if (!bounds) return false;
  if (bounds->step == 1) {
    splice(vm, list, static_cast<std::size_t>(bounds->start),
           static_cast<std::size_t>(bounds->count), items->view());
    return true;
  }
  if (static_cast<std::int64_t>(items->size) != bounds->count) {
    return raise(vm, vm.exceptions.ValueError,
                 "attempt to assign sequence of size " + std::to_string(items->size) +
                     " to extended slice of size " + std::to_string(bounds->count));
  }
  for (std::int64_t i = 0; i < bounds->count; ++i) {
    Value& place = list->items[bounds->start + i * bounds->step];
    std::swap(place, items->items[i]); // the old item dies with `items`
  }
  return true;
}

bool set_item_list(Vm& vm, Value self, Value key, Value value) {
  List* list = list_of(self);
  if (auto* slice = as<Slice>(key)) return set_slice(vm, list, slice, value);
  auto index = sequence_index(vm, key, list->size, "list assignment index out of range", "list");
  if (!index) return false;
  auto position = static_cast<std::size_t>(*index);
  if (!value) {
    splice(vm, list, position, 1, {});
    return true;
  }
  Value old = list->items[position];
  retain(value);
  list->items[position] = value;
  release(old);
  return true;
}

Ref add_list(Vm& vm, Value left, Value right) {
  if (!is<List>(left)) return Value::not_implemented();
  if (!is<List>(right)) {
    return raise(vm, vm.exceptions.TypeError,
                 "can only concatenate list (not \"" + type_name(vm, right) + "\") to list");
  }
  Owned<List> sum = make_list(vm, list_of(left)->view());
  splice(vm, sum.get(), sum->size, 0, list_of(right)->view());
  return sum;
}

Ref inplace_add_list(Vm& vm, Value left, Value right) {
  if (!extend(vm, list_of(left), right)) return {};
  return left;
}

bool fill_repeated(Vm& vm, List* target, List* source, std::size_t times) {
  reserve(vm, target, source->size * times);
  std::size_t size = source->size;
  for (std::size_t round = 0; round < times; ++round) {
    for (std::size_t i = 0; i < size; ++i) append(vm, target, source->items[i]);
  }
  return true;
}

Ref multiply_list(Vm& vm, Value left, Value right) {
  if (!is<List>(left)) std::swap(left, right);
  bool other_type = false;
  auto times = repeat_count(vm, right, list_of(left)->size, other_type);
  if (other_type) return Value::not_implemented();
  if (!times) return {};
  Owned<List> product = make_list(vm);
  fill_repeated(vm, product.get(), list_of(left), *times);
  return product;
}

Ref inplace_multiply_list(Vm& vm, Value left, Value right) {
  List* list = list_of(left);
  bool other_type = false;
  auto times = repeat_count(vm, right, list->size, other_type);
  if (other_type) return Value::not_implemented();
  if (!times) return {};
  if (*times == 0) {
    clear_items(vm, list);
  } else {
    fill_repeated(vm, list, make_list(vm, list->view()).get(), *times - 1);
  }
  return left;
}

Ref iterate_list(Vm& vm, Value self) {
  return make_iterator(vm, vm.types.list_iterator, self);
}

Ref next_of_list(Vm&, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  List* list = list_of(iterator->source);
  if (iterator->index < static_cast<std::int64_t>(list->size))
    return list->items[iterator->index++];
  iterator->source = Ref();
  return {};
}

Ref previous_of_list(Vm&, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  List* list = list_of(iterator->source);
  if (iterator->index >= 0 && iterator->index < static_cast<std::int64_t>(list->size)) {
    return list->items[iterator->index--];
  }
  iterator->source = Ref();
  return {};
}

Ref method_append(Vm& vm, Value self, std::span<const Value> a) {
  append(vm, list_of(self), a[0]);
  return Value::none();
}

Ref method_extend(Vm& vm, Value self, std::span<const Value> a) {
  if (!extend(vm, list_of(self), a[0])) return {};
  return Value::none();
}

Ref method_insert(Vm& vm, Value self, std::span<const Value> a) {
  auto index = index_to_int64(vm, a[0]);
  if (!index) return {};
  List* list = list_of(self);
  auto size = static_cast<std::int64_t>(list->size);
  std::int64_t position =
      *index < 0 ? std::max<std::int64_t>(0, *index + size) : std::min(*index, size);
  splice(vm, list, static_cast<std::size_t>(position), 0, a.subspan(1, 1));
  return Value::none();
}

Ref method_pop(Vm& vm, Value self, std::span<const Value> a) {
  List* list = list_of(self);
  std::int64_t index = -1;
  if (!a.empty()) {
    auto given = index_to_int64(vm, a[0]);
    if (!given) return {};
    index = *given;
  }
  if (list->size == 0) return raise(vm, vm.exceptions.IndexError, "pop from empty list");
  if (index < 0) index += static_cast<std::int64_t>(list->size);
  if (index < 0 || index >= static_cast<std::int64_t>(list->size)) {
    return raise(vm, vm.exceptions.IndexError, "pop index out of range");
  }
  auto position = static_cast<std::size_t>(index);
  Ref item = Ref::steal(list->items[position]);
  std::memmove(list->items + position, list->items + position + 1,
               (list->size - position - 1) * sizeof(Value));
  --list->size;
  return item;
}

Ref method_remove(Vm& vm, Value self, std::span<const Value> a) {
  List* list = list_of(self);
  for (std::size_t i = 0; i < list->size; ++i) {
    Ref item(list->items[i]);
    auto same = equal(vm, item, a[0]);
    if (!same) return {};
    if (*same) {
      if (i < list->size) splice(vm, list, i, 1, {});
      return Value::none();
    }
  }
  return raise(vm, vm.exceptions.ValueError, "list.remove(x): x not in list");
}

Ref method_index(Vm& vm, Value self, std::span<const Value> a) {
  List* list = list_of(self);
  std::int64_t start = 0, stop = INT64_MAX;
  if (a.size() > 1) {
    auto position = clipped_index(vm, a[1], list->size);
    if (!position) return {};
    start = *position;
  }
  if (a.size() > 2) {
    auto position = clipped_index(vm, a[2], list->size);
    if (!position) return {};
    stop = *position;
  }
  for (std::int64_t i = start; i < stop && i < static_cast<std::int64_t>(list->size); ++i) {
    Ref item(list->items[i]);
    auto same = equal(vm, item, a[0]);
    if (!same) return {};
    if (*same) return Value::small(i);
  }
  if (vm.behaviours.list_index_message_names_the_method()) {
    return raise(vm, vm.exceptions.ValueError, "list.index(x): x not in list");
  }
  Owned<Str> shown = repr(vm, a[0]);
  if (!shown) return {};
  return raise(vm, vm.exceptions.ValueError, to_utf8(shown.get()) + " is not in list");
}

Ref method_count(Vm& vm, Value self, std::span<const Value> a) {
  return sequence_count(vm, list_of(self), a[0]);
}

Ref method_clear(Vm& vm, Value self, std::span<const Value>) {
  clear_items(vm, list_of(self));
  return Value::none();
}

Ref method_copy(Vm& vm, Value self, std::span<const Value>) {
  return make_list(vm, list_of(self)->view());
}

Ref method_reverse(Vm&, Value self, std::span<const Value>) {
  std::reverse(list_of(self)->items, list_of(self)->items + list_of(self)->size);
  return Value::none();
}

Ref method_reversed(Vm& vm, Value self, std::span<const Value>) {
  Owned<Iterator> iterator = make_iterator(vm, vm.types.list_reverse_iterator, self);
  iterator->index = static_cast<std::int64_t>(list_of(self)->size) - 1;
  return iterator;
}

Ref method_sort(Vm& vm, Value self, std::span<const Value> a) {
  Value key = a[0];
  auto descending = truth(vm, a[1]);
  if (!descending) return {};
  List* list = list_of(self);
  // While it is sorted the list is empty, so that whoever looks at it meanwhile does no harm.
  std::vector<Value> items(list->items, list->items + list->size);
  if (list->items) vm.heap.free(list->items, list->capacity * sizeof(Value));
  list->items = nullptr;
  list->size = list->capacity = 0;

  std::vector<Ref> held_keys;
  std::vector<Value> keys;
  bool sorted = true;
  if (!key.is_none()) {
    for (Value item : items) {
      held_keys.push_back(call(vm, key, {item}));
      if (!held_keys.back()) {
        sorted = false;
        break;
      }
      keys.push_back(held_keys.back());
    }
  }
  if (sorted) {
    // Descending and still stable: turned around before and after.
    if (*descending) {
      std::reverse(items.begin(), items.end());
      std::reverse(keys.begin(), keys.end());
    }
    sorted = sort_values(vm, items, keys);
    if (*descending) std::reverse(items.begin(), items.end());
  }
  bool changed = list->items != nullptr;
  clear_items(vm, list);
  if (!items.empty()) {
    list->items = static_cast<Value*>(vm.heap.allocate(items.size() * sizeof(Value)));
    std::copy(items.begin(), items.end(), list->items);
    list->size = list->capacity = items.size();
  }
  if (!sorted) return {};
  if (changed) return raise(vm, vm.exceptions.ValueError, "list modified during sort");
  return Value::none();
}

constexpr NativeDefinition methods[] = {
    {"append", method_append, 1, 1},
    {"clear", method_clear, 0, 0},
    {"copy", method_copy, 0, 0},
    {"count", method_count, 1, 1},
    {"extend", method_extend, 1, 1},
    {"index", method_index, 1, 3},
    {"insert", method_insert, 2, 2},
    {"pop", method_pop, 0, 1},
    {"remove", method_remove, 1, 1},
    {"reverse", method_reverse, 0, 0},
    {"sort", method_sort, "(*, key=None, reverse=False)"},
    {"__reversed__", method_reversed, 0, 0},
};

} // namespace

Owned<List> make_list(Vm& vm, std::span<const Value> items) {
  auto* list = vm.heap.make<List>(vm.types.list);
  Owned<List> owned = Owned<List>::steal(list);
  if (!items.empty()) {
    list->items = static_cast<Value*>(vm.heap.allocate(items.size() * sizeof(Value)));
    list->capacity = list->size = items.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      list->items[i] = items[i];
      retain(items[i]);
    }
  }
  vm.heap.track(list);
  return owned;
}

Owned<List> make_list_stealing(Vm& vm, std::span<Value> items) {
  auto* list = vm.heap.make<List>(vm.types.list);
  Owned<List> owned = Owned<List>::steal(list);
  if (!items.empty()) {
    list->items = static_cast<Value*>(vm.heap.allocate(items.size() * sizeof(Value)));
    list->capacity = list->size = items.size();
    std::copy(items.begin(), items.end(), list->items);
  }
  vm.heap.track(list);
  return owned;
}

void append(Vm& vm, List* list, Value item) {
  retain(item);
  append_stealing(vm, list, item);
}

void make_room(Vm& vm, List* list) {
  reserve(vm, list, list->size + 1);
}

bool extend(Vm& vm, List* list, Value iterable) {
  if (iterable.is_object() && iterable.object()->exact) {
    if (auto* tuple = as<Tuple>(iterable)) {
      splice(vm, list, list->size, 0, tuple->view());
      return true;
    }
    if (auto* other = as<List>(iterable)) {
      splice(vm, list, list->size, 0, other->view());
      return true;
    }
  }
  if (auto* range = as<Range>(iterable)) { // before the first item, as the length is known
    if (!range->small) {
      return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C ssize_t");
    }
    if (range->length > std::int64_t{1} << 36) return raise(vm, vm.exceptions.MemoryError);
  }
  const Ref iterator = iterate(vm, iterable);
  return iterator && length_hint(vm, iterable) && append_all(vm, list, iterator); // PYTHON-33
}

bool append_all(Vm& vm, List* list, Value iterator) {
  while (Ref item = next(vm, iterator)) append_stealing(vm, list, item.release_ownership());
  return !error_pending(vm);
}

Owned<List> list_from(Vm& vm, Value iterable) {
  Owned<List> list = make_list(vm);
  if (!extend(vm, list.get(), iterable)) return {};
  return list;
}

Ref sequence_from(Vm& vm, Value iterable) {
  if (as_exact<Tuple>(iterable) || as_exact<List>(iterable)) return iterable;
  const Ref iterator = iterate(vm, iterable);
  return iterator ? Ref(list_from(vm, iterator)) : Ref();
}

std::span<const Value> items_of(Value list_or_tuple) {
  const Tuple* tuple = as<Tuple>(list_or_tuple);
  return tuple ? tuple->view() : cast<List>(list_or_tuple)->view();
}

void set_up_list_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(List);
  Slots& slots = type->slots;
  slots.destroy = destroy_list;
  slots.traverse = traverse_list;
  slots.clear = clear_list;
  slots.new_ = new_list;
  slots.init = init_list;
  slots.repr = repr_list;
  slots.compare = compare_list;
  slots.length = length_list;
  slots.get_item = get_item_list;
  slots.set_item = set_item_list;
  slots.contains = contains_list;
  slots.iterate = iterate_list;
  slots.binary[static_cast<int>(BinaryOperator::add)] = add_list;
  slots.binary[static_cast<int>(BinaryOperator::multiply)] = multiply_list;
  slots.inplace[static_cast<int>(BinaryOperator::add)] = inplace_add_list;
  slots.inplace[static_cast<int>(BinaryOperator::multiply)] = inplace_multiply_list;
  add_methods(vm, type, methods);
  add_class_getitem(vm, type);
  add_constant(vm, type, "__hash__", Value::none());
}

void set_up_list_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_list);
}
void set_up_list_reverse_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, previous_of_list);
}

} // namespace specmon::vm
