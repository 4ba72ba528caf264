#include "vm/types/range.h"

#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/sequence_parts.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <limits>

namespace specmon::vm {

namespace {

Range* range_of(Value value) {
  return cast<Range>(value);
}

// How many numbers: (stop - start + step -+ 1) // step, at least 0; an int of any size.
Ref length_of(Vm& vm, Value start, Value stop, Value step) {
  bool up = sign_of_int(step) > 0;
  Ref distance = up ? subtract_ints(vm, stop, start) : subtract_ints(vm, start, stop);
  Ref stride = up ? Ref(step) : negate_int(vm, step);
  if (!distance || !stride) return {};
  if (sign_of_int(distance) <= 0) return Value::small(0);
  Ref last = subtract_ints(vm, distance, Value::small(1));
  Ref steps = floor_divide_ints(vm, last, stride);
  return add_ints(vm, steps, Value::small(1));
}

// start + index * step
Ref number_at(Vm& vm, Range* range, Value index) {
  Ref distance = multiply_ints(vm, index, range->step);
  return distance ? add_ints(vm, range->start, distance) : Ref();
}

void prepare(Vm& vm, Range* range) {
  auto start = as_int64(range->start), stop = as_int64(range->stop), step = as_int64(range->step);
  constexpr std::int64_t bound = std::int64_t{1} << 62;
  auto moderate = [](std::optional<std::int64_t> n) { return n && *n > -bound && *n < bound; };
  if (!moderate(start) || !moderate(stop) || !moderate(step)) return;
  Ref length = length_of(vm, range->start, range->stop, range->step);
  range->small = true;
  range->first = *start;
  range->last = *stop;
  range->stride = *step;
  range->length = *as_int64(length);
}

Ref new_range(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, "range() takes no keyword arguments");
  }
  if (arguments.positional == 0 || arguments.positional > 3) {
    return raise(vm, vm.exceptions.TypeError,
                 arguments.positional == 0 ? "range expected at least 1 argument, got 0"
                                           : "range expected at most 3 arguments, got " +
                                                 std::to_string(arguments.positional));
  }
  Ref parts[3];
  for (std::size_t i = 0; i < arguments.positional; ++i) {
    parts[i] = index_of(vm, arguments.values[i]);
    if (!parts[i]) return {};
  }
  if (arguments.positional == 1) return make_range(vm, Value::small(0), parts[0], Value::small(1));
  if (!parts[2]) parts[2] = Value::small(1);
  if (sign_of_int(parts[2]) == 0) {
    return raise(vm, vm.exceptions.ValueError, "range() arg 3 must not be zero");
  }
  return make_range(vm, parts[0], parts[1], parts[2]);
}

Ref repr_range(Vm& vm, Value self) {
  Range* range = range_of(self);
  std::string text = "range(" + int_to_text(range->start) + ", " + int_to_text(range->stop);
  if (range->step.get() != Value::small(1)) text += ", " + int_to_text(range->step);
  return make_str(vm, text + ")");
}

Ref exact_length(Vm& vm, Range* range) {
  if (range->small) return make_int(vm, range->length);
  return length_of(vm, range->start, range->stop, range->step);
}

std::optional<std::int64_t> length_range(Vm& vm, Value self) {
  if (range_of(self)->small) return range_of(self)->length;
  Ref length = exact_length(vm, range_of(self));
  if (!length) return std::nullopt;
  auto fits = as_int64(length);
  if (fits) return fits;
  return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C ssize_t");
}

Ref get_item_range(Vm& vm, Value self, Value key) {
  Range* range = range_of(self);
  if (auto* slice = as<Slice>(key)) {
    auto length = length_range(vm, self);
    if (!length) return {};
    auto bounds = slice_bounds(vm, slice, *length, Sliced::range);
    if (!bounds) return {};
    Ref start = number_at(vm, range, make_int(vm, bounds->start));
    Ref stop = number_at(vm, range, make_int(vm, bounds->stop));
    Ref step = multiply_ints(vm, range->step, make_int(vm, bounds->step));
    if (!start || !stop || !step) return {};
    return make_range(vm, start, stop, step);
  }
  if (!is_int(key) && !type_of(vm, key)->slots.index) {
    return raise(vm, vm.exceptions.TypeError,
                 "range indices must be integers or slices, not " + type_name(vm, key));
  }
  Ref index = index_of(vm, key);
  Ref length = exact_length(vm, range);
  if (!index || !length) return {};
  if (sign_of_int(index) < 0) index = add_ints(vm, index, length);
  if (sign_of_int(index) < 0 || compare_ints(index, length) >= 0) {
    return raise(vm, vm.exceptions.IndexError, "range object index out of range");
  }
  return number_at(vm, range, index);
}

// The index of an int in the range, or null when it is not one of its numbers.
Ref find_number(Vm& vm, Range* range, Value number) {
  Ref distance = subtract_ints(vm, number, range->start);
  if (!distance) return {};
  Ref remainder = remainder_of_ints(vm, distance, range->step);
  if (!remainder || sign_of_int(remainder) != 0) return {};
  Ref index = floor_divide_ints(vm, distance, range->step);
  Ref length = exact_length(vm, range);
  if (sign_of_int(index) < 0 || compare_ints(index, length) >= 0) return {};
  return index;
}

std::optional<bool> contains_range(Vm& vm, Value self, Value item) {
  if (is_int(item) && !(item.is_object() && !item.object()->exact)) {
    bool found = static_cast<bool>(find_number(vm, range_of(self), item));
    if (error_pending(vm)) return std::nullopt;
    return found;
  }
  Ref iterator = iterate(vm, self);
  while (Ref number = next(vm, iterator)) {
    auto same = equal(vm, number, item);
    if (!same || *same) return same;
  }
  if (error_pending(vm)) return std::nullopt;
  return false;
}

Ref compare_range(Vm& vm, Value left, Value right, Comparison how) {
  if ((how != Comparison::eq && how != Comparison::ne) || !is<Range>(left) || !is<Range>(right)) {
    return Value::not_implemented();
  }
  Range *a = range_of(left), *b = range_of(right);
  Ref length = exact_length(vm, a), other = exact_length(vm, b);
  bool same = ints_equal(length, other);
  if (same && sign_of_int(length) != 0) {
    same = ints_equal(a->start, b->start) &&
           (ints_equal(length, Value::small(1)) || ints_equal(a->step, b->step));
  }
  return Value::boolean(same == (how == Comparison::eq));
}

std::optional<std::int64_t> hash_range(Vm& vm, Value self) {
  Range* range = range_of(self);
  Ref length = exact_length(vm, range);
  Value none = Value::none();
  bool empty = sign_of_int(length) == 0;
  bool single = ints_equal(length, Value::small(1));
  Ref key = make_tuple(vm, {length.get(), empty ? none : range->start.get(),
                            empty || single ? none : range->step.get()});
  return hash(vm, key);
}

Ref iterate_range(Vm& vm, Value self) {
  Range* range = range_of(self);
  auto* iterator = vm.heap.make<Iterator>(vm.types.range_iterator);
  if (range->small) {
    iterator->index = range->first;
    iterator->stop = range->length;
    iterator->step = range->stride;
  } else {
    iterator->source = self; // numbers of any size: `extra` is the next one's index
    iterator->extra = Value::small(0);
  }
  return Ref::steal(iterator);
}

Ref next_of_range(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) {
    if (iterator->stop <= 0) return {};
    --iterator->stop;
    std::int64_t number = iterator->index;
    if (iterator->stop > 0) iterator->index += iterator->step;
    return make_int(vm, number);
  }
  Range* range = range_of(iterator->source);
  Ref length = exact_length(vm, range);
  if (!length || compare_ints(iterator->extra, length) >= 0) return {};
  Ref number = number_at(vm, range, iterator->extra);
  iterator->extra = add_ints(vm, iterator->extra, Value::small(1));
  return number;
}

Ref method_reversed(Vm& vm, Value self, std::span<const Value>) {
  Range* range = range_of(self);
  Ref length = exact_length(vm, range);
  Ref last_index = subtract_ints(vm, length, Value::small(1));
  Ref start = number_at(vm, range, last_index);
  Ref stop = subtract_ints(vm, range->start, range->step);
  Ref step = negate_int(vm, range->step);
  if (!start || !stop || !step) return {};
  return iterate_range(vm, make_range(vm, start, stop, step));
}

Ref method_index(Vm& vm, Value self, std::span<const Value> a) {
  if (is_int(a[0])) {
    Ref index = find_number(vm, range_of(self), a[0]);
    if (index || error_pending(vm)) return index;
    return raise(vm, vm.exceptions.ValueError, int_to_text(a[0]) + " is not in range");
  }
  Ref iterator = iterate(vm, self);
  for (std::int64_t i = 0;; ++i) {
    Ref number = next(vm, iterator);
    if (!number) break;
    auto same = equal(vm, number, a[0]);
    if (!same) return {};
    if (*same) return make_int(vm, i);
  }
  return raise(vm, vm.exceptions.ValueError, "sequence.index(x): x not in sequence");
}

Ref method_count(Vm& vm, Value self, std::span<const Value> a) {
  if (is_int(a[0])) return Value::small(find_number(vm, range_of(self), a[0]) ? 1 : 0);
  std::int64_t count = 0;
  Ref iterator = iterate(vm, self);
  while (Ref number = next(vm, iterator)) {
    auto same = equal(vm, number, a[0]);
    if (!same) return {};
    count += *same;
  }
  return make_int(vm, count);
}

Ref get_start(Vm&, Value self) {
  return range_of(self)->start;
}
Ref get_stop(Vm&, Value self) {
  return range_of(self)->stop;
}
Ref get_step(Vm&, Value self) {
  return range_of(self)->step;
}

constexpr NativeDefinition methods[] = {
    {"__reversed__", method_reversed, 0, 0},
    {"index", method_index, 1, 1},
    {"count", method_count, 1, 1},
};
constexpr AttributeDefinition attributes[] = {
    {"start", get_start}, {"stop", get_stop}, {"step", get_step}};

} // namespace

Ref make_range(Vm& vm, Value start, Value stop, Value step) {
  auto* range = vm.heap.make<Range>(vm.types.range);
  Ref owned = Ref::steal(range);
  range->start = start;
  range->stop = stop;
  range->step = step;
  prepare(vm, range);
  return owned;
}

void set_up_range_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Range);
  type->can_subclass = false;
  Slots& slots = type->slots;
  slots.destroy = destroy_as<Range>;
  slots.new_ = new_range;
  slots.repr = repr_range;
  slots.hash = hash_range;
  slots.compare = compare_range;
  slots.length = length_range;
  slots.get_item = get_item_range;
  slots.contains = contains_range;
  slots.iterate = iterate_range;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

void set_up_range_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_range);
}

} // namespace specmon::vm
