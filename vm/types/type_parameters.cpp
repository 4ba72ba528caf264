#include "vm/types/type_parameters.h"

#include "vm/interpreter.h"
#include "vm/modules/modules.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/generic_alias.h"
#include "vm/types/instance.h"
#include "vm/types/module.h"
#include "vm/types/signature.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

TypeParameter* parameter_of(Value self) {
  return static_cast<TypeParameter*>(self.object());
}
TypeAlias* alias_of(Value self) {
  return static_cast<TypeAlias*>(self.object());
}

// The arguments of a constructor, bound by a signature that is parsed once. Owns what it binds to
// *rest.
class Constructor {
public:
  // `function` is the name that CPython's messages give it.
  Constructor(Vm& vm, const NativeDefinition& definition, const Arguments& arguments) {
    std::shared_ptr<NativeSignature>& signature = vm.signatures[&definition];
    if (!signature) signature = parse_signature(vm, definition.signature);
    values_.resize(signature->parameters.size());
    bound_ = bind_signature(vm, *signature, definition.name, arguments, values_.data(), rest_,
                            keywords_);
    if (bound_ && !is<Str>(values_[0])) {
      bound_ = raise(vm, vm.exceptions.TypeError,
                     fmt::format("{}() argument 'name' must be str, not {}", definition.name,
                                 type_name(vm, values_[0])));
    }
  }
  explicit operator bool() const { return bound_; }
  Value operator[](std::size_t index) const { return values_[index]; }

private:
  std::vector<Value> values_;
  Ref rest_, keywords_;
  bool bound_ = false;
};

Ref calling_module(Vm& vm) {
  Dict* globals = current_globals(vm);
  const Value name = globals ? dict_find(globals, vm.names.dunder_name) : Value();
  return name ? Ref(name) : Ref(Value::none());
}

// The value, computed now if it has not been; `absent` if there is none.
Ref get(Vm& vm, LazyValue& lazy, Value absent) {
  if (!lazy.value && lazy.evaluate) {
    Ref computed = call(vm, lazy.evaluate, {});
    if (!computed) return {};
    lazy.value = computed;
  }
  return lazy.value ? lazy.value : Ref(absent);
}

void visit_lazy(Visitor& visitor, LazyValue& lazy) {
  visitor(lazy.value);
  visitor(lazy.evaluate);
}

void parameter_traverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<TypeParameter*>(object);
  visitor(self->name);
  visitor(self->module);
  visit_lazy(visitor, self->bound);
  visit_lazy(visitor, self->constraints);
  visit_lazy(visitor, self->default_);
}
void parameter_clear(Vm&, Object* object) {
  auto* self = static_cast<TypeParameter*>(object);
  self->bound = self->constraints = self->default_ = {};
}

bool set_variance(Vm& vm, TypeParameter* made, Value covariant, Value contravariant, Value infer) {
  std::optional<bool> flags[] = {truth(vm, covariant), truth(vm, contravariant), truth(vm, infer)};
  if (!flags[0] || !flags[1] || !flags[2]) return false;
  if (*flags[0] && *flags[1])
    return raise(vm, vm.exceptions.ValueError, "Bivariant types are not supported.");
  if (*flags[2] && (*flags[0] || *flags[1]))
    return raise(vm, vm.exceptions.ValueError, "Variance cannot be specified with infer_variance.");
  made->covariant = *flags[0];
  made->contravariant = *flags[1];
  made->infer_variance = *flags[2];
  return true;
}

Ref new_type_var(Vm& vm, Type* type, const Arguments& arguments) {
  static constexpr NativeDefinition definition("typevar", nullptr,
                                               "(name, *constraints, bound=None, covariant=False, "
                                               "contravariant=False, infer_variance=False)");
  const Constructor given(vm, definition, arguments);
  if (!given) return {};
  TypeParameter* made = make_type_parameter(vm, type, given[0]);
  Ref result = Ref::steal(made);
  made->module = calling_module(vm);
  if (!set_variance(vm, made, given[3], given[4], given[5])) return {};
  if (!given[2].is_none()) made->bound.value = Ref(given[2]);
  const auto* constraints = cast<Tuple>(given[1]);
  if (constraints->size == 1)
    return raise(vm, vm.exceptions.TypeError, "A single constraint is not allowed");
  if (constraints->size > 0 && made->bound)
    return raise(vm, vm.exceptions.TypeError, "Constraints cannot be combined with bound=...");
  made->constraints.value = Ref(given[1]);
  return result;
}

Ref new_param_spec(Vm& vm, Type* type, const Arguments& arguments) {
  static constexpr NativeDefinition definition(
      "paramspec", nullptr,
      "(name, *, bound=None, covariant=False, contravariant=False, infer_variance=False)");
  const Constructor given(vm, definition, arguments);
  if (!given) return {};
  TypeParameter* made = make_type_parameter(vm, type, given[0]);
  Ref result = Ref::steal(made);
  made->module = calling_module(vm);
  if (!set_variance(vm, made, given[2], given[3], given[4])) return {};
  if (!given[1].is_none()) made->bound.value = Ref(given[1]);
  return result;
}

Ref new_type_var_tuple(Vm& vm, Type* type, const Arguments& arguments) {
  static constexpr NativeDefinition name_only("typevartuple", nullptr, "(name)");
  static constexpr NativeDefinition with_variance(
      "typevartuple", nullptr,
      "(name, *, bound=None, covariant=False, contravariant=False, infer_variance=False)");
  const bool has_variance = vm.behaviours.type_var_tuples_have_variance();
  const Constructor given(vm, has_variance ? with_variance : name_only, arguments);
  if (!given) return {};
  TypeParameter* made = make_type_parameter(vm, type, given[0]);
  Ref result = Ref::steal(made);
  made->module = calling_module(vm);
  if (!has_variance) return result;
  if (!set_variance(vm, made, given[2], given[3], given[4])) return {};
  if (!given[1].is_none()) made->bound.value = Ref(given[1]);
  return result;
}

Ref parameter_repr(Vm& vm, Value self) {
  const TypeParameter* parameter = parameter_of(self);
  std::string text = to_utf8(cast<Str>(parameter->name));
  const bool has_variance = type_of(vm, self) != vm.types.type_var_tuple ||
                            vm.behaviours.type_var_tuples_have_variance(); // PYTHON-31
  if (has_variance && !parameter->infer_variance)
    text.insert(0, parameter->covariant ? "+" : parameter->contravariant ? "-" : "~");
  return make_str(vm, text);
}

Ref union_of(Vm& vm, Value left, Value right) {
  return make_union(vm, left, right);
}

Ref no_subclass(Vm& vm, Value self, std::span<const Value>) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("Cannot subclass an instance of {}", qualified_name(type_of(vm, self))));
}

Ref get_name(Vm&, Value self) {
  return parameter_of(self)->name;
}
Ref get_module(Vm&, Value self) {
  return parameter_of(self)->module;
}
Ref get_bound(Vm& vm, Value self) {
  return get(vm, parameter_of(self)->bound, Value::none());
}
Ref get_constraints(Vm& vm, Value self) {
  return get(vm, parameter_of(self)->constraints, vm.empty_tuple);
}
template <bool TypeParameter::*flag> Ref get_flag(Vm&, Value self) {
  return Value::boolean(parameter_of(self)->*flag);
}

Ref get_default(Vm& vm, Value self) {
  LazyValue& lazy = parameter_of(self)->default_;
  if (lazy) return get(vm, lazy, Value::none());
  Ref module = import_module(vm, "_typing");
  return module ? get_attribute(vm, module, "NoDefault") : Ref();
}
Ref has_default(Vm&, Value self, std::span<const Value>) {
  return Value::boolean(bool(parameter_of(self)->default_));
}

constexpr NativeDefinition parameter_methods[] = {{"__mro_entries__", no_subclass, 1, 1}};
constexpr AttributeDefinition parameter_attributes[] = {{"__name__", get_name},
                                                        {"__module__", get_module}};
constexpr NativeDefinition default_methods[] = {{"has_default", has_default, 0, 0}};
constexpr AttributeDefinition default_attributes[] = {{"__default__", get_default}};
constexpr AttributeDefinition variance_attributes[] = {
    {"__bound__", get_bound},
    {"__covariant__", get_flag<&TypeParameter::covariant>},
    {"__contravariant__", get_flag<&TypeParameter::contravariant>},
    {"__infer_variance__", get_flag<&TypeParameter::infer_variance>},
};
constexpr AttributeDefinition constraint_attributes[] = {{"__constraints__", get_constraints}};

void set_up_parameter(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->instance_size = type->struct_size = sizeof(TypeParameter);
  type->slots.destroy = destroy_as<TypeParameter>;
  type->slots.traverse = parameter_traverse;
  type->slots.clear = parameter_clear;
  type->slots.repr = parameter_repr;
  add_methods(vm, type, parameter_methods);
  add_attributes(vm, type, parameter_attributes);
  if (vm.behaviours.type_parameter_defaults()) { // PYTHON-22
    add_methods(vm, type, default_methods);
    add_attributes(vm, type, default_attributes);
  }
}

void set_up_with_variance(Vm& vm, Type* type) {
  set_up_parameter(vm, type);
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = union_of;
  add_attributes(vm, type, variance_attributes);
}

// --- P.args and P.kwargs

struct ParamSpecPart : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref origin;
};

Ref make_part(Vm& vm, Type* type, Value origin) {
  auto* made = vm.heap.make<ParamSpecPart>(type);
  made->origin = Ref(origin);
  vm.heap.track(made);
  return Ref::steal(made);
}
Ref origin_of(Value self) {
  return static_cast<ParamSpecPart*>(self.object())->origin;
}
Ref get_args(Vm& vm, Value self) {
  return make_part(vm, vm.types.param_spec_args, self);
}
Ref get_kwargs(Vm& vm, Value self) {
  return make_part(vm, vm.types.param_spec_kwargs, self);
}
Ref get_origin(Vm&, Value self) {
  return origin_of(self);
}
constexpr AttributeDefinition param_spec_attributes[] = {{"args", get_args},
                                                         {"kwargs", get_kwargs}};
constexpr AttributeDefinition part_attributes[] = {{"__origin__", get_origin}};

Ref part_new(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.total() != 1) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("{}() takes exactly 1 argument ({} given)", type->name, arguments.total()));
  }
  return make_part(vm, type, arguments.values[0]);
}
Ref part_repr(Vm& vm, Value self) {
  const char* which = type_of(vm, self) == vm.types.param_spec_args ? ".args" : ".kwargs";
  const Ref origin = origin_of(self);
  if (type_of(vm, origin) == vm.types.param_spec)
    return make_str(vm, to_utf8(cast<Str>(parameter_of(origin)->name)) + which);
  Owned<Str> shown = repr(vm, origin);
  return shown ? Ref(make_str(vm, to_utf8(shown.get()) + which)) : Ref();
}
Ref part_compare(Vm& vm, Value left, Value right, Comparison how) {
  if ((how != Comparison::eq && how != Comparison::ne) || type_of(vm, left) != type_of(vm, right))
    return Value::not_implemented();
  const std::optional<bool> same = equal(vm, origin_of(left), origin_of(right));
  return same ? Ref(Value::boolean(*same == (how == Comparison::eq))) : Ref();
}
void set_up_part(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->instance_size = type->struct_size = sizeof(ParamSpecPart);
  type->slots.destroy = destroy_as<ParamSpecPart>;
  type->slots.traverse = [](Object* object, Visitor& visitor) {
    visitor(static_cast<ParamSpecPart*>(object)->origin);
  };
  type->slots.new_ = part_new;
  type->slots.repr = part_repr;
  type->slots.compare = part_compare; // which also makes it unhashable
  add_attributes(vm, type, part_attributes);
}

// --- type aliases

TypeAlias* allocate_alias(Vm& vm, Value name, Value qualified_name, Value parameters) {
  auto* made = vm.heap.make<TypeAlias>(vm.types.type_alias);
  made->name = Ref(name);
  made->qualified_name = Ref(qualified_name);
  made->parameters = Ref(parameters);
  made->module = calling_module(vm);
  vm.heap.track(made);
  return made;
}

Ref alias_new(Vm& vm, Type*, const Arguments& arguments) {
  static constexpr NativeDefinition name_only("typealias", nullptr,
                                              "(name, value, *, type_params=())");
  static constexpr NativeDefinition qualified("typealias", nullptr,
                                              "(name, value, *, type_params=(), qualname=None)");
  const bool has_qualname = vm.behaviours.aliases_have_qualified_names();
  const Constructor given(vm, has_qualname ? qualified : name_only, arguments);
  if (!given) return {};
  if (!is<Tuple>(given[2]))
    return raise(vm, vm.exceptions.TypeError, "type_params must be a tuple");
  const bool has_own_qualname = has_qualname && !given[3].is_none();
  if (has_own_qualname && !is<Str>(given[3]))
    return raise(vm, vm.exceptions.TypeError, "qualname must be a string");
  TypeAlias* made = allocate_alias(vm, given[0], has_own_qualname ? given[3] : given[0], given[2]);
  made->value.value = Ref(given[1]);
  return Ref::steal(made);
}
Ref alias_repr(Vm& vm, Value self) {
  const TypeAlias* alias = alias_of(self);
  return vm.behaviours.aliases_have_qualified_names() ? alias->qualified_name : alias->name;
}
Ref alias_get_item(Vm& vm, Value self, Value key) {
  if (cast<Tuple>(alias_of(self)->parameters)->size == 0)
    return raise(vm, vm.exceptions.TypeError, "Only generic type aliases are subscriptable");
  return make_generic_alias(vm, self, key);
}
Ref get_alias_name(Vm&, Value self) {
  return alias_of(self)->name;
}
Ref get_alias_qualname(Vm&, Value self) {
  return alias_of(self)->qualified_name;
}
Ref get_alias_module(Vm&, Value self) {
  return alias_of(self)->module;
}
Ref get_alias_value(Vm& vm, Value self) {
  return get(vm, alias_of(self)->value, Value::none());
}
Ref get_alias_parameters(Vm&, Value self) {
  return alias_of(self)->parameters;
}
constexpr AttributeDefinition alias_attributes[] = {
    {"__name__", get_alias_name},
    {"__module__", get_alias_module},
    {"__value__", get_alias_value},
    {"__parameters__", get_alias_parameters},
    {"__type_params__", get_alias_parameters},
};
constexpr AttributeDefinition alias_qualname[] = {{"__qualname__", get_alias_qualname}};

} // namespace

bool is_type_parameter(const Vm& vm, Value value) {
  const Type* type = type_of(vm, value);
  return type == vm.types.type_var || type == vm.types.param_spec ||
         type == vm.types.type_var_tuple;
}

TypeParameter* make_type_parameter(Vm& vm, Type* type, Value name) {
  auto* made = vm.heap.make<TypeParameter>(type);
  made->name = Ref(name);
  made->module = intern(vm, "typing");
  vm.heap.track(made);
  return made;
}

Ref unpack_type_var_tuple(Vm& vm, Value parameter) {
  const Ref typing = import_module(vm, "typing");
  const Ref unpack = typing ? get_attribute(vm, typing, "Unpack") : Ref();
  return unpack ? get_item(vm, unpack, parameter) : Ref();
}

Ref make_type_alias(Vm& vm, Value name, Value parameters, Value evaluate) {
  const Value qualified_name = cast<Function>(evaluate)->qualname;
  TypeAlias* made = allocate_alias(vm, name, qualified_name,
                                   parameters.is_none() ? vm.empty_tuple.get() : parameters);
  made->value.evaluate = Ref(evaluate);
  return Ref::steal(made);
}

void set_up_type_var_type(Vm& vm, Type* type) {
  set_up_with_variance(vm, type);
  type->slots.new_ = new_type_var;
  add_attributes(vm, type, constraint_attributes);
}
void set_up_param_spec_type(Vm& vm, Type* type) {
  set_up_with_variance(vm, type);
  type->slots.new_ = new_param_spec;
  add_attributes(vm, type, param_spec_attributes);
}
Ref iterate_type_var_tuple(Vm& vm, Value self) {
  const Ref unpacked = unpack_type_var_tuple(vm, self);
  return unpacked ? iterate(vm, vm::make_tuple(vm, {unpacked.get()})) : Ref();
}

void set_up_type_var_tuple_type(Vm& vm, Type* type) {
  set_up_parameter(vm, type);
  if (vm.behaviours.type_var_tuples_have_variance()) // PYTHON-31
    add_attributes(vm, type, variance_attributes);
  type->slots.new_ = new_type_var_tuple;
  type->slots.iterate = iterate_type_var_tuple;
}
void set_up_param_spec_args_type(Vm& vm, Type* type) {
  set_up_part(vm, type);
}
void set_up_param_spec_kwargs_type(Vm& vm, Type* type) {
  set_up_part(vm, type);
}

void set_up_type_alias_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->instance_size = type->struct_size = sizeof(TypeAlias);
  type->slots.destroy = destroy_as<TypeAlias>;
  type->slots.traverse = [](Object* object, Visitor& visitor) {
    auto* self = static_cast<TypeAlias*>(object);
    visitor(self->name);
    visitor(self->qualified_name);
    visitor(self->module);
    visitor(self->parameters);
    visit_lazy(visitor, self->value);
  };
  type->slots.clear = [](Vm&, Object* object) { static_cast<TypeAlias*>(object)->value = {}; };
  type->slots.new_ = alias_new;
  type->slots.repr = alias_repr;
  type->slots.get_item = alias_get_item;
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = union_of;
  add_attributes(vm, type, alias_attributes);
  if (vm.behaviours.aliases_have_qualified_names()) // PYTHON-31
    add_attributes(vm, type, alias_qualname);
}

// Generic's own methods are native and have typing do the work, so that no event tells of its code.
template <const char* function> Ref generic_method(Vm& vm, Value type, std::span<const Value> a) {
  const Ref typing = import_module(vm, "typing");
  const Ref method = typing ? get_attribute(vm, typing, function) : Ref();
  if (!method) return {};
  std::vector<Value> positional{type};
  const auto given = cast<Tuple>(a[0])->view();
  positional.insert(positional.end(), given.begin(), given.end());
  return call(vm, method, positional, cast<Dict>(a[1]));
}
constexpr char get_generic_item[] = "_generic_class_getitem";
constexpr char init_generic_subclass[] = "_generic_init_subclass";

constexpr NativeDefinition generic_methods[] = {
    {"__class_getitem__", generic_method<get_generic_item>, "(*args, **kwargs)",
     NativeKind::class_method},
    {"__init_subclass__", generic_method<init_generic_subclass>, "(*args, **kwargs)",
     NativeKind::class_method},
};

Type* make_generic(Vm& vm) {
  Type* type = make_builtin_type(vm, "typing", "Generic", Layout::object, sizeof(Instance));
  add_methods(vm, type, generic_methods);
  finish_type(vm, type);
  return type;
}

Ref create_typing_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_typing");
  const auto& types = vm.types;
  const std::pair<std::string_view, Type*> rows[] = {
      {"TypeVar", types.type_var},
      {"ParamSpec", types.param_spec},
      {"TypeVarTuple", types.type_var_tuple},
      {"ParamSpecArgs", types.param_spec_args},
      {"ParamSpecKwargs", types.param_spec_kwargs},
      {"TypeAliasType", types.type_alias},
  };
  if (vm.behaviours.type_parameter_defaults()) {
    Type* type = make_builtin_type(vm, "typing", "NoDefaultType", Layout::other, sizeof(Object));
    type->slots.destroy = destroy_plain;
    type->slots.repr = [](Vm& made_by, Value) -> Ref {
      return make_str(made_by, "typing.NoDefault");
    };
    finish_type(vm, type);
    dict_store(vm, module->dict.get(), "NoDefault", Ref::steal(vm.heap.make<Object>(type)));
  }
  for (const auto& [name, type] : rows)
    dict_store(vm, module->dict.get(), name, Value::object(type));
  dict_store(vm, module->dict.get(), "Generic", Value::object(make_generic(vm)));
  return module;
}

} // namespace specmon::vm
