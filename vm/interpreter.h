// Running code: the entrances the rest of the VM uses. Frames, the loop, unwinding, generators and
// monitoring are behind them (vm/machine.h).
#pragma once

#include "vm/vm.h"

namespace specmon::vm {

struct Code;
struct Function;
struct FrameObject;

// Sets vm.interpreter; called once, when the types are there and before the modules are made.
void create_interpreter(Vm& vm);

// Calls a Python function from C++: binds arguments, runs its frame to the end (nested), returns
// its value.
Ref call_function(Vm& vm, Function* function, const Arguments& arguments);
// Runs a code object in a namespace (exec, eval, class bodies, modules). `locals` may be any
// mapping.
Ref run_code(Vm& vm, Code* code, Dict* globals, Value locals, Tuple* closure = nullptr);
// Compiles with the embedder's compiler and makes the code object; empty with SyntaxError pending.
Ref compile_source(Vm& vm, std::string_view source, const std::string& filename, CompileMode mode);
Owned<Code> make_code(Vm& vm, std::shared_ptr<const CodeDescription> description);

// The frame `depth` levels above what is running (0: the innermost Python frame), as an object;
// null with nothing pending if there are not so many.
Ref frame_object_at(Vm& vm, int depth);
// The locals of the innermost Python frame as `locals()` gives them, its globals, its builtins
// (borrowed).
Ref current_locals(Vm& vm);
Dict* current_globals(Vm& vm);
Dict* current_builtins(Vm& vm);

// The arguments of a `super()` without arguments: the `__class__` cell's content and the first
// argument of the innermost Python frame. False with RuntimeError pending ("super(): __class__ cell
// not found"...).
bool current_super_arguments(Vm& vm, Ref& class_, Ref& self);
// A Function object for a code object; its module, builtins and docstring as MAKE_FUNCTION sets
// them.
Owned<Function> make_function(Vm& vm, Code* code, Dict* globals);
// How many free variables a code object has (a closure must be as long).
std::size_t free_variable_count(const Code* code);

// sys.monitoring: the module object with all its functions (vm/modules/sys_monitoring.cpp).
Ref create_sys_monitoring(Vm& vm);
// sys.addaudithook; audit() calls the hooks, false if one raised.
void add_audit_hook(Vm& vm, Value hook);
bool audit(Vm& vm, std::string_view event, std::span<const Value> arguments);
inline bool audit(Vm& vm, std::string_view event, std::initializer_list<Value> arguments) {
  return audit(vm, event, std::span<const Value>(arguments.begin(), arguments.size()));
}
// sys.setrecursionlimit: false with RecursionError pending if the frames are deeper already.
bool set_recursion_limit(Vm& vm, int limit);
// (type, value, traceback) of the handled exception for sys.exc_info; sys.exception is Vm::handled.
// sys.set_asyncgen_hooks: null for None.
void set_async_generator_hooks(Vm& vm, Value first_iteration, Value finalizer);
// An exception in a place where it cannot be raised (__del__, a generator's close): taken away and
// given to sys.unraisablehook, which shows it. `doing`: "calling deallocator", with the object
// (sys_unraisable.cpp).
void report_unraisable(Vm& vm, std::string_view doing, Value object);

} // namespace specmon::vm
