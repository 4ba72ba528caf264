// Errors that are found after parsing: names and scopes, statements out of place, patterns.
// Messages, lines and offsets are what CPython 3.12.7, 3.13.2 and 3.14.2 say.
#include <doctest/doctest.h>

#include "monitoring/behaviours.h"
#include "vm/compiler/compiler.h"

using namespace specmon;

namespace {

struct Refused {
  const char* source;
  const char* message;
  int line;
  int column;
};

// clang-format off
const Refused refused[] = {
    {"return 1", "'return' outside function", 1, 1},
    {"class C:\n  return 1", "'return' outside function", 2, 3},
    {"yield 1", "'yield' outside function", 1, 1},
    {"x = await y", "'await' outside function", 1, 5},
    {"def f():\n  await x", "'await' outside async function", 2, 3},
    {"break", "'break' outside loop", 1, 1},
    {"for x in y:\n  def g():\n    continue", "'continue' not properly in loop", 3, 5},
    {"def f(a, a): pass", "duplicate argument 'a' in function definition", 1, 10},
    {"def f():\n  x = 1\n  global x", "name 'x' is assigned to before global declaration", 3, 3},
    {"def f():\n  print(x)\n  nonlocal x", "name 'x' is used prior to nonlocal declaration", 3, 3},
    {"nonlocal x", "nonlocal declaration not allowed at module level", 1, 1},
    {"def f():\n  nonlocal x", "no binding for nonlocal 'x' found", 2, 3},
    {"def f(x):\n  global x", "name 'x' is parameter and global", 2, 3},
    {"def f():\n  global x\n  nonlocal x", "name 'x' is nonlocal and global", 2, 3},
    {"def f():\n  from m import *", "import * only allowed at module level", 2, 17},
    {"try: pass\nexcept: pass\nexcept E: pass", "default 'except:' must be last", 2, 1},
    {"*a, *b = c", "multiple starred expressions in assignment", 1, 1},
    {"*a = c", "starred assignment target must be in a list or tuple", 1, 1},
    {"[x := 1 for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x'", 1, 2},
    {"[y for x in (z := w)]", "assignment expression cannot be used in a comprehension iterable expression", 1, 14},
    {"class C:\n  [y := x for x in z]", "assignment expression within a comprehension cannot be used in a class body", 2, 4},
    {"def f():\n  [(yield x) for x in y]", "'yield' inside list comprehension", 2, 5},
    {"def f():\n  global x\n  x: int = 1", "annotated name 'x' can't be global", 3, 3},
    {"async def f():\n  yield 1\n  return 2", "'return' with value in async generator", 3, 3},
    {"def f():\n  async with x: pass", "'async with' outside async function", 2, 3},
    {"def f():\n  [x async for x in y]", "asynchronous comprehension outside of an asynchronous function", 2, 3},
    {"x = 1\nfrom __future__ import annotations", "from __future__ imports must occur at the beginning of the file", 2, 1},
    {"f(a=1, a=2)", "keyword argument repeated: a", 1, 8},
    {"__debug__ = 1", "cannot assign to __debug__", 1, 1},
    {"def f[T, T](): pass", "duplicate type parameter 'T'", 1, 10},
    {"match x:\n  case y: pass\n  case z: pass", "name capture 'y' makes remaining patterns unreachable", 2, 8},
    {"match x:\n  case [a, a]: pass", "multiple assignments to name 'a' in pattern", 2, 12},
    {"match x:\n  case a | b: pass", "name capture 'a' makes remaining patterns unreachable", 2, 8},
    {"match x:\n  case [*a, *b]: pass", "multiple starred names in sequence pattern", 2, 8},
    {"match x:\n  case {1: a, 1: b}: pass", "mapping pattern checks duplicate key (1)", 2, 8},
    {"try: pass\nexcept* E:\n  break", "'break', 'continue' and 'return' cannot appear in an except* block", 3, 3},
    {"async def f():\n  yield from x", "'yield from' inside async function", 2, 3},
    {"x = *a", "can't use starred expression here", 1, 5},
    {"del __debug__", "cannot delete __debug__", 1, 5},
    {"class C[T]:\n  x = (yield)", "'yield' outside function", 2, 8},
    {"type A = (yield 1)", "yield expression cannot be used within a type alias", 1, 11},
};
// clang-format on

} // namespace

TEST_CASE("what has no meaning is refused with the message and place of CPython") {
  for (const Refused& row : refused) {
    CAPTURE(row.source);
    const auto result = compiler::compile(row.source, "refused.py", compiler::CompileMode::exec,
                                          monitoring::Behaviours{});
    CHECK_FALSE(result.code);
    REQUIRE(result.error);
    CHECK(result.error->kind == compiler::SyntaxErrorKind::syntax_error);
    CHECK(result.error->message == row.message);
    CHECK(result.error->line == row.line);
    CHECK(result.error->column == row.column);
  }
}
