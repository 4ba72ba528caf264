# clauses: INSTR-2
# level: events

# An instruction whose argument needs more than a byte has EXTENDED_ARG in front, which is an
# instruction with an INSTRUCTION event of its own. Events of the instruction itself have its
# offset, not that of EXTENDED_ARG. The two functions differ in nothing but the number of the
# constant.
import sys

mon = sys.monitoring
TOOL = 3


many = "\n".join(f"    x = {i}.5" for i in range(300))
source = f"""
def long(x):
{many}
    return len([x]) and x
"""
namespace = {}
exec(source, namespace)
long = namespace["long"]


E = mon.events
seen = []


def instruction(code, offset):
    if code is long.__code__:
        seen.append(offset)


def call(code, offset, callable, arg0):
    if code is long.__code__:
        print("CALL stands at the INSTRUCTION before it:", seen[-1] == offset)


def line(code, number):
    if code is long.__code__:
        starts.append((number - code.co_firstlineno, len(seen)))


mon.use_tool_id(TOOL, "recorder")
for event, callback in ((E.INSTRUCTION, instruction), (E.CALL, call), (E.LINE, line)):
    mon.register_callback(TOOL, event, callback)
starts = []
mon.set_local_events(TOOL, long.__code__, E.INSTRUCTION | E.CALL | E.LINE)
long(0)
mon.set_local_events(TOOL, long.__code__, 0)

# How many instructions each line has: an early line and one whose constant has a large number.
sizes = {number: after - before for (number, before), (_, after) in zip(starts, starts[1:])}
print("one more instruction with a large number:", sizes[299] - sizes[2])
for event in (E.INSTRUCTION, E.CALL, E.LINE):
    mon.register_callback(TOOL, event, None)
mon.free_tool_id(TOOL)
