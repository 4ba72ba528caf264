// _thread: locks, for programs that use them as context managers. The VM runs one thread: a lock
// that is held already is a deadlock, and says so.

#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

struct Lock : Object {
  static constexpr Layout layout_id = Layout::other;
  bool reentrant = false;
  std::int64_t held = 0; // how often
};

Lock* lock_of(Value value) {
  return static_cast<Lock*>(value.object());
}

Ref new_lock(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.total() > 0) {
    return raise(vm, vm.exceptions.TypeError, type->name + "() takes no arguments");
  }
  auto* lock = vm.heap.make<Lock>(type);
  lock->reentrant = type->name == "RLock";
  return Ref::steal(lock);
}

Ref take(Vm& vm, Value self, bool blocking) {
  Lock* lock = lock_of(self);
  if (lock->held > 0 && !lock->reentrant) {
    if (!blocking) return Value::false_();
    return raise(vm, vm.exceptions.RuntimeError,
                 "deadlock: the only thread waits for a lock it holds");
  }
  ++lock->held;
  return Value::true_();
}

Ref lock_acquire(Vm& vm, Value self, Values a) {
  auto blocking = truth(vm, a[0]);
  if (!blocking) return {};
  return take(vm, self, *blocking);
}

Ref lock_release(Vm& vm, Value self, Values) {
  Lock* lock = lock_of(self);
  if (lock->held == 0) {
    return raise(vm, vm.exceptions.RuntimeError,
                 lock->reentrant ? "cannot release un-acquired lock" : "release unlocked lock");
  }
  --lock->held;
  return Value::none();
}

Ref lock_enter(Vm& vm, Value self, Values) {
  return take(vm, self, true);
}
Ref lock_exit(Vm& vm, Value self, Values a) {
  return lock_release(vm, self, a);
}
Ref lock_locked(Vm&, Value self, Values) {
  return Value::boolean(lock_of(self)->held > 0);
}
Ref get_ident(Vm&, Value, Values) {
  return Value::small(1);
}

constexpr NativeDefinition methods[] = {
    {"acquire", lock_acquire, "(blocking=True, timeout=-1)"},
    {"release", lock_release, 0, 0},
    {"locked", lock_locked, 0, 0},
    {"__enter__", lock_enter, 0, 0},
    {"__exit__", lock_exit, 0, NativeDefinition::any},
};

Ref allocate_lock(Vm& vm, Value, Values) {
  Owned<Str> module_name = intern(vm, "_thread"), name = intern(vm, "lock");
  auto* module = as<Module>(dict_find(vm.modules.get(), module_name.get()));
  auto* type = module ? as<Type>(dict_find(module->dict.get(), name.get())) : nullptr;
  if (!type) return raise(vm, vm.exceptions.SystemError, "_thread was removed from sys.modules");
  return new_lock(vm, type, {});
}

constexpr NativeDefinition functions[] = {
    {"allocate_lock", allocate_lock, 0, 0},
    {"get_ident", get_ident, 0, 0},
};

} // namespace

Ref create_thread_module(Vm& vm) {
  Owned<Module> module = make_module(vm, "_thread");
  add_functions(vm, module.get(), functions);
  for (std::string_view name : {"lock", "RLock"}) {
    Type* type = make_builtin_type(vm, "_thread", name, Layout::other, sizeof(Lock));
    type->slots.destroy = destroy_plain;
    type->slots.new_ = new_lock;
    add_methods(vm, type, methods);
    finish_type(vm, type);
    dict_store(vm, module->dict.get(), name, Value::object(type));
  }
  // What threading.Lock is.
  Owned<Str> factory = intern(vm, vm.behaviours.lock_is_a_type() ? "lock" : "allocate_lock");
  dict_store(vm, module->dict.get(), "Lock", dict_find(module->dict.get(), factory.get()));
  return module;
}

} // namespace specmon::vm
