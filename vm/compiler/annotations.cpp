// Annotations of modules and classes: evaluated where they stand, as text, or (3.14) on demand by
// an `__annotate__` function.

#include "vm/compiler/code_generator.h"
#include "vm/compiler/unparse.h"

namespace specmon::compiler {

void CodeGenerator::visit_annotation(const Expression& annotation) {
  if (!flags_.future_annotations) {
    visit(annotation);
    return;
  }
  load_text(unparse(annotation), location_of(annotation.position));
}

/// Keeps the annotation for `__annotate__`; where it may not run, notes that it did.
void CodeGenerator::note_annotation(const AnnAssign& statement) {
  const SourceLocation at = location_of(statement.position);
  Unit& current = unit();
  if (!symbols_.is_conditional(statement)) {
    current.deferred_annotations.push_back({&statement, -1});
    return;
  }
  const int condition = current.next_condition++;
  current.deferred_annotations.push_back({&statement, condition});
  if (current.kind == UnitKind::class_body)
    emit(Opcode::LOAD_DEREF, cell_index("__conditional_annotations__"), at);
  else
    load("__conditional_annotations__", at);
  load_constant(vm::Constant::integer(condition), at);
  emit(Opcode::SET_ADD, 1, at);
  emit(Opcode::POP_TOP, at);
}

/// Makes and stores the `__annotate__` function: in a class where its body ends, in a module where
/// it starts, because a module may be seen half executed.
void CodeGenerator::visit_deferred_annotations(const SourceLocation& at) {
  if (unit().deferred_annotations.empty()) return;
  const bool in_class = unit().kind == UnitKind::class_body;
  Scope& scope = *unit().scope->annotation_scope;
  InstructionSequence body;
  if (!in_class) std::swap(body, unit().code);

  const std::vector<DeferredAnnotation> annotations = std::move(unit().deferred_annotations);
  enter("__annotate__", UnitKind::annotations, scope, at.line);
  check_annotation_format(at);
  emit(Opcode::BUILD_MAP, 0, at);
  for (const DeferredAnnotation& annotation : annotations) {
    const SourceLocation here = location_of(annotation.statement->position);
    Label skip = new_label();
    if (annotation.condition >= 0) {
      load_constant(vm::Constant::integer(annotation.condition), here);
      if (in_class)
        emit(Opcode::LOAD_DEREF, cell_index("__conditional_annotations__"), here);
      else
        emit(Opcode::LOAD_GLOBAL, unit().info.names.index_of("__conditional_annotations__") << 1,
             here);
      emit(Opcode::CONTAINS_OP, 0, here);
      jump(Opcode::POP_JUMP_IF_FALSE, skip, here);
    }
    visit(*annotation.statement->annotation);
    copy(2, here);
    load_text(mangled(as<Name>(annotation.statement->target)->id), here);
    emit(Opcode::STORE_SUBSCR, at);
    place(skip);
  }
  emit(Opcode::RETURN_VALUE, at);
  make_closure(leave(true), 0, at, &scope);
  store(in_class ? "__annotate_func__" : "__annotate__", at);
  if (in_class) return;
  std::swap(body, unit().code);
  unit().code.set_annotations(std::move(body));
}

} // namespace specmon::compiler
