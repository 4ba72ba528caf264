#include "vm/compiler/instruction_sequence.h"

#include <limits>

namespace specmon::compiler {

namespace {
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
}

Label InstructionSequence::new_label() {
  places_.push_back(nowhere);
  return {static_cast<int>(places_.size()) - 1};
}

void InstructionSequence::place(Label label) {
  places_[static_cast<std::size_t>(label.id)] = instructions_.size();
}

void InstructionSequence::emit(Opcode opcode, int oparg, const SourceLocation& location) {
  instructions_.push_back({opcode, oparg, {}, location});
}

void InstructionSequence::emit_jump(Opcode opcode, Label target, const SourceLocation& location) {
  instructions_.push_back({opcode, 0, target, location});
}

void InstructionSequence::shift_labels(std::size_t index) {
  for (std::size_t& place : places_) {
    if (place != nowhere && place >= index) ++place;
  }
}

void InstructionSequence::insert(std::size_t index, Opcode opcode, int oparg,
                                 const SourceLocation& location) {
  shift_labels(index);
  instructions_.insert(instructions_.begin() + static_cast<std::ptrdiff_t>(index),
                       {opcode, oparg, {}, location});
}

void InstructionSequence::insert_jump(std::size_t index, Opcode opcode, Label target,
                                      const SourceLocation& location) {
  shift_labels(index);
  instructions_.insert(instructions_.begin() + static_cast<std::ptrdiff_t>(index),
                       {opcode, 0, target, location});
}

void InstructionSequence::set_annotations(InstructionSequence annotations) {
  annotations_ = std::make_shared<InstructionSequence>(std::move(annotations));
}

} // namespace specmon::compiler
