// Exceptions on their way: tracebacks, what `raise` does, the handled exception.

#include "vm/machine.h"
#include "vm/types/exception.h"

namespace specmon::vm {

void Interpreter::add_traceback(Frame* at) {
  Exception* exception = as<Exception>(vm.pending);
  if (!exception) return;
  auto* entry = vm.heap.make<Traceback>(vm.types.traceback);
  entry->next = std::move(exception->traceback);
  entry->frame = Value::object(frame_object_of(vm, at));
  entry->offset = static_cast<int>(at->unit()) * 2;
  entry->line = at->line();
  vm.heap.track(entry);
  exception->traceback = Ref::steal(Value::object(entry));
}

Value* Interpreter::drop_failed(Frame* at, Value* top, std::uint32_t oparg) {
  const monitoring::Behaviours& behaviours = vm.behaviours;
  enum { forward, backward, usual };
  constexpr bool always = true;
  std::uint32_t count = 0;
  bool is_backward = !behaviours.operands_die_first_to_last();
  switch (static_cast<Opcode>(at->code->description->code[at->unit()].opcode)) {
#define FAILURE_DROPS(name, operands, order, when)                                                 \
  case Opcode::name:                                                                               \
    if (when) count = operands;                                                                    \
    if (order != usual) is_backward = order == backward;                                           \
    break;
#include "vm/opcodes.def"
  default: break;
  }
  release_values(top - count, top, is_backward);
  return top - count;
}

bool Interpreter::raise_again() {
  const Value exception = vm.handled();
  if (exception.is_null()) {
    raise(vm, vm.exceptions.RuntimeError, "No active exception to reraise");
    return false;
  }
  set_pending(vm, exception);
  return true;
}

bool Interpreter::do_raise(Value exception, Value cause) {
  Ref instance = normalise_exception(vm, exception);
  if (!instance) return false;
  if (!cause.is_null()) {
    Exception* raised = cast<Exception>(instance);
    if (cause.is_none()) {
      raised->cause = Ref();
    } else {
      const bool is_class =
          is<Type>(cause) && is_subtype(cast<Type>(cause), vm.exceptions.BaseException);
      if (!is_class && !is<Exception>(cause)) {
        return raise(vm, vm.exceptions.TypeError,
                     "exception causes must derive from BaseException");
      }
      Ref made = normalise_exception(vm, cause);
      if (!made) return false;
      raised->cause = made;
    }
    raised->suppress_context = true;
  }
  raise_instance(vm, instance);
  return false;
}

Value Vm::handled() const {
  if (!interpreter) return {};
  for (const HandledException* state = interpreter->handled; state; state = state->previous) {
    if (!state->exception.is_null()) return state->exception;
  }
  return {};
}

} // namespace specmon::vm
