// str.encode and bytes.decode.
#include "vm/types/bytes.h"
#include "vm/types/str.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

enum class Encoding {
  utf8,
  ascii,
  latin1,
  utf16,
  utf16_little,
  utf16_big,
  utf32,
  utf32_little,
  utf32_big
};

struct Codec {
  Encoding encoding;
  std::string_view name; // in messages
};

std::optional<Codec> find_codec(std::string_view given) {
  std::string name;
  for (char c : given) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    name += c == '_' || c == ' ' ? '-' : c;
  }
  struct Alias {
    std::string_view alias;
    Codec codec;
  };
  static constexpr Codec utf8{Encoding::utf8, "utf-8"}, ascii{Encoding::ascii, "ascii"},
      latin1{Encoding::latin1, "latin-1"};
  static constexpr Alias aliases[] = {
      {"utf-8", utf8},
      {"utf8", utf8},
      {"u8", utf8},
      {"utf", utf8},
      {"cp65001", utf8},
      {"ascii", ascii},
      {"us-ascii", ascii},
      {"646", ascii},
      {"iso646-us", ascii},
      {"latin-1", latin1},
      {"latin1", latin1},
      {"iso-8859-1", latin1},
      {"iso8859-1", latin1},
      {"8859", latin1},
      {"l1", latin1},
      {"latin", latin1},
      {"cp819", latin1},
      {"utf-16", {Encoding::utf16, "utf-16"}},
      {"utf16", {Encoding::utf16, "utf-16"}},
      {"utf-16-le", {Encoding::utf16_little, "utf-16-le"}},
      {"utf-16le", {Encoding::utf16_little, "utf-16-le"}},
      {"utf-16-be", {Encoding::utf16_big, "utf-16-be"}},
      {"utf-16be", {Encoding::utf16_big, "utf-16-be"}},
      {"utf-32", {Encoding::utf32, "utf-32"}},
      {"utf32", {Encoding::utf32, "utf-32"}},
      {"utf-32-le", {Encoding::utf32_little, "utf-32-le"}},
      {"utf-32le", {Encoding::utf32_little, "utf-32-le"}},
      {"utf-32-be", {Encoding::utf32_big, "utf-32-be"}},
      {"utf-32be", {Encoding::utf32_big, "utf-32-be"}},
  };
  for (const Alias& row : aliases) {
    if (row.alias == name) return row.codec;
  }
  return std::nullopt;
}

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

bool raise_unicode(Vm& vm, Type* type, std::string_view codec, Value object, std::size_t start,
                   std::size_t end, std::string_view reason) {
  Ref error = call(vm, Value::object(type),
                   {make_str(vm, codec), object, Value::small(static_cast<std::int64_t>(start)),
                    Value::small(static_cast<std::int64_t>(end)), make_str(vm, reason)});
  if (!error) return false;
  return raise_instance(vm, error);
}

bool unknown_handler(Vm& vm, std::string_view errors) {
  return raise(vm, vm.exceptions.LookupError,
               fmt::format("unknown error handler name '{}'", errors));
}

class Encoder {
public:
  Encoder(Vm& vm, Str* string, Codec codec, std::string_view errors)
      : vm_(vm), string_(string), codec_(codec), errors_(errors) {}

  Owned<Bytes> run() {
    if (codec_.encoding == Encoding::utf16) unit(0xFEFF, 2, false);
    if (codec_.encoding == Encoding::utf32) unit(0xFEFF, 4, false);
    for (std::size_t i = 0; i < string_->length;) {
      if (fits(string_->at(i))) {
        put(string_->at(i++));
        continue;
      }
      std::size_t end = i;
      while (end < string_->length && !fits(string_->at(end))) ++end;
      if (!handle(i, end)) return {};
      i = end;
    }
    return make_bytes(vm_, out_);
  }

private:
  bool fits(char32_t c) const {
    switch (codec_.encoding) {
    case Encoding::ascii: return c < 0x80;
    case Encoding::latin1: return c < 0x100;
    default: return !is_surrogate(c);
    }
  }

  void unit(char32_t value, int size, bool big) {
    for (int i = 0; i < size; ++i) out_ += static_cast<char>(value >> 8 * (big ? size - 1 - i : i));
  }

  void put(char32_t c) {
    switch (codec_.encoding) {
    case Encoding::ascii:
    case Encoding::latin1: out_ += static_cast<char>(c); break;
    case Encoding::utf8:
      if (c < 0x80) {
        out_ += static_cast<char>(c);
      } else if (c < 0x800) {
        out_ += static_cast<char>(0xC0 | c >> 6);
        out_ += static_cast<char>(0x80 | (c & 0x3F));
      } else {
        if (c < 0x10000) {
          out_ += static_cast<char>(0xE0 | c >> 12);
        } else {
          out_ += static_cast<char>(0xF0 | c >> 18);
          out_ += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        }
        out_ += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out_ += static_cast<char>(0x80 | (c & 0x3F));
      }
      break;
    case Encoding::utf16:
    case Encoding::utf16_little:
    case Encoding::utf16_big: {
      bool big = codec_.encoding == Encoding::utf16_big;
      if (c >= 0x10000) {
        unit(0xD800 + ((c - 0x10000) >> 10), 2, big);
        unit(0xDC00 + ((c - 0x10000) & 0x3FF), 2, big);
      } else {
        unit(c, 2, big);
      }
      break;
    }
    default: unit(c, 4, codec_.encoding == Encoding::utf32_big);
    }
  }

  void put_text(const std::string& ascii) {
    for (char c : ascii) put(static_cast<unsigned char>(c));
  }

  bool handle(std::size_t start, std::size_t end) {
    if (errors_ == "ignore") return true;
    bool escape = errors_ == "surrogateescape", pass = errors_ == "surrogatepass";
    for (std::size_t i = start; i < end; ++i) {
      char32_t c = string_->at(i);
      if (errors_ == "replace") {
        put(U'?');
      } else if (errors_ == "backslashreplace") {
        auto code = static_cast<unsigned>(c);
        put_text(c < 0x100     ? fmt::format("\\x{:02x}", code)
                 : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                               : fmt::format("\\U{:08x}", code));
      } else if (errors_ == "xmlcharrefreplace") {
        put_text(fmt::format("&#{};", static_cast<unsigned>(c)));
      } else if (escape && c >= 0xDC80 && c <= 0xDCFF) {
        out_ += static_cast<char>(c - 0xDC00);
      } else if (pass && is_surrogate(c) && codec_.encoding != Encoding::ascii &&
                 codec_.encoding != Encoding::latin1) {
        put(c);
      } else if (errors_ == "strict" || escape || pass) {
        const char* reason = codec_.encoding == Encoding::ascii    ? "ordinal not in range(128)"
                             : codec_.encoding == Encoding::latin1 ? "ordinal not in range(256)"
                                                                   : "surrogates not allowed";
        return raise_unicode(vm_, vm_.exceptions.UnicodeEncodeError, codec_.name,
                             Value::object(string_), start, end, reason);
      } else {
        return unknown_handler(vm_, errors_);
      }
    }
    return true;
  }

  Vm& vm_;
  Str* string_;
  Codec codec_;
  std::string_view errors_;
  std::string out_;
};

class Decoder {
public:
  Decoder(Vm& vm, std::string_view content, Codec codec, std::string_view errors)
      : vm_(vm), content_(content), codec_(codec), errors_(errors) {}

  Ref run() {
    switch (codec_.encoding) {
    case Encoding::latin1: return make_str_latin1(vm_, content_);
    case Encoding::ascii:
      for (; at_ < content_.size();) {
        if (byte(at_) < 0x80)
          out_ += static_cast<char32_t>(byte(at_++));
        else if (!handle(at_ + 1, "ordinal not in range(128)"))
          return {};
      }
      break;
    case Encoding::utf8:
      while (at_ < content_.size()) {
        if (!decode_utf8()) return {};
      }
      break;
    default:
      if (!decode_units()) return {};
    }
    return make_str(vm_, out_);
  }

private:
  unsigned byte(std::size_t index) const { return static_cast<unsigned char>(content_[index]); }

  bool decode_utf8() {
    unsigned first = byte(at_);
    if (first < 0x80) {
      out_ += static_cast<char32_t>(first);
      ++at_;
      return true;
    }
    int more = first >= 0xC2 && first < 0xE0   ? 1
               : first >= 0xE0 && first < 0xF0 ? 2
               : first >= 0xF0 && first < 0xF5 ? 3
                                               : 0;
    if (more == 0) return handle(at_ + 1, "invalid start byte");
    char32_t c = first & (0x3FU >> more);
    for (int i = 1; i <= more; ++i) {
      std::size_t index = at_ + static_cast<std::size_t>(i);
      if (index == content_.size()) return handle(index, "unexpected end of data");
      unsigned next = byte(index);
      unsigned least = 0x80,
               most = 0xBF; // the second byte must not make overlong forms or surrogates
      if (i == 1) {
        if (first == 0xE0) least = 0xA0;
        if (first == 0xED) most = 0x9F;
        if (first == 0xF0) least = 0x90;
        if (first == 0xF4) most = 0x8F;
      }
      if (next < least || next > most) {
        if (errors_ == "surrogatepass" && first == 0xED && i == 1 && next >= 0xA0 && next <= 0xBF &&
            index + 1 < content_.size() && (byte(index + 1) & 0xC0) == 0x80) {
          out_ += static_cast<char32_t>(0xD000 | (next & 0x3F) << 6 | (byte(index + 1) & 0x3F));
          at_ += 3;
          return true;
        }
        return handle(index, "invalid continuation byte");
      }
      c = c << 6 | (next & 0x3F);
    }
    out_ += c;
    at_ += static_cast<std::size_t>(more) + 1;
    return true;
  }

  bool decode_units() {
    bool wide = codec_.encoding >= Encoding::utf32;
    bool big = codec_.encoding == Encoding::utf16_big || codec_.encoding == Encoding::utf32_big;
    std::size_t size = wide ? 4 : 2;
    auto unit_at = [&](std::size_t index) {
      char32_t value = 0;
      for (std::size_t i = 0; i < size; ++i) {
        value |= static_cast<char32_t>(byte(index + i)) << 8 * (big ? size - 1 - i : i);
      }
      return value;
    };
    if ((codec_.encoding == Encoding::utf16 || codec_.encoding == Encoding::utf32) &&
        content_.size() >= size) {
      if (unit_at(0) == 0xFEFF) {
        at_ = size;
      } else {
        big = true;
        if (unit_at(0) == 0xFEFF)
          at_ = size;
        else
          big = false;
      }
    }
    while (at_ < content_.size()) {
      if (content_.size() - at_ < size) {
        if (!handle(content_.size(), "truncated data")) return false;
        continue;
      }
      char32_t c = unit_at(at_);
      if (wide ? c > 0x10FFFF : false) {
        if (!handle(at_ + 4, "code point not in range(0x110000)")) return false;
        continue;
      }
      if (!wide && c >= 0xD800 && c < 0xDC00 && content_.size() - at_ >= 4) {
        char32_t low = unit_at(at_ + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          out_ += 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
          at_ += 4;
          continue;
        }
      }
      if (is_surrogate(c) && errors_ != "surrogatepass") {
        if (!handle(at_ + size, wide ? "code point in surrogate code point range(0xd800, 0xe000)"
                                     : "illegal encoding")) {
          return false;
        }
        continue;
      }
      out_ += c;
      at_ += size;
    }
    return true;
  }

  // What cannot be decoded reaches from at_ to `end`.
  bool handle(std::size_t end, const char* reason) {
    if (errors_ == "replace") {
      out_ += U'\uFFFD';
    } else if (errors_ == "backslashreplace") {
      for (std::size_t i = at_; i < end; ++i) {
        for (char c : fmt::format("\\x{:02x}", byte(i))) out_ += static_cast<char32_t>(c);
      }
    } else if (errors_ == "surrogateescape") {
      for (std::size_t i = at_; i < end; ++i) out_ += static_cast<char32_t>(0xDC00 + byte(i));
    } else if (errors_ == "strict" || errors_ == "surrogatepass") {
      return raise_unicode(vm_, vm_.exceptions.UnicodeDecodeError, codec_.name,
                           make_bytes(vm_, content_), at_, end, reason);
    } else if (errors_ != "ignore") {
      return unknown_handler(vm_, errors_);
    }
    at_ = end;
    return true;
  }

  Vm& vm_;
  std::string_view content_;
  Codec codec_;
  std::string_view errors_;
  std::size_t at_ = 0;
  std::u32string out_;
};

Raised unknown_encoding(Vm& vm, std::string_view encoding) {
  return raise(vm, vm.exceptions.LookupError, fmt::format("unknown encoding: {}", encoding));
}

} // namespace

Owned<Bytes> encode(Vm& vm, Str* string, std::string_view encoding, std::string_view errors) {
  auto codec = find_codec(encoding);
  if (!codec) return unknown_encoding(vm, encoding);
  if (string->ascii && codec->encoding <= Encoding::latin1)
    return make_bytes(vm, string->ascii_view());
  return Encoder(vm, string, *codec, errors).run();
}

Ref decode(Vm& vm, std::string_view content, std::string_view encoding, std::string_view errors) {
  auto codec = find_codec(encoding);
  if (!codec) return unknown_encoding(vm, encoding);
  return Decoder(vm, content, *codec, errors).run();
}

} // namespace specmon::vm
