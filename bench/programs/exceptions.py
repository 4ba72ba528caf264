# Exceptions raised and caught in a loop, one frame up and in place, and a finally.
# sizes: 500000 300000

import sys


class Refused(Exception):
    pass


def check(number):
    if number % 3 == 0:
        raise Refused(number)
    return number


def main(rounds):
    accepted = refused = missing = finished = 0
    table = {}
    for i in range(rounds):
        try:
            accepted += check(i)
        except Refused:
            refused += 1
        finally:
            finished += 1
        if i % 4 == 0:
            try:
                table[i]
            except KeyError:
                missing += 1
    print(accepted, refused, missing, finished)


main(int(sys.argv[1]))
