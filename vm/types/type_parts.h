// What the files about classes and plain objects share.
#pragma once

#include "vm/types/descriptors.h"
#include "vm/vm.h"

#include <string>

namespace specmon::vm {

Ref object_new(Vm& vm, Type* type, const Arguments& arguments);
bool is_object_init(const Type* type); // __init__ is object's
Ref type_new(Vm& vm, Type* metatype, const Arguments& arguments);

// `module.qualname`, without module for built-in types: as reprs show a class.
std::string full_type_name(Vm& vm, Type* type);
std::string qualified_name(const Type* type);
// Puts the names of the attributes of `type` and its bases into `names` (dir()).
void collect_type_names(Vm& vm, Type* type, Dict* names);

// The getters of `__dict__` and `__weakref__` in the dict of a class whose instances have a dict.
void add_instance_descriptors(Vm& vm, Type* type);
Ref make_member(Vm& vm, Type* owner, Str* name, std::uint32_t index);

// The getters and methods of `type` itself (type_attributes.cpp).
void add_type_attributes(Vm& vm, Type* type);
// `X.__bases__ = ...`
bool set_bases(Vm& vm, Type* type, Value bases);

} // namespace specmon::vm
