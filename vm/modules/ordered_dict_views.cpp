// The views of an OrderedDict are those of a dict but for their iterator. That one is of one type
// for all views and both directions, knows after each step whether it is at its end, and before the
// end bears no change of the keys or of their order.

#include "vm/modules/ordered_dict_views.h"

#include "vm/type_setup.h"
#include "vm/types/dict_views.h"
#include "vm/types/iterators.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

// Iterator::index: the entry to give next, -1 at the end; step: the direction; stop: the dict's
// count of changes at the start.
struct OrderedDictIterator : Iterator {
  Part part = Part::key;
};

// From `index` on in the iterator's direction the first entry that is not deleted; -1: none.
std::int64_t present_entry(const Dict* dict, std::int64_t index, std::int64_t step) {
  while (index >= 0 && index < dict->used && dict->entries[index].key.is_null()) index += step;
  return index < dict->used ? index : -1;
}

Ref next_of_ordered_dict(Vm& vm, Value self) {
  auto* iterator = static_cast<OrderedDictIterator*>(self.object());
  if (!iterator->source || iterator->index < 0) {
    iterator->source = Ref();
    return {};
  }
  const auto* dict = cast<Dict>(iterator->source);
  if (iterator->stop != static_cast<std::int64_t>(dict->changes)) {
    iterator->source = Ref();
    return raise(vm, vm.exceptions.RuntimeError, "OrderedDict mutated during iteration");
  }
  const DictEntry& entry = dict->entries[iterator->index];
  iterator->index = present_entry(dict, iterator->index + iterator->step, iterator->step);
  switch (iterator->part) {
  case Part::key: return entry.key;
  case Part::value: return entry.value;
  case Part::item: break;
  }
  return make_tuple(vm, {entry.key, entry.value});
}

template <Part part> Ref iterate_view(Vm& vm, Value view) {
  return make_ordered_dict_iterator(vm, cast<DictView>(view)->dict, part);
}
template <Part part> Ref reversed_view(Vm& vm, Value view, std::span<const Value>) {
  return make_ordered_dict_iterator(vm, cast<DictView>(view)->dict, part, true);
}

template <Part part>
constexpr NativeDefinition view_methods[] = {{"__reversed__", reversed_view<part>, 0, 0}};

template <Part part> void set_up_view(Vm& vm, Type* type, Type* base) {
  type->base = base;
  type->instance_size = sizeof(DictView);
  type->can_subclass = false;
  type->slots.iterate = iterate_view<part>;
  add_methods(vm, type, view_methods<part>);
}

} // namespace

Ref make_ordered_dict_iterator(Vm& vm, Value dict, Part part, bool reversed) {
  auto* iterator = vm.heap.make<OrderedDictIterator>(vm.types.odict_iterator);
  const auto* source = cast<Dict>(dict);
  iterator->source = dict;
  iterator->part = part;
  iterator->step = reversed ? -1 : 1;
  iterator->stop = source->changes;
  iterator->index =
      present_entry(source, reversed ? source->used - std::int64_t{1} : 0, iterator->step);
  vm.heap.track(iterator);
  return Ref::steal(iterator);
}

void set_up_odict_keys_type(Vm& vm, Type* type) {
  set_up_view<Part::key>(vm, type, vm.types.dict_keys);
}
void set_up_odict_values_type(Vm& vm, Type* type) {
  set_up_view<Part::value>(vm, type, vm.types.dict_values);
}
void set_up_odict_items_type(Vm& vm, Type* type) {
  set_up_view<Part::item>(vm, type, vm.types.dict_items);
}
void set_up_odict_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_of_ordered_dict);
  type->slots.destroy = destroy_as<OrderedDictIterator>;
  type->instance_size = sizeof(OrderedDictIterator);
}

} // namespace specmon::vm
