// Memory of one VM: pooled allocation by size class, reference counts (vm/object.h), and a
// collector of cycles (vm/collector.h) among the Containers it was told of.
//
// Limits: `set_limit` bounds the bytes in use (--max-memory); allocation beyond it ends the run
// with LimitReached (vm/limits.h), thrown as a C++ exception that only the embedder catches.
#pragma once

#include "vm/ref.h"

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace specmon::vm {

// What a traverse function hands the objects it refers to (Slots::traverse).
class Visitor {
public:
  virtual void visit(Object* object) = 0;
  void operator()(Value value) {
    if (value.is_object()) visit(value.object());
  }
  void operator()(Object* object) {
    if (object) visit(object);
  }

protected:
  ~Visitor() = default;
};

class Collector;

class Heap {
public:
  explicit Heap(Vm& vm);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Raw memory, 16-byte aligned; `size` must be given back as it was asked for.
  void* allocate(std::size_t size) {
    if (!is_pooled(size)) [[unlikely]]
      return allocate_alone(size);
    const std::size_t size_class = class_of(size);
    FreeBlock* block = free_[size_class];
    if (!block) [[unlikely]]
      return refill(size_class);
    free_[size_class] = block->next;
    return block;
  }
  void free(void* memory, std::size_t size) {
    if (!is_pooled(size)) [[unlikely]]
      return free_alone(memory, size);
    const std::size_t size_class = class_of(size);
    free_[size_class] = new (memory) FreeBlock{free_[size_class]};
  }
  // Makes room for `new_size` bytes where `memory` (which may be null) had `size`, and keeps what
  // is there. Large blocks move without being copied: the system gives their pages another address.
  void* enlarge(void* memory, std::size_t size, std::size_t new_size);
  // Accounts for memory that an object holds outside the pools (std::vector, big integers), so that
  // --max-memory sees it. Throws LimitReached.
  void account(std::ptrdiff_t bytes);

  // Constructs a T of `type` with one reference, `extra` bytes behind it. Containers are handed to
  // the collector by `track` once they are whole.
  template <class T> T* make(Type* type, std::size_t extra = 0);

  void track(Container* container);
  void untrack(Container* container); // does nothing if it is not tracked
  // Frees what only cycles keep alive; returns how many objects. `generation` 0 to 2.
  std::size_t collect(int generation = 2);

  void set_limit(std::size_t bytes) { limit_ = bytes; }
  std::size_t bytes_in_use() const { return in_use_; }
  bool collecting_enabled = true;

private:
  friend void destroy(Object*);
  // Under AddressSanitizer every object has memory of its own, so that a use after its end is seen.
#ifdef __SANITIZE_ADDRESS__
  static constexpr bool pools_memory = false;
#else
  static constexpr bool pools_memory = true;
#endif
  static constexpr std::size_t class_step = 16;
  static constexpr std::size_t largest_pooled = 512;
  struct FreeBlock {
    FreeBlock* next;
  };
  static std::size_t class_of(std::size_t size) {
    return (size + class_step - 1) / class_step;
  }
  void* refill(std::size_t size_class);
  void* allocate_alone(std::size_t size);
  void free_alone(void* memory, std::size_t size);
  static bool is_pooled(std::size_t size) {
    return pools_memory && size <= largest_pooled;
  }
  void charge(std::size_t bytes);

  Vm& vm_;
  std::array<FreeBlock*, largest_pooled / class_step + 1> free_{};
  char* bump_ = nullptr;
  char* bump_end_ = nullptr;
  std::vector<void*> chunks_;
  std::size_t in_use_ = 0;
  std::size_t limit_ = SIZE_MAX;
  std::unique_ptr<Collector> collector_;
  int destroy_depth_ = 0;
  std::vector<Object*> deferred_; // dead objects whose destruction would nest too deeply
};

} // namespace specmon::vm

#include "vm/type.h"

namespace specmon::vm {

template <class T> T* Heap::make(Type* type, std::size_t extra) {
  T* object = new (allocate(sizeof(T) + extra)) T;
  object->layout = type->instance_layout;
  object->exact = type->is_builtin;
  object->type = type;
  if (!type->is_static) retain(static_cast<Object*>(type));
  return object;
}

} // namespace specmon::vm
