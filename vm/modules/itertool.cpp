// What the iterators of itertools share (itertool.h).

#include "vm/modules/itertool.h"
#include "vm/types/tuple.h"

namespace specmon::vm {

namespace {

void traverse_itertool(Object* object, Visitor& visitor) {
  auto* tool = static_cast<Itertool*>(object);
  for (const Ref* ref : {&tool->source, &tool->extra, &tool->third, &tool->fourth, &tool->fifth})
    visitor(ref->get());
}
void clear_itertool(Vm&, Object* object) {
  auto* tool = static_cast<Itertool*>(object);
  for (Ref* ref : {&tool->source, &tool->extra, &tool->third, &tool->fourth, &tool->fifth})
    *ref = Ref();
}
Ref itself(Vm&, Value self) {
  return self;
}

} // namespace

ItertoolParameters::ItertoolParameters(Vm& vm, std::string_view function,
                                       const Arguments& arguments,
                                       std::initializer_list<std::string_view> names,
                                       std::size_t required) {
  values_.resize(names.size());
  if (arguments.positional > names.size()) {
    raise(vm, vm.exceptions.TypeError,
          std::string(function) + " expected at most " + std::to_string(names.size()) +
              (names.size() == 1 ? " argument" : " arguments") + ", got " +
              std::to_string(arguments.total()));
    return;
  }
  for (std::size_t i = 0; i < arguments.positional; ++i) values_[i] = arguments.values[i];
  for (std::size_t k = 0; k < arguments.keywords(); ++k) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[k]);
    std::size_t i = 0;
    for (; i < names.size() && !equal(keyword, names.begin()[i]); ++i) {
    }
    if (i == names.size()) {
      raise(vm, vm.exceptions.TypeError,
            "'" + to_utf8(keyword) + "' is an invalid keyword argument for " +
                std::string(function) + "()");
      return;
    }
    values_[i] = arguments.values[arguments.positional + k];
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (values_[i]) continue;
    raise(vm, vm.exceptions.TypeError,
          std::string(function) + " expected at least " + std::to_string(required) +
              (required == 1 ? " argument" : " arguments") + ", got " +
              std::to_string(arguments.total()));
    return;
  }
  good_ = true;
}

Ref make_itertool(Vm& vm, Type* type, Value source, Value extra, Value third) {
  auto* tool = vm.heap.make<Itertool>(type);
  tool->source = source;
  tool->extra = extra;
  tool->third = third;
  vm.heap.track(tool);
  return Ref::steal(tool);
}

Type* add_itertool(Vm& vm, Module* module, std::string_view name,
                   Ref (*new_slot)(Vm&, Type*, const Arguments&), Ref (*next_slot)(Vm&, Value),
                   void (*more)(Vm&, Type*)) {
  Type* type = make_builtin_type(vm, "itertools", name, Layout::iterator, sizeof(Itertool));
  type->can_subclass = false;
  Slots& slots = type->slots;
  slots.destroy = destroy_as<Itertool>;
  slots.traverse = traverse_itertool;
  slots.clear = clear_itertool;
  slots.new_ = new_slot;
  slots.iterate = itself;
  slots.next = next_slot;
  if (more) more(vm, type);
  finish_type(vm, type);
  dict_store(vm, module->dict.get(), name, Value::object(type));
  return type;
}

} // namespace specmon::vm
