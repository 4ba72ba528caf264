// Who are you? The first question to an implementation.
#include "spec/runner/implementation.h"
#include "spec/runner/text.h"

#include <cstring>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

std::string first_lines(const std::string& text) {
  std::string shown;
  for (const std::string& line : split_lines(text)) {
    if (shown.size() + line.size() > 300) break;
    if (!shown.empty()) shown += " | ";
    shown += line;
  }
  return valid_utf8(shown);
}

std::string what_happened(const Execution& execution) {
  if (!execution.trouble.empty()) return execution.trouble;
  if (execution.signal != 0) return fmt::format("killed by {}", ::strsignal(execution.signal));
  if (execution.exit != 0) return fmt::format("exit status {}", execution.exit);
  if (execution.out.empty()) return "it printed nothing";
  return "it printed something else";
}

} // namespace

ProbeAnswer ask(Implementation& implementation, const std::filesystem::path& probe,
                const std::set<std::string>& modules) {
  const Execution execution = implementation.run(probe, {modules.begin(), modules.end()});
  ProbeAnswer answer;
  answer.started = execution.started;
  if (!answer.started) {
    answer.trouble = execution.trouble;
    return answer;
  }
  bool began = false;
  bool ended = false;
  if (execution.trouble.empty() && execution.signal == 0 && execution.exit == 0) {
    for (const std::string& line : split_lines(execution.out)) {
      const std::size_t space = line.find(' ');
      if (space == std::string::npos) continue;
      const std::string word = line.substr(0, space);
      const std::string value = line.substr(space + 1);
      if (word == "probe") began = value == "1";
      if (word == "name") answer.identity.name = value;
      if (word == "version") answer.identity.version = value;
      if (word == "monitoring") answer.identity.has_monitoring = value == "yes";
      if (word == "module") answer.identity.modules.insert(value);
      if (word == "end") ended = true;
    }
  }
  if (!began || !ended || answer.identity.name.empty() || answer.identity.version.empty()) {
    answer.trouble = "the probe got no answer: " + what_happened(execution);
    const std::string shown = first_lines(execution.err.empty() ? execution.out : execution.err);
    if (!shown.empty()) answer.trouble += " (" + shown + ")";
  }
  return answer;
}

} // namespace specmon::spec
