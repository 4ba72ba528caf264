// What the files of str share. Not for others: vm/types/str.h is the interface.
#pragma once

#include "vm/types/str.h"
#include "vm/vm.h"

#include <cstring>
#include <vector>

namespace specmon::vm {

constexpr std::size_t not_found = static_cast<std::size_t>(-1);

inline std::uint8_t width_for(char32_t widest) {
  return widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
}

// A str whose code points are still to be written. `width` and `ascii` must fit what will be
// written.
Owned<Str> allocate_str(Vm& vm, std::size_t length, std::uint8_t width, bool ascii);
// For an instance of a subclass: the units are copied from `content`.
Ref make_str_subclass(Vm& vm, Type* type, const Str* content);
// `string` itself if exactly a str, else an exact copy.
Owned<Str> exact_str(Vm& vm, Str* string);

// Calls f with a typed pointer to the units.
template <class F> decltype(auto) with_units(const Str* string, F&& f) {
  switch (string->width) {
  case 1: return f(string->narrow());
  case 2: return f(string->wide());
  default: return f(string->widest());
  }
}

// Copies code points of `source` into `target` (which is at least as wide) from `position` on.
void copy_units(Str* target, std::size_t position, const Str* source, std::size_t start,
                std::size_t length);

// The first or last place of `needle` in [start, end), or not_found. An empty needle is found at
// once.
std::size_t find_in(const Str* string, const Str* needle, std::size_t start, std::size_t end);
std::size_t find_last_in(const Str* string, const Str* needle, std::size_t start, std::size_t end);
bool matches_at(const Str* string, const Str* needle, std::size_t position);

std::uint64_t hash_of_bytes(const void* memory, std::size_t size, std::uint64_t seed);

// The tables of methods, a file each.
std::vector<NativeDefinition> str_search_methods();
std::vector<NativeDefinition> str_part_methods();
std::vector<NativeDefinition> str_case_methods();
std::vector<NativeDefinition> str_layout_methods();

// A bound of find and its like: None, an int of any size, or __index__. Negative counts from the
// end.
bool search_bound(Vm& vm, Value value, std::size_t length, std::size_t& bound);

} // namespace specmon::vm
