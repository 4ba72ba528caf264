// The batch adapter's side of the protocol: one process, a JSON object a line in each direction.
#include "spec/runner/implementation.h"
#include "spec/runner/text.h"

#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace specmon::spec {

namespace {

using nlohmann::json;

// An adapter may start an interpreter before it answers, and gives its own time-out some grace.
constexpr std::chrono::seconds grace{60};
constexpr std::size_t most_output = std::size_t{64} << 20;

class BatchAdapter : public Implementation {
public:
  BatchAdapter(std::string command, std::chrono::seconds timeout)
      : command_(std::move(command)), words_(split_command(command_)), timeout_(timeout) {}

  ~BatchAdapter() override {
    if (!process_) return;
    process_->end_input(); // a kind end, for a while
    process_->wait(Clock::now() + std::chrono::seconds(2));
  }

  Execution run(const std::filesystem::path& file,
                const std::vector<std::string>& arguments) override {
    Execution execution;
    const auto began = Clock::now();
    if (failures_in_a_row_ >= 3) {
      execution.trouble = "the adapter was given up: " + last_failure_;
      return execution;
    }
    try {
      if (!process_) process_.emplace(words_, true);
      exchange(file, arguments, execution);
      failures_in_a_row_ = 0;
    } catch (const std::system_error& error) {
      execution.trouble = error.what();
      execution.started = false;
    } catch (const std::exception& error) {
      execution.trouble = last_failure_ = error.what();
      ++failures_in_a_row_;
      if (process_) execution.err = std::move(process_->err);
      process_.reset(); // the next file gets a new one
    }
    execution.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return execution;
  }

  bool runs_in_parallel() const override { return false; }
  std::string command() const override { return command_; }

private:
  // Throws if there is no answer that can be used.
  void exchange(const std::filesystem::path& file, const std::vector<std::string>& arguments,
                Execution& execution) {
    const int id = ++last_id_;
    const json request = {{"id", id},
                          {"file", std::filesystem::absolute(file).string()},
                          {"args", arguments},
                          {"seconds", timeout_.count()}};
    process_->err.clear();
    process_->write(request.dump(-1, ' ', false, json::error_handler_t::replace) + '\n');
    const json answer = json::parse(read_line());
    if (answer.at("id") != id) throw std::runtime_error("the adapter answered another request");
    execution.out = answer.at("stdout").get<std::string>();
    execution.err = answer.value("stderr", "");
    execution.exit = answer.at("exit").get<int>();
    execution.timed_out = answer.value("timed_out", false);
    if (execution.timed_out) {
      execution.trouble = fmt::format("no end within {} s", timeout_.count());
    }
  }

  std::string read_line() {
    const auto deadline = Clock::now() + timeout_ + grace;
    std::size_t end;
    while ((end = process_->out.find('\n')) == std::string::npos) {
      if (Clock::now() >= deadline) throw std::runtime_error("the adapter does not answer");
      if (process_->out.size() > most_output) {
        throw std::runtime_error("the adapter's answer has no end");
      }
      if (!process_->pump(deadline)) {
        throw std::runtime_error("the adapter has ended" + last_words());
      }
    }
    std::string line = process_->out.substr(0, end);
    process_->out.erase(0, end + 1);
    if (!json::accept(line)) {
      throw std::runtime_error("the adapter answered no JSON: " + valid_utf8(line.substr(0, 200)));
    }
    return line;
  }

  std::string last_words() const {
    const std::vector<std::string> lines = split_lines(process_->err);
    return lines.empty() ? std::string() : ": " + valid_utf8(lines.back());
  }

  std::string command_;
  std::vector<std::string> words_;
  std::chrono::seconds timeout_;
  std::optional<Process> process_;
  int last_id_ = 0;
  int failures_in_a_row_ = 0;
  std::string last_failure_;
};

} // namespace

std::unique_ptr<Implementation> make_batch_adapter(const std::string& command,
                                                   std::chrono::seconds timeout) {
  return std::make_unique<BatchAdapter>(command, timeout);
}

} // namespace specmon::spec
