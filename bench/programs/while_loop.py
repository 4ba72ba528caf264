# A while loop over local integers.
# sizes: 10000000 3000000

import sys


def main(turns):
    i = 0
    total = 0
    while i < turns:
        total += i & 7
        i += 1
    print(total)


main(int(sys.argv[1]))
