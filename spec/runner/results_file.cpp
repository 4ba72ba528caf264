#include "spec/runner/results_file.h"
#include "spec/runner/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace specmon::spec {

namespace {

using json = nlohmann::ordered_json;

constexpr const char* format_name = "specmon-results";

std::string line_of(const json& record) {
  return record.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

json run_record(const Suite& suite, const Run& run) {
  json record = {{"record", "run"},
                 {"format", format_name},
                 {"format_version", results_format_version},
                 {"implementation", run.subject.name},
                 {"version", run.subject.version},
                 {"python", monitoring::to_string(run.subject.python)},
                 {"errata", run.subject.errata},
                 {"command", run.subject.command},
                 {"clauses", suite.clause_count()},
                 {"scenarios", suite.scenarios.size()}};
  if (!run.trouble.empty()) record["trouble"] = run.trouble;
  return record;
}

json result_record(const Suite& suite, const Result& result) {
  json record = {{"record", "result"}, {"scenario", result.scenario}};
  if (const Scenario* scenario = suite.find_scenario(result.scenario)) {
    record["clauses"] = scenario->clauses;
  }
  record["result"] = to_string(result.outcome);
  if (!result.reason.empty()) record["reason"] = result.reason;
  if (!result.issue.empty()) record["issue"] = result.issue;
  if (!result.expected.empty()) record["expected"] = result.expected;
  if (result.exit) record["exit"] = *result.exit;
  if (!result.diff.empty()) record["diff"] = result.diff;
  if (result.outcome != Outcome::unsupported) {
    record["stdout"] = result.out;
    record["stderr"] = result.err;
  }
  return record;
}

json end_record(const Run& run) {
  json counts = json::object();
  const Counts counted = run.counts();
  for (std::size_t index = 0; index < outcome_count; ++index) {
    counts[std::string(to_string(static_cast<Outcome>(index)))] = counted[index];
  }
  return {{"record", "end"}, {"counts", counts}, {"as_expected", run.is_as_expected()}};
}

// Reads line by line; throws json::exception or std::runtime_error for a line that is malformed.
class ResultsReader {
public:
  void take(const json& record) {
    const std::string kind = record.at("record").get<std::string>();
    if (kind == "run") {
      begin_run(record);
    } else if (!open_) {
      throw std::runtime_error(fmt::format("a record '{}' outside of a run", kind));
    } else if (kind == "result") {
      runs.back().results.push_back(result_of(record));
    } else if (kind == "end") {
      open_ = false;
    } else {
      throw std::runtime_error(fmt::format("unknown record '{}'", kind));
    }
  }

  bool is_complete() const { return !open_ && !runs.empty(); }

  std::vector<Run> runs;

private:
  void begin_run(const json& record) {
    if (open_) throw std::runtime_error("a run begins before the one before it has ended");
    if (record.at("format") != format_name) throw std::runtime_error("another format");
    const int version = record.at("format_version").get<int>();
    if (version != results_format_version) {
      throw std::runtime_error(
          fmt::format("format version {}; this specmon reads {}", version, results_format_version));
    }
    Run run;
    run.subject.name = record.at("implementation").get<std::string>();
    run.subject.version = record.at("version").get<std::string>();
    const std::string python = record.at("python").get<std::string>();
    const auto parsed = monitoring::parse_python_version(python);
    if (!parsed) throw std::runtime_error(fmt::format("unknown Python '{}'", python));
    run.subject.python = *parsed;
    run.subject.errata = record.at("errata").get<bool>();
    run.subject.command = record.at("command").get<std::string>();
    run.trouble = record.value("trouble", "");
    runs.push_back(std::move(run));
    open_ = true;
  }

  static Result result_of(const json& record) {
    Result result;
    result.scenario = record.at("scenario").get<std::string>();
    const std::string outcome = record.at("result").get<std::string>();
    const auto parsed = parse_outcome(outcome);
    if (!parsed) throw std::runtime_error(fmt::format("unknown result '{}'", outcome));
    result.outcome = *parsed;
    result.reason = record.value("reason", "");
    result.issue = record.value("issue", "");
    result.expected = record.value("expected", "");
    result.diff = record.value("diff", "");
    result.out = record.value("stdout", "");
    result.err = record.value("stderr", "");
    if (record.contains("exit")) result.exit = record.at("exit").get<int>();
    return result;
  }

  bool open_ = false;
};

} // namespace

std::string write_results(const Suite& suite, const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) {
    text += line_of(run_record(suite, run));
    for (const Result& result : run.results) text += line_of(result_record(suite, result));
    text += line_of(end_record(run));
  }
  return text;
}

std::vector<Run> read_results(const std::string& name, std::string_view text, Problems& problems) {
  ResultsReader reader;
  int number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    try {
      reader.take(json::parse(line));
    } catch (const std::exception& error) {
      problems.push_back({{name, number}, fmt::format("no result record: {}", error.what())});
      return {};
    }
  }
  if (!reader.is_complete()) {
    problems.push_back({{name, number}, "ends before its last run does"});
  }
  return std::move(reader.runs);
}

} // namespace specmon::spec
