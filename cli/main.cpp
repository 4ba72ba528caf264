// The specmon command: finds the subcommand and calls it.
#include "cli/commands.h"
#include "cli/exit_status.h"

#include <cstdio>
#include <exception>
#include <new>

#include <fmt/format.h>

namespace specmon::cli {

namespace {

void print(std::FILE* file, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file);
}

std::string overview(const std::vector<Command>& commands) {
  std::string text =
      "Usage: specmon COMMAND [OPTION]... [FILE|NAME]...\n\n"
      "A Python virtual machine that shows what sys.monitoring (PEP 669) is.\n\nCommands:\n";
  for (const Command& command : commands) {
    text += fmt::format("  {:<7} {}\n", command.name, command.summary);
  }
  text += "\n'specmon COMMAND --help' tells the options of a command; 'specmon --version' its "
          "version.\n";
  return text;
}

int dispatch(const std::vector<std::string>& arguments) {
  const std::vector<Command> commands = {run_command(), trace_command(), dis_command(),
                                         conform_command(), spec_command()};
  if (arguments.empty()) {
    print(stderr, overview(commands));
    return exit_usage;
  }
  const std::string& name = arguments[0];
  if (name == "--help" || name == "-h" || name == "help") {
    print(stdout, overview(commands));
    return exit_success;
  }
  if (name == "--version") {
    print(stdout,
          "specmon " SPECMON_VERSION ", models CPython 3.12, 3.13, 3.14 (default) and 3.15\n");
    return exit_success;
  }
  for (const Command& command : commands) {
    if (command.name != name) continue;
    try {
      const CommandLine line(command, {arguments.begin() + 1, arguments.end()});
      if (line.has("help")) {
        print(stdout, help_text(command));
        return exit_success;
      }
      return command.run(line);
    } catch (const Usage& usage) {
      print(stderr,
            fmt::format("specmon {}: {}\nTry 'specmon {} --help'.\n", name, usage.message, name));
      return exit_usage;
    }
  }
  std::string known;
  for (const Command& command : commands) {
    if (!known.empty()) known += ", ";
    known += command.name;
  }
  print(stderr, fmt::format("specmon: unknown command '{}'; allowed: {}\n", name, known));
  return exit_usage;
}

} // namespace

} // namespace specmon::cli

int main(int count, char** values) {
  using namespace specmon::cli;
  try {
    return dispatch({values + 1, values + count});
  } catch (const std::bad_alloc&) {
    print(stderr, "specmon: out of memory\n");
    return exit_limit;
  }
}
