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

template <class Less> class MergeSort {
public:
  MergeSort(std::vector<Element>& elements, Less less) : elements_(elements), less_(less) {}

  bool run() {
    std::size_t total = elements_.size();
    std::size_t least_run = shortest_run(total);
    std::size_t start = 0;
    while (start < total && !less_.failed) {
      std::size_t length = natural_run(start);
      if (length < least_run) {
        std::size_t forced = std::min(least_run, total - start);
        insert(start, start + length, start + forced);
        length = forced;
      }
      runs_.push_back({start, length});
      start += length;
      while (runs_.size() > 1 && !less_.failed && unbalanced()) merge_one();
    }
    while (runs_.size() > 1 && !less_.failed) merge_last();
    return !less_.failed;
  }

private:
  struct Run {
    std::size_t start, length;
  };

  // Between 32 and 64, so that total / run is a power of two or a little less.
  static std::size_t shortest_run(std::size_t total) {
    std::size_t odd = 0;
    while (total >= 64) {
      odd |= total & 1;
      total >>= 1;
    }
    return total + odd;
  }

  bool less(std::size_t left, std::size_t right) {
    return less_(elements_[left].key, elements_[right].key);
  }

  // The length of the run that begins at `start`; a strictly descending one is turned around.
  std::size_t natural_run(std::size_t start) {
    std::size_t end = start + 1;
    if (end >= elements_.size()) return 1;
    if (less(end, start)) {
      for (++end; end < elements_.size() && less(end, end - 1); ++end) {
      }
      if (!less_.failed) {
        std::reverse(elements_.begin() + static_cast<std::ptrdiff_t>(start),
                     elements_.begin() + static_cast<std::ptrdiff_t>(end));
      }
    } else {
      for (++end; end < elements_.size() && !less_.failed && !less(end, end - 1); ++end) {
      }
    }
    return end - start;
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

  bool unbalanced() const {
    std::size_t n = runs_.size();
    if (n >= 3 && runs_[n - 3].length <= runs_[n - 2].length + runs_[n - 1].length) return true;
    return runs_[n - 2].length <= runs_[n - 1].length;
  }

  void merge_one() {
    std::size_t n = runs_.size();
    if (n >= 3 && runs_[n - 3].length < runs_[n - 1].length) {
      merge(n - 3);
    } else {
      merge(n - 2);
    }
  }
  void merge_last() { merge(runs_.size() - 2); }

  void merge(std::size_t index) {
    Run left = runs_[index], right = runs_[index + 1];
    runs_[index].length += right.length;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(index) + 1);
    auto begin = elements_.begin() + static_cast<std::ptrdiff_t>(left.start);
    std::vector<Element> first(begin, begin + static_cast<std::ptrdiff_t>(left.length));
    std::size_t a = 0, b = right.start, b_end = right.start + right.length, out = left.start;
    while (a < first.size() && b < b_end) {
      bool take_right = less_(elements_[b].key, first[a].key);
      if (less_.failed) break;
      elements_[out++] = take_right ? elements_[b++] : first[a++];
    }
    while (a < first.size()) elements_[out++] = first[a++];
  }

  std::vector<Element>& elements_;
  Less less_;
  std::vector<Run> runs_;
};

template <class Less> bool sort_with(std::vector<Element>& elements, Less less) {
  return MergeSort<Less>(elements, less).run();
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
  bool sorted = small     ? sort_with(elements, SmallIntegers{})
                : real    ? sort_with(elements, Reals{})
                : strings ? sort_with(elements, Strings{})
                : tuples  ? sort_with(elements, Tuples{{vm}})
                          : sort_with(elements, Anything{vm});
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i] = elements[i].item;
    if (!keys.empty()) keys[i] = elements[i].key;
  }
  return sorted;
}

} // namespace specmon::vm
