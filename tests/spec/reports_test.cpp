// Results as JSON lines, JUnit XML and a page; the texts that go into them.
#include "spec/runner/diff.h"
#include "spec/runner/html.h"
#include "spec/runner/process.h"
#include "spec/runner/report_junit.h"
#include "spec/runner/report_page.h"
#include "spec/runner/results_file.h"
#include "spec/runner/text.h"
#include "tests/spec/files.h"

#include <stdexcept>

#include <doctest/doctest.h>

using namespace specmon::spec;

namespace {

Run small_run() {
  Run run;
  run.subject.name = "cpython";
  run.subject.version = "3.14.2";
  run.subject.command = "python3 <&>";
  Result result;
  result.scenario = "one/it_is";
  result.outcome = Outcome::failed;
  result.reason = "prints something else";
  result.expected = "one/it_is.out";
  result.diff = "-yes\n+<no>\n";
  result.out = "<no>\x01 \xff\n";
  result.exit = 0;
  run.results = {result};
  return run;
}

} // namespace

TEST_CASE("Results come back from JSON lines as they were") {
  const Files files;
  write_small_suite(files);
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  const std::string text = write_results(suite, {small_run(), small_run()});
  const std::vector<Run> runs = read_results("r.jsonl", text, problems);
  CHECK(problems.empty());
  REQUIRE(runs.size() == 2);
  CHECK(runs[1].subject.title() == "CPython 3.14.2");
  REQUIRE(runs[1].results.size() == 1);
  CHECK(runs[1].results[0].outcome == Outcome::failed);
  CHECK(runs[1].results[0].diff == "-yes\n+<no>\n");
  CHECK(runs[1].results[0].out == "<no>\x01 \xef\xbf\xbd\n");
}

TEST_CASE("Malformed results are refused, with the line") {
  const Files files;
  write_small_suite(files);
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  const std::string text = write_results(suite, {small_run()});
  const auto complaint = [&](const std::string& wrong) {
    Problems found;
    read_results("r.jsonl", wrong, found);
    return found.empty() ? std::string() : to_string(found[0]);
  };
  CHECK(complaint(text).empty());
  CHECK(starts_with(complaint(""), "r.jsonl: ends before"));
  CHECK(starts_with(complaint("{}\n"), "r.jsonl:1: no result record"));
  CHECK(starts_with(complaint("no JSON\n"), "r.jsonl:1: "));
  CHECK(starts_with(complaint(text.substr(0, text.find("{\"record\":\"end\""))),
                    "r.jsonl:2: ends before"));
  CHECK(complaint(text.substr(text.find('\n') + 1)).find("outside of a run") != std::string::npos);
  std::string newer = text;
  newer.replace(newer.find("\"format_version\":1"), 18, "\"format_version\":2");
  CHECK(complaint(newer).find("format version 2; this specmon reads 1") != std::string::npos);
}

TEST_CASE("JUnit XML holds no character that XML does not") {
  const Files files;
  write_small_suite(files);
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  const std::string xml = junit_report(suite, {small_run()});
  CHECK(xml.find("failures=\"1\"") != std::string::npos);
  CHECK(xml.find("name=\"it_is [ONE-1]\"") != std::string::npos);
  CHECK(xml.find("&lt;no&gt;\xef\xbf\xbd \xef\xbf\xbd") != std::string::npos);
  CHECK(xml.find('\x01') == std::string::npos);
  CHECK(escape_xml("a\"b\r\x0b\xef\xbf\xbf") == "a&quot;b&#13;\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("JUnit XML skips what is known or unsupported") {
  const Files files;
  write_small_suite(files);
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  Run run = small_run();
  run.results.push_back(run.results[0]);
  run.results[0].outcome = Outcome::known;
  run.results[0].issue = "a/b#1";
  run.results[1].outcome = Outcome::unsupported;
  const std::string xml = junit_report(suite, {run});
  CHECK(xml.find("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"2\"") != std::string::npos);
  CHECK(xml.find("<skipped message=\"known: prints something else (a/b#1)\"/>") !=
        std::string::npos);
  CHECK(xml.find("<skipped message=\"unsupported: ") != std::string::npos);
  CHECK(xml.find("<failure") == std::string::npos);
  CHECK(xml.find("<error") == std::string::npos);
}

TEST_CASE("The page shows the result, the difference and the program, and escapes them") {
  const Files files;
  write_small_suite(files);
  files.write("scenarios/one/not_chosen.py",
              "# clauses: ONE-1\n# level: api\n\n# It was.\nprint(\"no\")\n");
  files.write("scenarios/one/not_chosen.out", "no\n");
  Problems problems;
  const Suite suite = load_suite(files.folder, problems);
  REQUIRE(problems.empty());
  const std::string page = results_page(suite, {small_run()});
  CHECK(page.find("1 clause of PEP 669 and its documentation, shown by 1 scenario, on 1 "
                  "implementation.") != std::string::npos);
  CHECK(page.find("<td class=\"failed\">") != std::string::npos);
  CHECK(page.find("<span class=\"added\">+&lt;no&gt;</span>") != std::string::npos);
  CHECK(page.find("<span class=\"string\">&quot;yes&quot;</span>") != std::string::npos);
  CHECK(page.find("<no>") == std::string::npos);
  CHECK(page.find("http://") == std::string::npos);
  CHECK(page.find("src=") == std::string::npos);
}

TEST_CASE("A difference is unified, and long ones are cut") {
  CHECK(unified_diff("a\n", "a\n").empty());
  CHECK(unified_diff("a\nb\n", "a\nc\n").find(" a\n-b\n+c\n") != std::string::npos);
  CHECK(unified_diff("a\n", "a").find("no line end") != std::string::npos);
  std::string many;
  for (int number = 0; number < 100'000; ++number) many += std::to_string(number) + "\n";
  const std::string cut = unified_diff("a\n", many);
  CHECK(cut.size() < 10'000);
  CHECK(cut.find("more lines of difference") != std::string::npos);
}

TEST_CASE("Bytes that are no UTF-8 are replaced") {
  CHECK(valid_utf8("h\xc3\xa9") == "h\xc3\xa9");
  CHECK(valid_utf8("\xff\xc3") == "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(valid_utf8("\xed\xa0\x80").size() == 9); // a surrogate
  CHECK(valid_utf8("\xf0\x9f\x90\x8d") == "\xf0\x9f\x90\x8d");
}

TEST_CASE("Globs match") {
  CHECK(matches_glob("a*c", "abbc"));
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("a?c*", "abc"));
  CHECK_FALSE(matches_glob("a*c", "abb"));
  CHECK_FALSE(matches_glob("", "a"));
}

TEST_CASE("A command is split as a shell does") {
  using Words = std::vector<std::string>;
  CHECK(split_command("python3 -X dev") == Words{"python3", "-X", "dev"});
  CHECK(split_command(" 'a b' \"c \\\" d\" e\\ f ''") == Words{"a b", "c \" d", "e f", ""});
  CHECK_THROWS_AS(split_command("'open"), std::invalid_argument);
  CHECK_THROWS_AS(split_command("  "), std::invalid_argument);
}
