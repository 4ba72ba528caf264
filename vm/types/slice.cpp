#include "vm/types/range.h"

#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

Slice* slice_of(Value value) {
  return cast<Slice>(value);
}

void traverse_slice(Object* object, Visitor& visitor) {
  auto* slice = static_cast<Slice*>(object);
  visitor(slice->start.get());
  visitor(slice->stop.get());
  visitor(slice->step.get());
}

Ref new_slice(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, "slice() takes no keyword arguments");
  }
  const Value* given = arguments.values;
  Value none = Value::none();
  switch (arguments.positional) {
  case 0: return raise(vm, vm.exceptions.TypeError, "slice expected at least 1 argument, got 0");
  case 1: return make_slice(vm, none, given[0], none);
  case 2: return make_slice(vm, given[0], given[1], none);
  case 3: return make_slice(vm, given[0], given[1], given[2]);
  default:
    return raise(vm, vm.exceptions.TypeError,
                 "slice expected at most 3 arguments, got " + std::to_string(arguments.positional));
  }
}

Ref as_tuple(Vm& vm, Value self) {
  Slice* slice = slice_of(self);
  return make_tuple(vm, {slice->start, slice->stop, slice->step});
}

Ref repr_slice(Vm& vm, Value self) {
  Owned<Str> parts = repr(vm, as_tuple(vm, self));
  if (!parts) return {};
  return make_str(vm, "slice" + to_utf8(parts.get()));
}

Ref compare_slice(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<Slice>(left) || !is<Slice>(right)) return Value::not_implemented();
  return compare(vm, as_tuple(vm, left), as_tuple(vm, right), how);
}

std::optional<std::int64_t> hash_slice(Vm& vm, Value self) {
  return hash(vm, as_tuple(vm, self));
}

// A bound of a slice, clipped to [low, high]; from the end when negative.
std::optional<std::int64_t> clip(Vm& vm, Value bound, std::int64_t length, std::int64_t low,
                                 std::int64_t high, Sliced sliced) {
  if (!is_int(bound) && !type_of(vm, bound)->slots.index) return raise_wrong_bound(vm, sliced);
  Ref integer = index_of(vm, bound);
  if (!integer) return std::nullopt;
  auto position = as_int64(integer);
  if (!position) return sign_of_int(integer) < 0 ? low : high;
  if (*position < 0) *position += length;
  return std::clamp(*position, low, high);
}

Ref method_indices(Vm& vm, Value self, std::span<const Value> a) {
  auto length = index_to_int64(vm, a[0]);
  if (!length) return {};
  if (*length < 0) return raise(vm, vm.exceptions.ValueError, "length should not be negative");
  auto bounds = slice_bounds(vm, slice_of(self), *length, Sliced::range);
  if (!bounds) return {};
  return make_tuple(
      vm, {make_int(vm, bounds->start), make_int(vm, bounds->stop), make_int(vm, bounds->step)});
}

Ref get_start(Vm&, Value self) {
  return slice_of(self)->start;
}
Ref get_stop(Vm&, Value self) {
  return slice_of(self)->stop;
}
Ref get_step(Vm&, Value self) {
  return slice_of(self)->step;
}

constexpr NativeDefinition methods[] = {{"indices", method_indices, 1, 1}};
constexpr AttributeDefinition attributes[] = {
    {"start", get_start}, {"stop", get_stop}, {"step", get_step}};

} // namespace

Ref make_slice(Vm& vm, Value start, Value stop, Value step) {
  auto* slice = vm.heap.make<Slice>(vm.types.slice);
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  vm.heap.track(slice);
  return Ref::steal(slice);
}

std::nullopt_t raise_wrong_bound(Vm& vm, Sliced sliced) {
  const bool says_none = sliced == Sliced::range || !vm.behaviours.sequence_bounds_leave_out_none();
  raise(vm, vm.exceptions.TypeError,
        fmt::format("slice indices must be integers or {}have an __index__ method",
                    says_none ? "None or " : ""));
  return std::nullopt;
}

std::optional<SliceBounds> slice_bounds(Vm& vm, Slice* slice, std::int64_t length, Sliced sliced) {
  SliceBounds bounds;
  if (!slice->step.get().is_none()) {
    if (!is_int(slice->step) && !type_of(vm, slice->step)->slots.index)
      return raise_wrong_bound(vm, sliced);
    Ref step = index_of(vm, slice->step);
    if (!step) return std::nullopt;
    auto fits = as_int64(step);
    bounds.step = fits                    ? std::max(*fits, -INT64_MAX)
                  : sign_of_int(step) < 0 ? -INT64_MAX
                                          : INT64_MAX;
    if (bounds.step == 0) return raise(vm, vm.exceptions.ValueError, "slice step cannot be zero");
  }
  bool up = bounds.step > 0;
  std::int64_t low = up ? 0 : -1, high = up ? length : length - 1;
  bounds.start = up ? low : high;
  bounds.stop = up ? high : low;
  if (!slice->start.get().is_none()) {
    auto start = clip(vm, slice->start, length, low, high, sliced);
    if (!start) return std::nullopt;
    bounds.start = *start;
  }
  if (!slice->stop.get().is_none()) {
    auto stop = clip(vm, slice->stop, length, low, high, sliced);
    if (!stop) return std::nullopt;
    bounds.stop = *stop;
  }
  if (up && bounds.start < bounds.stop)
    bounds.count = (bounds.stop - bounds.start - 1) / bounds.step + 1;
  if (!up && bounds.stop < bounds.start)
    bounds.count = (bounds.start - bounds.stop - 1) / -bounds.step + 1;
  return bounds;
}

void set_up_slice_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Slice);
  type->can_subclass = false;
  Slots& slots = type->slots;
  slots.destroy = destroy_as<Slice>;
  slots.traverse = traverse_slice;
  slots.new_ = new_slice;
  slots.repr = repr_slice;
  slots.compare = compare_slice;
  slots.hash = hash_slice;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
