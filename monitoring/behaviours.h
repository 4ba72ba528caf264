// What holds for one Python version: the set of behaviours (behaviours.def) and, if asked for, of
// errata (errata.def). A small value; a question is one bit test.
#pragma once

#include "monitoring/python_version.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace specmon::monitoring {

enum class Behaviour : std::uint8_t {
#define BEHAVIOUR(name, since, until, clause, sentence) name,
#include "monitoring/behaviours.def"
#undef BEHAVIOUR
};

enum class Erratum : std::uint8_t {
#define ERRATUM(name, since, until, issue, clause, sentence) name,
#include "monitoring/errata.def"
#undef ERRATUM
};

inline constexpr std::size_t behaviour_count = 0
#define BEHAVIOUR(name, since, until, clause, sentence) +1
#include "monitoring/behaviours.def"
#undef BEHAVIOUR
    ;

inline constexpr std::size_t erratum_count = 0
#define ERRATUM(name, since, until, issue, clause, sentence) +1
#include "monitoring/errata.def"
#undef ERRATUM
    ;

// One row of either table, for reports and for the check that each row has a scenario.
struct BehaviourRow {
  std::string_view name;
  PythonVersion since;
  PythonVersion until;
  std::string_view issue; // errata only, else empty
  std::string_view clause;
  std::string_view sentence;

  [[nodiscard]] constexpr bool holds(PythonVersion version) const noexcept {
    return since <= version && version <= until;
  }
};

[[nodiscard]] std::span<const BehaviourRow> behaviour_rows() noexcept; // indexed by Behaviour
[[nodiscard]] std::span<const BehaviourRow> erratum_rows() noexcept;   // indexed by Erratum

class Behaviours {
public:
  // The default model: the documents' Python of that version, or with errata that CPython.
  explicit Behaviours(PythonVersion version = default_version, bool errata = false) noexcept;

  [[nodiscard]] bool has(Behaviour behaviour) const noexcept {
    return behaviours_[static_cast<std::size_t>(behaviour)];
  }
  [[nodiscard]] bool has(Erratum erratum) const noexcept {
    return errata_[static_cast<std::size_t>(erratum)];
  }

  // Each row as a question: behaviours.branch_sides().
#define BEHAVIOUR(name, since, until, clause, sentence)                                            \
  [[nodiscard]] bool name() const noexcept {                                                       \
    return has(Behaviour::name);                                                                   \
  }
#include "monitoring/behaviours.def"
#undef BEHAVIOUR
#define ERRATUM(name, since, until, issue, clause, sentence)                                       \
  [[nodiscard]] bool name() const noexcept {                                                       \
    return has(Erratum::name);                                                                     \
  }
#include "monitoring/errata.def"
#undef ERRATUM

  // Overrides for tests and for a look at one difference alone.
  void set(Behaviour behaviour, bool on) noexcept {
    behaviours_[static_cast<std::size_t>(behaviour)] = on;
  }
  void set(Erratum erratum, bool on) noexcept {
    errata_[static_cast<std::size_t>(erratum)] = on;
  }

  // For printing only (sys.version, reports).
  [[nodiscard]] PythonVersion version() const noexcept {
    return version_;
  }

private:
  std::bitset<behaviour_count> behaviours_;
  std::bitset<erratum_count> errata_;
  PythonVersion version_;
};

[[nodiscard]] std::optional<Behaviour> parse_behaviour(std::string_view name) noexcept;
[[nodiscard]] std::optional<Erratum> parse_erratum(std::string_view name) noexcept;

} // namespace specmon::monitoring
