// _collections: OrderedDict (ordered_dict.cpp), defaultdict, deque, and the counting loop of
// Counter.

#include "vm/modules/ordered_dict.h"
#include "vm/modules/tuple_getter.h"
#include "vm/type_setup.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/repr_guard.h"
#include "vm/types/sequence_parts.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <deque>
#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

// --- defaultdict

struct DefaultDict : Dict {
  Ref factory;
};

DefaultDict* defaultdict_of(Value value) {
  return static_cast<DefaultDict*>(value.object());
}

void destroy_defaultdict(Vm& vm, Object* object) {
  static_cast<DefaultDict*>(object)->factory = Ref();
  vm.types.dict->slots.destroy(vm, object);
}
void traverse_defaultdict(Object* object, Visitor& visitor) {
  visitor(static_cast<DefaultDict*>(object)->factory.get());
  object->type->vm->types.dict->slots.traverse(object, visitor);
}
void clear_defaultdict(Vm& vm, Object* object) {
  static_cast<DefaultDict*>(object)->factory = Ref();
  vm.types.dict->slots.clear(vm, object);
}

Ref new_defaultdict(Vm& vm, Type* type, const Arguments&) {
  auto* dict = allocate_instance<DefaultDict>(vm, type);
  dict->factory = Value::none();
  vm.heap.track(dict);
  return Ref::steal(dict);
}

bool init_defaultdict(Vm& vm, Value self, const Arguments& arguments) {
  Arguments rest = arguments;
  if (arguments.positional > 0) {
    Value factory = arguments.values[0];
    if (!factory.is_none() && !is_callable(vm, factory)) {
      return raise(vm, vm.exceptions.TypeError, "first argument must be callable or None");
    }
    defaultdict_of(self)->factory = factory;
    ++rest.values;
    --rest.positional;
  }
  return vm.types.dict->slots.init(vm, self, rest);
}

// Built-in types have their module in their name; reprs do not show it.
std::string shown_name(const Vm& vm, Value self) {
  const std::string name = type_name(vm, self);
  return name.substr(name.rfind('.') + 1);
}

Ref repr_defaultdict(Vm& vm, Value self) {
  Owned<Str> factory = repr(vm, defaultdict_of(self)->factory);
  if (!factory) return {};
  Ref items = vm.types.dict->slots.repr(vm, self);
  if (!items) return {};
  return make_str(vm, shown_name(vm, self) + "(" + to_utf8(factory.get()) + ", " +
                          to_utf8(cast<Str>(items)) + ")");
}

Ref defaultdict_missing(Vm& vm, Value self, Values a) {
  Ref factory = defaultdict_of(self)->factory;
  if (factory.get().is_none()) return raise_with(vm, vm.exceptions.KeyError, a[0]);
  Ref value = call(vm, factory, {});
  if (!value || !set_item(vm, self, a[0], value)) return {};
  return value;
}

Ref defaultdict_copy(Vm& vm, Value self, Values) {
  return call(vm, Value::object(type_of(vm, self)), {defaultdict_of(self)->factory, self});
}

Ref get_factory(Vm&, Value self) {
  return defaultdict_of(self)->factory;
}
bool set_factory(Vm&, Value self, Value value) {
  defaultdict_of(self)->factory = value ? value : Value::none();
  return true;
}

constexpr NativeDefinition defaultdict_methods[] = {
    {"__missing__", defaultdict_missing, 1, 1},
    {"copy", defaultdict_copy, 0, 0},
    {"__copy__", defaultdict_copy, 0, 0},
};
constexpr AttributeDefinition defaultdict_attributes[] = {
    {"default_factory", get_factory, set_factory}};

// A found key is answered at once; an absent one goes to __missing__, as for any subclass of dict.
Ref get_item_defaultdict(Vm& vm, Value self, Value key) {
  Ref found = dict_get(vm, static_cast<Dict*>(self.object()), key);
  if (found || error_pending(vm)) return found;
  Ref missing = lookup_special(vm, self, vm.names.missing);
  if (!missing) return {};
  return call(vm, missing, {key});
}

// --- deque

struct Deque : Container {
  static constexpr Layout layout_id = Layout::deque;
  std::deque<Value> items; // owned references
  std::int64_t limit = -1; // maxlen; -1: none
  std::uint32_t changes = 0;
};

Deque* deque_of(Value value) {
  return cast<Deque>(value);
}

void clear_items(Deque* deque) {
  std::deque<Value> items;
  items.swap(deque->items);
  ++deque->changes;
  for (Value item : items) release(item);
}

void destroy_deque(Vm& vm, Object* object) {
  clear_items(static_cast<Deque*>(object));
  destroy_as<Deque>(vm, object);
}
void traverse_deque(Object* object, Visitor& visitor) {
  for (Value item : static_cast<Deque*>(object)->items) visitor(item);
  traverse_instance(object, visitor);
}
void clear_deque(Vm& vm, Object* object) {
  clear_items(static_cast<Deque*>(object));
  clear_instance(vm, object);
}

void push_right(Deque* deque, Value item) {
  retain(item);
  deque->items.push_back(item);
  ++deque->changes;
  if (deque->limit >= 0 && static_cast<std::int64_t>(deque->items.size()) > deque->limit) {
    Value dropped = deque->items.front();
    deque->items.pop_front();
    release(dropped);
  }
}
void push_left(Deque* deque, Value item) {
  retain(item);
  deque->items.push_front(item);
  ++deque->changes;
  if (deque->limit >= 0 && static_cast<std::int64_t>(deque->items.size()) > deque->limit) {
    Value dropped = deque->items.back();
    deque->items.pop_back();
    release(dropped);
  }
}

template <void (*push)(Deque*, Value)> bool push_all(Vm& vm, Deque* deque, Value iterable) {
  Ref source = iterable;
  if (iterable == Value::object(deque)) { // its own items: as they are now
    Owned<List> copy = list_from(vm, iterable);
    if (!copy) return false;
    source = copy;
  }
  Ref iterator = iterate(vm, source);
  if (!iterator) return false;
  while (Ref item = next(vm, iterator)) push(deque, item);
  return !error_pending(vm);
}

Ref new_deque(Vm& vm, Type* type, const Arguments&) {
  auto* deque = allocate_instance<Deque>(vm, type);
  vm.heap.track(deque);
  return Ref::steal(deque);
}

bool init_deque(Vm& vm, Value self, const Arguments& arguments) {
  Value iterable, limit;
  if (arguments.positional > 2) {
    return raise(vm, vm.exceptions.TypeError,
                 "deque() takes at most 2 arguments (" + std::to_string(arguments.total()) +
                     " given)");
  }
  if (arguments.positional > 0) iterable = arguments.values[0];
  if (arguments.positional > 1) limit = arguments.values[1];
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    auto* name = cast<Str>(arguments.keyword_names->items[i]);
    Value value = arguments.values[arguments.positional + i];
    if (equal(name, "iterable")) {
      iterable = value;
    } else if (equal(name, "maxlen")) {
      limit = value;
    } else {
      return raise(vm, vm.exceptions.TypeError,
                   "'" + to_utf8(name) + "' is an invalid keyword argument for deque()");
    }
  }
  Deque* deque = deque_of(self);
  clear_items(deque);
  deque->limit = -1;
  if (limit && !limit.is_none()) {
    if (!is_int(limit)) return raise(vm, vm.exceptions.TypeError, "an integer is required");
    auto most = index_to_int64(vm, limit);
    if (!most) return false;
    if (*most < 0) return raise(vm, vm.exceptions.ValueError, "maxlen must be non-negative");
    deque->limit = *most;
  }
  return !iterable || push_all<push_right>(vm, deque, iterable);
}

std::vector<Value> snapshot(Deque* deque) {
  return {deque->items.begin(), deque->items.end()};
}

Ref repr_deque(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "[...]");
  if (!guard.check()) return {};
  Owned<List> items = make_list(vm, snapshot(deque_of(self)));
  std::string close = "])";
  if (deque_of(self)->limit >= 0)
    close = "], maxlen=" + std::to_string(deque_of(self)->limit) + ")";
  return repr_of_items(vm, shown_name(vm, self) + "([", items->view(), close);
}

Ref compare_deque(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<Deque>(left) || !is<Deque>(right)) return Value::not_implemented();
  Ref a = make_list(vm, snapshot(deque_of(left))), b = make_list(vm, snapshot(deque_of(right)));
  return compare(vm, a, b, how);
}

std::optional<std::int64_t> length_deque(Vm&, Value self) {
  return static_cast<std::int64_t>(deque_of(self)->items.size());
}

std::optional<std::int64_t> place_in(Vm& vm, Deque* deque, Value key) {
  if (!is_int(key) && !type_of(vm, key)->slots.index) {
    return raise(vm, vm.exceptions.TypeError,
                 "sequence index must be integer, not '" + type_name(vm, key) + "'");
  }
  auto index = index_to_int64(vm, key);
  if (!index) return std::nullopt;
  auto size = static_cast<std::int64_t>(deque->items.size());
  if (*index < 0) *index += size;
  if (*index < 0 || *index >= size)
    return raise(vm, vm.exceptions.IndexError, "deque index out of range");
  return index;
}

Ref get_item_deque(Vm& vm, Value self, Value key) {
  auto place = place_in(vm, deque_of(self), key);
  if (!place) return {};
  return deque_of(self)->items[static_cast<std::size_t>(*place)];
}
bool set_item_deque(Vm& vm, Value self, Value key, Value value) {
  Deque* deque = deque_of(self);
  auto place = place_in(vm, deque, key);
  if (!place) return false;
  auto at = deque->items.begin() + static_cast<std::ptrdiff_t>(*place);
  Value old = *at;
  if (value) {
    retain(value);
    *at = value;
  } else {
    deque->items.erase(at);
    ++deque->changes;
  }
  release(old);
  return true;
}

std::optional<bool> contains_deque(Vm& vm, Value self, Value item) {
  Deque* deque = deque_of(self);
  std::uint32_t changes = deque->changes;
  for (std::size_t i = 0; i < deque->items.size(); ++i) {
    Ref held(deque->items[i]);
    auto same = equal(vm, held, item);
    if (!same || *same) return same;
    if (deque->changes != changes)
      return raise(vm, vm.exceptions.RuntimeError, "deque mutated during iteration");
  }
  return false;
}

// Iterators: source the deque, index the next place, stop the changes counted at the start.
template <int step> Ref next_of_deque(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  Deque* deque = deque_of(iterator->source);
  if (iterator->stop != static_cast<std::int64_t>(deque->changes)) {
    return raise(vm, vm.exceptions.RuntimeError, "deque mutated during iteration");
  }
  if (iterator->index < 0 || iterator->index >= static_cast<std::int64_t>(deque->items.size())) {
    iterator->source = Ref();
    return {};
  }
  Ref item = deque->items[static_cast<std::size_t>(iterator->index)];
  iterator->index += step;
  return item;
}

Ref make_deque_iterator(Vm& vm, Value self, std::string_view which) {
  Owned<Str> name = intern(vm, which);
  auto* type = as<Type>(lookup_in_type(type_of(vm, self), name.get()));
  Owned<Iterator> iterator = make_iterator(vm, type, self);
  iterator->stop = deque_of(self)->changes;
  return iterator;
}
Ref iterate_deque(Vm& vm, Value self) {
  return make_deque_iterator(vm, self, "_iterator");
}
Ref reversed_deque(Vm& vm, Value self, Values) {
  Ref iterator = make_deque_iterator(vm, self, "_reverse_iterator");
  cast<Iterator>(iterator)->index = static_cast<std::int64_t>(deque_of(self)->items.size()) - 1;
  return iterator;
}

// A deque of the same type and limit.
Ref make_alike(Vm& vm, Value like) {
  Deque* deque = deque_of(like);
  Value limit = deque->limit < 0 ? Value::none() : Value::small(deque->limit);
  return call(vm, Value::object(type_of(vm, like)), {vm.empty_tuple, limit});
}

Ref deque_copy(Vm& vm, Value self, Values) {
  Ref copy = make_alike(vm, self);
  if (!copy || !push_all<push_right>(vm, deque_of(copy), self)) return {};
  return copy;
}

Ref add_deque(Vm& vm, Value left, Value right) {
  if (!is<Deque>(left)) return Value::not_implemented();
  if (!is<Deque>(right)) {
    return raise(vm, vm.exceptions.TypeError,
                 "can only concatenate deque (not \"" + type_name(vm, right) + "\") to deque");
  }
  Ref sum = deque_copy(vm, left, {});
  if (!sum || !push_all<push_right>(vm, deque_of(sum), right)) return {};
  return sum;
}
Ref inplace_add_deque(Vm& vm, Value left, Value right) {
  if (!push_all<push_right>(vm, deque_of(left), right)) return {};
  return left;
}
Ref multiply_deque(Vm& vm, Value left, Value right) {
  if (!is<Deque>(left)) std::swap(left, right);
  bool other_type = false;
  auto times = repeat_count(vm, right, deque_of(left)->items.size(), other_type);
  if (other_type) return Value::not_implemented();
  if (!times) return {};
  Ref product = make_alike(vm, left);
  if (!product) return {};
  auto items = snapshot(deque_of(left));
  for (std::size_t round = 0; round < *times; ++round) {
    for (Value item : items) push_right(deque_of(product), item);
  }
  return product;
}

Ref deque_append(Vm&, Value self, Values a) {
  push_right(deque_of(self), a[0]);
  return Value::none();
}
Ref deque_appendleft(Vm&, Value self, Values a) {
  push_left(deque_of(self), a[0]);
  return Value::none();
}
Ref deque_extend(Vm& vm, Value self, Values a) {
  if (!push_all<push_right>(vm, deque_of(self), a[0])) return {};
  return Value::none();
}
Ref deque_extendleft(Vm& vm, Value self, Values a) {
  if (!push_all<push_left>(vm, deque_of(self), a[0])) return {};
  return Value::none();
}
Ref deque_pop(Vm& vm, Value self, Values) {
  Deque* deque = deque_of(self);
  if (deque->items.empty()) return raise(vm, vm.exceptions.IndexError, "pop from an empty deque");
  Ref item = Ref::steal(deque->items.back());
  deque->items.pop_back();
  ++deque->changes;
  return item;
}
Ref deque_popleft(Vm& vm, Value self, Values) {
  Deque* deque = deque_of(self);
  if (deque->items.empty()) return raise(vm, vm.exceptions.IndexError, "pop from an empty deque");
  Ref item = Ref::steal(deque->items.front());
  deque->items.pop_front();
  ++deque->changes;
  return item;
}
Ref deque_clear(Vm&, Value self, Values) {
  clear_items(deque_of(self));
  return Value::none();
}
Ref deque_rotate(Vm& vm, Value self, Values a) {
  std::int64_t steps = 1;
  if (!a.empty()) {
    auto given = index_to_int64(vm, a[0]);
    if (!given) return {};
    steps = *given;
  }
  Deque* deque = deque_of(self);
  auto size = static_cast<std::int64_t>(deque->items.size());
  if (size < 2) return Value::none();
  std::int64_t left = ((-steps % size) + size) % size;
  std::rotate(deque->items.begin(), deque->items.begin() + static_cast<std::ptrdiff_t>(left),
              deque->items.end());
  ++deque->changes;
  return Value::none();
}
Ref deque_reverse(Vm&, Value self, Values) {
  std::reverse(deque_of(self)->items.begin(), deque_of(self)->items.end());
  return Value::none();
}
Ref deque_count(Vm& vm, Value self, Values a) {
  Owned<List> items = make_list(vm, snapshot(deque_of(self)));
  return sequence_count(vm, items.get(), a[0]);
}
Ref deque_index(Vm& vm, Value self, Values a) {
  Deque* deque = deque_of(self);
  std::int64_t bounds[2] = {0, static_cast<std::int64_t>(deque->items.size())};
  for (std::size_t i = 1; i < a.size(); ++i) {
    auto given = clipped_index(vm, a[i], deque->items.size());
    if (!given) return {};
    bounds[i - 1] = *given;
  }
  for (std::int64_t i = bounds[0];
       i < bounds[1] && i < static_cast<std::int64_t>(deque->items.size()); ++i) {
    Ref held(deque->items[static_cast<std::size_t>(i)]);
    auto same = equal(vm, held, a[0]);
    if (!same) return {};
    if (*same) return make_int(vm, i);
  }
  if (vm.behaviours.list_index_message_names_the_method()) {
    return raise(vm, vm.exceptions.ValueError, "deque.index(x): x not in deque");
  }
  Owned<Str> shown = repr(vm, a[0]);
  if (!shown) return {};
  return raise(vm, vm.exceptions.ValueError, to_utf8(shown.get()) + " is not in deque");
}
Ref deque_insert(Vm& vm, Value self, Values a) {
  Deque* deque = deque_of(self);
  auto given = index_to_int64(vm, a[0]);
  if (!given) return {};
  auto size = static_cast<std::int64_t>(deque->items.size());
  if (deque->limit >= 0 && size >= deque->limit) {
    return raise(vm, vm.exceptions.IndexError, "deque already at its maximum size");
  }
  std::int64_t place =
      *given < 0 ? std::max<std::int64_t>(0, *given + size) : std::min(*given, size);
  retain(a[1]);
  deque->items.insert(deque->items.begin() + static_cast<std::ptrdiff_t>(place), a[1]);
  ++deque->changes;
  return Value::none();
}
Ref deque_remove(Vm& vm, Value self, Values a) {
  Deque* deque = deque_of(self);
  for (std::size_t i = 0; i < deque->items.size(); ++i) {
    Ref held(deque->items[i]);
    std::uint32_t changes = deque->changes;
    auto same = equal(vm, held, a[0]);
    if (!same) return {};
    if (deque->changes != changes)
      return raise(vm, vm.exceptions.IndexError, "deque mutated during remove().");
    if (!*same) continue;
    deque->items.erase(deque->items.begin() + static_cast<std::ptrdiff_t>(i));
    ++deque->changes;
    release(held.get());
    return Value::none();
  }
  return raise(vm, vm.exceptions.ValueError, "deque.remove(x): x not in deque");
}
Ref get_maxlen(Vm&, Value self) {
  return deque_of(self)->limit < 0 ? Value::none() : Value::small(deque_of(self)->limit);
}

constexpr NativeDefinition deque_methods[] = {
    {"append", deque_append, 1, 1}, {"appendleft", deque_appendleft, 1, 1},
    {"clear", deque_clear, 0, 0},   {"copy", deque_copy, 0, 0},
    {"__copy__", deque_copy, 0, 0}, {"count", deque_count, 1, 1},
    {"extend", deque_extend, 1, 1}, {"extendleft", deque_extendleft, 1, 1},
    {"index", deque_index, 1, 3},   {"insert", deque_insert, 2, 2},
    {"pop", deque_pop, 0, 0},       {"popleft", deque_popleft, 0, 0},
    {"remove", deque_remove, 1, 1}, {"reverse", deque_reverse, 0, 0},
    {"rotate", deque_rotate, 0, 1}, {"__reversed__", reversed_deque, 0, 0},
};
constexpr AttributeDefinition deque_attributes[] = {{"maxlen", get_maxlen}};

// _count_elements(mapping, iterable): mapping[item] += 1 for each.
Ref count_elements(Vm& vm, Value, Values a) {
  Ref iterator = iterate(vm, a[1]);
  if (!iterator) return {};
  auto* dict = as<Dict>(a[0]);
  while (Ref item = next(vm, iterator)) {
    Ref before = dict ? dict_get(vm, dict, item) : get_item(vm, a[0], item);
    if (!before && error_pending(vm)) return {};
    Ref after =
        before ? binary(vm, before, Value::small(1), BinaryOperator::add) : Ref(Value::small(1));
    if (!after) return {};
    if (!(dict ? dict_set(vm, dict, item, after) : set_item(vm, a[0], item, after))) return {};
  }
  if (error_pending(vm)) return {};
  return Value::none();
}

constexpr NativeDefinition functions[] = {{"_count_elements", count_elements, 2, 2}};

void add_defaultdict(Vm& vm, Module* module) {
  Type* type = make_builtin_type(vm, "collections", "defaultdict", Layout::dict,
                                 sizeof(DefaultDict), vm.types.dict);
  type->is_builtin = false; // an instance is a dict, but not exactly one: __missing__ counts
  Slots& slots = type->slots;
  slots.destroy = destroy_defaultdict;
  slots.traverse = traverse_defaultdict;
  slots.clear = clear_defaultdict;
  slots.new_ = new_defaultdict;
  slots.init = init_defaultdict;
  slots.repr = repr_defaultdict;
  slots.get_item = get_item_defaultdict;
  add_methods(vm, type, defaultdict_methods);
  add_attributes(vm, type, defaultdict_attributes);
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "defaultdict", Value::object(type));
}

void add_deque(Vm& vm, Module* module) {
  Type* type = make_builtin_type(vm, "collections", "deque", Layout::deque, sizeof(Deque));
  Slots& slots = type->slots;
  slots.destroy = destroy_deque;
  slots.traverse = traverse_deque;
  slots.clear = clear_deque;
  slots.new_ = new_deque;
  slots.init = init_deque;
  slots.repr = repr_deque;
  slots.compare = compare_deque;
  slots.length = length_deque;
  slots.get_item = get_item_deque;
  slots.set_item = set_item_deque;
  slots.contains = contains_deque;
  slots.iterate = iterate_deque;
  slots.binary[static_cast<int>(BinaryOperator::add)] = add_deque;
  slots.binary[static_cast<int>(BinaryOperator::multiply)] = multiply_deque;
  slots.inplace[static_cast<int>(BinaryOperator::add)] = inplace_add_deque;
  add_methods(vm, type, deque_methods);
  add_attributes(vm, type, deque_attributes);
  add_constant(vm, type, "__hash__", Value::none());
  add_class_getitem(vm, type);
  for (bool reverse : {false, true}) {
    Type* iterator = make_builtin_type(vm, "_collections",
                                       reverse ? "_deque_reverse_iterator" : "_deque_iterator",
                                       Layout::iterator, sizeof(Iterator));
    set_up_iterator(vm, iterator, reverse ? next_of_deque<-1> : next_of_deque<1>);
    finish_type(vm, iterator);
    add_constant(vm, type, reverse ? "_reverse_iterator" : "_iterator", Value::object(iterator));
  }
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "deque", Value::object(type));
}

} // namespace

Ref create_collections_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_collections");
  add_functions(vm, module.get(), functions);
  add_defaultdict(vm, module.get());
  add_deque(vm, module.get());
  add_ordered_dict(vm, module.get());
  add_tuple_getter(vm, module.get());
  return module;
}

} // namespace specmon::vm
