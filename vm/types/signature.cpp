#include "vm/types/signature.h"

#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/suggestions.h"
#include "vm/types/tuple.h"
#include "vm/vm.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

namespace specmon::vm {

namespace {

using Kind = NativeParameter::Kind;

[[noreturn]] void malformed(std::string_view text) {
  std::fprintf(stderr, "malformed native signature: %.*s\n", static_cast<int>(text.size()),
               text.data());
  std::abort();
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The parameters, split at commas outside quotes and parentheses.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    } else if (c == ',' && depth == 0) {
      pieces.push_back(trim(text.substr(start, i - start)));
      start = i + 1;
    }
  }
  std::string_view last = trim(text.substr(start));
  if (!last.empty()) pieces.push_back(last);
  return pieces;
}

// A default literal: None True False int str (with \n and \r), () for the empty tuple, or ? for
// none.
Ref default_of(Vm& vm, std::string_view literal, std::string_view text) {
  if (literal == "?") return {};
  if (literal == "None") return Ref(Value::none());
  if (literal == "True") return Ref(Value::true_());
  if (literal == "False") return Ref(Value::false_());
  if (literal == "()") return vm.empty_tuple;
  if (literal.size() >= 2 && (literal.front() == '\'' || literal.front() == '"')) {
    std::string content;
    for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
      if (literal[i] == '\\' && i + 2 < literal.size()) {
        ++i;
        content += literal[i] == 'n' ? '\n' : literal[i] == 'r' ? '\r' : literal[i];
      } else {
        content += literal[i];
      }
    }
    return intern(vm, content);
  }
  char* end = nullptr;
  std::string digits(literal);
  long long number = std::strtoll(digits.c_str(), &end, 10);
  if (digits.empty() || *end != 0) malformed(text);
  return make_int(vm, static_cast<std::int64_t>(number));
}

bool unexpected_keyword(Vm& vm, const NativeSignature& signature, std::string_view function,
                        Str* keyword) {
  std::string name = to_utf8(keyword);
  if (!vm.behaviours.keyword_message_names_the_call()) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("'{}' is an invalid keyword argument for {}()", name, function));
  }
  std::string message = fmt::format("{}() got an unexpected keyword argument '{}'", function, name);
  std::vector<std::string> possible;
  for (const NativeParameter& parameter : signature.parameters) {
    if (parameter.name) possible.push_back(to_utf8(cast<Str>(parameter.name)));
  }
  std::string near = nearest_name(name, possible);
  if (!near.empty()) message += fmt::format(". Did you mean '{}'?", near);
  return raise(vm, vm.exceptions.TypeError, message);
}

bool too_many(Vm& vm, const NativeSignature& signature, std::string_view function,
              std::size_t given, std::size_t keywords) {
  auto fail = [&](std::string message) -> bool {
    return raise(vm, vm.exceptions.TypeError, message);
  };
  std::size_t most = signature.positional;
  if (!signature.takes_keywords) {
    std::size_t least = signature.required_positional;
    return fail(fmt::format("{} expected {}{} argument{}, got {}", function,
                            least == most ? "" : "at most ", most, most == 1 ? "" : "s", given));
  }
  std::size_t all = 0;
  for (const NativeParameter& parameter : signature.parameters) {
    all += parameter.kind != Kind::rest && parameter.kind != Kind::keywords;
  }
  if (signature.keywords < 0 && given + keywords > all) {
    bool exact = signature.required_positional == all;
    return fail(fmt::format("{}() takes {} {} {}argument{} ({} given)", function,
                            exact ? "exactly" : "at most", all, given == 0 ? "keyword " : "",
                            all == 1 ? "" : "s", given + keywords));
  }
  if (most == 0) return fail(fmt::format("{}() takes no positional arguments", function));
  return fail(fmt::format("{}() takes {} {} positional argument{} ({} given)", function,
                          signature.required_positional == most ? "exactly" : "at most", most,
                          most == 1 ? "" : "s", given));
}

bool missing(Vm& vm, const NativeSignature& signature, std::string_view function, std::size_t index,
             std::size_t given) {
  const NativeParameter& parameter = signature.parameters[index];
  std::string message;
  if (!signature.takes_keywords) {
    std::size_t least = signature.required_positional;
    message = fmt::format("{} expected {}{} argument{}, got {}", function,
                          least == signature.positional && signature.rest < 0 ? "" : "at least ",
                          least, least == 1 ? "" : "s", given);
  } else if (parameter.kind == Kind::positional_only) {
    std::size_t least = 0;
    bool exact = true;
    for (const NativeParameter& each : signature.parameters) {
      if (each.kind == Kind::positional_only && each.required) ++least;
      if (each.kind == Kind::normal || (each.kind == Kind::positional_only && !each.required))
        exact = false;
    }
    message = fmt::format("{}() takes {} {} positional argument{} ({} given)", function,
                          exact ? "exactly" : "at least", least, least == 1 ? "" : "s", given);
  } else if (parameter.kind == Kind::keyword_only) {
    message = fmt::format("{}() missing required keyword-only argument: '{}'", function,
                          to_utf8(cast<Str>(parameter.name)));
  } else {
    message = fmt::format("{}() missing required argument '{}' (pos {})", function,
                          to_utf8(cast<Str>(parameter.name)), index + 1);
  }
  return raise(vm, vm.exceptions.TypeError, message);
}

} // namespace

std::shared_ptr<NativeSignature> parse_signature(Vm& vm, std::string_view text) {
  auto signature = std::make_shared<NativeSignature>();
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') malformed(text);
  bool keyword_only = false;
  for (std::string_view piece : split(text.substr(1, text.size() - 2))) {
    std::vector<NativeParameter>& parameters = signature->parameters;
    if (piece == "/") {
      for (NativeParameter& parameter : parameters) parameter.kind = Kind::positional_only;
      continue;
    }
    if (piece == "*") {
      keyword_only = true;
      continue;
    }
    NativeParameter parameter;
    if (piece.substr(0, 2) == "**") {
      parameter.kind = Kind::keywords;
      signature->keywords = static_cast<int>(parameters.size());
      piece.remove_prefix(2);
    } else if (piece.front() == '*') {
      parameter.kind = Kind::rest;
      signature->rest = static_cast<int>(parameters.size());
      keyword_only = true;
      piece.remove_prefix(1);
    } else {
      parameter.kind = keyword_only ? Kind::keyword_only : Kind::normal;
    }
    std::size_t equals = piece.find('=');
    if (equals != std::string_view::npos) {
      parameter.required = false;
      parameter.default_value = default_of(vm, trim(piece.substr(equals + 1)), text);
      piece = trim(piece.substr(0, equals));
    }
    if (parameter.kind == Kind::rest || parameter.kind == Kind::keywords)
      parameter.required = false;
    parameter.name = intern(vm, piece);
    parameters.push_back(std::move(parameter));
  }
  for (const NativeParameter& parameter : signature->parameters) {
    bool by_position = parameter.kind == Kind::positional_only || parameter.kind == Kind::normal;
    signature->positional += by_position;
    signature->required_positional += by_position && parameter.required;
    signature->takes_keywords |= parameter.kind == Kind::normal ||
                                 parameter.kind == Kind::keyword_only ||
                                 parameter.kind == Kind::keywords;
  }
  return signature;
}

bool bind_signature(Vm& vm, const NativeSignature& signature, std::string_view function,
                    const Arguments& arguments, Value* bound, Ref& rest, Ref& keywords) {
  const std::vector<NativeParameter>& parameters = signature.parameters;
  std::size_t given = arguments.positional;
  std::size_t named = arguments.keywords();
  std::size_t placed = std::min(given, signature.positional);
  if (named > 0 && !signature.takes_keywords) {
    return raise(vm, vm.exceptions.TypeError,
                 fmt::format("{}() takes no keyword arguments", function));
  }
  if (given > signature.positional && signature.rest < 0) {
    return too_many(vm, signature, function, given, named);
  }
  for (std::size_t i = 0; i < placed; ++i) bound[i] = arguments.values[i];
  for (std::size_t i = placed; i < parameters.size(); ++i) bound[i] = Value();
  if (signature.rest >= 0) {
    rest = make_tuple(vm, std::span(arguments.values + placed, given - placed));
    bound[signature.rest] = rest;
  }
  if (signature.keywords >= 0) {
    keywords = make_dict(vm);
    bound[signature.keywords] = keywords;
  }
  for (std::size_t k = 0; k < named; ++k) {
    auto* keyword = cast<Str>(arguments.keyword_names->items[k]);
    Value value = arguments.values[given + k];
    std::size_t i = 0;
    for (; i < parameters.size(); ++i) {
      Kind kind = parameters[i].kind;
      if (kind != Kind::normal && kind != Kind::keyword_only) continue;
      auto* name = cast<Str>(parameters[i].name);
      if (name == keyword || (!keyword->interned && equal(name, keyword))) break;
    }
    if (i == parameters.size()) {
      if (signature.keywords < 0) {
        // What is missing is reported before what is too much.
        for (std::size_t p = placed; p < parameters.size(); ++p) {
          if (parameters[p].required && !bound[p])
            return missing(vm, signature, function, p, given);
        }
        return unexpected_keyword(vm, signature, function, keyword);
      }
      dict_store(vm, cast<Dict>(keywords), keyword, value);
    } else if (i < placed) {
      return raise(vm, vm.exceptions.TypeError,
                   fmt::format("argument for {}() given by name ('{}') and position ({})", function,
                               to_utf8(keyword), i + 1));
    } else {
      bound[i] = value;
    }
  }
  for (std::size_t i = placed; i < parameters.size(); ++i) {
    if (bound[i]) continue;
    if (parameters[i].required) return missing(vm, signature, function, i, given);
    bound[i] = parameters[i].default_value;
  }
  return true;
}

} // namespace specmon::vm
