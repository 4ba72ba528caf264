// A folder of files for one test, gone after it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

class Files {
public:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "specmon-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder = name;
  }
  ~Files() {
    std::error_code problem;
    std::filesystem::remove_all(folder, problem);
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = folder / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  std::filesystem::path folder;
};

// The smallest suite: one clause, one scenario that prints `yes`.
inline void write_small_suite(const Files& files) {
  files.write("clauses/README.md", "| [one.md](one.md) | ONE | first |\n");
  files.write("clauses/one.md", "# ONE: the first\n\nAn introduction.\n\n## ONE-1\n\nIt is so.\n\n"
                                "- level: normative\n- since: 3.12\n- source: a document\n");
  files.write("scenarios/one/it_is.py",
              "# clauses: ONE-1\n# level: api\n\n# It is.\nprint(\"yes\")\n");
  files.write("scenarios/one/it_is.out", "yes\n");
}
