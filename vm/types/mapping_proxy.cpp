#include "vm/types/mapping_proxy.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref make_mapping_proxy(Vm& vm, Value mapping) {
  auto* proxy = vm.heap.make<MappingProxy>(vm.types.mapping_proxy);
  proxy->mapping = Ref(mapping);
  vm.heap.track(proxy);
  return Ref::steal(proxy);
}

namespace {

Value target(Value self) {
  return cast<MappingProxy>(self)->mapping;
}

void proxy_destroy(Vm& vm, Object* object) {
  destroy_as<MappingProxy>(vm, object);
}
void proxy_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<MappingProxy*>(object)->mapping);
}
void proxy_clear(Vm&, Object*) {} // read-only: its mapping is cleared itself

Ref proxy_new(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.total() != 1) {
    return raise(vm, vm.exceptions.TypeError,
                 arguments.total() == 0
                     ? "mappingproxy() missing required argument 'mapping' (pos 1)"
                     : fmt::format("mappingproxy() takes exactly one argument ({} given)",
                                   arguments.total()));
  }
  Value mapping = arguments.values[0];
  if (!type_of(vm, mapping)->slots.get_item || is<List>(mapping) || is<Tuple>(mapping)) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("mappingproxy() argument must be a mapping, not {}", type_name(vm, mapping)));
  }
  return make_mapping_proxy(vm, mapping);
}

Ref proxy_repr(Vm& vm, Value self) {
  Owned<Str> shown = repr(vm, target(self));
  return shown ? Ref(make_str(vm, "mappingproxy(" + to_utf8(shown.get()) + ")")) : Ref();
}
Ref proxy_str(Vm& vm, Value self) {
  return str(vm, target(self));
}
std::optional<std::int64_t> proxy_hash(Vm& vm, Value self) {
  return hash(vm, target(self));
}
std::optional<std::int64_t> proxy_length(Vm& vm, Value self) {
  return length(vm, target(self));
}
Ref proxy_get_item(Vm& vm, Value self, Value key) {
  return get_item(vm, target(self), key);
}
std::optional<bool> proxy_contains(Vm& vm, Value self, Value key) {
  return contains(vm, target(self), key);
}
Ref proxy_iterate(Vm& vm, Value self) {
  return iterate(vm, target(self));
}
Ref proxy_compare(Vm& vm, Value left, Value right, Comparison how) {
  if (auto* other = as<MappingProxy>(right)) right = other->mapping;
  return compare(vm, target(left), right, how);
}
Ref proxy_or(Vm& vm, Value left, Value right) {
  if (auto* proxy = as<MappingProxy>(left)) left = proxy->mapping;
  if (auto* proxy = as<MappingProxy>(right)) right = proxy->mapping;
  return binary(vm, left, right, BinaryOperator::bit_or);
}

// get, keys, values, items, copy: the mapping's own.
Ref forward(Vm& vm, Value self, std::string_view name, std::span<const Value> arguments) {
  Ref method = get_attribute(vm, target(self), name);
  return method ? call(vm, method, Arguments{arguments.data(), arguments.size(), nullptr}) : Ref();
}
Ref proxy_get(Vm& vm, Value self, std::span<const Value> a) {
  return forward(vm, self, "get", a);
}
Ref proxy_keys(Vm& vm, Value self, std::span<const Value> a) {
  return forward(vm, self, "keys", a);
}
Ref proxy_values(Vm& vm, Value self, std::span<const Value> a) {
  return forward(vm, self, "values", a);
}
Ref proxy_items(Vm& vm, Value self, std::span<const Value> a) {
  return forward(vm, self, "items", a);
}
Ref proxy_copy(Vm& vm, Value self, std::span<const Value> a) {
  return forward(vm, self, "copy", a);
}

constexpr NativeDefinition methods[] = {
    {"get", proxy_get, 1, 2},     {"keys", proxy_keys, 0, 0}, {"values", proxy_values, 0, 0},
    {"items", proxy_items, 0, 0}, {"copy", proxy_copy, 0, 0},
};

} // namespace

void set_up_mapping_proxy_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = proxy_destroy;
  type->slots.traverse = proxy_traverse;
  type->slots.clear = proxy_clear;
  type->slots.new_ = proxy_new;
  type->slots.repr = proxy_repr;
  type->slots.str = proxy_str;
  type->slots.hash = proxy_hash;
  type->slots.length = proxy_length;
  type->slots.get_item = proxy_get_item;
  type->slots.contains = proxy_contains;
  type->slots.iterate = proxy_iterate;
  type->slots.compare = proxy_compare;
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = proxy_or;
  add_methods(vm, type, methods);
  add_class_getitem(vm, type);
}

} // namespace specmon::vm
