// collections.OrderedDict.
#pragma once

#include "vm/types/module.h"

namespace specmon::vm {

void add_ordered_dict(Vm& vm, Module* module);

} // namespace specmon::vm
