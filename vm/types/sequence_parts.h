// What list and tuple do alike.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"
#include "vm/vm.h"

#include <span>

namespace specmon::vm {

// `sequence_name` is for messages: "list index out of range", "list indices must be integers or
// slices, not str". An index as given, made positive; nullopt with IndexError or TypeError pending.
std::optional<std::int64_t> sequence_index(Vm& vm, Value index, std::size_t size,
                                           std::string_view out_of_range,
                                           std::string_view sequence_name);

// Comparison item by item, as Python orders sequences. `left` and `right` give the present items
// (they may change while items are compared).
template <class Sequence>
Ref compare_sequences(Vm& vm, Sequence* left, Sequence* right, Comparison how) {
  NativeRecursion recursion(vm);
  if (!recursion.check(" in comparison")) return {};
  if (left->size != right->size && (how == Comparison::eq || how == Comparison::ne)) {
    return Value::boolean(how == Comparison::ne);
  }
  for (std::size_t i = 0; i < left->size && i < right->size; ++i) {
    Ref a(left->items[i]), b(right->items[i]);
    auto same = equal(vm, a, b);
    if (!same) return {};
    if (*same) continue;
    if (how == Comparison::eq) return Value::false_();
    if (how == Comparison::ne) return Value::true_();
    return compare(vm, a, b, how);
  }
  auto sizes = static_cast<std::int64_t>(left->size) - static_cast<std::int64_t>(right->size);
  switch (how) {
  case Comparison::lt: return Value::boolean(sizes < 0);
  case Comparison::le: return Value::boolean(sizes <= 0);
  case Comparison::eq: return Value::boolean(sizes == 0);
  case Comparison::ne: return Value::boolean(sizes != 0);
  case Comparison::gt: return Value::boolean(sizes > 0);
  default: return Value::boolean(sizes >= 0);
  }
}

template <class Sequence>
std::optional<bool> sequence_contains(Vm& vm, Sequence* sequence, Value item) {
  for (std::size_t i = 0; i < sequence->size; ++i) {
    Ref other(sequence->items[i]);
    auto same = equal(vm, other, item);
    if (!same || *same) return same;
  }
  return false;
}

template <class Sequence> Ref sequence_count(Vm& vm, Sequence* sequence, Value item) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < sequence->size; ++i) {
    Ref other(sequence->items[i]);
    auto same = equal(vm, other, item);
    if (!same) return {};
    count += *same;
  }
  return Value::small(count);
}

// start and stop as list.index takes them: clipped, negative from the end.
std::optional<std::int64_t> clipped_index(Vm& vm, Value index, std::size_t size);

// How often a sequence of `size` is repeated by `count`; nullopt with TypeError, MemoryError...
// pending; the flag `other_type` is set (nothing pending) when `count` is no int.
std::optional<std::size_t> repeat_count(Vm& vm, Value count, std::size_t size, bool& other_type);

} // namespace specmon::vm
