// Methods of bytes.
#include "vm/type_setup.h"
#include "vm/types/bytes.h"
#include "vm/types/bytes_internal.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

constexpr std::string_view spaces = " \t\n\r\f\v";

std::string_view view(Value self) {
  return cast<Bytes>(self)->view();
}

bool read_part(Vm& vm, Value value, std::string_view& part) {
  if (Bytes* bytes = as<Bytes>(value)) {
    part = bytes->view();
    return true;
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("a bytes-like object is required, not '{}'", type_name(vm, value)));
}

struct Search {
  std::string_view content;
  std::string part; // its own: the argument may be a number
  std::size_t start = 0, end = 0;
  bool possible() const { return start <= end && part.size() <= end - start; }
};

bool read_search(Vm& vm, Value self, std::span<const Value> arguments, Search& search) {
  search.content = view(self);
  search.end = search.content.size();
  if (Bytes* bytes = as<Bytes>(arguments[0])) {
    search.part = bytes->view();
  } else if (is_int(arguments[0]) || type_of(vm, arguments[0])->slots.index) {
    auto number = index_clamped(vm, arguments[0]);
    if (!number) return false;
    if (*number < 0 || *number > 255) {
      return raise(vm, vm.exceptions.ValueError, "byte must be in range(0, 256)");
    }
    search.part = std::string(1, static_cast<char>(*number));
  } else {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("argument should be integer or bytes-like object, not '{}'",
                             type_name(vm, arguments[0])));
  }
  if (arguments.size() > 1 && !search_bound(vm, arguments[1], search.content.size(), search.start))
    return false;
  if (arguments.size() > 2 && !search_bound(vm, arguments[2], search.content.size(), search.end))
    return false;
  search.end = std::min(search.end, search.content.size());
  return true;
}

std::int64_t first_of(const Search& s) {
  if (!s.possible()) return -1;
  std::size_t found = s.content.substr(0, s.end).find(s.part, s.start);
  return found == std::string_view::npos ? -1 : static_cast<std::int64_t>(found);
}

std::int64_t last_of(const Search& s) {
  if (!s.possible()) return -1;
  std::size_t found = s.content.substr(0, s.end).rfind(s.part);
  return found == std::string_view::npos || found < s.start ? -1 : static_cast<std::int64_t>(found);
}

template <std::int64_t (*look)(const Search&), bool must_be_there>
Ref find_bytes(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, self, arguments, s)) return {};
  std::int64_t found = look(s);
  if (must_be_there && found < 0)
    return raise(vm, vm.exceptions.ValueError, "subsection not found");
  return Value::small(found);
}

Ref bytes_count(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, self, arguments, s)) return {};
  if (!s.possible()) return Value::small(0);
  if (s.part.empty()) return Value::small(static_cast<std::int64_t>(s.end - s.start) + 1);
  std::int64_t count = 0;
  std::string_view content = s.content.substr(0, s.end);
  for (std::size_t at = s.start; (at = content.find(s.part, at)) != std::string_view::npos;
       at += s.part.size()) {
    ++count;
  }
  return Value::small(count);
}

bool matches(std::string_view content, std::string_view affix, bool at_end) {
  if (affix.size() > content.size()) return false;
  return content.substr(at_end ? content.size() - affix.size() : 0, affix.size()) == affix;
}

Ref test_affix(Vm& vm, const char* method, Value self, std::span<const Value> arguments,
               bool at_end) {
  std::string_view content = view(self);
  std::size_t start = 0, end = content.size();
  if (arguments.size() > 1 && !search_bound(vm, arguments[1], content.size(), start)) return {};
  if (arguments.size() > 2 && !search_bound(vm, arguments[2], content.size(), end)) return {};
  end = std::min(end, content.size());
  bool possible = start <= end;
  if (possible) content = content.substr(start, end - start);
  if (Tuple* choices = as<Tuple>(arguments[0])) {
    for (Value choice : choices->view()) {
      std::string_view affix;
      if (!read_part(vm, choice, affix)) return {};
      if (possible && matches(content, affix, at_end)) return Value::true_();
    }
    return Value::false_();
  }
  Bytes* affix = as<Bytes>(arguments[0]);
  if (!affix) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{} first arg must be bytes or a tuple of bytes, not {}", method,
                             type_name(vm, arguments[0])));
  }
  return Value::boolean(possible && matches(content, affix->view(), at_end));
}

Ref bytes_startswith(Vm& vm, Value self, std::span<const Value> arguments) {
  return test_affix(vm, "startswith", self, arguments, false);
}
Ref bytes_endswith(Vm& vm, Value self, std::span<const Value> arguments) {
  return test_affix(vm, "endswith", self, arguments, true);
}

Ref bytes_removeprefix(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string_view part, content = view(self);
  if (!read_part(vm, arguments[0], part)) return {};
  return make_bytes(vm, matches(content, part, false) ? content.substr(part.size()) : content);
}
Ref bytes_removesuffix(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string_view part, content = view(self);
  if (!read_part(vm, arguments[0], part)) return {};
  return make_bytes(
      vm, matches(content, part, true) ? content.substr(0, content.size() - part.size()) : content);
}

Ref bytes_replace(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string_view old_, new_, content = view(self);
  if (!read_part(vm, arguments[0], old_) || !read_part(vm, arguments[1], new_)) return {};
  std::int64_t most = -1;
  if (arguments.size() > 2) {
    auto count = index_clamped(vm, arguments[2]);
    if (!count) return {};
    most = *count;
  }
  std::string result;
  std::size_t at = 0;
  for (std::int64_t replaced = 0; most < 0 || replaced < most; ++replaced) {
    std::size_t found = content.find(old_, at);
    if (old_.empty()) {
      result += new_;
      if (at == content.size()) break;
      result += content[at++];
      continue;
    }
    if (found == std::string_view::npos) break;
    result.append(content.substr(at, found - at)).append(new_);
    at = found + old_.size();
  }
  if (at < content.size()) result += content.substr(at);
  return make_bytes(vm, result);
}

void add_part(Vm& vm, List* parts, std::string_view part) {
  append_stealing(vm, parts, Ref(make_bytes(vm, part)).release_ownership());
}

Ref split(Vm& vm, Value self, std::span<const Value> arguments, bool from_end) {
  auto limit = index_clamped(vm, arguments[1]);
  if (!limit) return {};
  std::int64_t most = *limit < 0 ? INT64_MAX : *limit;
  std::string_view content = view(self), separator;
  std::vector<std::string_view> parts;
  if (!arguments[0].is_none()) {
    if (!read_part(vm, arguments[0], separator)) return {};
    if (separator.empty()) return raise(vm, vm.exceptions.ValueError, "empty separator");
    for (; most > 0; --most) {
      std::size_t found = from_end ? content.rfind(separator) : content.find(separator);
      if (found == std::string_view::npos) break;
      if (from_end) {
        parts.push_back(content.substr(found + separator.size()));
        content = content.substr(0, found);
      } else {
        parts.push_back(content.substr(0, found));
        content = content.substr(found + separator.size());
      }
    }
    parts.push_back(content);
  } else {
    auto strip = [&] {
      std::size_t edge =
          from_end ? content.find_last_not_of(spaces) : content.find_first_not_of(spaces);
      if (edge == std::string_view::npos)
        content = {};
      else
        content = from_end ? content.substr(0, edge + 1) : content.substr(edge);
    };
    for (strip(); !content.empty(); strip()) {
      if (most-- == 0) {
        parts.push_back(content);
        break;
      }
      std::size_t edge = from_end ? content.find_last_of(spaces) : content.find_first_of(spaces);
      if (edge == std::string_view::npos) {
        parts.push_back(content);
        break;
      }
      parts.push_back(from_end ? content.substr(edge + 1) : content.substr(0, edge));
      content = from_end ? content.substr(0, edge) : content.substr(edge);
    }
  }
  if (from_end) std::reverse(parts.begin(), parts.end());
  auto list = make_list(vm);
  for (std::string_view part : parts) add_part(vm, list.get(), part);
  return list;
}

Ref bytes_split(Vm& vm, Value self, std::span<const Value> arguments) {
  return split(vm, self, arguments, false);
}
Ref bytes_rsplit(Vm& vm, Value self, std::span<const Value> arguments) {
  return split(vm, self, arguments, true);
}

Ref bytes_splitlines(Vm& vm, Value self, std::span<const Value> arguments) {
  auto keep = truth(vm, arguments[0]);
  if (!keep) return {};
  std::string_view content = view(self);
  auto lines = make_list(vm);
  while (!content.empty()) {
    std::size_t end = std::min(content.find_first_of("\r\n"), content.size());
    std::size_t rest = end;
    if (end < content.size()) rest += content.substr(end, 2) == "\r\n" ? 2 : 1;
    add_part(vm, lines.get(), content.substr(0, *keep ? rest : end));
    content = content.substr(rest);
  }
  return lines;
}

Ref partition(Vm& vm, Value self, Value argument, bool from_end) {
  std::string_view separator, content = view(self);
  if (!read_part(vm, argument, separator)) return {};
  if (separator.empty()) return raise(vm, vm.exceptions.ValueError, "empty separator");
  std::size_t found = from_end ? content.rfind(separator) : content.find(separator);
  Ref empty = make_bytes(vm, {});
  if (found == std::string_view::npos) {
    Ref whole = make_bytes(vm, content);
    return from_end ? make_tuple(vm, {empty, empty, whole}) : make_tuple(vm, {whole, empty, empty});
  }
  Ref before = make_bytes(vm, content.substr(0, found)),
      after = make_bytes(vm, content.substr(found + separator.size()));
  return make_tuple(vm, {before, argument, after});
}

Ref bytes_partition(Vm& vm, Value self, std::span<const Value> arguments) {
  return partition(vm, self, arguments[0], false);
}
Ref bytes_rpartition(Vm& vm, Value self, std::span<const Value> arguments) {
  return partition(vm, self, arguments[0], true);
}

Ref bytes_join(Vm& vm, Value self, std::span<const Value> arguments) {
  const Slots& slots = type_of(vm, arguments[0])->slots;
  if (!slots.iterate && !slots.get_item)
    return raise(vm, vm.exceptions.TypeError, "can only join an iterable");
  const Ref joined = sequence_from(vm, arguments[0]);
  if (!joined) return {};
  const std::span<const Value> items = items_of(joined);
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Bytes* item = as<Bytes>(items[i]);
    if (!item) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("sequence item {}: expected a bytes-like object, {} found", i,
                               type_name(vm, items[i])));
    }
    if (i > 0) result += view(self);
    result += item->view();
  }
  return make_bytes(vm, result);
}

template <bool left, bool right>
Ref strip_bytes(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string_view content = view(self), characters = spaces;
  if (!arguments.empty() && !arguments[0].is_none() && !read_part(vm, arguments[0], characters))
    return {};
  std::size_t first = content.find_first_not_of(characters),
              last = content.find_last_not_of(characters);
  if (first == std::string_view::npos) return make_bytes(vm, {});
  if (!left) first = 0;
  if (!right) last = content.size() - 1;
  return make_bytes(vm, content.substr(first, last - first + 1));
}

// Case and tests: ASCII only.
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alpha(char c) {
  return is_lower(c) || is_upper(c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
bool is_space(char c) {
  return spaces.find(c) != std::string_view::npos;
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 128;
}
char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 32) : c;
}
char swap_case(char c) {
  return is_lower(c) ? to_upper(c) : to_lower(c);
}

template <bool (*test)(char)> Ref all_are(Vm&, Value self, std::span<const Value>) {
  std::string_view content = view(self);
  return Value::boolean(!content.empty() && std::all_of(content.begin(), content.end(), test));
}
Ref bytes_isascii(Vm&, Value self, std::span<const Value>) {
  std::string_view content = view(self);
  return Value::boolean(std::all_of(content.begin(), content.end(), is_ascii));
}
Ref bytes_islower(Vm&, Value self, std::span<const Value>) {
  std::string_view content = view(self);
  return Value::boolean(std::any_of(content.begin(), content.end(), is_lower) &&
                        std::none_of(content.begin(), content.end(), is_upper));
}
Ref bytes_isupper(Vm&, Value self, std::span<const Value>) {
  std::string_view content = view(self);
  return Value::boolean(std::any_of(content.begin(), content.end(), is_upper) &&
                        std::none_of(content.begin(), content.end(), is_lower));
}
Ref bytes_istitle(Vm&, Value self, std::span<const Value>) {
  bool inside = false, some = false;
  for (char c : view(self)) {
    if (is_upper(c) ? inside : is_lower(c) && !inside) return Value::false_();
    inside = is_alpha(c);
    some |= inside;
  }
  return Value::boolean(some);
}

template <char (*map)(char)> Ref mapped(Vm& vm, Value self, std::span<const Value>) {
  std::string result(view(self));
  std::transform(result.begin(), result.end(), result.begin(), map);
  return make_bytes(vm, result);
}
Ref bytes_capitalize(Vm& vm, Value self, std::span<const Value>) {
  std::string result(view(self));
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  if (!result.empty()) result[0] = to_upper(result[0]);
  return make_bytes(vm, result);
}
Ref bytes_title(Vm& vm, Value self, std::span<const Value>) {
  std::string result(view(self));
  bool inside = false;
  for (char& c : result) {
    c = inside ? to_lower(c) : to_upper(c);
    inside = is_alpha(c);
  }
  return make_bytes(vm, result);
}

bool read_padding(Vm& vm, const char* method, Value self, std::span<const Value> arguments,
                  std::size_t& missing, std::size_t& width, char& fill) {
  auto wanted = index_to_int64(vm, arguments[0]);
  if (!wanted) return false;
  if (arguments.size() > 1) {
    Bytes* bytes = as<Bytes>(arguments[1]);
    if (!bytes || bytes->size != 1) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("{}() argument 2 must be a byte string of length 1, not {}", method,
                               type_name(vm, arguments[1])));
    }
    fill = bytes->data[0];
  }
  auto size = static_cast<std::int64_t>(view(self).size());
  if (*wanted > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  missing = *wanted > size ? static_cast<std::size_t>(*wanted - size) : 0;
  width = *wanted > 0 ? static_cast<std::size_t>(*wanted) : 0;
  return true;
}

enum class Side { left, right, center };

template <Side side> Ref pad(Vm& vm, Value self, std::span<const Value> arguments) {
  constexpr const char* name = side == Side::left    ? "ljust"
                               : side == Side::right ? "rjust"
                                                     : "center";
  std::size_t missing = 0, width = 0, before = 0;
  char fill = ' ';
  if (!read_padding(vm, name, self, arguments, missing, width, fill)) return {};
  if (side == Side::right) before = missing;
  if (side == Side::center) before = missing / 2 + (missing & width & 1);
  std::string result(before, fill);
  result.append(view(self)).append(missing - before, fill);
  return make_bytes(vm, result);
}

Ref bytes_zfill(Vm& vm, Value self, std::span<const Value> arguments) {
  std::size_t missing = 0, width = 0;
  char fill = ' ';
  if (!read_padding(vm, "zfill", self, arguments, missing, width, fill)) return {};
  std::string result(view(self));
  std::size_t sign = !result.empty() && (result[0] == '+' || result[0] == '-') ? 1 : 0;
  result.insert(sign, missing, '0');
  return make_bytes(vm, result);
}

Ref bytes_expandtabs(Vm& vm, Value self, std::span<const Value> arguments) {
  auto size = index_to_int64(vm, arguments[0]);
  if (!size) return {};
  std::string result;
  std::int64_t column = 0;
  for (char c : view(self)) {
    if (c == '\t') {
      std::int64_t count = *size > 0 ? *size - column % *size : 0;
      result.append(static_cast<std::size_t>(count), ' ');
      column += count;
      continue;
    }
    column = c == '\n' || c == '\r' ? 0 : column + 1;
    result += c;
  }
  return make_bytes(vm, result);
}

Ref bytes_translate(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string_view table, gone;
  bool identity = arguments[0].is_none();
  if (!identity && !read_part(vm, arguments[0], table)) return {};
  if (!identity && table.size() != 256) {
    return raise(vm, vm.exceptions.ValueError, "translation table must be 256 characters long");
  }
  if (arguments[1] && !read_part(vm, arguments[1], gone)) return {};
  std::string result;
  for (char c : view(self)) {
    if (gone.find(c) != std::string_view::npos) continue;
    result += identity ? c : table[static_cast<unsigned char>(c)];
  }
  return make_bytes(vm, result);
}

Ref bytes_maketrans(Vm& vm, Value, std::span<const Value> arguments) {
  std::string_view from, to;
  if (!read_part(vm, arguments[0], from) || !read_part(vm, arguments[1], to)) return {};
  if (from.size() != to.size()) {
    return raise(vm, vm.exceptions.ValueError, "maketrans arguments must have same length");
  }
  std::string table(256, '\0');
  for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(vm, table);
}

Ref bytes_decode(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string encoding, errors;
  if (!text_argument(vm, "decode", "encoding", arguments[0], encoding)) return {};
  if (!text_argument(vm, "decode", "errors", arguments[1], errors)) return {};
  return decode(vm, view(self), encoding, errors);
}

Ref bytes_hex(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string separator;
  std::int64_t group = 1;
  if (arguments[0]) {
    if (Str* text = as<Str>(arguments[0]))
      separator = to_utf8(text);
    else if (Bytes* bytes = as<Bytes>(arguments[0]))
      separator = bytes->view();
    else
      return raise(vm, vm.exceptions.TypeError, "sep must be str or bytes.");
    if (separator.size() != 1) return raise(vm, vm.exceptions.ValueError, "sep must be length 1.");
    auto size = index_clamped(vm, arguments[1]);
    if (!size) return {};
    group = *size;
  }
  std::string_view content = view(self);
  std::string text;
  auto size = static_cast<std::int64_t>(content.size());
  for (std::int64_t i = 0; i < size; ++i) {
    if (i > 0 && !separator.empty() && group != 0) {
      std::int64_t from_edge =
          group > 0 ? size - i : i; // positive groups are counted from the right
      if (from_edge % (group > 0 ? group : -group) == 0) text += separator;
    }
    text += fmt::format("{:02x}", static_cast<unsigned char>(content[static_cast<std::size_t>(i)]));
  }
  return make_str_latin1(vm, text);
}

Ref bytes_fromhex(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* string = as<Str>(arguments[0]);
  if (!string) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("fromhex() argument must be str, not {}", type_name(vm, arguments[0])));
  }
  std::string content;
  auto digit = [&](std::size_t i) -> int {
    char32_t c = i < string->length ? string->at(i) : 0;
    if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
    c |= 32;
    return c >= U'a' && c <= U'f' ? static_cast<int>(c - U'a') + 10 : -1;
  };
  for (std::size_t i = 0; i < string->length;) {
    char32_t c = string->at(i);
    if (c < 128 && is_space(static_cast<char>(c))) {
      ++i;
      continue;
    }
    int high = digit(i), low = digit(i + 1);
    if (high < 0 || low < 0) {
      if (high >= 0 && i + 1 == string->length && vm.behaviours.fromhex_checks_length_first()) {
        return raise(vm, vm.exceptions.ValueError,
                     "fromhex() arg must contain an even number of hexadecimal digits");
      }
      return raise(vm, vm.exceptions.ValueError,
                   fmt::format("non-hexadecimal number found in fromhex() arg at position {}",
                               high < 0 ? i : i + 1));
    }
    content += static_cast<char>(high << 4 | low);
    i += 2;
  }
  Ref bytes = make_bytes(vm, content);
  if (self == Value::object(vm.types.bytes)) return bytes;
  return call(vm, self, {bytes});
}

Ref bytes_getnewargs(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {make_bytes(vm, view(self))});
}

} // namespace

std::vector<NativeDefinition> bytes_methods() {
  return {
      {"__getnewargs__", bytes_getnewargs, 0, 0},
      {"find", find_bytes<first_of, false>, 1, 3},
      {"rfind", find_bytes<last_of, false>, 1, 3},
      {"index", find_bytes<first_of, true>, 1, 3},
      {"rindex", find_bytes<last_of, true>, 1, 3},
      {"count", bytes_count, 1, 3},
      {"startswith", bytes_startswith, 1, 3},
      {"endswith", bytes_endswith, 1, 3},
      {"removeprefix", bytes_removeprefix, 1, 1},
      {"removesuffix", bytes_removesuffix, 1, 1},
      {"replace", bytes_replace, 2, 3},
      {"split", bytes_split, "(sep=None, maxsplit=-1)"},
      {"rsplit", bytes_rsplit, "(sep=None, maxsplit=-1)"},
      {"splitlines", bytes_splitlines, "(keepends=False)"},
      {"partition", bytes_partition, 1, 1},
      {"rpartition", bytes_rpartition, 1, 1},
      {"join", bytes_join, 1, 1},
      {"strip", strip_bytes<true, true>, 0, 1},
      {"lstrip", strip_bytes<true, false>, 0, 1},
      {"rstrip", strip_bytes<false, true>, 0, 1},
      {"isalpha", all_are<is_alpha>, 0, 0},
      {"isdigit", all_are<is_digit>, 0, 0},
      {"isalnum", all_are<is_alnum>, 0, 0},
      {"isspace", all_are<is_space>, 0, 0},
      {"isascii", bytes_isascii, 0, 0},
      {"islower", bytes_islower, 0, 0},
      {"isupper", bytes_isupper, 0, 0},
      {"istitle", bytes_istitle, 0, 0},
      {"upper", mapped<to_upper>, 0, 0},
      {"lower", mapped<to_lower>, 0, 0},
      {"swapcase", mapped<swap_case>, 0, 0},
      {"capitalize", bytes_capitalize, 0, 0},
      {"title", bytes_title, 0, 0},
      {"ljust", pad<Side::left>, 1, 2},
      {"rjust", pad<Side::right>, 1, 2},
      {"center", pad<Side::center>, 1, 2},
      {"zfill", bytes_zfill, 1, 1},
      {"expandtabs", bytes_expandtabs, "(tabsize=8)"},
      {"translate", bytes_translate, "(table, /, delete=?)"},
      {"maketrans", bytes_maketrans, 2, 2, NativeKind::static_method},
      {"decode", bytes_decode, "(encoding='utf-8', errors='strict')"},
      {"hex", bytes_hex, "(sep=?, bytes_per_sep=1)"},
      {"fromhex", bytes_fromhex, 1, 1, NativeKind::class_method},
  };
}

} // namespace specmon::vm
