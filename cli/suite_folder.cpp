#include "cli/suite_folder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace specmon::cli {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t most_problems = 20;
}

Option suite_option() {
  return {"suite", "DIR", "the folder with clauses and scenarios (else SPECMON_SPEC, else ours)"};
}

std::string own_executable() {
  std::error_code problem;
  const fs::path path = fs::read_symlink("/proc/self/exe", problem);
  return problem ? "specmon" : path.string();
}

bool write_file(const std::string& file, const std::string& text) {
  std::FILE* stream = std::fopen(file.c_str(), "wbe");
  bool fine = stream != nullptr;
  if (stream) {
    fine = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    fine = std::fclose(stream) == 0 && fine;
  }
  if (!fine) fmt::print(stderr, "specmon: cannot write '{}': {}\n", file, std::strerror(errno));
  return fine;
}

spec::Suite read_suite(const CommandLine& line) {
  const fs::path beside = fs::path(own_executable()).parent_path() / ".." / "spec";
  const auto folder = spec::find_suite(line.value("suite"),
                                       {beside.lexically_normal(), SPECMON_SOURCE_DIR "/spec"});
  if (!folder) {
    throw Usage{fmt::format("there is no suite (a folder with clauses and scenarios) in {}; name "
                            "one by --suite DIR or SPECMON_SPEC",
                            line.value("suite").value_or("any of its places"))};
  }
  spec::Problems problems;
  spec::Suite suite = spec::load_suite(*folder, problems);
  if (problems.empty()) return suite;
  std::string message = fmt::format("the suite in {} is malformed", folder->string());
  for (std::size_t index = 0; index < problems.size(); ++index) {
    if (index == most_problems) {
      message += fmt::format("\n  and {} more", problems.size() - index);
      break;
    }
    message += "\n  " + spec::to_string(problems[index]);
  }
  throw Usage{message};
}

} // namespace specmon::cli
