"""What is seen of each page of a printout as a whole, and what that says of where documents begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from statistics import median
from typing import NamedTuple

from rejoinder.model import Page
from rejoinder.read.printed.furniture import Furniture
from rejoinder.read.printed.heads import Head
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.running import Told

ROOM = 4
"""Lines for which there was room on a page that was left early."""
FEW = 12
"""Words a sheet has at most that only parts what is before it from what follows."""
_ENDED = re.compile(r"[.!?:;…)\]}»”\"'*]$")
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)]\s+\S")


class Boundary(NamedTuple):
    """A place where a document begins within what was received as one."""

    line: int
    """The line of the running text that is its first."""
    page: int
    """The number of the page it begins on."""
    reasons: tuple[str, ...]
    confidence: float
    head: Head | None = None
    """The headers it begins with, where it is a message."""


class Reason(NamedTuple):
    """Something that speaks for a boundary, or against it, as natural logarithm of the odds."""

    words: str
    weight: float


class Sight(NamedTuple):
    """What is seen of one page as a whole."""

    lines: tuple[Line, ...]
    """Its lines of running text that have words."""
    first: int
    """The number of the first of them in the whole running text; -1 where it has none."""
    height: float
    """How high a line of it is, the median one."""
    left: float
    """Where its lines begin."""
    left_early: bool
    """Whether there was room for more on it."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(line.words) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Printout:
    """Everything that is known of pages before they are parted."""

    told: Sequence[Told]
    pages: Sequence[Page]
    """None where the text has no pages."""
    furnished: Furniture
    seen: tuple[Sight, ...]

    def side(self, line: int) -> int:
        """Give the place of the page that a line of the running text begins on."""
        return self.told[line].first.side if self.seen else 0

    def page(self, line: int) -> int:
        """Give the number of the page that a line of the running text begins on."""
        return self.pages[self.side(line)].number if self.seen else 1

    def sure_of(self, side: int) -> float:
        """Give how sure the words of a page are: 1, unless text recognition (OCR) read them."""
        sure = self.pages[side].confidence if self.seen else None
        return 1.0 if sure is None else sure


def confidence_of(reasons: Sequence[Reason]) -> float:
    """Give how sure reasons make a boundary."""
    return round(1 / (1 + exp(-sum(reason.weight for reason in reasons))), 4)


def sights(told: Sequence[Told], pages: Sequence[Page]) -> tuple[Sight, ...]:
    """Give what is seen of each page."""
    lines: list[list[Line]] = [[] for _ in pages]
    first = [-1] * len(pages)
    for number, one in enumerate(told):
        for line in one.parts if pages else ():
            if line.placed:
                first[line.side] = number if first[line.side] < 0 else first[line.side]
                lines[line.side].append(line)
    lowest: dict[tuple[float, float], float] = {}
    for page, some in zip(pages, lines, strict=True):
        size = (page.width, page.height)
        lowest[size] = max(lowest.get(size, page.height * 0.85), _bottom(some))
    return tuple(
        _sight(some, at, lowest[page.width, page.height])
        for page, some, at in zip(pages, lines, first, strict=True)
    )  # fmt: skip


def _bottom(lines: Sequence[Line]) -> float:
    return max((line.bottom for line in lines), default=0.0)


def _sight(lines: Sequence[Line], first: int, lowest: float) -> Sight:
    height = median([line.height for line in lines] or [1.0])
    left = min((line.left for line in lines), default=0.0)
    return Sight(tuple(lines), first, height, left, lowest - _bottom(lines) > ROOM * 1.3 * height)


def is_parting(sight: Sight) -> bool:
    """Say whether a page is a sheet that only parts what is before it from what follows: empty, or a few words."""
    if not sight.lines:
        return True
    first, last = sight.lines[0].text.strip(), sight.lines[-1].text.strip()
    return sight.words <= FEW and not first[:1].islower() and last[-1:] not in ".!?;,"


def of_page(printout: Printout, side: int) -> Iterator[Reason]:
    """Give what a page and the one before it say, as pages, of whether a document begins on it."""
    here, before = printout.seen[side], printout.seen[side - 1]
    if is_parting(before):
        words = "a sheet of few words stands before it" if before.lines else "an empty page stands before it"
        yield Reason(words, 2.5)
    elif before.left_early:
        yield Reason("the page before it was left early", 2)
    else:
        yield Reason("the page before it is full", -0.7)
    yield from _of_numbers(printout.furnished, side)
    yield from _of_furniture(printout.furnished, side)
    one, other = printout.pages[side], printout.pages[side - 1]
    if abs(one.width - other.width) > 3 or abs(one.height - other.height) > 3:
        yield Reason("its page is of another size", 2)
    if before.lines and here.lines:
        yield from _of_sentences(before.lines, here.lines)


def _of_numbers(furnished: Furniture, side: int) -> Iterator[Reason]:
    """Give what the numbers on the pages say."""
    here, before = furnished.numbers[side], furnished.numbers[side - 1]
    if here and here.number == 1 and not here.of and before and before.roman:
        yield Reason("Roman page numbers come before it", -3)
    elif here and here.number == 1 and (here.of or before):
        yield Reason("page numbers begin again", 4)
    elif here and before and here.of and here == before._replace(number=before.number + 1):
        yield Reason(f"it is page {here.number} of {here.of}", -5)
    elif _go_on(furnished, side):
        yield Reason("page numbers go on", -2)
    elif here and here.number == 1:
        yield Reason("it is page 1", 2)
    elif here is None and before and (len(furnished.numbers) == side + 1 or not furnished.numbers[side + 1]):
        yield Reason("the pages before it are numbered", 0.8)
    after = furnished.numbers[side + 1] if side + 1 < len(furnished.numbers) else None
    if here is None and after and after.number == 2:
        yield Reason("the page after it is page 2", 3)
    if before and before.of and before.number == before.of:
        yield Reason(f"the page before it is the last of {before.of}", 2.5)


def _go_on(furnished: Furniture, side: int) -> bool:
    """Say whether bare numbers are counted on over a page, whether or not it has one itself."""
    numbers = furnished.numbers
    around = [
        (at, number.number) for at in range(max(0, side - 2), min(len(numbers), side + 2)) if (number := numbers[at])
    ]
    before, after = ([one for one in around if (one[0] >= side) == later] for later in (False, True))
    return bool(before and after) and after[0][1] - before[-1][1] == after[0][0] - before[-1][0]


def _of_furniture(furnished: Furniture, side: int) -> Iterator[Reason]:
    """Give what running heads and feet say, numbers and stamps aside."""
    here, before = (_telling(furnished.shapes[one]) for one in (side, side - 1))
    if here & before:
        yield Reason("its running heads or feet are those of the page before it", -2.5)
    elif here and before:
        yield Reason("its running heads or feet are others", 2)


def _telling(shapes: frozenset[str]) -> set[str]:
    return {shape for shape in shapes if sum(map(str.isalpha, shape)) > 8}


def _of_sentences(before: Sequence[Line], here: Sequence[Line]) -> Iterator[Reason]:
    """Give whether a sentence or a count of paragraphs goes on from one page to the next."""
    last, first = before[-1].text.strip(), here[0].text.strip()
    if first[:1].islower() and not _ENDED.search(last):
        yield Reason("a sentence goes on from the page before it", -4)
    elif first[:1].islower():
        yield Reason("it begins in the midst of a sentence", -1.5)
    elif last[-1:] in ",-" or (last[-1:].isalpha() and len(last) > 50):
        yield Reason("the page before it ends in the midst of a sentence", -1.5)
    counted = [int(found[1]) for line in before if (found := _NUMBERED.match(line.text.strip()))]
    follows = next((int(found[1]) for line in here if (found := _NUMBERED.match(line.text.strip()))), 0)
    if counted and follows > 1 and follows == counted[-1] + 1:
        yield Reason("its paragraphs are counted on from the page before it", -3)
    elif follows == 1 and counted:
        yield Reason("its paragraphs are counted from 1", 1)
