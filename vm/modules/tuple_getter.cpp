#include "vm/modules/tuple_getter.h"

#include "vm/type_setup.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <fmt/format.h>

namespace specmon::vm {

namespace {

struct TupleGetter : Object {
  static constexpr Layout layout_id = Layout::other;
  std::int64_t index = 0;
  Ref doc;
};

TupleGetter* getter_of(Value value) {
  return static_cast<TupleGetter*>(value.object());
}

Ref new_getter(Vm& vm, Type* type, const Arguments& arguments) {
  if (arguments.positional != 2 || arguments.keywords() > 0) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("_tuplegetter expected 2 arguments, got {}", arguments.total()));
  }
  const auto index = index_to_int64(vm, arguments.values[0]);
  if (!index) return {};
  auto* made = allocate_instance<TupleGetter>(vm, type);
  made->index = *index;
  made->doc = Ref(arguments.values[1]);
  return Ref::steal(made);
}

Ref get_field(Vm& vm, Value self, Value instance, Value) {
  if (!instance || instance.is_none()) return Ref(self);
  const TupleGetter* getter = getter_of(self);
  const auto* tuple = as<Tuple>(instance);
  if (!tuple) {
    return raise(
        vm, vm.exceptions.TypeError,
        fmt::format("descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
                    getter->index, type_name(vm, instance)));
  }
  if (getter->index < 0 || static_cast<std::size_t>(getter->index) >= tuple->size)
    return raise(vm, vm.exceptions.IndexError, "tuple index out of range");
  return Ref(tuple->items[getter->index]);
}

bool set_field(Vm& vm, Value, Value, Value value) {
  return raise(vm, vm.exceptions.AttributeError,
               value ? "can't set attribute" : "can't delete attribute");
}

Ref repr_getter(Vm& vm, Value self) {
  Owned<Str> doc = repr(vm, getter_of(self)->doc);
  if (!doc) return {};
  return make_str(vm,
                  fmt::format("_tuplegetter({}, {})", getter_of(self)->index, to_utf8(doc.get())));
}

Ref get_doc(Vm&, Value self) {
  return getter_of(self)->doc;
}
bool set_doc(Vm&, Value self, Value value) {
  getter_of(self)->doc = value ? Ref(value) : Ref(Value::none());
  return true;
}
constexpr AttributeDefinition attributes[] = {{"__doc__", get_doc, set_doc}};

} // namespace

void add_tuple_getter(Vm& vm, Module* module) {
  Type* type =
      make_builtin_type(vm, "collections", "_tuplegetter", Layout::other, sizeof(TupleGetter));
  type->slots.destroy = destroy_as<TupleGetter>;
  type->slots.new_ = new_getter;
  type->slots.repr = repr_getter;
  type->slots.descriptor_get = get_field;
  type->slots.descriptor_set = set_field;
  add_attributes(vm, type, attributes);
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), "_tuplegetter", Value::object(type));
}

} // namespace specmon::vm
