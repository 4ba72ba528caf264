// The lookups behind `object.__getattribute__` and `type.__getattribute__`, without their
// AttributeError.
#pragma once

#include "vm/vm.h"

namespace specmon::vm {

// Empty and nothing pending: absent.
Ref find_generic(Vm& vm, Value object, Str* name);
Ref find_in_type(Vm& vm, Type* type, Str* name);

// The slots of type and module objects.
Ref type_get_attribute(Vm& vm, Value self, Str* name);
Ref module_get_attribute(Vm& vm, Value self, Str* name);

// What the object itself holds by an interned name; borrowed, null: nothing.
Value find_own(Object* object, Str* name);

// The dict that a function or module keeps its attributes in; null: none (yet).
Dict* attribute_dict(Object* object);

} // namespace specmon::vm
