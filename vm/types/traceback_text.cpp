// Exceptions as Python prints them: the tracebacks, what they were caused by, notes, groups.

#include "vm/code.h"
#include "vm/frame.h"
#include "vm/modules/sys_parts.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/suggestions.h"
#include "vm/types/traceback_carets.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <map>
#include <set>
#include <vector>

namespace specmon::vm {

namespace {

constexpr std::size_t widest_group = 15;
constexpr int deepest_group = 10;
constexpr int repeats_shown = 3;

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

class Formatter {
public:
  Formatter(Vm& vm, bool hints) : vm_(vm), hints_(hints) {
    style_.calls_have_anchors = vm.behaviours.traceback_marks_calls();
    style_.shows_all_lines = vm.behaviours.traceback_shows_all_lines();
  }

  std::string run(Value exception) {
    show_chain(exception);
    return std::move(text_);
  }

private:
  // Adds lines, each with the margin of the group it is in.
  void emit(const std::string& lines, char margin = '|') {
    for (const std::string& line : split_lines(lines)) {
      text_ += std::string(static_cast<std::size_t>(2 * depth_), ' ');
      if (depth_ > 0) text_ += std::string(1, margin) + " ";
      text_ += line + "\n";
    }
  }

  // What an exception was raised from comes before it.
  void show_chain(Value exception) {
    std::vector<std::pair<Value, std::string>> chain; // the last is the oldest
    std::set<std::uint64_t> seen;
    std::string link;
    for (Value at = exception; at && seen.insert(at.bits()).second;) {
      chain.emplace_back(at, link);
      auto* instance = cast<Exception>(at);
      if (instance->cause) {
        link = "The above exception was the direct cause of the following exception:";
        at = instance->cause;
      } else if (instance->context && !instance->suppress_context) {
        link = "During handling of the above exception, another exception occurred:";
        at = instance->context;
      } else {
        at = Value();
      }
    }
    for (std::size_t i = chain.size(); i-- > 0;) {
      show(chain[i].first);
      if (!chain[i].second.empty()) emit_separator(chain[i].second);
    }
  }

  void emit_separator(const std::string& link) { emit("\n" + link + "\n\n"); }

  void show(Value exception) {
    bool group = is_instance_of(vm_, exception, vm_.exceptions.BaseExceptionGroup);
    if (!group) {
      if (cast<Exception>(exception)->traceback) {
        emit("Traceback (most recent call last):\n");
        emit(frames(exception));
      }
      emit(description(exception));
      return;
    }
    if (depth_ > deepest_group) {
      emit("... (max_group_depth is " + std::to_string(deepest_group) + ")\n");
      return;
    }
    bool outermost = depth_ == 0;
    if (outermost) ++depth_;
    if (cast<Exception>(exception)->traceback) {
      emit("Exception Group Traceback (most recent call last):\n", outermost ? '+' : '|');
      emit(frames(exception));
    }
    emit(description(exception));
    show_members(exception);
    if (outermost) --depth_;
  }

  void show_members(Value group) {
    const auto& fields = cast<Exception>(group)->fields;
    auto* members = fields.size() > 1 ? as<Tuple>(fields[1]) : nullptr;
    if (!members) return;
    std::size_t count = std::min(members->size, widest_group + 1);
    need_close_ = false;
    for (std::size_t i = 0; i < count; ++i) {
      bool last = i + 1 == count;
      if (last) need_close_ = true; // an inner group's end closes the outer one as well
      bool truncated = i == widest_group;
      std::string margin(static_cast<std::size_t>(2 * depth_), ' ');
      text_ += margin + (i == 0 ? "+-" : "  ") + "+---------------- " +
               (truncated ? "..." : std::to_string(i + 1)) + " ----------------\n";
      ++depth_;
      if (truncated) {
        std::size_t more = members->size - widest_group;
        emit("and " + std::to_string(more) + " more exception" + (more > 1 ? "s" : "") + "\n");
      } else {
        show_chain(members->items[i]);
      }
      if (last && need_close_) {
        text_ += std::string(static_cast<std::size_t>(2 * depth_), ' ') +
                 "+------------------------------------\n";
        need_close_ = false;
      }
      --depth_;
    }
  }

  const std::vector<std::string>& source(const std::string& filename) {
    auto found = sources_.find(filename);
    if (found == sources_.end()) {
      found = sources_.emplace(filename, split_lines(vm_.embedder.source(filename))).first;
    }
    return found->second;
  }

  std::string frames(Value exception) {
    std::string text, previous;
    int repeated = 0;
    auto close_repeats = [&] {
      if (repeated > repeats_shown) {
        int more = repeated - repeats_shown;
        text += "  [Previous line repeated " + std::to_string(more) + " more time" +
                (more > 1 ? "s" : "") + "]\n";
      }
    };
    for (auto* at = as<Traceback>(cast<Exception>(exception)->traceback); at;
         at = as<Traceback>(at->next)) {
      auto* frame = as<FrameObject>(at->frame);
      if (!frame || !frame->frame) continue;
      Code* code = frame->frame->code;
      std::string filename = to_utf8(cast<Str>(code->filename));
      std::string head = "  File \"" + filename + "\", line " + std::to_string(at->line) + ", in " +
                         to_utf8(cast<Str>(code->name)) + "\n";
      if (head == previous) {
        ++repeated;
        if (repeated > repeats_shown) continue;
      } else {
        close_repeats();
        previous = head;
        repeated = 1;
      }
      text += head + source_of(at, code, filename);
    }
    close_repeats();
    return text;
  }

  std::string source_of(Traceback* at, Code* code, const std::string& filename) {
    auto unit = static_cast<std::uint32_t>(at->offset / 2);
    auto positions = code->description->lines.positions();
    SourceLocation location;
    Opcode opcode = Opcode::NOP;
    int oparg = 0;
    if (at->offset >= 0 && unit < positions.size()) {
      location = positions[unit];
      const auto& units = code->description->code;
      // An offset may point into the caches of the instruction (event-streams 2.1).
      opcode = static_cast<Opcode>(units[unit].opcode);
      oparg = units[unit].oparg;
    }
    if (location.line != at->line) location = {at->line, at->line, -1, -1};
    return marked_source(source(filename), location, opcode, oparg, style_);
  }

  std::string text_of(Value value) {
    Owned<Str> text = str(vm_, value);
    if (text) return to_utf8(text.get());
    clear_pending(vm_);
    return "<exception str() failed>";
  }

  // The last lines: type, message, notes.
  std::string description(Value exception) {
    Type* type = type_of(vm_, exception);
    std::string name = type->name;
    if (auto* qualname = as<Str>(type->qualname)) name = to_utf8(qualname);
    if (type->module != "builtins" && type->module != "__main__" && !type->module.empty()) {
      name = type->module + "." + name;
    }
    std::string text;
    if (is_subtype(type, vm_.exceptions.SyntaxError)) {
      text = syntax_error(exception, name);
    } else {
      std::string message = text_of(exception);
      if (hints_) message += traceback_hint(vm_, exception);
      text = message.empty() ? name + "\n" : name + ": " + message + "\n";
    }
    const Ref listed = notes_of(exception);
    if (auto* notes = as<List>(listed)) {
      for (Value note : notes->view()) text += text_of(note) + "\n";
    }
    return text;
  }

  // Where hints are given, notes are looked up, which a __getattr__ of the exception sees.
  Ref notes_of(Value exception) {
    if (!hints_) return cast<Exception>(exception)->notes;
    Ref notes = get_attribute(vm_, exception, "__notes__");
    clear_pending(vm_);
    return notes;
  }

  std::string syntax_error(Value exception, const std::string& name) {
    const auto& fields = cast<Exception>(exception)->fields;
    auto field = [&](std::size_t i) { return i < fields.size() ? fields[i].get() : Value(); };
    std::string message = field(0) ? text_of(field(0)) : "<no detail available>";
    std::string text;
    if (field(2).is_small()) {
      auto* filename = as<Str>(field(1));
      text += "  File \"" + (filename ? to_utf8(filename) : "<string>") + "\", line " +
              std::to_string(field(2).small()) + "\n";
      auto* line = as<Str>(field(4));
      if (line) text += offending_line(to_utf8(line), field(3), field(2), field(5), field(6));
    }
    return text + name + ": " + message + "\n";
  }

  static std::string offending_line(const std::string& line, Value offset, Value at, Value end_line,
                                    Value end_offset) {
    std::size_t end = line.find_last_not_of(" \t\r\n\f");
    std::size_t begin = line.find_first_not_of(" \t\n\f");
    if (end == std::string::npos) return "";
    std::string shown = line.substr(begin, end + 1 - begin);
    std::string text = "    " + shown + "\n";
    if (!offset.is_small() || offset.small() <= 0) return text;
    std::int64_t from = offset.small() - 1 - static_cast<std::int64_t>(begin);
    std::int64_t to = from + 1;
    if (end_offset.is_small() && end_line.is_small() && end_line.small() == at.small() &&
        end_offset.small() > offset.small()) {
      to = end_offset.small() - 1 - static_cast<std::int64_t>(begin);
    } else if (end_line.is_small() && end_line.small() > at.small()) {
      to = static_cast<std::int64_t>(shown.size());
    }
    if (from < 0) return text;
    text += "    " + std::string(static_cast<std::size_t>(from), ' ') +
            std::string(static_cast<std::size_t>(std::max(to - from, std::int64_t{1})), '^') + "\n";
    return text;
  }

  Vm& vm_;
  bool hints_;
  CaretStyle style_;
  std::string text_;
  int depth_ = 0;
  bool need_close_ = false;
  std::map<std::string, std::vector<std::string>> sources_;
};

} // namespace

std::string format_exception(Vm& vm, Value exception) {
  Ref held(exception);
  return Formatter(vm, true).run(exception);
}

std::string format_exception_without_hint(Vm& vm, Value exception) {
  Ref held(exception);
  return Formatter(vm, false).run(exception);
}

} // namespace specmon::vm
