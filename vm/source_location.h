#pragma once
// Where the source text of an instruction stands, as code objects know it.

namespace specmon::vm {

/// Lines count from 1 (a module's entry has line 0), columns are UTF-8 byte offsets from 0; -1 is
/// "none", as None in `co_positions()`. A location may have a line and no columns.
struct SourceLocation {
  int line = -1;
  int end_line = -1;
  int column = -1;
  int end_column = -1;

  constexpr bool has_line() const { return line >= 0; }
  friend constexpr bool operator==(const SourceLocation&, const SourceLocation&) = default;
};

inline constexpr SourceLocation no_location{};

} // namespace specmon::vm
