// Powers modulo an odd number, by Montgomery's method: a residue is kept as residue * R, where R is
// a power of the limb's base beyond the modulus. Then the low limbs of a product can be made zero
// by adding multiples of the modulus, and dividing by R is dropping them: no division in the loop.
#include "vm/types/big_integer.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace specmon::vm {

namespace {

using Limb = boost::multiprecision::limb_type;
using Product = boost::multiprecision::double_limb_type; // of two limbs, with room to add two more
using Limbs = std::vector<Limb>;                         // the lowest first

constexpr int limb_bits = std::numeric_limits<Limb>::digits;

class MontgomeryProduct {
public:
  explicit MontgomeryProduct(const BigInteger& modulus)
      : modulus_(limbs_of(modulus, modulus.backend().size())), sum_(modulus_.size() + 2) {
    Limb inverse = 1; // each step doubles how many low bits are right
    for (int right = 1; right < limb_bits; right *= 2) inverse *= 2 - modulus_[0] * inverse;
    negative_inverse_ = 0 - inverse;
  }

  std::size_t size() const { return modulus_.size(); }

  static Limbs limbs_of(const BigInteger& number, std::size_t size) {
    Limbs limbs(size);
    std::copy_n(number.backend().limbs(), number.backend().size(), limbs.begin());
    return limbs;
  }

  // left = left * right / R modulo the modulus; both may be the same.
  void multiply_into(Limbs& left, const Limbs& right) {
    const std::size_t n = size();
    std::fill(sum_.begin(), sum_.end(), 0);
    for (const Limb factor : right) {
      Product carry = 0;
      for (std::size_t i = 0; i < n; ++i) {
        carry += static_cast<Product>(left[i]) * factor + sum_[i];
        sum_[i] = static_cast<Limb>(carry);
        carry >>= limb_bits;
      }
      carry += sum_[n];
      sum_[n] = static_cast<Limb>(carry);
      sum_[n + 1] = static_cast<Limb>(carry >> limb_bits);

      const Limb multiple = sum_[0] * negative_inverse_; // makes the lowest limb zero
      carry = static_cast<Product>(multiple) * modulus_[0] + sum_[0];
      carry >>= limb_bits;
      for (std::size_t i = 1; i < n; ++i) {
        carry += static_cast<Product>(multiple) * modulus_[i] + sum_[i];
        sum_[i - 1] = static_cast<Limb>(carry);
        carry >>= limb_bits;
      }
      carry += sum_[n];
      sum_[n - 1] = static_cast<Limb>(carry);
      sum_[n] = sum_[n + 1] + static_cast<Limb>(carry >> limb_bits);
    }
    if (sum_[n] != 0 || !below_modulus()) subtract_modulus();
    std::copy_n(sum_.begin(), n, left.begin());
  }

private:
  bool below_modulus() const {
    for (std::size_t i = size(); i-- > 0;) {
      if (sum_[i] != modulus_[i]) return sum_[i] < modulus_[i];
    }
    return false;
  }

  void subtract_modulus() {
    Limb borrow = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      const Limb without = sum_[i] - modulus_[i];
      const Limb result = without - borrow;
      borrow = (sum_[i] < modulus_[i]) | (without < borrow);
      sum_[i] = result;
    }
  }

  Limbs modulus_;
  Limb negative_inverse_; // -1 / modulus modulo the limb's base
  Limbs sum_;
};

} // namespace

BigInteger power_modulo_odd(const BigInteger& base, const BigInteger& exponent,
                            const BigInteger& modulus) {
  if (exponent == 0) return 1;
  MontgomeryProduct product(modulus);
  const std::size_t shift = product.size() * limb_bits; // R is 1 << shift
  const BigInteger scaled = (base << shift) % modulus;
  const Limbs factor = MontgomeryProduct::limbs_of(scaled, product.size());
  Limbs result = factor;
  for (std::size_t bit = msb(exponent); bit-- > 0;) {
    product.multiply_into(result, result);
    if (bit_test(exponent, bit)) product.multiply_into(result, factor);
  }
  Limbs one(product.size());
  one[0] = 1;
  product.multiply_into(result, one);
  BigInteger power;
  import_bits(power, result.begin(), result.end(), 0, false);
  return power;
}

} // namespace specmon::vm
