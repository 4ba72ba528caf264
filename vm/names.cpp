// Names at run time: locals, globals, builtins, imports.

#include "vm/machine.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/module.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Raised name_error(Vm& vm, Type* type, Str* name, std::string_view message) {
  raise(vm, type, message);
  Exception* exception = as<Exception>(vm.pending);
  if (exception && type == vm.exceptions.NameError) {
    if (exception->fields.empty()) exception->fields.resize(1);
    exception->fields[0] = Value::object(name);
  }
  return {};
}

Raised not_defined(Vm& vm, Str* name) {
  return name_error(vm, vm.exceptions.NameError, name,
                    fmt::format("name '{}' is not defined", to_utf8(name)));
}

// An entry of a mapping; absent: empty and nothing pending.
Ref mapping_get(Vm& vm, Value mapping, Str* name) {
  if (Dict* dict = as_exact<Dict>(mapping)) return dict_find(dict, name);
  Ref value = get_item(vm, mapping, Value::object(name));
  if (!value && pending_is(vm, vm.exceptions.KeyError)) clear_pending(vm);
  return value;
}

} // namespace

Ref Interpreter::load_global(Frame* at, Str* name) {
  Value value = dict_find(at->function->globals.get(), name);
  if (value.is_null()) value = dict_find(at->function->builtins.get(), name);
  if (value.is_null()) return not_defined(vm, name);
  return value;
}

Ref Interpreter::load_name(Frame* at, Str* name) {
  if (!at->locals.is_null()) {
    Ref value = mapping_get(vm, at->locals, name);
    if (value || error_pending(vm)) return value;
  }
  return load_global(at, name);
}

Ref Interpreter::load_from_mapping_or_global(Frame* at, Value mapping, Str* name) {
  Ref value = mapping_get(vm, mapping, name);
  if (value || error_pending(vm)) return value;
  return load_global(at, name);
}

Ref Interpreter::load_from_mapping(Value mapping, Str* name) {
  return mapping_get(vm, mapping, name);
}

bool Interpreter::delete_name(Frame* at, Str* name) {
  if (at->locals.is_null()) return raise(vm, vm.exceptions.SystemError, "no locals");
  if (Dict* dict = as_exact<Dict>(at->locals)) {
    if (dict_erase(vm, dict, name)) return true;
    return not_defined(vm, name);
  }
  if (delete_item(vm, at->locals, Value::object(name))) return true;
  if (pending_is(vm, vm.exceptions.KeyError)) {
    clear_pending(vm);
    return not_defined(vm, name);
  }
  return false;
}

bool Interpreter::delete_global(Frame* at, Str* name) {
  if (dict_erase(vm, at->function->globals.get(), name)) return true;
  return not_defined(vm, name);
}

Raised Interpreter::unbound_local(Frame* at, std::uint32_t index) {
  Str* name = at->code->local_name(index);
  const std::string text = to_utf8(name);
  if (at->code->description->locals[index].is_free) {
    return name_error(
        vm, vm.exceptions.NameError, name,
        fmt::format("cannot access free variable '{}' where it is not associated with a value in "
                    "enclosing scope",
                    text));
  }
  return name_error(
      vm, vm.exceptions.UnboundLocalError, name,
      fmt::format("cannot access local variable '{}' where it is not associated with a value",
                  text));
}

Ref Interpreter::import_name(Frame* at, Str* name, Value from_list, Value level) {
  const Value function = dict_find(at->function->builtins.get(), vm.names.import_);
  if (function.is_null()) {
    return raise(vm, vm.exceptions.ImportError, "__import__ not found");
  }
  const Value locals = at->locals.is_null() ? Value::none() : at->locals;
  return vm::call(
      vm, function,
      {Value::object(name), Value::object(at->function->globals.get()), locals, from_list, level});
}

Ref Interpreter::import_from(Value module, Str* name) {
  Ref found = find_optional_attribute(vm, module, name);
  if (found || error_pending(vm)) return found;
  // `from package import module`, where the module was imported but is no attribute (yet).
  Ref package = find_optional_attribute(vm, module, vm.names.dunder_name);
  clear_pending(vm);
  Str* package_name = as<Str>(package);
  if (package_name) {
    Owned<Str> full = intern(vm, to_utf8(package_name) + "." + to_utf8(name));
    const Value loaded = dict_find(vm.modules.get(), full.get());
    if (!loaded.is_null()) return loaded;
  }
  Ref file = find_optional_attribute(vm, module, vm.names.file);
  clear_pending(vm);
  const std::string origin = is<Str>(file) ? to_utf8(cast<Str>(file)) : "unknown location";
  raise(vm, vm.exceptions.ImportError,
        fmt::format("cannot import name '{}' from '{}' ({})", to_utf8(name),
                    package_name ? to_utf8(package_name) : "<unknown module name>", origin));
  return {};
}

bool Interpreter::import_star(Frame* at, Value module) {
  Ref all = find_optional_attribute(vm, module, vm.names.all_);
  if (!all && error_pending(vm)) return false;
  const bool skip_private = !all;
  Ref names = all;
  if (!names) {
    Ref dict = get_attribute(vm, module, vm.names.dict_);
    if (!dict) return false;
    names = list_from(vm, dict);
  } else {
    names = list_from(vm, names);
  }
  if (!names) return false;
  for (const Value item : cast<List>(names)->view()) {
    Str* name = as<Str>(item);
    if (!name) return raise(vm, vm.exceptions.TypeError, "module names must be str");
    if (skip_private && name->length > 0 && name->at(0) == U'_') continue;
    Ref value = get_attribute(vm, module, name);
    if (!value) return false;
    if (Dict* dict = as_exact<Dict>(at->locals)) {
      dict_store(vm, dict, name, value);
    } else if (!set_item(vm, at->locals, item, value)) {
      return false;
    }
  }
  return true;
}

} // namespace specmon::vm
