// The clauses for a reader: on a terminal, as JSON lines, as one HTML page.
#pragma once

#include "spec/runner/suite.h"

#include <string>
#include <vector>

namespace specmon::spec {

// Contents: each chapter, and each of its clauses in short.
std::string contents_text(const Suite& suite, std::size_t width);
// Title and introduction of a chapter.
std::string chapter_text(const Chapter& chapter, std::size_t width);
// Everything about a clause, and the scenarios that show it.
std::string clause_text(const Suite& suite, const Clause& clause, std::size_t width);

// A line {"id": ..., "sentence": ..., ...} for each clause.
std::string clauses_json(const Suite& suite, const std::vector<const Clause*>& clauses);

// All chapters as one self-contained page.
std::string clauses_page(const Suite& suite);

} // namespace specmon::spec
