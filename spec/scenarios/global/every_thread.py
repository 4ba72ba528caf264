# clauses: GLOBAL-14
# level: events

# Sets and callbacks belong to the interpreter, not to the thread that made them: another thread, older or
# younger than the set, has the events too. Where no thread can be started the work is done in this one,
# which then shows no more than that events fire.

import sys
import _thread

M = sys.monitoring
E = M.events
seen = []


def older(go, done):
    go.acquire()
    done.release()


def younger(done):
    done.release()


def run_in_thread(function, *arguments):
    try:
        _thread.start_new_thread(function, arguments)
        return True
    except (RuntimeError, AttributeError):
        return False


def returned(code, offset, value):
    if code in (older.__code__, younger.__code__):
        seen.append(code.co_name)


M.use_tool_id(2, "a tool")
M.register_callback(2, E.PY_RETURN, returned)
go, done = _thread.allocate_lock(), _thread.allocate_lock()
go.acquire()
done.acquire()
threads = run_in_thread(older, go, done)
M.set_events(2, E.PY_RETURN)
go.release()
if not threads:
    older(go, done)
done.acquire()
if not (threads and run_in_thread(younger, done)):
    younger(done)
done.acquire()
for _ in range(1000):  # the lock is released a moment before the function returns
    if len(seen) == 2:
        break
    if threads:
        import time

        time.sleep(0.01)
M.set_events(2, 0)
print(sorted(seen))
M.register_callback(2, E.PY_RETURN, None)
M.free_tool_id(2)
