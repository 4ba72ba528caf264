// What the files of formatting share.
#pragma once

#include "vm/types/format.h"
#include "vm/vm.h"

namespace specmon::vm {

Raised unknown_format_type(Vm& vm, Value value, char32_t type);
// `text` in the width, fill and alignment of the specification ('=' aligns right).
Ref pad_text(Vm& vm, std::u32string_view text, const FormatSpecification& specification);
Ref pad_ascii(Vm& vm, std::string_view text, const FormatSpecification& specification);

} // namespace specmon::vm
