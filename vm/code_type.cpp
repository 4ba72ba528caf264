// The type `code` as programs see it.

#include "vm/code.h"
#include "vm/code_branches.h"
#include "vm/instrument.h"
#include "vm/interpreter.h"
#include "vm/type_setup.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Code* code_of(Value self) {
  return cast<Code>(self);
}

std::string code_bytes(const CodeDescription& source) {
  std::string bytes;
  for (const CodeUnit& unit : source.code) {
    bytes += static_cast<char>(unit.opcode);
    bytes += static_cast<char>(unit.oparg);
  }
  return bytes;
}

std::string exception_bytes(const CodeDescription& source) {
  std::string bytes;
  for (const ExceptionTableEntry& entry : source.exceptions) {
    for (const std::uint32_t number :
         {entry.start, entry.end, entry.target, entry.depth * 2 + (entry.push_lasti ? 1 : 0)}) {
      for (int shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>(number >> shift & 0xff);
    }
  }
  return bytes;
}

// Whether an instruction of its own makes the constant, so that no table need hold it.
bool has_own_instruction(Vm& vm, Value constant) {
  if (constant.is_small() && constant.small() >= 0 && constant.small() <= 255) return true;
  if (!vm.behaviours.common_constants_not_listed()) return false;
  if (constant.is_none() || constant.is_bool()) return true;
  if (constant.is_small()) return constant.small() == -1;
  const Str* text = as<Str>(constant);
  return text && text->length == 0;
}

// Which constants co_consts lists: since 3.14 those that instructions load, and the first. Ours
// load all that they need (PYTHON-32).
std::vector<bool> listed_constants(Vm& vm, const Code* code) {
  const Tuple* constants = code->constants.get();
  const bool lists_all = !vm.behaviours.only_used_constants_listed();
  std::vector<bool> listed(constants->size, lists_all);
  if (lists_all || listed.empty()) return listed;
  listed[0] = true;
  const std::vector<CodeUnit>& units = code->description->code;
  for (std::uint32_t unit = 0; unit < units.size();) {
    const DecodedInstruction instruction = decode_instruction(units, unit);
    unit = instruction.next;
    if (opcode_operand(instruction.opcode) != Operand::constant) continue;
    const auto index = static_cast<std::size_t>(instruction.oparg);
    if (!has_own_instruction(vm, constants->items[index])) listed[index] = true;
  }
  return listed;
}

Ref visible_constants(Vm& vm, Value self) {
  const Code* code = code_of(self);
  const std::vector<bool> listed = listed_constants(vm, code);
  std::vector<Value> visible;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i]) visible.push_back(code->constants->items[i]);
  }
  if (visible.size() == listed.size()) return Ref(code->constants);
  return Ref(make_tuple(vm, std::span<const Value>(visible)));
}

// All constants, with those that co_consts lists replaced; null if they are not as many.
Ref replaced_constants(Vm& vm, const Code* code, const Tuple* visible) {
  const std::vector<bool> listed = listed_constants(vm, code);
  std::vector<Value> all;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i] && taken == visible->size) return {};
    all.push_back(listed[i] ? visible->items[taken++] : code->constants->items[i]);
  }
  if (taken != visible->size) return {};
  return Ref(make_tuple(vm, std::span<const Value>(all)));
}

// Names of the variables that `wanted` picks.
Ref names_where(Vm& vm, Code* code, bool (*wanted)(const LocalVariable&)) {
  std::vector<Value> names;
  const auto& locals = code->description->locals;
  for (std::size_t i = 0; i < locals.size(); ++i) {
    if (wanted(locals[i])) names.push_back(code->local_names->items[i]);
  }
  return Ref(make_tuple(vm, std::span<const Value>(names)));
}

Ref optional_int(int number) {
  return number < 0 ? Value::none() : Value::small(number);
}

constexpr AttributeDefinition attributes[] = {
    {"co_name", [](Vm&, Value self) { return code_of(self)->name; }},
    {"co_qualname", [](Vm&, Value self) { return code_of(self)->qualname; }},
    {"co_filename", [](Vm&, Value self) { return code_of(self)->filename; }},
    {"co_firstlineno",
     [](Vm&, Value self) { return Ref(Value::small(code_of(self)->description->first_line)); }},
    {"co_consts", visible_constants},
    {"co_names", [](Vm&, Value self) { return Ref(code_of(self)->names); }},
    {"co_varnames",
     [](Vm& vm, Value self) {
       return names_where(vm, code_of(self), [](const LocalVariable& v) { return v.is_local; });
     }},
    {"co_cellvars",
     [](Vm& vm, Value self) {
       return names_where(vm, code_of(self), [](const LocalVariable& v) { return v.is_cell; });
     }},
    {"co_freevars",
     [](Vm& vm, Value self) {
       return names_where(vm, code_of(self), [](const LocalVariable& v) { return v.is_free; });
     }},
    {"co_flags", [](Vm&, Value self) { return Ref(Value::small(code_of(self)->flags)); }},
    {"co_argcount",
     [](Vm&, Value self) { return Ref(Value::small(code_of(self)->argument_count)); }},
    {"co_posonlyargcount",
     [](Vm&, Value self) { return Ref(Value::small(code_of(self)->positional_only_count)); }},
    {"co_kwonlyargcount",
     [](Vm&, Value self) { return Ref(Value::small(code_of(self)->keyword_only_count)); }},
    {"co_nlocals",
     [](Vm&, Value self) {
       std::int64_t count = 0;
       for (const LocalVariable& v : code_of(self)->description->locals)
         count += v.is_local ? 1 : 0;
       return Ref(Value::small(count));
     }},
    {"co_stacksize", [](Vm&, Value self) { return Ref(Value::small(code_of(self)->stack_size)); }},
    // The original instructions, whatever monitoring has put in their place (LOCAL-11).
    {"co_code",
     [](Vm& vm, Value self) {
       return Ref(make_bytes(vm, code_bytes(*code_of(self)->description)));
     }},
    {"_co_code_adaptive",
     [](Vm& vm, Value self) {
       return Ref(make_bytes(vm, code_bytes(*code_of(self)->description)));
     }},
    {"co_linetable",
     [](Vm& vm, Value self) {
       return Ref(make_bytes(vm, code_of(self)->description->lines.bytes()));
     }},
    {"co_exceptiontable",
     [](Vm& vm, Value self) {
       return Ref(make_bytes(vm, exception_bytes(*code_of(self)->description)));
     }},
};

Ref iterator_of(Vm& vm, std::vector<Ref>& rows) {
  std::vector<Value> values(rows.begin(), rows.end());
  Owned<List> list = make_list(vm, std::span<const Value>(values));
  return iterate(vm, list);
}

Ref lines(Vm& vm, Value self, std::span<const Value>) {
  std::vector<Ref> rows;
  for (const LineRange& range : line_ranges(code_of(self)->description->lines)) {
    Ref line = range.line ? Value::small(*range.line) : Value::none();
    rows.push_back(
        make_tuple(vm, {Value::small(range.start * 2), Value::small(range.end * 2), line}));
  }
  return iterator_of(vm, rows);
}

Ref positions(Vm& vm, Value self, std::span<const Value>) {
  std::vector<Ref> rows;
  for (const SourceLocation& at : code_of(self)->description->lines.positions()) {
    rows.push_back(make_tuple(vm, {optional_int(at.line), optional_int(at.end_line),
                                   optional_int(at.column), optional_int(at.end_column)}));
  }
  return iterator_of(vm, rows);
}

Ref branches(Vm& vm, Value self, std::span<const Value>) { // BRANCH-6
  std::vector<Ref> rows;
  for (const CodeBranch& branch : code_branches(*code_of(self)->description)) {
    rows.push_back(make_tuple(vm, {Value::small(branch.source * 2), Value::small(branch.left * 2),
                                   Value::small(branch.right * 2)}));
  }
  return iterator_of(vm, rows);
}

// code.replace(): what can be replaced without new instructions. The copy has no instrumentation
// (LOCAL-10).
Ref replace(Vm& vm, Value self, std::span<const Value> arguments) {
  Code* code = code_of(self);
  auto changed = std::make_shared<CodeDescription>(*code->description);
  Dict* keywords = cast<Dict>(arguments[0]);
  Ref constants;
  for (DictEntry* entry = dict_first(keywords); entry; entry = dict_next(keywords, entry)) {
    const std::string key = to_utf8(cast<Str>(entry->key));
    const Value value = entry->value;
    const auto text = [&](std::string& into) -> bool {
      if (!is<Str>(value)) {
        return raise(
            vm, vm.exceptions.TypeError,
            fmt::format("replace() argument '{}' must be str, not {}", key, type_name(vm, value)));
      }
      into = to_utf8(cast<Str>(value));
      return true;
    };
    const auto number = [&](auto& into) -> bool {
      const auto integer = index_to_int64(vm, value);
      if (!integer) return false;
      into = static_cast<std::decay_t<decltype(into)>>(*integer);
      return true;
    };
    bool done = true;
    if (key == "co_name") {
      done = text(changed->name);
    } else if (key == "co_qualname") {
      done = text(changed->qualname);
    } else if (key == "co_filename") {
      done = text(changed->filename);
    } else if (key == "co_firstlineno") {
      done = number(changed->first_line);
    } else if (key == "co_flags") {
      done = number(changed->flags);
    } else if (key == "co_stacksize") {
      done = number(changed->stack_size);
    } else if (key == "co_consts") {
      Tuple* tuple = as<Tuple>(value);
      constants = tuple ? replaced_constants(vm, code, tuple) : Ref();
      if (!constants) {
        return raise(vm, vm.exceptions.ValueError,
                     "replace() needs as many co_consts as there were");
      }
    } else if (key == "co_linetable") {
      Bytes* bytes = as<Bytes>(value);
      if (!bytes || bytes->size != 0) {
        return raise(vm, vm.exceptions.ValueError, "replace() takes an empty co_linetable only");
      }
      changed->lines = LineTable();
    } else {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("replace() got an unexpected keyword argument '{}'", key));
    }
    if (!done) return {};
  }
  Owned<Code> copy = make_code(vm, changed);
  copy->constants = code->constants;
  if (constants) copy->constants = Owned<Tuple>(cast<Tuple>(constants));
  copy->constant_items = copy->constants->items;
  return Ref(copy);
}

constexpr NativeDefinition methods[] = {
    {"co_lines", lines, 0, 0},
    {"co_positions", positions, 0, 0},
    {"replace", replace, "(**kwargs)"},
    {"__replace__", replace, "(**kwargs)"},
};
constexpr NativeDefinition branch_methods[] = {{"co_branches", branches, 0, 0}};

Ref code_repr(Vm& vm, Value self) {
  Code* code = code_of(self);
  return Ref(
      make_str(vm, fmt::format("<code object {} at {:#x}, file \"{}\", line {}>",
                               to_utf8(cast<Str>(code->name)), self.bits(),
                               to_utf8(cast<Str>(code->filename)), code->description->first_line)));
}

Ref code_compare(Vm& vm, Value left, Value right, Comparison how) {
  if ((how != Comparison::eq && how != Comparison::ne) || !is<Code>(left) || !is<Code>(right)) {
    return Value::not_implemented();
  }
  const CodeDescription& a = *code_of(left)->description;
  const CodeDescription& b = *code_of(right)->description;
  bool same = a.name == b.name && a.argument_count == b.argument_count &&
              a.positional_only_count == b.positional_only_count &&
              a.keyword_only_count == b.keyword_only_count && a.flags == b.flags &&
              a.first_line == b.first_line && a.names == b.names &&
              a.locals.size() == b.locals.size() && code_bytes(a) == code_bytes(b) &&
              a.lines.bytes() == b.lines.bytes() && a.exceptions == b.exceptions;
  for (std::size_t i = 0; same && i < a.locals.size(); ++i)
    same = a.locals[i].name == b.locals[i].name;
  if (same) {
    const auto constants =
        compare_truth(vm, code_of(left)->constants, code_of(right)->constants, Comparison::eq);
    if (!constants) return {};
    same = *constants;
  }
  return Value::boolean(same == (how == Comparison::eq));
}

std::optional<std::int64_t> code_hash(Vm&, Value self) {
  const CodeDescription& source = *code_of(self)->description;
  std::size_t hash = std::hash<std::string>()(source.name);
  hash = hash * 31 + std::hash<std::string>()(code_bytes(source));
  hash = hash * 31 + static_cast<std::size_t>(source.first_line);
  const auto result = static_cast<std::int64_t>(hash >> 3);
  return result == -1 ? -2 : result;
}

} // namespace

void set_up_code_type(Vm& vm, Type* type) {
  type->instance_size = type->struct_size = sizeof(Code);
  type->can_subclass = false;
  type->is_abstract_new = true;
  type->slots.destroy = destroy_as<Code>;
  type->slots.repr = code_repr;
  type->slots.compare = code_compare;
  type->slots.hash = code_hash;
  add_attributes(vm, type, attributes);
  add_methods(vm, type, methods);
  if (vm.behaviours.code_branches_method()) add_methods(vm, type, branch_methods);
}

} // namespace specmon::vm
