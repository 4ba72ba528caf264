// What the built-in kinds of exceptions have besides args: StopIteration.value, SystemExit.code,
// and so on.

#include "vm/type_setup.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <array>

namespace specmon::vm {

namespace {

// The fields of a kind, in the order of Exception::fields.
constexpr std::string_view stop_fields[] = {"value"};
constexpr std::string_view exit_fields[] = {"code"};
constexpr std::string_view import_fields[] = {"msg", "name", "path", "name_from"};
constexpr std::string_view attribute_fields[] = {"name", "obj"};
constexpr std::string_view name_fields[] = {"name"};
constexpr std::string_view os_fields[] = {"errno", "strerror", "filename", "filename2"};
constexpr std::string_view syntax_fields[] = {
    "msg",  "filename",   "lineno",     "offset",
    "text", "end_lineno", "end_offset", "print_file_and_line"};
constexpr std::string_view unicode_fields[] = {"encoding", "object", "start", "end", "reason"};

constexpr std::size_t most_fields = 8;

std::span<const Value> positionals(const Arguments& arguments) {
  return arguments.positionals();
}

Ref& field(Value self, std::size_t index) {
  auto& fields = cast<Exception>(self)->fields;
  if (fields.size() <= index) fields.resize(index + 1);
  return fields[index];
}

template <std::size_t index> Ref get_field(Vm&, Value self) {
  const auto& fields = cast<Exception>(self)->fields;
  if (index >= fields.size() || !fields[index]) return Value::none();
  return fields[index];
}

template <std::size_t index> bool set_field(Vm&, Value self, Value value) {
  field(self, index) = value;
  return true;
}

template <std::size_t... index>
constexpr std::array<AttributeDefinition, sizeof...(index)>
accessors(std::span<const std::string_view> names, std::index_sequence<index...>) {
  return {AttributeDefinition{index < names.size() ? names[index] : std::string_view(),
                              get_field<index>, set_field<index>}...};
}

void add_fields(Vm& vm, Type* type, std::span<const std::string_view> names,
                std::span<const AttributeDefinition> all) {
  add_attributes(vm, type, all.first(names.size()));
}

const auto stop_accessors = accessors(stop_fields, std::make_index_sequence<most_fields>{});
const auto exit_accessors = accessors(exit_fields, std::make_index_sequence<most_fields>{});
const auto import_accessors = accessors(import_fields, std::make_index_sequence<most_fields>{});
const auto attribute_accessors =
    accessors(attribute_fields, std::make_index_sequence<most_fields>{});
const auto name_accessors = accessors(name_fields, std::make_index_sequence<most_fields>{});
const auto os_accessors = accessors(os_fields, std::make_index_sequence<most_fields>{});
const auto syntax_accessors = accessors(syntax_fields, std::make_index_sequence<most_fields>{});
const auto unicode_accessors = accessors(unicode_fields, std::make_index_sequence<most_fields>{});

bool store_args(Vm& vm, Value self, const Arguments& arguments) {
  cast<Exception>(self)->args = make_tuple(vm, positionals(arguments));
  return true;
}

bool refuse_keywords(Vm& vm, Value self, const Arguments& arguments) {
  if (arguments.keywords() == 0) return true;
  return raise(vm, vm.exceptions.TypeError, type_name(vm, self) + "() takes no keyword arguments");
}

// Keywords that are fields; others are an error.
bool store_keywords(Vm& vm, Value self, const Arguments& arguments, std::string_view kind,
                    std::span<const std::string_view> names, std::size_t first_allowed) {
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[i]);
    bool known = false;
    for (std::size_t f = first_allowed; f < names.size(); ++f) {
      if (!equal(keyword, names[f])) continue;
      field(self, f) = arguments.values[arguments.positional + i];
      known = true;
    }
    if (known) continue;
    std::string name = to_utf8(keyword);
    return raise(vm, vm.exceptions.TypeError,
                 vm.behaviours.keyword_message_names_the_call()
                     ? std::string(kind) + "() got an unexpected keyword argument '" + name + "'"
                     : "'" + name + "' is an invalid keyword argument for " + std::string(kind) +
                           "()");
  }
  return true;
}

bool init_stop(Vm& vm, Value self, const Arguments& arguments) {
  if (!refuse_keywords(vm, self, arguments) || !store_args(vm, self, arguments)) return false;
  if (arguments.positional > 0) field(self, 0) = arguments.values[0];
  return true;
}

bool init_exit(Vm& vm, Value self, const Arguments& arguments) {
  if (!refuse_keywords(vm, self, arguments) || !store_args(vm, self, arguments)) return false;
  if (arguments.positional == 1) field(self, 0) = arguments.values[0];
  if (arguments.positional > 1) field(self, 0) = cast<Exception>(self)->args;
  return true;
}

bool init_import(Vm& vm, Value self, const Arguments& arguments) {
  store_args(vm, self, arguments);
  if (arguments.positional == 1) field(self, 0) = arguments.values[0];
  return store_keywords(vm, self, arguments, "ImportError", import_fields, 1);
}

bool init_attribute(Vm& vm, Value self, const Arguments& arguments) {
  store_args(vm, self, arguments);
  return store_keywords(vm, self, arguments, "AttributeError", attribute_fields, 0);
}

bool init_name(Vm& vm, Value self, const Arguments& arguments) {
  store_args(vm, self, arguments);
  return store_keywords(vm, self, arguments, "NameError", name_fields, 0);
}

bool init_os(Vm& vm, Value self, const Arguments& arguments) {
  if (!refuse_keywords(vm, self, arguments)) return false;
  auto given = positionals(arguments);
  if (given.size() < 2 || given.size() > 5) return store_args(vm, self, arguments);
  field(self, 0) = given[0];
  field(self, 1) = given[1];
  if (given.size() > 2) field(self, 2) = given[2];
  cast<Exception>(self)->args = make_tuple(vm, {given[0], given[1]});
  return true;
}

// OSError(errno, text) is made as the subclass that the number stands for.
Ref new_os(Vm& vm, Type* type, const Arguments& arguments) {
  if (type == vm.exceptions.OSError && arguments.positional >= 2 &&
      arguments.values[0].is_small()) {
    switch (arguments.values[0].small()) {
    case 1:
    case 13: type = vm.exceptions.PermissionError; break;
    case 2: type = vm.exceptions.FileNotFoundError; break;
    case 3: type = vm.exceptions.ProcessLookupError; break;
    case 4: type = vm.exceptions.InterruptedError; break;
    case 11: type = vm.exceptions.BlockingIOError; break;
    case 17: type = vm.exceptions.FileExistsError; break;
    case 20: type = vm.exceptions.NotADirectoryError; break;
    case 21: type = vm.exceptions.IsADirectoryError; break;
    case 32: type = vm.exceptions.BrokenPipeError; break;
    case 103: type = vm.exceptions.ConnectionAbortedError; break;
    case 104: type = vm.exceptions.ConnectionResetError; break;
    case 110: type = vm.exceptions.TimeoutError; break;
    case 111: type = vm.exceptions.ConnectionRefusedError; break;
    default: break;
    }
  }
  return vm.exceptions.Exception->slots.new_(vm, type, arguments);
}

Ref str_os(Vm& vm, Value self) {
  if (cast<Exception>(self)->fields.size() < 2) return vm.exceptions.Exception->slots.str(vm, self);
  std::string text = "[Errno ";
  for (std::size_t i = 0; i < 2; ++i) {
    Owned<Str> part = str(vm, get_field<0>(vm, self));
    if (i == 1) part = str(vm, get_field<1>(vm, self));
    if (!part) return {};
    text += (i == 1 ? "] " : "") + to_utf8(part.get());
  }
  Ref filename = get_field<2>(vm, self);
  if (!filename.get().is_none()) {
    Owned<Str> shown = repr(vm, filename);
    if (!shown) return {};
    text += ": " + to_utf8(shown.get());
  }
  return make_str(vm, text);
}

bool init_syntax(Vm& vm, Value self, const Arguments& arguments) {
  if (!refuse_keywords(vm, self, arguments)) return false;
  store_args(vm, self, arguments);
  if (arguments.positional > 0) field(self, 0) = arguments.values[0];
  if (arguments.positional == 2) {
    const Ref given = tuple_from(vm, arguments.values[1]);
    if (!given) return false;
    const Tuple* place = cast<Tuple>(given);
    for (std::size_t i = 0; i < place->size && i < 6; ++i) field(self, i + 1) = place->items[i];
  }
  return true;
}

Ref str_syntax(Vm& vm, Value self) {
  Owned<Str> message = str(vm, get_field<0>(vm, self));
  if (!message) return {};
  Ref filename = get_field<1>(vm, self), line = get_field<2>(vm, self);
  std::string text = to_utf8(message.get());
  auto* file = as<Str>(filename);
  std::string name = file ? to_utf8(file) : "";
  name = name.substr(name.rfind('/') + 1);
  bool has_line = line.get().is_small();
  if (!file && !has_line) return message;
  text += " (";
  if (file) text += name;
  if (file && has_line) text += ", ";
  if (has_line) text += "line " + std::to_string(line.get().small());
  return make_str(vm, text + ")");
}

Ref str_key(Vm& vm, Value self) {
  auto* args = as<Tuple>(cast<Exception>(self)->args);
  if (args && args->size == 1) return repr(vm, args->items[0]);
  return vm.exceptions.Exception->slots.str(vm, self);
}

Ref str_import(Vm& vm, Value self) {
  Ref message = get_field<0>(vm, self);
  if (is<Str>(message)) return message;
  return vm.exceptions.Exception->slots.str(vm, self);
}

bool init_unicode(Vm& vm, Value self, const Arguments& arguments) {
  if (!refuse_keywords(vm, self, arguments)) return false;
  store_args(vm, self, arguments);
  bool translate = is_subtype(type_of(vm, self), vm.exceptions.UnicodeTranslateError);
  std::size_t skip = translate ? 1 : 0; // has no encoding
  if (arguments.positional != 5 - skip) {
    return raise(vm, vm.exceptions.TypeError,
                 "function takes exactly " + std::to_string(5 - skip) + " arguments (" +
                     std::to_string(arguments.positional) + " given)");
  }
  for (std::size_t i = 0; i < 5 - skip; ++i) field(self, i + skip) = arguments.values[i];
  return true;
}

Ref str_unicode(Vm& vm, Value self) {
  const auto& fields = cast<Exception>(self)->fields;
  if (fields.size() < 5 || !fields[2].get().is_small() || !fields[3].get().is_small()) {
    return vm.exceptions.Exception->slots.str(vm, self);
  }
  Owned<Str> encoding, reason = str(vm, fields[4]);
  if (!reason) return {};
  bool decoding = is_subtype(type_of(vm, self), vm.exceptions.UnicodeDecodeError);
  std::string text;
  if (fields[0]) {
    encoding = str(vm, fields[0]);
    if (!encoding) return {};
    text = "'" + to_utf8(encoding.get()) + "' codec ";
  }
  text += decoding ? "can't decode" : fields[0] ? "can't encode" : "can't translate";
  std::int64_t start = fields[2].get().small(), end = fields[3].get().small();
  if (end == start + 1) {
    Ref item = get_item(vm, fields[1], fields[2]);
    if (!item) return {};
    char shown[16];
    if (decoding) {
      std::snprintf(shown, sizeof shown, "0x%02x", static_cast<unsigned>(item.get().small()));
      text += std::string(" byte ") + shown;
    } else {
      auto code_point = static_cast<unsigned>(cast<Str>(item)->at(0));
      const char* form = code_point <= 0xff     ? "\\x%02x"
                         : code_point <= 0xffff ? "\\u%04x"
                                                : "\\U%08x";
      std::snprintf(shown, sizeof shown, form, code_point);
      text += std::string(" character '") + shown + "'";
    }
    text += " in position " + std::to_string(start);
  } else {
    text += (decoding ? " bytes in position " : " characters in position ") +
            std::to_string(start) + "-" + std::to_string(end - 1);
  }
  return make_str(vm, text + ": " + to_utf8(reason.get()));
}

} // namespace

Value stop_iteration_value(Vm&, Value exception) {
  const auto& fields = cast<Exception>(exception)->fields;
  return fields.empty() || !fields[0] ? Value::none() : fields[0].get();
}

void set_up_exception_kind(Vm& vm, Type* type, std::string_view kind) {
  Slots& slots = type->slots;
  if (kind == "stop") {
    slots.init = init_stop;
    add_fields(vm, type, stop_fields, stop_accessors);
  } else if (kind == "exit") {
    slots.init = init_exit;
    add_fields(vm, type, exit_fields, exit_accessors);
  } else if (kind == "import") {
    slots.init = init_import;
    slots.str = str_import;
    add_fields(vm, type, import_fields, import_accessors);
  } else if (kind == "attribute") {
    slots.init = init_attribute;
    add_fields(vm, type, attribute_fields, attribute_accessors);
  } else if (kind == "name") {
    slots.init = init_name;
    add_fields(vm, type, name_fields, name_accessors);
  } else if (kind == "os") {
    slots.new_ = new_os;
    slots.init = init_os;
    slots.str = str_os;
    add_fields(vm, type, os_fields, os_accessors);
  } else if (kind == "syntax") {
    slots.init = init_syntax;
    slots.str = str_syntax;
    add_fields(vm, type, syntax_fields, syntax_accessors);
  } else if (kind == "key") {
    slots.str = str_key;
  } else if (kind == "unicode") {
    slots.init = init_unicode;
    slots.str = str_unicode;
    add_fields(vm, type, unicode_fields, unicode_accessors);
  } else if (kind == "group") {
    set_up_exception_group(vm, type);
  }
}

} // namespace specmon::vm
