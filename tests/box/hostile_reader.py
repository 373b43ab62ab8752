"""A reader as another package may bring it, that does what its document says; installed for one test at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

from rejoinder.model import Blob, Document, Problem

Piece = Document | Blob | Problem


def spin(_name: str) -> Iterator[Piece]:
    while True:
        pass


def eat(name: str) -> Iterator[Piece]:
    eaten = [bytearray(1 << 20) for _ in repeat(None)]
    yield Document(name, "wish", str(len(eaten)))


def die(_name: str) -> Iterator[Piece]:
    os.abort()


def leave(_name: str) -> Iterator[Piece]:
    os._exit(0)


def lie(_name: str) -> Iterator[Piece]:
    yield Document("another.txt", "wish", "I am another document.")


def flood(name: str) -> Iterator[Piece]:
    yield from repeat(Problem(name, "It floods." * 100))


def look(_name: str) -> Iterator[Piece]:
    yield Document("x", "wish", Path("/etc/hostname").read_text())


def half(name: str) -> Iterator[Piece]:
    yield Document(name, "wish", "\ud800")


def tell(name: str) -> Iterator[Piece]:
    yield Document(name, "wish", "It was told.")


WISHES: dict[str, Callable[[str], Iterator[Piece]]] = {
    wish.__name__: wish for wish in (spin, eat, die, leave, lie, flood, look, half, tell)
}


def read(blob: Blob) -> Iterator[Piece]:
    """Do what the document says, one word after the other."""
    for word in bytes(blob.untrusted_bytes).decode().split():
        yield from WISHES[word](blob.name)
