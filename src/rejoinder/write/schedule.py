"""The schedule (CPR 31.10): the absent documents, each with what is known of it and the words that prove it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from rejoinder.case import Case, audited
from rejoinder.errors import UsageError
from rejoinder.model import Finding, Ledger, Status, Weighed
from rejoinder.shelf import Wanted
from rejoinder.write.proofs import Proof, Witnesses, proofs_of, witnesses
from rejoinder.write.words import (
    absent_in_words,
    counted,
    counted_by_kind,
    date_in_words,
    kind_in_words,
    ledger_in_words,
    sentence,
    silences_in_words,
)

OPEN: tuple[Status, ...] = ("accepted", "to check", "unsure")
"""Statuses of findings that nobody has set aside."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """One absent document of the schedule."""

    number: int
    finding: Finding
    status: str
    what: str
    proofs: tuple[Proof, ...]
    held: tuple[str, ...]
    """Paths of documents of the subject's own archive that are it."""

    @property
    def witnesses(self) -> tuple[Witnesses, ...]:
        """Give each wording once, in the order cited, with every document in which it stands."""
        return witnesses(proof._replace(start=0, end=0) for proof in self.proofs)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The list of absent documents of one case on one day."""

    subject: str
    controller: str
    on: str
    ledger: Ledger
    rows: tuple[Row, ...]
    left: int
    """Findings that are left out because nobody has accepted them."""
    journal_head: str
    batches: tuple[str, ...]

    @property
    def summary(self) -> str:
        """Give how many of each kind it lists."""
        counts = Counter(row.finding.kind for row in self.rows)
        said, silent = counted_by_kind(counts), silences_in_words(counts)
        left = (
            f" {counted(self.left, 'finding is', 'findings are')} still to be checked and not listed."
            if self.left
            else ""
        )
        return f"{said or 'nothing listed as'} not in this disclosure.{f' {silent}' if silent else ''}{left}"


def schedule_of(case: Case, *, everything: bool, on: str) -> Schedule:
    """Give the schedule of accepted findings, or of all that are not dismissed or closed."""
    wanted = Wanted(statuses=OPEN if everything else ("accepted",))
    with audited(case) as found:
        counts, chosen = found.count(), list(found.weighed(wanted))
    with case.shelf() as shelf:
        cited = {t.span.document for one in chosen if one.finding for t in one.finding.because}
        cited |= {ref for one in chosen if one.finding for ref in one.finding.held}
        paths = {ref: path for ref, path in shelf.paths(cited)}
        ledger = shelf.ledger()
        batches = tuple(batch.name for batch in shelf.batches() if not batch.own)
    rows = tuple(_row(number, one, paths) for number, one in enumerate(chosen, 1))
    left = 0 if everything else counts["to check"]
    return Schedule(case.subject, case.controller, on, ledger, rows, left, case.journal.head(), batches)


def _row(number: int, weighed: Weighed, paths: dict[str, str]) -> Row:
    finding = weighed.finding
    assert finding is not None
    held = tuple(paths.get(ref, "") for ref in finding.held)
    return Row(number, finding, weighed.status, absent_in_words(finding), proofs_of(finding, paths), held)


def written(schedule: Schedule, ending: str) -> bytes:
    """Give the schedule as a file of this ending: .csv or .html."""
    if ending == ".csv":
        return _as_csv(schedule)
    if ending in (".html", ".htm"):
        return _as_html(schedule)
    raise UsageError(f"A schedule cannot be written as {ending or 'a file without an ending'}.", "Use .csv or .html.")


_COLUMNS = (
    "number", "kind", "grade", "status", "author", "recipients", "date", "subject", "file name", "message id",
    "described as", "proof", "documents", "own archive", "words rebuilt from quotations", "what was checked", "finding",
)  # fmt: skip


def _as_csv(schedule: Schedule) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for row in schedule.rows:
        absent = row.finding.absent
        proof = "\n".join(f"{p.how} {p.path}{f', page {p.page}' if p.page else ''}: {p.exact}" for p in row.proofs)
        cells = (
            str(row.number),
            kind_in_words(row.finding.kind),
            row.finding.grade,
            row.status,
            absent.author,
            "; ".join(absent.recipients),
            absent.date,
            absent.subject,
            absent.file_name,
            absent.message_id,
            absent.described_as,
            proof,
            "\n".join(dict.fromkeys(p.path for p in row.proofs)),
            "\n".join(row.held),
            row.finding.text,
            " ".join(row.finding.checked),
            row.finding.id,
        )
        rows.writerow([as_text(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def as_text(cell: str) -> str:
    """Give a cell that every spreadsheet takes for text, readable as it stands."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _as_html(schedule: Schedule) -> bytes:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rejoinder.write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = date_in_words
    environment.filters["sentence"] = sentence
    page = environment.get_template("schedule.html").render(
        schedule=schedule, ledger=ledger_in_words(schedule.ledger), kind=kind_in_words
    )
    return page.encode("utf-8", "replace")
