// anext_awaitable: what anext() with a default gives. It passes each step on to what __anext__ gave
// and turns StopAsyncIteration into an end with the default.

#include "vm/generator.h"
#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/str.h"

namespace specmon::vm {

namespace {

struct AnextAwaitable : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref awaitable;
  Ref default_value;
};

// The iterator that takes a step: a new one each time, as a coroutine's __await__ makes it.
Ref step_iterator(Vm& vm, Value self) {
  Ref iterator = awaitable_iterator(vm, cast<AnextAwaitable>(self)->awaitable);
  if (!iterator) return {};
  const Type* type = type_of(vm, iterator);
  if (type->slots.next || !type->slots.await) return iterator;
  return type->slots.await(vm, iterator);
}

Ref or_default(Vm& vm, Value self, Ref answer) {
  if (answer || !pending_is(vm, vm.exceptions.StopAsyncIteration)) return answer;
  clear_pending(vm);
  raise_step_value(vm, cast<AnextAwaitable>(self)->default_value);
  return {};
}

Ref next_step(Vm& vm, Value self) {
  const Ref iterator = step_iterator(vm, self);
  if (!iterator) return {};
  Ref answer = type_of(vm, iterator)->slots.next(vm, iterator);
  return or_default(vm, self, std::move(answer));
}

constexpr char send_name[] = "send", throw_name[] = "throw", close_name[] = "close";
template <const char* name> Ref pass_on(Vm& vm, Value self, std::span<const Value> arguments) {
  const Ref iterator = step_iterator(vm, self);
  if (!iterator) return {};
  const Owned<Str> method = intern(vm, name);
  const Ref bound = get_attribute(vm, iterator, method.get());
  if (!bound) return {};
  Ref answer = call(vm, bound, Arguments{arguments.data(), arguments.size()});
  return or_default(vm, self, std::move(answer));
}

constexpr NativeDefinition methods[] = {{"send", pass_on<send_name>, 1, 1},
                                        {"throw", pass_on<throw_name>, 1, 3},
                                        {"close", pass_on<close_name>, 0, 0}};

Ref return_self(Vm&, Value self) {
  return self;
}

} // namespace

Ref make_anext_awaitable(Vm& vm, Value awaitable, Value default_value) {
  auto* made = vm.heap.make<AnextAwaitable>(vm.types.anext_awaitable);
  made->awaitable = awaitable;
  made->default_value = default_value;
  vm.heap.track(made);
  return Ref::steal(made);
}

void set_up_anext_awaitable_type(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(AnextAwaitable);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<AnextAwaitable>;
  type->slots.traverse = [](Object* object, Visitor& visit) {
    auto* awaitable = static_cast<AnextAwaitable*>(object);
    visit(awaitable->awaitable);
    visit(awaitable->default_value);
  };
  type->slots.await = return_self;
  type->slots.iterate = return_self;
  type->slots.next = next_step;
  add_methods(vm, type, methods);
}

} // namespace specmon::vm
