// Containers that hold themselves: repr shows `[...]` where it meets one again, and stops with
// RecursionError when containers nest too deeply for the native stack.
#pragma once

#include "vm/vm.h"

#include <algorithm>

namespace specmon::vm {

class ReprGuard {
public:
  ReprGuard(Vm& vm, Object* object) : vm_(vm), recursion_(vm) {
    recursive_ =
        std::find(vm.being_shown.begin(), vm.being_shown.end(), object) != vm.being_shown.end();
    vm.being_shown.push_back(object);
  }
  ~ReprGuard() { vm_.being_shown.pop_back(); }
  ReprGuard(const ReprGuard&) = delete;
  ReprGuard& operator=(const ReprGuard&) = delete;

  bool recursive() const { return recursive_; }
  bool check() { return recursion_.check(" while getting the repr of an object"); }

private:
  Vm& vm_;
  NativeRecursion recursion_;
  bool recursive_ = false;
};

// "[a, b, c]": `open`, the items' reprs with ", " between, `close`; empty with an exception
// pending.
Ref repr_of_items(Vm& vm, std::string_view open, std::span<const Value> items,
                  std::string_view close);

} // namespace specmon::vm
