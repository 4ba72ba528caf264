// Generators and coroutines: how they stop, go on, are thrown into and are closed.

#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/iterators.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

std::string_view kind_of(const Vm& vm, const Generator* generator) {
  if (generator->type == vm.types.coroutine) return "coroutine";
  if (generator->type == vm.types.async_generator) return "async generator";
  return "generator";
}

std::string_view long_kind_of(const Vm& vm, const Generator* generator) {
  return generator->type == vm.types.async_generator ? "asynchronous generator"
                                                     : kind_of(vm, generator);
}

// Whether it may go on now; otherwise `result` and the answer are what the attempt gives.
bool may_resume(Vm& vm, Generator* generator, SendResult& answer, Ref& result, bool throwing) {
  switch (generator->state) {
  case GeneratorState::created:
  case GeneratorState::suspended: return true;
  case GeneratorState::running:
    raise(vm, vm.exceptions.ValueError,
          fmt::format("{} already executing", long_kind_of(vm, generator)));
    answer = SendResult::raised;
    return false;
  case GeneratorState::finished:
    if (generator->type == vm.types.coroutine) {
      raise(vm, vm.exceptions.RuntimeError, "cannot reuse already awaited coroutine");
      answer = SendResult::raised;
    } else {
      answer = throwing ? SendResult::raised : SendResult::returned;
      result = Value::none();
    }
    return false;
  }
  return false;
}

SendResult outcome(Generator* generator, Ref& result) {
  if (!result) return SendResult::raised;
  return generator->state == GeneratorState::finished ? SendResult::returned : SendResult::yielded;
}

bool is_stop_iteration_handler(const CodeDescription& source, const ExceptionTableEntry& handler) {
  const CodeUnit& first = source.code[handler.target];
  return static_cast<Opcode>(first.opcode) == Opcode::CALL_INTRINSIC_1 &&
         first.oparg == static_cast<std::uint8_t>(Intrinsic1::stop_iteration_error);
}

// Suspended where just one handler is in force: in a function the hidden one, which turns a
// StopIteration into RuntimeError, so that no try, with or yield from of its own is open; in a
// lambda, which has no such handler, that of a yield from.
bool is_plainly_suspended(const Generator* generator) {
  const CodeDescription& source = *generator->frame->code->description;
  const ExceptionTableEntry* handler = find_handler(source.exceptions, generator->frame->unit());
  if (!handler) return false;
  return is_stop_iteration_handler(source, *handler) ||
         std::none_of(source.exceptions.begin(), source.exceptions.end(),
                      [&source](const ExceptionTableEntry& entry) {
                        return is_stop_iteration_handler(source, entry);
                      });
}

} // namespace

Generator* make_generator(Vm& vm, Frame* frame, Value* top) {
  Code* code = frame->code;
  Type* type = code->has(CO_COROUTINE)         ? vm.types.coroutine
               : code->has(CO_ASYNC_GENERATOR) ? vm.types.async_generator
                                               : vm.types.generator;
  auto* generator = vm.heap.make<Generator>(type);
  generator->frame_size = code->frame_bytes;
  Frame* own = new (vm.heap.allocate(generator->frame_size)) Frame(*frame);
  const std::size_t values = static_cast<std::size_t>(top - frame->values());
  std::memcpy(static_cast<void*>(own->values()), frame->values(), values * sizeof(Value));
  own->sp = own->values() + values;
  own->previous = nullptr;
  own->generator = generator;
  own->ending.is_special = true;
  if (own->object) own->object->frame = own;
  generator->frame = own;
  generator->code = Owned<Code>(code);
  generator->name = own->function->name;
  generator->qualname = own->function->qualname;
  vm.heap.track(generator);
  return generator;
}

Frame* Interpreter::resume(Generator* generator, EnteredBy by) {
  Frame* frame = generator->frame;
  generator->state = GeneratorState::running;
  generator->handled.previous = handled;
  handled = &generator->handled;
  frame->previous = current;
  frame->ending.entered_by = by;
  return frame;
}

void Interpreter::suspend(Generator* generator) {
  generator->state = GeneratorState::suspended;
  handled = generator->handled.previous;
  generator->handled.previous = nullptr;
  generator->frame->previous = nullptr;
}

void Interpreter::finish(Generator* generator, Value* top) {
  if (generator->state == GeneratorState::running) {
    handled = generator->handled.previous;
    generator->handled.previous = nullptr;
  }
  const bool suspended = generator->state == GeneratorState::suspended;
  generator->state = GeneratorState::finished;
  Frame* frame = generator->frame;
  generator->frame = nullptr;
  frame->generator = nullptr;
  const Value exception = generator->handled.exception;
  generator->handled.exception = Value();
  clear_frame(vm, frame, top, suspended);
  vm.heap.free(frame, generator->frame_size);
  vm::release(exception);
}

SendResult generator_send(Vm& vm, Generator* generator, Value sent, Ref& result) {
  SendResult answer;
  if (!may_resume(vm, generator, answer, result, false)) return answer;
  if (generator->state == GeneratorState::created && !sent.is_none()) {
    raise(vm, vm.exceptions.TypeError,
          fmt::format("can't send non-None value to a just-started {}", kind_of(vm, generator)));
    return SendResult::raised;
  }
  Interpreter& interpreter = *vm.interpreter;
  const Owned<Generator> hold(generator);
  Frame* frame = interpreter.resume(generator, EnteredBy::native);
  retain(sent);
  *frame->sp++ = sent;
  result = interpreter.run(frame);
  return outcome(generator, result);
}

SendResult generator_throw(Vm& vm, Generator* generator, Value exception, Ref& result) {
  SendResult answer;
  const Ref held = exception;
  if (!may_resume(vm, generator, answer, result, true)) {
    if (generator->state == GeneratorState::finished && !error_pending(vm)) {
      set_pending(vm, exception);
    }
    return SendResult::raised;
  }
  Interpreter& interpreter = *vm.interpreter;
  const Owned<Generator> hold(generator);
  Frame* frame = interpreter.resume(generator, EnteredBy::native);
  raise_instance(vm, exception);
  result = interpreter.run(frame, true);
  return outcome(generator, result);
}

Value generator_delegate(Generator* generator) {
  if (generator->state != GeneratorState::suspended || !generator->frame) return {};
  Frame* frame = generator->frame;
  const CodeUnit& unit = frame->code->description->code[frame->unit()];
  if (static_cast<Opcode>(unit.opcode) != Opcode::YIELD_VALUE || (unit.oparg & 1) == 0) return {};
  return frame->sp[-1];
}

SendResult generator_throw_into(Vm& vm, Generator* generator, Value exception, Ref& result) {
  const Value delegate = generator_delegate(generator);
  if (delegate.is_null()) return generator_throw(vm, generator, exception, result);
  Ref target = delegate; // let go before the generator runs: its stack may be all that holds it
  Interpreter& interpreter = *vm.interpreter;
  const Owned<Generator> hold(generator);

  // While the delegate runs, the generator counts as running, and its frame stands below.
  const auto linked = [&](auto&& action) {
    Frame* below = interpreter.current;
    generator->state = GeneratorState::running;
    generator->frame->previous = below;
    interpreter.current = generator->frame;
    auto answer = action();
    interpreter.current = below;
    generator->frame->previous = nullptr;
    generator->state = GeneratorState::suspended;
    return answer;
  };

  if (is_instance_of(vm, exception, vm.exceptions.GeneratorExit)) {
    const bool closed = linked([&] {
      if (Generator* inner = as<Generator>(target)) return generator_close(vm, inner);
      Ref close = find_optional_attribute(vm, target, vm.names.close);
      if (!close) return !error_pending(vm);
      return static_cast<bool>(call(vm, close, {}));
    });
    target = Ref();
    if (closed) return generator_throw(vm, generator, exception, result);
    const Ref failure = take_pending(vm);
    return generator_throw(vm, generator, failure, result);
  }
  SendResult answer;
  if (Generator* inner = as<Generator>(target)) {
    answer = linked([&] { return generator_throw_into(vm, inner, exception, result); });
    if (answer == SendResult::returned) raise_stop_iteration(vm, result);
  } else {
    Ref method = find_optional_attribute(vm, target, vm.names.throw_);
    if (!method) {
      if (error_pending(vm)) return SendResult::raised;
      return generator_throw(vm, generator, exception, result);
    }
    answer = linked([&] {
      result = call(vm, method, {exception});
      return result ? SendResult::yielded : SendResult::raised;
    });
  }
  if (answer == SendResult::yielded) return answer;
  // The delegate is done: what it raised goes on at the yield, where a StopIteration ends the
  // delegation.
  target = Ref();
  const Ref failure = take_pending(vm);
  SendResult state;
  if (!may_resume(vm, generator, state, result, true)) return state;
  Frame* frame = interpreter.resume(generator, EnteredBy::native);
  set_pending(vm, failure);
  result = interpreter.run(frame, true);
  return outcome(generator, result);
}

bool generator_close(Vm& vm, Generator* generator, Ref* value) {
  Interpreter& interpreter = *vm.interpreter;
  const Owned<Generator> hold(generator);
  if (generator->state == GeneratorState::finished) return true;
  if (generator->state == GeneratorState::created) {
    interpreter.finish(generator, generator->frame->sp);
    return true;
  }
  if (generator->state == GeneratorState::suspended && is_plainly_suspended(generator)) {
    // GEN-6: nothing in the generator can see GeneratorExit, so only a tool can tell whether it is
    // thrown.
    const bool silent = vm.behaviours.generator_close_is_silent() ||
                        (vm.behaviours.close_throws_if_watched() &&
                         !interpreter.watches(generator->code.get(), monitoring::Event::PY_UNWIND));
    if (silent) {
      interpreter.finish(generator, generator->frame->sp);
      return true;
    }
  }
  Ref exit = make_exception(vm, vm.exceptions.GeneratorExit, {});
  Ref result;
  switch (generator_throw_into(vm, generator, exit, result)) {
  case SendResult::yielded:
    return raise(vm, vm.exceptions.RuntimeError,
                 fmt::format("{} ignored GeneratorExit", kind_of(vm, generator)));
  case SendResult::returned:
    if (value) *value = result;
    return true;
  case SendResult::raised:
    if (pending_is(vm, vm.exceptions.GeneratorExit) ||
        pending_is(vm, vm.exceptions.StopIteration)) {
      clear_pending(vm);
      return true;
    }
    return false;
  }
  return false;
}

void raise_stop_iteration(Vm& vm, Value value) {
  if (value.is_none()) {
    raise(vm, vm.exceptions.StopIteration);
    return;
  }
  Ref exception = make_exception(vm, vm.exceptions.StopIteration, {value});
  if (exception) raise_instance(vm, exception);
}

bool fetch_stop_iteration_value(Vm& vm, Ref& value) {
  if (!error_pending(vm)) {
    value = Value::none();
    return true;
  }
  if (!pending_is(vm, vm.exceptions.StopIteration)) return false;
  const Ref exception = take_pending(vm);
  value = stop_iteration_value(vm, exception);
  return true;
}

// PYTHON-28: what `stop`, which iterators over sequences do not need, says of one without a name.
constexpr std::int64_t hidden = -2;

void hide_iterator(Vm& vm, Value iterator, Value sequence) {
  const Type* type = type_of(vm, sequence);
  if (type == vm.types.tuple || type == vm.types.list || type == vm.types.str ||
      type == vm.types.bytes) {
    cast<Iterator>(iterator)->stop = hidden;
  }
}

Value hidden_sequence(Value iterator) {
  const Iterator* walker = as<Iterator>(iterator);
  return walker && walker->stop == hidden ? walker->source.get() : Value();
}

SendResult send_value(Vm& vm, Value receiver, Value sent, Ref& result) {
  if (Generator* generator = as<Generator>(receiver);
      generator && generator->type != vm.types.async_generator) {
    return generator_send(vm, generator, sent, result);
  }
  Type* type = type_of(vm, receiver);
  if (sent.is_none() && type->slots.next) {
    result = type->slots.next(vm, receiver);
  } else if (const Value sequence = hidden_sequence(receiver); !sequence.is_null()) {
    raise(vm, vm.exceptions.AttributeError,
          fmt::format("'{}' object has no attribute 'send'", type_name(vm, sequence)));
  } else {
    result = call_method(vm, receiver, vm.names.send, {sent});
  }
  if (result) return SendResult::yielded;
  if (pending_is(vm, vm.exceptions.StopIteration)) {
    // GEN-13: the end of what is awaited or delegated to is a StopIteration, seen as such or not.
    if (vm.behaviours.async_step_raises_stop_iteration()) {
      Interpreter& interpreter = *vm.interpreter;
      Frame* frame = interpreter.current;
      if (interpreter.watches(frame->code, monitoring::Event::RAISE)) {
        interpreter.fire_exception(frame, monitoring::Event::RAISE, frame->unit());
      }
    }
  }
  return fetch_stop_iteration_value(vm, result) ? SendResult::returned : SendResult::raised;
}

Ref awaitable_iterator(Vm& vm, Value value) {
  if (Generator* generator = as<Generator>(value)) {
    if (generator->type == vm.types.coroutine) {
      if (!generator_delegate(generator).is_null()) {
        return raise(vm, vm.exceptions.RuntimeError, "coroutine is being awaited already");
      }
      return value;
    }
    if (generator->code->has(CO_ITERABLE_COROUTINE)) return value;
  }
  Type* type = type_of(vm, value);
  if (!type->slots.await) {
    return raise(
        vm, vm.exceptions.TypeError,
        vm.behaviours.await_names_the_object_first()
            ? fmt::format("'{}' object can't be awaited", type_name(vm, value))
            : fmt::format("object {} can't be used in 'await' expression", type_name(vm, value)));
  }
  Ref iterator = type->slots.await(vm, value);
  if (!iterator) return {};
  if (Generator* generator = as<Generator>(iterator);
      generator && generator->type == vm.types.coroutine) {
    return raise(vm, vm.exceptions.TypeError, "__await__() returned a coroutine");
  }
  if (!type_of(vm, iterator)->slots.next) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("__await__() returned non-iterator of type '{}'", type_name(vm, iterator)));
  }
  return iterator;
}

} // namespace specmon::vm
