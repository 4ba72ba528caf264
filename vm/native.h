// Functions of Python written in C++, and how their arguments arrive.
#pragma once

#include "vm/ref.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace specmon::vm {

struct Tuple;

// Arguments as a call passes them: positional values, then the values of the keywords named by
// `keyword_names` (null: none). Borrowed for the length of the call.
struct Arguments {
  const Value* values = nullptr;
  std::size_t positional = 0;
  Tuple* keyword_names = nullptr;

  std::size_t keywords() const;
  std::size_t total() const { return positional + keywords(); }
  std::span<const Value> positionals() const { return {values, positional}; }
};

// `self` is the object a method is bound to (the module for a module's function, the type for a
// static or class method). `arguments`:
//   without a signature: the positional values as they came, `count` of them, between `least` and
//   `most`; with a signature: one value for each parameter in its order, null where it was left out
//   and has no default; *args arrive as a tuple, **kwargs as a dict.
using NativeFunction = Ref (*)(Vm& vm, Value self, std::span<const Value> arguments);

enum class NativeKind : std::uint8_t {
  function,     // of a module, or a plain method of a type
  class_method, // self is the class
  static_method,
};

// One row of a module's or type's table of functions.
//   {"append", list_append, 1, 1}
//   {"sort", list_sort, "(*, key=None, reverse=False)"}      as inspect would print it, without
//   self;
//                                                            default literals: None True False int
//                                                            str
struct NativeDefinition {
  static constexpr int any = 1 << 20; // no upper bound

  constexpr NativeDefinition(std::string_view name_, NativeFunction function_, int least_,
                             int most_, NativeKind kind_ = NativeKind::function)
      : name(name_), function(function_), least(least_), most(most_), kind(kind_) {}
  constexpr NativeDefinition(std::string_view name_, NativeFunction function_,
                             std::string_view signature_, NativeKind kind_ = NativeKind::function)
      : name(name_), function(function_), signature(signature_), kind(kind_) {}

  std::string_view name;
  NativeFunction function;
  int least = 0;
  int most = 0;
  std::string_view signature; // empty: positional only, least..most
  NativeKind kind = NativeKind::function;
};

} // namespace specmon::vm
