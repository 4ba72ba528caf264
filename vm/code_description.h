#pragma once
// What the compiler makes of a module, class body or function, and the machine turns into a code
// object: plain data without heap objects. Offsets here count code units, two bytes each.
// Descriptions own their parts; nested code hangs in the constants.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "vm/constant.h"
#include "vm/exception_table.h"
#include "vm/line_table.h"
#include "vm/opcodes.h"

namespace specmon::vm {

/// Bits of `co_flags`, by Python's numbers.
/// Source: https://docs.python.org/3/library/inspect.html#code-objects-bit-flags
enum CodeFlag : std::uint32_t {
  CO_OPTIMIZED = 0x1, // locals live in the frame
  CO_NEWLOCALS = 0x2,
  CO_VARARGS = 0x4,
  CO_VARKEYWORDS = 0x8,
  CO_NESTED = 0x10,
  CO_GENERATOR = 0x20,
  CO_COROUTINE = 0x80,
  CO_ITERABLE_COROUTINE = 0x100,
  CO_ASYNC_GENERATOR = 0x200,
  CO_FUTURE_ANNOTATIONS = 0x1000000,
  CO_HAS_DOCSTRING = 0x4000000, // from 3.14: constant 0 is the docstring
  CO_METHOD = 0x8000000,        // from 3.14: defined in a class body
};

struct CodeUnit {
  std::uint8_t opcode;
  std::uint8_t oparg;
};

/// A variable of the frame. In order: arguments (positional-only and positional, keyword-only,
/// *args, **kwargs), other locals, cells that are no locals, free variables.
struct LocalVariable {
  std::string name;
  bool is_local = false; // in co_varnames
  bool is_cell = false;  // inner code sees it: the slot holds a cell once MAKE_CELL has run
  bool is_free = false;  // the slot holds a cell of the closure
  bool hidden = false;   // of an inlined comprehension in a module or class: no name of locals()
};

struct CodeDescription {
  std::string name;
  std::string qualname;
  std::string filename;
  int first_line = 1;
  std::uint32_t flags = 0;
  int argument_count = 0; // positional, with the positional-only ones
  int positional_only_count = 0;
  int keyword_only_count = 0;
  int stack_size = 0;

  std::vector<std::string> names; // of LOAD_NAME, LOAD_GLOBAL, LOAD_ATTR, ...
  std::vector<LocalVariable> locals;
  std::vector<Constant> constants;

  std::vector<CodeUnit> code;
  LineTable lines;
  ExceptionTable exceptions;
};

/// One entry of `co_branches()`: an instruction that branches, and where its two sides go on.
/// Source: https://docs.python.org/3/reference/datamodel.html#codeobject.co_branches
struct CodeBranch {
  std::uint32_t source; // code units, all three
  std::uint32_t left;
  std::uint32_t right;

  friend bool operator==(const CodeBranch&, const CodeBranch&) = default;
};

/// An instruction as it lies in the code units.
struct DecodedInstruction {
  std::uint32_t start; // code unit of its first EXTENDED_ARG, or of itself
  std::uint32_t at;    // code unit of the opcode
  std::uint32_t next;  // behind its caches
  Opcode opcode;
  std::uint32_t oparg;

  /// Code unit that the oparg leads to; only for forward, backward and origin operands.
  std::uint32_t jump_target() const {
    return opcode_operand(opcode) == Operand::forward ? next + oparg : next - oparg;
  }
};
/// The instruction whose EXTENDED_ARGs begin at `start`.
DecodedInstruction decode_instruction(const std::vector<CodeUnit>& code, std::uint32_t start);

} // namespace specmon::vm
