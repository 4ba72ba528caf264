#include "vm/errors.h"

#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/vm.h"

namespace specmon::vm {

namespace {

// The exception being handled becomes the context of a new one, unless that would close a circle.
void set_context(Vm& vm, Exception* exception) {
  Exception* handled = as<Exception>(vm.handled());
  if (!handled || handled == exception) return;
  for (Exception* link = handled; link;) {
    Exception* before = as<Exception>(link->context);
    if (before == exception) {
      link->context = Ref();
      break;
    }
    link = before;
  }
  exception->context = Value::object(handled);
}

} // namespace

Raised raise_instance(Vm& vm, Value exception) {
  Ref held(exception);
  if (auto* instance = as<Exception>(exception)) set_context(vm, instance);
  vm.pending = std::move(held);
  return {};
}

Raised raise(Vm& vm, Type* type, std::string_view message) {
  return raise_with(vm, type, make_str(vm, message));
}

Raised raise(Vm& vm, Type* type) {
  vm.pending = Ref();
  return raise_instance(vm, make_exception(vm, type, {}));
}

Raised raise_with(Vm& vm, Type* type, Value argument) {
  Ref held(argument);
  vm.pending = Ref();
  return raise_instance(vm, make_exception(vm, type, {held}));
}

bool error_pending(const Vm& vm) {
  return !vm.pending.is_null();
}

bool pending_is(const Vm& vm, Type* type) {
  return vm.pending && is_instance_of(vm, vm.pending, type);
}

Ref take_pending(Vm& vm) {
  Ref taken = std::move(vm.pending);
  vm.pending = Ref();
  return taken;
}

void set_pending(Vm& vm, Ref exception) {
  vm.pending = std::move(exception);
}

void clear_pending(Vm& vm) {
  vm.pending = Ref();
}

} // namespace specmon::vm
