// Type variables and type aliases (typing.TypeVar, ParamSpec, TypeVarTuple, TypeAliasType): what
// the syntax `def f[T]`, `class C[T]` and `type A = ...` makes. They are C in CPython, so no event
// comes from within. Source: the typing module's documentation; PEP 695, PEP 696.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <string_view>

namespace specmon::vm {

// A value that is given, or computed by a function when it is first asked for. Both null: there is
// none.
struct LazyValue {
  Ref value;
  Ref evaluate;
  explicit operator bool() const { return bool(value) || bool(evaluate); }
};

struct TypeParameter : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref name;
  Ref module;            // what __module__ says
  LazyValue bound;       // of TypeVar and ParamSpec
  LazyValue constraints; // of TypeVar: a tuple
  LazyValue default_;
  bool covariant = false, contravariant = false, infer_variance = false;
};

struct TypeAlias : Container {
  static constexpr Layout layout_id = Layout::other;
  Ref name;
  Ref qualified_name;
  Ref module;
  Ref parameters; // tuple
  LazyValue value;
};

bool is_type_parameter(const Vm& vm, Value value);

// What the compiler's intrinsics make; `type` is vm.types.type_var, param_spec or type_var_tuple.
TypeParameter* make_type_parameter(Vm& vm, Type* type, Value name);
Ref make_type_alias(Vm& vm, Value name, Value parameters, Value evaluate);
// What *Ts gives: typing.Unpack[Ts].
Ref unpack_type_var_tuple(Vm& vm, Value parameter);

} // namespace specmon::vm
