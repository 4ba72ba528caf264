// The branches of a code object, for co_branches() and for the events of `async for`.
#pragma once

#include "vm/code_description.h"

#include <cstdint>
#include <vector>

namespace specmon::vm {

/// In the order of the code, one of `async for` where its END_ASYNC_FOR stands. The code must hold
/// base opcodes (no stand-ins).
std::vector<CodeBranch> code_branches(const CodeDescription& description);

/// The place of an `async for` loop's branch: the last END_SEND in the regions that the
/// END_ASYNC_FOR handles, or its CLEANUP_THROW where that stands right in front of it.
std::uint32_t async_branch_of(const CodeDescription& description, std::uint32_t end_async_for);

} // namespace specmon::vm
