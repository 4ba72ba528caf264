// Functions written in Python, methods bound to an object, functions written in C++, cells.
#pragma once

#include "vm/native.h"
#include "vm/ref.h"
#include "vm/type.h"

#include <span>

namespace specmon::vm {

struct Code;

struct Function : Container {
  static constexpr Layout layout_id = Layout::function;

  Owned<Code> code;
  Owned<Dict> globals;
  Owned<Dict> builtins;
  Ref name, qualname, doc, module;
  Ref defaults;              // tuple, or null
  Ref keyword_defaults;      // dict, or null
  Ref closure;               // tuple of cells, or null
  Ref annotations;           // dict, or null
  Ref annotate;              // function, or null
  Ref type_params;           // tuple, or null
  Owned<Dict> attributes;    // __dict__, made when asked for
  std::uint32_t version = 0; // changes when code or defaults do: inline caches of CALL
};

struct Method : Container {
  static constexpr Layout layout_id = Layout::method;
  Ref function;
  Ref self;
};

// A built-in function or method. `owner` set: a method descriptor of that type (list.append) that
// takes self as its first positional argument; else bound already to `self`.
struct NativeFunctionObject : Container {
  static constexpr Layout layout_id = Layout::native_function;
  const NativeDefinition* definition = nullptr;
  const struct NativeSignature* signature = nullptr; // parsed from the definition; null: positional
  Ref self;
  Ref module; // str or null
  Type* owner = nullptr;
};

struct Cell : Container {
  static constexpr Layout layout_id = Layout::cell;
  Value content; // owned; null: empty
};

Ref make_method(Vm& vm, Value function, Value self);
// `definition` must live as long as the VM (a static table).
Ref make_native_function(Vm& vm, const NativeDefinition& definition, Value self,
                         std::string_view module);
Ref make_cell(Vm& vm, Value content);

// Calls a native function with `self` already taken apart, checking and binding the arguments.
Ref call_native(Vm& vm, NativeFunctionObject* function, Value self, const Arguments& arguments);

} // namespace specmon::vm
