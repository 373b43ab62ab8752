"""What takes long to find and is the same while the shelf holds the same: found once, and kept until it differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from rejoinder import __version__
from rejoinder.model import fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

T = TypeVar("T")


def remembered(shelf: Shelf, name: str, asked: str, decoder: msgspec.json.Decoder[T], find: Callable[[], T]) -> T:
    """Give what was found for what is asked in this state of the shelf by this program; else find it, and keep it."""
    state = f"{__version__} {shelf.state()}"
    key = fingerprint_of(name, asked)
    query = "SELECT body FROM remembered WHERE name = ? AND asked = ? AND state = ?"
    for (body,) in shelf.rows(query, name, key, state):
        with suppress(msgspec.ValidationError):  # it was written in another form: it is found again
            return decoder.decode(body)
    found = find()
    with suppress(sqlite3.OperationalError):  # it cannot be written to, or another run writes: it is found again
        shelf.remember(name, key, state, msgspec.json.encode(found).decode())
    return found
