// Formatting: the format-specification mini language, str.format and the % operator.
#pragma once

#include "vm/ref.h"
#include "vm/type.h"

#include <span>
#include <string>
#include <string_view>

namespace specmon::vm {

struct Bytes;

// [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
struct FormatSpecification {
  char32_t fill = U' ';
  char align = 0; // < > ^ =, or 0: the type's own
  char sign = 0;  // + - space, or 0
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;
  char grouping = 0; // , or _, or 0
  std::int64_t precision = -1;
  char fraction_grouping = 0; // since 3.14
  char32_t type = 0;
};

// Reads `specification`; false with ValueError pending. `value` is only named in messages.
bool parse_format_specification(Vm& vm, Value value, const Str* specification, char default_align,
                                char32_t default_type, FormatSpecification& result);

// __format__ of the built-in scalars: `value` may be an instance of a subclass.
Ref format_int(Vm& vm, Value value, Str* specification);
Ref format_float(Vm& vm, Value value, Str* specification);
Ref format_complex(Vm& vm, Value value, Str* specification);
Ref format_str(Vm& vm, Value value, Str* specification);

// str.format; with `from_map` str.format_map: `keywords` is any mapping and there are no positional
// fields.
Ref format_fields(Vm& vm, Str* format, std::span<const Value> positional, Value keywords,
                  bool from_map = false);
Ref format_percent(Vm& vm, Str* format, Value arguments); // str % arguments
Ref format_percent(Vm& vm, Bytes* format, Value arguments);

// A double as C's printf would, and as Python's formats want it: `type` is e f g r (repr) or %,
// upper or lower case as `upper` says; `alternate` keeps the point. Signs only for negative
// numbers.
std::string format_double(double number, char type, int precision, bool alternate,
                          bool add_dot_zero, bool upper = false);

} // namespace specmon::vm
