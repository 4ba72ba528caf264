# Registering a callback is audited: an audit hook sees who installs monitoring tools.
#
# A hook can refuse by raising. It stays for the rest of the program.
import sys

monitoring = sys.monitoring
events = monitoring.events
TOOL = 3

refuse = False


def hook(event, args):
    if event.startswith("sys.monitoring"):
        function = args[0]
        print("audit:", event, "None" if function is None else function.__name__)
        if refuse:
            raise PermissionError("no tools today")


def on_line(code, line):
    pass


sys.addaudithook(hook)
monitoring.use_tool_id(TOOL, "audited")

print("register")
monitoring.register_callback(TOOL, events.LINE, on_line)
print("unregister")
previous = monitoring.register_callback(TOOL, events.LINE, None)
print("the callback before was on_line:", previous is on_line)

print("register, refused")
refuse = True
try:
    monitoring.register_callback(TOOL, events.LINE, on_line)
except PermissionError as error:
    print("PermissionError:", error)
refuse = False
print("nothing was registered:", monitoring.register_callback(TOOL, events.LINE, None) is None)
monitoring.free_tool_id(TOOL)
