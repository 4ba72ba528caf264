// list[int] (types.GenericAlias) and int | str (types.UnionType).
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

namespace specmon::vm {

struct GenericAlias : Container {
  static constexpr Layout layout_id = Layout::generic_alias;
  Ref origin;
  Ref arguments;         // tuple
  Ref parameters;        // tuple of type variables
  bool unpacked = false; // *tuple[int, ...]
};

struct UnionType : Container {
  static constexpr Layout layout_id = Layout::union_type;
  Ref arguments; // tuple of types; None stands as NoneType
};

Ref make_generic_alias(Vm& vm, Value origin, Value key);
// A type, or what stands for one, as reprs of types made of others show it.
bool append_type_text(Vm& vm, Value item, std::string& text);
// `left | right` of types; NotImplemented when an operand is no type.
Ref make_union(Vm& vm, Value left, Value right);

} // namespace specmon::vm
