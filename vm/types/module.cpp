#include "vm/types/module.h"

#include "vm/type_setup.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

void fill(Vm& vm, Module* module, Value name, Value doc) {
  Dict* dict = module->dict.get();
  dict_store(vm, dict, vm.names.dunder_name, name);
  dict_store(vm, dict, vm.names.doc, doc);
  dict_store(vm, dict, vm.names.package, Value::none());
  dict_store(vm, dict, vm.names.loader, Value::none());
  dict_store(vm, dict, vm.names.spec, Value::none());
}

Ref module_new(Vm& vm, Type* type, const Arguments&) {
  auto* module = allocate_instance<Module>(vm, type);
  Ref made = Ref::steal(module);
  module->dict = make_dict(vm);
  vm.heap.track(module);
  return made;
}

bool module_init(Vm& vm, Value self, const Arguments& arguments) {
  Value name, doc = Value::none();
  if (arguments.positional > 0) name = arguments.values[0];
  if (arguments.positional > 1) doc = arguments.values[1];
  if (arguments.total() > 2) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("module() takes at most 2 arguments ({} given)", arguments.total()));
  }
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[i]);
    (equal(keyword, "name") ? name : doc) = arguments.values[arguments.positional + i];
  }
  if (!name) {
    return raise(vm, vm.exceptions.TypeError, "module() missing required argument 'name' (pos 1)");
  }
  if (!is<Str>(name)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("module() argument 'name' must be str, not {}", type_name(vm, name)));
  }
  fill(vm, cast<Module>(self), name, doc);
  return true;
}

void module_destroy(Vm& vm, Object* object) {
  destroy_as<Module>(vm, object);
}
void module_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<Object*>(static_cast<Module*>(object)->dict.get()));
  traverse_instance(object, visitor);
}
void module_clear(Vm& vm, Object* object) {
  dict_clear(vm, static_cast<Module*>(object)->dict.get());
  clear_instance(vm, object);
}

Ref module_repr(Vm& vm, Value self) {
  Dict* dict = cast<Module>(self)->dict.get();
  Value name = dict_find(dict, vm.names.dunder_name);
  Owned<Str> shown = name ? repr(vm, name) : make_str(vm, "'?'");
  if (!shown) return {};
  std::string text = to_utf8(shown.get());
  if (auto* file = as<Str>(dict_find(dict, vm.names.file))) {
    return make_str(vm, fmt::format("<module {} from {}>", text, repr_text(file)));
  }
  if (cast<Module>(self)->native) return make_str(vm, fmt::format("<module {} (built-in)>", text));
  return make_str(vm, fmt::format("<module {}>", text));
}

Ref module_dict(Vm&, Value self) {
  return Ref(Value(cast<Module>(self)->dict));
}

Ref module_annotations(Vm& vm, Value self) {
  Dict* dict = cast<Module>(self)->dict.get();
  if (Value known = dict_find(dict, vm.names.annotations)) return Ref(known);
  Ref made;
  if (vm.behaviours.lazy_annotations()) {
    Ref annotate(dict_find(dict, vm.names.annotate));
    if (annotate && !annotate.get().is_none()) {
      made = call(vm, annotate, {Value::small(1)});
      if (!made) return {};
      if (!is<Dict>(made)) {
        return raise(
            vm, vm.exceptions.TypeError,
            fmt::format("__annotate__ returned non-dict of type '{}'", type_name(vm, made)));
      }
    }
  }
  if (!made) made = make_dict(vm);
  dict_store(vm, dict, vm.names.annotations, made);
  return made;
}

bool set_module_annotations(Vm& vm, Value self, Value value) {
  Dict* dict = cast<Module>(self)->dict.get();
  if (value) {
    dict_store(vm, dict, vm.names.annotations, value);
    return true;
  }
  if (dict_erase(vm, dict, vm.names.annotations)) return true;
  return raise(vm, vm.exceptions.AttributeError, "__annotations__");
}

Ref module_dir(Vm& vm, Value self, std::span<const Value>) {
  Dict* dict = cast<Module>(self)->dict.get();
  if (Ref own = Ref(dict_find(dict, vm.names.dir_))) return call(vm, own, {});
  return list_from(vm, Value::object(dict));
}

constexpr NativeDefinition methods[] = {{"__dir__", module_dir, 0, 0}};

constexpr AttributeDefinition attributes[] = {
    {"__dict__", module_dict},
    {"__annotations__", module_annotations, set_module_annotations},
};

} // namespace

Ref module_get_attribute(Vm& vm, Value self, Str* name) {
  Ref found = find_generic(vm, self, name);
  if (found || error_pending(vm)) return found;
  Dict* dict = cast<Module>(self)->dict.get();
  if (Ref fallback = Ref(dict_find(dict, vm.names.getattr))) {
    return call(vm, fallback, {Value::object(name)});
  }
  auto* own_name = as<Str>(dict_find(dict, vm.names.dunder_name));
  std::string text = to_utf8(name);
  return raise_attribute_error(
      vm, self, Value::object(name),
      own_name ? fmt::format("module '{}' has no attribute '{}'", to_utf8(own_name), text)
               : fmt::format("module has no attribute '{}'", text));
}

Owned<Module> make_module(Vm& vm, std::string_view name) {
  Ref made = module_new(vm, vm.types.module, Arguments{});
  auto* module = cast<Module>(made);
  fill(vm, module, intern(vm, name), Value::none());
  return Owned<Module>(module);
}

void add_functions(Vm& vm, Module* module, std::span<const NativeDefinition> functions) {
  auto* name = as<Str>(dict_find(module->dict.get(), vm.names.dunder_name));
  std::string text = name ? to_utf8(name) : std::string();
  module->native = true;
  for (const NativeDefinition& definition : functions) {
    dict_store(vm, module->dict.get(), definition.name,
               make_native_function(vm, definition, Value::object(module), text));
  }
}

void set_up_module_type(Vm& vm, Type* type) {
  type->slots.destroy = module_destroy;
  type->slots.traverse = module_traverse;
  type->slots.clear = module_clear;
  type->slots.new_ = module_new;
  type->slots.init = module_init;
  type->slots.get_attribute = module_get_attribute;
  type->slots.repr = module_repr;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
