"""Locks and the main thread: specmon runs one thread."""

from _thread import Lock, RLock, get_ident

__all__ = ["Lock", "RLock", "current_thread", "get_ident", "main_thread"]


class _MainThread:
    name = "MainThread"
    daemon = False

    @property
    def ident(self):
        return get_ident()

    def is_alive(self):
        return True

    def __repr__(self):
        return f"<_MainThread({self.name}, started {self.ident})>"


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def current_thread():
    return _main_thread
