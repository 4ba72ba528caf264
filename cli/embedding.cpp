#include "cli/embedding.h"

#include "cli/exit_status.h"
#include "vm/code.h"
#include "vm/compiler/compiler.h"
#include "vm/interpreter.h"
#include "vm/modules/modules.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <exception>
#include <filesystem>
#include <memory>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

namespace specmon::cli {

namespace {

using vm::Owned;
using vm::Ref;
using vm::Value;
using vm::Vm;

// Address space only: pages that are never touched cost nothing.
constexpr std::size_t stack_bytes = std::size_t{512} << 20;

// False with errno set.
bool read_file(const std::string& name, std::string& text) {
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  char block[1 << 16];
  ssize_t count;
  while ((count = ::read(descriptor, block, sizeof block)) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    text.append(block, static_cast<std::size_t>(count));
  }
  const int problem = count < 0 ? errno : 0;
  ::close(descriptor);
  errno = problem;
  return problem == 0;
}

// The compiler, as the machine wants it.
vm::CompileResult compile(std::string_view source, const std::string& filename,
                          vm::CompileMode mode, int flags,
                          const monitoring::Behaviours& behaviours) {
  compiler::CompileFlags wanted;
  wanted.future_annotations = (static_cast<std::uint32_t>(flags) & vm::CO_FUTURE_ANNOTATIONS) != 0;
  const auto own_mode = mode == vm::CompileMode::exec   ? compiler::CompileMode::exec
                        : mode == vm::CompileMode::eval ? compiler::CompileMode::eval
                                                        : compiler::CompileMode::single;
  compiler::CompileResult compiled =
      compiler::compile(source, filename, own_mode, behaviours, wanted);
  vm::CompileResult result;
  result.code = std::move(compiled.code);
  if (compiled.error) {
    const compiler::SyntaxError& error = *compiled.error;
    result.error = {compiler::name_of(error.kind),
                    error.message,
                    error.line,
                    error.column,
                    error.end_line,
                    error.end_column,
                    error.source_line,
                    error.after_parsing};
  }
  return result;
}

// Source text for tracebacks: the program, the library, else what a file of that name holds.
std::string source_text(const std::string& filename, const std::string& program,
                        const std::string& program_text) {
  if (filename == program) return program_text;
  constexpr std::string_view library = "<specmon>/";
  if (filename.compare(0, library.size(), library) == 0) {
    std::string name = filename.substr(library.size());
    name.erase(name.rfind('.'));
    const char* source = vm::library_source(name);
    return source ? source : "";
  }
  struct stat status;
  std::string text;
  if (filename.empty() || filename[0] == '<' || ::stat(filename.c_str(), &status) != 0 ||
      !S_ISREG(status.st_mode) || !read_file(filename, text)) {
    return "";
  }
  return text.empty() ? "\n" : text; // empty would mean that there is none
}

// Seconds since 1970, but never going back.
double seconds_now() {
  using namespace std::chrono;
  static const double offset = duration<double>(system_clock::now().time_since_epoch()).count() -
                               duration<double>(steady_clock::now().time_since_epoch()).count();
  return offset + duration<double>(steady_clock::now().time_since_epoch()).count();
}

double processor_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

void sleep_seconds(double seconds) {
  constexpr double longest = 1e9; // what a duration of nanoseconds holds is about nine times this
  std::this_thread::sleep_for(std::chrono::duration<double>(std::min(seconds, longest)));
}

vm::Embedder make_embedder(const ProgramOptions& options, Streams& streams,
                           const std::string& source) {
  vm::Embedder embedder;
  embedder.compile = [behaviours = options.behaviours](
                         std::string_view text, const std::string& filename, vm::CompileMode mode,
                         int flags) { return compile(text, filename, mode, flags, behaviours); };
  embedder.standard_output = [&streams](std::string_view text) { streams.out.append(text); };
  embedder.standard_error = [&streams](std::string_view text) { streams.error(text); };
  embedder.clock = seconds_now;
  embedder.processor_clock = processor_seconds;
  embedder.sleep = [&streams](double seconds) {
    streams.out.flush(); // who waits shall see what was printed before
    sleep_seconds(seconds);
  };
  embedder.source = [&options, &source](const std::string& filename) {
    return source_text(filename, options.file, source);
  };
  embedder.arguments = options.arguments;
  embedder.arguments.insert(embedder.arguments.begin(), options.file);
  embedder.recursion_limit = options.recursion_limit;
  embedder.step_limit = options.step_limit;
  embedder.memory_limit = options.memory_limit;
  return embedder;
}

// Runs `work` on a thread with a big stack and waits for it; exceptions come through.
void on_big_stack(const std::function<void()>& work) {
  struct Job {
    const std::function<void()>* work;
    std::exception_ptr failure;
  } job{&work, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  const auto body = [](void* argument) -> void* {
    auto* mine = static_cast<Job*>(argument);
    try {
      (*mine->work)();
    } catch (...) {
      mine->failure = std::current_exception();
    }
    return nullptr;
  };
  pthread_t thread;
  const int problem = pthread_create(&thread, &attributes, body, &job);
  pthread_attr_destroy(&attributes);
  if (problem != 0) {
    (*job.work)(); // no room for such a stack: the one we are on
    return;
  }
  pthread_join(thread, nullptr);
  if (job.failure) std::rethrow_exception(job.failure);
}

// A machine that was left in the middle of something, or whose process ends anyway, is not taken
// down: its memory goes with the process.
void abandon(std::unique_ptr<Vm> machine) {
  static Vm* volatile last = nullptr; // still reachable, so that leak checkers do not count it
  last = machine.release();
  (void)last;
}

std::string limit_message(const vm::LimitReached& limit, const ProgramOptions& options) {
  std::string how;
  if (limit.message.compare(0, 4, "step") == 0)
    how = fmt::format(" (--max-steps {})", options.step_limit);
  if (limit.message.compare(0, 6, "memory") == 0) {
    how = fmt::format(" (--max-memory {})", options.memory_limit);
  }
  return fmt::format("specmon: {}: {}{}\n", options.file, limit.message, how);
}

// Exit status of the SystemExit that ended the program.
int system_exit_status(Vm& vm, Streams& streams, Value exception) {
  const Ref code = vm::get_attribute(vm, exception, "code");
  if (!code) {
    vm::clear_pending(vm);
    return exit_uncaught;
  }
  if (code.get().is_none()) return exit_success;
  if (vm::is_int(code)) {
    const auto status = vm::as_int64(code);
    return status ? static_cast<int>(*status & 0xff) : 0xff;
  }
  const Owned<vm::Str> text = vm::str(vm, code);
  vm::clear_pending(vm);
  streams.error((text ? vm::to_utf8(text.get()) : std::string()) + "\n");
  return exit_uncaught;
}

vm::Dict* sys_dict(Vm& vm) {
  const Owned<vm::Str> name = vm::intern(vm, "sys");
  auto* module = vm::as<vm::Module>(vm::dict_find(vm.modules.get(), name.get()));
  return module ? module->dict.get() : nullptr;
}

// sys.path, as Python: the folder of the program as an absolute path, then what --path adds.
void set_module_path(Vm& vm, const ProgramOptions& options) {
  std::error_code unknown; // then the path stays as it is
  const auto folder = std::filesystem::canonical(options.file, unknown).parent_path();
  const Owned<vm::List> path = vm::make_list(vm);
  vm::append(vm, path.get(), vm::make_str(vm, folder.empty() ? "." : folder.string()));
  for (const std::string& more : options.module_path)
    vm::append(vm, path.get(), vm::make_str(vm, more));
  vm::dict_store(vm, sys_dict(vm), "path", path);
}

// As Python: sys.last_exc, then sys.excepthook.
void show_uncaught(Vm& vm, Streams& streams, Value exception) {
  const Ref type = Value::object(vm::type_of(vm, exception));
  const Ref traceback = vm::cast<vm::Exception>(exception)->traceback;
  const Value shown_traceback = traceback ? traceback.get() : Value::none();
  vm::Dict* sys = sys_dict(vm);
  Ref hook;
  if (sys) {
    vm::dict_store(vm, sys, "last_exc", exception);
    vm::dict_store(vm, sys, "last_type", type);
    vm::dict_store(vm, sys, "last_value", exception);
    vm::dict_store(vm, sys, "last_traceback", shown_traceback);
    hook = vm::dict_find(sys, vm::intern(vm, "excepthook").get());
  }
  if (!hook) {
    streams.error("sys.excepthook is missing\n" + vm::format_exception(vm, exception));
    return;
  }
  if (vm::call(vm, hook, {type, exception, shown_traceback})) return;
  const Ref second = vm::take_pending(vm);
  streams.error("Error in sys.excepthook:\n" + vm::format_exception(vm, second) +
                "\nOriginal exception was:\n" + vm::format_exception(vm, exception));
}

int status_of_pending(Vm& vm, Streams& streams) {
  const Ref exception = vm::take_pending(vm);
  if (vm::is_instance_of(vm, exception, vm.exceptions.SystemExit)) {
    return system_exit_status(vm, streams, exception);
  }
  show_uncaught(vm, streams, exception);
  return exit_uncaught;
}

// The module __main__, as Python makes it for a file.
Owned<vm::Module> make_main_module(Vm& vm, const std::string& file) {
  Owned<vm::Module> module = vm::make_module(vm, "__main__");
  vm::Dict* dict = module->dict.get();
  if (!vm.behaviours.lazy_annotations())
    vm::dict_store(vm, dict, "__annotations__", vm::make_dict(vm));
  const Owned<vm::Str> builtins = vm::intern(vm, "builtins");
  vm::dict_store(vm, dict, vm.names.builtins, vm::dict_find(vm.modules.get(), builtins.get()));
  vm::dict_store(vm, dict, vm.names.file, vm::make_str(vm, file));
  vm::dict_store(vm, dict, "__cached__", Value::none());
  vm::dict_store(vm, vm.modules.get(), "__main__", module);
  return module;
}

} // namespace

int with_machine(const ProgramOptions& options, Streams& streams,
                 const std::function<int(Vm& vm, const std::string& source)>& work) {
  std::string source;
  if (!read_file(options.file, source)) {
    throw Usage{fmt::format("cannot read '{}': {}", options.file, std::strerror(errno))};
  }
  int status = exit_success;
  on_big_stack([&] {
    std::unique_ptr<Vm> machine;
    try {
      machine = std::make_unique<Vm>(options.behaviours, make_embedder(options, streams, source));
      set_module_path(*machine, options);
      status = work(*machine, source);
    } catch (const vm::LimitReached& limit) {
      streams.error(limit_message(limit, options));
      status = exit_limit;
    } catch (const vm::Unsupported& what) {
      streams.error(fmt::format("{}:{}:{}: unsupported: {}\n", what.filename, what.line,
                                what.column, what.message));
      status = exit_unsupported;
    } catch (const Usage&) {
      abandon(std::move(machine));
      throw;
    }
    abandon(std::move(machine));
  });
  streams.out.flush();
  if (streams.out.failure() != 0) {
    streams.error(fmt::format("specmon: cannot write standard output: {}\n",
                              std::strerror(streams.out.failure())));
    if (status == exit_success) status = exit_uncaught;
  }
  return status;
}

Owned<vm::Code> compile_program(Vm& vm, const ProgramOptions& options, const std::string& source) {
  const Ref code = vm::compile_source(vm, source, options.file, vm::CompileMode::exec);
  if (code) return Owned<vm::Code>(vm::cast<vm::Code>(code));
  const Ref error = vm::take_pending(vm);
  vm.embedder.standard_error(vm::format_exception(vm, error));
  return {};
}

int run_program(const ProgramOptions& options, Streams& streams, ProgramObserver* observer) {
  return with_machine(options, streams, [&](Vm& vm, const std::string& source) {
    Owned<vm::Code> code = compile_program(vm, options, source);
    if (!code) return static_cast<int>(exit_uncaught);
    int status = exit_success;
    {
      const Owned<vm::Module> main = make_main_module(vm, options.file);
      if (observer) observer->begin(vm, *code);
      const Ref result =
          vm::run_code(vm, code.get(), main->dict.get(), Value::object(main->dict.get()));
      code = Owned<vm::Code>();
      const Ref exception = vm::take_pending(vm);
      if (observer) observer->end(vm);
      if (!result) {
        vm::set_pending(vm, exception);
        status = status_of_pending(vm, streams);
      }
    }
    vm.shut_down();
    return status;
  });
}

} // namespace specmon::cli
