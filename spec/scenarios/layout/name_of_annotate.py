# clauses: LAYOUT-21
# level: events
# behaviours: annotate_is_named_after_function

# Annotations are a function's own code, and its qualified name says whose.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4


def annotated(x: int): ...


names = []
monitoring.use_tool_id(TOOL, "layout")
monitoring.register_callback(
    TOOL, events.PY_START, lambda code, offset: names.append(code.co_qualname)
)
monitoring.set_events(TOOL, events.PY_START)
annotations = annotated.__annotations__
monitoring.set_events(TOOL, 0)
monitoring.register_callback(TOOL, events.PY_START, None)
monitoring.free_tool_id(TOOL)
print([name for name in names if "annotate" in name], annotations)
