#pragma once
// Code descriptions as text, as Python's `dis` shows them: source line, offset in bytes, opcode,
// oparg and what it means; jump targets marked with >>; then the exception table.

#include <functional>
#include <string>
#include <string_view>

#include "vm/code_description.h"

namespace specmon::vm {

struct DisassemblyOptions {
  /// Text to add behind the instruction at that code unit (what is instrumented there); may be
  /// empty.
  std::function<std::string(std::uint32_t unit)> note;
  bool show_positions = false;
};

/// One code object, without the code in its constants. Ends with a newline.
std::string disassemble(const CodeDescription& code, const DisassemblyOptions& options = {});

/// What the oparg of an instruction means: a name, a constant, `to 24`, an operator; empty if there
/// is nothing to say.
std::string describe_oparg(const CodeDescription& code, const DecodedInstruction& instruction);

/// `+`, `-=`, `[]`, ...
std::string_view binary_operation_symbol(BinaryOperation operation);
/// `<`, `==`, ...
std::string_view compare_operation_symbol(CompareOperation operation);

} // namespace specmon::vm
