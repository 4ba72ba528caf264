#include "vm/disassembler.h"

#include <set>

#include <fmt/format.h>

namespace specmon::vm {

namespace {

constexpr std::string_view binary_symbols[] = {
    "+",  "&",   "//",  "<<", "@",  "*",  "%",  "|",   "**",  ">>", "-",  "/",  "^", "+=",
    "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=", "[]"};
constexpr std::string_view compare_symbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr std::string_view common_constants[] = {
    "AssertionError", "NotImplementedError", "tuple", "all", "any", "list", "set"};
constexpr std::string_view special_methods[] = {"__enter__", "__exit__", "__aenter__", "__aexit__"};
constexpr std::string_view conversions[] = {"", "str", "repr", "ascii"};
constexpr std::string_view intrinsics_1[] = {
    "invalid",        "print",          "import_star",       "stop_iteration_error",
    "async_gen_wrap", "unary_positive", "list_to_tuple",     "type_var",
    "param_spec",     "type_var_tuple", "subscript_generic", "type_alias"};
constexpr std::string_view intrinsics_2[] = {"invalid",
                                             "prep_reraise_star",
                                             "type_var_with_bound",
                                             "type_var_with_constraints",
                                             "set_function_type_params",
                                             "set_type_param_default"};

template <typename T, std::size_t size> std::string at(const T (&texts)[size], std::size_t index) {
  return index < size ? std::string(texts[index]) : fmt::format("{}", index);
}

template <typename Names> std::string name_at(const Names& names, std::size_t index) {
  return index < names.size() ? names[index] : fmt::format("?{}", index);
}

std::string local_at(const CodeDescription& code, std::size_t index) {
  return index < code.locals.size() ? code.locals[index].name : fmt::format("?{}", index);
}

std::string function_attributes(std::uint32_t flags) {
  constexpr std::string_view names[] = {"defaults", "kwdefaults", "annotations", "closure",
                                        "annotate"};
  std::string text;
  for (std::size_t bit = 0; bit < 5; ++bit) {
    if ((flags >> bit & 1) == 0) continue;
    if (!text.empty()) text += ", ";
    text += names[bit];
  }
  return text;
}

std::string constant_text(const Constant& constant) {
  if (!constant.is(Constant::Kind::code)) return constant.repr();
  const CodeDescription& code = *constant.as_code();
  return fmt::format("<code {}, line {}>", code.qualname, code.first_line);
}

} // namespace

std::string_view binary_operation_symbol(BinaryOperation operation) {
  return binary_symbols[static_cast<std::size_t>(operation)];
}

std::string_view compare_operation_symbol(CompareOperation operation) {
  return compare_symbols[static_cast<std::size_t>(operation)];
}

std::string describe_oparg(const CodeDescription& code, const DecodedInstruction& instruction) {
  const std::uint32_t oparg = instruction.oparg;
  switch (opcode_operand(instruction.opcode)) {
  case Operand::constant:
    return oparg < code.constants.size() ? constant_text(code.constants[oparg]) : "?";
  case Operand::common_constant: return at(common_constants, oparg);
  case Operand::name: return name_at(code.names, oparg);
  case Operand::name_and_null:
    return name_at(code.names, oparg >> 1) + (oparg & 1 ? " + NULL" : "");
  case Operand::name_and_method:
    return name_at(code.names, oparg >> 1) + (oparg & 1 ? " + self or NULL" : "");
  case Operand::super_name:
    return name_at(code.names, oparg >> 2) + (oparg & 1 ? " + self or NULL" : "");
  case Operand::local:
  case Operand::cell: return local_at(code, oparg);
  case Operand::two_locals:
    return fmt::format("{}, {}", local_at(code, oparg >> 4), local_at(code, oparg & 15));
  case Operand::forward:
  case Operand::backward: return fmt::format("to {}", 2 * instruction.jump_target());
  case Operand::origin:
    return oparg != 0 ? fmt::format("from {}", 2 * instruction.jump_target()) : "";
  case Operand::compare: {
    const auto symbol = at(compare_symbols, oparg >> comparison_shift);
    return oparg & comparison_wants_bool ? fmt::format("bool({})", symbol) : symbol;
  }
  case Operand::binary: return at(binary_symbols, oparg);
  case Operand::invert: return oparg != 0 ? "not" : "";
  case Operand::conversion: return at(conversions, oparg);
  case Operand::special: return at(special_methods, oparg);
  case Operand::intrinsic_1: return at(intrinsics_1, oparg);
  case Operand::intrinsic_2: return at(intrinsics_2, oparg);
  case Operand::function_flags: return function_attributes(oparg);
  default: return "";
  }
}

std::string disassemble(const CodeDescription& code, const DisassemblyOptions& options) {
  const auto count = static_cast<std::uint32_t>(code.code.size());
  std::set<std::uint32_t> targets;
  for (std::uint32_t unit = 0; unit < count;) {
    const DecodedInstruction instruction = decode_instruction(code.code, unit);
    const Operand operand = opcode_operand(instruction.opcode);
    if (operand == Operand::forward || operand == Operand::backward) {
      targets.insert(instruction.jump_target());
    }
    unit = instruction.next;
  }
  for (const ExceptionTableEntry& entry : code.exceptions) targets.insert(entry.target);

  const std::vector<SourceLocation> positions = code.lines.positions();
  std::string text;
  int line_before = -2;
  for (std::uint32_t unit = 0; unit < count;) {
    const DecodedInstruction instruction = decode_instruction(code.code, unit);
    const SourceLocation& location = positions[unit];
    std::string line;
    if (location.line != line_before) {
      if (line_before != -2) text += '\n';
      line = location.has_line() ? fmt::format("{}", location.line) : "--";
      line_before = location.line;
    }
    const auto opcode = static_cast<Opcode>(code.code[instruction.at].opcode);
    const std::string meaning = describe_oparg(code, instruction);
    std::string row = fmt::format("{:>5} {} {:>5} {:<28}", line, targets.count(unit) ? ">>" : "  ",
                                  2 * unit, opcode_name(opcode));
    if (opcode_operand(instruction.opcode) != Operand::none) {
      row += fmt::format(" {:>4}", instruction.oparg);
      if (!meaning.empty()) row += fmt::format(" ({})", meaning);
    }
    if (options.show_positions && location.has_line()) {
      row += fmt::format("  @{}:{}-{}:{}", location.line, location.column, location.end_line,
                         location.end_column);
    }
    if (options.note) {
      const std::string note = options.note(instruction.at);
      if (!note.empty()) row = fmt::format("{:<64}  {}", row, note);
    }
    while (!row.empty() && row.back() == ' ') row.pop_back();
    text += row + '\n';
    unit = instruction.next;
  }
  if (!code.exceptions.empty()) {
    text += "Exceptions:\n";
    for (const ExceptionTableEntry& entry : code.exceptions) {
      text += fmt::format("  {} to {} -> {} [{}]{}\n", 2 * entry.start, 2 * entry.end,
                          2 * entry.target, entry.depth, entry.push_lasti ? " lasti" : "");
    }
  }
  return text;
}

} // namespace specmon::vm
