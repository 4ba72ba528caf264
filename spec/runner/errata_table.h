// Does the page about errata (errata.md in the suite's folder) say of each row what errata.def
// says?
#pragma once

#include "spec/runner/problem.h"

#include <filesystem>

namespace specmon::spec {

// A line of the page about an erratum is | clause | versions | ... | `row` |. Every row of
// errata.def has one such line, with one of its clauses, its versions and its issue, and no line
// names another row; what is wrong is added to `problems`. A suite without the page has nothing
// wrong in it.
void check_errata_table(const std::filesystem::path& page, Problems& problems);

} // namespace specmon::spec
