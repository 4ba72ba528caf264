// sys.stdout and sys.stderr: objects whose write() hands text to the embedder's sinks.

#include "vm/modules/sys_parts.h"

#include "vm/type.h"
#include "vm/type_setup.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

namespace specmon::vm {

namespace {

struct OutputStream : Object {
  static constexpr Layout layout_id = Layout::other;
  bool error = false;
};

using Values = std::span<const Value>;

Ref stream_write(Vm& vm, Value self, Values a) {
  auto* text = as<Str>(a[0]);
  if (!text) {
    return raise(vm, vm.exceptions.TypeError,
                 "write() argument must be str, not " + type_name(vm, a[0]));
  }
  auto& sink = static_cast<OutputStream*>(self.object())->error ? vm.embedder.standard_error
                                                                : vm.embedder.standard_output;
  if (text->ascii) {
    sink(text->ascii_view());
  } else {
    // A lone surrogate has no UTF-8: Python's standard output refuses it, its standard error
    // escapes it.
    Owned<Bytes> encoded =
        encode(vm, text, "utf-8",
               static_cast<OutputStream*>(self.object())->error ? "backslashreplace" : "strict");
    if (!encoded) return {};
    sink(encoded->view());
  }
  return make_int(vm, static_cast<std::int64_t>(text->length));
}

Ref stream_writelines(Vm& vm, Value self, Values a) {
  Ref iterator = iterate(vm, a[0]);
  if (!iterator) return {};
  while (Ref line = next(vm, iterator)) {
    Value lines[] = {line};
    if (!stream_write(vm, self, lines)) return {};
  }
  if (error_pending(vm)) return {};
  return Value::none();
}

Ref stream_flush(Vm&, Value, Values) {
  return Value::none();
}
Ref stream_isatty(Vm&, Value, Values) {
  return Value::false_();
}
Ref stream_writable(Vm&, Value, Values) {
  return Value::true_();
}

Ref get_name(Vm& vm, Value self) {
  return make_str(vm, static_cast<OutputStream*>(self.object())->error ? "<stderr>" : "<stdout>");
}
Ref get_encoding(Vm& vm, Value) {
  return make_str(vm, "utf-8");
}
Ref get_closed(Vm&, Value) {
  return Value::false_();
}

constexpr NativeDefinition methods[] = {
    {"write", stream_write, 1, 1},       {"writelines", stream_writelines, 1, 1},
    {"flush", stream_flush, 0, 0},       {"isatty", stream_isatty, 0, 0},
    {"writable", stream_writable, 0, 0},
};
constexpr AttributeDefinition attributes[] = {
    {"name", get_name}, {"encoding", get_encoding}, {"closed", get_closed}};

} // namespace

void write_error(Vm& vm, const std::string& text) {
  const Owned<Str> sys_name = intern(vm, "sys");
  auto* sys = as<Module>(dict_find(vm.modules.get(), sys_name.get()));
  Ref stream;
  if (sys) stream = dict_find(sys->dict.get(), intern(vm, "stderr").get());
  const bool own =
      stream && type_of(vm, stream)->name == "TextIOWrapper" && type_of(vm, stream)->is_builtin;
  if (own || !stream) {
    vm.embedder.standard_error(text);
  } else if (!stream.get().is_none()) {
    const Ref write = get_attribute(vm, stream, "write");
    if (write) call(vm, write, {make_str(vm, text)});
  }
}

void add_sys_streams(Vm& vm, Dict* sys) {
  Type* type = make_builtin_type(vm, "_io", "TextIOWrapper", Layout::other, sizeof(OutputStream));
  type->slots.destroy = destroy_plain;
  add_methods(vm, type, methods);
  add_attributes(vm, type, attributes);
  finish_type(vm, type);
  for (bool error : {false, true}) {
    auto* stream = vm.heap.make<OutputStream>(type);
    stream->error = error;
    Ref owned = Ref::steal(stream);
    dict_store(vm, sys, error ? "stderr" : "stdout", owned);
    dict_store(vm, sys, error ? "__stderr__" : "__stdout__", owned);
  }
}

} // namespace specmon::vm
