# clauses: CAPI-17
# level: sides
# needs: legacy_branch_event module _testcapi
# behaviours: legacy_branch_event
# errata: scope_skips_branch_callbacks

# A tool that still registers a callback for the deprecated BRANCH hears of both sides, also of those
# that an emulator fires. DISABLE takes it off the side that it answered.
import sys
import _testcapi

monitoring = sys.monitoring
E = monitoring.events
TOOL = 3
emulated = _testcapi.CodeLike(2)


def callback(code, offset, destination):
    if code is emulated:
        print("   to", destination)
        return monitoring.DISABLE if destination == 30 else None


monitoring.use_tool_id(TOOL, "scenario")
monitoring.register_callback(TOOL, E.BRANCH, callback)
monitoring.set_events(TOOL, E.BRANCH)
_testcapi.monitoring_enter_scope(
    emulated, E.BRANCH_LEFT.bit_length() - 1, E.BRANCH_RIGHT.bit_length() - 1
)
monitoring.set_events(TOOL, 0)
for left, right in ((10, 20), (30, 20), (10, 20)):
    print("left", left)
    _testcapi.fire_event_branch_left(emulated, 0, left)
    print("right", right)
    _testcapi.fire_event_branch_right(emulated, 1, right)
_testcapi.monitoring_exit_scope()
monitoring.register_callback(TOOL, E.BRANCH, None)
monitoring.free_tool_id(TOOL)
