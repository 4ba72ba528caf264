// The sys module.

#include "vm/modules/sys_parts.h"

#include "vm/interpreter.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <algorithm>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Ref sys_exit(Vm& vm, Value, Values a) {
  Value status = a.empty() ? Value::none() : a[0];
  Ref error;
  if (auto* several = as<Tuple>(status)) {
    error = call(vm, Value::object(vm.exceptions.SystemExit),
                 Arguments{several->items, several->size, nullptr});
  } else if (status.is_none()) {
    error = make_exception(vm, vm.exceptions.SystemExit, {});
  } else {
    error = make_exception(vm, vm.exceptions.SystemExit, {status});
  }
  return raise_instance(vm, error);
}

Ref sys_getframe(Vm& vm, Value, Values a) {
  std::int64_t depth = 0;
  if (!a.empty()) {
    auto given = index_to_int64(vm, a[0]);
    if (!given) return {};
    depth = *given < 0 ? 0 : *given;
  }
  Ref frame = depth > INT32_MAX ? Ref() : frame_object_at(vm, static_cast<int>(depth));
  if (frame || error_pending(vm)) return frame;
  return raise(vm, vm.exceptions.ValueError, "call stack is not deep enough");
}

// The name of the module whose code runs `depth` frames up.
Ref sys_getframemodulename(Vm& vm, Value, Values a) {
  const auto depth = index_to_int64(vm, a[0]);
  if (!depth) return {};
  Ref frame = *depth > INT32_MAX
                  ? Ref()
                  : frame_object_at(vm, static_cast<int>(std::max<std::int64_t>(*depth, 0)));
  if (!frame) return error_pending(vm) ? Ref() : Ref(Value::none());
  Ref globals = get_attribute(vm, frame, "f_globals");
  const auto* dict = globals ? as<Dict>(globals) : nullptr;
  if (!dict) return {};
  const Value name = dict_find(cast<Dict>(globals), vm.names.dunder_name);
  return Ref(name ? name : Value::none());
}

Ref sys_exception(Vm& vm, Value, Values) {
  Value handled = vm.handled();
  return handled ? handled : Value::none();
}

Ref sys_exc_info(Vm& vm, Value, Values) {
  Value handled = vm.handled();
  if (!handled) return make_tuple(vm, {Value::none(), Value::none(), Value::none()});
  Value traceback = cast<Exception>(handled)->traceback;
  return make_tuple(
      vm, {Value::object(type_of(vm, handled)), handled, traceback ? traceback : Value::none()});
}

Ref sys_getrecursionlimit(Vm& vm, Value, Values) {
  return Value::small(vm.embedder.recursion_limit);
}

Ref sys_setrecursionlimit(Vm& vm, Value, Values a) {
  auto limit = index_to_int64(vm, a[0]);
  if (!limit) return {};
  if (*limit < 1) {
    return raise(vm, vm.exceptions.ValueError, "recursion limit must be greater or equal than 1");
  }
  if (*limit > INT32_MAX) {
    return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C int");
  }
  if (!set_recursion_limit(vm, static_cast<int>(*limit))) return {};
  return Value::none();
}

Ref sys_intern(Vm& vm, Value, Values a) {
  auto* text = as_exact<Str>(a[0]);
  if (!text) {
    return raise(vm, vm.exceptions.TypeError,
                 "intern() argument must be str, not " + type_name(vm, a[0]));
  }
  return intern(vm, text);
}

Ref sys_getrefcount(Vm&, Value, Values a) {
  // As CPython counts: the argument's own reference included.
  return Value::small(a[0].is_object() ? static_cast<std::int64_t>(a[0].object()->references) + 1
                                       : 0xFFFFFFFF);
}

Ref sys_getsizeof(Vm& vm, Value, Values a) {
  std::int64_t size = a[0].is_object() ? type_of(vm, a[0])->instance_size : 8;
  if (auto* list = as<List>(a[0]))
    size += static_cast<std::int64_t>(list->capacity * sizeof(Value));
  if (auto* tuple = as<Tuple>(a[0])) size += static_cast<std::int64_t>(tuple->size * sizeof(Value));
  if (auto* text = as<Str>(a[0])) size += static_cast<std::int64_t>(text->length * text->width);
  return make_int(vm, size);
}

Ref sys_addaudithook(Vm& vm, Value, Values a) {
  // Hooks that are there may refuse a new one: an Exception silently, anything else loudly.
  if (!audit(vm, "sys.addaudithook", {})) {
    if (!pending_is(vm, vm.exceptions.Exception)) return {};
    clear_pending(vm);
    return Value::none();
  }
  add_audit_hook(vm, a[0]);
  return Value::none();
}

Ref sys_audit(Vm& vm, Value, Values a) {
  auto* event = as<Str>(a[0]);
  if (!event) {
    return raise(vm, vm.exceptions.TypeError,
                 "audit() argument 1 must be str, not " + type_name(vm, a[0]));
  }
  auto* rest = cast<Tuple>(a[1]);
  if (!audit(vm, to_utf8(event), rest->view())) return {};
  return Value::none();
}

Ref sys_get_int_max_str_digits(Vm& vm, Value, Values) {
  return Value::small(vm.max_str_digits);
}

Ref sys_set_int_max_str_digits(Vm& vm, Value, Values a) {
  auto digits = index_to_int64(vm, a[0]);
  if (!digits) return {};
  if (*digits != 0 && *digits < 640) {
    return raise(vm, vm.exceptions.ValueError, "maxdigits must be 0 or larger than 640");
  }
  if (*digits > INT32_MAX) {
    return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C int");
  }
  vm.max_str_digits = static_cast<int>(*digits);
  return Value::none();
}

Ref sys_is_finalizing(Vm&, Value, Values) {
  return Value::false_();
}
Ref sys_getdefaultencoding(Vm& vm, Value, Values) {
  return make_str(vm, "utf-8");
}
Ref sys_get_none(Vm&, Value, Values) {
  return Value::none();
}

Ref sys_set_tracer(Vm& vm, Value, Values a) {
  if (a[0].is_none()) return Value::none();
  return raise(vm, vm.exceptions.NotImplementedError,
               "specmon has no sys.settrace and sys.setprofile: use sys.monitoring");
}

Ref sys_displayhook(Vm& vm, Value, Values a) {
  if (a[0].is_none()) return Value::none();
  dict_store(vm, vm.builtins.get(), "_", a[0]);
  Owned<Str> shown = repr(vm, a[0]);
  if (!shown) return {};
  vm.embedder.standard_output(to_utf8(shown.get()) + "\n");
  return Value::none();
}

Ref sys_excepthook(Vm& vm, Value, Values a) {
  if (is<Exception>(a[1])) write_error(vm, format_exception(vm, a[1]));
  if (error_pending(vm)) return {};
  return Value::none();
}

Ref sys_set_asyncgen_hooks(Vm& vm, Value, Values a) {
  auto or_null = [](Value value) { return value && !value.is_none() ? value : Value(); };
  set_async_generator_hooks(vm, or_null(a[0]), or_null(a[1]));
  return Value::none();
}

constexpr NativeDefinition functions[] = {
    {"_getframe", sys_getframe, 0, 1},
    {"_getframemodulename", sys_getframemodulename, "(depth=0)"},
    {"addaudithook", sys_addaudithook, "(hook)"},
    {"audit", sys_audit, "(event, /, *args)"},
    {"displayhook", sys_displayhook, 1, 1},
    {"exc_info", sys_exc_info, 0, 0},
    {"excepthook", sys_excepthook, 3, 3},
    {"exception", sys_exception, 0, 0},
    {"exit", sys_exit, 0, 1},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, 0, 0},
    {"getdefaultencoding", sys_getdefaultencoding, 0, 0},
    {"getprofile", sys_get_none, 0, 0},
    {"getrecursionlimit", sys_getrecursionlimit, 0, 0},
    {"getrefcount", sys_getrefcount, 1, 1},
    {"getsizeof", sys_getsizeof, 1, 2},
    {"gettrace", sys_get_none, 0, 0},
    {"intern", sys_intern, 1, 1},
    {"is_finalizing", sys_is_finalizing, 0, 0},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, "(firstiter=None, finalizer=None)"},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, "(maxdigits)"},
    {"setprofile", sys_set_tracer, 1, 1},
    {"setrecursionlimit", sys_setrecursionlimit, 1, 1},
    {"settrace", sys_set_tracer, 1, 1},
};

} // namespace

Ref create_sys_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "sys");
  Dict* dict = module->dict.get();
  add_functions(vm, module.get(), functions);
  add_sys_streams(vm, dict);
  add_sys_unraisable(vm, module.get());
  add_sys_versions(vm, dict);
  Owned<List> arguments = make_list(vm);
  for (const std::string& argument : vm.embedder.arguments)
    append(vm, arguments.get(), make_str(vm, argument));
  dict_store(vm, dict, "argv", arguments);
  dict_store(vm, dict, "path", make_list(vm));
  dict_store(vm, dict, "modules", vm.modules);
  dict_store(vm, dict, "warnoptions", make_list(vm));
  dict_store(vm, dict, "stdin", Value::none());
  Ref builtin_names = make_tuple(vm, {make_str(vm, "builtins"), make_str(vm, "sys")});
  dict_store(vm, dict, "builtin_module_names", builtin_names);
  dict_store(vm, dict, "monitoring", create_sys_monitoring(vm));
  return module;
}

} // namespace specmon::vm
