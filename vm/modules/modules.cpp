#include "vm/modules/modules.h"

#include "vm/code.h"
#include "vm/machine.h"
#include "vm/modules/builtins.h"
#include "vm/modules/source_modules.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"

#include <algorithm>
#include <iterator>

namespace specmon::vm {

#define NATIVE_MODULE(name, function, behaviour) Ref create_##function##_module(Vm& vm);
#include "vm/modules/native_modules.def"
#undef NATIVE_MODULE
Ref create_sys_module(Vm& vm);

namespace {

using monitoring::Behaviour;

struct NativeModule {
  std::string_view name;
  Ref (*create)(Vm&);
  std::optional<Behaviour> needs;
};

constexpr NativeModule native_modules[] = {
#define NATIVE_MODULE(name, function, behaviour) {name, create_##function##_module, behaviour},
#include "vm/modules/native_modules.def"
#undef NATIVE_MODULE
};

void enter(Vm& vm, std::string_view name, Value module) {
  dict_store(vm, vm.modules.get(), name, module);
}

Ref run_library_module(Vm& vm, std::string_view name, const char* source) {
  std::string filename = "<specmon>/" + std::string(name) + ".py";
  Ref code = compile_source(vm, source, filename, CompileMode::exec);
  if (!code) return {};
  Owned<Module> module = make_module(vm, name);
  dict_store(vm, module->dict.get(), vm.names.file, make_str(vm, filename));
  dict_store(vm, module->dict.get(), vm.names.builtins, Value::object(vm.builtins.get()));
  enter(vm, name, module);
  Ref result = run_code(vm, cast<Code>(code), module->dict.get(), module->dict);
  if (!result) {
    Owned<Str> key = intern(vm, name);
    dict_erase(vm, vm.modules.get(), key.get());
    return {};
  }
  return module;
}

constexpr std::string_view standard_modules[] = {
#define STANDARD_MODULE(name) name,
#include "vm/modules/standard_modules.def"
#undef STANDARD_MODULE
};

// Ends the run if Python has a module of that name and we have not: a ModuleNotFoundError would be
// a lie.
void refuse_standard_module(Vm& vm, std::string_view name) {
  if (std::find(std::begin(standard_modules), std::end(standard_modules), name) ==
      std::end(standard_modules)) {
    return;
  }
  Unsupported what{"<import>", 0, 0,
                   "the module '" + std::string(name) + "' of the standard library"};
  if (Frame* frame = vm.interpreter->current) {
    const CodeDescription& code = *frame->code->description;
    const SourceLocation place = code.lines.positions()[frame->unit()];
    what.filename = code.filename;
    what.line = place.line;
    what.column = place.column + 1;
  }
  throw what;
}

Raised not_found(Vm& vm, std::string_view name, const std::string& message) {
  Ref error = make_exception(vm, vm.exceptions.ModuleNotFoundError, {make_str(vm, message)});
  Owned<Str> attribute = intern(vm, "name");
  set_attribute(vm, error, attribute.get(), make_str(vm, name));
  return raise_instance(vm, error);
}

} // namespace

void create_builtin_modules(Vm& vm) {
  Ref builtins = create_builtins_module(vm);
  enter(vm, "builtins", builtins);
  vm.builtins = cast<Module>(builtins)->dict;
  enter(vm, "sys", create_sys_module(vm));
}

Ref import_module(Vm& vm, std::string_view name) {
  Owned<Str> key = intern(vm, name);
  if (Value known = dict_find(vm.modules.get(), key.get())) {
    if (known.is_none()) {
      return not_found(vm, name, "import of " + std::string(name) + " halted; None in sys.modules");
    }
    return known;
  }
  if (std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
    std::string_view parent_name = name.substr(0, dot);
    Ref parent = import_module(vm, parent_name);
    if (!parent) return {};
    if (Value child = dict_find(vm.modules.get(), key.get())) return child;
    auto* package = as<Module>(parent);
    const Value folders = package ? dict_find(package->dict.get(), vm.names.path) : Value();
    const bool is_package = !folders.is_null();
    if (is_package) {
      Ref child = import_source_module(vm, name, folders);
      if (child && !set_attribute(vm, parent, intern(vm, name.substr(dot + 1)).get(), child)) {
        return {};
      }
      if (child || error_pending(vm)) return child;
    }
    std::string message = "No module named '" + std::string(name) + "'";
    if (!is_package) message += "; '" + std::string(parent_name) + "' is not a package";
    return not_found(vm, name, message);
  }
  for (const NativeModule& native : native_modules) {
    if (native.name != name) continue;
    if (native.needs && !vm.behaviours.has(*native.needs)) break;
    Ref module = native.create(vm);
    if (module) enter(vm, name, module);
    return module;
  }
  Ref module = import_source_module(vm, name, search_path(vm));
  if (module || error_pending(vm)) return module;
  if (const char* source = library_source(name)) return run_library_module(vm, name, source);
  refuse_standard_module(vm, name);
  return not_found(vm, name, "No module named '" + std::string(name) + "'");
}

} // namespace specmon::vm
