#pragma once
// Scopes and their names: what the symbol pass collects (symbols.h) and `resolve` decides.
//
// A scope is a piece of source whose names live together: a module, a class body, a function, a
// comprehension, or one of the hidden functions that hold annotations, type parameters and the
// values of type aliases. Scopes own their children; names live in the AST's arena.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/compiler/ast.h"
#include "vm/compiler/position.h"
#include "vm/compiler/syntax_error.h"

namespace specmon::compiler {

/// Ends a compilation; `compile` turns it into a SyntaxError. Columns as in the AST.
struct CompileFailure {
  SyntaxErrorKind kind = SyntaxErrorKind::syntax_error;
  std::string message;
  Position position;
};

[[noreturn]] void fail(const Position& position, std::string message);
[[noreturn]] void fail_unsupported(const Position& position, std::string message);

enum class ScopeKind : unsigned char {
  module,
  class_body,
  function,        ///< also lambdas and comprehensions
  annotations,     ///< the body of an `__annotate__` function
  type_parameters, ///< holds the type parameters of a function, class or type alias
  type_variable,   ///< a bound, constraint or default of a type parameter
  type_alias,      ///< the value of a type alias
};

enum class ComprehensionKind : unsigned char { none, list, set, dict, generator };

/// Where the value of a name is found from a scope.
enum class Binding : unsigned char {
  unresolved,
  local,
  global_explicit, ///< by a `global` statement
  global_implicit, ///< nothing encloses it: globals, then builtins
  free,            ///< in a cell of an enclosing function
  cell,            ///< here, in a cell, because an inner function uses it
};

struct Symbol {
  /// What the source does with a name in one scope; combined by `|`.
  enum Flag : unsigned {
    declared_global = 1U << 0,
    declared_nonlocal = 1U << 1,
    assigned = 1U << 2,
    parameter = 1U << 3,
    used = 1U << 4,
    imported = 1U << 5,
    annotated = 1U << 6,
    iteration_variable = 1U << 7, ///< a target of this comprehension
    type_parameter = 1U << 8,
    comprehension_cell = 1U << 9, ///< a cell that only an inlined comprehension needs
    free_in_class = 1U << 10,     ///< bound in a class body and free in its methods
    bound = assigned | parameter | imported | type_parameter,
  };
  unsigned flags = 0;
  Binding binding = Binding::unresolved;
};

/// The names of one scope, in the order of their first appearance.
class SymbolMap {
public:
  Symbol* find(Identifier name) {
    auto found = index_.find(name);
    return found == index_.end() ? nullptr : &entries_[found->second].second;
  }
  const Symbol* find(Identifier name) const { return const_cast<SymbolMap*>(this)->find(name); }
  Symbol& operator[](Identifier name) {
    auto [place, added] = index_.try_emplace(name, entries_.size());
    if (added) entries_.push_back({name, {}});
    return entries_[place->second].second;
  }
  unsigned flags_of(Identifier name) const {
    const Symbol* symbol = find(name);
    return symbol ? symbol->flags : 0;
  }
  void erase(Identifier name);
  auto begin() { return entries_.begin(); }
  auto end() { return entries_.end(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

private:
  std::vector<std::pair<Identifier, Symbol>> entries_;
  std::unordered_map<Identifier, std::size_t> index_;
};

struct Scope {
  ScopeKind kind = ScopeKind::module;
  Identifier name;
  Position position;
  Scope* parent = nullptr;
  SymbolMap symbols;
  std::vector<Identifier> parameters; ///< in the order of a frame's local variables
  std::vector<Scope*> children;
  std::vector<std::pair<Identifier, Position>> declarations; ///< of `global` and `nonlocal`

  ComprehensionKind comprehension = ComprehensionKind::none;
  bool nested = false; ///< a function encloses it
  bool generator = false;
  bool coroutine = false;
  bool returns_value = false;
  bool varargs = false;
  bool varkeywords = false;
  bool has_docstring = false;
  bool method = false;                 ///< a function defined directly in a class body
  bool inlined = false;                ///< a comprehension that runs in its parent's frame
  bool needs_class_cell = false;       ///< `__class__` or `super` used in a method
  bool needs_class_dictionary = false; ///< an inner annotation scope reads the class's names
  bool can_see_class_scope = false;
  bool has_conditional_annotations = false; ///< which annotations ran is kept in a set
  bool names_nothing =
      false; ///< annotations kept as text: their names bind and free nothing around
  bool annotations_used = false;     ///< of an annotation scope: there is one
  bool in_conditional_block = false; ///< while collecting: inside `if`, `for`, `try`, ...
  bool iterable_expression = false;  ///< while collecting: in a comprehension's iterable
  bool iteration_target = false;     ///< while collecting: in a comprehension's target
  bool has_free_variables = false;
  bool child_has_free_variables = false;
  Scope* annotation_scope = nullptr; ///< of a module or class body: its `__annotate__`

  /// Whether its variables live in a frame's slots rather than in a dictionary.
  bool is_function_like() const {
    return kind != ScopeKind::module && kind != ScopeKind::class_body;
  }
  Binding binding_of(Identifier mangled) const {
    const Symbol* symbol = symbols.find(mangled);
    return symbol ? symbol->binding : Binding::unresolved;
  }
};

/// Decides the binding of every name in `module` and all scopes below it, and inlines
/// comprehensions (PEP 709). Fails on misplaced `nonlocal`.
void resolve(Scope& module);

/// `name` as a class body sees it: `__x` in class `C` is `_C__x`. The result is interned in
/// `arena`; an empty `class_name` changes nothing.
Identifier mangle(Arena& arena, Identifier class_name, Identifier name);

} // namespace specmon::compiler
