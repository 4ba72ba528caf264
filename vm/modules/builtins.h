// The builtins module, in parts.
#pragma once

#include "vm/types/module.h"

namespace specmon::vm {

Ref create_builtins_module(Vm& vm);

void add_builtin_value_functions(Vm& vm,
                                 Module* module); // abs, len, sorted, sum... (builtins_values.cpp)
void add_builtin_object_functions(
    Vm& vm, Module* module); // getattr, isinstance, dir... (builtins_objects.cpp)
void add_builtin_execution_functions(
    Vm& vm, Module* module); // exec, import, __build_class__... (builtins_execution.cpp)
void add_builtin_output_functions(Vm& vm, Module* module); // print, input (builtins_output.cpp)

} // namespace specmon::vm
