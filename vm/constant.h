#pragma once
// A constant of a code object, as the compiler makes it and the VM reads it: a plain value with no
// heap object in it. Equality is that of the table of constants of a code object: 1, 1.0 and True
// are different constants, and so are 0.0 and -0.0.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace specmon::vm {

struct CodeDescription;

/// An integer that does not fit in 64 bits; see vm/big_constant.h.
struct BigConstant;

class Constant {
public:
  /// In the order of the variant's alternatives.
  enum class Kind : unsigned char {
    none,
    boolean,
    ellipsis,
    integer,
    big_integer, ///< only what does not fit in `integer`
    floating,
    complex,
    string,
    bytes,
    tuple,
    frozenset,
    code,
  };

  Constant() = default; ///< None
  static Constant none() { return {}; }
  static Constant boolean(bool value);
  static Constant ellipsis();
  static Constant integer(std::int64_t value);
  static Constant big_integer(BigConstant value); ///< becomes `integer` if it fits
  /// Digits of that base (2, 8, 10 or 16), without prefix, sign or underscores; at least one.
  static Constant integer_from_digits(std::string_view digits, int base);
  static Constant floating(double value);
  static Constant complex(double real, double imaginary);
  /// UTF-8; a lone surrogate is encoded in three bytes as any other code point (WTF-8).
  static Constant string(std::string value);
  static Constant bytes(std::string value);
  static Constant tuple(std::vector<Constant> items);
  static Constant frozenset(std::vector<Constant> items); ///< equal items are dropped
  static Constant code(std::shared_ptr<const CodeDescription> value);

  Kind kind() const { return static_cast<Kind>(value_.index()); }
  bool is(Kind wanted) const { return kind() == wanted; }
  bool is_none() const { return is(Kind::none); }

  // Each asks for the right kind (std::bad_variant_access otherwise).
  bool as_boolean() const { return std::get<bool>(value_); }
  std::int64_t as_integer() const { return std::get<std::int64_t>(value_); }
  const BigConstant& as_big_integer() const {
    return *std::get<std::shared_ptr<const BigConstant>>(value_);
  }
  double as_floating() const { return std::get<double>(value_); }
  std::complex<double> as_complex() const { return std::get<std::complex<double>>(value_); }
  const std::string& as_string() const { return std::get<Text>(value_).text; }
  const std::string& as_bytes() const { return std::get<Bytes>(value_).text; }
  const std::vector<Constant>& as_tuple() const { return *std::get<Tuple>(value_).items; }
  const std::vector<Constant>& as_frozenset() const { return *std::get<Frozenset>(value_).items; }
  const std::shared_ptr<const CodeDescription>& as_code() const {
    return std::get<std::shared_ptr<const CodeDescription>>(value_);
  }

  /// Python's `bool(constant)`.
  bool truth() const;
  /// Decimal text of an `integer` or `big_integer`.
  std::string decimal() const;
  /// As the VM's `repr` shows it; code is shown as `<code>`.
  std::string repr() const;

  std::size_t hash() const;
  friend bool operator==(const Constant& left, const Constant& right);

private:
  struct EllipsisValue {};
  struct Text {
    std::string text;
  };
  struct Bytes {
    std::string text;
  };
  struct Tuple {
    std::shared_ptr<const std::vector<Constant>> items;
  };
  struct Frozenset {
    std::shared_ptr<const std::vector<Constant>> items;
  };

  std::variant<std::monostate, bool, EllipsisValue, std::int64_t,
               std::shared_ptr<const BigConstant>, double, std::complex<double>, Text, Bytes, Tuple,
               Frozenset, std::shared_ptr<const CodeDescription>>
      value_;
};

bool operator==(const Constant& left, const Constant& right);

/// For unordered containers keyed by constants.
struct ConstantHash {
  std::size_t operator()(const Constant& constant) const { return constant.hash(); }
};

} // namespace specmon::vm
