// Modules and packages that are files: what import finds in the folders of sys.path, and of a
// package's __path__.
#pragma once

#include "vm/ref.h"

#include <string>
#include <string_view>

namespace specmon::vm {

// sys.path, or null if the program took it away.
Ref search_path(Vm& vm);

// The module of a dotted name, if one of `folders` (a list of str) has its last part as
// PART/__init__.py or PART.py: it is run and is in sys.modules. Null without an error: none has.
Ref import_source_module(Vm& vm, std::string_view name, Value folders);

// The absolute name of what `from ..name import` means in a module with these globals; empty with
// ImportError.
std::string resolve_relative_name(Vm& vm, std::string_view name, std::int64_t level, Value globals);

// `from package import a, b`: imports those that are modules of the package and not yet its
// attributes. False with an exception.
bool import_from_list(Vm& vm, std::string_view package_name, Value package, Value names);

} // namespace specmon::vm
