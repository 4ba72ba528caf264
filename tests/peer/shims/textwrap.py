# As much of textwrap as the peer's tests use.


def dedent(text):
    lines = text.split("\n")
    used = [line for line in lines if line.strip()]
    margin = min([len(line) - len(line.lstrip()) for line in used] or [0])
    return "\n".join(line[margin:] if line.strip() else "" for line in lines)
