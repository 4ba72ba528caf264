# The text that a SyntaxError shows: with a newline if the parser found it, without one if the lexer did, none if the compiler
# did and there is no file of that name.
SOURCES = [
    "x = (", "x = 1 +", "def f(:\n  pass", "return 1", "def f():\n    x = 1\n    nonlocal y\n", "a = 1\nbreak\n",
    "f(a=1, a=2)", "x = = 2", "1 = x", "yield 1", "class A:\n  return 1", "await x", "'abc\ny",
    "f(**a, *b)", "  x = 1", "try: pass", "x = (1]\ny", "x)\ny", "x = 08\ny", "0x\ny", "'''abc\nd", "f'}'\ny", "if x:\ny",
    "x = [\n1,\n2", "x = {\n 1:\n}\ny", "x = {1: 2, 3}", "for 1 in x: pass\ny", "def f():\n",
    "match x:\n  case a: pass\n  case b: pass", "*a = 1", "nonlocal x", "lambda: (yield)\nreturn",
]
for source in SOURCES:
    for mode in ("exec", "eval"):
        try:
            compile(source, "<text>", mode)
        except SyntaxError as error:
            place = error.lineno, error.offset, error.end_lineno, error.end_offset
            print(f"{mode} {source!r}: {type(error).__name__}: {error.msg}: {error.text!r} {place}")
