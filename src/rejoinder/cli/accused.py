"""What the command for allegations prints for people: the list, and one with its quotations and candidates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from rejoinder.allege.attributed import YOU
from rejoinder.case.weighing import Found, Quoted, Weighing
from rejoinder.cli.lines import elided, on_one_line, plain
from rejoinder.cli.quoted import print_checked
from rejoinder.cli.terminal import console
from rejoinder.write.accused import NOTES, SIDES, SOURCES, STATES, VERDICTS, searched_in_words
from rejoinder.write.words import counted, date_in_words

SHOWN = 10
"""Candidates of one allegation that are printed."""


def by_model(name: str) -> str:
    """Give the words that say that a model pointed at something."""
    return f"Proposed by a model ({plain(name)})"


def print_all(some: Sequence[Weighing], case: Path) -> None:
    """Print the list of allegations, each with where it stands."""
    if not some:
        console.print(f"No letter was read for allegations yet. Name one: rejoinder allegations {case} letter DOCUMENT")
        return
    for one in some:
        told = one.allegation
        console.print(Text.assemble((plain(told.label) or "·", "bold"), " ", on_one_line(told.words, 400)))
        sides = ", ".join(f"{len(one.on(side))} {SIDES[side].lower()}" for side in ("for", "against", "context"))
        verdicts = "; ".join(map(_verdict, one.quotations))
        lines = [
            f"{told.id} · {STATES[one.state]} · {sides} · {counted(len(one.candidates), 'candidate', 'candidates')}"
        ]
        lines += [f"quoted words: {verdicts}"] if verdicts else []
        lines += [NOTES[note.kind] for note in one.notes]
        lines += [by_model(told.proposed_by)] if told.proposed_by else []
        for line in lines:
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4)))
    if any(one.state == "proposed" for one in some):
        console.print(f"\nConfirm what is said: rejoinder allegations {case} confirm")


def print_one(one: Weighing) -> None:
    """Print one allegation."""
    told = one.allegation
    console.print(Text(f"{plain(told.label)} {on_one_line(told.words, 2000)}".strip(), style="bold"))
    console.print(f"{told.id} · {STATES[one.state]}")
    if told.proposed_by:
        console.print(Text(by_model(told.proposed_by)))
    if told.reworded:
        for span in told.spans:
            console.print(Text(f"In the letter: {on_one_line(span.exact, 2000)}"))
    for part in told.particulars:
        console.print(Padding(Text(f"{plain(part.label)} {on_one_line(part.span.exact, 600)}".strip()), (0, 0, 0, 4)))
    for rests in told.sources:
        console.print(Text(f"It cites {SOURCES[rests.kind]}: {on_one_line(rests.span.exact, 200)}"))
    for quoted in one.quotations:
        _print_quoted(quoted)
    for note in one.notes:
        findings = f" ({', '.join(note.findings)})" if note.findings else ""
        console.print(Text(f"Note: {NOTES[note.kind]}{findings}"))
    for side in ("for", "against", "context"):
        _print_found(SIDES[side], one.on(side))
    _print_found("Candidates", one.candidates[:SHOWN])
    if len(one.candidates) > SHOWN:
        console.print(f"And {counted(len(one.candidates) - SHOWN, 'more', 'more')}: --json lists all.")
    _print_found("Proposed by a model, to be read and placed by you", one.suggested)
    console.print(Padding(Text(" ".join(searched_in_words(one.search, one.unread)), style="dim"), (1, 0, 0, 0)))


def _verdict(quoted: Quoted) -> str:
    """Give what quoted words are to their source, who wrote it, and whether it was changed since."""
    by = f", by {plain(quoted.best.holding.author)}" if quoted.best and quoted.best.holding.author else ""
    since = ", changed since" if quoted.best and quoted.best.became else ""
    return f"{VERDICTS[quoted.verdict].lower()}{by}{since}"


def _print_quoted(quoted: Quoted) -> None:
    console.print(Padding(Text("Quoted words, checked", style="bold"), (1, 0, 0, 0)))
    if quoted.named and quoted.best and quoted.best.holding.author:
        named = "says it is yours" if quoted.named == YOU else f"names {plain(quoted.named)}"
        another = "Another author: the" if quoted.by_another else "The"
        console.print(Text(f"{another} letter {named}; the source names {plain(quoted.best.holding.author)}."))
    print_checked(quoted.checked)


def _print_found(title: str, some: Sequence[Found]) -> None:
    if some:
        console.print(Padding(Text(title, style="bold"), (1, 0, 0, 0)))
    for found in some:
        where = elided(found.holding.path, 60) if found.holding else "no longer in the case"
        when = f", {date_in_words(found.holding.date)}" if found.holding and found.holding.date else ""
        own = ", your own archive" if found.own else ""
        own += (
            f", {by_model(found.proposed_by)[0].lower()}{by_model(found.proposed_by)[1:]}" if found.proposed_by else ""
        )
        console.print(
            Text(f"{found.span.document}:{found.span.start}-{found.span.end}  {where}{when}{own}", style="dim")
        )
        console.print(Padding(Text(on_one_line(found.span.exact, 300)), (0, 0, 0, 4)))
