#include "vm/heap.h"

#include "vm/collector.h"
#include "vm/vm.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace specmon::vm {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 18;
// Deeper destructions are put off until the outermost one is done, so that a long chain of objects
// does not use up the native stack.
constexpr int deepest_destruction = 64;

} // namespace

Heap::Heap(Vm& vm) : vm_(vm), collector_(std::make_unique<Collector>(vm)) {}

Heap::~Heap() {
  for (void* chunk : chunks_) std::free(chunk);
}

void Heap::charge(std::size_t bytes) {
  in_use_ += bytes;
  if (in_use_ > limit_) throw LimitReached{"memory limit reached"};
}

void Heap::account(std::ptrdiff_t bytes) {
  if (bytes > 0) {
    charge(static_cast<std::size_t>(bytes));
  } else {
    in_use_ -= static_cast<std::size_t>(-bytes);
  }
}

void* Heap::allocate_alone(std::size_t size) {
  charge(size);
  void* memory = std::malloc(size);
  if (!memory) throw LimitReached{"out of memory"};
  return memory;
}

void Heap::free_alone(void* memory, std::size_t size) {
  in_use_ -= size;
  std::free(memory);
}

void* Heap::enlarge(void* memory, std::size_t size, std::size_t new_size) {
  if (memory && !is_pooled(size)) {
    charge(new_size - size);
    void* larger = std::realloc(memory, new_size);
    if (!larger) throw LimitReached{"out of memory"};
    return larger;
  }
  void* larger = allocate(new_size);
  if (memory) {
    std::memcpy(larger, memory, size);
    free(memory, size);
  }
  return larger;
}

void* Heap::refill(std::size_t size_class) {
  std::size_t bytes = size_class * class_step;
  if (static_cast<std::size_t>(bump_end_ - bump_) < bytes) {
    charge(chunk_size); // pooled memory is counted by the chunk, and kept for later use
    bump_ = static_cast<char*>(std::malloc(chunk_size));
    if (!bump_) throw LimitReached{"out of memory"};
    chunks_.push_back(bump_);
    bump_end_ = bump_ + chunk_size;
  }
  void* memory = bump_;
  bump_ += bytes;
  return memory;
}

void destroy(Object* object) {
  Type* type = object->type;
  Vm& vm = *type->vm;
  if (type->slots.finalize && !object->finalized) {
    object->finalized = true;
    object->references = 1;
    Ref pending = std::move(vm.pending); // a finaliser must not see the exception on its way
    type->slots.finalize(vm, Value::object(object));
    vm.pending = std::move(pending);
    if (--object->references > 0) return; // it was brought back to life
  }
  Heap& heap = vm.heap;
  if (heap.destroy_depth_ >= deepest_destruction) {
    if (object->collected) heap.untrack(static_cast<Container*>(object));
    heap.deferred_.push_back(object);
    return;
  }
  ++heap.destroy_depth_;
  type->slots.destroy(vm, object);
  if (--heap.destroy_depth_ > 0) return;
  while (!heap.deferred_.empty()) {
    Object* next = heap.deferred_.back();
    heap.deferred_.pop_back();
    ++heap.destroy_depth_;
    next->type->slots.destroy(vm, next);
    --heap.destroy_depth_;
  }
}

} // namespace specmon::vm
