# clauses: DYN-11
# level: order

# INSTRUCTION comes second at its instruction. Its callback can still take back the event that is to
# follow at the same instruction, but no longer bring one: which instruction runs is decided by then.
# The last INSTRUCTION of the function is the one that returns.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return argument


def last_instruction():
    offsets = []
    monitoring.register_callback(TOOL, E.INSTRUCTION, lambda code, offset: offsets.append(offset))
    monitoring.set_local_events(TOOL, watched.__code__, E.INSTRUCTION)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    return offsets[-1]


def run(title, first, then):
    def on_instruction(code, offset):
        if offset == last:
            seen.append("INSTRUCTION")
            monitoring.set_local_events(TOOL, code, then)

    seen = []
    monitoring.register_callback(TOOL, E.INSTRUCTION, on_instruction)
    monitoring.register_callback(TOOL, E.PY_RETURN, lambda *details: seen.append("PY_RETURN"))
    monitoring.set_local_events(TOOL, watched.__code__, first)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{title}: {seen}")


argument = 1
monitoring.use_tool_id(TOOL, "scenario")
last = last_instruction()
both = E.INSTRUCTION | E.PY_RETURN
run("no change", both, both)
run("PY_RETURN off", both, E.INSTRUCTION)
run("PY_RETURN on", E.INSTRUCTION, both)

monitoring.register_callback(TOOL, E.INSTRUCTION, None)
monitoring.register_callback(TOOL, E.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
