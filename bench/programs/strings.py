# Strings built piece by piece, formatted, joined, replaced, searched.
# sizes: 200000 200000

import sys


def main(rounds):
    text = ""
    parts = []
    for i in range(rounds):
        text += "ab"
        parts.append(f"{i & 255}:{i & 7:>3}")
        if i % 1000 == 0:
            text = text.replace("ba", "-")[-500:]
    joined = ",".join(parts)
    print(len(text), len(joined), joined.count("7"), joined.find("250:"), text[:20].upper())
    print(len([word for word in joined.split(",") if word.startswith("1") and word.endswith("3")]))


main(int(sys.argv[1]))
