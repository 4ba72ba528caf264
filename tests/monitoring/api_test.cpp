// The checks and messages of the script-visible functions.
#include "tests/monitoring/fake.h"

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

namespace {

template <typename Value> void check_error(const Result<Value>& result, std::string_view message) {
  REQUIRE(!result.ok());
  CHECK(result.error().kind == ErrorKind::value_error);
  CHECK(result.error().message == message);
}

} // namespace

TEST_CASE("TOOL-1 TOOL-10 use_tool_id keeps the name, get_tool gives it back") {
  Machine machine;
  const Handle name = machine.host.make({});
  CHECK(machine.monitoring.get_tool(3).value() == 0);
  CHECK(machine.monitoring.use_tool_id(3, name, true).ok());
  CHECK(machine.monitoring.get_tool(3).value() == name);
  CHECK(machine.host.references[name] == 2);
  CHECK(machine.monitoring.free_tool_id(3).ok());
  CHECK(machine.monitoring.get_tool(3).value() == 0);
  CHECK(machine.host.references[name] == 1);
}

TEST_CASE("TOOL-2 every function refuses a tool id that is not 0 to 5") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const int tool : {-1, 6, 7, 8, 1000}) {
    const std::string message = fmt::format("invalid tool {} (must be between 0 and 5)", tool);
    check_error(machine.monitoring.use_tool_id(tool, 1, true), message);
    check_error(machine.monitoring.free_tool_id(tool), message);
    check_error(machine.monitoring.clear_tool_id(tool), message);
    check_error(machine.monitoring.get_tool(tool), message);
    check_error(machine.monitoring.get_events(tool), message);
    check_error(machine.monitoring.set_events(tool, 0), message);
    check_error(machine.monitoring.get_local_events(tool, &code), message);
    check_error(machine.monitoring.set_local_events(tool, &code, 0), message);
    check_error(machine.monitoring.register_callback(tool, 1, 0), message);
  }
}

TEST_CASE("TOOL-5 a used id is refused, even with the same name") {
  Machine machine;
  const Handle name = machine.host.make({});
  CHECK(machine.monitoring.use_tool_id(2, name, true).ok());
  check_error(machine.monitoring.use_tool_id(2, name, true), "tool 2 is already in use");
}

TEST_CASE("TOOL-6 TOOL-7 order of checks is range, name, in use") {
  Machine machine;
  machine.use(2);
  check_error(machine.monitoring.use_tool_id(9, 1, false),
              "invalid tool 9 (must be between 0 and 5)");
  check_error(machine.monitoring.use_tool_id(2, 1, false), "tool name must be a str");
}

TEST_CASE("TOOL-9 TOOL-11 freeing or clearing an unused id does nothing") {
  Machine machine;
  machine.note(1, LINE);
  CHECK(machine.monitoring.free_tool_id(1).ok());
  CHECK(machine.monitoring.clear_tool_id(1).ok());
  CHECK(machine.monitoring.callbacks().find(1, LINE) != 0);
}

TEST_CASE("TOOL-16 _all_events lists global sets that are not empty") {
  Machine machine;
  machine.use(0);
  machine.use(3);
  machine.set(0, {LINE, RAISE});
  machine.set(3, {LINE});
  const auto rows = machine.monitoring.all_events();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].first == "LINE");
  CHECK(rows[0].second == 9);
  CHECK(rows[1].first == "RAISE");
  CHECK(rows[1].second == 1);
}

TEST_CASE("EVENT-5 BRANCH is set as both sides from 3.14 and never reads back") {
  for (const PythonVersion version : {PythonVersion::v3_14, PythonVersion::v3_15}) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    machine.set(0, {BRANCH});
    machine.set_local(0, code, {BRANCH});
    CHECK(machine.monitoring.get_events(0).value() == 768);
    CHECK(machine.monitoring.get_local_events(0, &code).value() == 768);
  }
  Machine machine(PythonVersion::v3_13);
  machine.use(0);
  machine.set(0, {BRANCH});
  CHECK(machine.monitoring.get_events(0).value() == 256);
}

TEST_CASE("GLOBAL-1 GLOBAL-11 a set replaces that tool's set only") {
  Machine machine;
  machine.use(0);
  machine.use(1);
  machine.set(0, {LINE});
  machine.set(1, {CALL});
  machine.set(0, {JUMP});
  CHECK(machine.monitoring.get_events(0).value() == 128);
  CHECK(machine.monitoring.get_events(1).value() == 16);
}

TEST_CASE("GLOBAL-2 LOCAL-4 the sets of an id that is not in use read 0") {
  Machine machine;
  FakeCode& code = machine.code();
  CHECK(machine.monitoring.get_events(4).value() == 0);
  CHECK(machine.monitoring.get_local_events(4, &code).value() == 0);
}

TEST_CASE("GLOBAL-3 order of checks is tool, event set, C group, in use") {
  Machine machine;
  const std::int32_t c_return = machine.number({C_RETURN});
  check_error(machine.monitoring.set_events(7, -1), "invalid tool 7 (must be between 0 and 5)");
  check_error(machine.monitoring.set_events(1, -1), "invalid event set 0xffffffff");
  check_error(machine.monitoring.set_events(1, c_return | (1 << 19)), "invalid event set 0x90000");
  check_error(machine.monitoring.set_events(1, c_return),
              "cannot set C_RETURN or C_RAISE events independently");
  check_error(machine.monitoring.set_events(1, 32), "tool 1 is not in use");
}

TEST_CASE("GLOBAL-4 a tool that is not in use is refused, also for the empty set") {
  Machine machine;
  check_error(machine.monitoring.set_events(0, 0), "tool 0 is not in use");
}

TEST_CASE("GLOBAL-5 unknown bits are refused, the limit depends on the version") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    machine.use(0);
    const bool sides = version >= PythonVersion::v3_14;
    check_error(machine.monitoring.set_events(0, -1), "invalid event set 0xffffffff");
    check_error(machine.monitoring.set_events(0, INT32_MIN), "invalid event set 0x80000000");
    check_error(machine.monitoring.set_events(0, 1 << 19), "invalid event set 0x80000");
    if (!sides) check_error(machine.monitoring.set_events(0, 1 << 17), "invalid event set 0x20000");
    if (sides) CHECK(machine.monitoring.set_events(0, 1 << 18).ok());
  }
}

TEST_CASE("GLOBAL-7 LOCAL-6 C_RETURN and C_RAISE need all of the group") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    for (const EventSet events :
         {EventSet{C_RETURN}, EventSet{C_RAISE}, EventSet{C_RETURN, C_RAISE},
          EventSet{CALL, C_RETURN}, EventSet{CALL, C_RAISE}}) {
      check_error(machine.monitoring.set_events(0, machine.number(events)),
                  "cannot set C_RETURN or C_RAISE events independently");
      check_error(machine.monitoring.set_local_events(0, &code, machine.number(events)),
                  "cannot set C_RETURN or C_RAISE events independently");
    }
  }
}

TEST_CASE("GLOBAL-8 the whole C group is stored as CALL") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    machine.set(0, {CALL, C_RETURN, C_RAISE});
    machine.set_local(0, code, {CALL, C_RETURN, C_RAISE});
    CHECK(machine.monitoring.get_events(0).value() == 16);
    CHECK(machine.monitoring.get_local_events(0, &code).value() == 16);
  }
}

TEST_CASE("GLOBAL-9 a refused set changes nothing") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, LINE, Answer::disable);
  machine.set(0, {LINE});
  machine.run(code);
  const Version version = machine.monitoring.version();
  CHECK(!machine.monitoring.set_events(0, -1).ok());
  CHECK(!machine.monitoring.set_local_events(0, &code, -1).ok());
  CHECK(machine.monitoring.get_events(0).value() == 32);
  CHECK(machine.monitoring.version() == version);
  CHECK(machine.run(code) == Log{});
}

TEST_CASE("GLOBAL-10 the identical set is no change") {
  Machine machine;
  machine.use(0);
  machine.set(0, {LINE});
  const Version version = machine.monitoring.version();
  machine.set(0, {LINE});
  CHECK(machine.monitoring.version() == version);
}

TEST_CASE("GLOBAL-12 all events at once read back without the C events and BRANCH") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    machine.use(0);
    const bool sides = version >= PythonVersion::v3_14;
    CHECK(machine.monitoring.set_events(0, (1 << (sides ? 19 : 17)) - 1).ok());
    CHECK(machine.monitoring.get_events(0).value() == (sides ? 65535 : 32767));
  }
}

TEST_CASE("GLOBAL-13 global and local sets do not show each other") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set(0, {LINE});
  machine.set_local(0, code, {CALL});
  CHECK(machine.monitoring.get_events(0).value() == 32);
  CHECK(machine.monitoring.get_local_events(0, &code).value() == 16);
}

TEST_CASE("LOCAL-2 LOCAL-3 the code is checked first, with a TypeError") {
  Machine machine;
  const auto get = machine.monitoring.get_local_events(99, nullptr);
  const auto set = machine.monitoring.set_local_events(99, nullptr, -1);
  REQUIRE(!get.ok());
  REQUIRE(!set.ok());
  CHECK(get.error().kind == ErrorKind::type_error);
  CHECK(set.error().kind == ErrorKind::type_error);
  CHECK(get.error().message == "code must be a code object");
  CHECK(set.error().message == "code must be a code object");
}

TEST_CASE("LOCAL-3 order of checks is tool, C group, event set, in use") {
  Machine machine;
  FakeCode& code = machine.code();
  const std::int32_t c_return = machine.number({C_RETURN});
  check_error(machine.monitoring.set_local_events(6, &code, c_return),
              "invalid tool 6 (must be between 0 and 5)");
  check_error(machine.monitoring.set_local_events(0, &code, c_return | (1 << 20)),
              "cannot set C_RETURN or C_RAISE events independently");
  check_error(machine.monitoring.set_local_events(0, &code, 1 << 20),
              "invalid local event set 0x100000");
  check_error(machine.monitoring.set_local_events(0, &code, 32), "tool 0 is not in use");
  check_error(machine.monitoring.set_local_events(0, &code, 0), "tool 0 is not in use");
  CHECK(!code.monitor);
}

TEST_CASE("LOCAL-5 the message of a bad local set shows it without the C events and BRANCH") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    const bool sides = version >= PythonVersion::v3_14;
    check_error(machine.monitoring.set_local_events(0, &code, -1),
                sides ? "invalid local event set 0xfff8ffff"
                      : "invalid local event set 0xfffe7fff");
  }
}

TEST_CASE("LOCAL-7 exception events may be set locally from 3.15 on") {
  for (const PythonVersion version : all_versions) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    for (const Event event : {RAISE, RERAISE, EXCEPTION_HANDLED, PY_UNWIND, PY_THROW}) {
      const std::int32_t number = machine.number({event});
      const auto status = machine.monitoring.set_local_events(0, &code, number);
      if (version == PythonVersion::v3_15) {
        CHECK(status.ok());
        CHECK(machine.monitoring.get_local_events(0, &code).value() == number);
      } else {
        check_error(status, fmt::format("invalid local event set 0x{:x}", number));
      }
    }
  }
}

TEST_CASE("CB-1 a callback may be registered for an id that is not in use, and stays") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.note(5, PY_START);
  machine.use(5);
  machine.set(5, {PY_START});
  CHECK(machine.run(code) == Log{"5 PY_START 0"});
}

TEST_CASE("CB-2 CB-17 registering gives the previous callback and its reference") {
  Machine machine;
  const Handle first = machine.host.make({});
  const Handle second = machine.host.make({});
  CHECK(machine.monitoring.register_callback(0, 32, first).value() == 0);
  CHECK(machine.host.references[first] == 2);
  CHECK(machine.monitoring.register_callback(0, 32, second).value() == first);
  CHECK(machine.monitoring.register_callback(0, 32, 0).value() == second);
  CHECK(machine.monitoring.register_callback(0, 32, 0).value() == 0);
  CHECK(machine.host.references[first] == 2); // the caller's own and the one handed back
}

TEST_CASE("CB-3 exactly one event") {
  Machine machine;
  for (const std::int32_t event : {0, -1, 3, 33, INT32_MIN + 1, INT32_MAX}) {
    check_error(machine.monitoring.register_callback(0, event, 0),
                "The callback can only be set for one event at a time");
  }
}

TEST_CASE("CB-4 an unknown event is named in decimal") {
  Machine machine;
  check_error(machine.monitoring.register_callback(0, 1 << 19, 0), "invalid event 524288");
  check_error(machine.monitoring.register_callback(0, INT32_MIN, 0), "invalid event -2147483648");
  Machine old(PythonVersion::v3_12);
  check_error(old.monitoring.register_callback(0, 1 << 17, 0), "invalid event 131072");
}

TEST_CASE("CB-8 only a registration that passes the checks is audited, and may be vetoed") {
  Machine machine;
  const Handle callback = machine.host.make({});
  CHECK(!machine.monitoring.register_callback(0, 3, callback).ok());
  CHECK(machine.host.audited.empty());
  CHECK(machine.monitoring.register_callback(0, 32, callback).ok());
  machine.host.veto = true;
  const auto vetoed = machine.monitoring.register_callback(0, 32, 0);
  REQUIRE(!vetoed.ok());
  CHECK(vetoed.error().kind == ErrorKind::pending);
  CHECK(machine.host.audited == std::vector<CallbackHandle>{callback, 0});
  CHECK(machine.monitoring.callbacks().find(0, LINE) == callback);
}

TEST_CASE("CB-9 a BRANCH callback stands for both sides from 3.14") {
  Machine machine;
  const Handle branch = machine.host.make({});
  const Handle left = machine.host.make({});
  const auto exchange = [&](Event event, Handle callback) {
    return machine.monitoring.register_callback(0, machine.number({event}), callback).value();
  };
  CHECK(exchange(BRANCH, branch) == 0);
  CHECK(exchange(BRANCH_LEFT, left) == branch);
  CHECK(exchange(BRANCH_RIGHT, 0) == branch);
  CHECK(exchange(BRANCH, branch) == left);
  CHECK(exchange(BRANCH, 0) == branch);
  CHECK(exchange(BRANCH_RIGHT, 0) == 0);
  // Its own and one for each time that it was handed back; none left behind.
  CHECK(machine.host.references[branch] == 4);
  CHECK(machine.host.references[left] == 2);
}

TEST_CASE("CB-17 every reference is given back in the end") {
  std::map<Handle, int> references;
  FakeHost host;
  {
    Monitoring monitoring(host, Behaviours{});
    host.monitoring = &monitoring;
    const Handle callback = host.make({});
    const Handle name = host.make({});
    CHECK(monitoring.use_tool_id(0, name, true).ok());
    CHECK(monitoring.register_callback(0, 262144, callback).ok());
    CHECK(monitoring.register_callback(1, 1, callback).ok());
    CHECK(host.references[callback] == 4);
  }
  for (const auto& [handle, count] : host.references) CHECK(count == 1);
}

TEST_CASE("LIFE-1 free_tool_id releases only the name in 3.12 and 3.13") {
  for (const PythonVersion version : {PythonVersion::v3_12, PythonVersion::v3_13}) {
    Machine machine(version);
    FakeCode& code = machine.code();
    machine.use(0);
    machine.note(0, LINE);
    machine.set(0, {LINE});
    machine.set_local(0, code, {CALL});
    CHECK(machine.monitoring.free_tool_id(0).ok());
    CHECK(machine.run(code) == Log{"0 LINE 1", "0 LINE 2", "0 LINE 1"});
    check_error(machine.monitoring.set_events(0, 0), "tool 0 is not in use");
    CHECK(machine.monitoring.get_events(0).value() == 32);
    machine.use(0);
    CHECK(machine.monitoring.get_events(0).value() == 32);
    CHECK(machine.monitoring.get_local_events(0, &code).value() == 16);
  }
}

TEST_CASE("LIFE-2 LIFE-5 CB-17 freeing and clearing drop events and callbacks from 3.14") {
  for (const PythonVersion version : {PythonVersion::v3_14, PythonVersion::v3_15}) {
    for (const bool free : {true, false}) {
      Machine machine(version);
      FakeCode& code = machine.code();
      machine.use(0);
      machine.use(1);
      const Handle callback = machine.note(0, LINE);
      machine.note(1, PY_START);
      machine.set(0, {LINE});
      machine.set(1, {PY_START});
      machine.set_local(0, code, {CALL});
      if (free) {
        CHECK(machine.monitoring.free_tool_id(0).ok());
      } else {
        CHECK(machine.monitoring.clear_tool_id(0).ok());
      }
      CHECK(machine.host.references[callback] == 0);
      CHECK(machine.monitoring.get_events(0).value() == 0);
      CHECK((machine.monitoring.get_tool(0).value() == 0) == free);
      CHECK(machine.run(code) == Log{"1 PY_START 0"});
    }
  }
}

TEST_CASE("LIFE-3 cleared local sets still show until the code is synchronised, and never fire") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set_local(0, code, {PY_START});
  CHECK(machine.monitoring.clear_tool_id(0).ok());
  machine.note(0, PY_START);
  CHECK(machine.monitoring.get_local_events(0, &code).value() == 1);
  CHECK(machine.run(code) == Log{});
  CHECK(machine.monitoring.get_local_events(0, &code).value() == 0);
}

TEST_CASE(
    "LIFE-3 a cleared local exception event does not fire once the code was entered in 3.15") {
  Machine machine(PythonVersion::v3_15);
  FakeCode& code = machine.code();
  machine.use(0);
  machine.set_local(0, code, {RAISE});
  CHECK(machine.monitoring.clear_tool_id(0).ok());
  machine.note(0, RAISE);
  machine.run(code);
  machine.fire_exc(code, RAISE);
  CHECK(machine.log == Log{});
}

TEST_CASE("LIFE-4 after a clear the very same local set works again") {
  for (const bool run_between : {false, true}) {
    Machine machine;
    FakeCode& code = machine.code();
    machine.use(0);
    machine.set_local(0, code, {PY_START});
    CHECK(machine.monitoring.clear_tool_id(0).ok());
    if (run_between) machine.run(code);
    machine.note(0, PY_START);
    machine.set_local(0, code, {PY_START});
    CHECK(machine.run(code) == Log{"0 PY_START 0"});
    CHECK(machine.run(code) == Log{"0 PY_START 0"});
  }
}
