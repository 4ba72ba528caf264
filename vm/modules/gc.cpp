// The gc module: the collector of cycles.

#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/vm.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

Ref gc_collect(Vm& vm, Value, Values a) {
  std::int64_t generation = 2;
  if (a[0]) {
    auto given = index_to_int64(vm, a[0]);
    if (!given) return {};
    if (*given < 0 || *given > 2) return raise(vm, vm.exceptions.ValueError, "invalid generation");
    generation = *given;
  }
  return make_int(vm, static_cast<std::int64_t>(vm.heap.collect(static_cast<int>(generation))));
}
Ref gc_enable(Vm& vm, Value, Values) {
  vm.heap.collecting_enabled = true;
  return Value::none();
}
Ref gc_disable(Vm& vm, Value, Values) {
  vm.heap.collecting_enabled = false;
  return Value::none();
}
Ref gc_isenabled(Vm& vm, Value, Values) {
  return Value::boolean(vm.heap.collecting_enabled);
}
Ref gc_is_tracked(Vm&, Value, Values a) {
  return Value::boolean(a[0].is_object() && a[0].object()->collected != 0);
}

constexpr NativeDefinition functions[] = {
    {"collect", gc_collect, "(generation=?)"},
    {"enable", gc_enable, 0, 0},
    {"disable", gc_disable, 0, 0},
    {"isenabled", gc_isenabled, 0, 0},
    {"is_tracked", gc_is_tracked, 1, 1},
};

} // namespace

Ref create_gc_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "gc");
  add_functions(vm, module.get(), functions);
  return module;
}

} // namespace specmon::vm
