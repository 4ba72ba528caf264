// Calls, and the questions isinstance() and issubclass().
#include "vm/interpreter.h"
#include "vm/operations.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_slots.h"
#include "vm/vm.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace specmon::vm {

std::size_t Arguments::keywords() const {
  return keyword_names ? keyword_names->size : 0;
}

namespace {

// `self` in front of the arguments: on the native stack when there are few.
class Prepended {
public:
  Prepended(Value self, const Arguments& arguments) : arguments_(arguments) {
    std::size_t total = arguments.total() + 1;
    Value* values = few_.data();
    if (total > few_.size()) {
      many_.resize(total);
      values = many_.data();
    }
    values[0] = self;
    std::copy_n(arguments.values, total - 1, values + 1);
    arguments_.values = values;
    ++arguments_.positional;
  }
  const Arguments& arguments() const { return arguments_; }

private:
  std::array<Value, 10> few_;
  std::vector<Value> many_;
  Arguments arguments_;
};

} // namespace

Ref call(Vm& vm, Value callable, const Arguments& arguments) {
  if (callable.is_object()) {
    Object* object = callable.object();
    if (object->layout == Layout::function) {
      return call_function(vm, static_cast<Function*>(object), arguments);
    }
    if (object->layout == Layout::method) {
      auto* method = static_cast<Method*>(object);
      Ref held(callable);
      return call(vm, method->function, Prepended(method->self, arguments).arguments());
    }
  }
  if (auto* slot = type_of(vm, callable)->slots.call) {
    NativeRecursion depth(vm);
    if (!depth.check(" while calling a Python object")) return {};
    return slot(vm, callable, arguments);
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("'{}' object is not callable", type_name(vm, callable)));
}

Ref call(Vm& vm, Value callable, std::initializer_list<Value> positional) {
  return call(vm, callable, Arguments{positional.begin(), positional.size(), nullptr});
}

Ref call(Vm& vm, Value callable, std::span<const Value> positional, Dict* keywords) {
  if (!keywords || keywords->live == 0) {
    return call(vm, callable, Arguments{positional.data(), positional.size(), nullptr});
  }
  std::vector<Value> values(positional.begin(), positional.end());
  std::vector<Value> names;
  for (DictEntry* entry = dict_first(keywords); entry; entry = dict_next(keywords, entry)) {
    if (!is<Str>(entry->key)) return raise(vm, vm.exceptions.TypeError, "keywords must be strings");
    names.push_back(entry->key);
    values.push_back(entry->value);
  }
  Owned<Tuple> keyword_names = make_tuple(vm, std::span<const Value>(names));
  return call(vm, callable, Arguments{values.data(), positional.size(), keyword_names.get()});
}

Ref call_bound(Vm& vm, Value found, Value self, const Arguments& arguments) {
  if (found.is_object()) {
    Object* object = found.object();
    switch (object->layout) {
    case Layout::function:
      return call_function(vm, static_cast<Function*>(object),
                           Prepended(self, arguments).arguments());
    case Layout::native_function:
      if (object->type == vm.types.method_descriptor) {
        return call_native(vm, static_cast<NativeFunctionObject*>(object), self, arguments);
      }
      break;
    case Layout::slot_wrapper:
      if (object->type == vm.types.slot_wrapper) {
        return call_slot_wrapper(vm, static_cast<SlotWrapper*>(object), self, arguments);
      }
      break;
    default: break;
    }
  }
  if (auto* get = type_of(vm, found)->slots.descriptor_get) {
    Ref bound = get(vm, found, self, Value::object(type_of(vm, self)));
    return bound ? call(vm, bound, arguments) : Ref();
  }
  return call(vm, found, arguments);
}

Ref call_bound(Vm& vm, Value found, Value self, std::initializer_list<Value> positional) {
  return call_bound(vm, found, self, Arguments{positional.begin(), positional.size(), nullptr});
}

Ref call_method(Vm& vm, Value object, Str* name, std::initializer_list<Value> positional) {
  MethodLookup method = get_method(vm, object, name);
  if (!method.callable) return {};
  Arguments arguments{positional.begin(), positional.size(), nullptr};
  if (!method.self) return call(vm, method.callable, arguments);
  return call_bound(vm, method.callable, method.self, arguments);
}

bool is_callable(const Vm& vm, Value value) {
  return type_of(vm, value)->slots.call != nullptr;
}

namespace {

// What isinstance() and issubclass() have in common: tuples, and the hook on the metaclass.
template <class Default>
std::optional<bool> check_class(Vm& vm, Value subject, Value class_or_tuple, Str* hook,
                                Default&& plain) {
  if (class_or_tuple.is_object() && type_of(vm, class_or_tuple) == vm.types.type) return plain();
  if (auto* tuple = as<Tuple>(class_or_tuple)) {
    NativeRecursion depth(vm);
    if (!depth.check(" in __instancecheck__")) return std::nullopt;
    Ref held(class_or_tuple);
    for (Value each : tuple->view()) {
      std::optional<bool> answer = hook == vm.names.instancecheck ? is_instance(vm, subject, each)
                                                                  : is_subclass(vm, subject, each);
      if (!answer || *answer) return answer;
    }
    return false;
  }
  Value found = lookup_in_type(type_of(vm, class_or_tuple), hook);
  if (!found) return plain();
  Ref result = call_bound(vm, found, class_or_tuple, {subject});
  if (!result) return std::nullopt;
  return truth(vm, result);
}

// Whether the object's __class__, which need not be its type, makes it an instance.
std::optional<bool> claims_class(Vm& vm, Value object, Type* type) {
  if (type_of(vm, object)->is_builtin) return false;
  const Ref claimed = find_optional_attribute(vm, object, vm.names.class_);
  if (!claimed && error_pending(vm)) return std::nullopt;
  Type* other = claimed ? as<Type>(claimed) : nullptr;
  return other && is_subtype(other, type);
}

} // namespace

std::optional<bool> is_instance(Vm& vm, Value object, Value class_or_tuple) {
  if (class_or_tuple == Value::object(type_of(vm, object))) return true;
  return check_class(
      vm, object, class_or_tuple, vm.names.instancecheck, [&]() -> std::optional<bool> {
        auto* type = as<Type>(class_or_tuple);
        if (!type) {
          return raise(vm, vm.exceptions.TypeError,
                       "isinstance() arg 2 must be a type, a tuple of types, or a union");
        }
        if (is_instance_of(vm, object, type)) return true;
        return claims_class(vm, object, type);
      });
}

std::optional<bool> is_subclass(Vm& vm, Value class_, Value class_or_tuple) {
  return check_class(
      vm, class_, class_or_tuple, vm.names.subclasscheck, [&]() -> std::optional<bool> {
        auto* type = as<Type>(class_);
        auto* ancestor = as<Type>(class_or_tuple);
        if (!type) return raise(vm, vm.exceptions.TypeError, "issubclass() arg 1 must be a class");
        if (!ancestor) {
          return raise(vm, vm.exceptions.TypeError,
                       "issubclass() arg 2 must be a class, a tuple of classes, or a union");
        }
        return is_subtype(type, ancestor);
      });
}

} // namespace specmon::vm
