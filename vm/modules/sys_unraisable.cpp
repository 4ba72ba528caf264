// sys.unraisablehook: what becomes of exceptions that nobody can be given.

#include "vm/interpreter.h"
#include "vm/modules/sys_parts.h"
#include "vm/type.h"
#include "vm/types/exception.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

constexpr std::string_view fields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg",
                                       "object"};

std::string shown(Vm& vm, Value object) {
  Owned<Str> text = repr(vm, object);
  clear_pending(vm);
  return text ? to_utf8(text.get()) : "<object repr() failed>";
}

void show(Vm& vm, const std::string& headline, Value exception) {
  std::string text = headline + "\n";
  text += vm.behaviours.unraisable_shows_hints() ? format_exception(vm, exception)
                                                 : format_exception_without_hint(vm, exception);
  if (text.back() != '\n') text += '\n';
  write_error(vm, text);
  clear_pending(vm); // there is nobody left to tell
}

std::string headline(Vm& vm, Value message, Value object) {
  std::string text =
      is<Str>(message) ? to_utf8(cast<Str>(message)) : std::string("Exception ignored in");
  if (!object.is_none()) return text + ": " + shown(vm, object);
  return text + ":";
}

Ref sys_unraisablehook(Vm& vm, Value, Values a) {
  Ref parts[std::size(fields)];
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    parts[i] = get_attribute(vm, a[0], fields[i]);
    if (!parts[i]) return {};
  }
  if (is<Exception>(parts[1])) show(vm, headline(vm, parts[3], parts[4]), parts[1]);
  return Value::none();
}

constexpr NativeDefinition functions[] = {{"unraisablehook", sys_unraisablehook, 1, 1}};

} // namespace

void report_unraisable(Vm& vm, std::string_view doing, Value object) {
  const Ref exception = take_pending(vm);
  if (!exception) return;
  Ref message = Value::none();
  Ref named = object;
  if (vm.behaviours.unraisable_names_call()) {
    message =
        make_str(vm, "Exception ignored while " + std::string(doing) + " " + shown(vm, object));
    named = Value::none();
  }
  const Owned<Str> sys_name = intern(vm, "sys");
  auto* sys = as<Module>(dict_find(vm.modules.get(), sys_name.get()));
  Ref hook;
  if (sys) hook = dict_find(sys->dict.get(), intern(vm, "unraisablehook").get());
  if (!hook) {
    show(vm, headline(vm, message, named), exception);
    return;
  }
  const Ref type = Value::object(type_of(vm, exception));
  const Ref traceback = cast<Exception>(exception)->traceback;
  const Value values[] = {type, exception, traceback ? traceback.get() : Value::none(), message,
                          named};
  auto* kind = as<Type>(dict_find(sys->dict.get(), intern(vm, "UnraisableHookArgs").get()));
  const Ref arguments = kind ? make_struct(vm, kind, values) : Ref();
  if (arguments && call(vm, hook, {arguments})) return;
  const Ref second = take_pending(vm);
  if (!second) return; // there is no such type any more
  show(vm, "Exception ignored in sys.unraisablehook: " + shown(vm, hook), second);
}

void add_sys_unraisable(Vm& vm, Module* sys) {
  add_functions(vm, sys, functions);
  dict_store(vm, sys->dict.get(), "UnraisableHookArgs",
             Value::object(make_struct_type(vm, "sys", "UnraisableHookArgs", fields)));
  const Owned<Str> name = intern(vm, "unraisablehook");
  dict_store(vm, sys->dict.get(), "__unraisablehook__", dict_find(sys->dict.get(), name.get()));
}

} // namespace specmon::vm
