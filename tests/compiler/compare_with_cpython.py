"""Compares the parser with a CPython: run by that CPython, it prints what differs.

  python3.13 tests/compiler/compare_with_cpython.py build-dev/tests/test_compiler FILE_OR_FOLDER...

Every file's AST must dump equal, positions included. Files that CPython refuses, too, must be
refused; files with something unsupported are counted apart.
"""
import ast
import pathlib
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
sys.set_int_max_str_digits(0)


def text(value):
    raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return "'" + "".join(chr(b) if 0x20 <= b < 0x7F and b not in (0x27, 0x5C) else f"\\x{b:02x}" for b in raw) + "'"


def show(node):
    if isinstance(node, ast.AST):
        at = ""
        if "lineno" in node._attributes:
            at = f"@{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"
        fields = (f for f in node._fields if f not in ("type_comment", "type_ignores"))
        return f"{type(node).__name__}{at}({', '.join(f'{f}={field(node, f)}' for f in fields)})"
    if isinstance(node, list):
        return "[" + ", ".join(map(show, node)) + "]"
    if isinstance(node, str):
        return text(node)
    if isinstance(node, bytes):
        return "b" + text(node)
    return repr(node)


def field(node, name):
    value = getattr(node, name, None)
    if name == "conversion":
        return str(value)
    return show(value)


def files(arguments):
    for argument in arguments:
        path = pathlib.Path(argument)
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def main():
    tool, *arguments = sys.argv[1:]
    paths = list(files(arguments))
    equal = unsupported = 0
    for start in range(0, len(paths), 50):
        chunk = paths[start : start + 50]
        answer = subprocess.run([tool, "--dump", *map(str, chunk)], capture_output=True)
        if answer.returncode != 0:
            print("CRASH in", chunk[0], "...", answer.returncode)
            continue
        for path, mine in zip(chunk, answer.stdout.decode().splitlines()):
            if ": unsupported: " in mine:
                unsupported += 1
                print(mine)
                continue
            try:
                expected = show(ast.parse(path.read_bytes()))
                expected = expected.replace("Module(body=", "Module(body=", 1)
            except (SyntaxError, ValueError) as error:
                expected = "error: "
                if mine.startswith(expected):
                    equal += 1
                else:
                    print(f"{path}: accepted, but CPython says {error}")
                continue
            if mine == expected:
                equal += 1
                continue
            if mine.startswith("error: "):
                print(mine)
                continue
            at = next(i for i, (a, b) in enumerate(zip(mine + " ", expected + " ")) if a != b)
            print(f"{path}:\n  mine     ...{mine[max(0, at - 150):at + 100]}\n  expected ...{expected[max(0, at - 150):at + 100]}")
    print(f"{equal} of {len(paths)} equal, {unsupported} unsupported")
    return 0 if equal + unsupported == len(paths) else 1


sys.exit(main())
