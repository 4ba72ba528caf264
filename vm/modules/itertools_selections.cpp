// The iterators of itertools that choose from pools: product, permutations, combinations.
// source: the pools (a tuple of tuples, or one); positions: which item of each comes next.

#include "vm/modules/itertool.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

Ref new_product(Vm& vm, Type* type, const Arguments& arguments) {
  std::int64_t repeat = 1;
  for (std::size_t k = 0; k < arguments.keywords(); ++k) {
    if (!equal(cast<Str>(arguments.keyword_names->items[k]), "repeat")) {
      return raise(vm, vm.exceptions.TypeError,
                   "product() got an unexpected keyword argument '" +
                       to_utf8(cast<Str>(arguments.keyword_names->items[k])) + "'");
    }
    auto times = index_to_int64(vm, arguments.values[arguments.positional + k]);
    if (!times) return {};
    if (*times < 0)
      return raise(vm, vm.exceptions.ValueError, "repeat argument cannot be negative");
    repeat = *times;
  }
  Owned<List> pools = make_list(vm);
  for (Value iterable : arguments.positionals()) {
    Ref pool = tuple_from(vm, iterable);
    if (!pool) return {};
    append(vm, pools.get(), pool);
  }
  std::size_t once = pools->size;
  for (std::int64_t round = 1; round < repeat; ++round) {
    for (std::size_t i = 0; i < once; ++i) append(vm, pools.get(), pools->items[i]);
  }
  if (repeat == 0) pools = make_list(vm);
  Ref made = make_itertool(vm, type, make_tuple(vm, pools->view()));
  itertool_of(made)->positions.assign(pools->size, 0);
  for (Value pool : pools->view())
    itertool_of(made)->done = itertool_of(made)->done || cast<Tuple>(pool)->size == 0;
  return made;
}
Ref next_of_product(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (tool->done) return {};
  auto* pools = cast<Tuple>(tool->source);
  Owned<List> row = make_list(vm);
  for (std::size_t i = 0; i < pools->size; ++i) {
    append(vm, row.get(), cast<Tuple>(pools->items[i])->items[tool->positions[i]]);
  }
  std::size_t i = pools->size;
  for (; i-- > 0;) {
    if (++tool->positions[i] < static_cast<std::int64_t>(cast<Tuple>(pools->items[i])->size)) break;
    tool->positions[i] = 0;
  }
  if (i == SIZE_MAX) tool->done = true;
  return make_tuple(vm, row->view());
}

// How the next selection of `r` out of `n` is found.
enum class Selection { combinations, with_replacement, permutations };

template <Selection how> Ref new_selection(Vm& vm, Type* type, const Arguments& arguments) {
  ItertoolParameters given(vm, type->name, arguments, {"iterable", "r"},
                           how == Selection::permutations ? 1 : 2);
  if (!given) return {};
  Ref pool = tuple_from(vm, given[0]);
  if (!pool) return {};
  auto n = static_cast<std::int64_t>(cast<Tuple>(pool)->size);
  std::int64_t r = n;
  if (given[1] && !given[1].is_none()) {
    auto wanted = index_to_int64(vm, given[1]);
    if (!wanted) return {};
    if (*wanted < 0) return raise(vm, vm.exceptions.ValueError, "r must be non-negative");
    r = *wanted;
  }
  Ref made = make_itertool(vm, type, pool);
  Itertool* tool = itertool_of(made);
  tool->stop = r;
  tool->done = how == Selection::with_replacement ? n == 0 && r > 0 : r > n;
  for (std::int64_t i = 0; i < r; ++i)
    tool->positions.push_back(how == Selection::with_replacement ? 0 : i);
  return made;
}

template <Selection how> void advance(Itertool* tool, std::int64_t n) {
  std::int64_t r = tool->stop;
  auto& at = tool->positions;
  if constexpr (how == Selection::permutations) {
    // The next arrangement in lexicographic order of positions.
    for (std::int64_t i = r; i-- > 0;) {
      std::vector<bool> used(static_cast<std::size_t>(n));
      for (std::int64_t j = 0; j < i; ++j)
        used[static_cast<std::size_t>(at[static_cast<std::size_t>(j)])] = true;
      std::int64_t candidate = at[static_cast<std::size_t>(i)] + 1;
      while (candidate < n && used[static_cast<std::size_t>(candidate)]) ++candidate;
      if (candidate == n) continue;
      at[static_cast<std::size_t>(i)] = candidate;
      used[static_cast<std::size_t>(candidate)] = true;
      std::int64_t next_free = 0;
      for (std::int64_t j = i + 1; j < r; ++j) {
        while (used[static_cast<std::size_t>(next_free)]) ++next_free;
        at[static_cast<std::size_t>(j)] = next_free;
        used[static_cast<std::size_t>(next_free)] = true;
      }
      return;
    }
  } else {
    for (std::int64_t i = r; i-- > 0;) {
      auto index = static_cast<std::size_t>(i);
      std::int64_t last = how == Selection::combinations ? i + n - r : n - 1;
      if (at[index] == last) continue;
      std::int64_t value = at[index] + 1;
      for (std::size_t j = index; j < at.size(); ++j) {
        at[j] = value;
        if (how == Selection::combinations) ++value;
      }
      return;
    }
  }
  tool->done = true;
}

template <Selection how> Ref next_of_selection(Vm& vm, Value self) {
  Itertool* tool = itertool_of(self);
  if (tool->done) return {};
  auto* pool = cast<Tuple>(tool->source);
  Owned<List> row = make_list(vm);
  for (std::int64_t position : tool->positions) append(vm, row.get(), pool->items[position]);
  advance<how>(tool, static_cast<std::int64_t>(pool->size));
  return make_tuple(vm, row->view());
}

} // namespace

void add_selections(Vm& vm, Module* module) {
  add_itertool(vm, module, "combinations", new_selection<Selection::combinations>,
               next_of_selection<Selection::combinations>);
  add_itertool(vm, module, "combinations_with_replacement",
               new_selection<Selection::with_replacement>,
               next_of_selection<Selection::with_replacement>);
  add_itertool(vm, module, "permutations", new_selection<Selection::permutations>,
               next_of_selection<Selection::permutations>);
  add_itertool(vm, module, "product", new_product, next_of_product);
}

} // namespace specmon::vm
