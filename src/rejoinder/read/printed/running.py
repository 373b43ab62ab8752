"""The running text of printed pages: wrapped headers and quoted lines joined again, drawn quote bars as marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rejoinder.model import Page
from rejoinder.read.printed.drawn import Shapes
from rejoinder.read.printed.furniture import Furniture
from rejoinder.read.printed.lines import Line, as_in_mail
from rejoinder.zones.attributions import attributes
from rejoinder.zones.blocks import FURTHEST, field_of, rules

HANGING = 15.0
"""Points from a field's name to the column of its value, from which lines in that column go on with it."""
SAME = 2.0
"""Points by which two bars differ that stand in one place."""
DEEPEST = 12
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Told:
    """One line as it was written: what the page had room for only on several lines is one again."""

    parts: list[Line]
    text: str
    mark: str = ""
    """Quote marks for bars that are drawn beside it."""
    joints: list[str] = field(default_factory=list)
    """What stands before each part but the first: a space, or nothing where a word was broken."""

    @property
    def shown(self) -> str:
        """Give its words as mail would have them: the name of the field and a colon first, semicolons in lists."""
        if not any(part.entry for part in self.parts):
            return as_in_mail(self.text, self.first)
        text = "".join(f"{'; ' if part.entry else ' '}{part.text.strip()}" for part in self.parts[1:])
        return as_in_mail(self.first.text + text, self.first)

    @property
    def first(self) -> Line:
        """Give the first of its lines."""
        return self.parts[0]

    @property
    def last(self) -> Line:
        """Give the last of its lines."""
        return self.parts[-1]

    def add(self, line: Line, joint: str) -> None:
        """Join a line; without a joint the hyphen before it goes."""
        self.text = f"{self.text}{joint}{line.text}" if joint else self.text.rstrip()[:-1] + line.text
        self.parts.append(line)
        self.joints.append(joint)


def running(
    sides: Sequence[Sequence[Line]], pages: Sequence[Page], found: Furniture, shapes: Sequence[Shapes]
) -> list[Told]:
    """Give the lines of all pages but the furniture, as they were before they were printed."""
    lines = [
        line for side, some in enumerate(sides) for place, line in enumerate(some) if place not in found.lines[side]
    ]
    margins = _margins(lines, pages)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    told: list[Told] = []
    for line in lines:
        joint = _joint(told[-1], line, margins, known) if told and len(told[-1].parts) < FURTHEST else None
        if joint is None:
            told.append(Told([line], line.text))
        else:
            told[-1].add(line, joint)
    _mark(told, shapes)
    return told


def _margins(lines: Sequence[Line], pages: Sequence[Page]) -> list[float]:
    """Give for each page how far to the right its text may go: as on the left, or as far as any line goes."""
    left: dict[tuple[float, float], float] = {}
    right: dict[tuple[float, float], float] = {}
    for line in lines:
        if line.placed:
            size = (pages[line.side].width, pages[line.side].height)
            left[size] = min(left.get(size, size[0]), line.left)
            right[size] = max(right.get(size, 0.0), line.right)
    sizes = [(page.width, page.height) for page in pages] or [(0.0, 0.0)]
    return [max(right.get(size, 0.0), size[0] - left.get(size, size[0]) - HANGING) for size in sizes]


def _joint(told: Told, line: Line, margins: Sequence[float], known: Counter[str]) -> str | None:
    """Give what joins a line to the one before it, of which it is the rest; None where it stands by itself."""
    before = told.last
    if line.goes_on:
        return " "
    if not line.placed or not before.placed:
        return None
    words = line.text.strip()
    if _broken(before.text, words, known):
        return ""
    own = field_of(line.shown.strip())
    if own or words[:1] in (">", "|"):
        return None
    if before.side != line.side or line.top < before.top or line.top - before.bottom > 0.9 * before.height:
        return None
    full = _is_full(before, line, margins[line.side])
    head = field_of(told.shown.strip())
    if head and head[0] != "other":
        return " " if full or _hangs(told.first, line, told.first.named or head[2]) else None
    return " " if full and told.text.lstrip()[:1] == ">" else None


def _broken(before: str, words: str, known: Counter[str]) -> bool:
    """Say whether a word was broken here: without the hyphen it stands elsewhere in the text."""
    if not before or before[-1] not in "-\u00ad\u2010" or not words[:1].islower():
        return False
    one = re.search(r"[^\W\d_]+$", before[:-1])
    two = _WORD.match(words)
    if not one or not two:
        return False
    return before[-1] == "\u00ad" or known[f"{one.group()}{two.group()}".casefold()] > 0


def _is_full(before: Line, line: Line, margin: float) -> bool:
    """Say whether the next line's first word would not have had room at the end of the line before it."""
    first = line.words[0]
    space = 0.3 * before.height
    return before.right + space + (first.right - first.left) > margin - 4


def _hangs(first: Line, line: Line, value: int) -> bool:
    """Say whether a line stands in the column of a field's value."""
    stripped = 0 if first.named else len(first.text) - len(first.text.lstrip())
    column = next((word.left for word in first.words if word.start - first.start >= value + stripped), None)
    hanging = 0.0 if first.named else HANGING
    return column is not None and column - first.left > hanging and line.left >= column - 3


def _mark(told: Sequence[Told], shapes: Sequence[Shapes]) -> None:
    """Give marks to lines beside bars below what introduces a quotation, and beside others where such bars stand."""
    quoting = False
    introduced: list[float] = []
    for number, one in enumerate(told):
        if not one.first.placed:
            continue
        bars = _bars_beside(one.first, shapes)
        again = any(abs(min(bars) - left) <= SAME for left in introduced) if bars else False
        quoting = bool(bars) and (quoting or again or _introduces(told, number))
        one.mark = "> " * len(bars) if quoting else ""
        if quoting and not again:
            introduced.append(min(bars))
    above = ""
    for one in told:
        above = one.mark = one.mark if one.first.placed else above
    below = ""
    for one in reversed(told):
        below = one.mark = one.mark if one.first.placed else min(one.mark, below, key=len)


def _bars_beside(line: Line, shapes: Sequence[Shapes]) -> list[float]:
    """Give where bars stand to the left of a line."""
    if line.side >= len(shapes):
        return []
    middle = (line.top + line.bottom) / 2
    lefts: list[float] = []
    for bar in shapes[line.side].bars:
        beside = bar.top - 1 <= middle <= bar.bottom + 1 and bar.right <= line.left + 1
        if beside and all(abs(bar.left - left) > SAME for left in lefts):
            lefts.append(bar.left)
    return lefts[:DEEPEST]


def _introduces(told: Sequence[Told], number: int) -> bool:
    """Say whether the lines above this one are an attribution or announce a forwarded message."""
    at, words = number - 1, ""
    while at >= 0 and not told[at].text.strip():
        at -= 1
    for start in range(at, max(-1, at - 4), -1):
        line = told[start].text.strip()
        if not line:
            break
        words = f"{line} {words}".strip()
        if rules(line) or attributes(words, marked=True):
            return True
    return False
