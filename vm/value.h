// A Python value in 64 bits: an object pointer, a small integer, a float or one of the singletons.
//
//   0x0000 0000 0000 0000       null: no value (an unbound local, "an exception is pending")
//   0x0000 pppp pppp pppp       pointer to a reference-counted Object
//   0x0002 .... to 0xFFF2 ....  a double, its bits offset by 2^49
//   0xFFFE 0000 0000 000n       a singleton: None, False, True, NotImplemented, Ellipsis
//   0xFFFF iiii iiii iiii       an integer of 48 bits, signed
//
// No value is 0x0001 0000 0000 0000: so one less than a value has sixteen zeros in front only if it
// is a pointer, which needs no constant to compare with.
//
// `Value` borrows: it is a plain word and never counts references. `Ref` (vm/ref.h) owns.
// Integers that do not fit in 48 bits are Int objects (vm/types/int.h); a float is never an object
// unless its type is a subclass of float.
#pragma once

#include <cstdint>
#include <cstring>

namespace specmon::vm {

struct Object;

class Value {
public:
  constexpr Value() = default;

  static constexpr Value from_bits(std::uint64_t bits) {
    Value value;
    value.bits_ = bits;
    return value;
  }
  static Value object(const Object* object) {
    return from_bits(reinterpret_cast<std::uintptr_t>(object));
  }
  static constexpr Value none() { return from_bits(special_tag | 0); }
  static constexpr Value false_() { return from_bits(special_tag | 2); }
  static constexpr Value true_() { return from_bits(special_tag | 3); }
  static constexpr Value not_implemented() { return from_bits(special_tag | 4); }
  static constexpr Value ellipsis() { return from_bits(special_tag | 5); }
  static constexpr Value boolean(bool truth) {
    return from_bits(special_tag | 2 | (truth ? 1 : 0));
  }

  // Whether an integer can be held without an object.
  static constexpr bool fits_small(std::int64_t integer) {
    return integer >= -(std::int64_t{1} << 47) && integer < (std::int64_t{1} << 47);
  }
  // `integer` must fit (fits_small); make_int (vm/types/int.h) takes any.
  static constexpr Value small(std::int64_t integer) {
    return from_bits(int_tag | (static_cast<std::uint64_t>(integer) & payload_mask));
  }
  static Value real(double number) {
    std::uint64_t bits;
    if (number != number) {
      bits = std::uint64_t{0x7FF8} << 48; // every NaN is held as one, so that no tag is overrun
    } else {
      std::memcpy(&bits, &number, sizeof bits);
    }
    return from_bits(bits + double_offset);
  }

  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool is_null() const { return bits_ == 0; }
  explicit constexpr operator bool() const { return bits_ != 0; }

  constexpr bool is_object() const { return ((bits_ - 1) >> 48) == 0; }
  constexpr bool is_small() const { return bits_ >= int_tag; }
  constexpr bool is_real() const { return bits_ - double_offset < special_tag - double_offset; }
  constexpr bool is_none() const { return bits_ == none().bits_; }
  constexpr bool is_bool() const { return (bits_ | 1) == true_().bits_; }
  constexpr bool is_true() const { return bits_ == true_().bits_; }
  constexpr bool is_false() const { return bits_ == false_().bits_; }
  constexpr bool is_not_implemented() const { return bits_ == not_implemented().bits_; }
  constexpr bool is_ellipsis() const { return bits_ == ellipsis().bits_; }
  static constexpr bool both_small(Value a, Value b) { return (a.bits_ & b.bits_) >= int_tag; }

  Object* object() const { return reinterpret_cast<Object*>(static_cast<std::uintptr_t>(bits_)); }
  constexpr std::int64_t small() const { return static_cast<std::int64_t>(bits_ << 16) >> 16; }
  double real() const {
    std::uint64_t bits = bits_ - double_offset;
    double number;
    std::memcpy(&number, &bits, sizeof number);
    return number;
  }

  // Identity: Python's `is`.
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }
  friend constexpr bool operator!=(Value a, Value b) { return a.bits_ != b.bits_; }

private:
  static constexpr std::uint64_t payload_mask = 0x0000FFFFFFFFFFFF;
  static constexpr std::uint64_t double_offset = std::uint64_t{1} << 49;
  static constexpr std::uint64_t special_tag = std::uint64_t{0xFFFE} << 48;
  static constexpr std::uint64_t int_tag = std::uint64_t{0xFFFF} << 48;

  std::uint64_t bits_ = 0;
};

} // namespace specmon::vm
