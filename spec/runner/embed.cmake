# Writes OUTPUT, a C++ file that holds the texts of page/page.css and page/page.js in FOLDER.
file(READ ${FOLDER}/page.css css)
file(READ ${FOLDER}/page.js js)
file(WRITE ${OUTPUT} "// Made by spec/runner/embed.cmake from spec/runner/page.
#include \"spec/runner/html.h\"

namespace specmon::spec {

const std::string_view page_style = R\"TEXT(${css})TEXT\";
const std::string_view page_script = R\"TEXT(${js})TEXT\";

} // namespace specmon::spec
")
