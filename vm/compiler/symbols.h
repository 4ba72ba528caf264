#pragma once
// The symbol pass: walks the AST, makes a scope of each piece of source that has its own names, and
// notes what happens to which name in it. scopes.h then decides where each name lives.

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "monitoring/behaviours.h"
#include "vm/compiler/ast.h"
#include "vm/compiler/scopes.h"

namespace specmon::compiler {

/// A node may own several scopes; the role tells them apart.
enum class ScopeRole : unsigned char { body, type_parameters, annotations, default_value };

class SymbolTable {
public:
  Scope& module() const { return *scopes_.front(); }
  /// The scope that belongs to a node; null if the pass made none.
  Scope* find(const void* node, ScopeRole role = ScopeRole::body) const {
    auto found = by_node_.find({node, role});
    return found == by_node_.end() ? nullptr : found->second;
  }
  /// Whether an annotation may or may not run before its scope is done: `__annotate__` has to ask.
  bool is_conditional(const AnnAssign& statement) const {
    return conditional_.count(&statement) > 0;
  }
  void set_conditional(const AnnAssign& statement) { conditional_.insert(&statement); }
  Scope& add(const void* node, ScopeRole role) {
    scopes_.push_back(std::make_unique<Scope>());
    if (node) by_node_[{node, role}] = scopes_.back().get();
    return *scopes_.back();
  }

private:
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::map<std::pair<const void*, ScopeRole>, Scope*> by_node_;
  std::set<const AnnAssign*> conditional_;
};

/// Throws CompileFailure on names that contradict each other. Every name is resolved on return.
SymbolTable make_symbol_table(Ast& ast, const monitoring::Behaviours& behaviours,
                              bool future_annotations);

/// The docstring that a body starts with, or null.
const Expression* docstring_of(Sequence<Statement> body);

} // namespace specmon::compiler
