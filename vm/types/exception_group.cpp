// BaseExceptionGroup and ExceptionGroup, and what `except*` does with them (PEP 654).

#include "vm/type_setup.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

constexpr std::size_t message_field = 0;
constexpr std::size_t exceptions_field = 1;

bool is_group(Vm& vm, Value value) {
  return is_instance_of(vm, value, vm.exceptions.BaseExceptionGroup);
}

Ref member(Value group, std::size_t index) {
  const auto& fields = cast<Exception>(group)->fields;
  return index < fields.size() && fields[index] ? fields[index] : Ref(Value::none());
}

Tuple* members_of(Value group) {
  return as<Tuple>(member(group, exceptions_field));
}

Ref new_group(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional != 2) {
    return raise(vm, vm.exceptions.TypeError,
                 "BaseExceptionGroup.__new__() takes exactly 2 arguments (" +
                     std::to_string(arguments.positional) + " given)");
  }
  Value message = arguments.values[0], given = arguments.values[1];
  if (!is<Str>(message)) {
    return raise(vm, vm.exceptions.TypeError,
                 "BaseExceptionGroup.__new__() argument 1 must be str, not " +
                     type_name(vm, message));
  }
  if (!is<List>(given) && !is<Tuple>(given) && !type_of(vm, given)->slots.get_item) {
    return raise(vm, vm.exceptions.TypeError, "second argument (exceptions) must be a sequence");
  }
  const Ref listed = tuple_from(vm, given);
  if (!listed) return {};
  const Tuple* items = cast<Tuple>(listed);
  if (items->size == 0) {
    return raise(vm, vm.exceptions.ValueError,
                 "second argument (exceptions) must be a non-empty sequence");
  }
  bool only_exceptions = true;
  for (std::size_t i = 0; i < items->size; ++i) {
    if (!is<Exception>(items->items[i])) {
      return raise(vm, vm.exceptions.ValueError,
                   "Item " + std::to_string(i) +
                       " of second argument (exceptions) is not an exception");
    }
    only_exceptions =
        only_exceptions && is_instance_of(vm, items->items[i], vm.exceptions.Exception);
  }
  if (type == vm.exceptions.BaseExceptionGroup && only_exceptions) {
    type = vm.exceptions.ExceptionGroup;
  } else if (!only_exceptions && is_subtype(type, vm.exceptions.Exception)) {
    return raise(vm, vm.exceptions.TypeError,
                 type == vm.exceptions.ExceptionGroup
                     ? "Cannot nest BaseExceptions in an ExceptionGroup"
                     : "Cannot nest BaseExceptions in '" + type->name + "'");
  }
  Ref group = vm.exceptions.BaseException->slots.new_(vm, type, arguments);
  if (!group) return {};
  cast<Exception>(group)->fields = {Ref(message), listed};
  return group;
}

bool init_group(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 type_name(vm, self) + "() takes no keyword arguments");
  }
  cast<Exception>(self)->args = make_tuple(vm, arguments.positionals());
  return true;
}

Ref str_group(Vm& vm, Value self) {
  Owned<Str> message = str(vm, member(self, message_field));
  Tuple* members = members_of(self);
  if (!message || !members) return {};
  return make_str(vm, to_utf8(message.get()) + " (" + std::to_string(members->size) +
                          " sub-exception" + (members->size == 1 ? ")" : "s)"));
}

// A group of the same kind around other exceptions, with traceback, cause, context and notes kept.
Ref derive(Vm& vm, Value group, std::span<const Value> exceptions) {
  Owned<Str> name = intern(vm, "derive");
  Ref made = call_method(vm, group, name.get(), {make_list(vm, exceptions)});
  if (!made) return {};
  if (!is_group(vm, made)) {
    return raise(vm, vm.exceptions.TypeError,
                 "derive must return an instance of BaseExceptionGroup");
  }
  auto *from = cast<Exception>(group), *to = cast<Exception>(made);
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  if (auto* notes = as<List>(from->notes)) to->notes = make_list(vm, notes->view());
  return made;
}

// Whether one exception matches a condition: a class, a tuple of classes, or a function.
std::optional<bool> matches(Vm& vm, Value exception, Value condition) {
  if (is<Type>(condition) || is<Tuple>(condition)) return is_instance(vm, exception, condition);
  Ref answer = call(vm, condition, {exception});
  if (!answer) return std::nullopt;
  return truth(vm, answer);
}

// Splits by a condition; null where a side is empty.
bool split(Vm& vm, Value exception, Value condition, Ref& matching, Ref& rest) {
  NativeRecursion recursion(vm);
  if (!recursion.check()) return false;
  auto whole = matches(vm, exception, condition);
  if (!whole) return false;
  if (*whole) {
    matching = exception;
    return true;
  }
  if (!is_group(vm, exception)) {
    rest = exception;
    return true;
  }
  Owned<List> inside = make_list(vm), outside = make_list(vm);
  for (Value nested : members_of(exception)->view()) {
    Ref part, other;
    if (!split(vm, nested, condition, part, other)) return false;
    if (part) append(vm, inside.get(), part);
    if (other) append(vm, outside.get(), other);
  }
  if (inside->size > 0 && !(matching = derive(vm, exception, inside->view()))) return false;
  if (outside->size > 0 && !(rest = derive(vm, exception, outside->view()))) return false;
  return true;
}

bool check_condition(Vm& vm, Value condition) {
  bool good = is<Type>(condition) || is<Function>(condition) || is_callable(vm, condition);
  if (auto* tuple = as<Tuple>(condition)) {
    good = true;
    for (Value item : tuple->view()) good = good && is<Type>(item);
  }
  if (good) return true;
  return raise(
      vm, vm.exceptions.TypeError,
      "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

Ref method_split(Vm& vm, Value self, std::span<const Value> a) {
  Ref matching, rest;
  if (!check_condition(vm, a[0]) || !split(vm, self, a[0], matching, rest)) return {};
  return make_tuple(vm,
                    {matching ? matching.get() : Value::none(), rest ? rest.get() : Value::none()});
}

Ref method_subgroup(Vm& vm, Value self, std::span<const Value> a) {
  Ref matching, rest;
  if (!check_condition(vm, a[0]) || !split(vm, self, a[0], matching, rest)) return {};
  return matching ? matching : Ref(Value::none());
}

Ref method_derive(Vm& vm, Value self, std::span<const Value> a) {
  return call(vm, Value::object(vm.exceptions.BaseExceptionGroup),
              {member(self, message_field), a[0]});
}

Ref get_message(Vm&, Value self) {
  return member(self, message_field);
}
Ref get_exceptions(Vm&, Value self) {
  return member(self, exceptions_field);
}

Ref method_class_getitem(Vm&, Value type, std::span<const Value>) {
  return type;
}

constexpr NativeDefinition methods[] = {
    {"split", method_split, 1, 1},
    {"subgroup", method_subgroup, 1, 1},
    {"derive", method_derive, 1, 1},
    {"__class_getitem__", method_class_getitem, 1, 1, NativeKind::class_method},
};
constexpr AttributeDefinition attributes[] = {
    {"message", get_message},
    {"exceptions", get_exceptions},
};

// The exceptions inside that are no groups, in order.
void collect_leaves(Vm& vm, Value exception, List* leaves) {
  if (!is_group(vm, exception)) {
    append(vm, leaves, exception);
    return;
  }
  for (Value nested : members_of(exception)->view()) collect_leaves(vm, nested, leaves);
}

bool holds(const List* list, Value value) {
  for (Value item : list->view()) {
    if (item == value) return true;
  }
  return false;
}

// The part of `group` whose leaves are in `leaves`; null: none.
Ref project(Vm& vm, Value group, const List* leaves) {
  if (!is_group(vm, group)) return holds(leaves, group) ? Ref(group) : Ref();
  Owned<List> kept = make_list(vm);
  bool all = true;
  for (Value nested : members_of(group)->view()) {
    Ref part = project(vm, nested, leaves);
    all = all && part.get() == nested;
    if (part) append(vm, kept.get(), part);
  }
  if (kept->size == 0) return {};
  return all ? Ref(group) : derive(vm, group, kept->view());
}

} // namespace

void set_up_exception_group(Vm& vm, Type* type) {
  type->slots.new_ = new_group;
  type->slots.init = init_group;
  type->slots.str = str_group;
  if (type->base == vm.exceptions.BaseException) {
    add_methods(vm, type, methods);
    add_attributes(vm, type, attributes);
  }
}

bool split_exception(Vm& vm, Value exception, Value type, Ref& matching, Ref& rest) {
  matching = Ref();
  rest = Ref();
  auto whole = is_instance(vm, exception, type);
  if (!whole) return false;
  if (*whole && !is_group(vm, exception)) {
    // A naked exception that matches is wrapped in a group, so that the handler always sees one.
    Value group = Value::object(vm.exceptions.BaseExceptionGroup);
    matching = call(vm, group, {vm.empty_str, make_tuple(vm, {exception})});
    if (!matching) return false;
    cast<Exception>(matching)->traceback = cast<Exception>(exception)->traceback;
    return true;
  }
  return split(vm, exception, type, matching, rest);
}

Ref join_exceptions(Vm& vm, Value original, Value raised_list) {
  List* given = cast<List>(raised_list);
  Owned<List> present = make_list(vm);
  for (Value item : given->view()) {
    if (!item.is_none()) append(vm, present.get(), item);
  }
  if (present->size == 0) return {};
  if (!is_group(vm, original))
    return present->items[0]; // a naked exception: at most one handler ran

  // What the handlers raised anew, and what of the original goes on (unhandled, or raised again as
  // it was).
  auto* from = cast<Exception>(original);
  Owned<List> raised = make_list(vm), reraised = make_list(vm);
  for (Value item : present->view()) {
    bool same_metadata = is_group(vm, item) &&
                         cast<Exception>(item)->traceback.get() == from->traceback.get() &&
                         cast<Exception>(item)->cause.get() == from->cause.get() &&
                         cast<Exception>(item)->context.get() == from->context.get();
    if (same_metadata) {
      collect_leaves(vm, item, reraised.get());
    } else {
      append(vm, raised.get(), item);
    }
  }
  Ref going_on;
  if (reraised->size > 0) going_on = project(vm, original, reraised.get());
  if (error_pending(vm)) return {};
  if (raised->size == 0) return going_on;
  if (going_on) append(vm, raised.get(), going_on);
  if (raised->size == 1) return raised->items[0];
  return call(vm, Value::object(vm.exceptions.BaseExceptionGroup), {vm.empty_str, raised});
}

} // namespace specmon::vm
