// mappingproxy: a read-only view of a mapping, as `C.__dict__` is of a class's dict.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

namespace specmon::vm {

struct MappingProxy : Container {
  static constexpr Layout layout_id = Layout::mapping_proxy;
  Ref mapping;
};

Ref make_mapping_proxy(Vm& vm, Value mapping);

} // namespace specmon::vm
