// The parts of the sys module.
#pragma once

#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/vm.h"

namespace specmon::vm {

struct Module;

void add_sys_streams(Vm& vm, Dict* sys); // stdout, stderr (sys_output.cpp)
// To what stands in sys.stderr. An exception of its write() is left pending.
void write_error(Vm& vm, const std::string& text);
// Without what a misspelt name might have been: no attribute is looked up (traceback_text.cpp).
std::string format_exception_without_hint(Vm& vm, Value exception);
void add_sys_unraisable(Vm& vm, Module* sys); // unraisablehook (sys_unraisable.cpp)
void add_sys_versions(
    Vm& vm, Dict* sys); // version, version_info, hexversion, implementation... (sys_versions.cpp)

} // namespace specmon::vm
