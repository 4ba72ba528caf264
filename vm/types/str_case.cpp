// Methods of str about the kind of its characters: upper and lower case, and the tests
// (isalpha...).
#include "vm/types/str_internal.h"
#include "vm/types/unicode.h"

namespace specmon::vm {
namespace {

using Test = bool (*)(char32_t);

// Not empty, and every character passes.
template <Test test> Ref all_are(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  for (std::size_t i = 0; i < string->length; ++i) {
    if (!test(string->at(i))) return Value::false_();
  }
  return Value::boolean(string->length != 0);
}

Ref str_isascii(Vm&, Value self, std::span<const Value>) {
  return Value::boolean(cast<Str>(self)->ascii);
}

Ref str_isprintable(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  for (std::size_t i = 0; i < string->length; ++i) {
    if (!unicode::is_printable(string->at(i))) return Value::false_();
  }
  return Value::true_();
}

Ref str_isidentifier(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  if (string->length == 0 || !unicode::is_identifier_start(string->at(0))) return Value::false_();
  for (std::size_t i = 1; i < string->length; ++i) {
    if (!unicode::is_identifier_part(string->at(i))) return Value::false_();
  }
  return Value::true_();
}

Ref str_islower(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  bool some = false;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (unicode::is_upper(c) || unicode::is_title(c)) return Value::false_();
    some |= unicode::is_lower(c);
  }
  return Value::boolean(some);
}

Ref str_isupper(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  bool some = false;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (unicode::is_lower(c) || unicode::is_title(c)) return Value::false_();
    some |= unicode::is_upper(c);
  }
  return Value::boolean(some);
}

Ref str_istitle(Vm&, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  bool some = false, inside = false; // inside a word: after a cased character
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (unicode::is_upper(c) || unicode::is_title(c)) {
      if (inside) return Value::false_();
      inside = some = true;
    } else if (unicode::is_lower(c)) {
      if (!inside) return Value::false_();
      some = true;
    } else {
      inside = false;
    }
  }
  return Value::boolean(some);
}

// A capital sigma becomes the final form at the end of a word.
bool is_final_sigma(const Str* string, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && unicode::is_case_ignorable(string->at(before - 1))) --before;
  if (before == 0 || !unicode::is_cased(string->at(before - 1))) return false;
  std::size_t after = at + 1;
  while (after < string->length && unicode::is_case_ignorable(string->at(after))) ++after;
  return after == string->length || !unicode::is_cased(string->at(after));
}

void append_lower_at(std::u32string& text, const Str* string, std::size_t at) {
  char32_t c = string->at(at);
  if (c == U'\u03A3') {
    text.push_back(is_final_sigma(string, at) ? U'\u03C2' : U'\u03C3');
  } else {
    unicode::append_lower(text, c);
  }
}

Ref map_ascii(Vm& vm, const Str* string, char (*map)(char)) {
  auto result = allocate_str(vm, string->length, 1, true);
  char* units = static_cast<char*>(result->units);
  for (char c : string->ascii_view()) *units++ = map(c);
  return result;
}

char ascii_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

Ref str_upper(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  if (string->ascii) return map_ascii(vm, string, ascii_upper);
  std::u32string text;
  for (std::size_t i = 0; i < string->length; ++i) unicode::append_upper(text, string->at(i));
  return make_str(vm, text);
}

Ref str_lower(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  if (string->ascii) return map_ascii(vm, string, ascii_lower);
  std::u32string text;
  for (std::size_t i = 0; i < string->length; ++i) append_lower_at(text, string, i);
  return make_str(vm, text);
}

Ref str_casefold(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  if (string->ascii) return map_ascii(vm, string, ascii_lower);
  std::u32string text;
  for (std::size_t i = 0; i < string->length; ++i) unicode::append_folded(text, string->at(i));
  return make_str(vm, text);
}

Ref str_capitalize(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  std::u32string text;
  for (std::size_t i = 0; i < string->length; ++i) {
    if (i == 0)
      unicode::append_title(text, string->at(0));
    else
      append_lower_at(text, string, i);
  }
  return make_str(vm, text);
}

Ref str_title(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  std::u32string text;
  bool inside = false;
  for (std::size_t i = 0; i < string->length; ++i) {
    if (inside)
      append_lower_at(text, string, i);
    else
      unicode::append_title(text, string->at(i));
    inside = unicode::is_cased(string->at(i));
  }
  return make_str(vm, text);
}

Ref str_swapcase(Vm& vm, Value self, std::span<const Value>) {
  Str* string = cast<Str>(self);
  std::u32string text;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (unicode::is_upper(c))
      append_lower_at(text, string, i);
    else if (unicode::is_lower(c))
      unicode::append_upper(text, c);
    else
      text.push_back(c);
  }
  return make_str(vm, text);
}

} // namespace

std::vector<NativeDefinition> str_case_methods() {
  return {
      {"isalpha", all_are<unicode::is_alpha>, 0, 0},
      {"isdecimal", all_are<unicode::is_decimal>, 0, 0},
      {"isdigit", all_are<unicode::is_digit>, 0, 0},
      {"isnumeric", all_are<unicode::is_numeric>, 0, 0},
      {"isalnum", all_are<unicode::is_alphanumeric>, 0, 0},
      {"isspace", all_are<unicode::is_space>, 0, 0},
      {"isascii", str_isascii, 0, 0},
      {"isprintable", str_isprintable, 0, 0},
      {"isidentifier", str_isidentifier, 0, 0},
      {"islower", str_islower, 0, 0},
      {"isupper", str_isupper, 0, 0},
      {"istitle", str_istitle, 0, 0},
      {"upper", str_upper, 0, 0},
      {"lower", str_lower, 0, 0},
      {"casefold", str_casefold, 0, 0},
      {"capitalize", str_capitalize, 0, 0},
      {"title", str_title, 0, 0},
      {"swapcase", str_swapcase, 0, 0},
  };
}

} // namespace specmon::vm
