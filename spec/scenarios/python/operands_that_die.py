# clauses: PYTHON-24 PYTHON-25
# level: order
# behaviours: operands_die_first_to_last operands_of_operators_die_first_to_last failing_operator_drops_operands failing_display_drops_operand failing_yield_from_drops_operand

# When an object dies whose last reference is an operand: what its __del__ does comes before or after the RAISE of an
# instruction that fails, and of two operands one dies first.
import sys

mon = sys.monitoring
TOOL = 3
log = []


class Dies:
    def __init__(self, name="del"):
        self.name = name

    def __del__(self):
        log.append(self.name)


class Allows(Dies):
    def __lt__(self, other):
        return True

    def __contains__(self, item):
        return True

    def __add__(self, other):
        return 1

    def __getitem__(self, key):
        return 1

    def __setitem__(self, key, value):
        pass

    def __call__(self, *args):
        pass


class Truthless(Dies):
    def __bool__(self):
        return 1


def add(): Dies() + 1
def read_subscript(): Dies()[0]
def read_slice(): Dies()[0:1]
def compare(): Dies() < 1
def contain(): 1 in Dies()
def negate(): -Dies()
def test(): not Truthless()
def branch():
    if Truthless(): pass
def iterate():
    for _ in Dies(): pass
def call(): Dies()()
def call_native(): len(Dies())
def read_attribute(): Dies().x
def set_attribute(): (1).x = Dies()
def set_subscript(): (1,)[0] = Dies()
def delete_subscript(): del Dies()[0]
def star(): [*Dies()]
def star_set(): {*Dies()}
def star_dict(): {**Dies()}
def star_call(): len(**Dies())
def unpack(): a, b = Dies()
def unpack_star(): a, *b = Dies()
def raise_it(): raise Dies()
def make_dict(): {[]: Dies()}
def make_set(): {Dies(), []}
def format_it(): f"{Dies():x}"
def yield_from():
    def generator(): yield from Dies()
    next(generator())
def wait():
    async def coroutine(): await Dies()
    coroutine().send(None)
def handle():
    try:
        raise ValueError
    except Dies():
        pass
def handle_star():
    try:
        raise ValueError
    except* Dies():
        pass


def match_class():
    match Dies():
        case Dies(1):
            pass


def both_compared(): Allows("left") < Dies("right")
def both_added(): Allows("left") + Dies("right")
def both_contained(): Dies("left") in Allows("right")
def both_identical(): Dies("left") is Dies("right")
def both_failing(): Dies("left") < Dies("right")
def container_and_key(): Allows("container")[Dies("key")]
def value_container_key(): Allows("container")[Dies("key")] = Dies("value")
def callee_and_arguments(): Allows("callee")(Dies("1"), Dies("2"))
def native_arguments(): max(Dies("1"), Dies("2"), key=Allows("key"))
def items_of_a_tuple(): (Dies("1"), Dies("2"), 3)


HERE = compare.__code__.co_filename


def on_raise(code, offset, error):
    if code.co_filename == HERE and code.co_name not in ("<module>", "watch"):
        log.append("RAISE")


def watch(function):
    log.clear()
    mon.set_events(TOOL, mon.events.RAISE)
    try:
        function()
    except BaseException:
        pass
    mon.set_events(TOOL, 0)
    print(function.__name__, "->", *log)


mon.use_tool_id(TOOL, "recorder")
mon.register_callback(TOOL, mon.events.RAISE, on_raise)
for function in (
    add, read_subscript, read_slice, compare, contain, negate, test, branch, iterate, call, call_native, read_attribute,
    set_attribute, set_subscript, delete_subscript, star, star_set, star_dict, star_call, unpack, unpack_star, raise_it,
    make_dict, make_set, format_it, yield_from, wait, handle, handle_star, match_class, both_compared, both_added,
    both_contained, both_identical, both_failing, container_and_key, value_container_key, callee_and_arguments,
    native_arguments, items_of_a_tuple,
):
    watch(function)
mon.register_callback(TOOL, mon.events.RAISE, None)
mon.free_tool_id(TOOL)
