// What the iterators of itertools share: one struct with a few places, whose meaning stands at each
// iterator, and how their types are made.
#pragma once

#include "vm/type_setup.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace specmon::vm {

struct Itertool : Container {
  static constexpr Layout layout_id = Layout::iterator;
  Ref source, extra;
  Ref third, fourth, fifth;
  std::int64_t index = 0, stop = 0, step = 1;
  bool done = false;
  std::vector<std::int64_t> positions;
};

inline Itertool* itertool_of(Value value) {
  return static_cast<Itertool*>(value.object());
}

Ref make_itertool(Vm& vm, Type* type, Value source, Value extra = {}, Value third = {});

// Adds a type of itertools to its module; `more` gives it what only it has.
Type* add_itertool(Vm& vm, Module* module, std::string_view name,
                   Ref (*new_slot)(Vm&, Type*, const Arguments&), Ref (*next_slot)(Vm&, Value),
                   void (*more)(Vm&, Type*) = nullptr);

// product, permutations, combinations and combinations_with_replacement.
void add_selections(Vm& vm, Module* module);

// A constructor's arguments by a parameter list; null where they were left out.
class ItertoolParameters {
public:
  ItertoolParameters(Vm& vm, std::string_view function, const Arguments& arguments,
                     std::initializer_list<std::string_view> names, std::size_t required);
  explicit operator bool() const { return good_; }
  Value operator[](std::size_t i) const { return values_[i]; }

private:
  std::vector<Value> values_;
  bool good_ = false;
};

} // namespace specmon::vm
