// Tuples with named fields, as sys.version_info is one.
#pragma once

#include "vm/ref.h"

#include <span>
#include <string_view>

namespace specmon::vm {

// A new type `module`.`name`. `fields` must be a static table of at most 20 names.
Type* make_struct_type(Vm& vm, std::string_view module, std::string_view name,
                       std::span<const std::string_view> fields);
Ref make_struct(Vm& vm, Type* type, std::span<const Value> values);

// The only object of its type.
inline Ref make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
                                std::span<const std::string_view> fields,
                                std::span<const Value> values) {
  return make_struct(vm, make_struct_type(vm, module, name, fields), values);
}
inline Ref make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
                                std::span<const std::string_view> fields,
                                std::initializer_list<Value> values) {
  return make_struct_sequence(vm, module, name, fields,
                              std::span<const Value>(values.begin(), values.size()));
}

} // namespace specmon::vm
