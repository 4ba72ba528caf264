// cell: a variable that closures share.
#include "vm/type_setup.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

#include <fmt/format.h>

namespace specmon::vm {

Ref make_cell(Vm& vm, Value content) {
  auto* cell = vm.heap.make<Cell>(vm.types.cell);
  retain(content);
  cell->content = content;
  vm.heap.track(cell);
  return Ref::steal(cell);
}

namespace {

void put(Cell* cell, Value content) {
  Value old = cell->content;
  retain(content);
  cell->content = content;
  release(old);
}

void cell_destroy(Vm& vm, Object* object) {
  auto* cell = static_cast<Cell*>(object);
  vm.heap.untrack(cell);
  put(cell, Value());
  free_object(vm, object);
}
void cell_traverse(Object* object, Visitor& visitor) {
  visitor(static_cast<Cell*>(object)->content);
}
void cell_clear(Vm&, Object* object) {
  put(static_cast<Cell*>(object), Value());
}

Ref cell_new(Vm& vm, Type*, const Arguments& arguments) {
  if (arguments.keywords() > 0)
    return raise(vm, vm.exceptions.TypeError, "cell() takes no keyword arguments");
  if (arguments.positional > 1) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("cell expected at most 1 argument, got {}", arguments.positional));
  }
  return make_cell(vm, arguments.positional ? arguments.values[0] : Value());
}

Ref cell_repr(Vm& vm, Value self) {
  Value content = cast<Cell>(self)->content;
  if (!content) return make_str(vm, fmt::format("<cell at {:#x}: empty>", self.bits()));
  return make_str(vm, fmt::format("<cell at {:#x}: {} object at {:#x}>", self.bits(),
                                  type_name(vm, content), content.bits()));
}

Ref cell_compare(Vm& vm, Value left, Value right, Comparison how) {
  auto* a = as<Cell>(left);
  auto* b = as<Cell>(right);
  if (!a || !b) return Ref(Value::not_implemented());
  if (a->content && b->content) return compare(vm, a->content, b->content, how);
  // An empty cell is less than any other.
  int x = a->content ? 1 : 0, y = b->content ? 1 : 0;
  switch (how) {
  case Comparison::lt: return Ref(Value::boolean(x < y));
  case Comparison::le: return Ref(Value::boolean(x <= y));
  case Comparison::eq: return Ref(Value::boolean(x == y));
  case Comparison::ne: return Ref(Value::boolean(x != y));
  case Comparison::gt: return Ref(Value::boolean(x > y));
  case Comparison::ge: return Ref(Value::boolean(x >= y));
  }
  return {};
}

Ref get_content(Vm& vm, Value self) {
  Value content = cast<Cell>(self)->content;
  if (content) return Ref(content);
  return raise(vm, vm.exceptions.ValueError, "Cell is empty");
}
bool set_content(Vm&, Value self, Value value) {
  put(cast<Cell>(self), value);
  return true;
}

constexpr AttributeDefinition attributes[] = {{"cell_contents", get_content, set_content}};

} // namespace

void set_up_cell_type(Vm& vm, Type* type) {
  type->can_subclass = false;
  type->slots.destroy = cell_destroy;
  type->slots.traverse = cell_traverse;
  type->slots.clear = cell_clear;
  type->slots.new_ = cell_new;
  type->slots.repr = cell_repr;
  type->slots.compare = cell_compare;
  add_attributes(vm, type, attributes);
}

} // namespace specmon::vm
