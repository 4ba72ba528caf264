// The test binary of the compiler; it also dumps the parser's answer, for compare_with_cpython.py:
//   test_compiler --dump FILE...   the AST of each file, or its error, one line a file
//   test_compiler --errors         for each source text on stdin (a JSON string a line), its error,
//                                  by the grammar of 3.13
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "vm/compiler/ast_dump.h"
#include "vm/compiler/parser.h"

namespace {

using namespace specmon::compiler;

int dump_files(int count, char** paths) {
  for (int index = 0; index < count; ++index) {
    std::ifstream file(paths[index], std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    const ParseResult result = parse(content.str());
    if (result.ast)
      std::cout << dump(*result.ast) << '\n';
    else
      std::cout << "error: " << paths[index] << ':' << result.error->line << ':'
                << result.error->column << ": " << name_of(result.error->kind) << ": "
                << result.error->message << '\n';
  }
  return 0;
}

int print_errors() {
  Grammar grammar;
  grammar.except_without_parentheses = false;
  for (std::string line; std::getline(std::cin, line);) {
    const ParseResult result =
        parse(nlohmann::json::parse(line).get<std::string>(), ParseMode::exec, grammar);
    if (!result.error) {
      std::cout << "null\n";
      continue;
    }
    const SyntaxError& error = *result.error;
    std::cout << nlohmann::json{name_of(error.kind), error.message,  error.line,
                                error.column,        error.end_line, error.end_column}
              << '\n';
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--dump") return dump_files(argc - 2, argv + 2);
  if (first == "--errors") return print_errors();
  return doctest::Context(argc, argv).run();
}
