#include "vm/code.h"

#include "vm/big_constant.h"
#include "vm/frame.h"
#include "vm/instrument.h"
#include "vm/interpreter.h"
#include "vm/specialise.h"
#include "vm/types/big_integer.h"
#include "vm/types/bytes.h"
#include "vm/types/complex.h"
#include "vm/types/exception.h"
#include "vm/types/set.h"

namespace specmon::vm {

namespace {

// As CPython, which interns constants that look like identifiers: `is` on such strings is true.
bool looks_like_name(const std::string& text) {
  for (const char c : text) {
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
      return false;
  }
  return true;
}

Ref constant_value(Vm& vm, const Constant& constant) {
  switch (constant.kind()) {
  case Constant::Kind::none: return Value::none();
  case Constant::Kind::boolean: return Value::boolean(constant.as_boolean());
  case Constant::Kind::ellipsis: return Value::ellipsis();
  case Constant::Kind::integer: return make_int(vm, constant.as_integer());
  case Constant::Kind::big_integer: return make_int(vm, constant.as_big_integer().value);
  case Constant::Kind::floating: return Value::real(constant.as_floating());
  case Constant::Kind::complex:
    return make_complex(vm, constant.as_complex().real(), constant.as_complex().imag());
  case Constant::Kind::string:
    if (looks_like_name(constant.as_string())) return intern(vm, constant.as_string());
    return make_str(vm, constant.as_string());
  case Constant::Kind::bytes: return make_bytes(vm, constant.as_bytes());
  case Constant::Kind::tuple: {
    std::vector<Ref> items;
    std::vector<Value> values;
    for (const Constant& item : constant.as_tuple()) {
      items.push_back(constant_value(vm, item));
      values.push_back(items.back());
    }
    return ::specmon::vm::make_tuple(vm, std::span<const Value>(values));
  }
  case Constant::Kind::frozenset: {
    Owned<Set> set = make_frozenset(vm);
    for (const Constant& item : constant.as_frozenset()) {
      set_add(vm, set.get(), constant_value(vm, item));
    }
    return set;
  }
  case Constant::Kind::code: return make_code(vm, constant.as_code());
  }
  return Value::none();
}

} // namespace

Code::Code() = default;
Code::~Code() = default;

void Code::decode_lines() const {
  const std::size_t count = description->code.size();
  line_distances_.assign(count, no_line);
  for (LineReader reader(description->lines); reader.advance();) {
    const int line = reader.line();
    if (line < 0) continue;
    const std::int64_t distance = std::int64_t{line} - description->first_line + 1;
    const std::size_t start = reader.start();
    const std::size_t end = std::min<std::size_t>(start + reader.units(), count);
    if (distance >= 0 && distance < far_line) [[likely]] {
      for (std::size_t unit = start; unit < end; ++unit) {
        line_distances_[unit] = static_cast<std::uint8_t>(distance);
      }
    } else {
      if (far_lines_.empty()) far_lines_.assign(count, -1);
      for (std::size_t unit = start; unit < end; ++unit) {
        line_distances_[unit] = far_line;
        far_lines_[unit] = line;
      }
    }
  }
}

Owned<Code> make_code(Vm& vm, std::shared_ptr<const CodeDescription> description) {
  auto code = Owned<Code>::steal(vm.heap.make<Code>(vm.types.code));
  const CodeDescription& source = *description;
  code->description = description;
  code->units = source.code;
  for (std::uint32_t unit = 0; unit < source.code.size();) {
    const auto opcode = static_cast<Opcode>(source.code[unit].opcode);
    code->units[unit].opcode = static_cast<std::uint8_t>(opcode_at_load(source.code, unit));
    unit += 1 + static_cast<std::uint32_t>(cache_units(opcode));
  }
  code->local_count = static_cast<int>(source.locals.size());
  code->stack_size = source.stack_size;
  code->frame_bytes = static_cast<std::uint32_t>(
      sizeof(Frame) +
      sizeof(Value) * static_cast<std::size_t>(code->local_count + code->stack_size + 1));
  code->argument_count = source.argument_count;
  code->positional_only_count = source.positional_only_count;
  code->keyword_only_count = source.keyword_only_count;
  code->flags = source.flags;
  if (source.keyword_only_count == 0 && (source.flags & (CO_VARARGS | CO_VARKEYWORDS)) == 0)
    code->exact_arguments = source.argument_count;
  code->name = intern(vm, source.name);
  code->qualname = intern(vm, source.qualname);
  code->filename = intern(vm, source.filename);

  std::vector<Ref> owned;
  std::vector<Value> values;
  const auto collect = [&](Ref item) {
    values.push_back(item);
    owned.push_back(std::move(item));
  };
  const auto finish = [&]() {
    Owned<Tuple> tuple = ::specmon::vm::make_tuple(vm, std::span<const Value>(values));
    values.clear();
    owned.clear();
    return tuple;
  };
  for (const Constant& constant : source.constants) collect(constant_value(vm, constant));
  code->constants = finish();
  for (const std::string& name : source.names) collect(intern(vm, name));
  code->names = finish();
  for (const LocalVariable& local : source.locals) collect(intern(vm, local.name));
  code->local_names = finish();
  code->constant_items = code->constants->items;
  code->name_items = code->names->items;
  return code;
}

std::size_t free_variable_count(const Code* code) {
  std::size_t count = 0;
  for (const LocalVariable& local : code->description->locals) count += local.is_free ? 1 : 0;
  return count;
}

// The line of that number, with its newline; empty past the end.
static std::string_view line_in(std::string_view text, int number) {
  for (; number > 1; --number) {
    const std::size_t newline = text.find('\n');
    if (newline == std::string_view::npos) return {};
    text.remove_prefix(newline + 1);
  }
  const std::size_t newline = text.find('\n');
  return newline == std::string_view::npos ? text : text.substr(0, newline + 1);
}

Ref compile_source(Vm& vm, std::string_view source, const std::string& filename, CompileMode mode) {
  if (!vm.embedder.compile) {
    return raise(vm, vm.exceptions.SystemError, "this embedder has no compiler");
  }
  const CompileResult result = vm.embedder.compile(source, filename, mode, 0);
  if (result.code) return make_code(vm, result.code);
  const CompileResult::Error& error = result.error;
  if (error.type == "unsupported") {
    throw Unsupported{filename, error.line, error.column, error.message};
  }
  Type* type = error.type == "IndentationError" ? vm.exceptions.IndentationError
               : error.type == "TabError"       ? vm.exceptions.TabError
                                                : vm.exceptions.SyntaxError;
  Ref message = make_str(vm, error.message);
  Ref file = make_str(vm, filename);
  const std::string source_file = error.text_is_of_file ? vm.embedder.source(filename) : "";
  const std::string_view text =
      error.text_is_of_file ? line_in(source_file, error.line) : std::string_view(error.text);
  const Ref line = text.empty() ? Ref(Value::none()) : Ref(make_str(vm, text));
  Ref place = ::specmon::vm::make_tuple(
      vm, {file, Value::small(error.line), Value::small(error.column), line,
           Value::small(error.end_line), Value::small(error.end_column)});
  Ref exception = make_exception(vm, type, {message, place});
  if (!exception) return {};
  return raise_instance(vm, exception);
}

} // namespace specmon::vm
