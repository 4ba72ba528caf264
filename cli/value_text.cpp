#include "cli/value_text.h"

#include "vm/code.h"
#include "vm/machine.h"
#include "vm/types/bytes.h"
#include "vm/types/complex.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/float.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace specmon::cli {

namespace {

using vm::Type;
using vm::Value;
using vm::Vm;

// A type's __name__: that of a built-in type may carry its module.
std::string_view plain_name(const Type* type) {
  const std::string_view name = type->name;
  const std::size_t dot = name.rfind('.');
  return type->is_static && dot != std::string_view::npos ? name.substr(dot + 1) : name;
}

// Appends the qualified name of a function, method or class; false: it is something else.
bool append_name(Vm& vm, std::string& text, Value value) {
  if (auto* type = vm::as<Type>(value)) {
    text += vm::qualified_name(type);
    return true;
  }
  if (auto* function = vm::as<vm::Function>(value)) {
    text += vm::to_utf8(vm::cast<vm::Str>(function->qualname));
    return true;
  }
  if (auto* method = vm::as<vm::Method>(value)) return append_name(vm, text, method->function);
  const Type* type = vm::type_of(vm, value);
  if (type != vm.types.native_function && type != vm.types.method_descriptor &&
      type != vm.types.class_method_descriptor && type != vm.types.slot_wrapper &&
      type != vm.types.method_wrapper) {
    return false;
  }
  // Of these types the attribute is computed by C++ alone.
  const vm::Ref name = vm::get_attribute(vm, value, vm.names.qualname);
  if (!name) {
    vm::clear_pending(vm);
    return false;
  }
  text += vm::to_utf8(vm::cast<vm::Str>(name));
  return true;
}

void append_items(Vm& vm, std::string& text, std::span<const Value> items, int depth) {
  bool first = true;
  for (const Value item : items) {
    if (!first) text += ", ";
    first = false;
    append_value(vm, text, item, depth);
  }
}

void append_set(Vm& vm, std::string& text, const vm::Set* set, int depth) {
  std::vector<std::string> items;
  for (vm::SetEntry* entry = vm::set_first(set); entry; entry = vm::set_next(set, entry)) {
    append_value(vm, items.emplace_back(), entry->key, depth);
  }
  std::sort(items.begin(), items.end());
  if (items.empty()) return;
  text += '{';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) text += ", ";
    text += items[i];
  }
  text += '}';
}

// Containers and exceptions; false: it is something else.
bool append_parts(Vm& vm, std::string& text, Value value, const Type* type, int depth) {
  const bool is_exception = vm::is<vm::Exception>(value);
  if (!is_exception && type != vm.types.tuple && type != vm.types.list && type != vm.types.dict &&
      type != vm.types.set && type != vm.types.frozenset) {
    return false;
  }
  if (depth == 2) {
    text += "...";
  } else if (is_exception) {
    text += plain_name(type);
    text += '(';
    append_items(vm, text, vm::cast<vm::Tuple>(vm::cast<vm::Exception>(value)->args)->view(),
                 depth + 1);
    text += ')';
  } else if (type == vm.types.dict) {
    auto* dict = vm::cast<vm::Dict>(value);
    text += '{';
    bool first = true;
    for (vm::DictEntry* entry = vm::dict_first(dict); entry; entry = vm::dict_next(dict, entry)) {
      if (!first) text += ", ";
      first = false;
      append_value(vm, text, entry->key, depth + 1);
      text += ": ";
      append_value(vm, text, entry->value, depth + 1);
    }
    text += '}';
  } else if (type == vm.types.list) {
    text += '[';
    append_items(vm, text, vm::cast<vm::List>(value)->view(), depth + 1);
    text += ']';
  } else if (type == vm.types.tuple) {
    const std::span<const Value> items = vm::cast<vm::Tuple>(value)->view();
    text += '(';
    append_items(vm, text, items, depth + 1);
    text += items.size() == 1 ? ",)" : ")";
  } else {
    text += plain_name(type);
    text += '(';
    append_set(vm, text, vm::cast<vm::Set>(value), depth + 1);
    text += ')';
  }
  return true;
}

void append_object(std::string& text, const Type* type) {
  text += '<';
  text += plain_name(type);
  text += " object>";
}

} // namespace

void append_value(Vm& vm, std::string& text, Value value, int depth) {
  if (value.is_none()) {
    text += "None";
    return;
  }
  if (value.is_bool()) {
    text += value.is_true() ? "True" : "False";
    return;
  }
  if (value.is_small()) {
    fmt::format_to(std::back_inserter(text), "{}", value.small());
    return;
  }
  if (value.is_real()) {
    text += vm::float_repr(value.real());
    return;
  }
  const Type* type = vm::type_of(vm, value);
  if (type == vm.types.str) {
    text += vm::repr_text(vm::cast<vm::Str>(value));
  } else if (type == vm.types.int_) {
    text += vm::int_to_text(value);
  } else if (type == vm.types.bytes) {
    text += vm::repr_of_bytes(vm::cast<vm::Bytes>(value)->view());
  } else if (type == vm.types.complex) {
    auto* number = vm::cast<vm::Complex>(value);
    text += vm::complex_repr(number->real, number->imaginary);
  } else if (value == vm.interpreter->missing.get()) {
    text += "MISSING";
  } else if (auto* code = vm::as<vm::Code>(value)) {
    text += "<code " + vm::to_utf8(vm::cast<vm::Str>(code->qualname)) + ">";
  } else {
    const std::size_t before = text.size();
    text += '<';
    if (append_name(vm, text, value)) {
      text += '>';
      return;
    }
    text.resize(before);
    if (!append_parts(vm, text, value, type, depth)) append_object(text, type);
  }
}

void append_callable(Vm& vm, std::string& text, Value value) {
  if (!append_name(vm, text, value)) append_object(text, vm::type_of(vm, value));
}

} // namespace specmon::cli
