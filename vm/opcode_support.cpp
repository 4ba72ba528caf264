#include "vm/opcode_support.h"

#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/set.h"
#include "vm/types/super.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Raised type_error(Vm& vm, std::string_view message) {
  return raise(vm, vm.exceptions.TypeError, message);
}

// "f()", "module.f()": how messages of calls name the callee.
std::string function_text(Vm& vm, Value callable) {
  Ref qualname = find_optional_attribute(vm, callable, vm.names.qualname);
  clear_pending(vm);
  if (!is<Str>(qualname)) {
    Owned<Str> text = str(vm, callable);
    clear_pending(vm);
    return text ? to_utf8(text.get()) : std::string();
  }
  Ref module = find_optional_attribute(vm, callable, vm.names.module_);
  clear_pending(vm);
  std::string text = to_utf8(cast<Str>(qualname)) + "()";
  if (Str* name = as<Str>(module); name && !equal(name, "builtins"))
    text = to_utf8(name) + "." + text;
  return text;
}

} // namespace

bool unpack_sequence(Vm& vm, Value sequence, std::uint32_t count, Value* sp) {
  const Value* items = nullptr;
  std::size_t size = 0;
  if (Tuple* tuple = as_exact<Tuple>(sequence)) {
    items = tuple->items;
    size = tuple->size;
  } else if (List* list = as_exact<List>(sequence)) {
    items = list->items;
    size = list->size;
  }
  if (items || (is<Tuple>(sequence) && sequence.object()->exact) || as_exact<List>(sequence)) {
    if (size == count) {
      for (std::uint32_t i = 0; i < count; ++i) {
        const Value item = items[count - 1 - i];
        retain(item);
        sp[i] = item;
      }
      return true;
    }
  }
  Type* type = type_of(vm, sequence);
  if (!type->slots.iterate && !type->slots.get_item) {
    return type_error(vm,
                      fmt::format("cannot unpack non-iterable {} object", type_name(vm, sequence)));
  }
  Ref iterator = iterate(vm, sequence);
  if (!iterator) {
    if (!type->slots.iterate && pending_is(vm, vm.exceptions.TypeError)) {
      clear_pending(vm);
      return type_error(
          vm, fmt::format("cannot unpack non-iterable {} object", type_name(vm, sequence)));
    }
    return false;
  }
  std::vector<Ref> taken;
  for (std::uint32_t i = 0; i < count; ++i) {
    Ref item = next(vm, iterator);
    if (!item) {
      if (error_pending(vm)) return false;
      return raise(vm, vm.exceptions.ValueError,
                   fmt::format("not enough values to unpack (expected {}, got {})", count, i));
    }
    taken.push_back(std::move(item));
  }
  if (Ref more = next(vm, iterator)) {
    std::string message = fmt::format("too many values to unpack (expected {})", count);
    if (vm.behaviours.unpacking_counts_what_it_got()) {
      const bool sized = is<Tuple>(sequence) || is<List>(sequence) || is<Dict>(sequence);
      if (sized) {
        const std::size_t got = is<Tuple>(sequence)  ? cast<Tuple>(sequence)->size
                                : is<List>(sequence) ? cast<List>(sequence)->size
                                                     : cast<Dict>(sequence)->live;
        message = fmt::format("too many values to unpack (expected {}, got {})", count, got);
      }
    }
    return raise(vm, vm.exceptions.ValueError, message);
  }
  if (error_pending(vm)) return false;
  for (std::uint32_t i = 0; i < count; ++i) sp[i] = taken[count - 1 - i].release_ownership();
  return true;
}

bool unpack_with_star(Vm& vm, Value sequence, std::uint32_t before, std::uint32_t after,
                      Value* sp) {
  Type* type = type_of(vm, sequence);
  if (!type->slots.iterate && !type->slots.get_item) {
    return type_error(vm,
                      fmt::format("cannot unpack non-iterable {} object", type_name(vm, sequence)));
  }
  Ref iterator = iterate(vm, sequence);
  if (!iterator) return false;
  std::vector<Ref> first;
  for (std::uint32_t i = 0; i < before; ++i) {
    Ref item = next(vm, iterator);
    if (!item) {
      if (error_pending(vm)) return false;
      return raise(vm, vm.exceptions.ValueError,
                   fmt::format("not enough values to unpack (expected at least {}, got {})",
                               before + after, i));
    }
    first.push_back(std::move(item));
  }
  Owned<List> rest = list_from(vm, iterator);
  if (!rest) return false;
  if (rest->size < after) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("not enough values to unpack (expected at least {}, got {})",
                             before + after, before + rest->size));
  }
  for (std::uint32_t i = 0; i < after; ++i) sp[i] = rest->items[--rest->size];
  sp += after;
  *sp++ = Value::object(rest.release_ownership());
  for (std::uint32_t i = 0; i < before; ++i) sp[i] = first[before - 1 - i].release_ownership();
  return true;
}

bool is_mapping(const Vm& vm, Value value) {
  return is<Dict>(value) || is_instance_of(vm, value, vm.types.mapping_proxy);
}

bool is_sequence(const Vm&, Value value) {
  if (!value.is_object()) return false;
  switch (value.object()->layout) {
  case Layout::list:
  case Layout::tuple:
  case Layout::range:
  case Layout::deque: return true;
  default: return false;
  }
}

Ref match_keys(Vm& vm, Value subject, Value keys) {
  Owned<Set> seen = make_set(vm);
  std::vector<Ref> values;
  Owned<Str> get_name = intern(vm, "get");
  Ref absent = make_list(vm);
  Ref get;
  for (const Value key : cast<Tuple>(keys)->view()) {
    const auto known = set_contains(vm, seen.get(), key);
    if (!known) return {};
    if (*known) {
      return raise(
          vm, vm.exceptions.ValueError,
          fmt::format("mapping pattern checks duplicate key ({})", to_utf8(repr(vm, key).get())));
    }
    if (!set_add(vm, seen.get(), key)) return {};
    Ref value;
    if (Dict* dict = as_exact<Dict>(subject)) {
      value = dict_get(vm, dict, key);
      if (!value) {
        if (error_pending(vm)) return {};
        return Value::none();
      }
    } else {
      if (!get) get = get_attribute(vm, subject, get_name.get());
      if (!get) return {};
      value = call(vm, get, {key, absent});
      if (!value) return {};
      if (value.get() == absent.get()) return Value::none();
    }
    values.push_back(std::move(value));
  }
  std::vector<Value> items(values.begin(), values.end());
  return Ref(make_tuple(vm, std::span<const Value>(items)));
}

Ref match_class(Vm& vm, Value subject, Value class_, std::uint32_t positional,
                Tuple* keyword_names) {
  Type* type = as<Type>(class_);
  if (!type) {
    return type_error(vm, vm.behaviours.class_pattern_refers_to_class()
                              ? "class pattern must refer to a class"
                              : "called match pattern must be a class");
  }
  const auto matches = is_instance(vm, subject, class_);
  if (!matches) return {};
  if (!*matches) return Value::none();
  std::vector<Ref> values;
  std::vector<Str*> seen;
  const auto take = [&](Str* name) -> bool {
    for (Str* other : seen) {
      if (equal(other, name)) {
        type_error(vm, fmt::format("{}() got multiple sub-patterns for attribute {}", type->name,
                                   repr_text(name)));
        return false;
      }
    }
    seen.push_back(name);
    Ref value = find_optional_attribute(vm, subject, name);
    if (!value) return false;
    values.push_back(std::move(value));
    return true;
  };
  const auto no_match = [&]() -> Ref {
    if (error_pending(vm)) return {};
    return Value::none();
  };
  if (positional > 0) {
    Ref match_args = find_optional_attribute(vm, class_, vm.names.match_args);
    if (!match_args && error_pending(vm)) return {};
    if (match_args) {
      Tuple* names = as_exact<Tuple>(match_args);
      if (!names) {
        return type_error(vm, fmt::format("{}.__match_args__ must be a tuple (got {})", type->name,
                                          type_name(vm, match_args)));
      }
      if (names->size < positional) {
        return type_error(vm, fmt::format("{}() accepts {} positional sub-pattern{} ({} given)",
                                          type->name, names->size, names->size == 1 ? "" : "s",
                                          positional));
      }
      for (std::uint32_t i = 0; i < positional; ++i) {
        Str* name = as<Str>(names->items[i]);
        if (!name) {
          return type_error(vm, fmt::format("__match_args__ elements must be strings (got {})",
                                            type_name(vm, names->items[i])));
        }
        if (!take(name)) return no_match();
      }
    } else {
      // Some built-in types match themselves with one positional pattern.
      bool matches_itself = false;
      for (Type* one :
           {vm.types.bool_, vm.types.bytes, vm.types.dict, vm.types.float_, vm.types.frozenset,
            vm.types.int_, vm.types.list, vm.types.set, vm.types.str, vm.types.tuple}) {
        matches_itself = matches_itself || is_subtype(type, one);
      }
      const std::uint32_t most = matches_itself ? 1 : 0;
      if (positional > most) {
        return type_error(vm, fmt::format("{}() accepts {} positional sub-pattern{} ({} given)",
                                          type->name, most, most == 1 ? "" : "s", positional));
      }
      values.push_back(subject);
    }
  }
  for (const Value keyword : keyword_names->view()) {
    if (!take(cast<Str>(keyword))) return no_match();
  }
  std::vector<Value> items(values.begin(), values.end());
  return Ref(make_tuple(vm, std::span<const Value>(items)));
}

std::optional<bool> exception_matches(Vm& vm, Value exception, Value type) {
  const auto is_class = [&](Value value) {
    Type* one = as<Type>(value);
    return one && is_subtype(one, vm.exceptions.BaseException);
  };
  constexpr std::string_view message =
      "catching classes that do not inherit from BaseException is not allowed";
  if (Tuple* types = as<Tuple>(type)) {
    for (const Value one : types->view()) {
      if (!is_class(one)) return type_error(vm, message);
    }
    for (const Value one : types->view()) {
      if (is_instance_of(vm, exception, cast<Type>(one))) return true;
    }
    return false;
  }
  if (!is_class(type)) return type_error(vm, message);
  return is_instance_of(vm, exception, cast<Type>(type));
}

bool exception_group_match(Vm& vm, Value exception, Value type, Ref& rest, Ref& match) {
  rest = exception;
  match = Value::none();
  const auto is_group_class = [&](Value value) {
    Type* one = as<Type>(value);
    return one && is_subtype(one, vm.exceptions.BaseExceptionGroup);
  };
  bool names_group = is_group_class(type);
  if (Tuple* types = as<Tuple>(type)) {
    for (const Value one : types->view()) names_group = names_group || is_group_class(one);
  }
  if (exception.is_none()) return true;
  const auto whole = exception_matches(vm, exception, type);
  if (!whole) return false;
  if (names_group) {
    return type_error(vm,
                      "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
  const bool is_group = is_instance_of(vm, exception, vm.exceptions.BaseExceptionGroup);
  if (*whole) {
    if (is_group) {
      match = exception;
    } else {
      // A naked exception is wrapped.
      const Ref items = make_tuple(vm, {exception});
      Type* group = is_instance_of(vm, exception, vm.exceptions.Exception)
                        ? vm.exceptions.ExceptionGroup
                        : vm.exceptions.BaseExceptionGroup;
      match = call(vm, Value::object(group), {vm.empty_str, items});
      if (!match) return false;
      cast<Exception>(match)->traceback = cast<Exception>(exception)->traceback;
    }
    rest = Value::none();
    return true;
  }
  if (!is_group) return true;
  if (!split_exception(vm, exception, type, match, rest)) return false;
  if (!match) match = Value::none();
  if (!rest) rest = Value::none();
  return true;
}

Ref prepare_reraise_star(Vm& vm, Value original, Value raised) {
  Ref result = join_exceptions(vm, original, raised);
  if (!result && !error_pending(vm)) return Value::none();
  return result;
}

bool load_special(Vm& vm, Value object, SpecialMethod method, Ref& callable, Ref& self) {
  Str* names[] = {vm.names.enter, vm.names.exit, vm.names.aenter, vm.names.aexit};
  Str* name = names[static_cast<int>(method)];
  const Value found = lookup_in_type(type_of(vm, object), name);
  if (found.is_null()) {
    const bool asynchronous = method == SpecialMethod::aenter || method == SpecialMethod::aexit;
    return type_error(
        vm, fmt::format(
                "'{}' object does not support the {}context manager protocol (missed {} method)",
                type_name(vm, object), asynchronous ? "asynchronous " : "", to_utf8(name)));
  }
  if (is<Function>(found) || type_of(vm, found) == vm.types.method_descriptor) {
    callable = found;
    self = object;
    return true;
  }
  self = Ref();
  if (auto* get = type_of(vm, found)->slots.descriptor_get) {
    callable = get(vm, found, object, Value::object(type_of(vm, object)));
    return static_cast<bool>(callable);
  }
  callable = found;
  return true;
}

bool enter_with(Vm& vm, Value manager, bool asynchronous, Ref& exit, Ref& entered) {
  Ref enter = lookup_special(vm, manager, asynchronous ? vm.names.aenter : vm.names.enter);
  const std::string_view kind = asynchronous ? "asynchronous " : "";
  if (!enter) {
    if (error_pending(vm)) return false;
    return type_error(vm, fmt::format("'{}' object does not support the {}context manager protocol",
                                      type_name(vm, manager), kind));
  }
  exit = lookup_special(vm, manager, asynchronous ? vm.names.aexit : vm.names.exit);
  if (!exit) {
    if (error_pending(vm)) return false;
    return type_error(
        vm, fmt::format(
                "'{}' object does not support the {}context manager protocol (missed {} method)",
                type_name(vm, manager), kind, asynchronous ? "__aexit__" : "__exit__"));
  }
  entered = call(vm, enter, {});
  return static_cast<bool>(entered);
}

Ref call_arguments(Vm& vm, Value callable, Value iterable) {
  Type* type = type_of(vm, iterable);
  if (!type->slots.iterate && !type->slots.get_item) {
    return type_error(vm, fmt::format("{} argument after * must be an iterable, not {}",
                                      function_text(vm, callable), type_name(vm, iterable)));
  }
  return tuple_from(vm, iterable);
}

bool merge_keywords(Vm& vm, Value callable, Dict* into, Value mapping) {
  const auto not_a_mapping = [&] {
    return type_error(vm, fmt::format("{} argument after ** must be a mapping, not {}",
                                      function_text(vm, callable), type_name(vm, mapping)));
  };
  Ref held = mapping;
  if (!is<Dict>(mapping)) {
    Ref keys = find_optional_attribute(vm, mapping, vm.names.keys);
    if (!keys && error_pending(vm)) return false;
    if (!keys) return not_a_mapping();
    Owned<Dict> copy = make_dict(vm);
    if (!dict_update(vm, copy.get(), mapping)) return false;
    held = copy;
  }
  Dict* source = cast<Dict>(held);
  for (DictEntry* entry = dict_first(source); entry; entry = dict_next(source, entry)) {
    if (!is<Str>(entry->key)) {
      return type_error(vm, fmt::format("keywords must be strings"));
    }
    const auto there = dict_contains(vm, into, entry->key);
    if (!there) return false;
    if (*there) {
      return type_error(vm,
                        fmt::format("{} got multiple values for keyword argument '{}'",
                                    function_text(vm, callable), to_utf8(cast<Str>(entry->key))));
    }
    if (!dict_set(vm, into, entry->key, entry->value)) return false;
  }
  return true;
}

bool update_dict(Vm& vm, Dict* into, Value mapping) {
  if (!is<Dict>(mapping)) {
    Ref keys = find_optional_attribute(vm, mapping, vm.names.keys);
    if (!keys) {
      if (error_pending(vm)) return false;
      return type_error(vm, fmt::format("'{}' object is not a mapping", type_name(vm, mapping)));
    }
  }
  return dict_update(vm, into, mapping);
}

bool extend_list(Vm& vm, List* list, Value iterable) {
  Type* type = type_of(vm, iterable);
  if (!type->slots.iterate && !type->slots.get_item) {
    return type_error(
        vm, fmt::format("Value after * must be an iterable, not {}", type_name(vm, iterable)));
  }
  return extend(vm, list, iterable);
}

Ref call_intrinsic(Interpreter& interpreter, Frame* frame, Intrinsic1 which, Value argument) {
  Vm& vm = interpreter.vm;
  switch (which) {
  case Intrinsic1::print: {
    const Value sys = dict_find(vm.modules.get(), intern(vm, "sys").get());
    Ref hook = sys.is_null() ? Ref() : get_attribute(vm, sys, "displayhook");
    if (!hook) return raise(vm, vm.exceptions.RuntimeError, "lost sys.displayhook");
    return call(vm, hook, {argument});
  }
  case Intrinsic1::import_star:
    if (!interpreter.import_star(frame, argument)) return {};
    return Value::none();
  case Intrinsic1::stop_iteration_error: {
    const bool asynchronous = frame->code->has(CO_ASYNC_GENERATOR);
    std::string_view message;
    if (is_instance_of(vm, argument, vm.exceptions.StopIteration)) {
      message = asynchronous                     ? "async generator raised StopIteration"
                : frame->code->has(CO_COROUTINE) ? "coroutine raised StopIteration"
                                                 : "generator raised StopIteration";
    } else if (asynchronous && is_instance_of(vm, argument, vm.exceptions.StopAsyncIteration)) {
      message = "async generator raised StopAsyncIteration";
    }
    if (message.empty()) return argument;
    Owned<Str> text = make_str(vm, message);
    Ref error = make_exception(vm, vm.exceptions.RuntimeError, {text});
    if (!error) return {};
    cast<Exception>(error)->cause = argument;
    cast<Exception>(error)->context = argument;
    cast<Exception>(error)->suppress_context = true;
    return error;
  }
  case Intrinsic1::async_gen_wrap: return wrap_async_value(vm, argument);
  case Intrinsic1::unary_positive: return positive(vm, argument);
  case Intrinsic1::list_to_tuple: return Ref(make_tuple(vm, cast<List>(argument)->view()));
  default: break;
  }
  return make_type_parameter(vm, which, argument);
}

Ref call_intrinsic(Interpreter& interpreter, Intrinsic2 which, Value first, Value second) {
  Vm& vm = interpreter.vm;
  switch (which) {
  case Intrinsic2::prep_reraise_star: return prepare_reraise_star(vm, first, second);
  case Intrinsic2::set_function_type_params:
    cast<Function>(first)->type_params = second;
    return first;
  default: break;
  }
  return make_type_parameter(vm, which, first, second);
}

Ref common_constant(Vm& vm, CommonConstant which) {
  const auto builtin = [&](std::string_view name) -> Ref {
    return dict_find(vm.builtins.get(), intern(vm, name).get());
  };
  switch (which) {
  case CommonConstant::assertion_error: return Value::object(vm.exceptions.AssertionError);
  case CommonConstant::not_implemented_error:
    return Value::object(vm.exceptions.NotImplementedError);
  case CommonConstant::builtin_tuple: return Value::object(vm.types.tuple);
  case CommonConstant::builtin_list: return Value::object(vm.types.list);
  case CommonConstant::builtin_set: return Value::object(vm.types.set);
  case CommonConstant::builtin_all:
    return vm.interpreter->original_all ? vm.interpreter->original_all : builtin("all");
  case CommonConstant::builtin_any:
    return vm.interpreter->original_any ? vm.interpreter->original_any : builtin("any");
  }
  return Value::none();
}

bool set_function_attribute(Vm& vm, Function* function, FunctionAttribute which, Value value) {
  switch (which) {
  case FunctionAttribute::defaults: function->defaults = value; break;
  case FunctionAttribute::keyword_defaults: function->keyword_defaults = value; break;
  case FunctionAttribute::annotations: {
    Tuple* pairs = as<Tuple>(value);
    if (!pairs) {
      function->annotations = value;
      break;
    }
    Owned<Dict> dict = make_dict(vm);
    for (std::size_t i = 0; i + 1 < pairs->size; i += 2) {
      if (!dict_set(vm, dict.get(), pairs->items[i], pairs->items[i + 1])) return false;
    }
    function->annotations = dict;
    break;
  }
  case FunctionAttribute::closure: function->closure = value; break;
  case FunctionAttribute::annotate: function->annotate = value; break;
  }
  return true;
}

Ref join_strings(Vm& vm, std::span<const Value> strings) {
  if (strings.size() == 2) {
    return Ref(concatenate(vm, cast<Str>(strings[0]), cast<Str>(strings[1])));
  }
  return Ref(join(vm, cast<Str>(vm.empty_str), strings));
}

void refuse_init_result(Vm& vm, Value result) {
  type_error(vm, fmt::format("__init__() should return None, not '{}'", type_name(vm, result)));
}

Ref awaitable_iterator_of(Vm& vm, Value awaitable, std::uint32_t oparg) {
  Ref iterator = awaitable_iterator(vm, awaitable);
  if (iterator || oparg == 0 || type_of(vm, awaitable)->slots.await) return iterator;
  clear_pending(vm);
  return type_error(
      vm,
      fmt::format("'async with' received an object from {} that does not implement __await__: {}",
                  oparg == 1 ? "__aenter__" : "__aexit__", type_name(vm, awaitable)));
}

Ref async_iterator(Vm& vm, Value iterable) {
  Type* type = type_of(vm, iterable);
  if (!type->slots.async_iterate) {
    return type_error(vm,
                      fmt::format("'async for' requires an object with __aiter__ method, got {}",
                                  type_name(vm, iterable)));
  }
  Ref iterator = type->slots.async_iterate(vm, iterable);
  if (!iterator) return {};
  if (!type_of(vm, iterator)->slots.async_next) {
    return type_error(vm, fmt::format("'async for' received an object from __aiter__ that does not "
                                      "implement __anext__: {}",
                                      type_name(vm, iterator)));
  }
  return iterator;
}

Ref async_next_awaitable(Vm& vm, Value iterator) {
  Type* type = type_of(vm, iterator);
  if (!type->slots.async_next) {
    return type_error(vm,
                      fmt::format("'async for' requires an iterator with __anext__ method, got {}",
                                  type_name(vm, iterator)));
  }
  Ref awaitable = type->slots.async_next(vm, iterator);
  if (!awaitable || type == vm.types.async_generator) return awaitable;
  Ref result = awaitable_iterator(vm, awaitable);
  if (!result) {
    const Ref cause = take_pending(vm);
    type_error(vm, fmt::format("'async for' received an invalid object from __anext__: {}",
                               type_name(vm, awaitable)));
    if (Exception* error = as<Exception>(vm.pending)) {
      error->cause = cause;
      error->context = cause;
      error->suppress_context = true;
    }
    return {};
  }
  return result;
}

Value large_int_operation(Vm& vm, Value left, Value right, std::uint32_t oparg) {
  if (Value::both_small(left, right) || !is_exact_int(left) || !is_exact_int(right)) return {};
  switch (static_cast<BinaryOperation>(oparg)) {
  case BinaryOperation::add:
  case BinaryOperation::inplace_add: return add_ints(vm, left, right).release_ownership();
  case BinaryOperation::subtract:
  case BinaryOperation::inplace_subtract: return subtract_ints(vm, left, right).release_ownership();
  default:
    Ref product = multiply_ints(vm, left, right);
    if (!product) clear_pending(vm); // MemoryError, to be raised again
    return product.release_ownership();
  }
}

MethodLookup load_super_attribute(Vm& vm, const Value* operands, Str* name, bool is_known,
                                  bool as_method) {
  const Value super = operands[0], type = operands[1], self = operands[2];
  if (is_known && super == Value::object(vm.types.super) && is<Type>(type)) {
    if (as_method) return super_method(vm, type, self, name);
    return {super_attribute(vm, type, self, name), Ref()};
  }
  const Ref object = call(vm, super, {type, self});
  if (!object) return {};
  return {get_attribute(vm, object, name), Ref()};
}

} // namespace specmon::vm
