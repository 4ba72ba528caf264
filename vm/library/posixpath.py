"""Paths as text: the part of os.path that looks at no files."""

__all__ = ["basename", "commonprefix", "curdir", "dirname", "isabs", "join", "normpath", "pardir",
           "sep", "split", "splitext"]

curdir, pardir, sep, extsep = ".", "..", "/", "."


def isabs(s):
    return s.startswith(sep)


def join(a, *p):
    path = a
    for part in p:
        if part.startswith(sep):
            path = part
        elif not path or path.endswith(sep):
            path += part
        else:
            path += sep + part
    return path


def split(p):
    cut = p.rfind(sep) + 1
    head, tail = p[:cut], p[cut:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def dirname(p):
    return split(p)[0]


def basename(p):
    return p[p.rfind(sep) + 1:]


def splitext(p):
    start = p.rfind(sep) + 1
    dot = p.rfind(extsep)
    if dot <= start or not p[start:dot].strip(extsep):
        return p, ""
    return p[:dot], p[dot:]


def normpath(path):
    if not path:
        return curdir
    root = sep if path.startswith(sep) else ""
    parts = []
    for part in path.split(sep):
        if part in ("", curdir):
            continue
        if part != pardir or (not root and (not parts or parts[-1] == pardir)):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + sep.join(parts) or curdir


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low
