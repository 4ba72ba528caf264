// What the HTML pages share: escaping, prose and programs as HTML, the frame of a page.
#pragma once

#include "spec/runner/clauses.h"

#include <string>
#include <string_view>

namespace specmon::spec {

extern const std::string_view page_style;  // page/page.css
extern const std::string_view page_script; // page/page.js

std::string escape_html(std::string_view text);

// Prose with `code`, *stress* and [links](of.md): a link to a chapter leads to its heading, others
// lose their target.
std::string prose_html(std::string_view text);

// Python with comments, strings and keywords marked.
std::string python_html(std::string_view source);

// A unified diff, a line a span.
std::string diff_html(std::string_view diff);

// An issue as a link to it: owner/repository#N on GitHub, an address, else plain text. Several are
// separated by spaces.
std::string issues_html(std::string_view issues);

// A clause in full but for its heading: sentence, level, versions, source, remarks.
std::string clause_html(const Clause& clause);

// The whole page: one file that needs nothing else. `body` is HTML.
std::string page_html(std::string_view title, std::string_view body, bool with_script);

} // namespace specmon::spec
