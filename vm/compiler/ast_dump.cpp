#include "vm/compiler/ast_dump.h"

#include <fmt/format.h>

#include <type_traits>

namespace specmon::compiler {

namespace {

/// Writes nodes into one text.
class Dumper {
public:
  std::string text;

  void value(const Expression* node) {
    if (node == nullptr) return none();
    open(name_of(node->kind), &node->position);
    switch (node->kind) {
    case ExpressionKind::BoolOp: {
      const auto* typed = as<BoolOp>(node);
      field("op", typed->op);
      field("values", typed->values);
      break;
    }
    case ExpressionKind::NamedExpr: {
      const auto* typed = as<NamedExpr>(node);
      field("target", typed->target);
      field("value", typed->value);
      break;
    }
    case ExpressionKind::BinOp: {
      const auto* typed = as<BinOp>(node);
      field("left", typed->left);
      field("op", typed->op);
      field("right", typed->right);
      break;
    }
    case ExpressionKind::UnaryOp: {
      const auto* typed = as<UnaryOp>(node);
      field("op", typed->op);
      field("operand", typed->operand);
      break;
    }
    case ExpressionKind::Lambda: {
      const auto* typed = as<Lambda>(node);
      field("args", typed->args);
      field("body", typed->body);
      break;
    }
    case ExpressionKind::IfExp: {
      const auto* typed = as<IfExp>(node);
      field("test", typed->test);
      field("body", typed->body);
      field("orelse", typed->orelse);
      break;
    }
    case ExpressionKind::Dict: {
      const auto* typed = as<Dict>(node);
      field("keys", typed->keys);
      field("values", typed->values);
      break;
    }
    case ExpressionKind::Set: {
      const auto* typed = as<Set>(node);
      field("elts", typed->elts);
      break;
    }
    case ExpressionKind::ListComp: {
      const auto* typed = as<ListComp>(node);
      field("elt", typed->elt);
      field("generators", typed->generators);
      break;
    }
    case ExpressionKind::SetComp: {
      const auto* typed = as<SetComp>(node);
      field("elt", typed->elt);
      field("generators", typed->generators);
      break;
    }
    case ExpressionKind::DictComp: {
      const auto* typed = as<DictComp>(node);
      field("key", typed->key);
      field("value", typed->value);
      field("generators", typed->generators);
      break;
    }
    case ExpressionKind::GeneratorExp: {
      const auto* typed = as<GeneratorExp>(node);
      field("elt", typed->elt);
      field("generators", typed->generators);
      break;
    }
    case ExpressionKind::Await: {
      const auto* typed = as<Await>(node);
      field("value", typed->value);
      break;
    }
    case ExpressionKind::Yield: {
      const auto* typed = as<Yield>(node);
      field("value", typed->value);
      break;
    }
    case ExpressionKind::YieldFrom: {
      const auto* typed = as<YieldFrom>(node);
      field("value", typed->value);
      break;
    }
    case ExpressionKind::Compare: {
      const auto* typed = as<Compare>(node);
      field("left", typed->left);
      field("ops", typed->ops);
      field("comparators", typed->comparators);
      break;
    }
    case ExpressionKind::Call: {
      const auto* typed = as<Call>(node);
      field("func", typed->func);
      field("args", typed->args);
      field("keywords", typed->keywords);
      break;
    }
    case ExpressionKind::FormattedValue: {
      const auto* typed = as<FormattedValue>(node);
      field("value", typed->value);
      field("conversion", typed->conversion);
      field("format_spec", typed->format_spec);
      break;
    }
    case ExpressionKind::JoinedStr: {
      const auto* typed = as<JoinedStr>(node);
      field("values", typed->values);
      break;
    }
    case ExpressionKind::Constant: {
      const auto* typed = as<Constant>(node);
      field("value", typed->value);
      field("kind", typed->has_u_prefix ? Identifier("u") : Identifier());
      break;
    }
    case ExpressionKind::Attribute: {
      const auto* typed = as<Attribute>(node);
      field("value", typed->value);
      field("attr", typed->attr);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::Subscript: {
      const auto* typed = as<Subscript>(node);
      field("value", typed->value);
      field("slice", typed->slice);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::Starred: {
      const auto* typed = as<Starred>(node);
      field("value", typed->value);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::Name: {
      const auto* typed = as<Name>(node);
      field("id", typed->id);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::List: {
      const auto* typed = as<List>(node);
      field("elts", typed->elts);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::Tuple: {
      const auto* typed = as<Tuple>(node);
      field("elts", typed->elts);
      field("ctx", typed->ctx);
      break;
    }
    case ExpressionKind::Slice: {
      const auto* typed = as<Slice>(node);
      field("lower", typed->lower);
      field("upper", typed->upper);
      field("step", typed->step);
      break;
    }
    }
    text += ')';
  }

  void value(const Statement* node) {
    if (node == nullptr) return none();
    open(name_of(node->kind), &node->position);
    switch (node->kind) {
    case StatementKind::FunctionDef: {
      const auto* typed = as<FunctionDef>(node);
      field("name", typed->name);
      field("args", typed->args);
      field("body", typed->body);
      field("decorator_list", typed->decorator_list);
      field("returns", typed->returns);
      field("type_params", typed->type_params);
      break;
    }
    case StatementKind::AsyncFunctionDef: {
      const auto* typed = as<AsyncFunctionDef>(node);
      field("name", typed->name);
      field("args", typed->args);
      field("body", typed->body);
      field("decorator_list", typed->decorator_list);
      field("returns", typed->returns);
      field("type_params", typed->type_params);
      break;
    }
    case StatementKind::ClassDef: {
      const auto* typed = as<ClassDef>(node);
      field("name", typed->name);
      field("bases", typed->bases);
      field("keywords", typed->keywords);
      field("body", typed->body);
      field("decorator_list", typed->decorator_list);
      field("type_params", typed->type_params);
      break;
    }
    case StatementKind::Return: {
      const auto* typed = as<Return>(node);
      field("value", typed->value);
      break;
    }
    case StatementKind::Delete: {
      const auto* typed = as<Delete>(node);
      field("targets", typed->targets);
      break;
    }
    case StatementKind::Assign: {
      const auto* typed = as<Assign>(node);
      field("targets", typed->targets);
      field("value", typed->value);
      break;
    }
    case StatementKind::TypeAlias: {
      const auto* typed = as<TypeAlias>(node);
      field("name", typed->name);
      field("type_params", typed->type_params);
      field("value", typed->value);
      break;
    }
    case StatementKind::AugAssign: {
      const auto* typed = as<AugAssign>(node);
      field("target", typed->target);
      field("op", typed->op);
      field("value", typed->value);
      break;
    }
    case StatementKind::AnnAssign: {
      const auto* typed = as<AnnAssign>(node);
      field("target", typed->target);
      field("annotation", typed->annotation);
      field("value", typed->value);
      field("simple", typed->simple);
      break;
    }
    case StatementKind::For: {
      const auto* typed = as<For>(node);
      field("target", typed->target);
      field("iter", typed->iter);
      field("body", typed->body);
      field("orelse", typed->orelse);
      break;
    }
    case StatementKind::AsyncFor: {
      const auto* typed = as<AsyncFor>(node);
      field("target", typed->target);
      field("iter", typed->iter);
      field("body", typed->body);
      field("orelse", typed->orelse);
      break;
    }
    case StatementKind::While: {
      const auto* typed = as<While>(node);
      field("test", typed->test);
      field("body", typed->body);
      field("orelse", typed->orelse);
      break;
    }
    case StatementKind::If: {
      const auto* typed = as<If>(node);
      field("test", typed->test);
      field("body", typed->body);
      field("orelse", typed->orelse);
      break;
    }
    case StatementKind::With: {
      const auto* typed = as<With>(node);
      field("items", typed->items);
      field("body", typed->body);
      break;
    }
    case StatementKind::AsyncWith: {
      const auto* typed = as<AsyncWith>(node);
      field("items", typed->items);
      field("body", typed->body);
      break;
    }
    case StatementKind::Match: {
      const auto* typed = as<Match>(node);
      field("subject", typed->subject);
      field("cases", typed->cases);
      break;
    }
    case StatementKind::Raise: {
      const auto* typed = as<Raise>(node);
      field("exc", typed->exc);
      field("cause", typed->cause);
      break;
    }
    case StatementKind::Try: {
      const auto* typed = as<Try>(node);
      field("body", typed->body);
      field("handlers", typed->handlers);
      field("orelse", typed->orelse);
      field("finalbody", typed->finalbody);
      break;
    }
    case StatementKind::TryStar: {
      const auto* typed = as<TryStar>(node);
      field("body", typed->body);
      field("handlers", typed->handlers);
      field("orelse", typed->orelse);
      field("finalbody", typed->finalbody);
      break;
    }
    case StatementKind::Assert: {
      const auto* typed = as<Assert>(node);
      field("test", typed->test);
      field("msg", typed->msg);
      break;
    }
    case StatementKind::Import: {
      const auto* typed = as<Import>(node);
      field("names", typed->names);
      break;
    }
    case StatementKind::ImportFrom: {
      const auto* typed = as<ImportFrom>(node);
      field("module", typed->module);
      field("names", typed->names);
      field("level", typed->level);
      break;
    }
    case StatementKind::Global: {
      const auto* typed = as<Global>(node);
      field("names", typed->names);
      break;
    }
    case StatementKind::Nonlocal: {
      const auto* typed = as<Nonlocal>(node);
      field("names", typed->names);
      break;
    }
    case StatementKind::Expr: {
      const auto* typed = as<Expr>(node);
      field("value", typed->value);
      break;
    }
    case StatementKind::Pass: {
      break;
    }
    case StatementKind::Break: {
      break;
    }
    case StatementKind::Continue: {
      break;
    }
    }
    text += ')';
  }

  void value(const Pattern* node) {
    if (node == nullptr) return none();
    open(name_of(node->kind), &node->position);
    switch (node->kind) {
    case PatternKind::MatchValue: {
      const auto* typed = as<MatchValue>(node);
      field("value", typed->value);
      break;
    }
    case PatternKind::MatchSingleton: {
      const auto* typed = as<MatchSingleton>(node);
      field("value", typed->value);
      break;
    }
    case PatternKind::MatchSequence: {
      const auto* typed = as<MatchSequence>(node);
      field("patterns", typed->patterns);
      break;
    }
    case PatternKind::MatchMapping: {
      const auto* typed = as<MatchMapping>(node);
      field("keys", typed->keys);
      field("patterns", typed->patterns);
      field("rest", typed->rest);
      break;
    }
    case PatternKind::MatchClass: {
      const auto* typed = as<MatchClass>(node);
      field("cls", typed->cls);
      field("patterns", typed->patterns);
      field("kwd_attrs", typed->kwd_attrs);
      field("kwd_patterns", typed->kwd_patterns);
      break;
    }
    case PatternKind::MatchStar: {
      const auto* typed = as<MatchStar>(node);
      field("name", typed->name);
      break;
    }
    case PatternKind::MatchAs: {
      const auto* typed = as<MatchAs>(node);
      field("pattern", typed->pattern);
      field("name", typed->name);
      break;
    }
    case PatternKind::MatchOr: {
      const auto* typed = as<MatchOr>(node);
      field("patterns", typed->patterns);
      break;
    }
    }
    text += ')';
  }

  void value(const TypeParameter* node) {
    if (node == nullptr) return none();
    open(name_of(node->kind), &node->position);
    switch (node->kind) {
    case TypeParameterKind::TypeVar: {
      const auto* typed = as<TypeVar>(node);
      field("name", typed->name);
      field("bound", typed->bound);
      field("default_value", typed->default_value);
      break;
    }
    case TypeParameterKind::ParamSpec: {
      const auto* typed = as<ParamSpec>(node);
      field("name", typed->name);
      field("default_value", typed->default_value);
      break;
    }
    case TypeParameterKind::TypeVarTuple: {
      const auto* typed = as<TypeVarTuple>(node);
      field("name", typed->name);
      field("default_value", typed->default_value);
      break;
    }
    }
    text += ')';
  }

  void value(const Arg* node) {
    if (node == nullptr) return none();
    open("arg", &node->position);
    field("arg", node->arg);
    field("annotation", node->annotation);
    text += ')';
  }

  void value(const Arguments* node) {
    open("arguments", nullptr);
    field("posonlyargs", node->posonlyargs);
    field("args", node->args);
    field("vararg", node->vararg);
    field("kwonlyargs", node->kwonlyargs);
    field("kw_defaults", node->kw_defaults);
    field("kwarg", node->kwarg);
    field("defaults", node->defaults);
    text += ')';
  }

  void value(const Keyword* node) {
    open("keyword", &node->position);
    field("arg", node->arg);
    field("value", node->value);
    text += ')';
  }

  void value(const Alias* node) {
    open("alias", &node->position);
    field("name", node->name);
    field("asname", node->asname);
    text += ')';
  }

  void value(const Comprehension* node) {
    open("comprehension", nullptr);
    field("target", node->target);
    field("iter", node->iter);
    field("ifs", node->ifs);
    field("is_async", node->is_async);
    text += ')';
  }

  void value(const WithItem* node) {
    open("withitem", nullptr);
    field("context_expr", node->context_expr);
    field("optional_vars", node->optional_vars);
    text += ')';
  }

  void value(const ExceptHandler* node) {
    open("ExceptHandler", &node->position);
    field("type", node->type);
    field("name", node->name);
    field("body", node->body);
    text += ')';
  }

  void value(const MatchCase* node) {
    open("match_case", nullptr);
    field("pattern", node->pattern);
    field("guard", node->guard);
    field("body", node->body);
    text += ')';
  }

  template <typename T> void list(const T& items) {
    text += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) text += ", ";
      first = false;
      value(item);
    }
    text += ']';
  }

private:
  void none() { text += "None"; }

  void open(const char* name, const Position* position) {
    text += name;
    if (position != nullptr)
      text += fmt::format("@{}:{}-{}:{}", position->line, position->column, position->end_line,
                          position->end_column);
    text += '(';
  }

  template <typename T> void field(const char* name, const T& content) {
    if (text.back() != '(') text += ", ";
    text += name;
    text += '=';
    value(content);
  }

  template <typename T> void value(std::span<const T> items) { list(items); }

  void value(bool content) { text += content ? '1' : '0'; }
  void value(int content) { text += std::to_string(content); }

  void value(Identifier content) {
    if (content.empty()) return none();
    quoted(content);
  }

  void quoted(std::string_view content) {
    text += '\'';
    for (char character : content) {
      const auto byte = static_cast<unsigned char>(character);
      if (byte >= 0x20 && byte < 0x7F && character != '\'' && character != '\\')
        text += character;
      else
        text += fmt::format("\\x{:02x}", byte);
    }
    text += '\'';
  }

  void value(const vm::Constant& content) {
    if (content.is(vm::Constant::Kind::string)) return quoted(content.as_string());
    if (content.is(vm::Constant::Kind::bytes)) {
      text += 'b';
      return quoted(content.as_bytes());
    }
    text += content.repr();
  }

  void value(ExpressionContext content) {
    static constexpr const char* names[] = {"Load()", "Store()", "Del()"};
    text += names[static_cast<int>(content)];
  }
  void value(BoolOperator content) { text += content == BoolOperator::And ? "And()" : "Or()"; }
  void value(UnaryOperator content) {
    static constexpr const char* names[] = {"Invert()", "Not()", "UAdd()", "USub()"};
    text += names[static_cast<int>(content)];
  }
  void value(Operator content) {
    static constexpr const char* names[] = {
        "Add()",    "Sub()",    "Mult()",  "MatMult()", "Div()",    "Mod()",     "Pow()",
        "LShift()", "RShift()", "BitOr()", "BitXor()",  "BitAnd()", "FloorDiv()"};
    text += names[static_cast<int>(content)];
  }
  void value(Comparison content) {
    static constexpr const char* names[] = {"Eq()",  "NotEq()", "Lt()",    "LtE()", "Gt()",
                                            "GtE()", "Is()",    "IsNot()", "In()",  "NotIn()"};
    text += names[static_cast<int>(content)];
  }

  static const char* name_of(ExpressionKind kind) {
    switch (kind) {
    case ExpressionKind::BoolOp: return "BoolOp";
    case ExpressionKind::NamedExpr: return "NamedExpr";
    case ExpressionKind::BinOp: return "BinOp";
    case ExpressionKind::UnaryOp: return "UnaryOp";
    case ExpressionKind::Lambda: return "Lambda";
    case ExpressionKind::IfExp: return "IfExp";
    case ExpressionKind::Dict: return "Dict";
    case ExpressionKind::Set: return "Set";
    case ExpressionKind::ListComp: return "ListComp";
    case ExpressionKind::SetComp: return "SetComp";
    case ExpressionKind::DictComp: return "DictComp";
    case ExpressionKind::GeneratorExp: return "GeneratorExp";
    case ExpressionKind::Await: return "Await";
    case ExpressionKind::Yield: return "Yield";
    case ExpressionKind::YieldFrom: return "YieldFrom";
    case ExpressionKind::Compare: return "Compare";
    case ExpressionKind::Call: return "Call";
    case ExpressionKind::FormattedValue: return "FormattedValue";
    case ExpressionKind::JoinedStr: return "JoinedStr";
    case ExpressionKind::Constant: return "Constant";
    case ExpressionKind::Attribute: return "Attribute";
    case ExpressionKind::Subscript: return "Subscript";
    case ExpressionKind::Starred: return "Starred";
    case ExpressionKind::Name: return "Name";
    case ExpressionKind::List: return "List";
    case ExpressionKind::Tuple: return "Tuple";
    case ExpressionKind::Slice: return "Slice";
    }
    return "";
  }

  static const char* name_of(StatementKind kind) {
    switch (kind) {
    case StatementKind::FunctionDef: return "FunctionDef";
    case StatementKind::AsyncFunctionDef: return "AsyncFunctionDef";
    case StatementKind::ClassDef: return "ClassDef";
    case StatementKind::Return: return "Return";
    case StatementKind::Delete: return "Delete";
    case StatementKind::Assign: return "Assign";
    case StatementKind::TypeAlias: return "TypeAlias";
    case StatementKind::AugAssign: return "AugAssign";
    case StatementKind::AnnAssign: return "AnnAssign";
    case StatementKind::For: return "For";
    case StatementKind::AsyncFor: return "AsyncFor";
    case StatementKind::While: return "While";
    case StatementKind::If: return "If";
    case StatementKind::With: return "With";
    case StatementKind::AsyncWith: return "AsyncWith";
    case StatementKind::Match: return "Match";
    case StatementKind::Raise: return "Raise";
    case StatementKind::Try: return "Try";
    case StatementKind::TryStar: return "TryStar";
    case StatementKind::Assert: return "Assert";
    case StatementKind::Import: return "Import";
    case StatementKind::ImportFrom: return "ImportFrom";
    case StatementKind::Global: return "Global";
    case StatementKind::Nonlocal: return "Nonlocal";
    case StatementKind::Expr: return "Expr";
    case StatementKind::Pass: return "Pass";
    case StatementKind::Break: return "Break";
    case StatementKind::Continue: return "Continue";
    }
    return "";
  }

  static const char* name_of(PatternKind kind) {
    switch (kind) {
    case PatternKind::MatchValue: return "MatchValue";
    case PatternKind::MatchSingleton: return "MatchSingleton";
    case PatternKind::MatchSequence: return "MatchSequence";
    case PatternKind::MatchMapping: return "MatchMapping";
    case PatternKind::MatchClass: return "MatchClass";
    case PatternKind::MatchStar: return "MatchStar";
    case PatternKind::MatchAs: return "MatchAs";
    case PatternKind::MatchOr: return "MatchOr";
    }
    return "";
  }

  static const char* name_of(TypeParameterKind kind) {
    switch (kind) {
    case TypeParameterKind::TypeVar: return "TypeVar";
    case TypeParameterKind::ParamSpec: return "ParamSpec";
    case TypeParameterKind::TypeVarTuple: return "TypeVarTuple";
    }
    return "";
  }
};

} // namespace

std::string dump(const Ast& ast) {
  Dumper dumper;
  if (ast.expression != nullptr) {
    dumper.text = "Expression(body=";
    dumper.value(ast.expression);
  } else {
    dumper.text = "Module(body=";
    dumper.list(ast.body);
  }
  return dumper.text + ")";
}

std::string dump(const Expression& expression) {
  Dumper dumper;
  dumper.value(&expression);
  return dumper.text;
}

} // namespace specmon::compiler
