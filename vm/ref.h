// Owning handles. `Ref` holds one reference to a value and drops it at the end of its life; an
// empty Ref returned from a function of the VM means that an exception is pending (vm/errors.h),
// except where a header says otherwise (Slots::next: exhausted).
//
//   Ref f(Vm&, Value borrowed)      arguments borrow, results own
//   Ref::steal(v)                   takes over a reference that the caller owned
//   Ref(v)                          counts a new one
#pragma once

#include "vm/object.h"

#include <utility>

namespace specmon::vm {

class Ref {
public:
  constexpr Ref() = default;
  Ref(Value value) : value_(value) { retain(value_); }
  Ref(const Ref& other) : value_(other.value_) { retain(value_); }
  Ref(Ref&& other) noexcept : value_(other.value_) { other.value_ = Value(); }
  ~Ref() { release(value_); }

  Ref& operator=(Ref other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }

  static Ref steal(Value value) {
    Ref ref;
    ref.value_ = value;
    return ref;
  }
  static Ref steal(Object* object) { return steal(Value::object(object)); }

  Value get() const { return value_; }
  operator Value() const { return value_; }
  explicit operator bool() const { return !value_.is_null(); }
  bool is_null() const { return value_.is_null(); }

  // Gives the reference to the caller.
  Value release_ownership() {
    Value value = value_;
    value_ = Value();
    return value;
  }

private:
  Value value_;
};

// The same for an object of known struct.
template <class T> class Owned {
public:
  constexpr Owned() = default;
  Owned(T* object) : object_(object) {
    if (object_) retain(static_cast<Object*>(object_));
  }
  Owned(const Owned& other) : Owned(other.object_) {}
  Owned(Owned&& other) noexcept : object_(other.object_) { other.object_ = nullptr; }
  ~Owned() {
    if (object_) release(static_cast<Object*>(object_));
  }
  Owned& operator=(Owned other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  static Owned steal(T* object) {
    Owned owned;
    owned.object_ = object;
    return owned;
  }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  operator Value() const { return Value::object(object_); }
  operator Ref() const& { return Ref(Value::object(object_)); }
  operator Ref() && {
    T* object = object_;
    object_ = nullptr;
    return Ref::steal(Value::object(object));
  }
  T* release_ownership() {
    T* object = object_;
    object_ = nullptr;
    return object;
  }

private:
  T* object_ = nullptr;
};

} // namespace specmon::vm
