// Methods of str that pad, expand, translate or encode it.
#include "vm/types/bytes.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str_internal.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

Ref padded(Vm& vm, Str* string, std::size_t before, std::size_t after, char32_t fill) {
  if (before == 0 && after == 0) return exact_str(vm, string);
  if (before + after > std::size_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  std::u32string text(before, fill);
  text += to_code_points(string);
  text.append(after, fill);
  return make_str(vm, text);
}

struct Padding {
  std::size_t amount = 0;
  std::size_t width = 0;
  char32_t fill = U' ';
};

bool read_padding(Vm& vm, Str* string, std::span<const Value> arguments, Padding& padding) {
  auto width = index_to_int64(vm, arguments[0]);
  if (!width) return false;
  if (arguments.size() > 1) {
    Str* fill = as<Str>(arguments[1]);
    if (!fill) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("The fill character must be a unicode character, not {}",
                               type_name(vm, arguments[1])));
    }
    if (fill->length != 1) {
      return raise(vm, vm.exceptions.TypeError,
                   "The fill character must be exactly one character long");
    }
    padding.fill = fill->at(0);
  }
  auto length = static_cast<std::int64_t>(string->length);
  if (*width > length) {
    padding.amount = static_cast<std::size_t>(*width - length);
    padding.width = static_cast<std::size_t>(*width);
  }
  return true;
}

Ref str_ljust(Vm& vm, Value self, std::span<const Value> arguments) {
  Padding padding;
  if (!read_padding(vm, cast<Str>(self), arguments, padding)) return {};
  return padded(vm, cast<Str>(self), 0, padding.amount, padding.fill);
}

Ref str_rjust(Vm& vm, Value self, std::span<const Value> arguments) {
  Padding padding;
  if (!read_padding(vm, cast<Str>(self), arguments, padding)) return {};
  return padded(vm, cast<Str>(self), padding.amount, 0, padding.fill);
}

Ref str_center(Vm& vm, Value self, std::span<const Value> arguments) {
  Padding padding;
  if (!read_padding(vm, cast<Str>(self), arguments, padding)) return {};
  // The odd one goes left when the width is odd too.
  std::size_t left = padding.amount / 2 + (padding.amount & padding.width & 1);
  return padded(vm, cast<Str>(self), left, padding.amount - left, padding.fill);
}

Ref str_zfill(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* string = cast<Str>(self);
  Padding padding;
  if (!read_padding(vm, string, arguments, padding)) return {};
  bool has_sign = string->length > 0 && (string->at(0) == U'+' || string->at(0) == U'-');
  if (!has_sign || padding.amount == 0) return padded(vm, string, padding.amount, 0, U'0');
  std::u32string text(1, string->at(0));
  text.append(padding.amount, U'0');
  text += to_code_points(string).substr(1);
  return make_str(vm, text);
}

Ref str_expandtabs(Vm& vm, Value self, std::span<const Value> arguments) {
  auto size = index_to_int64(vm, arguments[0]);
  if (!size) return {};
  Str* string = cast<Str>(self);
  std::u32string text;
  std::int64_t column = 0;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    if (c == U'\t') {
      if (*size > 0) {
        std::int64_t spaces = *size - column % *size;
        if (spaces > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
        text.append(static_cast<std::size_t>(spaces), U' ');
        column += spaces;
      }
      continue;
    }
    ++column;
    if (c == U'\n' || c == U'\r') column = 0;
    text.push_back(c);
  }
  return make_str(vm, text);
}

Ref str_translate(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* string = cast<Str>(self);
  StrBuilder builder;
  for (std::size_t i = 0; i < string->length; ++i) {
    char32_t c = string->at(i);
    Ref mapped = get_item(vm, arguments[0], Value::small(c));
    if (!mapped) {
      if (!pending_is(vm, vm.exceptions.LookupError)) return {};
      clear_pending(vm);
      builder.append(c);
      continue;
    }
    if (mapped.get().is_none()) continue;
    if (Str* text = as<Str>(mapped)) {
      builder.append(text);
    } else if (is_int(mapped)) {
      auto code_point = as_int64(mapped);
      if (!code_point || *code_point < 0 || *code_point > 0x10FFFF) {
        return raise(vm, vm.exceptions.ValueError, "character mapping must be in range(0x110000)");
      }
      builder.append(static_cast<char32_t>(*code_point));
    } else {
      return raise(vm, vm.exceptions.TypeError,
                   "character mapping must return integer, None or str");
    }
  }
  return builder.finish(vm);
}

Ref str_maketrans(Vm& vm, Value, std::span<const Value> arguments) {
  auto table = make_dict(vm);
  if (arguments.size() == 1) {
    Dict* given = as<Dict>(arguments[0]);
    if (!given) {
      return raise(vm, vm.exceptions.TypeError,
                   "if you give only one argument to maketrans it must be a dict");
    }
    for (DictEntry* entry = dict_first(given); entry; entry = dict_next(given, entry)) {
      Value key = entry->key;
      if (Str* text = as<Str>(key)) {
        if (text->length != 1) {
          return raise(vm, vm.exceptions.ValueError,
                       "string keys in translate table must be of length 1");
        }
        key = Value::small(text->at(0));
      } else if (!is_int(key)) {
        return raise(vm, vm.exceptions.TypeError,
                     "keys in translate table must be strings or integers");
      }
      if (!dict_set(vm, table.get(), key, entry->value)) return {};
    }
    return table;
  }
  if (!is<Str>(arguments[0])) {
    return raise(vm, vm.exceptions.TypeError,
                 "first maketrans argument must be a string if there is a second argument");
  }
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (!is<Str>(arguments[i])) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("maketrans() argument {} must be str, not {}", i + 1,
                               arguments[i].is_none() ? "None" : type_name(vm, arguments[i])));
    }
  }
  Str* from = cast<Str>(arguments[0]);
  Str* to = cast<Str>(arguments[1]);
  if (from->length != to->length) {
    return raise(vm, vm.exceptions.ValueError,
                 "the first two maketrans arguments must have equal length");
  }
  for (std::size_t i = 0; i < from->length; ++i) {
    if (!dict_set(vm, table.get(), Value::small(from->at(i)), Value::small(to->at(i)))) return {};
  }
  if (arguments.size() > 2) {
    Str* gone = cast<Str>(arguments[2]);
    for (std::size_t i = 0; i < gone->length; ++i) {
      if (!dict_set(vm, table.get(), Value::small(gone->at(i)), Value::none())) return {};
    }
  }
  return table;
}

Ref str_encode(Vm& vm, Value self, std::span<const Value> arguments) {
  std::string encoding, errors;
  if (!text_argument(vm, "encode", "encoding", arguments[0], encoding)) return {};
  if (!text_argument(vm, "encode", "errors", arguments[1], errors)) return {};
  return encode(vm, cast<Str>(self), encoding, errors);
}

} // namespace

std::vector<NativeDefinition> str_layout_methods() {
  return {
      {"ljust", str_ljust, 1, 2},
      {"rjust", str_rjust, 1, 2},
      {"center", str_center, 1, 2},
      {"zfill", str_zfill, 1, 1},
      {"expandtabs", str_expandtabs, "(tabsize=8)"},
      {"translate", str_translate, 1, 1},
      {"maketrans", str_maketrans, 1, 3, NativeKind::static_method},
      {"encode", str_encode, "(encoding='utf-8', errors='strict')"},
  };
}

} // namespace specmon::vm
