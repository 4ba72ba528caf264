// str: a sequence of code points held in 1, 2 or 4 bytes each, whichever the widest needs.
//
// Immutable once made. Lone surrogates are allowed, as in Python. Interned strings (attribute
// names, identifiers) are unique: equal interned strings are the same object.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <cstring>
#include <string>
#include <string_view>

namespace specmon::vm {

struct Str : Object {
  static constexpr Layout layout_id = Layout::str;

  std::int64_t hash = -1; // -1: not computed
  std::size_t length = 0; // code points
  std::uint8_t width = 1; // bytes a code point: 1, 2 or 4
  bool ascii = true;      // every code point is below 128
  bool interned = false;

  // The code points stand behind the struct; an instance of a subclass owns them separately.
  const void* data() const { return units; }
  const std::uint8_t* narrow() const { return static_cast<const std::uint8_t*>(units); }
  const std::uint16_t* wide() const { return static_cast<const std::uint16_t*>(units); }
  const std::uint32_t* widest() const { return static_cast<const std::uint32_t*>(units); }
  char32_t at(std::size_t index) const {
    switch (width) {
    case 1: return narrow()[index];
    case 2: return wide()[index];
    default: return widest()[index];
    }
  }
  // Only for an ASCII string.
  std::string_view ascii_view() const { return {static_cast<const char*>(units), length}; }

  void* units = nullptr;
  std::size_t allocated = 0; // bytes of the whole object, or of the separate units, to give back
};

// `utf8` must be valid, except that surrogates may be encoded as three bytes each.
Owned<Str> make_str(Vm& vm, std::string_view utf8);
Owned<Str> make_str(Vm& vm, std::u32string_view code_points);
Owned<Str> make_str_latin1(Vm& vm, std::string_view latin1);
Owned<Str> make_char(Vm& vm, char32_t code_point);
Owned<Str> intern(Vm& vm, std::string_view utf8);
Owned<Str> intern(Vm& vm, Str* string);
// A part of `string`, by code points; `start + length` must not pass the end.
Owned<Str> substring(Vm& vm, const Str* string, std::size_t start, std::size_t length);
Owned<Str> concatenate(Vm& vm, const Str* left, const Str* right);
// `left + right` where the caller gives its reference to `left` (an exact str) away: a str that
// nobody else holds is extended in place, so that building a text piece by piece takes linear time.
Ref concatenate_into(Vm& vm, Ref left, const Str* right);

// The strs in `items` one after the other, with `separator` between them.
Owned<Str> join(Vm& vm, const Str* separator, std::span<const Value> items);

std::string to_utf8(const Str* string); // surrogates as three bytes each
std::u32string to_code_points(const Str* string);
inline bool equal(const Str* left, const Str* right) {
  if (left == right) return true;
  if (left->length != right->length || left->width != right->width) return false;
  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash) return false;
  return std::memcmp(left->units, right->units, left->length * left->width) == 0;
}
bool equal(const Str* left, std::string_view utf8);
int compare(const Str* left, const Str* right); // by code points: negative, 0, positive
std::int64_t hash_of(Str* string);
// Text as repr() shows it, quotes included.
std::string repr_text(const Str* string);

// Collects the pieces of a str that is being built.
class StrBuilder {
public:
  void append(char32_t code_point);
  void append(const Str* string);
  void append(std::string_view utf8);
  Owned<Str> finish(Vm& vm);
  std::size_t length() const { return code_points_.size(); }

private:
  std::u32string code_points_;
};

} // namespace specmon::vm
