// str.format and str.format_map: "{name.attribute[key]!r:specification}".
#include "vm/types/dict.h"
#include "vm/types/format_internal.h"
#include "vm/types/str_internal.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

struct Piece {
  std::u32string_view field;
  std::u32string_view specification;
  char32_t conversion = 0;
  bool nested = false; // the specification has fields of its own
};

class FieldFormatter {
public:
  FieldFormatter(Vm& vm, std::span<const Value> positional, Value keywords, bool mapping_only)
      : vm_(vm), positional_(positional), keywords_(keywords), mapping_only_(mapping_only) {}

  bool format(std::u32string_view text, int depth, StrBuilder& out) {
    if (depth < 0) return value_error("Max string recursion exceeded");
    std::size_t at = 0;
    while (at < text.size()) {
      char32_t c = text[at++];
      if (c != U'{' && c != U'}') {
        out.append(c);
        continue;
      }
      if (at < text.size() && text[at] == c) {
        out.append(c);
        ++at;
        continue;
      }
      if (c == U'}') return value_error("Single '}' encountered in format string");
      if (at == text.size()) return value_error("Single '{' encountered in format string");
      Piece piece;
      if (!parse(text, at, piece) || !render(piece, depth, out)) return false;
    }
    return true;
  }

private:
  bool value_error(std::string_view message) {
    return raise(vm_, vm_.exceptions.ValueError, message);
  }

  static std::u32string_view slice(std::u32string_view text, std::size_t start, std::size_t end) {
    return text.substr(start, end - start);
  }

  // `at` stands behind the opening brace; afterwards behind the closing one.
  bool parse(std::u32string_view text, std::size_t& at, Piece& piece) {
    std::size_t start = at;
    bool in_brackets = false;
    char32_t c = 0;
    while (at < text.size()) {
      c = text[at++];
      if (c == U'{') return value_error("unexpected '{' in field name");
      if (c == U'[')
        in_brackets = true;
      else if (c == U']')
        in_brackets = false;
      else if (!in_brackets && (c == U'}' || c == U':' || c == U'!'))
        break;
    }
    bool ended = c == U'}' || c == U':' || c == U'!';
    if (in_brackets) ended = false;
    piece.field = slice(text, start, ended ? at - 1 : at);
    if (!ended) return value_error("expected '}' before end of string");
    if (c == U'}') return true;
    if (c == U'!') {
      if (at == text.size())
        return value_error("end of string while looking for conversion specifier");
      piece.conversion = text[at++];
      if (at < text.size()) {
        c = text[at++];
        if (c == U'}') return true;
        if (c != U':') return value_error("expected ':' after conversion specifier");
      }
    }
    start = at;
    for (int open = 1; at < text.size();) {
      c = text[at++];
      if (c == U'{') {
        piece.nested = true;
        ++open;
      } else if (c == U'}' && --open == 0) {
        piece.specification = slice(text, start, at - 1);
        return true;
      }
    }
    return value_error("unmatched '{' in format spec");
  }

  // All digits: the number. nullopt: it is a name. False: too many digits.
  bool as_number(std::u32string_view text, std::optional<std::int64_t>& number) {
    number = std::nullopt;
    std::int64_t result = 0;
    for (char32_t c : text) {
      if (c < U'0' || c > U'9') return true;
      if (result > (INT64_MAX - 9) / 10)
        return value_error("Too many decimal digits in format string");
      result = result * 10 + static_cast<std::int64_t>(c - U'0');
    }
    if (!text.empty()) number = result;
    return true;
  }

  bool switch_numbering(bool automatic) {
    if (numbering_ == Numbering::unknown) {
      numbering_ = automatic ? Numbering::automatic : Numbering::manual;
    } else if (automatic && numbering_ == Numbering::manual) {
      return value_error(
          "cannot switch from manual field specification to automatic field numbering");
    } else if (!automatic && numbering_ == Numbering::automatic) {
      return value_error(
          "cannot switch from automatic field numbering to manual field specification");
    }
    return true;
  }

  Ref first_of_field(std::u32string_view name) {
    std::optional<std::int64_t> index;
    if (!as_number(name, index)) return {};
    if (name.empty() || index) {
      if (!switch_numbering(name.empty())) return {};
      if (name.empty()) index = next_index_++;
      if (mapping_only_) {
        value_error("Format string contains positional fields");
        return {};
      }
      if (*index >= static_cast<std::int64_t>(positional_.size())) {
        return raise(
            vm_, vm_.exceptions.IndexError,
            fmt::format("Replacement index {} out of range for positional args tuple", *index));
      }
      return positional_[static_cast<std::size_t>(*index)];
    }
    auto key = make_str(vm_, name);
    Dict* dict = as_exact<Dict>(keywords_);
    if (!keywords_) return raise_with(vm_, vm_.exceptions.KeyError, key);
    if (!dict) return get_item(vm_, keywords_, key);
    Ref value = dict_get(vm_, dict, key);
    if (!value && !error_pending(vm_)) return raise_with(vm_, vm_.exceptions.KeyError, key);
    return value;
  }

  Ref value_of_field(std::u32string_view field) {
    std::size_t at = 0;
    while (at < field.size() && field[at] != U'.' && field[at] != U'[') ++at;
    Ref value = first_of_field(field.substr(0, at));
    while (value && at < field.size()) {
      char32_t c = field[at++];
      std::size_t start = at;
      if (c == U'.') {
        while (at < field.size() && field[at] != U'.' && field[at] != U'[') ++at;
        if (at == start) {
          value_error("Empty attribute in format string");
          return {};
        }
        value = get_attribute(vm_, value, make_str(vm_, slice(field, start, at)).get());
      } else if (c == U'[') {
        while (at < field.size() && field[at] != U']') ++at;
        if (at == field.size()) {
          value_error("Missing ']' in format string");
          return {};
        }
        std::u32string_view key = slice(field, start, at++);
        if (key.empty()) {
          value_error("Empty attribute in format string");
          return {};
        }
        std::optional<std::int64_t> index;
        if (!as_number(key, index)) return {};
        value = get_item(vm_, value, index ? Ref(Value::small(*index)) : Ref(make_str(vm_, key)));
      } else {
        value_error("Only '.' or '[' may follow ']' in format field specifier");
        return {};
      }
    }
    return value;
  }

  bool render(const Piece& piece, int depth, StrBuilder& out) {
    Ref value = value_of_field(piece.field);
    if (!value) return false;
    switch (piece.conversion) {
    case 0: break;
    case U'r': value = vm::repr(vm_, value); break;
    case U's': value = vm::str(vm_, value); break;
    case U'a': value = vm::ascii(vm_, value); break;
    default: {
      auto code = static_cast<unsigned>(piece.conversion);
      return value_error(
          code > 32 && code < 127
              ? fmt::format("Unknown conversion specifier {}", static_cast<char>(code))
              : fmt::format("Unknown conversion specifier \\x{:x}", code));
    }
    }
    if (!value) return false;
    Owned<Str> specification;
    if (piece.nested) {
      StrBuilder expanded;
      if (!format(piece.specification, depth - 1, expanded)) return false;
      specification = expanded.finish(vm_);
    } else {
      specification = make_str(vm_, piece.specification);
    }
    auto text = vm::format(vm_, value, specification.get());
    if (!text) return false;
    out.append(text.get());
    return true;
  }

  enum class Numbering { unknown, automatic, manual };

  Vm& vm_;
  std::span<const Value> positional_;
  Value keywords_;
  bool mapping_only_;
  Numbering numbering_ = Numbering::unknown;
  std::int64_t next_index_ = 0;
};

} // namespace

Ref format_fields(Vm& vm, Str* format, std::span<const Value> positional, Value keywords,
                  bool from_map) {
  FieldFormatter formatter(vm, positional, keywords, from_map);
  StrBuilder out;
  std::u32string text = to_code_points(format);
  if (!formatter.format(text, 1, out)) return {};
  return out.finish(vm);
}

} // namespace specmon::vm
