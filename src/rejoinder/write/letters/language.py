"""The language of letter templates: plain text that a person can copy and change, read strictly.

    % a note, which is not printed
    title: Reminder
    subject: My request of {request_date}

    == due [late]                     a passage, here only where it is late
    The last day was {due}.           {a fact of the case}, cited by itself
    [not answered] Nothing came.      a paragraph only where something holds
    1. {missing.what}                 a line that names something of a list stands once for each of it
    == effect asks: How did it affect you?     a passage for the person's own words

`{law:uk-access.art12a}` cites a source of the law by pack and name; `{{` and `}}` are braces. Anything else that is not
known is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rejoinder.errors import UsageError

_HEAD = re.compile(r"([a-z]+):\s*(.*)")
_PASSAGE = re.compile(r"==\s*([a-z][a-z-]*)((?:\s*\[[^\]]*\])*)\s*(?:(asks|needs):\s*(.+))?")
_WHERE = re.compile(r"\s*\[(not )?([a-z_]+)\]\s*")
_MARK = re.compile(r"(?P<mark>\d+\.|-|#)\s+(?=\S)")
_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
HEADS = ("title", "subject")
LAW = "law:"
Mark = Literal["", "1.", "-", "#"]


class Where(NamedTuple):
    """What must hold, or must not, for something to stand in a letter."""

    name: str
    holds: bool


class Slot(NamedTuple):
    """A place for a fact, or for a citation of the law."""

    name: str
    line: int


Token = str | Slot


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or one entry of a list."""

    mark: Mark
    tokens: tuple[Token, ...]
    where: tuple[Where, ...] = ()

    @property
    def each(self) -> str:
        """Give the list for each of which it stands; empty where it stands once."""
        return next((one.name.partition(".")[0] for one in self.tokens if _is_of_list(one)), "")  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a letter that a person can put in their own words."""

    name: str
    lines: tuple[Line, ...]
    where: tuple[Where, ...] = ()
    ask: str = ""
    """What is asked of the person, whose own words it waits for; empty where it is drafted."""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A letter as text with places for facts."""

    name: str
    title: str
    subject: tuple[Token, ...]
    passages: tuple[Passage, ...]


class Known(NamedTuple):
    """What a template may name."""

    facts: Collection[str]
    lists: Mapping[str, Collection[str]]
    holds: Collection[str]
    law: Collection[str]


def template_in(text: str, name: str, known: Known) -> Template:
    """Give the template of a text; UsageError with the line where anything of it is not understood."""
    return _Reading(name, known).read(text)


class _Reading:
    """One reading of a template, which knows its name and what it may speak of."""

    def __init__(self, name: str, known: Known) -> None:
        self.name, self.known = name, known
        self.conditions = {*known.facts, *known.lists, *known.holds}

    def read(self, text: str) -> Template:
        heads: dict[str, tuple[str, int]] = {}
        passages: list[Passage] = []
        begun: tuple[re.Match[str], int] | None = None
        held: list[tuple[int, str]] = []
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("%"):
                continue
            if line.startswith("=="):
                if begun:
                    passages.append(self.passage(*begun, held))
                begun, held = (self.head_of(line, number), number), []
            elif begun:
                held.append((number, line))
            elif line.strip():
                self.note(line, number, heads)
        if begun:
            passages.append(self.passage(*begun, held))
        self.check(heads, passages)
        title, subject = heads["title"][0], heads["subject"]
        return Template(self.name, title, tuple(self.tokens(*subject)), tuple(passages))

    def note(self, line: str, number: int, heads: dict[str, tuple[str, int]]) -> None:
        found = _HEAD.fullmatch(line.strip())
        if found is None or found[1] not in HEADS:
            self.refuse(
                number, "is neither a head nor in a passage", f"Heads are {' and '.join(HEADS)}, each with “:”."
            )
        else:
            heads[found[1]] = (found[2], number)

    def check(self, heads: Mapping[str, object], passages: list[Passage]) -> None:
        for head in HEADS:
            if head not in heads:
                self.refuse(1, f"and those after it tell no {head}", f"Begin the file with {head}: and its words.")
        names = [one.name for one in passages]
        if not names or len(set(names)) < len(names):
            self.refuse(1, "and those after it hold no passage, or two of one name", "Begin each with == and a name.")

    def refuse(self, line: int, what: str, remedy: str) -> None:
        raise UsageError(f"Line {line} of {self.name} {what}.", remedy)

    def head_of(self, line: str, number: int) -> re.Match[str]:
        found = _PASSAGE.fullmatch(line.strip())
        if found is None:
            self.refuse(
                number, "begins no passage that is understood", "Write == name, == name [when] or == name asks: …"
            )
        assert found is not None
        return found

    def passage(self, head: re.Match[str], number: int, held: list[tuple[int, str]]) -> Passage:
        where = tuple(self.wheres(head[2], number))
        lines = tuple(self.line(*one) for one in _paragraphs(held))
        return Passage(head[1], lines, where, head[4] or "", head[3] == "needs")

    def wheres(self, written: str, number: int) -> Iterator[Where]:
        at = 0
        while at < len(written.rstrip()):
            found = _WHERE.match(written, at)
            if found is None:
                self.refuse(
                    number, f"has a condition that is not understood: {written.strip()}", "Write [fact] or [not fact]."
                )
            assert found is not None
            if found[2] not in self.conditions:
                self.unknown(number, found[2], self.conditions)
            yield Where(found[2], not found[1])
            at = found.end()

    def line(self, number: int, text: str) -> Line:
        mark = _MARK.match(text)
        rest = text[mark.end() :] if mark else text
        found = re.match(r"(?:\[[^\]]*\]\s*)*", rest)
        conditions = found[0] if found else ""
        tokens = tuple(self.tokens(rest[len(conditions) :].strip(), number))
        lists = {one.name.partition(".")[0] for one in tokens if _is_of_list(one)}  # type: ignore[union-attr]
        if len(lists) > 1:
            self.refuse(
                number, f"names two lists at once: {' and '.join(sorted(lists))}", "Put each on a line of its own."
            )
        kind: Mark = "" if mark is None else "1." if mark["mark"][0].isdigit() else mark["mark"]  # type: ignore[assignment]
        return Line(kind, tokens, tuple(self.wheres(conditions, number)))

    def tokens(self, text: str, number: int) -> Iterator[Token]:
        at = 0
        for found in _SLOT.finditer(text):
            if found.start() > at:
                yield text[at : found.start()]
            at = found.end()
            if found[0] in ("{{", "}}"):
                yield found[0][0]
            elif found[1] is None:
                self.refuse(number, f"has a single {found[0]}", "Write {{ or }} for a brace that is to be printed.")
            else:
                yield self.slot(found[1].strip(), number)
        if text[at:]:
            yield text[at:]

    def slot(self, name: str, number: int) -> Slot:
        of, _, part = name.partition(".")
        if name.startswith(LAW):
            if name.removeprefix(LAW) not in self.known.law:
                self.unknown(number, name, [f"{LAW}{one}" for one in self.known.law])
        elif part and of in self.known.lists:
            if part not in self.known.lists[of]:
                self.unknown(number, name, [f"{of}.{one}" for one in self.known.lists[of]])
        elif name not in self.known.facts:
            self.unknown(number, name, self.known.facts)
        return Slot(name, number)

    def unknown(self, line: int, name: str, known: Collection[str]) -> None:
        self.refuse(
            line, f"names {name or '(nothing)'}, which is not known", f"Use one of: {', '.join(sorted(known))}."
        )


def _is_of_list(one: Token) -> bool:
    return isinstance(one, Slot) and "." in one.name and not one.name.startswith(LAW)


def _paragraphs(held: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give each paragraph or entry with the number of its first line; lines that go on are joined."""
    begun: list[str] = []
    first = 0
    for number, line in held:
        if begun and (not line.strip() or _MARK.match(line) or line.startswith("[")):
            yield first, " ".join(begun)
            begun = []
        if line.strip():
            first = first if begun else number
            begun.append(line.strip())
    if begun:
        yield first, " ".join(begun)
