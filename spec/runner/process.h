// A child process with its output read on the side: no deadlock however much it prints, no hang
// whatever it does, and nothing of it left behind.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace specmon::spec {

using Clock = std::chrono::steady_clock;

// How a process ended.
struct ProcessEnd {
  int exit = 0;
  int signal = 0; // 0: it ended by itself, with `exit`
};

class Process {
public:
  // Throws std::system_error if it cannot be started. The process leads a group of its own. With
  // `talks` its standard input is ours to write to, else it is empty.
  explicit Process(const std::vector<std::string>& words, bool talks = false);
  ~Process(); // kills the whole group, if it is still there
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Moves what can be moved: input to the process, its output to `out` and `err`. Waits at most
  // until `deadline` for something to happen. False: both outputs have ended.
  bool pump(Clock::time_point deadline);

  // Takes what stands in the pipes, without waiting for more.
  void drain();

  // Queues text for its standard input; `pump` moves it.
  void write(std::string_view text) { input_ += text; }
  void end_input();

  // Waits for the end; false: it has not come by `deadline`.
  bool wait(Clock::time_point deadline);
  bool has_ended();
  // After wait().
  const ProcessEnd& end() const { return end_; }
  void kill_group();

  std::string out;
  std::string err;

private:
  void close(int& descriptor);
  bool read_available(int& descriptor, std::string& text);
  void write_available();

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string input_;
  ProcessEnd end_;
  bool ended_ = false;
};

// While it lives, SIGINT, SIGTERM and SIGHUP kill the groups of all processes that live, then us.
class InterruptGuard {
public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

// Splits a command as a shell does: spaces separate, '...' and "..." and backslash quote. Throws
// std::invalid_argument for a quote that is not closed, or if there is no word.
std::vector<std::string> split_command(std::string_view text);

} // namespace specmon::spec
