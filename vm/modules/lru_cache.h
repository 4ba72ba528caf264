// The C++ half of functools.lru_cache.
#pragma once

#include "vm/types/module.h"

namespace specmon::vm {

// Gives _functools its _lru_cache_wrapper.
void add_lru_cache(Vm& vm, Module* module);

} // namespace specmon::vm
