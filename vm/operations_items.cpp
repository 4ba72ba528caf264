// Items, membership and iteration.
#include "vm/operations.h"
#include "vm/types/generic_alias.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {

std::optional<std::int64_t> length(Vm& vm, Value value) {
  if (auto* slot = type_of(vm, value)->slots.length) return slot(vm, value);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("object of type '{}' has no len()", type_name(vm, value)));
}

namespace {

std::optional<std::int64_t> hint_in(Vm& vm, Value iterable, Value answer) {
  if (!is_int(answer)) {
    return raise(
        vm, vm.exceptions.TypeError,
        vm.behaviours.result_errors_name_the_method()
            ? fmt::format("{}.__length_hint__() must return an int, not {}",
                          type_name(vm, iterable), type_name(vm, answer))
            : fmt::format("__length_hint__ must be an integer, not {}", type_name(vm, answer)));
  }
  const std::optional<std::int64_t> hint = as_int64(answer);
  if (!hint) {
    return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C ssize_t");
  }
  if (*hint < 0) {
    return raise(vm, vm.exceptions.ValueError,
                 vm.behaviours.result_errors_name_the_method()
                     ? fmt::format("{}.__length_hint__() must return a non-negative int",
                                   type_name(vm, iterable))
                     : "__length_hint__() should return >= 0");
  }
  return hint;
}

bool clear_type_error(Vm& vm) {
  if (!pending_is(vm, vm.exceptions.TypeError)) return false;
  clear_pending(vm);
  return true;
}

} // namespace

std::optional<std::int64_t> length_hint(Vm& vm, Value iterable, std::int64_t fallback) {
  if (auto* slot = type_of(vm, iterable)->slots.length) {
    const std::optional<std::int64_t> size = slot(vm, iterable);
    if (size || !clear_type_error(vm)) return size;
  }
  const Ref method = lookup_special(vm, iterable, vm.names.length_hint);
  if (!method) return error_pending(vm) ? std::nullopt : std::optional(fallback);
  const Ref answer = call(vm, method, {});
  if (!answer) return clear_type_error(vm) ? std::optional(fallback) : std::nullopt;
  return answer.get().is_not_implemented() ? fallback : hint_in(vm, iterable, answer);
}

namespace {

// list[int], and classes with __class_getitem__.
Ref get_class_item(Vm& vm, Type* type, Value key) {
  if (type == vm.types.type) return make_generic_alias(vm, Value::object(type), key);
  Ref method = find_optional_attribute(vm, Value::object(type), vm.names.class_getitem);
  if (method) return call(vm, method, {key});
  if (error_pending(vm)) return {};
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("type '{}' is not subscriptable", type->name));
}

} // namespace

Ref get_item(Vm& vm, Value container, Value key) {
  if (auto* slot = type_of(vm, container)->slots.get_item) return slot(vm, container, key);
  if (auto* type = as<Type>(container)) return get_class_item(vm, type, key);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("'{}' object is not subscriptable", type_name(vm, container)));
}

bool set_item(Vm& vm, Value container, Value key, Value value) {
  if (auto* slot = type_of(vm, container)->slots.set_item) return slot(vm, container, key, value);
  return raise(
      vm, vm.exceptions.TypeError,
      fmt::format("'{}' object does not support item assignment", type_name(vm, container)));
}

bool delete_item(Vm& vm, Value container, Value key) {
  if (auto* slot = type_of(vm, container)->slots.set_item) return slot(vm, container, key, Value());
  const Type* type = type_of(vm, container);
  // CPython asks what could be a sequence as one, where the key could be an index, and that has its
  // own words.
  bool as_sequence =
      (!type->is_builtin || type->slots.length) && (is_int(key) || type_of(vm, key)->slots.index);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("'{}' object {} support item deletion", type->name,
                           as_sequence ? "doesn't" : "does not"));
}

std::optional<bool> contains(Vm& vm, Value container, Value item) {
  const Slots& slots = type_of(vm, container)->slots;
  if (slots.contains) return slots.contains(vm, container, item);
  if (!slots.iterate && !slots.get_item) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("argument of type '{}' is not {}", type_name(vm, container),
                             vm.behaviours.not_container_wording() ? "a container or iterable"
                                                                   : "iterable"));
  }
  Ref iterator = iterate(vm, container);
  if (!iterator) return std::nullopt;
  while (Ref each = next(vm, iterator)) {
    std::optional<bool> same = equal(vm, each, item);
    if (!same || *same) return same;
  }
  if (error_pending(vm)) return std::nullopt;
  return false;
}

Ref iterate(Vm& vm, Value iterable) {
  const Slots& slots = type_of(vm, iterable)->slots;
  if (slots.iterate) {
    Ref iterator = slots.iterate(vm, iterable);
    if (iterator && !type_of(vm, iterator)->slots.next) {
      return raise(
          vm, vm.exceptions.TypeError,
          vm.behaviours.result_errors_name_the_method()
              ? fmt::format("{}.__iter__() must return an iterator, not {}",
                            type_name(vm, iterable), type_name(vm, iterator))
              : fmt::format("iter() returned non-iterator of type '{}'", type_name(vm, iterator)));
    }
    return iterator;
  }
  if (slots.get_item) return make_iterator(vm, vm.types.sequence_iterator, iterable);
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("'{}' object is not iterable", type_name(vm, iterable)));
}

Ref advance(Vm& vm, Value iterator) {
  auto* slot = type_of(vm, iterator)->slots.next;
  if (!slot) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("'{}' object is not an iterator", type_name(vm, iterator)));
  }
  return slot(vm, iterator);
}

Ref next(Vm& vm, Value iterator) {
  Ref item = advance(vm, iterator);
  if (!item && error_pending(vm) && pending_is(vm, vm.exceptions.StopIteration)) clear_pending(vm);
  return item;
}

} // namespace specmon::vm
