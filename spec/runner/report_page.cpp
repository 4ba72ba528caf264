#include "spec/runner/report_page.h"
#include "spec/runner/html.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

// What one shows of an output; a scenario's own is far shorter.
constexpr std::size_t most_output = 20'000;

constexpr std::array<std::string_view, outcome_count> outcome_marks = {"✓", "≈", "–", "✗", "!"};

constexpr std::array<std::string_view, outcome_count> group_titles = {
    "Passed wherever it applies", "A known deviation on at least one", "Unsupported on all",
    "Failed on at least one", "Errored on at least one"};

std::string_view mark_of(Outcome outcome) {
  return outcome_marks[static_cast<std::size_t>(outcome)];
}

std::string anchor_of(std::string_view scenario) {
  std::string anchor = "s-" + std::string(scenario);
  std::replace(anchor.begin(), anchor.end(), '/', '-');
  return anchor;
}

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string pre(std::string_view mark, std::string_view html) {
  return fmt::format("<pre class=\"{}\" tabindex=\"0\">{}</pre>\n", mark, html);
}

std::string output_html(std::string_view text) {
  if (text.empty()) return "<p class=\"nothing\">nothing</p>\n";
  std::string html = escape_html(text.substr(0, most_output));
  if (text.size() > most_output) {
    html += fmt::format("\n<i>({} bytes more)</i>", text.size() - most_output);
  }
  return pre("output", html);
}

std::string folded(std::string_view title, std::string_view html) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", title, html);
}

// Where a clause stands in one run.
struct Cell {
  std::optional<Outcome> worst; // nothing of it was run
  Counts counts = {};
};

struct Row {
  const Chapter* chapter;
  const Clause* clause;
  std::vector<Cell> cells; // one for each run
  Outcome worst = Outcome::passed;
};

class ResultsPage {
public:
  ResultsPage(const Suite& suite, const std::vector<Run>& runs) : suite_(suite), runs_(runs) {
    for (const Run& run : runs) {
      auto& results = by_scenario_.emplace_back();
      for (const Result& result : run.results) results.emplace(result.scenario, &result);
    }
    for (const Chapter& chapter : suite.chapters) {
      for (const Clause& clause : chapter.clauses) add_row(chapter, clause);
    }
  }

  std::string html() {
    std::string body = header() + controls() + matrix();
    body += "<aside id=\"panel\" hidden aria-label=\"Details\"></aside>\n";
    body += "<main id=\"details\">\n<h2>Clauses</h2>\n";
    for (const Row& row : rows_) body += clause_section(row);
    body += "<h2>Scenarios</h2>\n";
    for (const Scenario& scenario : suite_.scenarios) body += scenario_section(scenario);
    body += "</main>\n";
    return page_html("sys.monitoring: conformance", body, true);
  }

private:
  void add_row(const Chapter& chapter, const Clause& clause) {
    Row row{&chapter, &clause, {}, Outcome::passed};
    bool any = false;
    const auto scenarios = suite_.scenarios_of(clause.id);
    for (const auto& results : by_scenario_) {
      Cell cell;
      for (const Scenario* scenario : scenarios) {
        const auto found = results.find(scenario->name);
        if (found == results.end()) continue;
        const Outcome outcome = found->second->outcome;
        ++cell.counts[static_cast<std::size_t>(outcome)];
        cell.worst = std::max(cell.worst.value_or(outcome), outcome);
        // That a version has it not is said in its cell, and is no reason to put the row first.
        if (outcome != Outcome::unsupported) row.worst = std::max(row.worst, outcome);
        any = true;
      }
      row.cells.push_back(cell);
    }
    const bool unsupported_only =
        std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
          return !cell.worst || *cell.worst == Outcome::unsupported;
        });
    if (unsupported_only) row.worst = Outcome::unsupported;
    if (any) rows_.push_back(std::move(row));
  }

  std::string header() const {
    std::string html = fmt::format(
        "<header>\n<h1>sys.monitoring: who does what</h1>\n<p class=\"lead\">{} of PEP 669 and its "
        "documentation, shown by {}, on {}. A cell holds the worst result of the clause's "
        "scenarios "
        "and leads to them.</p>\n",
        counted(rows_.size(), "clause"), counted(scenarios_run(), "scenario"),
        counted(runs_.size(), "implementation"));
    html += "<ul class=\"implementations\">\n";
    for (const Run& run : runs_) html += card(run);
    return html + "</ul>\n</header>\n";
  }

  // Those that some implementation ran: the others were not chosen.
  std::size_t scenarios_run() const {
    std::set<std::string_view> names;
    for (const auto& results : by_scenario_) {
      for (const auto& [name, result] : results) names.insert(name);
    }
    return names.size();
  }

  static std::string card(const Run& run) {
    const Counts counts = run.counts();
    std::string bar;
    std::string numbers;
    for (std::size_t index = outcome_count; index-- > 0;) {
      if (counts[index] == 0) continue;
      const std::string_view outcome = to_string(static_cast<Outcome>(index));
      bar +=
          fmt::format("<span class=\"{}\" style=\"flex-grow:{}\"></span>", outcome, counts[index]);
      numbers += fmt::format("<span class=\"{0}\" title=\"{0}\"><i aria-hidden=\"true\">{1}</i>"
                             "{2}<span class=\"unseen\"> {0}</span></span> ",
                             outcome, outcome_marks[index], counts[index]);
    }
    const std::string python(monitoring::to_string(run.subject.python));
    std::string html = fmt::format("<li><b>{}</b>\n", escape_html(run.subject.title()));
    if (!starts_with(run.subject.version, python)) {
      html += fmt::format("<small>held against {}</small>\n", python);
    }
    html += fmt::format("<div class=\"bar\" aria-hidden=\"true\">{}</div>\n"
                        "<span class=\"counts\">{}</span>\n",
                        bar, numbers);
    if (!run.trouble.empty()) {
      html += fmt::format("<span class=\"trouble\">{}</span>\n", escape_html(run.trouble));
    }
    return html + "</li>\n";
  }

  // Shown by the script, which they need.
  std::string controls() const {
    Counts counts = {};
    for (const Row& row : rows_) {
      std::array<bool, outcome_count> seen = {};
      for (const Cell& cell : row.cells) {
        if (cell.worst) seen[static_cast<std::size_t>(*cell.worst)] = true;
      }
      for (std::size_t index = 0; index < outcome_count; ++index) counts[index] += seen[index];
    }
    std::string html = "<form class=\"controls\" hidden>\n<div class=\"chips\" role=\"group\" "
                       "aria-label=\"Results\">\n";
    for (std::size_t index = outcome_count; index-- > 0;) {
      if (counts[index] == 0) continue;
      html +=
          fmt::format("<button type=\"button\" class=\"chip {0}\" data-outcome=\"{0}\" "
                      "aria-pressed=\"false\"><span aria-hidden=\"true\">{1}</span> {0} "
                      "<small>{2}</small></button>\n",
                      to_string(static_cast<Outcome>(index)), outcome_marks[index], counts[index]);
    }
    html += "</div>\n<label>area <select name=\"area\"><option value=\"\">all</option>\n";
    for (const Chapter& chapter : suite_.chapters) {
      if (std::any_of(rows_.begin(), rows_.end(),
                      [&](const Row& row) { return row.chapter == &chapter; })) {
        html += fmt::format("<option value=\"{0}\">{0}: {1}</option>\n", chapter.area,
                            escape_html(chapter.title));
      }
    }
    return html + "</select></label>\n<label>order <select name=\"order\">"
                  "<option value=\"worst\">worst first</option>"
                  "<option value=\"reading\">by chapter</option></select></label>\n"
                  "<label>find <input type=\"search\" name=\"find\" placeholder=\"word or id\">"
                  "</label>\n<output></output>\n<p class=\"keys\"><kbd>←</kbd><kbd>↑</kbd>"
                  "<kbd>↓</kbd><kbd>→</kbd> move, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes, "
                  "<kbd>/</kbd> finds</p>\n</form>\n";
  }

  std::string matrix() {
    std::string html = "<div class=\"scroll\">\n<table class=\"matrix\">\n<thead><tr>"
                       "<th scope=\"col\">clause</th>";
    for (const Run& run : runs_) {
      html += fmt::format("<th scope=\"col\"><span>{} <b>{}</b>{}</span></th>",
                          escape_html(run.subject.display_name()), escape_html(run.subject.version),
                          run.subject.errata ? " errata" : "");
    }
    html += "</tr></thead>\n";
    for (std::size_t index = outcome_count; index-- > 0;) {
      html += group(static_cast<Outcome>(index));
    }
    return html + "</table>\n</div>\n";
  }

  std::string group(Outcome worst) {
    std::string rows;
    std::size_t count = 0;
    for (std::size_t number = 0; number < rows_.size(); ++number) {
      if (rows_[number].worst != worst) continue;
      rows += matrix_row(rows_[number], number);
      ++count;
    }
    if (count == 0) return {};
    return fmt::format("<tbody>\n<tr class=\"group\"><th colspan=\"{}\" scope=\"rowgroup\">{} "
                       "<small>{}</small></th></tr>\n{}</tbody>\n",
                       runs_.size() + 1, group_titles[static_cast<std::size_t>(worst)], count,
                       rows);
  }

  std::string matrix_row(const Row& row, std::size_t number) const {
    const Clause& clause = *row.clause;
    std::string html =
        fmt::format("<tr data-order=\"{}\" data-area=\"{}\" data-chapter=\"{}\"><th scope=\"row\">"
                    "<div><a href=\"#{}\">{}</a> <span class=\"gist\">{}</span></div></th>",
                    number, row.chapter->area, escape_html(row.chapter->title), clause.id,
                    clause.id, prose_html(clause.sentence));
    for (std::size_t run = 0; run < runs_.size(); ++run) html += cell_html(row, run);
    return html + "</tr>\n";
  }

  std::string cell_html(const Row& row, std::size_t run) const {
    const Cell& cell = row.cells[run];
    const std::string title = runs_[run].subject.title();
    if (!cell.worst) {
      return fmt::format("<td class=\"none\" title=\"{}: not run\"></td>", escape_html(title));
    }
    const std::string label =
        fmt::format("{} on {}: {}", row.clause->id, title, counts_text(cell.counts));
    return fmt::format("<td class=\"{0}\"><a href=\"#{1}\" data-clause=\"{1}\" data-run=\"{2}\" "
                       "title=\"{3}\" aria-label=\"{3}\">{4}</a></td>",
                       to_string(*cell.worst), row.clause->id, run, escape_html(label),
                       mark_of(*cell.worst));
  }

  std::string clause_section(const Row& row) const {
    std::string html =
        fmt::format("<section class=\"clause\" id=\"{0}\">\n<h3>{0} <span "
                    "class=\"tag {1}\">{1}</span></h3>\n{2}<ul class=\"shown-by\">\n",
                    row.clause->id, to_string(row.clause->level), clause_html(*row.clause));
    for (const Scenario* scenario : suite_.scenarios_of(row.clause->id)) {
      html += fmt::format("<li><a href=\"#{}\">{}</a>", anchor_of(scenario->name),
                          escape_html(scenario->name));
      for (std::size_t run = 0; run < runs_.size(); ++run) {
        const auto found = by_scenario_[run].find(scenario->name);
        if (found == by_scenario_[run].end() || is_expected(found->second->outcome)) continue;
        html +=
            fmt::format(" <span class=\"badge {0}\">{0} on {1}</span>",
                        to_string(found->second->outcome), escape_html(runs_[run].subject.title()));
      }
      html += "</li>\n";
    }
    return html + "</ul>\n</section>\n";
  }

  // Implementations that gave the same result, down to what they printed.
  struct Group {
    const Result* result;
    std::vector<std::size_t> runs;
  };

  std::vector<Group> groups_of(const Scenario& scenario) const {
    std::vector<Group> groups;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const auto found = by_scenario_[run].find(scenario.name);
      if (found == by_scenario_[run].end()) continue;
      const Result& result = *found->second;
      const auto key = [](const Result& of) {
        return std::tie(of.outcome, of.reason, of.expected, of.diff, of.out, of.err);
      };
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
        return key(*group.result) == key(result);
      });
      if (same == groups.end()) {
        groups.push_back({&result, {run}});
      } else {
        same->runs.push_back(run);
      }
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& left, const Group& right) {
      return left.result->outcome > right.result->outcome;
    });
    return groups;
  }

  std::string scenario_section(const Scenario& scenario) const {
    const std::vector<Group> groups = groups_of(scenario);
    if (groups.empty()) return {};
    std::string html = fmt::format(
        "<section class=\"scenario {}\" id=\"{}\">\n<h3>{} <span class=\"tag\">{}</span>"
        "</h3>\n<p>{}</p>\n<p class=\"about\">shows",
        to_string(groups.front().result->outcome), anchor_of(scenario.name),
        escape_html(scenario.name), to_string(scenario.level), prose_html(scenario.description));
    for (const std::string& id : scenario.clauses) {
      html += fmt::format(" <a href=\"#{0}\">{0}</a>", escape_html(id));
    }
    html += "</p>\n";
    for (const Group& group : groups) html += result_html(scenario, group);
    html += fmt::format("<details class=\"program\"><summary>the program</summary>\n{}</details>\n",
                        pre("python", python_html(scenario.source)));
    return html + "</section>\n";
  }

  std::string result_html(const Scenario& scenario, const Group& group) const {
    const Result& result = *group.result;
    std::vector<std::string> numbers;
    std::vector<std::string> titles;
    for (const std::size_t run : group.runs) {
      numbers.push_back(std::to_string(run));
      titles.push_back(runs_[run].subject.title());
    }
    std::string html = fmt::format("<div class=\"result {0}\" data-runs=\"{1}\">\n<h4><span "
                                   "class=\"badge {0}\">{2} {0}</span> "
                                   "<span class=\"on\">{3}</span></h4>\n",
                                   to_string(result.outcome), join(numbers, " "),
                                   mark_of(result.outcome), escape_html(join(titles, ", ")));
    if (!result.reason.empty()) {
      html += fmt::format("<p class=\"reason\">{}", escape_html(result.reason));
      if (!result.issue.empty()) html += fmt::format(" ({})", issues_html(result.issue));
      html += "</p>\n";
    }
    if (result.outcome == Outcome::unsupported) return html + "</div>\n";
    if (!result.diff.empty()) html += pre("diff", diff_html(result.diff));
    if (result.outcome == Outcome::passed) {
      html += folded(fmt::format("prints, as {} says", escape_html(result.expected)),
                     output_html(result.out));
    } else {
      const std::string expected = expectation(scenario, result.expected);
      html +=
          folded(fmt::format("expected: {}", escape_html(result.expected)), output_html(expected));
      html += folded("what it prints", output_html(result.out));
    }
    if (!result.err.empty()) html += folded("standard error", output_html(result.err));
    return html + "</div>\n";
  }

  std::string expectation(const Scenario& scenario, const std::string& name) const {
    if (name.empty()) return {};
    const std::string file = name.substr(name.find('/') + 1);
    return read_text(scenario.file.parent_path() / file).value_or("");
  }

  const Suite& suite_;
  const std::vector<Run>& runs_;
  std::vector<std::map<std::string, const Result*>> by_scenario_; // one for each run
  std::vector<Row> rows_;
};

} // namespace

std::string results_page(const Suite& suite, const std::vector<Run>& runs) {
  return ResultsPage(suite, runs).html();
}

} // namespace specmon::spec
