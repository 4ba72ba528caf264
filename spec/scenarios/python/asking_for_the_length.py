# clauses: PYTHON-33
# level: events
# behaviours: tuples_ask_for_length

# What gathers items asks how many there are: shown by PY_START of the methods that are asked.
import sys

monitoring = sys.monitoring
TOOL = monitoring.PROFILER_ID


class Sized:
    def __iter__(self):
        return Hinting()

    def __len__(self):
        return 2


class Hinting:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return str(self.left)

    def __length_hint__(self):
        return self.left


class Refusing:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return Hinting()

    def __len__(self):
        raise self.error

    def __length_hint__(self):
        raise self.error


class Indexed:
    def __getitem__(self, index):
        if index == 2:
            raise IndexError
        return str(index)

    def __len__(self):
        return 2


def assign_slice(items):
    target = [1, 2]
    target[:1] = items
    return target


def extend(items):
    target = []
    target += items
    target.extend(items)
    return target


def unpack(items):
    first, *rest = items
    return first, rest


USES = {
    "list": list,
    "tuple": tuple,
    "sorted": sorted,
    "display of a list": lambda items: [*items],
    "display of a tuple": lambda items: (*items,),
    "call": lambda items: max(*items),
    "call with more": lambda items: max("", *items),
    "slice": assign_slice,
    "extend": extend,
    "unpack": unpack,
    "join": "+".join,
    "iterator": lambda items: list(iter(items)),
    "loop": lambda items: [item for item in items],
}
GIVEN = {
    "sized": Sized,
    "hinting": Hinting,
    "type error": lambda: Refusing(TypeError()),
    "value error": lambda: Refusing(ValueError()),
    "indexed": Indexed,
}
WATCHED = {"__iter__", "__len__", "__length_hint__"}
asked = []


def on_start(code, offset):
    if code.co_name in WATCHED:
        asked.append(code.co_qualname)


monitoring.use_tool_id(TOOL, "asked")
monitoring.register_callback(TOOL, monitoring.events.PY_START, on_start)
monitoring.set_events(TOOL, monitoring.events.PY_START)
for use, function in USES.items():
    for name, make in GIVEN.items():
        if use == "loop" and name != "indexed":
            continue
        asked.clear()
        try:
            result = function(make())
        except ValueError:
            result = "ValueError"
        print(f"{use}, {name}: {result!r}:", *asked)
monitoring.free_tool_id(TOOL)
