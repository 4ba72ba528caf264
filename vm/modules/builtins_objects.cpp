// Built-in functions about objects and their attributes: getattr, isinstance, dir, vars, iter,
// next, id...

#include "vm/modules/builtins.h"

#include "vm/generator.h"
#include "vm/interpreter.h"
#include "vm/types/builtin_iterators.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

// An attribute's name as these functions take it, interned; null with TypeError pending.
Owned<Str> attribute_name(Vm& vm, Value name, const std::string& message_start) {
  if (auto* text = as<Str>(name)) return intern(vm, text);
  return raise(vm, vm.exceptions.TypeError, message_start + ", not '" + type_name(vm, name) + "'");
}

constexpr const char* must_be_string = "attribute name must be string";

Ref builtin_getattr(Vm& vm, Value, Values a) {
  Owned<Str> name = attribute_name(vm, a[1], must_be_string);
  if (!name) return {};
  if (a.size() < 3) return get_attribute(vm, a[0], name.get());
  Ref found = find_optional_attribute(vm, a[0], name.get());
  if (found || error_pending(vm)) return found;
  return a[2];
}

Ref builtin_hasattr(Vm& vm, Value, Values a) {
  Owned<Str> name = attribute_name(vm, a[1], must_be_string);
  if (!name) return {};
  Ref found = find_optional_attribute(vm, a[0], name.get());
  if (!found && error_pending(vm)) return {};
  return Value::boolean(static_cast<bool>(found));
}

Ref builtin_setattr(Vm& vm, Value, Values a) {
  Owned<Str> name = attribute_name(vm, a[1], must_be_string);
  if (!name || !set_attribute(vm, a[0], name.get(), a[2])) return {};
  return Value::none();
}

Ref builtin_delattr(Vm& vm, Value, Values a) {
  Owned<Str> name = attribute_name(vm, a[1], must_be_string);
  if (!name || !delete_attribute(vm, a[0], name.get())) return {};
  return Value::none();
}

Ref builtin_callable(Vm& vm, Value, Values a) {
  return Value::boolean(is_callable(vm, a[0]));
}

Ref builtin_id(Vm& vm, Value, Values a) {
  return make_int(vm, static_cast<std::int64_t>(a[0].bits() & 0x7FFFFFFFFFFFFFFF));
}

Ref builtin_isinstance(Vm& vm, Value, Values a) {
  auto answer = is_instance(vm, a[0], a[1]);
  if (!answer) return {};
  return Value::boolean(*answer);
}

Ref builtin_issubclass(Vm& vm, Value, Values a) {
  auto answer = is_subclass(vm, a[0], a[1]);
  if (!answer) return {};
  return Value::boolean(*answer);
}

Ref builtin_iter(Vm& vm, Value, Values a) {
  if (a.size() == 1) return iterate(vm, a[0]);
  if (!is_callable(vm, a[0])) {
    return raise(vm, vm.exceptions.TypeError,
                 vm.behaviours.iter_message_names_sentinel()
                     ? "iter(object, sentinel): object must be callable"
                     : "iter(v, w): v must be callable");
  }
  return make_callable_iterator(vm, a[0], a[1]);
}

Ref builtin_next(Vm& vm, Value, Values a) {
  auto slot = type_of(vm, a[0])->slots.next;
  if (!slot) {
    return raise(vm, vm.exceptions.TypeError,
                 "'" + type_name(vm, a[0]) + "' object is not an iterator");
  }
  // The slot itself, so that a StopIteration it raised reaches the caller with its value.
  Ref item = slot(vm, a[0]);
  if (item) return item;
  if (a.size() > 1) {
    if (error_pending(vm)) {
      if (!pending_is(vm, vm.exceptions.StopIteration)) return {};
      clear_pending(vm);
    }
    return a[1];
  }
  if (!error_pending(vm)) return raise(vm, vm.exceptions.StopIteration);
  return {};
}

Ref builtin_aiter(Vm& vm, Value, Values a) {
  auto slot = type_of(vm, a[0])->slots.async_iterate;
  if (!slot) {
    return raise(vm, vm.exceptions.TypeError,
                 "'" + type_name(vm, a[0]) + "' object is not an async iterable");
  }
  return slot(vm, a[0]);
}

Ref builtin_anext(Vm& vm, Value, Values a) {
  auto slot = type_of(vm, a[0])->slots.async_next;
  if (!slot) {
    return raise(vm, vm.exceptions.TypeError,
                 "'" + type_name(vm, a[0]) + "' object is not an async iterator");
  }
  Ref awaitable = slot(vm, a[0]);
  if (!awaitable || a.size() == 1) return awaitable;
  return make_anext_awaitable(vm, awaitable, a[1]);
}

Ref builtin_vars(Vm& vm, Value, Values a) {
  if (a.empty()) return current_locals(vm);
  Ref dict = find_optional_attribute(vm, a[0], vm.names.dict_);
  if (dict || error_pending(vm)) return dict;
  return raise(vm, vm.exceptions.TypeError, "vars() argument must have __dict__ attribute");
}

Ref builtin_dir(Vm& vm, Value, Values a) {
  Owned<List> names;
  if (a.empty()) {
    Ref locals = current_locals(vm);
    if (!locals) return {};
    names = list_from(vm, locals);
  } else {
    Ref method = lookup_special(vm, a[0], vm.names.dir_);
    if (!method) {
      if (error_pending(vm)) return {};
      return raise(vm, vm.exceptions.TypeError, "object does not provide __dir__");
    }
    Ref answer = call(vm, method, {});
    if (!answer) return {};
    names = list_from(vm, answer);
  }
  if (!names) return {};
  Owned<Str> sort = intern(vm, "sort");
  if (!call_method(vm, names, sort.get(), {})) return {};
  return names;
}

Ref builtin_globals(Vm& vm, Value, Values) {
  return Value::object(current_globals(vm));
}
Ref builtin_locals(Vm& vm, Value, Values) {
  return current_locals(vm);
}

constexpr NativeDefinition functions[] = {
    {"aiter", builtin_aiter, 1, 1},
    {"anext", builtin_anext, 1, 2},
    {"callable", builtin_callable, 1, 1},
    {"delattr", builtin_delattr, 2, 2},
    {"dir", builtin_dir, 0, 1},
    {"getattr", builtin_getattr, 2, 3},
    {"globals", builtin_globals, 0, 0},
    {"hasattr", builtin_hasattr, 2, 2},
    {"id", builtin_id, 1, 1},
    {"isinstance", builtin_isinstance, 2, 2},
    {"issubclass", builtin_issubclass, 2, 2},
    {"iter", builtin_iter, 1, 2},
    {"locals", builtin_locals, 0, 0},
    {"next", builtin_next, 1, 2},
    {"setattr", builtin_setattr, 3, 3},
    {"vars", builtin_vars, 0, 1},
};

} // namespace

void add_builtin_object_functions(Vm& vm, Module* module) {
  add_functions(vm, module, functions);
}

} // namespace specmon::vm
