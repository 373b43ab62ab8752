"""Records of a page told by the classes or the microdata of their elements, each field its text, in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

PIECE = 1 << 20
DEEPEST = 2_000
"""Elements within elements beyond which a page is not told by its classes."""
_BLOCKS = frozenset(("div", "p", "li", "ul", "h1", "h2", "h3", "h4", "tr", "table", "blockquote"))
_TOLD = ("title", "href", "src", "id", "datetime", "content")
"""Attributes of which a record keeps what they say."""
_EMPTY = frozenset(("br", "img", "hr", "meta", "link", "input", "source", "wbr"))


class Shape(NamedTuple):
    """The classes that make a record, and those that make its fields.

    What an element says in microdata (HTML, 5) counts as classes: "itemprop:text", "itemtype:Comment".
    """

    record: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    furniture: tuple[str, ...]
    """Classes of records that hold no message."""
    or_record: tuple[str, ...] = ()
    """Other classes that make a record."""
    needed: str = ""
    """Field without which a record is no message."""
    quotes: bool = False
    """Quotations in a field are marked by "> "."""

    def makes(self, classes: Sequence[str]) -> bool:
        """Say whether an element of these classes is a record."""
        some = (self.record, self.or_record)
        return bool(classes) and any(one and all(name in classes for name in one) for one in some)

    def is_furniture(self, record: Record) -> bool:
        """Say whether a record is one that need not be a message."""
        lacks = bool(self.needed) and self.needed not in record.fields
        return lacks or any(record.has_class(name) for name in self.furniture) or not record.fields


@dataclass(slots=True)
class Record:
    """One record: what each of its fields says, and the attributes in it."""

    classes: tuple[str, ...]
    fields: dict[str, list[list[str]]] = field(default_factory=dict)
    attributes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By field, and for the record itself under the empty name, (attribute, value)."""

    def has_class(self, name: str) -> bool:
        """Say whether the record's element has a class."""
        return name in self.classes

    def words(self, name: str) -> list[str]:
        """Give a field's pieces of text; of the whole record for the empty name."""
        return [piece for pieces in self.fields.get(name, ()) for piece in pieces]

    def texts(self, name: str) -> list[str]:
        """Give the text of each element of a field, its lines tidied."""
        return [_tidy("".join(pieces)) for pieces in self.fields.get(name, ())]

    def text(self, name: str) -> str:
        """Give the whole text of a field."""
        return "\n".join(part for part in self.texts(name) if part)

    def values(self, name: str, attribute: str) -> list[str]:
        """Give what an attribute says on the elements of a field."""
        return [value for told, value in self.attributes.get(name, ()) if told == attribute]

    def value(self, name: str, attribute: str) -> str:
        """Give what an attribute says first on the elements of a field; empty when it says nothing."""
        return next(iter(self.values(name, attribute)), "")


def _classes(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Give the classes of an element, and what it says in microdata."""
    told = [f"itemprop:{name}" for name in attributes.get("itemprop", "").split()]
    told += [f"itemtype:{name.rpartition('/')[2]}" for name in attributes.get("itemtype", "").split()]
    return (*attributes.get("class", "").split(), *told)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


class _TooDeepError(Exception):
    """The page is nested too deep for this."""


class _Target:
    """What the parser tells: elements opened and closed, and text."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.found: list[Record] = []
        self.open: list[tuple[int, Record]] = []
        self.named: list[tuple[int, str, list[str]]] = []
        self.depth = 0
        self.quoting: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an element's beginning."""
        self.depth += tag not in _EMPTY
        if self.depth > DEEPEST:
            raise _TooDeepError
        classes = _classes(attributes)
        if self.shape.makes(classes):
            self.open.append((self.depth, Record(classes)))
            self.found.append(self.open[-1][1])
            self.named = []
            self._begin("")
            self._note("", attributes)
        elif self.open:
            for name, wanted in self.shape.fields:
                if classes and all(one in classes for one in wanted):
                    self._begin(name)
        if self.open and self.named:
            self._note(self.named[-1][1], attributes)
        if tag == "br" or tag in _BLOCKS:
            self.data("\n")
        if tag == "blockquote" and self.shape.quotes:
            self.quoting.append(self.depth)

    def _begin(self, name: str) -> None:
        pieces: list[str] = []
        self.open[-1][1].fields.setdefault(name, []).append(pieces)
        self.named.append((self.depth, name, pieces))

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        noted = self.open[-1][1].attributes.setdefault(name, [])
        noted += [(told, attributes[told]) for told in _TOLD if told in attributes]

    def end(self, tag: str) -> None:
        """Take in an element's end."""
        if tag in _EMPTY:
            return
        while self.quoting and self.quoting[-1] >= self.depth:
            self.quoting.pop()
        if tag in _BLOCKS:
            self.data("\n")
        while self.named and self.named[-1][0] >= self.depth:
            self.named.pop()
        while self.open and self.open[-1][0] >= self.depth:
            self.open.pop()
        self.depth -= 1

    def data(self, text: str) -> None:
        """Take in text: it is of every field that is open."""
        if self.quoting:
            text = "".join(f"\n> {line}" if line.strip() else "" for line in text.split("\n"))
        for _, _, pieces in self.named[-8:]:
            pieces.append(text)

    def comment(self, text: str) -> None:
        """Leave a comment out."""

    def close(self) -> None:
        """Finish; what was found is kept."""


def records_of(markup: str, shape: Shape) -> list[Record]:
    """Give every record of a page that has this shape, in order; none for a page nested too deep."""
    target = _Target(shape)
    told: Any = target
    parser = etree.HTMLParser(target=told, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        for piece in _pieces(markup.replace("\0", "")):
            parser.feed(piece)
        parser.close()
    except (_TooDeepError, etree.LxmlError):
        return []
    return target.found


def _pieces(markup: str) -> Iterator[bytes]:
    for start in range(0, len(markup), PIECE):
        yield markup[start : start + PIECE].encode("utf-8", "replace")
