from collections import Counter

TEXT = """the cat sat
on the mat

and the dog ran"""


class Statistics:
    def __init__(self):
        self.words = Counter()
        self.lines = 0
        self.blank = 0

    def feed(self, line):
        self.lines += 1
        if not line.strip():
            self.blank += 1
            return
        for word in line.split():
            self.words[word] += 1

    def top(self, n):
        ranked = sorted(self.words.items(), key=lambda pair: (-pair[1], pair[0]))
        return ranked[:n]


statistics = Statistics()
for line in TEXT.splitlines():
    statistics.feed(line)
for word, count in statistics.top(2):
    print(f"{word:<5}{count:>3}")
print(statistics.lines, statistics.blank)
