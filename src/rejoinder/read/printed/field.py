"""One field of the headers of a message on a page, and what its name and its value show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as kept

from rejoinder.read.printed.kinds import DAY, MOMENT, NAMES, PEOPLE, WORDS, kind_of
from rejoinder.read.printed.labels import Label, label_of
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import ANSWERS
from rejoinder.read.printed.rows import Cell, part

LEVEL = 3.0
"""Points by which what stands in one column may differ."""
WRAPPED = 0.9
"""Times a row's height that may be left between two lines of one value."""
LISTS = ("to", "cc", "bcc")


@dataclass(slots=True)
class Field:
    """One field: its name, if any, and its value, each a part of a line."""

    label: Label | None
    head: Cell | None
    """Where the name stands."""
    values: list[Cell]
    above: bool = False
    """Whether the name stands above the value."""
    beside: bool = False
    """Whether it stands at the right of another that is named nowhere."""
    role: str = ""
    called: str = ""
    _kind: str = kept(default="", repr=False)

    @property
    def text(self) -> str:
        """Give its value in one line."""
        return " ".join(cell.line.text.strip() for cell in self.values)

    @property
    def kind(self) -> str:
        """Give what its value reads as."""
        if not self._kind:
            self._kind = kind_of(self.text)
        return self._kind

    @property
    def columns(self) -> tuple[float, ...]:
        """Where a further line of its value may begin."""
        return tuple(cell.line.left for cell in self.values) or ((self.head.line.left,) if self.head else ())

    def add(self, cell: Cell) -> None:
        """Let its value go on."""
        self.values.append(cell)
        self._kind = ""


@dataclass(slots=True)
class Block:
    """Fields below each other: the rows from start to before end."""

    start: int
    end: int
    fields: list[Field]

    def with_role(self, *roles: str) -> list[Field]:
        """Give the fields of some roles."""
        return [one for one in self.fields if one.role in roles]


def has(fields: Sequence[Field], role: str) -> bool:
    """Say whether a field of a role is among them."""
    return any(one.role == role for one in fields)


def may_be(role: str, kind: str) -> bool:
    """Say whether a value of a kind may be that of a role for certain."""
    if role == "date":
        return kind in (MOMENT, DAY)
    return kind in (PEOPLE, NAMES) if role in ("from", *LISTS) else True


def fits(one: Field) -> bool:
    """Say whether a value may be that of its role."""
    return may_be(one.role, one.kind) or (one.role in ("from", *LISTS) and one.kind == WORDS)


def rest_of(cell: Cell, end: int) -> Cell | None:
    """Give what stands behind the name in its cell."""
    text = cell.line.text
    start = end + len(text[end:]) - len(text[end:].lstrip())
    return Cell(cell.place, part(cell.line, start, len(text))) if start < len(text.rstrip()) else None


def share_edge(one: Line, other: Line) -> bool:
    """Say whether two names stand against one edge, left or right."""
    return abs(one.left - other.left) < LEVEL or abs(one.right - other.right) < LEVEL


def begins_field(cell: Cell) -> bool:
    """Say whether a cell is, or begins with, the name of a field, and is no value such as `Re: The hose`."""
    label = label_of(cell.line)
    if label is None or not label.firm:
        return False
    return bool(label.role and label.text not in ANSWERS) or (label.signed and rest_of(cell, label.end) is None)


def whole_label(cell: Cell) -> Label | None:
    """Give the name that a cell is, with nothing behind it."""
    named = label_of(cell.line)
    whole = named is not None and named.end >= len(cell.line.text.rstrip()) and (named.firm or bool(named.role))
    return named if whole else None
