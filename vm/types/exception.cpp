// BaseException: creation, args, text, chaining.

#include "vm/types/exception.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <map>
#include <vector>

namespace specmon::vm {

namespace {

Exception* exception_of(Value value) {
  return cast<Exception>(value);
}

void traverse_exception(Object* object, Visitor& visitor) {
  auto* exception = static_cast<Exception*>(object);
  for (const Ref* part : {&exception->args, &exception->context, &exception->cause,
                          &exception->traceback, &exception->notes}) {
    visitor(part->get());
  }
  for (const Ref& field : exception->fields) visitor(field.get());
  traverse_instance(object, visitor);
}

void clear_exception(Vm& vm, Object* object) {
  auto* exception = static_cast<Exception*>(object);
  for (Ref* part : {&exception->args, &exception->context, &exception->cause, &exception->traceback,
                    &exception->notes}) {
    *part = Ref();
  }
  exception->fields.clear();
  clear_instance(vm, object);
}

Ref new_exception(Vm& vm, Type* type, const Arguments& arguments) {
  auto* exception = allocate_instance<Exception>(vm, type);
  Ref owned = Ref::steal(exception);
  exception->args = make_tuple(vm, arguments.positionals());
  vm.heap.track(exception);
  return owned;
}

bool init_exception(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 type_name(vm, self) + "() takes no keyword arguments");
  }
  exception_of(self)->args = make_tuple(vm, arguments.positionals());
  return true;
}

Tuple* args_of(Value self) {
  return as<Tuple>(exception_of(self)->args);
}

Ref str_exception(Vm& vm, Value self) {
  Tuple* args = args_of(self);
  if (!args || args->size == 0) return vm.empty_str;
  if (args->size == 1) return str(vm, args->items[0]);
  return str(vm, Value::object(args));
}

Ref repr_exception(Vm& vm, Value self) {
  Tuple* args = args_of(self);
  std::string name = type_of(vm, self)->name;
  if (args && args->size == 1) {
    Owned<Str> shown = repr(vm, args->items[0]);
    if (!shown) return {};
    return make_str(vm, name + "(" + to_utf8(shown.get()) + ")");
  }
  Owned<Str> shown = repr(vm, exception_of(self)->args);
  if (!shown) return {};
  return make_str(vm, name + to_utf8(shown.get()));
}

Ref or_none(const Ref& value) {
  return value ? value : Ref(Value::none());
}

Ref get_args(Vm&, Value self) {
  return or_none(exception_of(self)->args);
}
bool set_args(Vm& vm, Value self, Value value) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "args may not be deleted");
  const Ref items = tuple_from(vm, value);
  if (!items) return false;
  exception_of(self)->args = items;
  return true;
}

// An exception or None, as __context__ and __cause__ take it.
bool store_link(Vm& vm, Ref& link, Value value, const std::string& what) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "__" + what + "__ may not be deleted");
  if (value.is_none()) {
    link = Ref();
  } else if (is<Exception>(value)) {
    link = value;
  } else {
    return raise(vm, vm.exceptions.TypeError,
                 "exception " + what + " must be None or derive from BaseException");
  }
  return true;
}

Ref get_context(Vm&, Value self) {
  return or_none(exception_of(self)->context);
}
bool set_context(Vm& vm, Value self, Value value) {
  return store_link(vm, exception_of(self)->context, value, "context");
}
Ref get_cause(Vm&, Value self) {
  return or_none(exception_of(self)->cause);
}
bool set_cause(Vm& vm, Value self, Value value) {
  if (!store_link(vm, exception_of(self)->cause, value, "cause")) return false;
  exception_of(self)->suppress_context = true;
  return true;
}
Ref get_suppress_context(Vm&, Value self) {
  return Value::boolean(exception_of(self)->suppress_context);
}
bool set_suppress_context(Vm& vm, Value self, Value value) {
  if (!value.is_bool()) {
    return raise(vm, vm.exceptions.TypeError, "attribute value type must be bool");
  }
  exception_of(self)->suppress_context = value.is_true();
  return true;
}
Ref get_traceback(Vm&, Value self) {
  return or_none(exception_of(self)->traceback);
}
bool set_traceback(Vm& vm, Value self, Value value) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "__traceback__ may not be deleted");
  if (value.is_none()) {
    exception_of(self)->traceback = Ref();
  } else if (is<Traceback>(value)) {
    exception_of(self)->traceback = value;
  } else {
    return raise(vm, vm.exceptions.TypeError, "__traceback__ must be a traceback or None");
  }
  return true;
}
// `__notes__` is an ordinary attribute that add_note makes.
Ref get_notes(Vm& vm, Value self) {
  if (exception_of(self)->notes) return exception_of(self)->notes;
  return raise(vm, vm.exceptions.AttributeError,
               "'" + type_name(vm, self) + "' object has no attribute '__notes__'");
}
bool set_notes(Vm&, Value self, Value value) {
  exception_of(self)->notes = value;
  return true;
}

Ref method_add_note(Vm& vm, Value self, std::span<const Value> a) {
  if (!is<Str>(a[0])) {
    std::string type = type_name(vm, a[0]);
    return raise(vm, vm.exceptions.TypeError,
                 vm.behaviours.add_note_message_names_the_method()
                     ? "add_note() argument must be str, not " + type
                     : "note must be a str, not '" + type + "'");
  }
  Exception* exception = exception_of(self);
  if (!exception->notes) exception->notes = make_list(vm);
  auto* notes = as<List>(exception->notes);
  if (!notes) return raise(vm, vm.exceptions.TypeError, "Cannot add note: __notes__ is not a list");
  append(vm, notes, a[0]);
  return Value::none();
}

Ref method_with_traceback(Vm& vm, Value self, std::span<const Value> a) {
  if (!set_traceback(vm, self, a[0])) return {};
  return self;
}

Ref method_setstate(Vm&, Value, std::span<const Value>) {
  return Value::none();
}

constexpr NativeDefinition methods[] = {
    {"__setstate__", method_setstate, 1, 1},
    {"with_traceback", method_with_traceback, 1, 1},
    {"add_note", method_add_note, 1, 1},
};

constexpr AttributeDefinition attributes[] = {
    {"__suppress_context__", get_suppress_context, set_suppress_context},
    {"args", get_args, set_args},
    {"__traceback__", get_traceback, set_traceback},
    {"__context__", get_context, set_context},
    {"__cause__", get_cause, set_cause},
    {"__notes__", get_notes, set_notes},
};

} // namespace

void set_up_exception_base(Vm& vm, Type* type) {
  Slots& slots = type->slots;
  slots.destroy = destroy_as<Exception>;
  slots.traverse = traverse_exception;
  slots.clear = clear_exception;
  slots.new_ = new_exception;
  slots.init = init_exception;
  slots.repr = repr_exception;
  slots.str = str_exception;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
}

void set_up_exception_types(Vm& vm) {
  Type* object = vm.types.object;
  std::map<const Type*, std::string_view> kinds;
  auto make = [&](std::string_view name, Type* base, std::string_view fields) {
    Type* type = make_builtin_type(vm, "builtins", name, Layout::exception,
                                   sizeof(Exception) + sizeof(Attributes), base);
    type->attributes_offset = sizeof(Exception);
    if (base == object) {
      set_up_exception_base(vm, type);
    } else {
      // PYTHON-26: what is no different in the base stands in the type's own dict nevertheless.
      if (fields == "plain") type->slots.new_ = new_exception;
      if (vm.behaviours.exceptions_repeat_init() && fields != "group") {
        type->slots.init = base->slots.init;
      }
    }
    if (fields != kinds[base]) set_up_exception_kind(vm, type, fields);
    kinds[type] = fields;
    return type;
  };
  struct Row {
    std::string_view name;
    Type** type;
  };
  const Row rows[] = {
#define EXCEPTION(name, base, extra) {#name, &vm.exceptions.name},
#include "vm/exceptions.def"
#undef EXCEPTION
  };
  auto find_exception = [&](std::string_view name) {
    for (const Row& row : rows) {
      if (row.name == name) return *row.type;
    }
    return object;
  };
#define EXCEPTION(name, base, extra)                                                               \
  vm.exceptions.name = make(#name, find_exception(#base), #extra);                                 \
  finish_type(vm, vm.exceptions.name);
#include "vm/exceptions.def"
#undef EXCEPTION
  vm.exceptions.ExceptionGroup = make("ExceptionGroup", vm.exceptions.BaseExceptionGroup, "group");
  Type* group = vm.exceptions.ExceptionGroup;
  group->bases = make_tuple(vm, {Value::object(vm.exceptions.BaseExceptionGroup),
                                 Value::object(vm.exceptions.Exception)});
  group->mro = {group, vm.exceptions.BaseExceptionGroup, vm.exceptions.Exception,
                vm.exceptions.BaseException, object};
  vm.exceptions.Exception->subclasses.push_back(group);
  finish_type(vm, group);
}

Ref make_exception(Vm& vm, Type* type, std::initializer_list<Value> args) {
  Arguments arguments{args.begin(), args.size(), nullptr};
  Ref made = type->slots.new_(vm, type, arguments);
  if (made) type->slots.init(vm, made, arguments);
  return made;
}

Ref normalise_exception(Vm& vm, Value class_or_instance) {
  if (is<Exception>(class_or_instance)) return class_or_instance;
  auto* type = as<Type>(class_or_instance);
  if (type && is_subtype(type, vm.exceptions.BaseException)) {
    Ref made = call(vm, class_or_instance, {});
    if (!made || is<Exception>(made)) return made;
    Owned<Str> shown = repr(vm, class_or_instance);
    if (!shown) return {};
    return raise(vm, vm.exceptions.TypeError,
                 "calling " + to_utf8(shown.get()) +
                     " should have returned an instance of BaseException, not " +
                     type_name(vm, made));
  }
  return raise(vm, vm.exceptions.TypeError, "exceptions must derive from BaseException");
}

} // namespace specmon::vm
