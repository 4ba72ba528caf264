#include "monitoring/behaviours.h"

#include <array>

namespace specmon::monitoring {

namespace {

using enum PythonVersion;
constexpr PythonVersion last = last_version;

constexpr std::array<BehaviourRow, behaviour_count> behaviour_table = {{
#define BEHAVIOUR(name, since, until, clause, sentence) {#name, since, until, "", clause, sentence},
#include "monitoring/behaviours.def"
#undef BEHAVIOUR
}};

constexpr std::array<BehaviourRow, erratum_count> erratum_table = {{
#define ERRATUM(name, since, until, issue, clause, sentence)                                       \
  {#name, since, until, issue, clause, sentence},
#include "monitoring/errata.def"
#undef ERRATUM
}};

std::optional<std::size_t> find_row(std::span<const BehaviourRow> rows,
                                    std::string_view name) noexcept {
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (rows[index].name == name) return index;
  }
  return std::nullopt;
}

} // namespace

std::span<const BehaviourRow> behaviour_rows() noexcept {
  return behaviour_table;
}

std::span<const BehaviourRow> erratum_rows() noexcept {
  return erratum_table;
}

Behaviours::Behaviours(PythonVersion version, bool errata) noexcept : version_(version) {
  for (std::size_t index = 0; index < behaviour_count; ++index) {
    behaviours_[index] = behaviour_table[index].holds(version);
  }
  for (std::size_t index = 0; index < erratum_count; ++index) {
    errata_[index] = errata && erratum_table[index].holds(version);
  }
}

std::optional<Behaviour> parse_behaviour(std::string_view name) noexcept {
  const auto index = find_row(behaviour_table, name);
  if (!index) return std::nullopt;
  return static_cast<Behaviour>(*index);
}

std::optional<Erratum> parse_erratum(std::string_view name) noexcept {
  const auto index = find_row(erratum_table, name);
  if (!index) return std::nullopt;
  return static_cast<Erratum>(*index);
}

} // namespace specmon::monitoring
