# Words counted in a dict: strings split, looked up, stored.
# sizes: 20000 12000

import sys


text = """it was the best of times it was the worst of times it was the age of wisdom
it was the age of foolishness it was the epoch of belief it was the epoch of incredulity
it was the season of light it was the season of darkness it was the spring of hope
it was the winter of despair we had everything before us we had nothing before us"""


def count_words(lines, counts):
    for line in lines:
        for word in line.split():
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1


def main(rounds):
    lines = text.split("\n")
    counts = {}
    for _ in range(rounds):
        count_words(lines, counts)
    for word in sorted(counts, key=counts.get)[-3:]:
        print(word, counts[word])


main(int(sys.argv[1]))
