"""What a page carries besides its text: running heads and feet, page numbers, stamps, addresses of what was printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from rejoinder.model import Page
from rejoinder.read.printed.lines import Line
from rejoinder.zones.blocks import field_of
from rejoinder.zones.dates import dated
from rejoinder.zones.people import ADDRESS

EDGE = 4
"""Lines from either edge of a page that are looked at."""
ABOVE = 3
"""Lines above a field in which author and date may stand."""
LARGE = 1.25
"""Times the usual height of a page's lines above which one is a title or a letterhead, and no running head."""
LARGER = 1.08
"""Times the size of a header's field above which the line directly above it is its title, and no running head."""
SAME_SIZE = 0.08
"""Part of their size by which the lines of one title may differ, as nearly as sizes can be told."""
TITLE = 3.0
"""Times its height that may be left between them."""
NEAR = 2
"""Pages apart that two lines may stand to be of one running head."""
SAME_HEIGHT = 4.0
"""Points by which such lines may differ in height."""
BAND = 0.09
"""Part of a page's height at either edge where a number or a stamp is furniture also when it stands there once."""

APART = 0.2
"""The same part where a line stands well apart from the text."""

_OF = r"(?:/|of|von|de|sur|di|van|av|af|z|из|o|allan o|din|aus)"
_PAGE = r"(?:page|pag\.?|p\.|seite|pagina|página|sida|side|strona|tudalen|страница|стр\.|sivu)"
_OF_ALL = re.compile(
    rf"(?:^|\s){_PAGE}?\s{{0,2}}(\d{{1,4}})\s{{0,2}}{_OF}\s{{0,2}}(\d{{1,4}})(?=\s*$|\s)", re.IGNORECASE
)
_NUMBER = re.compile(rf"(?:^|\s){_PAGE}\s{{0,2}}(\d{{1,4}})\s*$", re.IGNORECASE)
_BARE = re.compile(r"[-–—(\[\s]*(\d{1,4})[-–—)\]\s.]*$")
_ROMAN = re.compile(r"[-–—(\[\s]*[ivxl]{1,7}[-–—)\]\s.]*$", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?:https?|file|mailbox|imap):/{2,3}|about:blank"
    r"|^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?: ?[AP]M)?(?:\s|$)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?=.{0,30}[A-Z]{2})[A-Z0-9 _-]{0,30}\d{4,10}$")
_COUNTED = re.compile(rf"(?!{_PAGE})[^\W\d_]{{3,}}\D{{0,20}}\d", re.IGNORECASE)
"""A title that counts messages, such as `Email 3`, and not pages."""
_SHOWN_DIGITS = re.compile(r"\d+")


class Numbered(NamedTuple):
    """A page's own number and, where it says so, how many there are of its document (else 0)."""

    number: int
    of: int
    roman: bool = False
    """Whether it is Roman, as before the first chapter of a book; the number itself is 0 then."""


class Furniture(NamedTuple):
    """The lines of each page that are furniture, by their place, and what they say of the page's number."""

    lines: tuple[frozenset[int], ...]
    numbers: tuple[Numbered | None, ...]
    shapes: tuple[frozenset[str], ...]
    """What the furniture of each page says, figures aside."""
    anew: bool = False
    """Whether pages are counted anew within the file: what was printed together was not printed at once."""


class _Edge(NamedTuple):
    """A line near the upper or the lower edge of its page."""

    side: int
    place: int
    shape: str
    """Its words, figures aside; empty for a header's field, which is never furniture."""
    upper: bool
    height: float
    """How far it stands from its edge."""
    outside: bool
    """Whether it stands where hardly any text does."""


def furniture(sides: Sequence[Sequence[Line]], pages: Sequence[Page]) -> Furniture:
    """Give the furniture of every page: what recurs near one edge at one height, and numbers and stamps there."""
    edges = [edge for side, page in enumerate(pages) for edge in _edges(side, page, sides[side])]
    by_shape: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_shape[edge.shape].append(edge)
    found: list[set[int]] = [set() for _ in pages]
    for same in by_shape.values():
        for edge in _recurring(same, sides):
            found[edge.side].add(edge.place)
    for edge in edges:
        line = sides[edge.side][edge.place]
        if edge.shape and edge.outside and _is_printed(line.text):
            found[edge.side].add(edge.place)
    _outermost(found, edges)
    numbers = [_numbered(sides[side][place].text for place in sorted(places)) for side, places in enumerate(found)]
    shapes = [frozenset(shape_of(sides[side][place].text) for place in places) for side, places in enumerate(found)]
    anew = any(
        one and one.of and (one.of < len(pages) or (side and one.number == 1)) for side, one in enumerate(numbers)
    )
    return Furniture(tuple(map(frozenset, found)), tuple(numbers), tuple(shapes), anew)


def _edges(side: int, page: Page, lines: Sequence[Line]) -> Iterator[_Edge]:
    """Give the lines nearest the upper and the lower edge of a page that may be furniture."""
    if not page.height:
        return
    placed = sorted((place for place, line in enumerate(lines) if line.placed), key=lambda place: lines[place].top)
    upper = placed[:EDGE]
    usual = median([lines[place].height for place in placed] or [0.0])
    alone = _alone(lines, placed)
    heads = _above_fields(lines, placed[: 2 * EDGE])
    for place in {*upper, *placed[-EDGE:]}:
        line = lines[place]
        first = field_of(line.shown.strip())
        never = (first and first[0] != "other") or place in heads or line.height > LARGE * usual
        shape = "" if never else shape_of(line.text)
        above = line.top + line.bottom < page.height
        height = line.top if above else page.height - line.bottom
        outside = height < (APART if place in alone else BAND) * page.height
        yield _Edge(side, place, shape, above, height, outside)


def _alone(lines: Sequence[Line], placed: Sequence[int]) -> set[int]:
    """Give the first and the last line of a page where they stand well apart from the text."""
    ends = [(placed[0], placed[1]), (placed[-1], placed[-2])] if len(placed) > 2 else []
    return {
        one
        for one, other in ends
        if max(lines[other].top - lines[one].bottom, lines[one].top - lines[other].bottom) > 2.5 * lines[other].height
    }


def _above_fields(lines: Sequence[Line], placed: Sequence[int]) -> set[int]:
    """Give the lines above or beside a header's field that may be headers, and the counted title directly above one."""
    found: set[int] = set()
    for at, place in enumerate(placed):
        first = field_of(lines[place].shown.strip())
        if not first or first[0] == "other":
            continue
        field = lines[place]
        found.update(_beside(lines, placed, place))
        title = lines[placed[at - 1]] if at else field
        near = field.top - title.bottom
        larger = title.size > LARGER * field.size and near < TITLE * field.height
        if larger:
            found.update(_title_to(lines, placed, at - 1))
        elif _COUNTED.match(title.text.strip()) and near < 1.5 * field.height:
            found.add(placed[at - 1])
        if first[0] in ("to", "subject"):
            some = [one for one in placed[max(0, at - ABOVE) : at] if not _PRINTED.search(lines[one].text.strip())]
            for one in some:
                found.update(_beside(lines, placed, one) if _names(lines[one].text) else ())
    return found


def _title_to(lines: Sequence[Line], placed: Sequence[int], at: int) -> Iterator[int]:
    """Give a line of a title and those above it that are of the title too: as large, at its margin, close."""
    yield placed[at]
    while at:
        one, other = lines[placed[at - 1]], lines[placed[at]]
        alike = abs(one.size - other.size) < SAME_SIZE * other.size and abs(one.left - other.left) < SAME_HEIGHT
        if not alike or other.top - one.bottom > other.height:
            return
        at -= 1
        yield placed[at]


def _beside(lines: Sequence[Line], placed: Sequence[int], place: int) -> Iterator[int]:
    """Give a line and those that stand at its height."""
    field = lines[place]
    return (one for one in placed if abs(lines[one].top - field.top) < 0.5 * field.height)


def _names(text: str) -> bool:
    when = dated(text[:120])
    return ADDRESS.search(text[:200]) is not None or (when is not None and len(when.date) >= 16)


def shape_of(text: str) -> str:
    """Give the words of a line, figures aside."""
    return _SHOWN_DIGITS.sub("0", " ".join(text.casefold().split()))


def _recurring(same: Sequence[_Edge], sides: Sequence[Sequence[Line]]) -> Iterator[_Edge]:
    """Give the lines of one shape that stand at one height on pages near each other."""
    for at, edge in enumerate(same if same[0].shape else ()):
        for other in same[max(0, at - 2 * EDGE) : at + 2 * EDGE]:
            apart = abs(other.side - edge.side)
            if not 1 <= apart <= NEAR or abs(other.height - edge.height) > SAME_HEIGHT:
                continue
            if edge.shape.strip("-–—()[]. ") != "0" or _counts(edge, other, sides):
                yield edge
                break


def _counts(edge: _Edge, other: _Edge, sides: Sequence[Sequence[Line]]) -> bool:
    """Say whether two bare numbers count their pages, or one of them begins to."""
    own, theirs = (_BARE.match(sides[one.side][one.place].text.strip()) for one in (edge, other))
    if not own or not theirs:
        return False
    return int(theirs[1]) - int(own[1]) == other.side - edge.side or "1" in (own[1], theirs[1])


def _is_printed(text: str) -> bool:
    """Say whether a line at an edge is a page's number, a stamp, or says what was printed when."""
    words = text.strip()
    if len(words) > 300:
        return False
    return bool(
        _OF_ALL.search(words) or _NUMBER.search(words) or _BARE.match(words) or _ROMAN.match(words)
        or _PRINTED.search(words) or _STAMP.match(words)
    )  # fmt: skip


def is_of_page(text: str) -> bool:
    """Say whether a line ends with a page's number and says so, or tells the address of what was printed."""
    words = text.strip()
    return bool(_OF_ALL.search(words[-40:]) or _NUMBER.search(words[-40:]) or "://" in words[:12])


def _outermost(found: Sequence[set[int]], edges: Sequence[_Edge]) -> None:
    """Take back lines that have a line of text between them and the edge."""
    by_edge: dict[tuple[int, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_edge[edge.side, edge.upper].append(edge)
    for (side, _), some in by_edge.items():
        least = min((edge.height for edge in some if edge.place not in found[side]), default=float("inf"))
        found[side].difference_update(edge.place for edge in some if edge.height > least + SAME_HEIGHT)


def _numbered(texts: Iterator[str]) -> Numbered | None:
    """Give the number that a page's furniture says it has; the count of its document before a running stamp."""
    best: Numbered | None = None
    for text in texts:
        words = text.strip()
        if found := _OF_ALL.search(words):
            if 1 <= int(found[1]) <= int(found[2]):
                return Numbered(int(found[1]), int(found[2]))
        elif (found := _NUMBER.search(words)) or (found := _BARE.match(words)):
            best = best or Numbered(int(found[1]), 0)
        elif _ROMAN.match(words):
            best = best or Numbered(0, 0, True)
    return best
