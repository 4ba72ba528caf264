#include "vm/types/iterators.h"

#include "vm/type_setup.h"

namespace specmon::vm {

namespace {

void traverse_iterator(Object* object, Visitor& visitor) {
  auto* iterator = static_cast<Iterator*>(object);
  visitor(iterator->source.get());
  visitor(iterator->extra.get());
  traverse_instance(object, visitor);
}

void clear_iterator(Vm& vm, Object* object) {
  auto* iterator = static_cast<Iterator*>(object);
  iterator->source = Ref();
  iterator->extra = Ref();
  clear_instance(vm, object);
}

Ref itself(Vm&, Value iterator) {
  return iterator;
}

} // namespace

Owned<Iterator> make_iterator(Vm& vm, Type* type, Value source) {
  auto* iterator = vm.heap.make<Iterator>(type);
  iterator->source = source;
  vm.heap.track(iterator);
  return Owned<Iterator>::steal(iterator);
}

void set_up_iterator(Vm&, Type* type, Ref (*next)(Vm&, Value)) {
  type->slots.destroy = destroy_as<Iterator>;
  type->slots.traverse = traverse_iterator;
  type->slots.clear = clear_iterator;
  type->slots.iterate = itself;
  type->slots.next = next;
  type->instance_size = sizeof(Iterator);
}

} // namespace specmon::vm
