// Who is called, in which order, and what changes made in callbacks do.
#include "tests/monitoring/fake.h"

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

namespace {
const Log all_lines = {"0 LINE 1", "0 LINE 2", "0 LINE 1"};
}

TEST_CASE("CB-5 C_RETURN and C_RAISE callbacks alone fire if and only if CALL is set") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, C_RETURN);
  CHECK(machine.run(code) == Log{});
  machine.set(0, {CALL});
  CHECK(machine.run(code) == Log{"0 C_RETURN 4"});
}

TEST_CASE("CB-7 events without a callback and callbacks without events are silent") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {LINE, PY_START, RAISE});
  machine.note(0, PY_RETURN);
  CHECK(machine.run(code) == Log{});
  CHECK(machine.fire_exc(code, RAISE) == Fired::proceed);
}

TEST_CASE("CB-18 one function serves several tools and is called once for each") {
  Machine machine;
  FakeCode& code = machine.code();
  int calls = 0;
  const Handle callback = machine.host.make([&](const Occurrence&) {
    ++calls;
    return Answer::go_on;
  });
  for (const ToolId tool : {1, 4}) {
    machine.use(tool);
    machine.set(tool, {PY_START});
    CHECK(machine.monitoring.register_callback(tool, 1, callback).ok());
  }
  machine.run(code);
  CHECK(calls == 2);
}

TEST_CASE("LOCAL-8 local and global sets are united, the callback is called once") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, PY_START);
  machine.set(0, {PY_START});
  machine.set_local(0, code, {PY_START});
  CHECK(machine.run(code) == Log{"0 PY_START 0"});
  SUBCASE("the global one goes") {
    machine.set(0, {});
  }
  SUBCASE("the local one goes") {
    machine.set_local(0, code, {});
  }
  CHECK(machine.run(code) == Log{"0 PY_START 0"});
}

TEST_CASE("LOCAL-9 LOCAL-12 a local set concerns that code only") {
  Machine machine;
  FakeCode& code = machine.code();
  FakeCode& other = machine.code();
  machine.use(0);
  machine.note(0, LINE);
  machine.set_local(0, code, {LINE});
  CHECK(machine.run(code) == all_lines);
  CHECK(machine.run(other) == Log{});
  CHECK(!other.monitor); // nothing was spent on it
}

TEST_CASE("LOCAL-14 DYN-1 local changes rewrite the code inside the call, global ones at entry") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set_local(0, code, {LINE});
  CHECK(code.rewrites == 1);
  machine.set(0, {PY_START});
  CHECK(code.rewrites == 1);
  machine.run(code);
  CHECK(code.rewrites == 2);
  machine.set(0, {PY_START, RAISE}); // needs no instrumentation
  machine.run(code);
  CHECK(code.rewrites == 2);
}

TEST_CASE("LOCAL-14 a local change also brings global ones into that code") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {PY_START});
  machine.set_local(0, code, {LINE});
  CHECK(!code.monitor->own_tools(0).empty());
  CHECK(code.monitor->version() == machine.monitoring.version());
}

TEST_CASE("ORDER-3 ORDER-7 tools are served by descending id") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const ToolId tool : {1, 5, 0, 3}) {
    machine.use(tool);
    machine.note(tool, PY_START);
    machine.note(tool, RAISE);
    machine.set(tool, {PY_START, RAISE});
  }
  CHECK(machine.run(code) == Log{"5 PY_START 0", "3 PY_START 0", "1 PY_START 0", "0 PY_START 0"});
  machine.log.clear();
  machine.fire_exc(code, RAISE);
  CHECK(machine.log == Log{"5 RAISE 0", "3 RAISE 0", "1 RAISE 0", "0 RAISE 0"});
}

TEST_CASE("ORDER-5 the tools of an occurrence are fixed before the first callback") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const ToolId tool : {0, 1, 2}) machine.use(tool);
  machine.set(0, {PY_START});
  machine.set(2, {PY_START});
  machine.note(0, PY_START);
  machine.note(1, PY_START);
  machine.on(2, PY_START, [&](const Occurrence& seen) {
    machine.write(2, seen);
    machine.set(0, {});
    machine.set(1, {PY_START});
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"2 PY_START 0", "0 PY_START 0"});
  CHECK(machine.run(code) == Log{"2 PY_START 0", "1 PY_START 0"});
}

TEST_CASE("ORDER-6 DYN-13 the callback is looked up at its turn") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const ToolId tool : {0, 1, 2}) {
    machine.use(tool);
    machine.set(tool, {PY_START});
    machine.note(tool, PY_START);
  }
  machine.on(2, PY_START, [&](const Occurrence& seen) {
    machine.write(2, seen);
    machine.off(1, PY_START);
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"2 PY_START 0", "0 PY_START 0"});
}

TEST_CASE("CB-2 a callback may unregister itself while it runs") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {PY_START});
  machine.on(0, PY_START, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.off(0, PY_START);
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"0 PY_START 0"});
  CHECK(machine.run(code) == Log{});
}

TEST_CASE("REENT-1 REENT-2 events of all tools are suspended while a callback runs") {
  Machine machine;
  FakeCode& code = machine.code();
  FakeCode& inner = machine.code();
  for (const ToolId tool : {0, 1}) {
    machine.use(tool);
    machine.set(tool, {PY_START, RAISE, CALL});
    machine.note(tool, RAISE);
    machine.note(tool, CALL);
    machine.note(tool, C_RETURN);
  }
  machine.note(0, PY_START);
  machine.on(1, PY_START, [&](const Occurrence& seen) {
    machine.write(1, seen);
    CHECK(machine.monitoring.suspended());
    machine.host.enter(inner);
    for (std::uint32_t unit = 0; unit < inner.unit_count(); ++unit) machine.step(inner, unit);
    machine.fire_exc(inner, RAISE);
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"1 PY_START 0", "0 PY_START 0", "1 CALL 4", "0 CALL 4",
                                 "1 C_RETURN 4", "0 C_RETURN 4"});
  CHECK(!machine.monitoring.suspended());
}

TEST_CASE("REENT-3 the embedder may suspend events itself") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {LINE});
  machine.note(0, LINE);
  {
    const Monitoring::Suspension suspension(machine.monitoring);
    CHECK(machine.run(code) == Log{});
  }
  CHECK(machine.run(code) == all_lines);
}

TEST_CASE("ERR-1 ERR-12 an exception ends the occurrence, the callback stays") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const ToolId tool : {0, 1, 2}) {
    machine.use(tool);
    machine.set(tool, {PY_START, RAISE});
    machine.note(tool, PY_START, tool == 1 ? Answer::raised : Answer::go_on);
    machine.note(tool, RAISE, tool == 1 ? Answer::raised : Answer::go_on);
  }
  machine.host.enter(code);
  for (int round = 0; round < 2; ++round) {
    machine.log.clear();
    CHECK(machine.fire_at(code, 0, PY_START) == Fired::raised);
    CHECK(machine.fire_exc(code, RAISE) == Fired::raised);
    CHECK(machine.log == Log{"2 PY_START 0", "1 PY_START 0", "2 RAISE 0", "1 RAISE 0"});
    CHECK(!machine.monitoring.suspended());
  }
}

TEST_CASE("ERR-1 an exception of the sole tool's callback is reported") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {LINE});
  machine.note(0, LINE, Answer::raised);
  machine.host.enter(code);
  CHECK(machine.fire_at(code, 1, LINE) == Fired::raised);
}

TEST_CASE("DYN-3 turning CALL off in the call: no C_RETURN, turning it on: nothing of this call") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, C_RETURN);
  machine.set(0, {CALL});
  machine.on(0, CALL, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.set(0, {});
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"0 CALL 4"});
}

TEST_CASE("DYN-4 every frame on the stack is synchronised at once, other code is not") {
  Machine machine;
  FakeCode& caller = machine.code();
  FakeCode& callee = machine.code();
  FakeCode& resting = machine.code();
  machine.use(0);
  machine.set(0, {PY_START});
  for (FakeCode* code : {&caller, &callee, &resting}) machine.host.enter(*code);
  caller.frames = callee.frames = 1;
  machine.set(0, {PY_START, LINE});
  CHECK(!caller.monitor->line_tools(1).empty());
  CHECK(!callee.monitor->line_tools(1).empty());
  CHECK(resting.monitor->line_tools(1).empty());
  machine.host.enter(resting);
  CHECK(!resting.monitor->line_tools(1).empty());
}

TEST_CASE("DYN-8 exception events are on and off at once, in code never instrumented") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, RAISE);
  machine.note(0, PY_UNWIND);
  machine.fire_exc(code, RAISE);
  machine.set(0, {RAISE, PY_UNWIND});
  machine.fire_exc(code, RAISE);
  machine.set(0, {RAISE});
  machine.fire_exc(code, PY_UNWIND);
  CHECK(machine.log == Log{"0 RAISE 0"});
  CHECK(!code.monitor);
  CHECK(!machine.monitoring.instruments());
}

TEST_CASE("DYN-9 LINE enabled in the PY_START callback is seen from the first line") {
  for (const bool local : {false, true}) {
    Machine machine;
    FakeCode& code = machine.code();
    machine.use(0);
    machine.note(0, LINE);
    machine.set(0, {PY_START});
    machine.on(0, PY_START, [&](const Occurrence&) {
      if (local) {
        machine.set_local(0, code, {LINE});
      } else {
        machine.set(0, {PY_START, LINE});
      }
      return Answer::go_on;
    });
    CHECK(machine.run(code) == all_lines);
  }
}

TEST_CASE("DYN-10 INSTRUCTION enabled or disabled in a LINE callback counts for this instruction") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, INSTRUCTION);
  machine.set(0, {LINE});
  machine.on(0, LINE, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.set(0, seen.target == 1 ? EventSet{LINE, INSTRUCTION} : EventSet{});
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"0 LINE 1", "0 INSTRUCTION 2", "0 INSTRUCTION 4", "0 LINE 2"});
}

TEST_CASE("DYN-14 turning everything off in a callback silences what follows") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {LINE});
  machine.on(0, LINE, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.set(0, {});
    return Answer::go_on;
  });
  CHECK(machine.run(code) == Log{"0 LINE 1"});
  CHECK(!code.monitor->is_instrumented());
  CHECK(!code.monitor->is_instrumented(1));
}

TEST_CASE("LIFE-6 free in its own callback stops at once from 3.14, not before") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    machine.set(0, {LINE});
    machine.on(0, LINE, [&](const Occurrence& seen) {
      machine.write(0, seen);
      CHECK(machine.monitoring.free_tool_id(0).ok());
      return Answer::go_on;
    });
    CHECK(machine.run(code).size() == (version >= PythonVersion::v3_14 ? 1 : 3));
  }
}
