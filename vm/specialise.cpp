#include "vm/specialise.h"

#include "vm/types/attribute_lookup.h"
#include "vm/types/descriptors.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"

namespace specmon::vm {

namespace {

std::size_t number_of(const CodeUnit* ip) {
  return static_cast<std::size_t>(ip[1].opcode | ip[1].oparg << 8);
}

void set_number(CodeUnit* ip, std::size_t number) {
  ip[1].opcode = static_cast<std::uint8_t>(number & 0xff);
  ip[1].oparg = static_cast<std::uint8_t>(number >> 8);
}

bool missed_too_often(const Code* code, const CodeUnit* ip) {
  const std::size_t number = number_of(ip);
  return number != 0 && code->caches[number & ~std::size_t{1}].uses >= most_specialisations;
}

// The entry to fill: the instruction's other one, emptied. They are made at its first
// specialisation; null: there can be no more.
CacheEntry* entry_for(Code* code, CodeUnit* ip) {
  std::size_t number = number_of(ip);
  if (number == 0) {
    if (code->caches.empty()) code->caches.resize(2); // number 0 says "none"
    number = code->caches.size();
    if (number + 1 > UINT16_MAX) return nullptr;
    code->caches.resize(number + 2);
  } else {
    number ^= 1;
  }
  ++code->caches[number & ~std::size_t{1}].uses;
  set_number(ip, number);
  CacheEntry& entry = code->caches[number];
  const std::uint16_t uses = entry.uses;
  entry = CacheEntry{};
  entry.uses = uses;
  return &entry;
}

void use(CodeUnit* ip, const CacheEntry& entry) {
  if (!is_instrumented(static_cast<Opcode>(ip->opcode))) ip->opcode = entry.opcode;
}

void put(CodeUnit* ip, CacheEntry& entry, Opcode opcode) {
  entry.opcode = static_cast<std::uint8_t>(opcode);
  use(ip, entry);
}

// Takes the instruction's other entry if that is for such an object.
bool use_other_entry(Code* code, CodeUnit* ip, const Type* type, const Attributes* attributes) {
  const std::size_t number = number_of(ip) ^ 1;
  if (number == 1) return false;
  const CacheEntry& other = code->caches[number];
  if (other.opcode == 0 || other.key != type->version || !attributes ||
      other.second_key != reinterpret_cast<std::uintptr_t>(attributes->shape)) {
    return false;
  }
  set_number(ip, number);
  use(ip, other);
  return true;
}

// The plain opcode runs, by itself or after an event.
bool is_plain(const CodeUnit* ip, Opcode opcode) {
  return ip->opcode == static_cast<std::uint8_t>(opcode) ||
         is_instrumented(static_cast<Opcode>(ip->opcode));
}

// Whether what a type has under a name takes precedence over what the instance has.
bool is_data_descriptor(const Vm& vm, Value found) {
  return type_of(vm, found)->slots.descriptor_set != nullptr;
}

// A method of a class that has __getattr__, but no __getattribute__, is found bound the first time
// and with its object beside it later, as in CPython: until 3.13 CALL shows which (CALL-18). There
// too an instruction with an event of its own never specialises.
bool finds_methods_before_getattr(const Vm& vm, const CodeUnit* ip, Type* type) {
  if (ip->opcode != static_cast<std::uint8_t>(Opcode::LOAD_ATTR)) return false;
  if (!type->overrides_getattribute || !lookup_in_type(type, vm.names.getattr)) return false;
  const auto* getattribute = as<SlotWrapper>(lookup_in_type(type, vm.names.getattribute));
  return getattribute && getattribute->owner == vm.types.object;
}

} // namespace

void specialise_load_global(Vm& vm, Frame* frame, CodeUnit* ip, Str* name) {
  if (!is_plain(ip, Opcode::LOAD_GLOBAL) || missed_too_often(frame->code, ip)) return;
  Dict* globals = frame->function->globals.get();
  Dict* builtins = frame->function->builtins.get();
  const std::int32_t own = dict_find_index(globals, name);
  const std::int32_t built_in = own < 0 ? dict_find_index(builtins, name) : -1;
  if (own < 0 && built_in < 0) return;
  CacheEntry* entry = entry_for(frame->code, ip);
  if (!entry) return;
  entry->key = version_of_keys(vm, globals);
  if (own >= 0) {
    entry->entry = globals->entries + own;
    put(ip, *entry, Opcode::LOAD_GLOBAL_OWN);
  } else {
    entry->second_key = version_of_keys(vm, builtins);
    entry->entry = builtins->entries + built_in;
    put(ip, *entry, Opcode::LOAD_GLOBAL_BUILTIN);
  }
}

void specialise_load_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value value, Str* name,
                               bool as_method) {
  if (!is_plain(ip, Opcode::LOAD_ATTR) || !value.is_object() || !name->interned) return;
  Object* object = value.object();
  Type* type = object->type;
  if (type->version == 0 || use_other_entry(frame->code, ip, type, attributes_of(object))) return;
  if (missed_too_often(frame->code, ip)) return;
  const Value found = lookup_in_type(type, name);

  if (object->layout == Layout::module) {
    if (type->slots.get_attribute != module_get_attribute || !found.is_null()) return;
    Dict* dict = static_cast<Module*>(object)->dict.get();
    const std::int32_t index = dict_find_index(dict, name);
    CacheEntry* entry = index >= 0 ? entry_for(frame->code, ip) : nullptr;
    if (!entry) return;
    entry->key = type->version;
    entry->second_key = version_of_keys(vm, dict);
    entry->entry = dict->entries + index;
    put(ip, *entry, Opcode::LOAD_ATTR_MODULE);
    return;
  }

  const bool is_generic = type->slots.get_attribute == generic_get_attribute;
  if (!is_generic && !(as_method && finds_methods_before_getattr(vm, ip, type))) return;
  Attributes* attributes = attributes_of(object);
  if (attributes) {
    if (!attributes->shape) return;
  } else if (object->layout == Layout::function) {
    return; // its attributes are in a dict
  }
  const int own = attributes ? attributes->shape->index_of(name) : -1;
  if (own >= 0) {
    if (!is_generic || (!found.is_null() && is_data_descriptor(vm, found))) return;
    CacheEntry* entry = entry_for(frame->code, ip);
    if (!entry) return;
    entry->key = type->version;
    entry->second_key = reinterpret_cast<std::uintptr_t>(attributes->shape);
    entry->index = static_cast<std::uint32_t>(own);
    entry->extra = type->attributes_offset;
    put(ip, *entry, Opcode::LOAD_ATTR_INSTANCE);
    return;
  }
  if (!found.is_object()) return;
  const bool is_method = as_method && (found.object()->layout == Layout::function ||
                                       (found.object()->layout == Layout::native_function &&
                                        found.object()->type == vm.types.method_descriptor));
  if (!is_method) return;
  CacheEntry* entry = entry_for(frame->code, ip);
  if (!entry) return;
  entry->key = type->version;
  entry->value = found;
  if (attributes) {
    entry->second_key = reinterpret_cast<std::uintptr_t>(attributes->shape);
    entry->extra = type->attributes_offset;
    put(ip, *entry, Opcode::LOAD_ATTR_METHOD_OF_INSTANCE);
  } else {
    put(ip, *entry, Opcode::LOAD_ATTR_METHOD);
  }
}

void specialise_store_attribute(Vm& vm, Frame* frame, CodeUnit* ip, Value value, Str* name) {
  if (!is_plain(ip, Opcode::STORE_ATTR) || !value.is_object() || !name->interned) return;
  Object* object = value.object();
  Type* type = object->type;
  if (type->version == 0 || type->slots.set_attribute != generic_set_attribute) return;
  Attributes* attributes = attributes_of(object);
  if (!attributes || !attributes->shape || use_other_entry(frame->code, ip, type, attributes))
    return;
  if (missed_too_often(frame->code, ip)) return;
  const Value found = lookup_in_type(type, name);
  if (!found.is_null() && is_data_descriptor(vm, found)) return;
  Shape* shape = attributes->shape;
  const int own = shape->index_of(name);
  if (own < 0 && shape->count >= attributes->capacity) return;
  CacheEntry* entry = entry_for(frame->code, ip);
  if (!entry) return;
  entry->key = type->version;
  entry->second_key = reinterpret_cast<std::uintptr_t>(shape);
  entry->extra = type->attributes_offset;
  if (own >= 0) {
    entry->index = static_cast<std::uint32_t>(own);
    put(ip, *entry, Opcode::STORE_ATTR_INSTANCE);
  } else {
    entry->index = shape->count;
    entry->next_shape = shape->child(name);
    put(ip, *entry, Opcode::STORE_ATTR_NEW);
  }
}

void remember_global(Vm& vm, Code* code, Dict* globals, std::uint32_t name) {
  if (!code->global_places) {
    code->global_places = std::make_unique<GlobalPlace[]>(code->names->size);
  }
  const std::int32_t index = dict_find_index(globals, code->name_at(name));
  if (index >= 0) {
    code->global_places[name] = {version_of_keys(vm, globals), globals->entries + index};
  }
}

Opcode opcode_at_load(const std::vector<CodeUnit>& source, std::uint32_t unit) {
  const auto opcode = static_cast<Opcode>(source[unit].opcode);
  if (opcode != Opcode::LOAD_FAST || unit + 2 >= source.size()) return opcode;
  switch (static_cast<Opcode>(source[unit + 1].opcode)) {
  case Opcode::LOAD_ATTR: return Opcode::LOAD_FAST_THEN_ATTR;
  case Opcode::STORE_ATTR: return Opcode::LOAD_FAST_THEN_STORE_ATTR;
  case Opcode::LOAD_CONST:
    return static_cast<Opcode>(source[unit + 2].opcode) == Opcode::COMPARE_OP
               ? Opcode::LOAD_FAST_THEN_COMPARE
               : Opcode::LOAD_FAST_THEN_CONST;
  default: return opcode;
  }
}

Opcode specialised_binary_operation(Value left, Value right, std::uint32_t oparg) {
  const auto operation = static_cast<BinaryOperation>(oparg);
  if (Value::both_small(left, right)) {
    switch (operation) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add: return Opcode::BINARY_OP_ADD_INT;
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract: return Opcode::BINARY_OP_SUBTRACT_INT;
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply: return Opcode::BINARY_OP_MULTIPLY_INT;
    case BinaryOperation::true_divide:
    case BinaryOperation::inplace_true_divide:
    case BinaryOperation::power:
    case BinaryOperation::inplace_power:
    case BinaryOperation::matrix_multiply:
    case BinaryOperation::inplace_matrix_multiply:
    case BinaryOperation::subscript: return Opcode::BINARY_OP;
    default: return Opcode::BINARY_OP_NUMBERS;
    }
  }
  if (left.is_real() && right.is_real()) {
    switch (operation) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add: return Opcode::BINARY_OP_ADD_FLOAT;
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract: return Opcode::BINARY_OP_SUBTRACT_FLOAT;
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply: return Opcode::BINARY_OP_MULTIPLY_FLOAT;
    case BinaryOperation::true_divide:
    case BinaryOperation::inplace_true_divide:
    case BinaryOperation::power:
    case BinaryOperation::inplace_power: return Opcode::BINARY_OP_NUMBERS;
    default: return Opcode::BINARY_OP;
    }
  }
  if (operation == BinaryOperation::subscript) {
    if (as_exact<Dict>(left)) return Opcode::BINARY_OP_SUBSCRIPT_DICT;
    if (right.is_small()) {
      if (as_exact<List>(left)) return Opcode::BINARY_OP_SUBSCRIPT_LIST;
      if (as_exact<Tuple>(left)) return Opcode::BINARY_OP_SUBSCRIPT_TUPLE;
    }
  }
  if ((left.is_real() && right.is_small()) || (left.is_small() && right.is_real())) {
    switch (operation) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add:
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract:
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply:
    case BinaryOperation::true_divide:
    case BinaryOperation::inplace_true_divide: return Opcode::BINARY_OP_NUMBERS;
    default: return Opcode::BINARY_OP;
    }
  }
  if (is_exact_int(left) && is_exact_int(right)) {
    switch (operation) {
    case BinaryOperation::add:
    case BinaryOperation::inplace_add:
    case BinaryOperation::subtract:
    case BinaryOperation::inplace_subtract:
    case BinaryOperation::multiply:
    case BinaryOperation::inplace_multiply: return Opcode::BINARY_OP_LARGE_INT;
    default: return Opcode::BINARY_OP;
    }
  }
  if (operation == BinaryOperation::add || operation == BinaryOperation::inplace_add) {
    if (as_exact<Str>(left) && as_exact<Str>(right)) return Opcode::BINARY_OP_ADD_STR;
  }
  return Opcode::BINARY_OP;
}

} // namespace specmon::vm
