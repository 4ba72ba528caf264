// _testcapi: of CPython's module for testing its C API the part that lets a script play an emulator
// of Python code: code-likes, scopes, and an event fired in one (CAPI-1 to CAPI-17). A scenario so
// written runs on every Python that has it. The offset also chooses the state: fire_event_X(code,
// 1, ...) fires with the second event that monitoring_enter_scope was given.
//
// Where CPython's functions end the process (an offset without a state, a third event) these raise.

#include "monitoring/scopes.h"
#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

#include <fmt/format.h>

#include <climits>

namespace specmon::vm {

namespace {

using monitoring::Event;
using monitoring::EventArguments;
using Values = std::span<const Value>;

struct CodeLike : Object {
  static constexpr Layout layout_id = Layout::code_like;
  std::vector<monitoring::ScopeState> states;
  monitoring::ScopeVersion version = 0;
};

std::optional<int> c_int(Vm& vm, Value value) {
  const Ref integer = index_of(vm, value);
  if (!integer) return std::nullopt;
  const auto number = as_int64(integer);
  if (number && *number >= INT_MIN && *number <= INT_MAX) return static_cast<int>(*number);
  const bool is_negative = number ? *number < 0 : sign_of_int(integer) < 0;
  return raise(vm, vm.exceptions.OverflowError,
               is_negative ? "signed integer is less than minimum"
                           : "signed integer is greater than maximum");
}

bool check_count(Vm& vm, Values arguments, std::size_t wanted) {
  if (arguments.size() == wanted) return true;
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("function takes exactly {} argument{} ({} given)", wanted,
                           wanted == 1 ? "" : "s", arguments.size()));
}

CodeLike* code_like_of(Vm& vm, Value value) {
  if (auto* code_like = as<CodeLike>(value)) return code_like;
  raise(vm, vm.exceptions.TypeError, "expected a code-like, got " + type_of(vm, value)->name);
  return nullptr;
}

Ref new_code_like(Vm& vm, Type* type, const Arguments& arguments) {
  if (!check_count(vm, arguments.positionals(), 1)) return {};
  const auto count = c_int(vm, arguments.values[0]);
  if (!count) return {};
  if (*count < 0) {
    return raise(vm, vm.exceptions.SystemError,
                 "<class 'monitoring.CodeLike'> returned NULL without setting an exception");
  }
  auto* code_like = allocate_instance<CodeLike>(vm, type);
  code_like->states.resize(static_cast<std::size_t>(*count));
  return Ref::steal(code_like);
}

Ref show_code_like(Vm& vm, Value self) {
  std::string text = "PyCodeLikeObject";
  for (const monitoring::ScopeState state : cast<CodeLike>(self)->states) {
    text += fmt::format(":  {}", state.active.bits());
  }
  return make_str(vm, text);
}

Ref enter_scope(Vm& vm, Value, Values arguments) {
  if (arguments.size() < 2 || arguments.size() > 3) {
    return raise(vm, vm.exceptions.TypeError,
                 "monitoring_enter_scope takes a code-like and one or two events");
  }
  CodeLike* code_like = code_like_of(vm, arguments[0]);
  if (!code_like) return {};
  std::vector<Event> events;
  for (const Value argument : arguments.subspan(1)) {
    const auto number = c_int(vm, argument);
    if (!number) return {};
    const auto event = monitoring::event_of_number(*number, vm.behaviours);
    if (!event) {
      return raise(vm, vm.exceptions.ValueError, fmt::format("there is no event {}", *number));
    }
    events.push_back(*event);
  }
  if (events.size() > code_like->states.size()) {
    return raise(vm, vm.exceptions.ValueError, "the code-like has not so many states");
  }
  monitoring::enter_scope(vm.interpreter->monitoring, code_like->states, code_like->version,
                          events);
  return Value::none();
}

Ref exit_scope(Vm& vm, Value, Values) {
  monitoring::exit_scope(vm.interpreter->monitoring);
  return Value::none();
}

// How many arguments follow the code-like and the offset.
constexpr std::size_t more_arguments(Event event) {
  if (event == Event::CALL) return 2;
  return monitoring::row_of(event).arguments == EventArguments::offset ? 0 : 1;
}

constexpr bool works_with_an_exception(Event event) {
  return monitoring::is_exception(event) || event == Event::C_RAISE;
}

// fire_event_X(codelike, offset, ...): the tools that still have the event on, as bits.
Ref fire(Vm& vm, Event event, Values arguments) {
  if (!check_count(vm, arguments, 2 + more_arguments(event))) return {};
  const auto offset = c_int(vm, arguments[1]);
  if (!offset) return {};
  monitoring::Occurrence occurrence;
  occurrence.event = event;
  occurrence.offset = *offset;
  if (event == Event::LINE) {
    const auto line = c_int(vm, arguments[2]);
    if (!line) return {};
    occurrence.target = *line;
  }
  CodeLike* code_like = code_like_of(vm, arguments[0]);
  if (!code_like) return {};
  if (*offset < 0 || static_cast<std::size_t>(*offset) >= code_like->states.size()) {
    return raise(vm, vm.exceptions.IndexError, "the code-like has no state for this offset");
  }
  const Ref held = Value::object(code_like);
  monitoring::ScopeState& state = code_like->states[static_cast<std::size_t>(*offset)];

  occurrence.code = static_cast<Object*>(code_like);
  for (std::size_t at = 2; at < arguments.size(); ++at) {
    occurrence.values[at - 2] = arguments[at].bits();
  }
  if (works_with_an_exception(event) && arguments[2].is_none()) occurrence.values[0] = 0;
  Ref payload;
  if (event == Event::STOP_ITERATION && !state.active.empty()) { // CAPI-7
    payload = stop_iteration_payload(vm, arguments[2]);
    if (!payload) return {};
    occurrence.values[0] = payload.get().bits();
  }
  const monitoring::Status status =
      monitoring::fire_in_scope(vm.interpreter->monitoring, state, occurrence);
  if (status.ok()) return Value::small(state.active.bits());
  if (status.error().kind == monitoring::ErrorKind::pending) return {};
  return raise(vm, vm.exceptions.ValueError, status.error().message);
}

template <Event event> Ref fire_event(Vm& vm, Value, Values arguments) {
  return fire(vm, event, arguments);
}

template <Event event> constexpr NativeDefinition fire_function(std::string_view name) {
  return {name, fire_event<event>, 0, NativeDefinition::any};
}

constexpr NativeDefinition functions[] = {
    {"monitoring_enter_scope", enter_scope, 0, NativeDefinition::any},
    {"monitoring_exit_scope", exit_scope, 0, 0},
    fire_function<Event::PY_START>("fire_event_py_start"),
    fire_function<Event::PY_RESUME>("fire_event_py_resume"),
    fire_function<Event::PY_RETURN>("fire_event_py_return"),
    fire_function<Event::PY_YIELD>("fire_event_py_yield"),
    fire_function<Event::CALL>("fire_event_call"),
    fire_function<Event::LINE>("fire_event_line"),
    fire_function<Event::JUMP>("fire_event_jump"),
    fire_function<Event::C_RETURN>("fire_event_c_return"),
    fire_function<Event::C_RAISE>("fire_event_c_raise"),
    fire_function<Event::PY_THROW>("fire_event_py_throw"),
    fire_function<Event::RAISE>("fire_event_raise"),
    fire_function<Event::RERAISE>("fire_event_reraise"),
    fire_function<Event::EXCEPTION_HANDLED>("fire_event_exception_handled"),
    fire_function<Event::PY_UNWIND>("fire_event_py_unwind"),
    fire_function<Event::STOP_ITERATION>("fire_event_stop_iteration"),
};
constexpr NativeDefinition functions_of_one_branch_event[] = {
    fire_function<Event::BRANCH>("fire_event_branch"),
};
constexpr NativeDefinition functions_of_branch_sides[] = {
    fire_function<Event::BRANCH_LEFT>("fire_event_branch_left"),
    fire_function<Event::BRANCH_RIGHT>("fire_event_branch_right"),
};

} // namespace

Ref create_testcapi_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_testcapi");
  Type* type = make_builtin_type(vm, "monitoring", "CodeLike", Layout::code_like, sizeof(CodeLike));
  type->can_subclass = false;
  type->slots.destroy = destroy_as<CodeLike>;
  type->slots.new_ = new_code_like;
  type->slots.str = show_code_like;
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "CodeLike", Value::object(type));
  add_functions(vm, module.get(), functions);
  if (vm.behaviours.branch_sides()) {
    add_functions(vm, module.get(), functions_of_branch_sides);
  } else {
    add_functions(vm, module.get(), functions_of_one_branch_event);
  }
  return module;
}

} // namespace specmon::vm
