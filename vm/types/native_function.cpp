// builtin_function_or_method, method_descriptor, classmethod_descriptor: functions written in C++.
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/module.h"
#include "vm/types/signature.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_slots.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

bool is_descriptor(const NativeFunctionObject* function) {
  return function->owner != nullptr;
}

// As messages name it: len, list.append, math.sqrt.
std::string display_name(const Vm& vm, const NativeFunctionObject* function) {
  std::string name(function->definition->name);
  if (is_descriptor(function)) return function->owner->name + "." + name;
  Value self = function->self;
  if (self.is_null() || is<Module>(self)) {
    auto* module = as<Str>(function->module);
    if (!module || equal(module, "builtins")) return name;
    return to_utf8(module) + "." + name;
  }
  if (auto* type = as<Type>(self)) return type->name + "." + name;
  return type_name(vm, self) + "." + name;
}

Raised wrong_count(Vm& vm, NativeFunctionObject* function, std::size_t given) {
  const NativeDefinition& definition = *function->definition;
  std::size_t least = static_cast<std::size_t>(definition.least);
  std::size_t most = static_cast<std::size_t>(definition.most);
  if (most == 0) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("{}() takes no arguments ({} given)", display_name(vm, function), given));
  }
  if (least == 1 && most == 1) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}() takes exactly one argument ({} given)",
                             display_name(vm, function), given));
  }
  std::size_t bound = given < least ? least : most;
  std::string_view how = least == most ? "" : given < least ? "at least " : "at most ";
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{} expected {}{} argument{}, got {}", definition.name, how, bound,
                           bound == 1 ? "" : "s", given));
}

// Python's callers hand keyword names over; a new bound function shares everything but self.
Ref bind_native(Vm& vm, NativeFunctionObject* function, Value self) {
  auto* bound = vm.heap.make<NativeFunctionObject>(vm.types.native_function);
  bound->definition = function->definition;
  bound->signature = function->signature;
  bound->self = Ref(self);
  vm.heap.track(bound);
  return Ref::steal(bound);
}

} // namespace

Ref make_native_function(Vm& vm, const NativeDefinition& definition, Value self,
                         std::string_view module) {
  auto* function = vm.heap.make<NativeFunctionObject>(vm.types.native_function);
  Ref made = Ref::steal(function);
  function->definition = &definition;
  if (!definition.signature.empty()) {
    std::shared_ptr<NativeSignature>& signature = vm.signatures[&definition];
    if (!signature) signature = parse_signature(vm, definition.signature);
    function->signature = signature.get();
  }
  function->self = Ref(self);
  if (!module.empty()) function->module = intern(vm, module);
  vm.heap.track(function);
  return made;
}

Ref call_native(Vm& vm, NativeFunctionObject* function, Value self, const Arguments& arguments) {
  const NativeDefinition& definition = *function->definition;
  const NativeSignature* signature = function->signature;
  if (!signature) {
    if (&definition == &new_definition) return call_new(vm, cast<Type>(function->self), arguments);
    if (arguments.keyword_names && arguments.keywords() > 0) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("{}() takes no keyword arguments", display_name(vm, function)));
    }
    if (arguments.positional < static_cast<std::size_t>(definition.least) ||
        arguments.positional > static_cast<std::size_t>(definition.most)) {
      return wrong_count(vm, function, arguments.positional);
    }
    return definition.function(vm, self, arguments.positionals());
  }
  constexpr std::size_t usual = 12;
  Value small[usual];
  std::vector<Value> large;
  Value* bound = small;
  std::size_t count = signature->parameters.size();
  if (count > usual) {
    large.resize(count);
    bound = large.data();
  }
  Ref rest, keywords;
  if (!bind_signature(vm, *signature, definition.name, arguments, bound, rest, keywords)) return {};
  return definition.function(vm, self, std::span<const Value>(bound, count));
}

namespace {

void native_destroy(Vm& vm, Object* object) {
  destroy_as<NativeFunctionObject>(vm, object);
}
void native_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<NativeFunctionObject*>(object)->self);
}
void native_clear(Vm&, Object* object) {
  static_cast<NativeFunctionObject*>(object)->self = Ref();
}

Ref native_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* function = cast<NativeFunctionObject>(self);
  return call_native(vm, function, function->self, arguments);
}

Ref native_repr(Vm& vm, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  Value owner = function->self;
  if (owner.is_null() || is<Module>(owner)) {
    return make_str(vm, fmt::format("<built-in function {}>", function->definition->name));
  }
  return make_str(vm, fmt::format("<built-in method {} of {} object at {:#x}>",
                                  function->definition->name, type_name(vm, owner), owner.bits()));
}

Ref native_compare(Vm& vm, Value left, Value right, Comparison how) {
  auto* a = as<NativeFunctionObject>(left);
  auto* b = as<NativeFunctionObject>(right);
  if (!a || !b || b->owner || type_of(vm, right) != vm.types.native_function ||
      (how != Comparison::eq && how != Comparison::ne)) {
    return Ref(Value::not_implemented());
  }
  bool same = a->definition == b->definition && a->self.get() == b->self.get();
  return Ref(Value::boolean(same == (how == Comparison::eq)));
}

std::optional<std::int64_t> native_hash(Vm&, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  return static_cast<std::int64_t>((function->self.get().bits() >> 4) ^
                                   (reinterpret_cast<std::uintptr_t>(function->definition) >> 3));
}

Ref native_name(Vm& vm, Value self) {
  return intern(vm, cast<NativeFunctionObject>(self)->definition->name);
}

Ref native_qualname(Vm& vm, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  std::string name(function->definition->name);
  Value owner = function->self;
  if (is_descriptor(function)) return make_str(vm, member_owner_name(function->owner) + "." + name);
  if (owner.is_null() || is<Module>(owner)) return make_str(vm, name);
  auto* type = as<Type>(owner);
  if (!type) type = type_of(vm, owner);
  const Ref prefix = get_attribute(vm, Value::object(type), "__qualname__");
  if (!prefix) return {};
  if (!is<Str>(prefix))
    return raise(vm, vm.exceptions.TypeError,
                 "<method>.__class__.__qualname__ is not a unicode object");
  return make_str(vm, to_utf8(cast<Str>(prefix)) + "." + name);
}

Ref native_self(Vm&, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  return function->self ? function->self : Ref(Value::none());
}
Ref native_module(Vm&, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  return function->module ? function->module : Ref(Value::none());
}
Ref native_owner(Vm&, Value self) {
  return Ref(Value::object(cast<NativeFunctionObject>(self)->owner));
}
Ref native_doc(Vm&, Value) {
  return Ref(Value::none());
}
Ref native_text_signature(Vm& vm, Value self) {
  std::string_view signature = cast<NativeFunctionObject>(self)->definition->signature;
  if (signature.empty()) return Ref(Value::none());
  return make_str(vm, signature);
}

constexpr AttributeDefinition native_attributes[] = {
    {"__name__", native_name}, {"__qualname__", native_qualname},
    {"__self__", native_self}, {"__module__", native_module},
    {"__doc__", native_doc},   {"__text_signature__", native_text_signature},
};
constexpr AttributeDefinition descriptor_attributes[] = {
    {"__name__", native_name},
    {"__qualname__", native_qualname},
    {"__objclass__", native_owner},
    {"__doc__", native_doc},
    {"__text_signature__", native_text_signature},
};

// --- descriptors ---

Raised not_for(Vm& vm, NativeFunctionObject* function, Value self) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                           function->definition->name, function->owner->name, type_name(vm, self)));
}

Ref descriptor_get(Vm& vm, Value descriptor, Value instance, Value) {
  auto* function = cast<NativeFunctionObject>(descriptor);
  if (instance.is_null()) return Ref(descriptor);
  if (!is_instance_of(vm, instance, function->owner)) return not_for(vm, function, instance);
  return bind_native(vm, function, instance);
}

Ref descriptor_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* function = cast<NativeFunctionObject>(self);
  if (arguments.positional == 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("unbound method {}.{}() needs an argument", function->owner->name,
                             function->definition->name));
  }
  if (!is_instance_of(vm, arguments.values[0], function->owner)) {
    return not_for(vm, function, arguments.values[0]);
  }
  return call_native(
      vm, function, arguments.values[0],
      Arguments{arguments.values + 1, arguments.positional - 1, arguments.keyword_names});
}

Ref descriptor_repr(Vm& vm, Value self) {
  auto* function = cast<NativeFunctionObject>(self);
  return make_str(vm, fmt::format("<method '{}' of '{}' objects>", function->definition->name,
                                  function->owner->name));
}

Ref class_descriptor_get(Vm& vm, Value descriptor, Value instance, Value owner) {
  auto* function = cast<NativeFunctionObject>(descriptor);
  Value type = owner ? owner : Value::object(type_of(vm, instance));
  auto* class_ = as<Type>(type);
  if (!class_ || !is_subtype(class_, function->owner)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("descriptor '{}' requires a subtype of '{}' but received '{}'",
                             function->definition->name, function->owner->name,
                             class_ ? class_->name : type_name(vm, type)));
  }
  return bind_native(vm, function, type);
}

Ref class_descriptor_call(Vm& vm, Value self, const Arguments& arguments) {
  auto* function = cast<NativeFunctionObject>(self);
  if (arguments.positional == 0 || !is<Type>(arguments.values[0])) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("descriptor '{}' of '{}' object needs an argument",
                             function->definition->name, function->owner->name));
  }
  return call_native(
      vm, function, arguments.values[0],
      Arguments{arguments.values + 1, arguments.positional - 1, arguments.keyword_names});
}

void set_up_common(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->instance_size = sizeof(NativeFunctionObject);
  type->slots.destroy = native_destroy;
  type->slots.traverse = native_traverse;
  type->slots.clear = native_clear;
  (void)vm;
}

} // namespace

constexpr NativeDefinition new_definition{"__new__", nullptr, 0, NativeDefinition::any};

void set_up_native_function_type(Vm& vm, Type* type) {
  set_up_common(vm, type);
  type->slots.call = native_call;
  type->slots.repr = native_repr;
  type->slots.compare = native_compare;
  type->slots.hash = native_hash;
  add_attributes(vm, type, native_attributes);
}

void set_up_method_descriptor_type(Vm& vm, Type* type) {
  set_up_common(vm, type);
  type->slots.call = descriptor_call;
  type->slots.repr = descriptor_repr;
  type->slots.descriptor_get = descriptor_get;
  add_attributes(vm, type, descriptor_attributes);
}

void set_up_class_method_descriptor_type(Vm& vm, Type* type) {
  set_up_common(vm, type);
  type->slots.call = class_descriptor_call;
  type->slots.repr = descriptor_repr;
  type->slots.descriptor_get = class_descriptor_get;
  add_attributes(vm, type, descriptor_attributes);
}

} // namespace specmon::vm
