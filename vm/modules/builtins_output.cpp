// print and input. The VM has no files: output goes to sys.stdout, whose write goes to the
// embedder's sink.

#include "vm/modules/builtins.h"

#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

namespace specmon::vm {

namespace {

using Values = std::span<const Value>;

bool check_text(Vm& vm, Value text, const char* what) {
  if (!text || text.is_none() || is<Str>(text)) return true;
  return raise(vm, vm.exceptions.TypeError,
               std::string(what) + " must be None or a string, not " + type_name(vm, text));
}

Ref builtin_print(Vm& vm, Value, Values a) {
  auto* items = cast<Tuple>(a[0]);
  Value separator = a[1], end = a[2], flush = a[4];
  if (!check_text(vm, separator, "sep") || !check_text(vm, end, "end")) return {};
  Ref file = a[3];
  if (file.get().is_none()) {
    Owned<Str> key = intern(vm, "sys");
    auto* sys = as<Module>(dict_find(vm.modules.get(), key.get()));
    Value output = sys ? dict_find(sys->dict.get(), vm.names.stdout_) : Value();
    if (!output) return raise(vm, vm.exceptions.RuntimeError, "lost sys.stdout");
    if (output.is_none()) return Value::none();
    file = output;
  }
  Ref write = get_attribute(vm, file, vm.names.write);
  if (!write) return {};
  auto put = [&](Value text) { return static_cast<bool>(call(vm, write, {text})); };
  for (std::size_t i = 0; i < items->size; ++i) {
    if (i > 0) {
      Ref text = separator.is_none() ? Ref(make_char(vm, U' ')) : Ref(separator);
      if (!put(text)) return {};
    }
    Owned<Str> text = str(vm, items->items[i]);
    if (!text || !put(text)) return {};
  }
  Ref last = end.is_none() ? Ref(make_char(vm, U'\n')) : Ref(end);
  if (!put(last)) return {};
  auto wanted = truth(vm, flush);
  if (!wanted) return {};
  if (*wanted && !call_method(vm, file, vm.names.flush, {})) return {};
  return Value::none();
}

Ref builtin_input(Vm& vm, Value, Values) {
  return raise(vm, vm.exceptions.EOFError, "EOF when reading a line");
}

constexpr NativeDefinition functions[] = {
    {"print", builtin_print, "(*args, sep=None, end=None, file=None, flush=False)"},
    {"input", builtin_input, 0, 1},
};

} // namespace

void add_builtin_output_functions(Vm& vm, Module* module) {
  add_functions(vm, module, functions);
}

} // namespace specmon::vm
