// The class statement: builtins.__build_class__.
#include "vm/code.h"
#include "vm/interpreter.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_creation.h"
#include "vm/vm.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref resolve_bases(Vm& vm, Tuple* bases) {
  std::vector<Ref> resolved;
  bool changed = false;
  for (Value base : bases->view()) {
    if (is<Type>(base)) {
      resolved.emplace_back(base);
      continue;
    }
    Ref method = find_optional_attribute(vm, base, vm.names.mro_entries);
    if (!method) {
      if (error_pending(vm)) return {};
      resolved.emplace_back(base);
      continue;
    }
    Ref entries = call(vm, method, {Value::object(bases)});
    if (!entries) return {};
    auto* tuple = as<Tuple>(entries);
    if (!tuple) return raise(vm, vm.exceptions.TypeError, "__mro_entries__ must return a tuple");
    for (Value entry : tuple->view()) resolved.emplace_back(entry);
    changed = true;
  }
  if (!changed) return Ref(Value::object(bases));
  std::vector<Value> values(resolved.begin(), resolved.end());
  return vm::make_tuple(vm, std::span<const Value>(values));
}

namespace {

// What `__prepare__` of the metaclass answers, or a new dict.
Ref prepare_namespace(Vm& vm, Value metaclass, Value name, Value bases, Dict* keywords) {
  Ref prepare = find_optional_attribute(vm, metaclass, vm.names.prepare);
  if (!prepare) return error_pending(vm) ? Ref() : Ref(make_dict(vm));
  Value arguments[] = {name, bases};
  Ref namespace_ = call(vm, prepare, arguments, keywords);
  if (!namespace_) return {};
  if (!type_of(vm, namespace_)->slots.get_item) {
    auto* type = as<Type>(metaclass);
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}.__prepare__() must return a mapping, not {}",
                             type ? type->name : "<metaclass>", type_name(vm, namespace_)));
  }
  return namespace_;
}

// The compiler's `__class__` cell must hold the class that was made.
bool check_class_cell(Vm& vm, Value body_result, Value name, Value made) {
  auto* cell = as<Cell>(body_result);
  if (!cell || !is<Type>(made) || cell->content == made) return true;
  Owned<Str> shown_name = repr(vm, name);
  Owned<Str> shown = repr(vm, made);
  if (!shown_name || !shown) return false;
  if (!cell->content) {
    return raise(vm, vm.exceptions.RuntimeError,
                 fmt::format("__class__ not set defining {} as {}. Was __classcell__ propagated to "
                             "type.__new__?",
                             to_utf8(shown_name.get()), to_utf8(shown.get())));
  }
  Owned<Str> other = repr(vm, cell->content);
  if (!other) return false;
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("__class__ set to {} defining {} as {}", to_utf8(other.get()),
                           to_utf8(shown_name.get()), to_utf8(shown.get())));
}

} // namespace

Ref build_class(Vm& vm, const Arguments& arguments) {
  if (arguments.positional < 2) {
    return raise(vm, vm.exceptions.TypeError, "__build_class__: not enough arguments");
  }
  auto* function = as<Function>(arguments.values[0]);
  Value name = arguments.values[1];
  if (!function)
    return raise(vm, vm.exceptions.TypeError, "__build_class__: func must be a function");
  if (!is<Str>(name))
    return raise(vm, vm.exceptions.TypeError, "__build_class__: name is not a string");
  Owned<Tuple> given = vm::make_tuple(vm, arguments.positionals().subspan(2));
  Ref bases = resolve_bases(vm, given.get());
  if (!bases) return {};

  Owned<Dict> keywords;
  Ref metaclass;
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[i]);
    Value value = arguments.values[arguments.positional + i];
    if (equal(keyword, vm.names.metaclass)) {
      metaclass = Ref(value);
      continue;
    }
    if (!keywords) keywords = make_dict(vm);
    dict_store(vm, keywords.get(), keyword, value);
  }
  if (!metaclass) {
    auto* tuple = cast<Tuple>(bases);
    metaclass = Ref(Value::object(tuple->size ? type_of(vm, tuple->items[0]) : vm.types.type));
  }
  if (auto* type = as<Type>(metaclass)) {
    Type* winner = calculate_metaclass(vm, type, cast<Tuple>(bases));
    if (!winner) return {};
    metaclass = Ref(Value::object(winner));
  }
  Ref namespace_ = prepare_namespace(vm, metaclass, name, bases, keywords.get());
  if (!namespace_) return {};
  Ref body_result = run_code(vm, function->code.get(), function->globals.get(), namespace_,
                             as<Tuple>(function->closure));
  if (!body_result) return {};
  if (bases.get() != Value::object(given.get())) {
    Owned<Str> original = intern(vm, "__orig_bases__");
    if (!set_item(vm, namespace_, Value::object(original.get()), given)) return {};
  }
  Value class_arguments[] = {name, bases, namespace_};
  Ref made = call(vm, metaclass, class_arguments, keywords.get());
  if (!made || !check_class_cell(vm, body_result, name, made)) return {};
  return made;
}

} // namespace specmon::vm
