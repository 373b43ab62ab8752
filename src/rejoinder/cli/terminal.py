"""What the commands print for people: the ledger first, then rows a person can follow to the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rejoinder.cli.lines import elided, on_one_line, plain
from rejoinder.model import Batch, Finding, Holding, Ledger, Passage, Problem, Shown, Trace, Weighed
from rejoinder.write.schedule import Schedule
from rejoinder.write.words import (
    IDS,
    TRACES,
    absent_in_words,
    besides_in_words,
    counted,
    counted_by_kind,
    date_in_words,
    ledger_in_words,
    name_in_words,
    recognised_in_words,
    sentence,
    trace_in_words,
)

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf


class _Console(Console):
    """The console; a reader that has seen enough ends the command as any other broken pipe does."""

    def on_broken_pipe(self) -> None:
        """Say so to the command line."""
        raise BrokenPipeError


console = _Console(highlight=False, markup=False, emoji=False)
ZONES = {
    "quotation": "dim",
    "attribution": "italic",
    "header block": "italic",
    "forward mark": "italic",
} | dict.fromkeys(("signature", "disclaimer", "list footer"), "dim italic")
"""How each zone of a message is set; its own words stand plain."""
PROOFS = 3
"""Traces of one finding shown; the rest are counted."""
WORDS_SHOWN = 240
WORDS_BESIDE = 110
"""Characters of a trace shown where the absent document's own words follow."""
PROBLEMS = 20
HELD_BACK = "cannot tell yet"
MARGIN = 5
LABEL = 15
_FIXED = (12, 10, 8)
"""How wide a reference, a date and a kind are in a list of documents."""
_TERSE = {**TRACES, "thread-index": "thread index of"}


def print_ledger(ledger: Ledger) -> None:
    """Print what became of everything given."""
    console.print(Text(ledger_in_words(ledger), style="bold"))


def print_received(batch: Batch, ledger: Ledger, problems: Sequence[Problem]) -> None:
    """Print a batch's ledger and its problems."""
    print_ledger(ledger)
    own = " · own archive" if batch.own else ""
    console.print(Text(f"Batch {plain(batch.name)}, received {date_in_words(batch.date)}{own}"))
    print_problems(problems)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print what could not be read, each with its remedy, then how many remarks there are."""
    shown = [problem for problem in problems if not problem.is_remark]
    for problem in shown[:PROBLEMS]:
        said = {"refused": "not read", "partial": "partly", "flag": "not kept"}[problem.weight]
        where = elided(problem.where, console.width - 10)
        console.print(Text.assemble((f"{said:<10}", "yellow"), where, no_wrap=True, overflow="ellipsis"))
        console.print(Padding(Text(plain(f"{problem.what} {problem.remedy}"), style="dim"), (0, 0, 0, 10)))
    if len(shown) > PROBLEMS:
        console.print(Text(f"… and {len(shown) - PROBLEMS:,} more: rejoinder documents CASE --json", style="dim"))
    if flags := len(problems) - len(shown):
        said = counted(flags, "remark", "remarks")
        console.print(Text(f"{said} on files that were read: rejoinder documents CASE --json", style="dim"))


def print_documents(shelf: Shelf, ledger: Ledger) -> None:
    """Print every document on a line as it comes, then every problem."""
    print_ledger(ledger)
    room = console.width - sum(_FIXED) - 2 * (len(_FIXED) + 1)
    author = max(8, min(24, room // 3))
    widths = (*_FIXED, author, max(12, room - author))
    if ledger.documents:
        console.print(_columns(("document", "date", "kind", "from", "subject or path"), widths, "dim"))
    for holding in shelf.documents():
        about = on_one_line(holding.subject, widths[-1]) or elided(holding.path, widths[-1])
        cells = (holding.ref, holding.date[:10], holding.kind, name_in_words(holding.author), about)
        console.print(_columns(cells, widths))
    print_problems([problem for _, problem in shelf.problems()])


def _columns(cells: Sequence[str], widths: Sequence[int], style: str = "") -> Text:
    """Give cells side by side, each as wide on the screen as its column."""
    line = "  ".join(set_cell_size(on_one_line(cell, width), width) for cell, width in zip(cells, widths, strict=True))
    return Text(line.rstrip(), style=style, no_wrap=True, overflow="crop")


def print_document(shown: Shown) -> None:
    """Print a document's text with its traces."""
    holding = shown.holding
    console.print(Text(plain(holding.path), style="bold"))
    console.print(Text(f"{holding.ref} · {plain(holding.kind)} · batch {plain(shown.batch)}", style="dim"))
    if shown.recognised:
        console.print(Text(recognised_in_words(*shown.recognised), style="yellow"))
    console.print()
    console.print(_zoned(shown))
    proofs = [Proof(f"shows {finding}", "", _words(trace, 24, WORDS_SHOWN)) for finding, trace in shown.traces]
    if proofs:
        console.print(_aligned(_rows(proofs), 0))
    print_problems([problem for problem in shown.problems if problem.weight != "flag"])
    for problem in shown.problems:
        if problem.weight == "flag":
            console.print(Text(f"{'noted':<10}{plain(problem.what)}", style="dim"))


def print_around(shown: Shown, around: Sequence[tuple[Holding, str]]) -> None:
    """Print the messages of a conversation round the one asked for, and what its export leaves open."""
    if not around:
        return
    console.print(Text(f"\nIn {plain(shown.holding.subject)}", style="bold"))
    for one, text in around:
        words = on_one_line(text[one.body_start :], max(20, console.width - 50))
        author = set_cell_size(on_one_line(one.author, 22), 22)
        mark, style = (">", "bold") if one.ref == shown.holding.ref else (" ", "")
        line = f"{mark} {one.date[:16].replace('T', ' '):16}  {author}  {words}"
        console.print(Text(line, style=style, no_wrap=True, overflow="ellipsis"))
    for problem in shown.problems:
        if problem.weight == "flag":
            console.print(Text(plain(f"{problem.what} {problem.remedy}".strip()), style="dim"))


def _zoned(shown: Shown) -> Text:
    """Give a document's text, its own words plain and what it quotes or closes with set back."""
    text, at = Text(), 0
    for zone in shown.zones:
        start, end = (max(0, min(place - shown.start, len(shown.text))) for place in (zone.start, zone.end))
        text.append(plain(shown.text[at:start]))
        text.append(plain(shown.text[start:end]), style=ZONES.get(zone.kind, ""))
        at = end
    return text.append(plain(shown.text[at:]))


def print_passages(shelf: Shelf, found: Sequence[Passage]) -> None:
    """Print the passages a search found, the first words that match in bold."""
    for passage in found:
        holding = shelf.find_document(passage.document)
        page = f", page {passage.page}" if passage.page else ""
        path = elided(holding.path if holding else "", console.width - 14 - len(page))
        console.print(Text.assemble(passage.document, "  ", (f"{path}{page}", "dim"), no_wrap=True))
        snippet = Text(plain(passage.snippet))
        if holding and passage.hits:
            exact = shelf.text(holding.number)[passage.start : passage.end]
            snippet.highlight_words([" ".join(plain(exact).split())], "bold")
        console.print(Padding(snippet, (0, 0, 0, 4)))
    if not found:
        console.print("No passage of this case has these words.")


def print_findings(shelf: Shelf, found: Sequence[Weighed]) -> None:
    """Print what is missing, each with the words that show it, and what was decided about findings that have gone."""
    open_ = [(one, one.finding) for one in found if one.finding and one.status != "closed"]
    still = [(one, finding) for one, finding in open_ if one.status != HELD_BACK and not finding.estimate]
    paths = dict(shelf.paths({trace.span.document for _, finding in still for trace in finding.because}))
    kinds = Counter(finding.kind for _, finding in still)
    said = counted_by_kind(kinds)
    ending = "shown to exist and not in this disclosure."
    console.print(f"{sentence(said)} {ending}" if said else "Nothing is shown to be missing.")
    if also := besides_in_words(kinds):
        console.print(also)
    for _, finding in open_:
        if finding.estimate:
            _print_estimate(finding)
    for number, (one, finding) in enumerate(still, 1):
        _print_finding(number, finding, one.status, paths)
    _print_held_back([finding for one, finding in open_ if one.status == HELD_BACK])
    closed = sum(one.status == "closed" and one.finding is not None for one in found)
    if closed:
        said = counted(closed, "finding", "findings")
        console.print(Text(f"\n{said} closed by what came later.", style="dim"))
    for one in found:
        if one.finding is None and one.judgement:
            decided = one.judgement
            because = f" because {plain(decided.because)}" if decided.because else ""
            console.print(
                Text(
                    f"\n{one.id}: you decided “{decided.decision}” on {date_in_words(decided.at[:10])}{because};"
                    " what it was about is no longer found."
                )
            )


def _print_estimate(finding: Finding) -> None:
    """Print how many are missing in all, with the method and what it assumes."""
    console.print(f"How many in all: {finding.absent.described_as}.")
    for words in finding.checked:
        console.print(Padding(Text(words, style="dim"), (0, 0, 0, 4)))


def _print_held_back(held: Sequence[Finding]) -> None:
    """Print how many findings nobody can tell yet, and the files to open first."""
    if not held:
        return
    files = dict.fromkeys((one.where, one.what, one.remedy) for finding in held for one in finding.unless)
    said = counted(len(held), "finding cannot be told yet", "findings cannot be told yet")
    console.print(f"\n{said}, because files that could not be read may explain it. Open these first:")
    for where, what, remedy in list(files)[:PROBLEMS]:
        console.print(Padding(Text(f"{elided(where, console.width - 4)}: {what} {remedy}"), (0, 0, 0, 2)))
    if len(files) > PROBLEMS:
        console.print(f"  and {counted(len(files) - PROBLEMS, 'more', 'more')}")


class Proof(NamedTuple):
    """One trace on the screen: what it does, the document it stands in, its words."""

    how: str
    where: str
    words: str


def _print_finding(number: int, finding: Finding, status: str, paths: Mapping[str, str]) -> None:
    _print_title(number, absent_in_words(finding), f"{finding.id} · {finding.grade} · {status}")
    indent = MARGIN + LABEL + 2
    proofs = [
        Proof(
            _TERSE.get(trace.kind, trace.kind),
            _place(trace.span.document, paths.get(trace.span.document, ""), trace.span.page, indent),
            _words(trace, indent, WORDS_BESIDE if finding.text else WORDS_SHOWN),
        )
        for trace in finding.because
    ]
    rows = list(_rows(proofs[:PROOFS]))
    if more := len(proofs) - PROOFS:
        rows += [("", Text(f"and {counted(more, 'more trace', 'more traces')}", style="dim"))] if more > 0 else []
    if finding.held:
        rows.append(("", Text("It is in your own archive.", style="green")))
    if finding.nearest:
        near = "; ".join(" of ".join(filter(None, (one.path, date_in_words(one.date)))) for one in finding.nearest)
        rows.append(("nearest", Text(on_one_line(near, WORDS_SHOWN), style="dim")))
    if finding.text:
        rows.append(("its words", Text(on_one_line(finding.text, WORDS_SHOWN), style="red")))
    console.print(_aligned(rows))


def _print_title(number: int, title: str, about: str) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=MARGIN - 2)
    table.add_column(ratio=1)
    table.add_row(Text(str(number), style="red"), Text(plain(title), style="bold"))
    table.add_row("", Text(about, style="dim"))
    console.print()
    console.print(table)


def _place(reference: str, path: str, page: int | None, indent: int) -> str:
    """Give where a trace stands: the reference `show` takes, and as much of the path as there is room for."""
    tail = f", page {page}" if page else ""
    return f"{reference}  {elided(path, max(20, console.width - indent - len(reference) - 2 - len(tail)))}{tail}"


def _words(trace: Trace, indent: int, width: int) -> str:
    if trace.kind in IDS:
        return elided(trace.span.exact, max(20, console.width - indent))
    said = on_one_line(trace_in_words(trace), width)
    return f"“{said}”" if said else "nothing is left to read there"


def _rows(proofs: Iterable[Proof]) -> Iterator[tuple[str, Text]]:
    """Give a label and a line for each document and for its words; nothing that the line above says is repeated."""
    above = Proof("", "", "")
    for proof in proofs:
        same = proof.where == above.where
        label = "" if same and proof.how == above.how else proof.how
        if proof.where and not same:
            yield label, Text(proof.where, no_wrap=True, overflow="ellipsis")
            label = ""
        if proof.words != above.words or label:
            yield label, Text(proof.words, style="dim" if not proof.words.startswith("“") else "italic")
        above = proof


def _aligned(rows: Iterable[tuple[str, Text]], margin: int = MARGIN) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=LABEL, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for label, line in rows:
        table.add_row(label, line)
    return Padding(table, (0, 0, 0, margin))


def print_schedule(schedule: Schedule) -> None:
    """Print the schedule: each absent document with the documents that show it."""
    print_ledger(schedule.ledger)
    console.print(Text(sentence(schedule.summary)))
    indent = MARGIN + LABEL + 2
    for row in schedule.rows:
        _print_title(row.number, row.what, f"{row.finding.grade} · {row.status}")
        places = [
            Proof(_TERSE.get(trace.kind, trace.kind), _place(trace.span.document, proof.path, proof.page, indent), "")
            for trace, proof in zip(row.finding.because, row.proofs, strict=True)
        ]
        lines = [line for line in _rows(dict.fromkeys(places)) if line[1].plain]
        if len(lines) > PROOFS:
            more = counted(len(lines) - PROOFS, "more document", "more documents")
            lines[PROOFS:] = [("", Text(f"and {more}", style="dim"))]
        console.print(_aligned(lines))
