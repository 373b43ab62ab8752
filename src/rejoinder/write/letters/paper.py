"""A letter, or a schedule by itself, ready to be put on paper: what every format prints, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple

from rejoinder.law.rules import Source
from rejoinder.write.letters.language import Mark
from rejoinder.write.words import ENGLISH


class Piece(NamedTuple):
    """Words, and the numbers of what they rest on."""

    words: str
    refs: tuple[int, ...] = ()
    """Numbers of documents."""
    law: tuple[int, ...] = ()
    """Numbers of sources of the law, from 1; printed as letters."""
    gap: str = ""
    """The name of a fact that is not known, for which the words stand; empty where they stand for themselves."""


class Drawn(NamedTuple):
    """A paragraph, a heading or one entry of a list."""

    mark: Mark
    pieces: tuple[Piece, ...]
    number: int = 0
    """Its number where the list is numbered."""

    @property
    def words(self) -> str:
        """Give its words without what they rest on."""
        return "".join(piece.words for piece in self.pieces)


class Place(NamedTuple):
    """Where in a document something stands."""

    page: int | None
    exact: str
    start: int
    end: int


class Reference(NamedTuple):
    """A document that the letter rests on, or what the person noted where no document tells it."""

    number: int
    path: str
    document: str = ""
    batch: str = ""
    places: tuple[Place, ...] = ()


class Cited(NamedTuple):
    """A source of the law."""

    number: int
    source: Source

    @property
    def letter(self) -> str:
        """Give the letter by which it is cited."""
        return letter_of(self.number)


class Shown(NamedTuple):
    """One place that shows something of an annex."""

    how: str
    place: str
    """The document's path, and the page."""
    exact: str
    document: str = ""
    start: int = 0
    end: int = 0


class Listed(NamedTuple):
    """One entry of an annex."""

    label: str
    """Its number, its day or the step it is of."""
    head: str
    lines: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    text: str = ""
    """Words put together from quotations."""


@dataclass(frozen=True, slots=True)
class Annex:
    """What goes with a letter: a schedule, a chronology, a report."""

    name: str
    title: str
    about: str
    entries: tuple[Listed, ...]
    left: int = 0
    """Entries that a screen leaves to the file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed."""

    title: str
    foot: str
    """What stands at the foot of every page: the head of the journal it was made from."""
    language: str = "en"
    pages: tuple[str, str] = ("Page", "of")
    """What stands before a page's number and between it and how many there are."""
    about: tuple[str, ...] = ()
    """What stands below the heading of a paper that is no letter."""
    day: str = ""
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reference: str = ""
    subject: str = ""
    body: tuple[Drawn, ...] = ()
    ending: tuple[str, ...] = ()
    """How it closes, and the name to be signed."""
    annexes: tuple[Annex, ...] = ()
    references: tuple[Reference, ...] = ()
    law: tuple[Cited, ...] = ()


def letter_of(number: int) -> str:
    """Give the letter of a source of the law: a, b … z, aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def place_in_words(path: str, page: int | None, words: NullTranslations = ENGLISH) -> str:
    """Give a document's path and the page."""
    return path + (words.gettext(", page {page}").format(page=page) if page else "")


def reference_lines(one: Reference) -> Iterator[str]:
    """Give where in a document something stands, with its words."""
    for place in one.places:
        words = f"“{place.exact}”" if place.exact else ""
        yield ": ".join(filter(None, (f"page {place.page}" if place.page else "", words)))
