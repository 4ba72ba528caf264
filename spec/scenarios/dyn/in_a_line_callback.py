# clauses: DYN-10
# level: order

# LINE comes first at its instruction (ORDER-1). What its callback turns on is reported for the same
# instruction, what it turns off no more. The line that makes the change has two instructions or
# more; INSTRUCTIONs in a row are shown as one, and whether the line's first was among them is told.
import sys

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3


def watched():
    ord("a")
    return argument


def run(title, first, then):
    global seen, change, first_instruction
    seen = []
    change = then
    first_instruction = None
    monitoring.set_local_events(TOOL, watched.__code__, first)
    watched()
    monitoring.set_local_events(TOOL, watched.__code__, 0)
    print(f"{title}: {seen}")
    return first_instruction


def callback_of(name):
    def callback(code, *details):
        global first_instruction
        if name == "INSTRUCTION" and seen and seen[-1] == "LINE 2":
            first_instruction = details[0]
        line = f" {details[0] - code.co_firstlineno}" if name == "LINE" else ""
        if not seen or seen[-1] != name:
            seen.append(name + line)
        if line == " 2":
            monitoring.set_local_events(TOOL, code, change)

    return callback


argument = 1
everything = E.LINE | E.INSTRUCTION | E.PY_RETURN
monitoring.use_tool_id(TOOL, "scenario")
for name in ("LINE", "INSTRUCTION", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), callback_of(name))
offset = run("no change", everything, everything)
same = run("on at line 2", E.LINE, everything)
print("  its first instruction is reported:", same == offset)
run("off at line 2", everything, 0)
run("LINE alone stays", everything, E.LINE)

for name in ("LINE", "INSTRUCTION", "PY_RETURN"):
    monitoring.register_callback(TOOL, getattr(E, name), None)
monitoring.free_tool_id(TOOL)
