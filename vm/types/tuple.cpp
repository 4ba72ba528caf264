#include "vm/types/tuple.h"

#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/repr_guard.h"
#include "vm/types/sequence_parts.h"
#include "vm/types/str.h"

#include <bit>

namespace specmon::vm {

namespace {

Tuple* tuple_of(Value value) {
  return cast<Tuple>(value);
}

// Items stand behind the struct for tuples, and behind what a subclass adds for its instances.
Owned<Tuple> allocate_tuple(Vm& vm, std::size_t size) {
  auto* tuple = vm.heap.make<Tuple>(vm.types.tuple, size * sizeof(Value));
  tuple->size = size;
  tuple->items = reinterpret_cast<Value*>(tuple + 1);
  return Owned<Tuple>::steal(tuple);
}

void destroy_tuple(Vm& vm, Object* object) {
  auto* tuple = static_cast<Tuple*>(object);
  vm.heap.untrack(tuple);
  for (std::size_t i = tuple->size; i > 0;) release(tuple->items[--i]);
  if (object->exact) {
    free_object(vm, object, sizeof(Tuple) + tuple->size * sizeof(Value));
  } else {
    if (tuple->items) vm.heap.free(tuple->items, tuple->size * sizeof(Value));
    free_object(vm, object);
  }
}

void traverse_tuple(Object* object, Visitor& visitor) {
  auto* tuple = static_cast<Tuple*>(object);
  for (std::size_t i = 0; i < tuple->size; ++i) visitor(tuple->items[i]);
  traverse_instance(object, visitor);
}

// The items stay: no cycle is of tuples alone, and what dies with one (a class, its bases) may
// still need it.
void clear_tuple(Vm& vm, Object* object) {
  clear_instance(vm, object);
}

Ref new_tuple(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.keywords() > 0 && type == vm.types.tuple) {
    return raise(vm, vm.exceptions.TypeError, "tuple() takes no keyword arguments");
  }
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "tuple expected at most 1 argument, got " + std::to_string(arguments.positional));
  }
  Ref items;
  if (arguments.positional == 0) {
    items = vm.empty_tuple;
  } else {
    items = tuple_from(vm, arguments.values[0]);
    if (!items) return {};
  }
  if (type == vm.types.tuple) return items;
  auto* tuple = allocate_instance<Tuple>(vm, type);
  tuple->size = tuple_of(items)->size;
  if (tuple->size > 0) {
    tuple->items = static_cast<Value*>(vm.heap.allocate(tuple->size * sizeof(Value)));
    for (std::size_t i = 0; i < tuple->size; ++i) {
      tuple->items[i] = tuple_of(items)->items[i];
      retain(tuple->items[i]);
    }
  }
  vm.heap.track(tuple);
  return Ref::steal(tuple);
}

Ref repr_tuple(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "(...)");
  if (!guard.check()) return {};
  return repr_of_items(vm, "(", tuple_of(self)->view(), tuple_of(self)->size == 1 ? ",)" : ")");
}

// The xxHash-like mixing that CPython documents for tuples, so that sets of tuples keep its order.
std::optional<std::int64_t> hash_tuple(Vm& vm, Value self) {
  constexpr std::uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                          prime5 = 2870177450012600261u;
  NativeRecursion recursion(vm);
  if (!recursion.check()) return std::nullopt;
  std::uint64_t sum = prime5;
  for (Value item : tuple_of(self)->view()) {
    auto lane = hash(vm, item);
    if (!lane) return std::nullopt;
    sum += static_cast<std::uint64_t>(*lane) * prime2;
    sum = std::rotl(sum, 31);
    sum *= prime1;
  }
  sum += tuple_of(self)->size ^ (prime5 ^ 3527539u);
  return sum == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(sum);
}

Ref compare_tuple(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<Tuple>(left) || !is<Tuple>(right)) return Value::not_implemented();
  return compare_sequences(vm, tuple_of(left), tuple_of(right), how);
}

std::optional<std::int64_t> length_tuple(Vm&, Value self) {
  return static_cast<std::int64_t>(tuple_of(self)->size);
}

Ref get_item_tuple(Vm& vm, Value self, Value key) {
  Tuple* tuple = tuple_of(self);
  if (auto* slice = as<Slice>(key)) {
    auto bounds = slice_bounds(vm, slice, static_cast<std::int64_t>(tuple->size));
    if (!bounds) return {};
    if (bounds->count == static_cast<std::int64_t>(tuple->size) && bounds->step == 1 &&
        self.object()->exact) {
      return self;
    }
    if (bounds->count == 0) return vm.empty_tuple;
    Owned<Tuple> part = allocate_tuple(vm, static_cast<std::size_t>(bounds->count));
    for (std::int64_t i = 0; i < bounds->count; ++i) {
      part->items[i] = tuple->items[bounds->start + i * bounds->step];
      retain(part->items[i]);
    }
    vm.heap.track(part.get());
    return part;
  }
  auto index = sequence_index(vm, key, tuple->size, "tuple index out of range", "tuple");
  if (!index) return {};
  return tuple->items[*index];
}

std::optional<bool> contains_tuple(Vm& vm, Value self, Value item) {
  return sequence_contains(vm, tuple_of(self), item);
}

Ref add_tuple(Vm& vm, Value left, Value right) {
  if (!is<Tuple>(left)) return Value::not_implemented();
  if (!is<Tuple>(right)) {
    return raise(vm, vm.exceptions.TypeError,
                 "can only concatenate tuple (not \"" + type_name(vm, right) + "\") to tuple");
  }
  Tuple *a = tuple_of(left), *b = tuple_of(right);
  if (b->size == 0 && left.object()->exact) return left;
  if (a->size == 0 && right.object()->exact) return right;
  Owned<Tuple> sum = allocate_tuple(vm, a->size + b->size);
  std::copy_n(a->items, a->size, sum->items);
  std::copy_n(b->items, b->size, sum->items + a->size);
  for (Value item : sum->view()) retain(item);
  vm.heap.track(sum.get());
  return sum;
}

Ref multiply_tuple(Vm& vm, Value left, Value right) {
  if (!is<Tuple>(left)) std::swap(left, right);
  Tuple* tuple = tuple_of(left);
  bool other_type = false;
  auto times = repeat_count(vm, right, tuple->size, other_type);
  if (other_type) return Value::not_implemented();
  if (!times) return {};
  if (*times == 0) return vm.empty_tuple;
  if (*times == 1 && left.object()->exact) return left;
  Owned<Tuple> product = allocate_tuple(vm, tuple->size * *times);
  for (std::size_t i = 0; i < product->size; ++i) {
    product->items[i] = tuple->items[i % tuple->size];
    retain(product->items[i]);
  }
  vm.heap.track(product.get());
  return product;
}

Ref iterate_tuple(Vm& vm, Value self) {
  return make_iterator(vm, vm.types.tuple_iterator, self);
}

Ref next_of_tuple(Vm&, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  Tuple* tuple = tuple_of(iterator->source);
  if (iterator->index < static_cast<std::int64_t>(tuple->size))
    return tuple->items[iterator->index++];
  iterator->source = Ref();
  return {};
}

Ref method_count(Vm& vm, Value self, std::span<const Value> a) {
  return sequence_count(vm, tuple_of(self), a[0]);
}

Ref method_index(Vm& vm, Value self, std::span<const Value> a) {
  Tuple* tuple = tuple_of(self);
  std::int64_t start = 0, stop = INT64_MAX;
  if (a.size() > 1) {
    auto position = clipped_index(vm, a[1], tuple->size);
    if (!position) return {};
    start = *position;
  }
  if (a.size() > 2) {
    auto position = clipped_index(vm, a[2], tuple->size);
    if (!position) return {};
    stop = *position;
  }
  for (std::int64_t i = start; i < stop && i < static_cast<std::int64_t>(tuple->size); ++i) {
    auto same = equal(vm, tuple->items[i], a[0]);
    if (!same) return {};
    if (*same) return Value::small(i);
  }
  return raise(vm, vm.exceptions.ValueError, "tuple.index(x): x not in tuple");
}

Ref method_getnewargs(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {make_tuple(vm, tuple_of(self)->view())});
}

constexpr NativeDefinition methods[] = {
    {"count", method_count, 1, 1},
    {"index", method_index, 1, 3},
    {"__getnewargs__", method_getnewargs, 0, 0},
};

} // namespace

Ref tuple_from(Vm& vm, Value iterable) {
  if (as_exact<Tuple>(iterable)) return iterable;
  if (const List* list = as_exact<List>(iterable)) return make_tuple(vm, list->view());
  const Ref iterator = iterate(vm, iterable);
  if (!iterator) return {};
  if (vm.behaviours.tuples_ask_for_length() && !length_hint(vm, iterable)) return {}; // PYTHON-33
  const Owned<List> items = make_list(vm);
  if (!append_all(vm, items.get(), iterator)) return {};
  return make_tuple(vm, items->view());
}

Owned<Tuple> make_tuple(Vm& vm, std::span<const Value> items) {
  if (items.empty() && vm.empty_tuple) return Owned<Tuple>(tuple_of(vm.empty_tuple));
  Owned<Tuple> tuple = allocate_tuple(vm, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    tuple->items[i] = items[i];
    retain(items[i]);
  }
  vm.heap.track(tuple.get());
  return tuple;
}

Owned<Tuple> make_tuple(Vm& vm, std::initializer_list<Value> items) {
  return make_tuple(vm, std::span<const Value>(items.begin(), items.size()));
}

Owned<Tuple> make_tuple_stealing(Vm& vm, std::span<Value> items) {
  if (items.empty() && vm.empty_tuple) return Owned<Tuple>(tuple_of(vm.empty_tuple));
  Owned<Tuple> tuple = allocate_tuple(vm, items.size());
  std::copy(items.begin(), items.end(), tuple->items);
  vm.heap.track(tuple.get());
  return tuple;
}

void set_up_tuple_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Tuple);
  Slots& slots = type->slots;
  slots.destroy = destroy_tuple;
  slots.traverse = traverse_tuple;
  slots.clear = clear_tuple;
  slots.new_ = new_tuple;
  slots.repr = repr_tuple;
  slots.hash = hash_tuple;
  slots.compare = compare_tuple;
  slots.length = length_tuple;
  slots.get_item = get_item_tuple;
  slots.contains = contains_tuple;
  slots.iterate = iterate_tuple;
  slots.binary[static_cast<int>(BinaryOperator::add)] = add_tuple;
  slots.binary[static_cast<int>(BinaryOperator::multiply)] = multiply_tuple;
  add_methods(vm, type, methods);
  add_class_getitem(vm, type);
}

void set_up_tuple_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_tuple);
}

} // namespace specmon::vm
