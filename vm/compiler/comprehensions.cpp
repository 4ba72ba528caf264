// Comprehensions run inline in the frame around them (PEP 709); generator expressions, and
// comprehensions in annotation scopes of classes, are functions.

#include "vm/compiler/code_generator.h"

namespace specmon::compiler {

void CodeGenerator::visit_comprehension(const Expression& node, const char* name,
                                        ComprehensionKind kind, Sequence<Comprehension> generators,
                                        const Expression& element, const Expression* value) {
  const SourceLocation at = location_of(node.position);
  const bool is_generator = kind == ComprehensionKind::generator;
  Scope& scope = *symbols_.find(&node);
  const Comprehension& outermost = *generators[0];
  const SourceLocation iterable_at = location_of(outermost.iter->position);
  const bool is_async = scope.coroutine;
  auto get_iterator = [&] {
    emit(outermost.is_async ? Opcode::GET_AITER : Opcode::GET_ITER, iterable_at);
  };

  InlinedComprehension state;
  if (scope.inlined) {
    visit(*outermost.iter);
    if (!behaviours_.comprehension_iterates_inside()) get_iterator();
    state = open_inlined(scope, at);
  }
  if (is_async && !is_generator && unit().kind != UnitKind::async_function &&
      unit().kind != UnitKind::comprehension)
    fail(node.position, "asynchronous comprehension outside of an asynchronous function");
  if (!scope.inlined) {
    enter(name, UnitKind::comprehension, scope, node.position.line);
    unit().info.argument_count = 1;
  }

  switch (kind) {
  case ComprehensionKind::list: emit(Opcode::BUILD_LIST, 0, at); break;
  case ComprehensionKind::set: emit(Opcode::BUILD_SET, 0, at); break;
  case ComprehensionKind::dict: emit(Opcode::BUILD_MAP, 0, at); break;
  default: break;
  }
  if (scope.inlined) {
    exchange(2, at);
    if (behaviours_.comprehension_iterates_inside()) get_iterator();
  }
  visit_generator(generators, 0, 0, element, value, kind, scope.inlined, at);
  if (scope.inlined) {
    close_inlined(state, at);
    return;
  }
  if (is_generator)
    wrap_in_stop_iteration_handler();
  else
    emit(Opcode::RETURN_VALUE, location_of(element.position));
  make_closure(leave(true), 0, at, &node);
  visit(*outermost.iter);
  if (!(is_generator && behaviours_.generator_takes_iterable())) get_iterator();
  emit(Opcode::CALL, 0, at);
  if (is_async && !is_generator) await_top(0, at);
}

void CodeGenerator::visit_generator(Sequence<Comprehension> generators, std::size_t index,
                                    int depth, const Expression& element, const Expression* value,
                                    ComprehensionKind kind, bool iterator_on_stack,
                                    const SourceLocation& at) {
  if (generators[index]->is_async)
    visit_async_generator(generators, index, depth, element, value, kind, iterator_on_stack, at);
  else
    visit_sync_generator(generators, index, depth, element, value, kind, iterator_on_stack, at);
}

/// Evaluates the element and puts it where it belongs; what is unpacked goes there item by item.
void CodeGenerator::collect_element(int depth, const Expression& element, const Expression* value,
                                    ComprehensionKind kind, SourceLocation& element_location) {
  const auto* unpacked = try_as<Starred>(&element);
  visit(unpacked ? *unpacked->value : element);
  switch (kind) {
  case ComprehensionKind::generator:
    if (unpacked)
      yield_each(element_location);
    else
      yield_item(element_location);
    break;
  case ComprehensionKind::list:
    emit(unpacked ? Opcode::LIST_EXTEND : Opcode::LIST_APPEND, depth + 1, element_location);
    break;
  case ComprehensionKind::set:
    emit(unpacked ? Opcode::SET_UPDATE : Opcode::SET_ADD, depth + 1, element_location);
    break;
  default:
    if (value == nullptr) {
      emit(Opcode::DICT_UPDATE, depth + 1, element_location);
      break;
    }
    visit(*value);
    element_location = location_of(spanning(element.position, value->position));
    emit(Opcode::MAP_ADD, depth + 1, element_location);
    break;
  }
}

void CodeGenerator::yield_item(const SourceLocation& at) {
  yield_value(at);
  emit(Opcode::POP_TOP, at);
}

/// `(*items for ...)`: a loop and no `yield from`, so that it may stand in an asynchronous one.
void CodeGenerator::yield_each(const SourceLocation& at) {
  Label next = new_label(), end = new_label();
  emit(Opcode::GET_ITER, at);
  place(next);
  jump(Opcode::FOR_ITER, end, at);
  yield_item(at);
  jump(Opcode::JUMP, next, at);
  place(end);
  end_for_loop();
}

/// The iterator is got in the call that makes the generator, before anything is traced: the unit's
/// RESUME moves behind it.
void CodeGenerator::open_generator_with_iterator(Opcode get_iterator,
                                                 const SourceLocation& iterable_at) {
  const int line = unit().info.first_line;
  const SourceLocation entry{line, line, -1, -1};
  InstructionSequence& code = unit().code;
  code.insert(0, Opcode::LOAD_FAST, 0, iterable_at);
  code.insert(1, get_iterator, 0, iterable_at);
  code.insert(2, Opcode::RETURN_GENERATOR, 0, entry);
  code.insert(3, Opcode::POP_TOP, 0, entry);
}

void CodeGenerator::visit_sync_generator(Sequence<Comprehension> generators, std::size_t index,
                                         int depth, const Expression& element,
                                         const Expression* value, ComprehensionKind kind,
                                         bool iterator_on_stack, const SourceLocation& at) {
  const Comprehension& generator = *generators[index];
  const SourceLocation iterable_at = location_of(generator.iter->position);
  SourceLocation element_location = location_of(element.position);
  Label start = new_label(), next = new_label(), anchor = new_label();
  bool loops = true;
  if (!iterator_on_stack) {
    if (index == 0) {
      const bool gets_iterator =
          kind == ComprehensionKind::generator && behaviours_.generator_takes_iterable();
      if (gets_iterator)
        open_generator_with_iterator(Opcode::GET_ITER, iterable_at);
      else
        emit(Opcode::LOAD_FAST, 0, at);
    } else {
      // `for y in [f(x)]` names a value: no loop.
      Sequence<Expression> items;
      if (const auto* list = try_as<List>(generator.iter)) items = list->elts;
      if (const auto* tuple = try_as<Tuple>(generator.iter)) items = tuple->elts;
      if (items.size() == 1 && !is<Starred>(items[0])) {
        visit(*items[0]);
        loops = false;
      } else {
        visit(*generator.iter);
        emit(Opcode::GET_ITER, iterable_at);
      }
    }
  }
  if (loops) {
    ++depth;
    if (behaviours_.comprehension_iterates_twice()) emit(Opcode::GET_ITER, iterable_at);
    place(start);
    jump(Opcode::FOR_ITER, anchor, iterable_at);
  }
  visit(*generator.target);
  for (const Expression* condition : generator.ifs) jump_if(*condition, next, false, at);
  if (index + 1 < generators.size())
    visit_generator(generators, index + 1, depth, element, value, kind, false, at);
  else
    collect_element(depth, element, value, kind, element_location);
  place(next);
  if (loops) {
    jump(Opcode::JUMP, start, element_location);
    place(anchor);
    end_for_loop();
  }
}

void CodeGenerator::visit_async_generator(Sequence<Comprehension> generators, std::size_t index,
                                          int depth, const Expression& element,
                                          const Expression* value, ComprehensionKind kind,
                                          bool iterator_on_stack, const SourceLocation& at) {
  const Comprehension& generator = *generators[index];
  SourceLocation element_location = location_of(element.position);
  Label start = new_label(), except = new_label(), next = new_label(), send = new_label();
  if (!iterator_on_stack) {
    if (index > 0) {
      visit(*generator.iter);
      emit(Opcode::GET_AITER, location_of(generator.iter->position));
    } else if (kind == ComprehensionKind::generator && behaviours_.generator_takes_iterable()) {
      open_generator_with_iterator(Opcode::GET_AITER, location_of(generator.iter->position));
    } else {
      emit(Opcode::LOAD_FAST, 0, at);
    }
  }
  place(start);
  push_block(BlockKind::async_comprehension, start, {}, at);
  jump(Opcode::SETUP_FINALLY, except, at);
  emit(Opcode::GET_ANEXT, at);
  load_none(at);
  yield_from(true, at, send);
  emit(Opcode::POP_BLOCK, at);
  visit(*generator.target);
  for (const Expression* condition : generator.ifs) jump_if(*condition, next, false, at);
  ++depth;
  if (index + 1 < generators.size())
    visit_generator(generators, index + 1, depth, element, value, kind, false, at);
  else
    collect_element(depth, element, value, kind, element_location);
  place(next);
  jump(Opcode::JUMP, start, element_location);
  pop_block();
  place(except);
  if (behaviours_.branch_sides()) {
    jump(Opcode::END_ASYNC_FOR, send, at); // as a jump it ends its block
  } else {
    emit(Opcode::END_ASYNC_FOR, at);
  }
}

/// The comprehension's own variables take the place of the outer ones of the same name, whose
/// values wait on the stack.
CodeGenerator::InlinedComprehension CodeGenerator::open_inlined(Scope& comprehension,
                                                                const SourceLocation& at) {
  InlinedComprehension state;
  Unit& current = unit();
  Scope& outer = *current.scope;
  const bool in_class_body =
      outer.kind == ScopeKind::class_body && current.inlined_comprehensions == 0;
  const bool hides_all = in_class_body && behaviours_.class_comprehension_hides_all_names();
  ++current.inlined_comprehensions;
  for (const auto& [name, symbol] : comprehension.symbols) {
    const bool own =
        (symbol.flags & Symbol::assigned) && !(symbol.flags & Symbol::declared_nonlocal);
    // A class body's names are not seen inside.
    if (!own && !in_class_body) continue;
    Symbol* existing = outer.symbols.find(name);
    const Symbol outside = existing ? *existing : Symbol{};
    if (in_class_body || (symbol.binding != outside.binding &&
                          !(symbol.binding == Binding::cell && outside.binding == Binding::free))) {
      state.replaced.push_back({name, outside});
      outer.symbols[name] = symbol;
    }
    if (!own && !hides_all) continue;
    // In a module or class the variable gets a slot of the frame that locals() does not show.
    if (!outer.is_function_like() && current.fast_hidden.insert(name).second) {
      state.hidden.push_back(name);
      if (current.info.locals.find(name) < 0) current.info.hidden.emplace_back(name);
    }
    emit(Opcode::LOAD_FAST_AND_CLEAR, local_index(name), at);
    if (symbol.binding == Binding::cell) emit(Opcode::MAKE_CELL, cell_index(name), at);
    state.saved.push_back(name);
  }
  if (!state.saved.empty()) {
    exchange(static_cast<int>(state.saved.size()) + 1, at);
    state.cleanup = new_label();
    jump(Opcode::SETUP_FINALLY, state.cleanup, at);
  }
  return state;
}

void CodeGenerator::restore_variables(const InlinedComprehension& state, const SourceLocation& at) {
  exchange(static_cast<int>(state.saved.size()) + 1, at);
  for (auto name = state.saved.rbegin(); name != state.saved.rend(); ++name)
    emit(Opcode::STORE_FAST_MAYBE_NULL, local_index(*name), at);
}

void CodeGenerator::close_inlined(InlinedComprehension& state, const SourceLocation& at) {
  Unit& current = unit();
  --current.inlined_comprehensions;
  if (!state.saved.empty()) {
    Label end = new_label();
    emit(Opcode::POP_BLOCK, no_location);
    skip_to(end);
    place(state.cleanup);
    // An exception: drop the unfinished result below it.
    exchange(2, no_location);
    emit(Opcode::POP_TOP, no_location);
    restore_variables(state, at);
    emit(Opcode::RERAISE, 0, at);
    place(end);
    restore_variables(state, at);
  }
  for (auto& [name, symbol] : state.replaced) current.scope->symbols[name] = symbol;
  for (Identifier name : state.hidden) current.fast_hidden.erase(name);
}

} // namespace specmon::compiler
