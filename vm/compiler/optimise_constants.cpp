// Folding of constant expressions in the flow graph. The instructions that loaded the operands
// become NOPs without a line; the result stands where the operator stood.

#include "vm/compiler/constant_arithmetic.h"
#include "vm/compiler/optimise.h"

namespace specmon::compiler::folding {

namespace {

// Displays longer than this are built in pieces by code generation.
constexpr int longest_display = 30;
constexpr int shortest_constant_display = 3;

/// The `count` instructions before `end` if all of them load constants (NOPs are passed over), in
/// order; empty pointer list and false otherwise.
bool constant_loads(BasicBlock& block, std::size_t end, int count,
                    std::vector<FlowInstruction*>& loads) {
  loads.assign(static_cast<std::size_t>(count), nullptr);
  for (std::size_t i = end; count > 0;) {
    if (i == 0) return false;
    FlowInstruction& instruction = block.instructions[--i];
    if (instruction.opcode == Opcode::NOP) continue;
    if (!loads_constant(instruction.opcode)) return false;
    loads[static_cast<std::size_t>(--count)] = &instruction;
  }
  return true;
}

void drop(FlowInstruction& instruction) {
  instruction.become(Opcode::NOP);
  instruction.location = no_location;
}

std::vector<vm::Constant> values(const std::vector<FlowInstruction*>& loads,
                                 const ConstantTable& constants) {
  std::vector<vm::Constant> result;
  for (const FlowInstruction* load : loads) result.push_back(constants[load->oparg]);
  return result;
}

} // namespace

bool fold_unary_operator(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  FlowInstruction& here = block.instructions[index];
  std::vector<FlowInstruction*> loads;
  if (!constant_loads(block, index, 1, loads)) return false;
  ConstantUnaryOperator how{};
  switch (here.opcode) {
  case Opcode::UNARY_NEGATIVE: how = ConstantUnaryOperator::negative; break;
  case Opcode::UNARY_INVERT: how = ConstantUnaryOperator::invert; break;
  case Opcode::UNARY_NOT: how = ConstantUnaryOperator::not_; break;
  default: how = ConstantUnaryOperator::positive; break;
  }
  const vm::Constant& operand = constants[loads[0]->oparg];
  if (how == ConstantUnaryOperator::invert && operand.is(vm::Constant::Kind::boolean)) {
    return false; // warns at run time
  }
  const auto result = fold_unary(how, operand);
  if (!result) return false;
  drop(*loads[0]);
  here.become(Opcode::LOAD_CONST, constants.index_of(*result));
  return true;
}

bool fold_binary_operator(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  FlowInstruction& here = block.instructions[index];
  std::vector<FlowInstruction*> loads;
  if (!constant_loads(block, index, 2, loads)) return false;
  const auto result = fold_binary(static_cast<vm::BinaryOperation>(here.oparg),
                                  constants[loads[0]->oparg], constants[loads[1]->oparg]);
  if (!result) return false;
  for (FlowInstruction* load : loads) drop(*load);
  here.become(Opcode::LOAD_CONST, constants.index_of(*result));
  return true;
}

bool is_constant_slice(const std::vector<FlowInstruction>& code, std::size_t end, int bounds) {
  const auto count = static_cast<std::size_t>(bounds);
  if (end < count) return false;
  for (std::size_t i = end - count; i < end; ++i) {
    if (!loads_constant(code[i].opcode)) return false;
    if (!(code[i].location == code[end - count].location)) return false;
  }
  return true;
}

bool fold_slice_of_constant(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  auto& code = block.instructions;
  FlowInstruction& here = code[index];
  std::size_t end = index;
  int bounds = 2;
  if (here.opcode != Opcode::BINARY_SLICE) {
    if (index == 0 || code[index - 1].opcode != Opcode::BUILD_SLICE) return false;
    end = index - 1;
    bounds = code[end].oparg;
  }
  std::vector<FlowInstruction*> loads;
  if (!is_constant_slice(code, end, bounds) || !constant_loads(block, end, bounds + 1, loads)) {
    return false;
  }
  const auto parts = values(loads, constants);
  const auto result =
      fold_slice(parts[0], parts[1], parts[2], bounds == 3 ? parts[3] : vm::Constant::none());
  if (!result) return false;
  for (FlowInstruction* load : loads) drop(*load);
  if (end != index) drop(code[end]);
  here.become(Opcode::LOAD_CONST, constants.index_of(*result));
  return true;
}

bool fold_tuple(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  FlowInstruction& here = block.instructions[index];
  std::vector<FlowInstruction*> loads;
  if (here.oparg > longest_display || !constant_loads(block, index, here.oparg, loads)) {
    return false;
  }
  const auto result = vm::Constant::tuple(values(loads, constants));
  for (FlowInstruction* load : loads) drop(*load);
  here.become(Opcode::LOAD_CONST, constants.index_of(result));
  return true;
}

bool fold_tuple_keeping_lines(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  FlowInstruction& here = block.instructions[index];
  const auto count = static_cast<std::size_t>(here.oparg);
  if (index < count) return false;
  std::vector<FlowInstruction*> loads;
  for (std::size_t i = index - count; i < index; ++i) {
    if (!loads_constant(block.instructions[i].opcode)) return false;
    loads.push_back(&block.instructions[i]);
  }
  const auto result = vm::Constant::tuple(values(loads, constants));
  for (FlowInstruction* load : loads) load->become(Opcode::NOP);
  here.become(Opcode::LOAD_CONST, constants.index_of(result));
  return true;
}

bool fold_list_or_set(BasicBlock& block, std::size_t index, ConstantTable& constants,
                      bool is_only_read) {
  auto& code = block.instructions;
  FlowInstruction& here = code[index];
  if (here.oparg > longest_display) return false;
  if (here.oparg < shortest_constant_display && !is_only_read) return false;
  std::vector<FlowInstruction*> loads;
  if (!constant_loads(block, index, here.oparg, loads)) {
    if (!is_only_read || here.opcode != Opcode::BUILD_LIST) return false;
    here.opcode = Opcode::BUILD_TUPLE;
    return true;
  }
  const bool is_set = here.opcode == Opcode::BUILD_SET;
  const auto items = values(loads, constants);
  const int result =
      constants.index_of(is_set ? vm::Constant::frozenset(items) : vm::Constant::tuple(items));
  for (FlowInstruction* load : loads) drop(*load);
  if (is_only_read) {
    here.become(Opcode::LOAD_CONST, result);
    return true;
  }
  code[index - 2].become(here.opcode, 0);
  code[index - 2].location = here.location;
  code[index - 1].become(Opcode::LOAD_CONST, result);
  here.become(is_set ? Opcode::SET_UPDATE : Opcode::LIST_EXTEND, 1);
  return true;
}

bool fold_list_to_tuple(BasicBlock& block, std::size_t index, ConstantTable& constants) {
  auto& code = block.instructions;
  // Backwards: (LOAD_CONST, LIST_APPEND 1)* after a BUILD_LIST 0.
  std::vector<vm::Constant> items;
  bool expects_append = true;
  std::size_t i = index;
  for (;;) {
    if (i == 0) return false;
    const FlowInstruction& instruction = code[--i];
    if (instruction.opcode == Opcode::NOP) continue;
    if (instruction.opcode == Opcode::BUILD_LIST && instruction.oparg == 0) {
      if (!expects_append) return false;
      break;
    }
    if (expects_append) {
      if (instruction.opcode != Opcode::LIST_APPEND || instruction.oparg != 1) return false;
    } else {
      if (!loads_constant(instruction.opcode)) return false;
      items.insert(items.begin(), constants[instruction.oparg]);
    }
    expects_append = !expects_append;
  }
  for (; i < index; ++i) {
    if (code[i].opcode != Opcode::NOP) drop(code[i]);
  }
  code[index].become(Opcode::LOAD_CONST, constants.index_of(vm::Constant::tuple(items)));
  return true;
}

} // namespace specmon::compiler::folding
