// types.UnionType: int | str.
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/generic_alias.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

bool is_unionable(const Vm& vm, Value value) {
  return value.is_none() || is<Type>(value) || is<GenericAlias>(value) || is<UnionType>(value) ||
         type_of(vm, value) == vm.types.type_var || type_of(vm, value) == vm.types.param_spec ||
         type_of(vm, value) == vm.types.type_alias;
}

// Adds `value` (flat, NoneType for None) unless an equal one is there.
bool add_member(Vm& vm, std::vector<Value>& members, Value value) {
  if (auto* inner = as<UnionType>(value)) {
    for (Value each : cast<Tuple>(inner->arguments)->view()) {
      if (!add_member(vm, members, each)) return false;
    }
    return true;
  }
  if (value.is_none()) value = Value::object(vm.types.none);
  for (Value known : members) {
    std::optional<bool> same = equal(vm, known, value);
    if (!same) return false;
    if (*same) return true;
  }
  members.push_back(value);
  return true;
}

std::span<const Value> members_of(Value self) {
  return cast<Tuple>(cast<UnionType>(self)->arguments)->view();
}

void union_destroy(Vm& vm, Object* object) {
  destroy_as<UnionType>(vm, object);
}
void union_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<UnionType*>(object)->arguments);
}
void union_clear(Vm&, Object*) {}

Ref union_repr(Vm& vm, Value self) {
  std::string text;
  for (Value each : members_of(self)) {
    if (!text.empty()) text += " | ";
    if (each == Value::object(vm.types.none)) {
      text += "None";
    } else if (!append_type_text(vm, each, text)) {
      return {};
    }
  }
  return make_str(vm, text);
}

Ref union_compare(Vm& vm, Value left, Value right, Comparison how) {
  if (!is<UnionType>(left) || !is<UnionType>(right) ||
      (how != Comparison::eq && how != Comparison::ne)) {
    return Ref(Value::not_implemented());
  }
  bool same = members_of(left).size() == members_of(right).size();
  for (Value each : members_of(left)) {
    bool found = false;
    for (Value other : members_of(right)) {
      std::optional<bool> equals = equal(vm, each, other);
      if (!equals) return {};
      found |= *equals;
    }
    same &= found;
  }
  return Ref(Value::boolean(same == (how == Comparison::eq)));
}

std::optional<std::int64_t> union_hash(Vm& vm, Value self) {
  std::int64_t mixed = 1927868237;
  for (Value each : members_of(self)) {
    std::optional<std::int64_t> one = hash(vm, each);
    if (!one) return one;
    mixed ^= *one;
  }
  return mixed == -1 ? -2 : mixed;
}

Ref union_or(Vm& vm, Value left, Value right) {
  return make_union(vm, left, right);
}

template <bool instances> Ref check(Vm& vm, Value self, std::span<const Value> arguments) {
  for (Value each : members_of(self)) {
    if (is<GenericAlias>(each)) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("{}() argument 2 cannot be a parameterized generic",
                               instances ? "isinstance" : "issubclass"));
    }
  }
  for (Value each : members_of(self)) {
    std::optional<bool> answer =
        instances ? is_instance(vm, arguments[0], each) : is_subclass(vm, arguments[0], each);
    if (!answer) return {};
    if (*answer) return Ref(Value::true_());
  }
  return Ref(Value::false_());
}

Ref get_arguments(Vm&, Value self) {
  return cast<UnionType>(self)->arguments;
}
Ref get_parameters(Vm& vm, Value) {
  return vm.empty_tuple;
}

constexpr NativeDefinition methods[] = {
    {"__instancecheck__", check<true>, 1, 1},
    {"__subclasscheck__", check<false>, 1, 1},
};
constexpr AttributeDefinition attributes[] = {{"__args__", get_arguments},
                                              {"__parameters__", get_parameters}};

} // namespace

Ref make_union(Vm& vm, Value left, Value right) {
  if (!is_unionable(vm, left) || !is_unionable(vm, right)) return Ref(Value::not_implemented());
  std::vector<Value> members;
  if (!add_member(vm, members, left) || !add_member(vm, members, right)) return {};
  if (members.size() == 1) return Ref(members[0]);
  auto* made = vm.heap.make<UnionType>(vm.types.union_type);
  Ref result = Ref::steal(made);
  made->arguments = vm::make_tuple(vm, std::span<const Value>(members));
  vm.heap.track(made);
  return result;
}

void set_up_union_type_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->instance_size = sizeof(UnionType);
  if (vm.behaviours.union_types_are_one()) {
    type->name = "typing.Union";
    type->module = "typing";
  }
  type->slots.destroy = union_destroy;
  type->slots.traverse = union_traverse;
  type->slots.clear = union_clear;
  type->slots.repr = union_repr;
  type->slots.compare = union_compare;
  type->slots.hash = union_hash;
  type->slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = union_or;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
