// The type bytes: representation, construction, operators, items, iteration. Its methods:
// bytes_methods.cpp.
#include "vm/types/bytes.h"

#include "vm/type_setup.h"
#include "vm/types/bytes_internal.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/format.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/str_internal.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

void destroy_bytes(Vm& vm, Object* object) {
  auto* bytes = static_cast<Bytes*>(object);
  if (bytes->exact) {
    free_object(vm, object, bytes->allocated);
  } else {
    if (bytes->allocated) vm.heap.free(bytes->data, bytes->allocated);
    free_object(vm, object);
  }
}

Ref make_subclass(Vm& vm, Type* type, std::string_view content) {
  Bytes* bytes = allocate_instance<Bytes>(vm, type);
  Ref result = Ref::steal(bytes);
  bytes->size = bytes->allocated = content.size();
  static char nothing;
  bytes->data = &nothing;
  if (bytes->allocated) {
    bytes->data = static_cast<char*>(vm.heap.allocate(bytes->allocated));
    std::memcpy(bytes->data, content.data(), content.size());
  }
  return result;
}

Ref bytes_from(Vm& vm, Value source) {
  if (as_exact<Bytes>(source)) return source;
  Ref method = lookup_special(vm, source, vm.names.bytes_);
  if (method) {
    Ref result = call(vm, method, {});
    if (result && !is<Bytes>(result)) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("__bytes__ returned non-bytes (type {})", type_name(vm, result)));
    }
    return result;
  }
  if (error_pending(vm)) return {};
  if (Bytes* bytes = as<Bytes>(source)) return make_bytes(vm, bytes->view());
  if (is<Str>(source)) {
    return raise(vm, vm.exceptions.TypeError, "string argument without an encoding");
  }
  const Slots& slots = type_of(vm, source)->slots;
  if (is_int(source) || slots.index) {
    auto size = index_to_int64(vm, source);
    if (!size) {
      if (!pending_is(vm, vm.exceptions.IndexError)) return {};
      clear_pending(vm);
      return raise(
          vm, vm.exceptions.OverflowError,
          fmt::format("cannot fit '{}' into an index-sized integer", type_name(vm, source)));
    }
    if (*size < 0) return raise(vm, vm.exceptions.ValueError, "negative count");
    if (*size > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
    return make_bytes(vm, std::string(static_cast<std::size_t>(*size), '\0'));
  }
  if (!slots.iterate && !slots.get_item) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cannot convert '{}' object to bytes", type_name(vm, source)));
  }
  std::string content;
  Ref iterator = iterate(vm, source);
  if (!iterator || !length_hint(vm, source)) return {}; // PYTHON-33
  while (Ref item = next(vm, iterator)) {
    Ref index = index_of(vm, item);
    if (!index) return {};
    auto number = as_int64(index);
    if (!number || *number < 0 || *number > 255) {
      return raise(vm, vm.exceptions.ValueError, "bytes must be in range(0, 256)");
    }
    content += static_cast<char>(*number);
  }
  if (error_pending(vm)) return {};
  return make_bytes(vm, content);
}

Ref new_bytes(Vm& vm, Type* type, const Arguments& arguments) {
  Value values[3];
  if (!bind_constructor(vm, "bytes", arguments, {"source", "encoding", "errors"}, values))
    return {};
  Ref result;
  if (values[1] || values[2]) {
    Str* string = values[0] ? as<Str>(values[0]) : nullptr;
    if (!string) {
      return raise(vm, vm.exceptions.TypeError,
                   values[1] ? "encoding without a string argument"
                             : "errors without a string argument");
    }
    if (!values[1])
      return raise(vm, vm.exceptions.TypeError, "string argument without an encoding");
    std::string encoding, errors = "strict";
    if (!text_argument(vm, "bytes", "encoding", values[1], encoding)) return {};
    if (values[2] && !text_argument(vm, "bytes", "errors", values[2], errors)) return {};
    result = encode(vm, string, encoding, errors);
  } else {
    result = values[0] ? bytes_from(vm, values[0]) : Ref(make_bytes(vm, {}));
  }
  if (!result || type == vm.types.bytes) return result;
  return make_subclass(vm, type, cast<Bytes>(result)->view());
}

Ref repr_bytes(Vm& vm, Value self) {
  return make_str_latin1(vm, repr_of_bytes(cast<Bytes>(self)->view()));
}
std::optional<std::int64_t> hash_bytes(Vm&, Value self) {
  return hash_of(cast<Bytes>(self));
}
std::optional<bool> truth_bytes(Vm&, Value self) {
  return cast<Bytes>(self)->size != 0;
}
std::optional<std::int64_t> length_bytes(Vm&, Value self) {
  return static_cast<std::int64_t>(cast<Bytes>(self)->size);
}

Ref compare_bytes(Vm&, Value left, Value right, Comparison how) {
  Bytes* a = as<Bytes>(left);
  Bytes* b = as<Bytes>(right);
  if (!a || !b) return Value::not_implemented();
  int order = a->view().compare(b->view()); // char_traits<char> compares unsigned
  switch (how) {
  case Comparison::eq: return Value::boolean(order == 0);
  case Comparison::ne: return Value::boolean(order != 0);
  case Comparison::lt: return Value::boolean(order < 0);
  case Comparison::le: return Value::boolean(order <= 0);
  case Comparison::gt: return Value::boolean(order > 0);
  case Comparison::ge: return Value::boolean(order >= 0);
  }
  return {};
}

Ref byte_at(const Bytes* bytes, std::size_t index) {
  return Value::small(static_cast<unsigned char>(bytes->data[index]));
}

Ref item_of_bytes(Vm& vm, Value self, Value key) {
  Bytes* bytes = cast<Bytes>(self);
  auto size = static_cast<std::int64_t>(bytes->size);
  if (Slice* slice = as<Slice>(key)) {
    auto bounds = slice_bounds(vm, slice, size);
    if (!bounds) return {};
    std::string part;
    std::int64_t at = bounds->start;
    for (std::int64_t i = 0; i < bounds->count; ++i, at += bounds->step) {
      part += bytes->data[at];
    }
    return make_bytes(vm, part);
  }
  if (!is_int(key) && !type_of(vm, key)->slots.index) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("byte indices must be integers or slices, not {}", type_name(vm, key)));
  }
  auto index = index_to_int64(vm, key);
  if (!index) return {};
  if (*index < 0) *index += size;
  if (*index < 0 || *index >= size)
    return raise(vm, vm.exceptions.IndexError, "index out of range");
  return byte_at(bytes, static_cast<std::size_t>(*index));
}

std::optional<bool> bytes_contain(Vm& vm, Value self, Value item) {
  std::string_view content = cast<Bytes>(self)->view();
  if (Bytes* part = as<Bytes>(item)) return content.find(part->view()) != std::string_view::npos;
  if (is_int(item) || type_of(vm, item)->slots.index) {
    auto number = index_clamped(vm, item);
    if (!number) return std::nullopt;
    if (*number < 0 || *number > 255) {
      return raise(vm, vm.exceptions.ValueError, "byte must be in range(0, 256)");
    }
    return content.find(static_cast<char>(*number)) != std::string_view::npos;
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("a bytes-like object is required, not '{}'", type_name(vm, item)));
}

Ref add_bytes(Vm& vm, Value left, Value right) {
  Bytes* a = as<Bytes>(left);
  Bytes* b = as<Bytes>(right);
  if (!a || !b) return Value::not_implemented();
  return make_bytes(vm, std::string(a->view()).append(b->view()));
}

Ref multiply_bytes(Vm& vm, Value left, Value right) {
  Bytes* bytes = as<Bytes>(left);
  Value factor = right;
  if (!bytes) {
    bytes = as<Bytes>(right);
    factor = left;
  }
  if (!is_int(factor) && !type_of(vm, factor)->slots.index) return Value::not_implemented();
  Ref index = index_of(vm, factor);
  if (!index) return {};
  auto count = as_int64(index);
  if (!count && sign_of_int(index) > 0) {
    return raise(vm, vm.exceptions.OverflowError,
                 fmt::format("cannot fit '{}' into an index-sized integer", type_name(vm, factor)));
  }
  if (!count || *count <= 0) return make_bytes(vm, {});
  std::int64_t size;
  if (__builtin_mul_overflow(static_cast<std::int64_t>(bytes->size), *count, &size)) {
    return raise(vm, vm.exceptions.OverflowError, "repeated bytes are too long");
  }
  if (size > std::int64_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  std::string result;
  result.reserve(static_cast<std::size_t>(size));
  for (std::int64_t i = 0; i < *count && size > 0; ++i) result += bytes->view();
  return make_bytes(vm, result);
}

Ref remainder_of_bytes(Vm& vm, Value left, Value right) {
  Bytes* format_ = as<Bytes>(left);
  if (!format_) return Value::not_implemented();
  return format_percent(vm, format_, right);
}

Ref iterate_bytes(Vm& vm, Value self) {
  return make_iterator(vm, vm.types.bytes_iterator, self);
}

Ref next_byte(Vm&, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  Bytes* bytes = cast<Bytes>(iterator->source);
  auto index = static_cast<std::size_t>(iterator->index);
  if (index < bytes->size) {
    ++iterator->index;
    return byte_at(bytes, index);
  }
  iterator->source = Ref();
  return {};
}

Ref iterator_length_hint(Vm&, Value self, std::span<const Value>) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return Value::small(0);
  return Value::small(static_cast<std::int64_t>(cast<Bytes>(iterator->source)->size) -
                      iterator->index);
}

const NativeDefinition iterator_methods[] = {{"__length_hint__", iterator_length_hint, 0, 0}};

} // namespace

Owned<Bytes> make_bytes(Vm& vm, std::string_view content) {
  Bytes* bytes = vm.heap.make<Bytes>(vm.types.bytes, content.size());
  bytes->size = content.size();
  bytes->data = reinterpret_cast<char*>(bytes + 1);
  bytes->allocated = sizeof(Bytes) + content.size();
  if (!content.empty()) std::memcpy(bytes->data, content.data(), content.size());
  return Owned<Bytes>::steal(bytes);
}

std::string repr_of_bytes(std::string_view content) {
  bool single = content.find('\'') != std::string_view::npos,
       double_ = content.find('"') != std::string_view::npos;
  const char quote = single && !double_ ? '"' : '\'';
  std::string text = "b";
  text += quote;
  for (char c : content) {
    auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\')
      text += '\\', text += c;
    else if (c == '\t')
      text += "\\t";
    else if (c == '\n')
      text += "\\n";
    else if (c == '\r')
      text += "\\r";
    else if (byte < 0x20 || byte >= 0x7F)
      text += fmt::format("\\x{:02x}", byte);
    else
      text += c;
  }
  text += quote;
  return text;
}

std::int64_t hash_of(Bytes* bytes) {
  if (bytes->hash == -1) {
    auto hash = static_cast<std::int64_t>(hash_of_bytes(bytes->data, bytes->size, 1));
    bytes->hash = hash == -1 ? -2 : hash;
  }
  return bytes->hash;
}

void set_up_bytes_type(Vm& vm, Type* type) {
  type->instance_size = sizeof(Bytes);
  Slots& slots = type->slots;
  slots.destroy = destroy_bytes;
  slots.new_ = new_bytes;
  slots.repr = repr_bytes;
  slots.hash = hash_bytes;
  slots.compare = compare_bytes;
  slots.truth = truth_bytes;
  slots.length = length_bytes;
  slots.get_item = item_of_bytes;
  slots.contains = bytes_contain;
  slots.iterate = iterate_bytes;
  slots.binary[static_cast<std::size_t>(BinaryOperator::add)] = add_bytes;
  slots.binary[static_cast<std::size_t>(BinaryOperator::multiply)] = multiply_bytes;
  slots.binary[static_cast<std::size_t>(BinaryOperator::remainder)] = remainder_of_bytes;
  static const auto methods = bytes_methods();
  add_methods(vm, type, methods);
}

void set_up_bytes_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_byte);
  add_methods(vm, type, iterator_methods);
}

} // namespace specmon::vm
