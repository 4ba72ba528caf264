// What differs between two texts, as a unified diff.
#pragma once

#include <string>
#include <string_view>

namespace specmon::spec {

// Hunks with three lines of context and no file names; empty if the texts are equal. A text whose
// last line has no line end says so. Only the first lines of very long texts are looked at.
std::string unified_diff(std::string_view expected, std::string_view actual);

} // namespace specmon::spec
