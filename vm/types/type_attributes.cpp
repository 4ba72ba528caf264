// What a class says of itself: __name__, __bases__, __dict__, mro(), __subclasses__()...
#include "vm/type_setup.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/mapping_proxy.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"
#include "vm/types/type_parts.h"
#include "vm/types/type_slots.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

Type* self_of(Value value) {
  return cast<Type>(value);
}

// Whether an attribute of the class may be set, or deleted (null value: never, for what every class
// has).
bool check_settable(Vm& vm, Type* type, Value value, std::string_view name) {
  if (type->is_static) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cannot set '{}' attribute of immutable type '{}'", name, type->name));
  }
  if (!value) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cannot delete '{}' attribute of {}type '{}'", name,
                             vm.behaviours.deletion_calls_type_immutable() ? "immutable " : "",
                             type->name));
  }
  return true;
}

Ref get_name(Vm& vm, Value self) {
  Type* type = self_of(self);
  if (!type->is_static) return make_str(vm, type->name);
  std::size_t dot = type->name.rfind('.');
  return intern(vm, dot == std::string::npos ? type->name : type->name.substr(dot + 1));
}

bool set_name(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__name__")) return false;
  auto* text = as<Str>(value);
  if (!text) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("can only assign string to {}.__name__, not '{}'", type->name,
                             type_name(vm, value)));
  }
  type->name = to_utf8(text);
  return true;
}

Ref get_qualname(Vm& vm, Value self) {
  Type* type = self_of(self);
  return type->qualname ? type->qualname : Ref(make_str(vm, qualified_name(type)));
}

bool set_qualname(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__qualname__")) return false;
  if (!is<Str>(value)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("can only assign string to {}.__qualname__, not '{}'", type->name,
                             type_name(vm, value)));
  }
  type->qualname = Ref(value);
  return true;
}

Ref get_module(Vm& vm, Value self) {
  Type* type = self_of(self);
  if (type->is_static) return intern(vm, type->module);
  Value module = dict_find(type->dict.get(), vm.names.module_);
  if (module) return Ref(module);
  return raise_attribute_error(vm, self, Value::object(vm.names.module_), "__module__");
}

bool set_module(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__module__")) return false;
  dict_store(vm, type->dict.get(), vm.names.module_, value);
  if (auto* text = as<Str>(value)) type->module = to_utf8(text);
  invalidate_type(type);
  return true;
}

Ref get_bases(Vm& vm, Value self) {
  Type* type = self_of(self);
  return type->bases ? type->bases : vm.empty_tuple;
}

bool set_type_bases(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  return check_settable(vm, type, value, "__bases__") && set_bases(vm, type, value);
}

Ref get_base(Vm&, Value self) {
  Type* base = self_of(self)->base;
  return Ref(base ? Value::object(base) : Value::none());
}

std::vector<Value> mro_values(Type* type) {
  std::vector<Value> values;
  for (Type* each : type->mro) values.push_back(Value::object(each));
  return values;
}

Ref get_mro(Vm& vm, Value self) {
  std::vector<Value> values = mro_values(self_of(self));
  return vm::make_tuple(vm, std::span<const Value>(values));
}

Ref get_dict(Vm& vm, Value self) {
  return make_mapping_proxy(vm, Value::object(self_of(self)->dict.get()));
}

Ref get_doc(Vm& vm, Value self) {
  Type* type = self_of(self);
  Ref doc(dict_find(type->dict.get(), vm.names.doc));
  if (!doc) return Ref(Value::none());
  auto* get = type_of(vm, doc)->slots.descriptor_get;
  return get ? get(vm, doc, Value(), self) : doc;
}

bool set_doc(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__doc__")) return false;
  dict_store(vm, type->dict.get(), vm.names.doc, value);
  invalidate_type(type);
  return true;
}

Raised no_attribute(Vm& vm, Type* type, Str* name) {
  return raise_attribute_error(
      vm, Value::object(type), Value::object(name),
      fmt::format("type object '{}' has no attribute '{}'", type->name, to_utf8(name)));
}

// The class's own function that computes its annotations; null: none.
Value annotate_function(Vm& vm, Type* type) {
  Value function = dict_find(type->dict.get(), vm.names.annotate_func);
  return function ? function : dict_find(type->dict.get(), vm.names.annotate);
}

Ref get_annotate(Vm& vm, Value self) {
  Type* type = self_of(self);
  if (type->is_builtin) return no_attribute(vm, type, vm.names.annotate);
  Ref function(annotate_function(vm, type));
  if (!function) return Ref(Value::none());
  auto* get = type_of(vm, function)->slots.descriptor_get;
  return get ? get(vm, function, Value(), self) : function;
}

bool set_annotate(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__annotate__")) return false;
  if (!value.is_none() && !is_callable(vm, value)) {
    return raise(vm, vm.exceptions.TypeError, "__annotate__ must be callable or None");
  }
  dict_store(vm, type->dict.get(), vm.names.annotate_func, value);
  if (!value.is_none()) dict_erase(vm, type->dict.get(), vm.names.annotations_cache);
  invalidate_type(type);
  return true;
}

Ref get_annotations(Vm& vm, Value self) {
  Type* type = self_of(self);
  if (type->is_builtin) return no_attribute(vm, type, vm.names.annotations);
  Dict* dict = type->dict.get();
  Ref known(dict_find(dict, vm.names.annotations));
  if (!known) known = Ref(dict_find(dict, vm.names.annotations_cache));
  if (known) {
    auto* get = type_of(vm, known)->slots.descriptor_get;
    return get ? get(vm, known, Value(), self) : known;
  }
  Ref made;
  bool lazy = vm.behaviours.lazy_annotations();
  if (lazy) {
    Ref annotate = get_annotate(vm, self);
    if (!annotate) return {};
    if (!annotate.get().is_none()) {
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
  dict_store(vm, dict, lazy ? vm.names.annotations_cache : vm.names.annotations, made);
  invalidate_type(type);
  return made;
}

bool set_annotations(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (type->is_builtin) return check_settable(vm, type, value, "__annotations__");
  Dict* dict = type->dict.get();
  if (value) {
    Str* name = vm.names.annotations;
    if (vm.behaviours.lazy_annotations() && !dict_find(dict, name))
      name = vm.names.annotations_cache;
    dict_store(vm, dict, name, value);
  } else if (!dict_erase(vm, dict, vm.names.annotations) &&
             !dict_erase(vm, dict, vm.names.annotations_cache)) {
    return raise(vm, vm.exceptions.AttributeError, "__annotations__");
  }
  invalidate_type(type);
  return true;
}

Ref get_type_params(Vm& vm, Value self) {
  Value known = dict_find(self_of(self)->dict.get(), vm.names.type_params);
  return known ? Ref(known) : vm.empty_tuple;
}

bool set_type_params(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (!check_settable(vm, type, value, "__type_params__")) return false;
  dict_store(vm, type->dict.get(), vm.names.type_params, value);
  invalidate_type(type);
  return true;
}

Ref get_abstract(Vm& vm, Value self) {
  Value known = dict_find(self_of(self)->dict.get(), vm.names.abstractmethods);
  if (known) return Ref(known);
  return raise_attribute_error(vm, self, Value::object(vm.names.abstractmethods),
                               "__abstractmethods__");
}

bool set_abstract(Vm& vm, Value self, Value value) {
  Type* type = self_of(self);
  if (value) {
    dict_store(vm, type->dict.get(), vm.names.abstractmethods, value);
  } else if (!dict_erase(vm, type->dict.get(), vm.names.abstractmethods)) {
    return raise(vm, vm.exceptions.AttributeError, "__abstractmethods__");
  }
  invalidate_type(type);
  return true;
}

Ref get_basic_size(Vm&, Value self) {
  return Ref(Value::small(self_of(self)->instance_size));
}

Ref get_text_signature(Vm&, Value) {
  return Ref(Value::none());
}

// The bits programs ask for: made at run time, may be a base, abstract.
Ref get_flags(Vm& vm, Value self) {
  Type* type = self_of(self);
  std::int64_t flags = 0;
  if (!type->is_builtin) flags |= 1 << 9;
  if (type->can_subclass) flags |= 1 << 10;
  if (dict_find(type->dict.get(), vm.names.abstractmethods)) flags |= 1 << 20;
  return Ref(Value::small(flags));
}

Ref type_mro(Vm& vm, Value self, std::span<const Value>) {
  std::vector<Type*> order;
  if (!compute_mro(vm, self_of(self), order)) return {};
  std::vector<Value> values;
  for (Type* each : order) values.push_back(Value::object(each));
  return make_list(vm, values);
}

Ref type_subclasses(Vm& vm, Value self, std::span<const Value>) {
  std::vector<Value> values;
  for (Type* each : self_of(self)->subclasses) values.push_back(Value::object(each));
  return make_list(vm, values);
}

Ref type_prepare(Vm& vm, Value, std::span<const Value>) {
  return make_dict(vm);
}

Ref type_instancecheck(Vm& vm, Value self, std::span<const Value> arguments) {
  Type* type = self_of(self);
  if (is_instance_of(vm, arguments[0], type)) return Ref(Value::true_());
  // An object may claim another class than its type (proxies).
  Ref class_ = find_optional_attribute(vm, arguments[0], vm.names.class_);
  if (!class_ && error_pending(vm)) return {};
  auto* claimed = as<Type>(class_);
  return Ref(Value::boolean(claimed && is_subtype(claimed, type)));
}

Ref type_subclasscheck(Vm& vm, Value self, std::span<const Value> arguments) {
  auto* type = as<Type>(arguments[0]);
  if (!type) return raise(vm, vm.exceptions.TypeError, "issubclass() arg 1 must be a class");
  return Ref(Value::boolean(is_subtype(type, self_of(self))));
}

Ref type_dir(Vm& vm, Value self, std::span<const Value>) {
  Owned<Dict> names = make_dict(vm);
  collect_type_names(vm, self_of(self), names.get());
  return list_from(vm, names);
}

constexpr NativeDefinition methods[] = {
    {"mro", type_mro, 0, 0},
    {"__subclasses__", type_subclasses, 0, 0},
    {"__prepare__", type_prepare, "(*args, **kwargs)", NativeKind::class_method},
    {"__instancecheck__", type_instancecheck, 1, 1},
    {"__subclasscheck__", type_subclasscheck, 1, 1},
    {"__dir__", type_dir, 0, 0},
};

constexpr AttributeDefinition attributes[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__module__", get_module, set_module},
    {"__bases__", get_bases, set_type_bases},
    {"__base__", get_base},
    {"__mro__", get_mro},
    {"__dict__", get_dict},
    {"__doc__", get_doc, set_doc},
    {"__annotations__", get_annotations, set_annotations},
    {"__type_params__", get_type_params, set_type_params},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__basicsize__", get_basic_size},
    {"__flags__", get_flags},
    {"__text_signature__", get_text_signature},
};

constexpr AttributeDefinition annotate_attribute[] = {{"__annotate__", get_annotate, set_annotate}};

// Recomputes the MRO of `type` and of everything derived from it.
bool update_mro(Vm& vm, Type* type) {
  std::vector<Type*> order;
  if (!compute_mro(vm, type, order)) return false;
  type->mro = std::move(order);
  for (Type* subclass : type->subclasses) {
    if (!update_mro(vm, subclass)) return false;
  }
  return true;
}

void update_slots_below(Vm& vm, Type* type) {
  update_all_slots(vm, type);
  for (Type* subclass : type->subclasses) update_slots_below(vm, subclass);
}

} // namespace

bool set_bases(Vm& vm, Type* type, Value value) {
  auto* tuple = as<Tuple>(value);
  if (!tuple) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("can only assign tuple to {}.__bases__, not {}", type->name,
                             type_name(vm, value)));
  }
  if (tuple->size == 0) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("can only assign non-empty tuple to {}.__bases__, not ()", type->name));
  }
  for (Value each : tuple->view()) {
    auto* base = as<Type>(each);
    if (!base) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("{}.__bases__ must be tuple of classes, not '{}'", type->name,
                               type_name(vm, each)));
    }
    if (is_subtype(base, type)) {
      return raise(vm, vm.exceptions.TypeError, "a __bases__ item causes an inheritance cycle");
    }
  }
  Type* base = best_base(vm, tuple);
  if (!base) return false;
  bool alike = base->instance_layout == type->base->instance_layout &&
               base->struct_size == type->base->struct_size &&
               base->member_slots == type->base->member_slots &&
               !(base->attributes_offset && !type->attributes_offset);
  if (!alike || (base->is_builtin && type->base->is_builtin && base != type->base)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__bases__ assignment: '{}' object layout differs from '{}'",
                             base->name, type->base->name));
  }
  Ref old_bases = type->bases;
  Type* old_base = type->base;
  type->bases = Ref(value);
  type->base = base;
  if (!update_mro(vm, type)) {
    Ref pending = take_pending(vm);
    type->bases = old_bases;
    type->base = old_base;
    update_mro(vm, type);
    set_pending(vm, pending);
    return false;
  }
  for (Value each : cast<Tuple>(old_bases)->view()) {
    auto& siblings = cast<Type>(each)->subclasses;
    siblings.erase(std::remove(siblings.begin(), siblings.end(), type), siblings.end());
  }
  for (Value each : tuple->view()) cast<Type>(each)->subclasses.push_back(type);
  invalidate_type(type);
  update_slots_below(vm, type);
  return true;
}

void add_type_attributes(Vm& vm, Type* type) {
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
  if (vm.behaviours.lazy_annotations()) add_attributes(vm, type, annotate_attribute);
}

} // namespace specmon::vm
