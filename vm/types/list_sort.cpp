#include "vm/types/list_sort.h"

#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <algorithm>
#include <vector>

namespace specmon::vm {

namespace {

struct Element {
  Value key;
  Value item;
};

// Answers `left < right`; the flavours are chosen once for the whole list.
struct SmallIntegers {
  bool failed = false;
  bool operator()(Value left, Value right) { return left.small() < right.small(); }
};
struct Reals {
  bool failed = false;
  bool operator()(Value left, Value right) { return left.real() < right.real(); }
};
struct Strings {
  bool failed = false;
  bool operator()(Value left, Value right) {
    return compare(cast<Str>(left), cast<Str>(right)) < 0;
  }
};
struct Anything {
  Vm& vm;
  bool failed = false;
  bool operator()(Value left, Value right) {
    if (failed) return false; // the sort comes to its end without asking on
    auto less = compare_truth(vm, left, right, Comparison::lt);
    failed = failed || !less;
    return less && *less;
  }
};

struct Tuples {
  Anything anything;
  bool failed = false;
  bool operator()(Value left, Value right) {
    const auto a = cast<Tuple>(left)->view(), b = cast<Tuple>(right)->view();
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (a[i] == b[i]) continue;
      if (Value::both_small(a[i], b[i])) return a[i].small() < b[i].small();
      const bool less = anything(left, right);
      failed = anything.failed;
      return less;
    }
    return a.size() < b.size();
  }
};

// How the versions choose runs (PYTHON-27).
struct RunRules {
  bool turns_equal;   // a descending run may contain equal elements
  bool spreads_short; // short runs are completed to lengths that differ by one
};

// A merge sort of natural runs: short runs are completed by binary insertion, neighbours of about
// the same depth are merged, and a merge gallops where one side keeps winning.
template <class Less> class MergeSort {
public:
  MergeSort(std::vector<Element>& elements, Less less, RunRules rules)
      : elements_(elements), less_(less), rules_(rules), lengths_(elements.size(), rules) {}

  bool run() {
    const std::size_t total = elements_.size();
    std::size_t start = 0;
    while (start < total && !less_.failed) {
      std::size_t length = rules_.turns_equal ? natural_run(start) : strict_run(start);
      const std::size_t least = lengths_.next();
      if (length < least && !less_.failed) {
        const std::size_t forced = std::min(least, total - start);
        insert(start, start + length, start + forced);
        length = forced;
      }
      add_run({start, length, 0});
      start += length;
    }
    while (runs_.size() > 1 && !less_.failed) {
      const std::size_t n = runs_.size();
      merge(n >= 3 && runs_[n - 3].length < runs_[n - 1].length ? n - 3 : n - 2);
    }
    return !less_.failed;
  }

private:
  struct Run {
    std::size_t start, length;
    int depth; // of its border to the next run in a balanced tree of merges
  };

  // The least length of each run in turn: at most 64, so that about a power of two of them come.
  class Lengths {
  public:
    Lengths(std::size_t total, RunRules rules) : total_(total), spreads_(rules.spreads_short) {
      while (total >> shift_ >= 64) ++shift_;
    }
    std::size_t next() {
      const std::size_t mask = (std::size_t{1} << shift_) - 1;
      if (!spreads_) return (total_ >> shift_) + ((total_ & mask) != 0);
      carried_ += total_;
      const std::size_t length = carried_ >> shift_;
      carried_ &= mask;
      return length;
    }

  private:
    std::size_t total_, carried_ = 0;
    int shift_ = 0;
    bool spreads_;
  };

  bool less(std::size_t left, std::size_t right) {
    return less_(elements_[left].key, elements_[right].key);
  }
  auto at(std::size_t i) { return elements_.begin() + static_cast<std::ptrdiff_t>(i); }
  void turn(std::size_t start, std::size_t end) {
    if (!less_.failed) std::reverse(at(start), at(end));
  }
  // Where the ascending run that reaches up to `end` ends.
  std::size_t ascend(std::size_t end) {
    while (end < elements_.size() && !less(end, end - 1) && !less_.failed) ++end;
    return end;
  }

  // The length of the run that begins at `start`; a strictly descending one is turned around.
  std::size_t strict_run(std::size_t start) {
    std::size_t end = start + 1;
    if (end >= elements_.size()) return 1;
    if (!less(end, start)) return ascend(end + 1) - start;
    for (++end; end < elements_.size() && less(end, end - 1); ++end) {
    }
    turn(start, end);
    return end - start;
  }

  // The same where equal neighbours may stand in a descending run: they are turned twice.
  std::size_t natural_run(std::size_t start) {
    std::size_t end = ascend(start + 1);
    if (end == elements_.size() || less_.failed) return end - start;
    if (end - start > 1) { // elements_[end] is smaller: only equal ones can go before it
      if (less(start, end - 1)) return end - start;
      turn(start, end);
    }
    std::size_t equal_from = end; // the last of the equal ones is at end - 1
    for (++end; end < elements_.size() && !less_.failed; ++end) {
      if (less(end, end - 1)) {
        turn(equal_from, end);
        equal_from = end;
      } else if (less_.failed || less(end - 1, end)) {
        break;
      }
    }
    turn(equal_from, end);
    turn(start, end);
    return less_.failed ? end - start : ascend(end) - start;
  }

  // Binary insertion of [sorted_end, end) into the sorted [start, sorted_end).
  void insert(std::size_t start, std::size_t sorted_end, std::size_t end) {
    for (std::size_t next = sorted_end; next < end && !less_.failed; ++next) {
      Element pivot = elements_[next];
      std::size_t low = start, high = next;
      while (low < high) {
        std::size_t middle = low + (high - low) / 2;
        if (less_(pivot.key, elements_[middle].key)) {
          high = middle;
        } else {
          low = middle + 1;
        }
        if (less_.failed) return;
      }
      for (std::size_t i = next; i > low; --i) elements_[i] = elements_[i - 1];
      elements_[low] = pivot;
    }
  }

  // How deep the border between two neighbours lies when the whole list is halved again and again:
  // the first binary digit in which the middles of the two, as fractions of the list, differ.
  int border_depth(const Run& left, std::size_t right_length) const {
    const std::size_t total = elements_.size();
    std::size_t low = 2 * left.start + left.length;
    std::size_t high = low + left.length + right_length;
    for (int depth = 1;; ++depth) {
      if (low >= total) {
        low -= total;
        high -= total;
      } else if (high >= total) {
        return depth;
      }
      low *= 2;
      high *= 2;
    }
  }

  void add_run(Run run) {
    if (!runs_.empty()) {
      const int depth = border_depth(runs_.back(), run.length);
      while (runs_.size() > 1 && !less_.failed && runs_[runs_.size() - 2].depth > depth) {
        merge(runs_.size() - 2);
      }
      runs_.back().depth = depth;
    }
    runs_.push_back(run);
  }

  // How many of the sorted `items` come before `key`; `after_equals`: equal ones do. The search
  // begins at `hint` and goes on from there in strides that double.
  std::size_t gallop(Value key, const Element* items, std::size_t count, std::size_t hint,
                     bool after_equals) {
    const auto before = [&](std::size_t i) {
      return after_equals ? !less_(key, items[i].key) : less_(items[i].key, key);
    };
    std::size_t low, high; // the answer is in [low, high]
    std::size_t passed = 0, stride = 1;
    if (before(hint)) {
      const std::size_t most = count - hint;
      while (stride < most && before(hint + stride) && !less_.failed) {
        passed = stride;
        stride = 2 * stride + 1;
      }
      low = hint + passed + 1;
      high = hint + std::min(stride, most);
    } else {
      const std::size_t most = hint + 1;
      while (stride < most && !before(hint - stride) && !less_.failed) {
        passed = stride;
        stride = 2 * stride + 1;
      }
      low = hint + 1 - std::min(stride, most);
      high = hint - passed;
    }
    while (low < high && !less_.failed) {
      const std::size_t middle = low + (high - low) / 2;
      if (before(middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  void merge(std::size_t index) {
    Run left = runs_[index], right = runs_[index + 1];
    runs_[index].length += right.length;
    runs_[index].depth = right.depth;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(index) + 1);
    // What comes before all of the right run, or behind all of the left, is in place.
    const std::size_t first =
        gallop(elements_[right.start].key, &elements_[left.start], left.length, 0, true);
    left.start += first;
    left.length -= first;
    if (left.length == 0 || less_.failed) return;
    right.length = gallop(elements_[right.start - 1].key, &elements_[right.start], right.length,
                          right.length - 1, false);
    if (right.length == 0 || less_.failed) return;
    if (left.length <= right.length) {
      merge_upwards(left, right);
    } else {
      merge_downwards(left, right);
    }
  }

  // Merges from the front, the left run being put aside. Of the left run the last element, which
  // is greater than all of the right, is never compared with what the right run still has.
  void merge_upwards(const Run& left, const Run& right) {
    aside_.assign(at(left.start), at(right.start));
    const Element* a = aside_.data();
    const Element* const a_end = a + aside_.size();
    std::size_t b = right.start, out = left.start;
    const std::size_t b_end = right.start + right.length;
    const auto a_left = [&] { return static_cast<std::size_t>(a_end - a); };
    const auto take_a = [&](std::size_t count) {
      for (; count > 0; --count) elements_[out++] = *a++;
      return a_left() > 1;
    };
    const auto take_b = [&](std::size_t count) {
      for (; count > 0; --count) elements_[out++] = elements_[b++];
      return b < b_end;
    };
    const auto merge_rest = [&] {
      if (!take_b(1) || a_left() == 1) return;
      while (!less_.failed) {
        std::size_t a_wins = 0, b_wins = 0;
        while (a_wins < patience_ && b_wins < patience_) {
          const bool b_first = less_(elements_[b].key, a->key);
          if (less_.failed) return;
          a_wins = b_first ? 0 : a_wins + 1;
          b_wins = b_first ? b_wins + 1 : 0;
          if (!(b_first ? take_b(1) : take_a(1))) return;
        }
        ++patience_;
        do {
          patience_ -= patience_ > 1;
          a_wins = gallop(elements_[b].key, a, a_left(), 0, true);
          if (less_.failed || (a_wins > 0 && !take_a(a_wins)) || !take_b(1)) return;
          b_wins = gallop(a->key, &elements_[b], b_end - b, 0, false);
          if (less_.failed || (b_wins > 0 && !take_b(b_wins)) || !take_a(1)) return;
        } while (a_wins >= enough || b_wins >= enough);
        ++patience_;
      }
    };
    merge_rest();
    // Without a failure one side is empty, or only the last of the left run is there.
    if (!less_.failed && a_left() == 1) take_b(b_end - b);
    take_a(a_left());
  }

  // The mirror image: from the back, the right run being put aside, whose first element is smaller
  // than all of the left.
  void merge_downwards(const Run& left, const Run& right) {
    aside_.assign(at(right.start), at(right.start + right.length));
    std::size_t a = right.start, b = aside_.size(), out = right.start + right.length; // ends
    const auto take_a = [&](std::size_t count) {
      for (; count > 0; --count) elements_[--out] = elements_[--a];
      return a > left.start;
    };
    const auto take_b = [&](std::size_t count) {
      for (; count > 0; --count) elements_[--out] = aside_[--b];
      return b > 1;
    };
    const auto merge_rest = [&] {
      if (!take_a(1) || b == 1) return;
      while (!less_.failed) {
        std::size_t a_wins = 0, b_wins = 0;
        while (a_wins < patience_ && b_wins < patience_) {
          const bool a_last = less_(aside_[b - 1].key, elements_[a - 1].key);
          if (less_.failed) return;
          a_wins = a_last ? a_wins + 1 : 0;
          b_wins = a_last ? 0 : b_wins + 1;
          if (!(a_last ? take_a(1) : take_b(1))) return;
        }
        ++patience_;
        do {
          patience_ -= patience_ > 1;
          const std::size_t a_count = a - left.start;
          a_wins = a_count -
                   gallop(aside_[b - 1].key, &elements_[left.start], a_count, a_count - 1, true);
          if (less_.failed || (a_wins > 0 && !take_a(a_wins)) || !take_b(1)) return;
          b_wins = b - gallop(elements_[a - 1].key, aside_.data(), b, b - 1, false);
          if (less_.failed || (b_wins > 0 && !take_b(b_wins)) || !take_a(1)) return;
        } while (a_wins >= enough || b_wins >= enough);
        ++patience_;
      }
    };
    merge_rest();
    if (!less_.failed && b == 1) take_a(a - left.start);
    take_b(b);
  }

  static constexpr std::size_t enough = 7; // so many in a row make galloping worth while

  std::vector<Element>& elements_;
  Less less_;
  RunRules rules_;
  Lengths lengths_;
  std::vector<Run> runs_;
  std::vector<Element> aside_;
  std::size_t patience_ = enough; // how many wins in a row before galloping begins
};

template <class Less> bool sort_with(std::vector<Element>& elements, Less less, RunRules rules) {
  return MergeSort<Less>(elements, less, rules).run();
}

} // namespace

bool sort_values(Vm& vm, std::span<Value> items, std::span<Value> keys) {
  std::vector<Element> elements;
  elements.reserve(items.size());
  bool small = true, real = true, strings = true, tuples = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Value key = keys.empty() ? items[i] : keys[i];
    small = small && key.is_small();
    real = real && key.is_real();
    strings = strings && as_exact<Str>(key);
    tuples = tuples && as_exact<Tuple>(key);
    elements.push_back({key, items[i]});
  }
  const RunRules rules{vm.behaviours.sort_turns_equal_runs(),
                       vm.behaviours.sort_spreads_short_runs()};
  bool sorted = small     ? sort_with(elements, SmallIntegers{}, rules)
                : real    ? sort_with(elements, Reals{}, rules)
                : strings ? sort_with(elements, Strings{}, rules)
                : tuples  ? sort_with(elements, Tuples{{vm}}, rules)
                          : sort_with(elements, Anything{vm}, rules);
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i] = elements[i].item;
    if (!keys.empty()) keys[i] = elements[i].key;
  }
  return sorted;
}

} // namespace specmon::vm
