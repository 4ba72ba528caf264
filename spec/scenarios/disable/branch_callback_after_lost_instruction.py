# clauses: DISABLE-17 INSTR-3
# level: events
# needs: branch_sides
# errata: branch_callback_needs_its_source second_tool_drops_instruction

# A BRANCH callback of a tool that has one side on only, where another tool has INSTRUCTION on. CPython calls it
# where something instruments the branch instruction itself, and INSTRUCTION that the second tool has made it lose
# counts as that until it is off.
import sys

mon = sys.monitoring
FIRST, SECOND = 0, 5
LEFT = mon.events.BRANCH_LEFT


def make():
    def watched(flags):
        for flag in flags:
            flag and print("  true")

    return watched


def on_branch(code, source, destination):
    if code.co_name == "watched":
        line = list(code.co_positions())[source // 2][0] - code.co_firstlineno
        print("  BRANCH +%d" % line)


for shared in (False, True):
    for instruction in (False, True):
        print("INSTRUCTION" if instruction else "no INSTRUCTION", "and a shared event" if shared else "")
        watched = make()
        mon.use_tool_id(FIRST, "first")
        mon.use_tool_id(SECOND, "second")
        try:
            both = mon.events.STOP_ITERATION if shared else 0
            mon.register_callback(SECOND, mon.events.BRANCH, on_branch)
            mon.set_local_events(FIRST, watched.__code__, both | (mon.events.INSTRUCTION if instruction else 0))
            watched(())
            mon.set_local_events(SECOND, watched.__code__, both | LEFT)
            watched((1, 0, 1))
            print("  the first tool is off")
            mon.set_local_events(FIRST, watched.__code__, 0)
            watched((1, 0, 1))
        finally:
            for tool in (FIRST, SECOND):
                mon.set_local_events(tool, watched.__code__, 0)
                mon.free_tool_id(tool)
