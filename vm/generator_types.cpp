// The types generator, coroutine and coroutine_wrapper as programs see them.

#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref throw_argument(Vm& vm, std::span<const Value> arguments) {
  const Value first = arguments[0];
  const Value value = arguments.size() > 1 ? arguments[1] : Value::none();
  Ref exception;
  Type* type = as<Type>(first);
  if (type && is_subtype(type, vm.exceptions.BaseException)) {
    if (is_instance_of(vm, value, type)) {
      exception = value;
    } else if (value.is_none()) {
      exception = call(vm, first, {});
    } else if (Tuple* tuple = as<Tuple>(value)) {
      exception = call(vm, first, Arguments{tuple->items, tuple->size, nullptr});
    } else {
      exception = call(vm, first, {value});
    }
  } else if (is<Exception>(first)) {
    if (!value.is_none()) {
      return raise(vm, vm.exceptions.TypeError, "instance exception may not have a separate value");
    }
    exception = first;
  } else {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("exceptions must be classes or instances deriving from BaseException, not "
                    "{}",
                    type_name(vm, first)));
  }
  if (exception && arguments.size() > 2 && is<Traceback>(arguments[2])) {
    cast<Exception>(exception)->traceback = arguments[2];
  }
  return exception;
}

Ref generator_answer(Vm& vm, SendResult answer, Ref result) {
  if (answer == SendResult::yielded) return result;
  if (answer == SendResult::returned) raise_stop_iteration(vm, result);
  return {};
}

namespace {

Ref generator_next(Vm& vm, Value self) {
  Ref result;
  const SendResult answer = generator_send(vm, cast<Generator>(self), Value::none(), result);
  if (answer == SendResult::returned && result.get().is_none())
    return {}; // exhausted, nothing pending
  return generator_answer(vm, answer, std::move(result));
}

Ref method_send(Vm& vm, Value self, std::span<const Value> arguments) {
  Ref result;
  const SendResult answer = generator_send(vm, cast<Generator>(self), arguments[0], result);
  return generator_answer(vm, answer, std::move(result));
}

Ref method_throw(Vm& vm, Value self, std::span<const Value> arguments) {
  Ref exception = throw_argument(vm, arguments);
  if (!exception) return {};
  Ref result;
  const SendResult answer = generator_throw_into(vm, cast<Generator>(self), exception, result);
  return generator_answer(vm, answer, std::move(result));
}

Ref method_close(Vm& vm, Value self, std::span<const Value>) {
  Ref value = Value::none();
  if (!generator_close(vm, cast<Generator>(self), &value)) return {};
  if (!vm.behaviours.close_returns_value()) return Value::none();
  return value;
}

constexpr NativeDefinition generator_methods[] = {
    {"send", method_send, 1, 1},
    {"throw", method_throw, 1, 3},
    {"close", method_close, 0, 0},
};

Ref get_frame(Vm& vm, Value self) {
  Generator* generator = cast<Generator>(self);
  if (!generator->frame) return Value::none();
  return Value::object(frame_object_of(vm, generator->frame));
}
Ref get_running(Vm&, Value self) {
  Generator* generator = cast<Generator>(self);
  return Value::boolean(generator->state == GeneratorState::running || generator->async_running);
}
Ref get_suspended(Vm&, Value self) {
  return Value::boolean(cast<Generator>(self)->state == GeneratorState::suspended);
}
Ref get_code(Vm&, Value self) {
  return cast<Generator>(self)->code;
}
Ref get_delegate(Vm&, Value self) {
  const Value delegate = generator_delegate(cast<Generator>(self));
  if (delegate.is_null()) return Value::none();
  const Value sequence = hidden_sequence(delegate); // PYTHON-28
  return sequence.is_null() ? delegate : sequence;
}
Ref get_name(Vm&, Value self) {
  return cast<Generator>(self)->name;
}
Ref get_qualname(Vm&, Value self) {
  return cast<Generator>(self)->qualname;
}
bool set_name(Vm& vm, Value self, Value value) {
  if (!is<Str>(value))
    return raise(vm, vm.exceptions.TypeError, "__name__ must be set to a string object");
  cast<Generator>(self)->name = value;
  return true;
}
bool set_qualname(Vm& vm, Value self, Value value) {
  if (!is<Str>(value)) {
    return raise(vm, vm.exceptions.TypeError, "__qualname__ must be set to a string object");
  }
  cast<Generator>(self)->qualname = value;
  return true;
}

constexpr AttributeDefinition generator_attributes[] = {
    {"gi_frame", get_frame},
    {"gi_running", get_running},
    {"gi_suspended", get_suspended},
    {"gi_code", get_code},
    {"gi_yieldfrom", get_delegate},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
};
constexpr AttributeDefinition coroutine_attributes[] = {
    {"cr_frame", get_frame},
    {"cr_running", get_running},
    {"cr_suspended", get_suspended},
    {"cr_code", get_code},
    {"cr_await", get_delegate},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
};
constexpr AttributeDefinition async_generator_attributes[] = {
    {"ag_frame", get_frame},
    {"ag_running", get_running},
    {"ag_suspended", get_suspended},
    {"ag_code", get_code},
    {"ag_await", get_delegate},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
};

void destroy_generator(Vm& vm, Object* object) {
  auto* generator = static_cast<Generator*>(object);
  vm.heap.untrack(generator);
  if (generator->frame) vm.interpreter->finish(generator, generator->frame->sp);
  destroy_as<Generator>(vm, object);
}

void traverse_generator(Object* object, Visitor& visit) {
  auto* generator = static_cast<Generator*>(object);
  visit(generator->handled.exception);
  visit(generator->name);
  visit(generator->qualname);
  Frame* frame = generator->frame;
  if (!frame || generator->state == GeneratorState::running) return;
  for (Value* value = frame->values(); value != frame->sp; ++value) visit(*value);
  visit(frame->locals);
  visit(static_cast<Object*>(frame->function));
  visit(static_cast<Object*>(frame->object));
}

void clear_generator(Vm& vm, Object* object) {
  auto* generator = static_cast<Generator*>(object);
  if (generator->frame && generator->state != GeneratorState::running) {
    vm.interpreter->finish(generator, generator->frame->sp);
  }
}

void finalize_generator(Vm& vm, Value self) {
  Generator* generator = cast<Generator>(self);
  if (generator->state != GeneratorState::suspended) return;
  if (generator->type == vm.types.async_generator && !generator->async_closed &&
      vm.interpreter->final_async_hook) {
    if (!call(vm, vm.interpreter->final_async_hook, {self}))
      report_unraisable(vm, "finalizing generator", self);
    return;
  }
  if (!generator_close(vm, generator)) report_unraisable(vm, "closing generator", self);
}

Ref generator_repr(Vm& vm, Value self) {
  Generator* generator = cast<Generator>(self);
  return make_str(vm, fmt::format("<{} object {} at {:#x}>", generator->type->name,
                                  to_utf8(cast<Str>(generator->qualname)), self.bits()));
}

Ref return_self(Vm&, Value self) {
  return self;
}

void set_up_common(Type* type) {
  type->instance_size = type->struct_size = sizeof(Generator);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_generator;
  type->slots.traverse = traverse_generator;
  type->slots.clear = clear_generator;
  type->slots.finalize = finalize_generator;
  type->slots.repr = generator_repr;
}

// What `coroutine.__await__()` gives: the coroutine as an iterator.
struct CoroutineWrapper : Container {
  static constexpr Layout layout_id = Layout::other;
  Owned<Generator> coroutine;
};
CoroutineWrapper* wrapper(Value self) {
  return cast<CoroutineWrapper>(self);
}

Ref coroutine_await(Vm& vm, Value self) {
  auto* made = vm.heap.make<CoroutineWrapper>(vm.types.coroutine_wrapper);
  made->coroutine = Owned<Generator>(cast<Generator>(self));
  vm.heap.track(made);
  return Ref::steal(made);
}
Ref wrapper_next(Vm& vm, Value self) {
  return generator_next(vm, Value::object(wrapper(self)->coroutine.get()));
}
Ref wrapper_send(Vm& vm, Value self, std::span<const Value> arguments) {
  return method_send(vm, Value::object(wrapper(self)->coroutine.get()), arguments);
}
Ref wrapper_throw(Vm& vm, Value self, std::span<const Value> arguments) {
  return method_throw(vm, Value::object(wrapper(self)->coroutine.get()), arguments);
}
Ref wrapper_close(Vm& vm, Value self, std::span<const Value> arguments) {
  return method_close(vm, Value::object(wrapper(self)->coroutine.get()), arguments);
}
constexpr NativeDefinition wrapper_methods[] = {
    {"send", wrapper_send, 1, 1},
    {"throw", wrapper_throw, 1, 3},
    {"close", wrapper_close, 0, 0},
};

} // namespace

void set_up_generator_type(Vm& vm, Type* type) {
  set_up_common(type);
  type->slots.iterate = return_self;
  type->slots.next = generator_next;
  add_methods(vm, type, generator_methods);
  add_attributes(vm, type, generator_attributes);
  add_class_getitem(vm, type);
}

void set_up_coroutine_type(Vm& vm, Type* type) {
  set_up_common(type);
  type->slots.await = coroutine_await;
  add_methods(vm, type, generator_methods);
  add_attributes(vm, type, coroutine_attributes);
}

void set_up_coroutine_wrapper_type(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(CoroutineWrapper);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<CoroutineWrapper>;
  type->slots.traverse = [](Object* object, Visitor& visit) {
    visit(static_cast<Object*>(static_cast<CoroutineWrapper*>(object)->coroutine.get()));
  };
  type->slots.iterate = return_self;
  type->slots.next = wrapper_next;
  add_methods(vm, type, wrapper_methods);
}

void set_up_async_generator_common(Vm& vm, Type* type) {
  set_up_common(type);
  add_attributes(vm, type, async_generator_attributes);
  add_class_getitem(vm, type);
}

} // namespace specmon::vm
