// classmethod and staticmethod.
#include "vm/type_setup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

template <class T> void wrapper_destroy(Vm& vm, Object* object) {
  destroy_as<T>(vm, object);
}
template <class T> void wrapper_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<T*>(object)->callable);
  traverse_instance(object, visitor);
}
template <class T> void wrapper_clear(Vm& vm, Object* object) {
  Ref dying = std::move(static_cast<T*>(object)->callable);
  static_cast<T*>(object)->callable = Ref();
  clear_instance(vm, object);
}

template <class T> Ref wrapper_new(Vm& vm, Type* type, const Arguments&) {
  auto* made = allocate_instance<T>(vm, type);
  made->callable = Ref(Value::none());
  vm.heap.track(made);
  return Ref::steal(made);
}

template <class T> bool wrapper_init(Vm& vm, Value self, const Arguments& arguments) {
  std::string_view name = T::layout_id == Layout::class_method ? "classmethod" : "staticmethod";
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError, fmt::format("{}() takes no keyword arguments", name));
  }
  if (arguments.positional != 1) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{} expected 1 argument, got {}", name, arguments.positional));
  }
  cast<T>(self)->callable = Ref(arguments.values[0]);
  return true;
}

Ref class_method_get(Vm& vm, Value self, Value instance, Value owner) {
  Value class_ = owner ? owner : Value::object(type_of(vm, instance));
  return make_method(vm, cast<ClassMethod>(self)->callable, class_);
}

Ref static_method_get(Vm&, Value self, Value, Value) {
  return cast<StaticMethod>(self)->callable;
}

Ref static_method_call(Vm& vm, Value self, const Arguments& arguments) {
  Ref callable = cast<StaticMethod>(self)->callable;
  return call(vm, callable, arguments);
}

template <class T> Ref wrapper_repr(Vm& vm, Value self) {
  Owned<Str> shown = repr(vm, cast<T>(self)->callable);
  if (!shown) return {};
  return make_str(vm, fmt::format("<{}({})>", type_name(vm, self), to_utf8(shown.get())));
}

template <class T> Ref get_callable(Vm&, Value self) {
  return cast<T>(self)->callable;
}

// __name__, __doc__ and their like are the wrapped function's.
template <class T> Ref get_of_wrapped(Vm& vm, Value self, Str* name) {
  return get_attribute(vm, cast<T>(self)->callable, name);
}
template <class T> Ref get_name(Vm& vm, Value self) {
  return get_of_wrapped<T>(vm, self, vm.names.dunder_name);
}
template <class T> Ref get_qualname(Vm& vm, Value self) {
  return get_of_wrapped<T>(vm, self, vm.names.qualname);
}
template <class T> Ref get_doc(Vm& vm, Value self) {
  return get_of_wrapped<T>(vm, self, vm.names.doc);
}
template <class T> Ref get_module(Vm& vm, Value self) {
  return get_of_wrapped<T>(vm, self, vm.names.module_);
}
template <class T> Ref get_annotations(Vm& vm, Value self) {
  return get_of_wrapped<T>(vm, self, vm.names.annotations);
}
template <class T> Ref get_abstract(Vm& vm, Value self) {
  Owned<Str> name = intern(vm, "__isabstractmethod__");
  Ref flag = find_optional_attribute(vm, cast<T>(self)->callable, name.get());
  if (!flag) return error_pending(vm) ? Ref() : Ref(Value::false_());
  std::optional<bool> abstract = truth(vm, flag);
  return abstract ? Ref(Value::boolean(*abstract)) : Ref();
}

template <class T>
constexpr AttributeDefinition attributes[] = {
    {"__func__", get_callable<T>},
    {"__wrapped__", get_callable<T>},
    {"__name__", get_name<T>},
    {"__qualname__", get_qualname<T>},
    {"__doc__", get_doc<T>},
    {"__module__", get_module<T>},
    {"__annotations__", get_annotations<T>},
    {"__isabstractmethod__", get_abstract<T>},
};

template <class T> void set_up(Vm& vm, Type* type) {
  type->slots.destroy = wrapper_destroy<T>;
  type->slots.traverse = wrapper_traverse<T>;
  type->slots.clear = wrapper_clear<T>;
  type->slots.new_ = wrapper_new<T>;
  type->slots.init = wrapper_init<T>;
  type->slots.repr = wrapper_repr<T>;
  add_attributes(vm, type, attributes<T>);
  add_class_getitem(vm, type);
}

} // namespace

Ref make_class_method(Vm& vm, Value callable) {
  Ref made = wrapper_new<ClassMethod>(vm, vm.types.class_method, Arguments{});
  cast<ClassMethod>(made)->callable = Ref(callable);
  return made;
}

Ref make_static_method(Vm& vm, Value callable) {
  Ref made = wrapper_new<StaticMethod>(vm, vm.types.static_method, Arguments{});
  cast<StaticMethod>(made)->callable = Ref(callable);
  return made;
}

void set_up_class_method_type(Vm& vm, Type* type) {
  set_up<ClassMethod>(vm, type);
  type->slots.descriptor_get = class_method_get;
}

void set_up_static_method_type(Vm& vm, Type* type) {
  set_up<StaticMethod>(vm, type);
  type->slots.descriptor_get = static_method_get;
  type->slots.call = static_method_call;
}

} // namespace specmon::vm
