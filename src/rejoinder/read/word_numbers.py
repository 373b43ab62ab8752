"""The numbers that Word sets before paragraphs by itself: 1. (a) 1.1 and bullets, counted as Word counts them.

They stand nowhere in the file's text: ECMA-376, 17.9, tells how they come about. Lists of one pattern (abstractNum)
count on together, a list that says where it starts begins there, and a level begins anew below a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rejoinder.read.markup import attribute, local
from rejoinder.read.numerals import bullet, numeral

LEVELS = 9
"""Levels of a list in Word."""
_OFF = ("0", "false", "off")
_PLACE = re.compile(r"%([1-9])")


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    """The level, from 1, below which it begins anew; 0 for none, -1 for any higher one."""
    figures: bool = False
    """All its numbers are in figures, also those of higher levels."""
    style: str = ""
    """The paragraph style that has this level."""


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: its pattern, its levels, and where it says to begin."""

    pattern: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Where a level begins in this list; each is taken once."""


class _Style(NamedTuple):
    """What a paragraph style says of numbers: the list, the level, and the style it is based on."""

    list: str = ""
    level: int | None = None
    based: str = ""


class Numbers:
    """The numbers of a document's paragraphs, asked for in their order."""

    def __init__(self, numbering: Any | None = None, styles: Any | None = None) -> None:
        self._styles = dict(_styles(styles)) if styles is not None else {}
        self._lists = _lists(numbering, self._styles) if numbering is not None else {}
        self._counts: dict[str, list[int | None]] = {}

    def of(self, paragraph: Any) -> str:
        """Give what Word sets before a paragraph; nothing where that is none."""
        if not self._lists:
            return ""
        name, level = self._named(paragraph)
        found = self._lists.get(name)
        if found is None or level not in found.levels:
            return ""
        counts = self._counted(found, level)
        told = found.levels[level]
        if told.form == "bullet":
            return bullet(told.text)
        return _PLACE.sub(lambda one: self._numeral(found, told, counts, int(one[1]) - 1), told.text).strip()

    def _named(self, paragraph: Any) -> tuple[str, int]:
        """Give the list and the level of a paragraph: its own, or those of its style."""
        settings = next((one for one in paragraph if local(one) == "pPr"), ())
        own, level = _numbered(settings)
        style = next((attribute(one, "val") for one in settings if local(one) == "pStyle"), "")
        named, of_style = self._of_style(style)
        if own:
            return own, level if level is not None else of_style or 0
        return named, (level if level is not None else of_style) or 0

    def _of_style(self, style: str) -> tuple[str, int | None]:
        """Give the list and level of a style, or of the first it is based on that has one."""
        for name in _chain(style, self._styles):
            one = self._styles[name]
            if one.list:
                levels = self._lists[one.list].levels if one.list in self._lists else {}
                linked = next((level for level, told in levels.items() if told.style == name), one.level)
                return one.list, linked
        return "", None

    def _counted(self, found: _List, level: int) -> list[int | None]:
        """Count one on at a level, and give where every level stands."""
        counts = self._counts.setdefault(found.pattern, [None] * LEVELS)
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = found.levels.get(higher, _Level()).start
        before, begins = counts[level], found.starts.pop(level, None)
        if begins is not None:
            counts[level] = begins
        else:
            counts[level] = found.levels[level].start if before is None else before + 1
        for lower in range(level + 1, LEVELS):
            restart = found.levels.get(lower, _Level()).restart
            if restart < 0 or (restart and level < restart):
                counts[lower] = None
        return counts

    def _numeral(self, found: _List, told: _Level, counts: list[int | None], level: int) -> str:
        form = found.levels.get(level, _Level()).form
        return numeral(counts[level] or 0, "decimal" if told.figures or form == "bullet" else form)


def _numbered(settings: Any) -> tuple[str, int | None]:
    """Give the list and the level that a pPr names."""
    for one in settings:
        if local(one) == "numPr":
            said = {local(child): attribute(child, "val") for child in one}
            return said.get("numId", ""), _number(said.get("ilvl", ""))
    return "", None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _chain(style: str, styles: Mapping[str, _Style]) -> Iterator[str]:
    seen: set[str] = set()
    while style in styles and style not in seen:
        seen.add(style)
        yield style
        style = styles[style].based


def _styles(root: Any) -> Iterator[tuple[str, _Style]]:
    for style in root:
        if local(style) != "style":
            continue
        based = next((attribute(one, "val") for one in style if local(one) == "basedOn"), "")
        settings = next((one for one in style if local(one) == "pPr"), ())
        named, level = _numbered(settings)
        yield attribute(style, "styleId"), _Style(named, level, based)


def _lists(root: Any, styles: Mapping[str, _Style]) -> dict[str, _List]:
    """Give the lists by their numbers; a pattern that is a style's is that of the list the style names."""
    patterns: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}
    for one in root:
        if local(one) == "abstractNum":
            own = attribute(one, "abstractNumId")
            patterns[own] = {level: told for child in one if local(child) == "lvl" for level, told in _level(child)}
            linked.update((own, attribute(child, "val")) for child in one if local(child) == "numStyleLink")
    named = {
        attribute(one, "numId"): next((attribute(child, "val") for child in one if local(child) == "abstractNumId"), "")
        for one in root
        if local(one) == "num"
    }
    found: dict[str, _List] = {}
    for one in root:
        if local(one) == "num":
            number = attribute(one, "numId")
            pattern = named[number]
            style = styles.get(linked.get(pattern, ""))
            pattern = named.get(style.list, pattern) if style else pattern
            found[number] = _overridden(_List(pattern, dict(patterns.get(pattern, {}))), one)
    return found


def _overridden(found: _List, num: Any) -> _List:
    """Give a list with what it says otherwise than its pattern."""
    for one in num:
        level = _number(attribute(one, "ilvl")) if local(one) == "lvlOverride" else None
        if level is None:
            continue
        for child in one:
            if local(child) == "startOverride":
                found.starts[level] = _number(attribute(child, "val")) or 0
            elif local(child) == "lvl":
                found.levels |= dict(_level(child))
    return found


def _level(element: Any) -> Iterator[tuple[int, _Level]]:
    number = _number(attribute(element, "ilvl"))
    if number is None or number >= LEVELS:
        return
    said = {local(one): attribute(one, "val") for one in element}
    told = _Level(
        start=_number(said.get("start", "")) or 0,
        form=said.get("numFmt", "decimal"),
        text=said.get("lvlText", ""),
        style=said.get("pStyle", ""),
        figures="isLgl" in said and said["isLgl"] not in _OFF,
    )
    restart = _number(said.get("lvlRestart", ""))
    yield number, told if restart is None else told._replace(restart=restart)
