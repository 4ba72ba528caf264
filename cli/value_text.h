// Values as trace records show them: text made without running any of the program's code.
#pragma once

#include "vm/value.h"

#include <string>

namespace specmon::vm {
class Vm;
}

namespace specmon::cli {

// None, bool, int, float, complex, str, bytes as repr; containers by the same rule two levels deep,
// sets sorted by text; exceptions as Type(args); functions, methods and classes as <qualname>; else
// <TYPE object>.
void append_value(vm::Vm& vm, std::string& text, vm::Value value, int depth = 0);
// The qualified name of a function, method or class, else <TYPE object>.
void append_callable(vm::Vm& vm, std::string& text, vm::Value value);

} // namespace specmon::cli
