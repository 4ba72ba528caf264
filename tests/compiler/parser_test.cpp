// Source texts and the AST that CPython 3.13 makes of them, positions included, in the form of
// dump(). Made by tests/compiler/compare_with_cpython.py's show(); that script compares whole
// libraries.
#include <doctest/doctest.h>

#include <string>

#include "vm/compiler/ast_dump.h"
#include "vm/compiler/parser.h"

using namespace specmon::compiler;

namespace {

struct Case {
  const char* source;
  const char* body; ///< the dump, without the module around it
};

// clang-format off
const Case cases[] = {
    {"x = 1",
     "Assign@1:0-1:5(targets=[Name@1:0-1:1(id='x', ctx=Store())], value=Constant@1:4-1:5(value=1, kind=None))"},
    {"a = b = c, d",
     "Assign@1:0-1:12(targets=[Name@1:0-1:1(id='a', ctx=Store()), Name@1:4-1:5(id='b', ctx=Store())], value=Tuple@1:8-1:12(elts=[Name@1:8-1:9(id='c', ctx=Load()), Name@1:11-1:12(id='d', ctx=Load())], ctx=Load()))"},
    {"(a) = 1",
     "Assign@1:0-1:7(targets=[Name@1:1-1:2(id='a', ctx=Store())], value=Constant@1:6-1:7(value=1, kind=None))"},
    {"a.b[0], *c = d",
     "Assign@1:0-1:14(targets=[Tuple@1:0-1:10(elts=[Subscript@1:0-1:6(value=Attribute@1:0-1:3(value=Name@1:0-1:1(id='a', ctx=Load()), attr='b', ctx=Load()), slice=Constant@1:4-1:5(value=0, kind=None), ctx=Store()), Starred@1:8-1:10(value=Name@1:9-1:10(id='c', ctx=Store()), ctx=Store())], ctx=Store())], value=Name@1:13-1:14(id='d', ctx=Load()))"},
    {"[a, (b, c)] = d",
     "Assign@1:0-1:15(targets=[List@1:0-1:11(elts=[Name@1:1-1:2(id='a', ctx=Store()), Tuple@1:4-1:10(elts=[Name@1:5-1:6(id='b', ctx=Store()), Name@1:8-1:9(id='c', ctx=Store())], ctx=Store())], ctx=Store())], value=Name@1:14-1:15(id='d', ctx=Load()))"},
    {"x: int = 3",
     "AnnAssign@1:0-1:10(target=Name@1:0-1:1(id='x', ctx=Store()), annotation=Name@1:3-1:6(id='int', ctx=Load()), value=Constant@1:9-1:10(value=3, kind=None), simple=1)"},
    {"(x): int",
     "AnnAssign@1:0-1:8(target=Name@1:1-1:2(id='x', ctx=Store()), annotation=Name@1:5-1:8(id='int', ctx=Load()), value=None, simple=0)"},
    {"a.b: c",
     "AnnAssign@1:0-1:6(target=Attribute@1:0-1:3(value=Name@1:0-1:1(id='a', ctx=Load()), attr='b', ctx=Store()), annotation=Name@1:5-1:6(id='c', ctx=Load()), value=None, simple=0)"},
    {"x += 1",
     "AugAssign@1:0-1:6(target=Name@1:0-1:1(id='x', ctx=Store()), op=Add(), value=Constant@1:5-1:6(value=1, kind=None))"},
    {"x **= yield",
     "AugAssign@1:0-1:11(target=Name@1:0-1:1(id='x', ctx=Store()), op=Pow(), value=Yield@1:6-1:11(value=None))"},
    {"a @= b",
     "AugAssign@1:0-1:6(target=Name@1:0-1:1(id='a', ctx=Store()), op=MatMult(), value=Name@1:5-1:6(id='b', ctx=Load()))"},
    {"del a, b.c, d[0]",
     "Delete@1:0-1:16(targets=[Name@1:4-1:5(id='a', ctx=Del()), Attribute@1:7-1:10(value=Name@1:7-1:8(id='b', ctx=Load()), attr='c', ctx=Del()), Subscript@1:12-1:16(value=Name@1:12-1:13(id='d', ctx=Load()), slice=Constant@1:14-1:15(value=0, kind=None), ctx=Del())])"},
    {"del (a, [b])",
     "Delete@1:0-1:12(targets=[Tuple@1:4-1:12(elts=[Name@1:5-1:6(id='a', ctx=Del()), List@1:8-1:11(elts=[Name@1:9-1:10(id='b', ctx=Del())], ctx=Del())], ctx=Del())])"},
    {"pass; a; b",
     "Pass@1:0-1:4(), Expr@1:6-1:7(value=Name@1:6-1:7(id='a', ctx=Load())), Expr@1:9-1:10(value=Name@1:9-1:10(id='b', ctx=Load()))"},
    {"return a, *b",
     "Return@1:0-1:12(value=Tuple@1:7-1:12(elts=[Name@1:7-1:8(id='a', ctx=Load()), Starred@1:10-1:12(value=Name@1:11-1:12(id='b', ctx=Load()), ctx=Load())], ctx=Load()))"},
    {"raise A from b",
     "Raise@1:0-1:14(exc=Name@1:6-1:7(id='A', ctx=Load()), cause=Name@1:13-1:14(id='b', ctx=Load()))"},
    {"raise",
     "Raise@1:0-1:5(exc=None, cause=None)"},
    {"global a, b",
     "Global@1:0-1:11(names=['a', 'b'])"},
    {"nonlocal c",
     "Nonlocal@1:0-1:10(names=['c'])"},
    {"assert a, b",
     "Assert@1:0-1:11(test=Name@1:7-1:8(id='a', ctx=Load()), msg=Name@1:10-1:11(id='b', ctx=Load()))"},
    {"import a.b.c as d, e",
     "Import@1:0-1:20(names=[alias@1:7-1:17(name='a.b.c', asname='d'), alias@1:19-1:20(name='e', asname=None)])"},
    {"from . import a",
     "ImportFrom@1:0-1:15(module=None, names=[alias@1:14-1:15(name='a', asname=None)], level=1)"},
    {"from ...a.b import (c as d, e,)",
     "ImportFrom@1:0-1:31(module='a.b', names=[alias@1:20-1:26(name='c', asname='d'), alias@1:28-1:29(name='e', asname=None)], level=3)"},
    {"from a import *",
     "ImportFrom@1:0-1:15(module='a', names=[alias@1:14-1:15(name='*', asname=None)], level=0)"},
    {"type X[T: int, *Ts = *A, **P = [int]] = list[T]",
     "TypeAlias@1:0-1:47(name=Name@1:5-1:6(id='X', ctx=Store()), type_params=[TypeVar@1:7-1:13(name='T', bound=Name@1:10-1:13(id='int', ctx=Load()), default_value=None), TypeVarTuple@1:15-1:23(name='Ts', default_value=Starred@1:21-1:23(value=Name@1:22-1:23(id='A', ctx=Load()), ctx=Load())), ParamSpec@1:25-1:36(name='P', default_value=List@1:31-1:36(elts=[Name@1:32-1:35(id='int', ctx=Load())], ctx=Load()))], value=Subscript@1:40-1:47(value=Name@1:40-1:44(id='list', ctx=Load()), slice=Name@1:45-1:46(id='T', ctx=Load()), ctx=Load()))"},
    {"type = 1",
     "Assign@1:0-1:8(targets=[Name@1:0-1:4(id='type', ctx=Store())], value=Constant@1:7-1:8(value=1, kind=None))"},
    {"match = case = type",
     "Assign@1:0-1:19(targets=[Name@1:0-1:5(id='match', ctx=Store()), Name@1:8-1:12(id='case', ctx=Store())], value=Name@1:15-1:19(id='type', ctx=Load()))"},
    {"match[a] = match(b)",
     "Assign@1:0-1:19(targets=[Subscript@1:0-1:8(value=Name@1:0-1:5(id='match', ctx=Load()), slice=Name@1:6-1:7(id='a', ctx=Load()), ctx=Store())], value=Call@1:11-1:19(func=Name@1:11-1:16(id='match', ctx=Load()), args=[Name@1:17-1:18(id='b', ctx=Load())], keywords=[]))"},
    {"if a: b",
     "If@1:0-1:7(test=Name@1:3-1:4(id='a', ctx=Load()), body=[Expr@1:6-1:7(value=Name@1:6-1:7(id='b', ctx=Load()))], orelse=[])"},
    {"if a:\n  b\nelif c:\n  d\nelse:\n  e",
     "If@1:0-6:3(test=Name@1:3-1:4(id='a', ctx=Load()), body=[Expr@2:2-2:3(value=Name@2:2-2:3(id='b', ctx=Load()))], orelse=[If@3:0-6:3(test=Name@3:5-3:6(id='c', ctx=Load()), body=[Expr@4:2-4:3(value=Name@4:2-4:3(id='d', ctx=Load()))], orelse=[Expr@6:2-6:3(value=Name@6:2-6:3(id='e', ctx=Load()))])])"},
    {"while a:\n  break\nelse:\n  continue",
     "While@1:0-4:10(test=Name@1:6-1:7(id='a', ctx=Load()), body=[Break@2:2-2:7()], orelse=[Continue@4:2-4:10()])"},
    {"for x, *y in z, w:\n  pass\nelse: pass",
     "For@1:0-3:10(target=Tuple@1:4-1:9(elts=[Name@1:4-1:5(id='x', ctx=Store()), Starred@1:7-1:9(value=Name@1:8-1:9(id='y', ctx=Store()), ctx=Store())], ctx=Store()), iter=Tuple@1:13-1:17(elts=[Name@1:13-1:14(id='z', ctx=Load()), Name@1:16-1:17(id='w', ctx=Load())], ctx=Load()), body=[Pass@2:2-2:6()], orelse=[Pass@3:6-3:10()])"},
    {"async def f():\n  async for x in y: await z\n  async with a as b, c: pass",
     "AsyncFunctionDef@1:0-3:28(name='f', args=arguments(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=[AsyncFor@2:2-2:27(target=Name@2:12-2:13(id='x', ctx=Store()), iter=Name@2:17-2:18(id='y', ctx=Load()), body=[Expr@2:20-2:27(value=Await@2:20-2:27(value=Name@2:26-2:27(id='z', ctx=Load())))], orelse=[]), AsyncWith@3:2-3:28(items=[withitem(context_expr=Name@3:13-3:14(id='a', ctx=Load()), optional_vars=Name@3:18-3:19(id='b', ctx=Store())), withitem(context_expr=Name@3:21-3:22(id='c', ctx=Load()), optional_vars=None)], body=[Pass@3:24-3:28()])], decorator_list=[], returns=None, type_params=[])"},
    {"with a as b, c as (d, e): pass",
     "With@1:0-1:30(items=[withitem(context_expr=Name@1:5-1:6(id='a', ctx=Load()), optional_vars=Name@1:10-1:11(id='b', ctx=Store())), withitem(context_expr=Name@1:13-1:14(id='c', ctx=Load()), optional_vars=Tuple@1:18-1:24(elts=[Name@1:19-1:20(id='d', ctx=Store()), Name@1:22-1:23(id='e', ctx=Store())], ctx=Store()))], body=[Pass@1:26-1:30()])"},
    {"with (a as b, c,): pass",
     "With@1:0-1:23(items=[withitem(context_expr=Name@1:6-1:7(id='a', ctx=Load()), optional_vars=Name@1:11-1:12(id='b', ctx=Store())), withitem(context_expr=Name@1:14-1:15(id='c', ctx=Load()), optional_vars=None)], body=[Pass@1:19-1:23()])"},
    {"with (a, b): pass",
     "With@1:0-1:17(items=[withitem(context_expr=Name@1:6-1:7(id='a', ctx=Load()), optional_vars=None), withitem(context_expr=Name@1:9-1:10(id='b', ctx=Load()), optional_vars=None)], body=[Pass@1:13-1:17()])"},
    {"with (a, b) as c: pass",
     "With@1:0-1:22(items=[withitem(context_expr=Tuple@1:5-1:11(elts=[Name@1:6-1:7(id='a', ctx=Load()), Name@1:9-1:10(id='b', ctx=Load())], ctx=Load()), optional_vars=Name@1:15-1:16(id='c', ctx=Store()))], body=[Pass@1:18-1:22()])"},
    {"with (yield a): pass",
     "With@1:0-1:20(items=[withitem(context_expr=Yield@1:6-1:13(value=Name@1:12-1:13(id='a', ctx=Load())), optional_vars=None)], body=[Pass@1:16-1:20()])"},
    {"with (a): pass",
     "With@1:0-1:14(items=[withitem(context_expr=Name@1:6-1:7(id='a', ctx=Load()), optional_vars=None)], body=[Pass@1:10-1:14()])"},
    {"try:\n  a\nexcept B as c:\n  d\nexcept:\n  e\nelse:\n  f\nfinally:\n  g",
     "Try@1:0-10:3(body=[Expr@2:2-2:3(value=Name@2:2-2:3(id='a', ctx=Load()))], handlers=[ExceptHandler@3:0-4:3(type=Name@3:7-3:8(id='B', ctx=Load()), name='c', body=[Expr@4:2-4:3(value=Name@4:2-4:3(id='d', ctx=Load()))]), ExceptHandler@5:0-6:3(type=None, name=None, body=[Expr@6:2-6:3(value=Name@6:2-6:3(id='e', ctx=Load()))])], orelse=[Expr@8:2-8:3(value=Name@8:2-8:3(id='f', ctx=Load()))], finalbody=[Expr@10:2-10:3(value=Name@10:2-10:3(id='g', ctx=Load()))])"},
    {"try: a\nexcept* (B, C): d",
     "TryStar@1:0-2:17(body=[Expr@1:5-1:6(value=Name@1:5-1:6(id='a', ctx=Load()))], handlers=[ExceptHandler@2:0-2:17(type=Tuple@2:8-2:14(elts=[Name@2:9-2:10(id='B', ctx=Load()), Name@2:12-2:13(id='C', ctx=Load())], ctx=Load()), name=None, body=[Expr@2:16-2:17(value=Name@2:16-2:17(id='d', ctx=Load()))])], orelse=[], finalbody=[])"},
    {"try: a\nfinally: b",
     "Try@1:0-2:10(body=[Expr@1:5-1:6(value=Name@1:5-1:6(id='a', ctx=Load()))], handlers=[], orelse=[], finalbody=[Expr@2:9-2:10(value=Name@2:9-2:10(id='b', ctx=Load()))])"},
    {"def f(a, b=1, /, c: int = 2, *d: *e, f, g=3, **h) -> i: pass",
     "FunctionDef@1:0-1:60(name='f', args=arguments(posonlyargs=[arg@1:6-1:7(arg='a', annotation=None), arg@1:9-1:10(arg='b', annotation=None)], args=[arg@1:17-1:23(arg='c', annotation=Name@1:20-1:23(id='int', ctx=Load()))], vararg=arg@1:30-1:35(arg='d', annotation=Starred@1:33-1:35(value=Name@1:34-1:35(id='e', ctx=Load()), ctx=Load())), kwonlyargs=[arg@1:37-1:38(arg='f', annotation=None), arg@1:40-1:41(arg='g', annotation=None)], kw_defaults=[None, Constant@1:42-1:43(value=3, kind=None)], kwarg=arg@1:47-1:48(arg='h', annotation=None), defaults=[Constant@1:11-1:12(value=1, kind=None), Constant@1:26-1:27(value=2, kind=None)]), body=[Pass@1:56-1:60()], decorator_list=[], returns=Name@1:53-1:54(id='i', ctx=Load()), type_params=[])"},
    {"def f(a, *, b): pass",
     "FunctionDef@1:0-1:20(name='f', args=arguments(posonlyargs=[], args=[arg@1:6-1:7(arg='a', annotation=None)], vararg=None, kwonlyargs=[arg@1:12-1:13(arg='b', annotation=None)], kw_defaults=[None], kwarg=None, defaults=[]), body=[Pass@1:16-1:20()], decorator_list=[], returns=None, type_params=[])"},
    {"def f[T](x: T) -> T: return x",
     "FunctionDef@1:0-1:29(name='f', args=arguments(posonlyargs=[], args=[arg@1:9-1:13(arg='x', annotation=Name@1:12-1:13(id='T', ctx=Load()))], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=[Return@1:21-1:29(value=Name@1:28-1:29(id='x', ctx=Load()))], decorator_list=[], returns=Name@1:18-1:19(id='T', ctx=Load()), type_params=[TypeVar@1:6-1:7(name='T', bound=None, default_value=None)])"},
    {"@a.b(c)\n@d\nclass C(A, *b, m=d, **e):\n  x = 1\n  def f(self): pass;",
     "ClassDef@3:0-5:20(name='C', bases=[Name@3:8-3:9(id='A', ctx=Load()), Starred@3:11-3:13(value=Name@3:12-3:13(id='b', ctx=Load()), ctx=Load())], keywords=[keyword@3:15-3:18(arg='m', value=Name@3:17-3:18(id='d', ctx=Load())), keyword@3:20-3:23(arg=None, value=Name@3:22-3:23(id='e', ctx=Load()))], body=[Assign@4:2-4:7(targets=[Name@4:2-4:3(id='x', ctx=Store())], value=Constant@4:6-4:7(value=1, kind=None)), FunctionDef@5:2-5:20(name='f', args=arguments(posonlyargs=[], args=[arg@5:8-5:12(arg='self', annotation=None)], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=[Pass@5:15-5:19()], decorator_list=[], returns=None, type_params=[])], decorator_list=[Call@1:1-1:7(func=Attribute@1:1-1:4(value=Name@1:1-1:2(id='a', ctx=Load()), attr='b', ctx=Load()), args=[Name@1:5-1:6(id='c', ctx=Load())], keywords=[]), Name@2:1-2:2(id='d', ctx=Load())], type_params=[])"},
    {"@d\nasync def f(): pass",
     "AsyncFunctionDef@2:0-2:19(name='f', args=arguments(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=[Pass@2:15-2:19()], decorator_list=[Name@1:1-1:2(id='d', ctx=Load())], returns=None, type_params=[])"},
    {"class C[T = int]: pass",
     "ClassDef@1:0-1:22(name='C', bases=[], keywords=[], body=[Pass@1:18-1:22()], decorator_list=[], type_params=[TypeVar@1:8-1:15(name='T', bound=None, default_value=Name@1:12-1:15(id='int', ctx=Load()))])"},
    {"match a, *b:\n  case 1 | -2.5 | 1+2j: pass\n  case \"a\" \"b\" if c: pass\n  case None | True: pass",
     "Match@1:0-4:24(subject=Tuple@1:6-1:11(elts=[Name@1:6-1:7(id='a', ctx=Load()), Starred@1:9-1:11(value=Name@1:10-1:11(id='b', ctx=Load()), ctx=Load())], ctx=Load()), cases=[match_case(pattern=MatchOr@2:7-2:22(patterns=[MatchValue@2:7-2:8(value=Constant@2:7-2:8(value=1, kind=None)), MatchValue@2:11-2:15(value=UnaryOp@2:11-2:15(op=USub(), operand=Constant@2:12-2:15(value=2.5, kind=None))), MatchValue@2:18-2:22(value=BinOp@2:18-2:22(left=Constant@2:18-2:19(value=1, kind=None), op=Add(), right=Constant@2:20-2:22(value=2j, kind=None)))]), guard=None, body=[Pass@2:24-2:28()]), match_case(pattern=MatchValue@3:7-3:14(value=Constant@3:7-3:14(value='ab', kind=None)), guard=Name@3:18-3:19(id='c', ctx=Load()), body=[Pass@3:21-3:25()]), match_case(pattern=MatchOr@4:7-4:18(patterns=[MatchSingleton@4:7-4:11(value=None), MatchSingleton@4:14-4:18(value=True)]), guard=None, body=[Pass@4:20-4:24()])])"},
    {"match (a):\n  case x: pass\n  case _: pass\n  case a.b.c: pass\n  case (1, *_, x) | [y, *z]: pass",
     "Match@1:0-5:33(subject=Name@1:7-1:8(id='a', ctx=Load()), cases=[match_case(pattern=MatchAs@2:7-2:8(pattern=None, name='x'), guard=None, body=[Pass@2:10-2:14()]), match_case(pattern=MatchAs@3:7-3:8(pattern=None, name=None), guard=None, body=[Pass@3:10-3:14()]), match_case(pattern=MatchValue@4:7-4:12(value=Attribute@4:7-4:12(value=Attribute@4:7-4:10(value=Name@4:7-4:8(id='a', ctx=Load()), attr='b', ctx=Load()), attr='c', ctx=Load())), guard=None, body=[Pass@4:14-4:18()]), match_case(pattern=MatchOr@5:7-5:27(patterns=[MatchSequence@5:7-5:17(patterns=[MatchValue@5:8-5:9(value=Constant@5:8-5:9(value=1, kind=None)), MatchStar@5:11-5:13(name=None), MatchAs@5:15-5:16(pattern=None, name='x')]), MatchSequence@5:20-5:27(patterns=[MatchAs@5:21-5:22(pattern=None, name='y'), MatchStar@5:24-5:26(name='z')])]), guard=None, body=[Pass@5:29-5:33()])])"},
    {"match -a:\n  case {\"k\": v, a.b: _, **rest}: pass\n  case C(1, x=2) as y: pass\n  case a, *b: pass\n  case (z): pass",
     "Match@1:0-5:16(subject=UnaryOp@1:6-1:8(op=USub(), operand=Name@1:7-1:8(id='a', ctx=Load())), cases=[match_case(pattern=MatchMapping@2:7-2:31(keys=[Constant@2:8-2:11(value='k', kind=None), Attribute@2:16-2:19(value=Name@2:16-2:17(id='a', ctx=Load()), attr='b', ctx=Load())], patterns=[MatchAs@2:13-2:14(pattern=None, name='v'), MatchAs@2:21-2:22(pattern=None, name=None)], rest='rest'), guard=None, body=[Pass@2:33-2:37()]), match_case(pattern=MatchAs@3:7-3:21(pattern=MatchClass@3:7-3:16(cls=Name@3:7-3:8(id='C', ctx=Load()), patterns=[MatchValue@3:9-3:10(value=Constant@3:9-3:10(value=1, kind=None))], kwd_attrs=['x'], kwd_patterns=[MatchValue@3:14-3:15(value=Constant@3:14-3:15(value=2, kind=None))]), name='y'), guard=None, body=[Pass@3:23-3:27()]), match_case(pattern=MatchSequence@4:7-4:12(patterns=[MatchAs@4:7-4:8(pattern=None, name='a'), MatchStar@4:10-4:12(name='b')]), guard=None, body=[Pass@4:14-4:18()]), match_case(pattern=MatchAs@5:8-5:9(pattern=None, name='z'), guard=None, body=[Pass@5:12-5:16()])])"},
    {"a or b and not c or d",
     "Expr@1:0-1:21(value=BoolOp@1:0-1:21(op=Or(), values=[Name@1:0-1:1(id='a', ctx=Load()), BoolOp@1:5-1:16(op=And(), values=[Name@1:5-1:6(id='b', ctx=Load()), UnaryOp@1:11-1:16(op=Not(), operand=Name@1:15-1:16(id='c', ctx=Load()))]), Name@1:20-1:21(id='d', ctx=Load())]))"},
    {"a if b else c if d else e",
     "Expr@1:0-1:25(value=IfExp@1:0-1:25(test=Name@1:5-1:6(id='b', ctx=Load()), body=Name@1:0-1:1(id='a', ctx=Load()), orelse=IfExp@1:12-1:25(test=Name@1:17-1:18(id='d', ctx=Load()), body=Name@1:12-1:13(id='c', ctx=Load()), orelse=Name@1:24-1:25(id='e', ctx=Load()))))"},
    {"lambda x, *y, z=1, **w: x + 1",
     "Expr@1:0-1:29(value=Lambda@1:0-1:29(args=arguments(posonlyargs=[], args=[arg@1:7-1:8(arg='x', annotation=None)], vararg=arg@1:11-1:12(arg='y', annotation=None), kwonlyargs=[arg@1:14-1:15(arg='z', annotation=None)], kw_defaults=[Constant@1:16-1:17(value=1, kind=None)], kwarg=arg@1:21-1:22(arg='w', annotation=None), defaults=[]), body=BinOp@1:24-1:29(left=Name@1:24-1:25(id='x', ctx=Load()), op=Add(), right=Constant@1:28-1:29(value=1, kind=None))))"},
    {"lambda: (yield)",
     "Expr@1:0-1:15(value=Lambda@1:0-1:15(args=arguments(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=Yield@1:9-1:14(value=None)))"},
    {"a < b <= c != d is not e not in f is g in h",
     "Expr@1:0-1:43(value=Compare@1:0-1:43(left=Name@1:0-1:1(id='a', ctx=Load()), ops=[Lt(), LtE(), NotEq(), IsNot(), NotIn(), Is(), In()], comparators=[Name@1:4-1:5(id='b', ctx=Load()), Name@1:9-1:10(id='c', ctx=Load()), Name@1:14-1:15(id='d', ctx=Load()), Name@1:23-1:24(id='e', ctx=Load()), Name@1:32-1:33(id='f', ctx=Load()), Name@1:37-1:38(id='g', ctx=Load()), Name@1:42-1:43(id='h', ctx=Load())]))"},
    {"a | b ^ c & d << e + f * g ** -h @ i // j % k",
     "Expr@1:0-1:45(value=BinOp@1:0-1:45(left=Name@1:0-1:1(id='a', ctx=Load()), op=BitOr(), right=BinOp@1:4-1:45(left=Name@1:4-1:5(id='b', ctx=Load()), op=BitXor(), right=BinOp@1:8-1:45(left=Name@1:8-1:9(id='c', ctx=Load()), op=BitAnd(), right=BinOp@1:12-1:45(left=Name@1:12-1:13(id='d', ctx=Load()), op=LShift(), right=BinOp@1:17-1:45(left=Name@1:17-1:18(id='e', ctx=Load()), op=Add(), right=BinOp@1:21-1:45(left=BinOp@1:21-1:41(left=BinOp@1:21-1:36(left=BinOp@1:21-1:32(left=Name@1:21-1:22(id='f', ctx=Load()), op=Mult(), right=BinOp@1:25-1:32(left=Name@1:25-1:26(id='g', ctx=Load()), op=Pow(), right=UnaryOp@1:30-1:32(op=USub(), operand=Name@1:31-1:32(id='h', ctx=Load())))), op=MatMult(), right=Name@1:35-1:36(id='i', ctx=Load())), op=FloorDiv(), right=Name@1:40-1:41(id='j', ctx=Load())), op=Mod(), right=Name@1:44-1:45(id='k', ctx=Load()))))))))"},
    {"-a ** -b",
     "Expr@1:0-1:8(value=UnaryOp@1:0-1:8(op=USub(), operand=BinOp@1:1-1:8(left=Name@1:1-1:2(id='a', ctx=Load()), op=Pow(), right=UnaryOp@1:6-1:8(op=USub(), operand=Name@1:7-1:8(id='b', ctx=Load())))))"},
    {"~not_ - +x",
     "Expr@1:0-1:10(value=BinOp@1:0-1:10(left=UnaryOp@1:0-1:5(op=Invert(), operand=Name@1:1-1:5(id='not_', ctx=Load())), op=Sub(), right=UnaryOp@1:8-1:10(op=UAdd(), operand=Name@1:9-1:10(id='x', ctx=Load()))))"},
    {"await_ = [await x ** 2]",
     "Assign@1:0-1:23(targets=[Name@1:0-1:6(id='await_', ctx=Store())], value=List@1:9-1:23(elts=[BinOp@1:10-1:22(left=Await@1:10-1:17(value=Name@1:16-1:17(id='x', ctx=Load())), op=Pow(), right=Constant@1:21-1:22(value=2, kind=None))], ctx=Load()))"},
    {"a.b.c(d)(e)[f].g",
     "Expr@1:0-1:16(value=Attribute@1:0-1:16(value=Subscript@1:0-1:14(value=Call@1:0-1:11(func=Call@1:0-1:8(func=Attribute@1:0-1:5(value=Attribute@1:0-1:3(value=Name@1:0-1:1(id='a', ctx=Load()), attr='b', ctx=Load()), attr='c', ctx=Load()), args=[Name@1:6-1:7(id='d', ctx=Load())], keywords=[]), args=[Name@1:9-1:10(id='e', ctx=Load())], keywords=[]), slice=Name@1:12-1:13(id='f', ctx=Load()), ctx=Load()), attr='g', ctx=Load()))"},
    {"f(a, *b, c=d, **e)",
     "Expr@1:0-1:18(value=Call@1:0-1:18(func=Name@1:0-1:1(id='f', ctx=Load()), args=[Name@1:2-1:3(id='a', ctx=Load()), Starred@1:5-1:7(value=Name@1:6-1:7(id='b', ctx=Load()), ctx=Load())], keywords=[keyword@1:9-1:12(arg='c', value=Name@1:11-1:12(id='d', ctx=Load())), keyword@1:14-1:17(arg=None, value=Name@1:16-1:17(id='e', ctx=Load()))]))"},
    {"f(x for x in y)",
     "Expr@1:0-1:15(value=Call@1:0-1:15(func=Name@1:0-1:1(id='f', ctx=Load()), args=[GeneratorExp@1:1-1:15(elt=Name@1:2-1:3(id='x', ctx=Load()), generators=[comprehension(target=Name@1:8-1:9(id='x', ctx=Store()), iter=Name@1:13-1:14(id='y', ctx=Load()), ifs=[], is_async=0)])], keywords=[]))"},
    {"f((x for x in y), 1)",
     "Expr@1:0-1:20(value=Call@1:0-1:20(func=Name@1:0-1:1(id='f', ctx=Load()), args=[GeneratorExp@1:2-1:16(elt=Name@1:3-1:4(id='x', ctx=Load()), generators=[comprehension(target=Name@1:9-1:10(id='x', ctx=Store()), iter=Name@1:14-1:15(id='y', ctx=Load()), ifs=[], is_async=0)]), Constant@1:18-1:19(value=1, kind=None)], keywords=[]))"},
    {"f(a := 1, b)",
     "Expr@1:0-1:12(value=Call@1:0-1:12(func=Name@1:0-1:1(id='f', ctx=Load()), args=[NamedExpr@1:2-1:8(target=Name@1:2-1:3(id='a', ctx=Store()), value=Constant@1:7-1:8(value=1, kind=None)), Name@1:10-1:11(id='b', ctx=Load())], keywords=[]))"},
    {"a[b:c:d, ::, e:, :f, ::g]",
     "Expr@1:0-1:25(value=Subscript@1:0-1:25(value=Name@1:0-1:1(id='a', ctx=Load()), slice=Tuple@1:2-1:24(elts=[Slice@1:2-1:7(lower=Name@1:2-1:3(id='b', ctx=Load()), upper=Name@1:4-1:5(id='c', ctx=Load()), step=Name@1:6-1:7(id='d', ctx=Load())), Slice@1:9-1:11(lower=None, upper=None, step=None), Slice@1:13-1:15(lower=Name@1:13-1:14(id='e', ctx=Load()), upper=None, step=None), Slice@1:17-1:19(lower=None, upper=Name@1:18-1:19(id='f', ctx=Load()), step=None), Slice@1:21-1:24(lower=None, upper=None, step=Name@1:23-1:24(id='g', ctx=Load()))], ctx=Load()), ctx=Load()))"},
    {"a[*b]",
     "Expr@1:0-1:5(value=Subscript@1:0-1:5(value=Name@1:0-1:1(id='a', ctx=Load()), slice=Tuple@1:2-1:4(elts=[Starred@1:2-1:4(value=Name@1:3-1:4(id='b', ctx=Load()), ctx=Load())], ctx=Load()), ctx=Load()))"},
    {"a[b, *c]",
     "Expr@1:0-1:8(value=Subscript@1:0-1:8(value=Name@1:0-1:1(id='a', ctx=Load()), slice=Tuple@1:2-1:7(elts=[Name@1:2-1:3(id='b', ctx=Load()), Starred@1:5-1:7(value=Name@1:6-1:7(id='c', ctx=Load()), ctx=Load())], ctx=Load()), ctx=Load()))"},
    {"a[b := 1]",
     "Expr@1:0-1:9(value=Subscript@1:0-1:9(value=Name@1:0-1:1(id='a', ctx=Load()), slice=NamedExpr@1:2-1:8(target=Name@1:2-1:3(id='b', ctx=Store()), value=Constant@1:7-1:8(value=1, kind=None)), ctx=Load()))"},
    {"(a := 1, b)",
     "Expr@1:0-1:11(value=Tuple@1:0-1:11(elts=[NamedExpr@1:1-1:7(target=Name@1:1-1:2(id='a', ctx=Store()), value=Constant@1:6-1:7(value=1, kind=None)), Name@1:9-1:10(id='b', ctx=Load())], ctx=Load()))"},
    {"()",
     "Expr@1:0-1:2(value=Tuple@1:0-1:2(elts=[], ctx=Load()))"},
    {"(a,)",
     "Expr@1:0-1:4(value=Tuple@1:0-1:4(elts=[Name@1:1-1:2(id='a', ctx=Load())], ctx=Load()))"},
    {"a,",
     "Expr@1:0-1:2(value=Tuple@1:0-1:2(elts=[Name@1:0-1:1(id='a', ctx=Load())], ctx=Load()))"},
    {"[a, *b]",
     "Expr@1:0-1:7(value=List@1:0-1:7(elts=[Name@1:1-1:2(id='a', ctx=Load()), Starred@1:4-1:6(value=Name@1:5-1:6(id='b', ctx=Load()), ctx=Load())], ctx=Load()))"},
    {"[]",
     "Expr@1:0-1:2(value=List@1:0-1:2(elts=[], ctx=Load()))"},
    {"{}",
     "Expr@1:0-1:2(value=Dict@1:0-1:2(keys=[], values=[]))"},
    {"{a: b, **c, d: e}",
     "Expr@1:0-1:17(value=Dict@1:0-1:17(keys=[Name@1:1-1:2(id='a', ctx=Load()), None, Name@1:12-1:13(id='d', ctx=Load())], values=[Name@1:4-1:5(id='b', ctx=Load()), Name@1:9-1:10(id='c', ctx=Load()), Name@1:15-1:16(id='e', ctx=Load())]))"},
    {"{a, *b}",
     "Expr@1:0-1:7(value=Set@1:0-1:7(elts=[Name@1:1-1:2(id='a', ctx=Load()), Starred@1:4-1:6(value=Name@1:5-1:6(id='b', ctx=Load()), ctx=Load())]))"},
    {"{(a := b): c}",
     "Expr@1:0-1:13(value=Dict@1:0-1:13(keys=[NamedExpr@1:2-1:8(target=Name@1:2-1:3(id='a', ctx=Store()), value=Name@1:7-1:8(id='b', ctx=Load()))], values=[Name@1:11-1:12(id='c', ctx=Load())]))"},
    {"[x for x in y if a if b for z in w]",
     "Expr@1:0-1:35(value=ListComp@1:0-1:35(elt=Name@1:1-1:2(id='x', ctx=Load()), generators=[comprehension(target=Name@1:7-1:8(id='x', ctx=Store()), iter=Name@1:12-1:13(id='y', ctx=Load()), ifs=[Name@1:17-1:18(id='a', ctx=Load()), Name@1:22-1:23(id='b', ctx=Load())], is_async=0), comprehension(target=Name@1:28-1:29(id='z', ctx=Store()), iter=Name@1:33-1:34(id='w', ctx=Load()), ifs=[], is_async=0)]))"},
    {"{x async for x in y}",
     "Expr@1:0-1:20(value=SetComp@1:0-1:20(elt=Name@1:1-1:2(id='x', ctx=Load()), generators=[comprehension(target=Name@1:13-1:14(id='x', ctx=Store()), iter=Name@1:18-1:19(id='y', ctx=Load()), ifs=[], is_async=1)]))"},
    {"{k: v for k, v in a}",
     "Expr@1:0-1:20(value=DictComp@1:0-1:20(key=Name@1:1-1:2(id='k', ctx=Load()), value=Name@1:4-1:5(id='v', ctx=Load()), generators=[comprehension(target=Tuple@1:10-1:14(elts=[Name@1:10-1:11(id='k', ctx=Store()), Name@1:13-1:14(id='v', ctx=Store())], ctx=Store()), iter=Name@1:18-1:19(id='a', ctx=Load()), ifs=[], is_async=0)]))"},
    {"(x for x, in y)",
     "Expr@1:0-1:15(value=GeneratorExp@1:0-1:15(elt=Name@1:1-1:2(id='x', ctx=Load()), generators=[comprehension(target=Tuple@1:7-1:9(elts=[Name@1:7-1:8(id='x', ctx=Store())], ctx=Store()), iter=Name@1:13-1:14(id='y', ctx=Load()), ifs=[], is_async=0)]))"},
    {"yield",
     "Expr@1:0-1:5(value=Yield@1:0-1:5(value=None))"},
    {"yield a, b",
     "Expr@1:0-1:10(value=Yield@1:0-1:10(value=Tuple@1:6-1:10(elts=[Name@1:6-1:7(id='a', ctx=Load()), Name@1:9-1:10(id='b', ctx=Load())], ctx=Load())))"},
    {"x = yield from a",
     "Assign@1:0-1:16(targets=[Name@1:0-1:1(id='x', ctx=Store())], value=YieldFrom@1:4-1:16(value=Name@1:15-1:16(id='a', ctx=Load())))"},
    {"...",
     "Expr@1:0-1:3(value=Constant@1:0-1:3(value=Ellipsis, kind=None))"},
    {"None, True, False",
     "Expr@1:0-1:17(value=Tuple@1:0-1:17(elts=[Constant@1:0-1:4(value=None, kind=None), Constant@1:6-1:10(value=True, kind=None), Constant@1:12-1:17(value=False, kind=None)], ctx=Load()))"},
    {"0xff, 0o17, 0b11, 1_000, 1e3, .5, 1., 2j, 123456789012345678901234567890",
     "Expr@1:0-1:72(value=Tuple@1:0-1:72(elts=[Constant@1:0-1:4(value=255, kind=None), Constant@1:6-1:10(value=15, kind=None), Constant@1:12-1:16(value=3, kind=None), Constant@1:18-1:23(value=1000, kind=None), Constant@1:25-1:28(value=1000.0, kind=None), Constant@1:30-1:32(value=0.5, kind=None), Constant@1:34-1:36(value=1.0, kind=None), Constant@1:38-1:40(value=2j, kind=None), Constant@1:42-1:72(value=123456789012345678901234567890, kind=None)], ctx=Load()))"},
    {"'a' \"b\" r'\\c' '\\x41\\u0041\\101\\q'",
     "Expr@1:0-1:32(value=Constant@1:0-1:32(value='ab\\x5ccAAA\\x5cq', kind=None))"},
    {"b'a' rb'\\x' b'\\xff'",
     "Expr@1:0-1:19(value=Constant@1:0-1:19(value=b'a\\x5cx\\xff', kind=None))"},
    {"u'a' 'b'",
     "Expr@1:0-1:8(value=Constant@1:0-1:8(value='ab', kind='u'))"},
    {"'\303\251' + x",
     "Expr@1:0-1:8(value=BinOp@1:0-1:8(left=Constant@1:0-1:4(value='\\xc3\\xa9', kind=None), op=Add(), right=Name@1:7-1:8(id='x', ctx=Load())))"},
    {"\303\251 = \303\274",
     "Assign@1:0-1:7(targets=[Name@1:0-1:2(id='\\xc3\\xa9', ctx=Store())], value=Name@1:5-1:7(id='\\xc3\\xbc', ctx=Load()))"},
    {"f'a{b}c'",
     "Expr@1:0-1:8(value=JoinedStr@1:0-1:8(values=[Constant@1:2-1:3(value='a', kind=None), FormattedValue@1:3-1:6(value=Name@1:4-1:5(id='b', ctx=Load()), conversion=-1, format_spec=None), Constant@1:6-1:7(value='c', kind=None)]))"},
    {"f'{a!r:>{w}.{p}}' 'x'",
     "Expr@1:0-1:21(value=JoinedStr@1:0-1:21(values=[FormattedValue@1:2-1:16(value=Name@1:3-1:4(id='a', ctx=Load()), conversion=114, format_spec=JoinedStr@1:6-1:15(values=[Constant@1:7-1:8(value='>', kind=None), FormattedValue@1:8-1:11(value=Name@1:9-1:10(id='w', ctx=Load()), conversion=-1, format_spec=None), Constant@1:11-1:12(value='.', kind=None), FormattedValue@1:12-1:15(value=Name@1:13-1:14(id='p', ctx=Load()), conversion=-1, format_spec=None)])), Constant@1:18-1:21(value='x', kind=None)]))"},
    {"f'{a = }' f'{b=!s}' f'{c=:x}'",
     "Expr@1:0-1:29(value=JoinedStr@1:0-1:29(values=[Constant@1:3-1:7(value='a = ', kind=None), FormattedValue@1:2-1:8(value=Name@1:3-1:4(id='a', ctx=Load()), conversion=114, format_spec=None), Constant@1:13-1:15(value='b=', kind=None), FormattedValue@1:12-1:18(value=Name@1:13-1:14(id='b', ctx=Load()), conversion=115, format_spec=None), Constant@1:23-1:25(value='c=', kind=None), FormattedValue@1:22-1:28(value=Name@1:23-1:24(id='c', ctx=Load()), conversion=-1, format_spec=JoinedStr@1:25-1:27(values=[Constant@1:26-1:27(value='x', kind=None)]))]))"},
    {"f'{{}}{a:%H:%M}'",
     "Expr@1:0-1:16(value=JoinedStr@1:0-1:16(values=[Constant@1:2-1:6(value='{}', kind=None), FormattedValue@1:6-1:15(value=Name@1:7-1:8(id='a', ctx=Load()), conversion=-1, format_spec=JoinedStr@1:8-1:14(values=[Constant@1:9-1:14(value='%H:%M', kind=None)]))]))"},
    {"f'''a\n{b\n}c'''",
     "Expr@1:0-3:5(value=JoinedStr@1:0-3:5(values=[Constant@1:4-2:0(value='a\\x0a', kind=None), FormattedValue@2:0-3:1(value=Name@2:1-2:2(id='b', ctx=Load()), conversion=-1, format_spec=None), Constant@3:1-3:2(value='c', kind=None)]))"},
    {"f'{x:{y}}' \"a\"",
     "Expr@1:0-1:14(value=JoinedStr@1:0-1:14(values=[FormattedValue@1:2-1:9(value=Name@1:3-1:4(id='x', ctx=Load()), conversion=-1, format_spec=JoinedStr@1:4-1:8(values=[FormattedValue@1:5-1:8(value=Name@1:6-1:7(id='y', ctx=Load()), conversion=-1, format_spec=None)])), Constant@1:11-1:14(value='a', kind=None)]))"},
    {"f'{f\"{f'{a}'}\"}'",
     "Expr@1:0-1:16(value=JoinedStr@1:0-1:16(values=[FormattedValue@1:2-1:15(value=JoinedStr@1:3-1:14(values=[FormattedValue@1:5-1:13(value=JoinedStr@1:6-1:12(values=[FormattedValue@1:8-1:11(value=Name@1:9-1:10(id='a', ctx=Load()), conversion=-1, format_spec=None)]), conversion=-1, format_spec=None)]), conversion=-1, format_spec=None)]))"},
    {"rf'\\d{a}'",
     "Expr@1:0-1:9(value=JoinedStr@1:0-1:9(values=[Constant@1:3-1:5(value='\\x5cd', kind=None), FormattedValue@1:5-1:8(value=Name@1:6-1:7(id='a', ctx=Load()), conversion=-1, format_spec=None)]))"},
    {"f'{lambda_}' f'{(lambda x: 1)}' f'{a[\"b\"]}' f'{ {1: 2}[1] }'",
     "Expr@1:0-1:60(value=JoinedStr@1:0-1:60(values=[FormattedValue@1:2-1:11(value=Name@1:3-1:10(id='lambda_', ctx=Load()), conversion=-1, format_spec=None), FormattedValue@1:15-1:30(value=Lambda@1:17-1:28(args=arguments(posonlyargs=[], args=[arg@1:24-1:25(arg='x', annotation=None)], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]), body=Constant@1:27-1:28(value=1, kind=None)), conversion=-1, format_spec=None), FormattedValue@1:34-1:42(value=Subscript@1:35-1:41(value=Name@1:35-1:36(id='a', ctx=Load()), slice=Constant@1:37-1:40(value='b', kind=None), ctx=Load()), conversion=-1, format_spec=None), FormattedValue@1:46-1:59(value=Subscript@1:48-1:57(value=Dict@1:48-1:54(keys=[Constant@1:49-1:50(value=1, kind=None)], values=[Constant@1:52-1:53(value=2, kind=None)]), slice=Constant@1:55-1:56(value=1, kind=None), ctx=Load()), conversion=-1, format_spec=None)]))"},
    {"x = (1 +\n  2)",
     "Assign@1:0-2:4(targets=[Name@1:0-1:1(id='x', ctx=Store())], value=BinOp@1:5-2:3(left=Constant@1:5-1:6(value=1, kind=None), op=Add(), right=Constant@2:2-2:3(value=2, kind=None)))"},
    {"x = 1 + \\\n  2",
     "Assign@1:0-2:3(targets=[Name@1:0-1:1(id='x', ctx=Store())], value=BinOp@1:4-2:3(left=Constant@1:4-1:5(value=1, kind=None), op=Add(), right=Constant@2:2-2:3(value=2, kind=None)))"},
    {"if a:\n\tb\n\tif c:\n\t\td\ne",
     "If@1:0-4:3(test=Name@1:3-1:4(id='a', ctx=Load()), body=[Expr@2:1-2:2(value=Name@2:1-2:2(id='b', ctx=Load())), If@3:1-4:3(test=Name@3:4-3:5(id='c', ctx=Load()), body=[Expr@4:2-4:3(value=Name@4:2-4:3(id='d', ctx=Load()))], orelse=[])], orelse=[]), Expr@5:0-5:1(value=Name@5:0-5:1(id='e', ctx=Load()))"},
    {"# comment\n\n  # another\na  # third\n",
     "Expr@4:0-4:1(value=Name@4:0-4:1(id='a', ctx=Load()))"},
};
// clang-format on

std::string repeated(const std::string& text, int count) {
  std::string result;
  for (int index = 0; index < count; ++index) result += text;
  return result;
}

} // namespace

TEST_CASE("Every construct is read into the nodes and positions of CPython 3.13") {
  for (const Case& expected : cases) {
    CAPTURE(expected.source);
    const ParseResult result = parse(expected.source);
    REQUIRE(result.ast != nullptr);
    CHECK(dump(*result.ast) == "Module(body=[" + std::string(expected.body) + "])");
  }
}

TEST_CASE("An expression is parsed alone in eval mode") {
  const ParseResult result = parse("a, b\n", ParseMode::eval);
  REQUIRE(result.error.has_value() == false);
  REQUIRE(result.ast != nullptr);
  CHECK(dump(*result.ast->expression) ==
        "Tuple@1:0-1:4(elts=[Name@1:0-1:1(id='a', ctx=Load()), Name@1:3-1:4(id='b', ctx=Load())], "
        "ctx=Load())");
  CHECK(parse("a = 1", ParseMode::eval).error->message == "invalid syntax");
}

TEST_CASE("Exception types need no parentheses since PEP 758") {
  const ParseResult result = parse("try: a\nexcept B, C: d\n");
  REQUIRE(result.ast != nullptr);
  const auto* handler = as<Try>(result.ast->body[0])->handlers[0];
  REQUIRE(is<Tuple>(handler->type));
  CHECK(handler->type->position == Position{2, 7, 2, 11});
  CHECK(parse("try: a\nexcept B, C as d: e\n").error.has_value());
  Grammar older;
  older.except_without_parentheses = false;
  CHECK(parse("try: a\nexcept B, C: d\n", ParseMode::exec, older).error->message ==
        "multiple exception types must be parenthesized");
}

TEST_CASE("Equal names share one address") {
  const ParseResult result = parse("spam = spam");
  const auto* assign = as<Assign>(result.ast->body[0]);
  CHECK(as<Name>(assign->targets[0])->id.data() == as<Name>(assign->value)->id.data());
}

TEST_CASE("Nesting without end is refused and does not crash") {
  const std::string deep[] = {
      repeated("-", 100000) + "1",
      repeated("not ", 100000) + "1",
      repeated("lambda: ", 100000) + "1",
      repeated("1 if 2 else ", 100000) + "3",
      "a" + repeated(".b", 100000),
      "a" + repeated(" + a", 100000),
      "a" + repeated("()", 100000),
      "if a:\n  b\n" + repeated("elif a:\n  b\n", 20000),
      repeated("(", 201),
  };
  for (const std::string& source : deep) {
    CAPTURE(source.substr(0, 20));
    CHECK(parse(source).error.has_value());
  }
  CHECK(parse(repeated("(", 200) + "a" + repeated(")", 200)).error.has_value() == false);
}

TEST_CASE("What is not supported says so") {
  CHECK(parse("'\\N{DIGIT ONE}'").error->kind == SyntaxErrorKind::unsupported);
  CHECK(parse("t'{a}'").error->kind == SyntaxErrorKind::unsupported);
  CHECK(parse("lazy import a").error->kind == SyntaxErrorKind::unsupported);
  CHECK(parse("lazy from a import b").error->kind == SyntaxErrorKind::unsupported);
  CHECK_FALSE(parse("lazy = 1").error.has_value());
  CHECK(parse("# -*- coding: latin-1 -*-\n").error->kind == SyntaxErrorKind::unsupported);
  CHECK(parse("\xEF\xAC\x81 = 1").error->kind == SyntaxErrorKind::unsupported); // the ligature fi
}

TEST_CASE("Text that is not UTF-8, or has null bytes, is refused") {
  CHECK(parse("a = 1\nb = '\xFF'\n").error->line == 2);
  CHECK(parse(std::string_view("a\0b", 3)).error->message ==
        "source code string cannot contain null bytes");
  CHECK(parse("\xEF\xBB\xBF"
              "a\r\nb\rc")
            .ast->body.size() == 3);
}
