"""Running stamps on pages (Bates numbers): read as scans write them, and put into runs that count their pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rejoinder.find.sides import Paged, Side

NEAR = 3
"""Stamps of one document that are looked at on either side of one to confirm it."""
_DIGITS = r"[0-9OoIl]{3,10}"
_STAMP = re.compile(
    r"(?<![\w/.-])(?:(?:[A-Z][A-Za-z0-9]{1,9}[ _.-])?"
    rf"(?:(?P<before>[A-Z][A-Za-z0-9]{{1,11}})(?: ?[_.-] ?| )(?P<number>{_DIGITS})"
    rf"|(?P<joined>[A-Z][A-Za-z]{{1,11}}?)(?P<own>{_DIGITS}))|(?P<bare>0\d{{4,9}}))(?![\w/.-])"
)
_ALIKE = str.maketrans("OoQIlLiSBZ", "0001111582")
"""Letters and figures that scans take for each other."""
_FIGURES = str.maketrans("OoIl", "0011")


class Stamp(NamedTuple):
    """A stamp on one page."""

    series: str
    """What is the same for all stamps of a series, letters and figures that look alike being one."""
    number: int
    width: int
    """How many figures it is written with."""
    place: int
    """Of its page among those of the document."""
    page: int
    start: int
    end: int
    corner: str
    written: str
    """What stands before its number."""


class Run(NamedTuple):
    """Pages of one document whose stamps count them."""

    document: int
    place: int
    """Of the document, in the order of batches and paths."""
    first: Stamp
    last: Stamp
    read: int
    """How many of the stamps could be read."""


def stamps_of(place: int, side: Side) -> Iterator[Stamp]:
    """Give every stamp at the edges of a page."""
    for edge in side.edges:
        for found in _STAMP.finditer(edge.text):
            figures = found["number"] or found["own"] or found["bare"]
            if sum(map(str.isdigit, figures)) < 3 or not (len(figures) > 4 or figures[0] in "0Oo"):
                continue
            before = found["before"] or found["joined"] or ""
            yield Stamp(
                before.upper().translate(_ALIKE),
                int(figures.translate(_FIGURES)),
                len(figures),
                place,
                side.number,
                edge.start + found.start(),
                edge.start + found.end(),
                edge.corner(*found.span()),
                edge.text[found.start() : found.end() - len(figures)],
            )


def runs_of(paged: Paged) -> Iterator[tuple[str, list[Run]]]:
    """Give, for each series, the runs of a document; a stamp that its neighbours speak against is taken as unread."""
    by_series: dict[str, dict[int, Stamp]] = defaultdict(dict)
    for place, side in enumerate(paged.sides):
        for stamp in stamps_of(place, side):
            by_series[stamp.series].setdefault(place, stamp)
    for series, by_place in by_series.items():
        sure = _confirmed(_of_one_corner(list(by_place.values())))
        if sure:
            yield series, list(_runs(paged, sure))


def _of_one_corner(stamps: list[Stamp]) -> list[Stamp]:
    usual = Counter(stamp.corner for stamp in stamps).most_common(1)[0][0]
    return [stamp for stamp in stamps if stamp.corner == usual]


def _confirmed(stamps: Sequence[Stamp]) -> list[Stamp]:
    """Give the stamps that count with one near them; a stamp that has no other beside it needs none."""
    if len(stamps) == 1:
        return list(stamps)
    sure = []
    for at, stamp in enumerate(stamps):
        near = stamps[max(0, at - NEAR) : at + NEAR + 1]
        if any(other is not stamp and _counts(stamp, other) for other in near):
            sure.append(stamp)
    return sure


def _counts(one: Stamp, other: Stamp) -> bool:
    return other.number - one.number == other.place - one.place


def _runs(paged: Paged, stamps: Sequence[Stamp]) -> Iterator[Run]:
    first, read = stamps[0], 1
    for stamp, following in pairwise([*stamps, None]):
        if following is None or not _counts(first, following):
            assert stamp is not None
            yield Run(paged.document, paged.place, first, stamp, read)
            if following is not None:
                first, read = following, 1
        else:
            read += 1
