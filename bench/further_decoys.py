"""Further papers that look like mail and are none: what has senders, receivers, moments and titles besides mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.decoy_desk import Desk
from bench.layout_placements import Look, Placement, against_values, beside, in_column
from bench.paper import Layout, right
from bench.printers import BOLD, SANS, months

PLACEMENTS: tuple[Placement, ...] = (beside, in_column, against_values)


def _set(desk: Desk, layout: Layout, rows: Sequence[tuple[str, str]], heading: str = "", after: int = 0) -> None:
    """Set fields in one of several ways, with or without colons, perhaps with a heading among them."""
    placement, sign = desk.chance.choice(PLACEMENTS), desk.chance.choice((":", ""))
    look = Look(10, desk.chance.choice((BOLD, SANS)), SANS, desk.chance.choice((6, 14, 30)), True)
    named = [("other", f"{name}{sign}", value) for name, value in rows]
    if heading and after:
        placement(layout, look, named[:after])
        layout.line(layout.left, heading, BOLD, 14)
        placement(layout, look, named[after:])
    else:
        if heading:
            layout.line(layout.left, heading, BOLD, 15)
            layout.gap(6)
        placement(layout, look, named)
    layout.gap(14)


def _when(desk: Desk) -> str:
    now = desk.moment()
    return f"{months(now)} {now:%H:%M}"


def _place(desk: Desk) -> str:
    return f"{desk.name().split()[1]} {desk.chance.choice(('Parva', 'Magna', 'Bottom', 'Green'))}"


def journey(desk: Desk, layout: Layout) -> None:
    """Set tickets for journeys: from, to, when, and what kind in large letters."""
    for number in range(desk.chance.randint(1, 3)):
        if number:
            layout.turn()
        rows = [("From", _place(desk)), ("To", _place(desk)), ("Date", _when(desk)), ("Class", "Standard")]
        if desk.chance.random() < 0.5:
            rows[1], rows[2] = rows[2], rows[1]
        _set(desk, layout, rows, "Off-peak return", desk.chance.choice((0, 2)))
        desk.prose(layout, 2)


def parcel(desk: Desk, layout: Layout) -> None:
    """Set proofs that parcels were delivered: sender, recipient, when, what."""
    for number in range(desk.chance.randint(1, 3)):
        if number:
            layout.turn()
        rows = [("Sender", desk.name()), ("Recipient", desk.name()), ("Date sent", _when(desk)), ("Title", desk.what())]
        _set(desk, layout, rows, desk.chance.choice(("", "Proof of delivery")))
        desk.prose(layout, 1)


def properties(desk: Desk, layout: Layout) -> None:
    """Set what a program says of a document: author, date, title."""
    rows = [("Author", desk.name()), (desk.chance.choice(("Date", "Created")), _when(desk)), ("Title", desk.what())]
    _set(desk, layout, [*rows, ("Pages", str(desk.chance.randint(1, 40)))], desk.chance.choice(("", "Properties")))
    desk.prose(layout, 4)


def form(desk: Desk, layout: Layout) -> None:
    """Set what somebody filled in on a web page: name, address, when, about what."""
    name = desk.person()
    rows = [("Name", name.partition(" <")[0]), ("Email", name.partition("<")[2].strip(">"))]
    rows += desk.chance.choice(([("Created", _when(desk)), ("Title", "Clerk")],
                                [("Date", _when(desk)), ("Subject", desk.what())]))  # fmt: skip
    _set(desk, layout, rows, desk.chance.choice(("", "Web form")))
    desk.prose(layout, 2)


def approval(desk: Desk, layout: Layout) -> None:
    """Set reports and approvals: by whom, for whom, when, about what."""
    by = desk.name() + desk.chance.choice(("", "/HUT/RUFFORD"))
    for_ = desk.chance.choice((desk.name(), "Purchase"))
    _set(desk, layout, [("By", by), ("For", for_), (desk.chance.choice(("When", "Date")), _when(desk)),
                        ("About", desk.what())], "Approved")  # fmt: skip
    desk.prose(layout, 3)


def article(desk: Desk, layout: Layout) -> None:
    """Set an article: its title, who wrote it when, whom it is for."""
    title, told = desk.what(), desk.chance.choice(("To the members of the hut", f"for {desk.name()}"))
    if desk.chance.random() < 0.5:
        layout.line(layout.left, title, BOLD, 18)
        layout.line(layout.left, f"{desk.person()} \u2022 {_when(desk)}", SANS, 9)
    else:
        layout.line(layout.left, f"By {desk.person()}", SANS, 9)
        layout.line(layout.left, _when(desk), SANS, 9)
        layout.line(layout.left, title, BOLD, 18)
    layout.line(layout.left, told, SANS, 10)
    layout.gap(8)
    desk.prose(layout, 5)


def cards(desk: Desk, layout: Layout) -> None:
    """Set the list of an inbox as a telephone does: author and moment, the subject in larger letters, to whom."""
    for _ in range(desk.chance.randint(2, 8)):
        layout.line(layout.left, desk.person(), BOLD, 10)
        right(layout.leaf, layout.edge, layout.at - 2.5, _when(desk), SANS, 9)
        layout.line(layout.left, desk.chance.choice(("", "Re: ")) + desk.what(), BOLD, 12)
        layout.line(layout.left, desk.chance.choice(("to me", f"to me, {desk.name()}")), SANS, 9)
        layout.gap(6)


FURTHER_DECOYS: tuple[Callable[[Desk, Layout], None], ...] = (
    journey, parcel, properties, form, approval, article, cards,
)  # fmt: skip
