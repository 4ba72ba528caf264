"""Run a program under a recording tool and print each event: the oracle side of `specmon trace`.

    python3 tracer.py [--events LIST|all] [--tool N] [-o OUT] FILE [ARG...]

Plain Python for any Python with sys.monitoring (3.12 and later). It prints the records that

    specmon trace --format jsonl --events all FILE

prints, but for offsets and INSTRUCTION events, which depend on an implementation's bytecode. Only
code whose co_filename is FILE is recorded. The tool is on before the module's first event and off
after its last; the program's own output goes to stdout first, the records follow, or go to OUT.
"""

import json
import sys
import types

monitoring = sys.monitoring
events = monitoring.events

# One event, one name: BRANCH stands for both sides where those exist.
NAMES = [
    name
    for name in (
        "PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE JUMP BRANCH_LEFT BRANCH_RIGHT BRANCH "
        "STOP_ITERATION RAISE EXCEPTION_HANDLED PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE"
    ).split()
    if hasattr(events, name) and not (name == "BRANCH" and hasattr(events, "BRANCH_LEFT"))
]

FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)
class_name = type.__dict__["__qualname__"].__get__


def named(value):
    """The qualified name of a function, method or class; None for anything else."""
    if issubclass(type(value), type):
        return class_name(value)
    if type(value) in FUNCTIONS:
        return value.__qualname__
    if type(value) is types.MethodType:
        return named(value.__func__)
    return None


def show(value, depth=0):
    """Text of a value, made without running any of the program's code."""
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str, bytes):
        return repr(value)
    if value is monitoring.MISSING:
        return "MISSING"
    if kind is types.CodeType:
        return f"<code {value.co_qualname}>"
    name = named(value)
    if name is not None:
        return f"<{name}>"
    raised = issubclass(kind, BaseException)
    if kind in (tuple, list, dict, set, frozenset) or raised:
        if depth == 2:
            return "..."
        if raised:
            args = BaseException.__dict__["args"].__get__(value)
            return f"{kind.__name__}({', '.join(show(item, depth + 1) for item in args)})"
        if kind is dict:
            pairs = [f"{show(k, depth + 1)}: {show(v, depth + 1)}" for k, v in value.items()]
            return "{" + ", ".join(pairs) + "}"
        items = [show(item, depth + 1) for item in value]
        if kind is list:
            return "[" + ", ".join(items) + "]"
        if kind is tuple:
            return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
        inside = "{" + ", ".join(sorted(items)) + "}" if items else ""
        return f"{kind.__name__}({inside})"
    return f"<{kind.__name__} object>"


class Recorder:
    def __init__(self, filename, tool):
        self.filename = filename
        self.tool = tool
        self.records = []
        self.positions = {}

    def at(self, code, offset):
        table = self.positions.get(code)
        if table is None:
            table = self.positions[code] = list(code.co_positions())
        line, end_line, column, end_column = table[offset // 2]
        return None if line is None else [line, column, end_line, end_column]

    def add(self, event, code, **fields):
        self.records.append(
            {"i": len(self.records), "tool": self.tool, "event": event, "code": code.co_qualname}
            | fields
        )

    def callback(self, event):
        filename, at, add = self.filename, self.at, self.add
        if event == "LINE":

            def record(code, line):
                if code.co_filename == filename:
                    add(event, code, line=line)

        elif event.startswith("BRANCH") or event == "JUMP":

            def record(code, offset, destination):
                if code.co_filename == filename:
                    add(event, code, at=at(code, offset), to=at(code, destination))

        elif event in ("CALL", "C_RETURN", "C_RAISE"):

            def record(code, offset, callable, arg0):
                if code.co_filename == filename:
                    name = named(callable) or f"<{type(callable).__name__} object>"
                    add(event, code, at=at(code, offset), callable=name, arg0=show(arg0))

        elif event in ("PY_RETURN", "PY_YIELD"):

            def record(code, offset, value):
                if code.co_filename == filename:
                    add(event, code, at=at(code, offset), retval=show(value))

        elif event in ("PY_START", "PY_RESUME"):

            def record(code, offset):
                if code.co_filename == filename:
                    add(event, code, at=at(code, offset))

        else:

            def record(code, offset, exception):
                if code.co_filename == filename:
                    add(event, code, at=at(code, offset), exception=show(exception))

        return record


def parse_events(text):
    names = NAMES if text == "all" else [name.strip() for name in text.split(",")]
    for name in names:
        if name not in NAMES and name != "BRANCH":
            sys.exit(f"tracer.py: unknown event {name!r}; allowed: all, {', '.join(NAMES)}")
    return names


def main(args):
    chosen, tool, out = "all", 4, None
    while args and args[0].startswith("-"):
        flag = args.pop(0)
        if flag == "--events":
            chosen = args.pop(0)
        elif flag == "--tool":
            tool = int(args.pop(0))
        elif flag == "-o":
            out = args.pop(0)
        else:
            sys.exit(__doc__)
    if not args:
        sys.exit(__doc__)
    filename = args[0]
    names = parse_events(chosen)
    with open(filename, "rb") as file:
        source = file.read()

    module = types.ModuleType("__main__")
    module.__file__ = filename
    module.__builtins__ = __builtins__
    program_stdout, own_main = sys.stdout, sys.modules["__main__"]
    sys.modules["__main__"] = module
    sys.argv[:] = args
    recorder = Recorder(filename, tool)
    monitoring.use_tool_id(tool, "tracer")
    mask = 0
    for name in names:
        monitoring.register_callback(tool, getattr(events, name), recorder.callback(name))
        mask |= getattr(events, name)

    status, error = 0, None
    try:
        code = compile(source, filename, "exec", dont_inherit=True)
        monitoring.set_events(tool, mask)
        try:
            exec(code, module.__dict__)
        finally:
            monitoring.set_events(tool, 0)
    except SystemExit as exit:
        error, status = exit, exit.code
    except BaseException as uncaught:
        error, status = uncaught, 1

    program_stdout.flush()
    encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
    lines = "".join(encode(record) + "\n" for record in recorder.records)
    if out is None:
        program_stdout.write(lines)
        program_stdout.flush()
    else:
        with open(out, "w", encoding="utf-8") as file:
            file.write(lines)
    sys.modules["__main__"] = own_main
    if error is not None and not isinstance(error, SystemExit):
        if error.__traceback__ is not None:
            error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
    sys.exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
