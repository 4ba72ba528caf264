// A program and the machine that runs it: what every command does that runs one.
#pragma once

#include "cli/options.h"
#include "cli/streams.h"
#include "vm/vm.h"

#include <functional>
#include <string>

namespace specmon::vm {
struct Code;
}

namespace specmon::cli {

// Sees a program before its module's first event and after its last.
class ProgramObserver {
public:
  virtual ~ProgramObserver() = default;
  virtual void begin(vm::Vm& vm, vm::Code& module) = 0; // may throw Usage: nothing has run then
  virtual void end(vm::Vm& vm) = 0;
};

// Makes a machine for the program of `options` on a stack that is big enough for deep native
// recursion, and gives it and the source text to `work`, whose answer is the exit status. What ends
// a run from outside (limits, unsupported constructs, a file that cannot be read) is told on
// standard error and has its own exit status. Throws Usage.
int with_machine(const ProgramOptions& options, Streams& streams,
                 const std::function<int(vm::Vm& vm, const std::string& source)>& work);

// Compiles the program. Empty: the error was shown on standard error (exit status 1).
vm::Owned<vm::Code> compile_program(vm::Vm& vm, const ProgramOptions& options,
                                    const std::string& source);

// Runs the program from beginning to end, as `python FILE ARG...` does; its exit status.
int run_program(const ProgramOptions& options, Streams& streams,
                ProgramObserver* observer = nullptr);

} // namespace specmon::cli
