// Simple statements, `if`, and assignment in all its forms.

#include "vm/compiler/code_generator.h"

#include <fmt/format.h>

namespace specmon::compiler {

namespace {

bool has_annotations(Sequence<Statement> body) {
  for (const Statement* statement : body) {
    bool found = false;
    auto look = [&found](Sequence<Statement> inner) { found = found || has_annotations(inner); };
    switch (statement->kind) {
    case StatementKind::AnnAssign: return true;
    case StatementKind::For:
      look(as<For>(statement)->body);
      look(as<For>(statement)->orelse);
      break;
    case StatementKind::AsyncFor:
      look(as<AsyncFor>(statement)->body);
      look(as<AsyncFor>(statement)->orelse);
      break;
    case StatementKind::While:
      look(as<While>(statement)->body);
      look(as<While>(statement)->orelse);
      break;
    case StatementKind::If:
      look(as<If>(statement)->body);
      look(as<If>(statement)->orelse);
      break;
    case StatementKind::With: look(as<With>(statement)->body); break;
    case StatementKind::AsyncWith: look(as<AsyncWith>(statement)->body); break;
    case StatementKind::Match:
      for (const MatchCase* match_case : as<Match>(statement)->cases) look(match_case->body);
      break;
    case StatementKind::Try:
      look(as<Try>(statement)->body);
      for (const ExceptHandler* handler : as<Try>(statement)->handlers) look(handler->body);
      look(as<Try>(statement)->orelse);
      look(as<Try>(statement)->finalbody);
      break;
    case StatementKind::TryStar:
      look(as<TryStar>(statement)->body);
      for (const ExceptHandler* handler : as<TryStar>(statement)->handlers) look(handler->body);
      look(as<TryStar>(statement)->orelse);
      look(as<TryStar>(statement)->finalbody);
      break;
    default: break;
    }
    if (found) return true;
  }
  return false;
}

} // namespace

/// A module or class body: annotations set up, docstring stored, then the statements.
void CodeGenerator::visit_body(Sequence<Statement> body, const SourceLocation& start) {
  SourceLocation at = start;
  if (unit().kind == UnitKind::module && !body.empty()) at = location_of(body[0]->position);
  const bool eager = !behaviours_.lazy_annotations() || flags_.future_annotations;
  if (behaviours_.lazy_annotations() && unit().kind == UnitKind::module && !eager)
    emit(Opcode::ANNOTATIONS_PLACEHOLDER, no_location);
  if (eager && has_annotations(body)) emit(Opcode::SETUP_ANNOTATIONS, at);
  if (unit().kind == UnitKind::module && unit().scope->has_conditional_annotations) {
    emit(Opcode::BUILD_SET, 0, at);
    store("__conditional_annotations__", at);
  }
  if (body.empty()) return;
  std::size_t first = 0;
  const Expression* docstring =
      mode_ == CompileMode::exec || unit().kind != UnitKind::module ? docstring_of(body) : nullptr;
  if (docstring && flags_.optimize < 2) {
    first = 1;
    const std::string& text = as<Constant>(docstring)->value.as_string();
    load_text(behaviours_.clean_docstrings() ? clean_docstring(text) : text,
              location_of(docstring->position));
    store("__doc__", no_location);
  }
  for (const Statement* statement : body.subspan(first)) visit(*statement);
  // In a class body its own code follows; in a module the annotations take the placeholder's place.
  if (!eager) visit_deferred_annotations(at);
}

void CodeGenerator::visit(const Statement& statement) {
  const SourceLocation at = location_of(statement.position);
  switch (statement.kind) {
  case StatementKind::FunctionDef: visit_function(*as<FunctionDef>(&statement), false); break;
  case StatementKind::AsyncFunctionDef:
    visit_function(*as<AsyncFunctionDef>(&statement), true);
    break;
  case StatementKind::ClassDef: visit_class(*as<ClassDef>(&statement)); break;
  case StatementKind::TypeAlias: visit_type_alias(*as<TypeAlias>(&statement)); break;
  case StatementKind::Return: visit_return(*as<Return>(&statement)); break;
  case StatementKind::Delete:
    for (const Expression* target : as<Delete>(&statement)->targets) visit_delete(*target);
    break;
  case StatementKind::Assign: visit_assign(*as<Assign>(&statement)); break;
  case StatementKind::AugAssign: visit_augmented(*as<AugAssign>(&statement)); break;
  case StatementKind::AnnAssign: visit_annotated(*as<AnnAssign>(&statement)); break;
  case StatementKind::For: visit_for(*as<For>(&statement)); break;
  case StatementKind::AsyncFor: visit_async_for(*as<AsyncFor>(&statement)); break;
  case StatementKind::While: visit_while(*as<While>(&statement)); break;
  case StatementKind::If: visit_if(*as<If>(&statement)); break;
  case StatementKind::With: visit_with(*as<With>(&statement), 0, false); break;
  case StatementKind::AsyncWith: visit_with(*as<AsyncWith>(&statement), 0, true); break;
  case StatementKind::Match: visit_match(*as<Match>(&statement)); break;
  case StatementKind::Raise: {
    const auto& raise = *as<Raise>(&statement);
    int count = 0;
    if (raise.exc) {
      visit(*raise.exc);
      ++count;
      if (raise.cause) {
        visit(*raise.cause);
        ++count;
      }
    }
    emit(Opcode::RAISE_VARARGS, count, at);
    break;
  }
  case StatementKind::Try: visit_try(*as<Try>(&statement)); break;
  case StatementKind::TryStar:
    if (as<TryStar>(&statement)->finalbody.empty())
      visit_try_except_star(*as<TryStar>(&statement));
    else
      visit_try_finally(*as<TryStar>(&statement), true);
    break;
  case StatementKind::Assert: visit_assert(*as<Assert>(&statement)); break;
  case StatementKind::Import: visit_import(*as<Import>(&statement)); break;
  case StatementKind::ImportFrom: visit_import_from(*as<ImportFrom>(&statement)); break;
  case StatementKind::Global:
  case StatementKind::Nonlocal: break;
  case StatementKind::Expr: visit_expression_statement(*as<Expr>(&statement)); break;
  case StatementKind::Pass: emit(Opcode::NOP, at); break;
  case StatementKind::Break: visit_break(*as<Break>(&statement)); break;
  case StatementKind::Continue: visit_continue(*as<Continue>(&statement)); break;
  }
}

void CodeGenerator::visit_expression_statement(const Expr& statement) {
  const SourceLocation at = location_of(statement.position);
  if (mode_ == CompileMode::single && units_.size() == 1) {
    visit(*statement.value);
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::print), at);
    emit(Opcode::POP_TOP, no_location);
    return;
  }
  if (is<Constant>(statement.value)) {
    emit(Opcode::NOP, at);
    return;
  }
  visit(*statement.value);
  emit(Opcode::POP_TOP, no_location);
}

void CodeGenerator::visit_if(const If& statement) {
  Label end = new_label();
  Label next = statement.orelse.empty() ? end : new_label();
  jump_if(*statement.test, next, false, location_of(statement.position));
  visit_all(statement.body);
  if (!statement.orelse.empty()) {
    skip_to(end);
    place(next);
    visit_all(statement.orelse);
  }
  place(end);
}

void CodeGenerator::visit_return(const Return& statement) {
  SourceLocation at = location_of(statement.position);
  if (!unit().scope->is_function_like()) fail(statement.position, "'return' outside function");
  if (statement.value && unit().scope->coroutine && unit().scope->generator)
    fail(statement.position, "'return' with value in async generator");
  const auto* constant = try_as<Constant>(statement.value);
  const bool keep_top = statement.value && !constant;
  if (keep_top) {
    visit(*statement.value);
  } else if (statement.value) {
    at = location_of(statement.value->position);
    emit(Opcode::NOP, at);
  }
  if (!statement.value || statement.value->position.line != statement.position.line) {
    at = location_of(statement.position);
    emit(Opcode::NOP, at);
  }
  unwind_to_loop(at, keep_top, false, statement.position);
  if (!statement.value)
    load_none(at);
  else if (!keep_top)
    load_constant(constant->value, at);
  emit(Opcode::RETURN_VALUE, at);
}

void CodeGenerator::visit_assign(const Assign& statement) {
  const SourceLocation at = location_of(statement.position);
  visit(*statement.value);
  for (std::size_t i = 0; i < statement.targets.size(); ++i) {
    if (i + 1 < statement.targets.size()) copy(1, at);
    visit(*statement.targets[i]);
  }
}

void CodeGenerator::visit_augmented(const AugAssign& statement) {
  const Expression& target = *statement.target;
  const SourceLocation target_at = location_of(target.position);
  const auto* attribute = try_as<Attribute>(&target);
  const auto* subscript = try_as<Subscript>(&target);
  const bool slice = subscript && is_two_part_slice(*subscript->slice);
  if (attribute) {
    visit(*attribute->value);
    copy(1, target_at);
    emit(Opcode::LOAD_ATTR, unit().info.names.index_of(mangled(attribute->attr)) << 1,
         attribute_location(target_at, *attribute));
  } else if (subscript) {
    visit(*subscript->value);
    if (slice) {
      visit_slice_bounds(*as<Slice>(subscript->slice));
      for (int i = 0; i < 3; ++i) copy(3, target_at);
      emit(Opcode::BINARY_SLICE, target_at);
    } else {
      visit(*subscript->slice);
      copy(2, target_at);
      copy(2, target_at);
      emit(Opcode::BINARY_OP, static_cast<int>(vm::BinaryOperation::subscript), target_at);
    }
  } else {
    load(as<Name>(&target)->id, target_at);
  }
  visit(*statement.value);
  binary(statement.op, true, location_of(statement.position));
  if (attribute) {
    SourceLocation at = attribute_location(target_at, *attribute);
    exchange(2, at);
    emit_name(Opcode::STORE_ATTR, attribute->attr, at);
  } else if (slice) {
    exchange(4, target_at);
    exchange(3, target_at);
    exchange(2, target_at);
    emit(Opcode::STORE_SLICE, target_at);
  } else if (subscript) {
    exchange(3, target_at);
    exchange(2, target_at);
    emit(Opcode::STORE_SUBSCR, target_at);
  } else {
    forbid_name(as<Name>(&target)->id, ExpressionContext::Store, target.position);
    store(as<Name>(&target)->id, target_at);
  }
}

void CodeGenerator::visit_annotated(const AnnAssign& statement) {
  const SourceLocation at = location_of(statement.position);
  const Expression& target = *statement.target;
  const bool in_namespace = unit().kind == UnitKind::module || unit().kind == UnitKind::class_body;
  const bool lazy = behaviours_.lazy_annotations() && !flags_.future_annotations;
  if (statement.value) {
    visit(*statement.value);
    visit(target);
  }
  auto evaluate = [this](const Expression& expression) {
    visit(expression);
    emit(Opcode::POP_TOP, location_of(expression.position));
  };
  switch (target.kind) {
  case ExpressionKind::Name:
    forbid_name(as<Name>(&target)->id, ExpressionContext::Store, target.position);
    if (statement.simple && in_namespace) {
      if (lazy) {
        note_annotation(statement);
      } else {
        visit_annotation(*statement.annotation);
        emit_name(Opcode::LOAD_NAME, "__annotations__", at);
        load_text(mangled(as<Name>(&target)->id), at);
        emit(Opcode::STORE_SUBSCR, at);
      }
    }
    break;
  case ExpressionKind::Attribute:
    forbid_name(as<Attribute>(&target)->attr, ExpressionContext::Store, target.position);
    if (!statement.value) evaluate(*as<Attribute>(&target)->value);
    break;
  case ExpressionKind::Subscript:
    if (!statement.value) {
      evaluate(*as<Subscript>(&target)->value);
      const Expression* slice = as<Subscript>(&target)->slice;
      if (const auto* bounds = try_as<Slice>(slice)) {
        for (const Expression* bound : {bounds->lower, bounds->upper, bounds->step})
          if (bound) evaluate(*bound);
      } else {
        evaluate(*slice);
      }
    }
    break;
  default: break;
  }
  // The annotation of anything but a plain name is evaluated and forgotten.
  if (!statement.simple && in_namespace && !flags_.future_annotations && !lazy)
    evaluate(*statement.annotation);
}

void CodeGenerator::visit_delete(const Expression& target) {
  visit(target);
}

void CodeGenerator::visit_assert(const Assert& statement) {
  if (flags_.optimize > 0) return;
  const SourceLocation at = location_of(statement.position);
  const SourceLocation test_at = location_of(statement.test->position);
  Label end = new_label();
  jump_if(*statement.test, end, true, at);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(vm::CommonConstant::assertion_error), at);
  if (statement.msg) {
    // The message stands where a method's self would, so that the call has one argument.
    visit(*statement.msg);
    emit(Opcode::CALL, 0, at);
  }
  emit(Opcode::RAISE_VARARGS, 1, test_at);
  place(end);
}

void CodeGenerator::import_as(Identifier name, Identifier as_name, const SourceLocation& at) {
  std::size_t dot = name.find('.');
  if (dot == Identifier::npos) {
    store(as_name, at);
    return;
  }
  while (dot != Identifier::npos) {
    std::size_t start = dot + 1;
    dot = name.find('.', start);
    Identifier part =
        arena_.intern(name.substr(start, dot == Identifier::npos ? Identifier::npos : dot - start));
    emit(Opcode::IMPORT_FROM, unit().info.names.index_of(part), at);
    if (dot == Identifier::npos) break;
    exchange(2, at);
    emit(Opcode::POP_TOP, at);
  }
  store(as_name, at);
  emit(Opcode::POP_TOP, at);
}

void CodeGenerator::visit_import(const Import& statement) {
  const SourceLocation at = location_of(statement.position);
  for (const Alias* alias : statement.names) {
    load_constant(vm::Constant::integer(0), at);
    load_none(at);
    emit_name(Opcode::IMPORT_NAME, alias->name, at);
    if (!alias->asname.empty())
      import_as(alias->name, alias->asname, at);
    else
      store(arena_.intern(alias->name.substr(0, alias->name.find('.'))), at);
  }
}

void CodeGenerator::visit_import_from(const ImportFrom& statement) {
  const SourceLocation at = location_of(statement.position);
  load_constant(vm::Constant::integer(statement.level), at);
  std::vector<vm::Constant> names;
  for (const Alias* alias : statement.names)
    names.push_back(vm::Constant::string(std::string(alias->name)));
  load_constant(vm::Constant::tuple(std::move(names)), at);
  emit_name(Opcode::IMPORT_NAME, statement.module, at);
  for (const Alias* alias : statement.names) {
    if (alias->name == "*") {
      emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(vm::Intrinsic1::import_star), at);
      emit(Opcode::POP_TOP, no_location);
      return;
    }
    emit_name(Opcode::IMPORT_FROM, alias->name, at);
    store(alias->asname.empty() ? alias->name : alias->asname, at);
  }
  emit(Opcode::POP_TOP, no_location);
}

} // namespace specmon::compiler
