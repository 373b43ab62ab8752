"""Parsers that are not Python belong in a process that reads one document and no other."""

from __future__ import annotations


class SharedError(BaseException):
    """A parser that is not Python was asked for in a process that reads several documents; no fault of a reader's."""


class _Here:
    shared = False


def share() -> None:
    """From now on this process reads several documents, so no parser that is not Python may be used in it."""
    _Here.shared = True


def to_be_alone() -> None:
    """Stop here when this process reads several documents: to be called before any parser that is not Python."""
    if _Here.shared:
        raise SharedError
