// The types `frame` and `traceback`, and the object behind f_locals of a function.

#include "vm/machine.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/list.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

FrameObject* object_of(Value self) {
  return cast<FrameObject>(self);
}
Frame* frame_of(Value self) {
  return object_of(self)->frame;
}

Ref get_code(Vm&, Value self) {
  Frame* frame = frame_of(self);
  return frame ? Ref(Value::object(frame->code)) : Ref(Value::none());
}
Ref get_line(Vm&, Value self) {
  Frame* frame = frame_of(self);
  if (!frame) return Value::none();
  const int line = frame->line();
  return line < 0 ? Value::none() : Value::small(line);
}
Ref get_last_instruction(Vm&, Value self) {
  Frame* frame = frame_of(self);
  return Value::small(frame ? static_cast<std::int64_t>(frame->unit()) * 2 : -1);
}
Ref get_locals(Vm& vm, Value self) {
  return frame_locals(vm, object_of(self));
}
Ref get_globals(Vm& vm, Value self) {
  Frame* frame = frame_of(self);
  return frame ? Ref(frame->function->globals) : Ref(make_dict(vm));
}
Ref get_builtins(Vm& vm, Value self) {
  Frame* frame = frame_of(self);
  return frame ? Ref(frame->function->builtins) : Ref(vm.builtins);
}
Ref get_back(Vm& vm, Value self) {
  FrameObject* object = object_of(self);
  if (object->kept) return object->back ? object->back : Ref(Value::none());
  Frame* previous = object->frame ? object->frame->previous : nullptr;
  return previous ? Ref(Value::object(frame_object_of(vm, previous))) : Ref(Value::none());
}
Ref get_generator(Vm&, Value self) {
  Frame* frame = frame_of(self);
  return frame && frame->generator ? Ref(Value::object(frame->generator)) : Ref(Value::none());
}
Ref get_trace(Vm&, Value self) {
  return object_of(self)->trace ? object_of(self)->trace : Ref(Value::none());
}
bool set_trace(Vm&, Value self, Value value) {
  object_of(self)->trace = value;
  return true;
}

// How many values lie on the stack before each instruction; -1: never reached.
std::vector<int> stack_depths(const CodeDescription& source) {
  std::vector<int> depths(source.code.size() + 1, -1);
  depths[0] = 0;
  std::vector<std::uint32_t> work{0};
  const auto reach = [&](std::uint32_t unit, int depth) {
    if (unit < source.code.size() && depths[unit] < 0) {
      depths[unit] = depth;
      work.push_back(unit);
    }
  };
  for (const ExceptionTableEntry& handler : source.exceptions) {
    reach(handler.target, static_cast<int>(handler.depth) + 1 + (handler.push_lasti ? 1 : 0));
  }
  while (!work.empty()) {
    const std::uint32_t start = work.back();
    work.pop_back();
    const DecodedInstruction instruction = decode_instruction(source.code, start);
    const int depth = depths[start];
    const int oparg = static_cast<int>(instruction.oparg);
    const StackEffect on = stack_effect(instruction.opcode, oparg, false);
    if (is_jump(instruction.opcode)) {
      const StackEffect away = stack_effect(instruction.opcode, oparg, true);
      reach(instruction.jump_target(), depth - away.pops + away.pushes);
    }
    switch (instruction.opcode) {
    case Opcode::RETURN_VALUE:
    case Opcode::RETURN_CONST:
    case Opcode::RAISE_VARARGS:
    case Opcode::RERAISE:
    case Opcode::JUMP_FORWARD:
    case Opcode::JUMP_BACKWARD:
    case Opcode::JUMP_BACKWARD_NO_INTERRUPT: break;
    default: reach(instruction.next, depth - on.pops + on.pushes);
    }
  }
  return depths;
}

// f_lineno = N in a LINE callback (CB-16): the frame goes on at the first instruction of that line.
bool set_line(Vm& vm, Value self, Value value) {
  Frame* frame = frame_of(self);
  if (value.is_null()) return raise(vm, vm.exceptions.AttributeError, "cannot delete attribute");
  if (!is_int(value)) return raise(vm, vm.exceptions.ValueError, "lineno must be an integer");
  if (!frame || vm.interpreter->line_frame != frame) {
    return raise(vm, vm.exceptions.ValueError, "f_lineno can only be set in a trace function");
  }
  const auto number = index_to_int64(vm, value);
  if (!number) return false;
  Code* code = frame->code;
  const CodeDescription& source = *code->description;
  if (*number < source.first_line) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("line {} comes before the current code block", *number));
  }
  // The nearest line at or after it that has code.
  int line = -1;
  for (std::uint32_t unit = 0; unit < source.code.size(); ++unit) {
    const int here = code->line_of(unit);
    if (here >= *number && (line < 0 || here < line)) line = here;
  }
  if (line < 0) {
    return raise(vm, vm.exceptions.ValueError,
                 fmt::format("line {} comes after the current code block", *number));
  }
  const std::vector<int> depths = stack_depths(source);
  const int depth = static_cast<int>(frame->sp - frame->stack_base());
  std::uint32_t best = 0;
  bool found = false;
  bool resumed = false;
  for (std::uint32_t unit = 0; unit < source.code.size();) {
    const DecodedInstruction instruction = decode_instruction(source.code, unit);
    if (resumed && instruction.opcode != Opcode::RESUME && code->line_of(unit) == line &&
        (unit == 0 || code->line_of(unit - 1) != line) && depths[unit] >= 0 &&
        depths[unit] <= depth && !found) {
      best = unit;
      found = true;
    }
    if (instruction.opcode == Opcode::RESUME) resumed = true;
    unit = instruction.next;
  }
  if (!found) {
    return raise(vm, vm.exceptions.ValueError, "can't jump into the middle of a block");
  }
  while (frame->sp - frame->stack_base() > depths[best]) release(*--frame->sp);
  // What the jump may have left unbound is None, as in CPython: its compiler takes it for bound.
  for (int i = 0; i < code->local_count; ++i) {
    if (frame->values()[i].is_null()) frame->values()[i] = Value::none();
  }
  frame->ip = code->first_unit() + best;
  frame->came_from = 0;
  return true;
}

constexpr AttributeDefinition frame_attributes[] = {
    {"f_code", get_code},     {"f_lineno", get_line, set_line},  {"f_lasti", get_last_instruction},
    {"f_locals", get_locals}, {"f_globals", get_globals},        {"f_builtins", get_builtins},
    {"f_back", get_back},     {"f_trace", get_trace, set_trace}, {"f_generator", get_generator},
};

Ref frame_repr(Vm& vm, Value self) {
  Frame* frame = frame_of(self);
  if (!frame) return Ref(make_str(vm, "<frame object>"));
  return Ref(make_str(vm, fmt::format("<frame at {:#x}, file '{}', line {}, code {}>", self.bits(),
                                      to_utf8(cast<Str>(frame->code->filename)), frame->line(),
                                      to_utf8(cast<Str>(frame->code->name)))));
}

void drop_kept(Vm& vm, FrameObject* object) {
  Frame* kept = object->kept;
  if (!kept) return;
  object->kept = nullptr;
  object->frame = nullptr;
  const std::size_t bytes = kept->code->frame_bytes;
  kept->object = nullptr;
  clear_frame(vm, kept, kept->sp);
  vm.heap.free(kept, bytes);
}

Ref frame_clear(Vm& vm, Value self, std::span<const Value>) {
  FrameObject* object = object_of(self);
  Frame* frame = object->frame;
  if (frame && !object->kept) {
    if (!frame->generator || frame->generator->state == GeneratorState::running) {
      return raise(vm, vm.exceptions.RuntimeError, "cannot clear an executing frame");
    }
    if (frame->generator->state == GeneratorState::suspended &&
        vm.behaviours.suspended_frames_stay()) {
      return raise(vm, vm.exceptions.RuntimeError, "cannot clear a suspended frame");
    }
    if (!generator_close(vm, frame->generator)) report_unraisable(vm, "closing generator", self);
    return Value::none();
  }
  if (frame) {
    // What they held may run code that looks at the frame.
    std::vector<Value> held(frame->values(), frame->sp);
    std::fill(frame->values(), frame->sp, Value());
    frame->sp = frame->stack_base();
    if (vm.behaviours.locals_die_last_first()) std::reverse(held.begin(), held.end());
    for (const Value value : held) release(value); // PYTHON-23
  }
  return Value::none();
}

constexpr NativeDefinition frame_methods[] = {{"clear", frame_clear, 0, 0}};

void destroy_frame(Vm& vm, Object* object) {
  auto* frame = static_cast<FrameObject*>(object);
  vm.heap.untrack(frame);
  drop_kept(vm, frame);
  destroy_as<FrameObject>(vm, object);
}

void traverse_frame(Object* object, Visitor& visit) {
  auto* frame = static_cast<FrameObject*>(object);
  visit(frame->back);
  visit(frame->locals_snapshot);
  visit(frame->extra_locals);
  visit(frame->trace);
  if (Frame* kept = frame->kept) {
    for (Value* value = kept->values(); value != kept->sp; ++value) visit(*value);
    visit(kept->locals);
    visit(static_cast<Object*>(kept->function));
  }
}

void clear_frame_object(Vm& vm, Object* object) {
  auto* frame = static_cast<FrameObject*>(object);
  drop_kept(vm, frame);
  frame->back = Ref();
  frame->locals_snapshot = Ref();
  frame->extra_locals = Ref();
}

// --- tracebacks

Traceback* traceback_of(Value self) {
  return cast<Traceback>(self);
}

bool set_next(Vm& vm, Value self, Value value) {
  if (value.is_none()) {
    traceback_of(self)->next = Ref();
    return true;
  }
  if (!is<Traceback>(value)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("expected traceback object or None, got '{}'", type_name(vm, value)));
  }
  for (Value at = value; at && is<Traceback>(at); at = traceback_of(at)->next) {
    if (at == self) return raise(vm, vm.exceptions.ValueError, "traceback loop detected");
  }
  traceback_of(self)->next = value;
  return true;
}

constexpr AttributeDefinition traceback_attributes[] = {
    {"tb_frame", [](Vm&, Value self) { return traceback_of(self)->frame; }},
    {"tb_lineno",
     [](Vm&, Value self) {
       const int line = traceback_of(self)->line;
       return Ref(line < 0 ? Value::none() : Value::small(line));
     }},
    {"tb_lasti", [](Vm&, Value self) { return Ref(Value::small(traceback_of(self)->offset)); }},
    {"tb_next",
     [](Vm&, Value self) {
       return traceback_of(self)->next ? traceback_of(self)->next : Ref(Value::none());
     },
     set_next},
};

// --- f_locals of a function (3.13+): reads and writes the variables themselves

struct LocalsProxy : Container {
  static constexpr Layout layout_id = Layout::other;
  Owned<FrameObject> frame;
};

FrameObject* proxied(Value self) {
  return cast<LocalsProxy>(self)->frame.get();
}

Owned<Dict> proxy_snapshot(Vm& vm, Value self) {
  FrameObject* object = proxied(self);
  Owned<Dict> result = object->frame ? snapshot_locals(vm, object->frame) : make_dict(vm);
  if (object->extra_locals) dict_update(vm, result.get(), object->extra_locals);
  return result;
}

Ref proxy_find(Vm& vm, Value self, Value key) {
  FrameObject* object = proxied(self);
  if (Str* name = as<Str>(key); name && object->frame) {
    if (Value* variable = find_variable(object->frame, name); variable && !variable->is_null()) {
      return *variable;
    }
  }
  if (object->extra_locals) return dict_get(vm, cast<Dict>(object->extra_locals), key);
  return {};
}

Ref proxy_get(Vm& vm, Value self, Value key) {
  Ref value = proxy_find(vm, self, key);
  if (value || error_pending(vm)) return value;
  return raise(vm, vm.exceptions.KeyError,
               fmt::format("local variable '{}' is not defined", to_utf8(repr(vm, key).get())));
}

bool proxy_set(Vm& vm, Value self, Value key, Value value) {
  FrameObject* object = proxied(self);
  Str* name = as<Str>(key);
  Value* variable = name && object->frame ? find_variable(object->frame, name) : nullptr;
  if (value.is_null()) {
    if (variable) {
      return raise(vm, vm.exceptions.ValueError,
                   "cannot remove local variables from FrameLocalsProxy");
    }
    if (object->extra_locals && dict_delete(vm, cast<Dict>(object->extra_locals), key)) return true;
    if (error_pending(vm)) return false;
    raise_with(vm, vm.exceptions.KeyError, key);
    return false;
  }
  if (variable) {
    retain(value);
    release(std::exchange(*variable, value));
    return true;
  }
  if (!object->extra_locals) object->extra_locals = make_dict(vm);
  return dict_set(vm, cast<Dict>(object->extra_locals), key, value);
}

// Methods that a dict has too work on a copy.
template <const char* const& Name>
Ref through_copy(Vm& vm, Value self, std::span<const Value> arguments) {
  Ref copy = proxy_snapshot(vm, self);
  Ref method = get_attribute(vm, copy, Name);
  if (!method) return {};
  return call(vm, method, Arguments{arguments.data(), arguments.size(), nullptr});
}
constexpr const char* keys_name = "keys";
constexpr const char* values_name = "values";
constexpr const char* items_name = "items";

Ref proxy_get_method(Vm& vm, Value self, std::span<const Value> arguments) {
  Ref value = proxy_find(vm, self, arguments[0]);
  if (value || error_pending(vm)) return value;
  return arguments.size() > 1 ? arguments[1] : Value::none();
}

Ref proxy_update(Vm& vm, Value self, std::span<const Value> arguments) {
  Owned<Dict> other = make_dict(vm);
  if (!dict_update(vm, other.get(), arguments[0])) return {};
  for (DictEntry* entry = dict_first(other.get()); entry; entry = dict_next(other.get(), entry)) {
    if (!proxy_set(vm, self, entry->key, entry->value)) return {};
  }
  return Value::none();
}

constexpr NativeDefinition proxy_methods[] = {
    {"keys", through_copy<keys_name>, 0, 0},
    {"values", through_copy<values_name>, 0, 0},
    {"items", through_copy<items_name>, 0, 0},
    {"get", proxy_get_method, 1, 2},
    {"update", proxy_update, 1, 1},
    {"copy",
     [](Vm& vm, Value self, std::span<const Value>) { return Ref(proxy_snapshot(vm, self)); }, 0,
     0},
};

Type* proxy_type(Vm& vm) {
  Type*& type = vm.interpreter->locals_proxy_type;
  if (type) return type;
  type = make_builtin_type(vm, "builtins", "FrameLocalsProxy", Layout::other, sizeof(LocalsProxy));
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<LocalsProxy>;
  type->slots.traverse = [](Object* object, Visitor& visit) {
    visit(static_cast<Object*>(static_cast<LocalsProxy*>(object)->frame.get()));
  };
  type->slots.get_item = proxy_get;
  type->slots.set_item = proxy_set;
  type->slots.length = [](Vm& v, Value self) -> std::optional<std::int64_t> {
    return proxy_snapshot(v, self)->live;
  };
  type->slots.contains = [](Vm& v, Value self, Value key) -> std::optional<bool> {
    Ref value = proxy_find(v, self, key);
    if (!value && error_pending(v)) return std::nullopt;
    return static_cast<bool>(value);
  };
  type->slots.iterate = [](Vm& v, Value self) {
    return iterate(v, list_from(v, proxy_snapshot(v, self)));
  };
  type->slots.repr = [](Vm& v, Value self) { return Ref(repr(v, proxy_snapshot(v, self))); };
  type->slots.compare = [](Vm& v, Value left, Value right, Comparison how) -> Ref {
    if (type_of(v, left) != v.interpreter->locals_proxy_type) return Value::not_implemented();
    Ref other = right;
    if (type_of(v, right) == v.interpreter->locals_proxy_type) other = proxy_snapshot(v, right);
    return compare(v, proxy_snapshot(v, left), other, how);
  };
  add_methods(vm, type, proxy_methods);
  finish_type(vm, type);
  return type;
}

} // namespace

Ref make_frame_locals_proxy(Vm& vm, FrameObject* object) {
  auto* proxy = vm.heap.make<LocalsProxy>(proxy_type(vm));
  proxy->frame = Owned<FrameObject>(object);
  vm.heap.track(proxy);
  return Ref::steal(proxy);
}

void set_up_frame_type(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(FrameObject);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_frame;
  type->slots.traverse = traverse_frame;
  type->slots.clear = clear_frame_object;
  type->slots.repr = frame_repr;
  add_attributes(vm, type, frame_attributes);
  add_methods(vm, type, frame_methods);
}

void set_up_traceback_type(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(Traceback);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<Traceback>;
  type->slots.traverse = [](Object* object, Visitor& visit) {
    visit(static_cast<Traceback*>(object)->next);
    visit(static_cast<Traceback*>(object)->frame);
  };
  type->slots.clear = [](Vm&, Object* object) {
    static_cast<Traceback*>(object)->next = Ref();
    static_cast<Traceback*>(object)->frame = Ref();
  };
  add_attributes(vm, type, traceback_attributes);
}

} // namespace specmon::vm
