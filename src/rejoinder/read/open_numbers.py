"""The numbers that OpenDocument texts set before paragraphs by themselves: of lists, and of headings.

They stand nowhere in the file's text. OpenDocument 1.3, part 3, 16.30 and 19.880 tell how they come about: the first
paragraph of an item has its number, a list begins anew unless it says that it goes on with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rejoinder.read.markup import attribute, local
from rejoinder.read.numerals import bullet, numeral

LEVELS = 10
"""Levels of a list in OpenDocument."""
OUTLINE = "outline-style"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d{1,2})%")
_Counts = list[int | None]


class _Level(NamedTuple):
    """How one level is numbered."""

    form: str = ""
    """Empty where it has no number."""
    pattern: str = ""
    """Its text, in which %2% is the number of the second level; of a bullet its sign."""
    start: int = 1


class _List(NamedTuple):
    """A list being walked through: its style, where its levels stand, and how deep it is."""

    style: str
    counts: _Counts
    depth: int = 0


class _Numbering:
    """The numbers of a text, found in one walk through its body."""

    def __init__(self, *roots: Any) -> None:
        self._styles = {name: dict(levels) for root in roots for name, levels in _styles(root)}
        self._of_style: dict[str, _Counts] = {}
        self._of_list: dict[str, _Counts] = {}
        self.found: dict[Any, str] = {}

    def walk(self, element: Any, within: _List | None = None) -> None:
        """Number the paragraphs below an element."""
        for child in element:
            name = local(child)
            if name == "list":
                self._list(child, within)
            elif name == "h" and within is None:
                self._heading(child)
            elif name not in ("tracked-changes", "p", "h"):
                self.walk(child, within if name in ("list-item", "list-header") else None)
            else:
                self.walk(child)

    def _list(self, element: Any, above: _List | None) -> None:
        style = attribute(element, "style-name") or (above.style if above else "")
        here = (
            above._replace(style=style, depth=above.depth + 1) if above else _List(style, self._begun(element, style))
        )
        for item in element:
            if local(item) == "list-item":
                self._item(item, here)
            self.walk(item, here)

    def _begun(self, element: Any, style: str) -> _Counts:
        """Give where the levels of a list stand as it begins, and keep it for those that go on with it."""
        counts: _Counts | None = None
        if attribute(element, "continue-list"):
            counts = self._of_list.get(attribute(element, "continue-list"))
        elif attribute(element, "continue-numbering") == "true":
            counts = self._of_style.get(style)
        counts = [None] * LEVELS if counts is None else counts
        self._of_style[style] = counts
        if attribute(element, "id"):
            self._of_list[attribute(element, "id")] = counts
        return counts

    def _item(self, item: Any, here: _List) -> None:
        """Number an item by its first paragraph; an item that has none of its own is not counted."""
        first = next((one for one in item if local(one) in ("p", "h")), None)
        begins = attribute(item, "start-value")
        if first is not None and here.depth < LEVELS:
            self._count(first, here, int(begins) if begins.isdigit() and len(begins) < 10 else None)

    def _heading(self, element: Any) -> None:
        """Number a heading by its place in the outline."""
        level = attribute(element, "outline-level")
        depth = int(level) - 1 if level.isdigit() and 0 < int(level) <= LEVELS else 0
        if self._styles.get(OUTLINE, {}).get(depth, _Level()).form and attribute(element, "is-list-header") != "true":
            counts = self._of_style.setdefault(OUTLINE, [None] * LEVELS)
            self._count(element, _List(OUTLINE, counts, depth), None)

    def _count(self, paragraph: Any, here: _List, begins: int | None) -> None:
        levels, counts, depth = self._styles.get(here.style, {}), here.counts, here.depth
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = levels.get(higher, _Level()).start
        before, level = counts[depth], levels.get(depth, _Level())
        counts[depth] = begins if begins is not None else level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if level.form == "bullet":
            self.found[paragraph] = bullet(level.pattern)
        elif level.form:
            told = _PLACE.sub(lambda one: _numeral(levels, counts, int(one[1]) - 1), level.pattern).strip()
            self.found[paragraph] = told


def numbers(body: Any, *roots: Any) -> dict[Any, str]:
    """Give the number before each paragraph of a body that has one; the roots hold the styles of lists."""
    made = _Numbering(*roots)
    made.walk(body)
    return made.found


def _numeral(levels: dict[int, _Level], counts: _Counts, level: int) -> str:
    form = levels.get(level, _Level()).form if level < LEVELS else ""
    return numeral(counts[level] or 0, form) if form and form != "bullet" else ""


def _styles(root: Any) -> Iterator[tuple[str, Iterator[tuple[int, _Level]]]]:
    for style in root.iter("{*}list-style", f"{{*}}{OUTLINE}"):
        yield OUTLINE if local(style) == OUTLINE else attribute(style, "name"), _levels(style)


def _levels(style: Any) -> Iterator[tuple[int, _Level]]:
    for one in style:
        said, start = attribute(one, "level"), attribute(one, "start-value")
        if not said.isdigit() or not 0 < int(said) <= LEVELS:
            continue
        level = int(said)
        if local(one) == "list-level-style-bullet":
            yield level - 1, _Level("bullet", attribute(one, "bullet-char"))
        elif attribute(one, "num-format"):
            form = _FORMS.get(attribute(one, "num-format"), "decimal")
            yield level - 1, _Level(form, _pattern(one, level), int(start) if start.isdigit() else 1)


def _pattern(one: Any, level: int) -> str:
    """Give the text of a number: as LibreOffice states it whole, or put together from its parts."""
    whole = attribute(one, "num-list-format")
    if whole:
        return whole
    shown = attribute(one, "display-levels")
    many = int(shown) if shown.isdigit() and 0 < int(shown) <= level else 1
    places = ".".join(f"%{number}%" for number in range(level - many + 1, level + 1))
    return f"{attribute(one, 'num-prefix')}{places}{attribute(one, 'num-suffix')}"
