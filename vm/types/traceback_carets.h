// The line of `~~~^^^` under a source line in a traceback: which part of an instruction's source is
// marked.
#pragma once

#include "vm/opcodes.h"
#include "vm/source_location.h"

#include <string>
#include <vector>

namespace specmon::vm {

// How tracebacks of a version mark (monitoring/behaviours.def).
struct CaretStyle {
  bool calls_have_anchors = true; // the parentheses of a call are marked apart
  bool shows_all_lines = true;    // of an instruction that spans several, not just the first
};

// The source lines of an entry and the marks under them, each ending in a newline and indented by
// four spaces; empty when the text is not known. `lines` is the whole source, line 1 first;
// `opcode` and `oparg` tell what kind of expression `location` is.
std::string marked_source(const std::vector<std::string>& lines, const SourceLocation& location,
                          Opcode opcode, int oparg, const CaretStyle& style);

} // namespace specmon::vm
