#include "vm/collector.h"

#include "vm/machine.h"
#include "vm/parts.h"
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"

#include <algorithm>

namespace specmon::vm {

namespace {

// What `Object::collected` says of a container; two more are for the old, in turn.
enum State : std::uint8_t { unknown, young, under_examination, old_even, old_odd };

constexpr std::size_t young_threshold = 2000;
// A round begins when as many have survived the young as a fourth of the old, and so many: the work
// of all rounds stays linear in the number of objects made, and garbage a part of what lives.
constexpr std::size_t least_survivors = 20000;
// A step does so much work for each survivor that the round ends before another fourth is there.
constexpr std::size_t work_for_survivor = 10;
constexpr std::size_t least_step = 1000;
// Examining an object is as much work as looking at several.
constexpr std::size_t work_of_examining = 4;
// How many places of a long container are marked at once.
constexpr std::size_t longest_part = 2000;

// During an examination `previous` of a candidate holds its count of outside references.
std::uintptr_t outside(const Container* container) {
  return reinterpret_cast<std::uintptr_t>(container->previous);
}

void set_outside(Container* container, std::uintptr_t count) {
  container->previous = reinterpret_cast<Container*>(count);
}

bool is_candidate(const Object* object) {
  return object->collected == under_examination;
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
  Reach(std::vector<Container*>& work, std::uint8_t reached) : work_(work), reached_(reached) {}
  void visit(Object* object) override {
    if (!is_candidate(object)) return;
    object->collected = reached_;
    work_.push_back(static_cast<Container*>(object));
  }

private:
  std::vector<Container*>& work_;
  std::uint8_t reached_;
};

void traverse(Container* container, Visitor& visitor) {
  if (auto* slot = container->type->slots.traverse) slot(container, visitor);
}

// Gives the state `reached` to all that is reachable from outside `candidates`; the rest stays
// under examination.
void separate(const std::vector<Container*>& candidates, std::uint8_t reached) {
  for (Container* container : candidates) {
    container->collected = under_examination;
    set_outside(container, container->references);
  }
  Subtract subtract;
  for (Container* container : candidates) traverse(container, subtract);
  std::vector<Container*> work;
  Reach reach(work, reached);
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

// --- rings

void Collector::Ring::add(Container* container) {
  container->previous = head_.previous;
  container->next = &head_;
  head_.previous->next = container;
  head_.previous = container;
}

void Collector::Ring::take_all(Ring& other) {
  if (other.empty()) return;
  head_.previous->next = other.head_.next;
  other.head_.next->previous = head_.previous;
  head_.previous = other.head_.previous;
  head_.previous->next = &head_;
  other.head_.previous = other.head_.next = &other.head_;
}

void Collector::Ring::move_to(std::vector<Container*>& list) {
  for (Container* each = head_.next; each != &head_; each = each->next) list.push_back(each);
  head_.previous = head_.next = &head_;
}

void Collector::unlink(Container* container) {
  container->previous->next = container->next;
  container->next->previous = container->previous;
}

void Collector::put(Container* container, Ring& ring, std::uint8_t state) {
  ring.add(container);
  container->collected = state;
}

// --- the two ways of looking at what an object refers to in a round

// Finds what is unmarked.
class Collector::Mark final : public Visitor {
public:
  explicit Mark(Collector& collector) : collector_(collector) {}
  void visit(Object* object) override {
    ++seen;
    if (object->collected != collector_.unmarked_state_) return;
    auto* container = static_cast<Container*>(object);
    unlink(container);
    collector_.put(container, collector_.found_, collector_.marked_state_);
  }
  std::size_t seen = 0;

private:
  Collector& collector_;
};

// Takes what is unmarked out of its ring, to be examined.
class Collector::Gather final : public Visitor {
public:
  Gather(Collector& collector, std::vector<Container*>& candidates)
      : collector_(collector), candidates_(candidates) {}
  void visit(Object* object) override {
    if (object->collected != collector_.unmarked_state_) return;
    auto* container = static_cast<Container*>(object);
    unlink(container);
    container->collected = under_examination;
    candidates_.push_back(container);
  }

private:
  Collector& collector_;
  std::vector<Container*>& candidates_;
};

// --- collections

Collector::Collector(Vm& vm) : vm_(vm), unmarked_state_(old_even), marked_state_(old_odd) {}

void Collector::track(Container* container) {
  put(container, young_, young);
  if (++young_count_ <= young_threshold || collecting_ || !vm_.heap.collecting_enabled) return;
  Ref pending = std::move(vm_.pending); // finalisers must not see the exception on its way
  collect(1);
  vm_.pending = std::move(pending);
}

void Collector::untrack(Container* container) {
  if (container->collected == unknown) return;
  unlink(container);
  if (container->collected == old_even || container->collected == old_odd) --old_count_;
  container->collected = unknown;
  if (young_count_ > 0) --young_count_;
}

std::size_t Collector::collect(int generation) {
  if (collecting_) return 0;
  collecting_ = true;
  std::size_t freed = 0;
  if (generation == 2) {
    freed = collect_all();
  } else {
    const std::size_t before = survivors_;
    freed = collect_young();
    if (generation == 1) freed += step(least_step + work_for_survivor * (survivors_ - before));
  }
  collecting_ = false;
  return freed;
}

std::size_t Collector::collect_young() {
  std::vector<Container*> candidates;
  young_.move_to(candidates);
  young_count_ = 0;
  old_count_ += candidates.size();
  const std::size_t freed = examine(candidates);
  survivors_ += candidates.size() - std::min(freed, candidates.size());
  return freed;
}

std::size_t Collector::collect_all() {
  std::vector<Container*> candidates;
  for (Ring* ring : {&young_, &found_, &done_, &unmarked_}) ring->move_to(candidates);
  young_count_ = 0;
  old_count_ = candidates.size();
  const std::size_t freed = examine(candidates);
  survivors_ = 0;
  phase_ = Phase::between_rounds;
  return freed;
}

std::size_t Collector::step(std::size_t work) {
  std::size_t freed = 0;
  std::size_t done = 0;
  while (done < work) {
    switch (phase_) {
    case Phase::between_rounds:
      if (survivors_ <
          std::max(least_survivors, (old_count_ - std::min(survivors_, old_count_)) / 4))
        return freed;
      begin_round();
      break;
    case Phase::marking:
      if (!found_.empty()) {
        done += mark_next();
      } else if (roots_marked_ < 2) { // the program ran on: what it has taken up meanwhile
        mark_roots();
      } else {
        phase_ = Phase::examining;
      }
      break;
    case Phase::examining:
      if (unmarked_.empty()) {
        phase_ = Phase::between_rounds;
      } else {
        done += work_of_examining * examine_next((work - done) / work_of_examining + 1, freed);
      }
      break;
    }
  }
  return freed;
}

void Collector::begin_round() {
  phase_ = Phase::marking;
  roots_marked_ = 0;
  survivors_ = 0;
  unmarked_.take_all(done_);
  std::swap(unmarked_state_, marked_state_);
}

void Collector::mark_roots() {
  ++roots_marked_;
  Mark mark(*this);
  mark(vm_.modules.get());
  mark(vm_.builtins.get());
  if (!vm_.interpreter) return;
  bool knows_top = false; // of the operand stack: where the loop went on to another frame
  for (Frame* frame = vm_.interpreter->current; frame; frame = frame->previous) {
    mark(static_cast<Object*>(frame->function));
    mark(static_cast<Object*>(frame->object));
    mark(frame->locals);
    Value* const end = knows_top ? frame->sp : frame->stack_base();
    for (Value* value = frame->values(); value != end; ++value) mark(*value);
    knows_top = frame->ending.entered_by != EnteredBy::native;
  }
}

std::size_t Collector::mark_next() {
  Container* container = found_.first();
  Mark mark(*this);
  const std::size_t places = place_count(container);
  if (places <= longest_part) {
    traverse(container, mark);
  } else {
    if (partly_marked_ != container) {
      partly_marked_ = container;
      next_place_ = 0;
      last_place_ = places; // what is put behind it meanwhile is young, or marked in its own place
    }
    const std::size_t first = next_place_, last = std::min(last_place_, places);
    next_place_ = std::min(first + longest_part, last);
    visit_places(container, first, next_place_, mark);
    if (next_place_ < last) return longest_part;
    partly_marked_ = nullptr;
    traverse_instance(container, mark);
  }
  unlink(container);
  done_.add(container);
  return 1 + mark.seen;
}

std::size_t Collector::examine_next(std::size_t count, std::size_t& freed) {
  std::vector<Container*> candidates;
  Gather gather(*this, candidates);
  while (candidates.size() < count && !unmarked_.empty()) {
    const std::size_t first = candidates.size();
    gather.visit(unmarked_.first());
    for (std::size_t i = first; i < candidates.size(); ++i) traverse(candidates[i], gather);
  }
  freed += examine(candidates);
  return candidates.size();
}

// Frees those of `candidates`, which are in no ring, that only keep each other alive; the others
// are old and marked afterwards.
std::size_t Collector::examine(std::vector<Container*>& candidates) {
  separate(candidates, marked_state_);
  std::vector<Container*> unreachable;
  for (Container* container : candidates) {
    if (is_candidate(container)) unreachable.push_back(container);
    put(container, done_, marked_state_);
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
      if (container->collected == unknown) continue; // it took itself out
      unlink(container);
      dead.push_back(container);
    }
    for (Container* container : dead) --container->references;
    separate(dead, marked_state_);
    for (Container* container : dead) ++container->references;
    std::vector<Container*> still;
    for (Container* container : dead) {
      if (is_candidate(container)) still.push_back(container);
      put(container, done_, marked_state_);
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

// --- what the heap offers of it

void Heap::track(Container* container) {
  collector_->track(container);
}

void Heap::untrack(Container* container) {
  collector_->untrack(container);
}

std::size_t Heap::collect(int generation) {
  return collector_->collect(generation);
}

} // namespace specmon::vm
