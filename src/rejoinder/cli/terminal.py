"""What the commands print for people: the ledger first, then rows a person can follow to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rejoinder.model import Batch, Holding, Ledger, Passage, Problem, Shown, Weighed
from rejoinder.write.schedule import Schedule
from rejoinder.write.words import (
    TRACES,
    absent_in_words,
    counted,
    date_in_words,
    kind_in_words,
    ledger_in_words,
    trace_in_words,
)

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

console = Console(highlight=False, soft_wrap=False)
PROOFS = 3
"""Traces of one finding shown; the rest are counted."""
WORDS_SHOWN = 240


def print_ledger(ledger: Ledger) -> None:
    """Print what became of everything given."""
    console.print(Text(ledger_in_words(ledger), style="bold"))


def print_received(batch: Batch, ledger: Ledger, problems: Sequence[Problem]) -> None:
    """Print a batch's ledger and its problems."""
    print_ledger(ledger)
    console.print(f"Batch {batch.name}, received {date_in_words(batch.date)}{' · own archive' if batch.own else ''}")
    print_problems(problems)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print what could not be read, each with its remedy, then how many remarks there are."""
    unread = [problem for problem in problems if problem.weight != "flag"]
    for problem in unread[:20]:
        console.print(
            Text.assemble(("not read  " if problem.weight == "refused" else "partly    ", "yellow"), problem.where)
        )
        console.print(Padding(Text(f"{problem.what} {problem.remedy}", style="dim"), (0, 0, 0, 10)))
    if len(unread) > 20:
        console.print(Text(f"… and {len(unread) - 20:,} more: rejoinder documents CASE --json", style="dim"))
    flags = len(problems) - len(unread)
    if flags:
        console.print(
            Text(
                f"{counted(flags, 'remark', 'remarks')} on files that were read: documents --json",
                style="dim",
            )
        )


def print_documents(shelf: Shelf, ledger: Ledger) -> None:
    """Print every document on a line, then every problem."""
    print_ledger(ledger)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, options in (
        ("document", {"no_wrap": True}),
        ("date", {"no_wrap": True}),
        ("kind", {"no_wrap": True}),
        ("from", {}),
        ("subject or path", {}),
    ):
        table.add_column(name, **options, overflow="fold" if name == "subject or path" else "ellipsis")  # type: ignore[arg-type]
    for holding in shelf.documents():
        table.add_row(*(Text(cell) for cell in _cells(holding)))
    console.print(table)
    print_problems([problem for _, problem in shelf.problems()])


def _cells(holding: Holding) -> tuple[str, ...]:
    return (holding.ref, holding.date[:10], holding.kind, holding.author, holding.subject or holding.path)


def print_document(shown: Shown) -> None:
    """Print a document's text with its traces."""
    holding = shown.holding
    console.print(Text(f"{holding.path}  ({holding.ref}, {holding.kind}, batch {shown.batch})", style="bold"))
    console.print(Text(shown.text))
    for finding, trace in shown.traces:
        console.print(
            Text.assemble((f"shows {finding}  ", "red"), f"{trace.kind}: {trace_in_words(trace)[:WORDS_SHOWN]}")
        )
    print_problems(shown.problems)


def print_passages(shelf: Shelf, found: Sequence[Passage]) -> None:
    """Print the passages a search found."""
    for passage in found:
        holding = shelf.find_document(passage.document)
        where = f"{holding.path if holding else ''}{f', page {passage.page}' if passage.page else ''}"
        console.print(Text.assemble((passage.document, "bold"), "  ", (where, "dim")))
        console.print(Padding(Text(passage.snippet), (0, 0, 0, 4)))
    if not found:
        console.print("No passage of this case has these words.")


def print_findings(shelf: Shelf, found: Sequence[Weighed]) -> None:
    """Print what is missing, each with the words that show it."""
    paths = dict(shelf.paths({t.span.document for one in found if one.finding for t in one.finding.because}))
    open_ones = [one for one in found if one.finding and one.status != "closed"]
    kinds: dict[str, int] = {}
    for one in open_ones:
        assert one.finding is not None
        kinds[one.finding.kind] = kinds.get(one.finding.kind, 0) + 1
    said = " and ".join(counted(n, kind_in_words(kind), kind_in_words(kind, 2)) for kind, n in kinds.items())
    console.print(
        f"{said[:1].upper()}{said[1:]} shown to exist and not in this disclosure."
        if said
        else "Nothing is shown to be missing."
    )
    for number, one in enumerate(open_ones, 1):
        _print_finding(number, one, paths)
    closed = [one for one in found if one.status == "closed"]
    if closed:
        console.print(Text(f"{counted(len(closed), 'finding', 'findings')} closed by what came later.", style="dim"))


def _print_finding(number: int, weighed: Weighed, paths: Mapping[str, str]) -> None:
    finding = weighed.finding
    assert finding is not None
    console.print()
    console.print(Text.assemble((f"{number:>3}  ", "red"), (absent_in_words(finding), "bold")))
    about = f"{finding.id} · {finding.grade} · {weighed.status}"
    console.print(Padding(Text(about, style="dim"), (0, 0, 0, 5)))
    for trace in islice(finding.because, PROOFS):
        page = f", page {trace.span.page}" if trace.span.page else ""
        where = f"{TRACES.get(trace.kind, trace.kind)} {paths.get(trace.span.document, '')}{page}: "
        words = trace_in_words(trace)[:WORDS_SHOWN]
        console.print(Padding(Text.assemble(where, (f"“{words}”", "italic")), (0, 0, 0, 5)))
    more = len(finding.because) - PROOFS
    if more > 0:
        console.print(Padding(Text(f"and {counted(more, 'more trace', 'more traces')}", style="dim"), (0, 0, 0, 5)))
    if finding.held:
        console.print(Padding(Text("It is in your own archive.", style="green"), (0, 0, 0, 5)))
    if finding.text:
        words = " ".join(finding.text.split())
        cut = "…" if len(words) > WORDS_SHOWN else ""
        console.print(
            Padding(Text.assemble("its words: ", (f"{words[:WORDS_SHOWN]}{cut}", "italic red")), (0, 0, 0, 5))
        )


def print_schedule(schedule: Schedule) -> None:
    """Print the schedule as a table."""
    print_ledger(schedule.ledger)
    console.print(schedule.summary[:1].upper() + schedule.summary[1:])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("no.", "what is not in this disclosure", "shown by"):
        table.add_column(name, overflow="fold")
    for row in schedule.rows:
        proofs = "\n".join(f"{p.how} {p.path}{f', page {p.page}' if p.page else ''}" for p in row.proofs[:PROOFS])
        more = f"\nand {len(row.proofs) - PROOFS} more" if len(row.proofs) > PROOFS else ""
        table.add_row(Text(str(row.number)), Text(row.what), Text(proofs + more))
    console.print(table)
