# Prime numbers: items of a list read and stored by index, nested loops over ranges.
# sizes: 2000000 1000000

import sys


def sieve(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    for i in range(2, int(limit**0.5) + 1):
        if is_prime[i]:
            for multiple in range(i * i, limit + 1, i):
                is_prime[multiple] = False
    count = 0
    for flag in is_prime:
        if flag:
            count += 1
    return count


for _ in range(2):
    print(sieve(int(sys.argv[1])))
