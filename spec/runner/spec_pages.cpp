#include "spec/runner/spec_pages.h"
#include "spec/runner/html.h"
#include "spec/runner/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace specmon::spec {

namespace {

// Columns that the text takes, not bytes: the continuation bytes of UTF-8 take none.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char letter : text) count += (letter & 0xc0) != 0x80;
  return count;
}

// Words in lines of at most `width` columns; the first line begins with `first`, others with as
// many spaces.
std::string wrapped(std::string_view first, std::string_view text, std::size_t width) {
  const std::string indentation(columns(first), ' ');
  std::string result;
  std::string line(first);
  bool is_empty = true;
  for (const std::string& word : split_words(text)) {
    if (!is_empty && columns(line) + 1 + columns(word) > width) {
      result += line + '\n';
      line = indentation;
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
    is_empty = false;
  }
  return result + line + '\n';
}

std::vector<std::string> scenario_names(const Suite& suite, const Clause& clause) {
  std::vector<std::string> names;
  for (const Scenario* scenario : suite.scenarios_of(clause.id)) names.push_back(scenario->name);
  return names;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

// What links to a chapter say: the name of its file.
std::string anchor_of(const Chapter& chapter) {
  return std::filesystem::path(chapter.file).stem().string();
}

} // namespace

std::string contents_text(const Suite& suite, std::size_t width) {
  std::string text;
  for (const Chapter& chapter : suite.chapters) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{}: {}\n", chapter.area, chapter.title);
    for (const Clause& clause : chapter.clauses) {
      text += wrapped(fmt::format("  {:<12}", clause.id), clause.sentence, width);
    }
  }
  return text;
}

std::string chapter_text(const Chapter& chapter, std::size_t width) {
  std::string text = fmt::format("{}: {}\n", chapter.area, chapter.title);
  std::string_view rest = chapter.introduction;
  while (!trim(rest).empty()) {
    const std::size_t end = std::min(rest.find("\n\n"), rest.size());
    text += '\n' + wrapped("", rest.substr(0, end), width);
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return text;
}

std::string clause_text(const Suite& suite, const Clause& clause, std::size_t width) {
  std::string text =
      fmt::format("{}  ({}; {})\n\n", clause.id, to_string(clause.level), versions_text(clause));
  text += wrapped("    ", clause.sentence, width) + '\n';
  const auto field = [&](std::string_view name, std::string_view value) {
    text += wrapped(fmt::format("    {:<11}", name), value, width);
  };
  field("source", clause.source);
  for (const auto& [name, value] : clause.remarks) field(name, value);
  const std::vector<std::string> scenarios = scenario_names(suite, clause);
  field("scenarios", scenarios.empty() ? "none yet" : join(scenarios, " "));
  return text;
}

std::string clauses_json(const Suite& suite, const std::vector<const Clause*>& clauses) {
  std::string text;
  for (const Clause* clause : clauses) {
    nlohmann::ordered_json record = {{"id", clause->id},
                                     {"sentence", clause->sentence},
                                     {"level", to_string(clause->level)},
                                     {"since", monitoring::to_string(clause->since)}};
    if (clause->until) record["until"] = monitoring::to_string(*clause->until);
    record["source"] = clause->source;
    for (const auto& [name, value] : clause->remarks) record[name] = value;
    record["scenarios"] = scenario_names(suite, *clause);
    text += record.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  }
  return text;
}

std::string clauses_page(const Suite& suite) {
  std::string body = fmt::format("<div class=\"book\">\n<nav aria-label=\"Chapters\">\n"
                                 "<p class=\"brand\">sys.monitoring</p>\n<ol>\n");
  for (const Chapter& chapter : suite.chapters) {
    body += fmt::format("<li><a href=\"#{}\"><b>{}</b> {}</a></li>\n", anchor_of(chapter),
                        chapter.area, prose_html(chapter.title));
  }
  body += fmt::format("</ol>\n</nav>\n<main>\n<h1>sys.monitoring, in {} clauses</h1>\n"
                      "<p class=\"lead\">What an implementation of PEP 669 does, each sentence "
                      "with its authority, its versions, its source, and the programs of the "
                      "conformance suite that show it.</p>\n",
                      suite.clause_count());
  for (const Chapter& chapter : suite.chapters) {
    body += fmt::format("<section class=\"chapter\" id=\"{}\">\n<h2>{} <small>{}</small></h2>\n"
                        "<p>{}</p>\n",
                        anchor_of(chapter), prose_html(capitalised(chapter.title)), chapter.area,
                        prose_html(trim(chapter.introduction)));
    for (const Clause& clause : chapter.clauses) {
      body += fmt::format("<article class=\"clause\" id=\"{0}\">\n<h3><a href=\"#{0}\">{0}</a> "
                          "<span class=\"tag {1}\">{1}</span></h3>\n{2}",
                          clause.id, to_string(clause.level), clause_html(clause));
      for (const Scenario* scenario : suite.scenarios_of(clause.id)) {
        body += fmt::format("<details class=\"shown-by\"><summary>shown by {}</summary>\n"
                            "<pre class=\"python\" tabindex=\"0\">{}</pre></details>\n",
                            escape_html(scenario->name), python_html(scenario->source));
      }
      body += "</article>\n";
    }
    body += "</section>\n";
  }
  body += "</main>\n</div>\n";
  return page_html("sys.monitoring: the clauses", body, false);
}

} // namespace specmon::spec
