// COMMAND FILE: a fresh process for each file.
#include "spec/runner/implementation.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

// No scenario prints more than some kilobytes.
constexpr std::size_t most_output = std::size_t{16} << 20;
constexpr std::size_t kept_of_it = std::size_t{64} << 10;

class CommandImplementation : public Implementation {
public:
  CommandImplementation(std::vector<std::string> words, std::chrono::seconds timeout)
      : words_(std::move(words)), timeout_(timeout) {}

  Execution run(const std::filesystem::path& file,
                const std::vector<std::string>& arguments) override {
    std::vector<std::string> words = words_;
    words.push_back(file.string());
    words.insert(words.end(), arguments.begin(), arguments.end());
    Execution execution;
    const auto began = Clock::now();
    try {
      Process process(words);
      finish(process, began + timeout_, execution);
    } catch (const std::system_error& error) {
      execution.trouble = error.what();
      execution.started = false;
    }
    execution.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return execution;
  }

  bool runs_in_parallel() const override { return true; }
  std::string command() const override { return join(words_, " "); }

private:
  void finish(Process& process, Clock::time_point deadline, Execution& execution) const {
    while (process.pump(std::min(deadline, Clock::now() + std::chrono::milliseconds(50)))) {
      if (Clock::now() >= deadline) break;
      if (process.out.size() + process.err.size() > most_output) {
        execution.trouble = fmt::format("more than {} MB of output", most_output >> 20);
        process.out.resize(std::min(process.out.size(), kept_of_it));
        process.err.resize(std::min(process.err.size(), kept_of_it));
        break;
      }
      // What it has started may hold its output open.
      if (process.has_ended()) {
        process.drain();
        break;
      }
    }
    if (execution.trouble.empty() && !process.wait(deadline)) {
      execution.timed_out = true;
      execution.trouble = fmt::format("no end within {} s", timeout_.count());
    }
    if (execution.trouble.empty()) {
      execution.exit = process.end().exit;
      execution.signal = process.end().signal;
    }
    execution.out = std::move(process.out);
    execution.err = std::move(process.err);
  }

  std::vector<std::string> words_;
  std::chrono::seconds timeout_;
};

} // namespace

std::unique_ptr<Implementation> make_command_implementation(const std::string& command,
                                                            std::chrono::seconds timeout) {
  return make_command_implementation(split_command(command), timeout);
}

std::unique_ptr<Implementation> make_command_implementation(std::vector<std::string> words,
                                                            std::chrono::seconds timeout) {
  return std::make_unique<CommandImplementation>(std::move(words), timeout);
}

} // namespace specmon::spec
