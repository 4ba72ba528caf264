// Exceptions and tracebacks.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <string>

namespace specmon::vm {

struct Code;
struct FrameObject;

// Every exception, also of classes written in Python. `extra` holds what some built-in kinds have besides:
// StopIteration.value, SystemExit.code, KeyError nothing, ImportError name..., by the rows of exceptions.def.
struct Exception : Container {
  static constexpr Layout layout_id = Layout::exception;
  Ref args;      // tuple
  Ref context;   // null: None
  Ref cause;     // null: None
  Ref traceback; // Traceback or null
  Ref notes;     // list or null
  bool suppress_context = false;
  Ref extra[4];  // StopIteration: value. SystemExit: code. SyntaxError: msg, filename, lineno/offset..., groups:
                 // message, exceptions
};

struct Traceback : Container {
  static constexpr Layout layout_id = Layout::traceback;
  Ref next;         // towards where it was raised; null at the end
  Ref frame;        // FrameObject
  int offset = 0;   // bytes: tb_lasti
  int line = 0;     // tb_lineno
};

// A new instance of a built-in exception type, args as given, no traceback.
Ref make_exception(Vm& vm, Type* type, std::initializer_list<Value> args);
// The class is instantiated (`raise ValueError`), an instance is kept; TypeError
// "exceptions must derive from BaseException" otherwise.
Ref normalise_exception(Vm& vm, Value class_or_instance);

// "Traceback (most recent call last): ..." with chained exceptions, notes and groups, as Python prints it.
std::string format_exception(Vm& vm, Value exception);

} // namespace specmon::vm
