# What str, bytes and format refuse, and with which words.
def p(e):
    try: r=repr(eval(e))
    except BaseException as x: r=type(x).__name__+': '+str(x)
    print(e,'=>',r)
for e in r'''
"a".find(1)
"a".count(1)
"a".index(1)
"a".index("b")
"a".rindex("b")
"a".split(1)
"a".split("")
"a".split("a","b")
"a".partition("")
"a".partition(1)
"a".replace(1,"b")
"a".replace("a",1)
"a".replace("a","b","c")
"a".startswith(1)
"a".startswith((1,))
"a".endswith(1)
"a".join(1)
"a".join([1])
"a".join(["x",1])
"a".strip(1)
"a".lstrip(1)
"a".ljust("a")
"a".center(10,"ab")
"a".center(10,1)
"a".zfill("x")
"a".expandtabs("x")
"a".splitlines(1)
"a".translate(1)
"a".translate({97:-1})
"a".translate({97:0x110000})
"a".translate({97:1.5})
"a".maketrans(1)
"a".maketrans("ab","c")
"a".maketrans("a","b",1)
"a".maketrans("a",1)
"a".removeprefix(1)
"a".encode(1)
"a".encode("foo")
"\xe9".encode("ascii")
"\u20ac".encode("latin-1")
"\ud800".encode()
"a\ud800\ud801".encode()
"\ud800".encode("utf-8","foo")
b"\xff".decode()
b"a\xe2\x82".decode()
b"\xe2\x82a".decode()
b"\xff".decode("ascii")
b"a".decode("foo")
b"a".decode(1)
str("a","utf8")
str(1,"utf8")
str(object=1,foo=2)
str(1,2)
"abc"["a"]
"abc"[1.5]
"abc"[5]
"abc"[10**30]
"abc"[::0]
1 in "abc"
"a"+1
1+"a"
"a"*1.5
1.5*"a"
"a"*10**30
"a"<1
"a"-1
"a".isalpha(1)
"a".format_map(1)
"a".casefold(1)
"a" % 1
"%d" % "a"
"%d" % 1.5
"%x" % 1.5
"%c" % "ab"
"%c" % 1.5
"%c" % 0x110000
"%c" % -1
"%s"
"%s" % ()
"%s %s" % (1,)
"%" % 1
"%z" % 1
"%y" % 1
"abc%" % 1
"%(a)s" % 1
"%(a)s" % {}
"%(a" % {"a":1}
"%(a)s" % {"b":1}
"%*d" % ("a",1)
"%.*f" % ("a",1)
"%*d" % (5,)
"%f" % "a"
"%f" % 10**400
"%i" % None
"%d" % None
"%s" % (1,2)
"%d" % {}
"a" % {}
"a" % []
"a" % b""
"%5%" % ()
"%%" % ()
"%.99999999999f" % 1.0
"%99999999999999999999d" % 1
"{}".format()
"{0}".format()
"{a}".format()
"{} {0}".format(1,2)
"{0} {}".format(1,2)
"{".format()
"}".format()
"{!}".format(1)
"{!z}".format(1)
"{!rr}".format(1)
"{!r".format(1)
"{:".format(1)
"{0".format(1)
"{0.}".format(1)
"{0.a}".format(1)
"{0[}".format([1])
"{0[]}".format([1])
"{0[a]}".format([1])
"{0[0]}".format([1])
"{0[0]a}".format([1])
"{:{}}".format(1,2)
"{:{}{}}".format(1,2)
"{:{:{}}}".format(1,2,3)
"{99999999999999999999}".format(1)
"{0!r:>10}".format("a")
"{a.b[c]}".format(a=1)
"{:d}".format("a")
format(1,"s")
format(1,"zz")
format("a","d")
format("a","=5")
format("a","+5")
format("a",",")
format("a","_")
format("a"," 5")
format("a","#5")
format("a","z")
format("a","05")
format(1,".3")
format(1,",b")
format(1,"_b")
format(1,",_")
format(1,"_,")
format(1,",,")
format(1,"__")
format(1,"c")
format(-1,"c")
format(1114112,"c")
format(1,"+c")
format(1,"#c")
format(1,",c")
format(1,"zd")
format(1,"zf")
format(-0.0,"zf")
format(1.5,"d")
format(1.5,"s")
format(1.5,"x")
format(1.5,".")
format(1.5,"99999999999999999999")
format(1.5,".99999999999999999999f")
format(1.5,",n")
format(1,",n")
format(1,"_n")
format(1.5,"1,5")
format(1.5,"05,")
format(1234567.891,",.2f")
format(1234567.891234,",.6,f")
format(1234567.891234,".6_f")
format(1234567.891234,"._f")
format(1234567.891234,"._")
format(1234567.891234,".,_f")
format(1j,"=5")
format(1j,"05")
format(1j,"s")
format(1j,"%")
format(1+2j,".2f")
format(1+2j,"")
format(1+2j,"g")
format(1+2j,">20")
format(True,"d")
format(True,"")
format(True,"5")
format(True,"s")
format(None,"5")
format([],"5")
format(1,None)
format("a",1)
(1).__format__(1)
(1.0).__format__(1)
"a".__format__(1)
'''.strip().splitlines(): p(e)
