// The heart: all that sys.monitoring is, for one interpreter. The embedder makes one, binds the
// script-visible functions to the methods under "API", and fires events (firing.h).
//
// The API methods make every check in CPython's order and with its messages, but for the conversion
// of arguments to C int and their count (TOOL-3, TOOL-4, TOOL-8), which come first and are the
// embedder's. Integers are what scripts pass; numbers of events depend on the version.
#pragma once

#include "monitoring/behaviours.h"
#include "monitoring/callbacks.h"
#include "monitoring/code_monitor.h"
#include "monitoring/event_tools.h"
#include "monitoring/host.h"
#include "monitoring/result.h"
#include "monitoring/tools.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace specmon::monitoring {

class Monitoring {
public:
  // `host` outlives it.
  Monitoring(Host& host, const Behaviours& behaviours) noexcept
      : host_(&host), behaviours_(behaviours) {}
  // Releases the callbacks and names it still has.
  ~Monitoring();
  Monitoring(const Monitoring&) = delete;
  Monitoring& operator=(const Monitoring&) = delete;

  // --- API
  // `name` is not 0 and is retained. `is_str`: whether it is a str (TOOL-6).
  Status use_tool_id(int tool, Handle name, bool is_str);
  Status free_tool_id(int tool);
  Status clear_tool_id(int tool); // offered to scripts only if behaviours().clear_tool_id()
  // The name's handle, borrowed; 0 for None.
  Result<Handle> get_tool(int tool) const;

  Result<std::int32_t> get_events(int tool) const;
  Status set_events(int tool, std::int32_t event_set);
  // `code` nullptr: the argument is no code object (LOCAL-2).
  Result<std::int32_t> get_local_events(int tool, CodeRef code) const;
  Status set_local_events(int tool, CodeRef code, std::int32_t event_set);

  // `callback` 0 for None; retained. Gives the callback there was (0 for None), and with it the
  // reference: the caller releases it. ErrorKind::pending if the audit vetoed.
  Result<CallbackHandle> register_callback(int tool, std::int32_t event, CallbackHandle callback);
  void restart_events();
  // (event name, bits of tools) of the global masks, empty ones left out (TOOL-16).
  [[nodiscard]] std::vector<std::pair<std::string_view, std::uint8_t>> all_events() const;

  // --- keeping code up to date
  // What a code object's version is compared with.
  [[nodiscard]] Version version() const noexcept { return version_; }
  // True if a code object without a CodeMonitor needs one when it is entered: some instrumented
  // event is on globally, or tools share one in a version where code remembers that. If false, such
  // a code only notes version().
  [[nodiscard]] bool instruments() const noexcept {
    return global_.instruments() || (behaviours_.local_exception_events() && shares_events_);
  }
  // Tools have an event on together, for all code: code remembers that (DISABLE-6).
  [[nodiscard]] bool shares_events() const noexcept { return shares_events_; }
  // Brings the code up to date and has it rewritten if anything changed.
  void synchronise(CodeMonitor& code);

  // --- what firing asks; all of it is one load or two
  [[nodiscard]] bool suspended() const noexcept { return suspensions_ != 0; }
  // False: nobody would be called if the event fired now, whatever the masks.
  [[nodiscard]] bool is_heard(Event event) const noexcept {
    return suspensions_ == 0 && !callbacks_.listeners(event).empty();
  }
  [[nodiscard]] const EventTools& global() const noexcept { return global_; }
  [[nodiscard]] const Callbacks& callbacks() const noexcept { return callbacks_; }
  [[nodiscard]] const Tools& tools() const noexcept { return tools_; }
  [[nodiscard]] const Behaviours& behaviours() const noexcept { return behaviours_; }
  [[nodiscard]] Version last_restart() const noexcept { return last_restart_; }
  [[nodiscard]] Host& host() const noexcept { return *host_; }
  // The tools an exception event goes to; `code` may be nullptr (no monitor yet).
  [[nodiscard]] ToolSet exception_tools(Event event, const CodeMonitor* code) const noexcept {
    const ToolSet global = global_.of(event);
    if (code == nullptr || !behaviours_.local_exception_events()) return global;
    return code->exception_tools(event, global);
  }

  // While one lives, no event fires (REENT-1). Also for the embedder's own tracing functions.
  class Suspension {
  public:
    explicit Suspension(Monitoring& monitoring) noexcept : monitoring_(&monitoring) {
      ++monitoring_->suspensions_;
    }
    ~Suspension() { --monitoring_->suspensions_; }
    Suspension(const Suspension&) = delete;
    Suspension& operator=(const Suspension&) = delete;

  private:
    Monitoring* monitoring_;
  };
  // The same for a callback whose end is not the end of a scope.
  void suspend() noexcept { ++suspensions_; }
  void resume() noexcept { --suspensions_; }

  // Takes one callback away, as DISABLE-7 and DISABLE-8 do.
  void remove_callback(ToolId tool, Event event);

private:
  void clear(ToolId tool);
  void replace_global(ToolId tool, EventSet events);

  Host* host_;
  std::uint32_t suspensions_ = 0;
  Version version_ = 0;
  Version last_restart_ = 0;
  Behaviours behaviours_;
  Callbacks callbacks_;
  EventTools global_;
  bool shares_events_ = false; // of `global_`
  Tools tools_;
};

} // namespace specmon::monitoring
