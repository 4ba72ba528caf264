def double(x):
    return x * 2
total = 0
for i in range(2):
    total += double(i)
