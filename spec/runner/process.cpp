#include "spec/runner/process.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace specmon::spec {

namespace {

using std::chrono::milliseconds;

// The groups that an interrupt must take along: a signal handler may only read what is there.
std::array<std::atomic<pid_t>, 256> live_groups;

void remember_group(pid_t group) {
  for (auto& slot : live_groups) {
    pid_t empty = 0;
    if (slot.compare_exchange_strong(empty, group)) return;
  }
}

void forget_group(pid_t group) {
  for (auto& slot : live_groups) {
    pid_t mine = group;
    if (slot.compare_exchange_strong(mine, 0)) return;
  }
}

extern "C" void kill_groups_and_die(int signal) {
  for (const auto& slot : live_groups) {
    const pid_t group = slot.load();
    if (group > 0) ::kill(-group, SIGKILL);
  }
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

constexpr std::array<int, 3> interrupts = {SIGINT, SIGTERM, SIGHUP};

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe");
    }
    read = ends[0];
    write = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    if (read >= 0) ::close(read);
    if (write >= 0) ::close(write);
  }
};

int take(int& descriptor) {
  const int taken = descriptor;
  descriptor = -1;
  ::fcntl(taken, F_SETFL, O_NONBLOCK);
  return taken;
}

// The environment, with what makes Pythons print the same everywhere.
std::vector<std::string> child_environment() {
  constexpr std::array<std::string_view, 3> ours = {
      "PYTHONIOENCODING=utf-8", "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0"};
  std::vector<std::string> variables(ours.begin(), ours.end());
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('=') + 1);
    if (std::none_of(ours.begin(), ours.end(),
                     [&](std::string_view own) { return own.substr(0, name.size()) == name; })) {
      variables.emplace_back(text);
    }
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int until(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left + 1, 0, 60'000));
}

} // namespace

Process::Process(const std::vector<std::string>& words, bool talks) {
  std::vector<std::string> arguments = words;
  std::vector<std::string> variables = child_environment();
  std::optional<Pipe> input;
  if (talks) input.emplace();
  Pipe output;
  Pipe error;

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (input) {
    posix_spawn_file_actions_adddup2(&actions, input->read, 0);
  } else {
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  }
  posix_spawn_file_actions_adddup2(&actions, output.write, 1);
  posix_spawn_file_actions_adddup2(&actions, error.write, 2);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t plain;
  sigemptyset(&plain);
  for (const int signal : interrupts) sigaddset(&plain, signal);
  sigaddset(&plain, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &plain);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

  const int problem = ::posix_spawnp(&pid_, arguments[0].c_str(), &actions, &attributes,
                                     pointers_to(arguments).data(), pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (problem != 0) {
    throw std::system_error(problem, std::generic_category(), "cannot run '" + words[0] + "'");
  }
  remember_group(pid_);
  if (input) in_ = take(input->write);
  out_ = take(output.read);
  err_ = take(error.read);
}

Process::~Process() {
  kill_group();
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  close(in_);
  close(out_);
  close(err_);
  forget_group(pid_);
}

void Process::close(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

void Process::end_input() {
  write_available();
  close(in_);
}

bool Process::read_available(int& descriptor, std::string& text) {
  if (descriptor < 0) return false;
  char block[1 << 16];
  const ssize_t count = ::read(descriptor, block, sizeof block);
  if (count > 0) {
    text.append(block, static_cast<std::size_t>(count));
    return true;
  }
  if (count == 0 || (errno != EAGAIN && errno != EINTR)) close(descriptor);
  return false;
}

void Process::drain() {
  while (read_available(out_, out)) {
  }
  while (read_available(err_, err)) {
  }
}

void Process::write_available() {
  while (in_ >= 0 && !input_.empty()) {
    const ssize_t count = ::write(in_, input_.data(), input_.size());
    if (count > 0) {
      input_.erase(0, static_cast<std::size_t>(count));
    } else if (errno == EINTR) {
      continue;
    } else {
      if (errno != EAGAIN) close(in_); // it reads no more
      return;
    }
  }
}

bool Process::pump(Clock::time_point deadline) {
  std::array<pollfd, 3> waiting = {{{out_, POLLIN, 0}, {err_, POLLIN, 0}, {-1, POLLOUT, 0}}};
  if (!input_.empty()) waiting[2].fd = in_;
  if (out_ < 0 && err_ < 0) return false;
  if (::poll(waiting.data(), waiting.size(), until(deadline)) > 0) {
    if (waiting[0].revents != 0) read_available(out_, out);
    if (waiting[1].revents != 0) read_available(err_, err);
    if (waiting[2].revents != 0) write_available();
  }
  return out_ >= 0 || err_ >= 0;
}

bool Process::has_ended() {
  if (ended_) return true;
  // It stays a zombie until the destructor: so long nobody else can have its group's id.
  siginfo_t info = {};
  const int answer = ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
  if (answer == 0 && info.si_pid == 0) return false;
  if (answer != 0 && errno == EINTR) return false;
  if (info.si_code == CLD_EXITED) {
    end_.exit = info.si_status;
  } else {
    end_.signal = info.si_status;
  }
  return ended_ = true;
}

bool Process::wait(Clock::time_point deadline) {
  auto pause = std::chrono::microseconds(100);
  while (!has_ended()) {
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds(10'000));
  }
  return true;
}

void Process::kill_group() {
  // Its members may outlive the leader, whose id stays theirs.
  ::kill(-pid_, SIGKILL);
}

InterruptGuard::InterruptGuard() {
  for (const int signal : interrupts) std::signal(signal, kill_groups_and_die);
  std::signal(SIGPIPE, SIG_IGN);
}

InterruptGuard::~InterruptGuard() {
  for (const int signal : interrupts) std::signal(signal, SIG_DFL);
  std::signal(SIGPIPE, SIG_DFL);
}

std::vector<std::string> split_command(std::string_view text) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (quote != 0) {
      if (letter == quote) {
        quote = 0;
      } else if (letter == '\\' && quote == '"' && at + 1 < text.size()) {
        *word += text[++at];
      } else {
        *word += letter;
      }
    } else if (letter == '\'' || letter == '"') {
      quote = letter;
      if (!word) word.emplace();
    } else if (letter == ' ' || letter == '\t' || letter == '\n') {
      if (word) words.push_back(*std::exchange(word, std::nullopt));
    } else {
      if (!word) word.emplace();
      *word += letter == '\\' && at + 1 < text.size() ? text[++at] : letter;
    }
  }
  if (quote != 0) throw std::invalid_argument("a quote is not closed");
  if (word) words.push_back(*word);
  if (words.empty() || words[0].empty()) throw std::invalid_argument("no command");
  return words;
}

} // namespace specmon::spec
