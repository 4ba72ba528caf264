#pragma once
// Operators applied to constants while compiling. What would raise, or would make a constant
// larger than CPython allows (128-bit integers, strings of 4096 bytes, tuples of 256 items), is not
// folded and left to run time.

#include <optional>

#include "vm/constant.h"
#include "vm/opcodes.h"

namespace specmon::compiler {

enum class ConstantUnaryOperator : unsigned char { positive, negative, invert, not_ };

/// Empty if it must be left to run time.
std::optional<vm::Constant> fold_unary(ConstantUnaryOperator how, const vm::Constant& operand);

/// Plain operators and `subscript`; empty if it must be left to run time.
std::optional<vm::Constant> fold_binary(vm::BinaryOperation how, const vm::Constant& left,
                                        const vm::Constant& right);

/// `sequence[lower:upper:step]`; a bound that is not there is None. Empty if it must be left to run
/// time.
std::optional<vm::Constant> fold_slice(const vm::Constant& sequence, const vm::Constant& lower,
                                       const vm::Constant& upper, const vm::Constant& step);

} // namespace specmon::compiler
