// The beginning and the end of a VM: its types, names and modules, and their orderly death.
#include "vm/interpreter.h"
#include "vm/type_setup.h"
#include "vm/types/bytes.h"
#include "vm/types/complex.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/float.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/mapping_proxy.h"
#include "vm/types/module.h"
#include "vm/types/range.h"
#include "vm/types/set.h"
#include "vm/types/signature.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_slots.h"
#include "vm/vm.h"

#include <utility>

namespace specmon::vm {

void create_builtin_modules(Vm& vm); // vm/modules/modules.cpp

// Each type's set-up function, wherever it is defined.
#define BUILTIN_TYPE(member, name, layout) void set_up_##member##_type(Vm&, Type*);
#include "vm/builtin_types.def"
#undef BUILTIN_TYPE

namespace {

// How deep native functions may call each other through Python.
constexpr int deepest_native_recursion = 2000;

// The bytes of the struct behind a layout; 0: the type's set-up says.
std::uint32_t size_of(Layout layout) {
  switch (layout) {
  case Layout::object: return sizeof(Instance);
  case Layout::type: return sizeof(Type);
  case Layout::real: return sizeof(Real);
  case Layout::complex: return sizeof(Complex);
  case Layout::bytes: return sizeof(Bytes);
  case Layout::str: return sizeof(Str);
  case Layout::tuple: return sizeof(Tuple);
  case Layout::list: return sizeof(List);
  case Layout::dict: return sizeof(Dict);
  case Layout::set: return sizeof(Set);
  case Layout::range: return sizeof(Range);
  case Layout::slice: return sizeof(Slice);
  case Layout::function: return sizeof(Function);
  case Layout::method: return sizeof(Method);
  case Layout::native_function: return sizeof(NativeFunctionObject);
  case Layout::slot_wrapper: return sizeof(SlotWrapper);
  case Layout::property: return sizeof(Property);
  case Layout::class_method: return sizeof(ClassMethod);
  case Layout::static_method: return sizeof(StaticMethod);
  case Layout::member: return sizeof(MemberDescriptor);
  case Layout::getset: return sizeof(GetSetDescriptor);
  case Layout::cell: return sizeof(Cell);
  case Layout::module: return sizeof(Module);
  case Layout::traceback: return sizeof(Traceback);
  case Layout::exception: return sizeof(Exception);
  case Layout::iterator: return sizeof(Iterator);
  case Layout::mapping_proxy: return sizeof(MappingProxy);
  default: return 0;
  }
}

// Stands in until the type's set-up gives its own: nothing may die while types are half made.
void destroy_nothing(Vm&, Object*) {}

struct Row {
  Type* Vm::BuiltinTypes::*member;
  std::string_view name;
  Layout layout;
  void (*set_up)(Vm&, Type*);
};

constexpr Row rows[] = {
#define BUILTIN_TYPE(member, name, layout)                                                         \
  {&Vm::BuiltinTypes::member, name, Layout::layout, set_up_##member##_type},
#include "vm/builtin_types.def"
#undef BUILTIN_TYPE
};

Type* make_raw_type(Vm& vm, const Row& row) {
  auto* type = new (vm.heap.allocate(sizeof(Type))) Type;
  vm.static_types.push_back(type);
  type->layout = Layout::type;
  type->exact = true;
  type->vm = &vm;
  type->name = row.name;
  std::size_t dot = row.name.rfind('.');
  type->module = dot == std::string_view::npos ? "builtins" : row.name.substr(0, dot);
  type->instance_layout = row.layout;
  type->instance_size = size_of(row.layout);
  type->is_builtin = type->is_static = true;
  type->slots.destroy = destroy_nothing;
  type->root_shape = new Shape;
  type->root_shape->type = type;
  return type;
}

} // namespace

Vm::Vm(monitoring::Behaviours behaviours_, Embedder embedder_)
    : behaviours(behaviours_), embedder(std::move(embedder_)) {
  heap.set_limit(embedder.memory_limit);
  create_types();
  create_interpreter(*this);
  create_modules();
}

void Vm::create_names() {
#define NAME(member, text) names.member = intern(*this, text).release_ownership();
#include "vm/names.def"
#undef NAME
}

void Vm::create_types() {
  for (const Row& row : rows) types.*row.member = make_raw_type(*this, row);
  for (Type* type : static_types) {
    static_cast<Object*>(type)->type = types.type;
    type->base = type == types.object ? nullptr : types.object;
    type->mro = type->base ? std::vector<Type*>{type, type->base} : std::vector<Type*>{type};
  }
  types.bool_->base = types.int_;
  create_names();
  for (Type* type : static_types) type->dict = make_dict(*this);
  create_slot_rows(*this);
  empty_tuple = make_tuple(*this, std::span<const Value>());
  // Those that others are made of come first.
  for (Type* type : {types.str, types.tuple, types.dict}) {
    for (const Row& row : rows) {
      if (types.*row.member == type) row.set_up(*this, type);
    }
  }
  for (const Row& row : rows) {
    Type* type = types.*row.member;
    if (type != types.str && type != types.tuple && type != types.dict) row.set_up(*this, type);
  }
  for (Type* type : static_types) {
    if (type->slots.destroy == destroy_nothing) type->slots.destroy = nullptr;
    if (type->base) {
      type->mro = type->base->mro;
      type->mro.insert(type->mro.begin(), type);
      type->base->subclasses.push_back(type);
      type->bases = vm::make_tuple(*this, {Value::object(type->base)});
    } else {
      type->bases = empty_tuple;
    }
  }
  for (Type* type :
       {types.tuple, types.list, types.dict, types.set, types.frozenset, types.enumerate}) {
    add_class_getitem(*this, type);
  }
  std::vector<Type*> made = static_types;
  for (Type* type : made) finish_type(*this, type);
  set_up_exception_types(*this);
}

void Vm::create_modules() {
  modules = make_dict(*this);
  create_builtin_modules(*this);
}

namespace {

// As a module that others still hold ends: private names become None first, then all but
// __builtins__.
void clear_module(Vm& vm, Dict* dict) {
  std::vector<Ref> keys;
  for (DictEntry* entry = dict_first(dict); entry; entry = dict_next(dict, entry))
    keys.emplace_back(entry->key);
  for (const bool is_private : {true, false}) {
    for (const Ref& key : keys) {
      auto* name = as<Str>(key);
      if (!name || equal(name, "__builtins__")) continue;
      const bool starts_private =
          name->length > 0 && name->at(0) == '_' && (name->length < 2 || name->at(1) != '_');
      if (is_private == starts_private) dict_store(vm, dict, name, Value::none());
    }
  }
}

} // namespace

// In CPython's order, which __del__ methods show: cycles; what holds the last traceback; modules
// that nobody else holds; cycles again; what is left of the other modules, the newest first; sys at
// last, so that all could print.
void Vm::shut_down() {
  clear_pending(*this);
  if (!modules) return;
  heap.collect();
  const Owned<Str> sys_name = intern(*this, "sys");
  const Ref sys = dict_find(modules.get(), sys_name.get());
  auto* sys_module = as<Module>(sys);
  if (sys_module) {
    Dict* dict = sys_module->dict.get();
    for (const std::string_view name :
         {"path", "argv", "last_exc", "last_type", "last_value", "last_traceback"}) {
      dict_store(*this, dict, name, Value::none());
    }
    for (const std::string_view name : {"stdout", "stderr"}) {
      const Owned<Str> original = intern(*this, "__" + std::string(name) + "__");
      if (const Ref stream = dict_find(dict, original.get())) dict_store(*this, dict, name, stream);
    }
  }
  std::vector<Ref> held;
  for (DictEntry* entry = dict_first(modules.get()); entry;
       entry = dict_next(modules.get(), entry)) {
    auto* module = as<Module>(entry->value);
    if (!module || module == sys_module || module->dict.get() == builtins.get()) continue;
    held.emplace_back(
        std::exchange(entry->value, Value::none())); // sys and builtins stay: print needs them
    release(held.back());
  }
  std::vector<Owned<Module>> survivors;
  for (Ref& each : held) {
    auto* module = cast<Module>(each);
    if (module->references > 1) survivors.emplace_back(module);
    each = Ref();
  }
  heap.collect();
  for (auto module = survivors.rbegin(); module != survivors.rend(); ++module) {
    clear_module(*this, (*module)->dict.get());
  }
  survivors.clear();
  heap.collect();
  embedder.standard_error = [](std::string_view) {}; // sys.stderr ends here
  if (sys_module) clear_module(*this, sys_module->dict.get());
  dict_clear(*this, modules.get());
  heap.collect();
  clear_pending(*this);
}

void Vm::destroy_types() {
  type_lookups.fill(TypeLookup{});
  // First everything that types hold, then the types: what dies may still ask its type how.
  for (auto type = static_types.rbegin(); type != static_types.rend(); ++type) {
    if (Dict* dict = (*type)->dict.get()) dict_clear(*this, dict);
  }
  heap.collect();
  for (auto type = static_types.rbegin(); type != static_types.rend(); ++type) {
    (*type)->bases = Ref();
    (*type)->qualname = Ref();
    (*type)->dict = Owned<Dict>();
    delete (*type)->root_shape;
    (*type)->root_shape = nullptr;
  }
}

Vm::~Vm() {
  heap.collecting_enabled = false;
  pending = Ref();
  modules = Owned<Dict>();
  interpreter.reset();
  builtins = Owned<Dict>();
  heap.collect();
  signatures.clear();
  destroy_types();
  for (const SlotRow& row : slot_rows) release(static_cast<Object*>(row.name));
#define NAME(member, text) release(static_cast<Object*>(names.member));
#include "vm/names.def"
#undef NAME
  empty_tuple = Ref();
  empty_str = Ref();
  latin1_characters.clear();
  for (Type* type : static_types) {
    type->~Type();
    heap.free(type, sizeof(Type));
  }
}

bool NativeRecursion::check(std::string_view what) {
  if (vm_.native_depth <= deepest_native_recursion) return true;
  raise(vm_, vm_.exceptions.RecursionError, "maximum recursion depth exceeded" + std::string(what));
  return false;
}

} // namespace specmon::vm
