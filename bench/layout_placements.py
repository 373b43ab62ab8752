"""Where a print of mail puts the fields of a message on the page: beside, below, in columns, or named nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench.paper import Layout, right, width_of
from bench.printers import BOLD, SANS, named

Rows = Sequence[tuple[str, str, str]]
"""Role, what it is called with its separator, and value."""
CARDED = ("from", "date")


class Look(NamedTuple):
    """The letters of one layout."""

    size: float
    label: str
    value: str
    gap: float
    """Between columns."""
    to_named: bool
    """Whether people who received it are named as such where the author is not."""


Placement = Callable[[Layout, Look, Rows], None]


def value_of(rows: Rows, role: str) -> str:
    """Give the value of a role."""
    return next((value for one, _, value in rows if one == role), "")


def beside(layout: Layout, look: Look, rows: Rows) -> None:
    """Set each value directly behind its name."""
    named(layout, [row[1:] for row in rows], look.size, look.label, look.value)


def _column(look: Look, rows: Rows) -> float:
    return max(width_of(name, look.label, look.size) for _, name, _ in rows) + look.gap


def in_column(layout: Layout, look: Look, rows: Rows) -> None:
    """Set names in one column and values in another."""
    _set(layout, look, rows, lambda _: 0.0)


def _set(layout: Layout, look: Look, rows: Rows, ahead: Callable[[str], float]) -> None:
    column = _column(look, rows)
    for _, name, value in rows:
        layout.room(look.size * 1.3)
        layout.put(layout.left + ahead(name), layout.at + look.size * 0.95, name, look.label, look.size)
        layout.paragraph(layout.left + column, value, look.value, look.size)
        layout.gap(1)


def against_values(layout: Layout, look: Look, rows: Rows) -> None:
    """Set names against their values, which stand in a column."""
    column = _column(look, rows)
    _set(layout, look, rows, lambda name: column - min(look.gap, 6) - width_of(name, look.label, look.size))


def above_values(layout: Layout, look: Look, rows: Rows) -> None:
    """Set each name in small letters on a line of its own, its value below."""
    for _, name, value in rows:
        layout.room(look.size * 2.6)
        layout.line(layout.left, name, look.label, look.size - 1.5)
        layout.paragraph(layout.left, value, look.value, look.size)
        layout.gap(3)


def _cells(layout: Layout, look: Look, rows: Rows, lefts: Sequence[float], *, above: bool) -> None:
    """Set fields side by side, names before values or above them."""
    top = low = layout.at
    for (_, name, value), left, end in zip(rows, lefts, [*lefts[1:], layout.edge + 8], strict=False):
        layout.at = top
        layout.put(left, layout.at + look.size * 0.95, name, look.label, look.size)
        if above:
            layout.gap(look.size * 1.25)
        start = left if above else left + width_of(name, look.label, look.size) + look.gap / 2
        layout.paragraph(start, value, look.value, look.size, until=end - 8)
        low = max(low, layout.at)
    layout.at = low + 3


def in_pairs(layout: Layout, look: Look, rows: Rows) -> None:
    """Set two fields to a line."""
    _in_pairs(layout, look, rows, above=False)


def in_pairs_above(layout: Layout, look: Look, rows: Rows) -> None:
    """Set two fields side by side, names above values."""
    _in_pairs(layout, look, rows, above=True)


def _in_pairs(layout: Layout, look: Look, rows: Rows, *, above: bool) -> None:
    lefts = (layout.left, layout.left + (layout.edge - layout.left) / 2)
    for at in range(0, len(rows), 2):
        layout.room(60)
        _cells(layout, look, rows[at : at + 2], lefts, above=above)


def in_header_row(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the names in one row, as over a table, the values below them; people and subject have the room."""
    wide = {"from": 3, "to": 3, "cc": 3, "subject": 3}
    parts = [wide.get(role, 2) for role, _, _ in rows]
    width = (layout.edge - layout.left) / sum(parts)
    lefts = [layout.left + width * sum(parts[:at]) for at in range(len(parts))]
    layout.room(100)
    small = look._replace(size=min(look.size, 8))
    _cells(layout, small, rows, lefts, above=True)


def in_threes_above(layout: Layout, look: Look, rows: Rows) -> None:
    """Set three short fields side by side, names above values, and the lists below."""
    short = [row for row in rows if row[0] not in ("to", "cc", "attachments")]
    small = look._replace(size=min(look.size, 9))
    for at in range(0, len(short), 3):
        layout.room(60)
        width = (layout.edge - layout.left) / 3
        _cells(layout, small, short[at : at + 3], [layout.left + width * number for number in range(3)], above=True)
    in_column(layout, small, [row for row in rows if row not in short])


def dashed(layout: Layout, look: Look, rows: Rows) -> None:
    """Set when and who in one line with a dash between, who received it below."""
    layout.room(60)
    layout.paragraph(layout.left, f"{value_of(rows, 'date')} - {value_of(rows, 'from')}", BOLD, look.size)
    _others(layout, look, rows)


def receivers_first(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the author, who received it, and below them when."""
    layout.room(60)
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    _others(layout, look, rows)
    layout.line(layout.left, value_of(rows, "date"), SANS, look.size - 1)


def in_a_strip(layout: Layout, look: Look, rows: Rows) -> None:
    """Set author and date in one line with a stroke between, the others below."""
    first = [row for row in rows if row[0] in CARDED]
    layout.paragraph(layout.left, " | ".join(f"{name} {value}" for _, name, value in first), look.value, look.size)
    beside(layout, look, [row for row in rows if row[0] not in CARDED])


def _others(layout: Layout, look: Look, rows: Rows) -> None:
    small = look._replace(size=look.size - 1, label=SANS)
    beside(layout, small, [row for row in rows if row[0] not in (*CARDED, "subject")])


def date_at_right(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the author in bold letters, when at the right in the same line, who received it below."""
    layout.room(60)
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    right(layout.leaf, layout.edge, layout.at - look.size * 0.25, value_of(rows, "date"), SANS, look.size - 1)
    _others(layout, look, rows)


def author_over_date(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the author, below it when, below that who received it."""
    layout.room(60)
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    layout.line(layout.left, value_of(rows, "date"), SANS, look.size - 1)
    _others(layout, look, rows)


def date_over_author(layout: Layout, look: Look, rows: Rows) -> None:
    """Set when it was sent first, below it the author, below that who received it."""
    layout.room(60)
    layout.line(layout.left, value_of(rows, "date"), SANS, look.size - 1)
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    _others(layout, look, rows)


def beside_initials(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the author's initials as a picture at the left, author, receivers and date below each other beside it."""
    layout.room(60)
    initials = "".join(word[0] for word in value_of(rows, "from").split()[:2] if word[0].isalpha()).upper()
    layout.put(layout.left, layout.at + 18, initials, BOLD, 14)
    left = layout.left
    layout.left += 34
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    _others(layout, look, rows)
    layout.line(layout.left, value_of(rows, "date"), SANS, look.size - 1)
    layout.left = left


def date_last(layout: Layout, look: Look, rows: Rows) -> None:
    """Set the author, who received it, and below them when at the right edge."""
    layout.room(60)
    layout.line(layout.left, value_of(rows, "from"), BOLD, look.size)
    _others(layout, look, rows)
    layout.line(layout.left, " ", SANS, look.size)
    right(layout.leaf, layout.edge, layout.at - look.size * 0.25, value_of(rows, "date"), SANS, look.size - 1)


def dotted(layout: Layout, look: Look, rows: Rows) -> None:
    """Set author and date in one line with a dot between, who received it below."""
    layout.room(60)
    layout.paragraph(layout.left, f"{value_of(rows, 'from')} · {value_of(rows, 'date')}", SANS, look.size)
    _others(layout, look, rows)


NAMED_ALL: dict[str, tuple[Placement, ...]] = {
    "dev": (beside, in_column, against_values, in_pairs, above_values, in_threes_above),
    "test": (beside, in_column, in_pairs_above, in_header_row, in_a_strip, against_values, above_values),
}
CARDS: dict[str, tuple[Placement, ...]] = {
    "dev": (date_at_right, author_over_date, dashed, receivers_first),
    "test": (date_over_author, beside_initials, date_last, dotted),
}
