// dict: a hash table that keeps the order of insertion: a dense array of entries, and an
// open-addressing table of indices into it.
//
// `keys_version` lets an inline cache trust an entry's index: it is a number unique to this dict
// and its present set of keys; 0 until somebody asks (`version_of_keys`), and 0 again as soon as a
// key is added or removed or the entries move. Storing to a present key keeps it.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <optional>

namespace specmon::vm {

struct DictEntry {
  std::int64_t hash;
  Value key; // null: deleted
  Value value;
};

struct Dict : Container {
  static constexpr Layout layout_id = Layout::dict;

  DictEntry* entries =
      nullptr; // owned references, in order; `used` of them written, deleted ones included
  std::uint32_t used = 0;
  std::uint32_t capacity = 0;    // of `entries`
  std::uint32_t live = 0;        // len(dict)
  std::uint32_t table_size = 0;  // a power of two; 0 while small dicts need no table
  std::int32_t* table = nullptr; // indices into entries; -1 empty, -2 deleted
  std::uint32_t keys_version = 0;
  std::uint32_t changes =
      0; // counts structural changes: iterators see "changed size during iteration"
};

Owned<Dict> make_dict(Vm& vm);

// Lookups by any key; null and nothing pending: absent; null and an exception pending: hashing or
// comparing failed (unhashable type: 'list').
Ref dict_get(Vm& vm, Dict* dict, Value key);
bool dict_set(Vm& vm, Dict* dict, Value key, Value value);
// True: removed. False: absent, or an exception is pending.
bool dict_delete(Vm& vm, Dict* dict, Value key);
Ref dict_pop(Vm& vm, Dict* dict, Value key); // null like dict_get
std::optional<bool> dict_contains(Vm& vm, Dict* dict, Value key);

// By str keys: cannot fail. Borrowed result, null if absent. (Keys that are not exact strs are
// compared too.)
Value dict_find(Dict* dict, Str* key);
std::int32_t dict_find_index(Dict* dict, Str* key); // index into entries, -1: absent
void dict_store(Vm& vm, Dict* dict, Str* key, Value value);
bool dict_erase(Vm& vm, Dict* dict, Str* key);
void dict_store(Vm& vm, Dict* dict, std::string_view key, Value value); // interns the key

std::uint32_t version_of_keys(Vm& vm, Dict* dict);
void dict_clear(Vm& vm, Dict* dict);
bool dict_update(Vm& vm, Dict* dict, Value other); // a mapping, or an iterable of pairs
Owned<Dict> dict_copy(Vm& vm, Dict* dict);

// for (DictEntry* e = dict_first(d); e; e = dict_next(d, e))
inline DictEntry* dict_skip(Dict* dict, DictEntry* entry) {
  DictEntry* end = dict->entries + dict->used;
  while (entry != end && entry->key.is_null()) ++entry;
  return entry == end ? nullptr : entry;
}
inline DictEntry* dict_first(Dict* dict) {
  return dict_skip(dict, dict->entries);
}
inline DictEntry* dict_next(Dict* dict, DictEntry* entry) {
  return dict_skip(dict, entry + 1);
}

} // namespace specmon::vm
