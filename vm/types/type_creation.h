// Making classes: what a class statement and `type(name, bases, dict)` do.
#pragma once

#include "vm/native.h"
#include "vm/type.h"

namespace specmon::vm {

// builtins.__build_class__(function, name, *bases, metaclass=..., **keywords).
Ref build_class(Vm& vm, const Arguments& arguments);
// type.__new__(metaclass, name, bases, namespace, **keywords).
Ref make_class(Vm& vm, Type* metaclass, Str* name, Tuple* bases, Dict* namespace_,
               const Arguments& keywords);
// The C3 linearisation of `type` from its bases; false with TypeError pending.
bool compute_mro(Vm& vm, Type* type, std::vector<Type*>& mro);
// The most derived metaclass of `metatype` and those of `bases`; null with TypeError pending.
Type* calculate_metaclass(Vm& vm, Type* metatype, Tuple* bases);
// The base whose struct instances extend: `multiple bases have instance lay-out conflict` when no
// base's struct extends the others'; null with TypeError pending.
Type* best_base(Vm& vm, Tuple* bases);
// Replaces bases that are no classes by what their __mro_entries__ answers; the same tuple if there
// are none.
Ref resolve_bases(Vm& vm, Tuple* bases);

// Something that lookups through `type` or a class derived from it see has changed.
void invalidate_type(Type* type);
// Sets or deletes (null value) an attribute of a class: dict, slots, versions of it and its
// subclasses.
bool set_type_attribute(Vm& vm, Type* type, Str* name, Value value);

} // namespace specmon::vm
