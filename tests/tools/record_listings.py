"""Prints what `dis` of the CPython that runs it shows for a source file, in the form that
tests/compiler/code_generator_test.cpp makes of our own code objects:

  python3.14 tests/tools/record_listings.py tests/compiler/listings/loops.py > .../loops.3.14.listing

One line an instruction: opcode and position. The two sets of instructions differ in names and in
fillers, so both sides leave out PUSH_NULL, TO_BOOL, NOT_TAKEN and the pop behind END_FOR, and name
instructions as the machine does. Loops of 3.15 keep two values on the stack: of two POP_TOPs in a row
at one place both sides show one.
"""
import dis
import sys
import types

LEFT_OUT = {"CACHE", "EXTENDED_ARG", "PUSH_NULL", "TO_BOOL", "NOT_TAKEN", "CONVERT_VALUE"}
RENAMED = {
    "BINARY_SUBSCR": "BINARY_OP",
    "KW_NAMES": "LOAD_CONST",
    "LOAD_ASSERTION_ERROR": "LOAD_COMMON_CONSTANT",
    "LOAD_CLOSURE": "LOAD_FAST",
    "LOAD_SMALL_INT": "LOAD_CONST",
    "POP_ITER": "POP_TOP",
}
PLAIN = ("None", "True", "False", "''", "-1")
YIELD_FROM = 3
FUSED = {
    "LOAD_FAST_LOAD_FAST": ("LOAD_FAST", "LOAD_FAST"),
    "STORE_FAST_LOAD_FAST": ("STORE_FAST", "LOAD_FAST"),
    "STORE_FAST_STORE_FAST": ("STORE_FAST", "STORE_FAST"),
}


def show(code):
    print(f"code {code.co_qualname}")
    before = None
    keywords = False
    shown = None
    for instruction in dis.get_instructions(code):
        name = instruction.opname.replace("LOAD_FAST_BORROW", "LOAD_FAST")
        at = instruction.positions
        behind_loop = before == "END_FOR" and name in ("POP_TOP", "POP_ITER")
        if name == "KW_NAMES":
            keywords = True
        elif name == "CALL" and keywords:
            name, keywords = "CALL_KW", False
        elif name == "FORMAT_VALUE":
            name = "FORMAT_WITH_SPEC" if instruction.arg & 4 else "FORMAT_SIMPLE"
        elif name == "LOAD_COMMON_CONSTANT" and instruction.argrepr in PLAIN:
            name = "LOAD_CONST"
        elif name == "GET_ITER" and instruction.arg == YIELD_FROM:
            name = "GET_YIELD_FROM_ITER"
        elif name == "RESUME" and at.lineno is None:
            continue  # 3.15: before a generator expression gets its iterator
        before = instruction.opname
        if name in LEFT_OUT or behind_loop:
            continue
        name = RENAMED.get(name, name)
        place = "-"
        if at.lineno is not None:
            place = f"{at.lineno}:{at.col_offset}-{at.end_lineno}:{at.end_col_offset}"
        if name == "POP_TOP" and shown == (name, place):
            continue
        shown = name, place
        first, *second = FUSED.get(name, (name,))
        print(f"  {first} {place}")
        for other in second:
            print(f"  {other}")
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            show(constant)


with open(sys.argv[1], encoding="utf-8") as file:
    show(compile(file.read(), "listing.py", "exec", dont_inherit=True))
