// DISABLE, restart_events, and what brings a location back.
#include "tests/monitoring/fake.h"

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

namespace {

// An if and a for with two sides: POP_JUMP at 1 with its NOT_TAKEN at 2, FOR_ITER at 3 with its
// POP_ITER at 4.
std::vector<FakeUnit> branch_units() {
  std::vector<FakeUnit> units(5);
  units[0].events.set_own(PY_START);
  units[1].events.set_own(BRANCH_RIGHT);
  units[2].events.set_own(BRANCH_LEFT);
  units[3].events.set_own(BRANCH_LEFT);
  units[4].events.set_own(BRANCH_RIGHT);
  for (std::uint32_t unit = 1; unit < 5; ++unit)
    units[unit].events.add(LocationEvents::instruction_bit);
  return units;
}

// The four outcomes; callbacks are told the offset of the branch instruction.
void jump_left(Machine& m, FakeCode& code) {
  m.fire_at(code, 2, BRANCH_LEFT, 1);
}
void jump_right(Machine& m, FakeCode& code) {
  m.fire_at(code, 1, BRANCH_RIGHT, 1);
}
void loop_left(Machine& m, FakeCode& code) {
  m.fire_at(code, 3, BRANCH_LEFT, 3);
}
void loop_right(Machine& m, FakeCode& code) {
  m.fire_at(code, 4, BRANCH_RIGHT, 3);
}

struct Setup {
  explicit Setup(EventSet events, PythonVersion version = default_version, bool errata = false)
      : machine(version, errata), code(machine.code()) {
    machine.use(0);
    machine.set(0, events);
  }
  Log run() { return machine.run(code); }
  Machine machine;
  FakeCode& code;
};

const Log all_lines = {"0 LINE 1", "0 LINE 2", "0 LINE 1"};

} // namespace

TEST_CASE("DISABLE-1 DISABLE turns off one location for one tool and event") {
  Machine machine;
  FakeCode& code = machine.code();
  FakeCode& other = machine.code();
  for (const ToolId tool : {0, 1}) {
    machine.use(tool);
    machine.set(tool, {LINE, PY_START});
    machine.note(tool, PY_START);
  }
  machine.note(1, LINE);
  machine.on(0, LINE, [&](const Occurrence& seen) {
    machine.write(0, seen);
    return seen.target == 2 && seen.code == &code ? Answer::disable : Answer::go_on;
  });
  const Log full = {"1 PY_START 0", "0 PY_START 0", "1 LINE 1", "0 LINE 1",
                    "1 LINE 2",     "0 LINE 2",     "1 LINE 1", "0 LINE 1"};
  CHECK(machine.run(code) == full);
  CHECK(machine.run(code) == Log{"1 PY_START 0", "0 PY_START 0", "1 LINE 1", "0 LINE 1", "1 LINE 2",
                                 "1 LINE 1", "0 LINE 1"});
  CHECK(machine.run(other) == full);
  CHECK(machine.monitoring.get_events(0).value() == 33);
}

TEST_CASE("DISABLE-2 DISABLE-4 a disabled location is off in every frame at once") {
  Setup setup({PY_START});
  setup.machine.note(0, PY_START, Answer::disable);
  setup.machine.host.enter(setup.code);
  ++setup.code.frames;
  setup.machine.fire_at(setup.code, 0, PY_START);
  setup.machine.fire_at(setup.code, 0, PY_START);
  CHECK(setup.machine.log == Log{"0 PY_START 0"});
}

TEST_CASE("DISABLE-3 LINE is disabled per instruction that starts a line run") {
  Setup setup({LINE});
  setup.machine.on(0, LINE, [&](const Occurrence& seen) {
    setup.machine.write(0, seen);
    return seen.offset == 2 ? Answer::disable : Answer::go_on;
  });
  CHECK(setup.run() == all_lines);
  CHECK(setup.run() == Log{"0 LINE 2", "0 LINE 1"}); // line 1 is left at its other run
}

TEST_CASE("DISABLE-3 every run of a line has its own last callback") {
  Setup setup({LINE});
  setup.machine.note(0, LINE, Answer::disable);
  CHECK(setup.run() == all_lines);
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-1 the code is rewritten only where no tool is left") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.use(0);
  machine.use(1);
  machine.set(0, {PY_START});
  machine.set(1, {PY_START});
  machine.note(1, PY_START, Answer::disable);
  machine.run(code);
  CHECK(code.rewritten_units.empty());
  machine.note(0, PY_START, Answer::disable);
  machine.run(code);
  CHECK(code.rewritten_units == std::vector<std::uint32_t>{0});
  CHECK(!code.monitor->is_instrumented(0));
}

TEST_CASE("DISABLE-5 the sole tool that disables CALL still gets C_RETURN of this call") {
  Setup setup({CALL});
  setup.machine.note(0, CALL, Answer::disable);
  setup.machine.note(0, C_RETURN);
  CHECK(setup.run() == Log{"0 CALL 4", "0 C_RETURN 4"});
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-6 with two tools the one that disables CALL gets no C_RETURN") {
  Machine machine;
  FakeCode& code = machine.code();
  for (const ToolId tool : {0, 1}) {
    machine.use(tool);
    machine.set(tool, {CALL});
    machine.note(tool, CALL, tool == 0 ? Answer::disable : Answer::go_on);
    machine.note(tool, C_RETURN);
  }
  CHECK(machine.run(code) == Log{"1 CALL 4", "0 CALL 4", "1 C_RETURN 4"});
  CHECK(machine.run(code) == Log{"1 CALL 4", "1 C_RETURN 4"});
}

TEST_CASE("DISABLE-7 DISABLE from C_RETURN and C_RAISE is an error in every version") {
  for (const PythonVersion version : all_versions) {
    for (const Event event : {C_RETURN, C_RAISE}) {
      Setup setup({CALL}, version);
      Machine& machine = setup.machine;
      machine.note(0, CALL);
      const Handle callback = machine.note(0, event, Answer::disable);
      machine.host.enter(setup.code);
      CHECK(machine.fire_at(setup.code, 2, CALL) == Fired::proceed);
      CHECK(machine.fire_c(setup.code, 2, event) == Fired::raised);
      CHECK(machine.host.pending ==
            fmt::format("Cannot disable {} events. Callback removed.", name_of(event)));
      CHECK(machine.host.references[callback] == 0);
      CHECK(machine.monitoring.callbacks().find(0, event) == 0);
      CHECK(machine.fire_at(setup.code, 2, CALL) == Fired::proceed);
      CHECK(machine.fire_c(setup.code, 2, event) == Fired::proceed);
      CHECK(machine.log.size() == 3); // CALL goes on
    }
  }
}

TEST_CASE("DISABLE-8 DISABLE-9 DISABLE from exception events is an error up to 3.14") {
  for (const PythonVersion version :
       {PythonVersion::v3_12, PythonVersion::v3_13, PythonVersion::v3_14}) {
    for (const Event event : {RAISE, RERAISE, EXCEPTION_HANDLED, PY_UNWIND, PY_THROW}) {
      Machine machine(version);
      FakeCode& code = machine.code();
      for (const ToolId tool : {0, 1}) {
        machine.use(tool);
        machine.set(tool, {event});
      }
      machine.note(0, event);
      machine.note(1, event, Answer::disable);
      CHECK(machine.fire_exc(code, event) == Fired::raised);
      CHECK(machine.log == Log{fmt::format("1 {} 0", name_of(event))});
      CHECK(machine.host.pending ==
            fmt::format("Cannot disable {} events. Callback removed.", name_of(event)));
      CHECK(machine.monitoring.get_events(1).value() == machine.number({event}));
      CHECK(machine.fire_exc(code, event) == Fired::proceed);
      CHECK(machine.log.back() == fmt::format("0 {} 0", name_of(event)));
      machine.note(1, event);
      machine.log.clear();
      machine.fire_exc(code, event);
      CHECK(machine.log.size() == 2); // revived without set_events
    }
  }
}

TEST_CASE("DISABLE-10 a local exception event is disabled for the whole code in 3.15") {
  for (const bool errata : {false, true}) {
    Machine machine(PythonVersion::v3_15, errata);
    FakeCode& code = machine.code();
    FakeCode& other = machine.code();
    machine.use(0);
    machine.note(0, RAISE, Answer::disable);
    machine.set_local(0, code, {RAISE, LINE});
    machine.set_local(0, other, {RAISE});
    CHECK(machine.fire_exc(code, RAISE, 1) == Fired::proceed);
    CHECK(machine.fire_exc(code, RAISE, 2) == Fired::proceed);
    CHECK(machine.fire_exc(other, RAISE, 3) == Fired::proceed);
    CHECK(machine.log == Log{"0 RAISE 2", "0 RAISE 6"});
    // By erratum the tool's set loses it (DISABLE-12).
    CHECK(machine.monitoring.get_local_events(0, &code).value() ==
          (errata ? machine.number({LINE}) : machine.number({RAISE, LINE})));
    machine.set_local(0, code, {LINE});
    machine.set_local(0, code, {RAISE});
    machine.fire_exc(code, RAISE, 1);
    CHECK(machine.log.size() == 3); // off and on again, it is on again
  }
}

TEST_CASE("DISABLE-11 a global exception event can be disabled for a code, but not by erratum") {
  for (const bool errata : {false, true}) {
    Machine machine(PythonVersion::v3_15, errata);
    FakeCode& code = machine.code();
    FakeCode& other = machine.code();
    machine.use(0);
    machine.note(0, RAISE, Answer::disable);
    machine.set(0, {RAISE});
    machine.fire_exc(code, RAISE);
    machine.fire_exc(code, RAISE);
    machine.fire_exc(other, RAISE);
    CHECK(machine.log.size() == (errata ? 3 : 2));
    machine.run(code); // synchronising changes nothing
    machine.fire_exc(code, RAISE);
    CHECK(machine.log.size() == (errata ? 1 : 0));
    CHECK(machine.monitoring.get_events(0).value() == machine.number({RAISE}));
  }
}

TEST_CASE(
    "DISABLE-11 with both sets the local bit goes and the global one keeps firing by erratum") {
  Machine machine(PythonVersion::v3_15, true);
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, RAISE, Answer::disable);
  machine.set(0, {RAISE});
  machine.set_local(0, code, {RAISE});
  machine.fire_exc(code, RAISE);
  CHECK(machine.monitoring.get_local_events(0, &code).value() == 0);
  machine.fire_exc(code, RAISE);
  CHECK(machine.log.size() == 2);
}

TEST_CASE("DISABLE-12 restart_events brings a disabled exception event back, but not by erratum") {
  for (const bool errata : {false, true}) {
    Machine machine(PythonVersion::v3_15, errata);
    FakeCode& code = machine.code();
    machine.use(0);
    machine.note(0, RAISE, Answer::disable);
    machine.set_local(0, code, {RAISE});
    machine.fire_exc(code, RAISE);
    machine.monitoring.restart_events();
    machine.run(code);
    machine.fire_exc(code, RAISE);
    CHECK(machine.log.size() == (errata ? 0 : 1));
    machine.log.clear();
    machine.set_local(0, code, {RAISE}); // the set that it has, except by erratum
    machine.fire_exc(code, RAISE);
    CHECK(machine.log.size() == (errata ? 1 : 0));
  }
}

TEST_CASE("DISABLE-13 every instrumented event can be disabled") {
  for (const Event event : {PY_START, PY_RESUME, PY_RETURN, PY_YIELD, CALL, JUMP, STOP_ITERATION}) {
    Machine machine;
    std::vector<FakeUnit> units(1);
    units[0].events.set_own(event);
    FakeCode& code = machine.code(units);
    machine.use(0);
    machine.note(0, event, Answer::disable);
    machine.set(0, {event});
    CHECK(machine.run(code).size() == 1);
    CHECK(machine.run(code).empty());
  }
  Setup setup({INSTRUCTION});
  setup.machine.note(0, INSTRUCTION, Answer::disable);
  CHECK(setup.run().size() == 5);
  CHECK(setup.run().empty());
}

TEST_CASE("DISABLE-14 BRANCH is one location for both outcomes in 3.12 and 3.13") {
  Machine machine(PythonVersion::v3_12);
  std::vector<FakeUnit> units(1);
  units[0].events.set_own(BRANCH);
  FakeCode& code = machine.code(units);
  machine.use(0);
  machine.note(0, BRANCH, Answer::disable);
  machine.set(0, {BRANCH});
  CHECK(machine.run(code) == Log{"0 BRANCH 0"});
  CHECK(machine.run(code).empty());
}

TEST_CASE("DISABLE-15 the sides of a branch are disabled separately") {
  Machine machine;
  FakeCode& code = machine.code(branch_units());
  machine.use(0);
  machine.note(0, BRANCH_LEFT, Answer::disable);
  machine.note(0, BRANCH_RIGHT);
  machine.set(0, {BRANCH_LEFT, BRANCH_RIGHT});
  machine.host.enter(code);
  for (int round = 0; round < 2; ++round) {
    jump_left(machine, code);
    jump_right(machine, code);
  }
  CHECK(machine.log == Log{"0 BRANCH_LEFT 2", "0 BRANCH_RIGHT 2", "0 BRANCH_RIGHT 2"});
}

TEST_CASE("DISABLE-16 DISABLE from a BRANCH callback kills both sides only at the branch itself") {
  for (const bool errata : {false, true}) {
    const auto prepare = [](Machine& machine) -> FakeCode& {
      FakeCode& code = machine.code(branch_units());
      machine.use(0);
      machine.note(0, BRANCH, Answer::disable);
      machine.set(0, {BRANCH});
      machine.host.enter(code);
      return code;
    };
    Machine jump_right_first(PythonVersion::v3_14, errata);
    FakeCode& a = prepare(jump_right_first);
    jump_right(jump_right_first, a);
    jump_left(jump_right_first, a);
    CHECK(jump_right_first.log == Log{"0 BRANCH_RIGHT 2"});

    Machine jump_left_first(PythonVersion::v3_14, errata);
    FakeCode& b = prepare(jump_left_first);
    jump_left(jump_left_first, b);
    jump_right(jump_left_first, b);
    CHECK(jump_left_first.log == Log{"0 BRANCH_LEFT 2", "0 BRANCH_RIGHT 2"});

    Machine loop_left_first(PythonVersion::v3_14, errata);
    FakeCode& c = prepare(loop_left_first);
    loop_left(loop_left_first, c);
    loop_right(loop_left_first, c);
    CHECK(loop_left_first.log == Log{"0 BRANCH_LEFT 6"});

    Machine loop_right_first(PythonVersion::v3_14, errata);
    FakeCode& d = prepare(loop_right_first);
    loop_right(loop_right_first, d);
    loop_left(loop_right_first, d);
    CHECK(loop_right_first.log == Log{"0 BRANCH_RIGHT 6", "0 BRANCH_LEFT 6"});
  }
}

TEST_CASE("DISABLE-16 another tool at the branch keeps the far side alive") {
  Machine machine;
  FakeCode& code = machine.code(branch_units());
  machine.use(0);
  machine.use(1);
  machine.note(0, BRANCH, Answer::disable);
  machine.note(1, BRANCH);
  machine.set(0, {BRANCH});
  machine.set(1, {BRANCH});
  machine.host.enter(code);
  jump_right(machine, code);
  jump_left(machine, code);
  jump_right(machine, code);
  jump_left(machine, code);
  CHECK(machine.log == Log{"1 BRANCH_RIGHT 2", "0 BRANCH_RIGHT 2", "1 BRANCH_LEFT 2",
                           "0 BRANCH_LEFT 2", "1 BRANCH_RIGHT 2", "1 BRANCH_LEFT 2"});
}

TEST_CASE(
    "DISABLE-17 a BRANCH callback with one side set is lost by erratum away from the branch") {
  for (const bool errata : {false, true}) {
    Machine machine(PythonVersion::v3_14, errata);
    FakeCode& code = machine.code(branch_units());
    machine.use(0);
    machine.note(0, BRANCH);
    machine.set(0, {BRANCH_LEFT});
    machine.host.enter(code);
    jump_left(machine, code);
    CHECK(machine.log == (errata ? Log{} : Log{"0 BRANCH_LEFT 2"}));
    CHECK(code.monitor->own_tools(2).empty() == errata);
    machine.log.clear();
    loop_left(machine, code);
    CHECK(machine.log == Log{"0 BRANCH_LEFT 6"});

    machine.set(0, {BRANCH_RIGHT});
    machine.host.enter(code);
    machine.log.clear();
    jump_right(machine, code);
    loop_right(machine, code);
    CHECK(machine.log ==
          (errata ? Log{"0 BRANCH_RIGHT 2"} : Log{"0 BRANCH_RIGHT 2", "0 BRANCH_RIGHT 6"}));
  }
}

TEST_CASE("DISABLE-18 a disabled location is not brought back by changes that leave the event on") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  CHECK(setup.run() == all_lines);
  SUBCASE("another callback") {
    machine.note(0, LINE);
  }
  SUBCASE("a larger set") {
    machine.set(0, {LINE, CALL});
  }
  SUBCASE("a larger set and back") {
    machine.set(0, {LINE, CALL});
    CHECK(setup.run() == Log{});
    machine.set(0, {LINE});
  }
  SUBCASE("the event is added locally and removed") {
    machine.set_local(0, setup.code, {LINE});
    CHECK(setup.run() == Log{});
    machine.set_local(0, setup.code, {});
  }
  SUBCASE("the event stays on locally") {
    machine.set_local(0, setup.code, {LINE});
    machine.set(0, {});
  }
  SUBCASE("another tool's change") {
    machine.use(1);
    machine.set(1, {CALL, LINE});
  }
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-19 off and on again brings locations back only if synchronised while off") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  CHECK(setup.run() == all_lines);
  machine.set(0, {});
  SUBCASE("not synchronised") {
    machine.set(0, {LINE});
    CHECK(setup.run() == Log{});
  }
  SUBCASE("entered while off") {
    CHECK(setup.run() == Log{});
    machine.set(0, {LINE});
    CHECK(setup.run() == all_lines);
  }
  SUBCASE("someone's local events set while off") {
    machine.use(3);
    machine.set_local(3, setup.code, {PY_START});
    machine.set(0, {LINE});
    CHECK(setup.run() == all_lines);
  }
}

TEST_CASE("DISABLE-19 a frame on the stack is synchronised while off") {
  Setup setup({LINE});
  setup.machine.note(0, LINE, Answer::disable);
  CHECK(setup.run() == all_lines);
  ++setup.code.frames;
  setup.machine.set(0, {});
  setup.machine.set(0, {LINE});
  CHECK(setup.run() == all_lines);
}

TEST_CASE("DISABLE-20 only the event that was off while synchronised comes back") {
  Setup setup({PY_START, PY_RETURN});
  Machine& machine = setup.machine;
  machine.note(0, PY_START, Answer::disable);
  machine.note(0, PY_RETURN, Answer::disable);
  CHECK(setup.run() == Log{"0 PY_START 0", "0 PY_RETURN 10"});
  machine.set(0, {PY_RETURN});
  CHECK(setup.run() == Log{});
  machine.set(0, {PY_START, PY_RETURN});
  CHECK(setup.run() == Log{"0 PY_START 0"});
}

TEST_CASE("DISABLE-21 local off and on brings back at once, unless the event is on globally") {
  for (const bool global : {false, true}) {
    Setup setup(global ? EventSet{LINE} : EventSet{});
    Machine& machine = setup.machine;
    machine.note(0, LINE, Answer::disable);
    machine.set_local(0, setup.code, {LINE});
    CHECK(setup.run() == all_lines);
    machine.set_local(0, setup.code, {});
    machine.set_local(0, setup.code, {LINE});
    CHECK(setup.run() == (global ? Log{} : all_lines));
  }
}

TEST_CASE("DISABLE-22 freeing the tool brings locations back with a run in between from 3.14") {
  for (const PythonVersion version : all_versions) {
    for (const bool run_between : {false, true}) {
      Setup setup({LINE}, version);
      Machine& machine = setup.machine;
      machine.note(0, LINE, Answer::disable);
      CHECK(setup.run() == all_lines);
      CHECK(machine.monitoring.free_tool_id(0).ok());
      if (run_between) CHECK(setup.run() == Log{});
      machine.use(0);
      machine.note(0, LINE);
      machine.set(0, {LINE});
      const bool back = run_between && version >= PythonVersion::v3_14;
      CHECK(setup.run() == (back ? all_lines : Log{}));
    }
  }
}

TEST_CASE("DISABLE-23 turning the event off in the callback that disables lets it come back") {
  Setup setup({PY_START});
  Machine& machine = setup.machine;
  machine.on(0, PY_START, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.set(0, {});
    return Answer::disable;
  });
  CHECK(setup.run().size() == 1);
  machine.set(0, {PY_START});
  CHECK(setup.run().size() == 1);
}

TEST_CASE("DISABLE-24 restart_events in the callback that disables: the location ends disabled") {
  Setup setup({PY_START});
  Machine& machine = setup.machine;
  machine.on(0, PY_START, [&](const Occurrence& seen) {
    machine.write(0, seen);
    machine.monitoring.restart_events();
    return Answer::disable;
  });
  CHECK(setup.run().size() == 1);
  CHECK(setup.run().size() == 0);
}

TEST_CASE("DISABLE-25 a second tool brings disabled lines back once, by erratum") {
  for (const bool errata : {false, true}) {
    Setup setup({LINE}, PythonVersion::v3_14, errata);
    Machine& machine = setup.machine;
    machine.note(0, LINE, Answer::disable);
    CHECK(setup.run() == all_lines);
    machine.use(1);
    machine.set(1, {LINE});
    CHECK(setup.run() == (errata ? all_lines : Log{}));
    machine.set(1, {});
    CHECK(setup.run() == Log{});
    machine.set(1, {LINE});
    CHECK(setup.run() == Log{}); // not the second time
  }
}

TEST_CASE("DISABLE-25 sharing another event first: the lines come back when LINE is added") {
  Setup setup({}, PythonVersion::v3_14, true);
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  machine.set_local(0, setup.code, {LINE, PY_START});
  CHECK(setup.run() == all_lines);
  machine.use(1);
  machine.set_local(1, setup.code, {PY_START});
  CHECK(setup.run() == Log{});
  machine.set_local(1, setup.code, {PY_START, LINE});
  CHECK(setup.run() == all_lines);
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-25 lines disabled after the sharing began stay disabled") {
  Setup setup({}, PythonVersion::v3_14, true);
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  machine.set_local(0, setup.code, {LINE, PY_START});
  machine.use(1);
  machine.set_local(1, setup.code, {PY_START});
  CHECK(setup.run() == all_lines);
  machine.set_local(1, setup.code, {PY_START, LINE});
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-25 PY_START and INSTRUCTION do not come back") {
  Setup setup({PY_START, INSTRUCTION}, PythonVersion::v3_14, true);
  Machine& machine = setup.machine;
  machine.note(0, PY_START, Answer::disable);
  machine.note(0, INSTRUCTION, Answer::disable);
  CHECK(setup.run().size() == 6);
  machine.use(1);
  machine.set(1, {PY_START, INSTRUCTION});
  CHECK(setup.run() == Log{});
}

TEST_CASE("DISABLE-26 LOCAL-10 another code object starts enabled and without a local set") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  setup.run();
  machine.set_local(0, setup.code, {CALL});
  FakeCode& copy = machine.code();
  CHECK(machine.run(copy) == all_lines);
  CHECK(machine.monitoring.get_local_events(0, &copy).value() == 0);
}

TEST_CASE("DISABLE-27 DISABLE from LINE leaves INSTRUCTION of the same instruction on") {
  // The erratum is the machine's: it asks for LINE again before it asks for INSTRUCTION.
  Setup setup({LINE, INSTRUCTION});
  Machine& machine = setup.machine;
  machine.use(1);
  machine.set(1, {INSTRUCTION});
  machine.note(0, INSTRUCTION);
  machine.note(1, INSTRUCTION);
  const Log instructions = setup.run();
  REQUIRE(instructions.size() > all_lines.size());
  machine.note(0, LINE, Answer::disable);
  const Log with_lines = setup.run();
  CHECK(with_lines.size() == instructions.size() + all_lines.size());
  CHECK(setup.run() == instructions);
}

TEST_CASE("INSTR-3 a second tool drops the first one's INSTRUCTION by erratum") {
  for (const bool errata : {false, true}) {
    for (const Event shared : {INSTRUCTION, PY_START}) {
      Setup setup({INSTRUCTION, PY_START}, PythonVersion::v3_14, errata);
      Machine& machine = setup.machine;
      machine.note(0, INSTRUCTION);
      CHECK(setup.run().size() == 5);
      machine.use(1);
      machine.set(1, {shared});
      CHECK(setup.run().size() == (errata ? 0 : 5));
      machine.monitoring.restart_events();
      CHECK(setup.run().size() == 5);
    }
  }
}

TEST_CASE("INSTR-3 DISABLE-6 a shared exception event counts where it can be local") {
  for (const PythonVersion version : all_versions) {
    Setup setup({CALL, RAISE}, version);
    Machine& machine = setup.machine;
    machine.use(1);
    machine.set(1, {RAISE});
    machine.note(0, CALL, Answer::disable);
    machine.note(0, C_RETURN);
    // As if both tools shared CALL: the one that disabled it gets no C_RETURN.
    CHECK(setup.run().size() == (version == PythonVersion::v3_15 ? 1 : 2));
  }
}

TEST_CASE("INSTR-3 both tools before the first run, or no event in common: nothing is lost") {
  Setup before({}, PythonVersion::v3_14, true);
  before.machine.note(0, INSTRUCTION);
  before.machine.use(1);
  before.machine.set(0, {INSTRUCTION});
  before.machine.set(1, {INSTRUCTION});
  CHECK(before.run().size() == 5);

  Setup apart({INSTRUCTION}, PythonVersion::v3_14, true);
  apart.machine.note(0, INSTRUCTION);
  CHECK(apart.run().size() == 5);
  apart.machine.use(1);
  apart.machine.set(1, {LINE});
  CHECK(apart.run().size() == 5);
}

TEST_CASE("RESTART-1 restart_events works for all tools and codes, and turns nothing on") {
  Machine machine;
  FakeCode& code = machine.code();
  machine.monitoring.restart_events(); // with no tool in use
  machine.use(0);
  machine.use(1);
  machine.note(0, PY_START, Answer::disable);
  machine.note(1, PY_RETURN, Answer::disable);
  machine.note(1, LINE);
  machine.set(0, {PY_START});
  machine.set_local(1, code, {PY_RETURN});
  CHECK(machine.run(code) == Log{"0 PY_START 0", "1 PY_RETURN 10"});
  CHECK(machine.run(code) == Log{});
  machine.monitoring.restart_events();
  CHECK(machine.run(code) == Log{"0 PY_START 0", "1 PY_RETURN 10"});
}

TEST_CASE("RESTART-2 a running frame is restarted at once") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  machine.host.enter(setup.code);
  ++setup.code.frames;
  machine.step(setup.code, 1);
  machine.step(setup.code, 1);
  CHECK(machine.log.size() == 1);
  machine.monitoring.restart_events();
  machine.step(setup.code, 1);
  CHECK(machine.log.size() == 2);
}

TEST_CASE("RESTART-3 other code is restarted when it is next entered") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  setup.run();
  machine.monitoring.restart_events();
  machine.log.clear();
  machine.step(setup.code, 1);
  CHECK(machine.log.empty());
  machine.host.enter(setup.code);
  machine.step(setup.code, 1);
  CHECK(machine.log.size() == 1);
}

TEST_CASE("RESTART-4 restart while events are off: a later set fires") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  setup.run();
  machine.set(0, {});
  machine.monitoring.restart_events();
  machine.set(0, {LINE});
  CHECK(setup.run() == all_lines);
}

TEST_CASE("DISABLE-11 DISABLE-18 a disabled exception event survives other changes") {
  Machine machine(PythonVersion::v3_15);
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, RAISE, Answer::disable);
  machine.set(0, {RAISE});
  machine.fire_exc(code, RAISE);
  machine.set(0, {RAISE, LINE});
  machine.host.enter(code);
  machine.fire_exc(code, RAISE);
  CHECK(machine.log.size() == 1);
  machine.set(0, {});
  machine.host.enter(code);
  machine.set(0, {RAISE});
  machine.host.enter(code);
  machine.fire_exc(code, RAISE);
  CHECK(machine.log.size() == 2); // as DISABLE-19 has it for locations
}

TEST_CASE("DISABLE-11 DISABLE-12 the two errata of exception events are independent") {
  Behaviours behaviours(PythonVersion::v3_15);
  behaviours.set(Erratum::global_exception_disable_ignored, true);
  Machine machine(behaviours);
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, RAISE, Answer::disable);
  machine.set_local(0, code, {RAISE});
  machine.fire_exc(code, RAISE);
  machine.monitoring.restart_events();
  machine.host.enter(code);
  machine.fire_exc(code, RAISE);
  CHECK(machine.log.size() == 2);
}

TEST_CASE("DISABLE-19 the identical local set does not synchronise the code") {
  Setup setup({LINE});
  Machine& machine = setup.machine;
  machine.note(0, LINE, Answer::disable);
  machine.set_local(0, setup.code, {PY_START});
  CHECK(setup.run() == all_lines);
  machine.set(0, {});
  machine.set_local(0, setup.code, {PY_START});
  machine.set(0, {LINE});
  CHECK(setup.run() == Log{});
}

TEST_CASE("INSTR-3 the first tool is dropped once, not at every later change") {
  Setup setup({INSTRUCTION}, PythonVersion::v3_14, true);
  Machine& machine = setup.machine;
  machine.note(0, INSTRUCTION);
  setup.run();
  machine.use(1);
  machine.set(1, {INSTRUCTION});
  CHECK(setup.run().empty());
  machine.monitoring.restart_events();
  CHECK(setup.run().size() == 5);
  machine.set(1, {INSTRUCTION, LINE});
  CHECK(setup.run().size() == 5);
}
