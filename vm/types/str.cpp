// Representation of str: making, interning, hashing, comparing. The type's behaviour is in
// str_*.cpp.
#include "vm/types/str_internal.h"

#include "vm/type_setup.h"
#include "vm/types/unicode.h"

#include <algorithm>

namespace specmon::vm {
namespace {

char32_t next_code_point(const unsigned char*& at, const unsigned char* end) {
  unsigned first = *at++;
  if (first < 0x80) return first;
  int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  char32_t code_point = first & (0x3F >> more);
  while (more-- > 0 && at < end) code_point = code_point << 6 | (*at++ & 0x3F);
  return code_point;
}

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool all_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if (word & 0x8080808080808080) return false;
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

template <class Target, class Source>
void copy_converted(Target* target, const Source* source, std::size_t length) {
  if constexpr (sizeof(Target) == sizeof(Source)) {
    if (length == 1) {
      *target = *source;
    } else if (length)
      std::memcpy(target, source, length * sizeof(Target));
  } else {
    for (std::size_t i = 0; i < length; ++i) target[i] = static_cast<Target>(source[i]);
  }
}

template <class F> void with_writable_units(Str* string, F&& f) {
  switch (string->width) {
  case 1: f(static_cast<std::uint8_t*>(string->units)); break;
  case 2: f(static_cast<std::uint16_t*>(string->units)); break;
  default: f(static_cast<std::uint32_t*>(string->units)); break;
  }
}

char32_t widest_of(std::u32string_view code_points) {
  char32_t bits = 0; // an upper bound is enough up to the next power of two
  for (char32_t c : code_points) bits |= c;
  return bits;
}

Str* find_interned(Vm& vm, std::int64_t hash, const Str* string) {
  auto [first, last] = vm.interned.equal_range(hash);
  for (; first != last; ++first) {
    if (equal(first->second, string)) return first->second;
  }
  return nullptr;
}

void add_interned(Vm& vm, Str* string) {
  string->interned = true;
  vm.interned.emplace(string->hash, string);
}

} // namespace

std::uint64_t hash_of_bytes(const void* memory, std::size_t size, std::uint64_t seed) {
  if (size == 0) return 0;
  auto fold = [](std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  const char* at = static_cast<const char*>(memory);
  std::uint64_t state = fold(seed ^ 0x9E3779B97F4A7C15, size ^ 0xD6E8FEB86659FD93);
  std::size_t left = size;
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    state = fold(state ^ word, 0xA0761D6478BD642F);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, at, left);
  return fold(state ^ word, 0xE7037ED1A0B428DB);
}

Owned<Str> allocate_str(Vm& vm, std::size_t length, std::uint8_t width, bool ascii) {
  std::size_t bytes = length * width;
  Str* string = vm.heap.make<Str>(vm.types.str, bytes);
  string->length = length;
  string->width = width;
  string->ascii = ascii;
  string->units = string + 1;
  string->allocated = sizeof(Str) + bytes;
  return Owned<Str>::steal(string);
}

void copy_units(Str* target, std::size_t position, const Str* source, std::size_t start,
                std::size_t length) {
  with_units(source, [&](auto* from) {
    with_writable_units(target,
                        [&](auto* to) { copy_converted(to + position, from + start, length); });
  });
}

Owned<Str> make_str_latin1(Vm& vm, std::string_view latin1) {
  if (latin1.empty() && vm.empty_str) return Owned<Str>(cast<Str>(vm.empty_str));
  if (latin1.size() == 1) return make_char(vm, static_cast<unsigned char>(latin1[0]));
  auto string = allocate_str(vm, latin1.size(), 1, all_ascii(latin1));
  if (!latin1.empty()) std::memcpy(string->units, latin1.data(), latin1.size());
  return string;
}

Owned<Str> make_str(Vm& vm, std::string_view utf8) {
  if (all_ascii(utf8)) return make_str_latin1(vm, utf8);
  std::u32string code_points;
  code_points.reserve(utf8.size());
  auto* at = reinterpret_cast<const unsigned char*>(utf8.data());
  auto* end = at + utf8.size();
  while (at < end) code_points.push_back(next_code_point(at, end));
  return make_str(vm, code_points);
}

Owned<Str> make_str(Vm& vm, std::u32string_view code_points) {
  if (code_points.empty() && vm.empty_str) return Owned<Str>(cast<Str>(vm.empty_str));
  if (code_points.size() == 1) return make_char(vm, code_points[0]);
  char32_t widest = widest_of(code_points);
  auto string = allocate_str(vm, code_points.size(), width_for(widest), widest < 0x80);
  with_writable_units(string.get(), [&](auto* units) {
    copy_converted(units, code_points.data(), code_points.size());
  });
  return string;
}

Owned<Str> make_char(Vm& vm, char32_t code_point) {
  if (code_point < vm.latin1_characters.size()) {
    return Owned<Str>(cast<Str>(vm.latin1_characters[code_point]));
  }
  auto string = allocate_str(vm, 1, width_for(code_point), code_point < 0x80);
  with_writable_units(string.get(), [&](auto* units) {
    units[0] = static_cast<std::remove_reference_t<decltype(units[0])>>(code_point);
  });
  return string;
}

Owned<Str> intern(Vm& vm, Str* string) {
  if (string->interned) return Owned<Str>(string);
  std::int64_t hash = hash_of(string);
  if (Str* known = find_interned(vm, hash, string)) return Owned<Str>(known);
  auto own = exact_str(vm, string);
  hash_of(own.get());
  add_interned(vm, own.get());
  return own;
}

Owned<Str> intern(Vm& vm, std::string_view utf8) {
  return intern(vm, make_str(vm, utf8).get());
}

Owned<Str> substring(Vm& vm, const Str* string, std::size_t start, std::size_t length) {
  if (start == 0 && length == string->length && string->exact) {
    return Owned<Str>(const_cast<Str*>(string));
  }
  if (length == 0) return make_str_latin1(vm, {});
  if (length == 1) return make_char(vm, string->at(start));
  if (string->width == 1) {
    std::string_view part(reinterpret_cast<const char*>(string->narrow()) + start, length);
    auto result = allocate_str(vm, length, 1, string->ascii || all_ascii(part));
    std::memcpy(result->units, part.data(), length);
    return result;
  }
  char32_t bits = 0;
  with_units(string, [&](auto* units) {
    for (std::size_t i = start; i < start + length; ++i) bits |= units[i];
  });
  auto result = allocate_str(vm, length, width_for(bits), bits < 0x80);
  copy_units(result.get(), 0, string, start, length);
  return result;
}

Owned<Str> concatenate(Vm& vm, const Str* left, const Str* right) {
  if (left->length == 0 && right->exact) return Owned<Str>(const_cast<Str*>(right));
  if (right->length == 0 && left->exact) return Owned<Str>(const_cast<Str*>(left));
  auto result = allocate_str(vm, left->length + right->length, std::max(left->width, right->width),
                             left->ascii && right->ascii);
  copy_units(result.get(), 0, left, 0, left->length);
  copy_units(result.get(), left->length, right, 0, right->length);
  return result;
}

Ref concatenate_into(Vm& vm, Ref left, const Str* right) {
  Str* target = cast<Str>(left);
  if (right->length == 0 && target->exact) return left;
  std::size_t length = target->length + right->length;
  bool alone = target->references == 1 && target->exact && !target->interned;
  if (alone && target->width >= right->width && target->length > 0 &&
      target->allocated >= sizeof(Str) + length * target->width) {
    copy_units(target, target->length, right, 0, right->length);
    target->length = length;
    target->ascii = target->ascii && right->ascii;
    target->hash = -1;
    return left;
  }
  if (!alone || length < 64) return concatenate(vm, target, right);
  // It grows: make room for more of the same.
  std::uint8_t width = std::max(target->width, right->width);
  auto result = allocate_str(vm, length + length / 4, width, target->ascii && right->ascii);
  result->length = length;
  copy_units(result.get(), 0, target, 0, target->length);
  copy_units(result.get(), target->length, right, 0, right->length);
  return result;
}

Owned<Str> join(Vm& vm, const Str* separator, std::span<const Value> items) {
  if (items.empty()) return make_str_latin1(vm, {});
  if (Str* only = cast<Str>(items[0]); items.size() == 1 && only->exact) return Owned<Str>(only);
  std::size_t length = separator->length * (items.size() - 1);
  std::uint8_t width = items.size() > 1 ? separator->width : 1;
  bool ascii = items.size() < 2 || separator->ascii;
  for (const Value value : items) {
    const Str* item = cast<Str>(value);
    length += item->length;
    width = std::max(width, item->width);
    ascii = ascii && item->ascii;
  }
  if (length < 2) { // there is one of each
    for (const Value value : items) {
      if (Str* item = cast<Str>(value); item->length > 0) return substring(vm, item, 0, 1);
    }
    return substring(vm, separator, 0, length);
  }
  auto result = allocate_str(vm, length, width, ascii);
  std::size_t at = 0;
  const auto put = [&](const Str* piece) {
    if (width == 1) {
      std::memcpy(static_cast<char*>(result->units) + at, piece->units, piece->length);
    } else {
      copy_units(result.get(), at, piece, 0, piece->length);
    }
    at += piece->length;
  };
  put(cast<Str>(items[0]));
  for (const Value value : items.subspan(1)) {
    put(separator);
    put(cast<Str>(value));
  }
  return result;
}

Owned<Str> exact_str(Vm& vm, Str* string) {
  if (string->exact) return Owned<Str>(string);
  if (string->length < 2) return substring(vm, string, 0, string->length);
  auto copy = allocate_str(vm, string->length, string->width, string->ascii);
  std::memcpy(copy->units, string->units, string->length * string->width);
  return copy;
}

Ref make_str_subclass(Vm& vm, Type* type, const Str* content) {
  Str* string = allocate_instance<Str>(vm, type);
  Ref result = Ref::steal(string);
  string->length = content->length;
  string->width = content->width;
  string->ascii = content->ascii;
  string->hash = content->hash;
  string->allocated = content->length * content->width;
  if (string->allocated) {
    string->units = vm.heap.allocate(string->allocated);
    std::memcpy(string->units, content->units, string->allocated);
  } else {
    string->units = &string->width; // never read
  }
  return result;
}

std::string to_utf8(const Str* string) {
  if (string->ascii) return std::string(string->ascii_view());
  std::string text;
  text.reserve(string->length * 2);
  for (std::size_t i = 0; i < string->length; ++i) append_utf8(text, string->at(i));
  return text;
}

std::u32string to_code_points(const Str* string) {
  std::u32string code_points(string->length, U'\0');
  with_units(string,
             [&](auto* units) { copy_converted(code_points.data(), units, string->length); });
  return code_points;
}

bool equal(const Str* left, std::string_view utf8) {
  if (left->ascii) return left->ascii_view() == utf8;
  return to_utf8(left) == utf8;
}

int compare(const Str* left, const Str* right) {
  std::size_t common = std::min(left->length, right->length);
  int order = with_units(left, [&](auto* a) {
    return with_units(right, [&](auto* b) {
      for (std::size_t i = 0; i < common; ++i) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
      }
      return 0;
    });
  });
  if (order != 0) return order;
  return left->length < right->length ? -1 : left->length > right->length ? 1 : 0;
}

std::int64_t hash_of(Str* string) {
  if (string->hash == -1) {
    auto hash = static_cast<std::int64_t>(
        hash_of_bytes(string->units, string->length * string->width, string->width));
    string->hash = hash == -1 ? -2 : hash;
  }
  return string->hash;
}

std::string repr_text(const Str* string) {
  bool single = false, double_ = false;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    single |= c == U'\'';
    double_ |= c == U'"';
  }
  const char quote = single && !double_ ? '"' : '\'';
  static constexpr char digits[] = "0123456789abcdef";
  std::string text(1, quote);
  text.reserve(string->length + 2);
  auto escape = [&text](char letter, char32_t c, int count) {
    text += '\\';
    text += letter;
    for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) text += digits[c >> shift & 15];
  };
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (c == static_cast<unsigned char>(quote) || c == U'\\') {
      text += '\\';
      text += static_cast<char>(c);
    } else if (c == U'\n') {
      text += "\\n";
    } else if (c == U'\r') {
      text += "\\r";
    } else if (c == U'\t') {
      text += "\\t";
    } else if (c >= 0x20 && c < 0x7F) {
      text += static_cast<char>(c);
    } else if (c < 0x80 || !unicode::is_printable(c)) {
      if (c < 0x100)
        escape('x', c, 2);
      else if (c < 0x10000)
        escape('u', c, 4);
      else
        escape('U', c, 8);
    } else {
      append_utf8(text, c);
    }
  }
  text += quote;
  return text;
}

bool matches_at(const Str* string, const Str* needle, std::size_t position) {
  return with_units(string, [&](auto* a) {
    return with_units(needle, [&](auto* b) {
      for (std::size_t i = 0; i < needle->length; ++i) {
        if (a[position + i] != b[i]) return false;
      }
      return true;
    });
  });
}

std::size_t find_in(const Str* string, const Str* needle, std::size_t start, std::size_t end) {
  if (start > end || needle->length > end - start) return not_found;
  if (needle->length == 0) return start;
  if (needle->width > string->width) return not_found;
  if (string->width == 1) {
    std::string_view text(static_cast<const char*>(string->units), end);
    std::string_view part(static_cast<const char*>(needle->units), needle->length);
    const void* found = memmem(text.data() + start, end - start, part.data(), part.size());
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data())
                 : not_found;
  }
  for (std::size_t at = start; at + needle->length <= end; ++at) {
    if (matches_at(string, needle, at)) return at;
  }
  return not_found;
}

std::size_t find_last_in(const Str* string, const Str* needle, std::size_t start, std::size_t end) {
  if (start > end || needle->length > end - start) return not_found;
  if (needle->width > string->width) return needle->length == 0 ? end : not_found;
  for (std::size_t at = end - needle->length + 1; at-- > start;) {
    if (matches_at(string, needle, at)) return at;
  }
  return not_found;
}

void StrBuilder::append(char32_t code_point) {
  code_points_.push_back(code_point);
}

void StrBuilder::append(const Str* string) {
  std::size_t before = code_points_.size();
  code_points_.resize(before + string->length);
  with_units(string, [&](auto* units) {
    copy_converted(code_points_.data() + before, units, string->length);
  });
}

void StrBuilder::append(std::string_view utf8) {
  auto* at = reinterpret_cast<const unsigned char*>(utf8.data());
  auto* end = at + utf8.size();
  while (at < end) code_points_.push_back(next_code_point(at, end));
}

Owned<Str> StrBuilder::finish(Vm& vm) {
  return make_str(vm, code_points_);
}

} // namespace specmon::vm
