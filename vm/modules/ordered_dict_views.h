// odict_keys, odict_values, odict_items and the iterator of an OrderedDict.
#pragma once

#include "vm/types/dict.h"

namespace specmon::vm {

enum class Part : std::uint8_t { key, value, item };

Ref make_ordered_dict_iterator(Vm& vm, Value dict, Part part, bool reversed = false);

} // namespace specmon::vm
