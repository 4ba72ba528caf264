// The struct behind every built-in iterator. What the fields mean by type:
//
//   list_iterator, tuple_iterator,      source: the sequence (null once exhausted), index: the next
//   one str_iterator, bytes_iterator, sequence_iterator list_reverseiterator, reversed      source,
//   index: the next one, going down range_iterator                      index: next value, stop:
//   how many are left, step dict_*iterator, set_iterator        source: the dict or set, index:
//   next entry, stop: `live` at the start callable_iterator                   source: the callable,
//   extra: the sentinel enumerate                           source: the iterator, index: the next
//   number (extra: when it is big) zip                                 source: tuple of iterators,
//   index: 1 when strict map                                 source: tuple of iterators, extra: the
//   function filter                              source: the iterator, extra: the function or None
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

namespace specmon::vm {

struct Iterator : Container {
  static constexpr Layout layout_id = Layout::iterator;
  Ref source;
  Ref extra;
  std::int64_t index = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
};

// A new iterator of a built-in type, handed to the collector.
Owned<Iterator> make_iterator(Vm& vm, Type* type, Value source);
// Fills destroy, traverse, clear and `iterate` (itself); the type's own set-up sets `next`.
void set_up_iterator(Vm& vm, Type* type, Ref (*next)(Vm&, Value));

// As next(), but a StopIteration that the iterator raised stays pending: an iterator over iterators
// passes it on, with its value.
Ref advance(Vm& vm, Value iterator);

} // namespace specmon::vm
