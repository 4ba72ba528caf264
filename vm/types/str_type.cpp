// The type str: construction, operators, items, iteration.
#include "vm/type_setup.h"
#include "vm/types/bytes.h"
#include "vm/types/constructor_arguments.h"
#include "vm/types/format.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/range.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {
namespace {

void destroy_str(Vm& vm, Object* object) {
  auto* string = static_cast<Str*>(object);
  if (string->interned) {
    auto [first, last] = vm.interned.equal_range(string->hash);
    for (; first != last; ++first) {
      if (first->second == string) {
        vm.interned.erase(first);
        break;
      }
    }
  }
  if (string->exact) {
    free_object(vm, object, string->allocated);
  } else {
    if (string->allocated) vm.heap.free(string->units, string->allocated);
    free_object(vm, object);
  }
}

Ref new_str(Vm& vm, Type* type, const Arguments& arguments) {
  Value values[3];
  if (!bind_constructor(vm, "str", arguments, {"object", "encoding", "errors"}, values)) return {};
  Ref result;
  if (values[1] || values[2]) {
    std::string encoding = "utf-8", errors = "strict";
    if (values[1] && !text_argument(vm, "str", "encoding", values[1], encoding)) return {};
    if (values[2] && !text_argument(vm, "str", "errors", values[2], errors)) return {};
    if (!values[0]) {
      result = vm.empty_str;
    } else if (Bytes* bytes = as<Bytes>(values[0])) {
      result = decode(vm, bytes->view(), encoding, errors);
    } else if (is<Str>(values[0])) {
      return raise(vm, vm.exceptions.TypeError, "decoding str is not supported");
    } else {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("decoding to str: need a bytes-like object, {} found",
                               type_name(vm, values[0])));
    }
  } else if (!values[0]) {
    result = vm.empty_str;
  } else {
    result = str(vm, values[0]);
  }
  if (!result || type == vm.types.str) return result;
  return make_str_subclass(vm, type, cast<Str>(result));
}

Ref repr_str(Vm& vm, Value self) {
  return make_str(vm, repr_text(cast<Str>(self)));
}
Ref str_str(Vm& vm, Value self) {
  return exact_str(vm, cast<Str>(self));
}
std::optional<std::int64_t> hash_str(Vm&, Value self) {
  return hash_of(cast<Str>(self));
}
std::optional<bool> truth_str(Vm&, Value self) {
  return cast<Str>(self)->length != 0;
}
std::optional<std::int64_t> length_str(Vm&, Value self) {
  return static_cast<std::int64_t>(cast<Str>(self)->length);
}

Ref compare_str(Vm&, Value left, Value right, Comparison how) {
  Str* a = as<Str>(left);
  Str* b = as<Str>(right);
  if (!a || !b) return Value::not_implemented();
  switch (how) {
  case Comparison::eq: return Value::boolean(equal(a, b));
  case Comparison::ne: return Value::boolean(!equal(a, b));
  case Comparison::lt: return Value::boolean(compare(a, b) < 0);
  case Comparison::le: return Value::boolean(compare(a, b) <= 0);
  case Comparison::gt: return Value::boolean(compare(a, b) > 0);
  case Comparison::ge: return Value::boolean(compare(a, b) >= 0);
  }
  return {};
}

Ref item_of_str(Vm& vm, Value self, Value key) {
  Str* string = cast<Str>(self);
  auto length = static_cast<std::int64_t>(string->length);
  if (Slice* slice = as<Slice>(key)) {
    auto bounds = slice_bounds(vm, slice, length);
    if (!bounds) return {};
    auto start = static_cast<std::size_t>(bounds->start);
    auto count = static_cast<std::size_t>(bounds->count);
    if (count == 0) return make_str_latin1(vm, {});
    if (bounds->step == 1) return substring(vm, string, start, count);
    std::u32string picked(count, U'\0');
    std::int64_t at = bounds->start;
    for (char32_t& c : picked) {
      c = string->at(static_cast<std::size_t>(at));
      at += bounds->step;
    }
    return make_str(vm, picked);
  }
  std::int64_t index;
  if (key.is_small()) {
    index = key.small();
  } else if (is_int(key) || lookup_in_type(type_of(vm, key), vm.names.index)) {
    auto wanted = index_to_int64(vm, key);
    if (!wanted) return {};
    index = *wanted;
  } else {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("string indices must be integers, not '{}'", type_name(vm, key)));
  }
  if (index < 0) index += length;
  if (index < 0 || index >= length) {
    return raise(vm, vm.exceptions.IndexError, "string index out of range");
  }
  return make_char(vm, string->at(static_cast<std::size_t>(index)));
}

std::optional<bool> str_contains(Vm& vm, Value self, Value item) {
  Str* needle = as<Str>(item);
  if (!needle) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("'in <string>' requires string as left operand, not {}", type_name(vm, item)));
  }
  Str* string = cast<Str>(self);
  return find_in(string, needle, 0, string->length) != not_found;
}

Ref add_strs(Vm& vm, Value left, Value right) {
  Str* a = as<Str>(left);
  Str* b = as<Str>(right);
  if (a && b) return concatenate(vm, a, b);
  return Value::not_implemented();
}

Ref multiply_str(Vm& vm, Value left, Value right) {
  Str* string = as<Str>(left);
  Value factor = right;
  if (!string) {
    string = as<Str>(right);
    factor = left;
  }
  if (!is_int(factor)) {
    if (!type_of(vm, factor)->slots.index) return Value::not_implemented();
  }
  Ref index = index_of(vm, factor);
  if (!index) return {};
  auto count = as_int64(index);
  if (!count) {
    if (sign_of_int(index) > 0) {
      return raise(
          vm, vm.exceptions.OverflowError,
          fmt::format("cannot fit '{}' into an index-sized integer", type_name(vm, factor)));
    }
    count = 0;
  }
  if (*count <= 0 || string->length == 0) return make_str_latin1(vm, {});
  if (*count == 1) return exact_str(vm, string);
  std::size_t length;
  if (__builtin_mul_overflow(string->length, static_cast<std::size_t>(*count), &length) ||
      length > PTRDIFF_MAX) {
    return raise(vm, vm.exceptions.OverflowError, "repeated string is too long");
  }
  if (length > std::size_t{1} << 40) return raise(vm, vm.exceptions.MemoryError);
  auto result = allocate_str(vm, length, string->width, string->ascii);
  char* units = static_cast<char*>(result->units);
  std::size_t bytes = string->length * string->width, all = length * string->width;
  std::memcpy(units, string->units, bytes);
  for (std::size_t done = bytes; done < all;) { // double what is there
    std::size_t part = std::min(done, all - done);
    std::memcpy(units + done, units, part);
    done += part;
  }
  return result;
}

Ref remainder_of_str(Vm& vm, Value left, Value right) {
  Str* format_ = as<Str>(left);
  if (!format_) return Value::not_implemented();
  return format_percent(vm, format_, right);
}

Ref iterate_str(Vm& vm, Value self) {
  bool ascii = cast<Str>(self)->ascii;
  return make_iterator(vm, ascii ? vm.types.str_ascii_iterator : vm.types.str_iterator, self);
}

Ref next_character(Vm& vm, Value self) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return {};
  Str* string = cast<Str>(iterator->source);
  auto index = static_cast<std::size_t>(iterator->index);
  if (index < string->length) {
    ++iterator->index;
    return make_char(vm, string->at(index));
  }
  iterator->source = Ref();
  return {};
}

Ref iterator_length_hint(Vm&, Value self, std::span<const Value>) {
  auto* iterator = cast<Iterator>(self);
  if (!iterator->source) return Value::small(0);
  return Value::small(static_cast<std::int64_t>(cast<Str>(iterator->source)->length) -
                      iterator->index);
}

} // namespace

bool search_bound(Vm& vm, Value value, std::size_t length, std::size_t& bound) {
  if (!value || value.is_none()) return true;
  if (!is_int(value) && !lookup_in_type(type_of(vm, value), vm.names.index)) {
    raise_wrong_bound(vm, Sliced::sequence);
    return false;
  }
  auto index = index_clamped(vm, value);
  if (!index) return false;
  std::int64_t number = *index;
  if (number < 0) {
    number += static_cast<std::int64_t>(length);
    if (number < 0) number = 0;
  }
  bound = static_cast<std::size_t>(number);
  return true;
}

namespace {

Ref get_new_arguments(Vm& vm, Value self, std::span<const Value>) {
  return make_tuple(vm, {exact_str(vm, cast<Str>(self))});
}

Ref format_method(Vm& vm, Value self, std::span<const Value> arguments) {
  Str* specification = as<Str>(arguments[0]);
  if (!specification) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("__format__() argument must be str, not {}",
                             arguments[0].is_none() ? "None" : type_name(vm, arguments[0])));
  }
  return format_str(vm, self, specification);
}

Ref str_format(Vm& vm, Value self, std::span<const Value> arguments) {
  return format_fields(vm, cast<Str>(self), cast<Tuple>(arguments[0])->view(), arguments[1]);
}

Ref str_format_map(Vm& vm, Value self, std::span<const Value> arguments) {
  return format_fields(vm, cast<Str>(self), {}, arguments[0], true);
}

const NativeDefinition own_methods[] = {
    {"__getnewargs__", get_new_arguments, 0, 0},
    {"__format__", format_method, 1, 1},
    {"format", str_format, "(*args, **kwargs)"},
    {"format_map", str_format_map, 1, 1},
};

const NativeDefinition iterator_methods[] = {{"__length_hint__", iterator_length_hint, 0, 0}};

} // namespace

void set_up_str_type(Vm& vm, Type* type) {
  if (!vm.empty_str) vm.empty_str = allocate_str(vm, 0, 1, true);
  if (vm.latin1_characters.empty()) {
    std::vector<Ref> characters;
    for (int c = 0; c < 256; ++c) {
      auto character = allocate_str(vm, 1, 1, c < 128);
      *static_cast<unsigned char*>(character->units) = static_cast<unsigned char>(c);
      characters.push_back(Ref(std::move(character)));
    }
    vm.latin1_characters = std::move(characters);
  }

  Slots& slots = type->slots;
  slots.destroy = destroy_str;
  slots.new_ = new_str;
  slots.repr = repr_str;
  slots.str = str_str;
  slots.hash = hash_str;
  slots.compare = compare_str;
  slots.truth = truth_str;
  slots.length = length_str;
  slots.get_item = item_of_str;
  slots.contains = str_contains;
  slots.iterate = iterate_str;
  auto binary_slot = [&](BinaryOperator how) -> auto& {
    return slots.binary[static_cast<std::size_t>(how)];
  };
  binary_slot(BinaryOperator::add) = add_strs;
  binary_slot(BinaryOperator::multiply) = multiply_str;
  binary_slot(BinaryOperator::remainder) = remainder_of_str;

  static const auto search = str_search_methods();
  static const auto parts = str_part_methods();
  static const auto cases = str_case_methods();
  static const auto layout = str_layout_methods();
  add_methods(vm, type, own_methods);
  add_methods(vm, type, search);
  add_methods(vm, type, parts);
  add_methods(vm, type, cases);
  add_methods(vm, type, layout);
}

void set_up_str_iterator_type(Vm& vm, Type* type) {
  set_up_iterator(vm, type, next_character);
  add_methods(vm, type, iterator_methods);
}
void set_up_str_ascii_iterator_type(Vm& vm, Type* type) {
  set_up_str_iterator_type(vm, type);
}

} // namespace specmon::vm
