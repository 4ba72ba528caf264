// specmon spec: prints clauses, as text, JSON lines or a page; checks that the suite is complete.
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/streams.h"
#include "cli/suite_folder.h"
#include "spec/runner/completeness.h"
#include "spec/runner/spec_pages.h"

#include <algorithm>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace specmon::cli {

namespace {

// That of the terminal, within what is good to read.
std::size_t text_width() {
  struct winsize size = {};
  if (::ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::size_t>(size.ws_col, 40, 100);
}

[[noreturn]] void refuse(const spec::Suite& suite, const std::string& name) {
  if (const spec::Chapter* chapter = suite.find_chapter(spec::area_of(name));
      chapter && !chapter->clauses.empty()) {
    throw Usage{fmt::format("there is no clause {}; {} has {} to {}", name, chapter->area,
                            chapter->clauses.front().id, chapter->clauses.back().id)};
  }
  throw Usage{
      fmt::format("'{}' is no clause (AREA-N) or area; areas: {}", name, suite.area_names())};
}

std::string as_text(const spec::Suite& suite, const std::vector<std::string>& names) {
  const std::size_t width = text_width();
  if (names.empty()) return spec::contents_text(suite, width);
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += '\n';
    if (const spec::Clause* clause = suite.find_clause(name)) {
      text += spec::clause_text(suite, *clause, width);
    } else if (const spec::Chapter* chapter = suite.find_chapter(name)) {
      text += spec::chapter_text(*chapter, width);
      for (const spec::Clause& one : chapter->clauses) {
        text += '\n' + spec::clause_text(suite, one, width);
      }
    } else {
      refuse(suite, name);
    }
  }
  return text;
}

std::string as_json(const spec::Suite& suite, const std::vector<std::string>& names) {
  std::vector<const spec::Clause*> clauses;
  const auto add_chapter = [&](const spec::Chapter& chapter) {
    for (const spec::Clause& clause : chapter.clauses) clauses.push_back(&clause);
  };
  for (const std::string& name : names) {
    if (const spec::Clause* clause = suite.find_clause(name)) {
      clauses.push_back(clause);
    } else if (const spec::Chapter* chapter = suite.find_chapter(name)) {
      add_chapter(*chapter);
    } else {
      refuse(suite, name);
    }
  }
  if (names.empty()) std::for_each(suite.chapters.begin(), suite.chapters.end(), add_chapter);
  return spec::clauses_json(suite, clauses);
}

int check(const spec::Suite& suite, Streams& streams) {
  spec::Problems problems;
  const std::vector<spec::Missing> missing = spec::find_missing(suite, problems);
  for (const spec::Problem& problem : problems) streams.out.append(to_string(problem) + '\n');
  for (const spec::Missing& what : missing) {
    streams.out.append(fmt::format("{} ({} {})\n", what.message, what.kind, what.name));
  }
  const std::size_t wrong = problems.size() + missing.size();
  streams.out.append(fmt::format("{} clauses, {} scenarios: {}\n", suite.clause_count(),
                                 suite.scenarios.size(),
                                 wrong == 0 ? "complete" : fmt::format("{} wrong", wrong)));
  return wrong == 0 ? exit_success : exit_not_as_expected;
}

int show(const CommandLine& line) {
  const spec::Suite suite = read_suite(line);
  const std::vector<std::string>& names = line.operands();
  const auto page = line.value("html");
  if ((page || line.has("check")) && !names.empty()) {
    throw Usage{fmt::format("--{} is about the whole suite: no ID or AREA goes with it",
                            page ? "html" : "check")};
  }
  Streams streams;
  int status = exit_success;
  if (page) {
    if (!write_file(*page, spec::clauses_page(suite))) status = exit_usage;
  } else if (line.has("check")) {
    status = check(suite, streams);
  } else {
    streams.out.append(line.has("json") ? as_json(suite, names) : as_text(suite, names));
  }
  streams.out.flush();
  return streams.out.failure() != 0 && status == exit_success ? exit_not_as_expected : status;
}

} // namespace

Command spec_command() {
  return {"spec",
          "[ID|AREA]...",
          "Print the clauses of the specification",
          {
              {"json", "", "as JSON lines, an object a clause"},
              {"html", "FILE", "write all of them as one self-contained page"},
              {"check", "", "tell which clause, behaviour or erratum has no scenario"},
              suite_option(),
          },
          Takes::names,
          show};
}

} // namespace specmon::cli
