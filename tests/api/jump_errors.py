import sys
M = sys.monitoring; E = M.events
M.use_tool_id(0,"a")
class Boom(Exception): pass
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return None
def f1():
    try:
        for i in range(2): pass
    except Boom: return "caught"
def f2():
    try:
        y = 1
        for i in range(2):
            y += 1
        y = 2
    except Boom: return "caught"
def f3():
    try:
        n = 0
        while n < 3: 
            n += 1
        y = 1
    except Boom: return "caught"
def f4(a=1):
    try:
        if a: b = 1
        else: b = 2
        c = 3
    except Boom: return "caught"
def f5(a=0):
    try:
        if a: b = 1
        else: b = 2
        c = 3
    except Boom: return "caught"
def f6(a=0):
    for i in range(2):
        try:
            if a: b = 1
            c = 3
        except Boom: return "caught"
def f7(a=0):
    try:
        c = a or 5
        c = 3
    except Boom: return "caught"
def f8(a=0):
    try:
        c = [x for x in range(3) if x]
        d = 4
    except Boom: return "caught"
def f9(a=0):
    for i in range(2):
        try:
            continue
        except Boom: return "caught"
def f10(a=0):
    with CM() as q:
        for i in range(2):
            a += 1
def f11():
    try:
        try:
            for i in range(2): pass
        finally: z = 1
    except Boom: return "caught"
def f12(a=None):
    try:
        if a is None: b = 1
        for i in []: pass
        b = 2
    except Boom: return "caught"
def cb(c, o, *a):
    if c.co_name[0] == "f": raise Boom
fs = [f1,f2,f3,f4,f5,f6,f7,f8,f9,f10,f11,f12]
for n in ("JUMP", "BRANCH", "BRANCH_LEFT", "BRANCH_RIGHT"):
    if not hasattr(E, n): continue
    M.register_callback(0, getattr(E, n), cb)
    for f in fs:
        M.set_events(0, getattr(E, n))
        try: r = f()
        except Boom as e:
            t = e.__traceback__; r = []
            while t: r.append(t.tb_lineno - t.tb_frame.f_code.co_firstlineno); t = t.tb_next
            r = ("OUT", r[1:])
        M.set_events(0, 0)
        print(n, f.__name__, r)
    M.register_callback(0, getattr(E, n), None)
