// Frames, and the stack they stand on.
//
// A frame is no heap object: it lies on the FrameStack, its values behind it (first the variables,
// then the operand stack); a generator carries its frame in memory of its own. A FrameObject is
// made when a program or a traceback asks for one; it points to the frame and takes its variables
// over when the frame ends.
//
// Ownership: a frame owns its function, code, locals mapping and frame object, and every value from
// `values` to the top of its stack.
#pragma once

#include "vm/code.h"
#include "vm/ref.h"
#include "vm/type.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

namespace specmon::vm {

struct Dict;
struct Function;
struct Generator;
struct Frame;

struct FrameObject : Container {
  static constexpr Layout layout_id = Layout::frame;
  Frame* frame = nullptr; // the running or suspended frame; once it has ended: `kept`
  Frame* kept = nullptr;  // memory of our own
  Ref back;               // when the frame has ended: FrameObject or null
  Ref locals_snapshot;    // f_locals of a function, where it is a dict
  Ref extra_locals;       // names written through f_locals that are no variables (dict)
  Ref trace;              // f_trace, kept and not used
};

enum class EnteredBy : std::uint8_t {
  native,   // C++: the loop ends when the frame does
  call,     // an instruction of the frame below
  init,     // a call of a class: what counts is the instance on top of the frame below
  callback, // an event of the frame below (Interpreter::firing)
  for_iter, // FOR_ITER of the frame below (a generator)
  send,     // SEND of the frame below (a generator or coroutine)
};

struct Frame {
  Frame* previous = nullptr;    // who called or resumed this frame
  Code* code = nullptr;         // owned
  Function* function = nullptr; // owned
  CodeUnit* ip = nullptr;       // the instruction that runs, or called, or yielded
  Value* sp; // one above the top; up to date when another frame runs or an event fires
  FrameObject* object = nullptr; // owned; null: none was asked for
  // The last jump this frame made, by its source; bit 0: an exception went from there to `handler`.
  // A RERAISE that blames another instruction makes that one the source (LINE-19).
  std::uintptr_t came_from = 0;
  Generator* generator = nullptr; // borrowed: whose frame this is
  Value locals; // owned; the mapping of a module's or class's names; null in functions
  std::uint32_t return_units; // from `ip` to where it goes on when its callee returns
  std::uint32_t handler;      // code unit; while bit 0 of `came_from` is set
  struct Ending {
    EnteredBy entered_by = EnteredBy::native;
    // A generator's, or one with a mapping of names or a FrameObject: there is more to do than to
    // drop what every frame owns.
    bool is_special = false;
  } ending;

  Value* values() { return reinterpret_cast<Value*>(this + 1); }
  Value* stack_base() { return values() + code->local_count; }
  // One comparison for both.
  bool ends_plainly(EnteredBy by) const {
    const Ending plain{by, false};
    return std::memcmp(&ending, &plain, sizeof plain) == 0;
  }
  std::uint32_t unit() const { return code->unit_of(ip); }
  int line() const { return code->line_of(unit()); }
};
static_assert(sizeof(Frame) % alignof(Value) == 0);

// Drops values of a frame that nobody can look at any more.
inline void release_values(Value* first, Value* end, bool last_first) {
  if (last_first) [[likely]] {
    while (end != first) release(*--end);
  } else {
    for (; first != end; ++first) release(*first);
  }
}

// Drops the variables of a frame that ends, `last_first` or in their order (PYTHON-23).
inline void release_variables(Frame* frame, bool last_first) {
  release_values(frame->values(), frame->stack_base(), last_first);
}

// Memory for frames, last in, first out.
class FrameStack {
public:
  FrameStack() = default;
  ~FrameStack();
  FrameStack(const FrameStack&) = delete;
  FrameStack& operator=(const FrameStack&) = delete;

  void* push(std::size_t bytes) {
    if (!has_room(bytes)) [[unlikely]]
      next_chunk(bytes);
    return push_into_room(bytes);
  }
  // In the chunk in use; then what is pushed next stands at top().
  bool has_room(std::size_t bytes) const { return static_cast<std::size_t>(end_ - top_) >= bytes; }
  void* top() const { return top_; }
  void* push_into_room(std::size_t bytes) { return std::exchange(top_, top_ + bytes); }
  void pop(void* memory) {
    top_ = static_cast<char*>(memory);
    if (top_ == begin_) [[unlikely]]
      previous_chunk();
  }

private:
  struct Chunk {
    char* begin;
    std::size_t size;
    char* top_below; // of the chunk before this one
  };
  void next_chunk(std::size_t bytes);
  void previous_chunk();

  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0;
  char* begin_ = nullptr; // of the chunk in use
  char* top_ = nullptr;
  char* end_ = nullptr;
};

// The FrameObject of a frame, made now if there is none; borrowed.
FrameObject* frame_object_of(Vm& vm, Frame* frame);
// f_locals as the version has it.
Ref frame_locals(Vm& vm, FrameObject* object);
// The object through which f_locals reads and writes the variables of a function's frame.
Ref make_frame_locals_proxy(Vm& vm, FrameObject* object);
// Where a variable's value is, by name; null: the code has none of that name.
Value* find_variable(Frame* frame, Str* name);
// A new dict of the variables that are bound.
Owned<Dict> snapshot_locals(Vm& vm, Frame* frame);
// Releases all that the frame owns. Its FrameObject, if somebody else holds it, takes over the
// variables first.
void clear_frame(Vm& vm, Frame* frame, Value* top, bool suspended = false);

} // namespace specmon::vm
