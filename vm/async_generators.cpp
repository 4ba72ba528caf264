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
      raise_step_value(vm, value);
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

// What the awaitable is called where it is used twice, or while the generator is at work.
std::string_view name_of(const Step&) {
  return "anext()";
}
std::string_view name_of(const Throw& thrown) {
  return thrown.arguments.empty() ? "aclose()" : "athrow()";
}
std::string_view family_of(const Step&) {
  return "__anext__()/asend()";
}
std::string_view family_of(const Throw&) {
  return "aclose()/athrow()";
}

// False, with RuntimeError pending: the awaitable has come to its end before.
template <class T> bool usable(Vm& vm, const T& awaitable) {
  if (awaitable.state != StepState::closed) return true;
  return raise(vm, vm.exceptions.RuntimeError,
               fmt::format("cannot reuse already awaited {}", family_of(awaitable)));
}

// False, with RuntimeError pending: another step of the generator is under way.
template <class T> bool not_running(Vm& vm, T& awaitable) {
  if (!awaitable.generator->async_running) return true;
  awaitable.state = StepState::closed;
  return raise(vm, vm.exceptions.RuntimeError,
               fmt::format("{}: asynchronous generator is already running", name_of(awaitable)));
}

template <class T> void begin(T& awaitable) {
  awaitable.state = StepState::under_way;
  awaitable.generator->async_running = true;
}

// What the awaitable gives for what the generator answered.
Ref finish(Vm& vm, Step& step, SendResult answer, Ref result) {
  result = unwrap(vm, step.generator.get(), answer, std::move(result));
  if (!result) step.state = StepState::closed;
  return result;
}

Ref finish(Vm& vm, Throw& thrown, SendResult answer, Ref result) {
  const bool closing = thrown.arguments.empty();
  if (!closing) {
    result = unwrap(vm, thrown.generator.get(), answer, std::move(result));
    if (!result) thrown.state = StepState::closed;
    return result;
  }
  if (answer == SendResult::yielded && !as_wrapped(vm, result)) return result;
  thrown.generator->async_running = false;
  thrown.state = StepState::closed;
  if (answer == SendResult::yielded) {
    return raise(vm, vm.exceptions.RuntimeError, "async generator ignored GeneratorExit");
  }
  if (answer == SendResult::returned) raise(vm, vm.exceptions.StopAsyncIteration);
  if (pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    clear_pending(vm);
    raise(vm, vm.exceptions.StopIteration); // aclose() is done
  }
  return {};
}

// throw() of either awaitable.
template <class T> Ref throw_into(Vm& vm, Value self, std::span<const Value> arguments) {
  T& awaitable = *cast<T>(self);
  if (!usable(vm, awaitable)) return {};
  if (awaitable.state == StepState::fresh) {
    if (!not_running(vm, awaitable)) return {};
    begin(awaitable);
  }
  Ref exception = throw_argument(vm, arguments);
  if (!exception) return {};
  Ref result;
  const SendResult answer = generator_throw_into(vm, awaitable.generator.get(), exception, result);
  return finish(vm, awaitable, answer, std::move(result));
}

Ref send_into(Vm& vm, Step& step, Value sent) {
  Ref value = sent;
  if (step.state == StepState::fresh) {
    if (!not_running(vm, step)) return {};
    if (sent.is_none()) value = step.sent;
    step.state = StepState::under_way;
  }
  step.generator->async_running = true;
  Ref result;
  const SendResult answer = generator_send(vm, step.generator.get(), value, result);
  return finish(vm, step, answer, std::move(result));
}

Ref send_into(Vm& vm, Throw& thrown, Value sent) {
  Generator* generator = thrown.generator.get();
  if (generator->state == GeneratorState::finished) {
    thrown.state = StepState::closed;
    raise(vm, vm.exceptions.StopIteration);
    return {};
  }
  Ref result;
  if (thrown.state == StepState::under_way) {
    const SendResult answer = generator_send(vm, generator, sent, result);
    return finish(vm, thrown, answer, std::move(result));
  }
  if (!not_running(vm, thrown)) return {};
  if (generator->async_closed) {
    thrown.state = StepState::closed;
    raise(vm, vm.exceptions.StopAsyncIteration);
    return {};
  }
  if (!sent.is_none()) {
    return raise(vm, vm.exceptions.RuntimeError,
                 "can't send non-None value to a just-started coroutine");
  }
  begin(thrown);
  Ref exception;
  if (thrown.arguments.empty()) {
    generator->async_closed = true;
    exception = make_exception(vm, vm.exceptions.GeneratorExit, {});
  } else {
    std::vector<Value> arguments(thrown.arguments.begin(), thrown.arguments.end());
    exception = throw_argument(vm, arguments);
  }
  if (!exception) return {};
  const SendResult answer = generator_throw_into(vm, generator, exception, result);
  return finish(vm, thrown, answer, std::move(result));
}

// send() of either awaitable.
template <class T> Ref send(Vm& vm, Value self, std::span<const Value> arguments) {
  T& awaitable = *cast<T>(self);
  if (!usable(vm, awaitable)) return {};
  return send_into(vm, awaitable, arguments[0]);
}

// close(): GeneratorExit is thrown in; it must not be swallowed (GEN-19).
template <class T> Ref close(Vm& vm, Value self, std::span<const Value>) {
  if (!vm.behaviours.steps_pass_close_on()) cast<T>(self)->state = StepState::closed;
  if (cast<T>(self)->state == StepState::closed) return Value::none();
  const Value exit = Value::object(vm.exceptions.GeneratorExit);
  Ref result = throw_into<T>(vm, self, {&exit, 1});
  if (result) return raise(vm, vm.exceptions.RuntimeError, "coroutine ignored GeneratorExit");
  if (pending_is(vm, vm.exceptions.StopIteration) ||
      pending_is(vm, vm.exceptions.StopAsyncIteration) ||
      pending_is(vm, vm.exceptions.GeneratorExit)) {
    clear_pending(vm);
    return Value::none();
  }
  return {};
}

Ref return_self(Vm&, Value self) {
  return self;
}

template <class T>
constexpr NativeDefinition awaitable_methods[] = {
    {"send", send<T>, 1, 1}, {"throw", throw_into<T>, 1, 3}, {"close", close<T>, 0, 0}};

template <class T> void set_up_awaitable(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(T);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<T>;
  type->slots.await = return_self;
  type->slots.iterate = return_self;
  type->slots.next = [](Vm& v, Value self) {
    const Value none = Value::none();
    return send<T>(v, self, {&none, 1});
  };
  add_methods(vm, type, awaitable_methods<T>);
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

void raise_step_value(Vm& vm, Value value) {
  if (!value.is_none() || !vm.behaviours.async_step_always_has_value()) {
    raise_stop_iteration(vm, value);
  } else if (const Ref end = make_exception(vm, vm.exceptions.StopIteration, {value})) {
    raise_instance(vm, end);
  }
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
  set_up_awaitable<Step>(vm, type);
  type->slots.traverse = [](Object* object, Visitor& visit) {
    auto* step = static_cast<Step*>(object);
    visit(static_cast<Object*>(step->generator.get()));
    visit(step->sent);
  };
}

void set_up_async_generator_athrow_type(Vm& vm, Type* type) {
  set_up_awaitable<Throw>(vm, type);
  type->slots.traverse = [](Object* object, Visitor& visit) {
    auto* thrown = static_cast<Throw*>(object);
    visit(static_cast<Object*>(thrown->generator.get()));
    for (const Ref& argument : thrown->arguments) visit(argument);
  };
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
