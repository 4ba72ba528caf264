// What a callback is called with (CB-10): the code object or scope, and what its event has to tell.
#pragma once

#include "monitoring/host.h"
#include "vm/code.h"

namespace specmon::vm {

// How many of `arguments` (four at most) were set, borrowed. The second is a small int.
inline std::uint32_t callback_arguments(const monitoring::Occurrence& occurrence,
                                        Value* arguments) {
  using Kind = monitoring::EventArguments;
  const Kind kind = monitoring::row_of(occurrence.event).arguments;
  arguments[0] = occurrence.in_scope ? Value::object(static_cast<Object*>(occurrence.code))
                                     : Value::object(static_cast<Code*>(occurrence.code));
  arguments[1] = Value::small(kind == Kind::line ? occurrence.target : occurrence.offset);
  if (kind == Kind::offset || kind == Kind::line) return 2;
  arguments[2] = kind == Kind::jump && !occurrence.in_scope
                     ? Value::small(occurrence.target)
                     : Value::from_bits(occurrence.values[0]);
  if (kind != Kind::call) return 3;
  arguments[3] = Value::from_bits(occurrence.values[1]);
  // A scope is told the result or the exception of a C call, not what was called (CAPI-16).
  return occurrence.in_scope && monitoring::is_ancillary(occurrence.event) ? 3 : 4;
}

} // namespace specmon::vm
