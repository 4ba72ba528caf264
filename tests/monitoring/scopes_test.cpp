// Code-likes: the C API's scopes.
#include "monitoring/scopes.h"
#include "tests/monitoring/fake.h"

#include <array>

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

namespace {

struct Scope {
  explicit Scope(PythonVersion python = default_version, bool errata = false)
      : machine(python, errata) {
    for (const ToolId tool : {0, 1}) machine.use(tool);
  }
  void enter() { enter_scope(machine.monitoring, states, version, events); }
  Status fire(std::size_t index, std::int32_t offset = 0, std::uint64_t value = 1) {
    Occurrence occurrence;
    occurrence.event = events[index];
    occurrence.offset = offset;
    occurrence.values = {value, 0};
    return fire_in_scope(machine.monitoring, states[index], occurrence);
  }
  Machine machine;
  std::array<Event, 4> events = {PY_START, JUMP, RAISE, C_RETURN};
  std::array<ScopeState, 4> states{};
  ScopeVersion version = 0;
};

} // namespace

TEST_CASE("CAPI-3 what is on is taken over when the scope is entered") {
  Scope scope;
  scope.machine.note(0, PY_START);
  scope.enter();
  scope.machine.set(0, {PY_START});
  CHECK(scope.fire(0).ok());
  CHECK(scope.machine.log.empty());
  scope.enter();
  scope.machine.set(0, {});
  CHECK(scope.fire(0).ok());
  CHECK(scope.machine.log.size() == 1);
  scope.enter();
  CHECK(scope.fire(0).ok());
  CHECK(scope.machine.log.size() == 1);
}

TEST_CASE("CAPI-4 entering with an unchanged version leaves the states as they are") {
  Scope scope;
  scope.machine.note(0, PY_START);
  scope.machine.set(0, {PY_START});
  scope.enter();
  scope.events[0] = PY_RETURN;
  scope.enter();
  scope.events[0] = PY_START;
  CHECK(scope.fire(0).ok());
  CHECK(scope.machine.log.size() == 1);
}

TEST_CASE("CAPI-5 an exception of a callback ends the occurrence and is handed on") {
  Scope scope;
  scope.machine.note(0, PY_START);
  scope.machine.on(1, PY_START, [](const Occurrence&) { return Answer::raised; });
  scope.machine.set(0, {PY_START});
  scope.machine.set(1, {PY_START});
  scope.enter();
  const Status status = scope.fire(0);
  CHECK_FALSE(status.ok());
  CHECK(status.error().kind == ErrorKind::pending);
  CHECK(scope.machine.log.empty());
}

TEST_CASE("CAPI-13 events of scopes are suspended in callbacks, but not by erratum") {
  for (const bool errata : {false, true}) {
    Scope scope(PythonVersion::v3_14, errata);
    int calls = 0;
    scope.machine.on(1, PY_START, [&](const Occurrence&) {
      ++calls;
      if (calls < 3) CHECK(scope.fire(0).ok());
      return Answer::go_on;
    });
    scope.machine.set(1, {PY_START});
    scope.enter();
    CHECK(scope.fire(0).ok());
    CHECK(calls == (errata ? 3 : 1));
  }
}

TEST_CASE("CAPI-6 an exception event without an exception is an error that has its number") {
  for (const PythonVersion python : {PythonVersion::v3_13, PythonVersion::v3_14}) {
    Scope scope(python);
    scope.machine.set(0, {RAISE});
    scope.enter();
    const Status status = scope.fire(2, 0, 0);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().kind == ErrorKind::value_error);
    CHECK(status.error().message == (python == PythonVersion::v3_13
                                         ? "Firing event 10 with no exception set"
                                         : "Firing event 11 with no exception set"));
  }
}

TEST_CASE("An offset below 0 is an error, behind that of a missing exception") {
  Scope scope;
  scope.machine.set(0, {PY_START, RAISE});
  scope.enter();
  CHECK(scope.fire(0, -1).error().message == "offset must be non-negative");
  CHECK(scope.fire(2, -1, 0).error().message == "Firing event 11 with no exception set");
}

TEST_CASE("CAPI-14 nothing is checked while no tool has the event on") {
  Scope scope;
  scope.enter();
  CHECK(scope.fire(0, -1).ok());
  CHECK(scope.fire(2, -1, 0).ok());
}

TEST_CASE("CAPI-9 DISABLE takes the tool off the whole scope until the masks change") {
  Scope scope;
  scope.machine.note(0, PY_START, Answer::disable);
  scope.machine.set(0, {PY_START});
  scope.enter();
  CHECK(scope.fire(0, 2).ok());
  CHECK(scope.fire(0, 8).ok());
  scope.enter();
  CHECK(scope.fire(0, 2).ok());
  CHECK(scope.machine.log == Log{"0 PY_START 2"});
  scope.machine.monitoring.restart_events();
  scope.enter();
  CHECK(scope.fire(0, 4).ok());
  CHECK(scope.machine.log.size() == 2);
}

TEST_CASE("CAPI-9 CAPI-15 DISABLE from an exception event in a scope is an error up to 3.14") {
  const auto disable = [](PythonVersion python, bool errata) {
    Scope scope(python, errata);
    scope.machine.note(0, RAISE, Answer::disable);
    scope.machine.set(0, {RAISE});
    scope.enter();
    const bool ok = scope.fire(2).ok();
    CHECK(scope.machine.host.pending ==
          (ok ? "" : "Cannot disable RAISE events. Callback removed."));
    CHECK(scope.fire(2).ok());
    CHECK(scope.machine.log.size() == 1);
    return ok;
  };
  CHECK_FALSE(disable(PythonVersion::v3_14, false));
  CHECK(disable(PythonVersion::v3_15, false));
  CHECK_FALSE(disable(PythonVersion::v3_15, true));
}

TEST_CASE("CAPI-17 a callback of BRANCH serves the sides of a scope, but is skipped by erratum") {
  for (const bool errata : {false, true}) {
    Scope scope(PythonVersion::v3_14, errata);
    scope.events[0] = BRANCH_LEFT;
    scope.machine.note(0, BRANCH);
    scope.machine.set(0, {BRANCH_LEFT});
    scope.enter();
    CHECK(scope.fire(0).ok());
    CHECK(scope.machine.log.size() == (errata ? 0 : 1));
    CHECK(scope.states[0].active.empty() == errata);
  }
}

TEST_CASE("CAPI-10 C_RETURN in a scope is on with CALL, but never by erratum") {
  for (const bool errata : {false, true}) {
    Scope scope(PythonVersion::v3_14, errata);
    scope.machine.note(0, C_RETURN);
    scope.machine.set(0, {CALL});
    scope.enter();
    CHECK(scope.fire(3).ok());
    CHECK(scope.machine.log.size() == (errata ? 0 : 1));
  }
}

TEST_CASE("CAPI-12 tools are served by descending id in a scope") {
  Scope scope;
  for (const ToolId tool : {0, 1}) {
    scope.machine.note(tool, JUMP);
    scope.machine.set(tool, {JUMP});
  }
  scope.enter();
  CHECK(scope.fire(1).ok());
  CHECK(scope.machine.log == Log{"1 JUMP 0", "0 JUMP 0"});
}
