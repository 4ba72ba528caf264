// Built-in functions that run or make code: compile, eval, exec, __import__, __build_class__.

#include "vm/modules/builtins.h"

#include "vm/code.h"
#include "vm/interpreter.h"
#include "vm/modules/modules.h"
#include "vm/modules/source_modules.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"

#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

// Source text given as str or bytes; nullopt: it is neither.
std::optional<std::string> source_text(Value source) {
  if (auto* text = as<Str>(source)) return to_utf8(text);
  if (auto* bytes = as<Bytes>(source)) return std::string(bytes->view());
  return std::nullopt;
}

Ref builtin_compile(Vm& vm, Value, Values a) {
  auto* mode = as<Str>(a[2]);
  if (!mode) {
    return raise(vm, vm.exceptions.TypeError,
                 "compile() argument 'mode' must be str, not " + type_name(vm, a[2]));
  }
  CompileMode wanted;
  if (equal(mode, "exec")) {
    wanted = CompileMode::exec;
  } else if (equal(mode, "eval")) {
    wanted = CompileMode::eval;
  } else if (equal(mode, "single")) {
    wanted = CompileMode::single;
  } else {
    return raise(vm, vm.exceptions.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  auto filename = source_text(a[1]);
  if (!filename) {
    return raise(vm, vm.exceptions.TypeError,
                 "expected str, bytes or os.PathLike object, not " + type_name(vm, a[1]));
  }
  auto source = source_text(a[0]);
  if (!source) {
    return raise(vm, vm.exceptions.TypeError,
                 "compile() arg 1 must be a string, bytes or AST object");
  }
  return compile_source(vm, *source, *filename, wanted);
}

struct Namespaces {
  Ref globals; // dict
  Ref locals;  // any mapping
};

// The namespaces exec() and eval() were given, or those of the caller.
bool find_namespaces(Vm& vm, std::string_view function, Value globals, Value locals,
                     Namespaces& found) {
  std::string name(function);
  bool no_globals = !globals || globals.is_none(), no_locals = !locals || locals.is_none();
  if (!no_locals && !type_of(vm, locals)->slots.get_item) {
    return raise(vm, vm.exceptions.TypeError,
                 name == "exec" ? "locals must be a mapping or None, not " + type_name(vm, locals)
                                : std::string("locals must be a mapping"));
  }
  if (!no_globals && !is<Dict>(globals)) {
    const std::string frozen =
        vm.behaviours.namespace_may_be_frozen() ? " or a frozendict" : ""; // PYTHON-29
    if (name == "exec") {
      return raise(vm, vm.exceptions.TypeError,
                   "exec() globals must be a dict" + frozen + ", not " + type_name(vm, globals));
    }
    return raise(vm, vm.exceptions.TypeError,
                 type_of(vm, globals)->slots.get_item
                     ? "globals must be a real dict" + frozen + "; try eval(expr, {}, mapping)"
                     : "globals must be a dict" + frozen);
  }
  if (no_globals) {
    found.globals = Value::object(current_globals(vm));
    found.locals = no_locals ? current_locals(vm) : Ref(locals);
  } else {
    found.globals = globals;
    found.locals = no_locals ? globals : locals;
  }
  if (!found.globals || !found.locals) return false;
  auto* dict = cast<Dict>(found.globals);
  if (!dict_find(dict, vm.names.builtins)) {
    dict_store(vm, dict, vm.names.builtins, Value::object(current_builtins(vm)));
  }
  return true;
}

Ref run(Vm& vm, std::string_view function, Values a, CompileMode mode) {
  Namespaces namespaces;
  Ref closure;
  if (a.size() > 3 && a[3] && !a[3].is_none()) closure = a[3];
  if (!find_namespaces(vm, function, a[1], a[2], namespaces)) return {};
  Ref code = a[0];
  if (auto* given = as<Code>(code)) {
    std::size_t free = free_variable_count(given);
    auto* cells = as<Tuple>(closure);
    if (mode == CompileMode::eval && free > 0) {
      return raise(vm, vm.exceptions.TypeError,
                   "code object passed to eval() may not contain free variables");
    }
    if (free > 0 && (!cells || cells->size != free)) {
      return raise(vm, vm.exceptions.TypeError,
                   "code object requires a closure of exactly length " + std::to_string(free));
    }
    if (free == 0 && closure) {
      return raise(vm, vm.exceptions.TypeError, "cannot use a closure with this code object");
    }
  } else {
    auto source = source_text(code);
    if (!source) {
      return raise(vm, vm.exceptions.TypeError,
                   std::string(function) + "() arg 1 must be a string, bytes or code object");
    }
    if (closure) {
      return raise(vm, vm.exceptions.TypeError,
                   "closure can only be used when source is a code object");
    }
    if (mode == CompileMode::eval) {
      std::size_t start = source->find_first_not_of(" \t");
      source->erase(0, start == std::string::npos ? source->size() : start);
    }
    code = compile_source(vm, *source, "<string>", mode);
    if (!code) return {};
  }
  return run_code(vm, cast<Code>(code), cast<Dict>(namespaces.globals), namespaces.locals,
                  as<Tuple>(closure));
}

Ref builtin_eval(Vm& vm, Value, Values a) {
  return run(vm, "eval", a, CompileMode::eval);
}

Ref builtin_exec(Vm& vm, Value, Values a) {
  if (!run(vm, "exec", a, CompileMode::exec)) return {};
  return Value::none();
}

Ref builtin_build_class(Vm& vm, Value, Values a) {
  auto* positional = cast<Tuple>(a[0]);
  auto* keywords = cast<Dict>(a[1]);
  std::vector<Value> values(positional->items, positional->items + positional->size);
  std::vector<Value> names;
  for (DictEntry* e = dict_first(keywords); e; e = dict_next(keywords, e)) {
    values.push_back(e->value);
    names.push_back(e->key);
  }
  Owned<Tuple> keyword_names = make_tuple(vm, std::span<const Value>(names));
  return build_class(vm, Arguments{values.data(), positional->size,
                                   names.empty() ? nullptr : keyword_names.get()});
}

// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Ref builtin_import(Vm& vm, Value, Values a) {
  auto* name = as<Str>(a[0]);
  if (!name) {
    return raise(vm, vm.exceptions.TypeError,
                 "__import__() argument 1 must be str, not " + type_name(vm, a[0]));
  }
  auto level = index_to_int64(vm, a[4]);
  if (!level) return {};
  std::string text = to_utf8(name);
  if (*level > 0) {
    text = resolve_relative_name(vm, text, *level, a[1]);
    if (text.empty()) return {};
  }
  if (text.empty()) return raise(vm, vm.exceptions.ValueError, "Empty module name");
  Ref module = import_module(vm, text);
  if (!module) return {};
  auto wanted = truth(vm, a[3]);
  if (!wanted) return {};
  if (*wanted && !import_from_list(vm, text, module, a[3])) return {};
  if (*wanted || *level > 0 || text.find('.') == std::string::npos) return module;
  return import_module(vm, std::string_view(text).substr(0, text.find('.')));
}

constexpr NativeDefinition functions[] = {
    {"compile", builtin_compile,
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)"},
    {"eval", builtin_eval, "(source, /, globals=None, locals=None)"},
    {"exec", builtin_exec, "(source, /, globals=None, locals=None, *, closure=None)"},
    {"__build_class__", builtin_build_class, "(*args, **keywords)"},
    {"__import__", builtin_import, "(name, globals=None, locals=None, fromlist=None, level=0)"},
};

} // namespace

void add_builtin_execution_functions(Vm& vm, Module* module) {
  add_functions(vm, module, functions);
}

} // namespace specmon::vm
