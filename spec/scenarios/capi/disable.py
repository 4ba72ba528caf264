# clauses: CAPI-9
# level: events
# needs: code_likes module _testcapi

# DISABLE takes the tool off the event in this scope, all lines of it, until restart_events or another
# change of the event sets; it stays off when the scope is entered again. Other tools, other events of
# the scope and other scopes go on.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
DISABLES, KEEPS = 3, 1
LINE, JUMP = E.LINE.bit_length() - 1, E.JUMP.bit_length() - 1
first, second = _testcapi.CodeLike(2), _testcapi.CodeLike(2)


def callback_of(tool, answer):
    def callback(code, *rest):
        if code in (first, second):
            print("   tool", tool, "in", "first" if code is first else "second", *rest)
            return answer

    return callback


def fire(title, enter=False):
    print(title)
    for code in (first, second):
        if enter:
            _testcapi.monitoring_enter_scope(code, LINE, JUMP)
    _testcapi.fire_event_line(first, 0, 10)
    _testcapi.fire_event_line(first, 0, 11)
    _testcapi.fire_event_jump(first, 1, 30)


for tool, answer in ((DISABLES, monitoring.DISABLE), (KEEPS, None)):
    monitoring.use_tool_id(tool, "scenario")
    monitoring.register_callback(tool, E.LINE, callback_of(tool, answer))
    monitoring.register_callback(tool, E.JUMP, callback_of(tool, None))
    monitoring.set_events(tool, E.LINE | E.JUMP)

fire("entered", enter=True)
print("the other scope")
_testcapi.fire_event_line(second, 0, 10)
fire("again")
fire("entered again", enter=True)
monitoring.set_events(DISABLES, E.LINE | E.JUMP)
fire("entered again after setting the very same events", enter=True)
monitoring.restart_events()
fire("after restart_events, without entering again")
fire("after restart_events, entered again", enter=True)
monitoring.set_events(KEEPS, 0)
fire("after a change of the other tool's events, entered again", enter=True)

monitoring.set_events(DISABLES, 0)
for tool in (DISABLES, KEEPS):
    monitoring.register_callback(tool, E.LINE, None)
    monitoring.register_callback(tool, E.JUMP, None)
    monitoring.free_tool_id(tool)
