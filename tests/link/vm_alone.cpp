// Links the machine and what stands below it, without the compiler: code that was put together here
// by hand, `print(7)`, runs and prints. Prints nothing; exit status 0 if all of it happened.
#include "vm/code.h"
#include "vm/code_description.h"
#include "vm/interpreter.h"
#include "vm/types/dict.h"
#include "vm/vm.h"

#include <memory>
#include <string>

namespace {

using namespace specmon::vm;

void emit(CodeDescription& code, Opcode opcode, std::uint8_t oparg = 0) {
  code.code.push_back({static_cast<std::uint8_t>(opcode), oparg});
  for (int unit = cache_units(opcode); unit > 0; --unit) {
    code.code.push_back({static_cast<std::uint8_t>(Opcode::CACHE), 0});
  }
}

std::shared_ptr<const CodeDescription> print_seven() {
  auto code = std::make_shared<CodeDescription>();
  code->name = code->qualname = "<module>";
  code->filename = "by_hand.py";
  code->stack_size = 3;
  code->names = {"print"};
  code->constants = {Constant::integer(7), Constant::none()};
  emit(*code, Opcode::RESUME);
  emit(*code, Opcode::LOAD_NAME, 0);
  emit(*code, Opcode::PUSH_NULL);
  emit(*code, Opcode::LOAD_CONST, 0);
  emit(*code, Opcode::CALL, 1);
  emit(*code, Opcode::POP_TOP);
  emit(*code, Opcode::LOAD_CONST, 1);
  emit(*code, Opcode::RETURN_VALUE);
  code->lines =
      LineTable::encode({{0, static_cast<std::uint32_t>(code->code.size()), {1, 1, 0, 8}}}, 1);
  return code;
}

} // namespace

int main() {
  std::string printed;
  Embedder embedder;
  embedder.compile = [](std::string_view, const std::string&, CompileMode, int) {
    return CompileResult{print_seven(), {}};
  };
  embedder.standard_output = [&printed](std::string_view text) { printed += text; };
  Vm vm(specmon::monitoring::Behaviours{}, embedder);
  {
    const Owned<Dict> names = make_dict(vm);
    dict_store(vm, names.get(), "__builtins__", Value::object(vm.builtins.get()));
    const Ref code = compile_source(vm, "", "by_hand.py", CompileMode::exec);
    if (!code || !run_code(vm, cast<Code>(code), names.get(), Value::object(names.get()))) return 1;
  }
  vm.shut_down();
  return printed == "7\n" ? 0 : 1;
}
