// function: attributes of functions written in Python. Calling them is the interpreter's.
#include "vm/types/function.h"

#include "vm/code.h"
#include "vm/interpreter.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Function* self_of(Value value) {
  return cast<Function>(value);
}

Ref or_none(const Ref& value) {
  return value ? value : Ref(Value::none());
}

void function_destroy(Vm& vm, Object* object) {
  destroy_as<Function>(vm, object);
}

void function_traverse(Object* object, Visitor& visitor) {
  auto* function = static_cast<Function*>(object);
  visitor(static_cast<Object*>(function->globals.get()));
  visitor(static_cast<Object*>(function->builtins.get()));
  visitor(static_cast<Object*>(function->attributes.get()));
  for (const Ref* held :
       {&function->doc, &function->module, &function->defaults, &function->keyword_defaults,
        &function->closure, &function->annotations, &function->annotate, &function->type_params}) {
    visitor(held->get());
  }
}

void function_clear(Vm&, Object* object) {
  auto* function = static_cast<Function*>(object);
  // Code, globals and builtins stay: a finaliser may still call it.
  function->attributes = Owned<Dict>();
  for (Ref* held :
       {&function->defaults, &function->keyword_defaults, &function->closure,
        &function->annotations, &function->annotate, &function->type_params, &function->doc}) {
    Ref dying = std::move(*held);
    *held = Ref();
  }
}

Ref function_call(Vm& vm, Value self, const Arguments& arguments) {
  return call_function(vm, self_of(self), arguments);
}

Ref function_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return Ref(self);
  return make_method(vm, self, instance);
}

Ref function_repr(Vm& vm, Value self) {
  auto* qualname = as<Str>(self_of(self)->qualname);
  return make_str(
      vm, fmt::format("<function {} at {:#x}>", qualname ? to_utf8(qualname) : "?", self.bits()));
}

bool must_be(Vm& vm, bool right, std::string_view name, std::string_view what) {
  if (right) return true;
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{} must be set to a {} object", name, what));
}

Ref get_name(Vm&, Value self) {
  return self_of(self)->name;
}
bool set_name(Vm& vm, Value self, Value value) {
  if (!must_be(vm, is<Str>(value), "__name__", "string")) return false;
  self_of(self)->name = Ref(value);
  return true;
}

Ref get_qualname(Vm&, Value self) {
  return self_of(self)->qualname;
}
bool set_qualname(Vm& vm, Value self, Value value) {
  if (!must_be(vm, is<Str>(value), "__qualname__", "string")) return false;
  self_of(self)->qualname = Ref(value);
  return true;
}

Ref get_doc(Vm&, Value self) {
  return or_none(self_of(self)->doc);
}
bool set_doc(Vm&, Value self, Value value) {
  self_of(self)->doc = Ref(value);
  return true;
}

Ref get_module(Vm&, Value self) {
  return or_none(self_of(self)->module);
}
bool set_module(Vm&, Value self, Value value) {
  self_of(self)->module = Ref(value);
  return true;
}

Ref get_code(Vm&, Value self) {
  return Ref(Value(self_of(self)->code));
}
bool set_code(Vm& vm, Value self, Value value) {
  Function* function = self_of(self);
  auto* code = as<Code>(value);
  if (!must_be(vm, code, "__code__", "code")) return false;
  std::size_t wanted = free_variable_count(code);
  auto* closure = as<Tuple>(function->closure);
  std::size_t present = closure ? closure->size : 0;
  if (wanted != present) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("{}() requires a code object with {} free vars, not {}",
                             to_utf8(cast<Str>(function->name)), present, wanted));
  }
  function->code = Owned<Code>(code);
  function->version = vm.next_type_version++;
  return true;
}

Ref get_defaults(Vm&, Value self) {
  return or_none(self_of(self)->defaults);
}
bool set_defaults(Vm& vm, Value self, Value value) {
  if (value.is_none()) value = Value();
  if (!must_be(vm, !value || is<Tuple>(value), "__defaults__", "tuple")) return false;
  self_of(self)->defaults = Ref(value);
  self_of(self)->version = vm.next_type_version++;
  return true;
}

Ref get_keyword_defaults(Vm&, Value self) {
  return or_none(self_of(self)->keyword_defaults);
}
bool set_keyword_defaults(Vm& vm, Value self, Value value) {
  if (value.is_none()) value = Value();
  if (!must_be(vm, !value || is<Dict>(value), "__kwdefaults__", "dict")) return false;
  self_of(self)->keyword_defaults = Ref(value);
  self_of(self)->version = vm.next_type_version++;
  return true;
}

Ref get_globals(Vm&, Value self) {
  return Ref(Value(self_of(self)->globals));
}
Ref get_builtins(Vm&, Value self) {
  return Ref(Value(self_of(self)->builtins));
}
Ref get_closure(Vm&, Value self) {
  return or_none(self_of(self)->closure);
}
bool refuse(Vm& vm, Value, Value) {
  return raise(vm, vm.exceptions.AttributeError, "readonly attribute");
}

Ref get_annotate(Vm&, Value self) {
  return or_none(self_of(self)->annotate);
}
bool set_annotate(Vm& vm, Value self, Value value) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "__annotate__ cannot be deleted");
  Function* function = self_of(self);
  if (value.is_none()) {
    function->annotate = Ref();
    return true;
  }
  if (!is_callable(vm, value)) {
    return raise(vm, vm.exceptions.TypeError, "__annotate__ must be callable or None");
  }
  function->annotate = Ref(value);
  function->annotations = Ref();
  return true;
}

// From 3.14 on the annotations are what `__annotate__` answers, computed when first asked for.
Ref get_annotations(Vm& vm, Value self) {
  Function* function = self_of(self);
  if (function->annotations) return function->annotations;
  Ref made;
  if (function->annotate) {
    made = call(vm, function->annotate, {Value::small(1)});
    if (!made) return {};
    if (!is<Dict>(made)) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("__annotate__ returned non-dict of type '{}'", type_name(vm, made)));
    }
  } else {
    made = make_dict(vm);
  }
  self_of(self)->annotations = made;
  return made;
}

bool set_annotations(Vm& vm, Value self, Value value) {
  if (value.is_none()) value = Value();
  if (!must_be(vm, !value || is<Dict>(value), "__annotations__", "dict")) return false;
  self_of(self)->annotations = Ref(value);
  self_of(self)->annotate = Ref();
  return true;
}

Ref get_type_params(Vm& vm, Value self) {
  const Ref& params = self_of(self)->type_params;
  return params ? params : vm.empty_tuple;
}
bool set_type_params(Vm& vm, Value self, Value value) {
  if (!is<Tuple>(value)) {
    return raise(vm, vm.exceptions.TypeError, "__type_params__ must be set to a tuple");
  }
  self_of(self)->type_params = Ref(value);
  return true;
}

Ref get_dict(Vm& vm, Value self) {
  Function* function = self_of(self);
  if (!function->attributes) function->attributes = make_dict(vm);
  return Ref(Value(function->attributes));
}
bool set_dict(Vm& vm, Value self, Value value) {
  if (!value) return raise(vm, vm.exceptions.TypeError, "cannot delete __dict__");
  auto* dict = as<Dict>(value);
  if (!dict) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("__dict__ must be set to a dictionary, not a '{}'", type_name(vm, value)));
  }
  self_of(self)->attributes = Owned<Dict>(dict);
  return true;
}

constexpr AttributeDefinition attributes[] = {
    {"__closure__", get_closure, refuse},
    {"__doc__", get_doc, set_doc},
    {"__globals__", get_globals, refuse},
    {"__module__", get_module, set_module},
    {"__builtins__", get_builtins, refuse},
    {"__code__", get_code, set_code},
    {"__defaults__", get_defaults, set_defaults},
    {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults},
    {"__annotations__", get_annotations, set_annotations},
    {"__dict__", get_dict, set_dict},
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__type_params__", get_type_params, set_type_params},
};
constexpr AttributeDefinition annotate_attribute[] = {{"__annotate__", get_annotate, set_annotate}};

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
Ref function_new(Vm& vm, Type*, const Arguments& arguments) {
  static constexpr std::string_view names[] = {"code",    "globals", "name",
                                               "argdefs", "closure", "kwdefaults"};
  Value given[6];
  if (arguments.positional > 6) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("function() takes at most 6 arguments ({} given)", arguments.total()));
  }
  for (std::size_t i = 0; i < arguments.positional; ++i) given[i] = arguments.values[i];
  for (std::size_t k = 0; k < arguments.keywords(); ++k) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[k]);
    std::size_t i = 0;
    while (i < 6 && !equal(keyword, names[i])) ++i;
    if (i == 6) {
      return raise(
          vm, vm.exceptions.TypeError,
          fmt::format("function() got an unexpected keyword argument '{}'", to_utf8(keyword)));
    }
    given[i] = arguments.values[arguments.positional + k];
  }
  for (Value& value : given) {
    if (value.is_none()) value = Value();
  }
  auto wrong = [&](std::size_t i, std::string_view what) -> Ref {
    if (!given[i]) {
      return raise(
          vm, vm.exceptions.TypeError,
          fmt::format("function() missing required argument '{}' (pos {})", names[i], i + 1));
    }
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("function() argument '{}' must be {}, not {}", names[i], what,
                             type_name(vm, given[i])));
  };
  auto* code = as<Code>(given[0]);
  if (!code) return wrong(0, "code");
  auto* globals = as<Dict>(given[1]);
  if (!globals) return wrong(1, "dict");
  if (given[2] && !is<Str>(given[2]))
    return raise(vm, vm.exceptions.TypeError, "arg 3 (name) must be None or string");
  if (given[3] && !is<Tuple>(given[3])) {
    return raise(vm, vm.exceptions.TypeError, "arg 4 (defaults) must be None or tuple");
  }
  auto* closure = as<Tuple>(given[4]);
  if (given[4] && !closure)
    return raise(vm, vm.exceptions.TypeError, "arg 5 (closure) must be None or tuple");
  std::size_t wanted = free_variable_count(code);
  std::size_t present = closure ? closure->size : 0;
  if (wanted != present) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("{} requires closure of length {}, not {}",
                             to_utf8(cast<Str>(code->name)), wanted, present));
  }
  Owned<Function> function = make_function(vm, code, globals);
  if (!function) return {};
  if (given[2]) function->name = Ref(given[2]);
  function->defaults = Ref(given[3]);
  function->closure = Ref(given[4]);
  function->keyword_defaults = Ref(given[5]);
  return function;
}

} // namespace

void set_up_function_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = function_destroy;
  type->slots.traverse = function_traverse;
  type->slots.clear = function_clear;
  type->slots.new_ = function_new;
  type->slots.call = function_call;
  type->slots.descriptor_get = function_get;
  type->slots.repr = function_repr;
  add_attributes(vm, type, attributes);
  if (vm.behaviours.lazy_annotations()) add_attributes(vm, type, annotate_attribute);
}

} // namespace specmon::vm
