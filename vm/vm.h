// One virtual machine: its heap, types, modules, monitoring, and what is running. Nothing is
// global: any number of VMs may live in a process (one thread uses one at a time).
//
// The embedder gives what the VM must not have itself (layers, no I/O): the compiler as a function,
// sinks for output, the clock. Ownership: the VM owns everything below it; the embedder's functions
// must outlive it.
#pragma once

#include "monitoring/behaviours.h"
#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/ref.h"
#include "vm/type.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace specmon::vm {

struct CodeDescription;
struct AttributeDefinition; // vm/type_setup.h
class Interpreter;          // vm/machine.h: frames, the loop, monitoring
struct SlotRow;             // vm/types/type_slots.h
struct NativeSignature;     // vm/types/signature.h

enum class CompileMode { exec, eval, single };

// What a compiler answers: a code description, or the error to raise (a SyntaxError with its
// place).
struct CompileResult {
  std::shared_ptr<const CodeDescription> code;
  struct Error {
    std::string type =
        "SyntaxError"; // or IndentationError, TabError; "unsupported": the embedder's exit status 3
    std::string message;
    int line = 0;   // 1-based
    int column = 0; // 1-based, in characters, as SyntaxError.offset
    int end_line = 0;
    int end_column = 0;
    std::string text; // the source line
    // Instead of `text` the line of the file of that name counts, if there is one.
    bool text_is_of_file = false;
  } error;
};

struct Embedder {
  std::function<CompileResult(std::string_view source, const std::string& filename,
                              CompileMode mode, int flags)>
      compile;
  std::function<void(std::string_view)> standard_output = [](std::string_view) {};
  std::function<void(std::string_view)> standard_error = [](std::string_view) {};
  // Seconds: of the day's clock, and of processor time that this process has used; and a wait.
  std::function<double()> clock = [] { return 0.0; };
  std::function<double()> processor_clock = [] { return 0.0; };
  std::function<void(double seconds)> sleep = [](double) {};
  // The text of a source file for tracebacks, empty if unknown. (The program's own source is
  // known.)
  std::function<std::string(const std::string& filename)> source = [](const std::string&) {
    return std::string();
  };
  std::vector<std::string> arguments; // sys.argv
  int recursion_limit = 1000;         // --max-depth
  std::uint64_t step_limit =
      0; // --max-steps: code units executed at backward jumps and calls; 0: none
  std::size_t memory_limit = SIZE_MAX; // --max-memory
};

// --max-steps or --max-memory was reached: a C++ exception that leaves the VM. Not catchable by
// programs.
struct LimitReached {
  std::string message;
};

// Source text compiled while the program runs (import, exec) uses what is not supported: leaves the
// VM too.
struct Unsupported {
  std::string filename;
  int line = 0;
  int column = 0;
  std::string message;
};

// One line of the cache of attribute lookups in types (lookup_in_type). `version` 0: empty.
struct TypeLookup {
  std::uint32_t version = 0;
  Ref name;
  Value
      value; // borrowed from the type's dict: valid while the type keeps this version; null: absent
};

class Vm {
public:
  Vm(monitoring::Behaviours behaviours, Embedder embedder);
  ~Vm();
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  monitoring::Behaviours behaviours;
  Embedder embedder;
  Heap heap{*this};

  // Types made by the VM, by the names of builtin_types.def; exception types by their Python names.
  struct BuiltinTypes {
#define BUILTIN_TYPE(member, name, layout) Type* member = nullptr;
#include "vm/builtin_types.def"
#undef BUILTIN_TYPE
  } types;
  struct ExceptionTypes {
#define EXCEPTION(name, base, extra) Type* name = nullptr;
#include "vm/exceptions.def"
#undef EXCEPTION
    Type* ExceptionGroup = nullptr;
  } exceptions;
  struct Names {
#define NAME(member, text) Str* member = nullptr;
#include "vm/names.def"
#undef NAME
  } names;

  Ref pending;           // the exception on its way, or null (vm/errors.h)
  Value handled() const; // the exception being handled (sys.exception()), borrowed; null: none

  Owned<Dict> modules;  // sys.modules
  Owned<Dict> builtins; // the dict of the builtins module
  Ref empty_tuple;
  Ref empty_str;
  std::vector<Ref> latin1_characters; // the 256 one-character strings
  std::unordered_multimap<std::int64_t, Str*>
      interned; // by hash; borrowed: a dying str takes itself out

  std::shared_ptr<Interpreter> interpreter; // shared only so that its struct may stay unknown here
  std::uint32_t next_type_version = 1;
  std::uint32_t next_keys_version = 1;
  int max_str_digits = 4300; // sys.set_int_max_str_digits; 0: no limit
  std::array<TypeLookup, 4096> type_lookups;
  std::vector<Type*>
      static_types; // every built-in type, in the order they were made; they die with the VM
  std::unordered_map<const NativeDefinition*, std::shared_ptr<NativeSignature>> signatures;
  std::vector<SlotRow> slot_rows; // slots.def and binary_operators.def with interned names
  std::vector<std::unique_ptr<AttributeDefinition[]>> attribute_tables; // of types made at run time
  std::vector<Object*> being_shown; // containers whose repr is under way (vm/types/repr_guard.h)
  int native_depth =
      0; // C++ calls of Python code inside each other: guarded against the native stack's end

  // `shutdown` runs before the heap goes: clears modules, collects, so that __del__ runs while all
  // is alive.
  void shut_down();

private:
  // vm/bootstrap.cpp
  void create_types();
  void create_names();
  void create_modules();
  void destroy_types();
};

// Guards a native recursion (repr of nested lists, a comparison calling back into Python...): false
// with RecursionError pending when it is too deep.
class NativeRecursion {
public:
  explicit NativeRecursion(Vm& vm) : vm_(vm) { ++vm_.native_depth; }
  ~NativeRecursion() { --vm_.native_depth; }
  bool check(std::string_view what = ""); // "maximum recursion depth exceeded" + what

private:
  Vm& vm_;
};

inline Type* type_of(const Vm& vm, Value value) {
  if (value.is_object()) return value.object()->type;
  if (value.is_small()) return vm.types.int_;
  if (value.is_real()) return vm.types.float_;
  if (value.is_bool()) return vm.types.bool_;
  if (value.is_none()) return vm.types.none;
  return value.is_ellipsis() ? vm.types.ellipsis : vm.types.not_implemented;
}

} // namespace specmon::vm
