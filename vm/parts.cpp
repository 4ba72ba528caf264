#include "vm/parts.h"

#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

std::size_t place_count(const Container* container) {
  switch (container->layout) {
  case Layout::list: return static_cast<const List*>(container)->size;
  case Layout::tuple: return static_cast<const Tuple*>(container)->size;
  case Layout::dict: return static_cast<const Dict*>(container)->used;
  case Layout::set: {
    const auto* set = static_cast<const Set*>(container);
    return set->table ? set->mask + 1 : 0;
  }
  default: return 0;
  }
}

void visit_places(const Container* container, std::size_t first, std::size_t last,
                  Visitor& visitor) {
  for (std::size_t place = first; place < last; ++place) {
    switch (container->layout) {
    case Layout::list: visitor(static_cast<const List*>(container)->items[place]); break;
    case Layout::tuple: visitor(static_cast<const Tuple*>(container)->items[place]); break;
    case Layout::dict: {
      const DictEntry& entry = static_cast<const Dict*>(container)->entries[place];
      if (entry.key.is_null()) break; // deleted
      visitor(entry.key);
      visitor(entry.value);
      break;
    }
    case Layout::set: // what is empty or deleted has no object
      visitor(static_cast<const Set*>(container)->table[place].key);
      break;
    default: break;
    }
  }
}

} // namespace specmon::vm
