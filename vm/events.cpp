// Firing events from the loop, and what monitoring asks of its host.

#include "vm/callback_arguments.h"
#include "vm/instrument.h"
#include "vm/machine.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"

namespace specmon::vm {

using monitoring::Answer;
using monitoring::CodeMonitor;
using monitoring::Event;
using monitoring::Fired;
using monitoring::Occurrence;

Interpreter::Interpreter(Vm& owner)
    : vm(owner), monitoring(*this, owner.behaviours), frames_left(owner.embedder.recursion_limit),
      locals_die_last_first(owner.behaviours.locals_die_last_first()) {
  steps_left =
      vm.embedder.step_limit == 0 ? INT64_MAX : static_cast<std::int64_t>(vm.embedder.step_limit);
  disable = Ref::steal(vm.heap.make<Instance>(vm.types.object));
  missing = Ref::steal(vm.heap.make<Instance>(vm.types.object));
}

Interpreter::~Interpreter() = default;

void create_interpreter(Vm& vm) {
  vm.interpreter = std::make_shared<Interpreter>(vm);
}

// --- firing

bool Interpreter::fire(Frame* at, Event event, std::uint32_t location, std::uint32_t unit,
                       Value first, Value second) {
  Instrumentation* instrumentation = at->code->instrumentation.get();
  if (!instrumentation) return true;
  Occurrence occurrence;
  occurrence.event = event;
  occurrence.offset = static_cast<std::int32_t>(unit * 2);
  occurrence.code = at->code;
  occurrence.values = {first.bits(), second.bits()};
  return monitoring::fire(monitoring, instrumentation->monitor, location, occurrence) ==
         Fired::proceed;
}

bool Interpreter::fire_jump(Frame* at, Event event, std::uint32_t location, std::uint32_t source,
                            std::uint32_t destination) {
  Instrumentation* instrumentation = at->code->instrumentation.get();
  if (!instrumentation) return true;
  Occurrence occurrence;
  occurrence.event = event;
  occurrence.offset = static_cast<std::int32_t>(source * 2);
  occurrence.target = static_cast<std::int32_t>(destination * 2);
  occurrence.code = at->code;
  return monitoring::fire(monitoring, instrumentation->monitor, location, occurrence) ==
         Fired::proceed;
}

bool Interpreter::fire_stop_iteration(Frame* at, std::uint32_t unit, Value value) {
  const Instrumentation* instrumentation = at->code->instrumentation.get();
  const CodeUnit& end = at->code->description->code[unit];
  const bool in_for_loop = static_cast<Opcode>(end.opcode) == Opcode::END_FOR;
  if (in_for_loop && vm.behaviours.for_over_generator_loses_stop_iteration()) {
    // STOP-4: CPython's specialised FOR_ITER alone fires it; elsewhere a value other than None
    // shows as RAISE.
    const Generator* generator = as<Generator>(at->sp[-1]);
    if (!generator || !generator->in_specialised_loop) {
      if (value.is_none() || !watches(at->code, Event::RAISE)) return true;
      const Ref payload =
          make_exception(vm, vm.exceptions.StopIteration, {value}); // a tuple is one argument
      set_pending(vm, payload);
      const bool proceed = fire_exception(at, Event::RAISE, at->unit());
      if (proceed) clear_pending(vm);
      return proceed;
    }
  }
  if (!instrumentation || monitoring.suspended() ||
      instrumentation->monitor.own_tools(unit).empty()) {
    return true;
  }
  const Ref payload = stop_iteration_payload(vm, value);
  return payload && fire(at, Event::STOP_ITERATION, unit, unit, payload);
}

// STOP-1: the value itself if it is a StopIteration; an erring CPython unpacks a tuple.
Ref stop_iteration_payload(Vm& vm, Value value) {
  if (is_instance_of(vm, value, vm.exceptions.StopIteration)) return value;
  const Value type = Value::object(vm.exceptions.StopIteration);
  if (value.is_none()) return call(vm, type, {});
  Tuple* tuple = as<Tuple>(value);
  if (tuple && vm.behaviours.stop_iteration_unpacks_tuple())
    return call(vm, type, Arguments{tuple->items, tuple->size, nullptr});
  return call(vm, type, {value});
}

bool Interpreter::fire_ancillary(Frame* at, Event event, std::uint32_t unit, Value callable,
                                 Value arg0) {
  Instrumentation* instrumentation = at->code->instrumentation.get();
  if (!instrumentation) return true;
  Occurrence occurrence;
  occurrence.event = event;
  occurrence.offset = static_cast<std::int32_t>(unit * 2);
  occurrence.code = at->code;
  occurrence.values = {callable.bits(), arg0.bits()};
  Ref in_flight = std::move(vm.pending);
  vm.pending = Ref();
  if (monitoring::fire_ancillary(monitoring, instrumentation->monitor, unit, occurrence) ==
      Fired::raised) {
    return false;
  }
  vm.pending = std::move(in_flight);
  return true;
}

Value Interpreter::after_native_call(Frame* at, Value result, Value callable, Value arg0) {
  if (result.is_null()) {
    fire_ancillary(at, Event::C_RAISE, at->unit(), callable, arg0);
    return {};
  }
  if (fire_ancillary(at, Event::C_RETURN, at->unit(), callable, arg0)) return result;
  vm::release(result);
  return {};
}

bool Interpreter::fire_exception(Frame* at, Event event, std::uint32_t unit) {
  Instrumentation* instrumentation = at->code->instrumentation.get();
  Ref exception = std::move(vm.pending);
  vm.pending = Ref();
  Occurrence occurrence;
  occurrence.event = event;
  occurrence.offset = static_cast<std::int32_t>(unit * 2);
  occurrence.code = at->code;
  occurrence.values = {exception.get().bits(), 0};
  CodeMonitor* monitor = instrumentation ? &instrumentation->monitor : nullptr;
  if (monitoring::fire_exception(monitoring, monitor, occurrence) == Fired::raised) return false;
  vm.pending = std::move(exception);
  return true;
}

bool Interpreter::watches(const Code* code, Event event) const {
  return monitoring::exception_event_is_on(
      monitoring, code->instrumentation ? &code->instrumentation->monitor : nullptr, event);
}

bool Interpreter::end_iteration(Frame* at) {
  if (!pending_is(vm, vm.exceptions.StopIteration)) return false;
  if (watches(at->code, Event::RAISE) && !fire_exception(at, Event::RAISE, at->unit()))
    return false;
  clear_pending(vm);
  return true;
}

// LINE-8: CPython does not know its own specialised RESUME again.
static bool loses_line_behind(const Vm& vm, const Code* code, std::uint32_t resume) {
  return vm.behaviours.one_line_function_loses_line() &&
         static_cast<Opcode>(code->units[resume].opcode) == Opcode::RESUME_CHECK;
}

// A line begins at `unit` when it is reached from the instruction in front of it.
static bool line_begins_behind(const Vm& vm, const Code* code, std::uint32_t unit) {
  if (unit == 0) return true;
  const Instrumentation& instrumentation = *code->instrumentation;
  std::uint32_t before = unit - 1;
  while (before > 0 && !instrumentation.starts_instruction(before)) --before;
  if (!code->same_line(before, unit)) return true;
  return instrumentation.is_resume(before) && !loses_line_behind(vm, code, before);
}

bool Interpreter::line_begins(Frame* at, std::uint32_t unit) const {
  const Code* code = at->code;
  const bool begins_behind = line_begins_behind(vm, code, unit);
  const auto* from = reinterpret_cast<const CodeUnit*>(at->came_from & ~std::uintptr_t{1});
  if (!from) return begins_behind;
  const bool by_exception = (at->came_from & 1) != 0;
  const std::uint32_t from_unit = code->unit_of(from);
  // The most frequent case: wherever it comes from, it is another line.
  if (begins_behind && !by_exception && !code->same_line(from_unit, unit)) return true;

  const Instrumentation& instrumentation = *code->instrumentation;
  const std::vector<CodeUnit>& source = code->description->code;
  const bool from_cache = !instrumentation.starts_instruction(from_unit);
  std::uint32_t target = 0;
  if (by_exception) {
    target = at->handler;
    // What is thrown into a generator comes from the RESUME behind the yield (GEN-5).
    if (target == unit && !vm.behaviours.throw_is_at_the_yield() &&
        static_cast<Opcode>(source[from_unit].opcode) == Opcode::YIELD_VALUE &&
        instrumentation.is_resume(from_unit + 1) && !loses_line_behind(vm, code, from_unit + 1)) {
      return true;
    }
  } else if (from_cache) {
    if (from_unit + 1 == unit) return true; // a call's cache
  } else {
    const bool loop_ends = static_cast<Opcode>(source[from_unit].opcode) == Opcode::FOR_ITER;
    target = instrumentation.jump_target(from_unit) + (loop_ends ? 2 : 0);
  }
  if (target != unit) return begins_behind;
  return (from_cache && vm.behaviours.returned_call_has_no_line()) ||
         !code->same_line(from_unit, unit);
}

void Interpreter::synchronise(Code* code) {
  if (!code->instrumentation && monitoring.instruments()) code_monitor(code, true);
  if (code->instrumentation) monitoring.synchronise(code->instrumentation->monitor);
  code->synchronised = monitoring.version();
}

// --- monitoring::Host

void Interpreter::retain(monitoring::Handle handle) {
  vm::retain(Value::from_bits(handle));
}
void Interpreter::release(monitoring::Handle handle) {
  vm::release(Value::from_bits(handle));
}

Answer Interpreter::call(monitoring::CallbackHandle callback, const Occurrence& occurrence) {
  const Value function = Value::from_bits(callback);
  const Ref held = function;
  Value arguments[4];
  const std::uint32_t count = callback_arguments(occurrence, arguments);
  Ref result;
  Function* python = as<Function>(function);
  if (python && python->code->exact_arguments == count) {
    vm::retain(function);
    Frame* callee = push_frame(python);
    if (!callee) return Answer::raised;
    Value* variables = callee->values();
    for (std::uint32_t i = 0; i < count; ++i) {
      vm::retain(arguments[i]);
      variables[i] = arguments[i];
    }
    result = run(callee);
  } else {
    result = vm::call(vm, function, Arguments{arguments, count, nullptr});
  }
  if (!result) return Answer::raised;
  return result.get() == disable.get() ? Answer::disable : Answer::go_on;
}

bool Interpreter::audit_registration(monitoring::CallbackHandle callback) {
  if (audit_hooks.empty()) return true;
  const Value function = callback == 0 ? Value::none() : Value::from_bits(callback);
  return audit(vm, "sys.monitoring.register_callback", {function});
}

void Interpreter::cannot_disable(Event event) {
  clear_pending(vm);
  raise(vm, vm.exceptions.ValueError, monitoring::cannot_disable_message(event));
}

void Interpreter::synchronise_running_code() {
  for (Frame* at = current; at; at = at->previous) {
    if (at->code->synchronised != monitoring.version()) synchronise(at->code);
  }
}

CodeMonitor* Interpreter::code_monitor(monitoring::CodeRef reference, bool create) {
  auto* code = static_cast<Code*>(reference);
  if (!code->instrumentation) {
    if (!create) return nullptr;
    code->instrumentation = std::make_unique<Instrumentation>(*code, vm.behaviours);
  }
  return &code->instrumentation->monitor;
}

void Interpreter::rewrite(CodeMonitor& monitor) {
  static_cast<Code*>(monitor.code())->instrumentation->rewrite();
}

void Interpreter::rewrite(CodeMonitor& monitor, std::uint32_t unit) {
  static_cast<Code*>(monitor.code())->instrumentation->rewrite(unit);
}

// --- helpers

bool unpack_method(Value* slot) {
  Method* method = as_exact<Method>(slot[0]);
  if (!method) return false;
  slot[0] = method->function;
  slot[1] = method->self;
  vm::retain(slot[0]);
  vm::retain(slot[1]);
  vm::release(Value::object(method));
  return true;
}

void add_audit_hook(Vm& vm, Value hook) {
  vm.interpreter->audit_hooks.push_back(hook);
}

// A hook that is to be monitored says so by a true __cantrace__; nothing if the question failed.
std::optional<bool> hook_is_monitored(Vm& vm, Value hook) {
  const Owned<Str> name = intern(vm, "__cantrace__");
  const Ref wish = find_optional_attribute(vm, hook, name.get());
  if (wish) return truth(vm, wish);
  return error_pending(vm) ? std::nullopt : std::optional(false);
}

bool audit(Vm& vm, std::string_view event, std::span<const Value> arguments) {
  if (vm.interpreter->audit_hooks.empty()) return true;
  Ref name = make_str(vm, event);
  Ref tuple = make_tuple(vm, arguments);
  for (std::size_t i = 0; i < vm.interpreter->audit_hooks.size(); ++i) {
    const Ref hook = vm.interpreter->audit_hooks[i];
    std::optional<monitoring::Monitoring::Suspension> silence(
        vm.interpreter->monitoring); // AUDIT-4
    const std::optional<bool> monitored = hook_is_monitored(vm, hook);
    if (!monitored) return false;
    if (*monitored) silence.reset();
    if (!vm::call(vm, hook, {name, tuple})) return false;
  }
  return true;
}

} // namespace specmon::vm
