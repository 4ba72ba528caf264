// The time module: the clocks are the embedder's.

#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/vm.h"

#include <cmath>

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Ref seconds(Vm& vm, Value, Values) {
  return Value::real(vm.embedder.clock());
}

Ref nanoseconds(Vm& vm, Value, Values) {
  return make_int(vm, static_cast<std::int64_t>(vm.embedder.clock() * 1e9));
}

Ref processor_seconds(Vm& vm, Value, Values) {
  return Value::real(vm.embedder.processor_clock());
}

Ref processor_nanoseconds(Vm& vm, Value, Values) {
  return make_int(vm, static_cast<std::int64_t>(vm.embedder.processor_clock() * 1e9));
}

Ref sleep(Vm& vm, Value, Values a) {
  if (!is_int(a[0]) && !a[0].is_real()) {
    return raise(vm, vm.exceptions.TypeError,
                 "'" + type_name(vm, a[0]) + "' object cannot be interpreted as an integer");
  }
  double wanted = a[0].is_real() ? a[0].real() : int_to_double(a[0]);
  if (!(wanted >= 0))
    return raise(vm, vm.exceptions.ValueError, "sleep length must be non-negative");
  vm.embedder.sleep(wanted);
  return Value::none();
}

constexpr NativeDefinition functions[] = {
    {"monotonic", seconds, 0, 0},
    {"monotonic_ns", nanoseconds, 0, 0},
    {"perf_counter", seconds, 0, 0},
    {"perf_counter_ns", nanoseconds, 0, 0},
    {"process_time", processor_seconds, 0, 0},
    {"process_time_ns", processor_nanoseconds, 0, 0},
    {"sleep", sleep, 1, 1},
    {"thread_time", processor_seconds, 0, 0}, // there is one thread
    {"thread_time_ns", processor_nanoseconds, 0, 0},
    {"time", seconds, 0, 0},
    {"time_ns", nanoseconds, 0, 0},
};

} // namespace

Ref create_time_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "time");
  add_functions(vm, module.get(), functions);
  return module;
}

} // namespace specmon::vm
