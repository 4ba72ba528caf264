# Integers of any size, doubles to the last digit, and long texts.
import sys
# large ints, limits, concatenation, loops
x = 3**20000
try: print(len(str(x)))
except ValueError as e: print(e)
sys.set_int_max_str_digits(0)
t = str(x); print(len(t), t[:20], t[-20:])
y = int(t); print(y == x, hash(y)==hash(x), (x*x)//x == x, x % 1000007, (x**3) % 97)
z = 7**200000
print(len(str(z)), str(z)[-10:], int(str(z))==z)
print(hex(z)[-12:], oct(z)[-12:], bin(z)[-12:], z.bit_length(), z.bit_count())
s = ""
for i in range(50000): s += "ab"
print(len(s), s[:6], s[-4:], hash(s)==hash("ab"*50000))
u = "é"
v = u
for i in range(1000): u += "x"
print(len(u), v, u[:3])
u += "一"; print(len(u), u[-2:])
w = "".join(chr(i) for i in range(32, 1000)); print(len(w), w.upper()[:40] == w[:40].upper(), sum(map(ord, w.lower())))
a = 1
for i in range(1, 300): a *= i
print(a)
r = 12345
def rnd():
    global r
    r = (r*6364136223846793005+1442695040888963407) % 2**64
    return r
for n in range(40):
    k = rnd() % 200
    p = (rnd()**(k % 5 + 1)) >> (rnd() % 60); q = (rnd()**(rnd()%4+1)) >> (rnd()%60) or 1
    if rnd() & 1024: p = -p
    if rnd() & 1024: q = -q
    sh = rnd()%130
    print(p+q, p-q, p*q, p//q, p%q, p&q, p|q, p^q, p>>sh, p<<sh, ~p, p/q, float(p), p<q, round(p,-(k%30)), (p//3)*1.0==float(p//3))
for n in range(100):
    m = rnd(); e = rnd()%120-60
    f = (m / 2**30) * 10.0**e
    print(repr(f), "%.3f|%g|%.10e" % (f%1e9,f,f), round(f%1000,n%6), f//0.7 if f<1e15 else 0, (f%1e5)%0.3, format(f,".5g"), format(f%1e9,",.2f"), f.hex(), float(repr(f))==f, float.fromhex(f.hex())==f)
sys.set_int_max_str_digits(4300)
