// range and slice.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <optional>

namespace specmon::vm {

// `start`, `stop`, `step` are ints of any size; the small forms are for the usual case that all
// three and the length fit in 64 bits.
struct Range : Object {
  static constexpr Layout layout_id = Layout::range;
  Ref start, stop, step;
  bool small = false;
  std::int64_t first = 0, last = 0, stride = 1, length = 0;
};

struct Slice : Container {
  static constexpr Layout layout_id = Layout::slice;
  Ref start, stop, step;
};

Ref make_range(Vm& vm, Value start, Value stop, Value step);
Ref make_slice(Vm& vm, Value start, Value stop, Value step);

// A slice applied to a sequence of `length` items: the first index, how many items, and the stride.
struct SliceBounds {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
};
enum class Sliced : std::uint8_t { sequence, range };
std::optional<SliceBounds> slice_bounds(Vm& vm, Slice* slice, std::int64_t length,
                                        Sliced sliced = Sliced::sequence);

// TypeError for a bound that is no integer. Returns nullopt.
std::nullopt_t raise_wrong_bound(Vm& vm, Sliced sliced);

} // namespace specmon::vm
