// bytes: an immutable row of 8-bit numbers.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <string>
#include <string_view>

namespace specmon::vm {

struct Bytes : Object {
  static constexpr Layout layout_id = Layout::bytes;

  std::int64_t hash = -1; // -1: not computed
  std::size_t size = 0;
  char* data = nullptr;      // behind the struct; a subclass's instance owns it separately
  std::size_t allocated = 0; // bytes of the whole object, or of the separate data

  std::string_view view() const { return {data, size}; }
};

Owned<Bytes> make_bytes(Vm& vm, std::string_view content);
std::string repr_of_bytes(std::string_view content); // b'...'
std::int64_t hash_of(Bytes* bytes);

// str.encode and bytes.decode: utf-8, ascii, latin-1 (and their aliases), utf-16 and utf-32;
// `errors` is strict, ignore, replace, backslashreplace, surrogateescape, surrogatepass or
// xmlcharrefreplace. LookupError for others.
Owned<Bytes> encode(Vm& vm, Str* string, std::string_view encoding, std::string_view errors);
Ref decode(Vm& vm, std::string_view content, std::string_view encoding, std::string_view errors);

} // namespace specmon::vm
