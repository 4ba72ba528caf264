// The instruction set, as an enumeration and constant-time tables. Source: opcodes.def, whose
// legend explains the columns. No errors: every function accepts every enumerator.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace specmon::vm {

enum class Opcode : std::uint16_t {
#define OPCODE(name, operand, pops, pushes, caches, group, sentence) name,
#define INSTRUMENTED(name, base, sentence) name,
#define SPECIALISED(name, base, sentence) name,
#include "vm/opcodes.def"
  opcode_count,
  last_before_pseudo = 255,
#define PSEUDO(name, operand, pops, pushes, sentence) name,
#include "vm/opcodes.def"
  all_count
};
static_assert(static_cast<int>(Opcode::opcode_count) <= 256, "an opcode is one byte");

/// What the oparg of an instruction means.
enum class Operand : std::uint8_t {
  none,
  constant,        // index into the constants
  common_constant, // a CommonConstant
  name,            // index into the names
  name_and_null,   // name oparg >> 1; bit 0: push null too
  name_and_method, // name oparg >> 1; bit 0: load as method
  super_name,      // name oparg >> 2; bits 1 and 0
  local,           // index into the locals
  two_locals,      // two indexes of four bits
  cell,            // index into the locals, of a cell
  forward,         // code units
  backward,        // code units
  origin,          // code units back to where the loop's branch events have their place
  label,           // compiler only
  count,
  depth,
  compare,        // CompareOperation << 5; bit 4: wants a bool
  binary,         // a BinaryOperation
  invert,         // 0 or 1
  conversion,     // 1 str, 2 repr, 3 ascii
  special,        // a SpecialMethod
  intrinsic_1,    // an Intrinsic1
  intrinsic_2,    // an Intrinsic2
  function_flags, // FunctionAttribute bits
  unpack_ex,
  resume,
  yield_,
  awaitable,
  extension,
};

/// Which events an instruction produces by itself. Every instruction can also produce LINE,
/// INSTRUCTION and, when it raises, RAISE.
enum class EventGroup : std::uint8_t {
  none,
  start,          // PY_START, PY_RESUME
  return_,        // PY_RETURN
  yield,          // PY_YIELD
  call,           // CALL, C_RETURN, C_RAISE
  jump,           // JUMP
  branch,         // BRANCH; 3.14+: BRANCH_RIGHT here, BRANCH_LEFT at the NOT_TAKEN behind it
  for_iter,       // BRANCH; 3.14+: BRANCH_LEFT here, BRANCH_RIGHT at the target's POP_ITER
  branch_left,    // BRANCH_LEFT
  branch_right,   // BRANCH_RIGHT
  stop_iteration, // STOP_ITERATION
};

enum class BinaryOperation : std::uint8_t {
  add,
  and_,
  floor_divide,
  lshift,
  matrix_multiply,
  multiply,
  remainder,
  or_,
  power,
  rshift,
  subtract,
  true_divide,
  xor_,
  inplace_add, // each in-place operator is its plain one + 13
  inplace_and,
  inplace_floor_divide,
  inplace_lshift,
  inplace_matrix_multiply,
  inplace_multiply,
  inplace_remainder,
  inplace_or,
  inplace_power,
  inplace_rshift,
  inplace_subtract,
  inplace_true_divide,
  inplace_xor,
  subscript,
};

enum class CompareOperation : std::uint8_t {
  less,
  less_equal,
  equal,
  not_equal,
  greater,
  greater_equal
};
inline constexpr int comparison_shift = 5;
inline constexpr int comparison_wants_bool = 16;
// The outcomes for which a comparison holds, as COMPARE_OP's lowest four bits say.
enum Outcome : int { unordered = 1, less_than = 2, greater_than = 4, equal_to = 8 };
constexpr int outcomes_of(CompareOperation operation) {
  switch (operation) {
  case CompareOperation::less: return less_than;
  case CompareOperation::less_equal: return less_than | equal_to;
  case CompareOperation::equal: return equal_to;
  case CompareOperation::not_equal: return unordered | less_than | greater_than;
  case CompareOperation::greater: return greater_than;
  case CompareOperation::greater_equal: return greater_than | equal_to;
  }
  return 0;
}

enum class CommonConstant : std::uint8_t {
  assertion_error,
  not_implemented_error,
  builtin_tuple,
  builtin_all,
  builtin_any,
  builtin_list,
  builtin_set,
};

enum class SpecialMethod : std::uint8_t { enter, exit, aenter, aexit };

enum class Intrinsic1 : std::uint8_t {
  invalid,
  print,                // shows an interactive expression
  import_star,          // copies a module's public names into the locals
  stop_iteration_error, // turns StopIteration leaving a generator into RuntimeError
  async_gen_wrap,       // marks a value that an async generator yields
  unary_positive,
  list_to_tuple,
  type_var,
  param_spec,
  type_var_tuple,
  subscript_generic, // Generic[parameters]
  type_alias,        // takes a tuple: name, parameters, evaluator
};

enum class Intrinsic2 : std::uint8_t {
  invalid,
  prep_reraise_star,   // original group, list of what handlers raised: what is to be raised
  type_var_with_bound, // name, evaluator
  type_var_with_constraints,
  set_function_type_params, // function, parameters: the function
  set_type_param_default,   // parameter, evaluator: the parameter
};

enum class FunctionAttribute : std::uint8_t {
  defaults = 1,
  keyword_defaults = 2,
  annotations = 4, // a mapping, or a tuple of names and values
  closure = 8,
  annotate = 16, // a function that computes the annotations
};

/// A row of opcodes.def. Stand-ins have the operand, events and caches of the opcode behind them.
struct OpcodeRow {
  std::string_view name;
  std::string_view sentence;
  Operand operand;
  EventGroup events;
  std::uint8_t caches;
  Opcode base;
};

inline constexpr OpcodeRow opcode_rows[] = {
#define OPCODE(name, operand, pops, pushes, caches, group, sentence)                               \
  {#name, sentence, Operand::operand, EventGroup::group, caches, Opcode::name},
#define INSTRUMENTED(name, base, sentence)                                                         \
  {#name, sentence, Operand::none, EventGroup::none, 0, Opcode::base},
#define SPECIALISED(name, base, sentence)                                                          \
  {#name, sentence, Operand::none, EventGroup::none, 0, Opcode::base},
#include "vm/opcodes.def"
};

inline constexpr OpcodeRow pseudo_opcode_rows[] = {
#define PSEUDO(name, operand, pops, pushes, sentence)                                              \
  {#name, sentence, Operand::operand, EventGroup::none, 0, Opcode::name},
#include "vm/opcodes.def"
};

constexpr bool is_pseudo(Opcode opcode) {
  return static_cast<int>(opcode) > 255;
}

constexpr const OpcodeRow& opcode_row(Opcode opcode) {
  const auto index = static_cast<unsigned>(opcode);
  return is_pseudo(opcode) ? pseudo_opcode_rows[index - 256] : opcode_rows[index];
}

/// What stands behind an instrumented or specialised opcode; the opcode itself for any other.
/// INSTRUMENTED_LINE and INSTRUMENTED_INSTRUCTION give NOP: their original is kept elsewhere.
constexpr Opcode base_opcode(Opcode opcode) {
  return opcode_row(opcode).base;
}
constexpr std::string_view opcode_name(Opcode opcode) {
  return opcode_row(opcode).name;
}
constexpr std::string_view opcode_sentence(Opcode opcode) {
  return opcode_row(opcode).sentence;
}
constexpr Operand opcode_operand(Opcode opcode) {
  return opcode_row(base_opcode(opcode)).operand;
}
constexpr EventGroup opcode_events(Opcode opcode) {
  return opcode_row(base_opcode(opcode)).events;
}

/// How many values are taken and left; `jumps` asks for the side where the jump is taken.
struct StackEffect {
  int pops;
  int pushes;
};
StackEffect stack_effect(Opcode opcode, int oparg, bool jumps);

/// Code units of inline cache behind the instruction.
constexpr int cache_units(Opcode opcode) {
  return opcode_row(base_opcode(opcode)).caches;
}

inline constexpr std::array<Opcode, 256> instrumented_opcodes = [] {
  std::array<Opcode, 256> table{};
  for (unsigned i = 0; i < table.size(); ++i) table[i] = static_cast<Opcode>(i);
#define INSTRUMENTED(name, base, sentence)                                                         \
  if (Opcode::base != Opcode::NOP) table[static_cast<unsigned>(Opcode::base)] = Opcode::name;
#include "vm/opcodes.def"
  return table;
}();
/// The stand-in of a base opcode, or the opcode itself where there is none.
constexpr Opcode instrumented_opcode(Opcode base) {
  return is_pseudo(base) ? base : instrumented_opcodes[static_cast<unsigned>(base)];
}

/// Jumps of any kind, conditional or not, real or pseudo; not the SETUP_* region openers.
bool is_jump(Opcode opcode);
/// POP_JUMP_IF_*.
bool is_conditional_jump(Opcode opcode);

} // namespace specmon::vm
