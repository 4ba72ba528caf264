// The parameters of a function written in C++, parsed once from its signature text, and the binding
// of arguments to them with CPython's messages.
#pragma once

#include "vm/native.h"
#include "vm/ref.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::vm {

struct NativeParameter {
  enum class Kind : std::uint8_t { positional_only, normal, keyword_only, rest, keywords };
  Ref name; // interned str
  Kind kind = Kind::normal;
  bool required = true;
  Ref default_value; // null: left null when it is left out
};

struct NativeSignature {
  std::vector<NativeParameter> parameters;
  std::size_t positional = 0;          // parameters that may be given by position
  std::size_t required_positional = 0; // of these, how many have no default
  int rest = -1, keywords = -1;        // index of *args, **kwargs; -1: none
  bool takes_keywords = false;
};

// "(iterable, /, *, key=None, reverse=False)"; `=?` means optional and left null. A malformed text
// is an error of the VM's own source: it aborts.
std::shared_ptr<NativeSignature> parse_signature(Vm& vm, std::string_view text);

// Fills `bound` (room for one value a parameter) with borrowed values; `rest` and `keywords` own
// the tuple of *args and the dict of **kwargs. False with TypeError pending. `function` is the name
// for messages.
bool bind_signature(Vm& vm, const NativeSignature& signature, std::string_view function,
                    const Arguments& arguments, Value* bound, Ref& rest, Ref& keywords);

} // namespace specmon::vm
