# The % operator, str.format and format specifications.
def p(e):
    try: r=repr(eval(e))
    except BaseException as x: r=type(x).__name__+': '+str(x)
    print(e,'=>',r)
for e in r'''
"{}".format_map({})
"{0}".format_map({})
"%(a)d" % {"a":"x"}
"%d %d" % (1,"x")
"%s %d" % (1,1.5j)
"%(a)d" % (1,)
"%(a)s %s" % {"a":1}
"%s %(a)s" % {"a":1}
"%d %z" % (1,2)
"%5%" % (1,)
"%5%" % 1
"%l" % 1
"%ld" % 1
"%#x" % 255
"%#X" % -255
"%#o" % 8
"%08.3f" % -3.14159
"%+d" % 5
"% d" % 5
"%-5d|" % 5
"%05d" % -5
"%-05d|" % -5
"%05.3d" % 5
"%.5d" % -5
"%#010x" % 255
"%#.10x" % 255
"%+.3e" % 12345.678
"%g" % 1e10
"%#g" % 1.0
"%G" % 1e-10
"%F" % float("inf")
"%05f" % float("inf")
"%05d" % True
"%s" % True
"%r %a" % ("é","é")
"%.2s" % "abc"
"%5s|%-5s|" % ("a","b")
"%c%c" % (65,"é")
"%5c" % "a"
"%*d" % (5,3)
"%-*d|" % (5,3)
"%*d|" % (-5,3)
"%.*f" % (2,3.14159)
"%.*f" % (-2,3.14159)
"%s %s" % {"a":1}
"%s" % {"a":1}
"%(a)s" % {"a":(1,2)}
"%(a)-5s|" % {"a":1}
"%((a))s" % {"(a)":1}
"%x" % -255
"%x" % 10**30
"%o" % 10**30
"%d" % 10**30
"%i" % 3.99
"%d" % float("nan")
"%d" % float("inf")
"%x" % "a"
"%x" % None
"%.0f" % 0.5
"%.0f" % 1.5
"%.3g" % 1234567
"%s %s %s" % (1,2)
"x%" % ()
"%(a" % {}
"%( a)s" % {" a":1}
"%(a)" % {"a":1}
"%*" % (1,)
"%10" % 1
"%.5" % 1
"%u" % 5
"%c" % ""
"%c" % None
"%c" % b"a"
"%s" % b"a"
"%f" % None
"%e" % "1"
"%f %f" % (1,"a")
"%(k)f" % {"k":"a"}
"%(k)c" % {"k":"ab"}
"%c %c" % ("a","bc")
"%s%%" % 5
"%%%s" % 5
"%5.1%" % 3
format(12.0,".2")
format(3.0,".2")
format(1e5,".2")
format(100000.0,".6")
format(123456.789,"")
format(1e16,"")
format(1.0,"g")
format(1.0,"#g")
format(1.0,"#.0f")
format(1.0,"#.0e")
format(123456789.123,",")
format(123456789.123,"_.2f")
format(1234567,",")
format(1234567,"_")
format(0xdeadbeef,"_x")
format(0xdeadbeef,"#_X")
format(1234,"08,")
format(1234,"010_")
format(1234,"09,")
format(-1234,"010,d")
format(255,"#b")
format(255,"#010b")
format(255,"+#x")
format(-255,"#o")
format(5,"^9")
format(5,"*<9")
format(5,"*=9")
format(-5,"*=9")
format(-5,"=9")
format(5," d")
format(3.14159,"+.2f")
format(-3.14159,"010.2f")
format(float("inf"),"010")
format(float("nan"),"+")
format(float("-inf"),",")
format(0.5,"%")
format(0.12345,".1%")
format(-0.001,"z.1f")
format(-0.0,"z")
format(1e-10,"")
format(1.5,"n")
format(10,"n")
format(1e100,"f")[:5]
format(2.5,".0f")
format(3.5,".0f")
format(1+2j,"+.1f")
format(1-2j,"^20")
format(2j,"")
format(2j,".3")
format(0j,"g")
format(1234567+2j,",")
format(-0j,"")
format("abc","10")
format("abc",">10")
format("abc","^10.2")
format("abc","x^7")
format("é","3")
format(65,"c")
format(65,"5c")
format(65,"<5c")
format(8364,"05c")
format(3,"f")
format(3,".2%")
format(10**400,"f")
format(10**30,",")
format(True,"x")
"{:>{w}}".format("a",w=5)
"{:{}}".format("a",5)
"{0:{1}}".format("a",5)
"{!r}".format("a")
"{!a}".format("é")
"{!s:>5}".format(1)
"{{}}".format()
"{{{}}}".format(1)
"{a[0]}".format(a=[7])
"{a[x]}".format(a={"x":7})
"{a.real}".format(a=5)
"{0[0][1]}".format([[1,2]])
"{} {}".format(1)
"{a!r:{b}}".format(a="x",b=">5")
"{0[a]}".format({"a":1})
"{ a }".format(**{" a ":1})
"{0!}".format(1)
"{0:{}}".format(1)
"{:{0}}".format(1)
"{a b}".format(**{"a b":3})
"{[0]}".format([5])
"{.real}".format(5)
"{x}".format_map({"x":3})
"{0[0}".format([1])
"{0[0]]}".format([1])
"{0{}".format(1)
format(1234.5678,"010,.2f")
format(1234.5678,"012_.3f")
format(0.0001,"g")
format(1e-5,"g")
format(123456.0,"g")
format(1234567.0,"g")
format(1.0,"E")
format(0,"x")
format(0,"#b")
format(0.1,".30f")
format(5e-324,"")
format(1.7976931348623157e308,"")
format(1e22,"")
format(123e18,".3")
format(5,"\x01")
format("a","\u20ac")
format(1.5,"=+10")
format(1.5,"+=10")
format(42,"<<5")
format(1,"0<5")
format(1,"05")
format(1,"<05")
format("a","<05")
format("a",">05")
format("a","=05")
format(1.0,"._f")
format(1.0,".10_f")
format(1,".5_f")
format(1,"._d")
format(1j,"._f")
format("a",".1_")
format("a","._")
'''.strip().splitlines(): p(e)
