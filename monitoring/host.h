// What the embedder (a VM) gives to monitoring: opaque values in, callbacks called, code rewritten.
#pragma once

#include "monitoring/events.h"

#include <array>
#include <cstdint>
#include <string>

namespace specmon::monitoring {

class CodeMonitor;

// A value of the embedder: a callback, a tool's name. 0 means none. Monitoring never looks inside.
using Handle = std::uint64_t;
using CallbackHandle = Handle;

// The embedder's code object. Never followed here.
using CodeRef = void*;

// One occurrence of an event, as callbacks see it. Units: bytes for offsets.
struct Occurrence {
  Event event;
  bool in_scope = false; // `code` is a code-like, any object of the embedder (scopes.h)
  std::int32_t offset = 0;
  // LINE: the line. JUMP, BRANCH_*: the destination offset.
  std::int32_t target = 0;
  CodeRef code = nullptr;
  // The embedder's values: [0] return value, yielded value, exception or callable, [1] arg0.
  // Borrowed for the time of the call to fire().
  std::array<std::uint64_t, 2> values{};
};

// What a callback answered.
enum class Answer : std::uint8_t {
  go_on,   // anything but DISABLE (CB-15)
  disable, // the DISABLE singleton
  raised,  // it raised: the exception is pending in the embedder
};

class Host {
public:
  virtual ~Host() = default;

  // One reference more or less to a value that monitoring keeps (callbacks, tool names). release()
  // may run the program's code (a finaliser), which may call the API: monitoring is consistent
  // then.
  virtual void retain(Handle handle) = 0;
  virtual void release(Handle handle) = 0;

  // Calls a callback. Events are suspended meanwhile (REENT-1). The embedder holds its own
  // reference to the callable during the call: the callback may unregister itself.
  virtual Answer call(CallbackHandle callback, const Occurrence& occurrence) = 0;

  // The audit event of register_callback (CB-8), `callback` 0 for None. False: an exception is
  // pending, the registration does not happen.
  virtual bool audit_registration(CallbackHandle callback) = 0;

  // Makes the pending exception a ValueError with cannot_disable_message(event), in place of the
  // one in flight, if any (DISABLE-7, DISABLE-8). The callback is removed already.
  virtual void cannot_disable(Event event) = 0;

  // Global masks changed or restart_events was called: call Monitoring::synchronise for the code of
  // every frame on the stack, running generators included (DYN-1). Other codes compare versions
  // when they are entered or resumed.
  virtual void synchronise_running_code() = 0;

  // The monitor of a code object; where it has none: nullptr, or a new one if `create`.
  virtual CodeMonitor* code_monitor(CodeRef code, bool create) = 0;

  // The active tools of the code changed: put plain or instrumented opcodes in place by
  // CodeMonitor::tools_at, everywhere or at one unit. May come in the middle of fire().
  virtual void rewrite(CodeMonitor& monitor) = 0;
  virtual void rewrite(CodeMonitor& monitor, std::uint32_t unit) = 0;
};

// "Cannot disable RAISE events. Callback removed."
[[nodiscard]] std::string cannot_disable_message(Event event);

} // namespace specmon::monitoring
