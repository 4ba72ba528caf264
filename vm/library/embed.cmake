# Writes OUTPUT, a C++ file that holds the source text of MODULES (a list of .py files).
set(rows "")
foreach(module IN LISTS MODULES)
  get_filename_component(name ${module} NAME_WE)
  file(READ ${module} text)
  string(APPEND rows "    {\"${name}\", R\"SOURCE(${text})SOURCE\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by vm/library/embed.cmake from vm/library/*.py.
#include \"vm/modules/modules.h\"

namespace specmon::vm {

const char* library_source(std::string_view name) {
  struct Row {
    std::string_view name;
    const char* source;
  };
  static constexpr Row rows[] = {
${rows}  };
  for (const Row& row : rows) {
    if (row.name == name) return row.source;
  }
  return nullptr;
}

} // namespace specmon::vm
")
