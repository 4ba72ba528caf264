# clauses: DISABLE-27
# level: events
# errata: disabled_line_drops_instruction

# LINE and INSTRUCTION share the first instruction of a line. When a callback of LINE answers DISABLE
# or turns LINE off, INSTRUCTION fires there all the same, for its own tool and for another. How many
# instructions there are is not shown, only whether as many as ever are reported.
import sys

monitoring = sys.monitoring
E = monitoring.events
LINES, OTHER = 3, 1


def watched(text):
    first = 1
    return len(text)


def on_line(code, line):
    if answer == "turns LINE off":
        monitoring.set_local_events(LINES, code, 0 if counting == OTHER else E.INSTRUCTION)
    return monitoring.DISABLE if answer == "DISABLE" else None


def on_instruction(code, offset):
    global count
    count += 1


def run():
    global count
    count = 0
    watched("abc")
    return count


for tool in (LINES, OTHER):
    monitoring.use_tool_id(tool, "scenario")
monitoring.register_callback(LINES, E.LINE, on_line)
for counting in (LINES, OTHER):
    monitoring.register_callback(counting, E.INSTRUCTION, on_instruction)
    for answer in ("None", "DISABLE", "turns LINE off"):
        monitoring.set_local_events(OTHER, watched.__code__, E.INSTRUCTION)
        monitoring.set_local_events(LINES, watched.__code__, E.LINE if counting == OTHER else E.LINE | E.INSTRUCTION)
        counts = run(), run()
        if answer == "None":
            all_of_them = counts[0]
        title = "the same tool" if counting == LINES else "another tool"
        print(f"INSTRUCTION of {title}, LINE answers {answer}:", *("all" if number == all_of_them else "too few" for number in counts))
        for tool in (LINES, OTHER):
            monitoring.set_local_events(tool, watched.__code__, 0)
    monitoring.register_callback(counting, E.INSTRUCTION, None)

monitoring.register_callback(LINES, E.LINE, None)
for tool in (LINES, OTHER):
    monitoring.free_tool_id(tool)
