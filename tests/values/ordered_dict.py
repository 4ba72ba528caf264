# OrderedDict: its own methods, subclasses that store in their own way, order in equality.
from collections import OrderedDict
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
d = OrderedDict(a=1, b=2, c=3)
t(lambda: d); t(lambda: OrderedDict()); t(lambda: OrderedDict([('x', 1), ('y', 2)], z=3))
t(lambda: d.setdefault('q')); t(lambda: d.setdefault('r', 5)); t(lambda: d.setdefault(key='a', default=9))
t(lambda: d.pop('q')); t(lambda: d.pop('q')); t(lambda: d.pop('q', 7)); t(lambda: d.pop('q', default=8)); t(lambda: d.pop())
t(lambda: d.popitem()); t(lambda: d.popitem(last=False)); t(lambda: d.popitem(False)); t(lambda: d)
t(lambda: OrderedDict().popitem())
d.update(x=1); d.update([('y', 2)]); d.update({'z': 3}, w=4)
t(lambda: d.move_to_end('c')); t(lambda: d); t(lambda: d.move_to_end('z', False)); t(lambda: d); t(lambda: d.move_to_end('zz')); t(lambda: d.move_to_end('w', last=False)); t(lambda: d)
t(lambda: d.copy() == d); t(lambda: OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1)); t(lambda: OrderedDict(a=1, b=2) == dict(b=2, a=1)); t(lambda: dict(a=1, b=2) == OrderedDict(b=2, a=1)); t(lambda: OrderedDict(a=1) != OrderedDict(a=2)); t(lambda: OrderedDict(a=1) < OrderedDict())
t(lambda: OrderedDict.fromkeys('ab')); t(lambda: OrderedDict.fromkeys('ab', 3)); t(lambda: OrderedDict.fromkeys('ab', value=4))
t(lambda: list(reversed(d))); t(lambda: list(d.items())); t(lambda: list(d.keys())); t(lambda: list(d.values()))
t(lambda: d | {'k': 1}); t(lambda: {'k': 1} | d); t(lambda: type({'k': 1} | d))
e = d; e |= {'j': 2}; t(lambda: (e is d, d))
t(lambda: d | 3)
d.attr = 1; t(lambda: d.__dict__); t(lambda: vars(d))
d['self'] = d; t(lambda: d); d.clear(); t(lambda: d)
class S(OrderedDict):
    def __setitem__(self, k, v):
        print('set', k, v); super().__setitem__(k, v)
    def __delitem__(self, k):
        print('del', k); super().__delitem__(k)
    def __missing__(self, k): return 'missing'
s = S(a=1); s.update(b=2); s.update([('c', 3)]); s.setdefault('d', 4); s.setdefault('a', 4); s.copy(); S.fromkeys('xy')
t(lambda: s); t(lambda: s['nope']); t(lambda: s.pop('nope', 2)); t(lambda: s | {'z': 1}); t(lambda: type(s.copy())); t(lambda: s.pop('a')); t(lambda: s.popitem()); s.move_to_end('b'); t(lambda: s); del s['b']
s.extra = 3; t(lambda: s.extra)
class LRU(OrderedDict):
    def __init__(self, size, *a, **k):
        self.size = size; super().__init__(*a, **k)
    def __getitem__(self, k):
        v = super().__getitem__(k); self.move_to_end(k); return v
    def __setitem__(self, k, v):
        if k in self: self.move_to_end(k)
        super().__setitem__(k, v)
        if len(self) > self.size: del self[next(iter(self))]
l = LRU(2); l['a'] = 1; l['b'] = 2; l['a']; l['c'] = 3; t(lambda: l); t(lambda: l.get('a')); t(lambda: l.pop('zz', None))
t(lambda: isinstance(l, dict)); t(lambda: OrderedDict.__mro__); t(lambda: {**l}); t(lambda: dict(l)); t(lambda: hash(l))
t(lambda: OrderedDict[int, str])
t(lambda: {OrderedDict: 1}[type(OrderedDict())])
import gc
x = OrderedDict(); x['me'] = x; x.q = x; del x; t(lambda: gc.collect() >= 0)
match OrderedDict(a=1):
    case {'a': v}: print('matched', v)
def it2():
    o = OrderedDict(a=1, b=2)
    for k in o: o.move_to_end(k); break
    for k in o: o[k] = 5
    return o
t(it2)
