#include "cli/streams.h"

#include <cerrno>

#include <unistd.h>

namespace specmon::cli {

namespace {

constexpr std::size_t buffer_size = 1 << 16;

// errno if it fails.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

} // namespace

OutputBuffer::OutputBuffer(int descriptor)
    : descriptor_(descriptor), by_line_(isatty(descriptor) != 0) {
  text_.reserve(buffer_size);
}

void OutputBuffer::append(std::string_view text) {
  if (text.empty()) return;
  at_line_start_ = text.back() == '\n';
  if (text_.size() + text.size() > buffer_size) flush();
  if (text.size() > buffer_size) {
    if (failure_ == 0) failure_ = write_all(descriptor_, text);
    return;
  }
  text_.append(text);
  if (by_line_ && text.find('\n') != std::string_view::npos) flush();
}

void OutputBuffer::flush() {
  if (text_.empty()) return;
  if (failure_ == 0) failure_ = write_all(descriptor_, text_);
  text_.clear();
}

void Streams::error(std::string_view text) {
  out.flush();
  write_all(2, text);
}

} // namespace specmon::cli
