#pragma once
// Where a piece of source text stands.

namespace specmon::compiler {

/// Lines count from 1; columns are byte offsets into the UTF-8 line, from 0, as in Python's `ast`.
/// The end is exclusive. Line 0 stands for "no position".
struct Position {
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

/// From the start of `first` to the end of `last`.
inline Position spanning(const Position& first, const Position& last) {
  return {first.line, first.column, last.end_line, last.end_column};
}

} // namespace specmon::compiler
