// Long containers (list, tuple, dict, set, and what is derived from them) looked at in parts, so
// that marking one of a million items is no pause of the collector.
#pragma once

#include "vm/heap.h"

namespace specmon::vm {

// Items, entries or slots of a table; 0 for a container of another kind.
std::size_t place_count(const Container* container);
// Hands over what the places from `first` up to `last`, not included, refer to.
void visit_places(const Container* container, std::size_t first, std::size_t last,
                  Visitor& visitor);

} // namespace specmon::vm
