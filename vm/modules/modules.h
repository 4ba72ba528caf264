// Modules: those written in C++ (a row each in native_modules.def), the program's own (files in the
// folders of sys.path: source_modules.h), those of the library (vm/library/*.py, embedded at build
// time), and how import finds them, in this order.
#pragma once

#include "vm/ref.h"
#include "vm/types/module.h"

#include <string_view>

namespace specmon::vm {

// Makes builtins and sys, which every program has; the others are made when they are first
// imported. Called once by the bootstrap.
void create_builtin_modules(Vm& vm);

// The module of a dotted name, imported now if it is not in sys.modules: ModuleNotFoundError "No
// module named 'x'". As `import a.b` needs it, the last part.
Ref import_module(Vm& vm, std::string_view name);

// The source of a module of the library, or null; its file name is "<specmon>/NAME.py", so that
// a program's own code can be told from it.
const char* library_source(std::string_view name);

} // namespace specmon::vm
