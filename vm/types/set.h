// set and frozenset: an open-addressing table whose probing follows CPython's, because programs see
// it: a set of small integers is iterated in the order of the table.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <optional>

namespace specmon::vm {

struct SetEntry {
  Value key;         // null: free, or deleted when the hash is -1
  std::int64_t hash; // -1 with a null key: deleted
};

struct Set : Container {
  static constexpr Layout layout_id = Layout::set;
  SetEntry* table = nullptr; // owned references; null while nothing was ever put in
  std::size_t mask = 7;      // size of the table - 1
  std::size_t filled = 0;    // members and deleted entries
  std::size_t size = 0;      // members
  std::size_t finger = 0;    // where pop() looks next
  std::int64_t hash = -1;    // frozenset's, once computed
};

Owned<Set> make_set(Vm& vm);
Owned<Set> make_frozenset(Vm& vm);
bool set_add(Vm& vm, Set* set, Value item);
std::optional<bool> set_contains(Vm& vm, Set* set, Value item);
// True: removed. False: absent. nullopt: an exception is pending.
std::optional<bool> set_discard(Vm& vm, Set* set, Value item);
bool set_update(Vm& vm, Set* set, Value iterable);
void set_clear(Vm& vm, Set* set);
inline std::size_t set_size(const Set* set) {
  return set->size;
}

// for (SetEntry* e = set_first(s); e; e = set_next(s, e))
inline SetEntry* set_skip(const Set* set, SetEntry* entry) {
  SetEntry* end = set->table + set->mask + 1;
  while (entry != end && entry->key.is_null()) ++entry;
  return entry == end ? nullptr : entry;
}
inline SetEntry* set_first(const Set* set) {
  return set->table ? set_skip(set, set->table) : nullptr;
}
inline SetEntry* set_next(const Set* set, SetEntry* entry) {
  return set_skip(set, entry + 1);
}

} // namespace specmon::vm
