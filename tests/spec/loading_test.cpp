// Clauses, scenarios and lists of known deviations: what is read, and what is refused.
#include "spec/runner/known_list.h"
#include "spec/runner/suite.h"
#include "tests/spec/files.h"

#include <doctest/doctest.h>

using namespace specmon::spec;
using specmon::monitoring::PythonVersion;

namespace {

const std::string good_fields = "- level: normative\n- since: 3.12\n- source: a document\n";

// What is said of a chapter with this text, in lines of "LINE: message".
std::string complaints_of_chapter(const std::string& text) {
  const Files files;
  files.write("README.md", "[one.md](one.md)\n");
  files.write("one.md", text);
  Problems problems;
  load_chapters(files.folder, problems);
  std::string all;
  for (const Problem& problem : problems) {
    all += std::to_string(problem.place.line) + ": " + problem.message + "\n";
  }
  return all;
}

std::string complaints_of_scenario(const std::string& header) {
  const Files files;
  write_small_suite(files);
  files.write("scenarios/one/it_is.py", header + "\n# It is.\nprint(\"yes\")\n");
  Problems problems;
  load_scenarios(files.folder / "scenarios", problems);
  std::string all;
  for (const Problem& problem : problems) {
    all += std::to_string(problem.place.line) + ": " + problem.message + "\n";
  }
  return all;
}

bool has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CAPTURE(part);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

} // namespace

TEST_CASE("A chapter is read with everything that its clauses say") {
  const Files files;
  files.write("README.md", "| [one.md](one.md) | ONE | first |\n| [two.md](two.md) | TWO | |\n");
  files.write("one.md", "# ONE: the first\n\nAn introduction\nof two lines.\n\n## ONE-2\n\n"
                        "A sentence that\ngoes on.\n\n- level: CPython-observed\n- since: 3.13\n"
                        "- until: 3.14\n- source: observed\n- note: more,\n  on a second line\n");
  files.write("two.md", "# TWO: the second\n");
  Problems problems;
  const std::vector<Chapter> chapters = load_chapters(files.folder, problems);
  CHECK(problems.empty());
  REQUIRE(chapters.size() == 2);
  CHECK(chapters[1].area == "TWO");
  CHECK(chapters[0].title == "the first");
  REQUIRE(chapters[0].clauses.size() == 1);
  const Clause& clause = chapters[0].clauses[0];
  CHECK(clause.id == "ONE-2");
  CHECK(clause.sentence == "A sentence that goes on.");
  CHECK(clause.level == Authority::cpython_observed);
  CHECK(versions_text(clause) == "3.13 to 3.14");
  CHECK_FALSE(clause.holds(PythonVersion::v3_12));
  CHECK(clause.holds(PythonVersion::v3_14));
  CHECK_FALSE(clause.holds(PythonVersion::v3_15));
  REQUIRE(clause.remarks.size() == 1);
  CHECK(clause.remarks[0].second == "more, on a second line");
}

TEST_CASE("A malformed chapter is refused, with the line") {
  const std::string head = "# ONE: the first\n\n## ONE-1\n\nSo.\n\n";
  CHECK(complaints_of_chapter(head + good_fields).empty());
  has(complaints_of_chapter("## ONE-1\n\nSo.\n\n" + good_fields), "1: a chapter begins with");
  has(complaints_of_chapter("# one: small\n"), "1: a chapter heading is");
  has(complaints_of_chapter("# ONE: a\n\n## TWO-1\n\nSo.\n\n" + good_fields),
      "3: TWO-1 stands in the chapter of ONE");
  has(complaints_of_chapter("# ONE: a\n\n## ONE-x\n\nSo.\n\n" + good_fields), "is no clause id");
  has(complaints_of_chapter(head + "- level: normative\n- since: 3.12\n"),
      "3: ONE-1 has no 'source'");
  has(complaints_of_chapter(head + good_fields + "- colour: red\n"), "10: 'colour' is no field");
  has(complaints_of_chapter(head + good_fields + "- since: 3.13\n"), "'since' is given twice");
  has(complaints_of_chapter(head + "- level: nice\n- since: 3.12\n- source: x\n"),
      "7: unknown level 'nice'; there are: normative");
  has(complaints_of_chapter(head + "- level: normative\n- since: 3.11\n- source: x\n"),
      "8: unknown version '3.11'");
  has(complaints_of_chapter(head + "- level: erratum\n- since: 3.12\n- source: x\n"),
      "ONE-1 has no 'issue'");
  has(complaints_of_chapter(head + "Another paragraph.\n\n" + good_fields), "is one paragraph");
  has(complaints_of_chapter("# ONE: a\n\n## ONE-1\n\n" + good_fields), "ONE-1 has no sentence");
  has(complaints_of_chapter(head + good_fields + "\n## ONE-1\n\nSo.\n\n" + good_fields),
      "ONE-1 is there already");
  has(complaints_of_chapter(head + good_fields + "- until: 3.11\n"), "unknown version '3.11'");
}

TEST_CASE("A chapter that is not linked, or linked and not there, is told") {
  const Files files;
  files.write("README.md", "[two.md](two.md)\n");
  files.write("one.md", "# ONE: the first\n");
  Problems problems;
  load_chapters(files.folder, problems);
  REQUIRE(problems.size() == 2);
  has(to_string(problems[0]), "README.md:1: two.md cannot be read");
  has(to_string(problems[1]), "one.md: is not linked");
}

TEST_CASE("A scenario is read with its header and its expectations") {
  const Files files;
  write_small_suite(files);
  files.write("scenarios/one/all.py",
              "# clauses: ONE-1 TWO-3\n# level: lines\n# needs: branch_sides not clear_tool_id "
              "module _testcapi\n# errata: one_line_function_loses_line\n# exit: 3\n\n# It shows.\n"
              "# Two lines.\nimport sys\n# not the header: x\n");
  files.write("scenarios/one/all.out", "documents\n");
  files.write("scenarios/one/all.3.12.out", "older\n");
  files.write("scenarios/one/all.3.13.errata.out", "wrong\n");
  Problems problems;
  const std::vector<Scenario> scenarios = load_scenarios(files.folder / "scenarios", problems);
  CHECK(problems.empty());
  REQUIRE(scenarios.size() == 2);
  const Scenario& scenario = scenarios[0];
  CHECK(scenario.name == "one/all");
  CHECK(scenario.clauses == std::vector<std::string>{"ONE-1", "TWO-3"});
  CHECK(scenario.level == Observation::lines);
  REQUIRE(scenario.needs.size() == 3);
  CHECK(to_string(scenario.needs[1]) == "not clear_tool_id");
  CHECK(to_string(scenario.needs[2]) == "module _testcapi");
  CHECK(scenario.exit == 3);
  CHECK(scenario.description == "It shows. Two lines.");
  CHECK(scenario.expected(PythonVersion::v3_12)->text == "older\n");
  CHECK(scenario.expected(PythonVersion::v3_13)->text == "documents\n");
  CHECK(scenario.expected_with_errata(PythonVersion::v3_13)->text == "wrong\n");
  CHECK(scenario.expected_with_errata(PythonVersion::v3_14) == nullptr);
}

TEST_CASE("A malformed scenario is refused, with the line") {
  CHECK(complaints_of_scenario("# clauses: ONE-1\n# level: api\n").empty());
  has(complaints_of_scenario("# level: api\n"), "1: names no clause");
  has(complaints_of_scenario("# clauses: ONE-1\n"), "1: has no level");
  has(complaints_of_scenario("# clauses: ONE-1\n# level: loud\n"), "2: unknown level 'loud'");
  has(complaints_of_scenario("# clauses: ONE-1\n# level: api\n# color: red\n"),
      "3: 'color' is no key");
  has(complaints_of_scenario("# clauses: ONE-1\n# level: api\n# level: api\n"), "given twice");
  has(complaints_of_scenario("# clauses: ONE-1\n# level: api\n# exit: 700\n"), "no exit status");
  has(complaints_of_scenario("# clauses: ONE-1\n# level: api\n# needs: not\n"), "name is missing");
}

TEST_CASE("Expectations that are missing, stray, empty or say nothing new are told") {
  const auto complaint = [](const std::string& name, const std::string& text) {
    const Files files;
    write_small_suite(files);
    files.write("scenarios/" + name, text);
    Problems problems;
    load_scenarios(files.folder / "scenarios", problems);
    REQUIRE(problems.size() == 1);
    return to_string(problems[0]);
  };
  has(complaint("one/other.out", "x\n"), "there is no other.py");
  has(complaint("one/it_is.3.11.out", "x\n"), "an expectation is NAME.out");
  has(complaint("one/it_is.3.14.out", "x\n"), "an expectation is NAME.out");
  has(complaint("one/it_is.3.12.out", ""), "two empty outputs never agree");
  has(complaint("one/it_is.3.12.out", "yes\n"), "says the same as it_is.out");
  has(complaint("one/it_is.3.12.errata.out", "x\n"), "no '# errata:' line");
  has(complaint("one/notes.txt", "x\n"), "neither a scenario");
  has(complaint("loose.py", "x\n"), "not in the folder of an area");
  has(complaint("one/lonely.py", "# clauses: ONE-1\n# level: api\n\n# Alone.\n"),
      "has no expectation lonely.out");
}

TEST_CASE("A list of known deviations takes scenarios, versions, an issue and a reason") {
  const Files files;
  const auto file =
      files.write("cpython.known", "# a comment\n\n"
                                   "one/*  3.12.0-3.12.5,3.14+  a/b#12  it is late\n");
  Problems problems;
  const std::vector<KnownDeviation> known = load_known_list(file, problems);
  CHECK(problems.empty());
  REQUIRE(known.size() == 1);
  CHECK(known[0].reason == "it is late");
  CHECK(known[0].covers("one/it_is", "3.12.5"));
  CHECK(known[0].covers("one/it_is", "3.15.0rc1"));
  CHECK_FALSE(known[0].covers("one/it_is", "3.12.6"));
  CHECK_FALSE(known[0].covers("one/it_is", "3.13.1"));
  CHECK_FALSE(known[0].covers("two/it_is", "3.12.5"));
  CHECK(load_known_list(files.folder / "nobody.known", problems).empty());
  CHECK(problems.empty());
}

TEST_CASE("An entry without reason or issue does not load") {
  const auto complaint = [](const std::string& line) {
    const Files files;
    Problems problems;
    load_known_list(files.write("cpython.known", line), problems);
    REQUIRE(problems.size() == 1);
    return to_string(problems[0]);
  };
  has(complaint("one/* 3.12\n"), "cpython.known:1: an entry is");
  has(complaint("one/* 3.12 a/b#1\n"), "an entry is");
  has(complaint("one/* 3.12 because it fails\n"), "'because' is no issue");
  has(complaint("one/* three a/b#1 reason\n"), "'three' is no list of versions");
  has(complaint("one/* 3.14-3.12 a/b#1 reason\n"), "no list of versions");
}

TEST_CASE("Versions are compared as far as both go") {
  CHECK(version_in("3.12", "3.12.7"));
  CHECK(version_in("all", "3.9.1"));
  CHECK(version_in("3.13+", "3.14.2"));
  CHECK_FALSE(version_in("3.13+", "3.12.9"));
  CHECK_FALSE(version_in("3.1", "3.12.9"));
}
