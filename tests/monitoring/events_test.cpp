#include "tests/monitoring/fake.h"

#include <set>

using namespace specmon::monitoring;
using namespace specmon::monitoring::testing;

TEST_CASE("EVENT-1 bits of the events in 3.12 and 3.13") {
  for (const PythonVersion version : {PythonVersion::v3_12, PythonVersion::v3_13}) {
    const Behaviours behaviours(version);
    const std::pair<Event, std::uint32_t> bits[] = {{PY_START, 1},     {PY_RESUME, 2},
                                                    {PY_RETURN, 4},    {PY_YIELD, 8},
                                                    {CALL, 16},        {LINE, 32},
                                                    {INSTRUCTION, 64}, {JUMP, 128},
                                                    {BRANCH, 256},     {BRANCH_LEFT, 0},
                                                    {BRANCH_RIGHT, 0}, {STOP_ITERATION, 512},
                                                    {RAISE, 1024},     {EXCEPTION_HANDLED, 2048},
                                                    {PY_UNWIND, 4096}, {PY_THROW, 8192},
                                                    {RERAISE, 16384},  {C_RETURN, 32768},
                                                    {C_RAISE, 65536}};
    for (const auto& [event, bit] : bits) {
      CAPTURE(name_of(event));
      CHECK(event_mask(event, behaviours) == bit);
    }
    CHECK(event_number_limit(behaviours) == 17);
  }
}

TEST_CASE("EVENT-2 bits of the events in 3.14 and 3.15") {
  for (const PythonVersion version : {PythonVersion::v3_14, PythonVersion::v3_15}) {
    const Behaviours behaviours(version);
    const std::pair<Event, std::uint32_t> bits[] = {
        {PY_START, 1},    {JUMP, 128},       {BRANCH_LEFT, 256}, {BRANCH_RIGHT, 512},
        {RAISE, 2048},    {PY_UNWIND, 8192}, {PY_THROW, 16384},  {STOP_ITERATION, 1024},
        {RERAISE, 32768}, {C_RETURN, 65536}, {C_RAISE, 131072},  {EXCEPTION_HANDLED, 4096},
        {BRANCH, 262144}};
    for (const auto& [event, bit] : bits) {
      CAPTURE(name_of(event));
      CHECK(event_mask(event, behaviours) == bit);
    }
    CHECK(event_number_limit(behaviours) == 19);
  }
}

TEST_CASE("EVENT-4 groups of the events") {
  for (const Event event : {PY_START, PY_RESUME, PY_RETURN, PY_YIELD, CALL, LINE, INSTRUCTION, JUMP,
                            BRANCH, BRANCH_LEFT, BRANCH_RIGHT, STOP_ITERATION}) {
    CHECK(is_instrumented(event));
  }
  for (const Event event : {PY_THROW, PY_UNWIND, RAISE, RERAISE, EXCEPTION_HANDLED}) {
    CHECK(is_exception(event));
    CHECK(group_of(event) == EventGroup::exception);
  }
  CHECK(is_ancillary(C_RETURN));
  CHECK(is_ancillary(C_RAISE));
}

TEST_CASE("CB-10 number of arguments of the callbacks") {
  CHECK(callback_arity(PY_START) == 2);
  CHECK(callback_arity(INSTRUCTION) == 2);
  CHECK(callback_arity(LINE) == 2);
  CHECK(callback_arity(PY_RETURN) == 3);
  CHECK(callback_arity(BRANCH_LEFT) == 3);
  CHECK(callback_arity(RAISE) == 3);
  CHECK(callback_arity(STOP_ITERATION) == 3);
  CHECK(callback_arity(CALL) == 4);
  CHECK(callback_arity(C_RETURN) == 4);
}

TEST_CASE("Events and versions are found by their names") {
  for (const EventRow& row : event_rows) {
    const auto event = parse_event(row.name);
    REQUIRE(event);
    CHECK(name_of(*event) == row.name);
  }
  CHECK(!parse_event("py_start"));
  for (const PythonVersion version : all_versions) {
    CHECK(parse_python_version(to_string(version)) == version);
  }
  CHECK(!parse_python_version("3.11"));
  CHECK(!parse_python_version("3.1"));
  CHECK(!parse_python_version(""));
}

TEST_CASE("Masks and sets are converted both ways") {
  const Behaviours behaviours(PythonVersion::v3_14);
  const EventSet events{LINE, RAISE, BRANCH_LEFT};
  CHECK(events.mask(behaviours) == (32u | 2048u | 256u));
  CHECK(EventSet::of_mask(events.mask(behaviours), behaviours) == events);
  CHECK(EventSet::of_mask(1u << 31, behaviours).empty());
}

TEST_CASE("Behaviours and errata hold from since to until") {
  const auto has = [](PythonVersion version, bool errata, Behaviour behaviour) {
    return Behaviours(version, errata).has(behaviour);
  };
  CHECK(!has(PythonVersion::v3_13, false, Behaviour::branch_sides));
  CHECK(has(PythonVersion::v3_14, false, Behaviour::branch_sides));
  CHECK(has(PythonVersion::v3_14, false, Behaviour::exception_disable_raises));
  CHECK(!has(PythonVersion::v3_15, false, Behaviour::exception_disable_raises));
  CHECK(Behaviours(PythonVersion::v3_15).local_exception_events());
  CHECK(!Behaviours(PythonVersion::v3_14).one_line_function_loses_line());
  CHECK(Behaviours(PythonVersion::v3_14, true).one_line_function_loses_line());
  CHECK(!Behaviours(PythonVersion::v3_12, true).one_line_function_loses_line());
}

TEST_CASE("Rows of behaviours and errata are complete and their names unique") {
  std::set<std::string_view> names;
  for (const BehaviourRow& row : behaviour_rows()) {
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(row.since <= row.until);
    CHECK(!(row.since == first_version && row.until == last_version));
    CHECK(!row.clause.empty());
    CHECK(!row.sentence.empty());
    CHECK(parse_behaviour(row.name));
  }
  for (const BehaviourRow& row : erratum_rows()) {
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(row.since <= row.until);
    CHECK(!row.issue.empty());
    CHECK(!row.clause.empty());
    CHECK(parse_erratum(row.name));
  }
  CHECK(!parse_behaviour("no_such_row"));
  CHECK(!parse_erratum("branch_sides"));
}
