// types.SimpleNamespace: a plain instance with a repr and a comparison.
#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/repr_guard.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_parts.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

Ref namespace_new(Vm& vm, Type* type, const Arguments&) {
  auto* made = allocate_instance<Instance>(vm, type);
  vm.heap.track(made);
  return Ref::steal(made);
}

bool namespace_init(Vm& vm, Value self, const Arguments& arguments) {
  bool takes_mapping = vm.behaviours.namespace_takes_mapping();
  if (arguments.positional > (takes_mapping ? 1u : 0u)) {
    return raise(vm, vm.exceptions.TypeError,
                 takes_mapping
                     ? fmt::format("{} expected at most 1 argument, got {}",
                                   qualified_name(type_of(vm, self)), arguments.positional)
                     : std::string("no positional arguments expected"));
  }
  Dict* dict = materialise_dict(vm, self.object());
  if (arguments.positional == 1 && !dict_update(vm, dict, arguments.values[0])) return false;
  for (std::size_t i = 0; i < arguments.keywords(); ++i) {
    dict_store(vm, dict, cast<Str>(arguments.keyword_names->items[i]),
               arguments.values[arguments.positional + i]);
  }
  return true;
}

Ref namespace_repr(Vm& vm, Value self) {
  Type* type = type_of(vm, self);
  std::string name = type == vm.types.simple_namespace ? "namespace" : type->name;
  ReprGuard guard(vm, self.object());
  if (!guard.check()) return {};
  if (guard.recursive()) return make_str(vm, name + "(...)");
  Ref held(Value::object(materialise_dict(vm, self.object())));
  auto* dict = cast<Dict>(held);
  std::string text;
  for (DictEntry* entry = dict_first(dict); entry; entry = dict_next(dict, entry)) {
    auto* key = as<Str>(entry->key);
    if (!key || key->length == 0) continue;
    Owned<Str> shown = repr(vm, entry->value);
    if (!shown) return {};
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", to_utf8(key), to_utf8(shown.get()));
  }
  return make_str(vm, name + "(" + text + ")");
}

Ref namespace_compare(Vm& vm, Value left, Value right, Comparison how) {
  Type* type = vm.types.simple_namespace;
  if (!is_instance_of(vm, left, type) || !is_instance_of(vm, right, type)) {
    return Ref(Value::not_implemented());
  }
  return compare(vm, Value::object(materialise_dict(vm, left.object())),
                 Value::object(materialise_dict(vm, right.object())), how);
}

} // namespace

void set_up_simple_namespace_type(Vm& vm, Type* type) {
  type->attributes_offset = sizeof(Instance);
  type->member_slots_offset = type->instance_size = sizeof(Instance) + sizeof(Attributes);
  type->slots.new_ = namespace_new;
  type->slots.init = namespace_init;
  type->slots.repr = namespace_repr;
  type->slots.compare = namespace_compare;
  add_instance_descriptors(vm, type);
}

} // namespace specmon::vm
