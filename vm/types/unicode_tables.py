# Makes unicode_tables.inc: run it with the Python whose Unicode version is wanted (3.14: Unicode 16).
#     python3.14 unicode_tables.py > unicode_tables.inc
# Only str methods are asked, so the tables hold what Python itself answers.

FLAGS = ["alpha", "decimal", "digit", "numeric", "lower", "upper", "title", "space", "line_break",
         "printable", "identifier_start", "identifier_part", "cased", "case_ignorable"]


def properties(c):
    """Flags as a bit set, the four case mappings as texts, and the decimal value."""
    is_upper = c.isupper()
    final = (c + "Σ").lower()[-1] == "ς"
    answers = [
        c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), is_upper,
        c.istitle() and not is_upper, c.isspace(), len(("a" + c + "b").splitlines()) == 2,
        c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(),
        (c + "A").title()[-1] == "a",
        not final and ("aΣ" + c + "a").lower()[1] == "σ",
    ]
    flags = sum(1 << i for i, answer in enumerate(answers) if answer)
    decimal = int(c) if c.isdecimal() else 0
    return flags, c.lower(), c.upper(), c.title(), c.casefold(), decimal


records = {}
ranges = []
special = []
for point in range(0x110000):
    c = chr(point)
    flags, lower, upper, title, folded, decimal = properties(c)
    mappings = [lower, upper, title, folded]
    if any(len(mapping) > 1 for mapping in mappings):
        for kind, mapping in enumerate(mappings):
            if len(mapping) > 1:
                special.append((point, kind, [ord(x) for x in mapping]))
    deltas = [ord(m) - point if len(m) == 1 else 0 for m in mappings]
    is_special = any(len(m) > 1 for m in mappings)
    # Digits stand in rows of ten: the record holds the distance to the digit's zero by the range's start.
    record = (flags, *deltas, int(is_special))
    if decimal and ranges and ranges[-1][1] == record and ranges[-1][2] == point - decimal:
        continue
    if decimal == 0 and ranges and ranges[-1][1] == record and not flags & 2:
        continue
    ranges.append((point, record, point - decimal))
    records.setdefault(record, len(records))

print("// Made by unicode_tables.py: do not edit. Flags, from the lowest bit:")
print("//", *FLAGS)
print("constexpr Record records[] = {  // flags, to lower, upper, title, folded case, has special mappings")
for flags, lower, upper, title, folded, is_special in records:
    print("  {%d, %d, %d, %d, %d, %d}," % (flags, lower, upper, title, folded, is_special))
print("};")


def table(kind, name, numbers):
    print(f"constexpr {kind} {name}[] = {{")
    line = " "
    for number in numbers:
        text = f" {number},"
        if len(line) + len(text) > 100:
            print(line)
            line = " "
        line += text
    print(line)
    print("};")


print("// The first code point of each range and its record; a range of decimal digits begins at the digit 0.")
table("std::uint32_t", "starts", [start for start, _, _ in ranges])
table("std::uint16_t", "record_of_range", [records[record] for _, record, _ in ranges])
print("constexpr SpecialMapping special_mappings[] = {  // code point, 0 lower 1 upper 2 title 3 folded, result")
for point, kind, mapping in special:
    print("  {%#x, %d, {%s}}," % (point, kind, ", ".join("%#x" % x for x in mapping)))
print("};")
