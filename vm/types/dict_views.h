// dict_keys, dict_values, dict_items and the iterators of a dict.
#pragma once

#include "vm/ref.h"
#include "vm/types/dict.h"

namespace specmon::vm {

struct DictView : Container {
  static constexpr Layout layout_id = Layout::dict_view;
  Ref dict;
};

Ref make_dict_view(Vm& vm, Type* type, Value dict);
Ref make_dict_iterator(Vm& vm, Type* type, Value dict); // any of the six kinds

} // namespace specmon::vm
