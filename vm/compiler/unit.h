#pragma once
// A code object in the making: the module, class body, function or hidden function whose
// instructions are being generated. Units nest as the source does; each dies when its code
// description is done.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "vm/compiler/ast.h"
#include "vm/compiler/instruction_sequence.h"
#include "vm/compiler/scopes.h"

namespace specmon::compiler {

enum class UnitKind : unsigned char {
  module,
  class_body,
  function,
  async_function,
  lambda,
  comprehension,
  type_parameters,
  annotations,
};

/// What a `return`, `break` or `continue` has to undo on its way out.
enum class BlockKind : unsigned char {
  while_loop,
  for_loop,
  async_for_loop,
  try_except,
  finally_try, ///< in the body of try-finally: leaving runs the finally body
  finally_end, ///< in the finally body itself, while an exception waits
  with,
  async_with,
  handler_cleanup, ///< in an except clause
  pop_value,       ///< a value of the leaving statement lies on the stack
  exception_handler,
  exception_group_handler, ///< in an except* clause: leaving is an error
  async_comprehension,
  stop_iteration,
};

constexpr bool is_loop(BlockKind kind) {
  return kind == BlockKind::while_loop || kind == BlockKind::for_loop ||
         kind == BlockKind::async_for_loop;
}

struct Block {
  BlockKind kind;
  Label start; ///< where `continue` goes
  Label exit;  ///< where `break` goes
  SourceLocation location;
  Sequence<Statement> finally_body; ///< of finally_try
  Identifier name;                  ///< of handler_cleanup: the bound name, or empty
};

/// An annotation of a module or class body, kept for the `__annotate__` function.
struct DeferredAnnotation {
  const AnnAssign* statement;
  int condition; ///< which member of `__conditional_annotations__` says that it ran; -1: always
};

struct Unit {
  UnitKind kind;
  Scope* scope;
  Identifier class_name; ///< for mangling: the innermost class around, or empty
  UnitInfo info;
  InstructionSequence code;
  std::vector<Block> blocks;
  int inlined_comprehensions = 0;   ///< how many inlined comprehensions are open
  std::set<Identifier> fast_hidden; ///< variables of those, where the scope has no slots otherwise
  std::set<std::string> static_attributes; ///< of a class: attributes that methods set on self
  std::vector<DeferredAnnotation> deferred_annotations;
  int next_condition = 0;
  std::map<const void*, std::shared_ptr<const vm::CodeDescription>> made; ///< by syntax node
};

} // namespace specmon::compiler
