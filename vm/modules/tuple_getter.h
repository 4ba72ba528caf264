// collections._tuplegetter: the attribute of a namedtuple's field.
#pragma once

#include "vm/types/module.h"

namespace specmon::vm {

void add_tuple_getter(Vm& vm, Module* module);

} // namespace specmon::vm
