// enumerate, zip, map, filter, reversed, and the iterators of iter() itself: over __getitem__, and
// until a sentinel comes.

#include "vm/types/builtin_iterators.h"

#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <vector>

namespace specmon::vm {

namespace {

Iterator* iterator_of(Value value) {
  return cast<Iterator>(value);
}

Ref new_iterator(Vm& vm, Type* type, Value source, Value extra = {}) {
  auto* iterator = allocate_instance<Iterator>(vm, type);
  iterator->source = source;
  iterator->extra = extra;
  vm.heap.track(iterator);
  return Ref::steal(iterator);
}

bool no_keywords(Vm& vm, std::string_view name, const Arguments& arguments) {
  if (arguments.keywords() == 0) return true;
  return raise(vm, vm.exceptions.TypeError, std::string(name) + "() takes no keyword arguments");
}

// The iterators of several iterables, as a tuple.
Ref iterators_of(Vm& vm, std::span<const Value> iterables, std::string_view argument_of = {}) {
  std::vector<Ref> held;
  std::vector<Value> values;
  for (std::size_t i = 0; i < iterables.size(); ++i) {
    held.push_back(iterate(vm, iterables[i]));
    if (!held.back()) {
      bool plain = !argument_of.empty() && pending_is(vm, vm.exceptions.TypeError) &&
                   !type_of(vm, iterables[i])->slots.iterate;
      if (plain) {
        clear_pending(vm);
        return raise(vm, vm.exceptions.TypeError,
                     "'" + type_name(vm, iterables[i]) + "' object is not iterable");
      }
      return {};
    }
    values.push_back(held.back());
  }
  return make_tuple(vm, std::span<const Value>(values));
}

// --- iter(sequence), iter(callable, sentinel)

Ref next_of_sequence(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  if (!iterator->source) return {};
  Ref item = get_item(vm, iterator->source, make_int(vm, iterator->index));
  if (item) {
    ++iterator->index;
    return item;
  }
  if (pending_is(vm, vm.exceptions.IndexError) || pending_is(vm, vm.exceptions.StopIteration)) {
    clear_pending(vm);
    iterator->source = Ref();
  }
  return {};
}

// PYTHON-33: asked for its length, the iterator asks the sequence.
Ref length_hint_of_sequence(Vm& vm, Value self, std::span<const Value>) {
  const Iterator* iterator = iterator_of(self);
  if (!iterator->source) return Value::small(0);
  if (!type_of(vm, iterator->source)->slots.length) return Value::not_implemented();
  const std::optional<std::int64_t> size = length(vm, iterator->source);
  return size ? make_int(vm, std::max<std::int64_t>(*size - iterator->index, 0)) : Ref();
}

const NativeDefinition sequence_iterator_methods[] = {
    {"__length_hint__", length_hint_of_sequence, 0, 0}};

Ref next_until_sentinel(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  if (!iterator->source) return {};
  Ref item = call(vm, iterator->source, {});
  if (!item) {
    if (pending_is(vm, vm.exceptions.StopIteration)) {
      clear_pending(vm);
      iterator->source = Ref();
    }
    return {};
  }
  auto end = equal(vm, iterator->extra, item);
  if (!end) return {};
  if (!*end) return item;
  iterator->source = Ref();
  return {};
}

// --- enumerate

Ref new_enumerate(Vm& vm, Type* type, const Arguments& arguments) {
  Value iterable, start;
  for (std::size_t i = 0; i < arguments.total(); ++i) {
    Value value = arguments.values[i];
    if (i < arguments.positional) {
      if (i == 0) iterable = value;
      if (i == 1) start = value;
      continue;
    }
    auto* keyword = cast<Str>(arguments.keyword_names->items[i - arguments.positional]);
    if (equal(keyword, "iterable")) {
      iterable = value;
    } else if (equal(keyword, "start")) {
      start = value;
    } else {
      return raise(vm, vm.exceptions.TypeError,
                   "'" + to_utf8(keyword) + "' is an invalid keyword argument for enumerate()");
    }
  }
  if (arguments.positional > 2) {
    return raise(vm, vm.exceptions.TypeError,
                 "enumerate() takes at most 2 arguments (" + std::to_string(arguments.total()) +
                     " given)");
  }
  if (!iterable) {
    return raise(vm, vm.exceptions.TypeError, "enumerate() missing required argument 'iterable'");
  }
  Ref number = start ? index_of(vm, start) : Ref(Value::small(0));
  if (!number) return {};
  if (auto counted = as_int64(number)) number = make_int(vm, *counted); // True counts as 1
  Ref source = iterate(vm, iterable);
  if (!source) return {};
  return new_iterator(vm, type, source, number);
}

Ref next_of_enumerate(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  Ref item = advance(vm, iterator->source);
  if (!item) return {};
  Ref number = iterator->extra;
  iterator->extra = add_ints(vm, number, Value::small(1));
  return make_tuple(vm, {number, item});
}

// --- zip

Ref new_zip(Vm& vm, Type* type, const Arguments& arguments) {
  bool strict = false;
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[i]);
    if (!equal(keyword, "strict")) {
      return raise(vm, vm.exceptions.TypeError,
                   vm.behaviours.keyword_message_names_the_call()
                       ? "zip() got an unexpected keyword argument '" + to_utf8(keyword) + "'"
                       : "'" + to_utf8(keyword) + "' is an invalid keyword argument for zip()");
    }
    auto wanted = truth(vm, arguments.values[arguments.positional + i]);
    if (!wanted) return {};
    strict = *wanted;
  }
  Ref iterators = iterators_of(vm, arguments.positionals(), "zip");
  if (!iterators) return {};
  Ref zip = new_iterator(vm, type, iterators);
  iterator_of(zip)->index = strict;
  return zip;
}

// zip(strict=True): one iterator ended at `position`.
Ref uneven(Vm& vm, Tuple* iterators, std::size_t position) {
  auto complain = [&](std::size_t which, std::string_view how) -> Ref {
    std::string others = which == 1 ? "argument 1" : "arguments 1-" + std::to_string(which);
    return raise(vm, vm.exceptions.ValueError,
                 "zip() argument " + std::to_string(which + 1) + " is " + std::string(how) +
                     " than " + others);
  };
  if (position > 0) return complain(position, "shorter");
  for (std::size_t i = 1; i < iterators->size; ++i) {
    if (next(vm, iterators->items[i])) return complain(i, "longer");
    if (error_pending(vm)) return {};
  }
  return {};
}

Ref next_of_zip(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  auto* iterators = cast<Tuple>(iterator->source);
  if (iterators->size == 0) return {};
  const bool strict = iterator->index != 0;
  Value room[8];
  std::vector<Value> more;
  Value* items = room;
  if (iterators->size > 8) {
    more.resize(iterators->size);
    items = more.data();
  }
  for (std::size_t i = 0; i < iterators->size; ++i) {
    Ref item = strict ? next(vm, iterators->items[i]) : advance(vm, iterators->items[i]);
    if (!item) {
      for (std::size_t j = 0; j < i; ++j) release(items[j]);
      if (error_pending(vm) || !strict) return {};
      return uneven(vm, iterators, i);
    }
    items[i] = item.release_ownership();
  }
  return make_tuple_stealing(vm, {items, iterators->size});
}

// --- map, filter

Ref new_map(Vm& vm, Type* type, const Arguments& arguments) {
  if (!no_keywords(vm, "map", arguments)) return {};
  if (arguments.positional < 2) {
    return raise(vm, vm.exceptions.TypeError, "map() must have at least two arguments.");
  }
  Ref iterators = iterators_of(vm, arguments.positionals().subspan(1));
  if (!iterators) return {};
  return new_iterator(vm, type, iterators, arguments.values[0]);
}

Ref next_of_map(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  auto* iterators = cast<Tuple>(iterator->source);
  std::vector<Ref> held;
  std::vector<Value> values;
  for (Value source : iterators->view()) {
    held.push_back(advance(vm, source));
    if (!held.back()) return {};
    values.push_back(held.back());
  }
  return call(vm, iterator->extra, Arguments{values.data(), values.size(), nullptr});
}

Ref new_filter(Vm& vm, Type* type, const Arguments& arguments) {
  if (!no_keywords(vm, "filter", arguments)) return {};
  if (arguments.positional != 2) {
    return raise(vm, vm.exceptions.TypeError,
                 "filter expected 2 arguments, got " + std::to_string(arguments.positional));
  }
  Ref source = iterate(vm, arguments.values[1]);
  if (!source) return {};
  return new_iterator(vm, type, source, arguments.values[0]);
}

Ref next_of_filter(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  for (;;) {
    Ref item = advance(vm, iterator->source);
    if (!item) return {};
    Ref answer = item;
    Value function = iterator->extra;
    if (!function.is_none() && function != Value::object(vm.types.bool_)) {
      answer = call(vm, function, {item});
      if (!answer) return {};
    }
    auto wanted = truth(vm, answer);
    if (!wanted) return {};
    if (*wanted) return item;
  }
}

// --- reversed

Ref new_reversed(Vm& vm, Type* type, const Arguments& arguments) {
  if (!no_keywords(vm, "reversed", arguments)) return {};
  if (arguments.positional != 1) {
    return raise(vm, vm.exceptions.TypeError,
                 "reversed expected 1 argument, got " + std::to_string(arguments.positional));
  }
  Value sequence = arguments.values[0];
  if (Ref method = lookup_special(vm, sequence, vm.names.reversed_)) {
    if (!method.get().is_none()) return call(vm, method, {});
  } else if (!error_pending(vm) && type_of(vm, sequence)->slots.get_item &&
             type_of(vm, sequence)->slots.length) {
    auto size = length(vm, sequence);
    if (!size) return {};
    Ref made = new_iterator(vm, type, sequence);
    iterator_of(made)->index = *size - 1;
    return made;
  }
  if (error_pending(vm)) return {};
  return raise(vm, vm.exceptions.TypeError,
               "'" + type_name(vm, sequence) + "' object is not reversible");
}

Ref next_of_reversed(Vm& vm, Value self) {
  Iterator* iterator = iterator_of(self);
  if (!iterator->source || iterator->index < 0) return {};
  Ref item = get_item(vm, iterator->source, make_int(vm, iterator->index));
  if (item) {
    --iterator->index;
    return item;
  }
  if (pending_is(vm, vm.exceptions.IndexError) || pending_is(vm, vm.exceptions.StopIteration)) {
    clear_pending(vm);
  }
  iterator->source = Ref();
  return {};
}

Ref length_hint_of_reversed(Vm& vm, Value self, std::span<const Value>) {
  const Iterator* iterator = iterator_of(self);
  if (!iterator->source) return Value::small(0);
  const std::optional<std::int64_t> size = length(vm, iterator->source);
  if (!size) return {};
  const std::int64_t left = iterator->index + 1;
  return make_int(vm, *size < left ? 0 : left);
}

const NativeDefinition reversed_methods[] = {{"__length_hint__", length_hint_of_reversed, 0, 0}};

} // namespace

Ref make_sequence_iterator(Vm& vm, Value sequence) {
  return make_iterator(vm, vm.types.sequence_iterator, sequence);
}

Ref make_callable_iterator(Vm& vm, Value callable, Value sentinel) {
  Owned<Iterator> iterator = make_iterator(vm, vm.types.callable_iterator, callable);
  iterator->extra = sentinel;
  return iterator;
}

void set_up_sequence_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_sequence);
  add_methods(vm, type, sequence_iterator_methods);
}
void set_up_callable_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_until_sentinel);
}
void set_up_enumerate_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_enumerate);
  type->slots.new_ = new_enumerate;
}
void set_up_zip_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_zip);
  type->slots.new_ = new_zip;
}
void set_up_map_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_map);
  type->slots.new_ = new_map;
}
void set_up_filter_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_filter);
  type->slots.new_ = new_filter;
}
void set_up_reversed_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_reversed);
  type->slots.new_ = new_reversed;
  add_methods(vm, type, reversed_methods);
}

} // namespace specmon::vm
