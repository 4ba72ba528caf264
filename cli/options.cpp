#include "cli/options.h"

#include <algorithm>
#include <climits>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

namespace specmon::cli {

namespace {

namespace po = boost::program_options;

using monitoring::Event;

po::options_description describe(const Command& command) {
  po::options_description described("Options", 100);
  for (const Option& option : command.options) {
    const std::string name(option.name);
    const std::string help(option.help);
    if (option.value.empty()) {
      described.add_options()(name.c_str(), help.c_str());
    } else {
      described.add_options()(
          name.c_str(),
          po::value<std::vector<std::string>>()->value_name(std::string(option.value)),
          help.c_str());
    }
  }
  described.add_options()("help,h", "show this help");
  return described;
}

// How many of the arguments stand before FILE: options, and the values that they take.
std::size_t count_options(const Command& command, const std::vector<std::string>& arguments) {
  const auto takes_value = [&](std::string_view name, bool is_long) {
    for (const Option& option : command.options) {
      const std::size_t comma = option.name.find(',');
      const std::string_view own = is_long ? option.name.substr(0, comma)
                                   : comma == std::string_view::npos
                                       ? std::string_view()
                                       : option.name.substr(comma + 1);
      if (own == name) return !option.value.empty();
    }
    return false;
  };
  std::size_t at = 0;
  while (at < arguments.size()) {
    const std::string& argument = arguments[at];
    if (argument.size() < 2 || argument[0] != '-') break;
    ++at;
    if (argument == "--") break;
    if (argument[1] != '-') {
      if (argument.size() == 2 && takes_value(argument.substr(1), false)) ++at;
    } else if (argument.find('=') == std::string::npos && takes_value(argument.substr(2), true)) {
      ++at;
    }
  }
  return std::min(at, arguments.size());
}

std::string list_of_versions() {
  std::string names;
  for (int number = 0; number <= static_cast<int>(monitoring::last_version); ++number) {
    if (number != 0) names += ", ";
    names += monitoring::to_string(static_cast<monitoring::PythonVersion>(number));
  }
  return names;
}

} // namespace

CommandLine::CommandLine(const Command& command, const std::vector<std::string>& arguments) {
  const std::size_t count =
      command.takes == Takes::file ? count_options(command, arguments) : arguments.size();
  const std::vector<std::string> options(arguments.begin(),
                                         arguments.begin() + static_cast<std::ptrdiff_t>(count));
  operands_.assign(arguments.begin() + static_cast<std::ptrdiff_t>(count), arguments.end());
  po::options_description described = describe(command);
  po::positional_options_description names;
  if (command.takes == Takes::names) {
    described.add_options()("operands", po::value<std::vector<std::string>>());
    names.add("operands", -1);
  }
  po::variables_map found;
  try {
    using namespace po::command_line_style;
    po::store(po::command_line_parser(options)
                  .options(described)
                  .positional(names)
                  .style(unix_style & ~allow_guessing)
                  .run(),
              found);
    po::notify(found);
  } catch (const po::error& error) {
    throw Usage{error.what()};
  }
  for (const auto& [name, value] : found) {
    auto& values = values_[name];
    if (const auto* given = boost::any_cast<std::vector<std::string>>(&value.value()))
      values = *given;
  }
  if (has("help")) return;
  if (command.takes == Takes::names) operands_ = this->values("operands");
  if (command.takes == Takes::file && operands_.empty()) throw Usage{"FILE is missing"};
}

std::optional<std::string> CommandLine::value(const std::string& option) const {
  const auto found = values_.find(option);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> CommandLine::values(const std::string& option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::string help_text(const Command& command) {
  std::ostringstream text;
  text << "Usage: specmon " << command.name << " [OPTION]... " << command.operands << "\n\n"
       << command.summary << ".\n\n"
       << describe(command);
  return text.str();
}

std::vector<Option> version_options() {
  return {
      {"python", "V", "the Python to be: 3.12, 3.13, 3.14 (default) or 3.15"},
      {"errata", "", "do as that CPython does even where the documents say otherwise"},
  };
}

std::vector<Option> program_options() {
  std::vector<Option> options = version_options();
  options.push_back({"max-steps", "N", "stop after N steps (exit status 4)"});
  options.push_back({"max-memory", "BYTES",
                     "stop when objects take more; K, M and G may follow (exit status 4)"});
  options.push_back({"path", "DIR",
                     "a folder where imports look too, behind the program's own; may be repeated"});
  options.push_back({"max-depth", "N", "the recursion limit, 1000 unless set"});
  return options;
}

ProgramOptions read_program_options(const CommandLine& line) {
  ProgramOptions options;
  auto version = monitoring::default_version;
  if (const auto text = line.value("python")) version = parse_version(*text);
  options.behaviours = monitoring::Behaviours(version, line.has("errata"));
  if (const auto text = line.value("max-steps")) {
    options.step_limit = parse_number("max-steps", *text, 1, INT64_MAX);
  }
  if (const auto text = line.value("max-memory")) {
    options.memory_limit = parse_number("max-memory", *text, 1, SIZE_MAX / 2, true);
  }
  options.module_path = line.values("path");
  if (const auto text = line.value("max-depth")) {
    options.recursion_limit = static_cast<int>(parse_number("max-depth", *text, 1, 100'000'000));
  }
  options.file = line.operands().front();
  options.arguments.assign(line.operands().begin() + 1, line.operands().end());
  return options;
}

monitoring::PythonVersion parse_version(const std::string& text) {
  const auto parsed = monitoring::parse_python_version(text);
  if (parsed) return *parsed;
  throw Usage{fmt::format("unknown version '{}'; allowed: {}", text, list_of_versions())};
}

std::uint64_t parse_number(const std::string& option, const std::string& text, std::uint64_t least,
                           std::uint64_t most, bool with_suffix) {
  const auto wrong = [&] {
    return Usage{fmt::format("--{} takes a whole number from {} to {}{}, not '{}'", option, least,
                             most, with_suffix ? ", which K, M or G may follow" : "", text)};
  };
  std::string_view digits = text;
  std::uint64_t unit = 1;
  if (with_suffix && !digits.empty()) {
    const std::size_t suffix =
        std::string_view("KMG").find(static_cast<char>(digits.back() & ~0x20));
    if (suffix != std::string_view::npos) {
      unit = std::uint64_t{1} << (10 * (suffix + 1));
      digits.remove_suffix(1);
    }
  }
  if (digits.empty()) throw wrong();
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9' || number > (UINT64_MAX - 9) / 10) throw wrong();
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (number < least || number > most / unit) throw wrong();
  return number * unit;
}

std::string event_names(const monitoring::Behaviours& behaviours) {
  std::string names;
  for (std::size_t index = 0; index < monitoring::event_count; ++index) {
    const auto event = static_cast<Event>(index);
    if (monitoring::event_number(event, behaviours) < 0) continue;
    if (!names.empty()) names += ", ";
    names += monitoring::name_of(event);
  }
  return names;
}

std::vector<Event> parse_events(const std::string& list, const monitoring::Behaviours& behaviours) {
  std::vector<Event> events;
  const auto add = [&](Event event) {
    if (std::find(events.begin(), events.end(), event) == events.end()) events.push_back(event);
  };
  std::istringstream stream(list);
  bool any = false;
  for (std::string name; std::getline(stream, name, ',');) {
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
    any = true;
    if (name == "all") {
      for (std::size_t index = 0; index < monitoring::event_count; ++index) {
        const auto event = static_cast<Event>(index);
        if (monitoring::event_number(event, behaviours) < 0) continue;
        if (event == Event::BRANCH && behaviours.branch_sides()) continue; // its sides stand for it
        add(event);
      }
      continue;
    }
    const auto event = monitoring::parse_event(name);
    if (!event || monitoring::event_number(*event, behaviours) < 0) {
      throw Usage{fmt::format("unknown event '{}' in Python {}; allowed: all, {}", name,
                              monitoring::to_string(behaviours.version()),
                              event_names(behaviours))};
    }
    add(*event);
  }
  if (!any) throw Usage{"no event named; allowed: all, " + event_names(behaviours)};
  return events;
}

} // namespace specmon::cli
