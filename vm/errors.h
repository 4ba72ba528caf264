// How C++ code of the VM raises a Python exception: it sets the pending exception of the VM and
// returns the failure value of its own result type. Native code that calls something failing just
// returns.
//
//   if (index >= size) return raise(vm, vm.exceptions.IndexError, "list index out of range");
//
// `Raised` turns into an empty Ref or Owned, false, or an empty std::optional.
#pragma once

#include "vm/ref.h"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace specmon::vm {

struct Raised {
  operator Ref() const { return {}; }
  template <class T> operator Owned<T>() const { return {}; }
  template <class T> operator std::optional<T>() const { return std::nullopt; }
  template <class T, std::enable_if_t<std::is_same_v<T, bool>, int> = 0> operator T() const {
    return false;
  }

  // Never called: with it `bool(Raised)` is ambiguous, so that std::optional<bool> is not made of a
  // false (its constructor would be preferred to the conversion above) but is empty.
  template <class T, class = void, std::enable_if_t<std::is_same_v<T, bool>, int> = 0>
  explicit operator T() const;
};

// Makes an exception of `type` with one str argument (none if `message` is absent) and sets it
// pending, with `__context__` from the exception being handled.
Raised raise(Vm& vm, Type* type, std::string_view message);
Raised raise(Vm& vm, Type* type);
// Sets an existing exception instance pending (with `__context__` set as `raise` does).
Raised raise_instance(Vm& vm, Value exception);
// KeyError and StopIteration carry the object itself.
Raised raise_with(Vm& vm, Type* type, Value argument);

bool error_pending(const Vm& vm);
// Whether the pending exception is an instance of `type`.
bool pending_is(const Vm& vm, Type* type);
// Takes the pending exception (null if none), leaving none pending.
Ref take_pending(Vm& vm);
void set_pending(Vm& vm, Ref exception); // as it is: no context is added
void clear_pending(Vm& vm);

} // namespace specmon::vm
