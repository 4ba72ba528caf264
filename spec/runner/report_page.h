// Results as one self-contained HTML page: clauses by implementation, worst first, each cell
// leading to the clause's text, the scenarios' programs, and what was expected and printed. A plain
// table without JavaScript; page/page.js adds filters, the keyboard and a panel beside the table.
#pragma once

#include "spec/runner/results.h"
#include "spec/runner/suite.h"

#include <string>
#include <vector>

namespace specmon::spec {

std::string results_page(const Suite& suite, const std::vector<Run>& runs);

} // namespace specmon::spec
