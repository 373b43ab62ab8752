"""A letter drafted: the template's words with the facts of the case, or the person's own words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.letters import Words
from rejoinder.law.rules import Source
from rejoinder.model import Span
from rejoinder.write.letters.facts import Entry, Fact, Facts
from rejoinder.write.letters.language import LAW, Passage, Slot, Template, Token, Where
from rejoinder.write.letters.paper import Cited, Drawn, Piece, Place, Reference

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MARKS = 3
"""Documents that are cited at one place; the annexes cite them all."""
LONGEST = 160
"""Characters of a citation's words that are printed."""
PLACES = 3
"""Places of one document that are printed."""


class Changed(NamedTuple):
    """A fact that is no longer as it was when the person wrote beside it."""

    name: str
    was: str
    now: str


class Gap(NamedTuple):
    """A fact that the letter needs and that is not known."""

    name: str
    ask: str


@dataclass(frozen=True, slots=True)
class Part:
    """One passage of the draft."""

    name: str
    lines: tuple[Drawn, ...]
    text: str
    """What the person may change: its words as they stand, without citations."""
    own: bool = False
    ask: str = ""
    needed: bool = False
    changed: tuple[Changed, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """The facts it speaks of, in words, by name."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter's passages, and what they rest on."""

    subject: str
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    law: tuple[Cited, ...]
    gaps: tuple[Gap, ...]
    left: tuple[tuple[str, str], ...]
    """The person's words for passages that this template does not have, by passage."""


class Numbers:
    """What a letter rests on, numbered in the order in which it is first named."""

    def __init__(self, shelf: Shelf | None) -> None:
        self.shelf = shelf
        self.documents: dict[str, tuple[int, str, str, str]] = {}
        """By hash or note: number, reference, path and batch."""
        self.places: dict[str, dict[Place, None]] = {}
        self.sources: dict[Source, int] = {}
        self._keys: dict[str, str] = {}
        self._batches = {one.number: one.name for one in shelf.batches()} if shelf else {}

    def marks(self, fact: Fact) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give the numbers of the documents and of the law that a fact rests on."""
        documents: dict[int, None] = {}
        for span in fact.spans:
            if len(documents) == MARKS:
                break
            number = self.document(span)
            if number:
                documents[number] = None
        if fact.noted and not documents:
            documents[self.note(fact.noted)] = None
        return tuple(documents), tuple(self.source(one) for one in fact.law)

    def document(self, span: Span) -> int:
        """Give the number of a document, of copies one; 0 where it is no longer here."""
        key = self._key(span.document)
        if not key:
            return 0
        exact = " ".join(span.exact.split())
        words = exact if len(exact) <= LONGEST else f"{exact[: LONGEST - 1].rstrip()}…"
        self.places.setdefault(key, {})[Place(span.page, words, span.start, span.end)] = None
        return self.documents[key][0]

    def _key(self, ref: str) -> str:
        if ref not in self._keys:
            holding = self.shelf.find_document(ref) if self.shelf else None
            key = holding.sha256 if holding else ""
            if holding and key not in self.documents:
                batch = self._batches.get(holding.batch, "")
                self.documents[key] = (len(self.documents) + 1, holding.ref, holding.path, batch)
            self._keys[ref] = key
        return self._keys[ref]

    def note(self, words: str) -> int:
        """Give the number of what the person noted."""
        if words not in self.documents:
            self.documents[words] = (len(self.documents) + 1, "", words, "")
        return self.documents[words][0]

    def source(self, source: Source) -> int:
        """Give the number of a source of the law."""
        return self.sources.setdefault(source, len(self.sources) + 1)

    def references(self) -> tuple[Reference, ...]:
        """Give every document named, with where."""
        return tuple(
            Reference(number, path, ref, batch, tuple(self.places.get(key, ()))[:PLACES])
            for key, (number, ref, path, batch) in self.documents.items()
        )

    def law(self) -> tuple[Cited, ...]:
        """Give every source of the law named."""
        return tuple(Cited(number, source) for source, number in self.sources.items())


@dataclass(frozen=True, slots=True)
class Drafter:
    """What a draft is made from."""

    facts: Facts
    law: Mapping[str, Source]
    """Sources of the law by pack and name."""
    numbers: Numbers
    gaps: dict[str, str]

    def holds(self, where: Iterable[Where]) -> bool:
        """Say whether all of these hold."""
        return all(self.facts.has(one.name) == one.holds for one in where)

    def lines(self, passage: Passage) -> Iterator[Drawn]:
        """Give a passage as the template words it."""
        number = 0
        for line in passage.lines:
            if not self.holds(line.where):
                continue
            entries: Sequence[Entry | None] = self.facts.lists.get(line.each, ()) if line.each else (None,)
            for entry in entries:
                number = number + 1 if line.mark == "1." else 0
                pieces = [self.piece(one, entry) for one in line.tokens]
                yield Drawn(line.mark, tuple(_after_quotes(pieces)), number)

    def piece(self, token: Token, entry: Entry | None) -> Piece:
        """Give words, or a fact with what it rests on; for one that is not known what is to be asked."""
        if not isinstance(token, Slot):
            return Piece(token)
        if token.name.startswith(LAW):
            return Piece("", (), (self.numbers.source(self.law[token.name.removeprefix(LAW)]),))
        of, _, part = token.name.partition(".")
        fact = entry[part] if part and entry is not None else self.facts.values.get(of)
        if fact is None:
            ask = self.facts.ask(token.name)
            self.gaps.setdefault(token.name, ask)
            return Piece(f"[{ask}]", gap=token.name)
        return Piece(fact.words, *self.numbers.marks(fact))


def _after_quotes(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put what a quoted fact rests on behind the mark that closes the quotation."""
    held: Piece | None = None
    for piece in pieces:
        if held and piece.words.startswith("”"):
            yield held._replace(refs=(), law=())
            yield Piece("”", held.refs, held.law)
            held = piece._replace(words=piece.words[1:])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def drafted(
    template: Template, facts: Facts, own: Mapping[str, Words], law: Mapping[str, Source], shelf: Shelf | None
) -> Drafted:
    """Give a letter drafted: passages that do not fit are left out, those that the person wrote stand as written."""
    numbers = Numbers(shelf)
    drafter = Drafter(facts, law, numbers, {})
    parts = [
        _part(drafter, passage, own.get(passage.name))
        for passage in template.passages
        if drafter.holds(passage.where) or passage.name in own
    ]
    subject = "".join(drafter.piece(one, None).words for one in template.subject)
    known = {one.name for one in template.passages}
    left = tuple((name, words.text) for name, words in own.items() if name not in known)
    gaps = tuple(Gap(name, ask) for name, ask in drafter.gaps.items())
    return Drafted(subject, tuple(parts), numbers.references(), numbers.law(), gaps, left)


def _part(drafter: Drafter, passage: Passage, own: Words | None) -> Part:
    facts = dict(_named(passage, drafter.facts))
    if own is None:
        lines = tuple(drafter.lines(passage))
        if passage.needed and not lines:
            drafter.gaps.setdefault(passage.name, passage.ask)
        return Part(passage.name, lines, text_of(lines), False, passage.ask, passage.needed, (), _words(facts))
    lines = tuple(_bound(own.text, facts.values(), drafter.numbers))
    changed = tuple(
        Changed(name, was, facts[name].words if name in facts else "")
        for name, was in own.facts.items()
        if name not in facts or facts[name].words != was
    )
    return Part(passage.name, lines, own.text, True, passage.ask, passage.needed, changed, _words(facts))


def _words(facts: Mapping[str, Fact]) -> dict[str, str]:
    return {name: fact.words for name, fact in facts.items()}


def _named(passage: Passage, facts: Facts) -> Iterator[tuple[str, Fact]]:
    """Give the facts of the case that a passage speaks of; of a list each entry's, numbered."""
    for line in passage.lines:
        for slot in line.tokens:
            if not isinstance(slot, Slot) or slot.name.startswith(LAW):
                continue
            of, _, part = slot.name.partition(".")
            if part:
                for number, entry in enumerate(facts.lists.get(of, ()), 1):
                    yield f"{slot.name} {number}", entry[part]
            elif of in facts.values:
                yield of, facts.values[of]


def text_of(lines: Iterable[Drawn]) -> str:
    """Give lines as a person may change them."""
    said: list[str] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if said:
            close = before is not None and before.mark == line.mark and line.mark in ("1.", "-")
            said.append("\n" if close else "\n\n")
        mark = f"{line.number}. " if line.mark == "1." else f"{line.mark} " if line.mark else ""
        said.append(f"{mark}{line.words}")
    return "".join(said)


def _bound(text: str, facts: Iterable[Fact], numbers: Numbers) -> Iterator[Drawn]:
    """Give a person's words as they stand; where one of the facts stands in them word for word, it is still cited."""
    places: dict[int, Fact] = {}
    for fact in sorted(facts, key=lambda one: -len(one.words)):
        if fact.words and (fact.spans or fact.law or fact.noted):
            found = re.search(rf"(?<!\w){re.escape(fact.words)}(?!\w)", text)
            if found:
                places.setdefault(found.end(), fact)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield Drawn("", tuple(_cut(text, at, end, places, numbers)))
        at = end + 1


def _cut(text: str, start: int, end: int, places: Mapping[int, Fact], numbers: Numbers) -> Iterator[Piece]:
    at = start
    for place in sorted(one for one in places if start < one <= end):
        yield Piece(text[at:place], *numbers.marks(places[place]))
        at = place
    if at < end:
        yield Piece(text[at:end])
