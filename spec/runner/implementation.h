// An implementation of Python that can be held against the suite, and the ways to run a file on it.
#pragma once

#include "spec/runner/process.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace specmon::spec {

// What became of one file.
struct Execution {
  std::string out;
  std::string err;
  int exit = 0;
  int signal = 0;      // that killed it, or 0
  bool started = true; // false: there is no such command
  bool timed_out = false;
  std::string trouble; // why it could not be run at all, or to its end; else empty
  double seconds = 0;
};

class Implementation {
public:
  virtual ~Implementation() = default;
  // Runs the file in a fresh interpreter, or one as good as fresh.
  virtual Execution run(const std::filesystem::path& file,
                        const std::vector<std::string>& arguments) = 0;
  // May several threads call run()?
  virtual bool runs_in_parallel() const = 0;
  // As a person would type it.
  virtual std::string command() const = 0;
};

// COMMAND FILE [ARG...]: a process for each file. Throws std::invalid_argument.
std::unique_ptr<Implementation> make_command_implementation(const std::string& command,
                                                            std::chrono::seconds timeout);
std::unique_ptr<Implementation> make_command_implementation(std::vector<std::string> words,
                                                            std::chrono::seconds timeout);

// One process that is given one JSON object a line and answers each (spec/README.md). Throws
// std::invalid_argument.
std::unique_ptr<Implementation> make_batch_adapter(const std::string& command,
                                                   std::chrono::seconds timeout);

// What an implementation says of itself.
struct Identity {
  std::string name;    // sys.implementation.name
  std::string version; // 3.14.2
  bool has_monitoring = false;
  std::set<std::string> modules; // those asked for that can be imported
};

struct ProbeAnswer {
  Identity identity;
  std::string trouble; // why there is no answer; else empty
  bool started = true;
};

// Runs `probe` (spec/probe.py) on it.
ProbeAnswer ask(Implementation& implementation, const std::filesystem::path& probe,
                const std::set<std::string>& modules);

} // namespace specmon::spec
