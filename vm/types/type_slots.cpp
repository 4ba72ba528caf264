#include "vm/types/type_slots.h"

#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/slot_functions.h"
#include "vm/types/str.h"
#include "vm/types/type_creation.h"

#include <cstddef>
#include <cstring>

namespace specmon::vm {

namespace {

using AnyFunction = void (*)();

AnyFunction slot_at(const Slots& slots, std::size_t offset) {
  AnyFunction function;
  std::memcpy(&function, reinterpret_cast<const char*>(&slots) + offset, sizeof function);
  return function;
}

void set_slot_at(Slots& slots, std::size_t offset, AnyFunction function) {
  std::memcpy(reinterpret_cast<char*>(&slots) + offset, &function, sizeof function);
}

void add_row(Vm& vm, std::string_view name, SlotKind kind, std::size_t offset,
             AnyFunction generic) {
  Str* text = intern(vm, name).release_ownership(); // dropped with the VM's names
  vm.slot_rows.push_back({text, kind, static_cast<std::uint16_t>(offset), generic});
}

template <std::size_t... index> void add_operator_rows(Vm& vm, std::index_sequence<index...>) {
  static constexpr std::string_view names[] = {
#define BINARY_OPERATOR(name, symbol, dunder) dunder,
#include "vm/binary_operators.def"
#undef BINARY_OPERATOR
  };
  auto add = [&](std::size_t i, AnyFunction binary, AnyFunction inplace) {
    std::string name(names[i]);
    std::size_t binary_offset = offsetof(Slots, binary) + i * sizeof(AnyFunction);
    std::size_t inplace_offset = offsetof(Slots, inplace) + i * sizeof(AnyFunction);
    add_row(vm, "__" + name + "__", SlotKind::binary, binary_offset, binary);
    add_row(vm, "__r" + name + "__", SlotKind::binary_reflected, binary_offset, binary);
    add_row(vm, "__i" + name + "__", SlotKind::inplace, inplace_offset, inplace);
  };
  (add(index, reinterpret_cast<AnyFunction>(&generic_binary<index>),
       reinterpret_cast<AnyFunction>(&generic_inplace<index>)),
   ...);
}

// Sequences concatenate: they have no reflected addition.
bool concatenates(const Type* type) {
  switch (type->instance_layout) {
  case Layout::str:
  case Layout::bytes:
  case Layout::tuple:
  case Layout::list:
  case Layout::deque: return true;
  default: return false;
  }
}

// What one special method of `type` wants its slot to be: a built-in's own function, the generic
// one, or nothing (`found` null).
AnyFunction wanted_function(Vm& vm, Type* type, const SlotRow& row, Value found) {
  if (auto* wrapper = as<SlotWrapper>(found)) {
    if (wrapper->row->offset == row.offset && is_subtype(type, wrapper->owner)) {
      return slot_at(wrapper->owner->slots, row.offset);
    }
  } else if (row.kind == SlotKind::new_) {
    auto* function = as<NativeFunctionObject>(found);
    if (function && function->definition == &new_definition) {
      return slot_at(cast<Type>(function->self)->slots, row.offset);
    }
  } else if (row.kind == SlotKind::hash && found.is_none()) {
    return reinterpret_cast<AnyFunction>(&hash_not_implemented);
  }
  (void)vm;
  return row.generic;
}

void update_slot(Vm& vm, Type* type, std::size_t offset) {
  AnyFunction chosen = nullptr;
  AnyFunction generic = nullptr;
  for (const SlotRow& row : vm.slot_rows) {
    if (row.offset != offset) continue;
    generic = row.generic;
    Value found = lookup_in_type(type, row.name);
    if (found.is_null()) continue;
    AnyFunction wanted = wanted_function(vm, type, row, found);
    chosen = !chosen || chosen == wanted ? wanted : generic;
  }
  if (offset == offsetof(Slots, get_attribute)) {
    type->overrides_getattribute = false;
    if (lookup_in_type(type, vm.names.getattr)) chosen = generic;
    if (chosen == generic) type->overrides_getattribute = true;
  }
  if (offset == offsetof(Slots, finalize)) {
    if (!chosen && type->base) chosen = slot_at(type->base->slots, offset);
    type->has_finalizer = chosen != nullptr;
  }
  set_slot_at(type->slots, offset, chosen);
}

void update_tree(Vm& vm, Type* type, std::size_t offset) {
  if (!type->is_builtin) update_slot(vm, type, offset);
  for (Type* subclass : type->subclasses) update_tree(vm, subclass, offset);
}

} // namespace

void create_slot_rows(Vm& vm) {
  // The operators come first: generic_binary finds its names by position.
  add_operator_rows(vm, std::make_index_sequence<binary_operator_count>());
#define SLOT(slot, dunder, kind)                                                                   \
  add_row(vm, dunder, SlotKind::kind, offsetof(Slots, slot),                                       \
          reinterpret_cast<AnyFunction>(&slot_function::slot));
#include "vm/slots.def"
#undef SLOT
}

void add_slot_wrappers(Vm& vm, Type* type) {
  if (type->slots.compare && !type->slots.hash) type->slots.hash = hash_not_implemented;
  for (const SlotRow& row : vm.slot_rows) {
    if (!slot_at(type->slots, row.offset) || row.kind == SlotKind::finalize) continue;
    if (row.kind == SlotKind::binary_reflected && concatenates(type) &&
        row.offset == offsetof(Slots, binary)) {
      continue;
    }
    if (dict_find(type->dict.get(), row.name)) continue;
    if (row.kind == SlotKind::new_) {
      Ref function = make_native_function(vm, new_definition, Value::object(type), {});
      dict_store(vm, type->dict.get(), row.name, function);
      continue;
    }
    if (row.kind == SlotKind::hash && type->slots.hash == hash_not_implemented) {
      dict_store(vm, type->dict.get(), row.name, Value::none());
      continue;
    }
    auto* wrapper = vm.heap.make<SlotWrapper>(vm.types.slot_wrapper);
    wrapper->owner = type;
    wrapper->row = &row;
    dict_store(vm, type->dict.get(), row.name, Ref::steal(wrapper));
  }
}

void inherit_slots(Type* type) {
  // A built-in type that is made by its own functions only does not take over object's __new__.
  auto* new_ = type->slots.new_;
  bool own_new = new_ != nullptr;
  for (std::size_t i = 1; i < type->mro.size(); ++i) {
    const Slots& from = type->mro[i]->slots;
    for (std::size_t offset = 0; offset < sizeof(Slots); offset += sizeof(AnyFunction)) {
      if (!slot_at(type->slots, offset)) set_slot_at(type->slots, offset, slot_at(from, offset));
    }
  }
  if (!own_new && type->base) {
    type->slots.new_ = type->base->base ? type->base->slots.new_ : nullptr;
  }
  type->has_finalizer = type->slots.finalize != nullptr;
}

void update_all_slots(Vm& vm, Type* type) {
  // Memory is the base's business; everything else follows from special methods.
  type->slots.destroy = type->base->slots.destroy;
  type->slots.traverse = type->base->slots.traverse;
  type->slots.clear = type->base->slots.clear;
  std::size_t last = sizeof(Slots);
  for (const SlotRow& row : vm.slot_rows) {
    if (row.offset == last) continue; // rows of one slot stand together
    last = row.offset;
    update_slot(vm, type, row.offset);
  }
}

void update_slots_named(Vm& vm, Type* type, Str* name) {
  if (name == vm.names.getattr) update_tree(vm, type, offsetof(Slots, get_attribute));
  for (const SlotRow& row : vm.slot_rows) {
    if (row.name == name) update_tree(vm, type, row.offset);
  }
}

} // namespace specmon::vm
