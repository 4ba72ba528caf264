// The branches of a code object, for co_branches() and for the events of `async for`.
#pragma once

#include "vm/code_description.h"

#include <cstdint>
#include <vector>

namespace specmon::vm {

/// In the order of the code, one of `async for` where its END_ASYNC_FOR stands. The code must hold
/// base opcodes (no stand-ins).
std::vector<CodeBranch> code_branches(const CodeDescription& description);

/// The END_SEND of an `async for` loop, the place of its branch: the last one in the regions that
/// the END_ASYNC_FOR handles.
std::uint32_t end_send_of(const CodeDescription& description, std::uint32_t end_async_for);

} // namespace specmon::vm
