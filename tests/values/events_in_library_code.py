# What a tool with global events sees of library code that is Python in CPython: which functions start, end, yield
# and raise. (What they call inside differs a little between versions, so CALL is left out.)
import contextlib
import functools
import operator
import sys
import types
from collections import Counter, namedtuple

monitoring = sys.monitoring
TOOL = 1
monitoring.use_tool_id(TOOL, "library")
log = []
WORDS = {"PY_START": "start", "PY_RETURN": "return", "PY_UNWIND": "unwind", "PY_YIELD": "yield", "PY_RESUME": "resume",
         "PY_THROW": "throw", "RAISE": "raise", "EXCEPTION_HANDLED": "handled"}
ALL = 0
for name, word in WORDS.items():
    event = getattr(monitoring.events, name)
    ALL |= event
    monitoring.register_callback(
        TOOL, event, lambda code, *rest, word=word: log.append(f"{word} {code.co_qualname}"))


@contextlib.contextmanager
def manager():
    try:
        yield 1
    finally:
        pass


@contextlib.contextmanager
def swallowing():
    try:
        yield 1
    except KeyError:
        pass


def a_context_manager():
    with manager() as x:
        pass


def one_that_swallows():
    with swallowing():
        raise KeyError


def one_left_by_an_exception():
    try:
        with manager():
            raise ValueError
    except ValueError:
        pass


def suppress():
    with contextlib.suppress(KeyError):
        {}["a"]


def exit_stack_emptied():
    stack = contextlib.ExitStack()
    stack.callback(len, "")
    other = stack.pop_all()
    other.close()
    stack.close()


def small_managers():
    with contextlib.closing(types.SimpleNamespace(close=lambda: None)):
        pass
    with contextlib.nullcontext(3) as x:
        pass
    with contextlib.redirect_stdout(sys.stdout):
        pass


def named_tuples():
    Point = namedtuple("Point", "x y", defaults=[5])
    point = Point(1)
    point._replace(x=2)
    point._asdict()
    repr(point)
    Point._make([1, 2])
    x, y = point
    point.x


def wrapping():
    @functools.wraps(len)
    def wrapper():
        pass
    functools.partial(int, base=2)("10")
    functools.reduce(operator.add, [1, 2])


def caches():
    class Owner:
        @functools.cached_property
        def value(self):
            return 3
    owner = Owner()
    owner.value
    owner.value

    @functools.lru_cache
    def same(n):
        return n
    same(1)
    same(1)
    same.cache_info()

    @functools.cache
    def kept(n):
        return n
    kept(2)


def orderings():
    @functools.total_ordering
    class Number:
        def __init__(self, value):
            self.value = value

        def __eq__(self, other):
            return self.value == other.value

        def __lt__(self, other):
            return self.value < other.value
    Number(1) >= Number(2)
    Number(1) > Number(2)
    Number(1) <= Number(0)
    sorted([2, 1], key=functools.cmp_to_key(lambda a, b: a - b))


def counters():
    counter = Counter()
    counter["a"] = 1
    counter["z"]
    counter + counter
    counter - counter
    counter & counter
    counter | counter
    counter.total()
    list(counter.elements())
    +counter
    -counter
    counter == counter
    counter <= counter
    del counter["q"]


for function in (a_context_manager, one_that_swallows, one_left_by_an_exception, suppress,
                 exit_stack_emptied, small_managers, named_tuples, wrapping, caches, orderings, counters):
    log.clear()
    monitoring.set_events(TOOL, ALL)
    function()
    monitoring.set_events(TOOL, 0)
    print(function.__name__)
    for line in log:
        print("   ", line)
monitoring.free_tool_id(TOOL)
