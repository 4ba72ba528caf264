// Methods of str that look for a part: find, index, count, startswith, replace, removeprefix and
// their like.
#include "vm/types/int.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

Str* text_of(Vm& vm, std::string_view method, int number, Value value) {
  if (Str* string = as<Str>(value)) return string;
  std::string name = value.is_none() ? "None" : type_name(vm, value);
  if (vm.behaviours.argument_errors_name_method()) {
    raise(vm, vm.exceptions.TypeError,
          fmt::format("{}() argument {} must be str, not {}", method, number, name));
  } else {
    raise(vm, vm.exceptions.TypeError, fmt::format("must be str, not {}", name));
  }
  return nullptr;
}

struct Search {
  Str* string;
  Str* needle;
  std::size_t start = 0;
  std::size_t end = 0;
};

bool read_bounds(Vm& vm, std::span<const Value> arguments, Search& search) {
  std::size_t length = search.string->length;
  search.end = length;
  if (arguments.size() > 1 && !search_bound(vm, arguments[1], length, search.start)) return false;
  if (arguments.size() > 2 && !search_bound(vm, arguments[2], length, search.end)) return false;
  if (search.end > length) search.end = length;
  return true;
}

bool read_search(Vm& vm, std::string_view method, Value self, std::span<const Value> arguments,
                 Search& search) {
  search.string = cast<Str>(self);
  search.needle = text_of(vm, method, 1, arguments[0]);
  return search.needle && read_bounds(vm, arguments, search);
}

Ref position(std::size_t found) {
  return Value::small(found == not_found ? -1 : static_cast<std::int64_t>(found));
}

Ref str_find(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, "find", self, arguments, s)) return {};
  return position(find_in(s.string, s.needle, s.start, s.end));
}

Ref str_rfind(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, "rfind", self, arguments, s)) return {};
  return position(find_last_in(s.string, s.needle, s.start, s.end));
}

Ref str_index(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, "index", self, arguments, s)) return {};
  std::size_t found = find_in(s.string, s.needle, s.start, s.end);
  if (found == not_found) return raise(vm, vm.exceptions.ValueError, "substring not found");
  return position(found);
}

Ref str_rindex(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, "rindex", self, arguments, s)) return {};
  std::size_t found = find_last_in(s.string, s.needle, s.start, s.end);
  if (found == not_found) return raise(vm, vm.exceptions.ValueError, "substring not found");
  return position(found);
}

Ref str_count(Vm& vm, Value self, std::span<const Value> arguments) {
  Search s;
  if (!read_search(vm, "count", self, arguments, s)) return {};
  if (s.start > s.end) return Value::small(0);
  if (s.needle->length == 0) return Value::small(static_cast<std::int64_t>(s.end - s.start) + 1);
  std::int64_t count = 0;
  for (std::size_t at = s.start;; ++count) {
    at = find_in(s.string, s.needle, at, s.end);
    if (at == not_found) return Value::small(count);
    at += s.needle->length;
  }
}

bool matches(const Search& s, const Str* affix, bool at_end) {
  if (s.start > s.end || affix->length > s.end - s.start) return false;
  return matches_at(s.string, affix, at_end ? s.end - affix->length : s.start);
}

Ref test_affix(Vm& vm, std::string_view method, Value self, std::span<const Value> arguments,
               bool at_end) {
  Search s{cast<Str>(self), nullptr};
  if (!read_bounds(vm, arguments, s)) return {};
  if (Tuple* choices = as<Tuple>(arguments[0])) {
    for (Value choice : choices->view()) {
      Str* affix = as<Str>(choice);
      if (!affix) {
        return raise(vm, vm.exceptions.TypeError,
                     fmt::format("tuple for {} must only contain str, not {}", method,
                                 type_name(vm, choice)));
      }
      if (matches(s, affix, at_end)) return Value::true_();
    }
    return Value::false_();
  }
  Str* affix = as<Str>(arguments[0]);
  if (!affix) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{} first arg must be str or a tuple of str, not {}", method,
                             type_name(vm, arguments[0])));
  }
  return Value::boolean(matches(s, affix, at_end));
}

Ref str_startswith(Vm& vm, Value self, std::span<const Value> arguments) {
  return test_affix(vm, "startswith", self, arguments, false);
}
Ref str_endswith(Vm& vm, Value self, std::span<const Value> arguments) {
  return test_affix(vm, "endswith", self, arguments, true);
}

Ref remove_affix(Vm& vm, std::string_view method, Value self, Value argument, bool at_end) {
  Str* affix = as<Str>(argument);
  if (!affix) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}() argument must be str, not {}", method,
                             argument.is_none() ? "None" : type_name(vm, argument)));
  }
  Str* string = cast<Str>(self);
  if (!matches({string, affix, 0, string->length}, affix, at_end)) return exact_str(vm, string);
  return substring(vm, string, at_end ? 0 : affix->length, string->length - affix->length);
}

Ref str_removeprefix(Vm& vm, Value self, std::span<const Value> arguments) {
  return remove_affix(vm, "removeprefix", self, arguments[0], false);
}
Ref str_removesuffix(Vm& vm, Value self, std::span<const Value> arguments) {
  return remove_affix(vm, "removesuffix", self, arguments[0], true);
}

// Where every character is ASCII: counts, then writes the result once.
Ref replace_ascii(Vm& vm, Str* string, const Str* old_, const Str* new_, std::int64_t most) {
  const std::string_view text = string->ascii_view(), part = old_->ascii_view(),
                         by = new_->ascii_view();
  if (part.size() == 1 && by.size() == 1 && most < 0) {
    if (text.find(part) == text.npos) return exact_str(vm, string);
    auto result = allocate_str(vm, text.size(), 1, true);
    std::replace_copy(text.begin(), text.end(), static_cast<char*>(result->units), part[0], by[0]);
    return result;
  }
  std::int64_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos && (most < 0 || count < most);
       at = text.find(part, at + part.size())) {
    ++count;
  }
  if (count == 0) return exact_str(vm, string);
  const auto times = static_cast<std::size_t>(count);
  auto result = allocate_str(vm, text.size() - times * part.size() + times * by.size(), 1, true);
  char* out = static_cast<char*>(result->units);
  std::size_t at = 0;
  for (; count > 0; --count) {
    const std::size_t found = text.find(part, at);
    out = std::copy(text.begin() + static_cast<std::ptrdiff_t>(at),
                    text.begin() + static_cast<std::ptrdiff_t>(found), out);
    out = std::copy(by.begin(), by.end(), out);
    at = found + part.size();
  }
  std::copy(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), out);
  return result;
}

Ref str_replace(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* string = cast<Str>(self);
  Str* old_ = as<Str>(arguments[0]);
  Str* new_ = as<Str>(arguments[1]);
  if (!old_ || !new_) {
    Value wrong = arguments[old_ ? 1 : 0];
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("replace() argument {} must be str, not {}", old_ ? 2 : 1,
                             wrong.is_none() ? "None" : type_name(vm, wrong)));
  }
  std::int64_t most = -1;
  if (arguments.size() > 2 && arguments[2]) {
    auto count = index_clamped(vm, arguments[2]);
    if (!count) return {};
    most = *count;
  }
  if (most == 0) return exact_str(vm, string);
  if (string->ascii && old_->ascii && new_->ascii && old_->length > 0) {
    return replace_ascii(vm, string, old_, new_, most);
  }
  StrBuilder builder;
  std::int64_t replaced = 0;
  std::size_t at = 0;
  if (old_->length == 0) { // before every character and at the end
    for (; most < 0 || replaced < most; ++replaced) {
      builder.append(new_);
      if (at == string->length) break;
      builder.append(string->at(at++));
    }
    for (; at < string->length; ++at) builder.append(string->at(at));
    return builder.finish(vm);
  }
  std::size_t found;
  while ((most < 0 || replaced < most) &&
         (found = find_in(string, old_, at, string->length)) != not_found) {
    for (; at < found; ++at) builder.append(string->at(at));
    builder.append(new_);
    at = found + old_->length;
    ++replaced;
  }
  if (replaced == 0) return exact_str(vm, string);
  for (; at < string->length; ++at) builder.append(string->at(at));
  return builder.finish(vm);
}

} // namespace

std::vector<NativeDefinition> str_search_methods() {
  return {
      {"find", str_find, 1, 3},
      {"rfind", str_rfind, 1, 3},
      {"index", str_index, 1, 3},
      {"rindex", str_rindex, 1, 3},
      {"count", str_count, 1, 3},
      {"startswith", str_startswith, 1, 3},
      {"endswith", str_endswith, 1, 3},
      {"removeprefix", str_removeprefix, 1, 1},
      {"removesuffix", str_removesuffix, 1, 1},
      {"replace", str_replace, "(old, new, /, count=-1)"},
  };
}

} // namespace specmon::vm
