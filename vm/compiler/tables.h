#pragma once
// The tables that instructions point into while code is made: names and constants. Both give equal
// entries one index.

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "vm/constant.h"

namespace specmon::compiler {

class NameTable {
public:
  NameTable() = default;
  explicit NameTable(std::vector<std::string> names) {
    for (auto& name : names) index_of(name);
  }

  /// The name's index; a new name is added at the end.
  int index_of(std::string_view name) {
    const auto [entry, added] =
        indexes_.try_emplace(std::string(name), static_cast<int>(names_.size()));
    if (added) names_.emplace_back(name);
    return entry->second;
  }
  /// -1 if it is not there.
  int find(std::string_view name) const {
    const auto entry = indexes_.find(std::string(name));
    return entry == indexes_.end() ? -1 : entry->second;
  }
  int size() const { return static_cast<int>(names_.size()); }
  const std::string& operator[](int index) const { return names_[static_cast<std::size_t>(index)]; }
  const std::vector<std::string>& all() const { return names_; }

private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, int> indexes_;
};

/// Constants are merged by Constant's equality (1, 1.0 and True stay apart).
class ConstantTable {
public:
  int index_of(const vm::Constant& constant) {
    const auto [entry, added] = indexes_.try_emplace(constant, static_cast<int>(constants_.size()));
    if (added) constants_.push_back(constant);
    return entry->second;
  }
  int size() const { return static_cast<int>(constants_.size()); }
  const vm::Constant& operator[](int index) const {
    return constants_[static_cast<std::size_t>(index)];
  }
  const std::vector<vm::Constant>& all() const { return constants_; }
  /// Only for the end of a compilation: afterwards index_of no longer finds anything.
  void replace_all(std::vector<vm::Constant> constants) {
    constants_ = std::move(constants);
    indexes_.clear();
  }

private:
  std::vector<vm::Constant> constants_;
  std::unordered_map<vm::Constant, int, vm::ConstantHash> indexes_;
};

} // namespace specmon::compiler
