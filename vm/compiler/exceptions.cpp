// `try`, `with`, and what leaving them early has to undo.

#include "vm/compiler/code_generator.h"

namespace specmon::compiler {

void CodeGenerator::push_block(BlockKind kind, Label start, Label exit, const SourceLocation& at,
                               Sequence<Statement> finally_body, Identifier name) {
  unit().blocks.push_back({kind, start, exit, at, finally_body, name});
}

void CodeGenerator::unwind(Block block, SourceLocation& at, bool keep_top) {
  switch (block.kind) {
  case BlockKind::while_loop:
  case BlockKind::exception_handler:
  case BlockKind::exception_group_handler:
  case BlockKind::async_comprehension:
  case BlockKind::stop_iteration: return;
  case BlockKind::for_loop:
    if (keep_top) exchange(2, at);
    emit(Opcode::POP_TOP, drops_loop, at);
    return;
  case BlockKind::try_except: emit(Opcode::POP_BLOCK, at); return;
  case BlockKind::finally_try:
    emit(Opcode::POP_BLOCK, at);
    if (keep_top) push_block(BlockKind::pop_value, {}, {}, at);
    visit_all(block.finally_body);
    if (keep_top) pop_block();
    // What follows seems to run at the end of the finally body.
    at = no_location;
    return;
  case BlockKind::finally_end:
    if (keep_top) exchange(2, at);
    emit(Opcode::POP_TOP, at);
    if (keep_top) exchange(2, at);
    emit(Opcode::POP_BLOCK, at);
    emit(Opcode::POP_EXCEPT, at);
    return;
  case BlockKind::with:
  case BlockKind::async_with:
    at = block.location;
    emit(Opcode::POP_BLOCK, at);
    if (keep_top) {
      if (behaviours_.special_method_calls()) exchange(3, at);
      exchange(2, at);
    }
    call_exit_with_nones(at);
    if (block.kind == BlockKind::async_with) await_top(2, at);
    emit(Opcode::POP_TOP, at);
    at = no_location;
    return;
  case BlockKind::handler_cleanup:
    if (!block.name.empty()) emit(Opcode::POP_BLOCK, at);
    if (keep_top) exchange(2, at);
    emit(Opcode::POP_BLOCK, at);
    emit(Opcode::POP_EXCEPT, at);
    if (!block.name.empty()) unbind_handled(block.name, at);
    return;
  case BlockKind::async_for_loop:
  case BlockKind::pop_value:
    if (keep_top) exchange(2, at);
    emit(Opcode::POP_TOP, at);
    return;
  }
}

const Block* CodeGenerator::unwind_to_loop(SourceLocation& at, bool keep_top, bool stop_at_loop,
                                           const Position& position) {
  std::vector<Block>& blocks = unit().blocks;
  // While a block is undone, only the blocks around it are open: a finally body may leave too.
  std::vector<Block> undone;
  const Block* loop = nullptr;
  while (!blocks.empty()) {
    const Block& top = blocks.back();
    if (top.kind == BlockKind::exception_group_handler)
      fail(position, "'break', 'continue' and 'return' cannot appear in an except* block");
    if (stop_at_loop && is_loop(top.kind)) {
      loop = &top;
      break;
    }
    undone.push_back(top);
    blocks.pop_back();
    unwind(undone.back(), at, keep_top);
  }
  std::size_t loop_index = blocks.size();
  blocks.insert(blocks.end(), undone.rbegin(), undone.rend());
  return loop ? &blocks[loop_index - 1] : nullptr;
}

/// `except ... as name` unbinds the name at its end.
void CodeGenerator::unbind_handled(Identifier name, const SourceLocation& at) {
  load_none(at);
  store(name, at);
  access(name, ExpressionContext::Del, at);
}

void CodeGenerator::pop_except_and_reraise() {
  copy(3, no_location);
  emit(Opcode::POP_EXCEPT, no_location);
  emit(Opcode::RERAISE, 1, no_location);
}

void CodeGenerator::visit_try(const Try& statement) {
  if (statement.finalbody.empty())
    visit_try_except(statement);
  else
    visit_try_finally(statement, false);
}

template <typename Node> void CodeGenerator::visit_try_finally(const Node& statement, bool) {
  const SourceLocation at = location_of(statement.position);
  Label body = new_label(), end = new_label(), exit = new_label(), cleanup = new_label();
  jump(Opcode::SETUP_FINALLY, end, at);
  place(body);
  push_block(BlockKind::finally_try, body, end, at, statement.finalbody);
  if (statement.handlers.empty())
    visit_all(statement.body);
  else if constexpr (std::is_same_v<Node, Try>)
    visit_try_except(statement);
  else
    visit_try_except_star(statement);
  emit(Opcode::POP_BLOCK, no_location);
  pop_block();
  visit_all(statement.finalbody);
  skip_to(exit);

  place(end);
  push_block(BlockKind::finally_end, end, {}, at);
  jump(Opcode::SETUP_CLEANUP, cleanup, no_location);
  emit(Opcode::PUSH_EXC_INFO, no_location);
  visit_all(statement.finalbody);
  pop_block();
  emit(Opcode::RERAISE, 0, no_location);
  place(cleanup);
  pop_except_and_reraise();
  place(exit);
}
template void CodeGenerator::visit_try_finally(const Try& statement, bool star);
template void CodeGenerator::visit_try_finally(const TryStar& statement, bool star);

void CodeGenerator::visit_try_except(const Try& statement) {
  const SourceLocation at = location_of(statement.position);
  Label body = new_label(), except = new_label(), end = new_label(), cleanup = new_label();
  jump(Opcode::SETUP_FINALLY, except, at);
  place(body);
  push_block(BlockKind::try_except, body, {}, at);
  visit_all(statement.body);
  pop_block();
  emit(Opcode::POP_BLOCK, no_location);
  visit_all(statement.orelse);
  skip_to(end);
  place(except);
  jump(Opcode::SETUP_CLEANUP, cleanup, no_location);
  emit(Opcode::PUSH_EXC_INFO, no_location);
  push_block(BlockKind::exception_handler, {}, {}, at);
  for (std::size_t i = 0; i < statement.handlers.size(); ++i) {
    const ExceptHandler& handler = *statement.handlers[i];
    const SourceLocation handler_at = location_of(handler.position);
    if (!handler.type && i + 1 < statement.handlers.size())
      fail(handler.position, "default 'except:' must be last");
    Label next = new_label();
    if (handler.type) {
      visit(*handler.type);
      emit(Opcode::CHECK_EXC_MATCH, handler_at);
      jump(Opcode::POP_JUMP_IF_FALSE, next, handler_at);
    }
    Label handler_body = new_label();
    if (!handler.name.empty()) {
      Label unbind = new_label();
      forbid_name(handler.name, ExpressionContext::Store, handler.position);
      store(handler.name, handler_at);
      jump(Opcode::SETUP_CLEANUP, unbind, handler_at);
      place(handler_body);
      push_block(BlockKind::handler_cleanup, handler_body, {}, handler_at, {}, handler.name);
      visit_all(handler.body);
      pop_block();
      emit(Opcode::POP_BLOCK, no_location);
      emit(Opcode::POP_BLOCK, no_location);
      emit(Opcode::POP_EXCEPT, no_location);
      unbind_handled(handler.name, no_location);
      skip_to(end);
      place(unbind);
      unbind_handled(handler.name, no_location);
      emit(Opcode::RERAISE, 1, no_location);
    } else {
      emit(Opcode::POP_TOP, handler_at);
      place(handler_body);
      push_block(BlockKind::handler_cleanup, handler_body, {}, handler_at);
      visit_all(handler.body);
      pop_block();
      emit(Opcode::POP_BLOCK, no_location);
      emit(Opcode::POP_EXCEPT, no_location);
      skip_to(end);
    }
    place(next);
  }
  pop_block();
  emit(Opcode::RERAISE, 0, no_location);
  place(cleanup);
  pop_except_and_reraise();
  place(end);
}

/// The stack in the handlers of except*: the group as raised, a list of what handlers raised, and
/// the part that no handler has taken yet.
void CodeGenerator::visit_try_except_star(const TryStar& statement) {
  const SourceLocation at = location_of(statement.position);
  Label body = new_label(), except = new_label(), or_else = new_label(), end = new_label();
  Label cleanup = new_label(), reraise_star = new_label();
  jump(Opcode::SETUP_FINALLY, except, at);
  place(body);
  push_block(BlockKind::try_except, body, or_else, at);
  visit_all(statement.body);
  pop_block();
  emit(Opcode::POP_BLOCK, no_location);
  skip_to(or_else);
  place(except);
  jump(Opcode::SETUP_CLEANUP, cleanup, no_location);
  emit(Opcode::PUSH_EXC_INFO, no_location);
  push_block(BlockKind::exception_group_handler, {}, {}, at);
  for (std::size_t i = 0; i < statement.handlers.size(); ++i) {
    const ExceptHandler& handler = *statement.handlers[i];
    const SourceLocation handler_at = location_of(handler.position);
    Label handled = new_label(), checked = new_label(), no_match = new_label();
    if (i == 0) {
      emit(Opcode::BUILD_LIST, 0, handler_at);
      copy(2, handler_at);
    }
    if (handler.type) {
      visit(*handler.type);
      emit(Opcode::CHECK_EG_MATCH, handler_at);
      copy(1, handler_at);
      jump(Opcode::POP_JUMP_IF_NONE, no_match, handler_at);
    }
    Label unbind = new_label(), handler_body = new_label();
    if (!handler.name.empty())
      store(handler.name, handler_at);
    else
      emit(Opcode::POP_TOP, handler_at);
    jump(Opcode::SETUP_CLEANUP, unbind, handler_at);
    place(handler_body);
    push_block(BlockKind::handler_cleanup, handler_body, {}, handler_at, {}, handler.name);
    visit_all(handler.body);
    pop_block();
    emit(Opcode::POP_BLOCK, no_location);
    if (!handler.name.empty()) unbind_handled(handler.name, no_location);
    skip_to(handled);
    place(unbind);
    if (!handler.name.empty()) unbind_handled(handler.name, no_location);
    // The handler raised: its exception goes to the list.
    emit(Opcode::LIST_APPEND, 3, no_location);
    emit(Opcode::POP_TOP, no_location);
    skip_to(checked);
    place(handled);
    emit(Opcode::NOP, no_location);
    skip_to(checked);
    place(no_match);
    emit(Opcode::POP_TOP, handler_at);
    place(checked);
    if (i + 1 == statement.handlers.size()) {
      emit(Opcode::LIST_APPEND, 1, no_location);
      skip_to(reraise_star);
    }
  }
  pop_block();
  Label reraise = new_label();
  place(reraise_star);
  emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(vm::Intrinsic2::prep_reraise_star), no_location);
  copy(1, no_location);
  jump(Opcode::POP_JUMP_IF_NOT_NONE, reraise, no_location);
  // Nothing is left to raise.
  emit(Opcode::POP_TOP, no_location);
  emit(Opcode::POP_BLOCK, no_location);
  emit(Opcode::POP_EXCEPT, no_location);
  skip_to(end);
  place(reraise);
  emit(Opcode::POP_BLOCK, no_location);
  exchange(2, no_location);
  emit(Opcode::POP_EXCEPT, no_location);
  emit(Opcode::RERAISE, 0, no_location);
  place(cleanup);
  pop_except_and_reraise();
  place(or_else);
  visit_all(statement.orelse);
  place(end);
}

// ---- context managers

void CodeGenerator::call_exit_with_nones(const SourceLocation& at) {
  load_none(at);
  load_none(at);
  load_none(at);
  // Before special method calls the bound __exit__ takes the first None as the call's self.
  emit(Opcode::CALL, behaviours_.special_method_calls() ? 3 : 2, at);
}

void CodeGenerator::await_top(int kind, const SourceLocation& at) {
  emit(Opcode::GET_AWAITABLE, kind, at);
  load_none(at);
  yield_from(true, at);
}

void CodeGenerator::finish_with_handler(Label cleanup, const SourceLocation&) {
  Label suppress = new_label(), exit = new_label();
  to_bool(no_location);
  jump(Opcode::POP_JUMP_IF_TRUE, suppress, no_location);
  emit(Opcode::RERAISE, 2, no_location);
  place(suppress);
  emit(Opcode::POP_TOP, no_location);
  emit(Opcode::POP_BLOCK, no_location);
  emit(Opcode::POP_EXCEPT, no_location);
  emit(Opcode::POP_TOP, no_location);
  emit(Opcode::POP_TOP, no_location);
  if (behaviours_.special_method_calls()) emit(Opcode::POP_TOP, no_location);
  skip_to(exit);
  place(cleanup);
  pop_except_and_reraise();
  place(exit);
}

template <typename Node>
void CodeGenerator::visit_with(const Node& statement, std::size_t index, bool is_async) {
  const WithItem& item = *statement.items[index];
  const SourceLocation at = location_of(item.context_expr->position);
  if (is_async && unit().kind != UnitKind::async_function)
    fail(statement.position, "'async with' outside async function");
  Label block = new_label(), final = new_label(), exit = new_label(), cleanup = new_label();
  visit(*item.context_expr);
  if (behaviours_.special_method_calls()) {
    using vm::SpecialMethod;
    copy(1, at);
    emit(Opcode::LOAD_SPECIAL,
         static_cast<int>(is_async ? SpecialMethod::aexit : SpecialMethod::exit), at);
    exchange(2, at);
    exchange(3, at);
    emit(Opcode::LOAD_SPECIAL,
         static_cast<int>(is_async ? SpecialMethod::aenter : SpecialMethod::enter), at);
    emit(Opcode::CALL, 0, at);
  } else {
    emit(is_async ? Opcode::BEFORE_ASYNC_WITH : Opcode::BEFORE_WITH, at);
  }
  if (is_async) await_top(1, at);
  jump(Opcode::SETUP_WITH, final, at);
  place(block);
  push_block(is_async ? BlockKind::async_with : BlockKind::with, block, final, at);
  if (item.optional_vars)
    visit(*item.optional_vars);
  else
    emit(Opcode::POP_TOP, at);
  if (index + 1 == statement.items.size())
    visit_all(statement.body);
  else
    visit_with(statement, index + 1, is_async);
  pop_block();
  emit(Opcode::POP_BLOCK, is_async ? at : no_location);

  call_exit_with_nones(at);
  if (is_async) await_top(2, at);
  emit(Opcode::POP_TOP, at);
  jump(Opcode::JUMP, exit, at);

  place(final);
  jump(Opcode::SETUP_CLEANUP, cleanup, at);
  emit(Opcode::PUSH_EXC_INFO, at);
  emit(Opcode::WITH_EXCEPT_START, behaviours_.special_method_calls() ? 0 : 1, at);
  if (is_async) await_top(2, at);
  finish_with_handler(cleanup, at);
  place(exit);
}
template void CodeGenerator::visit_with(const With& statement, std::size_t item, bool is_async);
template void CodeGenerator::visit_with(const AsyncWith& statement, std::size_t item,
                                        bool is_async);

} // namespace specmon::compiler
