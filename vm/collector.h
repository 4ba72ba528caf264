// The collector of cycles: finds Containers that only each other keep alive.
//
// A container is young until the first collection that it survives. The young are examined all
// together, after so many more were made than died. The old are examined in rounds, each in steps
// that follow the collections of the young and are in proportion to what survived those, so that no
// pause grows with the heap. In a round
//  1. what the running frames and the modules refer to is marked, in steps: it lives; what is long
//     is marked in parts;
//  2. what is left is examined, in steps: each takes some of it with all that can be reached from
//     there and is left, too, so that a cycle is in one step as a whole.
// Marks may be out of date, for the program runs on between steps. That does no harm: what is
// marked and dies is found a round later; and examining is never wrong, as it counts references.
#pragma once

#include "vm/heap.h"

namespace specmon::vm {

class Collector {
public:
  explicit Collector(Vm& vm);

  void track(Container* container);
  void untrack(Container* container);
  // 0: the young; 1: those and a step of the round; 2: all. How many objects were freed.
  std::size_t collect(int generation);

private:
  // Doubly linked through the containers themselves.
  class Ring {
  public:
    Ring() { head_.previous = head_.next = &head_; }
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;
    bool empty() const { return head_.next == &head_; }
    Container* first() const { return head_.next; }
    void add(Container* container);
    void take_all(Ring& other);
    void move_to(std::vector<Container*>& list);

  private:
    Container head_;
  };
  enum class Phase : std::uint8_t { between_rounds, marking, examining };
  class Mark;
  class Gather;

  static void unlink(Container* container);
  void put(Container* container, Ring& ring, std::uint8_t state);
  std::size_t examine(std::vector<Container*>& candidates);
  std::size_t collect_young();
  std::size_t collect_all();
  // A part of the round, about as much work as looking at so many objects.
  std::size_t step(std::size_t work);
  void begin_round();
  void mark_roots();
  std::size_t mark_next(); // how much work it was
  std::size_t examine_next(std::size_t count, std::size_t& freed);

  Vm& vm_;
  bool collecting_ = false;
  Ring young_;
  Ring unmarked_;               // the old: not looked at in this round,
  Ring found_;                  // marked, but what they refer to not yet,
  Ring done_;                   // marked, or survivors of an examination
  std::size_t young_count_ = 0; // made less died, about
  std::size_t survivors_ = 0;   // of the young, since the round began
  std::size_t old_count_ = 0;   // in the three rings of the old, or taken from them to be examined
  Phase phase_ = Phase::between_rounds;
  int roots_marked_ = 0; // how often in this round
  // The long container that is marked in parts: the first of found_, unless it died meanwhile.
  const Container* partly_marked_ = nullptr;
  std::size_t next_place_ = 0; // of it (vm/parts.h)
  std::size_t last_place_ = 0;
  // What is in unmarked_ has one, what is in found_ and done_ the other; a new round swaps them.
  std::uint8_t unmarked_state_;
  std::uint8_t marked_state_;
};

} // namespace specmon::vm
