// The command line of a subcommand: options, then FILE and what belongs to it, or names.
#pragma once

#include "monitoring/behaviours.h"
#include "monitoring/events.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::cli {

// Wrong usage: the message says what is allowed. Caught in main: exit status 2.
struct Usage {
  std::string message;
};

struct Option {
  std::string_view name;  // "python", or "output,o" with its short form
  std::string_view value; // what its value is called in the help; empty: a switch
  std::string_view help;
};

class CommandLine;

enum class Takes {
  file,  // FILE must be there, and what follows belongs to it, options too
  names, // any number of names, between the options
};

struct Command {
  std::string_view name;
  std::string_view operands; // as the help shows them
  std::string_view summary;  // one line
  std::vector<Option> options;
  Takes takes;
  int (*run)(const CommandLine&);
};

class CommandLine {
public:
  // Throws Usage. `arguments` come without the command's own name.
  CommandLine(const Command& command, const std::vector<std::string>& arguments);

  bool has(const std::string& option) const { return values_.count(option) != 0; }
  // The last value given.
  std::optional<std::string> value(const std::string& option) const;
  // All values given, in their order.
  std::vector<std::string> values(const std::string& option) const;
  // FILE and what follows; of a command that takes names, those.
  const std::vector<std::string>& operands() const { return operands_; }

private:
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> operands_;
};

std::string help_text(const Command& command);

// --- options that several commands have

// --python and --errata.
std::vector<Option> version_options();
// Those, and --path, --max-steps, --max-memory, --max-depth.
std::vector<Option> program_options();

struct ProgramOptions {
  monitoring::Behaviours behaviours;
  std::uint64_t step_limit = 0;        // 0: none
  std::size_t memory_limit = SIZE_MAX; // bytes
  int recursion_limit = 1000;
  std::string file;
  std::vector<std::string> arguments;   // of the program, without the file
  std::vector<std::string> module_path; // where imports look behind the program's own folder
};

// Throws Usage.
ProgramOptions read_program_options(const CommandLine& line);

// "3.12" ... "3.15". Throws Usage.
monitoring::PythonVersion parse_version(const std::string& text);
// Events by name, separated by commas; `all`: each event that the version has (branches by their
// sides where there are sides). Throws Usage naming the events of the version.
std::vector<monitoring::Event> parse_events(const std::string& list,
                                            const monitoring::Behaviours& behaviours);
// The names of the version's events, separated by commas.
std::string event_names(const monitoring::Behaviours& behaviours);
// A whole number of at least `least`, at most `most`. Throws Usage.
std::uint64_t parse_number(const std::string& option, const std::string& text, std::uint64_t least,
                           std::uint64_t most, bool with_suffix = false);

} // namespace specmon::cli
