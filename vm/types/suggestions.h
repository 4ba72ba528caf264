// What a misspelt name might have been: the "Did you mean" of error messages and tracebacks.
#pragma once

#include "vm/vm.h"

#include <string>
#include <string_view>
#include <vector>

namespace specmon::vm {

// The nearest of `possible` to `wrong`, if one is near enough; "" if none. The first of equals.
std::string nearest_name(std::string_view wrong, const std::vector<std::string>& possible);

// What a traceback adds behind the message of an AttributeError, NameError or ImportError, or "".
// Nothing is pending afterwards.
std::string traceback_hint(Vm& vm, Value exception);

} // namespace specmon::vm
