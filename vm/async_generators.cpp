// Asynchronous generators: their steps (asend, __anext__), athrow and aclose are awaitables of
// their own.

#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/exception.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref throw_argument(Vm& vm, std::span<const Value> arguments);
Ref generator_answer(Vm& vm, SendResult answer, Ref result);
void set_up_async_generator_common(Vm& vm, Type* type);

namespace {

enum class StepState : std::uint8_t { fresh, under_way, closed };

// A value that an asynchronous generator yields by `yield`, told apart from what it awaits.
struct WrappedValue : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref value;
};

struct Step : Container { // async_generator_asend
  static constexpr Layout layout_id = Layout::other;
  Owned<Generator> generator;
  Ref sent;
  StepState state = StepState::fresh;
};

struct Throw : Container { // async_generator_athrow: athrow() and, without an exception, aclose()
  static constexpr Layout layout_id = Layout::other;
  Owned<Generator> generator;
  std::vector<Ref> arguments;
  StepState state = StepState::fresh;
};

WrappedValue* as_wrapped(const Vm& vm, Value value) {
  if (!value.is_object() || value.object()->type != vm.types.async_generator_wrapped_value) {
    return nullptr;
  }
  return cast<WrappedValue>(value);
}

// What a step of the generator gives its awaiter: awaited values pass, a yielded one ends the step.
Ref unwrap(Vm& vm, Generator* generator, SendResult answer, Ref result) {
  if (answer == SendResult::yielded) {
    if (WrappedValue* wrapped = as_wrapped(vm, result)) {
      generator->async_running = false;
      const Ref value = wrapped->value;
      raise_stop_iteration(vm, value);
      return {};
    }
    return result;
  }
  if (answer == SendResult::returned) raise(vm, vm.exceptions.StopAsyncIteration);
  if (pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    generator->async_closed = true;
  }
  generator->async_running = false;
  return {};
}

bool ask_first_hook(Vm& vm, Generator* generator) {
  if (generator->hooks_asked) return true;
  generator->hooks_asked = true;
  const Ref hook = vm.interpreter->first_async_hook;
  return !hook || call(vm, hook, {Value::object(generator)});
}

Ref make_step(Vm& vm, Value self, Value sent) {
  Generator* generator = cast<Generator>(self);
  if (!ask_first_hook(vm, generator)) return {};
  auto* step = vm.heap.make<Step>(vm.types.async_generator_asend);
  step->generator = Owned<Generator>(generator);
  step->sent = sent;
  vm.heap.track(step);
  return Ref::steal(step);
}

Ref make_throw(Vm& vm, Value self, std::span<const Value> arguments) {
  Generator* generator = cast<Generator>(self);
  if (!ask_first_hook(vm, generator)) return {};
  auto* made = vm.heap.make<Throw>(vm.types.async_generator_athrow);
  made->generator = Owned<Generator>(generator);
  made->arguments.assign(arguments.begin(), arguments.end());
  vm.heap.track(made);
  return Ref::steal(made);
}

Ref step_send(Vm& vm, Value self, Value sent) {
  Step* step = cast<Step>(self);
  Generator* generator = step->generator.get();
  if (step->state == StepState::closed) {
    return raise(vm, vm.exceptions.RuntimeError,
                 "cannot reuse already awaited __anext__()/asend()");
  }
  Ref value = sent;
  if (step->state == StepState::fresh) {
    if (generator->async_running) {
      step->state = StepState::closed;
      return raise(vm, vm.exceptions.RuntimeError,
                   "anext(): asynchronous generator is already running");
    }
    if (sent.is_none()) value = step->sent;
    step->state = StepState::under_way;
  }
  generator->async_running = true;
  Ref result;
  const SendResult answer = generator_send(vm, generator, value, result);
  result = unwrap(vm, generator, answer, std::move(result));
  if (!result) step->state = StepState::closed;
  return result;
}

Ref step_throw(Vm& vm, Value self, std::span<const Value> arguments) {
  Step* step = cast<Step>(self);
  Generator* generator = step->generator.get();
  if (step->state == StepState::closed) {
    return raise(vm, vm.exceptions.RuntimeError,
                 "cannot reuse already awaited __anext__()/asend()");
  }
  if (step->state == StepState::fresh) {
    if (generator->async_running) {
      step->state = StepState::closed;
      return raise(vm, vm.exceptions.RuntimeError,
                   "anext(): asynchronous generator is already running");
    }
    step->state = StepState::under_way;
    generator->async_running = true;
  }
  Ref exception = throw_argument(vm, arguments);
  if (!exception) return {};
  Ref result;
  const SendResult answer = generator_throw_into(vm, generator, exception, result);
  result = unwrap(vm, generator, answer, std::move(result));
  if (!result) step->state = StepState::closed;
  return result;
}

// close(): GeneratorExit is thrown in; it must not be swallowed.
template <class T>
Ref close_awaitable(Vm& vm, Value self, Ref (*thrower)(Vm&, Value, std::span<const Value>)) {
  if (cast<T>(self)->state == StepState::closed) return Value::none();
  const Value exit = Value::object(vm.exceptions.GeneratorExit);
  Ref result = thrower(vm, self, {&exit, 1});
  if (result) return raise(vm, vm.exceptions.RuntimeError, "coroutine ignored GeneratorExit");
  if (pending_is(vm, vm.exceptions.StopIteration) ||
      pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    clear_pending(vm);
    return Value::none();
  }
  return {};
}

Ref throw_send(Vm& vm, Value self, Value sent) {
  Throw* thrown = cast<Throw>(self);
  Generator* generator = thrown->generator.get();
  const bool closing = thrown->arguments.empty();
  if (thrown->state == StepState::closed) {
    return raise(vm, vm.exceptions.RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  }
  if (generator->state == GeneratorState::finished) {
    thrown->state = StepState::closed;
    raise(vm, vm.exceptions.StopIteration);
    return {};
  }
  Ref result;
  SendResult answer;
  if (thrown->state == StepState::fresh) {
    if (generator->async_running) {
      thrown->state = StepState::closed;
      return raise(vm, vm.exceptions.RuntimeError,
                   closing ? "aclose(): asynchronous generator is already running"
                           : "athrow(): asynchronous generator is already running");
    }
    if (generator->async_closed) {
      thrown->state = StepState::closed;
      raise(vm, vm.exceptions.StopAsyncIteration);
      return {};
    }
    if (!sent.is_none()) {
      return raise(vm, vm.exceptions.RuntimeError,
                   "can't send non-None value to a just-started coroutine");
    }
    thrown->state = StepState::under_way;
    generator->async_running = true;
    Ref exception;
    if (closing) {
      generator->async_closed = true;
      exception = make_exception(vm, vm.exceptions.GeneratorExit, {});
    } else {
      std::vector<Value> arguments(thrown->arguments.begin(), thrown->arguments.end());
      exception = throw_argument(vm, arguments);
    }
    if (!exception) return {};
    answer = generator_throw_into(vm, generator, exception, result);
  } else {
    answer = generator_send(vm, generator, sent, result);
  }
  if (!closing) {
    result = unwrap(vm, generator, answer, std::move(result));
    if (!result) thrown->state = StepState::closed;
    return result;
  }
  if (answer == SendResult::yielded) {
    if (!as_wrapped(vm, result)) return result;
    generator->async_running = false;
    thrown->state = StepState::closed;
    return raise(vm, vm.exceptions.RuntimeError, "async generator ignored GeneratorExit");
  }
  generator->async_running = false;
  thrown->state = StepState::closed;
  if (answer == SendResult::returned) raise(vm, vm.exceptions.StopAsyncIteration);
  if (pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    clear_pending(vm);
    raise(vm, vm.exceptions.StopIteration); // aclose() is done
  }
  return {};
}

Ref throw_throw(Vm& vm, Value self, std::span<const Value> arguments) {
  Throw* thrown = cast<Throw>(self);
  Generator* generator = thrown->generator.get();
  if (thrown->state == StepState::closed) {
    return raise(vm, vm.exceptions.RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  }
  if (thrown->state == StepState::fresh) {
    if (generator->async_running) {
      thrown->state = StepState::closed;
      return raise(vm, vm.exceptions.RuntimeError,
                   thrown->arguments.empty()
                       ? "aclose(): asynchronous generator is already running"
                       : "athrow(): asynchronous generator is already running");
    }
    thrown->state = StepState::under_way;
    generator->async_running = true;
  }
  Ref exception = throw_argument(vm, arguments);
  if (!exception) return {};
  Ref result;
  const SendResult answer = generator_throw_into(vm, generator, exception, result);
  if (!thrown->arguments.empty()) {
    result = unwrap(vm, generator, answer, std::move(result));
    if (!result) thrown->state = StepState::closed;
    return result;
  }
  if (answer == SendResult::yielded) {
    if (!as_wrapped(vm, result)) return result;
    generator->async_running = false;
    thrown->state = StepState::closed;
    return raise(vm, vm.exceptions.RuntimeError, "async generator ignored GeneratorExit");
  }
  generator->async_running = false;
  thrown->state = StepState::closed;
  if (answer == SendResult::returned) raise(vm, vm.exceptions.StopAsyncIteration);
  if (pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    clear_pending(vm);
    raise(vm, vm.exceptions.StopIteration);
  }
  return {};
}

Ref return_self(Vm&, Value self) {
  return self;
}

template <class T> void set_up_awaitable(Type* type, Ref (*send)(Vm&, Value, Value)) {
  (void)send;
  type->instance_size = type->struct_size = sizeof(T);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<T>;
  type->slots.await = return_self;
  type->slots.iterate = return_self;
}

constexpr NativeDefinition async_generator_methods[] = {
    {"asend",
     [](Vm& vm, Value self, std::span<const Value> arguments) {
       return make_step(vm, self, arguments[0]);
     },
     1, 1},
    {"athrow",
     [](Vm& vm, Value self, std::span<const Value> arguments) {
       return make_throw(vm, self, arguments);
     },
     1, 3},
    {"aclose", [](Vm& vm, Value self, std::span<const Value>) { return make_throw(vm, self, {}); },
     0, 0},
};

constexpr NativeDefinition step_methods[] = {
    {"send",
     [](Vm& vm, Value self, std::span<const Value> arguments) {
       return step_send(vm, self, arguments[0]);
     },
     1, 1},
    {"throw", step_throw, 1, 3},
    {"close",
     [](Vm& vm, Value self, std::span<const Value>) {
       return close_awaitable<Step>(vm, self, step_throw);
     },
     0, 0},
};

constexpr NativeDefinition throw_methods[] = {
    {"send",
     [](Vm& vm, Value self, std::span<const Value> arguments) {
       return throw_send(vm, self, arguments[0]);
     },
     1, 1},
    {"throw", throw_throw, 1, 3},
    {"close",
     [](Vm& vm, Value self, std::span<const Value>) {
       return close_awaitable<Throw>(vm, self, throw_throw);
     },
     0, 0},
};

} // namespace

Ref wrap_async_value(Vm& vm, Value value) {
  auto* wrapped = vm.heap.make<WrappedValue>(vm.types.async_generator_wrapped_value);
  wrapped->value = value;
  vm.heap.track(wrapped);
  return Ref::steal(wrapped);
}

Value unwrap_async_value(const Vm& vm, Value value) {
  WrappedValue* wrapped = as_wrapped(vm, value);
  return wrapped ? wrapped->value.get() : value;
}

void set_async_generator_hooks(Vm& vm, Value first_iteration, Value finalizer) {
  vm.interpreter->first_async_hook = first_iteration;
  vm.interpreter->final_async_hook = finalizer;
}

void set_up_async_generator_type(Vm& vm, Type* type) {
  set_up_async_generator_common(vm, type);
  type->slots.async_iterate = return_self;
  type->slots.async_next = [](Vm& v, Value self) { return make_step(v, self, Value::none()); };
  add_methods(vm, type, async_generator_methods);
}

void set_up_async_generator_asend_type(Vm& vm, Type* type) {
  set_up_awaitable<Step>(type, step_send);
  type->slots.traverse = [](Object* object, Visitor& visit) {
    auto* step = static_cast<Step*>(object);
    visit(static_cast<Object*>(step->generator.get()));
    visit(step->sent);
  };
  type->slots.next = [](Vm& v, Value self) { return step_send(v, self, Value::none()); };
  add_methods(vm, type, step_methods);
}

void set_up_async_generator_athrow_type(Vm& vm, Type* type) {
  set_up_awaitable<Throw>(type, throw_send);
  type->slots.traverse = [](Object* object, Visitor& visit) {
    auto* thrown = static_cast<Throw*>(object);
    visit(static_cast<Object*>(thrown->generator.get()));
    for (const Ref& argument : thrown->arguments) visit(argument);
  };
  type->slots.next = [](Vm& v, Value self) { return throw_send(v, self, Value::none()); };
  add_methods(vm, type, throw_methods);
}

void set_up_async_generator_wrapped_value_type(Vm&, Type* type) {
  type->instance_size = type->struct_size = sizeof(WrappedValue);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<WrappedValue>;
  type->slots.traverse = [](Object* object, Visitor& visit) {
    visit(static_cast<WrappedValue*>(object)->value);
  };
}

} // namespace specmon::vm
