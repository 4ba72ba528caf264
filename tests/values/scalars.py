# str, numbers and bytes as programs use them, and their subclasses.
import sys
def p(e):
    try: r=repr(eval(e))
    except BaseException as x: r=type(x).__name__+': '+str(x)
    print(e,'=>',r)
class S(str): pass
class I(int): pass
class F(float): pass
class B(bytes): pass
class X:
    def __index__(self): return 3
    def __radd__(self,o): return 'radd'
    def __rmul__(self,o): return 'rmul'
class Y:
    def __format__(self,s): return 'F'+s
    def __str__(self): return 'Ystr'
class Z:
    def __int__(self): return 'x'
    def __float__(self): return 1
    def __index__(self): return 1.5
class M:
    def __missing__(self,k): return 0
    def __getitem__(self,k): return 'M'+k
s="Straße ΑΒΓΣ ǅ ﬁ İı"
for e in r'''
s.upper()
s.lower()
s.title()
s.swapcase()
s.capitalize()
s.casefold()
"ΑΣ".lower(), "Σ".lower(), "aΣb".lower()
[c.isalpha() for c in "aé一1 ²½٣"]
[(c.isdecimal(),c.isdigit(),c.isnumeric()) for c in "a1²½٣一"]
"héllo wörld".title(), "they're bill's".title()
"a\tb\tc".expandtabs(4)
"abc".center(6,"*"), "abc".center(7,"*"), "ab".center(5,"*")
"-42".zfill(6), "+".zfill(3), "abc".zfill(2)
"a,b,,c".split(","), "a,b,,c".split(",",1), "a,b,,c".rsplit(",",1)
"  a  b ".split(), "  a  b c ".split(None,1), "  a  b c ".rsplit(None,1)
"a\nb\r\nc\x0bd\x1ce\u2028f".splitlines(), "a\nb\n".splitlines(True)
"abcabc".replace("b","X",1), "abc".replace("","-"), "abc".replace("","-",2), "aaa".replace("a","")
"abcabc".find("c",-2), "abcabc".rfind("a",0,3), "abc".find("",3), "abc".find("",4)
"abcabc".count("abc"), "aaaa".count("aa"), "abc".count("")
"abc".partition("b"), "abc".rpartition("z"), "abc".partition("z")
"xxabcxx".strip("x"), " \u3000a\n".strip(), "abc".lstrip("ba"), "abc".rstrip("cb")
"abc".translate(str.maketrans("ab","xy","c")), "abc".translate({97:None,98:"BB"})
"abc"[::-1], "abc"[1:], "abc"[-2:], "abcdef"[::2], "abc"[5:], "abc"[-100:100]
"a\u00e9\u4e00\U0001f600"[2], len("a\u00e9\u4e00\U0001f600")
"a\u00e9\u4e00\U0001f600"
"\x00\x7f\x80\xad\u200b\ud800\U000e0001"
'it\'s', "say \"hi\"", 'it\'s "x"'
"a" < "b", "a" < "\u4e00", "\u4e00" < "\U0001f600", "abc" < "abd", "" < "a"
hash(S("abc")) == hash("abc"), S("abc") == "abc", type(S("a")+"b"), type(S("a").upper()), S("a").upper()
str(S("x")), type(str(S("x"))), repr(S("x")), S(5), S(b"abc","ascii")
{S("k"):1}["k"]
"a" + X()
"a" * X()
X() * "a" if False else 1
I(5)+1, type(I(5)+1), I("10",2), repr(I(7)), I(10**30)
I(5).real, type(I(5).real), int(I(5)), -I(5), abs(I(-5)), I(5)==5, hash(I(5)), {I(5):1}[5]
F(1.5)+1, type(F(1.5)+1), repr(F(2)), F("1e3"), hash(F(2.0))==hash(2), F(1.5)==1.5
B(b"abc"), B([1,2]), B(b"a")+b"b", type(B(b"a")+b"b"), B(3), B("é","utf8")
int(Z())
float(Z())
[1][Z()]
f"{Y()}", f"{Y():abc}", format(Y(),"q"), "{:>5}".format(Y()), f"{Y()!s:>6}"
"%s %r" % (Y(), "q")
"{x} {y!r}".format_map({"x":1,"y":"b"})
"{foo}".format_map(M())
isinstance(True,int), True+1, True.__class__, bool.__mro__
int.__name__, str.__module__, (5).__class__
10**18*10**18, 2**64, -2**63, 2**63-1, (2**63)//3, -(2**63)//3, (2**70)%1000, -(2**70)%1000
(2**100)>>50, (-2**100)>>99, (-2**100)>>200, 1<<100, -1<<70, (2**100)&(2**99+1), (-2**100)|1, (-2**100)^(2**50), ~(2**80)
(2**200)/(2**150), (2**200+1)/3, 10**308/1, -7/2, 1e308/10**308, 3/2**1075, (2**53+1)/1, (2**54+2)/4, 1/3
int("1"*50), int("-0b101",0), int("0o17",0), int("zz",36), int(" -5\n")
(123456789012345678901234567890).bit_length(), (-1).bit_length(), (0).bit_length()
12345678901234567890*98765432109876543210
divmod(-7,3), divmod(7,-3), divmod(-2**70,3), divmod(2**70,-2**35)
pow(3,1000,7), pow(-3,3,7), pow(2**100,3,10**9+7), 3**50, (-3)**51, 0**0, 2**0
round(123456789,-3), round(-5,-1), round(10**30+5,-1), round(2**70,-70), round(1.25,1), round(1.35,1), round(-1.5), round(0.5), round(5e15+0.5), round(1e22)
1.1+2.2, 1e16+1, 123456789.123456789, 1e-7, 5e-324, 1.7976931348623157e308, 100000000000000000000.0, 0.1, 1/3
float("1e-400"), float("-0"), float("1_000.5"), 1e400, -1e400
(0.1).hex(), float.fromhex("0x1.999999999999ap-4"), (1e-320).hex()
(2.5).as_integer_ratio(), (1e300).as_integer_ratio()[0] % 97, (-0.75).as_integer_ratio()
2.0**0.5, (-2.0)**3, (-2.0)**-3, 2.0**-1074, 0.0**0, (-8)**(1/3)
7.0//2, -7.0//2, 7.0%-3, -7.0%3, 1e20%3, 0.3%0.1, -0.0//1, 5.0//float("inf"), -5.0//float("inf"), -5.0%float("inf")
1==1.0, 2**60==float(2**60), 2**60+1>float(2**60), 10**400>1e300, 0.5<1, 1.5>True, float("nan")==float("nan")
(1+2j)*(3-1j), (1+2j)/(3-1j), (1+2j)**2, (1+2j)**-1, (1+2j)**0.5, abs(3+4j), 2j-1, 1-2j, -2j, 1j.imag, complex("1e3-2.5j"), complex(" ( 1+2j ) "), complex("-j"), complex("infj"), complex("nan")
complex(1), complex(1.5,-2), complex(X()), 1j == 1, 1+0j == 1, hash(1+0j)==hash(1), bool(0j)
b"abc"[0], b"abc"[-1], b"abc"[0:2], b"\x00\xff'\"", b'"', b"'", bytes(range(5)), list(b"ab"), b"a" in b"abc", 97 in b"abc"
b"a b  c".split(), b"a-b-c".rsplit(b"-",1), b"abc".hex(" "), bytes.fromhex("DE ad"), b"x".join([b"1",b"2"]), b"abc".replace(b"b",b""), b"Ab".swapcase()
b"\xe2\x82\xac".decode(), b"\xff\xfea\x00".decode("utf-16"), b"a\xffb".decode("ascii","replace"), b"a\xff".decode("utf8","backslashreplace"), b"\xff".decode("utf8","surrogateescape"), b"\xff".decode("latin1")
"é€😀".encode(), "é".encode("latin1"), "€".encode("ascii","xmlcharrefreplace"), "é€😀".encode("ascii","backslashreplace"), "€".encode("ascii","ignore"), "é".encode("utf-16-le"), "\udcff".encode("utf8","surrogateescape"), "a😀".encode("utf-16")
"abc".startswith(("x","a")), "abc".startswith("b",1), "abc".endswith("bc"), "abc".endswith("b",0,2), "".startswith(""), "abc".startswith("",4)
"abc".isidentifier(), "1a".isidentifier(), "é1".isidentifier(), "".isidentifier(), "a b".isidentifier(), "class".isidentifier()
"Hello World".istitle(), "HELLO".isupper(), "hello1".islower(), "".islower(), "ǅ".istitle(), "1".isupper()
",".join(["a","b"]), "".join([]), "é".join("ab"), "".join(x for x in "abc"), ",".join(("x",)), "-".join({"a":1})
list("aé"), tuple("ab"), [*"xy"], iter("a").__length_hint__(), max("abc"), sorted("bca")
"%s" % S("x"), "%d" % I(5), "%5.1f|%-8s|%+d" % (2.25,"a",3), "%x" % I(255), "%%", "%c" % 128512
"%(a)s-%(b)05d" % {"a":1,"b":2}, "%s" % [1,2], "%s" % ((1,2),), "%r" % "é", "%a" % "é😀"
str(1e5), str(True), str(None), str(10**20), str(b"a"), str("é"), str(object=5), str(b"a",encoding="utf8")
repr(0.1+0.2), repr(1e15), repr(1e16), repr(-0.0), repr(1e-5), repr(123456.7)
sys.intern("abc") is sys.intern("ab"+"c")
(255).to_bytes(2,"little"), (-2).to_bytes(3,signed=True), int.from_bytes(b"\xff\xfe",signed=True), (2**64).to_bytes(9), int.from_bytes(b"")
bool([]), bool("x"), bool(0.0), bool(0j), bool(10**30), not 0
int.__add__(1,2), int.__add__(1,1.0), (1).__eq__(1.0), (1.0).__eq__(1), "a".__add__("b"), "a".__contains__("a"), "a".__len__(), (5).__bool__(), "abc".__getitem__(1), "a".__eq__(1), "a".__mul__(3), "%d".__mod__(3), (1).__lt__(2), (5).__hash__()
"abc".index("c",0,2)
"abc".__getitem__("a")
int.from_bytes(b"\x01", byteorder="little", signed=True)
"a b".split(sep=" ", maxsplit=1), "a\tb".expandtabs(tabsize=2), "a\n".splitlines(keepends=True), "é".encode(encoding="latin1", errors="strict")
"{:,} {:_} {:e} {:.3g} {:%} {:#x} {:08.3f} {:+} {:^7}|".format(1234567,1234567,12345.678,0.00012345,0.5,255,3.14159,5,"ab")
"{0:>{1}} {0:<{w}.{p}}|".format("abcdef",10,w=8,p=3)
f"{3.14159:.2f} {10:>5} {'x':*^5} {1e10:g} {255:#b} {True} {None} {1+2j:.1f} {'é':>3}"
f"{10**25:,} {2**70:x} {-2**70:b}"
format(2**70,"e"), format(2**70,"g"), format(123,".2e"), format(0,"e"), format(1e-300,".3e")
'''.strip().splitlines(): p(e)
