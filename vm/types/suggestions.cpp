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

std::vector<std::string> attributes_of(Vm& vm, Value object, bool hide_underscored) {
  std::vector<std::string> names;
  Owned<Str> dir = intern(vm, "dir");
  Ref function = dict_get(vm, vm.builtins.get(), Value::object(dir.get()));
  Ref listed = function ? call(vm, function, {object}) : Ref();
  if (!listed) {
    clear_pending(vm);
    return names;
  }
  add_names(vm, listed, names);
  if (hide_underscored) {
    names.erase(
        std::remove_if(names.begin(), names.end(), [](auto& name) { return name[0] == '_'; }),
        names.end());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string did_you_mean(const std::string& name) {
  return name.empty() ? "" : fmt::format(". Did you mean: '{}'?", name);
}

// The frame that raised.
FrameObject* last_frame(Exception* exception) {
  auto* at = as<Traceback>(exception->traceback);
  while (at && as<Traceback>(at->next)) at = as<Traceback>(at->next);
  return at ? as<FrameObject>(at->frame) : nullptr;
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
    std::string text = to_utf8(wrong);
    return did_you_mean(nearest_name(text, attributes_of(vm, field(1), text[0] != '_')));
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
    std::string text = to_utf8(wrong);
    return did_you_mean(nearest_name(text, attributes_of(vm, module, text[0] != '_')));
  }
  return "";
}

} // namespace specmon::vm
