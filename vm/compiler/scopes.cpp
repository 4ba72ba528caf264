#include "vm/compiler/scopes.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

namespace specmon::compiler {

void fail(const Position& position, std::string message) {
  throw CompileFailure{SyntaxErrorKind::syntax_error, std::move(message), position};
}

void fail_unsupported(const Position& position, std::string message) {
  throw CompileFailure{SyntaxErrorKind::unsupported, std::move(message), position};
}

void SymbolMap::erase(Identifier name) {
  auto found = index_.find(name);
  if (found == index_.end()) return;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(found->second));
  index_.clear();
  for (std::size_t i = 0; i < entries_.size(); ++i) index_[entries_[i].first] = i;
}

Identifier mangle(Arena& arena, Identifier class_name, Identifier name) {
  if (class_name.empty() || name.size() < 2 || name.substr(0, 2) != "__") return name;
  if (name.substr(name.size() - 2) == "__" || name.find('.') != Identifier::npos) return name;
  std::size_t start = class_name.find_first_not_of('_');
  if (start == Identifier::npos) return name;
  return arena.intern(fmt::format("_{}{}", class_name.substr(start), name));
}

namespace {

using NameSet = std::unordered_set<Identifier>;

/// The names that enclosing scopes offer to one scope. Each scope gets its own copy: what it hides
/// or declares must not reach its siblings.
struct Enclosing {
  bool exists = false; ///< false for the module
  NameSet bound;
  NameSet global;
  NameSet type_parameters;
};

class Resolver {
public:
  /// Returns the names that are free in `scope`.
  NameSet resolve_scope(Scope& scope, Enclosing around, Scope* class_scope);

private:
  void resolve_name(Scope& scope, Identifier name, Symbol& symbol, Enclosing& around,
                    NameSet& local, NameSet& free, const Scope* class_scope);
  void inline_comprehension(Scope& scope, Scope& comprehension, NameSet& child_free,
                            NameSet& inlined_cells);
};

Position declaration_of(const Scope& scope, Identifier name) {
  for (const auto& [declared, position] : scope.declarations)
    if (declared == name) return position;
  return scope.position;
}

bool is_class_only_name(Identifier name) {
  return name == "__class__" || name == "__classdict__" || name == "__conditional_annotations__";
}

void Resolver::resolve_name(Scope& scope, Identifier name, Symbol& symbol, Enclosing& around,
                            NameSet& local, NameSet& free, const Scope* class_scope) {
  if (symbol.flags & Symbol::declared_global) {
    if (symbol.flags & Symbol::declared_nonlocal)
      fail(declaration_of(scope, name), fmt::format("name '{}' is nonlocal and global", name));
    symbol.binding = Binding::global_explicit;
    around.global.insert(name);
    around.bound.erase(name);
    return;
  }
  if (symbol.flags & Symbol::declared_nonlocal) {
    if (!around.exists)
      fail(declaration_of(scope, name), "nonlocal declaration not allowed at module level");
    if (!around.bound.count(name))
      fail(declaration_of(scope, name), fmt::format("no binding for nonlocal '{}' found", name));
    if (around.type_parameters.count(name))
      fail(declaration_of(scope, name),
           fmt::format("nonlocal binding not allowed for type parameter '{}'", name));
    symbol.binding = Binding::free;
    scope.has_free_variables = true;
    free.insert(name);
    return;
  }
  if (symbol.flags & Symbol::bound) {
    symbol.binding = Binding::local;
    local.insert(name);
    around.global.erase(name);
    if (symbol.flags & Symbol::type_parameter)
      around.type_parameters.insert(name);
    else
      around.type_parameters.erase(name);
    return;
  }
  // Only used here. An annotation scope in a class sees the class's names first.
  if (class_scope) {
    unsigned flags = class_scope->symbols.flags_of(name);
    if (flags & Symbol::declared_global) {
      symbol.binding = Binding::global_explicit;
      return;
    }
    if ((flags & Symbol::bound) && !(flags & Symbol::declared_nonlocal)) {
      symbol.binding = Binding::global_implicit;
      return;
    }
  }
  if (around.bound.count(name)) {
    symbol.binding = Binding::free;
    scope.has_free_variables = true;
    free.insert(name);
    return;
  }
  if (!around.global.count(name) && scope.nested) scope.has_free_variables = true;
  symbol.binding = Binding::global_implicit;
}

bool is_free_in_a_child(const Scope& scope, Identifier name) {
  return std::any_of(scope.children.begin(), scope.children.end(),
                     [&](const Scope* child) { return child->binding_of(name) == Binding::free; });
}

/// Moves the names of a comprehension into the scope whose frame it will run in.
void Resolver::inline_comprehension(Scope& scope, Scope& comprehension, NameSet& child_free,
                                    NameSet& inlined_cells) {
  std::vector<Identifier> class_only;
  for (const auto& [name, symbol] : comprehension.symbols) {
    if (symbol.flags & Symbol::parameter) continue;
    Binding binding = symbol.binding;
    if (binding == Binding::free && scope.kind == ScopeKind::class_body &&
        is_class_only_name(name)) {
      // A comprehension function in a class body would not see the class's own cells.
      binding = Binding::global_implicit;
      child_free.erase(name);
      class_only.push_back(name);
    }
    if (binding == Binding::cell || (symbol.flags & Symbol::comprehension_cell))
      inlined_cells.insert(name);
    Symbol* existing = scope.symbols.find(name);
    if (!existing) {
      Symbol& copy = scope.symbols[name];
      copy.flags = symbol.flags;
      copy.binding = binding;
    } else if ((existing->flags & Symbol::bound) && scope.kind != ScopeKind::class_body &&
               !is_free_in_a_child(comprehension, name)) {
      child_free.erase(name);
    }
  }
  for (Identifier name : class_only) comprehension.symbols.erase(name);
}

NameSet Resolver::resolve_scope(Scope& scope, Enclosing around, Scope* class_scope) {
  const bool is_class = scope.kind == ScopeKind::class_body;
  NameSet local, free;
  Enclosing inner;
  inner.exists = true;
  // A class body's own names are invisible to the functions in it, so what those see is fixed
  // before the names of the body are looked at.
  if (is_class) {
    inner.global = around.global;
    inner.bound = around.bound;
  }
  for (auto& [name, symbol] : scope.symbols)
    resolve_name(scope, name, symbol, around, local, free, class_scope);
  if (!is_class) {
    if (scope.is_function_like()) inner.bound = local;
    inner.bound.insert(around.bound.begin(), around.bound.end());
    inner.global = around.global;
  } else {
    inner.bound.insert({"__class__", "__classdict__", "__conditional_annotations__"});
  }
  inner.type_parameters = around.type_parameters;

  NameSet inlined_cells;
  std::vector<Scope*> children;
  for (Scope* child : scope.children) {
    if (child->names_nothing) {
      resolve_scope(*child, {}, nullptr);
      children.push_back(child);
      continue;
    }
    Scope* child_class = nullptr;
    if (child->can_see_class_scope) child_class = is_class ? &scope : class_scope;
    child->inlined = child->comprehension != ComprehensionKind::none &&
                     child->comprehension != ComprehensionKind::generator &&
                     !scope.can_see_class_scope;
    NameSet child_free = resolve_scope(*child, inner, child_class);
    if (child->inlined) {
      inline_comprehension(scope, *child, child_free, inlined_cells);
      for (Scope* grandchild : child->children) children.push_back(grandchild);
    } else {
      children.push_back(child);
    }
    if (child->has_free_variables || child->child_has_free_variables)
      scope.child_has_free_variables = true;
    free.insert(child_free.begin(), child_free.end());
  }
  scope.children = std::move(children);

  if (scope.is_function_like()) {
    for (auto& [name, symbol] : scope.symbols) {
      if (symbol.binding != Binding::local) continue;
      if (!free.count(name) && !inlined_cells.count(name)) continue;
      symbol.binding = Binding::cell;
      free.erase(name);
    }
  } else if (is_class) {
    if (free.erase("__class__")) scope.needs_class_cell = true;
    if (free.erase("__classdict__")) scope.needs_class_dictionary = true;
    if (free.erase("__conditional_annotations__")) scope.has_conditional_annotations = true;
  }

  for (Identifier name : inlined_cells)
    if (Symbol* symbol = scope.symbols.find(name)) symbol->flags |= Symbol::comprehension_cell;
  std::vector<Identifier> sorted(free.begin(), free.end());
  std::sort(sorted.begin(), sorted.end());
  for (Identifier name : sorted) {
    if (Symbol* symbol = scope.symbols.find(name)) {
      // A method of this class uses a name of a function around the class, which the body binds
      // for itself: the cell must pass through.
      if (is_class && (symbol->flags & (Symbol::bound | Symbol::declared_global)))
        symbol->flags |= Symbol::free_in_class;
      continue;
    }
    if (!around.exists || !around.bound.count(name)) continue;
    scope.symbols[name].binding = Binding::free;
  }
  return free;
}

} // namespace

void resolve(Scope& module) {
  Resolver{}.resolve_scope(module, {}, nullptr);
}

} // namespace specmon::compiler
