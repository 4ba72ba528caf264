// Reading the suite's text files: whole files, lines, words.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace specmon::spec {

// nullopt if it cannot be read; errno says why.
std::optional<std::string> read_text(const std::filesystem::path& file);

// Without their line ends; a carriage return in front of one is dropped too.
std::vector<std::string> split_lines(std::string_view text);
// At spaces and tabs.
std::vector<std::string> split_words(std::string_view text);
std::string_view trim(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view between);

bool starts_with(std::string_view text, std::string_view beginning);
bool ends_with(std::string_view text, std::string_view end);
std::string to_lower(std::string_view text);

// `*` stands for any characters, `?` for one.
bool matches_glob(std::string_view pattern, std::string_view text);

// Bytes that are no UTF-8 become U+FFFD; then it may stand in any report.
std::string valid_utf8(std::string_view bytes);

} // namespace specmon::spec
