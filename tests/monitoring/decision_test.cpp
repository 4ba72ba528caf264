// Why an event fires or not: the explanation must agree with what firing does.
#include "monitoring/decision.h"
#include "tests/monitoring/fake.h"

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

namespace {

// The clauses of what stops the event.
std::vector<std::string_view> obstacles(const Decision& decision) {
  std::vector<std::string_view> clauses;
  for (const Reason& reason : decision.reasons) {
    CHECK(!reason.sentence.empty());
    if (!reason.favours) clauses.push_back(reason.clause);
  }
  CHECK(decision.fires == clauses.empty());
  return clauses;
}

using Clauses = std::vector<std::string_view>;

} // namespace

TEST_CASE("An explanation names each obstacle with its clause") {
  Machine machine;
  FakeCode& code = machine.code();
  const auto why = [&](Event event, std::uint32_t unit) {
    return obstacles(explain(machine.monitoring, 0, event, code.monitor.get(), unit));
  };
  machine.use(0);
  CHECK(why(LINE, 1) == Clauses{"GLOBAL-1 LOCAL-8", "CB-7", "DYN-1"});
  machine.set(0, {LINE, RAISE, CALL});
  CHECK(why(LINE, 1) == Clauses{"CB-7", "DYN-1"});
  CHECK(why(RAISE, 0) == Clauses{"CB-7"});
  machine.note(0, LINE, Answer::disable);
  CHECK(why(LINE, 1) == Clauses{"DYN-1"});
  machine.host.enter(code);
  CHECK(why(LINE, 1).empty());
  CHECK(why(LINE, 2) == Clauses{"EVENT-4"});
  CHECK(why(LINE, 99) == Clauses{"EVENT-4"});
  CHECK(why(C_RETURN, 2) == Clauses{"CB-7"});
  machine.step(code, 1);
  CHECK(why(LINE, 1) == Clauses{"DISABLE-1"});
  CHECK(why(LINE, 3).empty());
  CHECK(why(BRANCH, 3) == Clauses{"EVENT-1 EVENT-2 EVENT-5"});
  const Monitoring::Suspension suspension(machine.monitoring);
  CHECK(why(LINE, 3) == Clauses{"REENT-1"});
}

TEST_CASE("LOCAL-7 DISABLE-10 an explanation knows of disabled exception events") {
  Machine machine(PythonVersion::v3_15);
  FakeCode& code = machine.code();
  machine.use(0);
  machine.note(0, RAISE, Answer::disable);
  machine.set(0, {RAISE});
  machine.fire_exc(code, RAISE);
  CHECK(obstacles(explain(machine.monitoring, 0, RAISE, code.monitor.get(), 0)) ==
        Clauses{"DISABLE-10"});
}

TEST_CASE("TOOL-2 an explanation of an impossible tool") {
  Machine machine;
  CHECK(obstacles(explain(machine.monitoring, 6, LINE, nullptr, 0)) == Clauses{"TOOL-2"});
}

TEST_CASE("Explaining and firing agree at every location") {
  for (const PythonVersion version : all_versions) {
    for (const bool errata : {false, true}) {
      Machine machine(version, errata);
      FakeCode& code = machine.code();
      for (const ToolId tool : {0, 1}) machine.use(tool);
      const Event events[] = {PY_START, LINE, INSTRUCTION, CALL, PY_RETURN};
      int turn = 0;
      for (const Event event : events) {
        machine.on(0, event, [&](const Occurrence& seen) {
          machine.write(0, seen);
          return ++turn % 3 == 0 ? Answer::disable : Answer::go_on;
        });
      }
      machine.set(0, {PY_START, LINE, CALL});
      machine.set(1, {LINE});
      for (int round = 0; round < 4; ++round) {
        if (round == 2) machine.set(0, {PY_START, LINE, INSTRUCTION, PY_RETURN});
        machine.host.enter(code);
        for (std::uint32_t unit = 0; unit < code.unit_count(); ++unit) {
          for (const Event event : events) {
            const bool expected =
                explain(machine.monitoring, 0, event, code.monitor.get(), unit).fires;
            machine.log.clear();
            const LocationEvents at = code.shape()[unit];
            const bool possible = at.own() == event || (event == LINE && at.starts_line()) ||
                                  (event == INSTRUCTION && at.is_instruction());
            if (possible) machine.fire_at(code, unit, event);
            CAPTURE(name_of(event));
            CAPTURE(unit);
            CHECK(expected == !machine.log.empty());
          }
        }
      }
    }
  }
}
