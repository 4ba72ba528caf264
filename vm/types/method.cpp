// method: a function bound to an object.
#include "vm/type_setup.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref make_method(Vm& vm, Value function, Value self) {
  auto* method = vm.heap.make<Method>(vm.types.method);
  method->function = Ref(function);
  method->self = Ref(self);
  vm.heap.track(method);
  return Ref::steal(method);
}

namespace {

void method_destroy(Vm& vm, Object* object) {
  destroy_as<Method>(vm, object);
}
void method_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<Method*>(object)->function);
  visitor(static_cast<Method*>(object)->self);
}
void method_clear(Vm&, Object*) {} // what it binds is cleared itself; a method stays whole

Ref method_new(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, "method() takes no keyword arguments");
  }
  if (arguments.positional != 2) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("method expected 2 arguments, got {}", arguments.positional));
  }
  if (!is_callable(vm, arguments.values[0])) {
    return raise(vm, vm.exceptions.TypeError, "first argument must be callable");
  }
  if (arguments.values[1].is_none()) {
    return raise(vm, vm.exceptions.TypeError, "instance must not be None");
  }
  return make_method(vm, arguments.values[0], arguments.values[1]);
}

Ref method_call(Vm& vm, Value self, const Arguments& arguments) {
  return call(vm, self, arguments); // `call` knows methods
}

// Attributes that the method itself does not have are the function's.
Ref method_get_attribute(Vm& vm, Value self, Str* name) {
  Type* type = vm.types.method;
  if (Ref found = Ref(lookup_in_type(type, name))) {
    auto* get = type_of(vm, found)->slots.descriptor_get;
    return get ? get(vm, found, self, Value::object(type)) : found;
  }
  return get_attribute(vm, cast<Method>(self)->function, name);
}

Ref method_repr(Vm& vm, Value self) {
  auto* method = cast<Method>(self);
  Ref name = find_optional_attribute(vm, method->function, vm.names.qualname);
  if (!name && !error_pending(vm)) {
    name = find_optional_attribute(vm, method->function, vm.names.dunder_name);
  }
  if (error_pending(vm)) return {};
  auto* text = as<Str>(name);
  Owned<Str> shown = repr(vm, method->self);
  if (!shown) return {};
  return make_str(
      vm, fmt::format("<bound method {} of {}>", text ? to_utf8(text) : "?", to_utf8(shown.get())));
}

Ref method_compare(Vm& vm, Value left, Value right, Comparison how) {
  auto* a = as<Method>(left);
  auto* b = as<Method>(right);
  if (!a || !b || (how != Comparison::eq && how != Comparison::ne)) {
    return Ref(Value::not_implemented());
  }
  std::optional<bool> same = equal(vm, a->function, b->function);
  if (!same) return {};
  bool answer = *same && a->self.get() == b->self.get();
  return Ref(Value::boolean(answer == (how == Comparison::eq)));
}

std::optional<std::int64_t> method_hash(Vm& vm, Value self) {
  auto* method = cast<Method>(self);
  std::optional<std::int64_t> of_function = hash(vm, method->function);
  if (!of_function) return of_function;
  std::int64_t mixed = *of_function ^ static_cast<std::int64_t>(method->self.get().bits() >> 4);
  return mixed == -1 ? -2 : mixed;
}

Ref get_function(Vm&, Value self) {
  return cast<Method>(self)->function;
}
Ref get_self(Vm&, Value self) {
  return cast<Method>(self)->self;
}
Ref get_doc(Vm& vm, Value self) {
  Ref doc = find_optional_attribute(vm, cast<Method>(self)->function, vm.names.doc);
  return doc || error_pending(vm) ? doc : Ref(Value::none());
}

constexpr AttributeDefinition attributes[] = {
    {"__func__", get_function},
    {"__self__", get_self},
    {"__doc__", get_doc},
};

} // namespace

void set_up_method_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = method_destroy;
  type->slots.traverse = method_traverse;
  type->slots.clear = method_clear;
  type->slots.new_ = method_new;
  type->slots.call = method_call;
  type->slots.get_attribute = method_get_attribute;
  type->slots.repr = method_repr;
  type->slots.compare = method_compare;
  type->slots.hash = method_hash;
  // A method found through a class is bound already.
  type->slots.descriptor_get = [](Vm&, Value self, Value, Value) { return Ref(self); };
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
