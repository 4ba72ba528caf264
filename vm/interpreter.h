// Running code: the entrances the rest of the VM uses. Frames, the loop, unwinding, generators and monitoring
// are behind them (vm/frame.h, vm/interpreter*.cpp, vm/instrument.cpp).
#pragma once

#include "vm/vm.h"

namespace specmon::vm {

struct Code;
struct Function;
struct FrameObject;

// Sets vm.interpreter; called once, when the types are there and before the modules are made.
void create_interpreter(Vm& vm);

// Calls a Python function from C++: binds arguments, runs its frame to the end (nested), returns its value.
Ref call_function(Vm& vm, Function* function, const Arguments& arguments);
// Runs a code object in a namespace (exec, eval, class bodies, modules). `locals` may be any mapping.
Ref run_code(Vm& vm, Code* code, Dict* globals, Value locals, Tuple* closure = nullptr);
// Compiles with the embedder's compiler and makes the code object; empty with SyntaxError pending.
Ref compile_source(Vm& vm, std::string_view source, const std::string& filename, CompileMode mode);
Owned<Code> make_code(Vm& vm, std::shared_ptr<const CodeDescription> description);

// The frame `depth` levels above what is running (0: the innermost Python frame), as an object; null with
// nothing pending if there are not so many.
Ref frame_object_at(Vm& vm, int depth);
// The locals of the innermost Python frame as `locals()` gives them, its globals, its builtins (borrowed).
Ref current_locals(Vm& vm);
Dict* current_globals(Vm& vm);
Dict* current_builtins(Vm& vm);

} // namespace specmon::vm
