// Output to a file descriptor, buffered; and the two streams of a program, kept in order.
#pragma once

#include <string>
#include <string_view>

namespace specmon::cli {

class OutputBuffer {
public:
  // Does not own the descriptor. To a terminal every line is written at once.
  explicit OutputBuffer(int descriptor);
  OutputBuffer(const OutputBuffer&) = delete;
  OutputBuffer& operator=(const OutputBuffer&) = delete;

  void append(std::string_view text);
  // Ends a line that was begun: what follows stands on its own.
  void end_line() {
    if (!at_line_start_) append("\n");
  }
  void flush();
  // errno of the first write that failed, or 0. What could not be written is dropped.
  int failure() const { return failure_; }

private:
  int descriptor_;
  bool by_line_;
  bool at_line_start_ = true;
  int failure_ = 0;
  std::string text_;
};

struct Streams {
  OutputBuffer out{1};

  // Standard error, behind everything that was written to standard output.
  void error(std::string_view text);
};

} // namespace specmon::cli
