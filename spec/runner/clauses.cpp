#include "spec/runner/clauses.h"
#include "spec/runner/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>

#include <fmt/format.h>

namespace specmon::spec {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> authority_names = {"normative", "CPython-observed",
                                                             "implementation-defined", "erratum"};

constexpr std::array<std::string_view, 9> field_names = {
    "level", "since", "until", "source", "note", "pep", "issue", "documents", "cpython"};

std::optional<Authority> parse_authority(std::string_view text) {
  for (std::size_t index = 0; index < authority_names.size(); ++index) {
    if (authority_names[index] == text) return static_cast<Authority>(index);
  }
  return std::nullopt;
}

template <std::size_t count>
std::string list_names(const std::array<std::string_view, count>& names) {
  return join({names.begin(), names.end()}, ", ");
}

// Capitals, perhaps in several parts: DISABLE, FIRE-PY.
bool is_area(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == std::string_view::npos;
}

// One chapter, line by line.
class ChapterReader {
public:
  ChapterReader(const fs::path& file, Problems& problems) : problems_(problems) {
    chapter_.file = file.string();
  }

  Chapter read(const std::string& text) {
    for (const std::string& line : split_lines(text)) {
      ++line_;
      take(line);
    }
    finish_clause();
    if (chapter_.area.empty()) complain(1, "a chapter begins with '# AREA: title'");
    return std::move(chapter_);
  }

private:
  void complain(int line, std::string message) {
    problems_.push_back({{chapter_.file, line}, std::move(message)});
  }

  void take(const std::string& line) {
    if (starts_with(line, "## ")) {
      begin_clause(std::string(trim(line.substr(3))));
    } else if (starts_with(line, "# ")) {
      begin_chapter(line.substr(2));
    } else if (!clause_) {
      add_paragraph_line(chapter_.introduction, line);
    } else if (starts_with(line, "- ")) {
      take_field(line.substr(2));
    } else if (trim(line).empty()) {
      paragraph_ended_ = !clause_->sentence.empty();
      field_ = nullptr;
    } else if (starts_with(line, "  ") && field_ != nullptr) {
      *field_ += ' ';
      *field_ += trim(line);
    } else if (!fields_.empty()) {
      complain(line_, "after the fields of a clause only the next clause may follow; a field is "
                      "continued by two spaces of indentation");
    } else if (paragraph_ended_) {
      complain(line_, "a clause is one paragraph; what is more belongs into '- note: ...'");
    } else {
      if (!clause_->sentence.empty()) clause_->sentence += ' ';
      clause_->sentence += trim(line);
    }
  }

  void begin_chapter(const std::string& heading) {
    const std::size_t colon = heading.find(": ");
    if (!chapter_.area.empty() || clause_) {
      complain(line_, "a second chapter heading; a chapter is a file");
      return;
    }
    const std::string area = heading.substr(0, colon);
    if (colon == std::string::npos || !is_area(area)) {
      complain(line_, "a chapter heading is '# AREA: title', the area in capitals");
      return;
    }
    chapter_.area = area;
    chapter_.title = trim(heading.substr(colon + 2));
  }

  void begin_clause(std::string id) {
    finish_clause();
    if (area_of(id).empty()) {
      complain(line_, fmt::format("'{}' is no clause id (AREA-N)", id));
    } else if (area_of(id) != chapter_.area) {
      complain(line_, fmt::format("{} stands in the chapter of {}", id, chapter_.area));
    }
    clause_.emplace();
    clause_->id = std::move(id);
    clause_->place = {chapter_.file, line_};
    paragraph_ended_ = false;
    field_ = nullptr;
    fields_.clear();
  }

  void take_field(const std::string& text) {
    field_ = nullptr;
    const std::size_t colon = text.find(':');
    const std::string name = text.substr(0, colon);
    if (colon == std::string::npos ||
        std::find(field_names.begin(), field_names.end(), name) == field_names.end()) {
      complain(line_, fmt::format("'{}' is no field of a clause; there are: {}", name,
                                  list_names(field_names)));
      return;
    }
    if (std::any_of(fields_.begin(), fields_.end(),
                    [&](const Field& field) { return field.name == name; })) {
      complain(line_, fmt::format("'{}' is given twice", name));
      return;
    }
    fields_.push_back({name, std::string(trim(text.substr(colon + 1))), line_});
    field_ = &fields_.back().value;
  }

  void finish_clause() {
    if (!clause_) return;
    if (clause_->sentence.empty()) {
      complain(clause_->place.line, fmt::format("{} has no sentence", clause_->id));
    }
    std::set<std::string> given;
    for (const Field& field : fields_) {
      if (field.value.empty()) {
        complain(field.line, fmt::format("'{}' of {} is empty", field.name, clause_->id));
        continue;
      }
      given.insert(field.name);
      apply(field);
    }
    std::vector<std::string> needed = {"level", "since", "source"};
    if (clause_->level == Authority::erratum) {
      needed.insert(needed.end(), {"issue", "documents", "cpython"});
    }
    for (const std::string& name : needed) {
      if (given.count(name) != 0) continue;
      complain(clause_->place.line, fmt::format("{} has no '{}'", clause_->id, name));
    }
    if (clause_->until && *clause_->until < clause_->since) {
      complain(clause_->place.line, fmt::format("{} ends before it begins", clause_->id));
    }
    chapter_.clauses.push_back(std::move(*clause_));
    clause_.reset();
  }

  struct Field {
    std::string name;
    std::string value;
    int line;
  };

  void apply(const Field& field) {
    if (field.name == "level") {
      const auto level = parse_authority(field.value);
      if (level) {
        clause_->level = *level;
      } else {
        complain(field.line, fmt::format("unknown level '{}'; there are: {}", field.value,
                                         list_names(authority_names)));
      }
    } else if (field.name == "since" || field.name == "until") {
      const auto version = monitoring::parse_python_version(field.value);
      if (!version) {
        complain(field.line, fmt::format("unknown version '{}'", field.value));
      } else if (field.name == "since") {
        clause_->since = *version;
      } else {
        clause_->until = version;
      }
    } else if (field.name == "source") {
      clause_->source = field.value;
    } else {
      clause_->remarks.emplace_back(field.name, field.value);
    }
  }

  static void add_paragraph_line(std::string& text, const std::string& line) {
    if (trim(line).empty()) {
      if (!text.empty() && !ends_with(text, "\n\n")) text += "\n\n";
    } else {
      if (!text.empty() && text.back() != '\n') text += ' ';
      text += trim(line);
    }
  }

  Problems& problems_;
  Chapter chapter_;
  std::optional<Clause> clause_;
  std::vector<Field> fields_;
  std::string* field_ = nullptr; // the one that an indented line continues
  bool paragraph_ended_ = false;
  int line_ = 0;
};

struct Link {
  std::string target;
  int line;
};

// Links to files of the same folder, `[...](name.md)`.
std::vector<Link> chapter_links(const std::string& text) {
  std::vector<Link> links;
  int number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    for (std::size_t at = line.find("]("); at != std::string::npos; at = line.find("](", at + 2)) {
      const std::size_t end = line.find(')', at);
      if (end == std::string::npos) break;
      const std::string target = line.substr(at + 2, end - at - 2);
      if (ends_with(target, ".md") && target.find('/') == std::string::npos &&
          std::none_of(links.begin(), links.end(),
                       [&](const Link& link) { return link.target == target; })) {
        links.push_back({target, number});
      }
    }
  }
  return links;
}

void check_ids(const std::vector<Chapter>& chapters, Problems& problems) {
  std::map<std::string, Place> ids;
  std::map<std::string, std::string> areas;
  for (const Chapter& chapter : chapters) {
    const auto [area, is_new] = areas.emplace(chapter.area, chapter.file);
    if (!is_new && !chapter.area.empty()) {
      problems.push_back(
          {{chapter.file, 1},
           fmt::format("the area {} has a chapter already: {}", chapter.area, area->second)});
    }
    for (const Clause& clause : chapter.clauses) {
      const auto [first, is_first] = ids.emplace(clause.id, clause.place);
      if (is_first) continue;
      problems.push_back({clause.place, fmt::format("{} is there already: {}:{}", clause.id,
                                                    first->second.file, first->second.line)});
    }
  }
}

} // namespace

std::string_view to_string(Authority authority) {
  return authority_names[static_cast<std::size_t>(authority)];
}

std::string versions_text(const Clause& clause) {
  const std::string_view since = monitoring::to_string(clause.since);
  if (!clause.until) return fmt::format("{} and later", since);
  if (*clause.until == clause.since) return fmt::format("{} only", since);
  return fmt::format("{} to {}", since, monitoring::to_string(*clause.until));
}

std::string_view area_of(std::string_view id) {
  const std::size_t dash = id.rfind('-');
  if (dash == std::string_view::npos || dash + 1 == id.size()) return {};
  const std::string_view number = id.substr(dash + 1);
  if (number.find_first_not_of("0123456789") != std::string_view::npos || number[0] == '0') {
    return {};
  }
  return is_area(id.substr(0, dash)) ? id.substr(0, dash) : std::string_view();
}

std::vector<Chapter> load_chapters(const fs::path& folder, Problems& problems) {
  std::vector<Chapter> chapters;
  const fs::path contents = folder / "README.md";
  const auto text = read_text(contents);
  if (!text) {
    problems.push_back(
        {{contents.string(), 0}, fmt::format("cannot be read: {}", std::strerror(errno))});
    return chapters;
  }
  std::set<std::string> linked = {"README.md"};
  for (const Link& link : chapter_links(*text)) {
    linked.insert(link.target);
    const fs::path file = folder / link.target;
    const auto chapter = read_text(file);
    if (!chapter) {
      problems.push_back({{contents.string(), link.line},
                          fmt::format("{} cannot be read: {}", link.target, std::strerror(errno))});
      continue;
    }
    chapters.push_back(ChapterReader(file, problems).read(*chapter));
  }
  std::error_code problem;
  std::vector<fs::path> files(fs::directory_iterator(folder, problem), fs::directory_iterator());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    if (linked.count(file.filename().string()) != 0) continue;
    problems.push_back({{file.string(), 0}, "is not linked in README.md, so it is no chapter"});
  }
  check_ids(chapters, problems);
  return chapters;
}

} // namespace specmon::spec
