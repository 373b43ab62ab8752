"""The records that old presentations and drawings are made of: each a kind, a length, and content (MS-PPT 2.3.1)."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from typing import NamedTuple

_HOLDS = 15
"""The version of a record that holds others."""


class Record(NamedTuple):
    """One record: its kind, its instance, where its content lies, and the nearest holder around it."""

    kind: int
    instance: int
    start: int
    end: int
    within: int


def records(stream: bytes, holders: Collection[int] = (), opened: Collection[int] = ()) -> Iterator[Record]:
    """Give every record in order, those within others after the one that holds them.

    Holders are the kinds that records tell they are within; opened are kinds that hold others without saying so.
    """
    at = 0
    around: list[tuple[int, int]] = []
    while at + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, at)
        while around and at >= around[-1][0]:
            around.pop()
        within = around[-1][1] if around else 0
        end = min(at + 8 + length, len(stream))
        yield Record(kind, version >> 4, at + 8, end, within)
        if version & 15 == _HOLDS or kind in opened:
            around.append((end, kind if kind in holders else within))
            at += 8
        else:
            at = end
