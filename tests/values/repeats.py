class S(str): pass
class I:
    def __index__(s): return 2
for e in ("'a'*'b'","S('a')*'b'","'a'*S('b')","'a'*[]","[]*'a'","[]*()","()*[]","'a'*b'b'","b'b'*'a'","b'a'*b'b'","'a'*1.5","1.5*'a'","'a'*I()","I()*'a'","[1]*I()","I()*(1,)","[]*[]","()*()","b'x'*I()","'a'*None","None*'a'"):
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
