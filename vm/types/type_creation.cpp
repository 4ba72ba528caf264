// type.__new__: from name, bases and namespace to a class.
#include "vm/types/type_creation.h"

#include "vm/interpreter.h"
#include "vm/type_setup.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"
#include "vm/types/type_slots.h"
#include "vm/types/unicode.h"

#include <algorithm>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

// How many attribute values get room behind an instance before anything is known of the class.
constexpr std::uint32_t usual_embedded_values = 4;
constexpr std::uint32_t most_embedded_values = 14;

// --- Which base decides the memory ---

bool extends_struct(const Type* type) {
  return type->instance_layout != type->base->instance_layout ||
         type->struct_size > type->base->struct_size ||
         type->member_slots > type->base->member_slots;
}

Type* solid_base(Type* type) {
  while (type->base && !extends_struct(type)) type = type->base;
  return type;
}

bool contains_variable_data(const Type* base) {
  return base->instance_layout == Layout::integer || base->instance_layout == Layout::bytes ||
         base->instance_layout == Layout::tuple || base->instance_layout == Layout::type;
}

// --- __slots__ ---

struct SlotNames {
  std::vector<Owned<Str>> members; // mangled, sorted
  bool dict = false;
  bool weakref = false;
};

bool is_identifier(const Str* text) {
  if (text->length == 0 || !unicode::is_identifier_start(text->at(0))) return false;
  for (std::size_t i = 1; i < text->length; ++i) {
    if (!unicode::is_identifier_part(text->at(i))) return false;
  }
  return true;
}

// __x in class C is _C__x.
Owned<Str> mangle(Vm& vm, const std::string& class_name, Str* name) {
  std::string text = to_utf8(name);
  std::size_t start = class_name.find_first_not_of('_');
  bool private_ = text.size() > 2 && text.substr(0, 2) == "__" &&
                  text.substr(text.size() - 2) != "__" && start != std::string::npos;
  return intern(vm, private_ ? "_" + class_name.substr(start) + text : text);
}

bool read_slots(Vm& vm, Type* type, Value declared, SlotNames& slots) {
  const Ref listed = is<Str>(declared) ? Ref(make_tuple(vm, {declared})) : tuple_from(vm, declared);
  if (!listed) return false;
  const Tuple* names = cast<Tuple>(listed);
  Type* base = type->base;
  if (names->size > 0 && contains_variable_data(base) &&
      !(base->instance_layout == Layout::tuple && vm.behaviours.slots_behind_tuple())) {
    const Type* builtin = base;
    while (!builtin->is_builtin) builtin = builtin->base;
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("{} __slots__ not supported for subtype of '{}'",
                    vm.behaviours.slots_variable_size_named_empty() ? "nonempty" : "arbitrary",
                    base->name));
  }
  for (Value each : names->view()) {
    auto* name = as<Str>(each);
    if (!name) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("__slots__ items must be strings, not '{}'", type_name(vm, each)));
    }
    if (!is_identifier(name)) {
      return raise(vm, vm.exceptions.TypeError, "__slots__ must be identifiers");
    }
    if (equal(name, vm.names.dict_)) {
      if (base->attributes_offset || slots.dict) {
        return raise(vm, vm.exceptions.TypeError, "__dict__ slot disallowed: we already got one");
      }
      slots.dict = true;
      continue;
    }
    if (equal(name, vm.names.weakref)) {
      if (base->attributes_offset || slots.weakref) {
        return raise(vm, vm.exceptions.TypeError,
                     "__weakref__ slot disallowed: we already got one");
      }
      slots.weakref = true;
      continue;
    }
    Owned<Str> mangled = mangle(vm, type->name, name);
    Value present = dict_find(type->dict.get(), mangled.get());
    if (present && mangled.get() != vm.names.qualname && mangled.get() != vm.names.classcell) {
      return raise(
          vm, vm.exceptions.ValueError,
          fmt::format("'{}' in __slots__ conflicts with class variable", to_utf8(mangled.get())));
    }
    slots.members.push_back(std::move(mangled));
  }
  std::sort(slots.members.begin(), slots.members.end(),
            [](const Owned<Str>& a, const Owned<Str>& b) { return compare(a.get(), b.get()) < 0; });
  auto same = [](const Owned<Str>& a, const Owned<Str>& b) { return a.get() == b.get(); };
  slots.members.erase(std::unique(slots.members.begin(), slots.members.end(), same),
                      slots.members.end());
  return true;
}

// --- Memory of instances: [struct][Attributes][member slots][embedded values] ---

void lay_out(Vm& vm, Type* type, const SlotNames& slots, bool has_dict) {
  Type* base = type->base;
  std::uint32_t size = base->struct_size;
  if (has_dict) {
    type->attributes_offset = size;
    size += static_cast<std::uint32_t>(sizeof(Attributes));
  }
  type->member_slots_offset = size;
  type->member_slots = base->member_slots + static_cast<std::uint32_t>(slots.members.size());
  size += static_cast<std::uint32_t>(type->member_slots * sizeof(Value));
  if (has_dict && type->instance_layout == Layout::object) {
    std::uint32_t room = std::max(usual_embedded_values, base->embedded_values);
    if (auto* known = as<Tuple>(dict_find(type->dict.get(), vm.names.static_attributes))) {
      room = std::max(room, static_cast<std::uint32_t>(known->size));
    }
    type->embedded_values = std::min(room, most_embedded_values);
    size += static_cast<std::uint32_t>(type->embedded_values * sizeof(Value));
  }
  type->instance_size = size;
}

// --- The namespace ---

bool take_qualname(Vm& vm, Type* type) {
  Ref qualname(dict_find(type->dict.get(), vm.names.qualname));
  if (!qualname) {
    type->qualname = make_str(vm, type->name);
    return true;
  }
  if (!is<Str>(qualname)) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("type __qualname__ must be a str, not {}", type_name(vm, qualname)));
  }
  type->qualname = qualname;
  dict_erase(vm, type->dict.get(), vm.names.qualname);
  return true;
}

void take_module(Vm& vm, Type* type) {
  Value module = dict_find(type->dict.get(), vm.names.module_);
  if (!module) {
    Dict* globals = current_globals(vm);
    module = globals ? dict_find(globals, vm.names.dunder_name) : Value();
    if (module) dict_store(vm, type->dict.get(), vm.names.module_, module);
  }
  if (auto* text = as<Str>(module)) type->module = to_utf8(text);
}

// Functions of these names are static or class methods without saying so.
void wrap_implicit_methods(Vm& vm, Type* type) {
  Dict* dict = type->dict.get();
  Value new_ = dict_find(dict, vm.names.new_);
  if (is<Function>(new_)) dict_store(vm, dict, vm.names.new_, make_static_method(vm, new_));
  for (Str* name : {vm.names.init_subclass, vm.names.class_getitem}) {
    Value method = dict_find(dict, name);
    if (is<Function>(method)) dict_store(vm, dict, name, make_class_method(vm, method));
  }
}

bool fill_class_cells(Vm& vm, Type* type) {
  Dict* dict = type->dict.get();
  Ref cell(dict_find(dict, vm.names.classcell));
  if (cell) {
    auto* target = as<Cell>(cell);
    if (!target) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("__classcell__ must be a nonlocal cell, not <class '{}'>",
                               full_type_name(vm, type_of(vm, cell))));
    }
    Value old = target->content;
    target->content = Ref(Value::object(type)).release_ownership();
    release(old);
    dict_erase(vm, dict, vm.names.classcell);
  }
  Ref dict_cell(dict_find(dict, vm.names.classdictcell));
  if (auto* target = as<Cell>(dict_cell)) {
    Value old = target->content;
    target->content = Ref(Value::object(dict)).release_ownership();
    release(old);
    dict_erase(vm, dict, vm.names.classdictcell);
  }
  return true;
}

// --- Hooks ---

void add_note_to_pending(Vm& vm, std::string_view text) {
  Ref pending = take_pending(vm);
  if (auto* exception = as<Exception>(pending)) {
    if (!exception->notes) exception->notes = make_list(vm);
    if (auto* notes = as<List>(exception->notes)) append(vm, notes, make_str(vm, text));
  }
  set_pending(vm, pending);
}

bool call_set_names(Vm& vm, Type* type) {
  Owned<Dict> names = dict_copy(vm, type->dict.get()); // a hook may change the class
  for (DictEntry* entry = dict_first(names.get()); entry; entry = dict_next(names.get(), entry)) {
    Ref hook(lookup_in_type(type_of(vm, entry->value), vm.names.set_name));
    if (!hook) continue;
    Ref result = call_bound(vm, hook, entry->value, {Value::object(type), entry->key});
    if (result) continue;
    Owned<Str> key = repr(vm, entry->key);
    add_note_to_pending(vm, fmt::format("Error calling __set_name__ on '{}' instance {} in '{}'",
                                        type_name(vm, entry->value), key ? to_utf8(key.get()) : "?",
                                        type->name));
    return false;
  }
  return true;
}

bool call_init_subclass(Vm& vm, Type* type, const Arguments& keywords) {
  for (std::size_t i = 1; i < type->mro.size(); ++i) {
    Ref hook(dict_find(type->mro[i]->dict.get(), vm.names.init_subclass));
    if (!hook) continue;
    auto* get = type_of(vm, hook)->slots.descriptor_get;
    Ref bound = get ? get(vm, hook, Value(), Value::object(type)) : hook;
    if (!bound) return false;
    Arguments rest{keywords.values + keywords.positional, 0, keywords.keyword_names};
    return bool(call(vm, bound, rest));
  }
  return true;
}

} // namespace

Type* best_base(Vm& vm, Tuple* bases) {
  Type* winner = nullptr;
  Type* best = nullptr;
  for (Value each : bases->view()) {
    auto* base = cast<Type>(each);
    if (!base->can_subclass) {
      raise(vm, vm.exceptions.TypeError,
            fmt::format("type '{}' is not an acceptable base type", base->name));
      return nullptr;
    }
    Type* candidate = solid_base(base);
    if (!winner || (is_subtype(candidate, winner) && candidate != winner)) {
      winner = candidate;
      best = base;
    } else if (!is_subtype(winner, candidate)) {
      raise(vm, vm.exceptions.TypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return best;
}

Type* calculate_metaclass(Vm& vm, Type* metatype, Tuple* bases) {
  Type* winner = metatype;
  for (Value each : bases->view()) {
    Type* candidate = type_of(vm, each);
    if (is_subtype(winner, candidate)) continue;
    if (is_subtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise(vm, vm.exceptions.TypeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
          "the "
          "metaclasses of all its bases");
    return nullptr;
  }
  return winner;
}

bool compute_mro(Vm& vm, Type* type, std::vector<Type*>& mro) {
  auto* bases = as<Tuple>(type->bases);
  mro.assign(1, type);
  if (!bases) return true;
  // C3: merge the bases' orders and the order of the bases themselves.
  std::vector<std::vector<Type*>> rows;
  std::vector<Type*> direct;
  for (Value each : bases->view()) {
    auto* base = cast<Type>(each);
    if (std::find(direct.begin(), direct.end(), base) != direct.end()) {
      return raise(vm, vm.exceptions.TypeError, fmt::format("duplicate base class {}", base->name));
    }
    rows.push_back(base->mro);
    direct.push_back(base);
  }
  rows.push_back(direct);
  std::vector<std::size_t> heads(rows.size(), 0);
  while (true) {
    Type* next = nullptr;
    bool left = false;
    for (std::size_t row = 0; row < rows.size() && !next; ++row) {
      if (heads[row] == rows[row].size()) continue;
      left = true;
      Type* candidate = rows[row][heads[row]];
      bool in_a_tail = false;
      for (std::size_t other = 0; other < rows.size(); ++other) {
        auto tail = rows[other].begin() +
                    static_cast<std::ptrdiff_t>(std::min(heads[other] + 1, rows[other].size()));
        in_a_tail |= std::find(tail, rows[other].end(), candidate) != rows[other].end();
      }
      if (!in_a_tail) next = candidate;
    }
    if (!left) return true;
    if (!next) break;
    mro.push_back(next);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (heads[row] < rows[row].size() && rows[row][heads[row]] == next) ++heads[row];
    }
  }
  std::vector<Type*> blocked;
  std::string names;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (heads[row] == rows[row].size()) continue;
    Type* head = rows[row][heads[row]];
    if (std::find(blocked.begin(), blocked.end(), head) != blocked.end()) continue;
    blocked.push_back(head);
    const Ref name = get_attribute(vm, Value::object(head), vm.names.dunder_name);
    if (!name) return false;
    Str* text = as<Str>(name);
    names += (names.empty() ? "" : ", ") + (text ? to_utf8(text) : head->name);
  }
  return raise(vm, vm.exceptions.TypeError,
               fmt::format("Cannot create a consistent method resolution{}order (MRO) for bases {}",
                           vm.behaviours.mro_error_on_one_line() ? " " : "\n", names));
}

namespace {

// A metaclass may compute the order itself.
bool find_mro(Vm& vm, Type* type) {
  Type* metatype = static_cast<Object*>(type)->type;
  Value own = lookup_in_type(metatype, vm.names.mro);
  if (own == lookup_in_type(vm.types.type, vm.names.mro)) return compute_mro(vm, type, type->mro);
  type->mro.assign(1, type);
  Ref answer = call_bound(vm, own, Value::object(type), {});
  if (!answer) return false;
  const Ref order = tuple_from(vm, answer);
  if (!order) return false;
  type->mro.clear();
  for (Value each : cast<Tuple>(order)->view()) {
    auto* member = as<Type>(each);
    if (!member) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("mro() returned a non-class ('{}')", type_name(vm, each)));
    }
    type->mro.push_back(member);
  }
  return true;
}

} // namespace

Ref make_class(Vm& vm, Type* metaclass, Str* name, Tuple* bases, Dict* namespace_,
               const Arguments& keywords) {
  Ref base_tuple(Value::object(bases));
  if (bases->size == 0) {
    base_tuple = vm::make_tuple(vm, {Value::object(vm.types.object)});
    bases = cast<Tuple>(base_tuple);
  }
  Type* base = best_base(vm, bases);
  if (!base) return {};

  auto* type = allocate_instance<Type>(vm, metaclass);
  Ref made = Ref::steal(type);
  type->vm = &vm;
  type->name = to_utf8(name);
  type->bases = base_tuple;
  type->base = base;
  type->instance_layout = base->instance_layout;
  type->struct_size = base->struct_size;
  type->dict = dict_copy(vm, namespace_);
  type->root_shape = new Shape;
  type->root_shape->type = type;
  type->mro.assign(1, type);

  if (!take_qualname(vm, type)) return {};
  take_module(vm, type);
  Dict* dict = type->dict.get();
  wrap_implicit_methods(vm, type);

  SlotNames slots;
  bool is_metaclass = base->instance_layout == Layout::type; // classes keep no Attributes
  bool has_dict = base->attributes_offset != 0;
  Ref declared(dict_find(dict, vm.names.slots));
  if (declared) {
    if (!read_slots(vm, type, declared, slots)) return {};
    has_dict |= slots.dict;
    for (Value each : bases->view()) has_dict |= cast<Type>(each)->attributes_offset != 0;
  } else {
    has_dict = true;
  }
  has_dict &= !is_metaclass;
  lay_out(vm, type, slots, has_dict);

  if (!find_mro(vm, type)) {
    type->mro.assign(1, type);
    return {};
  }
  for (std::size_t i = 0; i < slots.members.size(); ++i) {
    Str* member = slots.members[i].get();
    dict_store(vm, dict, member,
               make_member(vm, type, member, base->member_slots + static_cast<std::uint32_t>(i)));
  }
  if (has_dict && (!base->attributes_offset || base->is_builtin))
    add_instance_descriptors(vm, type);
  if (!dict_find(dict, vm.names.doc)) dict_store(vm, dict, vm.names.doc, Value::none());
  if (dict_find(dict, vm.names.eq) && !dict_find(dict, vm.names.hash)) {
    dict_store(vm, dict, vm.names.hash, Value::none());
  }
  for (Value each : bases->view()) cast<Type>(each)->subclasses.push_back(type);
  invalidate_type(type);
  update_all_slots(vm, type);
  vm.heap.track(type);

  if (!fill_class_cells(vm, type)) return {};
  if (!call_set_names(vm, type)) return {};
  if (!call_init_subclass(vm, type, keywords)) return {};
  return made;
}

Ref type_new(Vm& vm, Type* metatype, const Arguments& arguments) {
  if (arguments.positional != 3) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("type.__new__() takes exactly 3 arguments ({} given)", arguments.positional));
  }
  constexpr std::string_view wanted[] = {"str", "tuple", "dict"};
  auto* name = as<Str>(arguments.values[0]);
  auto* bases = as<Tuple>(arguments.values[1]);
  auto* namespace_ = as<Dict>(arguments.values[2]);
  int wrong = !name ? 0 : !bases ? 1 : !namespace_ ? 2 : 3;
  if (wrong < 3) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("type.__new__() argument {} must be {}, not {}", wrong + 1,
                             wanted[wrong], type_name(vm, arguments.values[wrong])));
  }
  for (Value each : bases->view()) {
    if (is<Type>(each)) continue;
    Ref entries = find_optional_attribute(vm, each, vm.names.mro_entries);
    if (entries) {
      return raise(vm, vm.exceptions.TypeError,
                   "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    if (error_pending(vm)) return {};
  }
  Type* winner = calculate_metaclass(vm, metatype, bases);
  if (!winner) return {};
  if (winner != metatype && winner->slots.new_ != type_new) {
    return winner->slots.new_(vm, winner, arguments);
  }
  for (Value each : bases->view()) {
    if (!is<Type>(each)) return raise(vm, vm.exceptions.TypeError, "bases must be types");
  }
  for (std::size_t i = 0; i < name->length; ++i) {
    if (name->at(i) == 0) {
      return raise(vm, vm.exceptions.ValueError, "type name must not contain null characters");
    }
  }
  return make_class(vm, winner, name, bases, namespace_, arguments);
}

} // namespace specmon::vm
