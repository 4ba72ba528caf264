#include "vm/compiler/unparse.h"

#include <array>
#include <string_view>

namespace specmon::compiler {

namespace {

/// How tightly an expression binds; one in the place of a tighter one stands in parentheses.
enum Level {
  tuple,
  test, // conditional expressions, lambda
  or_,
  and_,
  not_,
  comparison,
  bit_or,
  bit_xor,
  bit_and,
  shift,
  sum,
  term,
  factor,
  power,
  await,
  atom,
};

Level tighter(Level level) {
  return static_cast<Level>(level + 1);
}

struct BinarySpelling {
  std::string_view text;
  Level level;
};

BinarySpelling spelling(Operator op) {
  switch (op) {
  case Operator::Add: return {" + ", sum};
  case Operator::Sub: return {" - ", sum};
  case Operator::Mult: return {" * ", term};
  case Operator::MatMult: return {" @ ", term};
  case Operator::Div: return {" / ", term};
  case Operator::Mod: return {" % ", term};
  case Operator::FloorDiv: return {" // ", term};
  case Operator::Pow: return {" ** ", power};
  case Operator::LShift: return {" << ", shift};
  case Operator::RShift: return {" >> ", shift};
  case Operator::BitOr: return {" | ", bit_or};
  case Operator::BitXor: return {" ^ ", bit_xor};
  case Operator::BitAnd: return {" & ", bit_and};
  }
  return {};
}

std::string_view spelling(Comparison op) {
  constexpr std::array<std::string_view, 10> texts = {
      " == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};
  return texts[static_cast<std::size_t>(op)];
}

class Unparser {
public:
  std::string text;

  void write(const Expression& expression, Level level) {
    switch (expression.kind) {
    case ExpressionKind::BoolOp: return bool_op(*as<BoolOp>(&expression), level);
    case ExpressionKind::NamedExpr: return named(*as<NamedExpr>(&expression), level);
    case ExpressionKind::BinOp: return bin_op(*as<BinOp>(&expression), level);
    case ExpressionKind::UnaryOp: return unary_op(*as<UnaryOp>(&expression), level);
    case ExpressionKind::Lambda: return lambda(*as<Lambda>(&expression), level);
    case ExpressionKind::IfExp: return conditional(*as<IfExp>(&expression), level);
    case ExpressionKind::Dict: return dict(*as<Dict>(&expression));
    case ExpressionKind::Set: return listed("{", as<Set>(&expression)->elts, "}");
    case ExpressionKind::ListComp: return comprehension("[", *as<ListComp>(&expression), "]");
    case ExpressionKind::SetComp: return comprehension("{", *as<SetComp>(&expression), "}");
    case ExpressionKind::GeneratorExp:
      return comprehension("(", *as<GeneratorExp>(&expression), ")");
    case ExpressionKind::DictComp: return dict_comprehension(*as<DictComp>(&expression));
    case ExpressionKind::Await:
      return prefixed("await ", *as<Await>(&expression)->value, await, atom, level);
    case ExpressionKind::Yield: return yielded(as<Yield>(&expression)->value);
    case ExpressionKind::YieldFrom: return yielded_from(*as<YieldFrom>(&expression)->value);
    case ExpressionKind::Compare: return compare(*as<Compare>(&expression), level);
    case ExpressionKind::Call: return call(*as<Call>(&expression));
    case ExpressionKind::FormattedValue:
    case ExpressionKind::JoinedStr: return f_string(expression);
    case ExpressionKind::Constant: return constant(*as<Constant>(&expression));
    case ExpressionKind::Attribute: return attribute(*as<Attribute>(&expression));
    case ExpressionKind::Subscript: return subscript(*as<Subscript>(&expression));
    case ExpressionKind::Starred:
      text += '*';
      return write(*as<Starred>(&expression)->value, bit_or);
    case ExpressionKind::Name: text += as<Name>(&expression)->id; return;
    case ExpressionKind::List: return listed("[", as<List>(&expression)->elts, "]");
    case ExpressionKind::Tuple: return tuple_display(as<Tuple>(&expression)->elts, level);
    case ExpressionKind::Slice: return slice(*as<Slice>(&expression));
    }
  }

private:
  template <class Content> void parenthesised(bool needed, Content content) {
    if (needed) text += '(';
    content();
    if (needed) text += ')';
  }

  void prefixed(std::string_view prefix, const Expression& operand, Level own, Level inner,
                Level level) {
    parenthesised(level > own, [&] {
      text += prefix;
      write(operand, inner);
    });
  }

  void between(std::string_view separator, bool& first) {
    if (!first) text += separator;
    first = false;
  }

  void listed(std::string_view open, Sequence<Expression> elements, std::string_view close) {
    text += open;
    bool first = true;
    for (const Expression* element : elements) {
      between(", ", first);
      write(*element, test);
    }
    text += close;
  }

  void tuple_display(Sequence<Expression> elements, Level level) {
    if (elements.empty()) {
      text += "()";
      return;
    }
    parenthesised(level > tuple, [&] { listed("", elements, elements.size() == 1 ? "," : ""); });
  }

  void bool_op(const BoolOp& node, Level level) {
    const bool is_and = node.op == BoolOperator::And;
    const Level own = is_and ? and_ : or_;
    parenthesised(level > own, [&] {
      bool first = true;
      for (const Expression* value : node.values) {
        between(is_and ? " and " : " or ", first);
        write(*value, tighter(own));
      }
    });
  }

  void named(const NamedExpr& node, Level level) {
    parenthesised(level > tuple, [&] {
      write(*node.target, atom);
      text += " := ";
      write(*node.value, atom);
    });
  }

  void bin_op(const BinOp& node, Level level) {
    const BinarySpelling how = spelling(node.op);
    const bool from_the_right = node.op == Operator::Pow;
    parenthesised(level > how.level, [&] {
      write(*node.left, from_the_right ? tighter(how.level) : how.level);
      text += how.text;
      write(*node.right, from_the_right ? how.level : tighter(how.level));
    });
  }

  void unary_op(const UnaryOp& node, Level level) {
    switch (node.op) {
    case UnaryOperator::Invert: return prefixed("~", *node.operand, factor, factor, level);
    case UnaryOperator::Not: return prefixed("not ", *node.operand, not_, not_, level);
    case UnaryOperator::UAdd: return prefixed("+", *node.operand, factor, factor, level);
    case UnaryOperator::USub: return prefixed("-", *node.operand, factor, factor, level);
    }
  }

  void lambda(const Lambda& node, Level level) {
    parenthesised(level > test, [&] {
      text += "lambda";
      parameters(*node.args);
      text += ": ";
      write(*node.body, test);
    });
  }

  void parameters(const Arguments& arguments) {
    bool first = true;
    if (!arguments.posonlyargs.empty() || !arguments.args.empty())
      text += ' '; // only then: `lambda*, k: k`
    auto begin = [&] { between(", ", first); };
    auto one = [&](const Arg* arg, const Expression* value) {
      begin();
      text += arg->arg;
      if (!value) return;
      text += '=';
      write(*value, test);
    };
    const std::size_t positional = arguments.posonlyargs.size() + arguments.args.size();
    const std::size_t without = positional - arguments.defaults.size();
    for (std::size_t i = 0; i < positional; ++i) {
      const std::size_t only = arguments.posonlyargs.size();
      one(i < only ? arguments.posonlyargs[i] : arguments.args[i - only],
          i < without ? nullptr : arguments.defaults[i - without]);
      if (i + 1 == only) {
        begin();
        text += '/';
      }
    }
    if (arguments.vararg || !arguments.kwonlyargs.empty()) {
      begin();
      text += '*';
      if (arguments.vararg) text += arguments.vararg->arg;
    }
    for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i)
      one(arguments.kwonlyargs[i], arguments.kw_defaults[i]);
    if (arguments.kwarg) {
      begin();
      text += "**";
      text += arguments.kwarg->arg;
    }
  }

  void conditional(const IfExp& node, Level level) {
    parenthesised(level > test, [&] {
      write(*node.body, tighter(test));
      text += " if ";
      write(*node.test, tighter(test));
      text += " else ";
      write(*node.orelse, test);
    });
  }

  void dict(const Dict& node) {
    text += '{';
    bool first = true;
    for (std::size_t i = 0; i < node.values.size(); ++i) {
      between(", ", first);
      if (node.keys[i]) {
        write(*node.keys[i], test);
        text += ": ";
        write(*node.values[i], test);
      } else {
        text += "**";
        write(*node.values[i], bit_or);
      }
    }
    text += '}';
  }

  void clauses(Sequence<Comprehension> generators) {
    for (const Comprehension* generator : generators) {
      text += generator->is_async ? " async for " : " for ";
      write(*generator->target, tuple);
      text += " in ";
      write(*generator->iter, tighter(test));
      for (const Expression* condition : generator->ifs) {
        text += " if ";
        write(*condition, tighter(test));
      }
    }
  }

  template <class Node>
  void comprehension(std::string_view open, const Node& node, std::string_view close) {
    text += open;
    write(*node.elt, test);
    clauses(node.generators);
    text += close;
  }

  void dict_comprehension(const DictComp& node) {
    text += '{';
    write(*node.key, test);
    text += ": ";
    write(*node.value, test);
    clauses(node.generators);
    text += '}';
  }

  void yielded(const Expression* value) {
    text += "(yield";
    if (value) {
      text += ' ';
      write(*value, tuple);
    }
    text += ')';
  }
  void yielded_from(const Expression& value) {
    text += "(yield from ";
    write(value, test);
    text += ')';
  }

  void compare(const Compare& node, Level level) {
    parenthesised(level > comparison, [&] {
      write(*node.left, tighter(comparison));
      for (std::size_t i = 0; i < node.ops.size(); ++i) {
        text += spelling(node.ops[i]);
        write(*node.comparators[i], tighter(comparison));
      }
    });
  }

  void call(const Call& node) {
    write(*node.func, atom);
    if (node.args.size() == 1 && node.keywords.empty() &&
        node.args[0]->kind == ExpressionKind::GeneratorExp) {
      return write(*node.args[0], atom); // brings its parentheses
    }
    text += '(';
    bool first = true;
    for (const Expression* argument : node.args) {
      between(", ", first);
      write(*argument, test);
    }
    for (const Keyword* keyword : node.keywords) {
      between(", ", first);
      text += keyword->arg.empty() ? std::string_view("**") : keyword->arg;
      if (!keyword->arg.empty()) text += '=';
      write(*keyword->value, test);
    }
    text += ')';
  }

  void constant(const Constant& node) {
    if (node.value.is(vm::Constant::Kind::ellipsis)) {
      text += "...";
      return;
    }
    if (node.has_u_prefix) text += 'u';
    std::string shown = node.value.repr();
    if (node.value.is(vm::Constant::Kind::floating) || node.value.is(vm::Constant::Kind::complex)) {
      // There is no literal for infinity but one that is too large.
      for (std::size_t at = 0; (at = shown.find("inf", at)) != std::string::npos;)
        shown.replace(at, 3, "1e309");
    }
    text += shown;
  }

  void attribute(const Attribute& node) {
    write(*node.value, atom);
    const auto* number = try_as<Constant>(node.value);
    if (number && number->value.is(vm::Constant::Kind::integer)) text += ' '; // `1 .real`
    text += '.';
    text += node.attr;
  }

  void subscript(const Subscript& node) {
    write(*node.value, atom);
    text += '[';
    write(*node.slice, tuple);
    text += ']';
  }

  void slice(const Slice& node) {
    if (node.lower) write(*node.lower, test);
    text += ':';
    if (node.upper) write(*node.upper, test);
    if (!node.step) return;
    text += ':';
    write(*node.step, test);
  }

  // The parts as one string with braces, in quotes as repr chooses them.
  void f_string(const Expression& node) {
    text += 'f';
    text += vm::Constant::string(f_string_content(node)).repr();
  }

  static std::string f_string_content(const Expression& node) {
    std::string content;
    if (const auto* joined = try_as<JoinedStr>(&node)) {
      for (const Expression* part : joined->values) content += f_string_content(*part);
      return content;
    }
    if (const auto* literal = try_as<Constant>(&node)) {
      for (const char byte : literal->value.as_string()) {
        content += byte;
        if (byte == '{' || byte == '}') content += byte;
      }
      return content;
    }
    const auto& field = *as<FormattedValue>(&node);
    Unparser inner;
    inner.write(*field.value, tighter(test));
    content += inner.text.starts_with('{') ? "{ " : "{";
    content += inner.text;
    if (field.conversion > 0) {
      content += '!';
      content += static_cast<char>(field.conversion);
    }
    if (field.format_spec) content += ':' + f_string_content(*field.format_spec);
    return content + '}';
  }
};

} // namespace

std::string unparse(const Expression& expression) {
  Unparser unparser;
  unparser.write(expression, test);
  return std::move(unparser.text);
}

} // namespace specmon::compiler
