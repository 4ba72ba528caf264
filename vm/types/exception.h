// Exceptions and tracebacks.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <string>
#include <vector>

namespace specmon::vm {

struct Code;
struct FrameObject;

// Every exception, also of classes written in Python.
struct Exception : Container {
  static constexpr Layout layout_id = Layout::exception;
  Ref args;      // tuple
  Ref context;   // null: None
  Ref cause;     // null: None
  Ref traceback; // Traceback or null
  Ref notes;     // what add_note made: list, or null
  bool suppress_context = false;
  // What some built-in kinds hold besides, by the last column of exceptions.def
  // (vm/types/exception_kinds.cpp names the fields): empty for the others.
  std::vector<Ref> fields;
};

struct Traceback : Container {
  static constexpr Layout layout_id = Layout::traceback;
  Ref next;       // towards where it was raised; null at the end
  Ref frame;      // FrameObject
  int offset = 0; // bytes: tb_lasti
  int line = 0;   // tb_lineno
};

// Makes vm.exceptions.*: called by the bootstrap once the other built-in types are there.
void set_up_exception_types(Vm& vm);
// The parts of it, a file each.
void set_up_exception_base(Vm& vm, Type* type);                          // exception.cpp
void set_up_exception_kind(Vm& vm, Type* type, std::string_view fields); // exception_kinds.cpp
void set_up_exception_group(Vm& vm, Type* type);                         // exception_group.cpp

// A new instance of a built-in exception type, args as given, no traceback. Never fails.
Ref make_exception(Vm& vm, Type* type, std::initializer_list<Value> args);
// The class is instantiated (`raise ValueError`), an instance is kept; TypeError
// "exceptions must derive from BaseException" otherwise.
Ref normalise_exception(Vm& vm, Value class_or_instance);
// StopIteration(value) as a generator's return makes it; `value` of one that was caught (None if it
// has none).
Value stop_iteration_value(Vm& vm, Value exception);

// Groups (PEP 654): the part of `exception` that matches `type` (a class or tuple) and the rest,
// null where empty. False with an exception pending when a group's own methods raise.
bool split_exception(Vm& vm, Value exception, Value type, Ref& matching, Ref& rest);
// What `except*` raises at its end: `raised` are the exceptions of its handlers and the unhandled
// rest (list, Nones left out); null with nothing pending: nothing is left.
Ref join_exceptions(Vm& vm, Value original, Value raised);

// "Traceback (most recent call last): ..." with chained exceptions, notes and groups, as Python
// prints it.
std::string format_exception(Vm& vm, Value exception);

} // namespace specmon::vm
