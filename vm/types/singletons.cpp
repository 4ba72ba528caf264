// The types of None, NotImplemented and Ellipsis: no objects stand behind their values.
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

template <Value (*value)()> Ref singleton_new(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.total() > 0) {
    return raise(vm, vm.exceptions.TypeError, fmt::format("{} takes no arguments", type->name));
  }
  return Ref(value());
}

template <Value (*value)()> void set_up(Type* type) {
  type->can_subclass = false;
  type->slots.new_ = singleton_new<value>;
}

Value none_value() {
  return Value::none();
}
Value not_implemented_value() {
  return Value::not_implemented();
}
Value ellipsis_value() {
  return Value::ellipsis();
}

Ref none_repr(Vm& vm, Value) {
  return intern(vm, "None");
}
Ref not_implemented_repr(Vm& vm, Value) {
  return intern(vm, "NotImplemented");
}
Ref ellipsis_repr(Vm& vm, Value) {
  return intern(vm, "Ellipsis");
}
std::optional<bool> none_truth(Vm&, Value) {
  return false;
}

} // namespace

void set_up_none_type(Vm&, Type* type) {
  set_up<none_value>(type);
  type->slots.repr = none_repr;
  type->slots.truth = none_truth;
  type->slots.hash = [](Vm&, Value) { return std::optional<std::int64_t>(0xfca86420); };
}

void set_up_not_implemented_type(Vm&, Type* type) {
  set_up<not_implemented_value>(type);
  type->slots.repr = not_implemented_repr;
}

void set_up_ellipsis_type(Vm&, Type* type) {
  set_up<ellipsis_value>(type);
  type->slots.repr = ellipsis_repr;
}

} // namespace specmon::vm
