#pragma once
// What code generation emits: instructions in source order, with labels and with the PSEUDO
// opcodes of vm/opcodes.def. flow_graph.h and what follows turn it into a code description.
//
// Opargs of locals count `UnitInfo::locals`; opargs of cells (LOAD_DEREF, STORE_DEREF,
// DELETE_DEREF, LOAD_FROM_DICT_OR_DEREF, LOAD_CLOSURE, MAKE_CELL) count `UnitInfo::cells` and then
// `UnitInfo::frees`; the assembler moves them to their places in the frame.
//
// What the assembler adds by itself: MAKE_CELL and COPY_FREE_VARS, RETURN_GENERATOR with its
// POP_TOP, NOT_TAKEN behind conditional jumps, EXTENDED_ARG, caches. What code generation must
// emit: RESUME, and for generators and coroutines the handler that turns StopIteration into
// RuntimeError (`SETUP_CLEANUP` to it with `insert_jump(0, ...)`), and END_FOR with POP_ITER.

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "vm/code_description.h"
#include "vm/compiler/position.h"
#include "vm/compiler/tables.h"
#include "vm/opcodes.h"
#include "vm/source_location.h"

namespace specmon::monitoring {
class Behaviours;
}

namespace specmon::compiler {

using vm::no_location;
using vm::Opcode;
using vm::SourceLocation;

/// "As the instruction behind it": resolved by the assembler; no location at a function's end.
inline constexpr SourceLocation next_location{-2, -2, -2, -2};

/// Of an AST node.
inline SourceLocation location_of(const Position& at) {
  if (at.line == 0) return no_location;
  return {at.line, at.end_line, at.column, at.end_column};
}

/// The oparg of a POP_TOP that drops what a for loop holds; until pseudo instructions are lowered.
inline constexpr int drops_loop = 1;

/// A place that jumps and handlers lead to. Only the sequence that made it can place it.
struct Label {
  int id = -1;
  bool valid() const { return id >= 0; }
  friend bool operator==(Label, Label) = default;
};

struct SequenceInstruction {
  Opcode opcode;
  int oparg;
  Label target; // of jumps and SETUP_*
  SourceLocation location;
};

class InstructionSequence {
public:
  Label new_label();
  /// The next instruction is where the label leads. Each label is placed once; several labels may
  /// stand at one place.
  void place(Label label);

  void emit(Opcode opcode, int oparg, const SourceLocation& location);
  void emit(Opcode opcode, const SourceLocation& location) { emit(opcode, 0, location); }
  /// Jumps and SETUP_*.
  void emit_jump(Opcode opcode, Label target, const SourceLocation& location);

  /// Puts an instruction before the one at `index`; labels at `index` stay with the old one.
  void insert(std::size_t index, Opcode opcode, int oparg, const SourceLocation& location);
  void insert_jump(std::size_t index, Opcode opcode, Label target, const SourceLocation& location);

  /// Gives the instruction the location of the one behind it.
  void move_to_next(std::size_t index) {
    instructions_[index].location = instructions_[index + 1].location;
  }

  /// What takes the place of the one ANNOTATIONS_PLACEHOLDER (its labels are its own). Without it
  /// the placeholder becomes a NOP without line.
  void set_annotations(InstructionSequence annotations);

  std::size_t size() const { return instructions_.size(); }
  const std::vector<SequenceInstruction>& instructions() const { return instructions_; }
  /// Index of the instruction where the label leads.
  std::size_t place_of(Label label) const { return places_[static_cast<std::size_t>(label.id)]; }
  int label_count() const { return static_cast<int>(places_.size()); }
  const InstructionSequence* annotations() const { return annotations_.get(); }

private:
  void shift_labels(std::size_t index);

  std::vector<SequenceInstruction> instructions_;
  std::vector<std::size_t> places_; // by label id
  std::shared_ptr<InstructionSequence> annotations_;
};

/// What else the assembler has to know of the module, class body or function.
struct UnitInfo {
  std::string name;
  std::string qualname;
  std::string filename;
  int first_line = 1;
  std::uint32_t flags = 0;
  int argument_count = 0; // with the positional-only ones
  int positional_only_count = 0;
  int keyword_only_count = 0;

  NameTable names;
  ConstantTable constants;
  NameTable locals; // arguments first: positional, keyword-only, *args, **kwargs
  NameTable cells;  // may hold names of `locals`
  NameTable frees;
  std::vector<std::string> hidden; // locals that an inlined comprehension has in a module or class
};

/// Flow graph, optimisation, layout, encoding: for the version that the behaviours describe.
/// Throws std::logic_error if the sequence is not well formed (a mistake of the compiler's).
vm::CodeDescription assemble(InstructionSequence&& sequence, UnitInfo&& unit,
                             const monitoring::Behaviours& behaviours);

} // namespace specmon::compiler
