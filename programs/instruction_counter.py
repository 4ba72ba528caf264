# INSTRUCTION fires before each bytecode instruction: the finest and dearest event.
#
# How many instructions a line takes is the implementation's own affair, so this program prints no
# counts, only what must hold of them.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.PROFILER_ID

count = 0
offsets = set()


def on_instruction(code, offset):
    global count
    count += 1
    offsets.add(offset)


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def instructions(n):
    global count
    count = 0
    work(n)
    return count


monitoring.use_tool_id(TOOL, "instructions")
monitoring.register_callback(TOOL, events.INSTRUCTION, on_instruction)
monitoring.set_local_events(TOOL, work.__code__, events.INSTRUCTION)

base = instructions(0)
ten = instructions(10)
thousand = instructions(1000)
per_round = (ten - base) // 10

print("something was counted:", base > 0)
print("each round costs the same:", thousand - base == 1000 * per_round)
print("places are fewer than events:", len(offsets) < thousand)
print("all offsets are even, inside the code:",
      all(offset % 2 == 0 and 0 <= offset < len(work.__code__.co_code) for offset in offsets))

monitoring.set_local_events(TOOL, work.__code__, events.NO_EVENTS)
print("switched off, nothing is counted:", instructions(10) == 0)
monitoring.free_tool_id(TOOL)
