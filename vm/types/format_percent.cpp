// The % operator of str and bytes, printf's descendant.
#include "vm/types/bytes.h"
#include "vm/types/float.h"
#include "vm/types/format_internal.h"
#include "vm/types/int_operations.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {
namespace {

struct Conversion {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
  char32_t type = 0;
  std::size_t start = 0; // where its % stands
  Ref key;               // %(key)s
};

class PercentFormatter {
public:
  // Of bytes: each byte is a character, and what is formatted are bytes.
  PercentFormatter(Vm& vm, std::u32string format, Value arguments, bool of_bytes)
      : vm_(vm), format_(std::move(format)), arguments_(arguments), of_bytes_(of_bytes),
        where_(vm.behaviours.percent_errors_say_where()) {
    if (Tuple* tuple = as<Tuple>(arguments)) {
      values_ = tuple->view();
    } else {
      single_ = arguments;
      values_ = {&single_, 1};
      is_mapping_ = type_of(vm, arguments)->slots.get_item &&
                    !(of_bytes ? is<Bytes>(arguments) : is<Str>(arguments));
    }
    is_tuple_ = is<Tuple>(arguments);
  }

  Ref run() {
    while (at_ < format_.size()) {
      char32_t c = format_[at_++];
      if (c != U'%') {
        out_.append(c);
        continue;
      }
      if (at_ < format_.size() && format_[at_] == U'%') {
        out_.append(U'%');
        ++at_;
        continue;
      }
      Conversion conversion;
      conversion.start = at_ - 1;
      if (!parse(conversion) || !convert(conversion)) return {};
    }
    if (next_ < values_.size() && !is_mapping_) {
      std::string message = fmt::format("not all arguments converted during {} formatting",
                                        of_bytes_ ? "bytes" : "string");
      if (where_) message += fmt::format(" (required {}, got {})", next_, values_.size());
      return raise(vm_, vm_.exceptions.TypeError, message);
    }
    if (!of_bytes_) return out_.finish(vm_);
    return make_bytes(vm_, to_latin1(out_.finish(vm_).get()));
  }

private:
  static std::string to_latin1(const Str* text) {
    return std::string(reinterpret_cast<const char*>(text->narrow()), text->length);
  }

  bool value_error(const std::string& message) {
    return raise(vm_, vm_.exceptions.ValueError, message);
  }

  Ref next_argument() {
    if (next_ < values_.size()) return values_[next_++];
    std::string message = "not enough arguments for format string";
    if (where_) message += fmt::format(" (got {})", values_.size());
    return raise(vm_, vm_.exceptions.TypeError, message);
  }

  bool incomplete(const Conversion& conversion) {
    return value_error(where_ ? fmt::format("stray % at position {}", conversion.start)
                              : "incomplete format");
  }

  bool parse_key(Conversion& conversion) {
    if (!is_mapping_) {
      std::string message = "format requires a mapping";
      if (where_) message += ", not " + type_name(vm_, arguments_);
      return raise(vm_, vm_.exceptions.TypeError, message);
    }
    std::size_t begin = ++at_;
    for (int open = 1; at_ < format_.size(); ++at_) {
      if (format_[at_] == U'(') ++open;
      if (format_[at_] == U')' && --open == 0) {
        conversion.key = make_str(vm_, std::u32string_view(format_).substr(begin, at_ - begin));
        if (of_bytes_) conversion.key = make_bytes(vm_, to_latin1(cast<Str>(conversion.key)));
        ++at_;
        Ref value = get_item(vm_, arguments_, conversion.key);
        if (!value) return false;
        single_owner_ = value;
        single_ = single_owner_;
        values_ = {&single_, 1};
        next_ = 0;
        return true;
      }
    }
    return value_error(
        where_ ? fmt::format("stray % or incomplete format key at position {}", conversion.start)
               : "incomplete format key");
  }

  // A number in the format, or * and an argument. False: an error.
  bool parse_size(const Conversion& conversion, std::int64_t& size, const char* too_big) {
    if (at_ < format_.size() && format_[at_] == U'*') {
      ++at_;
      Ref value = next_argument();
      if (!value) return false;
      if (!is_int(value)) {
        std::string message = "* wants int";
        if (where_) {
          message = fmt::format("format argument{}: * requires int, not {}",
                                is_tuple_ ? fmt::format(" {}", next_) : "", type_name(vm_, value));
        }
        return raise(vm_, vm_.exceptions.TypeError, message);
      }
      auto number = as_int64(value);
      if (!number || *number > INT32_MAX || *number < -INT32_MAX) {
        return raise(vm_, vm_.exceptions.OverflowError, "Python int too large to convert to C int");
      }
      size = *number;
      return true;
    }
    while (at_ < format_.size() && format_[at_] >= U'0' && format_[at_] <= U'9') {
      if (size < 0) size = 0;
      size = size * 10 + static_cast<std::int64_t>(format_[at_++] - U'0');
      if (size > INT32_MAX) {
        return value_error(where_ ? fmt::format("{} at position {}", too_big, conversion.start)
                                  : too_big);
      }
    }
    return true;
  }

  bool parse(Conversion& conversion) {
    if (at_ < format_.size() && format_[at_] == U'(' && !parse_key(conversion)) return false;
    for (; at_ < format_.size(); ++at_) {
      char32_t c = format_[at_];
      if (c == U'-')
        conversion.left = true;
      else if (c == U'+')
        conversion.plus = true;
      else if (c == U' ')
        conversion.blank = true;
      else if (c == U'#')
        conversion.alternate = true;
      else if (c == U'0')
        conversion.zero = true;
      else
        break;
    }
    if (!parse_size(conversion, conversion.width, "width too big")) return false;
    if (conversion.width < -1) {
      conversion.left = true;
      conversion.width = -conversion.width;
    }
    if (at_ < format_.size() && format_[at_] == U'.') {
      ++at_;
      if (!parse_size(conversion, conversion.precision, "precision too big")) return false;
      if (conversion.precision < 0) conversion.precision = 0;
    }
    if (at_ < format_.size() &&
        (format_[at_] == U'h' || format_[at_] == U'l' || format_[at_] == U'L'))
      ++at_;
    if (at_ == format_.size()) return incomplete(conversion);
    conversion.type = format_[at_++];
    return true;
  }

  bool unsupported(const Conversion& conversion) {
    auto code = static_cast<unsigned>(conversion.type);
    if (!where_) {
      std::string shown = code > 31 && code < 127 ? std::string(1, static_cast<char>(code)) : "?";
      return value_error(fmt::format("unsupported format character '{}' (0x{:x}) at index {}",
                                     shown, code, at_ - 1));
    }
    if (code == '%') {
      return value_error(
          fmt::format("stray % at position {} or unexpected format character '%' at position {}",
                      conversion.start, at_ - 1));
    }
    std::string shown = code > 31 && code < 127 ? std::string(1, static_cast<char>(code))
                                                : fmt::format("U+{:04X}", code);
    return value_error(
        fmt::format("unsupported format %{} at position {}", shown, conversion.start));
  }

  // "format argument 2: ", as 3.15 begins its messages.
  std::string place(const Conversion& conversion) {
    if (Bytes* key = conversion.key ? as<Bytes>(conversion.key) : nullptr) {
      return fmt::format("format argument {}: ", repr_of_bytes(key->view()));
    }
    if (conversion.key)
      return fmt::format("format argument {}: ", repr_text(cast<Str>(conversion.key)));
    return is_tuple_ ? fmt::format("format argument {}: ", next_) : "format argument: ";
  }

  bool wrong_type(const Conversion& conversion, const char* wanted, Value value) {
    char type = static_cast<char>(conversion.type);
    if (where_) {
      return raise(vm_, vm_.exceptions.TypeError,
                   fmt::format("{}%{} requires {}, not {}", place(conversion), type, wanted,
                               type_name(vm_, value)));
    }
    return raise(
        vm_, vm_.exceptions.TypeError,
        fmt::format("%{} format: {} is required, not {}", type, wanted, type_name(vm_, value)));
  }

  bool convert(const Conversion& conversion) {
    if (where_ && is_mapping_ && single_owner_ && !conversion.key && next_ == values_.size()) {
      return value_error(fmt::format("format requires a parenthesised mapping key at position {}",
                                     conversion.start));
    }
    Ref value = next_argument();
    if (!value) return false;
    switch (conversion.type) {
    case U's':
      if (of_bytes_) return convert_bytes(conversion, value);
      return convert_text(conversion, str(vm_, value));
    case U'b':
      if (!of_bytes_) return unsupported(conversion);
      return convert_bytes(conversion, value);
    case U'r': return convert_text(conversion, of_bytes_ ? ascii(vm_, value) : repr(vm_, value));
    case U'a': return convert_text(conversion, ascii(vm_, value));
    case U'c': return convert_character(conversion, value);
    case U'd':
    case U'i':
    case U'u':
    case U'o':
    case U'x':
    case U'X': return convert_int(conversion, value);
    case U'e':
    case U'E':
    case U'f':
    case U'F':
    case U'g':
    case U'G': return convert_float(conversion, value);
    default: return unsupported(conversion);
    }
  }

  bool convert_text(const Conversion& conversion, const Owned<Str>& text) {
    if (!text) return false;
    std::size_t length = text->length;
    if (conversion.precision >= 0)
      length = std::min(length, static_cast<std::size_t>(conversion.precision));
    if (length == text->length && conversion.width <= static_cast<std::int64_t>(length)) {
      out_.append(text.get());
      return true;
    }
    put(conversion, {}, to_code_points(text.get()).substr(0, length), U' ');
    return true;
  }

  bool convert_bytes(const Conversion& conversion, Value value) {
    Ref bytes = value;
    if (!is<Bytes>(value)) {
      Ref method = lookup_special(vm_, value, vm_.names.bytes_);
      if (!method) {
        if (error_pending(vm_)) return false;
        return raise(
            vm_, vm_.exceptions.TypeError,
            fmt::format(
                "{0}%b requires a bytes-like object, or an object that implements __bytes__, "
                "not {1}{2}{1}",
                where_ ? place(conversion) : "", where_ ? "" : "'", type_name(vm_, value)));
      }
      bytes = call(vm_, method, {});
      if (!bytes) return false;
      if (!is<Bytes>(bytes)) {
        return raise(vm_, vm_.exceptions.TypeError,
                     fmt::format("__bytes__ returned non-bytes (type {})", type_name(vm_, bytes)));
      }
    }
    return convert_text(conversion, make_str_latin1(vm_, cast<Bytes>(bytes)->view()));
  }

  bool convert_byte(const Conversion& conversion, Value value) {
    Bytes* bytes = as<Bytes>(value);
    char32_t c;
    if (bytes && bytes->size == 1) {
      c = static_cast<unsigned char>(bytes->data[0]);
    } else if (bytes || !type_of(vm_, value)->slots.index) {
      std::string message = "%c requires an integer in range(256) or a single byte";
      if (vm_.behaviours.percent_c_says_length()) {
        message += bytes ? fmt::format(", not a bytes object of length {}", bytes->size)
                         : ", not " + type_name(vm_, value);
      }
      return raise(vm_, vm_.exceptions.TypeError, (where_ ? place(conversion) : "") + message);
    } else {
      Ref index = index_of(vm_, value);
      if (!index) return false;
      auto number = as_int64(index);
      if (!number || *number < 0 || *number > 255) {
        return raise(vm_, vm_.exceptions.OverflowError,
                     where_ ? place(conversion) + "%c argument not in range(256)"
                            : "%c arg not in range(256)");
      }
      c = static_cast<char32_t>(*number);
    }
    put(conversion, {}, std::u32string(1, c), U' ');
    return true;
  }

  bool convert_character(const Conversion& conversion, Value value) {
    if (of_bytes_) return convert_byte(conversion, value);
    char32_t c;
    Str* text = as<Str>(value);
    if (text && text->length == 1) {
      c = text->at(0);
    } else if (text || !type_of(vm_, value)->slots.index) {
      std::string got =
          text ? fmt::format("a string of length {}", text->length) : type_name(vm_, value);
      if (where_) {
        return raise(vm_, vm_.exceptions.TypeError,
                     fmt::format("{}%c requires an integer or a unicode character, not {}",
                                 place(conversion), got));
      }
      return raise(vm_, vm_.exceptions.TypeError,
                   vm_.behaviours.percent_c_says_length()
                       ? fmt::format("%c requires an int or a unicode character, not {}", got)
                       : "%c requires int or char");
    } else {
      Ref index = index_of(vm_, value);
      if (!index) return false;
      auto number = as_int64(index);
      if (!number || *number < 0 || *number > 0x10FFFF) {
        return raise(vm_, vm_.exceptions.OverflowError,
                     where_ ? place(conversion) + "%c argument not in range(0x110000)"
                            : "%c arg not in range(0x110000)");
      }
      c = static_cast<char32_t>(*number);
    }
    put(conversion, {}, std::u32string(1, c), U' ');
    return true;
  }

  bool convert_int(const Conversion& conversion, Value value) {
    bool decimal = conversion.type == U'd' || conversion.type == U'i' || conversion.type == U'u';
    const char* wanted = decimal ? "a real number" : "an integer";
    Ref number;
    if (is_int(value)) {
      number = value;
    } else {
      const Slots& slots = type_of(vm_, value)->slots;
      if (decimal ? !slots.to_int && !slots.index : !slots.index)
        return wrong_type(conversion, wanted, value);
      if (!decimal)
        number = index_of(vm_, value);
      else if (slots.to_int)
        number = slots.to_int(vm_, value);
      else
        number = index_of(vm_, value);
      if (!number) return false;
      if (!is_int(number)) {
        return wrong_conversion(vm_, value, "__int__", "int", number);
      }
    }
    std::string digits, prefix;
    if (decimal) {
      auto text = int_to_decimal(vm_, number);
      if (!text) return false;
      digits = *text;
    } else {
      digits = int_to_text(number, conversion.type == U'o' ? 8 : 16);
    }
    if (digits[0] == '-') {
      prefix = "-";
      digits.erase(0, 1);
    } else if (conversion.plus) {
      prefix = "+";
    } else if (conversion.blank) {
      prefix = " ";
    }
    if (conversion.precision > static_cast<std::int64_t>(digits.size())) {
      digits.insert(0, static_cast<std::size_t>(conversion.precision) - digits.size(), '0');
    }
    if (conversion.alternate && !decimal) {
      prefix += '0';
      prefix += static_cast<char>(conversion.type);
    }
    if (conversion.type == U'X') {
      for (char& c : digits) {
        if (c >= 'a') c = static_cast<char>(c - 32);
      }
    }
    put(conversion, prefix, std::u32string(digits.begin(), digits.end()),
        conversion.zero ? U'0' : U' ');
    return true;
  }

  bool convert_float(const Conversion& conversion, Value value) {
    const Slots& slots = type_of(vm_, value)->slots;
    if (!slots.to_float && !slots.index && !is_float(value)) {
      if (where_) return wrong_type(conversion, "a real number", value);
      if (of_bytes_) {
        return raise(vm_, vm_.exceptions.TypeError,
                     "float argument required, not " + type_name(vm_, value));
      }
    }
    auto number = number_as_double(vm_, value);
    if (!number) return false;
    int precision = conversion.precision < 0 ? 6 : static_cast<int>(conversion.precision);
    bool upper = conversion.type < U'a';
    std::string text = format_double(*number, static_cast<char>(conversion.type | 32), precision,
                                     conversion.alternate, false, upper);
    std::string prefix;
    if (text[0] == '-') {
      prefix = "-";
      text.erase(0, 1);
    } else if (conversion.plus) {
      prefix = "+";
    } else if (conversion.blank) {
      prefix = " ";
    }
    put(conversion, prefix, std::u32string(text.begin(), text.end()),
        conversion.zero ? U'0' : U' ');
    return true;
  }

  // Zeros go between the prefix (sign, 0x) and the body, spaces before both; to the left, spaces
  // behind.
  void put(const Conversion& conversion, std::string_view prefix, const std::u32string& body,
           char32_t fill) {
    auto missing = std::max<std::int64_t>(
        0, conversion.width - static_cast<std::int64_t>(prefix.size() + body.size()));
    auto pad = [&](char32_t c) {
      for (std::int64_t i = 0; i < missing; ++i) out_.append(c);
    };
    if (!conversion.left && fill == U' ') pad(U' ');
    out_.append(prefix);
    if (!conversion.left && fill == U'0') pad(U'0');
    for (char32_t c : body) out_.append(c);
    if (conversion.left) pad(U' ');
  }

  Vm& vm_;
  std::u32string format_;
  Value arguments_;
  bool of_bytes_;
  bool where_;
  bool is_mapping_ = false;
  bool is_tuple_ = false;
  Value single_;
  Ref single_owner_; // the value that the last %(key) picked
  std::span<const Value> values_;
  std::size_t next_ = 0;
  std::size_t at_ = 0;
  StrBuilder out_;
};

} // namespace

Ref format_percent(Vm& vm, Str* format, Value arguments) {
  return PercentFormatter(vm, to_code_points(format), arguments, false).run();
}

Ref format_percent(Vm& vm, Bytes* format, Value arguments) {
  std::u32string text;
  for (char c : format->view()) text += static_cast<char32_t>(static_cast<unsigned char>(c));
  return PercentFormatter(vm, std::move(text), arguments, true).run();
}

} // namespace specmon::vm
