#pragma once
// Which code points may stand in a name.

namespace specmon::compiler {

/// Source: https://docs.python.org/3/reference/lexical_analysis.html#identifiers
bool is_identifier_start(char32_t code_point);
bool is_identifier_part(char32_t code_point);

/// Whether a name with it may differ from its normal form NFKC, by which names are compared.
bool may_be_denormal(char32_t code_point);

/// Whether Python's `str.isprintable` holds: it decides the wording of one error.
bool is_printable(char32_t code_point);

} // namespace specmon::compiler
