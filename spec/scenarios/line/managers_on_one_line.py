# clauses: LINE-19
# level: events

# A handler is reached from the instruction that the exception is blamed on, not from the last one
# that ran: where an exception passes one context manager and is handled by the next, whose handler
# lies on the manager's line, LINE fires there if the exception came from another line.
import sys

mon = sys.monitoring
TOOL = 3
FAIL_AT = None


class Suppress:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return self.suppress


def all_on_one_line():
    with Suppress(True), Suppress(False): 1 / 0


def body_on_another_line():
    with Suppress(True), Suppress(False):
        1 / 0


def managers_on_two_lines():
    with Suppress(True), \
         Suppress(False), Suppress(0):
        1 / 0


def finally_on_the_line():
    try:
        try: 1 / 0
        finally: pass
    except ArithmeticError: pass


def on_line(code, line):
    print(f"  LINE +{line - code.co_firstlineno}")


def on_handled(code, offset, error):
    """Count what is handled, and at FAIL_AT raise another exception: it is blamed on the same instruction."""
    global handled
    handled += 1
    print(f"  EXCEPTION_HANDLED {type(error).__name__}")
    if handled == FAIL_AT:
        raise KeyError(handled)


mon.use_tool_id(TOOL, "managers_on_one_line")
try:
    mon.register_callback(TOOL, mon.events.LINE, on_line)
    mon.register_callback(TOOL, mon.events.EXCEPTION_HANDLED, on_handled)
    for function in (all_on_one_line, body_on_another_line, managers_on_two_lines, finally_on_the_line):
        for FAIL_AT in (None, 1, 2):
            print(function.__name__, FAIL_AT)
            handled = 0
            mon.set_local_events(TOOL, function.__code__, mon.events.LINE)
            mon.set_events(TOOL, mon.events.EXCEPTION_HANDLED)
            try:
                function()
            except KeyError as error:
                print("  out:", repr(error))
            finally:
                mon.set_events(TOOL, 0)
                mon.set_local_events(TOOL, function.__code__, 0)
finally:
    mon.set_events(TOOL, 0)
    mon.free_tool_id(TOOL)
