#include "vm/frame.h"

#include "vm/machine.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"

#include <cstdlib>

namespace specmon::vm {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 18;

// The value that a variable's slot stands for; null: unbound.
Value variable(const Frame* frame, Value slot, const LocalVariable& described) {
  (void)frame;
  if (described.is_cell || described.is_free) {
    if (Cell* cell = as<Cell>(slot)) return cell->content;
  }
  return slot;
}

} // namespace

FrameStack::~FrameStack() {
  for (const Chunk& chunk : chunks_) std::free(chunk.begin);
}

void FrameStack::next_chunk(std::size_t bytes) {
  const std::size_t next = chunks_.empty() ? 0 : chunk_ + 1;
  if (next < chunks_.size() && chunks_[next].size < bytes) {
    std::free(chunks_[next].begin);
    chunks_.erase(chunks_.begin() + static_cast<std::ptrdiff_t>(next));
  }
  if (next >= chunks_.size() || chunks_[next].size < bytes) {
    const std::size_t size = std::max(bytes, chunk_size);
    auto* memory = static_cast<char*>(std::malloc(size));
    if (!memory) throw LimitReached{"out of memory"};
    chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(next),
                   Chunk{memory, size, nullptr});
  }
  chunks_[next].top_below = top_;
  chunk_ = next;
  begin_ = top_ = chunks_[next].begin;
  end_ = top_ + chunks_[next].size;
}

void FrameStack::previous_chunk() {
  if (chunk_ == 0) return;
  top_ = chunks_[chunk_].top_below;
  --chunk_;
  begin_ = chunks_[chunk_].begin;
  end_ = chunks_[chunk_].begin + chunks_[chunk_].size;
}

FrameObject* frame_object_of(Vm& vm, Frame* frame) {
  if (!frame->object) {
    frame->object = vm.heap.make<FrameObject>(vm.types.frame);
    frame->object->frame = frame;
    frame->ending.is_special = true;
    vm.heap.track(frame->object);
  }
  return frame->object;
}

void clear_frame(Vm& vm, Frame* frame, Value* top, bool suspended) {
  FrameObject* object = frame->object;
  frame->object = nullptr;
  const bool is_held = object && object->references > 1;
  Value* const variables = frame->values();
  const bool last_first = vm.behaviours.locals_die_last_first(); // PYTHON-23: operands too
  if (is_held ? !suspended : last_first) {
    while (top != frame->stack_base()) release(*--top);
  }
  if (is_held) {
    auto* kept = new (vm.heap.allocate(frame->code->frame_bytes)) Frame(*frame);
    std::memcpy(static_cast<void*>(kept->values()), variables,
                sizeof(Value) * static_cast<std::size_t>(top - variables));
    kept->sp = kept->values() + (top - variables);
    kept->previous = nullptr;
    kept->generator = nullptr;
    object->frame = kept;
    object->kept = kept;
    if (frame->previous) object->back = Value::object(frame_object_of(vm, frame->previous));
    release(static_cast<Object*>(object));
    return;
  }
  if (object) {
    object->frame = nullptr;
    release(static_cast<Object*>(object));
  }
  release_values(variables, top, last_first);
  release(frame->locals);
  release(static_cast<Object*>(frame->code));
  release(static_cast<Object*>(frame->function));
}

Owned<Dict> snapshot_locals(Vm& vm, Frame* frame) {
  Owned<Dict> result = make_dict(vm);
  const auto& described = frame->code->description->locals;
  for (std::uint32_t i = 0; i < described.size(); ++i) {
    if (described[i].hidden) continue;
    const Value value = variable(frame, frame->values()[i], described[i]);
    if (!value.is_null()) dict_store(vm, result.get(), frame->code->local_name(i), value);
  }
  return result;
}

Ref frame_locals(Vm& vm, FrameObject* object) {
  Frame* frame = object->frame;
  if (!frame) return make_dict(vm);
  if (!frame->locals.is_null()) return frame->locals;
  if (!vm.behaviours.locals_snapshot()) return make_frame_locals_proxy(vm, object);
  // One dict for the frame, brought up to date at each request.
  if (!object->locals_snapshot) object->locals_snapshot = make_dict(vm);
  auto* dict = cast<Dict>(object->locals_snapshot);
  const auto& described = frame->code->description->locals;
  for (std::uint32_t i = 0; i < described.size(); ++i) {
    if (described[i].hidden) continue;
    const Value value = variable(frame, frame->values()[i], described[i]);
    Str* name = frame->code->local_name(i);
    if (!value.is_null()) {
      dict_store(vm, dict, name, value);
    } else {
      dict_erase(vm, dict, name);
    }
  }
  return object->locals_snapshot;
}

Value* find_variable(Frame* frame, Str* name) {
  const auto& described = frame->code->description->locals;
  for (std::uint32_t i = 0; i < described.size(); ++i) {
    if (!described[i].hidden && equal(frame->code->local_name(i), name)) {
      Value* slot = frame->values() + i;
      if (described[i].is_cell || described[i].is_free) {
        if (Cell* cell = as<Cell>(*slot)) return &cell->content;
      }
      return slot;
    }
  }
  return nullptr;
}

Ref frame_object_at(Vm& vm, int depth) {
  Frame* frame = vm.interpreter->current;
  while (frame && depth-- > 0) frame = frame->previous;
  if (!frame) return {};
  return Value::object(frame_object_of(vm, frame));
}

Ref current_locals(Vm& vm) {
  Frame* frame = vm.interpreter->current;
  if (!frame) return {};
  if (!frame->locals.is_null()) return frame->locals;
  if (vm.behaviours.locals_snapshot()) return frame_locals(vm, frame_object_of(vm, frame));
  return snapshot_locals(vm, frame);
}

Dict* current_globals(Vm& vm) {
  Frame* frame = vm.interpreter->current;
  return frame ? frame->function->globals.get() : nullptr;
}

Dict* current_builtins(Vm& vm) {
  Frame* frame = vm.interpreter->current;
  return frame ? frame->function->builtins.get() : vm.builtins.get();
}

} // namespace specmon::vm
