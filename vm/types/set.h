// set and frozenset: a Dict's table with keys only. Iteration follows insertion, which programs must not rely
// on; outputs that show sets sort them.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"
#include "vm/types/dict.h"

#include <optional>

namespace specmon::vm {

struct Set : Container {
  static constexpr Layout layout_id = Layout::set;
  Owned<Dict> table;      // keys are the members; every value is None
  std::int64_t hash = -1; // frozenset's, once computed
};

Owned<Set> make_set(Vm& vm);
Owned<Set> make_frozenset(Vm& vm);
bool set_add(Vm& vm, Set* set, Value item);
std::optional<bool> set_contains(Vm& vm, Set* set, Value item);
bool set_update(Vm& vm, Set* set, Value iterable);
inline std::size_t set_size(const Set* set) { return set->table->live; }

} // namespace specmon::vm
