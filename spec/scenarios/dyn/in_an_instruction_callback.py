# clauses: DYN-11
# level: order

# INSTRUCTION comes second at its instruction. Its callback can still take back the event that is to
# follow at the same instruction, but no longer bring one: which instruction runs is decided by then.
# The last instruction of the function is the one that returns.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    return argument


def first_and_last_instruction():
    offsets = []
    monitoring.register_callback(TOOL, E.INSTRUCTION, lambda code, offset: offsets.append(offset))
    monitoring.set_local_events(TOOL, watched.__code__, E.INSTRUCTION)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    return offsets[0], offsets[-1]


def run(title, at, before, after):
    def on_instruction(code, offset):
        if offset == at:
            seen.append("INSTRUCTION")
            monitoring.set_local_events(TOOL, code, after)

    seen = []
    monitoring.register_callback(TOOL, E.INSTRUCTION, on_instruction)
    monitoring.register_callback(TOOL, E.PY_RETURN, lambda *details: seen.append("PY_RETURN"))
    monitoring.set_local_events(TOOL, watched.__code__, before)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{title}: {seen}")


argument = 1
monitoring.use_tool_id(TOOL, "scenario")
first, last = first_and_last_instruction()
both = E.INSTRUCTION | E.PY_RETURN
run("at the last instruction, no change", last, both, both)
run("at the last instruction, PY_RETURN off", last, both, E.INSTRUCTION)
run("at the last instruction, PY_RETURN on", last, E.INSTRUCTION, both)
run("at the first instruction, PY_RETURN on", first, E.INSTRUCTION, both)

monitoring.register_callback(TOOL, E.INSTRUCTION, None)
monitoring.register_callback(TOOL, E.PY_RETURN, None)
monitoring.free_tool_id(TOOL)
