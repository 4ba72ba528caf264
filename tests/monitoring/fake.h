// A code object, a host and a tiny "interpreter" for testing monitoring without a VM.
#pragma once

#include "monitoring/firing.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace specmon::monitoring::testing {

using enum Event;
using Log = std::vector<std::string>;

inline constexpr PythonVersion all_versions[] = {PythonVersion::v3_12, PythonVersion::v3_13,
                                                 PythonVersion::v3_14, PythonVersion::v3_15};

struct FakeUnit {
  LocationEvents events;
  int line = 0;
};

class FakeCode final {
public:
  explicit FakeCode(const std::vector<FakeUnit>& units) {
    for (const FakeUnit& unit : units) {
      shape_.push_back(unit.events);
      lines_.push_back(unit.line);
    }
  }
  CodeShape shape() const { return shape_; }
  std::uint32_t unit_count() const { return static_cast<std::uint32_t>(shape_.size()); }
  int line(std::uint32_t unit) const { return lines_[unit]; }

  std::unique_ptr<CodeMonitor> monitor;
  int frames = 0; // on the stack
  int rewrites = 0;
  std::vector<std::uint32_t> rewritten_units;

private:
  std::vector<LocationEvents> shape_;
  std::vector<int> lines_;
};

// What each unit of the usual code does: entry, three line runs (the first line twice), a call.
//   unit 0  entry     PY_START
//   unit 1  line 1
//   unit 2  call      CALL
//   unit 3  line 2
//   unit 4  line 1
//   unit 5  return    PY_RETURN
inline std::vector<FakeUnit> usual_units() {
  std::vector<FakeUnit> units(6);
  units[0] = {{PY_START, false, false}, 0};
  units[1] = {{{}, true, true}, 1};
  units[2] = {{CALL, false, true}, 1};
  units[3] = {{{}, true, true}, 2};
  units[4] = {{{}, true, true}, 1};
  units[5] = {{PY_RETURN, false, true}, 1};
  return units;
}

class FakeHost final : public Host {
public:
  using Callback = std::function<Answer(const Occurrence&)>;

  // A new callable, with one reference that the test owns.
  Handle make(Callback callback) {
    const Handle handle = ++last_handle_;
    callbacks_[handle] = std::move(callback);
    references[handle] = 1;
    return handle;
  }

  void retain(Handle handle) override { ++references[handle]; }
  void release(Handle handle) override {
    --references[handle];
    CHECK(references[handle] >= 0);
  }
  Answer call(CallbackHandle callback, const Occurrence& occurrence) override {
    return callbacks_.at(callback)(occurrence);
  }
  bool audit_registration(CallbackHandle callback) override {
    audited.push_back(callback);
    return !veto;
  }
  void cannot_disable(Event event) override { pending = cannot_disable_message(event); }
  void synchronise_running_code() override {
    for (FakeCode* code : codes) {
      if (code->frames > 0) enter(*code);
    }
  }
  CodeMonitor* code_monitor(CodeRef code, bool create) override {
    FakeCode& fake = *static_cast<FakeCode*>(code);
    if (!fake.monitor && create) fake.monitor = std::make_unique<CodeMonitor>(code, fake.shape());
    return fake.monitor.get();
  }
  void rewrite(CodeMonitor& monitor) override {
    ++static_cast<FakeCode*>(monitor.code())->rewrites;
  }
  void rewrite(CodeMonitor& monitor, std::uint32_t unit) override {
    static_cast<FakeCode*>(monitor.code())->rewritten_units.push_back(unit);
  }

  void enter(FakeCode& code) {
    if (!code.monitor && !monitoring->instruments()) return;
    CodeMonitor& monitor = *code_monitor(&code, true);
    if (monitor.version() != monitoring->version()) monitoring->synchronise(monitor);
  }

  Monitoring* monitoring = nullptr;
  std::vector<FakeCode*> codes;
  std::map<Handle, int> references;
  std::vector<CallbackHandle> audited;
  std::string pending;
  bool veto = false;

private:
  std::map<Handle, Callback> callbacks_;
  Handle last_handle_ = 0;
};

// An interpreter's worth of monitoring, with helpers that speak in events instead of numbers.
class Machine {
public:
  explicit Machine(PythonVersion version = default_version, bool errata = false)
      : Machine(Behaviours(version, errata)) {}
  explicit Machine(const Behaviours& behaviours) : monitoring(host, behaviours) {
    host.monitoring = &monitoring;
  }

  FakeCode& code(std::vector<FakeUnit> units = usual_units()) {
    codes_.push_back(std::make_unique<FakeCode>(std::move(units)));
    host.codes.push_back(codes_.back().get());
    return *codes_.back();
  }

  std::int32_t number(EventSet events) const {
    return static_cast<std::int32_t>(events.mask(monitoring.behaviours()));
  }
  void use(ToolId tool) { CHECK(monitoring.use_tool_id(tool, host.make({}), true).ok()); }
  void set(ToolId tool, EventSet events) {
    CHECK(monitoring.set_events(tool, number(events)).ok());
  }
  void set_local(ToolId tool, FakeCode& code, EventSet events) {
    CHECK(monitoring.set_local_events(tool, &code, number(events)).ok());
  }
  Handle on(ToolId tool, Event event, FakeHost::Callback callback) {
    const Handle handle = host.make(std::move(callback));
    const auto previous = monitoring.register_callback(tool, number({event}), handle);
    REQUIRE(previous.ok());
    host.release(handle);
    if (previous.value() != 0) host.release(previous.value());
    return handle;
  }
  void off(ToolId tool, Event event) {
    const auto previous = monitoring.register_callback(tool, number({event}), 0);
    REQUIRE(previous.ok());
    if (previous.value() != 0) host.release(previous.value());
  }
  // A callback that notes "tool EVENT offset" (LINE: the line) and answers what it is told to.
  Handle note(ToolId tool, Event event, Answer answer = Answer::go_on) {
    return on(tool, event, [this, tool, answer](const Occurrence& seen) {
      write(tool, seen);
      return answer;
    });
  }
  void write(ToolId tool, const Occurrence& seen) {
    log.push_back(fmt::format("{} {} {}", tool, name_of(seen.event),
                              seen.event == LINE ? seen.target : seen.offset));
  }

  Fired fire_at(FakeCode& code, std::uint32_t unit, Event event, std::int32_t source_unit = -1) {
    if (!code.monitor) return Fired::proceed;
    Occurrence occurrence;
    occurrence.event = event;
    occurrence.code = &code;
    occurrence.offset = 2 * (source_unit < 0 ? static_cast<std::int32_t>(unit) : source_unit);
    occurrence.target = code.line(unit);
    return fire(monitoring, *code.monitor, unit, occurrence);
  }
  Fired fire_c(FakeCode& code, std::uint32_t unit, Event event) {
    if (!code.monitor) return Fired::proceed;
    Occurrence occurrence;
    occurrence.event = event;
    occurrence.code = &code;
    occurrence.offset = static_cast<std::int32_t>(2 * unit);
    return fire_ancillary(monitoring, *code.monitor, unit, occurrence);
  }
  Fired fire_exc(FakeCode& code, Event event, std::uint32_t unit = 0) {
    Occurrence occurrence;
    occurrence.event = event;
    occurrence.code = &code;
    occurrence.offset = static_cast<std::int32_t>(2 * unit);
    return fire_exception(monitoring, code.monitor.get(), occurrence);
  }

  // Executes the code from its first unit to its last; what the callbacks noted meanwhile.
  Log run(FakeCode& code) {
    log.clear();
    host.enter(code);
    ++code.frames;
    for (std::uint32_t unit = 0; unit < code.unit_count(); ++unit) step(code, unit);
    --code.frames;
    return log;
  }
  // One instruction: LINE, INSTRUCTION, its own event, C_RETURN (ORDER-1, ORDER-8).
  void step(FakeCode& code, std::uint32_t unit) {
    const LocationEvents events = code.shape()[unit];
    if (events.starts_line()) fire_at(code, unit, LINE);
    if (events.is_instruction()) fire_at(code, unit, INSTRUCTION);
    const auto own = events.own();
    if (!own) return;
    const bool is_instrumented = code.monitor && !code.monitor->own_tools(unit).empty();
    fire_at(code, unit, *own);
    if (own == CALL && is_instrumented) fire_c(code, unit, C_RETURN);
  }

  FakeHost host;
  Log log;

private:
  std::vector<std::unique_ptr<FakeCode>> codes_;

public:
  Monitoring monitoring; // last: its destructor releases handles of the host
};

} // namespace specmon::monitoring::testing
