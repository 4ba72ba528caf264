// The answer of an API function: a value, or the exception that the script shall see.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace specmon::monitoring {

enum class ErrorKind : unsigned char {
  value_error,
  type_error,
  pending, // the host already has an exception pending (a vetoed registration): no message
};

struct ApiError {
  ErrorKind kind = ErrorKind::value_error;
  std::string message;
};

struct Nothing {};

template <typename Value> class [[nodiscard]] Result {
public:
  Result(Value value) : value_(std::move(value)) {}
  Result(ApiError error) : error_(std::move(error)) {}

  [[nodiscard]] bool ok() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return ok(); }
  // Only if ok().
  [[nodiscard]] const Value& value() const noexcept { return *value_; }
  // Only if not ok().
  [[nodiscard]] const ApiError& error() const noexcept { return error_; }

private:
  std::optional<Value> value_;
  ApiError error_;
};

using Status = Result<Nothing>;

} // namespace specmon::monitoring
