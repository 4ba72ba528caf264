// wrapper_descriptor and method-wrapper: the special methods of built-in types (int.__add__,
// (1).__add__).
#include "vm/types/descriptors.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_slots.h"

#include <cstring>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

template <class Function> Function slot_of(const SlotWrapper* wrapper) {
  Function function;
  std::memcpy(&function,
              reinterpret_cast<const char*>(&wrapper->owner->slots) + wrapper->row->offset,
              sizeof function);
  return function;
}

using Unary = Ref (*)(Vm&, Value);
using Binary = Ref (*)(Vm&, Value, Value);

std::string name_of(const SlotWrapper* wrapper) {
  return to_utf8(wrapper->row->name);
}

bool check_count(Vm& vm, const SlotWrapper* wrapper, const Arguments& arguments, std::size_t least,
                 std::size_t most) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("wrapper {}() takes no keyword arguments", name_of(wrapper)));
  }
  std::size_t given = arguments.positional;
  if (given >= least && given <= most) return true;
  if (least == most) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("expected {} argument{}, got {}", least, least == 1 ? "" : "s", given));
  }
  bool few = given < least;
  std::size_t bound = few ? least : most;
  std::string prefix =
      vm.behaviours.wrapper_named_in_count() ? name_of(wrapper) + " " : std::string(" ");
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{}expected at {} {} argument{}, got {}", prefix, few ? "least" : "most",
                           bound, bound == 1 ? "" : "s", given));
}

Str* attribute_name(Vm& vm, Value name) {
  if (auto* text = as<Str>(name)) return text;
  raise(vm, vm.exceptions.TypeError,
        fmt::format("attribute name must be string, not '{}'", type_name(vm, name)));
  return nullptr;
}

Ref none_if(bool done) {
  return done ? Ref(Value::none()) : Ref();
}

Ref truth_if(std::optional<bool> answer) {
  return answer ? Ref(Value::boolean(*answer)) : Ref();
}

Ref call_compare(Vm& vm, SlotWrapper* wrapper, Value self, const Arguments& arguments,
                 Comparison how) {
  if (!check_count(vm, wrapper, arguments, 1, 1)) return {};
  return wrapper->owner->slots.compare(vm, self, arguments.values[0], how);
}

} // namespace

Ref call_slot_wrapper(Vm& vm, SlotWrapper* wrapper, Value self, const Arguments& arguments) {
  const Slots& slots = wrapper->owner->slots;
  const Value* values = arguments.values;
  auto count = [&](std::size_t least, std::size_t most) {
    return check_count(vm, wrapper, arguments, least, most);
  };
  switch (wrapper->row->kind) {
  case SlotKind::unary: return count(0, 0) ? slot_of<Unary>(wrapper)(vm, self) : Ref();
  case SlotKind::hash: {
    if (!count(0, 0)) return {};
    std::optional<std::int64_t> value = slots.hash(vm, self);
    return value ? make_int(vm, *value) : Ref();
  }
  case SlotKind::call: return slots.call(vm, self, arguments);
  case SlotKind::init: return none_if(slots.init(vm, self, arguments));
  case SlotKind::new_:
  case SlotKind::finalize: return Ref(Value::none());
  case SlotKind::get_attribute: {
    if (!count(1, 1)) return {};
    Str* name = attribute_name(vm, values[0]);
    return name ? slots.get_attribute(vm, self, intern(vm, name).get()) : Ref();
  }
  case SlotKind::set_attribute: {
    if (!count(2, 2)) return {};
    Str* name = attribute_name(vm, values[0]);
    return none_if(name && slots.set_attribute(vm, self, intern(vm, name).get(), values[1]));
  }
  case SlotKind::delete_attribute: {
    if (!count(1, 1)) return {};
    Str* name = attribute_name(vm, values[0]);
    return none_if(name && slots.set_attribute(vm, self, intern(vm, name).get(), Value()));
  }
  case SlotKind::compare_lt: return call_compare(vm, wrapper, self, arguments, Comparison::lt);
  case SlotKind::compare_le: return call_compare(vm, wrapper, self, arguments, Comparison::le);
  case SlotKind::compare_eq: return call_compare(vm, wrapper, self, arguments, Comparison::eq);
  case SlotKind::compare_ne: return call_compare(vm, wrapper, self, arguments, Comparison::ne);
  case SlotKind::compare_gt: return call_compare(vm, wrapper, self, arguments, Comparison::gt);
  case SlotKind::compare_ge: return call_compare(vm, wrapper, self, arguments, Comparison::ge);
  case SlotKind::next: {
    if (!count(0, 0)) return {};
    Ref item = slots.next(vm, self);
    if (!item && !error_pending(vm)) return raise(vm, vm.exceptions.StopIteration);
    return item;
  }
  case SlotKind::descriptor_get: {
    if (!count(1, 2)) return {};
    Value instance = values[0];
    Value owner = arguments.positional > 1 ? values[1] : Value();
    if (instance.is_none()) instance = Value();
    if (owner.is_none()) owner = Value();
    if (instance.is_null() && owner.is_null()) {
      return raise(vm, vm.exceptions.TypeError, "__get__(None, None) is invalid");
    }
    return slots.descriptor_get(vm, self, instance, owner);
  }
  case SlotKind::descriptor_set:
    return none_if(count(2, 2) && slots.descriptor_set(vm, self, values[0], values[1]));
  case SlotKind::descriptor_delete:
    return none_if(count(1, 1) && slots.descriptor_set(vm, self, values[0], Value()));
  case SlotKind::truth: return count(0, 0) ? truth_if(slots.truth(vm, self)) : Ref();
  case SlotKind::length: {
    if (!count(0, 0)) return {};
    std::optional<std::int64_t> value = slots.length(vm, self);
    return value ? make_int(vm, *value) : Ref();
  }
  case SlotKind::set_item:
    return none_if(count(2, 2) && slots.set_item(vm, self, values[0], values[1]));
  case SlotKind::delete_item:
    return none_if(count(1, 1) && slots.set_item(vm, self, values[0], Value()));
  case SlotKind::contains:
    return count(1, 1) ? truth_if(slots.contains(vm, self, values[0])) : Ref();
  case SlotKind::binary_plain:
  case SlotKind::binary:
  case SlotKind::inplace:
    return count(1, 1) ? slot_of<Binary>(wrapper)(vm, self, values[0]) : Ref();
  case SlotKind::binary_reflected:
    return count(1, 1) ? slot_of<Binary>(wrapper)(vm, values[0], self) : Ref();
  }
  return {};
}

Ref call_new(Vm& vm, Type* owner, const Arguments& arguments) {
  if (arguments.positional == 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}.__new__(): not enough arguments", owner->name));
  }
  auto* type = as<Type>(arguments.values[0]);
  if (!type) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}.__new__(X): X is not a type object ({})", owner->name,
                             type_name(vm, arguments.values[0])));
  }
  if (!is_subtype(type, owner)) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("{0}.__new__({1}): {1} is not a subtype of {0}", owner->name, type->name));
  }
  // The nearest built-in base decides what the memory of an instance looks like.
  Type* solid = type;
  while (solid && !solid->is_builtin) solid = solid->base;
  if (solid && solid->slots.new_ != owner->slots.new_) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}.__new__({}) is not safe, use {}.__new__()", owner->name,
                             type->name, solid->name));
  }
  Arguments rest{arguments.values + 1, arguments.positional - 1, arguments.keyword_names};
  return owner->slots.new_(vm, type, rest);
}

std::optional<std::int64_t> hash_not_implemented(Vm& vm, Value self) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("unhashable type: '{}'", type_name(vm, self)));
}

namespace {

void wrapper_destroy(Vm& vm, Object* object) {
  destroy_as<SlotWrapper>(vm, object);
}

Ref wrapper_get(Vm& vm, Value descriptor, Value instance, Value) {
  auto* wrapper = cast<SlotWrapper>(descriptor);
  if (instance.is_null()) return Ref(descriptor);
  if (!is_instance_of(vm, instance, wrapper->owner)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                             name_of(wrapper), wrapper->owner->name, type_name(vm, instance)));
  }
  auto* bound = vm.heap.make<SlotWrapper>(vm.types.method_wrapper);
  bound->owner = wrapper->owner;
  bound->row = wrapper->row;
  bound->self = Ref(instance);
  vm.heap.track(bound);
  return Ref::steal(bound);
}

Ref wrapper_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* wrapper = cast<SlotWrapper>(self);
  if (arguments.positional == 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("descriptor '{}' of '{}' object needs an argument", name_of(wrapper),
                             wrapper->owner->name));
  }
  if (!is_instance_of(vm, arguments.values[0], wrapper->owner)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("descriptor '{}' requires a '{}' object but received a '{}'",
                             name_of(wrapper), wrapper->owner->name,
                             type_name(vm, arguments.values[0])));
  }
  return call_slot_wrapper(
      vm, wrapper, arguments.values[0],
      Arguments{arguments.values + 1, arguments.positional - 1, arguments.keyword_names});
}

Ref wrapper_repr(Vm& vm, Value self) {
  auto* wrapper = cast<SlotWrapper>(self);
  return make_str(vm, fmt::format("<slot wrapper '{}' of '{}' objects>", name_of(wrapper),
                                  wrapper->owner->name));
}

Ref bound_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* wrapper = cast<SlotWrapper>(self);
  return call_slot_wrapper(vm, wrapper, wrapper->self, arguments);
}

Ref bound_repr(Vm& vm, Value self) {
  auto* wrapper = cast<SlotWrapper>(self);
  return make_str(vm, fmt::format("<method-wrapper '{}' of {} object at {:#x}>", name_of(wrapper),
                                  type_name(vm, wrapper->self), wrapper->self.get().bits()));
}

Ref bound_compare(Vm& vm, Value left, Value right, Comparison how) {
  auto* a = as<SlotWrapper>(left);
  auto* b = as<SlotWrapper>(right);
  if (!a || !b || type_of(vm, right) != vm.types.method_wrapper ||
      (how != Comparison::eq && how != Comparison::ne)) {
    return Ref(Value::not_implemented());
  }
  bool same = a->row == b->row && a->owner == b->owner && a->self.get() == b->self.get();
  return Ref(Value::boolean(same == (how == Comparison::eq)));
}

std::optional<std::int64_t> bound_hash(Vm&, Value self) {
  auto* wrapper = cast<SlotWrapper>(self);
  return static_cast<std::int64_t>((wrapper->self.get().bits() >> 4) ^
                                   (reinterpret_cast<std::uintptr_t>(wrapper->row) >> 3));
}

Ref wrapper_name(Vm&, Value self) {
  return Ref(Value::object(cast<SlotWrapper>(self)->row->name));
}
Ref wrapper_qualname(Vm& vm, Value self) {
  auto* wrapper = cast<SlotWrapper>(self);
  return make_str(vm, member_owner_name(wrapper->owner) + "." + name_of(wrapper));
}
Ref wrapper_owner(Vm&, Value self) {
  return Ref(Value::object(cast<SlotWrapper>(self)->owner));
}
Ref wrapper_self(Vm&, Value self) {
  return cast<SlotWrapper>(self)->self;
}
Ref wrapper_doc(Vm&, Value) {
  return Ref(Value::none());
}

constexpr AttributeDefinition wrapper_attributes[] = {
    {"__name__", wrapper_name},          {"__qualname__", wrapper_qualname},
    {"__objclass__", wrapper_owner},     {"__doc__", wrapper_doc},
    {"__text_signature__", wrapper_doc},
};
constexpr AttributeDefinition bound_attributes[] = {
    {"__name__", wrapper_name}, {"__qualname__", wrapper_qualname}, {"__objclass__", wrapper_owner},
    {"__self__", wrapper_self}, {"__doc__", wrapper_doc},
};

void bound_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<SlotWrapper*>(object)->self);
}
void bound_clear(Vm&, Object* object) {
  static_cast<SlotWrapper*>(object)->self = Ref();
}

} // namespace

void set_up_slot_wrapper_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = wrapper_destroy;
  type->slots.descriptor_get = wrapper_get;
  type->slots.call = wrapper_call;
  type->slots.repr = wrapper_repr;
  add_attributes(vm, type, wrapper_attributes);
}

void set_up_method_wrapper_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = wrapper_destroy;
  type->slots.traverse = bound_traverse;
  type->slots.clear = bound_clear;
  type->slots.call = bound_call;
  type->slots.repr = bound_repr;
  type->slots.compare = bound_compare;
  type->slots.hash = bound_hash;
  add_attributes(vm, type, bound_attributes);
}

} // namespace specmon::vm
