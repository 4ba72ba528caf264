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

#include "vm/code_branches.h"
#include "vm/instrument.h"
#include "vm/machine.h"
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
#include "vm/types/small_int.h"

#include <fmt/format.h>

#pragma GCC diagnostic ignored "-Wpedantic" // labels as values

namespace specmon::vm {

namespace {

using monitoring::Event;

constexpr std::uint32_t call_units = 3;
constexpr std::uint32_t call_kw_units = 2;
constexpr std::uint32_t call_ex_units = 1;

// Takes a reference out of a handle.
inline Value take(Ref reference) {
  return reference.release_ownership();
}

inline Value number_operation(Value left, Value right, std::uint32_t oparg) {
  if (Value::both_small(left, right)) {
    switch (static_cast<BinaryOperation>(oparg)) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add: return add_small(left, right);
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract: return subtract_small(left, right);
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply: return multiply_small(left, right);
    case BinaryOperation::floor_divide:
    case BinaryOperation::inplace_floor_divide: return floor_divide_small(left, right);
    case BinaryOperation::remainder:
    case BinaryOperation::inplace_remainder: return remainder_small(left, right);
    case BinaryOperation::and_:
    case BinaryOperation::inplace_and: return bit_and_small(left, right);
    case BinaryOperation::or_:
    case BinaryOperation::inplace_or: return bit_or_small(left, right);
    case BinaryOperation::xor_:
    case BinaryOperation::inplace_xor: return bit_xor_small(left, right);
    case BinaryOperation::lshift:
    case BinaryOperation::inplace_lshift: return left_shift_small(left, right);
    case BinaryOperation::rshift:
    case BinaryOperation::inplace_rshift: return right_shift_small(left, right);
    default: return {};
    }
  }
  double a, b;
  if (left.is_real()) {
    a = left.real();
    if (right.is_real()) {
      b = right.real();
    } else if (right.is_small()) {
      b = static_cast<double>(right.small());
    } else {
      return {};
    }
  } else if (left.is_small() && right.is_real()) {
    a = static_cast<double>(left.small());
    b = right.real();
  } else {
    return {};
  }
  switch (static_cast<BinaryOperation>(oparg)) {
  case BinaryOperation::add:
  case BinaryOperation::inplace_add: return Value::real(a + b);
  case BinaryOperation::subtract:
  case BinaryOperation::inplace_subtract: return Value::real(a - b);
  case BinaryOperation::multiply:
  case BinaryOperation::inplace_multiply: return Value::real(a * b);
  case BinaryOperation::true_divide:
  case BinaryOperation::inplace_true_divide: return b == 0 ? Value() : Value::real(a / b);
  default: return {};
  }
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

// Puts a frame for an exact positional call on top of `current`, the arguments moved in; takes over
// the function. Null: it needs the general way (push_frame, bind), nothing is changed.
inline Frame* push_positional(Interpreter& interpreter, Function* function, const Value* arguments,
                              std::uint32_t count) {
  Code* code = function->code.get();
  if (!code->positional_call || count != static_cast<std::uint32_t>(code->argument_count) ||
      interpreter.depth >= interpreter.vm.embedder.recursion_limit) [[unlikely]] {
    return nullptr;
  }
  auto* callee = new (interpreter.stack.push(frame_bytes(code))) Frame;
  retain(static_cast<Object*>(code));
  callee->code = code;
  callee->function = function;
  callee->ip = code->first_unit();
  callee->previous = interpreter.current;
  Value* variable = callee->values();
  for (std::uint32_t i = 0; i < count; ++i) *variable++ = arguments[i];
  for (Value* const end = callee->stack_base(); variable != end; ++variable) *variable = Value();
  return callee;
}

// Ends a frame nobody has an object of; `top` as pop_frame.
inline void pop_plain_frame(Interpreter& interpreter, Frame* frame, Value* top) {
  if (frame->object) [[unlikely]] {
    interpreter.pop_frame(frame, top);
    return;
  }
  Value* const variables = frame->values();
  Value* const base = frame->stack_base();
  while (top != base) release(*--top);
  for (Value* slot = variables; slot != base; ++slot) release(*slot);
  if (!frame->locals.is_null()) release(frame->locals);
  release(static_cast<Object*>(frame->code));
  release(static_cast<Object*>(frame->function));
  interpreter.stack.pop(frame);
}

// Calls what takes positional values as they come. A method's descriptor takes self from the first.
inline Value call_native_directly(Vm& vm, Value callable, const Value* arguments,
                                  std::uint32_t count) {
  if (callable.is_object() && callable.object()->layout == Layout::native_function) {
    const auto* native = cast<NativeFunctionObject>(callable);
    const NativeDefinition& definition = *native->definition;
    if (!native->signature && definition.function) { // __new__ has no function
      const bool is_method = native->type == vm.types.method_descriptor && count > 0 &&
                             type_of(vm, arguments[0]) == native->owner;
      const Value* values = arguments + (is_method ? 1 : 0);
      const std::uint32_t given = count - (is_method ? 1 : 0);
      if ((is_method || native->type == vm.types.native_function) &&
          static_cast<int>(given) >= definition.least &&
          static_cast<int>(given) <= definition.most) {
        return take(definition.function(vm, is_method ? arguments[0] : native->self.get(),
                                        {values, given}));
      }
    }
  }
  return take(vm::call(vm, callable, Arguments{arguments, count, nullptr}));
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
  return iterate(vm, value);
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

  Vm& machine = vm;
  Frame* frame = entered;
  Frame* callee = nullptr;
  Code* code;
  CodeUnit* ip;
  Value* sp;
  Value* locals;
  Value* constants;
  std::uint32_t oparg = 0;
  std::uint32_t unit = 0; // where an exception is (error, unwind)
  std::uint32_t caches_behind = 0; // of the call that an exception came out of
  Value* slot = nullptr;  // of a call: the callable
  Value* arguments = nullptr;
  std::uint32_t count = 0;
  Value result;

  current = frame;
  frame->entered_by = EnteredBy::native;
  ++depth;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  if (Generator* generator = frame->generator) {
    sp = frame->sp;
    if (throwing) {
      PUSH(Value::none()); // where a value that is sent would be: CLEANUP_THROW drops it
      frame->sp = sp;
      // PY_THROW is placed behind the yield or at it (GEN-5); the exception itself is the yield's.
      ip = frame->ip;
      unit = code->unit_of(ip);
      if (!machine.behaviours.throw_is_at_the_yield() &&
          static_cast<Opcode>(code->description->code[unit].opcode) == Opcode::YIELD_VALUE) {
        ++unit;
      }
      (void)generator;
      if (watches(code, Event::PY_THROW)) fire_exception(frame, Event::PY_THROW, unit);
      goto error;
    }
    ip = frame->ip + 1;
  } else {
    ip = frame->ip;
    sp = frame->stack_base();
    if (--steps_left < 0) [[unlikely]]
      throw LimitReached{"step limit reached"};
  }
  DISPATCH();

enter_frame: // `callee` is ready; `frame->ip`, `frame->sp` and `frame->return_units` are set
  callee->entered_by = EnteredBy::call;
  if (--steps_left < 0) [[unlikely]]
    throw LimitReached{"step limit reached"};
  current = frame = callee;
  ++depth;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip;
  sp = frame->stack_base();
  DISPATCH();

enter_generator: // `callee` is a generator's frame, resumed, with the sent value pushed
  if (depth >= machine.embedder.recursion_limit) [[unlikely]] {
    vm::release(*--callee->sp);
    suspend(callee->generator);
    raise(machine, machine.exceptions.RecursionError, "maximum recursion depth exceeded");
    goto error;
  }
  current = frame = callee;
  ++depth;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip + 1;
  sp = frame->sp;
  DISPATCH();

leave_frame : { // `result` is what the frame returns
  Generator* generator = frame->generator;
  const EnteredBy by = frame->entered_by;
  Frame* below = frame->previous;
  current = below;
  --depth;
  if (generator) {
    finish(generator, sp);
  } else {
    pop_plain_frame(*this, frame, sp);
  }
  if (by == EnteredBy::native) return Ref::steal(result);
  frame = below;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip;
  sp = frame->sp;
  oparg = frame->return_units;
  if (by == EnteredBy::call) {
    PUSH(result);
    // Before 3.13 what comes next is reached from the call's cache, which has no line (LINE-1).
    if (code->instrumentation && machine.behaviours.returned_call_has_no_line() && oparg > 1)
        [[unlikely]] {
      frame->came_from = reinterpret_cast<std::uintptr_t>(ip + oparg - 1);
    }
    NEXT(oparg);
  }
  if (by == EnteredBy::send) {
    PUSH(result);
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  goto generator_exhausted;
}

generator_exhausted: // FOR_ITER at `ip`, jump length in `oparg`; the generator returned `result`
  if (code->instrumentation) {
    if (!fire_stop_iteration(frame, frame->unit() + 2 + oparg, result)) {
      vm::release(result);
      goto error;
    }
  }
  vm::release(result);
exhausted:
  DROP();
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  NEXT(2 + oparg + 2);

suspend_frame : { // the frame yields `result`; frame->ip and frame->sp are set
  Generator* generator = frame->generator;
  const EnteredBy by = frame->entered_by;
  Frame* below = frame->previous;
  suspend(generator);
  current = below;
  --depth;
  if (by == EnteredBy::native) return Ref::steal(result);
  frame = below;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip;
  sp = frame->sp;
  PUSH(result);
  NEXT(2);
}

jump_error: // a callback of JUMP or BRANCH* raised (ERR-16); the jump leads to `unit`
  if (machine.behaviours.jump_error_leaves_frame()) {
    if (machine.behaviours.jump_error_is_at_destination()) frame->ip = code->first_unit() + unit;
    add_traceback(frame);
    if (watches(code, Event::RAISE)) fire_exception(frame, Event::RAISE, unit);
    goto leave;
  }
branch_error: // ... and the handlers in force there are asked
  if (machine.behaviours.jump_error_is_at_destination()) frame->ip = code->first_unit() + unit;
  goto error_at;

error: // an exception is pending, raised by the instruction at `ip`
  frame->ip = ip;
  unit = code->unit_of(ip);
error_at: // ... its place is `unit`
  add_traceback(frame);
  if (watches(code, Event::RAISE)) [[unlikely]]
    fire_exception(frame, Event::RAISE, unit);
unwind:
  if (const ExceptionTableEntry* handler = find_handler(code->description->exceptions, unit)) {
    Value* keep = frame->stack_base() + handler->depth;
    while (sp > keep) DROP();
    if (handler->push_lasti) PUSH(Value::small(static_cast<std::int64_t>(frame->unit())));
    PUSH(take(take_pending(machine)));
    frame->came_from =
        reinterpret_cast<std::uintptr_t>(code->first_unit() + unit + caches_behind) | 1;
    caches_behind = 0;
    ip = code->first_unit() + handler->target;
    if (watches(code, Event::EXCEPTION_HANDLED)) [[unlikely]] {
      set_pending(machine, sp[-1]);
      if (!fire_exception(frame, Event::EXCEPTION_HANDLED, handler->target)) {
        unit = handler->target - 1; // ERR-10
        goto unwind;
      }
      clear_pending(machine);
    }
    DISPATCH();
  }
  caches_behind = 0;
leave : // nothing here handles the exception
{
  Value* base = frame->stack_base();
  while (sp > base) DROP();
  if (watches(code, Event::PY_UNWIND)) [[unlikely]]
    fire_exception(frame, Event::PY_UNWIND, unit);
  const EnteredBy by = frame->entered_by;
  Frame* below = frame->previous;
  current = below;
  --depth;
  if (Generator* generator = frame->generator) {
    finish(generator, sp);
  } else {
    pop_frame(frame, sp);
  }
  if (by == EnteredBy::native) return {};
  frame = below;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip;
  sp = frame->sp;
  unit = code->unit_of(ip);
  // As when it returns, the handler is reached from the call's cache (LINE-1).
  caches_behind = by == EnteredBy::call && machine.behaviours.returned_call_has_no_line()
                      ? frame->return_units - 1
                      : 0;
  if (machine.behaviours.raise_is_before_the_call() && unit > 0 &&
      !(machine.behaviours.spread_call_raises_at_itself() && code->instrumentation &&
        code->instrumentation->own_opcode(unit) == Opcode::INSTRUMENTED_CALL_FUNCTION_EX)) {
    --unit;
  }
  goto error_at;
}

  // --- nothing and markers
op_CACHE:
  raise(machine, machine.exceptions.SystemError, "a cache unit was run");
  goto error;
op_NOP:
  NEXT(1);
op_EXTENDED_ARG:
  ++ip;
  oparg = oparg << 8 | ip->oparg;
  goto* labels[ip->opcode];
op_RESUME:
  if (code->synchronised != monitoring.version()) [[unlikely]] {
    frame->ip = ip;
    synchronise(code);
    if (static_cast<Opcode>(ip->opcode) != Opcode::RESUME) DISPATCH();
  }
  NEXT(1);
op_NOT_TAKEN:
  NEXT(1);

  // --- stack
op_POP_TOP:
  frame->ip = ip;
  DROP();
  NEXT(1);
op_PUSH_NULL:
  PUSH(Value());
  NEXT(1);
op_COPY:
  result = sp[-static_cast<std::ptrdiff_t>(oparg)];
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_SWAP:
  std::swap(sp[-1], sp[-static_cast<std::ptrdiff_t>(oparg)]);
  NEXT(1);

  // --- constants and local variables
op_LOAD_CONST:
  result = constants[oparg];
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_LOAD_COMMON_CONSTANT:
  PUSH(take(common_constant(machine, static_cast<CommonConstant>(oparg))));
  NEXT(1);
op_LOAD_FAST:
  result = locals[oparg];
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_LOAD_FAST_CHECK:
  result = locals[oparg];
  if (result.is_null()) {
    unbound_local(frame, oparg);
    goto error;
  }
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_LOAD_FAST_AND_CLEAR:
  PUSH(locals[oparg]);
  locals[oparg] = Value();
  NEXT(1);
op_STORE_FAST:
  result = locals[oparg];
  locals[oparg] = *--sp;
  vm::release(result);
  NEXT(1);
op_DELETE_FAST:
  result = locals[oparg];
  if (result.is_null()) {
    unbound_local(frame, oparg);
    goto error;
  }
  frame->ip = ip;
  locals[oparg] = Value();
  vm::release(result);
  NEXT(1);
op_LOAD_FAST_LOAD_FAST:
  result = locals[oparg >> 4];
  vm::retain(result);
  PUSH(result);
  result = locals[oparg & 15];
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_STORE_FAST_LOAD_FAST:
  result = locals[oparg >> 4];
  locals[oparg >> 4] = sp[-1];
  sp[-1] = locals[oparg & 15];
  vm::retain(sp[-1]);
  vm::release(result);
  NEXT(1);
op_STORE_FAST_STORE_FAST:
  result = locals[oparg >> 4];
  locals[oparg >> 4] = *--sp;
  vm::release(result);
  result = locals[oparg & 15];
  locals[oparg & 15] = *--sp;
  vm::release(result);
  NEXT(1);

  // --- cells
op_MAKE_CELL:
  result = locals[oparg];
  locals[oparg] = take(make_cell(machine, result));
  vm::release(result);
  NEXT(1);
op_COPY_FREE_VARS : {
  const Tuple* closure = cast<Tuple>(frame->function->closure);
  Value* free_variables = locals + code->local_count - oparg;
  for (std::uint32_t i = 0; i < oparg; ++i) {
    vm::retain(closure->items[i]);
    free_variables[i] = closure->items[i];
  }
  NEXT(1);
}
op_LOAD_DEREF:
  result = cast<Cell>(locals[oparg])->content;
  if (result.is_null()) {
    unbound_local(frame, oparg);
    goto error;
  }
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_STORE_DEREF : {
  Cell* cell = cast<Cell>(locals[oparg]);
  result = cell->content;
  cell->content = *--sp;
  vm::release(result);
  NEXT(1);
}
op_DELETE_DEREF : {
  Cell* cell = cast<Cell>(locals[oparg]);
  result = cell->content;
  if (result.is_null()) {
    unbound_local(frame, oparg);
    goto error;
  }
  cell->content = Value();
  vm::release(result);
  NEXT(1);
}
op_LOAD_FROM_DICT_OR_DEREF:
  frame->ip = ip;
  result = take(load_from_mapping(sp[-1], code->local_name(oparg)));
  if (result.is_null()) {
    if (error_pending(machine)) goto error;
    result = cast<Cell>(locals[oparg])->content;
    if (result.is_null()) {
      unbound_local(frame, oparg);
      goto error;
    }
    vm::retain(result);
  }
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(1);

  // --- names
op_LOAD_LOCALS:
  frame->ip = ip;
  PUSH(take(current_locals(machine)));
  NEXT(1);
op_LOAD_NAME:
  frame->ip = ip;
  result = take(load_name(frame, code->name_at(oparg)));
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(1);
op_STORE_NAME:
  frame->ip = ip;
  if (Dict* dict = as_exact<Dict>(frame->locals)) {
    dict_store(machine, dict, code->name_at(oparg), sp[-1]);
  } else if (frame->locals.is_null()) {
    raise(machine, machine.exceptions.SystemError, "no locals found when storing a name");
    goto error;
  } else if (!set_item(machine, frame->locals, code->name_items[oparg], sp[-1])) {
    goto error;
  }
  DROP();
  NEXT(1);
op_DELETE_NAME:
  frame->ip = ip;
  if (!delete_name(frame, code->name_at(oparg))) goto error;
  NEXT(1);
op_LOAD_GLOBAL:
  frame->ip = ip;
  result = take(load_global(frame, code->name_at(oparg >> 1)));
  if (result.is_null()) goto error;
  PUSH(result);
  if (oparg & 1) PUSH(Value());
  specialise_load_global(machine, frame, ip, code->name_at(oparg >> 1));
  NEXT(3);
op_LOAD_GLOBAL_OWN : {
  const CacheEntry& cache = cache_entry(code, ip);
  const Dict* globals = frame->function->globals.get();
  if (globals->keys_version != cache.key) [[unlikely]]
    goto unspecialise_LOAD_GLOBAL;
  result = globals->entries[cache.index].value;
  vm::retain(result);
  PUSH(result);
  if (oparg & 1) PUSH(Value());
  NEXT(3);
}
op_LOAD_GLOBAL_BUILTIN : {
  const CacheEntry& cache = cache_entry(code, ip);
  const Dict* builtins = frame->function->builtins.get();
  if (frame->function->globals->keys_version != cache.key ||
      builtins->keys_version != cache.second_key) [[unlikely]]
    goto unspecialise_LOAD_GLOBAL;
  result = builtins->entries[cache.index].value;
  vm::retain(result);
  PUSH(result);
  if (oparg & 1) PUSH(Value());
  NEXT(3);
}
unspecialise_LOAD_GLOBAL:
  ip->opcode = static_cast<std::uint8_t>(Opcode::LOAD_GLOBAL);
  goto op_LOAD_GLOBAL;
op_STORE_GLOBAL:
  frame->ip = ip;
  dict_store(machine, frame->function->globals.get(), code->name_at(oparg), sp[-1]);
  DROP();
  NEXT(1);
op_DELETE_GLOBAL:
  if (!delete_global(frame, code->name_at(oparg))) goto error;
  NEXT(1);
op_LOAD_FROM_DICT_OR_GLOBALS:
  frame->ip = ip;
  result = take(load_from_mapping_or_global(frame, sp[-1], code->name_at(oparg)));
  if (result.is_null()) goto error;
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(1);
op_SETUP_ANNOTATIONS:
  frame->ip = ip;
  result = take(load_from_mapping(frame->locals, machine.names.annotations));
  if (result.is_null()) {
    if (error_pending(machine)) goto error;
    result = take(make_dict(machine));
    const bool stored =
        set_item(machine, frame->locals, Value::object(machine.names.annotations), result);
    vm::release(result);
    if (!stored) goto error;
  } else {
    vm::release(result);
  }
  NEXT(1);

  // --- attributes and items
op_LOAD_ATTR:
  frame->ip = ip;
  specialise_load_attribute(machine, frame, ip, sp[-1], code->name_at(oparg >> 1), oparg & 1);
  if (oparg & 1) {
    {
      MethodLookup method = get_method(machine, sp[-1], code->name_at(oparg >> 1));
      result = method.callable.release_ownership();
      if (!result.is_null()) {
        vm::release(sp[-1]);
        sp[-1] = result;
        PUSH(method.self.release_ownership());
      }
    }
    if (result.is_null()) goto error;
    NEXT(5);
  }
  result = take(get_attribute(machine, sp[-1], code->name_at(oparg >> 1)));
  if (result.is_null()) goto error;
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(5);
op_LOAD_ATTR_INSTANCE : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!sp[-1].is_object() || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  const Attributes* attributes =
      reinterpret_cast<Attributes*>(reinterpret_cast<char*>(sp[-1].object()) + cache.extra);
  if (reinterpret_cast<std::uintptr_t>(attributes->shape) != cache.second_key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  result = attributes->values[cache.index];
  vm::retain(result);
  frame->ip = ip;
  vm::release(sp[-1].object());
  sp[-1] = result;
  if (oparg & 1) PUSH(Value());
  NEXT(5);
}
op_LOAD_ATTR_MODULE : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!is<Module>(sp[-1]) || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  const Dict* dict = cast<Module>(sp[-1])->dict.get();
  if (dict->keys_version != cache.second_key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  result = dict->entries[cache.index].value;
  vm::retain(result);
  frame->ip = ip;
  vm::release(sp[-1].object());
  sp[-1] = result;
  if (oparg & 1) PUSH(Value());
  NEXT(5);
}
op_LOAD_ATTR_METHOD : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!sp[-1].is_object() || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  result = sp[-1];
  vm::retain(cache.value.object());
  sp[-1] = cache.value;
  PUSH(result);
  NEXT(5);
}
op_LOAD_ATTR_METHOD_OF_INSTANCE : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!sp[-1].is_object() || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  result = sp[-1];
  const Attributes* attributes =
      reinterpret_cast<Attributes*>(reinterpret_cast<char*>(result.object()) + cache.extra);
  if (reinterpret_cast<std::uintptr_t>(attributes->shape) != cache.second_key) [[unlikely]]
    goto unspecialise_LOAD_ATTR;
  vm::retain(cache.value.object());
  sp[-1] = cache.value;
  PUSH(result);
  NEXT(5);
}
unspecialise_LOAD_ATTR:
  ip->opcode = static_cast<std::uint8_t>(Opcode::LOAD_ATTR);
  goto op_LOAD_ATTR;
op_LOAD_SUPER_ATTR:
  frame->ip = ip;
  result =
      take(super_attribute(machine, sp[-3], sp[-2], sp[-1], code->name_at(oparg >> 2), oparg & 2));
  if (result.is_null()) goto error;
  DROP();
  DROP();
  DROP();
  PUSH(result);
  if (oparg & 1) PUSH(Value());
  NEXT(2);
op_STORE_ATTR:
  frame->ip = ip;
  specialise_store_attribute(machine, frame, ip, sp[-1], code->name_at(oparg));
  if (!set_attribute(machine, sp[-1], code->name_at(oparg), sp[-2])) goto error;
  DROP();
  DROP();
  NEXT(3);
op_STORE_ATTR_INSTANCE : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!sp[-1].is_object() || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_STORE_ATTR;
  Attributes* attributes =
      reinterpret_cast<Attributes*>(reinterpret_cast<char*>(sp[-1].object()) + cache.extra);
  if (reinterpret_cast<std::uintptr_t>(attributes->shape) != cache.second_key) [[unlikely]]
    goto unspecialise_STORE_ATTR;
  frame->ip = ip;
  result = attributes->values[cache.index];
  attributes->values[cache.index] = sp[-2];
  sp -= 2;
  vm::release(result);
  vm::release(sp[1].object());
  NEXT(3);
}
op_STORE_ATTR_NEW : {
  const CacheEntry& cache = cache_entry(code, ip);
  if (!sp[-1].is_object() || sp[-1].object()->type->version != cache.key) [[unlikely]]
    goto unspecialise_STORE_ATTR;
  Attributes* attributes =
      reinterpret_cast<Attributes*>(reinterpret_cast<char*>(sp[-1].object()) + cache.extra);
  if (reinterpret_cast<std::uintptr_t>(attributes->shape) != cache.second_key ||
      cache.index >= attributes->capacity) [[unlikely]]
    goto unspecialise_STORE_ATTR;
  frame->ip = ip;
  attributes->values[cache.index] = sp[-2];
  attributes->shape = cache.next_shape;
  sp -= 2;
  vm::release(sp[1].object());
  NEXT(3);
}
unspecialise_STORE_ATTR:
  ip->opcode = static_cast<std::uint8_t>(Opcode::STORE_ATTR);
  goto op_STORE_ATTR;
op_DELETE_ATTR:
  frame->ip = ip;
  if (!delete_attribute(machine, sp[-1], code->name_at(oparg))) goto error;
  DROP();
  NEXT(1);
op_LOAD_SPECIAL : {
  frame->ip = ip;
  bool found;
  {
    Ref callable, self;
    found = load_special(machine, sp[-1], static_cast<SpecialMethod>(oparg), callable, self);
    if (found) {
      vm::release(sp[-1]);
      sp[-1] = callable.release_ownership();
      PUSH(self.release_ownership());
    }
  }
  if (!found) goto error;
  NEXT(1);
}
op_STORE_SUBSCR:
  frame->ip = ip;
  if (List* list = as_exact<List>(sp[-2]); list && sp[-1].is_small() && sp[-1].small() >= 0 &&
                                           static_cast<std::size_t>(sp[-1].small()) < list->size) {
    Value* item = list->items + sp[-1].small();
    result = *item;
    *item = sp[-3];
    sp -= 3;
    vm::release(result);
    vm::release(sp[1]);
    NEXT(2);
  }
  if (Dict* dict = as_exact<Dict>(sp[-2])) {
    if (!dict_set(machine, dict, sp[-1], sp[-3])) goto error;
  } else if (!set_item(machine, sp[-2], sp[-1], sp[-3])) {
    goto error;
  }
  DROP();
  DROP();
  DROP();
  NEXT(2);
op_DELETE_SUBSCR:
  frame->ip = ip;
  if (!delete_item(machine, sp[-2], sp[-1])) goto error;
  DROP();
  DROP();
  NEXT(1);
op_BINARY_SLICE:
  frame->ip = ip;
  result = take(sliced(machine, sp[-3], sp[-2], sp[-1]));
  if (result.is_null()) goto error;
  DROP();
  DROP();
  DROP();
  PUSH(result);
  NEXT(1);
op_STORE_SLICE:
  frame->ip = ip;
  if (!store_sliced(machine, sp[-3], sp[-2], sp[-1], sp[-4])) goto error;
  DROP();
  DROP();
  DROP();
  DROP();
  NEXT(1);

  // --- operators
op_UNARY_NEGATIVE:
  frame->ip = ip;
  result = take(negative(machine, sp[-1]));
  goto replace_top;
op_UNARY_INVERT:
  frame->ip = ip;
  result = take(invert(machine, sp[-1]));
  goto replace_top;
replace_top:
  if (result.is_null()) goto error;
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(1);
op_UNARY_NOT : {
  frame->ip = ip;
  const int is_true = truth_of(machine, sp[-1]);
  if (is_true < 0) goto error;
  vm::release(sp[-1]);
  sp[-1] = Value::boolean(!is_true);
  NEXT(1);
}
op_TO_BOOL : {
  if (!sp[-1].is_bool()) {
    frame->ip = ip;
    const int is_true = truth_of(machine, sp[-1]);
    if (is_true < 0) goto error;
    vm::release(sp[-1]);
    sp[-1] = Value::boolean(is_true);
  }
  NEXT(2);
}
op_BINARY_OP:
  if (ip->opcode == static_cast<std::uint8_t>(Opcode::BINARY_OP) &&
      ip[1].oparg < most_specialisations) {
    const Opcode special = specialised_binary_operation(sp[-2], sp[-1], oparg);
    if (special != Opcode::BINARY_OP) {
      ip->opcode = static_cast<std::uint8_t>(special);
      ++ip[1].oparg;
    }
  }
  result = number_operation(sp[-2], sp[-1], oparg);
  if (result.is_null()) {
    frame->ip = ip;
    result = binary_operation(machine, sp[-2], sp[-1], oparg);
    if (result.is_null()) goto error;
  }
  DROP();
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(2);
op_BINARY_OP_ADD_INT:
  if (!Value::both_small(sp[-2], sp[-1])) [[unlikely]]
    goto unspecialise_BINARY_OP;
  result = add_small(sp[-2], sp[-1]);
  goto replace_two_numbers;
op_BINARY_OP_SUBTRACT_INT:
  if (!Value::both_small(sp[-2], sp[-1])) [[unlikely]]
    goto unspecialise_BINARY_OP;
  result = subtract_small(sp[-2], sp[-1]);
  goto replace_two_numbers;
op_BINARY_OP_MULTIPLY_INT:
  if (!Value::both_small(sp[-2], sp[-1])) [[unlikely]]
    goto unspecialise_BINARY_OP;
  result = multiply_small(sp[-2], sp[-1]);
replace_two_numbers:
  if (result.is_null()) [[unlikely]]
    goto unspecialise_BINARY_OP;
  --sp;
  sp[-1] = result;
  NEXT(2);
op_BINARY_OP_ADD_FLOAT:
  if (!sp[-2].is_real() || !sp[-1].is_real()) [[unlikely]]
    goto unspecialise_BINARY_OP;
  --sp;
  sp[-1] = Value::real(sp[-1].real() + sp[0].real());
  NEXT(2);
op_BINARY_OP_SUBTRACT_FLOAT:
  if (!sp[-2].is_real() || !sp[-1].is_real()) [[unlikely]]
    goto unspecialise_BINARY_OP;
  --sp;
  sp[-1] = Value::real(sp[-1].real() - sp[0].real());
  NEXT(2);
op_BINARY_OP_MULTIPLY_FLOAT:
  if (!sp[-2].is_real() || !sp[-1].is_real()) [[unlikely]]
    goto unspecialise_BINARY_OP;
  --sp;
  sp[-1] = Value::real(sp[-1].real() * sp[0].real());
  NEXT(2);
op_BINARY_OP_SUBSCRIPT_LIST : {
  const List* list = as_exact<List>(sp[-2]);
  if (!list || !sp[-1].is_small() || static_cast<std::uint64_t>(sp[-1].small()) >= list->size)
      [[unlikely]]
    goto unspecialise_BINARY_OP;
  result = list->items[sp[-1].small()];
  goto replace_container;
}
op_BINARY_OP_SUBSCRIPT_TUPLE : {
  const Tuple* tuple = as_exact<Tuple>(sp[-2]);
  if (!tuple || !sp[-1].is_small() || static_cast<std::uint64_t>(sp[-1].small()) >= tuple->size)
      [[unlikely]]
    goto unspecialise_BINARY_OP;
  result = tuple->items[sp[-1].small()];
}
replace_container:
  vm::retain(result);
  frame->ip = ip;
  --sp;
  vm::release(sp[-1].object());
  sp[-1] = result;
  NEXT(2);
unspecialise_BINARY_OP:
  ip->opcode = static_cast<std::uint8_t>(Opcode::BINARY_OP);
  goto op_BINARY_OP;
op_COMPARE_OP:
  // Small ints, and the jump that tests the answer in one go.
  if (Value::both_small(sp[-2], sp[-1])) {
    // One bit an outcome: less, equal, greater.
    constexpr std::uint32_t outcomes = 0x645231; // <, <=, ==, !=, >, >= from the lowest four bits
    const std::int64_t left = sp[-2].small(), right = sp[-1].small();
    const std::uint32_t holds =
        outcomes >> (oparg >> comparison_shift) * 4 >> ((left >= right) + (left > right)) & 1;
    sp -= 2;
    ip += 2;
    if (ip->opcode == static_cast<std::uint8_t>(Opcode::POP_JUMP_IF_FALSE)) {
      if (holds) NEXT(2);
      frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
      NEXT(2 + ip->oparg);
    }
    if (ip->opcode == static_cast<std::uint8_t>(Opcode::POP_JUMP_IF_TRUE)) {
      if (!holds) NEXT(2);
      frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
      NEXT(2 + ip->oparg);
    }
    PUSH(Value::boolean(holds));
    DISPATCH();
  }
  frame->ip = ip;
  result = compare_values(machine, sp[-2], sp[-1], oparg);
  if (result.is_null()) goto error;
  DROP();
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(2);
op_IS_OP:
  result = Value::boolean((sp[-2] == sp[-1]) != (oparg != 0));
  DROP();
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(1);
op_CONTAINS_OP : {
  frame->ip = ip;
  Dict* dict = as_exact<Dict>(sp[-1]);
  const auto found =
      dict ? dict_contains(machine, dict, sp[-2]) : contains(machine, sp[-1], sp[-2]);
  if (!found) goto error;
  DROP();
  vm::release(sp[-1]);
  sp[-1] = Value::boolean(*found != (oparg != 0));
  NEXT(2);
}

  // --- displays
op_BUILD_TUPLE:
  result = take(make_tuple_stealing(machine, {sp - oparg, oparg}));
  sp -= oparg;
  PUSH(result);
  NEXT(1);
op_BUILD_LIST:
  result = take(make_list_stealing(machine, {sp - oparg, oparg}));
  sp -= oparg;
  PUSH(result);
  NEXT(1);
op_BUILD_SET:
  frame->ip = ip;
  result = take(new_set(machine, sp - oparg, oparg));
  count = oparg;
  goto build;
op_BUILD_MAP:
  frame->ip = ip;
  result = take(new_dict(machine, sp - 2 * oparg, oparg));
  count = 2 * oparg;
  goto build;
op_BUILD_CONST_KEY_MAP:
  frame->ip = ip;
  result = take(new_dict_with_keys(machine, cast<Tuple>(sp[-1]), sp - 1 - oparg, oparg));
  count = oparg + 1;
  goto build;
op_BUILD_STRING:
  result = take(join_strings(machine, {sp - oparg, oparg}));
  count = oparg;
  goto build;
op_BUILD_SLICE:
  result = take(make_slice(machine, sp[-static_cast<std::ptrdiff_t>(oparg)],
                           sp[1 - static_cast<std::ptrdiff_t>(oparg)],
                           oparg == 3 ? sp[-1] : Value::none()));
  count = oparg;
  goto build;
op_BUILD_INTERPOLATION:
  count = 2 + (oparg & 1);
  result = take(make_interpolation(machine, {sp - count, count}, oparg >> 2));
  goto build;
op_BUILD_TEMPLATE:
  result = take(make_template(machine, sp[-2], sp[-1]));
  count = 2;
  goto build;
build:
  if (result.is_null()) goto error;
  while (count-- > 0) DROP();
  PUSH(result);
  NEXT(1);
op_LIST_APPEND:
  --sp;
  append_stealing(machine, cast<List>(sp[-static_cast<std::ptrdiff_t>(oparg)]), *sp);
  NEXT(1);
op_SET_ADD:
  frame->ip = ip;
  if (!set_add(machine, cast<Set>(sp[-1 - static_cast<std::ptrdiff_t>(oparg)]), sp[-1])) goto error;
  DROP();
  NEXT(1);
op_MAP_ADD:
  frame->ip = ip;
  if (!dict_set(machine, cast<Dict>(sp[-2 - static_cast<std::ptrdiff_t>(oparg)]), sp[-2], sp[-1])) {
    goto error;
  }
  DROP();
  DROP();
  NEXT(1);
op_LIST_EXTEND:
  frame->ip = ip;
  if (!extend_list(machine, cast<List>(sp[-1 - static_cast<std::ptrdiff_t>(oparg)]), sp[-1])) {
    goto error;
  }
  DROP();
  NEXT(1);
op_SET_UPDATE:
  frame->ip = ip;
  if (!set_update(machine, cast<Set>(sp[-1 - static_cast<std::ptrdiff_t>(oparg)]), sp[-1]))
    goto error;
  DROP();
  NEXT(1);
op_DICT_UPDATE:
  frame->ip = ip;
  if (!update_dict(machine, cast<Dict>(sp[-1 - static_cast<std::ptrdiff_t>(oparg)]), sp[-1])) {
    goto error;
  }
  DROP();
  NEXT(1);
op_DICT_MERGE:
  frame->ip = ip;
  if (!merge_keywords(machine, sp[-4 - static_cast<std::ptrdiff_t>(oparg)],
                      cast<Dict>(sp[-1 - static_cast<std::ptrdiff_t>(oparg)]), sp[-1])) {
    goto error;
  }
  DROP();
  NEXT(1);
op_FORMAT_SIMPLE:
  if (!as_exact<Str>(sp[-1])) {
    frame->ip = ip;
    result = take(format(machine, sp[-1], cast<Str>(machine.empty_str)));
    goto replace_top;
  }
  NEXT(1);
op_FORMAT_WITH_SPEC:
  frame->ip = ip;
  if (Str* specification = as<Str>(sp[-1])) {
    result = take(format(machine, sp[-2], specification));
  } else {
    raise(machine, machine.exceptions.TypeError, "format specification must be a str");
    goto error;
  }
  count = 2;
  goto build;
op_CONVERT_VALUE:
  frame->ip = ip;
  result = oparg == 1   ? take(str(machine, sp[-1]))
           : oparg == 2 ? take(repr(machine, sp[-1]))
                        : take(ascii(machine, sp[-1]));
  goto replace_top;

  // --- unpacking and patterns
op_UNPACK_SEQUENCE:
  frame->ip = ip;
  --sp;
  result = *sp;
  if (!unpack_sequence(machine, result, oparg, sp)) {
    *sp++ = result;
    goto error;
  }
  sp += oparg;
  vm::release(result);
  NEXT(2);
op_UNPACK_EX:
  frame->ip = ip;
  --sp;
  result = *sp;
  if (!unpack_with_star(machine, result, oparg & 0xff, oparg >> 8, sp)) {
    *sp++ = result;
    goto error;
  }
  sp += (oparg & 0xff) + 1 + (oparg >> 8);
  vm::release(result);
  NEXT(1);
op_GET_LEN : {
  frame->ip = ip;
  const auto size = length(machine, sp[-1]);
  if (!size) goto error;
  PUSH(Value::small(*size));
  NEXT(1);
}
op_MATCH_MAPPING:
  result = Value::boolean(is_mapping(machine, sp[-1]));
  PUSH(result);
  NEXT(1);
op_MATCH_SEQUENCE:
  result = Value::boolean(is_sequence(machine, sp[-1]));
  PUSH(result);
  NEXT(1);
op_MATCH_KEYS:
  frame->ip = ip;
  result = take(match_keys(machine, sp[-2], sp[-1]));
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(1);
op_MATCH_CLASS:
  frame->ip = ip;
  result = take(match_class(machine, sp[-3], sp[-2], oparg, cast<Tuple>(sp[-1])));
  count = 3;
  goto build;

  // --- jumps
op_JUMP_FORWARD:
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  NEXT(1 + oparg);
op_JUMP_BACKWARD:
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  if ((steps_left -= oparg) < 0) [[unlikely]]
    throw LimitReached{"step limit reached"};
  NEXT(1 - static_cast<std::ptrdiff_t>(oparg));
op_JUMP_BACKWARD_NO_INTERRUPT:
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  NEXT(1 - static_cast<std::ptrdiff_t>(oparg));
op_POP_JUMP_IF_TRUE : {
  result = sp[-1];
  int is_true = result.is_true();
  if (!result.is_bool()) {
    frame->ip = ip;
    is_true = truth_of(machine, result);
    if (is_true < 0) goto error;
    vm::release(result);
  }
  --sp;
  if (is_true) {
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  NEXT(2);
}
op_POP_JUMP_IF_FALSE : {
  result = sp[-1];
  int is_true = result.is_true();
  if (!result.is_bool()) {
    frame->ip = ip;
    is_true = truth_of(machine, result);
    if (is_true < 0) goto error;
    vm::release(result);
  }
  --sp;
  if (!is_true) {
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  NEXT(2);
}
op_POP_JUMP_IF_NONE:
  result = *--sp;
  if (result.is_none()) {
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  vm::release(result);
  NEXT(2);
op_POP_JUMP_IF_NOT_NONE:
  result = *--sp;
  if (!result.is_none()) {
    vm::release(result);
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
  NEXT(2);

  // --- iteration
op_GET_ITER:
  frame->ip = ip;
  result = take(iterate(machine, sp[-1]));
  goto replace_top;
op_GET_YIELD_FROM_ITER:
  frame->ip = ip;
  result = take(yield_from_iterator(machine, frame, sp[-1]));
  goto replace_top;
op_FOR_ITER:
  frame->ip = ip;
  if (Generator* generator = as<Generator>(sp[-1])) {
    if (generator->type == machine.types.generator &&
        generator->state <= GeneratorState::suspended) {
      note_iteration(frame, ip);
      frame->return_units = oparg;
      frame->sp = sp;
      callee = resume(generator, EnteredBy::for_iter);
      *callee->sp++ = Value::none();
      goto enter_generator;
    }
  }
  if (Iterator* iterator = as_exact<Iterator>(sp[-1])) {
    if (iterator->type == machine.types.range_iterator && iterator->stop > 0 && !iterator->source &&
        Value::fits_small(iterator->index)) {
      PUSH(Value::small(iterator->index));
      if (--iterator->stop > 0) iterator->index += iterator->step;
      NEXT(2);
    }
    if (iterator->type == machine.types.list_iterator && iterator->source) {
      const List* list = cast<List>(iterator->source);
      if (iterator->index < static_cast<std::int64_t>(list->size)) {
        result = list->items[iterator->index++];
        vm::retain(result);
        PUSH(result);
        NEXT(2);
      }
    }
  }
  if (auto* advance = type_of(machine, sp[-1])->slots.next) {
    result = take(advance(machine, sp[-1]));
  } else {
    result = take(next(machine, sp[-1]));
  }
  if (!result.is_null()) {
    PUSH(result);
    NEXT(2);
  }
  if (error_pending(machine)) {
    if (!end_iteration(frame)) goto error;
  }
  goto exhausted;
op_END_FOR:
  DROP();
  NEXT(1);
op_POP_ITER:
  frame->ip = ip;
  DROP();
  NEXT(1);

  // --- functions and calls
op_MAKE_FUNCTION:
  result = take(function_with(machine, frame, sp, oparg));
  count = 1 + (oparg & 1) + (oparg >> 1 & 1) + (oparg >> 2 & 1) + (oparg >> 3 & 1);
  goto build;
op_SET_FUNCTION_ATTRIBUTE:
  if (!set_function_attribute(machine, cast<Function>(sp[-1]),
                              static_cast<FunctionAttribute>(oparg), sp[-2])) {
    goto error;
  }
  std::swap(sp[-1], sp[-2]);
  DROP();
  NEXT(1);
op_LOAD_BUILD_CLASS:
  frame->ip = ip;
  result = dict_find(frame->function->builtins.get(), machine.names.build_class);
  if (result.is_null()) {
    raise(machine, machine.exceptions.NameError, "__build_class__ not found");
    goto error;
  }
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_CALL:
  slot = sp - oparg - 2;
  arguments = slot + 2;
  count = oparg;
  if (!slot[1].is_null()) {
    --arguments;
    ++count;
  } else if (Method* method = as_exact<Method>(slot[0])) {
    slot[0] = method->function;
    slot[1] = method->self;
    vm::retain(slot[0]);
    vm::retain(slot[1]);
    vm::release(Value::object(method));
    --arguments;
    ++count;
  }
  if (is<Function>(slot[0])) goto call_python;
  frame->ip = ip;
  result = call_native_directly(machine, slot[0], arguments, count);
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_units);
call_python:
  frame->ip = ip;
  frame->return_units = call_units;
  callee = push_positional(*this, cast<Function>(slot[0]), arguments, count);
  if (callee) [[likely]] {
    frame->sp = slot;
    goto enter_frame;
  }
  callee = push_frame(cast<Function>(std::exchange(slot[0], Value())));
  if (!callee) goto error;
  if (!bind(callee, arguments, count, nullptr)) {
    pop_frame(callee, callee->stack_base());
    sp = slot;
    goto error;
  }
  frame->sp = slot;
  goto enter_frame;
op_CALL_KW:
  slot = sp - oparg - 3;
  arguments = slot + 2;
  count = oparg;
  if (!slot[1].is_null()) {
    --arguments;
    ++count;
  } else if (Method* method = as_exact<Method>(slot[0])) {
    slot[0] = method->function;
    slot[1] = method->self;
    vm::retain(slot[0]);
    vm::retain(slot[1]);
    vm::release(Value::object(method));
    --arguments;
    ++count;
  }
  if (is<Function>(slot[0])) goto call_python_kw;
  frame->ip = ip;
  result =
      take(vm::call(machine, slot[0],
                    Arguments{arguments, count - cast<Tuple>(sp[-1])->size, cast<Tuple>(sp[-1])}));
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_kw_units);
call_python_kw : {
  frame->ip = ip;
  frame->return_units = call_kw_units;
  callee = push_frame(cast<Function>(std::exchange(slot[0], Value())));
  if (!callee) goto error;
  Tuple* names = cast<Tuple>(*--sp);
  const bool bound = bind(callee, arguments, count - names->size, names);
  vm::release(static_cast<Object*>(names));
  if (!bound) {
    pop_frame(callee, callee->stack_base());
    sp = slot;
    goto error;
  }
  frame->sp = slot;
  goto enter_frame;
}
op_CALL_FUNCTION_EX:
  frame->ip = ip;
  if (oparg & 1) PUSH(Value()); // no keywords
  slot = sp - 4;
  if (!as_exact<Tuple>(slot[2])) {
    result = take(call_arguments(machine, slot[0], slot[2]));
    if (result.is_null()) goto error;
    vm::release(slot[2]);
    slot[2] = result;
  }
  if (is<Function>(slot[0])) goto call_python_ex;
  result = take(vm::call(machine, slot[0], cast<Tuple>(slot[2])->view(),
                         slot[3].is_null() ? nullptr : as<Dict>(slot[3])));
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_ex_units);
call_python_ex:
  frame->return_units = call_ex_units;
  callee = frame_for_arguments(*this, cast<Function>(slot[0]), cast<Tuple>(slot[2]),
                               slot[3].is_null() ? nullptr : as<Dict>(slot[3]));
  while (sp != slot) DROP();
  if (!callee) goto error;
  frame->sp = slot;
  goto enter_frame;
op_CALL_INTRINSIC_1:
  frame->ip = ip;
  result = take(call_intrinsic(*this, frame, static_cast<Intrinsic1>(oparg), sp[-1]));
  goto replace_top;
op_CALL_INTRINSIC_2:
  frame->ip = ip;
  result = take(call_intrinsic(*this, static_cast<Intrinsic2>(oparg), sp[-2], sp[-1]));
  count = 2;
  goto build;
op_RETURN_VALUE:
  result = *--sp;
  frame->ip = ip;
  goto leave_frame;
op_RETURN_CONST:
  result = constants[oparg];
  vm::retain(result);
  frame->ip = ip;
  goto leave_frame;

  // --- generators and coroutines
op_RETURN_GENERATOR : {
  frame->ip = ip;
  result = Value::object(make_generator(machine, frame, sp));
  const EnteredBy by = frame->entered_by;
  Frame* below = frame->previous;
  current = below;
  --depth;
  stack.pop(frame);
  if (by == EnteredBy::native) return Ref::steal(result);
  frame = below;
  code = frame->code;
  locals = frame->values();
  constants = code->constant_items;
  ip = frame->ip;
  sp = frame->sp;
  PUSH(result);
  NEXT(frame->return_units);
}
op_YIELD_VALUE:
  result = *--sp;
  frame->ip = ip;
  frame->sp = sp;
  goto suspend_frame;
op_SEND:
  frame->ip = ip;
  if (Generator* generator = as<Generator>(sp[-2])) {
    if (generator->type != machine.types.async_generator &&
        (generator->state == GeneratorState::suspended ||
         (generator->state == GeneratorState::created && sp[-1].is_none()))) {
      frame->return_units = oparg;
      result = *--sp;
      frame->sp = sp;
      callee = resume(generator, EnteredBy::send);
      *callee->sp++ = result;
      goto enter_generator;
    }
  }
  {
    SendResult answer;
    {
      Ref given;
      answer = send_value(machine, sp[-2], sp[-1], given);
      result = given.release_ownership();
    }
    if (answer == SendResult::raised) goto error;
    vm::release(sp[-1]);
    sp[-1] = result;
    if (answer == SendResult::yielded) NEXT(2);
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg);
  }
op_END_SEND:
  frame->ip = ip;
  result = *--sp;
  vm::release(sp[-1]);
  sp[-1] = result;
  NEXT(1);
op_GET_AWAITABLE:
  frame->ip = ip;
  result = take(awaitable_iterator(machine, sp[-1]));
  if (result.is_null() && oparg != 0 && !type_of(machine, sp[-1])->slots.await) {
    clear_pending(machine);
    raise(
        machine, machine.exceptions.TypeError,
        fmt::format("'async with' received an object from {} that does not implement __await__: {}",
                    oparg == 1 ? "__aenter__" : "__aexit__", type_name(machine, sp[-1])));
  }
  goto replace_top;
op_GET_AITER:
  frame->ip = ip;
  result = take(async_iterator(machine, sp[-1]));
  goto replace_top;
op_GET_ANEXT:
  frame->ip = ip;
  result = take(async_next_awaitable(machine, sp[-1]));
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(1);
op_END_ASYNC_FOR:
  if (is_instance_of(machine, sp[-1], machine.exceptions.StopAsyncIteration)) {
    frame->ip = ip;
    DROP();
    DROP();
    NEXT(1);
  }
  set_pending(machine, Ref::steal(*--sp));
  goto reraise;
op_CLEANUP_THROW:
  if (is_instance_of(machine, sp[-1], machine.exceptions.StopIteration)) {
    frame->ip = ip;
    result = stop_iteration_value(machine, sp[-1]);
    vm::retain(result);
    DROP();
    DROP();
    DROP();
    PUSH(Value::none());
    PUSH(result);
    NEXT(1);
  }
  set_pending(machine, Ref::steal(*--sp));
  goto reraise;

  // --- exceptions and context managers
op_PUSH_EXC_INFO:
  result = sp[-1];
  sp[-1] = handled->exception.is_null() ? Value::none() : handled->exception;
  handled->exception = result;
  vm::retain(result);
  PUSH(result);
  NEXT(1);
op_POP_EXCEPT:
  frame->ip = ip;
  result = std::exchange(handled->exception, *--sp);
  if (handled->exception.is_none()) handled->exception = Value();
  vm::release(result);
  NEXT(1);
op_CHECK_EXC_MATCH : {
  frame->ip = ip;
  const auto matches = exception_matches(machine, sp[-2], sp[-1]);
  if (!matches) goto error;
  vm::release(sp[-1]);
  sp[-1] = Value::boolean(*matches);
  NEXT(1);
}
op_CHECK_EG_MATCH : {
  frame->ip = ip;
  bool checked;
  {
    Ref rest, match;
    checked = exception_group_match(machine, sp[-2], sp[-1], rest, match);
    if (checked) {
      DROP();
      DROP();
      if (!match.get().is_none()) {
        vm::retain(match.get());
        vm::release(std::exchange(handled->exception, match.get()));
      }
      PUSH(rest.release_ownership());
      PUSH(match.release_ownership());
    }
  }
  if (!checked) goto error;
  NEXT(1);
}
op_RAISE_VARARGS:
  frame->ip = ip;
  if (oparg == 0) {
    if (raise_again()) goto reraise;
    goto error;
  }
  do_raise(sp[-static_cast<std::ptrdiff_t>(oparg)], oparg == 2 ? sp[-1] : Value());
  goto error;
op_RERAISE:
  frame->ip = ip;
  set_pending(machine, Ref::steal(*--sp));
  if (oparg > 0) {
    const Value blamed = sp[-static_cast<std::ptrdiff_t>(oparg)];
    if (blamed.is_small()) frame->ip = code->first_unit() + blamed.small();
  }
reraise: // the pending exception goes on; the instruction is at `ip`
  unit = code->unit_of(ip);
  if (watches(code, Event::RERAISE)) [[unlikely]]
    fire_exception(frame, Event::RERAISE, unit);
  goto unwind;
op_WITH_EXCEPT_START:
  frame->ip = ip;
  if (oparg == 1) {
    result = call_with_exception(machine, sp[-4], Value(), sp[-1]);
  } else {
    result = call_with_exception(machine, sp[-5], sp[-4], sp[-1]);
  }
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(1);
op_BEFORE_WITH:
op_BEFORE_ASYNC_WITH : {
  frame->ip = ip;
  bool entered_with;
  {
    Ref exit, value;
    entered_with = enter_with(
        machine, sp[-1],
        base_opcode(static_cast<Opcode>(code->description->code[code->unit_of(ip)].opcode)) ==
            Opcode::BEFORE_ASYNC_WITH,
        exit, value);
    if (entered_with) {
      vm::release(sp[-1]);
      sp[-1] = exit.release_ownership();
      PUSH(value.release_ownership());
    }
  }
  if (!entered_with) goto error;
  NEXT(1);
}

  // --- imports
op_IMPORT_NAME:
  frame->ip = ip;
  result = take(import_name(frame, code->name_at(oparg), sp[-1], sp[-2]));
  count = 2;
  goto build;
op_IMPORT_FROM:
  frame->ip = ip;
  result = take(import_from(sp[-1], code->name_at(oparg)));
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(1);

  // --- stand-ins where an event is wanted
op_INSTRUMENTED_LINE : {
  frame->ip = ip;
  frame->sp = sp;
  const std::uint32_t here = code->unit_of(ip);
  if (!monitoring.suspended() && line_begins(frame, here)) {
    if (!fire_line(frame, here)) goto error;
    if (frame->ip != ip) { // the callback set f_lineno (CB-16)
      ip = frame->ip;
      sp = frame->sp;
      DISPATCH();
    }
  }
  const auto& monitor = code->instrumentation->monitor;
  const bool is_dropped = // DISABLE-27
      machine.behaviours.disabled_line_drops_instruction() && monitor.line_tools(here).empty();
  if (!monitor.instruction_tools(here).empty() && !is_dropped) {
    goto op_INSTRUMENTED_INSTRUCTION; // DYN-10
  }
  goto* labels[static_cast<int>(code->instrumentation->own_opcode(here))];
}
op_INSTRUMENTED_INSTRUCTION : {
  frame->ip = ip;
  frame->sp = sp;
  const std::uint32_t here = code->unit_of(ip);
  const Opcode own = code->instrumentation->own_opcode(here); // before the callback: DYN-11
  if (!fire(frame, Event::INSTRUCTION, here, here)) goto error;
  goto* labels[static_cast<int>(own)];
}
op_INSTRUMENTED_RESUME : {
  frame->ip = ip;
  frame->sp = sp;
  if (code->synchronised != monitoring.version()) {
    synchronise(code);
    if (static_cast<Opcode>(ip->opcode) != Opcode::INSTRUMENTED_RESUME) DISPATCH();
  }
  const std::uint32_t here = code->unit_of(ip);
  if (!fire(frame, oparg == 0 ? Event::PY_START : Event::PY_RESUME, here, here)) goto error;
  NEXT(1);
}
op_INSTRUMENTED_RETURN_VALUE:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire(frame, Event::PY_RETURN, unit, unit, sp[-1])) goto error;
  result = *--sp;
  goto leave_frame;
op_INSTRUMENTED_RETURN_CONST:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire(frame, Event::PY_RETURN, unit, unit, constants[oparg])) goto error;
  result = constants[oparg];
  vm::retain(result);
  goto leave_frame;
op_INSTRUMENTED_YIELD_VALUE:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  result = machine.behaviours.async_generator_yield_is_wrapped()
               ? sp[-1]
               : unwrap_async_value(machine, sp[-1]);
  if (!fire(frame, Event::PY_YIELD, unit, unit, result)) goto error;
  result = *--sp;
  frame->ip = ip;
  frame->sp = sp;
  goto suspend_frame;
op_INSTRUMENTED_CALL : {
  frame->ip = ip;
  frame->sp = sp;
  slot = sp - oparg - 2;
  arguments = slot + 2;
  count = oparg;
  const bool unpacks_first = machine.behaviours.calls_unpack_bound_methods(); // CALL-6
  if (!slot[1].is_null()) {
    --arguments;
    ++count;
  } else if (unpacks_first && unpack_method(slot)) {
    --arguments;
    ++count;
  }
  unit = code->unit_of(ip);
  if (!fire(frame, Event::CALL, unit, unit, slot[0], count > 0 ? arguments[0] : missing.get()))
    goto error;
  if (!unpacks_first && slot[1].is_null() && unpack_method(slot)) {
    --arguments;
    ++count;
  }
  if (is<Function>(slot[0])) goto call_python;
  result = take(vm::call(machine, slot[0], Arguments{arguments, count, nullptr}));
  result = after_native_call(frame, result, slot[0], count > 0 ? arguments[0] : missing.get());
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_units);
}
op_INSTRUMENTED_CALL_KW : {
  frame->ip = ip;
  frame->sp = sp;
  slot = sp - oparg - 3;
  arguments = slot + 2;
  count = oparg;
  const bool unpacks_first = machine.behaviours.calls_unpack_bound_methods();
  if (!slot[1].is_null()) {
    --arguments;
    ++count;
  } else if (unpacks_first && unpack_method(slot)) {
    --arguments;
    ++count;
  }
  unit = code->unit_of(ip);
  if (!fire(frame, Event::CALL, unit, unit, slot[0], count > 0 ? arguments[0] : missing.get()))
    goto error;
  if (!unpacks_first && slot[1].is_null() && unpack_method(slot)) {
    --arguments;
    ++count;
  }
  if (is<Function>(slot[0])) goto call_python_kw;
  result =
      take(vm::call(machine, slot[0],
                    Arguments{arguments, count - cast<Tuple>(sp[-1])->size, cast<Tuple>(sp[-1])}));
  result = after_native_call(frame, result, slot[0], count > 0 ? arguments[0] : missing.get());
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_kw_units);
}
op_INSTRUMENTED_CALL_FUNCTION_EX : {
  frame->ip = ip;
  if (oparg & 1) PUSH(Value());
  frame->sp = sp;
  slot = sp - 4;
  if (!as_exact<Tuple>(slot[2])) {
    result = take(call_arguments(machine, slot[0], slot[2]));
    if (result.is_null()) goto error;
    vm::release(slot[2]);
    slot[2] = result;
  }
  const Tuple* positional = cast<Tuple>(slot[2]);
  unit = code->unit_of(ip);
  if (!fire(frame, Event::CALL, unit, unit, slot[0],
            positional->size > 0 ? positional->items[0] : missing.get())) {
    goto error;
  }
  if (is<Function>(slot[0])) goto call_python_ex;
  result = take(vm::call(machine, slot[0], positional->view(),
                         slot[3].is_null() ? nullptr : as<Dict>(slot[3])));
  if (!as_exact<Method>(slot[0])) { // CALL-9: a bound method stands for its function
    result = after_native_call(frame, result, slot[0],
                               positional->size > 0 ? positional->items[0] : missing.get());
  }
  while (sp != slot) DROP();
  if (result.is_null()) goto error;
  PUSH(result);
  NEXT(call_ex_units);
}
op_INSTRUMENTED_LOAD_SUPER_ATTR : {
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  const Value first = oparg & 2 ? sp[-2] : missing.get(); // CALL-10
  if (!fire(frame, Event::CALL, unit, unit, sp[-3], first)) goto error;
  const Value both[2] = {sp[-2], sp[-1]};
  result = take(vm::call(machine, sp[-3], Arguments{both, 2, nullptr}));
  result = after_native_call(frame, result, sp[-3], first);
  if (result.is_null()) goto error;
  const Value object = result;
  result = take(get_attribute(machine, object, code->name_at(oparg >> 2)));
  vm::release(object);
  if (result.is_null()) goto error;
  DROP();
  DROP();
  DROP();
  PUSH(result);
  if (oparg & 1) PUSH(Value());
  NEXT(2);
}
op_INSTRUMENTED_JUMP_FORWARD:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire_jump(frame, Event::JUMP, unit, unit, unit + 1 + oparg)) {
    unit += 1 + oparg;
    goto jump_error;
  }
  goto op_JUMP_FORWARD;
op_INSTRUMENTED_JUMP_BACKWARD:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire_jump(frame, Event::JUMP, unit, unit, unit + 1 - oparg)) {
    unit = unit + 1 - oparg;
    goto jump_error;
  }
  goto op_JUMP_BACKWARD;
op_INSTRUMENTED_POP_JUMP_IF_TRUE:
op_INSTRUMENTED_POP_JUMP_IF_FALSE:
op_INSTRUMENTED_POP_JUMP_IF_NONE:
op_INSTRUMENTED_POP_JUMP_IF_NOT_NONE : {
  frame->ip = ip;
  unit = code->unit_of(ip);
  int jumps;
  switch (code->instrumentation->original(unit)) {
  case Opcode::POP_JUMP_IF_TRUE: jumps = truth_of(machine, sp[-1]); break;
  case Opcode::POP_JUMP_IF_FALSE:
    jumps = truth_of(machine, sp[-1]);
    if (jumps >= 0) jumps = !jumps;
    break;
  case Opcode::POP_JUMP_IF_NONE: jumps = sp[-1].is_none(); break;
  default: jumps = !sp[-1].is_none(); break;
  }
  if (jumps < 0) goto error;
  DROP();
  frame->sp = sp;
  if (!fire_branch(frame, unit, jumps != 0, unit + 2 + (jumps ? oparg : 0))) {
    unit += 2 + (jumps ? oparg : 0);
    goto jump_error;
  }
  if (!jumps) NEXT(2);
  frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
  NEXT(2 + oparg);
}
op_INSTRUMENTED_FOR_ITER : {
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  bool done = false;
  Generator* generator = as<Generator>(sp[-1]);
  if (generator && generator->type == machine.types.generator) {
    SendResult answer;
    {
      Ref given;
      answer = generator_send(machine, generator, Value::none(), given);
      result = given.release_ownership();
    }
    if (answer == SendResult::raised) goto error;
    if (answer == SendResult::returned) {
      done = true;
      const bool fired = fire_stop_iteration(frame, unit + 2 + oparg, result);
      vm::release(result);
      if (!fired) goto error;
    }
  } else {
    if (auto* advance = type_of(machine, sp[-1])->slots.next) {
      result = take(advance(machine, sp[-1]));
    } else {
      result = take(next(machine, sp[-1]));
    }
    if (result.is_null()) {
      if (error_pending(machine) && !end_iteration(frame)) goto error;
      done = true;
    }
  }
  if (done) {
    DROP();
    frame->sp = sp;
    if (!fire_for_iter(frame, unit, true, unit + 2 + oparg + 2)) {
      unit += 2 + oparg + 2;
      goto branch_error;
    }
    frame->came_from = reinterpret_cast<std::uintptr_t>(ip);
    NEXT(2 + oparg + 2);
  }
  PUSH(result);
  frame->sp = sp;
  if (!fire_for_iter(frame, unit, false, unit + 2)) {
    unit += 2;
    if (machine.behaviours.entered_loop_error_leaves_frame()) goto jump_error;
    goto branch_error;
  }
  NEXT(2);
}
op_INSTRUMENTED_NOT_TAKEN:
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire_jump(frame, Event::BRANCH_LEFT, unit, unit - 1, unit + 1)) {
    ++unit;
    goto jump_error;
  }
  NEXT(1);
op_INSTRUMENTED_POP_ITER : {
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  const auto* from = reinterpret_cast<const CodeUnit*>(frame->came_from & ~std::uintptr_t{1});
  if (!fire_jump(frame, Event::BRANCH_RIGHT, unit, from ? code->unit_of(from) : unit, unit + 1)) {
    ++unit;
    goto branch_error;
  }
  DROP(); // after the event: a generator that is dropped here is closed
  NEXT(1);
}
op_INSTRUMENTED_END_ASYNC_FOR: // also where another exception leaves the loop
  frame->ip = ip;
  frame->sp = sp;
  unit = code->unit_of(ip);
  if (!fire_jump(frame, Event::BRANCH_RIGHT, unit, end_send_of(*code->description, unit),
                 unit + 1)) {
    ++unit;
    goto branch_error;
  }
  if (is_instance_of(machine, sp[-1], machine.exceptions.StopAsyncIteration)) {
    DROP();
    DROP();
    NEXT(1);
  }
  set_pending(machine, Ref::steal(*--sp));
  goto reraise;
op_INSTRUMENTED_END_SEND:
  frame->ip = ip;
  frame->sp = sp;
  if (is<Generator>(sp[-2])) {
    if (!fire_stop_iteration(frame, code->unit_of(ip), sp[-1])) goto error;
  }
  goto op_END_SEND;
}

#undef NEXT
#undef DISPATCH
#undef PUSH
#undef DROP

} // namespace specmon::vm
