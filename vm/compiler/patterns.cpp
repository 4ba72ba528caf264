// `match`: each pattern takes the subject on top of the stack and falls through where it matches.
// Captured values wait on the stack until the whole pattern has matched; on failure a jump leads to
// as many POP_TOPs as there are values to drop.

#include "vm/compiler/code_generator.h"

#include <algorithm>

#include <fmt/format.h>

namespace specmon::compiler {

struct CodeGenerator::PatternContext {
  std::vector<Identifier> captures; ///< their values lie on the stack, in this order
  bool allow_irrefutable = false;
  std::vector<Label> fail; ///< fail[n] drops n values
  int on_top = 0;          ///< values above the captures that are still needed
};

namespace {

bool is_wildcard(const Pattern& pattern) {
  const auto* node = try_as<MatchAs>(&pattern);
  return node && !node->pattern && node->name.empty();
}

bool is_star_wildcard(const Pattern& pattern) {
  const auto* node = try_as<MatchStar>(&pattern);
  return node && node->name.empty();
}

} // namespace

void CodeGenerator::jump_to_fail(PatternContext& context, Opcode opcode, const SourceLocation& at) {
  const std::size_t drops = static_cast<std::size_t>(context.on_top) + context.captures.size();
  while (context.fail.size() <= drops) context.fail.push_back(new_label());
  jump(opcode, context.fail[drops], at);
}

void CodeGenerator::place_fail_labels(PatternContext& context, const SourceLocation& at) {
  if (context.fail.empty()) return;
  for (std::size_t drops = context.fail.size() - 1; drops > 0; --drops) {
    place(context.fail[drops]);
    emit(Opcode::POP_TOP, at);
  }
  place(context.fail[0]);
  context.fail.clear();
}

void CodeGenerator::visit_match(const Match& statement) {
  visit(*statement.subject);
  Label end = new_label();
  const std::size_t count = statement.cases.size();
  const bool has_default = count > 1 && is_wildcard(*statement.cases.back()->pattern);
  const std::size_t tried = count - (has_default ? 1 : 0);
  for (std::size_t i = 0; i < tried; ++i) {
    const MatchCase& match_case = *statement.cases[i];
    const SourceLocation at = location_of(match_case.pattern->position);
    const bool last = i + 1 == tried;
    if (!last) copy(1, at);
    PatternContext context;
    context.allow_irrefutable = match_case.guard || i + 1 == count;
    visit_pattern(*match_case.pattern, context);
    for (Identifier name : context.captures) store(name, at);
    if (match_case.guard) {
      if (context.fail.empty()) context.fail.push_back(new_label());
      jump_if(*match_case.guard, context.fail[0], false, at);
    }
    if (!last) emit(Opcode::POP_TOP, behaviours_.matched_case_goes_to_body() ? next_location : at);
    visit_all(match_case.body);
    jump(Opcode::JUMP, end, no_location);
    // What a failure drops belongs to the pattern, not to the end of the body.
    place_fail_labels(context, at);
  }
  if (has_default) {
    const MatchCase& match_case = *statement.cases.back();
    const SourceLocation at = location_of(match_case.pattern->position);
    emit(Opcode::NOP, at);
    if (match_case.guard) jump_if(*match_case.guard, end, false, at);
    visit_all(match_case.body);
  }
  place(end);
}

void CodeGenerator::visit_pattern(const Pattern& pattern, PatternContext& context) {
  switch (pattern.kind) {
  case PatternKind::MatchValue: visit_pattern_value(*as<MatchValue>(&pattern), context); break;
  case PatternKind::MatchSingleton:
    visit_pattern_singleton(*as<MatchSingleton>(&pattern), context);
    break;
  case PatternKind::MatchSequence:
    visit_pattern_sequence(*as<MatchSequence>(&pattern), context);
    break;
  case PatternKind::MatchMapping:
    visit_pattern_mapping(*as<MatchMapping>(&pattern), context);
    break;
  case PatternKind::MatchClass: visit_pattern_class(*as<MatchClass>(&pattern), context); break;
  case PatternKind::MatchStar: visit_pattern_star(*as<MatchStar>(&pattern), context); break;
  case PatternKind::MatchAs: visit_pattern_as(*as<MatchAs>(&pattern), context); break;
  case PatternKind::MatchOr: visit_pattern_or(*as<MatchOr>(&pattern), context); break;
  }
}

void CodeGenerator::visit_subpattern(const Pattern& pattern, PatternContext& context) {
  bool before = std::exchange(context.allow_irrefutable, true);
  visit_pattern(pattern, context);
  context.allow_irrefutable = before;
}

void CodeGenerator::visit_pattern_value(const MatchValue& pattern, PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  visit(*pattern.value);
  compare(Comparison::Eq, at);
  to_bool(at);
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
}

void CodeGenerator::visit_pattern_singleton(const MatchSingleton& pattern,
                                            PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  load_constant(pattern.value, at);
  compare(Comparison::Is, at);
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
}

void CodeGenerator::bind_pattern_name(Identifier name, PatternContext& context,
                                      const Position& position) {
  const SourceLocation at = location_of(position);
  if (name.empty()) {
    emit(Opcode::POP_TOP, at);
    return;
  }
  forbid_name(name, ExpressionContext::Store, position);
  if (std::count(context.captures.begin(), context.captures.end(), name))
    fail(position, fmt::format("multiple assignments to name '{}' in pattern", name));
  // The value goes below what is still needed.
  for (int depth = context.on_top + static_cast<int>(context.captures.size()) + 1; depth > 1;
       --depth)
    exchange(depth, at);
  context.captures.push_back(name);
}

void CodeGenerator::visit_pattern_star(const MatchStar& pattern, PatternContext& context) {
  bind_pattern_name(pattern.name, context, pattern.position);
}

void CodeGenerator::visit_pattern_as(const MatchAs& pattern, PatternContext& context) {
  if (!pattern.pattern) {
    if (!context.allow_irrefutable) {
      if (pattern.name.empty())
        fail(pattern.position, "wildcard makes remaining patterns unreachable");
      fail(pattern.position,
           fmt::format("name capture '{}' makes remaining patterns unreachable", pattern.name));
    }
    bind_pattern_name(pattern.name, context, pattern.position);
    return;
  }
  ++context.on_top;
  copy(1, location_of(pattern.position));
  visit_pattern(*pattern.pattern, context);
  --context.on_top;
  bind_pattern_name(pattern.name, context, pattern.position);
}

// ---- sequences

void CodeGenerator::visit_pattern_sequence(const MatchSequence& pattern, PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  Sequence<Pattern> patterns = pattern.patterns;
  const std::size_t none = patterns.size();
  std::size_t star = none;
  bool only_wildcards = true;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (is<MatchStar>(patterns[i])) {
      if (star != none) fail(pattern.position, "multiple starred names in sequence pattern");
      star = i;
      only_wildcards = only_wildcards && is_star_wildcard(*patterns[i]);
    } else {
      only_wildcards = only_wildcards && is_wildcard(*patterns[i]);
    }
  }
  auto check_length = [&](std::size_t length, Comparison how) {
    emit(Opcode::GET_LEN, at);
    load_constant(vm::Constant::integer(static_cast<std::int64_t>(length)), at);
    compare(how, at);
    to_bool(at);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  };
  ++context.on_top;
  emit(Opcode::MATCH_SEQUENCE, at);
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  if (star == none)
    check_length(patterns.size(), Comparison::Eq);
  else if (patterns.size() > 1)
    check_length(patterns.size() - 1, Comparison::GtE);
  --context.on_top;
  if (only_wildcards)
    emit(Opcode::POP_TOP, at);
  else if (star != none && is_star_wildcard(*patterns[star]))
    pick_from_sequence(patterns, star, context, at);
  else
    unpack_whole_sequence(patterns, star, context, at);
}

void CodeGenerator::unpack_pattern(Sequence<Pattern> patterns, const SourceLocation& at) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (!is<MatchStar>(patterns[i])) continue;
    emit(Opcode::UNPACK_EX, static_cast<int>(i + ((patterns.size() - i - 1) << 8)), at);
    return;
  }
  emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(patterns.size()), at);
}

void CodeGenerator::unpack_whole_sequence(Sequence<Pattern> patterns, std::size_t,
                                          PatternContext& context, const SourceLocation& at) {
  unpack_pattern(patterns, at);
  context.on_top += static_cast<int>(patterns.size());
  for (const Pattern* inner : patterns) {
    --context.on_top;
    visit_subpattern(*inner, context);
  }
}

/// With a star that is not kept only the items that matter are fetched, by index.
void CodeGenerator::pick_from_sequence(Sequence<Pattern> patterns, std::size_t star,
                                       PatternContext& context, const SourceLocation& at) {
  ++context.on_top;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (i == star || is_wildcard(*patterns[i])) continue;
    copy(1, at);
    if (i < star) {
      load_constant(vm::Constant::integer(static_cast<std::int64_t>(i)), at);
    } else {
      // The subject need not know negative indexes.
      emit(Opcode::GET_LEN, at);
      load_constant(vm::Constant::integer(static_cast<std::int64_t>(patterns.size() - i)), at);
      binary(Operator::Sub, false, at);
    }
    emit(Opcode::BINARY_OP, static_cast<int>(vm::BinaryOperation::subscript), at);
    visit_subpattern(*patterns[i], context);
  }
  --context.on_top;
  emit(Opcode::POP_TOP, at);
}

// ---- mappings and classes

void CodeGenerator::visit_pattern_mapping(const MatchMapping& pattern, PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  int size = static_cast<int>(pattern.keys.size());
  ++context.on_top;
  emit(Opcode::MATCH_MAPPING, at);
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  if (size == 0 && pattern.rest.empty()) {
    --context.on_top;
    emit(Opcode::POP_TOP, at);
    return;
  }
  if (size > 0) {
    emit(Opcode::GET_LEN, at);
    load_constant(vm::Constant::integer(size), at);
    compare(Comparison::GtE, at);
    to_bool(at);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  }
  std::vector<vm::Constant> seen;
  for (const Expression* key : pattern.keys) {
    if (const auto* constant = try_as<Constant>(key)) {
      if (std::count(seen.begin(), seen.end(), constant->value))
        fail(pattern.position,
             fmt::format("mapping pattern checks duplicate key ({})", constant->value.repr()));
      seen.push_back(constant->value);
    } else if (!is<Attribute>(key)) {
      fail(pattern.position, "mapping pattern keys may only match literals and attribute lookups");
    }
    visit(*key);
  }
  emit(Opcode::BUILD_TUPLE, size, at);
  emit(Opcode::MATCH_KEYS, at);
  context.on_top += 2; // the keys and the values
  copy(1, at);
  load_none(at);
  compare(Comparison::IsNot, at);
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  emit(Opcode::UNPACK_SEQUENCE, size, at);
  context.on_top += size - 1;
  for (const Pattern* inner : pattern.patterns) {
    --context.on_top;
    visit_subpattern(*inner, context);
  }
  context.on_top -= 2;
  if (pattern.rest.empty()) {
    emit(Opcode::POP_TOP, at);
    emit(Opcode::POP_TOP, at);
    return;
  }
  // A copy of the subject, less the keys that the pattern names.
  emit(Opcode::BUILD_MAP, 0, at);
  exchange(3, at);
  emit(Opcode::DICT_UPDATE, 2, at);
  emit(Opcode::UNPACK_SEQUENCE, size, at);
  for (; size > 0; --size) {
    copy(1 + size, at);
    exchange(2, at);
    emit(Opcode::DELETE_SUBSCR, at);
  }
  bind_pattern_name(pattern.rest, context, pattern.position);
}

void CodeGenerator::visit_pattern_class(const MatchClass& pattern, PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  const std::size_t positional = pattern.patterns.size();
  const std::size_t count = positional + pattern.kwd_attrs.size();
  for (std::size_t i = 0; i < pattern.kwd_attrs.size(); ++i)
    for (std::size_t j = i + 1; j < pattern.kwd_attrs.size(); ++j)
      if (pattern.kwd_attrs[i] == pattern.kwd_attrs[j])
        fail(pattern.kwd_patterns[j]->position,
             fmt::format("attribute name repeated in class pattern: {}", pattern.kwd_attrs[j]));
  visit(*pattern.cls);
  std::vector<vm::Constant> names;
  for (Identifier name : pattern.kwd_attrs)
    names.push_back(vm::Constant::string(std::string(name)));
  load_constant(vm::Constant::tuple(std::move(names)), at);
  emit(Opcode::MATCH_CLASS, static_cast<int>(positional), at);
  copy(1, at);
  load_none(at);
  compare(Comparison::IsNot, at);
  ++context.on_top;
  jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE, at);
  emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(count), at);
  context.on_top += static_cast<int>(count) - 1;
  for (std::size_t i = 0; i < count; ++i) {
    --context.on_top;
    const Pattern& inner =
        i < positional ? *pattern.patterns[i] : *pattern.kwd_patterns[i - positional];
    if (is_wildcard(inner))
      emit(Opcode::POP_TOP, at);
    else
      visit_subpattern(inner, context);
  }
}

// ---- alternatives

void CodeGenerator::visit_pattern_or(const MatchOr& pattern, PatternContext& context) {
  const SourceLocation at = location_of(pattern.position);
  Label end = new_label();
  // Every alternative leaves the same captures in the same order as the first: `names`.
  std::vector<Identifier> names;
  const std::size_t count = pattern.patterns.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Pattern& alternative = *pattern.patterns[i];
    const SourceLocation alternative_at = location_of(alternative.position);
    PatternContext inner;
    inner.allow_irrefutable = i + 1 == count && context.allow_irrefutable;
    copy(1, alternative_at);
    visit_pattern(alternative, inner);
    std::vector<Identifier>& captures = inner.captures;
    if (i == 0) {
      names = captures;
    } else if (captures.size() != names.size()) {
      fail(pattern.position, "alternative patterns bind different names");
    } else {
      for (std::size_t wanted = names.size(); wanted-- > 0;) {
        auto found = std::find(captures.begin(), captures.end(), names[wanted]);
        if (found == captures.end())
          fail(pattern.position, "alternative patterns bind different names");
        auto place_now = static_cast<std::size_t>(found - captures.begin());
        if (place_now == wanted) continue;
        // Move the captures up to this one behind those up to the wanted place.
        const std::size_t moved = place_now + 1;
        std::vector<Identifier> front(captures.begin(),
                                      captures.begin() + static_cast<std::ptrdiff_t>(moved));
        captures.erase(captures.begin(), captures.begin() + static_cast<std::ptrdiff_t>(moved));
        captures.insert(captures.begin() + static_cast<std::ptrdiff_t>(wanted - place_now),
                        front.begin(), front.end());
        for (std::size_t turn = 0; turn < moved; ++turn)
          for (int depth = static_cast<int>(wanted) + 1; depth > 1; --depth)
            exchange(depth, alternative_at);
      }
    }
    jump(Opcode::JUMP, end, alternative_at);
    place_fail_labels(inner, alternative_at);
  }
  emit(Opcode::POP_TOP, at);
  jump_to_fail(context, Opcode::JUMP, at);
  place(end);
  // The captures go below the other captures, what is still needed, and our copy of the subject.
  const int depth = static_cast<int>(names.size()) + 1 + context.on_top +
                    static_cast<int>(context.captures.size());
  for (Identifier name : names) {
    for (int turn = depth; turn > 1; --turn) exchange(turn, at);
    if (std::count(context.captures.begin(), context.captures.end(), name))
      fail(pattern.position, fmt::format("multiple assignments to name '{}' in pattern", name));
    context.captures.push_back(name);
  }
  emit(Opcode::POP_TOP, at);
}

} // namespace specmon::compiler
