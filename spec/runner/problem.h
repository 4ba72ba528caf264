// What is wrong with a file of the suite, and where.
#pragma once

#include <string>
#include <vector>

namespace specmon::spec {

struct Place {
  std::string file;
  int line = 0; // 0: the file as a whole
};

struct Problem {
  Place place;
  std::string message;
};

using Problems = std::vector<Problem>;

// "FILE:LINE: message"
std::string to_string(const Problem& problem);

} // namespace specmon::spec
