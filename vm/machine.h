// The interpreter itself: the stack of frames, the loop that runs them, and the host of monitoring.
// What other parts of the VM call is in vm/interpreter.h; this is for the files of the machine.
//
//   vm/loop.cpp        the loop: one handler an opcode
//   vm/calls.cpp       arguments into frames, calls from C++
//   vm/unwinding.cpp   exceptions on their way through frames
//   vm/generators.cpp  generators;  vm/async_generators.cpp
//   vm/instrument.cpp  events into opcodes;  vm/events.cpp  firing them
#pragma once

#include "monitoring/firing.h"
#include "vm/generator.h"
#include "vm/interpreter.h"

#include <span>

namespace specmon::vm {

// An event on its way to one callback whose frame the loop has pushed itself. There is never more
// than one: while a callback runs no event fires (REENT-1).
struct Firing {
  monitoring::Occurrence occurrence{};
  std::uint32_t location = 0;
  monitoring::ToolId tool = 0;
  CodeUnit* ip = nullptr;       // the instruction whose event it is
  const void* then = nullptr;   // labels of the loop: where it goes on,
  const void* failed = nullptr; // where the callback's exception is raised
  Value result;                 // C_RETURN: the call's result, owned
};

class Interpreter final : public monitoring::Host {
public:
  explicit Interpreter(Vm& owner);
  ~Interpreter() override;

  Vm& vm;
  monitoring::Monitoring monitoring;
  Frame* current = nullptr; // the innermost frame that runs
  FrameStack stack;
  HandledException main_handled;
  HandledException* handled = &main_handled;
  Firing firing;
  Frame* line_frame = nullptr; // the frame whose LINE event is under way: its f_lineno may be set
  int frames_left;             // the recursion limit, less the Python frames that run
  std::int64_t steps_left = 0; // --max-steps
  const bool locals_die_last_first;       // the behaviour (PYTHON-23), asked at each return
  Type* locals_proxy_type = nullptr;      // of f_locals, made when first asked for
  Ref disable, missing;                   // sys.monitoring.DISABLE and MISSING
  Ref first_async_hook, final_async_hook; // sys.set_asyncgen_hooks
  std::vector<Ref> audit_hooks;
  Ref original_all, original_any; // the builtins that open-coded loops compare with

  // --- running
  // Runs `entered` (just pushed, entered_by native) until it returns or yields; empty: an exception
  // is pending. `throwing`: the exception to throw into the resumed generator is pending.
  Ref run(Frame* entered, bool throwing = false);
  // A frame on the stack for a call of `function`, its variables null; takes over one reference to
  // the function. Null: RecursionError is pending (the reference is released).
  Frame* push_frame(Function* function);
  // Ends a frame: releases what it owns, takes it off. `top`: one above its highest value.
  void pop_frame(Frame* ended, Value* top);
  // Puts arguments into the variables of a pushed frame: by position, name and default. Takes over
  // the references of `values`. False: TypeError is pending (the values are released).
  bool bind(Frame* callee, Value* values, std::size_t positional, Tuple* keyword_names);

  // --- generators (vm/generators.cpp)
  // Makes the generator's frame ready to run on top of the current one; suspends it again; ends it.
  Frame* resume(Generator* generator, EnteredBy by);
  void suspend(Generator* generator);
  void finish(Generator* generator, Value* top);

  // --- names (vm/names.cpp)
  Ref load_name(Frame* at, Str* name);
  Ref load_global(Frame* at, Str* name);
  // An entry of the mapping, else the global; an entry of the mapping, else empty and nothing
  // pending.
  Ref load_from_mapping_or_global(Frame* at, Value mapping, Str* name);
  Ref load_from_mapping(Value mapping, Str* name);
  bool delete_name(Frame* at, Str* name);
  bool delete_global(Frame* at, Str* name);
  Raised unbound_local(Frame* at, std::uint32_t index);
  Ref import_name(Frame* at, Str* name, Value from_list, Value level);
  Ref import_from(Value module, Str* name);
  bool import_star(Frame* at, Value module);

  // --- exceptions (vm/unwinding.cpp)
  void add_traceback(Frame* at);
  bool do_raise(Value exception, Value cause); // RAISE_VARARGS with arguments
  // bare `raise`: true if the handled exception is pending again, false if RuntimeError is
  bool raise_again();

  // Drops the operands that the instruction at `at`, which failed, drops at once; the new top
  // (PYTHON-25).
  Value* drop_failed(Frame* at, Value* top, std::uint32_t oparg);

  // --- events (vm/events.cpp); true: go on, false: the callback's exception is pending
  bool fire(Frame* at, monitoring::Event event, std::uint32_t location, std::uint32_t unit,
            Value first = {}, Value second = {});
  bool fire_jump(Frame* at, monitoring::Event event, std::uint32_t location, std::uint32_t source,
                 std::uint32_t destination);
  bool fire_stop_iteration(Frame* at, std::uint32_t unit, Value value);
  // C_RETURN, C_RAISE; an exception in flight stays pending, or is replaced.
  bool fire_ancillary(Frame* at, monitoring::Event event, std::uint32_t unit, Value callable,
                      Value arg0);
  // The pending exception's own events; a callback's exception replaces it (then false).
  bool fire_exception(Frame* at, monitoring::Event event, std::uint32_t unit);
  // C_RETURN or C_RAISE for a call's result; gives it back, or null if an exception is pending now.
  // Owns it.
  Value after_native_call(Frame* at, Value result, Value callable, Value arg0);
  // FOR_ITER's iterator raised: a StopIteration is taken away, and shown as RAISE (STOP-2). False:
  // it stays.
  bool end_iteration(Frame* at);
  bool watches(const Code* code, monitoring::Event event) const;
  // The line table and the last jump say whether a line begins (LINE-1), where that depends on the
  // arrival (Instrumentation::line_depends_on_arrival).
  bool line_begins(Frame* at, std::uint32_t unit) const;

  // Brings the code of a frame that is entered or resumed up to date.
  void synchronise(Code* code);

  // --- monitoring::Host
  void retain(monitoring::Handle handle) override;
  void release(monitoring::Handle handle) override;
  monitoring::Answer call(monitoring::CallbackHandle callback,
                          const monitoring::Occurrence& occurrence) override;
  bool audit_registration(monitoring::CallbackHandle callback) override;
  void cannot_disable(monitoring::Event event) override;
  void synchronise_running_code() override;
  monitoring::CodeMonitor* code_monitor(monitoring::CodeRef code, bool create) override;
  void rewrite(monitoring::CodeMonitor& monitor) override;
  void rewrite(monitoring::CodeMonitor& monitor, std::uint32_t unit) override;
};

// What STOP_ITERATION's callback gets for a generator's value.
Ref stop_iteration_payload(Vm& vm, Value value);
// A bound method at a call's slot becomes its function and self. False: there is none.
bool unpack_method(Value* slot);

} // namespace specmon::vm
