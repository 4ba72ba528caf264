"""Names of the operating system that need no system: specmon's programs have no files."""

import sys
import posixpath as path

sys.modules["os.path"] = path

__all__ = ["curdir", "linesep", "name", "path", "pardir", "sep", "fspath", "environ", "getenv"]

name = "posix"
linesep = "\n"
curdir, pardir, sep = path.curdir, path.pardir, path.sep
environ = {}


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    return type(path).__fspath__(path)
