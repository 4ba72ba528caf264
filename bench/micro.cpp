// Monitoring alone, on the code object and host that its tests use: sets of events, bringing a code
// object up to date, firing. Run `build/bench/micro`; one number a line, nanoseconds.

#define DOCTEST_CONFIG_IMPLEMENT
#include "tests/monitoring/fake.h"

#include <benchmark/benchmark.h>

namespace specmon::monitoring {

namespace {

using namespace testing;

// Hundred lines, each with a call.
std::vector<FakeUnit> many_units() {
  std::vector<FakeUnit> units;
  for (int line = 1; line <= 100; ++line) {
    units.push_back({{{}, true, true}, line});
    units.push_back({{CALL, false, true}, line});
  }
  return units;
}

void masks(benchmark::State& state) {
  Machine machine;
  for (auto _ : state) {
    const EventSet events{LINE, CALL, PY_START};
    benchmark::DoNotOptimize(events.mask(machine.monitoring.behaviours()));
  }
}
BENCHMARK(masks);

void set_events(benchmark::State& state) {
  Machine machine;
  machine.use(2);
  const std::int32_t lines = machine.number({LINE});
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.monitoring.set_events(2, lines).ok());
    benchmark::DoNotOptimize(machine.monitoring.set_events(2, 0).ok());
  }
}
BENCHMARK(set_events);

void synchronise(benchmark::State& state) {
  Machine machine;
  FakeCode& code = machine.code(many_units());
  machine.use(2);
  machine.set(2, {LINE, CALL});
  for (auto _ : state) {
    machine.monitoring.restart_events();
    machine.host.enter(code);
  }
}
BENCHMARK(synchronise);

// `tools` callbacks for one occurrence; 0: the location was disabled.
void fire_line(benchmark::State& state) {
  Machine machine;
  FakeCode& code = machine.code();
  const auto tools = static_cast<int>(state.range(0));
  for (ToolId tool = 0; tool < std::max(tools, 1); ++tool) {
    machine.use(tool);
    machine.set(tool, {LINE});
    const Answer answer = tools == 0 ? Answer::disable : Answer::go_on;
    machine.on(tool, LINE, [answer](const Occurrence&) { return answer; });
  }
  machine.host.enter(code);
  machine.fire_at(code, 1, LINE);
  for (auto _ : state) benchmark::DoNotOptimize(machine.fire_at(code, 1, LINE));
}
BENCHMARK(fire_line)->Arg(0)->Arg(1)->Arg(2)->Arg(5);

void fire_raise(benchmark::State& state) {
  Machine machine;
  FakeCode& code = machine.code();
  if (state.range(0) > 0) {
    machine.use(2);
    machine.set(2, {RAISE});
    machine.on(2, RAISE, [](const Occurrence&) { return Answer::go_on; });
  }
  machine.host.enter(code);
  for (auto _ : state) benchmark::DoNotOptimize(machine.fire_exc(code, RAISE));
}
BENCHMARK(fire_raise)->Arg(0)->Arg(1);

} // namespace

} // namespace specmon::monitoring

int main(int argc, char** argv) {
  // The helpers of the tests check what they do, also outside of a test.
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
