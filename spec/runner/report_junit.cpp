#include "spec/runner/report_junit.h"
#include "spec/runner/text.h"

#include <fmt/format.h>

namespace specmon::spec {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

std::string test_case(const Suite& suite, const Result& result) {
  const std::size_t slash = result.scenario.find('/');
  std::string name = result.scenario.substr(slash + 1);
  if (const Scenario* scenario = suite.find_scenario(result.scenario)) {
    name += fmt::format(" [{}]", join(scenario->clauses, " "));
  }
  std::string text =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"",
                  escape_xml(result.scenario.substr(0, slash)), escape_xml(name), result.seconds);
  if (result.outcome == Outcome::passed) return text + "/>\n";
  text += ">\n";
  std::string reason = result.reason;
  if (!result.issue.empty()) reason += fmt::format(" ({})", result.issue);
  if (is_expected(result.outcome)) {
    text += fmt::format("      <skipped message=\"{}: {}\"/>\n", to_string(result.outcome),
                        escape_xml(reason));
  } else {
    const std::string_view tag = result.outcome == Outcome::failed ? "failure" : "error";
    text += fmt::format("      <{0} message=\"{1}\">{2}</{0}>\n", tag, escape_xml(reason),
                        escape_xml(result.diff));
    if (!result.out.empty()) {
      text += fmt::format("      <system-out>{}</system-out>\n", escape_xml(result.out));
    }
    if (!result.err.empty()) {
      text += fmt::format("      <system-err>{}</system-err>\n", escape_xml(result.err));
    }
  }
  return text + "    </testcase>\n";
}

} // namespace

std::string escape_xml(std::string_view bytes) {
  const std::string text = valid_utf8(bytes);
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '<') {
      escaped += "&lt;";
    } else if (letter == '>') {
      escaped += "&gt;";
    } else if (letter == '&') {
      escaped += "&amp;";
    } else if (letter == '"') {
      escaped += "&quot;";
    } else if (letter == '\r') {
      escaped += "&#13;";
    } else if (byte < 0x20 && letter != '\n' && letter != '\t') {
      escaped += replacement;
    } else if (text.compare(at, 3, "\xef\xbf\xbe") == 0 ||
               text.compare(at, 3, "\xef\xbf\xbf") == 0) {
      escaped += replacement; // U+FFFE and U+FFFF are no XML characters
      at += 2;
    } else {
      escaped += letter;
    }
  }
  return escaped;
}

std::string junit_report(const Suite& suite, const std::vector<Run>& runs) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"specmon\">\n";
  for (const Run& run : runs) {
    const Counts counts = run.counts();
    const auto count = [&](Outcome outcome) { return counts[static_cast<std::size_t>(outcome)]; };
    double seconds = 0;
    for (const Result& result : run.results) seconds += result.seconds;
    text += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
                        "skipped=\"{}\" time=\"{:.3f}\">\n",
                        escape_xml(run.subject.title()), run.results.size(), count(Outcome::failed),
                        count(Outcome::errored),
                        count(Outcome::known) + count(Outcome::unsupported), seconds);
    for (const Result& result : run.results) text += test_case(suite, result);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

} // namespace specmon::spec
