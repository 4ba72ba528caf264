#include "vm/types/struct_sequence.h"

#include "vm/type_setup.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <array>
#include <utility>

namespace specmon::vm {

namespace {

constexpr std::size_t most_fields = 20;

template <std::size_t index> Ref get_field(Vm&, Value self) {
  return cast<Tuple>(self)->items[index];
}

template <std::size_t... index> constexpr auto make_getters(std::index_sequence<index...>) {
  return std::array<Ref (*)(Vm&, Value), sizeof...(index)>{get_field<index>...};
}
constexpr auto getters = make_getters(std::make_index_sequence<most_fields>{});

// "sys.version_info(major=3, ...)": the names are the members of the type, in the order of their
// getters.
Ref repr_struct(Vm& vm, Value self) {
  Type* type = type_of(vm, self);
  Owned<Str> key = intern(vm, "__match_args__");
  auto* names = as<Tuple>(lookup_in_type(type, key.get()));
  std::string text = type->module + "." + type->name + "(";
  auto* tuple = cast<Tuple>(self);
  for (std::size_t i = 0; names && i < names->size; ++i) {
    Owned<Str> shown = repr(vm, tuple->items[i]);
    if (!shown) return {};
    text += (i ? ", " : "") + to_utf8(cast<Str>(names->items[i])) + "=" + to_utf8(shown.get());
  }
  return make_str(vm, text + ")");
}

} // namespace

Type* make_struct_type(Vm& vm, std::string_view module, std::string_view name,
                       std::span<const std::string_view> fields) {
  Type* type = make_builtin_type(vm, module, name, Layout::tuple, sizeof(Tuple), vm.types.tuple);
  type->can_subclass = false;
  // Instances are laid out as those of a Python subclass of tuple, their items apart.
  type->is_builtin = false;
  type->slots.repr = repr_struct;
  std::vector<Ref> held;
  std::vector<Value> names;
  auto definitions = std::make_unique<AttributeDefinition[]>(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    definitions[i] = AttributeDefinition{fields[i], getters[i]};
    held.push_back(make_str(vm, fields[i]));
    names.push_back(held.back());
  }
  add_attributes(vm, type, {definitions.get(), fields.size()});
  vm.attribute_tables.push_back(std::move(definitions));
  add_constant(vm, type, "__match_args__", make_tuple(vm, std::span<const Value>(names)));
  add_constant(vm, type, "n_fields", Value::small(static_cast<std::int64_t>(fields.size())));
  finish_type(vm, type);
  return type;
}

Ref make_struct(Vm& vm, Type* type, std::span<const Value> values) {
  Owned<Tuple> items = make_tuple(vm, values);
  Value argument[] = {items};
  return type->slots.new_(vm, type, Arguments{argument, 1, nullptr});
}

} // namespace specmon::vm
