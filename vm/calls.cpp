// From arguments to frames: binding by position, name and default with CPython's messages, and the
// entrances through which C++ code runs Python code.

#include "vm/machine.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/module.h"
#include "vm/types/suggestions.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

std::string function_name(const Frame* frame) {
  return to_utf8(cast<Str>(frame->function->qualname));
}

std::string join_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 < names.size() ? ", " : names.size() > 2 ? ", and " : " and ";
    text += names[i];
  }
  return text;
}

Raised missing_arguments(Vm& vm, Frame* callee, std::string_view kind,
                         const std::vector<std::string>& names) {
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{}() missing {} required {} argument{}: {}", function_name(callee),
                           names.size(), kind, names.size() == 1 ? "" : "s", join_names(names)));
}

std::string quoted(const Code* code, int index) {
  return "'" + to_utf8(code->local_name(static_cast<std::uint32_t>(index))) + "'";
}

Raised too_many_positional(Vm& vm, Frame* callee, std::size_t given) {
  const Code* code = callee->code;
  const int most = code->argument_count;
  const int defaults = callee->function->defaults
                           ? static_cast<int>(cast<Tuple>(callee->function->defaults)->size)
                           : 0;
  int keyword_only = 0;
  for (int i = most; i < most + code->keyword_only_count; ++i) {
    if (!callee->values()[i].is_null()) ++keyword_only;
  }
  const bool plural = defaults > 0 || most != 1;
  const std::string takes =
      defaults > 0 ? fmt::format("from {} to {}", most - defaults, most) : std::to_string(most);
  std::string extra;
  if (keyword_only > 0) {
    extra = fmt::format(" positional argument{} (and {} keyword-only argument{})",
                        given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "");
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("{}() takes {} positional argument{} but {}{} {} given",
                           function_name(callee), takes, plural ? "s" : "", given, extra,
                           given == 1 && keyword_only == 0 ? "was" : "were"));
}

// The parameter a keyword names, -1: none.
int parameter_index(const Code* code, Str* keyword, int first, int end) {
  for (int i = first; i < end; ++i) {
    if (code->local_name(static_cast<std::uint32_t>(i)) == keyword) return i;
  }
  for (int i = first; i < end; ++i) {
    if (equal(code->local_name(static_cast<std::uint32_t>(i)), keyword)) return i;
  }
  return -1;
}

Raised unexpected_keyword(Vm& vm, Frame* callee, Str* keyword, Tuple* keyword_names) {
  const Code* code = callee->code;
  std::string passed;
  for (int i = 0; i < code->positional_only_count; ++i) {
    for (std::size_t k = 0; k < keyword_names->size; ++k) {
      Str* name = as<Str>(keyword_names->items[k]);
      if (name && equal(name, code->local_name(static_cast<std::uint32_t>(i)))) {
        if (!passed.empty()) passed += ", ";
        passed += to_utf8(name);
      }
    }
  }
  if (!passed.empty()) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}() got some positional-only arguments passed as keyword arguments: "
                             "'{}'",
                             function_name(callee), passed));
  }
  std::string message = fmt::format("{}() got an unexpected keyword argument '{}'",
                                    function_name(callee), to_utf8(keyword));
  if (vm.behaviours.keyword_message_names_the_call()) { // and what it might have been
    std::vector<std::string> possible;
    int total = code->argument_count + code->keyword_only_count;
    for (int i = code->positional_only_count; i < total; ++i) {
      possible.push_back(to_utf8(code->local_name(static_cast<std::uint32_t>(i))));
    }
    std::string near = nearest_name(to_utf8(keyword), possible);
    if (!near.empty()) message += fmt::format(". Did you mean '{}'?", near);
  }
  return raise(vm, vm.exceptions.TypeError, message);
}

// Hands out references that the callee does not take.
struct Remaining {
  Value* values;
  std::size_t next;
  std::size_t end;
  ~Remaining() {
    while (next < end) release(values[next++]);
  }
};

} // namespace

Frame* Interpreter::push_frame(Function* function) {
  if (frames_left <= 0) [[unlikely]] {
    vm::release(static_cast<Object*>(function));
    raise(vm, vm.exceptions.RecursionError, "maximum recursion depth exceeded");
    return nullptr;
  }
  Code* code = function->code.get();
  auto* callee = new (stack.push(code->frame_bytes)) Frame;
  vm::retain(static_cast<Object*>(code));
  callee->code = code;
  callee->function = function;
  callee->ip = code->first_unit();
  callee->previous = current;
  Value* values = callee->values();
  for (int i = 0; i < code->local_count; ++i) values[i] = Value();
  return callee;
}

void Interpreter::pop_frame(Frame* ended, Value* top) {
  clear_frame(vm, ended, top);
  stack.pop(ended);
}

bool Interpreter::bind(Frame* callee, Value* values, std::size_t positional, Tuple* keyword_names) {
  const Code* code = callee->code;
  Value* variables = callee->values();
  const int parameters = code->argument_count;
  const int named = parameters + code->keyword_only_count;
  const std::size_t keywords = keyword_names ? keyword_names->size : 0;
  if (keywords == 0 && code->exact_arguments == static_cast<std::int64_t>(positional)) {
    std::copy_n(values, positional, variables); // `values` may be null if it is none
    return true;
  }

  Remaining rest{values, 0, positional + keywords};
  const std::size_t direct = std::min(positional, static_cast<std::size_t>(parameters));
  for (; rest.next < direct; ++rest.next) variables[rest.next] = values[rest.next];
  if (code->has(CO_VARARGS)) {
    Owned<Tuple> more =
        make_tuple(vm, std::span<const Value>(values + direct, positional - direct));
    variables[named] = Value::object(more.release_ownership());
  }
  for (; rest.next < positional; ++rest.next) vm::release(values[rest.next]);

  Dict* extra_keywords = nullptr;
  if (code->has(CO_VARKEYWORDS)) {
    extra_keywords = make_dict(vm).release_ownership();
    variables[named + (code->has(CO_VARARGS) ? 1 : 0)] = Value::object(extra_keywords);
  }
  for (std::size_t k = 0; k < keywords; ++k) {
    Str* keyword = as<Str>(keyword_names->items[k]);
    if (!keyword) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("{}() keywords must be strings", function_name(callee)));
    }
    const Value value = values[rest.next];
    const int index = parameter_index(code, keyword, code->positional_only_count, named);
    if (index >= 0) {
      if (!variables[index].is_null()) {
        return raise(vm, vm.exceptions.TypeError,
                     fmt::format("{}() got multiple values for argument '{}'",
                                 function_name(callee), to_utf8(keyword)));
      }
      variables[index] = value;
    } else if (extra_keywords) {
      if (!dict_set(vm, extra_keywords, keyword_names->items[k], value)) return false;
      vm::release(value);
    } else {
      return unexpected_keyword(vm, callee, keyword, keyword_names);
    }
    ++rest.next;
  }

  if (positional > static_cast<std::size_t>(parameters) && !code->has(CO_VARARGS)) {
    return too_many_positional(vm, callee, positional);
  }
  if (positional < static_cast<std::size_t>(parameters)) {
    const Tuple* defaults =
        callee->function->defaults ? cast<Tuple>(callee->function->defaults) : nullptr;
    const int first_default = parameters - (defaults ? static_cast<int>(defaults->size) : 0);
    std::vector<std::string> missing_names;
    for (int i = static_cast<int>(positional); i < first_default; ++i) {
      if (variables[i].is_null()) missing_names.push_back(quoted(code, i));
    }
    if (!missing_names.empty()) return missing_arguments(vm, callee, "positional", missing_names);
    for (int i = std::max(first_default, static_cast<int>(positional)); i < parameters; ++i) {
      if (!variables[i].is_null() || i < first_default) continue;
      variables[i] = defaults->items[i - first_default];
      vm::retain(variables[i]);
    }
  }
  if (code->keyword_only_count > 0) {
    Dict* defaults = callee->function->keyword_defaults
                         ? cast<Dict>(callee->function->keyword_defaults)
                         : nullptr;
    std::vector<std::string> missing_names;
    for (int i = parameters; i < named; ++i) {
      if (!variables[i].is_null()) continue;
      const Value value =
          defaults ? dict_find(defaults, code->local_name(static_cast<std::uint32_t>(i))) : Value();
      if (value.is_null()) {
        missing_names.push_back(quoted(code, i));
      } else {
        variables[i] = value;
        vm::retain(value);
      }
    }
    if (!missing_names.empty()) return missing_arguments(vm, callee, "keyword-only", missing_names);
  }
  return true;
}

Ref call_function(Vm& vm, Function* function, const Arguments& arguments) {
  Interpreter& interpreter = *vm.interpreter;
  retain(static_cast<Object*>(function));
  Frame* callee = interpreter.push_frame(function);
  if (!callee) return {};
  const std::size_t total = arguments.total();
  bool bound;
  if (total <= 16) {
    Value values[16];
    for (std::size_t i = 0; i < total; ++i) {
      values[i] = arguments.values[i];
      retain(values[i]);
    }
    bound = interpreter.bind(callee, values, arguments.positional, arguments.keyword_names);
  } else {
    std::vector<Value> values(arguments.values, arguments.values + total);
    for (const Value value : values) retain(value);
    bound = interpreter.bind(callee, values.data(), arguments.positional, arguments.keyword_names);
  }
  if (!bound) {
    interpreter.pop_frame(callee, callee->stack_base());
    return {};
  }
  return interpreter.run(callee);
}

Ref run_code(Vm& vm, Code* code, Dict* globals, Value locals, Tuple* closure) {
  Owned<Function> function = make_function(vm, code, globals);
  if (closure) function->closure = Value::object(closure);
  Frame* callee = vm.interpreter->push_frame(function.release_ownership());
  if (!callee) return {};
  if (!code->has(CO_NEWLOCALS)) {
    callee->locals = locals.is_null() || locals.is_none() ? Value::object(globals) : locals;
    callee->ending.is_special = true;
    retain(callee->locals);
  } else if (!code->has(CO_OPTIMIZED) && !locals.is_null()) {
    callee->locals = locals;
    callee->ending.is_special = true;
    retain(callee->locals);
  }
  return vm.interpreter->run(callee);
}

Owned<Function> make_function(Vm& vm, Code* code, Dict* globals) {
  auto function = Owned<Function>::steal(vm.heap.make<Function>(vm.types.function));
  function->code = Owned<Code>(code);
  function->globals = Owned<Dict>(globals);
  function->name = code->name;
  function->qualname = code->qualname;
  function->module = dict_find(globals, vm.names.dunder_name);
  const Value builtins = dict_find(globals, vm.names.builtins);
  if (Dict* dict = as<Dict>(builtins)) {
    function->builtins = Owned<Dict>(dict);
  } else if (Module* module = as<Module>(builtins)) {
    function->builtins = module->dict;
  } else {
    function->builtins = vm.builtins;
  }
  const bool may_have_docstring =
      vm.behaviours.docstring_flag()
          ? code->has(CO_HAS_DOCSTRING)
          : code->constants->size > 0 && is<Str>(code->constant_items[0]);
  if (may_have_docstring) function->doc = code->constant_items[0];
  function->version = vm.next_type_version++;
  vm.heap.track(function.get());
  return function;
}

bool set_recursion_limit(Vm& vm, int limit) {
  const int depth = vm.embedder.recursion_limit - vm.interpreter->frames_left;
  if (depth >= limit) {
    return raise(vm, vm.exceptions.RecursionError,
                 fmt::format("cannot set the recursion limit to {} at the recursion depth {}: the "
                             "limit is too low",
                             limit, depth));
  }
  vm.embedder.recursion_limit = limit;
  vm.interpreter->frames_left = limit - depth;
  return true;
}

bool current_super_arguments(Vm& vm, Ref& class_, Ref& self) {
  Frame* frame = vm.interpreter->current;
  const auto fail = [&](std::string_view message) {
    return raise(vm, vm.exceptions.RuntimeError, message);
  };
  if (!frame) return fail("super(): no current frame");
  Code* code = frame->code;
  if (code->argument_count == 0) return fail("super(): no arguments");
  Value first = frame->values()[0];
  if (Cell* cell = as<Cell>(first); cell && code->description->locals[0].is_cell)
    first = cell->content;
  if (first.is_null()) return fail("super(): arg[0] deleted");
  const auto& locals = code->description->locals;
  for (std::uint32_t i = 0; i < locals.size(); ++i) {
    if (!locals[i].is_free || locals[i].name != "__class__") continue;
    Cell* cell = as<Cell>(frame->values()[i]);
    if (!cell) return fail("super(): bad __class__ cell");
    if (cell->content.is_null()) return fail("super(): empty __class__ cell");
    class_ = cell->content;
    self = first;
    return true;
  }
  return fail("super(): __class__ cell not found");
}

} // namespace specmon::vm
