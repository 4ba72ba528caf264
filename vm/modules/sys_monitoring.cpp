// sys.monitoring: the module object. The checks are monitoring's own (monitoring/api.cpp); here are
// the conversions of arguments (TOOL-3, TOOL-4) and of answers.

#include "vm/machine.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/module.h"

#include <climits>

namespace specmon::vm {

namespace {

using monitoring::ApiError;
using monitoring::ErrorKind;
using monitoring::Event;
using monitoring::Monitoring;

Monitoring& monitoring_of(Vm& vm) {
  return vm.interpreter->monitoring;
}

// A C int: TypeError for what is no int, OverflowError for what does not fit.
std::optional<int> c_int(Vm& vm, Value value) {
  Ref integer = index_of(vm, value);
  if (!integer) return std::nullopt;
  const auto number = as_int64(integer);
  if (!number || *number < INT_MIN || *number > INT_MAX) {
    return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C int");
  }
  return static_cast<int>(*number);
}

Ref fail(Vm& vm, const ApiError& error) {
  if (error.kind == ErrorKind::pending) return {};
  return raise(
      vm, error.kind == ErrorKind::type_error ? vm.exceptions.TypeError : vm.exceptions.ValueError,
      error.message);
}

template <class Result> Ref none_or_error(Vm& vm, const Result& result) {
  return result.ok() ? Ref(Value::none()) : fail(vm, result.error());
}

Code* code_or_null(Value value) {
  return as<Code>(value);
}

Ref use_tool_id(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  return none_or_error(
      vm, monitoring_of(vm).use_tool_id(*tool, arguments[1].bits(), is<Str>(arguments[1])));
}

Ref free_tool_id(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  return none_or_error(vm, monitoring_of(vm).free_tool_id(*tool));
}

Ref clear_tool_id(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  return none_or_error(vm, monitoring_of(vm).clear_tool_id(*tool));
}

Ref get_tool(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto name = monitoring_of(vm).get_tool(*tool);
  if (!name.ok()) return fail(vm, name.error());
  return name.value() == 0 ? Value::none() : Value::from_bits(name.value());
}

Ref get_events(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto events = monitoring_of(vm).get_events(*tool);
  return events.ok() ? Ref(Value::small(events.value())) : fail(vm, events.error());
}

Ref set_events(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto events = c_int(vm, arguments[1]);
  if (!events) return {};
  return none_or_error(vm, monitoring_of(vm).set_events(*tool, *events));
}

Ref get_local_events(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto events = monitoring_of(vm).get_local_events(*tool, code_or_null(arguments[1]));
  return events.ok() ? Ref(Value::small(events.value())) : fail(vm, events.error());
}

Ref set_local_events(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto events = c_int(vm, arguments[2]);
  if (!events) return {};
  return none_or_error(
      vm, monitoring_of(vm).set_local_events(*tool, code_or_null(arguments[1]), *events));
}

Ref register_callback(Vm& vm, Value, std::span<const Value> arguments) {
  const auto tool = c_int(vm, arguments[0]);
  if (!tool) return {};
  const auto event = c_int(vm, arguments[1]);
  if (!event) return {};
  const auto callback = arguments[2].is_none() ? 0 : arguments[2].bits();
  const auto previous = monitoring_of(vm).register_callback(*tool, *event, callback);
  if (!previous.ok()) return fail(vm, previous.error());
  return previous.value() == 0 ? Ref(Value::none())
                               : Ref::steal(Value::from_bits(previous.value()));
}

Ref restart_events(Vm& vm, Value, std::span<const Value>) {
  monitoring_of(vm).restart_events();
  return Value::none();
}

Ref all_events(Vm& vm, Value, std::span<const Value>) {
  Owned<Dict> result = make_dict(vm);
  for (const auto& [name, tools] : monitoring_of(vm).all_events()) {
    dict_store(vm, result.get(), name, Value::small(tools));
  }
  return result;
}

constexpr NativeDefinition functions[] = {
    {"use_tool_id", use_tool_id, 2, 2},
    {"free_tool_id", free_tool_id, 1, 1},
    {"get_tool", get_tool, 1, 1},
    {"register_callback", register_callback, 3, 3},
    {"get_events", get_events, 1, 1},
    {"set_events", set_events, 2, 2},
    {"get_local_events", get_local_events, 2, 2},
    {"set_local_events", set_local_events, 3, 3},
    {"restart_events", restart_events, 0, 0},
    {"_all_events", all_events, 0, 0},
};
constexpr NativeDefinition clear_functions[] = {{"clear_tool_id", clear_tool_id, 1, 1}};

} // namespace

Ref create_sys_monitoring(Vm& vm) {
  Owned<Module> module = make_module(vm, "sys.monitoring");
  add_functions(vm, module.get(), functions);
  if (vm.behaviours.clear_tool_id()) add_functions(vm, module.get(), clear_functions);
  module->native = false; // no loader made it, and its repr names none (TOOL-14)
  Dict* dict = module->dict.get();
  dict_store(vm, dict, "DISABLE", vm.interpreter->disable);
  dict_store(vm, dict, "MISSING", vm.interpreter->missing);
  dict_store(vm, dict, "DEBUGGER_ID", Value::small(0)); // TOOL-12
  dict_store(vm, dict, "COVERAGE_ID", Value::small(1));
  dict_store(vm, dict, "PROFILER_ID", Value::small(2));
  dict_store(vm, dict, "OPTIMIZER_ID", Value::small(5));

  Ref events = call(vm, Value::object(vm.types.simple_namespace), {});
  if (!events) return {};
  const auto add = [&](std::string_view name, std::uint32_t mask) {
    set_attribute(vm, events, intern(vm, name).get(), Value::small(mask));
  };
  // In the order of their numbers.
  for (int number = 0; number < monitoring::event_number_limit(vm.behaviours); ++number) {
    if (const auto event = monitoring::event_of_number(number, vm.behaviours)) {
      add(monitoring::name_of(*event), std::uint32_t{1} << number);
    }
  }
  add("NO_EVENTS", 0);
  dict_store(vm, dict, "events", events);
  return module;
}

} // namespace specmon::vm
