// Code objects: what the machine runs. Made once from a CodeDescription (vm/code_description.h),
// which they keep: it holds the original code units, the line table and the exception table.
// `units` is the copy that runs; specialisation and instrumentation rewrite opcodes in it
// (vm/instrument.h).
#pragma once

#include "monitoring/tools.h"
#include "vm/code_description.h"
#include "vm/ref.h"
#include "vm/type.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <memory>
#include <vector>

namespace specmon::vm {

class Instrumentation;
struct DictEntry;

// What a specialised instruction remembers; the instruction's first cache unit holds its number.
// Each has two, 2n and 2n + 1, so that operands of two kinds in turn are both known.
struct CacheEntry {
  // What must still be so: a type's version or that of a dict's keys; a shape or such a version.
  std::uint32_t key = 0;
  std::uint32_t index = 0;
  std::uint64_t second_key = 0;
  union { // borrowed: lives as long as the keys hold
    Value value{};
    Shape* next_shape; // of a store that adds an attribute
    DictEntry* entry;  // of a global
  };
  std::uint32_t extra = 0;
  std::uint16_t uses = 0;  // how often the instruction was specialised (in the first of its two)
  std::uint8_t opcode = 0; // the stand-in that this is for
};
static_assert(sizeof(CacheEntry) == 32); // one is found by a shift

// The entry of a global while the keys of its dict are as they were.
struct GlobalPlace {
  std::uint32_t keys_version = 0;
  DictEntry* entry = nullptr;
};

struct Code : Object {
  static constexpr Layout layout_id = Layout::code;

  Code();
  ~Code();

  std::shared_ptr<const CodeDescription> description;
  std::vector<CodeUnit> units;
  Value* constant_items = nullptr; // of `constants`
  Value* name_items = nullptr;     // of `names`; interned strs
  int local_count = 0;             // slots of the frame before its stack
  int stack_size = 0;
  std::uint32_t frame_bytes = 0; // a Frame with its variables and stack
  int argument_count = 0;        // positional
  int positional_only_count = 0;
  int keyword_only_count = 0;
  std::uint32_t flags = 0;
  // How many arguments a call gives that needs no binding; -1: *args, **kwargs or keyword-only ones
  // make each call need it.
  std::int64_t exact_arguments = -1;
  monitoring::Version synchronised = 0; // Monitoring::version() that `units` agree with
  std::vector<CacheEntry> caches;
  // For each name where it last was in the globals; null until one is stored (vm/specialise.h).
  std::unique_ptr<GlobalPlace[]> global_places;
  std::unique_ptr<Instrumentation> instrumentation; // made when an event is first wanted here

  Owned<Tuple> constants;
  Owned<Tuple> names;
  Owned<Tuple> local_names; // of every slot
  Ref name, qualname, filename;

  CodeUnit* first_unit() { return units.data(); }
  std::uint32_t unit_of(const CodeUnit* at) const {
    return static_cast<std::uint32_t>(at - units.data());
  }
  Str* name_at(std::uint32_t index) const { return static_cast<Str*>(name_items[index].object()); }
  Str* local_name(std::uint32_t index) const {
    return static_cast<Str*>(local_names->items[index].object());
  }
  bool has(CodeFlag flag) const { return (flags & flag) != 0; }

  // The line of a code unit; -1: none.
  int line_of(std::uint32_t unit) const {
    if (unit >= line_distances_.size()) [[unlikely]] {
      if (line_distances_.empty()) decode_lines();
      if (unit >= line_distances_.size()) return -1;
    }
    const std::uint8_t distance = line_distances_[unit];
    if (distance < far_line) [[likely]]
      return description->first_line - 1 + distance;
    return distance == no_line ? -1 : far_lines_[unit];
  }
  // Whether two code units of this code have the same line, or none, both.
  bool same_line(std::uint32_t unit, std::uint32_t other) const {
    if (line_distances_.empty()) decode_lines();
    const std::uint8_t distance = line_distances_[unit];
    return distance == line_distances_[other] &&
           (distance != far_line || far_lines_[unit] == far_lines_[other]);
  }

private:
  void decode_lines() const;
  // For each unit how far its line is from the one before the first line, or:
  static constexpr std::uint8_t far_line = 0xfe; // so far that it stands in `far_lines_`
  static constexpr std::uint8_t no_line = 0xff;
  mutable std::vector<std::uint8_t> line_distances_;
  mutable std::vector<int> far_lines_; // empty, or one a unit
};

} // namespace specmon::vm
