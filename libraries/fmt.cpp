// The compiled part of fmt, of which Debian has a shared library only: specmon is linked statically.
// What fmt/format.h declares and every use may need is defined in format-inl.h, or instantiated here.
#include <fmt/format-inl.h>

namespace fmt::detail {
template thousands_sep_result<char> thousands_sep_impl<char>(locale_ref);
template char decimal_point_impl<char>(locale_ref);
} // namespace fmt::detail
