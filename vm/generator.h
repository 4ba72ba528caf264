// Generators, coroutines and asynchronous generators: a frame that can stop and go on.
#pragma once

#include "vm/frame.h"
#include "vm/ref.h"
#include "vm/type.h"

namespace specmon::vm {

// The exception being handled, one for the main program and one for each generator. They form a
// chain while generators run inside each other: sys.exception() is the first that is not null.
struct HandledException {
  Value exception; // owned
  HandledException* previous = nullptr;
};

enum class GeneratorState : std::uint8_t { created, suspended, running, finished };

struct Generator : Container {
  static constexpr Layout layout_id = Layout::generator;
  Frame* frame = nullptr; // memory of our own; null once finished
  std::size_t frame_size = 0;
  GeneratorState state = GeneratorState::created;
  bool in_specialised_loop = false; // the FOR_ITER that resumed it was (STOP-4)
  HandledException handled;
  Owned<Code> code;
  Ref name, qualname;
  // Asynchronous generators.
  bool async_running = false; // an asend, athrow or aclose is under way
  bool async_closed = false;
  bool hooks_asked = false;
};

enum class SendResult : std::uint8_t { yielded, returned, raised };

// Runs a generator until it yields, returns or raises (then the exception is pending). `sent` is
// None at first.
SendResult generator_send(Vm& vm, Generator* generator, Value sent, Ref& result);
// Throws the exception instance into it.
SendResult generator_throw(Vm& vm, Generator* generator, Value exception, Ref& result);
// generator.throw(type, value, traceback) with the delegation to what it awaits.
SendResult generator_throw_into(Vm& vm, Generator* generator, Value exception, Ref& result);
// `value`: what the generator returned on GeneratorExit.
bool generator_close(Vm& vm, Generator* generator, Ref* value = nullptr);
// What the generator delegates to (yield from, await); null: nothing.
Value generator_delegate(Generator* generator);

// Makes the generator of a frame that runs RETURN_GENERATOR: takes its contents over.
Generator* make_generator(Vm& vm, Frame* frame, Value* top);

// Any awaitable's or iterator's send: generators, objects with send(), plain iterators (sent None).
SendResult send_value(Vm& vm, Value receiver, Value sent, Ref& result);
// From 3.15 on `yield from` of a sequence tells nothing of the iterator it walks with (PYTHON-28).
void hide_iterator(Vm& vm, Value iterator, Value sequence);
Value hidden_sequence(Value iterator); // borrowed; null: it hides none
// The value a StopIteration carries; takes the pending exception away. False: another one is
// pending.
bool fetch_stop_iteration_value(Vm& vm, Ref& value);
// A StopIteration with this value is made pending (tuples and exceptions wrapped rightly).
void raise_stop_iteration(Vm& vm, Value value);
// The same for the item that a step of an asynchronous iterator gives (GEN-13).
void raise_step_value(Vm& vm, Value value);
// What anext(iterator, default_value) gives for the iterator's `awaitable`.
Ref make_anext_awaitable(Vm& vm, Value awaitable, Value default_value);

// The value that an asynchronous generator yields, in the wrapper that tells it from what it
// awaits; and back (any other value is given back as it is).
Ref wrap_async_value(Vm& vm, Value value);
Value unwrap_async_value(const Vm& vm, Value value);

// GET_AWAITABLE.
Ref awaitable_iterator(Vm& vm, Value value);

} // namespace specmon::vm
