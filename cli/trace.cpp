// specmon trace: runs a program under a recording tool and prints each event.
#include "cli/commands.h"
#include "cli/embedding.h"
#include "cli/exit_status.h"
#include "cli/recorder.h"
#include "monitoring/event_set.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace specmon::cli {

namespace {

using monitoring::Event;

bool can_be_local(Event event, const monitoring::Behaviours& behaviours) {
  return !monitoring::is_exception(event) || behaviours.local_exception_events();
}

// Which of the chosen events may be local; one that was named and may not is wrong usage (LOCAL-6).
std::vector<Event> local_events(const std::vector<Event>& events, bool all,
                                const monitoring::Behaviours& behaviours) {
  std::vector<Event> local;
  for (const Event event : events) {
    if (can_be_local(event, behaviours)) {
      local.push_back(event);
    } else if (!all) {
      std::string allowed;
      for (std::size_t index = 0; index < monitoring::event_count; ++index) {
        const auto other = static_cast<Event>(index);
        if (monitoring::event_number(other, behaviours) < 0 || !can_be_local(other, behaviours))
          continue;
        if (!allowed.empty()) allowed += ", ";
        allowed += monitoring::name_of(other);
      }
      throw Usage{fmt::format("{} cannot be local in Python {}; allowed with --local: {}",
                              monitoring::name_of(event),
                              monitoring::to_string(behaviours.version()), allowed)};
    }
  }
  return local;
}

int trace_to(OutputBuffer& records, Streams& streams, const ProgramOptions& options,
             RecorderOptions recording, bool json) {
  Recorder recorder(std::move(recording), json, records);
  return run_program(options, streams, &recorder);
}

int trace(const CommandLine& line) {
  const ProgramOptions options = read_program_options(line);
  RecorderOptions recording;
  recording.file = options.file;
  const auto events = line.value("events");
  recording.events = parse_events(events.value_or("all"), options.behaviours);
  if (!events) { // so that a page shows more than three lines of the program
    recording.events.erase(
        std::find(recording.events.begin(), recording.events.end(), Event::INSTRUCTION));
  }
  recording.local = line.values("local");
  if (!recording.local.empty()) {
    recording.events =
        local_events(recording.events, events.value_or("all") == "all", options.behaviours);
  }
  if (const auto tool = line.value("tool")) {
    recording.tool = static_cast<int>(parse_number("tool", *tool, 0, monitoring::tool_count - 1));
  }
  const std::string format = line.value("format").value_or("text");
  if (format != "text" && format != "jsonl") {
    throw Usage{fmt::format("unknown format '{}'; allowed: text, jsonl", format)};
  }
  const bool json = format == "jsonl";

  Streams streams;
  const auto output = line.value("output");
  if (!output) return trace_to(streams.out, streams, options, std::move(recording), json);

  const int descriptor = ::open(output->c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0)
    throw Usage{fmt::format("cannot write '{}': {}", *output, std::strerror(errno))};
  OutputBuffer records(descriptor);
  int status = trace_to(records, streams, options, std::move(recording), json);
  records.flush();
  int failure = records.failure();
  if (::close(descriptor) != 0 && failure == 0) failure = errno;
  if (failure != 0) {
    streams.error(
        fmt::format("specmon trace: cannot write '{}': {}\n", *output, std::strerror(failure)));
    if (status == exit_success) status = exit_uncaught;
  }
  return status;
}

} // namespace

Command trace_command() {
  std::vector<Option> options = program_options();
  options.insert(
      options.end(),
      {{"events", "LIST",
        "events by name, separated by commas, or all; all but INSTRUCTION unless given"},
       {"tool", "N", "the id of the recording tool, 0 to 5 (default 4)"},
       {"local", "QUALNAME", "record events local to this function only; may be given again"},
       {"format", "FORMAT", "text (default) or jsonl"},
       {"output,o", "OUT", "write records to this file, not among the program's output"}});
  return {"trace", "FILE [ARG]...", "Run a program under a recording tool and print each event",
          options, Takes::file,     trace};
}

} // namespace specmon::cli
