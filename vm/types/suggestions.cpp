// What a misspelt name might have been: the "Did you mean" of error messages and tracebacks.
#include "vm/types/suggestions.h"
#include "vm/frame.h"
#include "vm/operations.h"
#include "vm/types/attribute_lookup.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

#include <fmt/format.h>

#include <algorithm>

namespace specmon::vm {
namespace {

constexpr std::size_t most_candidates = 750, longest_name = 40;
constexpr std::size_t cost_of_move = 2, cost_of_case = 1;

constexpr std::string_view standard_modules[] = {
#define STANDARD_MODULE(name) name,
#include "vm/modules/standard_modules.def"
#undef STANDARD_MODULE
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::size_t substitution(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? cost_of_case : cost_of_move;
}

// Levenshtein's distance, with a change of case at half the cost of any other step.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j * cost_of_move;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] += cost_of_move;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t replaced = diagonal + substitution(a[i], b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min(replaced, std::min(row[j], row[j + 1]) + cost_of_move);
    }
  }
  return row[b.size()];
}

void add_names(Vm& vm, Value iterable, std::vector<std::string>& names) {
  Owned<List> list = list_from(vm, iterable);
  if (!list) {
    clear_pending(vm);
    return;
  }
  for (Value item : list->view()) {
    if (Str* name = as<Str>(item)) names.push_back(to_utf8(name));
  }
}

// Whether the object is a module, whose lazy imports a hint must not carry out. What isinstance()
// looks up in the object for that is visible to it. No value: that failed.
std::optional<bool> is_module(Vm& vm, Value object) {
  return is_instance(vm, object, Value::object(vm.types.module));
}

// dir() of the object, as the traceback module asks for it.
Ref list_attributes(Vm& vm, Value object) {
  if (!vm.behaviours.attribute_hints_look_inside()) {
    const Owned<Str> dir = intern(vm, "dir");
    const Ref function = dict_get(vm, vm.builtins.get(), Value::object(dir.get()));
    return function ? call(vm, function, {object}) : Ref();
  }
  const Ref method = get_attribute(vm, object, "__dir__");
  Ref listed = method ? call(vm, method, {}) : Ref();
  if (listed || !pending_is(vm, vm.exceptions.TypeError)) return listed;
  clear_pending(vm); // the object is a class: __dir__ is that of its instances
  const Ref of_type = get_attribute(vm, Value::object(type_of(vm, object)), "__dir__");
  return of_type ? call(vm, of_type, {object}) : Ref();
}

std::vector<std::string> attributes_of(Vm& vm, Value object) {
  std::vector<std::string> names;
  const Ref listed = list_attributes(vm, object);
  if (listed) add_names(vm, listed, names);
  clear_pending(vm);
  if (vm.behaviours.attribute_hints_look_inside()) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (is_module(vm, object)) continue;
      clear_pending(vm);
      return {};
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool is_underscored(const std::string& name) {
  return !name.empty() && name[0] == '_';
}

void leave_out_underscored(std::vector<std::string>& names) {
  names.erase(std::remove_if(names.begin(), names.end(), is_underscored), names.end());
}

std::string did_you_mean(const std::string& name) {
  return name.empty() ? "" : fmt::format(". Did you mean: '{}'?", name);
}

// Whether the object or its type has the name, without running any code.
bool has_statically(Vm& vm, Value object, Str* name) {
  if (Type* type = as<Type>(object)) {
    if (!lookup_in_type(type, name).is_null()) return true;
  } else if (object.is_object()) {
    if (!find_own(object.object(), name).is_null()) return true;
  }
  return !lookup_in_type(type_of(vm, object), name).is_null();
}

// The first attribute of the object that has the wrong name as its own: "inner.wrong", or "".
// Nothing that might run code is read, such as a property.
std::string name_inside(Vm& vm, Value object, const std::string& wrong,
                        const std::vector<std::string>& names) {
  constexpr int most_read = 20;
  const Owned<Str> wanted = intern(vm, wrong);
  int read = 0;
  for (const std::string& outer : names) {
    if (is_underscored(outer)) continue;
    if (++read > most_read) break;
    const Owned<Str> outer_name = intern(vm, outer);
    const Value in_type = lookup_in_type(type_of(vm, object), outer_name.get());
    if (!in_type.is_null() && has_statically(vm, in_type, vm.names.get)) continue;
    const Ref inner = is_module(vm, object) ? get_attribute(vm, object, outer_name.get()) : Ref();
    const bool readable = inner && is_module(vm, inner);
    clear_pending(vm);
    if (readable && has_statically(vm, inner, wanted.get())) return outer + "." + wrong;
  }
  return "";
}

// The frame that raised.
FrameObject* last_frame(Exception* exception) {
  auto* at = as<Traceback>(exception->traceback);
  while (at && as<Traceback>(at->next)) at = as<Traceback>(at->next);
  return at ? as<FrameObject>(at->frame) : nullptr;
}

bool is_self_of(Vm& vm, FrameObject* frame, Value object) {
  if (!frame || !frame->frame) return false;
  const Ref locals = frame_locals(vm, frame);
  const Owned<Str> name = intern(vm, "self");
  const Ref self = locals ? get_item(vm, locals, Value::object(name.get())) : Ref();
  clear_pending(vm);
  return self && self.get() == object;
}

std::string hint_for_attribute(Vm& vm, Exception* exception, const std::string& wrong,
                               Value object) {
  std::vector<std::string> names = attributes_of(vm, object);
  if (names.empty()) return "";
  if (vm.behaviours.hints_leave_out_underscored() && !is_underscored(wrong) &&
      !is_self_of(vm, last_frame(exception), object))
    leave_out_underscored(names);
  std::string near = nearest_name(wrong, names);
  if (!vm.behaviours.attribute_hints_look_inside()) return did_you_mean(near);
  if (near.empty()) near = name_inside(vm, object, wrong, names);
  if (near.empty()) return "";
  return fmt::format(". Did you mean '.{}' instead of '.{}'?", near, wrong);
}

std::string hint_for_name(Vm& vm, Exception* exception, const std::string& wrong) {
  std::string near;
  FrameObject* frame = last_frame(exception);
  if (frame && frame->frame) {
    std::vector<std::string> names;
    Ref locals = frame_locals(vm, frame);
    if (!locals) {
      clear_pending(vm);
      return "";
    }
    add_names(vm, locals, names);
    if (std::find(names.begin(), names.end(), "self") != names.end()) {
      Owned<Str> self = intern(vm, "self");
      Ref object = get_item(vm, locals, Value::object(self.get()));
      Owned<Str> name = intern(vm, wrong);
      Ref attribute = object ? get_attribute(vm, object, name.get()) : Ref();
      clear_pending(vm);
      if (attribute) near = "self." + wrong;
    }
    if (near.empty()) {
      add_names(vm, frame->frame->function->globals, names);
      add_names(vm, Value::object(vm.builtins.get()), names);
      near = nearest_name(wrong, names);
    }
  }
  std::string hint = did_you_mean(near);
  bool standard = std::find(std::begin(standard_modules), std::end(standard_modules), wrong) !=
                  std::end(standard_modules);
  if (!standard) return hint;
  return hint.empty() ? fmt::format(". Did you forget to import '{}'?", wrong)
                      : fmt::format("{} Or did you forget to import '{}'?", hint, wrong);
}

} // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& possible) {
  if (possible.size() > most_candidates || wrong.size() > longest_name) return "";
  std::string nearest;
  std::size_t best = SIZE_MAX;
  for (const std::string& name : possible) {
    if (name == wrong || name.size() > longest_name) continue;
    std::size_t most = std::min((name.size() + wrong.size() + 3) * cost_of_move / 6, best - 1);
    std::size_t found = distance(wrong, name);
    if (found > most) continue;
    nearest = name;
    best = found;
    if (best == 0) break;
  }
  return nearest;
}

std::string traceback_hint(Vm& vm, Value value) {
  auto* exception = cast<Exception>(value);
  auto field = [&](std::size_t i) {
    return i < exception->fields.size() ? exception->fields[i].get() : Value();
  };
  if (is_instance_of(vm, value, vm.exceptions.AttributeError)) {
    Str* wrong = as<Str>(field(0));
    if (!wrong || !field(1)) return "";
    return hint_for_attribute(vm, exception, to_utf8(wrong), Ref(field(1)));
  }
  if (is_instance_of(vm, value, vm.exceptions.NameError)) {
    Str* wrong = as<Str>(field(0));
    return wrong ? hint_for_name(vm, exception, to_utf8(wrong)) : "";
  }
  if (is_instance_of(vm, value, vm.exceptions.ImportError)) {
    Str* module_name = as<Str>(field(1));
    Str* wrong = as<Str>(field(3));
    if (!module_name || !wrong) return "";
    Ref module = dict_get(vm, vm.modules.get(), Value::object(module_name));
    if (!module) return "";
    const std::string text = to_utf8(wrong);
    std::vector<std::string> names = attributes_of(vm, module);
    if (vm.behaviours.hints_leave_out_underscored() && !is_underscored(text))
      leave_out_underscored(names);
    return did_you_mean(nearest_name(text, names));
  }
  return "";
}

} // namespace specmon::vm
