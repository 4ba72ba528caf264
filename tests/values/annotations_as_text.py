# Under `from __future__ import annotations` an annotation is its own text, spaced and parenthesised anew.
EXPRESSIONS = r'''
int
"q"
dict[str,int]
int|None
(1,2)
[x for x in y if x>1 if z]
{1:2,**m}
{1,2}
lambda x,y=1,*a,k,**z:x
lambda:0
lambda a,/,b:0
lambda *,k=1:k
lambda *a:0
lambda a,/:0
lambda **k:0
(a if b else c)
a if b else c if d else e
not a and b or c
(not a) in b
not(a in b)
-x**-y
(-x)**y
(a+b)*c
a-(b-c)
a-b-c
a**b**c
(a**b)**c
a@b//c%d<<e>>f&g^h|i
~a
+a
--a
a[1:2,::3]
a[1:]
a[::]
a[b,c]
a[(b,c)]
a[*b]
a[b,]
f(x for x in y)
f(1,*a,k=2,**b)
a<b<=c is not d not in e
(a<b)<c
1 .real
(-1).real
1.5e10
1e999
1e999j
3j
10**100
b'a'
u'x'
...
True
None
()
(1,)
(a,b)[0]
{x:y for x,y in z}
{x for (x,y) in z}
[*a,*b]
(lambda: 0)()
a or(b and c)
(a or b)and c
a.b.c[d](e)
'it''s "q"'
"a\nb\u1234"
f'a{b!r:>{c}}d{{'
f"{a}{b:x}"
Callable[[int,str],None]
[[x for x in y] for y in (lambda:z)]
'''.strip().split("\n")

for expression in EXPRESSIONS:
    namespace = {}
    exec(f"from __future__ import annotations\ndef f(a: {expression}): pass", namespace)
    print(expression, "=>", namespace["f"].__annotations__["a"])


# What has no name is only kept where it can be asked for.
source = '''from __future__ import annotations
number : int = 3
(hidden): str = "x"
class Kept:
    items : list [ int ]
    def method(self, other : Kept) -> "Kept": pass
'''
namespace = {}
exec(source, namespace)
print(namespace["__annotations__"], namespace["Kept"].__annotations__, namespace["Kept"].method.__annotations__)
