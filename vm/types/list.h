// list: a growing row of values. `items` holds owned references.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <span>
#include <vector>

namespace specmon::vm {

struct List : Container {
  static constexpr Layout layout_id = Layout::list;

  Value* items = nullptr; // owned references, `size` of them, room for `capacity`
  std::size_t size = 0;
  std::size_t capacity = 0;

  std::span<const Value> view() const { return {items, size}; }
};

Owned<List> make_list(Vm& vm, std::span<const Value> items = {});
Owned<List> make_list_stealing(Vm& vm, std::span<Value> items);
void append(Vm& vm, List* list, Value item);                  // counts the item
void make_room(Vm& vm, List* list);                           // for one more item at least
inline void append_stealing(Vm& vm, List* list, Value item) { // takes it over
  if (list->size == list->capacity) make_room(vm, list);
  list->items[list->size++] = item;
}
// Appends everything that iterating `iterable` gives.
bool extend(Vm& vm, List* list, Value iterable);
// Appends everything that the iterator still gives.
bool append_all(Vm& vm, List* list, Value iterator);
// The items of any iterable, as a new list.
Owned<List> list_from(Vm& vm, Value iterable);
// Where a sequence is wanted and anything iterable will do: a list or tuple as it is, of no class
// of its own, else a list of what the iterator gives.
Ref sequence_from(Vm& vm, Value iterable);
std::span<const Value> items_of(Value list_or_tuple);

} // namespace specmon::vm
