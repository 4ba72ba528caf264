"""Operators as functions. What works on plain operators is native (_operator)."""

from _operator import *
from _operator import __all__


__all__ = list(__all__)
