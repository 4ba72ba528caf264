// Class definitions: the body as a code object of its own, and the call that makes the class.

#include "vm/compiler/code_generator.h"

#include <fmt/format.h>

namespace specmon::compiler {

/// `self.name = ...` in a method: the class lists such names (3.13).
void CodeGenerator::note_static_attribute(const Attribute& target) {
  const auto* object = try_as<Name>(target.value);
  if (!object || object->id != "self") return;
  for (auto around = units_.rbegin(); around != units_.rend(); ++around) {
    if ((*around)->kind != UnitKind::class_body) continue;
    (*around)->static_attributes.emplace(target.attr);
    return;
  }
}

void CodeGenerator::class_body(const ClassDef& definition, int first_line) {
  Scope& scope = *symbols_.find(&definition);
  enter(std::string(definition.name), UnitKind::class_body, scope, first_line);
  unit().class_name = definition.name;
  const SourceLocation start{first_line, first_line, 0, 0};
  load("__name__", start);
  store("__module__", start);
  load_text(unit().info.qualname, start);
  store("__qualname__", start);
  if (behaviours_.class_body_first_line()) {
    load_constant(vm::Constant::integer(first_line), start);
    store("__firstlineno__", start);
  }
  if (!definition.type_params.empty()) {
    load(".type_params", start);
    store("__type_params__", start);
  }
  // Cells of the class's own, which its namespace does not show.
  if (scope.needs_class_dictionary) {
    emit(Opcode::LOAD_LOCALS, start);
    emit(Opcode::STORE_DEREF, cell_index("__classdict__"), start);
  }
  if (scope.has_conditional_annotations) {
    emit(Opcode::BUILD_SET, 0, start);
    emit(Opcode::STORE_DEREF, cell_index("__conditional_annotations__"), start);
  }
  visit_body(definition.body, start);
  if (behaviours_.class_body_first_line()) {
    std::vector<vm::Constant> names;
    for (const std::string& name : unit().static_attributes)
      names.push_back(vm::Constant::string(name));
    load_constant(vm::Constant::tuple(std::move(names)), no_location);
    store("__static_attributes__", no_location);
  }
  if (scope.needs_class_dictionary) {
    emit(Opcode::LOAD_CLOSURE, cell_index("__classdict__"), no_location);
    store("__classdictcell__", no_location);
  }
  if (scope.needs_class_cell) {
    emit(Opcode::LOAD_CLOSURE, cell_index("__class__"), no_location);
    copy(1, no_location);
    store("__classcell__", no_location);
  } else {
    load_none(no_location);
  }
  emit(Opcode::RETURN_VALUE, no_location);
  vm::CodeDescription code = leave(true);

  const SourceLocation at = location_of(definition.position);
  emit(Opcode::LOAD_BUILD_CLASS, at);
  emit(Opcode::PUSH_NULL, at);
  make_closure(std::move(code), 0, at, &definition);
  load_text(definition.name, at);
}

void CodeGenerator::visit_class(const ClassDef& definition) {
  const SourceLocation at = location_of(definition.position);
  const int first_line = definition.decorator_list.empty()
                             ? definition.position.line
                             : definition.decorator_list[0]->position.line;
  forbid_name(definition.name, ExpressionContext::Store, definition.position);
  visit_all(definition.decorator_list);
  const bool generic = !definition.type_params.empty();
  if (generic) {
    enter(fmt::format("<generic parameters of {}>", definition.name), UnitKind::type_parameters,
          *symbols_.find(definition.type_params.data(), ScopeRole::type_parameters), first_line);
    unit().class_name = definition.name;
    visit_type_parameters(definition.type_params);
    store(".type_params", at);
  }
  class_body(definition, first_line);
  if (generic) {
    load(".type_params", at);
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::subscript_generic), at);
    store(".generic_base", at);
    auto* base = arena_.make<Name>();
    base->id = ".generic_base";
    base->position = definition.position;
    call_with(2, definition.bases, base, definition.keywords, at);
    make_closure(leave(false), 0, at, definition.type_params.data());
    emit(Opcode::PUSH_NULL, at);
    emit(Opcode::CALL, 0, at);
  } else {
    call_with(2, definition.bases, nullptr, definition.keywords, at);
  }
  apply_decorators(definition.decorator_list);
  store(definition.name, at);
}

} // namespace specmon::compiler
