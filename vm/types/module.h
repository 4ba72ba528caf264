// Modules: a name and a dict.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"
#include "vm/types/dict.h"

#include <span>
#include <string_view>

namespace specmon::vm {

struct Module : Container {
  static constexpr Layout layout_id = Layout::module;
  Owned<Dict> dict;
  bool native = false; // written in C++: shown as built-in
};

// A module with __name__, __doc__, __package__, __loader__, __spec__ set; not yet in sys.modules.
Owned<Module> make_module(Vm& vm, std::string_view name);
// Built-in functions of a module; `functions` must be a static table.
void add_functions(Vm& vm, Module* module, std::span<const NativeDefinition> functions);

} // namespace specmon::vm
