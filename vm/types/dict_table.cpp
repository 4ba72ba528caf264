// The hash table behind dict: finding, storing, deleting, growing.

#include "vm/types/dict.h"

#include "vm/type_setup.h"
#include "vm/types/keys.h"

#include <algorithm>
#include <cstring>

namespace specmon::vm {

namespace {

constexpr std::int32_t empty_index = -1;
constexpr std::int32_t deleted_index = -2;
// Up to this many entries are searched one after the other, without a table.
constexpr std::uint32_t scanned_entries = 8;

std::uint32_t slot_of(std::int64_t hash, std::uint32_t mask) {
  auto bits = static_cast<std::uint64_t>(hash);
  return static_cast<std::uint32_t>((bits ^ (bits >> 29)) * 0x9E3779B1u) & mask;
}

void free_storage(Vm& vm, Dict* dict) {
  if (dict->entries) vm.heap.free(dict->entries, dict->capacity * sizeof(DictEntry));
  if (dict->table) vm.heap.free(dict->table, dict->table_size * sizeof(std::int32_t));
  dict->entries = nullptr;
  dict->table = nullptr;
  dict->used = dict->capacity = dict->live = dict->table_size = 0;
}

void place(Dict* dict, std::int64_t hash, std::uint32_t index) {
  std::uint32_t mask = dict->table_size - 1;
  std::uint32_t slot = slot_of(hash, mask);
  while (dict->table[slot] != empty_index) slot = (slot + 1) & mask;
  dict->table[slot] = static_cast<std::int32_t>(index);
}

// Makes room for one more entry: packs the live ones together, in a larger array if they need it.
void grow(Vm& vm, Dict* dict) {
  std::uint32_t capacity = dict->live < 4 ? 8 : dict->live * 2;
  auto* entries = static_cast<DictEntry*>(vm.heap.allocate(capacity * sizeof(DictEntry)));
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < dict->used; ++i) {
    if (!dict->entries[i].key.is_null()) entries[count++] = dict->entries[i];
  }
  std::uint32_t live = dict->live;
  free_storage(vm, dict);
  dict->entries = entries;
  dict->capacity = capacity;
  dict->used = count;
  dict->live = live;
  if (capacity > scanned_entries) {
    std::uint32_t size = 16;
    while (size < capacity * 3 / 2) size *= 2;
    dict->table = static_cast<std::int32_t*>(vm.heap.allocate(size * sizeof(std::int32_t)));
    dict->table_size = size;
    std::fill_n(dict->table, size, empty_index);
    for (std::uint32_t i = 0; i < count; ++i) place(dict, entries[i].hash, i);
  }
  dict->keys_version = 0;
}

// Appends an entry; takes over nothing: the key and value are counted.
void append_entry(Vm& vm, Dict* dict, std::int64_t hash, Value key, Value value) {
  if (dict->used == dict->capacity) grow(vm, dict);
  retain(key);
  retain(value);
  dict->entries[dict->used] = {hash, key, value};
  if (dict->table) place(dict, hash, dict->used);
  ++dict->used;
  ++dict->live;
  ++dict->changes;
  dict->keys_version = 0;
}

void replace_value(DictEntry& entry, Value value) {
  Value old = entry.value;
  retain(value);
  entry.value = value;
  release(old);
}

// Empties an entry and gives its key and value to the caller.
DictEntry remove_entry(Dict* dict, std::uint32_t index) {
  DictEntry removed = dict->entries[index];
  if (dict->table) {
    std::uint32_t mask = dict->table_size - 1;
    std::uint32_t slot = slot_of(removed.hash, mask);
    while (dict->table[slot] != static_cast<std::int32_t>(index)) slot = (slot + 1) & mask;
    dict->table[slot] = deleted_index;
  }
  dict->entries[index].key = Value();
  dict->entries[index].value = Value();
  --dict->live;
  ++dict->changes;
  dict->keys_version = 0;
  // Entries taken off the end are free at once: a dict used as a stack does not grow.
  if (!dict->table) {
    while (dict->used > 0 && dict->entries[dict->used - 1].key.is_null()) --dict->used;
  }
  return removed;
}

// The index of an exact str among keys that are such too; -1: absent; nullopt: another key has its
// hash.
std::optional<std::int32_t> find_str(const Dict* dict, const Str* key, std::int64_t hash) {
  enum class Match : std::uint8_t { no, yes, unknown };
  const auto match = [&](const DictEntry& entry) {
    if (entry.hash != hash || entry.key.is_null()) return Match::no;
    if (entry.key == Value::object(key)) return Match::yes;
    const Str* other = as_exact<Str>(entry.key);
    if (!other) return Match::unknown;
    return !(other->interned && key->interned) && equal(other, key) ? Match::yes : Match::no;
  };
  if (!dict->table) {
    for (std::uint32_t i = 0; i < dict->used; ++i) {
      const Match found = match(dict->entries[i]);
      if (found == Match::yes) return static_cast<std::int32_t>(i);
      if (found == Match::unknown) return std::nullopt;
    }
    return -1;
  }
  const std::uint32_t mask = dict->table_size - 1;
  for (std::uint32_t slot = slot_of(hash, mask);; slot = (slot + 1) & mask) {
    const std::int32_t index = dict->table[slot];
    if (index == empty_index) return -1;
    if (index == deleted_index) continue;
    const Match found = match(dict->entries[index]);
    if (found == Match::yes) return index;
    if (found == Match::unknown) return std::nullopt;
  }
}

// The index of `key`; -1: absent; nullopt: comparing raised.
std::optional<std::int32_t> find_index(Vm& vm, Dict* dict, Value key, std::int64_t hash) {
  if (const Str* text = as_exact<Str>(key)) {
    if (const auto index = find_str(dict, text, hash)) return index;
  }
restart:
  std::uint32_t changes = dict->changes;
  auto matches = [&](std::uint32_t index) -> std::optional<bool> {
    DictEntry& entry = dict->entries[index];
    if (entry.key.is_null() || entry.hash != hash) return false;
    if (auto plain = plainly_equal(entry.key, key)) return plain;
    Ref held(entry.key);
    return equal(vm, held, key);
  };
  if (!dict->table) {
    for (std::uint32_t i = 0; i < dict->used; ++i) {
      auto same = matches(i);
      if (!same) return std::nullopt;
      if (dict->changes != changes) goto restart;
      if (*same) return static_cast<std::int32_t>(i);
    }
    return -1;
  }
  std::uint32_t mask = dict->table_size - 1;
  for (std::uint32_t slot = slot_of(hash, mask);; slot = (slot + 1) & mask) {
    std::int32_t index = dict->table[slot];
    if (index == empty_index) return -1;
    if (index == deleted_index) continue;
    auto same = matches(static_cast<std::uint32_t>(index));
    if (!same) return std::nullopt;
    if (dict->changes != changes) goto restart;
    if (*same) return index;
  }
}

} // namespace

std::optional<std::int64_t> hash_for_any(Vm& vm, Value key, std::string_view use) {
  auto hashed = hash(vm, key);
  if (hashed || !vm.behaviours.unhashable_message_names_the_use()) return hashed;
  if (!pending_is(vm, vm.exceptions.TypeError)) return std::nullopt;
  Ref error = take_pending(vm);
  Owned<Str> reason = str(vm, error);
  if (!reason) return std::nullopt;
  return raise(vm, vm.exceptions.TypeError,
               "cannot use '" + type_name(vm, key) + "' as " + std::string(use) + " (" +
                   to_utf8(reason.get()) + ")");
}

Owned<Dict> make_dict(Vm& vm) {
  auto* dict = vm.heap.make<Dict>(vm.types.dict);
  vm.heap.track(dict);
  return Owned<Dict>::steal(dict);
}

Ref dict_get(Vm& vm, Dict* dict, Value key) {
  auto hashed = hash_for(vm, key, "a dict key");
  if (!hashed) return {};
  auto index = find_index(vm, dict, key, *hashed);
  if (!index || *index < 0) return {};
  return Ref(dict->entries[*index].value);
}

bool dict_set(Vm& vm, Dict* dict, Value key, Value value) {
  auto hashed = hash_for(vm, key, "a dict key");
  if (!hashed) return false;
  auto index = find_index(vm, dict, key, *hashed);
  if (!index) return false;
  if (*index >= 0) {
    replace_value(dict->entries[*index], value);
  } else {
    append_entry(vm, dict, *hashed, key, value);
  }
  return true;
}

Ref dict_pop(Vm& vm, Dict* dict, Value key) {
  auto hashed = hash_for(vm, key, "a dict key");
  if (!hashed) return {};
  auto index = find_index(vm, dict, key, *hashed);
  if (!index || *index < 0) return {};
  DictEntry removed = remove_entry(dict, static_cast<std::uint32_t>(*index));
  release(removed.key);
  return Ref::steal(removed.value);
}

bool dict_delete(Vm& vm, Dict* dict, Value key) {
  return static_cast<bool>(dict_pop(vm, dict, key));
}

std::optional<bool> dict_contains(Vm& vm, Dict* dict, Value key) {
  auto hashed = hash_for(vm, key, "a dict key");
  if (!hashed) return std::nullopt;
  auto index = find_index(vm, dict, key, *hashed);
  if (!index) return std::nullopt;
  return *index >= 0;
}

std::int32_t dict_find_index(Dict* dict, Str* key) {
  std::int64_t hash = hash_of(key);
  auto matches = [&](const DictEntry& entry) {
    if (entry.key == Value::object(key)) return true;
    if (entry.hash != hash) return false;
    const Str* other = as<Str>(entry.key);
    return other && !(other->interned && key->interned) && equal(other, key);
  };
  if (!dict->table) {
    for (std::uint32_t i = 0; i < dict->used; ++i) {
      if (matches(dict->entries[i])) return static_cast<std::int32_t>(i);
    }
    return -1;
  }
  std::uint32_t mask = dict->table_size - 1;
  for (std::uint32_t slot = slot_of(hash, mask);; slot = (slot + 1) & mask) {
    std::int32_t index = dict->table[slot];
    if (index == empty_index) return -1;
    if (index >= 0 && matches(dict->entries[index])) return index;
  }
}

Value dict_find(Dict* dict, Str* key) {
  std::int32_t index = dict_find_index(dict, key);
  return index < 0 ? Value() : dict->entries[index].value;
}

void dict_store(Vm& vm, Dict* dict, Str* key, Value value) {
  std::int32_t index = dict_find_index(dict, key);
  if (index >= 0) {
    replace_value(dict->entries[index], value);
  } else {
    append_entry(vm, dict, hash_of(key), Value::object(key), value);
  }
}

void dict_store(Vm& vm, Dict* dict, std::string_view key, Value value) {
  Owned<Str> name = intern(vm, key);
  dict_store(vm, dict, name.get(), value);
}

bool dict_erase(Vm&, Dict* dict, Str* key) {
  std::int32_t index = dict_find_index(dict, key);
  if (index < 0) return false;
  DictEntry removed = remove_entry(dict, static_cast<std::uint32_t>(index));
  release(removed.key);
  release(removed.value);
  return true;
}

std::uint32_t version_of_keys(Vm& vm, Dict* dict) {
  if (dict->keys_version == 0) dict->keys_version = vm.next_keys_version++;
  return dict->keys_version;
}

void dict_clear(Vm& vm, Dict* dict) {
  DictEntry* entries = dict->entries;
  std::uint32_t used = dict->used, capacity = dict->capacity;
  dict->entries = nullptr; // the dict is empty before anything dies: destructors may look at it
  free_storage(vm, dict);
  ++dict->changes;
  dict->keys_version = 0;
  for (std::uint32_t i = 0; i < used; ++i) {
    if (entries[i].key.is_null()) continue;
    release(entries[i].key);
    release(entries[i].value);
  }
  if (entries) vm.heap.free(entries, capacity * sizeof(DictEntry));
}

Owned<Dict> dict_copy(Vm& vm, Dict* dict) {
  Owned<Dict> copy = make_dict(vm);
  for (DictEntry* e = dict_first(dict); e; e = dict_next(dict, e)) {
    append_entry(vm, copy.get(), e->hash, e->key, e->value);
  }
  return copy;
}

} // namespace specmon::vm
