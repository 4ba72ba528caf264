// The hash table behind set and frozenset.

#include "vm/types/set.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/iterators.h"
#include "vm/types/keys.h"

#include <cstring>
#include <vector>

namespace specmon::vm {

namespace {

constexpr std::size_t smallest_table = 8;
constexpr std::size_t linear_probes = 9; // neighbours looked at before jumping on
constexpr unsigned perturb_shift = 5;

void allocate_table(Vm& vm, Set* set, std::size_t size) {
  set->table = static_cast<SetEntry*>(vm.heap.allocate(size * sizeof(SetEntry)));
  std::memset(static_cast<void*>(set->table), 0, size * sizeof(SetEntry));
  set->mask = size - 1;
}

// Shows `look` the entries where a key of that hash may stand, in their order, until it answers.
template <class Look> auto search(const Set* set, std::int64_t hash, Look look) {
  auto perturb = static_cast<std::size_t>(hash);
  std::size_t i = perturb & set->mask;
  for (;;) {
    SetEntry* entry = set->table + i;
    const SetEntry* const last = entry + (i + linear_probes <= set->mask ? linear_probes : 0);
    for (; entry <= last; ++entry) {
      if (const auto answer = look(*entry)) return *answer;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & set->mask;
  }
}

bool is_unused(const SetEntry& entry) { // nor deleted
  return entry.hash == 0 && entry.key.is_null();
}

// Puts a key that is not there yet into a table without deleted entries.
void insert_clean(Set* set, Value key, std::int64_t hash) {
  SetEntry* place = search(set, hash, [](SetEntry& entry) {
    return entry.key.is_null() ? std::optional(&entry) : std::nullopt;
  });
  *place = {key, hash};
}

void resize(Vm& vm, Set* set, std::size_t least) {
  std::size_t size = smallest_table;
  while (size <= least) size <<= 1;
  SetEntry* old = set->table;
  std::size_t old_size = set->mask + 1;
  allocate_table(vm, set, size);
  set->filled = set->size;
  for (std::size_t i = 0; i < old_size; ++i) {
    if (!old[i].key.is_null()) insert_clean(set, old[i].key, old[i].hash);
  }
  vm.heap.free(old, old_size * sizeof(SetEntry));
}

// The entry that holds a key, or null; without a value: an exception is pending (find), or a key of
// another kind has that hash (find_small).
using Found = std::optional<SetEntry*>;

// `free_entry` gets the unused entry where a search for the key ended.
Found find(Vm& vm, Set* set, Value key, std::int64_t hash, SetEntry** free_entry) {
  for (;;) {
    if (!set->table) {
      if (!free_entry) return nullptr;
      allocate_table(vm, set, smallest_table);
    }
    bool changed = false; // by what compares keys
    const auto found = search(set, hash, [&](SetEntry& entry) -> std::optional<Found> {
      if (is_unused(entry)) {
        if (free_entry) *free_entry = &entry;
        return Found(nullptr);
      }
      if (entry.hash != hash) return {};
      auto same = plainly_equal(entry.key, key);
      if (!same) {
        const SetEntry* table = set->table;
        const Ref held(entry.key);
        same = equal(vm, held, key);
        if (!same) return Found();
        changed = set->table != table || entry.key != held.get();
      }
      if (*same || changed) return Found(&entry);
      return {};
    });
    if (!changed) return found;
  }
}

Found find_small(const Set* set, Value key, std::int64_t hash) {
  if (!set->table) return nullptr;
  return search(set, hash, [&](SetEntry& entry) -> std::optional<Found> {
    if (entry.key == key) return Found(&entry);
    if (is_unused(entry)) return Found(nullptr);
    if (entry.hash == hash) return Found();
    return {};
  });
}

Found find_known(Vm& vm, Set* set, Value key, std::int64_t hash) {
  if (key.is_small()) {
    if (const auto found = find_small(set, key, hash)) return found;
  }
  return find(vm, set, key, hash, nullptr);
}

bool add_hashed(Vm& vm, Set* set, Value item, std::int64_t hash) {
  SetEntry* place = nullptr;
  auto found = find(vm, set, item, hash, &place);
  if (!found) return false;
  if (*found) return true;
  retain(item);
  *place = {item, hash};
  ++set->filled;
  ++set->size;
  if (set->filled * 5 >= set->mask * 3) {
    resize(vm, set, set->size > 50000 ? set->size * 2 : set->size * 4);
  }
  return true;
}

bool merge(Vm& vm, Set* set, Set* other) {
  if (other == set || other->size == 0) return true;
  if (!set->table) allocate_table(vm, set, smallest_table);
  if ((set->filled + other->size) * 5 >= set->mask * 3)
    resize(vm, set, (set->size + other->size) * 2);
  if (set->filled == 0) {
    bool copy = set->mask == other->mask && other->filled == other->size;
    for (std::size_t i = 0; i <= other->mask; ++i) {
      if (other->table[i].key.is_null()) continue;
      retain(other->table[i].key);
      if (copy) {
        set->table[i] = other->table[i];
      } else {
        insert_clean(set, other->table[i].key, other->table[i].hash);
      }
    }
    set->size = set->filled = other->size;
    return true;
  }
  for (std::size_t i = 0; i <= other->mask; ++i) {
    if (other->table[i].key.is_null()) continue;
    Ref held(other->table[i].key);
    if (!add_hashed(vm, set, held, other->table[i].hash)) return false;
  }
  return true;
}

Owned<Set> make(Vm& vm, Type* type) {
  auto* set = vm.heap.make<Set>(type);
  vm.heap.track(set);
  return Owned<Set>::steal(set);
}

} // namespace

Owned<Set> make_set(Vm& vm) {
  return make(vm, vm.types.set);
}
Owned<Set> make_frozenset(Vm& vm) {
  return make(vm, vm.types.frozenset);
}

bool set_add(Vm& vm, Set* set, Value item) {
  auto hashed = hash_for(vm, item, "a set element");
  return hashed && add_hashed(vm, set, item, *hashed);
}

std::optional<bool> set_contains(Vm& vm, Set* set, Value item) {
  auto hashed = hash_for(vm, item, "a set element");
  if (!hashed) return std::nullopt;
  auto found = find_known(vm, set, item, *hashed);
  if (!found) return std::nullopt;
  return *found != nullptr;
}

std::optional<bool> set_discard(Vm& vm, Set* set, Value item) {
  auto hashed = hash_for(vm, item, "a set element");
  if (!hashed) return std::nullopt;
  auto found = find_known(vm, set, item, *hashed);
  if (!found) return std::nullopt;
  if (!*found) return false;
  Value key = (*found)->key;
  **found = {Value(), -1};
  --set->size;
  release(key);
  return true;
}

bool set_update(Vm& vm, Set* set, Value iterable) {
  if (auto* other = as<Set>(iterable)) return merge(vm, set, other);
  if (auto* dict = as_exact<Dict>(iterable)) {
    for (DictEntry* e = dict_first(dict); e; e = dict_next(dict, e)) {
      if (!add_hashed(vm, set, e->key, e->hash)) return false;
    }
    return true;
  }
  Ref iterator = iterate(vm, iterable);
  if (!iterator) return false;
  while (Ref item = next(vm, iterator)) {
    if (!set_add(vm, set, item)) return false;
  }
  return !error_pending(vm);
}

void set_clear(Vm& vm, Set* set) {
  SetEntry* table = set->table;
  std::size_t size = set->mask + 1;
  set->table = nullptr; // the set is empty before anything dies
  set->mask = smallest_table - 1;
  set->filled = set->size = set->finger = 0;
  if (!table) return;
  for (std::size_t i = 0; i < size; ++i) release(table[i].key);
  vm.heap.free(table, size * sizeof(SetEntry));
}

} // namespace specmon::vm
