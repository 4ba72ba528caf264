#pragma once
// The abstract syntax tree. It mirrors the nodes and fields of Python's `ast` module, by their
// names (https://docs.python.org/3/library/ast.html), so that a reader of one knows the other; the
// three `mod` roots are `Ast`. Positions are those of CPython.
//
// Ownership: every node, list and name lives in the arena of its `Ast`; pointers do not own, and
// are never null unless the field says "optional". Enumerators are spelled as in `ast`.

#include <cassert>
#include <span>
#include <string_view>

#include "vm/compiler/arena.h"
#include "vm/compiler/position.h"
#include "vm/constant.h"

namespace specmon::compiler {

/// A name, in UTF-8, interned in the arena: equal names have equal addresses. Empty stands for
/// None.
using Identifier = std::string_view;

/// A list of nodes, in the arena.
template <typename T> using Sequence = std::span<T* const>;

enum class ExpressionContext : unsigned char { Load, Store, Del };
enum class BoolOperator : unsigned char { And, Or };
enum class UnaryOperator : unsigned char { Invert, Not, UAdd, USub };
enum class Operator : unsigned char {
  Add,
  Sub,
  Mult,
  MatMult,
  Div,
  Mod,
  Pow,
  LShift,
  RShift,
  BitOr,
  BitXor,
  BitAnd,
  FloorDiv,
};
enum class Comparison : unsigned char { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

enum class ExpressionKind : unsigned char {
  BoolOp,
  NamedExpr,
  BinOp,
  UnaryOp,
  Lambda,
  IfExp,
  Dict,
  Set,
  ListComp,
  SetComp,
  DictComp,
  GeneratorExp,
  Await,
  Yield,
  YieldFrom,
  Compare,
  Call,
  FormattedValue,
  JoinedStr,
  Constant,
  Attribute,
  Subscript,
  Starred,
  Name,
  List,
  Tuple,
  Slice,
};

enum class StatementKind : unsigned char {
  FunctionDef,
  AsyncFunctionDef,
  ClassDef,
  Return,
  Delete,
  Assign,
  TypeAlias,
  AugAssign,
  AnnAssign,
  For,
  AsyncFor,
  While,
  If,
  With,
  AsyncWith,
  Match,
  Raise,
  Try,
  TryStar,
  Assert,
  Import,
  ImportFrom,
  Global,
  Nonlocal,
  Expr,
  Pass,
  Break,
  Continue,
};

enum class PatternKind : unsigned char {
  MatchValue,
  MatchSingleton,
  MatchSequence,
  MatchMapping,
  MatchClass,
  MatchStar,
  MatchAs,
  MatchOr,
};

enum class TypeParameterKind : unsigned char {
  TypeVar,
  ParamSpec,
  TypeVarTuple,
};

/// `expr` of the grammar.
struct Expression {
  const ExpressionKind kind;
  Position position;

protected:
  explicit Expression(ExpressionKind node_kind) : kind(node_kind) {}
};

/// `stmt` of the grammar.
struct Statement {
  const StatementKind kind;
  Position position;

protected:
  explicit Statement(StatementKind node_kind) : kind(node_kind) {}
};

/// `pattern` of the grammar.
struct Pattern {
  const PatternKind kind;
  Position position;

protected:
  explicit Pattern(PatternKind node_kind) : kind(node_kind) {}
};

/// `type_param` of the grammar.
struct TypeParameter {
  const TypeParameterKind kind;
  Position position;

protected:
  explicit TypeParameter(TypeParameterKind node_kind) : kind(node_kind) {}
};

/// Whether the node is a `T`. Null is nothing.
template <typename T, typename Base> bool is(const Base* node) {
  return node != nullptr && node->kind == T::node_kind;
}

/// The node as a `T`, which it must be.
template <typename T, typename Base> T* as(Base* node) {
  assert(is<T>(node));
  return static_cast<T*>(node);
}
template <typename T, typename Base> const T* as(const Base* node) {
  assert(is<T>(node));
  return static_cast<const T*>(node);
}

/// The node as a `T`, or null if it is something else.
template <typename T, typename Base> T* try_as(Base* node) {
  return is<T>(node) ? static_cast<T*>(node) : nullptr;
}
template <typename T, typename Base> const T* try_as(const Base* node) {
  return is<T>(node) ? static_cast<const T*>(node) : nullptr;
}

// ---- parts that are neither expression nor statement

struct Arg {
  Identifier arg;
  Expression* annotation = nullptr; ///< optional
  Position position;
};

/// `defaults` belong to the last of `posonlyargs` + `args`; `kw_defaults` has an entry for each of
/// `kwonlyargs`, null where there is no default.
struct Arguments {
  Sequence<Arg> posonlyargs;
  Sequence<Arg> args;
  Arg* vararg = nullptr; ///< optional
  Sequence<Arg> kwonlyargs;
  Sequence<Expression> kw_defaults;
  Arg* kwarg = nullptr; ///< optional
  Sequence<Expression> defaults;
};

struct Keyword {
  Identifier arg; ///< empty for `**mapping`
  Expression* value = nullptr;
  Position position;
};

struct Alias {
  Identifier name;   ///< dotted
  Identifier asname; ///< optional: empty
  Position position;
};

struct Comprehension {
  Expression* target = nullptr;
  Expression* iter = nullptr;
  Sequence<Expression> ifs;
  bool is_async = false;
};

struct WithItem {
  Expression* context_expr = nullptr;
  Expression* optional_vars = nullptr; ///< optional
};

struct ExceptHandler {
  Expression* type = nullptr; ///< optional
  Identifier name;            ///< optional: empty
  Sequence<Statement> body;
  Position position;
};

struct MatchCase {
  Pattern* pattern = nullptr;
  Expression* guard = nullptr; ///< optional
  Sequence<Statement> body;
};

// ---- expressions

struct BoolOp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::BoolOp;
  BoolOp() : Expression(node_kind) {}
  BoolOperator op = BoolOperator::And;
  Sequence<Expression> values;
};

struct NamedExpr : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::NamedExpr;
  NamedExpr() : Expression(node_kind) {}
  Expression* target = nullptr;
  Expression* value = nullptr;
};

struct BinOp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::BinOp;
  BinOp() : Expression(node_kind) {}
  Expression* left = nullptr;
  Operator op = Operator::Add;
  Expression* right = nullptr;
};

struct UnaryOp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::UnaryOp;
  UnaryOp() : Expression(node_kind) {}
  UnaryOperator op = UnaryOperator::Not;
  Expression* operand = nullptr;
};

struct Lambda : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Lambda;
  Lambda() : Expression(node_kind) {}
  Arguments* args = nullptr;
  Expression* body = nullptr;
};

struct IfExp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::IfExp;
  IfExp() : Expression(node_kind) {}
  Expression* test = nullptr;
  Expression* body = nullptr;
  Expression* orelse = nullptr;
};

struct Dict : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Dict;
  Dict() : Expression(node_kind) {}
  Sequence<Expression> keys; ///< a key is null for `**mapping`
  Sequence<Expression> values;
};

struct Set : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Set;
  Set() : Expression(node_kind) {}
  Sequence<Expression> elts;
};

struct ListComp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::ListComp;
  ListComp() : Expression(node_kind) {}
  Expression* elt = nullptr;
  Sequence<Comprehension> generators;
};

struct SetComp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::SetComp;
  SetComp() : Expression(node_kind) {}
  Expression* elt = nullptr;
  Sequence<Comprehension> generators;
};

struct DictComp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::DictComp;
  DictComp() : Expression(node_kind) {}
  Expression* key = nullptr;
  Expression* value = nullptr; ///< null for `{**mapping for ...}` (3.15)
  Sequence<Comprehension> generators;
};

struct GeneratorExp : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::GeneratorExp;
  GeneratorExp() : Expression(node_kind) {}
  Expression* elt = nullptr;
  Sequence<Comprehension> generators;
};

struct Await : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Await;
  Await() : Expression(node_kind) {}
  Expression* value = nullptr;
};

struct Yield : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Yield;
  Yield() : Expression(node_kind) {}
  Expression* value = nullptr; ///< optional
};

struct YieldFrom : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::YieldFrom;
  YieldFrom() : Expression(node_kind) {}
  Expression* value = nullptr;
};

struct Compare : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Compare;
  Compare() : Expression(node_kind) {}
  Expression* left = nullptr;
  std::span<const Comparison> ops;
  Sequence<Expression> comparators;
};

struct Call : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Call;
  Call() : Expression(node_kind) {}
  Expression* func = nullptr;
  Sequence<Expression> args;
  Sequence<Keyword> keywords;
};

struct FormattedValue : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::FormattedValue;
  FormattedValue() : Expression(node_kind) {}
  Expression* value = nullptr;
  int conversion = -1;               ///< 's', 'r', 'a', or -1
  Expression* format_spec = nullptr; ///< optional
};

struct JoinedStr : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::JoinedStr;
  JoinedStr() : Expression(node_kind) {}
  Sequence<Expression> values;
};

struct Constant : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Constant;
  Constant() : Expression(node_kind) {}
  vm::Constant value;
  bool has_u_prefix = false; ///< `kind` is then "u" in `ast`
};

struct Attribute : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Attribute;
  Attribute() : Expression(node_kind) {}
  Expression* value = nullptr;
  Identifier attr;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct Subscript : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Subscript;
  Subscript() : Expression(node_kind) {}
  Expression* value = nullptr;
  Expression* slice = nullptr;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct Starred : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Starred;
  Starred() : Expression(node_kind) {}
  Expression* value = nullptr;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct Name : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Name;
  Name() : Expression(node_kind) {}
  Identifier id;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct List : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::List;
  List() : Expression(node_kind) {}
  Sequence<Expression> elts;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct Tuple : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Tuple;
  Tuple() : Expression(node_kind) {}
  Sequence<Expression> elts;
  ExpressionContext ctx = ExpressionContext::Load;
};

struct Slice : Expression {
  static constexpr ExpressionKind node_kind = ExpressionKind::Slice;
  Slice() : Expression(node_kind) {}
  Expression* lower = nullptr; ///< optional
  Expression* upper = nullptr; ///< optional
  Expression* step = nullptr;  ///< optional
};

// ---- statements

struct FunctionDef : Statement {
  static constexpr StatementKind node_kind = StatementKind::FunctionDef;
  FunctionDef() : Statement(node_kind) {}
  Identifier name;
  Arguments* args = nullptr;
  Sequence<Statement> body;
  Sequence<Expression> decorator_list;
  Expression* returns = nullptr; ///< optional
  Sequence<TypeParameter> type_params;
};

struct AsyncFunctionDef : Statement {
  static constexpr StatementKind node_kind = StatementKind::AsyncFunctionDef;
  AsyncFunctionDef() : Statement(node_kind) {}
  Identifier name;
  Arguments* args = nullptr;
  Sequence<Statement> body;
  Sequence<Expression> decorator_list;
  Expression* returns = nullptr; ///< optional
  Sequence<TypeParameter> type_params;
};

struct ClassDef : Statement {
  static constexpr StatementKind node_kind = StatementKind::ClassDef;
  ClassDef() : Statement(node_kind) {}
  Identifier name;
  Sequence<Expression> bases;
  Sequence<Keyword> keywords;
  Sequence<Statement> body;
  Sequence<Expression> decorator_list;
  Sequence<TypeParameter> type_params;
};

struct Return : Statement {
  static constexpr StatementKind node_kind = StatementKind::Return;
  Return() : Statement(node_kind) {}
  Expression* value = nullptr; ///< optional
};

struct Delete : Statement {
  static constexpr StatementKind node_kind = StatementKind::Delete;
  Delete() : Statement(node_kind) {}
  Sequence<Expression> targets;
};

struct Assign : Statement {
  static constexpr StatementKind node_kind = StatementKind::Assign;
  Assign() : Statement(node_kind) {}
  Sequence<Expression> targets;
  Expression* value = nullptr;
};

struct TypeAlias : Statement {
  static constexpr StatementKind node_kind = StatementKind::TypeAlias;
  TypeAlias() : Statement(node_kind) {}
  Expression* name = nullptr;
  Sequence<TypeParameter> type_params;
  Expression* value = nullptr;
};

struct AugAssign : Statement {
  static constexpr StatementKind node_kind = StatementKind::AugAssign;
  AugAssign() : Statement(node_kind) {}
  Expression* target = nullptr;
  Operator op = Operator::Add;
  Expression* value = nullptr;
};

struct AnnAssign : Statement {
  static constexpr StatementKind node_kind = StatementKind::AnnAssign;
  AnnAssign() : Statement(node_kind) {}
  Expression* target = nullptr;
  Expression* annotation = nullptr;
  Expression* value = nullptr; ///< optional
  bool simple = false;         ///< the target is a name without parentheses
};

struct For : Statement {
  static constexpr StatementKind node_kind = StatementKind::For;
  For() : Statement(node_kind) {}
  Expression* target = nullptr;
  Expression* iter = nullptr;
  Sequence<Statement> body;
  Sequence<Statement> orelse;
};

struct AsyncFor : Statement {
  static constexpr StatementKind node_kind = StatementKind::AsyncFor;
  AsyncFor() : Statement(node_kind) {}
  Expression* target = nullptr;
  Expression* iter = nullptr;
  Sequence<Statement> body;
  Sequence<Statement> orelse;
};

struct While : Statement {
  static constexpr StatementKind node_kind = StatementKind::While;
  While() : Statement(node_kind) {}
  Expression* test = nullptr;
  Sequence<Statement> body;
  Sequence<Statement> orelse;
};

struct If : Statement {
  static constexpr StatementKind node_kind = StatementKind::If;
  If() : Statement(node_kind) {}
  Expression* test = nullptr;
  Sequence<Statement> body;
  Sequence<Statement> orelse;
};

struct With : Statement {
  static constexpr StatementKind node_kind = StatementKind::With;
  With() : Statement(node_kind) {}
  Sequence<WithItem> items;
  Sequence<Statement> body;
};

struct AsyncWith : Statement {
  static constexpr StatementKind node_kind = StatementKind::AsyncWith;
  AsyncWith() : Statement(node_kind) {}
  Sequence<WithItem> items;
  Sequence<Statement> body;
};

struct Match : Statement {
  static constexpr StatementKind node_kind = StatementKind::Match;
  Match() : Statement(node_kind) {}
  Expression* subject = nullptr;
  Sequence<MatchCase> cases;
};

struct Raise : Statement {
  static constexpr StatementKind node_kind = StatementKind::Raise;
  Raise() : Statement(node_kind) {}
  Expression* exc = nullptr;   ///< optional
  Expression* cause = nullptr; ///< optional
};

struct Try : Statement {
  static constexpr StatementKind node_kind = StatementKind::Try;
  Try() : Statement(node_kind) {}
  Sequence<Statement> body;
  Sequence<ExceptHandler> handlers;
  Sequence<Statement> orelse;
  Sequence<Statement> finalbody;
};

struct TryStar : Statement {
  static constexpr StatementKind node_kind = StatementKind::TryStar;
  TryStar() : Statement(node_kind) {}
  Sequence<Statement> body;
  Sequence<ExceptHandler> handlers;
  Sequence<Statement> orelse;
  Sequence<Statement> finalbody;
};

struct Assert : Statement {
  static constexpr StatementKind node_kind = StatementKind::Assert;
  Assert() : Statement(node_kind) {}
  Expression* test = nullptr;
  Expression* msg = nullptr; ///< optional
};

struct Import : Statement {
  static constexpr StatementKind node_kind = StatementKind::Import;
  Import() : Statement(node_kind) {}
  Sequence<Alias> names;
};

struct ImportFrom : Statement {
  static constexpr StatementKind node_kind = StatementKind::ImportFrom;
  ImportFrom() : Statement(node_kind) {}
  Identifier module; ///< optional: empty
  Sequence<Alias> names;
  int level = 0;
};

struct Global : Statement {
  static constexpr StatementKind node_kind = StatementKind::Global;
  Global() : Statement(node_kind) {}
  std::span<const Identifier> names;
};

struct Nonlocal : Statement {
  static constexpr StatementKind node_kind = StatementKind::Nonlocal;
  Nonlocal() : Statement(node_kind) {}
  std::span<const Identifier> names;
};

struct Expr : Statement {
  static constexpr StatementKind node_kind = StatementKind::Expr;
  Expr() : Statement(node_kind) {}
  Expression* value = nullptr;
};

struct Pass : Statement {
  static constexpr StatementKind node_kind = StatementKind::Pass;
  Pass() : Statement(node_kind) {}
};

struct Break : Statement {
  static constexpr StatementKind node_kind = StatementKind::Break;
  Break() : Statement(node_kind) {}
};

struct Continue : Statement {
  static constexpr StatementKind node_kind = StatementKind::Continue;
  Continue() : Statement(node_kind) {}
};

// ---- patterns

struct MatchValue : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchValue;
  MatchValue() : Pattern(node_kind) {}
  Expression* value = nullptr;
};

struct MatchSingleton : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchSingleton;
  MatchSingleton() : Pattern(node_kind) {}
  vm::Constant value;
};

struct MatchSequence : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchSequence;
  MatchSequence() : Pattern(node_kind) {}
  Sequence<Pattern> patterns;
};

struct MatchMapping : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchMapping;
  MatchMapping() : Pattern(node_kind) {}
  Sequence<Expression> keys;
  Sequence<Pattern> patterns;
  Identifier rest; ///< optional: empty
};

struct MatchClass : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchClass;
  MatchClass() : Pattern(node_kind) {}
  Expression* cls = nullptr;
  Sequence<Pattern> patterns;
  std::span<const Identifier> kwd_attrs;
  Sequence<Pattern> kwd_patterns;
};

struct MatchStar : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchStar;
  MatchStar() : Pattern(node_kind) {}
  Identifier name; ///< optional: empty
};

struct MatchAs : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchAs;
  MatchAs() : Pattern(node_kind) {}
  Pattern* pattern = nullptr; ///< optional
  Identifier name;            ///< optional: empty
};

struct MatchOr : Pattern {
  static constexpr PatternKind node_kind = PatternKind::MatchOr;
  MatchOr() : Pattern(node_kind) {}
  Sequence<Pattern> patterns;
};

// ---- type parameters

struct TypeVar : TypeParameter {
  static constexpr TypeParameterKind node_kind = TypeParameterKind::TypeVar;
  TypeVar() : TypeParameter(node_kind) {}
  Identifier name;
  Expression* bound = nullptr;         ///< optional
  Expression* default_value = nullptr; ///< optional
};

struct ParamSpec : TypeParameter {
  static constexpr TypeParameterKind node_kind = TypeParameterKind::ParamSpec;
  ParamSpec() : TypeParameter(node_kind) {}
  Identifier name;
  Expression* default_value = nullptr; ///< optional
};

struct TypeVarTuple : TypeParameter {
  static constexpr TypeParameterKind node_kind = TypeParameterKind::TypeVarTuple;
  TypeVarTuple() : TypeParameter(node_kind) {}
  Identifier name;
  Expression* default_value = nullptr; ///< optional
};

/// A parsed source text, and the owner of all its nodes.
struct Ast {
  Arena arena;
  Sequence<Statement> body;         ///< of a module
  Expression* expression = nullptr; ///< of an `eval` source; null for a module
};

} // namespace specmon::compiler
