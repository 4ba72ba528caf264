// The loop: one handler an opcode, dispatched by computed goto.
//
// Invariants
//  1. `ip` is the instruction that runs, `oparg` its whole argument; a handler ends by going to the
//  next one.
//  2. Values between the frame's `values` and `sp` are owned by the frame; null stands for an
//  unbound variable,
//     for "no self" of a call, and for keyword arguments that are not there.
//  3. `frame` is `current`; `frame->ip` is up to date whenever Python code, a callback or an error
//  can look at
//     it; `frame->sp` when another frame is entered or an event fires.
//  4. Going to `error` means: an exception is pending, and every value up to `sp` is still owned by
//  the stack.
//  5. A taken jump leaves its source in `came_from`: with the layout that tells which instruction
//  ran before a
//     line start (LINE-1). Nothing else is kept for events: a unit without an active tool runs
//     plain opcodes.
//  6. A handler owns no C++ object with a destructor when it dispatches: computed gotos run no
//  destructors.
//  7. Instrumented handlers fire first, then do what the plain opcode does; after an event only
//  `code->units`
//     may have changed, except after LINE, whose callback may also have moved the frame (f_lineno).
//  8. Calls of Python functions, for loops over generators and awaits enter frames here, without
//  native
//     recursion; calls from C++ run a loop of their own until their frame ends.
//  9. Steps are counted at calls and backward jumps.
//  10. `firing` is written only when somebody will be called: inside callbacks it is in use.

#include "vm/callback_arguments.h"
#include "vm/code_branches.h"
#include "vm/instrument.h"
#include "vm/machine.h"
#include "vm/number_operation.h"
#include "vm/opcode_support.h"
#include "vm/specialise.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/range.h"
#include "vm/types/set.h"
#include "vm/types/type_parts.h"

// Not fmt: its inline functions use up what g++ inlines of ours (a call costs 15 % more then).

#pragma GCC diagnostic ignored "-Wpedantic" // labels as values

namespace specmon::vm {

namespace {

using monitoring::Event;

constexpr std::uint32_t call_units = 3;
constexpr std::uint32_t call_kw_units = 2;
constexpr std::uint32_t call_ex_units = 1;

[[noreturn, gnu::cold]] void step_limit_reached() {
  throw LimitReached{"step limit reached"};
}

// Takes a reference out of a handle.
inline Value take(Ref reference) {
  return reference.release_ownership();
}

inline Value subscript(Vm& vm, Value container, Value key) {
  if (key.is_small()) {
    std::int64_t index = key.small();
    const Value* items = nullptr;
    std::size_t size = 0;
    if (List* list = as_exact<List>(container)) {
      items = list->items;
      size = list->size;
    } else if (Tuple* tuple = as_exact<Tuple>(container)) {
      items = tuple->items;
      size = tuple->size;
    }
    if (items) {
      if (index < 0) index += static_cast<std::int64_t>(size);
      if (index >= 0 && static_cast<std::size_t>(index) < size) {
        retain(items[index]);
        return items[index];
      }
    }
  }
  return take(get_item(vm, container, key));
}

template <class T> inline Value compared(CompareOperation how, T a, T b) {
  switch (how) {
  case CompareOperation::less: return Value::boolean(a < b);
  case CompareOperation::less_equal: return Value::boolean(a <= b);
  case CompareOperation::equal: return Value::boolean(a == b);
  case CompareOperation::not_equal: return Value::boolean(a != b);
  case CompareOperation::greater: return Value::boolean(a > b);
  case CompareOperation::greater_equal: return Value::boolean(a >= b);
  }
  return {};
}

inline Value compare_values(Vm& vm, Value left, Value right, std::uint32_t oparg) {
  const auto how = static_cast<CompareOperation>(oparg >> comparison_shift);
  if (Value::both_small(left, right)) return compared(how, left.small(), right.small());
  if (left.is_real() && right.is_real()) return compared(how, left.real(), right.real());
  if (oparg & comparison_wants_bool) {
    const auto answer = compare_truth(vm, left, right, static_cast<Comparison>(how));
    return answer ? Value::boolean(*answer) : Value();
  }
  return take(compare(vm, left, right, static_cast<Comparison>(how)));
}

// True, False, or -1 with an exception pending.
inline int truth_of(Vm& vm, Value value) {
  if (value.is_bool()) return value.is_true();
  if (value.is_none()) return 0;
  if (value.is_small()) return value.small() != 0;
  const auto answer = truth(vm, value);
  return answer ? *answer : -1;
}

Value binary_operation(Vm& vm, Value left, Value right, std::uint32_t oparg) {
  if (oparg == static_cast<std::uint32_t>(BinaryOperation::subscript)) {
    return subscript(vm, left, right);
  }
  if (oparg < binary_operator_count) {
    return take(binary(vm, left, right, static_cast<BinaryOperator>(oparg)));
  }
  return take(inplace(vm, left, right, static_cast<BinaryOperator>(oparg - binary_operator_count)));
}

Ref new_dict(Vm& vm, const Value* pairs, std::uint32_t count) {
  Owned<Dict> dict = make_dict(vm);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!dict_set(vm, dict.get(), pairs[2 * i], pairs[2 * i + 1])) return {};
  }
  return dict;
}

Ref new_dict_with_keys(Vm& vm, Tuple* keys, const Value* values, std::uint32_t count) {
  Owned<Dict> dict = make_dict(vm);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!dict_set(vm, dict.get(), keys->items[i], values[i])) return {};
  }
  return dict;
}

Ref new_set(Vm& vm, const Value* items, std::uint32_t count) {
  Owned<Set> set = make_set(vm);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!set_add(vm, set.get(), items[i])) return {};
  }
  return set;
}

Ref sliced(Vm& vm, Value container, Value start, Value stop) {
  Ref slice = make_slice(vm, start, stop, Value::none());
  return slice ? get_item(vm, container, slice) : Ref();
}

bool store_sliced(Vm& vm, Value container, Value start, Value stop, Value value) {
  Ref slice = make_slice(vm, start, stop, Value::none());
  return slice && set_item(vm, container, slice, value);
}

// The frame of a Python function called with an argument tuple and keyword arguments.
Frame* frame_for_arguments(Interpreter& interpreter, Function* function, Tuple* arguments,
                           Dict* keywords) {
  Vm& vm = interpreter.vm;
  std::vector<Value> values(arguments->items, arguments->items + arguments->size);
  std::vector<Value> names;
  if (keywords) {
    for (DictEntry* entry = dict_first(keywords); entry; entry = dict_next(keywords, entry)) {
      names.push_back(entry->key);
      values.push_back(entry->value);
    }
  }
  Owned<Tuple> keyword_names;
  if (!names.empty()) keyword_names = make_tuple(vm, std::span<const Value>(names));
  retain(static_cast<Object*>(function));
  Frame* callee = interpreter.push_frame(function);
  if (!callee) return nullptr;
  for (const Value value : values) retain(value);
  if (interpreter.bind(callee, values.data(), arguments->size, keyword_names.get())) return callee;
  interpreter.pop_frame(callee, callee->stack_base());
  return nullptr;
}

// Makes a frame on top of `caller` of memory just pushed, its variables not yet set; takes over the
// function.
inline Frame* make_unset_frame(void* memory, Frame* caller, EnteredBy by, Function* function,
                               Code* code) {
  auto* callee = static_cast<Frame*>(memory);
  callee->previous = caller;
  callee->code = code;
  callee->function = function;
  callee->ip = code->first_unit();
  callee->object = nullptr;
  callee->came_from = 0;
  callee->generator = nullptr;
  callee->locals = Value();
  callee->ending.entered_by = by;
  callee->ending.is_special = false;
  retain(static_cast<Object*>(code));
  return callee;
}

inline Frame* push_unset_frame(Interpreter& interpreter, Frame* caller, EnteredBy by,
                               Function* function, Code* code) {
  return make_unset_frame(interpreter.stack.push(code->frame_bytes), caller, by, function, code);
}

// Puts a frame for an exact positional call on top of `caller`, the arguments moved in; takes over
// the function. Null: it needs the general way (push_frame, bind), nothing is changed.
[[gnu::always_inline]] inline Frame* push_positional(Interpreter& interpreter, Frame* caller,
                                                     EnteredBy by, Function* function,
                                                     const Value* arguments_end,
                                                     std::uint32_t count) {
  Code* code = function->code.get();
  if (count != code->exact_arguments || interpreter.frames_left <= 0) [[unlikely]] {
    return nullptr;
  }
  Frame* callee = push_unset_frame(interpreter, caller, by, function, code);
  Value* variable = callee->values() + count;
  for (std::ptrdiff_t i = -std::ptrdiff_t{count}; i != 0; ++i) variable[i] = arguments_end[i];
  for (Value* const base = callee->values() + code->local_count; variable != base; ++variable) {
    *variable = Value();
  }
  return callee;
}

// The same for a call that leaves arguments to their defaults.
Frame* push_with_defaults(Interpreter& interpreter, Frame* caller, Function* function,
                          const Value* arguments, std::uint32_t count) {
  Code* code = function->code.get();
  const std::int64_t missing = code->exact_arguments - count;
  const Tuple* defaults = as<Tuple>(function->defaults);
  if (missing <= 0 || !defaults || missing > static_cast<std::int64_t>(defaults->size) ||
      interpreter.frames_left <= 0) {
    return nullptr;
  }
  Frame* callee = push_unset_frame(interpreter, caller, EnteredBy::call, function, code);
  Value* variable = std::copy_n(arguments, count, callee->values());
  for (const Value value : defaults->view().last(static_cast<std::size_t>(missing))) {
    retain(value);
    *variable++ = value;
  }
  std::fill(variable, callee->stack_base(), Value());
  return callee;
}

// The frame of `__init__` for a call of a class that makes plain instances, the arguments moved in;
// the instance takes the place of the class at `slot`. Null: it needs the general way, nothing is
// changed.
Frame* push_init(Interpreter& interpreter, Frame* caller, Value* slot, std::uint32_t count) {
  Vm& vm = interpreter.vm;
  Type* type = as<Type>(slot[0]);
  if (!type || type->type != vm.types.type || type->slots.new_ != object_new || count > 7 ||
      !slot[1].is_null()) {
    return nullptr;
  }
  Function* init = as<Function>(lookup_in_type(type, vm.names.init));
  if (!init || init->code->exact_arguments != std::int64_t{count} + 1 ||
      (init->code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) != 0 ||
      interpreter.frames_left <= 0) {
    return nullptr;
  }
  const Value instance = take(object_new(vm, type, Arguments{}));
  Value arguments[8];
  arguments[0] = instance;
  for (std::uint32_t i = 0; i < count; ++i) arguments[i + 1] = slot[i + 2];
  Frame* callee =
      push_positional(interpreter, caller, EnteredBy::init, init, arguments + count + 1, count + 1);
  retain(static_cast<Object*>(init));
  retain(instance);
  release(std::exchange(slot[0], instance));
  return callee;
}

// What a callback is given at most, with the self of a method.
constexpr std::size_t most_callback_values = 5;

// The frame of the one callback that the occurrence in `firing` goes to. Null: several tools, none
// that listens, or a callback that needs the general way.
inline Frame* push_callback(Interpreter& interpreter, monitoring::ToolSet tools) {
  if (tools.has_several()) return nullptr;
  Firing& firing = interpreter.firing;
  const Event event = firing.occurrence.event;
  const monitoring::Callbacks& callbacks = interpreter.monitoring.callbacks();
  const monitoring::ToolId tool = tools.highest();
  firing.tool = tool;
  if ((event == Event::BRANCH_LEFT || event == Event::BRANCH_RIGHT) &&
      callbacks.is_legacy_branch(tool, event)) {
    return nullptr;
  }
  const Value callback = Value::from_bits(callbacks.find(tool, event));
  Function* function = as<Function>(callback);
  Value self;
  if (!function) {
    Method* method = as_exact<Method>(callback);
    function = method ? as<Function>(method->function) : nullptr;
    if (!function) return nullptr;
    self = method->self;
  }
  Code* code = function->code.get();
  FrameStack& stack = interpreter.stack;
  if ((code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) != 0 ||
      interpreter.frames_left <= 0 ||
      !stack.has_room(code->frame_bytes + most_callback_values * sizeof(Value))) [[unlikely]] {
    return nullptr;
  }
  // The arguments first, at their place: their count decides whether it comes to a frame.
  Value* const variables = static_cast<Frame*>(stack.top())->values();
  Value* end = variables;
  if (!self.is_null()) *end++ = self;
  Value* const arguments = end;
  end += callback_arguments(firing.occurrence, arguments);
  if (code->exact_arguments != end - variables) [[unlikely]]
    return nullptr;

  retain(static_cast<Object*>(function));
  Frame* callee = make_unset_frame(stack.push_into_room(code->frame_bytes), interpreter.current,
                                   EnteredBy::callback, function, code);
  if (!self.is_null()) retain(self);
  retain(arguments[0].object());
  // The second is a small int: nothing to count.
  for (Value* argument = arguments + 2; argument != end; ++argument) retain(*argument);
  for (Value* const base = callee->stack_base(); end != base; ++end) *end = Value();
  return callee;
}

// Whether a code that is entered may stay as it is though the masks have changed: plain code of a
// callback, or of what a callback calls, where nothing fires (REENT-1). What never had events has
// no disabled locations either, which bringing it up to date could revive (DISABLE-18). Not so
// where tools share an event, nor generators, which may go on by throw() when events fire again.
inline bool may_stay_plain(const Interpreter& interpreter, const Code* code) {
  return interpreter.monitoring.suspended() && !code->instrumentation &&
         !interpreter.monitoring.shares_events() &&
         (code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) == 0;
}

// Drops the operands from `first` to the top (PYTHON-24); the new top.
inline Value* drop_operands(const Vm& vm, Value* first, Value* top) {
  release_values(first, top, !vm.behaviours.operands_die_first_to_last());
  return first;
}

// Ends a frame that is not special; `top` of its stack, which is empty but after a jump that a
// program made by f_lineno.
[[gnu::always_inline]] inline void pop_plain_frame(Interpreter& interpreter, Frame* frame,
                                                   Value* top) {
  if (interpreter.locals_die_last_first) [[likely]] {
    release_values(frame->values(), top, true);
  } else {
    release_values(frame->stack_base(), top, true);
    release_variables(frame, false);
  }
  release(static_cast<Object*>(frame->code));
  release(static_cast<Object*>(frame->function));
  interpreter.stack.pop(frame);
}

// A native function that takes positional values as they come is called at once. A method's
// descriptor takes self from the first.
inline Value call_native_directly(Vm& vm, NativeFunctionObject* native, const Value* arguments,
                                  std::uint32_t count) {
  const NativeDefinition& definition = *native->definition;
  if (!native->signature && definition.function) { // __new__ has no function
    const bool is_method = native->type == vm.types.method_descriptor && count > 0 &&
                           type_of(vm, arguments[0]) == native->owner;
    const Value* values = arguments + (is_method ? 1 : 0);
    const std::uint32_t given = count - (is_method ? 1 : 0);
    if ((is_method || native->type == vm.types.native_function) &&
        static_cast<int>(given) >= definition.least && static_cast<int>(given) <= definition.most) {
      return take(
          definition.function(vm, is_method ? arguments[0] : native->self.get(), {values, given}));
    }
  }
  return take(vm::call(vm, Value::object(native), Arguments{arguments, count, nullptr}));
}

Value call_with_exception(Vm& vm, Value callable, Value self, Value exception) {
  const Ref traceback = cast<Exception>(exception)->traceback;
  Value arguments[4] = {self, Value::object(exception.object()->type), exception,
                        traceback ? traceback.get() : Value::none()};
  if (self.is_null()) return take(call(vm, callable, Arguments{arguments + 1, 3, nullptr}));
  return take(call(vm, callable, Arguments{arguments, 4, nullptr}));
}

Ref yield_from_iterator(Vm& vm, Frame* frame, Value value) {
  if (Generator* generator = as<Generator>(value)) {
    if (generator->type == vm.types.generator) return value;
    if (generator->type == vm.types.coroutine) {
      if (frame->code->has(CO_COROUTINE) || frame->code->has(CO_ITERABLE_COROUTINE)) return value;
      return raise(vm, vm.exceptions.TypeError,
                   "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
  }
  Ref iterator = iterate(vm, value);
  if (iterator && vm.behaviours.sequences_iterate_themselves()) hide_iterator(vm, iterator, value);
  return iterator;
}

Ref function_with(Vm& vm, Frame* frame, Value* sp, std::uint32_t oparg) {
  Owned<Function> function = make_function(vm, cast<Code>(sp[-1]), frame->function->globals.get());
  Value* attribute = sp - 1;
  for (const FunctionAttribute which :
       {FunctionAttribute::closure, FunctionAttribute::annotations,
        FunctionAttribute::keyword_defaults, FunctionAttribute::defaults}) {
    if (oparg & static_cast<std::uint32_t>(which)) {
      if (!set_function_attribute(vm, function.get(), which, *--attribute)) return {};
    }
  }
  return function;
}

// As Interpreter::resume, suspend: on the way of every item of a loop over a generator.
inline Frame* resume_generator(Interpreter& interpreter, Generator* generator, EnteredBy by) {
  Frame* frame = generator->frame;
  generator->state = GeneratorState::running;
  generator->handled.previous = interpreter.handled;
  interpreter.handled = &generator->handled;
  frame->previous = interpreter.current;
  frame->ending.entered_by = by;
  return frame;
}

inline void suspend_generator(Interpreter& interpreter, Generator* generator) {
  generator->state = GeneratorState::suspended;
  interpreter.handled = generator->handled.previous;
  generator->handled.previous = nullptr;
  generator->frame->previous = nullptr;
}

} // namespace

// Only the loop has these: goto cannot be put into a function.
#define NEXT(units)                                                                                \
  do {                                                                                             \
    ip += (units);                                                                                 \
    oparg = ip->oparg;                                                                             \
    goto* labels[ip->opcode];                                                                      \
  } while (false)
#define DISPATCH() NEXT(0)
#define PUSH(value) (*sp++ = (value))
#define DROP() release_value(*--sp)

Ref Interpreter::run(Frame* entered, bool throwing) {
  static const void* const labels[256] = {
#define OPCODE(name, operand, pops, pushes, caches, group, sentence) &&op_##name,
#define INSTRUMENTED(name, base, sentence) &&op_##name,
#define SPECIALISED(name, base, sentence) &&op_##name,
#include "vm/opcodes.def"
  };
  const auto release_value = [](Value value) { vm::release(value); };

  NativeRecursion recursion(vm);
  if (!recursion.check()) {
    if (Generator* generator = entered->generator) {
      if (!throwing) vm::release(*--entered->sp);
      suspend(generator);
    } else {
      pop_frame(entered, entered->stack_base());
    }
    return {};
  }

  Frame* frame = entered;
  Frame* callee = nullptr;
  CodeUnit* ip;
  Value* sp;
  std::uint32_t oparg = 0;
  std::uint32_t unit = 0; // where an exception is (error, unwind)
  // Of the call that an exception came out of. Volatile: it is no use in a register all the time.
  volatile std::uint32_t caches_behind = 0;
  Value* slot = nullptr; // of a call: the callable
  Value* arguments = nullptr;
  std::uint32_t count = 0;
  std::int64_t left = 0, right = 0; // compare_numbers
  int jumps = 0;                    // branch
  monitoring::ToolSet tools;        // of an event that is being fired
  Value result;

  current = frame;
  frame->ending.entered_by = EnteredBy::native;
  --frames_left;
  if (frame->generator) {
    sp = frame->sp;
    if (throwing) {
      PUSH(Value::none()); // where a value that is sent would be: CLEANUP_THROW drops it
      frame->sp = sp;
      // PY_THROW is placed behind the yield or at it (GEN-5); the exception itself is the yield's.
      ip = frame->ip;
      unit = frame->code->unit_of(ip);
      if (!vm.behaviours.throw_is_at_the_yield() &&
          static_cast<Opcode>(frame->code->description->code[unit].opcode) == Opcode::YIELD_VALUE) {
        ++unit;
      }
      // No RESUME will do it.
      if (frame->code->synchronised != monitoring.version()) synchronise(frame->code);
      if (watches(frame->code, Event::PY_THROW)) fire_exception(frame, Event::PY_THROW, unit);
      goto error;
    }
    ip = frame->ip + 1;
  } else {
    ip = frame->ip;
    sp = frame->stack_base();
    if (--steps_left < 0) [[unlikely]]
      step_limit_reached();
  }
  DISPATCH();

enter_frame: // `callee` is ready; `frame->ip`, `frame->sp` and `frame->return_units` are set
  ip = callee->ip;
  sp = callee->stack_base();
enter_frame_at: // ... and `ip` and `sp` are the callee's
  if (--steps_left < 0) [[unlikely]]
    step_limit_reached();
  current = frame = callee;
  --frames_left;
resume_frame: // a RESUME that ran before and has nothing to bring up to date is passed over at once
  if (static_cast<Opcode>(ip->opcode) == Opcode::RESUME_CHECK &&
      frame->code->synchronised == monitoring.version()) [[likely]] {
    NEXT(1);
  }
  DISPATCH();

enter_callback: // as enter_frame; nothing fires in a callback: its RESUME is passed over at once
  if (--steps_left < 0) [[unlikely]]
    step_limit_reached();
  current = frame = callee;
  --frames_left;
  ip = frame->ip;
  sp = frame->stack_base();
  if (static_cast<Opcode>(ip->opcode) == Opcode::RESUME && may_stay_plain(*this, frame->code))
      [[likely]] {
    NEXT(1);
  }
  DISPATCH();

enter_generator: // `callee` is a generator's frame, resumed, with the sent value pushed
  if (frames_left <= 0) [[unlikely]] {
    vm::release(*--callee->sp);
    suspend(callee->generator);
    raise(vm, vm.exceptions.RecursionError, "maximum recursion depth exceeded");
    goto error;
  }
  current = frame = callee;
  --frames_left;
  ip = frame->ip + 1;
  sp = frame->sp;
  goto resume_frame;

return_result : { // `result` is what the frame returns
  ++frames_left;
  if (frame->ends_plainly(EnteredBy::call)) [[likely]] {
    callee = frame;
    current = frame = callee->previous;
    pop_plain_frame(*this, callee, sp);
    goto call_returned;
  }
  if (frame->ends_plainly(EnteredBy::callback)) {
    callee = frame;
    current = frame = callee->previous;
    pop_plain_frame(*this, callee, sp);
    goto callback_returned;
  }
  frame->ip = ip;
  Generator* generator = frame->generator;
  const EnteredBy by = frame->ending.entered_by;
  Frame* below = frame->previous;
  current = below;
  if (!frame->ending.is_special) {
    pop_plain_frame(*this, frame, sp);
  } else if (generator) {
    finish(generator, sp);
  } else {
    pop_frame(frame, sp);
  }
  if (by == EnteredBy::native) return Ref::steal(result);
  frame = below;
  if (by == EnteredBy::call) goto call_returned;
  ip = frame->ip;
  sp = frame->sp;
  oparg = frame->return_units;
  if (by == EnteredBy::send) {
    PUSH(result);
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  if (by == EnteredBy::for_iter) goto generator_exhausted;
  if (by == EnteredBy::callback) goto callback_returned;
  if (!result.is_none()) [[unlikely]] { // of __init__
    refuse_init_result(vm, result);
    vm::release(result);
    goto error;
  }
  NEXT(oparg);
}
call_returned: // in the caller's frame again
  ip = frame->ip;
  sp = frame->sp;
  oparg = frame->return_units;
  PUSH(result);
  // Before 3.13 what comes next is reached from the call's cache, which has no line (LINE-1).
  if (frame->code->instrumentation && vm.behaviours.returned_call_has_no_line() && oparg > 1)
      [[unlikely]] {
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip + oparg - 1);
  }
  NEXT(oparg);

generator_exhausted: // FOR_ITER at `ip`, jump length in `oparg`; the generator returned `result`
  if (frame->code->instrumentation || monitoring.is_heard(Event::RAISE)) [[unlikely]] {
    if (!fire_stop_iteration(frame, frame->unit() + 2 + oparg, result)) {
      vm::release(result);
      goto error;
    }
  }
  vm::release(result);
exhausted:
  if (ip[2 + oparg + 1].opcode == static_cast<std::uint8_t>(Opcode::INSTRUMENTED_POP_ITER))
      [[unlikely]] { // turned on by the iterator's own code
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg + 1);
  }
  DROP();
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  NEXT(2 + oparg + 2);

suspend_frame : { // the frame yields `result`; frame->ip and frame->sp are set
  Generator* generator = frame->generator;
  const EnteredBy by = frame->ending.entered_by;
  Frame* below = frame->previous;
  suspend_generator(*this, generator);
  current = below;
  ++frames_left;
  if (by == EnteredBy::native) return Ref::steal(result);
  frame = below;
  ip = frame->ip;
  sp = frame->sp;
  PUSH(result);
  NEXT(2);
}

fire_event: // an instruction's own event, as it stands in `firing`; not while events are suspended
  tools = frame->code->instrumentation->monitor.own_tools(firing.location);
fire_event_at_tools:
  frame->ip = firing.ip = ip;
  frame->sp = sp;
  frame->return_units = oparg;
  firing.occurrence.code = frame->code;
  if (tools.empty()) goto* firing.then;
  callee = push_callback(*this, tools);
  if (callee) [[likely]] {
    monitoring.suspend();
    goto enter_callback;
  }
  {
    const void* const then = firing.then;
    const void* const failed = firing.failed;
    if (monitoring::fire_at_each_tool(monitoring, frame->code->instrumentation->monitor,
                                      firing.location, firing.occurrence,
                                      tools) == monitoring::Fired::raised) {
      goto* failed;
    }
    ip = frame->ip; // a callback may have set f_lineno
    sp = frame->sp;
    goto* then;
  }

callback_returned : { // in the frame of the event again; `result` is the answer
  ip = frame->ip;
  sp = frame->sp;
  oparg = frame->return_units;
  const bool disables = result == disable.get();
  vm::release(result);
  monitoring.resume();
  if (disables) [[unlikely]] {
    const void* const then = firing.then;
    const void* const failed = firing.failed;
    if (monitoring::obey_disable(monitoring, &frame->code->instrumentation->monitor,
                                 firing.location, firing.occurrence,
                                 firing.tool) == monitoring::Fired::raised) {
      goto* failed;
    }
    goto* then;
  }
  goto* firing.then;
}

jump_event_failed:
  unit = static_cast<std::uint32_t>(firing.occurrence.target) / 2;
jump_error: // a callback of JUMP or BRANCH* raised (ERR-16); the jump leads to `unit`
  if (vm.behaviours.jump_error_leaves_frame()) {
    if (vm.behaviours.jump_error_is_at_destination()) frame->ip = frame->code->first_unit() + unit;
    add_traceback(frame);
    if (watches(frame->code, Event::RAISE)) fire_exception(frame, Event::RAISE, unit);
    goto leave;
  }
branch_event_failed:
  unit = static_cast<std::uint32_t>(firing.occurrence.target) / 2;
branch_error: // ... and the handlers in force there are asked
  if (vm.behaviours.jump_error_is_at_destination()) frame->ip = frame->code->first_unit() + unit;
  goto error_at;

failed: // as error; the instruction's operands are still on the stack
  frame->ip = ip;
  sp = drop_failed(frame, sp, oparg);
error: // an exception is pending, raised by the instruction at `ip`
  frame->ip = ip;
  unit = frame->code->unit_of(ip);
error_at: // ... its place is `unit`
  add_traceback(frame);
  if (watches(frame->code, Event::RAISE)) [[unlikely]]
    fire_exception(frame, Event::RAISE, unit);
unwind:
  if (const ExceptionTableEntry* handler =
          find_handler(frame->code->description->exceptions, unit)) {
    Value* keep = frame->stack_base() + handler->depth;
    while (sp > keep) DROP();
    if (handler->push_lasti) PUSH(Value::small(static_cast<std::int64_t>(frame->unit())));
    PUSH(take(take_pending(vm)));
    frame->came_from = reinterpret_cast<std::uintptr_t>(frame->ip + caches_behind) | 1;
    frame->handler = handler->target;
    caches_behind = 0;
    ip = frame->code->first_unit() + handler->target;
    if (watches(frame->code, Event::EXCEPTION_HANDLED)) [[unlikely]] {
      set_pending(vm, sp[-1]);
      if (!fire_exception(frame, Event::EXCEPTION_HANDLED, handler->target)) {
        unit = handler->target - 1; // ERR-10
        goto unwind;
      }
      clear_pending(vm);
    }
    DISPATCH();
  }
  caches_behind = 0;
leave : // nothing here handles the exception
{
  Value* base = frame->stack_base();
  while (sp > base) DROP();
  if (watches(frame->code, Event::PY_UNWIND)) [[unlikely]]
    fire_exception(frame, Event::PY_UNWIND, unit);
  const EnteredBy by = frame->ending.entered_by;
  Frame* below = frame->previous;
  current = below;
  ++frames_left;
  if (Generator* generator = frame->generator) {
    finish(generator, sp);
  } else {
    pop_frame(frame, sp);
  }
  if (by == EnteredBy::native) return {};
  frame = below;
  ip = frame->ip;
  sp = frame->sp;
  if (by == EnteredBy::callback) {
    oparg = frame->return_units;
    ip = firing.ip;
    monitoring.resume();
    goto* firing.failed;
  }
  if (by == EnteredBy::init) goto error;
  unit = frame->code->unit_of(ip);
  // As when it returns, the handler is reached from the call's cache (LINE-1).
  caches_behind = by == EnteredBy::call && vm.behaviours.returned_call_has_no_line()
                      ? frame->return_units - 1
                      : 0;
  if (vm.behaviours.raise_is_before_the_call() && unit > 0 &&
      !(vm.behaviours.spread_call_raises_at_itself() && frame->code->instrumentation &&
        frame->code->instrumentation->own_opcode(unit) == Opcode::INSTRUMENTED_CALL_FUNCTION_EX)) {
    --unit;
  }
  goto error_at;
}

#include "vm/handlers/calls.inc"
#include "vm/handlers/exceptions.inc"
#include "vm/handlers/generators.inc"
#include "vm/handlers/instrumented.inc"
#include "vm/handlers/jumps_and_iteration.inc"
#include "vm/handlers/names_and_attributes.inc"
#include "vm/handlers/operators_and_displays.inc"
#include "vm/handlers/stack_and_variables.inc"
#include "vm/handlers/unpacking.inc"
}

#undef NEXT
#undef DISPATCH
#undef PUSH
#undef DROP

} // namespace specmon::vm
