// What an execution means, and which scenarios are run.
#include "monitoring/behaviours.h"
#include "spec/runner/completeness.h"
#include "spec/runner/conformance.h"
#include "spec/runner/errata_table.h"
#include "spec/runner/judge.h"
#include "tests/spec/files.h"

#include <doctest/doctest.h>

using namespace specmon::spec;
using specmon::monitoring::PythonVersion;

namespace {

Scenario small_scenario() {
  Scenario scenario;
  scenario.name = "one/it_is";
  scenario.expected_everywhere = Expectation{"scenarios/one/it_is.out", "yes\n"};
  return scenario;
}

Execution printed(const std::string& out, int exit = 0) {
  Execution execution;
  execution.out = out;
  execution.exit = exit;
  return execution;
}

Subject cpython(PythonVersion python = PythonVersion::v3_14, const char* version = "3.14.2") {
  Subject subject;
  subject.name = "cpython";
  subject.version = version;
  subject.python = python;
  return subject;
}

KnownDeviation known_one() {
  return {"one/*", "3.14", "a/b#1", "late", {"cpython.known", 3}};
}

} // namespace

TEST_CASE("The expected output passes, another fails and is shown") {
  const Scenario scenario = small_scenario();
  const Result passed = judge(scenario, cpython(), printed("yes\n"), {});
  CHECK(passed.outcome == Outcome::passed);
  CHECK(passed.diff.empty());
  const Result failed = judge(scenario, cpython(), printed("no\n"), {});
  CHECK(failed.outcome == Outcome::failed);
  CHECK(failed.expected == "one/it_is.out");
  CHECK(failed.diff.find("-yes\n+no\n") != std::string::npos);
  CHECK(judge(scenario, cpython(), printed("yes"), {}).outcome == Outcome::failed);
  CHECK(judge(scenario, cpython(), printed(""), {}).outcome == Outcome::failed);
}

TEST_CASE("Two empty outputs never agree") {
  Scenario scenario = small_scenario();
  scenario.expected_everywhere->text.clear();
  CHECK(judge(scenario, cpython(), printed(""), {}).outcome == Outcome::failed);
}

TEST_CASE("A crash, a hang and a wrong exit status are errors, whatever was printed") {
  const Scenario scenario = small_scenario();
  Execution crashed = printed("yes\n");
  crashed.signal = 11;
  CHECK(judge(scenario, cpython(), crashed, {}).outcome == Outcome::errored);
  Execution hung = printed("yes\n");
  hung.timed_out = true;
  hung.trouble = "no end";
  CHECK(judge(scenario, cpython(), hung, {}).outcome == Outcome::errored);
  Execution failing = printed("yes\n", 1);
  failing.err = "what went wrong\n";
  const Result wrong = judge(scenario, cpython(), failing, {});
  CHECK(wrong.outcome == Outcome::errored);
  CHECK(wrong.reason == "exit status 1 instead of 0 (what went wrong)");
  CHECK(wrong.out == "yes\n");
  CHECK(wrong.err == "what went wrong\n"); // kept in every report
  Scenario raises = scenario;
  raises.exit = 1;
  CHECK(judge(raises, cpython(), printed("yes\n", 1), {}).outcome == Outcome::passed);
}

TEST_CASE("What an erratum explains exactly is known, and expected with --errata") {
  Scenario scenario = small_scenario();
  scenario.errata = {"one_line_function_loses_line"};
  scenario.expected_of_cpython[PythonVersion::v3_14] = {"one/it_is.3.14.errata.out", "no\n"};
  const Result known = judge(scenario, cpython(), printed("no\n"), {});
  CHECK(known.outcome == Outcome::known);
  CHECK(known.reason == "erratum one_line_function_loses_line");
  CHECK(known.issue == "python/cpython#155992");
  CHECK(judge(scenario, cpython(), printed("maybe\n"), {}).outcome == Outcome::failed);
  CHECK(judge(scenario, cpython(), printed("yes\n"), {}).outcome == Outcome::passed);
  Subject erring = cpython();
  erring.errata = true;
  CHECK(judge(scenario, erring, printed("no\n"), {}).outcome == Outcome::passed);
  CHECK(judge(scenario, erring, printed("yes\n"), {}).outcome == Outcome::failed);
  scenario.errata = {"generator_close_is_silent",
                     "one_line_function_loses_line"}; // the first in 3.13 alone
  CHECK(judge(scenario, cpython(), printed("no\n"), {}).reason ==
        "erratum one_line_function_loses_line");
}

TEST_CASE("A listed deviation is known, and an error when it is gone") {
  const Scenario scenario = small_scenario();
  const Result known = judge(scenario, cpython(), printed("no\n"), {known_one()});
  CHECK(known.outcome == Outcome::known);
  CHECK(known.issue == "a/b#1");
  CHECK(judge(scenario, cpython(), printed("no\n", 3), {known_one()}).outcome == Outcome::known);
  const Result gone = judge(scenario, cpython(), printed("yes\n"), {known_one()});
  CHECK(gone.outcome == Outcome::failed);
  CHECK(gone.reason.find("cpython.known:3") != std::string::npos);
  const Subject older = cpython(PythonVersion::v3_13, "3.13.2");
  CHECK(judge(scenario, older, printed("no\n"), {known_one()}).outcome == Outcome::failed);
}

TEST_CASE("What a scenario needs decides where it is unsupported") {
  Scenario scenario = small_scenario();
  Identity identity{"cpython", "3.14.2", true, {}};
  CHECK_FALSE(obstacle(scenario, cpython(), identity));
  scenario.needs = {{Need::Kind::behaviour, "branch_sides"}};
  CHECK_FALSE(obstacle(scenario, cpython(), identity));
  CHECK(obstacle(scenario, cpython(PythonVersion::v3_13), identity) ==
        "needs branch_sides, and 3.13 has it not");
  scenario.needs = {{Need::Kind::no_behaviour, "branch_sides"}};
  CHECK(obstacle(scenario, cpython(), identity));
  scenario.needs = {{Need::Kind::module, "_testcapi"}};
  CHECK(obstacle(scenario, cpython(), identity));
  identity.modules.insert("_testcapi");
  CHECK_FALSE(obstacle(scenario, cpython(), identity));
  identity.has_monitoring = false;
  CHECK(obstacle(scenario, cpython(), identity) == "no sys.monitoring");
}

TEST_CASE("A run in which nothing passed is not as expected") {
  Run run;
  CHECK_FALSE(run.is_as_expected());
  run.results.resize(2);
  run.results[0].outcome = Outcome::unsupported;
  run.results[1].outcome = Outcome::known;
  CHECK_FALSE(run.is_as_expected());
  run.results[0].outcome = Outcome::passed;
  CHECK(run.is_as_expected());
  run.results[1].outcome = Outcome::errored;
  CHECK_FALSE(run.is_as_expected());
}

TEST_CASE("Scenarios are chosen by clause, area, path and level") {
  const Files files;
  write_small_suite(files);
  files.write("scenarios/one/closer.py",
              "# clauses: ONE-1\n# level: lines\n\n# Closer.\nprint(\"yes\")\n");
  files.write("scenarios/one/closer.out", "yes\n");
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  REQUIRE(problems.empty());
  const auto count = [&](std::vector<std::string> names, std::optional<Observation> level = {}) {
    const SelectedScenarios selected = select(suite, {std::move(names), level});
    return selected.wrong.empty() ? static_cast<int>(selected.scenarios.size()) : -1;
  };
  CHECK(count({}) == 2);
  CHECK(count({"ONE-1"}) == 2);
  CHECK(count({"ONE"}) == 2);
  CHECK(count({"one"}) == 2);
  Suite larger = suite; // an area has the scenarios of all its clauses
  larger.chapters[0].clauses.push_back(larger.chapters[0].clauses[0]);
  larger.chapters[0].clauses[1].id = "ONE-2";
  larger.scenarios[1].clauses = {"ONE-2"};
  CHECK(select(larger, {{"ONE"}, {}}).scenarios.size() == 2);
  CHECK(count({"one/it_is"}) == 1);
  CHECK(count({"spec/scenarios/one/it_is.py", "one/it_is"}) == 1);
  CHECK(count({}, Observation::order) == 1);
  CHECK(count({}, Observation::sides) == 2);
  CHECK(count({"ONE-2"}) == -1);
  CHECK(count({"TWO"}) == -1);
  CHECK(count({"it_is"}) == -1);
}

TEST_CASE("What is missing is told unless it is listed, and a stale entry is told too") {
  const Files files;
  write_small_suite(files);
  files.write("missing.txt", "behaviour *\nerratum *\nclause *\n");
  const auto search = [&](std::string& wrong) {
    Problems problems;
    const Suite suite = load_suite(files.folder, problems);
    REQUIRE(problems.empty());
    const std::vector<Missing> missing = find_missing(suite, problems);
    wrong.clear();
    for (const Missing& what : missing) wrong += what.kind + ' ' + what.name + '\n';
    for (const Problem& problem : problems) wrong += problem.message + '\n';
  };
  std::string wrong;
  search(wrong);
  CHECK(wrong == "");
  files.write("clauses/one.md", "# ONE: the first\n\n## ONE-2\n\nIt is so.\n\n- level: normative\n"
                                "- since: 3.12\n- source: a document\n");
  files.write("missing.txt", "behaviour *\nerratum *\nclause [none]\n");
  search(wrong);
  CHECK(wrong.find("scenario ONE-2\n") != std::string::npos);
  CHECK(wrong.find("clause ONE-1\n") != std::string::npos);
  CHECK(wrong.find("clause [none] is no longer missing") != std::string::npos);
  files.write("scenarios/one/it_is.py",
              "# clauses: ONE-2\n# level: api\n# behaviours: no_such_row\n\n# It is.\n");
  search(wrong);
  CHECK(wrong.find("'no_such_row' is no row of monitoring/behaviours.def") != std::string::npos);
}

TEST_CASE("The page about errata has a true line for each row of errata.def") {
  const Files files;
  const auto problems_of = [&](const std::string& name, const std::string& line) {
    std::string page =
        "# Errata\n\n| clause | versions | what | row |\n| --- | --- | --- | --- |\n";
    for (const auto& row : specmon::monitoring::erratum_rows()) {
      const std::string own = "| " + std::string(row.clause.substr(0, row.clause.find(' '))) +
                              " | " + "? | " + std::string(row.issue) + " | `" +
                              std::string(row.name) + "` |\n";
      page += row.name == name ? line : own;
    }
    Problems problems;
    check_errata_table(files.write("errata.md", page), problems);
    std::string text;
    for (const Problem& problem : problems) {
      if (problem.message.find(name) != std::string::npos) text += problem.message + '\n';
    }
    return text;
  };
  const std::string name = "generator_close_is_silent";
  const std::string fine = "| GEN-6 | 3.13 | python/cpython#140373 | `" + name + "` |\n";
  CHECK(problems_of(name, fine) == "");
  CHECK(problems_of(name, "") == name + " of monitoring/errata.def has no line\n");
  CHECK(problems_of(name, fine + fine) == name + " has two lines\n");
  CHECK(problems_of(name, "| GEN-7 | 3.13 | python/cpython#140373 | `" + name + "` |\n") ==
        name + " belongs to GEN-6, not to GEN-7\n");
  CHECK(problems_of(name, "| GEN-6 | 3.13, 3.14 | python/cpython#140373 | `" + name + "` |\n") ==
        name + " holds in 3.13, not in 3.13, 3.14\n");
  CHECK(problems_of(name, "| GEN-6 | 3.13 | | `" + name + "` |\n") ==
        name + " is reported as python/cpython#140373\n");
  Problems problems;
  check_errata_table(files.write("errata.md", "| GEN-6 | 3.13 | | `no_such_row` |\n"), problems);
  CHECK(problems.front().message == "'no_such_row' is no row of monitoring/errata.def");
  problems.clear();
  check_errata_table(files.folder / "no_such_page.md", problems);
  CHECK(problems.empty());
}

TEST_CASE("A scenario that names a row must need it or differ with it") {
  const Files files;
  write_small_suite(files);
  files.write("missing.txt", "behaviour *\nerratum *\nclause *\n");
  const auto is_refused = [&](const std::string& header) {
    files.write("scenarios/one/it_is.py",
                "# clauses: ONE-1\n# level: api\n" + header + "\n# It is.\nprint(\"yes\")\n");
    Problems problems;
    const Suite suite = load_suite(files.folder, problems);
    REQUIRE(problems.empty());
    find_missing(suite, problems);
    for (const Problem& problem : problems) {
      if (problem.message == "'branch_sides' makes no difference to what is expected") return true;
    }
    return false;
  };
  CHECK(is_refused("# behaviours: branch_sides\n"));
  CHECK(!is_refused("# needs: branch_sides\n# behaviours: branch_sides\n"));
  files.write("scenarios/one/it_is.3.12.out", "no\n");
  CHECK(!is_refused("# behaviours: branch_sides\n"));
}
