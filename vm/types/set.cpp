// The set and frozenset types: methods and operators. The table is in set_table.cpp.

#include "vm/types/set.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/repr_guard.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

Set* set_of(Value value) {
  return cast<Set>(value);
}

bool is_frozen(Vm& vm, Value value) {
  return is_subtype(type_of(vm, value), vm.types.frozenset);
}

// A new set of the built-in type that `like` is or derives from.
Owned<Set> make_like(Vm& vm, Value like) {
  return is_frozen(vm, like) ? make_frozenset(vm) : make_set(vm);
}

Owned<Set> copy_of(Vm& vm, Value set) {
  Owned<Set> copy = make_like(vm, set);
  if (!set_update(vm, copy.get(), set)) return {};
  return copy;
}

// Any iterable as a set: itself if it is one.
Owned<Set> as_set(Vm& vm, Value iterable) {
  if (auto* set = as<Set>(iterable)) return set;
  Owned<Set> made = make_set(vm);
  if (!set_update(vm, made.get(), iterable)) return {};
  return made;
}

void destroy_set(Vm& vm, Object* object) {
  auto* set = static_cast<Set*>(object);
  vm.heap.untrack(set);
  set_clear(vm, set);
  free_object(vm, object);
}

void traverse_set(Object* object, Visitor& visitor) {
  auto* set = static_cast<Set*>(object);
  for (SetEntry* e = set_first(set); e; e = set_next(set, e)) visitor(e->key);
  traverse_instance(object, visitor);
}

void clear_slot(Vm& vm, Object* object) {
  set_clear(vm, static_cast<Set*>(object));
  clear_instance(vm, object);
}

Ref new_set(Vm& vm, Type* type, const Arguments&) {
  auto* set = allocate_instance<Set>(vm, type);
  vm.heap.track(set);
  return Ref::steal(set);
}

bool check_arguments(Vm& vm, std::string_view name, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, std::string(name) + "() takes no keyword arguments");
  }
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 std::string(name) + " expected at most 1 argument, got " +
                     std::to_string(arguments.positional));
  }
  return true;
}

bool init_set(Vm& vm, Value self, const Arguments& arguments) {
  if (!check_arguments(vm, "set", arguments)) return false;
  set_clear(vm, set_of(self));
  return arguments.positional == 0 || set_update(vm, set_of(self), arguments.values[0]);
}

Ref new_frozenset(Vm& vm, Type* type, const Arguments& arguments) {
  if (type == vm.types.frozenset && !check_arguments(vm, "frozenset", arguments)) return {};
  if (arguments.positional == 1 && type == vm.types.frozenset &&
      as_exact<Set>(arguments.values[0]) && is_frozen(vm, arguments.values[0])) {
    return arguments.values[0];
  }
  Ref set = new_set(vm, type, {});
  if (arguments.positional > 0 && !set_update(vm, set_of(set), arguments.values[0])) return {};
  return set;
}

Ref repr_set(Vm& vm, Value self) {
  Type* type = type_of(vm, self);
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, type->name + "(...)");
  if (!guard.check()) return {};
  if (set_of(self)->size == 0) return make_str(vm, type->name + "()");
  Owned<List> items = list_from(vm, self);
  if (!items) return {};
  if (type == vm.types.set) return repr_of_items(vm, "{", items->view(), "}");
  return repr_of_items(vm, type->name + "({", items->view(), "})");
}

std::optional<std::int64_t> hash_frozenset(Vm&, Value self) {
  Set* set = set_of(self);
  if (set->hash != -1) return set->hash;
  std::uint64_t sum = (set->size + 1) * 1927868237u;
  for (SetEntry* e = set_first(set); e; e = set_next(set, e)) {
    auto bits = static_cast<std::uint64_t>(e->hash);
    sum ^= ((bits ^ 89869747u) ^ (bits << 16)) * 3644798167u;
  }
  sum = (sum ^ (sum >> 11) ^ (sum >> 25)) * 69069u + 907133923u;
  set->hash = static_cast<std::int64_t>(sum);
  if (set->hash == -1) set->hash = 590923713;
  return set->hash;
}

std::optional<bool> is_subset(Vm& vm, Set* left, Set* right) {
  if (left->size > right->size) return false;
  for (SetEntry* e = set_first(left); e; e = set_next(left, e)) {
    Ref held(e->key);
    auto found = set_contains(vm, right, held);
    if (!found || !*found) return found;
  }
  return true;
}

Ref compare_set(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<Set>(left) || !is<Set>(right)) return Value::not_implemented();
  Set *a = set_of(left), *b = set_of(right);
  if (how == Comparison::gt || how == Comparison::ge) {
    std::swap(a, b);
    how = how == Comparison::gt ? Comparison::lt : Comparison::le;
  }
  bool sizes_allow = how == Comparison::le   ? a->size <= b->size
                     : how == Comparison::lt ? a->size < b->size
                                             : a->size == b->size;
  if (!sizes_allow) return Value::boolean(how == Comparison::ne);
  auto inside = is_subset(vm, a, b);
  if (!inside) return {};
  return Value::boolean(*inside != (how == Comparison::ne));
}

std::optional<std::int64_t> length_set(Vm&, Value self) {
  return static_cast<std::int64_t>(set_of(self)->size);
}

// A set that is looked for in a set is compared as a frozenset would be.
Ref hashable(Vm& vm, Value item) {
  if (is<Set>(item) && !is_frozen(vm, item)) {
    Owned<Set> frozen = make_frozenset(vm);
    if (!set_update(vm, frozen.get(), item)) return {};
    return frozen;
  }
  return item;
}

std::optional<bool> contains_set(Vm& vm, Value self, Value item) {
  Ref key = hashable(vm, item);
  if (!key) return std::nullopt;
  return set_contains(vm, set_of(self), key);
}

Ref iterate_set(Vm& vm, Value self) {
  Owned<Iterator> iterator = make_iterator(vm, vm.types.set_iterator, self);
  iterator->stop = static_cast<std::int64_t>(set_of(self)->size);
  return iterator;
}

Ref next_of_set(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  Set* set = set_of(iterator->source);
  if (iterator->stop != static_cast<std::int64_t>(set->size)) {
    iterator->stop = -1;
    return raise(vm, vm.exceptions.RuntimeError, "Set changed size during iteration");
  }
  if (set->table) {
    auto size = static_cast<std::int64_t>(set->mask) + 1;
    while (iterator->index < size && set->table[iterator->index].key.is_null()) ++iterator->index;
    if (iterator->index < size) return set->table[iterator->index++].key;
  }
  iterator->source = Ref();
  return {};
}

// The four operations, on sets.

Ref intersect(Vm& vm, Value left, Set* right) {
  Owned<Set> result = make_like(vm, left);
  Set *large = set_of(left), *small = right;
  if (small->size > large->size) std::swap(large, small);
  for (SetEntry* e = set_first(small); e; e = set_next(small, e)) {
    Ref held(e->key);
    auto found = set_contains(vm, large, held);
    if (!found || (*found && !set_add(vm, result.get(), held))) return {};
  }
  return result;
}

Ref unite(Vm& vm, Value left, Value right) {
  Owned<Set> result = copy_of(vm, left);
  if (!result || !set_update(vm, result.get(), right)) return {};
  return result;
}

bool subtract_from(Vm& vm, Set* set, Set* other) {
  if (set == other) {
    set_clear(vm, set);
    return true;
  }
  for (SetEntry* e = set_first(other); e; e = set_next(other, e)) {
    Ref held(e->key);
    if (!set_discard(vm, set, held)) return false;
  }
  return true;
}

Ref subtract(Vm& vm, Value left, Set* right) {
  Set* set = set_of(left);
  if (set->size / 4 > right->size) {
    Owned<Set> result = copy_of(vm, left);
    if (!result || !subtract_from(vm, result.get(), right)) return {};
    return result;
  }
  Owned<Set> result = make_like(vm, left);
  for (SetEntry* e = set_first(set); e; e = set_next(set, e)) {
    Ref held(e->key);
    auto found = set_contains(vm, right, held);
    if (!found || (!*found && !set_add(vm, result.get(), held))) return {};
  }
  return result;
}

bool toggle(Vm& vm, Set* set, Set* other) {
  if (set == other) {
    set_clear(vm, set);
    return true;
  }
  for (SetEntry* e = set_first(other); e; e = set_next(other, e)) {
    Ref held(e->key);
    auto was_there = set_discard(vm, set, held);
    if (!was_there || (!*was_there && !set_add(vm, set, held))) return false;
  }
  return true;
}

Ref exclusive(Vm& vm, Value left, Value right) {
  Owned<Set> result = make_like(vm, left);
  if (!set_update(vm, result.get(), right) || !toggle(vm, result.get(), set_of(left))) return {};
  return result;
}

template <BinaryOperator how> Ref operate(Vm& vm, Value left, Value right) {
  if (!is<Set>(left) || !is<Set>(right)) return Value::not_implemented();
  switch (how) {
  case BinaryOperator::bit_and: return intersect(vm, left, set_of(right));
  case BinaryOperator::bit_or: return unite(vm, left, right);
  case BinaryOperator::bit_xor: return exclusive(vm, left, right);
  default: return subtract(vm, left, set_of(right));
  }
}

// Gives `set` the members of `with`.
void replace(Vm& vm, Set* set, Set* with) {
  set_clear(vm, set);
  std::swap(set->table, with->table);
  std::swap(set->mask, with->mask);
  std::swap(set->filled, with->filled);
  std::swap(set->size, with->size);
}

bool apply_inplace(Vm& vm, BinaryOperator how, Value left, Set* right) {
  Set* set = set_of(left);
  switch (how) {
  case BinaryOperator::bit_and: {
    Ref result = intersect(vm, left, right);
    if (!result) return false;
    replace(vm, set, set_of(result));
    return true;
  }
  case BinaryOperator::bit_or: return set_update(vm, set, Value::object(right));
  case BinaryOperator::bit_xor: return toggle(vm, set, right);
  default: return subtract_from(vm, set, right);
  }
}

template <BinaryOperator how> Ref operate_inplace(Vm& vm, Value left, Value right) {
  if (!is<Set>(right)) return Value::not_implemented();
  if (!apply_inplace(vm, how, left, set_of(right))) return {};
  return left;
}

// Methods take any iterables.

template <BinaryOperator how> Ref method_combine(Vm& vm, Value self, std::span<const Value> a) {
  if (a.empty()) return copy_of(vm, self);
  Ref result = self;
  for (Value other : a) {
    if (how == BinaryOperator::bit_or) {
      result = unite(vm, result, other);
    } else {
      Owned<Set> operand = as_set(vm, other);
      if (!operand) return {};
      result = operate<how>(vm, result, operand);
    }
    if (!result) return {};
  }
  return result;
}

template <BinaryOperator how> Ref method_update(Vm& vm, Value self, std::span<const Value> a) {
  for (Value other : a) {
    if (how == BinaryOperator::bit_or) {
      if (!set_update(vm, set_of(self), other)) return {};
      continue;
    }
    Owned<Set> operand = as_set(vm, other);
    if (!operand || !apply_inplace(vm, how, self, operand.get())) return {};
  }
  return Value::none();
}

Ref method_add(Vm& vm, Value self, std::span<const Value> a) {
  if (!set_add(vm, set_of(self), a[0])) return {};
  return Value::none();
}

Ref method_discard(Vm& vm, Value self, std::span<const Value> a) {
  Ref key = hashable(vm, a[0]);
  if (!key || !set_discard(vm, set_of(self), key)) return {};
  return Value::none();
}

Ref method_remove(Vm& vm, Value self, std::span<const Value> a) {
  Ref key = hashable(vm, a[0]);
  if (!key) return {};
  auto removed = set_discard(vm, set_of(self), key);
  if (!removed) return {};
  if (!*removed) return raise_with(vm, vm.exceptions.KeyError, a[0]);
  return Value::none();
}

Ref method_pop(Vm& vm, Value self, std::span<const Value>) {
  Set* set = set_of(self);
  if (set->size == 0) {
    return raise_with(vm, vm.exceptions.KeyError, make_str(vm, "pop from an empty set"));
  }
  std::size_t i = set->finger & set->mask;
  while (set->table[i].key.is_null()) i = (i + 1) & set->mask;
  Ref item = Ref::steal(set->table[i].key);
  set->table[i] = {Value(), -1};
  --set->size;
  set->finger = i + 1;
  return item;
}

Ref method_clear(Vm& vm, Value self, std::span<const Value>) {
  set_clear(vm, set_of(self));
  return Value::none();
}

Ref method_copy(Vm& vm, Value self, std::span<const Value>) {
  if (is_frozen(vm, self) && self.object()->exact) return self;
  return copy_of(vm, self);
}

Ref method_isdisjoint(Vm& vm, Value self, std::span<const Value> a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  while (Ref item = next(vm, iterator)) {
    auto found = set_contains(vm, set_of(self), item);
    if (!found) return {};
    if (*found) return Value::false_();
  }
  if (error_pending(vm)) return {};
  return Value::true_();
}

Ref method_issubset(Vm& vm, Value self, std::span<const Value> a) {
  Owned<Set> other = as_set(vm, a[0]);
  if (!other) return {};
  return compare_set(vm, self, other, Comparison::le);
}

Ref method_issuperset(Vm& vm, Value self, std::span<const Value> a) {
  Owned<Set> other = as_set(vm, a[0]);
  if (!other) return {};
  return compare_set(vm, self, other, Comparison::ge);
}

constexpr int any = NativeDefinition::any;

constexpr NativeDefinition shared_methods[] = {
    {"copy", method_copy, 0, 0},
    {"difference", method_combine<BinaryOperator::subtract>, 0, any},
    {"intersection", method_combine<BinaryOperator::bit_and>, 0, any},
    {"isdisjoint", method_isdisjoint, 1, 1},
    {"issubset", method_issubset, 1, 1},
    {"issuperset", method_issuperset, 1, 1},
    {"symmetric_difference", method_combine<BinaryOperator::bit_xor>, 1, 1},
    {"union", method_combine<BinaryOperator::bit_or>, 0, any},
};

constexpr NativeDefinition set_methods[] = {
    {"add", method_add, 1, 1},
    {"clear", method_clear, 0, 0},
    {"difference_update", method_update<BinaryOperator::subtract>, 0, any},
    {"discard", method_discard, 1, 1},
    {"intersection_update", method_update<BinaryOperator::bit_and>, 0, any},
    {"pop", method_pop, 0, 0},
    {"remove", method_remove, 1, 1},
    {"symmetric_difference_update", method_update<BinaryOperator::bit_xor>, 1, 1},
    {"update", method_update<BinaryOperator::bit_or>, 0, any},
};

void set_up_shared(Vm& vm, Type* type) {
  type->instance_size = sizeof(Set);
  Slots& slots = type->slots;
  slots.destroy = destroy_set;
  slots.traverse = traverse_set;
  slots.clear = clear_slot;
  slots.repr = repr_set;
  slots.compare = compare_set;
  slots.length = length_set;
  slots.contains = contains_set;
  slots.iterate = iterate_set;
  slots.binary[static_cast<int>(BinaryOperator::bit_and)] = operate<BinaryOperator::bit_and>;
  slots.binary[static_cast<int>(BinaryOperator::bit_or)] = operate<BinaryOperator::bit_or>;
  slots.binary[static_cast<int>(BinaryOperator::bit_xor)] = operate<BinaryOperator::bit_xor>;
  slots.binary[static_cast<int>(BinaryOperator::subtract)] = operate<BinaryOperator::subtract>;
  add_methods(vm, type, shared_methods);
  add_class_getitem(vm, type);
}

} // namespace

void set_up_set_type(Vm& vm, Type* type) {
  set_up_shared(vm, type);
  Slots& slots = type->slots;
  slots.new_ = new_set;
  slots.init = init_set;
  slots.inplace[static_cast<int>(BinaryOperator::bit_and)] =
      operate_inplace<BinaryOperator::bit_and>;
  slots.inplace[static_cast<int>(BinaryOperator::bit_or)] = operate_inplace<BinaryOperator::bit_or>;
  slots.inplace[static_cast<int>(BinaryOperator::bit_xor)] =
      operate_inplace<BinaryOperator::bit_xor>;
  slots.inplace[static_cast<int>(BinaryOperator::subtract)] =
      operate_inplace<BinaryOperator::subtract>;
  add_methods(vm, type, set_methods);
  add_constant(vm, type, "__hash__", Value::none());
}

void set_up_frozenset_type(Vm& vm, Type* type) {
  set_up_shared(vm, type);
  type->slots.new_ = new_frozenset;
  type->slots.hash = hash_frozenset;
}

void set_up_set_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_set);
}

} // namespace specmon::vm
