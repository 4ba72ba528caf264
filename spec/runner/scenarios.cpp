#include "spec/runner/scenarios.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <set>

#include <fmt/format.h>

namespace specmon::spec {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 5> observation_level_names = {"api", "events", "order",
                                                                     "lines", "sides"};
constexpr std::array<std::string_view, 6> key_names = {"clauses",    "level",  "needs",
                                                       "behaviours", "errata", "exit"};

// The header: comment lines `# key: value`, down to the first line that is none.
class HeaderReader {
public:
  HeaderReader(Scenario& scenario, Problems& problems) : scenario_(scenario), problems_(problems) {}

  void read() {
    const std::vector<std::string> lines = split_lines(scenario_.source);
    std::size_t at = 0;
    for (; at < lines.size() && take(lines[at], static_cast<int>(at) + 1); ++at) {
    }
    while (at < lines.size() && trim(lines[at]).empty()) ++at;
    for (; at < lines.size() && starts_with(lines[at], "#"); ++at) {
      if (!scenario_.description.empty()) scenario_.description += ' ';
      scenario_.description += trim(lines[at].substr(1));
    }
    if (scenario_.clauses.empty()) complain(1, "names no clause ('# clauses: AREA-N ...')");
    if (given_.count("level") == 0) complain(1, "has no level ('# level: api')");
    if (scenario_.description.empty()) {
      complain(static_cast<int>(at) + 1, "has no comment below its header that says what it shows");
    }
  }

private:
  void complain(int line, std::string message) {
    problems_.push_back({{scenario_.file.string(), line}, std::move(message)});
  }

  // False: the header has ended.
  bool take(const std::string& line, int number) {
    if (!starts_with(line, "# ")) return false;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return false;
    const std::string key = line.substr(2, colon - 2);
    if (key.find(' ') != std::string::npos) return false;
    if (std::find(key_names.begin(), key_names.end(), key) == key_names.end()) {
      complain(number, fmt::format("'{}' is no key of a scenario; there are: {}", key,
                                   join({key_names.begin(), key_names.end()}, ", ")));
      return true;
    }
    if (!given_.insert(key).second) {
      complain(number, fmt::format("'{}' is given twice", key));
      return true;
    }
    const std::vector<std::string> words = split_words(line.substr(colon + 1));
    if (words.empty()) {
      complain(number, fmt::format("'{}' is empty", key));
    } else {
      apply(key, words, number);
    }
    return true;
  }

  void apply(const std::string& key, const std::vector<std::string>& words, int line) {
    if (key == "clauses") {
      scenario_.clauses = words;
    } else if (key == "behaviours") {
      scenario_.behaviours = words;
    } else if (key == "errata") {
      scenario_.errata = words;
    } else if (key == "needs") {
      read_needs(words, line);
    } else if (words.size() != 1) {
      complain(line, fmt::format("'{}' takes one word", key));
    } else if (key == "level") {
      const auto level = parse_observation(words[0]);
      if (level) {
        scenario_.level = *level;
      } else {
        complain(line,
                 fmt::format("unknown level '{}'; there are: {}", words[0], observation_names()));
      }
    } else {
      const std::string& text = words[0];
      const auto end = std::from_chars(text.data(), text.data() + text.size(), scenario_.exit);
      if (end.ec != std::errc() || end.ptr != text.data() + text.size() || scenario_.exit < 0 ||
          scenario_.exit > 255) {
        complain(line, fmt::format("'{}' is no exit status", text));
      }
    }
  }

  void read_needs(const std::vector<std::string>& words, int line) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      Need need{Need::Kind::behaviour, words[at]};
      if (words[at] == "not" || words[at] == "module") {
        if (at + 1 == words.size()) {
          complain(line, fmt::format("a name is missing behind '{}'", words[at]));
          return;
        }
        need.kind = words[at] == "not" ? Need::Kind::no_behaviour : Need::Kind::module;
        need.name = words[++at];
      }
      scenario_.needs.push_back(std::move(need));
    }
  }

  Scenario& scenario_;
  Problems& problems_;
  std::set<std::string> given_;
};

// What NAME in an expectation's file name is followed by: "" (NAME.out), "3.12", "3.12.errata".
struct ExpectationName {
  std::string stem;
  std::optional<PythonVersion> version;
  bool errata = false;
};

std::optional<ExpectationName> parse_expectation_name(std::string_view name) {
  ExpectationName parsed;
  name.remove_suffix(std::string_view(".out").size());
  if (ends_with(name, ".errata")) {
    parsed.errata = true;
    name.remove_suffix(std::string_view(".errata").size());
  }
  const std::size_t dot = name.find('.');
  parsed.stem = name.substr(0, dot);
  if (dot == std::string_view::npos) {
    if (parsed.errata) return std::nullopt;
    return parsed;
  }
  parsed.version = monitoring::parse_python_version(name.substr(dot + 1));
  if (!parsed.version) return std::nullopt;
  if (!parsed.errata && parsed.version == monitoring::default_version) return std::nullopt;
  return parsed;
}

// The scenarios of one area.
class FolderReader {
public:
  FolderReader(const fs::path& folder, Problems& problems) : folder_(folder), problems_(problems) {}

  std::vector<Scenario> read() {
    std::error_code problem;
    std::vector<fs::path> files(fs::directory_iterator(folder_, problem), fs::directory_iterator());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      if (file.extension() == ".py") add_scenario(file);
    }
    for (const fs::path& file : files) {
      const std::string name = file.filename().string();
      if (file.extension() == ".py" || name == "README.md" || name == "__pycache__") continue;
      if (file.extension() == ".out") {
        add_expectation(file);
      } else {
        complain(file, "is neither a scenario (NAME.py) nor an expectation (NAME.out)");
      }
    }
    for (const Scenario& scenario : scenarios_) check_expectations(scenario);
    return std::move(scenarios_);
  }

private:
  void complain(const fs::path& file, std::string message) {
    problems_.push_back({{file.string(), 0}, std::move(message)});
  }

  void add_scenario(const fs::path& file) {
    const auto source = read_text(file);
    if (!source) {
      complain(file, fmt::format("cannot be read: {}", std::strerror(errno)));
      return;
    }
    const std::string stem = file.stem().string();
    if (stem.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) {
      complain(file, "the name of a scenario is small letters, digits and underscores");
    }
    Scenario scenario;
    scenario.name = folder_.filename().string() + '/' + stem;
    scenario.file = file;
    scenario.source = *source;
    HeaderReader(scenario, problems_).read();
    scenarios_.push_back(std::move(scenario));
  }

  void add_expectation(const fs::path& file) {
    const auto name = parse_expectation_name(file.filename().string());
    if (!name) {
      complain(file, "an expectation is NAME.out, NAME.V.out for a version V other than 3.14, or "
                     "NAME.V.errata.out");
      return;
    }
    const std::string wanted = folder_.filename().string() + '/' + name->stem;
    const auto scenario =
        std::find_if(scenarios_.begin(), scenarios_.end(),
                     [&](const Scenario& candidate) { return candidate.name == wanted; });
    if (scenario == scenarios_.end()) {
      complain(file, fmt::format("there is no {}.py that it could belong to", name->stem));
      return;
    }
    const auto text = read_text(file);
    if (!text) {
      complain(file, fmt::format("cannot be read: {}", std::strerror(errno)));
    } else if (text->empty()) {
      complain(file, "is empty: two empty outputs never agree");
    } else if (!name->version) {
      scenario->expected_everywhere = Expectation{file, *text};
    } else if (name->errata) {
      scenario->expected_of_cpython[*name->version] = {file, *text};
    } else {
      scenario->expected_in[*name->version] = {file, *text};
    }
  }

  void check_expectations(const Scenario& scenario) {
    const fs::path base = folder_ / (scenario.file.stem().string() + ".out");
    if (!scenario.expected_everywhere) {
      complain(scenario.file, fmt::format("has no expectation {}", base.filename().string()));
    }
    for (const auto& [version, expectation] : scenario.expected_in) {
      if (scenario.expected_everywhere && scenario.expected_everywhere->text == expectation.text) {
        complain(expectation.file, fmt::format("says the same as {}", base.filename().string()));
      }
    }
    for (const auto& [version, expectation] : scenario.expected_of_cpython) {
      const Expectation* documents = scenario.expected(version);
      if (scenario.errata.empty()) {
        complain(expectation.file, "but the scenario has no '# errata:' line");
      } else if (documents && documents->text == expectation.text) {
        complain(expectation.file,
                 fmt::format("says the same as {}", documents->file.filename().string()));
      }
    }
  }

  fs::path folder_;
  Problems& problems_;
  std::vector<Scenario> scenarios_;
};

} // namespace

std::string_view to_string(Observation level) {
  return observation_level_names[static_cast<std::size_t>(level)];
}

std::optional<Observation> parse_observation(std::string_view text) {
  for (std::size_t index = 0; index < observation_level_names.size(); ++index) {
    if (observation_level_names[index] == text) return static_cast<Observation>(index);
  }
  return std::nullopt;
}

std::string observation_names() {
  return join({observation_level_names.begin(), observation_level_names.end()}, ", ");
}

std::string to_string(const Need& need) {
  switch (need.kind) {
  case Need::Kind::behaviour: return need.name;
  case Need::Kind::no_behaviour: return "not " + need.name;
  case Need::Kind::module: return "module " + need.name;
  }
  return need.name;
}

const Expectation* Scenario::expected(PythonVersion version) const {
  const auto own = expected_in.find(version);
  if (own != expected_in.end()) return &own->second;
  return expected_everywhere ? &*expected_everywhere : nullptr;
}

const Expectation* Scenario::expected_with_errata(PythonVersion version) const {
  const auto own = expected_of_cpython.find(version);
  return own == expected_of_cpython.end() ? nullptr : &own->second;
}

std::vector<Scenario> load_scenarios(const fs::path& folder, Problems& problems) {
  std::vector<Scenario> scenarios;
  std::error_code problem;
  std::vector<fs::path> entries(fs::directory_iterator(folder, problem), fs::directory_iterator());
  if (problem) {
    problems.push_back(
        {{folder.string(), 0}, fmt::format("cannot be read: {}", problem.message())});
    return scenarios;
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    if (fs::is_directory(entry, problem)) {
      std::vector<Scenario> found = FolderReader(entry, problems).read();
      std::move(found.begin(), found.end(), std::back_inserter(scenarios));
    } else if (entry.filename() != "README.md") {
      problems.push_back({{entry.string(), 0}, "is not in the folder of an area"});
    }
  }
  return scenarios;
}

} // namespace specmon::spec
