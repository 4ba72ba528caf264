// What the files of bytes share.
#pragma once

#include "vm/native.h"

#include <vector>

namespace specmon::vm {

std::vector<NativeDefinition> bytes_methods();

} // namespace specmon::vm
