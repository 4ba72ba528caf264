# Six tools, one id each: what happens when two want the same, and how to find a free one.
import sys

monitoring = sys.monitoring


def attempt(title, function, *args):
    try:
        print(title, "->", function(*args))
    except (ValueError, TypeError) as error:
        print(title, "->", type(error).__name__ + ":", error)


def first_free():
    for tool in range(6):
        if monitoring.get_tool(tool) is None:
            return tool
    return None


print("ids with a name:",
      "debugger", monitoring.DEBUGGER_ID, "coverage", monitoring.COVERAGE_ID,
      "profiler", monitoring.PROFILER_ID, "optimizer", monitoring.OPTIMIZER_ID)

attempt("take 1", monitoring.use_tool_id, 1, "mine")
attempt("take 1 again", monitoring.use_tool_id, 1, "also mine")
attempt("who has 1", monitoring.get_tool, 1)
attempt("take 6", monitoring.use_tool_id, 6, "too high")
attempt("take 2 without a name", monitoring.use_tool_id, 2, None)
attempt("events for a tool that is not there", monitoring.set_events, 2, 0)

for name in ("a", "b", "c", "d", "e", "f"):
    tool = first_free()
    if tool is None:
        print(name, "finds no free id")
    else:
        monitoring.use_tool_id(tool, name)
        print(name, "gets id", tool)

attempt("free 1", monitoring.free_tool_id, 1)
attempt("take 1 now", monitoring.use_tool_id, 1, "new owner")
for tool in range(6):
    monitoring.free_tool_id(tool)
print("all free:", all(monitoring.get_tool(tool) is None for tool in range(6)))
