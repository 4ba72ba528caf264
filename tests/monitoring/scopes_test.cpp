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
  Fired fire(std::size_t index, std::int32_t offset = 0) {
    Occurrence occurrence;
    occurrence.event = events[index];
    occurrence.offset = offset;
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
  scope.fire(0);
  CHECK(scope.machine.log.empty());
  scope.enter();
  scope.machine.set(0, {});
  scope.fire(0);
  CHECK(scope.machine.log.size() == 1);
  scope.enter();
  scope.fire(0);
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
  scope.fire(0);
  CHECK(scope.machine.log.size() == 1);
}

TEST_CASE("CAPI-5 events are suspended in the callback and its exception ends the occurrence") {
  Scope scope;
  scope.machine.note(0, PY_START);
  scope.machine.on(1, PY_START, [&](const Occurrence&) {
    CHECK(scope.fire(0) == Fired::proceed);
    return Answer::raised;
  });
  scope.machine.set(0, {PY_START});
  scope.machine.set(1, {PY_START});
  scope.enter();
  CHECK(scope.fire(0) == Fired::raised);
  CHECK(scope.machine.log.empty());
}

TEST_CASE("CAPI-6 the message of an exception event without an exception has its number") {
  CHECK(no_exception_set_message(RAISE, Behaviours(PythonVersion::v3_13)) ==
        "Firing event 10 with no exception set");
  CHECK(no_exception_set_message(RAISE, Behaviours(PythonVersion::v3_14)) ==
        "Firing event 11 with no exception set");
}

TEST_CASE("CAPI-9 DISABLE takes the tool off the whole scope until the masks change") {
  Scope scope;
  scope.machine.note(0, PY_START, Answer::disable);
  scope.machine.set(0, {PY_START});
  scope.enter();
  scope.fire(0, 2);
  scope.fire(0, 8);
  scope.enter();
  scope.fire(0, 2);
  CHECK(scope.machine.log == Log{"0 PY_START 2"});
  scope.machine.monitoring.restart_events();
  scope.enter();
  scope.fire(0, 4);
  CHECK(scope.machine.log.size() == 2);
}

TEST_CASE("CAPI-9 DISABLE from an exception event in a scope is an error up to 3.14") {
  Scope old(PythonVersion::v3_14);
  old.machine.note(0, RAISE, Answer::disable);
  old.machine.set(0, {RAISE});
  old.enter();
  CHECK(old.fire(2) == Fired::raised);
  CHECK(old.machine.host.pending == "Cannot disable RAISE events. Callback removed.");
  CHECK(old.fire(2) == Fired::proceed);
  CHECK(old.machine.log.size() == 1);
}

TEST_CASE("CAPI-10 C_RETURN in a scope is on with CALL, but never by erratum") {
  for (const bool errata : {false, true}) {
    Scope scope(PythonVersion::v3_14, errata);
    scope.machine.note(0, C_RETURN);
    scope.machine.set(0, {CALL});
    scope.enter();
    scope.fire(3);
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
  scope.fire(1);
  CHECK(scope.machine.log == Log{"1 JUMP 0", "0 JUMP 0"});
}
