#include "vm/heap.h"

#include "vm/vm.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace specmon::vm {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 18;
// A young collection after this many more containers were made than died; the middle generation
// after this many young collections. With it goes a part of the oldest, in turn, so that most
// cycles that died old are found without a pause that grows with the heap. The oldest as a whole
// only when as many objects have come into it as it had, and at least so many: the total work stays
// linear in the number of objects made, and what is garbage can never be more than what lives.
constexpr std::size_t young_threshold = 2000;
constexpr std::size_t older_threshold = 10;
constexpr std::size_t old_part = 20000;
constexpr std::size_t least_old = 200000;
// Deeper destructions are put off until the outermost one is done, so that a long chain of objects
// does not use up the native stack.
constexpr int deepest_destruction = 64;

// While a collection runs, `previous` of a candidate holds its count of outside references.
std::uintptr_t outside(const Container* container) {
  return reinterpret_cast<std::uintptr_t>(container->previous);
}

void set_outside(Container* container, std::uintptr_t count) {
  container->previous = reinterpret_cast<Container*>(count);
}

bool is_candidate(const Object* object) {
  return object->collected == 2;
}

class Subtract final : public Visitor {
public:
  void visit(Object* object) override {
    if (!is_candidate(object)) return;
    auto* container = static_cast<Container*>(object);
    set_outside(container, outside(container) - 1);
  }
};

class Reach final : public Visitor {
public:
  explicit Reach(std::vector<Container*>& work) : work_(work) {}
  void visit(Object* object) override {
    if (!is_candidate(object)) return;
    object->collected = 1;
    work_.push_back(static_cast<Container*>(object));
  }

private:
  std::vector<Container*>& work_;
};

void traverse(Container* container, Visitor& visitor) {
  if (auto* slot = container->type->slots.traverse) slot(container, visitor);
}

// Marks everything reachable from outside `candidates` as known (1); the rest stays under
// examination (2).
void separate(const std::vector<Container*>& candidates) {
  for (Container* container : candidates) {
    container->collected = 2;
    set_outside(container, container->references);
  }
  Subtract subtract;
  for (Container* container : candidates) traverse(container, subtract);
  std::vector<Container*> work;
  Reach reach(work);
  for (Container* container : candidates) {
    if (is_candidate(container) && outside(container) > 0) reach.visit(container);
    while (!work.empty()) {
      Container* next = work.back();
      work.pop_back();
      traverse(next, reach);
    }
  }
}

} // namespace

Heap::Heap(Vm& vm) : vm_(vm) {
  for (Generation& generation : generations_) {
    generation.head.previous = generation.head.next = &generation.head;
  }
}

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

void Heap::link(Container* container, int generation) {
  Container& head = generations_[static_cast<std::size_t>(generation)].head;
  container->previous = head.previous;
  container->next = &head;
  head.previous->next = container;
  head.previous = container;
  container->collected = 1;
}

void Heap::track(Container* container) {
  link(container, 0);
  if (++generations_[0].count > young_threshold && collecting_enabled && !collecting_) {
    int generation = 0;
    if (generations_[1].count > older_threshold) generation = 1;
    if (generation == 1 && generations_[2].count > std::max(least_old, old_survivors_))
      generation = 2;
    Ref pending = std::move(vm_.pending); // finalisers must not see the exception on its way
    collect(generation);
    vm_.pending = std::move(pending);
  }
}

void Heap::untrack(Container* container) {
  if (container->collected == 0) return;
  container->previous->next = container->next;
  container->next->previous = container->previous;
  container->collected = 0;
  if (generations_[0].count > 0) --generations_[0].count;
}

std::size_t Heap::collect(int generation) {
  if (collecting_) return 0;
  collecting_ = true;
  std::vector<Container*> candidates;
  for (int younger = 0; younger <= generation; ++younger) {
    Generation& source = generations_[static_cast<std::size_t>(younger)];
    for (Container* c = source.head.next; c != &source.head; c = c->next) candidates.push_back(c);
    source.head.previous = source.head.next = &source.head;
    source.count = 0;
  }
  const std::size_t younger = candidates.size();
  if (generation == 0) ++generations_[1].count;
  if (generation == 1) {
    Container& oldest = generations_[2].head;
    Container* c = oldest.next;
    for (; c != &oldest && candidates.size() < younger + old_part; c = c->next)
      candidates.push_back(c);
    oldest.next = c;
    c->previous = &oldest;
  }
  std::size_t freed = collect_list(candidates, generation < 2 ? generation + 1 : 2);
  // Those that came into the oldest generation since it was last examined as a whole.
  if (generation == 1 && younger > freed) generations_[2].count += younger - freed;
  if (generation == 2) old_survivors_ = candidates.size() - freed;
  collecting_ = false;
  return freed;
}

std::size_t Heap::collect_list(std::vector<Container*>& candidates, int destination) {
  separate(candidates);
  std::vector<Container*> unreachable;
  for (Container* container : candidates) {
    if (is_candidate(container)) unreachable.push_back(container);
    link(container, destination);
  }
  if (unreachable.empty()) return 0;

  // From here on the garbage is held, so that nothing in it dies while it is looked at.
  for (Container* container : unreachable) retain(static_cast<Object*>(container));
  bool finalizers_ran = false;
  for (Container* container : unreachable) {
    if (container->type->slots.finalize && !container->finalized) {
      container->finalized = true;
      finalizers_ran = true;
      container->type->slots.finalize(vm_, Value::object(container));
    }
  }
  std::vector<Container*> dead;
  if (finalizers_ran) {
    // A finaliser may have made some of it reachable again: look once more, our own holds taken
    // off.
    for (Container* container : unreachable) {
      if (container->collected == 0) continue; // it took itself out
      container->previous->next = container->next;
      container->next->previous = container->previous;
      dead.push_back(container);
    }
    for (Container* container : dead) --container->references;
    separate(dead);
    for (Container* container : dead) ++container->references;
    std::vector<Container*> still;
    for (Container* container : dead) {
      if (is_candidate(container)) still.push_back(container);
      link(container, destination);
    }
    dead = std::move(still);
  } else {
    dead = unreachable;
  }
  for (Container* container : dead) {
    if (auto* clear = container->type->slots.clear) clear(vm_, container);
  }
  for (Container* container : unreachable) release(static_cast<Object*>(container));
  return dead.size();
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
