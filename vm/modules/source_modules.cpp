#include "vm/modules/source_modules.h"

#include "vm/code.h"
#include "vm/machine.h"
#include "vm/modules/modules.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

#include <optional>
#include <utility>

namespace specmon::vm {

namespace {

struct SourceFile {
  std::string filename;
  std::string text;
  std::string folder; // of a package
};

std::optional<SourceFile> find_source(Vm& vm, const std::string& part, Value folders) {
  const auto* list = as<List>(folders);
  if (!list) return {};
  for (const Value item : list->view()) {
    const auto* folder = as<Str>(item);
    if (!folder) continue;
    const std::string stem = to_utf8(folder) + "/" + part;
    const std::string package = stem + "/__init__.py";
    std::string text = vm.embedder.source(package);
    if (!text.empty()) return SourceFile{package, std::move(text), stem};
    const std::string file = stem + ".py";
    text = vm.embedder.source(file);
    if (!text.empty()) return SourceFile{file, std::move(text), {}};
  }
  return {};
}

std::string parent_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : std::string(name.substr(0, dot));
}

Ref run_source(Vm& vm, std::string_view name, const SourceFile& source) {
  Ref code = compile_source(vm, source.text, source.filename, CompileMode::exec);
  if (!code) return {};
  Owned<Module> module = make_module(vm, name);
  Dict* dict = module->dict.get();
  dict_store(vm, dict, vm.names.file, make_str(vm, source.filename));
  dict_store(vm, dict, vm.names.builtins, Value::object(vm.builtins.get()));
  const bool is_package = !source.folder.empty();
  dict_store(vm, dict, "__package__",
             make_str(vm, is_package ? std::string(name) : parent_of(name)));
  if (is_package) {
    Owned<List> path = make_list(vm);
    append(vm, path.get(), make_str(vm, source.folder));
    dict_store(vm, dict, vm.names.path, path);
  }
  const Owned<Str> key = intern(vm, name);
  dict_store(vm, vm.modules.get(), key.get(), module);
  const Ref result = run_code(vm, cast<Code>(code), dict, module->dict);
  if (!result) {
    const Ref failure = take_pending(vm);
    dict_erase(vm, vm.modules.get(), key.get());
    set_pending(vm, failure);
    return {};
  }
  // A module may have put something else in its place.
  const Value now = dict_find(vm.modules.get(), key.get());
  return now.is_null() ? Ref(module) : Ref(now);
}

std::string text_of(Vm& vm, Value globals, const char* name) {
  auto* dict = as<Dict>(globals);
  const Value found = dict ? dict_find(dict, intern(vm, name).get()) : Value();
  return is<Str>(found) ? to_utf8(cast<Str>(found)) : std::string();
}

} // namespace

Ref search_path(Vm& vm) {
  auto* sys = as<Module>(dict_find(vm.modules.get(), intern(vm, "sys").get()));
  return sys ? Ref(dict_find(sys->dict.get(), intern(vm, "path").get())) : Ref();
}

Ref import_source_module(Vm& vm, std::string_view name, Value folders) {
  const std::size_t dot = name.rfind('.');
  const auto source = find_source(
      vm, std::string(dot == std::string_view::npos ? name : name.substr(dot + 1)), folders);
  return source ? run_source(vm, name, *source) : Ref();
}

std::string resolve_relative_name(Vm& vm, std::string_view name, std::int64_t level,
                                  Value globals) {
  std::string package = text_of(vm, globals, "__package__");
  if (package.empty()) {
    package = text_of(vm, globals, "__name__");
    auto* dict = as<Dict>(globals);
    if (!dict || dict_find(dict, vm.names.path).is_null()) package = parent_of(package);
  }
  if (package.empty()) {
    raise(vm, vm.exceptions.ImportError, "attempted relative import with no known parent package");
    return {};
  }
  for (; level > 1; --level) {
    package = parent_of(package);
    if (!package.empty()) continue;
    raise(vm, vm.exceptions.ImportError, "attempted relative import beyond top-level package");
    return {};
  }
  return name.empty() ? package : package + "." + std::string(name);
}

bool import_from_list(Vm& vm, std::string_view package_name, Value package, Value names) {
  auto* module = as<Module>(package);
  if (!module) return true;
  const Ref folders = dict_find(module->dict.get(), vm.names.path);
  if (!folders) return true;
  const Ref list = list_from(vm, names);
  if (!list) return false;
  for (const Value item : cast<List>(list)->view()) {
    auto* name = as<Str>(item);
    if (!name || equal(name, "*") || !dict_find(module->dict.get(), name).is_null()) continue;
    const std::string full = std::string(package_name) + "." + to_utf8(name);
    if (!dict_find(vm.modules.get(), intern(vm, full).get()).is_null()) continue;
    const Ref child = import_source_module(vm, full, folders);
    if (child && !set_attribute(vm, package, name, child)) return false;
    if (error_pending(vm)) return false;
  }
  return true;
}

} // namespace specmon::vm
