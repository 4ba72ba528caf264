// Keys of dicts and members of sets: their hash, and what can be said of their equality without
// running any code.
#pragma once

#include "vm/types/str.h"

#include <optional>
#include <string_view>

namespace specmon::vm {

// hash() of a key or member; an unhashable one is reported with `use` ("a dict key") where the
// version does.
std::optional<std::int64_t> hash_for_any(Vm& vm, Value key, std::string_view use);
inline std::optional<std::int64_t> hash_for(Vm& vm, Value key, std::string_view use) {
  if (key.is_small()) return key.small() == -1 ? -2 : key.small(); // as hash() of an int
  if (Str* text = as_exact<Str>(key)) return text->hash != -1 ? text->hash : hash_of(text);
  return hash_for_any(vm, key, use);
}

// Whether two keys are equal; nullopt: only Python can tell.
inline std::optional<bool> plainly_equal(Value left, Value right) {
  if (left == right) return true;
  const Str* a = as_exact<Str>(left);
  const Str* b = as_exact<Str>(right);
  if (a && b) return !(a->interned && b->interned) && equal(a, b);
  if (Value::both_small(left, right)) return false;
  if ((a || b) && (left.is_small() || right.is_small())) return false;
  return std::nullopt;
}

} // namespace specmon::vm
