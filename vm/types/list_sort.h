// The stable merge sort behind list.sort and sorted().
#pragma once

#include "vm/ref.h"

#include <span>

namespace specmon::vm {

// Sorts `items` in place; `keys` (empty, or as many as the items) move with them and are compared
// instead. False with an exception pending: the items are then some permutation of what they were.
//
// The comparisons made are CPython's, since a `__lt__` written in Python shows them to its tools.
bool sort_values(Vm& vm, std::span<Value> items, std::span<Value> keys);

} // namespace specmon::vm
