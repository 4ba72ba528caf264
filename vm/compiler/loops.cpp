// Loops and the statements that leave or restart them.

#include "vm/compiler/code_generator.h"

namespace specmon::compiler {

/// FOR_ITER jumps here and skips both; they stand for the places of the loop's end.
void CodeGenerator::end_for_loop() {
  emit(Opcode::END_FOR, no_location);
  emit(Opcode::POP_ITER, no_location);
}

template <typename Loop> void CodeGenerator::visit_for(const Loop& loop) {
  const SourceLocation at = location_of(loop.position);
  const SourceLocation iterable_at = location_of(loop.iter->position);
  Label start = new_label(), cleanup = new_label(), end = new_label();
  push_block(BlockKind::for_loop, start, end, at);
  visit(*loop.iter);
  emit(Opcode::GET_ITER, iterable_at);
  place(start);
  jump(Opcode::FOR_ITER, cleanup, iterable_at);
  emit(Opcode::NOP,
       location_of(loop.target->position)); // where its line differs from what it needs first
  visit(*loop.target);
  visit_all(loop.body);
  jump(Opcode::JUMP, start, no_location);
  place(cleanup);
  end_for_loop();
  pop_block();
  visit_all(loop.orelse);
  place(end);
}
template void CodeGenerator::visit_for(const For& loop);

void CodeGenerator::visit_async_for(const AsyncFor& loop) {
  const SourceLocation at = location_of(loop.position);
  const SourceLocation iterable_at = location_of(loop.iter->position);
  Label start = new_label(), except = new_label(), end = new_label(), send = new_label();
  visit(*loop.iter);
  emit(Opcode::GET_AITER, iterable_at);
  place(start);
  push_block(BlockKind::async_for_loop, start, end, at);
  jump(Opcode::SETUP_FINALLY, except, at);
  emit(Opcode::GET_ANEXT, at);
  load_none(at);
  yield_from(true, at, send);
  emit(Opcode::POP_BLOCK, at);
  if (behaviours_.branch_sides()) emit(Opcode::NOT_TAKEN, at);
  visit(*loop.target);
  visit_all(loop.body);
  jump(Opcode::JUMP, start, no_location);
  pop_block();
  place(except);
  if (behaviours_.branch_sides()) {
    jump(Opcode::END_ASYNC_FOR, send, iterable_at); // as a jump it ends its block
  } else {
    emit(Opcode::END_ASYNC_FOR, iterable_at);
  }
  visit_all(loop.orelse);
  place(end);
}

void CodeGenerator::visit_while(const While& loop) {
  const SourceLocation at = location_of(loop.position);
  Label start = new_label(), end = new_label(), anchor = new_label();
  place(start);
  push_block(BlockKind::while_loop, start, end, at);
  jump_if(*loop.test, anchor, false, at);
  if (behaviours_.copied_loop_test()) {
    Label body = new_label();
    place(body);
    visit_all(loop.body);
    jump_if(*loop.test, body, true, at);
  } else {
    visit_all(loop.body);
    jump(Opcode::JUMP, start, no_location);
  }
  pop_block();
  place(anchor);
  visit_all(loop.orelse);
  place(end);
}

void CodeGenerator::visit_break(const Break& statement) {
  SourceLocation at = location_of(statement.position);
  emit(Opcode::NOP, at);
  const Block* loop = unwind_to_loop(at, false, true, statement.position);
  if (!loop) fail(statement.position, "'break' outside loop");
  Block block = *loop;
  unwind(block, at, false);
  jump(Opcode::JUMP, block.exit, at);
}

void CodeGenerator::visit_continue(const Continue& statement) {
  SourceLocation at = location_of(statement.position);
  emit(Opcode::NOP, at);
  const Block* loop = unwind_to_loop(at, false, true, statement.position);
  if (!loop) fail(statement.position, "'continue' not properly in loop");
  jump(Opcode::JUMP, loop->start, at);
}

} // namespace specmon::compiler
