// specmon conform: holds the model, or any other Python, against the suite.
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/streams.h"
#include "cli/suite_folder.h"
#include "spec/runner/conformance.h"
#include "spec/runner/report_junit.h"
#include "spec/runner/report_page.h"
#include "spec/runner/report_text.h"
#include "spec/runner/results_file.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace specmon::cli {

namespace {

using monitoring::PythonVersion;

// A line on the terminal that is written over and over; nothing where there is no terminal.
class Progress {
public:
  Progress() : on_terminal_(::isatty(2) != 0) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, std::size_t all, const std::string& text) {
    if (!on_terminal_) return;
    std::string line = fmt::format("{:>4}/{} {}", done, all, text);
    struct winsize size = {};
    const std::size_t width =
        ::ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : 79u;
    if (line.size() > width) line.resize(width);
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
  }
  void clear() {
    if (on_terminal_) fmt::print(stderr, "\r\033[K");
  }

private:
  bool on_terminal_;
};

// What is to be held against the suite.
struct Candidate {
  std::unique_ptr<spec::Implementation> implementation;
  spec::RunOptions options;
};

std::vector<PythonVersion> model_versions(const CommandLine& line) {
  std::vector<PythonVersion> versions;
  for (const std::string& text : line.values("python")) versions.push_back(parse_version(text));
  if (!versions.empty()) return versions;
  for (int number = 0; number <= static_cast<int>(monitoring::last_version); ++number) {
    versions.push_back(static_cast<PythonVersion>(number));
  }
  return versions;
}

std::vector<Candidate> read_candidates(const CommandLine& line) {
  const std::chrono::seconds timeout(
      parse_number("timeout", line.value("timeout").value_or("20"), 1, 86'400));
  spec::RunOptions options;
  options.errata = line.has("errata");
  options.name = line.value("name");
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  options.jobs = parse_number("jobs", line.value("jobs").value_or(std::to_string(cores)), 1, 64);

  std::vector<Candidate> candidates;
  const auto add = [&](const std::string& option, const std::string& command, const auto& make) {
    try {
      candidates.push_back({make(command, timeout), options});
    } catch (const std::invalid_argument& error) {
      throw Usage{fmt::format("--{} '{}': {}", option, command, error.what())};
    }
    const auto versions = line.values("python");
    if (!versions.empty()) candidates.back().options.python = parse_version(versions.back());
  };
  for (const std::string& command : line.values("against")) {
    add("against", command, [](const std::string& text, std::chrono::seconds seconds) {
      return spec::make_command_implementation(text, seconds);
    });
  }
  for (const std::string& command : line.values("adapter")) {
    add("adapter", command, spec::make_batch_adapter);
  }
  const bool others = !candidates.empty() || line.has("merge");
  if (options.name && candidates.size() > 1) {
    throw Usage{"--name goes with one implementation"};
  }
  if (!others || line.has("model")) {
    for (const PythonVersion version : model_versions(line)) {
      std::vector<std::string> words = {own_executable(), "run", "--python",
                                        std::string(monitoring::to_string(version))};
      if (options.errata) words.push_back("--errata");
      candidates.push_back({spec::make_command_implementation(words, timeout), options});
      candidates.back().options.name = others ? "specmon" : options.name;
      candidates.back().options.python = version;
    }
  }
  return candidates;
}

// The reports that were asked for, each in a file.
class Reports {
public:
  // Throws Usage for a file that cannot be written: before the work, not behind it.
  explicit Reports(const CommandLine& line) {
    for (const std::string option : {"junit", "json", "html"}) {
      const auto file = line.value(option);
      if (!file) continue;
      const int descriptor = ::open(file->c_str(), O_WRONLY | O_CREAT | O_CLOEXEC,
                                    S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
      if (descriptor < 0) {
        throw Usage{
            fmt::format("--{}: cannot write '{}': {}", option, *file, std::strerror(errno))};
      }
      ::close(descriptor);
      files_.emplace_back(option, *file);
    }
  }

  // False: a file could not be written; said on standard error.
  bool write(const spec::Suite& suite, const std::vector<spec::Run>& runs) const {
    bool fine = true;
    for (const auto& [option, file] : files_) {
      const std::string text = option == "junit"  ? spec::junit_report(suite, runs)
                               : option == "json" ? spec::write_results(suite, runs)
                                                  : spec::results_page(suite, runs);
      fine = write_file(file, text) && fine;
    }
    return fine;
  }

private:
  std::vector<std::pair<std::string, std::string>> files_; // option, file
};

// Results of earlier runs.
std::vector<spec::Run> read_earlier(const CommandLine& line) {
  std::vector<spec::Run> runs;
  for (const std::string& file : line.values("merge")) {
    const auto text = spec::read_text(file);
    if (!text) throw Usage{fmt::format("cannot read '{}': {}", file, std::strerror(errno))};
    spec::Problems problems;
    std::vector<spec::Run> found = spec::read_results(file, *text, problems);
    if (!problems.empty()) throw Usage{spec::to_string(problems.front())};
    std::move(found.begin(), found.end(), std::back_inserter(runs));
  }
  return runs;
}

int conform(const CommandLine& line) {
  const spec::Suite suite = read_suite(line);
  spec::Selection selection;
  selection.names = line.operands();
  if (const auto text = line.value("level")) {
    selection.level = spec::parse_observation(*text);
    if (!selection.level) {
      throw Usage{fmt::format("unknown level '{}'; allowed: {}", *text, spec::observation_names())};
    }
  }
  const spec::SelectedScenarios selected = spec::select(suite, selection);
  if (!selected.wrong.empty()) throw Usage{selected.wrong};
  if (selected.scenarios.empty()) throw Usage{"no scenario is selected"};
  std::vector<Candidate> candidates = read_candidates(line);
  const Reports reports(line);
  std::vector<spec::Run> earlier = read_earlier(line);

  const spec::InterruptGuard interrupts;
  const struct rlimit no_core = {0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::vector<spec::Run> runs;
  {
    Progress progress;
    for (Candidate& candidate : candidates) {
      candidate.options.progress = [&](std::size_t done, std::size_t all,
                                       const spec::Result& last) {
        progress.show(done, all,
                      fmt::format("{}: {}", candidate.implementation->command(), last.scenario));
      };
      try {
        runs.push_back(spec::run_suite(suite, selected.scenarios, *candidate.implementation,
                                       candidate.options));
      } catch (const spec::CannotRun& problem) {
        progress.clear();
        throw Usage{problem.message};
      }
      candidate.implementation.reset();
    }
  }

  std::move(earlier.begin(), earlier.end(), std::back_inserter(runs));
  const bool written = reports.write(suite, runs);
  Streams streams;
  streams.out.append(spec::text_report(suite, runs));
  streams.out.flush();
  const bool fine = std::all_of(runs.begin(), runs.end(),
                                [](const spec::Run& run) { return run.is_as_expected(); });
  if (streams.out.failure() != 0 || !written) return exit_not_as_expected;
  return fine ? exit_success : exit_not_as_expected;
}

} // namespace

Command conform_command() {
  return {"conform",
          "[ID|AREA|SCENARIO]...",
          "Hold the model, or another Python, against the conformance suite",
          {
              {"python", "V",
               "the model of V only; or, of another Python, hold it against V's expectations"},
              {"against", "COMMAND", "a Python: COMMAND FILE runs a program (may be repeated)"},
              {"adapter", "COMMAND",
               "a batch adapter: JSON lines in, JSON lines out (may be repeated)"},
              {"merge", "FILE", "results of an earlier run, from its --json (may be repeated)"},
              {"model", "", "the model too, beside --against, --adapter and --merge"},
              {"name", "NAME", "call the implementation NAME, and use NAME.known"},
              {"errata", "", "expect what that CPython does where the documents say otherwise"},
              {"level", "L",
               "only what shows at this level of observation: api, events, order, lines or sides"},
              {"timeout", "S", "seconds that a scenario may take, 20 unless set"},
              {"jobs", "N", "how many scenarios at a time, one a core unless set"},
              {"junit", "FILE", "write the results as JUnit XML"},
              {"json", "FILE", "write the results as JSON lines"},
              {"html", "FILE", "write the results as one self-contained page"},
              suite_option(),
          },
          Takes::names,
          conform};
}

} // namespace specmon::cli
