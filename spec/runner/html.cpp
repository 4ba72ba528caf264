#include "spec/runner/html.h"
#include "spec/runner/report_junit.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace specmon::spec {

namespace {

constexpr std::array<std::string_view, 36> keywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",    "match"};

bool is_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || (letter & 0x80) != 0;
}

std::string marked(std::string_view mark, std::string_view text) {
  return fmt::format("<span class=\"{}\">{}</span>", mark, escape_html(text));
}

// How long the string literal at the beginning of `source` is, with its quotes.
std::size_t string_length(std::string_view source) {
  const bool is_long = source.size() >= 3 && source[1] == source[0] && source[2] == source[0];
  const std::string_view quote = source.substr(0, is_long ? 3 : 1);
  std::size_t at = quote.size();
  while (at < source.size() && source.substr(at, quote.size()) != quote) {
    if (!is_long && source[at] == '\n') return at;
    at += source[at] == '\\' ? 2 : 1;
  }
  return std::min(at + quote.size(), source.size());
}

// [text](target) at the beginning of `text`: how long it is, or 0.
std::size_t link_length(std::string_view text, std::string_view& label, std::string_view& target) {
  const std::size_t middle = text.find("](");
  if (middle == std::string_view::npos) return 0;
  const std::size_t end = text.find(')', middle);
  if (end == std::string_view::npos) return 0;
  label = text.substr(1, middle - 1);
  target = text.substr(middle + 2, end - middle - 2);
  return end + 1;
}

std::string link_html(std::string_view label, std::string_view target) {
  const std::string text = prose_html(label);
  if (starts_with(target, "https://")) {
    return fmt::format("<a href=\"{}\">{}</a>", escape_html(target), text);
  }
  const std::size_t sharp = target.find('#');
  std::string_view file = target.substr(0, sharp);
  if (sharp != std::string_view::npos) {
    return fmt::format("<a href=\"#{}\">{}</a>", escape_html(target.substr(sharp + 1)), text);
  }
  if (ends_with(file, ".md") && file.find('/') == std::string_view::npos) {
    return fmt::format("<a href=\"#{}\">{}</a>", escape_html(file.substr(0, file.size() - 3)),
                       text);
  }
  return text;
}

} // namespace

std::string escape_html(std::string_view text) {
  return escape_xml(text); // HTML is content with it
}

std::string prose_html(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    const char first = text[0];
    if (first == '`' || first == '*') {
      const std::size_t end = text.find(first, 1);
      if (end != std::string_view::npos && end > 1) {
        const std::string_view tag = first == '`' ? "code" : "em";
        html += fmt::format("<{0}>{1}</{0}>", tag, escape_html(text.substr(1, end - 1)));
        text.remove_prefix(end + 1);
        continue;
      }
    }
    std::string_view label;
    std::string_view target;
    if (const std::size_t length = first == '[' ? link_length(text, label, target) : 0) {
      html += link_html(label, target);
      text.remove_prefix(length);
      continue;
    }
    if (starts_with(text, "\n\n")) {
      html += "</p>\n<p>";
      text.remove_prefix(2);
      continue;
    }
    const std::size_t next =
        std::max<std::size_t>(1, std::min(text.find_first_of("`*[\n"), text.size()));
    html += escape_html(text.substr(0, next));
    text.remove_prefix(next);
  }
  return html;
}

std::string python_html(std::string_view source) {
  std::string html;
  while (!source.empty()) {
    const char first = source[0];
    std::size_t length = 1;
    if (first == '#') {
      length = std::min(source.find('\n'), source.size());
      html += marked("comment", source.substr(0, length));
    } else if (first == '"' || first == '\'') {
      length = string_length(source);
      html += marked("string", source.substr(0, length));
    } else if (is_word(first)) {
      while (length < source.size() && is_word(source[length])) ++length;
      const std::string_view word = source.substr(0, length);
      const bool is_keyword = std::find(keywords.begin(), keywords.end(), word) != keywords.end();
      html += is_keyword ? marked("keyword", word) : escape_html(word);
    } else {
      html += escape_html(source.substr(0, 1));
    }
    source.remove_prefix(length);
  }
  return html;
}

std::string diff_html(std::string_view diff) {
  std::string html;
  for (const std::string& line : split_lines(diff)) {
    const std::string_view mark = starts_with(line, "+")    ? "added"
                                  : starts_with(line, "-")  ? "removed"
                                  : starts_with(line, "@@") ? "hunk"
                                                            : "same";
    html += marked(mark, line) + '\n';
  }
  return html;
}

std::string issues_html(std::string_view issues) {
  std::string html;
  for (const std::string& issue : split_words(issues)) {
    if (!html.empty()) html += ' ';
    const std::size_t sharp = issue.find('#');
    if (starts_with(issue, "https://")) {
      html += fmt::format("<a href=\"{0}\">{0}</a>", escape_html(issue));
    } else if (issue.find('/') != std::string::npos && sharp != std::string::npos) {
      html += fmt::format("<a href=\"https://github.com/{}/issues/{}\">{}</a>",
                          escape_html(issue.substr(0, sharp)), escape_html(issue.substr(sharp + 1)),
                          escape_html(issue));
    } else {
      html += escape_html(issue);
    }
  }
  return html;
}

std::string clause_html(const Clause& clause) {
  std::string html =
      fmt::format("<p class=\"sentence\">{}</p>\n<dl>\n<dt>versions</dt><dd>{}</dd>\n"
                  "<dt>source</dt><dd>{}</dd>\n",
                  prose_html(clause.sentence), versions_text(clause), prose_html(clause.source));
  for (const auto& [name, text] : clause.remarks) {
    const std::string_view label = name == "pep"         ? "PEP 669"
                                   : name == "documents" ? "the documents"
                                   : name == "cpython"   ? "CPython"
                                                         : std::string_view(name);
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label,
                        name == "issue" ? issues_html(text) : prose_html(text));
  }
  return html + "</dl>\n";
}

std::string page_html(std::string_view title, std::string_view body, bool with_script) {
  std::string html = fmt::format("<!DOCTYPE html>\n"
                                 "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                 "<meta name=\"viewport\" content=\"width=device-width\">\n"
                                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                                 "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
                                 escape_html(title), page_style);
  html += body;
  if (with_script) html += fmt::format("<script>\n{}</script>\n", page_script);
  return html + "</body>\n</html>\n";
}

} // namespace specmon::spec
