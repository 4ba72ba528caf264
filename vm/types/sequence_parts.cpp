#include "vm/types/sequence_parts.h"

#include "vm/types/int.h"
#include "vm/types/repr_guard.h"
#include "vm/types/str.h"

namespace specmon::vm {

std::optional<std::int64_t> sequence_index(Vm& vm, Value index, std::size_t size,
                                           std::string_view out_of_range,
                                           std::string_view sequence_name) {
  std::int64_t position;
  if (index.is_small()) {
    position = index.small();
  } else {
    if (!is_int(index) && !type_of(vm, index)->slots.index) {
      return raise(vm, vm.exceptions.TypeError,
                   std::string(sequence_name) + " indices must be integers or slices, not " +
                       type_name(vm, index));
    }
    auto converted = index_to_int64(vm, index);
    if (!converted) return std::nullopt;
    position = *converted;
  }
  if (position < 0) position += static_cast<std::int64_t>(size);
  if (position < 0 || position >= static_cast<std::int64_t>(size)) {
    return raise(vm, vm.exceptions.IndexError, out_of_range);
  }
  return position;
}

std::optional<std::int64_t> clipped_index(Vm& vm, Value index, std::size_t size) {
  Ref integer = index_of(vm, index);
  if (!integer) {
    if (pending_is(vm, vm.exceptions.TypeError)) {
      clear_pending(vm);
      return raise(vm, vm.exceptions.TypeError,
                   "slice indices must be integers or have an __index__ method");
    }
    return std::nullopt;
  }
  auto position = as_int64(integer);
  if (!position) return sign_of_int(integer) < 0 ? 0 : INT64_MAX;
  if (*position >= 0) return position;
  std::int64_t from_end = *position + static_cast<std::int64_t>(size);
  return from_end < 0 ? 0 : from_end;
}

std::optional<std::size_t> repeat_count(Vm& vm, Value count, std::size_t size, bool& other_type) {
  other_type = !is_int(count) && !type_of(vm, count)->slots.index;
  if (other_type) return std::nullopt;
  Ref integer = index_of(vm, count);
  if (!integer) return std::nullopt;
  if (sign_of_int(integer) <= 0 || size == 0) return 0;
  auto times = as_int64(integer);
  if (!times) {
    return raise(vm, vm.exceptions.OverflowError, "cannot fit 'int' into an index-sized integer");
  }
  if (static_cast<std::uint64_t>(*times) > (std::uint64_t{1} << 40) / size) {
    return raise(vm, vm.exceptions.MemoryError);
  }
  return static_cast<std::size_t>(*times);
}

Ref repr_of_items(Vm& vm, std::string_view open, std::span<const Value> items,
                  std::string_view close) {
  StrBuilder text;
  text.append(open);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text.append(", ");
    Owned<Str> shown = repr(vm, items[i]);
    if (!shown) return {};
    text.append(shown.get());
  }
  text.append(close);
  return text.finish(vm);
}

} // namespace specmon::vm
