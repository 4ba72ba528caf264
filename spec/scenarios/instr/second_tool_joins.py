# clauses: INSTR-3
# level: events
# errata: second_tool_drops_instruction

# Tools are independent: when a second tool turns INSTRUCTION on for code that the first is watching
# already, the first goes on getting its events. In CPython it loses them until restart_events().
import sys

mon = sys.monitoring
TOOL = 3


def counted(x):
    y = x
    return y


E = mon.events
OTHER = 4
counts = {TOOL: 0, OTHER: 0}


def counter(tool):
    def count(code, offset):
        counts[tool] += 1

    return count


def run(what):
    counts.update({TOOL: 0, OTHER: 0})
    counted(1)
    print(what, *["events" if counts[tool] else "nothing" for tool in (TOOL, OTHER)])


for tool in (TOOL, OTHER):
    mon.use_tool_id(tool, "counter")
    mon.register_callback(tool, E.INSTRUCTION, counter(tool))
mon.set_local_events(TOOL, counted.__code__, E.INSTRUCTION)
run("the first alone:")
mon.set_local_events(OTHER, counted.__code__, E.INSTRUCTION)
run("the second has joined:")
run("once more:")
mon.restart_events()
run("after restart_events:")
mon.set_local_events(OTHER, counted.__code__, 0)
run("the second has left:")

for tool in (TOOL, OTHER):
    mon.set_local_events(tool, counted.__code__, 0)
    mon.register_callback(tool, E.INSTRUCTION, None)
    mon.free_tool_id(tool)
