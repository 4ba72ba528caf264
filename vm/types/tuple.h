// tuple: a fixed row of values behind the struct.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <initializer_list>
#include <span>

namespace specmon::vm {

struct Tuple : Container {
  static constexpr Layout layout_id = Layout::tuple;

  std::size_t size = 0;
  Value* items = nullptr; // owned references; stand behind the struct

  std::span<const Value> view() const { return {items, size}; }
};

// Each item is shared (counted). The empty tuple is one object.
Owned<Tuple> make_tuple(Vm& vm, std::span<const Value> items);
Owned<Tuple> make_tuple(Vm& vm, std::initializer_list<Value> items);
// The items of any iterable; a tuple itself, if of no class of its own.
Ref tuple_from(Vm& vm, Value iterable);
// Takes over the references of `items`.
Owned<Tuple> make_tuple_stealing(Vm& vm, std::span<Value> items);

} // namespace specmon::vm
