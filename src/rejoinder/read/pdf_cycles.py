"""Drawings in a PDF that draw themselves: PDFium follows such rings for hours, so they are cut first."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.read.pdf_marks import stream_after

_OBJECT = re.compile(rb"\b(\d{1,9})\s{1,4}\d{1,5}\s{1,4}obj\b")
_ENDS = re.compile(rb"\b(?:stream|endobj)\b")
_REFERENCE = re.compile(rb"\b(\d{1,9})(\s{1,4}\d{1,5}\s{1,4}R\b)")
_FORM = re.compile(rb"/Subtype\s{0,4}/Form\b|/Type\s{0,4}/Pattern\b|/PatternType\b|/Type3\b")
_NO_DRAWING = re.compile(rb"/Type\s{0,4}/(?:Pages?|Annot|Catalog)\b|/Kids\b|/Rect\b")
_PARTS = re.compile(rb"/(?:XObject|Resources|Pattern|Font|Form|ExtGState|SMask|G)\b")
_DRAW = re.compile(rb"/\S{1,100}\s{1,9}Do\b")
_DEEP = 4
"""Drawings within drawings from which on they are counted."""
MOST = 200_000
"""Drawings that one drawing may draw in all."""
_DICTIONARY = 20_000
"""Bytes of one object's dictionary that are looked at."""


class _Reference(NamedTuple):
    start: int
    end: int
    to: int


def without_cycles(untrusted_bytes: bytes) -> bytes:
    """Give the file with each reference by which a drawing would draw itself made one to nothing.

    Every byte keeps its place. Only objects outside object streams are seen; drawings always are.
    """
    if not _FORM.search(untrusted_bytes):
        return untrusted_bytes
    cuts, _ = _walked(_references(untrusted_bytes))
    if not cuts:
        return untrusted_bytes
    changed = bytearray(untrusted_bytes)
    for cut in cuts:
        changed[cut.start : cut.end] = b"0" * (cut.end - cut.start)
    return bytes(changed)


def _references(untrusted_bytes: bytes) -> dict[int, list[_Reference]]:
    """Give, for each drawing and each dictionary of parts, the objects it names."""
    named: dict[int, list[_Reference]] = {}
    for found in _OBJECT.finditer(untrusted_bytes):
        ends = _ENDS.search(untrusted_bytes, found.end(), found.end() + _DICTIONARY)
        end = ends.start() if ends else min(len(untrusted_bytes), found.end() + _DICTIONARY)
        own = untrusted_bytes[found.end() : end]
        if _NO_DRAWING.search(own) or not (_FORM.search(own) or _PARTS.search(own)):
            continue
        named.setdefault(int(found[1]), []).extend(
            _Reference(found.end() + one.start(1), found.end() + one.end(1), int(one[1]))
            for one in _REFERENCE.finditer(own)
        )
    return named


def overdrawn(untrusted_bytes: bytes) -> bool:
    """Say whether drawings draw others, and those others again, more than MOST times in all."""
    if not _FORM.search(untrusted_bytes):
        return False
    named = _references(untrusted_bytes)
    _, order = _walked(named)
    depths: dict[int, int] = {}
    for number in order:
        depths[number] = 1 + max((depths.get(one.to, 0) for one in named[number]), default=0)
    if max(depths.values(), default=0) < _DEEP:
        return False
    times: dict[int, int] = {}
    for number in order:
        inner = max((times.get(one.to, 0) for one in named[number]), default=0)
        times[number] = 1 + inner * _calls(untrusted_bytes, named[number]) if inner else 1
        if times[number] > MOST:
            return True
    return False


def _calls(untrusted_bytes: bytes, references: list[_Reference]) -> int:
    """Give how often the object with these references draws another; once for one without content."""
    return max(1, len(_DRAW.findall(stream_after(untrusted_bytes, references[-1].end))))


def _walked(named: dict[int, list[_Reference]]) -> tuple[list[_Reference], list[int]]:
    """Give the references that close a ring, and the objects in order, each after those it names."""
    order: list[int] = []
    cuts: list[_Reference] = []
    done: set[int] = set()
    for root in named:
        if root in done:
            continue
        open_: set[int] = {root}
        path = [(root, iter(named[root]))]
        while path:
            at, rest = path[-1]
            reference = next(rest, None)
            if reference is None:
                open_.discard(at)
                done.add(at)
                order.append(at)
                path.pop()
            elif reference.to in open_:
                cuts.append(reference)
            elif reference.to in named and reference.to not in done:
                open_.add(reference.to)
                path.append((reference.to, iter(named[reference.to])))
    return cuts, order
