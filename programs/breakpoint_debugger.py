# A debugger's breakpoint: LINE events of one code object, all but one line disabled.
#
# Only the line with the breakpoint goes on reporting; the callback looks at the variables of the
# stopped frame. Nothing else in the program is slowed down.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.DEBUGGER_ID


class Debugger:
    def __init__(self):
        self.breakpoints = {}  # code object -> {line: condition}
        self.stops = 0
        monitoring.use_tool_id(TOOL, "debugger")
        monitoring.register_callback(TOOL, events.LINE, self.on_line)

    def break_at(self, function, relative_line, condition=None):
        code = function.__code__
        line = code.co_firstlineno + relative_line
        self.breakpoints.setdefault(code, {})[line] = condition
        monitoring.set_local_events(TOOL, code, events.LINE)
        # A line disabled earlier may now carry a breakpoint.
        monitoring.restart_events()

    def on_line(self, code, line):
        wanted = self.breakpoints.get(code, {})
        if line not in wanted:
            return monitoring.DISABLE
        frame = sys._getframe(1)
        variables = dict(frame.f_locals)
        condition = wanted[line]
        if condition is None or condition(variables):
            self.stops += 1
            self.report(code, line, variables)

    def report(self, code, line, variables):
        print(f"stop {self.stops} in {code.co_name}, line {line - code.co_firstlineno}")
        for name in sorted(variables):
            print(f"    {name} = {variables[name]!r}")

    def close(self):
        for code in self.breakpoints:
            monitoring.set_local_events(TOOL, code, events.NO_EVENTS)
        monitoring.free_tool_id(TOOL)


def collatz(n):
    steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
        steps += 1
    return steps


debugger = Debugger()
debugger.break_at(collatz, 4, lambda names: names["n"] > 10)
debugger.break_at(collatz, 8)
print("steps:", collatz(7))
debugger.close()
print("not watched any more:", collatz(27))
