// super: attributes looked up behind a class in an object's MRO.
#pragma once

#include "vm/operations.h"
#include "vm/ref.h"
#include "vm/type.h"

namespace specmon::vm {

struct Super : Container {
  static constexpr Layout layout_id = Layout::super;
  Ref class_;      // the class to look behind; null before __init__
  Ref object;      // null: unbound
  Ref object_type; // the type whose MRO is searched
};

// super(class_, object); empty with TypeError pending.
Ref make_super(Vm& vm, Value class_, Value object);
// super(class_, object).name, and the same for a call (get_method), without making the super
// object.
Ref super_attribute(Vm& vm, Value class_, Value object, Str* name);
MethodLookup super_method(Vm& vm, Value class_, Value object, Str* name);

} // namespace specmon::vm
