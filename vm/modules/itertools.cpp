// The itertools module; itertools_selections.cpp has product and its like. What the places of a
// Itertool mean stands at each iterator.

#include "vm/modules/itertool.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Ref iterators_of(Vm& vm, Values iterables) {
  Owned<List> iterators = make_list(vm);
  for (Value iterable : iterables) {
    Ref iterator = iterate(vm, iterable);
    if (!iterator) return {};
    append(vm, iterators.get(), iterator);
  }
  return make_tuple(vm, iterators->view());
}

// --- count: source the next number, extra the step

Ref new_count(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "count", arguments, {"start", "step"}, 0);
  if (!given) return {};
  for (std::size_t i = 0; i < 2; ++i) {
    if (given[i] && !is_int(given[i]) && !given[i].is_real() &&
        !type_of(vm, given[i])->slots.index && !type_of(vm, given[i])->slots.to_float) {
      return raise(vm, vm.exceptions.TypeError, "a number is required");
    }
  }
  return make_itertool(vm, type, given[0] ? given[0] : Value::small(0),
                       given[1] ? given[1] : Value::small(1));
}
Ref next_of_count(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  Ref number = tool->source;
  Ref following = binary(vm, number, tool->extra, BinaryOperator::add);
  if (!following) return {};
  tool->source = std::move(following);
  return number;
}
Ref repr_count(Vm& vm, Value self) {
  Owned<Str> start = repr(vm, itertool_of(self)->source), step = repr(vm, itertool_of(self)->extra);
  if (!start || !step) return {};
  std::string text = "count(" + to_utf8(start.get());
  if (itertool_of(self)->extra.get() != Value::small(1)) text += ", " + to_utf8(step.get());
  return make_str(vm, text + ")");
}

// --- cycle: source the iterator (null once exhausted), extra the items seen

Ref new_cycle(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "cycle", arguments, {"iterable"}, 1);
  if (!given) return {};
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  return make_itertool(vm, type, iterator, make_list(vm));
}
Ref next_of_cycle(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  auto* seen = cast<List>(tool->extra);
  if (tool->source) {
    Ref item = next(vm, tool->source);
    if (item) {
      append(vm, seen, item);
      return item;
    }
    if (error_pending(vm)) return {};
    tool->source = Ref();
  }
  if (seen->size == 0) return {};
  Ref item = seen->items[tool->index];
  tool->index = (tool->index + 1) % static_cast<std::int64_t>(seen->size);
  return item;
}

// --- repeat: source the object, stop how often still (-1: forever)

Ref new_repeat(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "repeat", arguments, {"object", "times"}, 1);
  if (!given) return {};
  std::int64_t times = -1;
  if (given[1]) {
    auto wanted = index_to_int64(vm, given[1]);
    if (!wanted) return {};
    times = std::max<std::int64_t>(0, *wanted);
  }
  Ref made = make_itertool(vm, type, given[0]);
  itertool_of(made)->stop = times;
  return made;
}
Ref next_of_repeat(Vm&, Value self) {
  Itertool* tool = itertool_of(self);
  if (tool->stop == 0) return {};
  if (tool->stop > 0) --tool->stop;
  return tool->source;
}
std::optional<std::int64_t> length_of_repeat(Vm& vm, Value self) {
  if (itertool_of(self)->stop < 0)
    return raise(vm, vm.exceptions.TypeError, "len() of unsized object");
  return itertool_of(self)->stop;
}
Ref repr_repeat(Vm& vm, Value self) {
  Owned<Str> item = repr(vm, itertool_of(self)->source);
  if (!item) return {};
  std::string text = "repeat(" + to_utf8(item.get());
  if (itertool_of(self)->stop >= 0) text += ", " + std::to_string(itertool_of(self)->stop);
  return make_str(vm, text + ")");
}

// --- chain: source the iterator of iterables, extra the present iterator

Ref new_chain(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.keywords() > 0)
    return raise(vm, vm.exceptions.TypeError, "chain() takes no keyword arguments");
  Ref all = make_tuple(vm, arguments.positionals());
  return make_itertool(vm, type, iterate(vm, all));
}
Ref chain_from_iterable(Vm& vm, Value type, Values a) {
  Ref iterables = iterate(vm, a[0]);
  if (!iterables) return {};
  return make_itertool(vm, as<Type>(type), iterables);
}
Ref next_of_chain(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  while (tool->source) {
    if (!tool->extra) {
      Ref iterable = next(vm, tool->source);
      if (!iterable) {
        tool->source = Ref();
        return {};
      }
      tool->extra = iterate(vm, iterable);
      if (!tool->extra) {
        tool->source = Ref();
        return {};
      }
    }
    Ref iterator = tool->extra;
    Ref item = next(vm, iterator);
    if (item || error_pending(vm)) return item;
    tool->extra = Ref();
  }
  return {};
}
constexpr NativeDefinition chain_methods[] = {
    {"from_iterable", chain_from_iterable, 1, 1, NativeKind::class_method}};

// --- islice: source the iterator, index the position of its next item, stop where to end (-1:
// never), step

Ref new_islice(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional < 2 || arguments.positional > 4) {
    bool few = arguments.positional < 2;
    return raise(vm, vm.exceptions.TypeError,
                 std::string("islice expected at ") + (few ? "least 2" : "most 4") +
                     " arguments, got " + std::to_string(arguments.positional));
  }
  std::int64_t bounds[3] = {0, -1, 1}; // start, stop, step
  auto read = [&](Value value, std::int64_t& into, const char* message, std::int64_t least) {
    if (value.is_none()) return true;
    Ref integer = is_int(value) || type_of(vm, value)->slots.index ? index_of(vm, value) : Ref();
    auto number = integer ? as_int64(integer) : std::nullopt;
    if (!number || *number < least) {
      clear_pending(vm);
      raise(vm, vm.exceptions.ValueError, message);
      return false;
    }
    into = *number;
    return true;
  };
  const Value* given = arguments.values;
  constexpr const char* stop_message =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* indices_message =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  if (arguments.positional == 2) {
    if (!read(given[1], bounds[1], stop_message, 0)) return {};
  } else {
    if (!read(given[2], bounds[1], stop_message, 0) ||
        !read(given[1], bounds[0], indices_message, 0))
      return {};
    if (arguments.positional == 4 &&
        !read(given[3], bounds[2], "Step for islice() must be a positive integer or None.", 1)) {
      return {};
    }
  }
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  Ref made = make_itertool(vm, type, iterator);
  Itertool* tool = itertool_of(made);
  tool->index = 0;
  tool->stop = bounds[1];
  tool->step = bounds[2];
  tool->positions = {bounds[0]}; // the next position wanted
  return made;
}
Ref next_of_islice(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (!tool->source) return {};
  std::int64_t wanted = tool->positions[0];
  while (tool->index < wanted) {
    if (tool->stop >= 0 && tool->index >= tool->stop) break;
    Ref skipped = advance(vm, tool->source);
    if (!skipped) {
      tool->source = Ref();
      return {};
    }
    ++tool->index;
  }
  if (tool->stop >= 0 && tool->index >= tool->stop) {
    tool->source = Ref();
    return {};
  }
  Ref item = advance(vm, tool->source);
  if (!item) {
    tool->source = Ref();
    return {};
  }
  ++tool->index;
  tool->positions[0] = wanted + tool->step;
  return item;
}

// --- takewhile, dropwhile, filterfalse, starmap: source the iterator, extra the function

template <bool filter_allows_none>
Ref new_filtering(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional != 2) {
    return raise(vm, vm.exceptions.TypeError,
                 type->name + " expected 2 arguments, got " + std::to_string(arguments.positional));
  }
  Ref iterator = iterate(vm, arguments.values[1]);
  if (!iterator) return {};
  return make_itertool(vm, type, iterator, arguments.values[0]);
}
std::optional<bool> holds(Vm& vm, Value function, Value item) {
  if (function.is_none()) return truth(vm, item);
  Ref answer = call(vm, function, {item});
  if (!answer) return std::nullopt;
  return truth(vm, answer);
}
Ref next_of_takewhile(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (tool->done) return {};
  Ref item = advance(vm, tool->source);
  if (!item) return {};
  auto good = holds(vm, tool->extra, item);
  if (!good) return {};
  if (*good) return item;
  tool->done = true;
  return {};
}
Ref next_of_dropwhile(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  for (;;) {
    Ref item = advance(vm, tool->source);
    if (!item || tool->done) return item;
    auto good = holds(vm, tool->extra, item);
    if (!good) return {};
    if (*good) continue;
    tool->done = true;
    return item;
  }
}
Ref next_of_filterfalse(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  for (;;) {
    Ref item = advance(vm, tool->source);
    if (!item) return {};
    auto good = holds(vm, tool->extra, item);
    if (!good) return {};
    if (!*good) return item;
  }
}
Ref next_of_starmap(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  Ref item = advance(vm, tool->source);
  if (!item) return {};
  const Ref arguments = tuple_from(vm, item);
  if (!arguments) return {};
  const Tuple* given = cast<Tuple>(arguments);
  return call(vm, tool->extra, Arguments{given->items, given->size, nullptr});
}

// --- accumulate: source the iterator, extra the function (None: addition), third the total, fourth
// the initial

Ref new_accumulate(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "accumulate", arguments, {"iterable", "func", "initial"}, 1);
  if (!given) return {};
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  Ref made = make_itertool(vm, type, iterator, given[1] ? given[1] : Value::none());
  if (given[2] && !given[2].is_none()) itertool_of(made)->fourth = given[2];
  return made;
}
Ref next_of_accumulate(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (tool->fourth) {
    tool->third = std::move(tool->fourth);
    tool->fourth = Ref();
    return tool->third;
  }
  Ref item = advance(vm, tool->source);
  if (!item) return {};
  if (!tool->third) {
    tool->third = item;
  } else {
    Ref total = tool->extra.get().is_none() ? binary(vm, tool->third, item, BinaryOperator::add)
                                            : call(vm, tool->extra, {tool->third, item});
    if (!total) return {};
    tool->third = std::move(total);
  }
  return tool->third;
}

// --- zip_longest: source the iterators (None where exhausted), extra the fill value, index how
// many go on

Ref new_zip_longest(Vm& vm, Type* type, const Arguments& arguments) {
  Value fill = Value::none();
  for (std::size_t k = 0; k < arguments.keywords(); ++k) {
    if (!equal(cast<Str>(arguments.keyword_names->items[k]), "fillvalue")) {
      return raise(vm, vm.exceptions.TypeError, "zip_longest() got an unexpected keyword argument");
    }
    fill = arguments.values[arguments.positional + k];
  }
  Ref iterators = iterators_of(vm, arguments.positionals());
  if (!iterators) return {};
  Ref all = make_list(vm, cast<Tuple>(iterators)->view());
  Ref made = make_itertool(vm, type, all, fill);
  itertool_of(made)->index = static_cast<std::int64_t>(arguments.positional);
  return made;
}
Ref next_of_zip_longest(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  auto* iterators = cast<List>(tool->source);
  if (iterators->size == 0 || tool->index == 0) return {};
  Owned<List> row = make_list(vm);
  for (std::size_t i = 0; i < iterators->size; ++i) {
    if (iterators->items[i].is_none()) {
      append(vm, row.get(), tool->extra);
      continue;
    }
    Ref item = next(vm, iterators->items[i]);
    if (!item) {
      if (error_pending(vm)) {
        tool->index = 0;
        return {};
      }
      if (--tool->index == 0) return {};
      Ref exhausted = Ref::steal(iterators->items[i]);
      iterators->items[i] = Value::none();
      item = tool->extra;
    }
    append(vm, row.get(), item);
  }
  return make_tuple(vm, row->view());
}

// --- pairwise: source the iterator, extra the previous item

Ref new_pairwise(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "pairwise", arguments, {"iterable"}, 1);
  if (!given) return {};
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  return make_itertool(vm, type, iterator);
}
Ref next_of_pairwise(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (!tool->extra) {
    tool->extra = advance(vm, tool->source);
    if (!tool->extra) return {};
  }
  Ref item = advance(vm, tool->source);
  if (!item) return {};
  Ref pair = make_tuple(vm, {tool->extra, item});
  tool->extra = std::move(item);
  return pair;
}

// --- batched: source the iterator, stop the size, done: strict

Ref new_batched(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "batched", arguments, {"iterable", "n", "strict"}, 2);
  if (!given) return {};
  auto size = index_to_int64(vm, given[1]);
  if (!size) return {};
  if (*size < 1) return raise(vm, vm.exceptions.ValueError, "n must be at least one");
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  Ref made = make_itertool(vm, type, iterator);
  itertool_of(made)->stop = *size;
  if (given[2]) {
    auto strict = truth(vm, given[2]);
    if (!strict) return {};
    itertool_of(made)->done = *strict;
  }
  return made;
}
Ref next_of_batched(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  Owned<List> batch = make_list(vm);
  while (static_cast<std::int64_t>(batch->size) < tool->stop) {
    Ref item = next(vm, tool->source);
    if (!item) break;
    append(vm, batch.get(), item);
  }
  if (error_pending(vm) || batch->size == 0) return {};
  if (tool->done && static_cast<std::int64_t>(batch->size) < tool->stop) {
    return raise(vm, vm.exceptions.ValueError, "batched(): incomplete batch");
  }
  return make_tuple(vm, batch->view());
}

// --- compress: source the data, extra the selectors

Ref new_compress(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "compress", arguments, {"data", "selectors"}, 2);
  if (!given) return {};
  Ref data = iterate(vm, given[0]);
  Ref selectors = data ? iterate(vm, given[1]) : Ref();
  if (!selectors) return {};
  return make_itertool(vm, type, data, selectors);
}
Ref next_of_compress(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  for (;;) {
    Ref item = advance(vm, tool->source);
    if (!item) return {};
    Ref selector = advance(vm, tool->extra);
    if (!selector) return {};
    auto wanted = truth(vm, selector);
    if (!wanted) return {};
    if (*wanted) return item;
  }
}

// --- groupby: source the iterator, extra the key function, third the item read ahead, fourth the
//     key of the item read last, fifth the key of the present group; index numbers the groups, so
//     that a group that was left behind ends. A group: source the groupby object, extra its key,
//     index its number.

Ref new_groupby(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, "groupby", arguments, {"iterable", "key"}, 1);
  if (!given) return {};
  Ref iterator = iterate(vm, given[0]);
  if (!iterator) return {};
  return make_itertool(vm, type, iterator, given[1] ? given[1] : Value::none());
}

// Reads one item ahead; false at the end or with an exception pending.
bool read_ahead(Vm& vm, Itertool* groups) {
  Ref item = next(vm, groups->source);
  if (!item) return false;
  Ref key = groups->extra.get().is_none() ? item : call(vm, groups->extra, {item});
  if (!key) return false;
  groups->third = std::move(item);
  groups->fourth = std::move(key);
  return true;
}

Ref next_of_group(Vm& vm, Value self) {
  Itertool* group = itertool_of(self);
  Itertool* groups = itertool_of(group->source);
  if (groups->index != group->index) return {};
  if (!groups->third && !read_ahead(vm, groups)) return {};
  auto same = equal(vm, group->extra, groups->fourth);
  if (!same || !*same) return {};
  Ref item = std::move(groups->third);
  groups->third = Ref();
  return item;
}

Ref next_of_groupby(Vm& vm, Value self) {
  Itertool* groups = itertool_of(self);
  // What is left of the present group is skipped.
  Ref present = groups->fifth;
  for (;;) {
    if (!groups->third && !read_ahead(vm, groups)) return {};
    if (!present) break;
    auto same = equal(vm, present, groups->fourth);
    if (!same) return {};
    if (!*same) break;
    groups->third = Ref();
  }
  ++groups->index;
  groups->fifth = groups->fourth;
  Owned<Str> name = intern(vm, "_grouper");
  auto* group_type = as<Type>(lookup_in_type(type_of(vm, self), name.get()));
  Ref group = make_itertool(vm, group_type, self, groups->fourth);
  itertool_of(group)->index = groups->index;
  return make_tuple(vm, {groups->fourth, group});
}

Ref refuse_new(Vm& vm, Type* type, const Arguments&) {
  return raise(vm, vm.exceptions.TypeError, "cannot create '" + type->name + "' instances");
}

} // namespace

Ref create_itertools_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "itertools");
  Module* m = module.get();
  add_itertool(vm, m, "accumulate", new_accumulate, next_of_accumulate);
  add_itertool(vm, m, "batched", new_batched, next_of_batched);
  add_itertool(vm, m, "chain", new_chain, next_of_chain,
               [](Vm& v, Type* type) { add_methods(v, type, chain_methods); });
  add_itertool(vm, m, "compress", new_compress, next_of_compress);
  add_itertool(vm, m, "count", new_count, next_of_count,
               [](Vm&, Type* type) { type->slots.repr = repr_count; });
  add_itertool(vm, m, "cycle", new_cycle, next_of_cycle);
  add_itertool(vm, m, "dropwhile", new_filtering<false>, next_of_dropwhile);
  add_itertool(vm, m, "filterfalse", new_filtering<true>, next_of_filterfalse);
  Type* group = add_itertool(vm, m, "_grouper", refuse_new, next_of_group);
  Type* groupby = add_itertool(vm, m, "groupby", new_groupby, next_of_groupby);
  add_constant(vm, groupby, "_grouper", Value::object(group));
  add_itertool(vm, m, "islice", new_islice, next_of_islice);
  add_itertool(vm, m, "pairwise", new_pairwise, next_of_pairwise);
  add_itertool(vm, m, "repeat", new_repeat, next_of_repeat, [](Vm&, Type* type) {
    type->slots.repr = repr_repeat;
    type->slots.length = length_of_repeat;
  });
  add_itertool(vm, m, "starmap", new_filtering<false>, next_of_starmap);
  add_itertool(vm, m, "takewhile", new_filtering<false>, next_of_takewhile);
  add_itertool(vm, m, "zip_longest", new_zip_longest, next_of_zip_longest);
  add_selections(vm, m);
  return module;
}

} // namespace specmon::vm
