# Methods called on instances, overridden, inherited and reached by super(); attributes updated; instances made.
# sizes: 20000 12000

import sys


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1
        return self

    def fee(self):
        return 0

    def withdraw(self, amount):
        self.balance -= amount + self.fee()
        self.moves += 1
        return self


class CheckedAccount(Account):
    def fee(self):
        return super().fee() + 1


def main(accounts):
    total = 0
    for i in range(accounts):
        account = Account(i) if i & 1 else CheckedAccount(i)
        for j in range(25):
            account.deposit(j).withdraw(j)
        total += account.balance + account.moves
    print(total)


main(int(sys.argv[1]))
