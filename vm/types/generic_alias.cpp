// types.GenericAlias: list[int]. It is called, subclassed and asked for attributes as its origin.
#include "vm/types/generic_alias.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parameters.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

GenericAlias* self_of(Value value) {
  return cast<GenericAlias>(value);
}

// Type variables among the arguments, in order, each once.
Owned<Tuple> collect_parameters(Vm& vm, Tuple* arguments) {
  std::vector<Value> found;
  auto add = [&](Value each) {
    for (Value known : found) {
      if (known == each) return;
    }
    found.push_back(each);
  };
  for (Value each : arguments->view()) {
    if (auto* inner = as<GenericAlias>(each)) {
      for (Value parameter : cast<Tuple>(inner->parameters)->view()) add(parameter);
    } else if (is_type_parameter(vm, each)) {
      add(each);
    }
  }
  return vm::make_tuple(vm, std::span<const Value>(found));
}

void alias_destroy(Vm& vm, Object* object) {
  destroy_as<GenericAlias>(vm, object);
}
void alias_traverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<GenericAlias*>(object);
  visitor(self->origin);
  visitor(self->arguments);
  visitor(self->parameters);
}
void alias_clear(Vm&, Object*) {
} // made whole of what it holds: cycles pass through its arguments' owners

Ref alias_new(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.positional != 2 || arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("GenericAlias expected 2 arguments, got {}", arguments.total()));
  }
  return make_generic_alias(vm, arguments.values[0], arguments.values[1]);
}

Ref alias_call(Vm& vm, Value self, const Arguments& arguments) {
  Ref origin = self_of(self)->origin;
  Ref made = call(vm, origin, arguments);
  if (made && made.get().is_object()) {
    Owned<Str> name = intern(vm, "__orig_class__");
    // Only what has a dict can say which alias made it.
    if (type_of(vm, made)->attributes_offset && !set_attribute(vm, made, name.get(), self))
      clear_pending(vm);
  }
  return made;
}

// These are the alias's own; everything else is looked up in the origin.
bool is_own(const Str* name) {
  constexpr std::string_view own[] = {"__class__",
                                      "__origin__",
                                      "__args__",
                                      "__parameters__",
                                      "__mro_entries__",
                                      "__unpacked__",
                                      "__typing_unpacked_tuple_args__",
                                      "__reduce_ex__",
                                      "__reduce__",
                                      "__copy__",
                                      "__deepcopy__"};
  for (std::string_view each : own) {
    if (equal(name, each)) return true;
  }
  return false;
}

Ref alias_get_attribute(Vm& vm, Value self, Str* name) {
  if (!is_own(name)) return get_attribute(vm, self_of(self)->origin, name);
  return generic_get_attribute(vm, self, name);
}

// The one item is the alias unpacked.
Ref alias_iterate(Vm& vm, Value self) {
  const Ref item = make_generic_alias(vm, self_of(self)->origin, self_of(self)->arguments);
  self_of(item)->unpacked = true;
  return iterate(vm, vm::make_tuple(vm, {item.get()}));
}

Ref alias_get_item(Vm& vm, Value self, Value key) {
  GenericAlias* alias = self_of(self);
  auto* parameters = cast<Tuple>(alias->parameters);
  if (parameters->size == 0) {
    Owned<Str> shown = repr(vm, self);
    if (!shown) return {};
    return raise(vm, vm.exceptions.TypeError, to_utf8(shown.get()) + " is not a generic class");
  }
  std::vector<Value> given;
  if (auto* tuple = as<Tuple>(key)) {
    given.assign(tuple->view().begin(), tuple->view().end());
  } else {
    given.push_back(key);
  }
  std::vector<Ref> substituted;
  for (Value each : cast<Tuple>(alias->arguments)->view()) {
    Ref replacement(each);
    for (std::size_t i = 0; i < parameters->size && i < given.size(); ++i) {
      if (parameters->items[i] == each) replacement = Ref(given[i]);
    }
    substituted.push_back(std::move(replacement));
  }
  std::vector<Value> values(substituted.begin(), substituted.end());
  Owned<Tuple> arguments = vm::make_tuple(vm, std::span<const Value>(values));
  Ref made = make_generic_alias(vm, alias->origin, arguments);
  self_of(made)->unpacked = alias->unpacked;
  return made;
}

Ref find_attribute_named(Vm& vm, Value object, std::string_view name) {
  const Owned<Str> text = intern(vm, name);
  return find_optional_attribute(vm, object, text.get());
}

// What is no alias but has a __qualname__ and a __module__ is shown by them; "": it has not. No
// value: looking them up failed.
std::optional<std::string> name_with_module(Vm& vm, Value item) {
  const bool is_alias =
      find_attribute_named(vm, item, "__origin__") && find_attribute_named(vm, item, "__args__");
  const Ref qualname = is_alias ? Ref() : find_attribute_named(vm, item, "__qualname__");
  const Ref module = qualname ? find_attribute_named(vm, item, "__module__") : Ref();
  if (error_pending(vm)) return std::nullopt;
  if (!is<Str>(qualname) || !is<Str>(module)) return "";
  const std::string of = to_utf8(cast<Str>(module)), name = to_utf8(cast<Str>(qualname));
  return of == "builtins" ? name : of + "." + name;
}

} // namespace

bool append_type_text(Vm& vm, Value item, std::string& text) {
  if (item.is_ellipsis()) {
    text += "...";
    return true;
  }
  if (auto* list = as<List>(item)) {
    text += "[";
    for (std::size_t i = 0; i < list->size; ++i) {
      if (i) text += ", ";
      if (!append_type_text(vm, list->items[i], text)) return false;
    }
    text += "]";
    return true;
  }
  if (auto* type = as<Type>(item)) {
    text += full_type_name(vm, type);
    return true;
  }
  const std::optional<std::string> name = name_with_module(vm, item);
  if (!name) return false;
  if (!name->empty()) {
    text += *name;
    return true;
  }
  Owned<Str> shown = repr(vm, item);
  if (!shown) return false;
  text += to_utf8(shown.get());
  return true;
}

namespace {

Ref alias_repr(Vm& vm, Value self) {
  GenericAlias* alias = self_of(self);
  std::string text = alias->unpacked ? "*" : "";
  if (!append_type_text(vm, alias->origin, text)) return {};
  text += "[";
  auto* arguments = cast<Tuple>(alias->arguments);
  if (arguments->size == 0) text += "()";
  for (std::size_t i = 0; i < arguments->size; ++i) {
    if (i) text += ", ";
    if (!append_type_text(vm, arguments->items[i], text)) return {};
  }
  return make_str(vm, text + "]");
}

Ref alias_compare(Vm& vm, Value left, Value right, Comparison how) {
  auto* a = as<GenericAlias>(left);
  auto* b = as<GenericAlias>(right);
  if (!a || !b || (how != Comparison::eq && how != Comparison::ne))
    return Ref(Value::not_implemented());
  std::optional<bool> same = a->unpacked == b->unpacked;
  if (*same) same = equal(vm, a->origin, b->origin);
  if (same && *same) same = equal(vm, a->arguments, b->arguments);
  return same ? Ref(Value::boolean(*same == (how == Comparison::eq))) : Ref();
}

std::optional<std::int64_t> alias_hash(Vm& vm, Value self) {
  std::optional<std::int64_t> origin = hash(vm, self_of(self)->origin);
  std::optional<std::int64_t> arguments = hash(vm, self_of(self)->arguments);
  if (!origin || !arguments) return std::nullopt;
  std::int64_t mixed = *origin ^ *arguments;
  return mixed == -1 ? -2 : mixed;
}

Ref alias_or(Vm& vm, Value left, Value right) {
  return make_union(vm, left, right);
}

Ref alias_mro_entries(Vm& vm, Value self, std::span<const Value>) {
  return vm::make_tuple(vm, {self_of(self)->origin.get()});
}
Ref alias_instancecheck(Vm& vm, Value, std::span<const Value>) {
  return raise(vm, vm.exceptions.TypeError,
               "isinstance() argument 2 cannot be a parameterized generic");
}
Ref alias_subclasscheck(Vm& vm, Value, std::span<const Value>) {
  return raise(vm, vm.exceptions.TypeError,
               "issubclass() argument 2 cannot be a parameterized generic");
}

Ref get_origin(Vm&, Value self) {
  return self_of(self)->origin;
}
Ref get_arguments(Vm&, Value self) {
  return self_of(self)->arguments;
}
Ref get_parameters(Vm&, Value self) {
  return self_of(self)->parameters;
}

Ref get_unpacked(Vm&, Value self) {
  return Value::boolean(self_of(self)->unpacked);
}

constexpr NativeDefinition methods[] = {
    {"__mro_entries__", alias_mro_entries, 1, 1},
    {"__instancecheck__", alias_instancecheck, 1, 1},
    {"__subclasscheck__", alias_subclasscheck, 1, 1},
};
constexpr AttributeDefinition attributes[] = {
    {"__origin__", get_origin},
    {"__args__", get_arguments},
    {"__parameters__", get_parameters},
    {"__unpacked__", get_unpacked},
};

Ref class_getitem(Vm& vm, Value self, std::span<const Value> arguments) {
  return make_generic_alias(vm, self, arguments[0]);
}
constexpr NativeDefinition class_getitem_method[] = {
    {"__class_getitem__", class_getitem, 1, 1, NativeKind::class_method},
};

} // namespace

Ref make_generic_alias(Vm& vm, Value origin, Value key) {
  auto* alias = vm.heap.make<GenericAlias>(vm.types.generic_alias);
  Ref made = Ref::steal(alias);
  alias->origin = Ref(origin);
  alias->arguments = is<Tuple>(key) ? Ref(key) : Ref(vm::make_tuple(vm, {key}));
  alias->parameters = collect_parameters(vm, cast<Tuple>(alias->arguments));
  vm.heap.track(alias);
  return made;
}

void add_class_getitem(Vm& vm, Type* type) {
  add_methods(vm, type, class_getitem_method);
}

void set_up_generic_alias_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(GenericAlias);
  type->slots.destroy = alias_destroy;
  type->slots.traverse = alias_traverse;
  type->slots.clear = alias_clear;
  type->slots.new_ = alias_new;
  type->slots.call = alias_call;
  type->slots.get_attribute = alias_get_attribute;
  type->slots.get_item = alias_get_item;
  type->slots.iterate = alias_iterate;
  type->slots.repr = alias_repr;
  type->slots.compare = alias_compare;
  type->slots.hash = alias_hash;
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = alias_or;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
