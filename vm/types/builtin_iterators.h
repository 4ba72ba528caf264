// The iterators iter() makes itself.
#pragma once

#include "vm/ref.h"

namespace specmon::vm {

Ref make_sequence_iterator(Vm& vm, Value sequence);                 // over __getitem__ from 0
Ref make_callable_iterator(Vm& vm, Value callable, Value sentinel); // iter(callable, sentinel)

} // namespace specmon::vm
