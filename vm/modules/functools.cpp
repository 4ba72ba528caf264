// _functools: partial, reduce, cmp_to_key; lru_cache.cpp has the rest.

#include "vm/modules/lru_cache.h"
#include "vm/type_setup.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/repr_guard.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <vector>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

struct Partial : Container {
  static constexpr Layout layout_id = Layout::partial;
  Ref function;
  Ref arguments; // tuple
  Ref keywords;  // dict
};

Partial* partial_of(Value value) {
  return cast<Partial>(value);
}

void traverse_partial(Object* object, Visitor& visitor) {
  auto* partial = static_cast<Partial*>(object);
  visitor(partial->function.get());
  visitor(partial->arguments.get());
  visitor(partial->keywords.get());
  traverse_instance(object, visitor);
}
void clear_partial(Vm& vm, Object* object) {
  auto* partial = static_cast<Partial*>(object);
  partial->function = partial->arguments = partial->keywords = Ref();
  clear_instance(vm, object);
}

void store_keywords(Vm& vm, Dict* into, const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    dict_store(vm, into, cast<Str>(arguments.keyword_names->items[i]),
               arguments.values[arguments.positional + i]);
  }
}

Ref new_partial(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional == 0) {
    return raise(vm, vm.exceptions.TypeError, "type 'partial' takes at least one argument");
  }
  Value function = arguments.values[0];
  if (!is_callable(vm, function)) {
    return raise(vm, vm.exceptions.TypeError, "the first argument must be callable");
  }
  std::vector<Value> positional;
  Owned<Dict> keywords = make_dict(vm);
  // A partial of a partial is made flat.
  if (auto* inner = as_exact<Partial>(function)) {
    auto bound = cast<Tuple>(inner->arguments)->view();
    positional.assign(bound.begin(), bound.end());
    keywords = dict_copy(vm, cast<Dict>(inner->keywords));
    function = inner->function;
  }
  auto given = arguments.positionals().subspan(1);
  positional.insert(positional.end(), given.begin(), given.end());
  store_keywords(vm, keywords.get(), arguments);
  auto* partial = allocate_instance<Partial>(vm, type);
  Ref owned = Ref::steal(partial);
  partial->function = function;
  partial->arguments = make_tuple(vm, std::span<const Value>(positional));
  partial->keywords = keywords;
  vm.heap.track(partial);
  return owned;
}

Ref call_partial(Vm& vm, Value self, const Arguments& arguments) {
  Partial* partial = partial_of(self);
  auto bound = cast<Tuple>(partial->arguments)->view();
  auto* keywords = cast<Dict>(partial->keywords);
  std::vector<Value> positional(bound.begin(), bound.end());
  positional.insert(positional.end(), arguments.values, arguments.values + arguments.positional);
  if (keywords->live == 0 && arguments.keywords() == 0) {
    return call(vm, partial->function, Arguments{positional.data(), positional.size(), nullptr});
  }
  Owned<Dict> merged = dict_copy(vm, keywords);
  store_keywords(vm, merged.get(), arguments);
  return call(vm, partial->function, positional, merged.get());
}

Ref repr_partial(Vm& vm, Value self) {
  ReprGuard guard(vm, self.object());
  if (guard.recursive()) return make_str(vm, "...");
  if (!guard.check()) return {};
  Partial* partial = partial_of(self);
  Owned<Str> part = repr(vm, partial->function);
  if (!part) return {};
  std::string text = type_name(vm, self) + "(" + to_utf8(part.get());
  for (Value value : cast<Tuple>(partial->arguments)->view()) {
    part = repr(vm, value);
    if (!part) return {};
    text += ", " + to_utf8(part.get());
  }
  auto* keywords = cast<Dict>(partial->keywords);
  for (DictEntry* e = dict_first(keywords); e; e = dict_next(keywords, e)) {
    part = repr(vm, e->value);
    if (!part) return {};
    text += ", " + to_utf8(cast<Str>(e->key)) + "=" + to_utf8(part.get());
  }
  return make_str(vm, text + ")");
}

Ref get_func(Vm&, Value self) {
  return partial_of(self)->function;
}
Ref get_args(Vm&, Value self) {
  return partial_of(self)->arguments;
}
Ref get_keywords(Vm&, Value self) {
  return partial_of(self)->keywords;
}

Ref get_dict(Vm& vm, Value self) {
  return Ref(Value::object(materialise_dict(vm, self.object())));
}

constexpr AttributeDefinition partial_attributes[] = {
    {"func", get_func}, {"args", get_args}, {"keywords", get_keywords}, {"__dict__", get_dict}};

// From 3.14 a partial in a class body is a method; before, it is called without the instance.
Ref bind_partial(Vm& vm, Value descriptor, Value instance, Value) {
  if (!instance) return descriptor;
  return make_method(vm, descriptor, instance);
}

// --- cmp_to_key: an object that compares through a function of two

struct Key : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref function;
  Ref object; // null: the factory that cmp_to_key returned
};

Key* key_of(Value value) {
  return static_cast<Key*>(value.object());
}

void traverse_key(Object* object, Visitor& visitor) {
  visitor(static_cast<Key*>(object)->function.get());
  visitor(static_cast<Key*>(object)->object.get());
}

Ref make_key(Vm& vm, Type* type, Value function, Value object) {
  auto* key = vm.heap.make<Key>(type);
  key->function = function;
  key->object = object;
  vm.heap.track(key);
  return Ref::steal(key);
}

Ref call_key(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.total() != 1) {
    return raise(vm, vm.exceptions.TypeError, "K() takes exactly one argument");
  }
  return make_key(vm, type_of(vm, self), key_of(self)->function, arguments.values[0]);
}

Ref compare_key(Vm& vm, Value left, Value right, Comparison how) {
  if (type_of(vm, left) != type_of(vm, right) || !key_of(left)->object || !key_of(right)->object) {
    return raise(vm, vm.exceptions.TypeError, "other argument must be K instance");
  }
  Ref order = call(vm, key_of(left)->function, {key_of(left)->object, key_of(right)->object});
  if (!order) return {};
  return compare(vm, order, Value::small(0), how);
}

Ref cmp_to_key(Vm& vm, Value, Values a) {
  Owned<Str> name = intern(vm, "_functools");
  auto* module = as<Module>(dict_find(vm.modules.get(), name.get()));
  Owned<Str> key_name = intern(vm, "KeyWrapper");
  Type* type = module ? as<Type>(dict_find(module->dict.get(), key_name.get())) : nullptr;
  if (!type) return raise(vm, vm.exceptions.SystemError, "_functools was removed from sys.modules");
  return make_key(vm, type, a[0], Value());
}

Ref reduce(Vm& vm, Value, Values a) {
  Ref iterator = iterate(vm, a[1]);
  if (!iterator) {
    if (pending_is(vm, vm.exceptions.TypeError)) {
      clear_pending(vm);
      return raise(vm, vm.exceptions.TypeError, "reduce() arg 2 must support iteration");
    }
    return {};
  }
  Ref total = a[2];
  if (!total) {
    total = next(vm, iterator);
    if (!total) {
      if (error_pending(vm)) return {};
      return raise(vm, vm.exceptions.TypeError, "reduce() of empty iterable with no initial value");
    }
  }
  while (Ref item = next(vm, iterator)) {
    total = call(vm, a[0], {total, item});
    if (!total) return {};
  }
  if (error_pending(vm)) return {};
  return total;
}

constexpr NativeDefinition functions[] = {
    {"reduce", reduce, "(function, iterable, initial=?, /)"},
    {"cmp_to_key", cmp_to_key, "(mycmp)"},
};

} // namespace

Ref create_functools_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_functools");
  add_functions(vm, module.get(), functions);

  Type* partial = make_builtin_type(vm, "functools", "partial", Layout::partial,
                                    sizeof(Partial) + sizeof(Attributes));
  partial->attributes_offset = sizeof(Partial);
  partial->slots.destroy = destroy_as<Partial>;
  partial->slots.traverse = traverse_partial;
  partial->slots.clear = clear_partial;
  partial->slots.new_ = new_partial;
  partial->slots.call = call_partial;
  partial->slots.repr = repr_partial;
  if (vm.behaviours.partial_is_a_method()) partial->slots.descriptor_get = bind_partial;
  add_attributes(vm, partial, partial_attributes);
  finish_type(vm, partial);
  dict_store(vm, module->dict.get(), "partial", Value::object(partial));

  Type* key = make_builtin_type(vm, "functools", "KeyWrapper", Layout::other, sizeof(Key));
  key->slots.destroy = destroy_as<Key>;
  key->slots.traverse = traverse_key;
  key->slots.call = call_key;
  key->slots.compare = compare_key;
  finish_type(vm, key);
  dict_store(vm, module->dict.get(), "KeyWrapper", Value::object(key));

  add_lru_cache(vm, module.get());
  return module;
}

} // namespace specmon::vm
