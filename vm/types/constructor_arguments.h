// How the constructors of the scalar types take their arguments apart.
#pragma once

#include "vm/vm.h"

#include <initializer_list>
#include <string_view>

namespace specmon::vm {

// Fills `values` (one for each name, null where not given). An empty name can only be given by
// position. False with TypeError pending.
bool bind_constructor(Vm& vm, std::string_view type, const Arguments& arguments,
                      std::initializer_list<std::string_view> names, Value* values);

// `value` as text for `parameter` ("encoding"), or TypeError.
bool text_argument(Vm& vm, std::string_view function, std::string_view parameter, Value value,
                   std::string& text);

} // namespace specmon::vm
