#pragma once
// AST -> instruction sequences. One member function for each kind of node; each emits the
// instructions that CPython of that version emits, in its order and with its positions, because
// events can tell. The members stand in the file of their idea:
//
//   code_generator.cpp    units, names, constants, closures
//   statements.cpp        simple statements, `if`, assignment
//   loops.cpp             `for`, `while`
//   exceptions.cpp        `try`, `with`, and leaving them early
//   expressions.cpp       operators, displays, conditions
//   calls.cpp             calls, methods, super(), open-coded calls on generator expressions
//   comprehensions.cpp    comprehensions, inlined or not, generator expressions
//   functions.cpp         functions, lambdas, their annotations
//   classes.cpp           class bodies
//   type_parameters.cpp   generic functions, classes and type aliases
//   annotations.cpp       annotations of modules and classes
//   patterns.cpp          `match`
//
// Errors: CompileFailure.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "monitoring/behaviours.h"
#include "vm/compiler/ast.h"
#include "vm/compiler/compiler.h"
#include "vm/compiler/instruction_sequence.h"
#include "vm/compiler/symbols.h"
#include "vm/compiler/unit.h"

namespace specmon::compiler {

class CodeGenerator {
public:
  CodeGenerator(Ast& ast, SymbolTable& symbols, std::string_view filename, CompileMode mode,
                const monitoring::Behaviours& behaviours, const CompileFlags& flags)
      : arena_(ast.arena), ast_(ast), symbols_(symbols), filename_(filename), mode_(mode),
        behaviours_(behaviours), flags_(flags) {}

  vm::CodeDescription generate();

private:
  // A comprehension that runs in its parent's frame: what has to be put back afterwards.
  struct InlinedComprehension {
    std::vector<Identifier> saved;                       ///< variables on the stack
    std::vector<std::pair<Identifier, Symbol>> replaced; ///< symbols of the outer scope
    std::vector<Identifier> hidden;
    Label cleanup;
  };
  struct PatternContext;

  // ---- units
  Unit& unit() { return *units_.back(); }
  void enter(std::string name, UnitKind kind, Scope& scope, int first_line);
  vm::CodeDescription leave(bool add_none);
  std::string qualified_name(const std::string& name, UnitKind kind) const;
  std::uint32_t code_flags() const;
  void wrap_in_stop_iteration_handler();

  // ---- emission
  void emit(Opcode opcode, const SourceLocation& at) { unit().code.emit(opcode, at); }
  void emit(Opcode opcode, int oparg, const SourceLocation& at) {
    unit().code.emit(opcode, oparg, at);
  }
  void jump(Opcode opcode, Label target, const SourceLocation& at) {
    unit().code.emit_jump(opcode, target, at);
  }
  /// Jumps forward over what stands between two arms. Layout may turn the jump backward; in some
  /// versions it fires no event then.
  void skip_to(Label target) {
    jump(behaviours_.cold_code_returns_silently() ? Opcode::JUMP_NO_INTERRUPT : Opcode::JUMP,
         target, no_location);
  }
  Label new_label() { return unit().code.new_label(); }
  void place(Label label) { unit().code.place(label); }
  void load_constant(const vm::Constant& constant, const SourceLocation& at);
  void load_text(std::string_view text, const SourceLocation& at) {
    load_constant(vm::Constant::string(std::string(text)), at);
  }
  void load_none(const SourceLocation& at) { load_constant(vm::Constant::none(), at); }
  void emit_name(Opcode opcode, Identifier name, const SourceLocation& at);
  void to_bool(const SourceLocation& at);
  void exchange(int depth, const SourceLocation& at) { emit(Opcode::SWAP, depth, at); }
  void copy(int depth, const SourceLocation& at) { emit(Opcode::COPY, depth, at); }

  // ---- names
  Identifier mangled(Identifier name) { return mangle(arena_, unit().class_name, name); }
  void access(Identifier name, ExpressionContext context, const SourceLocation& at);
  void load(Identifier name, const SourceLocation& at) {
    access(name, ExpressionContext::Load, at);
  }
  void store(Identifier name, const SourceLocation& at) {
    access(name, ExpressionContext::Store, at);
  }
  void forbid_name(Identifier name, ExpressionContext context, const Position& position) const;
  int local_index(Identifier name) { return unit().info.locals.index_of(name); }
  int cell_index(Identifier name) const;
  /// Pushes the function of that code. Source that is generated twice (a finally body, an
  /// open-coded call) has one code object all the same: `node` tells what it was made of.
  void make_closure(vm::CodeDescription&& code, int attributes, const SourceLocation& at,
                    const void* node);

  // ---- statements
  void visit_body(Sequence<Statement> body, const SourceLocation& start);
  void visit_all(Sequence<Statement> body) {
    for (const Statement* statement : body) visit(*statement);
  }
  void visit(const Statement& statement);
  void visit_if(const If& statement);
  void visit_return(const Return& statement);
  void visit_break(const Break& statement);
  void visit_continue(const Continue& statement);
  void visit_assign(const Assign& statement);
  void visit_augmented(const AugAssign& statement);
  void visit_annotated(const AnnAssign& statement);
  void visit_delete(const Expression& target);
  void visit_assert(const Assert& statement);
  void visit_import(const Import& statement);
  void visit_import_from(const ImportFrom& statement);
  void import_as(Identifier name, Identifier as_name, const SourceLocation& at);
  void visit_expression_statement(const Expr& statement);

  // ---- loops
  template <typename Loop> void visit_for(const Loop& loop);
  void visit_async_for(const AsyncFor& loop);
  void visit_while(const While& loop);
  void end_for_loop();

  // ---- exceptions and context managers
  void push_block(BlockKind kind, Label start, Label exit, const SourceLocation& at,
                  Sequence<Statement> finally_body = {}, Identifier name = {});
  void pop_block() { unit().blocks.pop_back(); }
  void unwind(Block block, SourceLocation& at, bool keep_top);
  /// Undoes all open blocks, or those inside the innermost loop; that loop's block is the result.
  const Block* unwind_to_loop(SourceLocation& at, bool keep_top, bool stop_at_loop,
                              const Position& position);
  void visit_try(const Try& statement);
  template <typename Node> void visit_try_finally(const Node& statement, bool star);
  void visit_try_except(const Try& statement);
  void visit_try_except_star(const TryStar& statement);
  void unbind_handled(Identifier name, const SourceLocation& at);
  void pop_except_and_reraise();
  template <typename Node> void visit_with(const Node& statement, std::size_t item, bool is_async);
  void call_exit_with_nones(const SourceLocation& at);
  void finish_with_handler(Label cleanup, const SourceLocation& at);
  void await_top(int kind, const SourceLocation& at);

  // ---- expressions
  void visit(const Expression& expression);
  void visit_all(Sequence<Expression> expressions) {
    for (const Expression* expression : expressions) visit(*expression);
  }
  void visit_bool_op(const BoolOp& expression);
  void visit_compare(const Compare& expression);
  void visit_conditional(const IfExp& expression);
  void visit_dict(const Dict& expression);
  void visit_dict_part(const Dict& expression, std::size_t begin, std::size_t end);
  void visit_attribute(const Attribute& expression);
  void visit_subscript(const Subscript& expression);
  void visit_slice(const Slice& expression);
  void visit_slice_bounds(const Slice& expression);
  bool is_two_part_slice(const Expression& slice) const;
  void visit_joined(const JoinedStr& expression);
  void visit_formatted(const FormattedValue& expression);
  void visit_yield(const Yield& expression);
  void visit_yield_from(const YieldFrom& expression);
  void visit_await(const Await& expression);
  void yield_value(const SourceLocation& at);
  void yield_from(bool awaiting, const SourceLocation& at, Label send = {});
  void compare(Comparison operation, const SourceLocation& at);
  void binary(Operator operation, bool in_place, const SourceLocation& at);
  void unpack(Sequence<Expression> targets, const SourceLocation& at);
  enum class Display : unsigned char { list, tuple, set };
  void visit_display(Sequence<Expression> items, int pushed, Display display,
                     const SourceLocation& at);
  /// Jumps to `target` if the truth of `test` is `condition`, else falls through.
  void jump_if(const Expression& test, Label target, bool condition, const SourceLocation& at);

  // ---- calls
  void visit_call(const Call& expression);
  bool visit_method_call(const Call& expression);
  void call_with(int pushed, Sequence<Expression> args, Expression* extra_base,
                 Sequence<Keyword> keywords, const SourceLocation& at);
  void visit_keyword_part(Sequence<Keyword> keywords, std::size_t begin, std::size_t end,
                          const SourceLocation& at);
  void check_keywords(Sequence<Keyword> keywords) const;
  void load_keyword_names(Sequence<Keyword> keywords, const SourceLocation& at);
  bool is_super_attribute(const Attribute& expression);
  void visit_super_arguments(const Call& super);
  /// Opens `any(... for ...)` and its like into a loop; true if it did (the ordinary call follows
  /// behind the label).
  bool visit_open_coded_call(const Call& expression, Label end);

  // ---- comprehensions
  void visit_comprehension(const Expression& node, const char* name, ComprehensionKind kind,
                           Sequence<Comprehension> generators, const Expression& element,
                           const Expression* value);
  void visit_generator(Sequence<Comprehension> generators, std::size_t index, int depth,
                       const Expression& element, const Expression* value, ComprehensionKind kind,
                       bool iterator_on_stack, const SourceLocation& at);
  void open_generator_with_iterator(Opcode get_iterator, const SourceLocation& iterable_at);
  void visit_sync_generator(Sequence<Comprehension> generators, std::size_t index, int depth,
                            const Expression& element, const Expression* value,
                            ComprehensionKind kind, bool iterator_on_stack,
                            const SourceLocation& at);
  void visit_async_generator(Sequence<Comprehension> generators, std::size_t index, int depth,
                             const Expression& element, const Expression* value,
                             ComprehensionKind kind, bool iterator_on_stack,
                             const SourceLocation& at);
  void collect_element(int depth, const Expression& element, const Expression* value,
                       ComprehensionKind kind, SourceLocation& element_location);
  void yield_item(const SourceLocation& at);
  void yield_each(const SourceLocation& at);
  InlinedComprehension open_inlined(Scope& comprehension, const SourceLocation& at);
  void close_inlined(InlinedComprehension& state, const SourceLocation& at);
  void restore_variables(const InlinedComprehension& state, const SourceLocation& at);

  // ---- functions
  template <typename Definition> void visit_function(const Definition& definition, bool is_async);
  template <typename Definition>
  void function_body(const Definition& definition, bool is_async, int attributes, int first_line);
  void visit_lambda(const Lambda& expression);
  int visit_defaults(const Arguments& arguments, const SourceLocation& at);
  int visit_function_annotations(const Arguments& arguments, const Expression* returns,
                                 Identifier name, const SourceLocation& at);
  int visit_argument_annotations(const Arguments& arguments, const Expression* returns,
                                 const SourceLocation& at);
  void visit_annotation(const Expression& annotation);
  void set_arguments(const Arguments& arguments);
  void forbid_argument_names(const Arguments& arguments);
  void apply_decorators(Sequence<Expression> decorators);

  // ---- classes
  void visit_class(const ClassDef& definition);
  void class_body(const ClassDef& definition, int first_line);
  void note_static_attribute(const Attribute& target);

  // ---- type parameters
  void visit_type_parameters(Sequence<TypeParameter> parameters);
  void visit_type_expression(const Expression& expression, Identifier name, const void* node,
                             ScopeRole role, bool star_allowed, const SourceLocation& at);
  void visit_type_alias(const TypeAlias& alias);
  void visit_type_alias_value(const TypeAlias& alias, Identifier name, const SourceLocation& at);
  void check_annotation_format(const SourceLocation& at);

  // ---- annotations of modules and classes
  void visit_deferred_annotations(const SourceLocation& at);
  void note_annotation(const AnnAssign& statement);

  // ---- match
  void visit_match(const Match& statement);
  void visit_pattern(const Pattern& pattern, PatternContext& context);
  void visit_subpattern(const Pattern& pattern, PatternContext& context);
  void visit_pattern_value(const MatchValue& pattern, PatternContext& context);
  void visit_pattern_singleton(const MatchSingleton& pattern, PatternContext& context);
  void visit_pattern_sequence(const MatchSequence& pattern, PatternContext& context);
  void visit_pattern_mapping(const MatchMapping& pattern, PatternContext& context);
  void visit_pattern_class(const MatchClass& pattern, PatternContext& context);
  void visit_pattern_star(const MatchStar& pattern, PatternContext& context);
  void visit_pattern_as(const MatchAs& pattern, PatternContext& context);
  void visit_pattern_or(const MatchOr& pattern, PatternContext& context);
  void unpack_pattern(Sequence<Pattern> patterns, const SourceLocation& at);
  void unpack_whole_sequence(Sequence<Pattern> patterns, std::size_t star, PatternContext& context,
                             const SourceLocation& at);
  void pick_from_sequence(Sequence<Pattern> patterns, std::size_t star, PatternContext& context,
                          const SourceLocation& at);
  void bind_pattern_name(Identifier name, PatternContext& context, const Position& position);
  void jump_to_fail(PatternContext& context, Opcode opcode, const SourceLocation& at);
  void place_fail_labels(PatternContext& context, const SourceLocation& at);

  Arena& arena_;
  Ast& ast_;
  SymbolTable& symbols_;
  std::string filename_;
  CompileMode mode_;
  const monitoring::Behaviours& behaviours_;
  CompileFlags flags_;
  std::vector<std::unique_ptr<Unit>> units_;
};

/// Where `attr` stands, for what is done with the attribute once its object is there: a method of a
/// chain over several lines belongs to the line of its name.
SourceLocation attribute_location(SourceLocation at, const Attribute& attribute);

/// Values on the stack at once, beyond which displays and calls are built in steps.
inline constexpr std::size_t stack_use_guideline = 30;

/// `text` as a docstring keeps it from 3.13 on: without the indentation of its lines.
std::string clean_docstring(const std::string& text);

} // namespace specmon::compiler
