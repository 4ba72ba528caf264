// Methods of str that take it apart or put it together: split, partition, splitlines, join, strip.
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"
#include "vm/types/unicode.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

void add_part(Vm& vm, List* parts, const Str* string, std::size_t start, std::size_t end) {
  append_stealing(vm, parts, Ref(substring(vm, string, start, end - start)).release_ownership());
}

Owned<List> split_at_spaces(Vm& vm, const Str* string, std::int64_t most) {
  auto parts = make_list(vm);
  const std::size_t length = string->length;
  with_units(string, [&](auto* units) {
    for (std::size_t at = 0;;) {
      while (at < length && unicode::is_space(units[at])) ++at;
      if (at == length) return;
      std::size_t start = at;
      if (most-- == 0) {
        at = length;
      } else {
        while (at < length && !unicode::is_space(units[at])) ++at;
      }
      add_part(vm, parts.get(), string, start, at);
    }
  });
  return parts;
}

Owned<List> split_at_spaces_from_end(Vm& vm, const Str* string, std::int64_t most) {
  auto parts = make_list(vm);
  std::size_t at = string->length;
  auto skip = [&](bool space) {
    while (at > 0 && unicode::is_space(string->at(at - 1)) == space) --at;
  };
  for (skip(true); at > 0; skip(true)) {
    if (most-- == 0) {
      add_part(vm, parts.get(), string, 0, at);
      break;
    }
    std::size_t end = at;
    skip(false);
    add_part(vm, parts.get(), string, at, end);
  }
  std::reverse(parts->items, parts->items + parts->size);
  return parts;
}

Owned<List> split_at(Vm& vm, const Str* string, const Str* separator, std::int64_t most,
                     bool from_end) {
  auto parts = make_list(vm);
  if (from_end) {
    std::size_t end = string->length;
    while (most-- != 0) {
      std::size_t found = find_last_in(string, separator, 0, end);
      if (found == not_found) break;
      add_part(vm, parts.get(), string, found + separator->length, end);
      end = found;
    }
    add_part(vm, parts.get(), string, 0, end);
    std::reverse(parts->items, parts->items + parts->size);
    return parts;
  }
  std::size_t start = 0;
  while (most-- != 0) {
    std::size_t found = find_in(string, separator, start, string->length);
    if (found == not_found) break;
    add_part(vm, parts.get(), string, start, found);
    start = found + separator->length;
  }
  add_part(vm, parts.get(), string, start, string->length);
  return parts;
}

Ref split(Vm& vm, Value self, std::span<const Value> arguments, bool from_end) {
  auto most = index_clamped(vm, arguments[1]);
  if (!most) return {};
  if (*most < 0) *most = -1;
  Str* string = cast<Str>(self);
  if (arguments[0].is_none()) {
    return from_end ? split_at_spaces_from_end(vm, string, *most)
                    : split_at_spaces(vm, string, *most);
  }
  Str* separator = as<Str>(arguments[0]);
  if (!separator) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("must be str or None, not {}", type_name(vm, arguments[0])));
  }
  if (separator->length == 0) return raise(vm, vm.exceptions.ValueError, "empty separator");
  return split_at(vm, string, separator, *most, from_end);
}

Ref str_split(Vm& vm, Value self, std::span<const Value> arguments) {
  return split(vm, self, arguments, false);
}
Ref str_rsplit(Vm& vm, Value self, std::span<const Value> arguments) {
  return split(vm, self, arguments, true);
}

Ref str_splitlines(Vm& vm, Value self, std::span<const Value> arguments) {
  auto keep = truth(vm, arguments[0]);
  if (!keep) return {};
  Str* string = cast<Str>(self);
  auto lines = make_list(vm);
  std::size_t at = 0, length = string->length;
  while (at < length) {
    std::size_t start = at;
    while (at < length && !unicode::is_line_break(string->at(at))) ++at;
    std::size_t end = at;
    if (at < length) {
      at += string->at(at) == U'\r' && at + 1 < length && string->at(at + 1) == U'\n' ? 2 : 1;
      if (*keep) end = at;
    }
    add_part(vm, lines.get(), string, start, end);
  }
  return lines;
}

Ref partition(Vm& vm, Value self, Value argument, bool from_end) {
  Str* separator = as<Str>(argument);
  if (!separator) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("must be str, not {}", type_name(vm, argument)));
  }
  if (separator->length == 0) return raise(vm, vm.exceptions.ValueError, "empty separator");
  Str* string = cast<Str>(self);
  std::size_t found = from_end ? find_last_in(string, separator, 0, string->length)
                               : find_in(string, separator, 0, string->length);
  Ref empty = make_str_latin1(vm, {});
  if (found == not_found) {
    Ref whole = exact_str(vm, string);
    return from_end ? make_tuple(vm, {empty, empty, whole}) : make_tuple(vm, {whole, empty, empty});
  }
  Ref before = substring(vm, string, 0, found);
  std::size_t rest = found + separator->length;
  Ref after = substring(vm, string, rest, string->length - rest);
  return make_tuple(vm, {before, Value::object(separator), after});
}

Ref str_partition(Vm& vm, Value self, std::span<const Value> arguments) {
  return partition(vm, self, arguments[0], false);
}
Ref str_rpartition(Vm& vm, Value self, std::span<const Value> arguments) {
  return partition(vm, self, arguments[0], true);
}

Ref str_join(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* separator = cast<Str>(self);
  const Slots& slots = type_of(vm, arguments[0])->slots;
  if (!slots.iterate && !slots.get_item) {
    return raise(vm, vm.exceptions.TypeError, "can only join an iterable");
  }
  const Ref joined = sequence_from(vm, arguments[0]);
  if (!joined) return {};
  const std::span<const Value> items = items_of(joined);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is<Str>(items[i])) continue;
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("sequence item {}: expected str instance, {} found", i,
                             type_name(vm, items[i])));
  }
  return join(vm, separator, items);
}

enum class Sides { left, right, both };

Ref strip(Vm& vm, std::string_view method, Value self, std::span<const Value> arguments,
          Sides sides) {
  Str* string = cast<Str>(self);
  Str* characters = nullptr;
  if (!arguments.empty() && !arguments[0].is_none()) {
    characters = as<Str>(arguments[0]);
    if (!characters) {
      return raise(vm, vm.exceptions.TypeError, fmt::format("{} arg must be None or str", method));
    }
  }
  auto goes = [&](char32_t c) {
    if (!characters) return unicode::is_space(c);
    for (std::size_t i = 0; i < characters->length; ++i) {
      if (characters->at(i) == c) return true;
    }
    return false;
  };
  std::size_t start = 0, end = string->length;
  if (sides != Sides::right) {
    while (start < end && goes(string->at(start))) ++start;
  }
  if (sides != Sides::left) {
    while (end > start && goes(string->at(end - 1))) --end;
  }
  return substring(vm, string, start, end - start);
}

Ref str_strip(Vm& vm, Value self, std::span<const Value> arguments) {
  return strip(vm, "strip", self, arguments, Sides::both);
}
Ref str_lstrip(Vm& vm, Value self, std::span<const Value> arguments) {
  return strip(vm, "lstrip", self, arguments, Sides::left);
}
Ref str_rstrip(Vm& vm, Value self, std::span<const Value> arguments) {
  return strip(vm, "rstrip", self, arguments, Sides::right);
}

} // namespace

std::vector<NativeDefinition> str_part_methods() {
  return {
      {"split", str_split, "(sep=None, maxsplit=-1)"},
      {"rsplit", str_rsplit, "(sep=None, maxsplit=-1)"},
      {"splitlines", str_splitlines, "(keepends=False)"},
      {"partition", str_partition, 1, 1},
      {"rpartition", str_rpartition, 1, 1},
      {"join", str_join, 1, 1},
      {"strip", str_strip, 0, 1},
      {"lstrip", str_lstrip, 0, 1},
      {"rstrip", str_rstrip, 0, 1},
  };
}

} // namespace specmon::vm
