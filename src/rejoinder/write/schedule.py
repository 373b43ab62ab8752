"""The schedule (CPR 31.10): the absent documents, each with what is known of it and the words that prove it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations

from rejoinder.case import Case, audited
from rejoinder.errors import UsageError
from rejoinder.model import Finding, Ledger, Status, Weighed
from rejoinder.shelf import Wanted
from rejoinder.write.proofs import Proof, Witnesses, proofs_of, witnesses
from rejoinder.write.words import (
    ENGLISH,
    absent_in_words,
    besides_in_words,
    counted_by_kind,
    date_in_words,
    kind_in_words,
    ledger_in_words,
    name_in_words,
    number_in_words,
    sentence,
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
        return summary_in_words(self)


def schedule_of(case: Case, *, everything: bool, on: str) -> Schedule:
    """Give the schedule of accepted findings, or of all that are not dismissed or closed."""
    (rows,) = rows_of(case, [Wanted(OPEN if everything else ("accepted",))])
    with audited(case) as found:
        left = 0 if everything else found.count()["to check"]
    with case.shelf() as shelf:
        ledger = shelf.ledger()
        batches = tuple(batch.name for batch in shelf.batches() if not batch.own)
    return Schedule(case.subject, case.controller, on, ledger, rows, left, case.journal.head(), batches)


def rows_of(case: Case, wanted: Sequence[Wanted], most: int | None = None) -> Iterator[tuple[Row, ...]]:
    """Give the rows of a schedule of each that is wanted, so many of it at most."""
    with audited(case) as found:
        chosen = [list(found.weighed(one, most)) for one in wanted]
    findings = [one.finding for some in chosen for one in some if one.finding]
    cited = {trace.span.document for one in findings for trace in one.because}
    cited |= {ref for one in findings for ref in one.held}
    with case.shelf() as shelf:
        paths = dict(shelf.paths(cited))
    yield from (tuple(_row(number, one, paths) for number, one in enumerate(some, 1)) for some in chosen)


def summary_in_words(schedule: Schedule, words: NullTranslations = ENGLISH) -> str:
    """Give how many documents of each kind a schedule lists, and how many findings it leaves out."""
    counts = Counter(row.finding.kind for row in schedule.rows)
    said = words.gettext("nothing listed as not in this disclosure.")
    if what := counted_by_kind(counts, words):
        said = words.gettext("{what} not in this disclosure.").format(what=what)
    said = " ".join(filter(None, (said, besides_in_words(counts, words))))
    if not schedule.left:
        return said
    one = "{num} finding is still to be checked and not listed."
    many = "{num} findings are still to be checked and not listed."
    return f"{said} {words.ngettext(one, many, schedule.left).format(num=number_in_words(schedule.left, words))}"


def _row(number: int, weighed: Weighed, paths: dict[str, str]) -> Row:
    finding = weighed.finding
    assert finding is not None
    held = tuple(paths.get(ref, "") for ref in finding.held)
    return Row(number, finding, weighed.status, absent_in_words(finding), proofs_of(finding, paths), held)


def written(schedule: Schedule, ending: str, words: NullTranslations = ENGLISH, *, texts: bool = True) -> bytes:
    """Give the schedule as a file of this ending, in the language of the words, with or without the words rebuilt."""
    if ending == ".csv":
        return _as_csv(schedule, words, texts)
    if ending in (".html", ".htm"):
        return _as_html(schedule, words, texts)
    if ending in (".xlsx", ".docx", ".pdf"):
        from rejoinder.write.schedule_files import as_file

        return as_file(schedule, ending, words, texts=texts)
    what = f"A schedule cannot be written as {ending or 'a file without an ending'}."
    raise UsageError(what, "Use .csv, .xlsx, .html, .docx or .pdf.")


COLUMNS = (
    "number", "kind", "grade", "status", "author", "recipients", "date", "subject", "file name", "message id",
    "described as", "proof", "documents", "own archive", "words rebuilt from quotations", "what was checked", "finding",
)  # fmt: skip
"""Heads of the columns, and context of their translations."""


def _as_csv(schedule: Schedule, words: NullTranslations, texts: bool) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([words.pgettext("column", name) for name in COLUMNS])
    for row in schedule.rows:
        rows.writerow([as_text(cell) for cell in cells(row, words, texts=texts)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def cells(row: Row, words: NullTranslations, *, texts: bool) -> Iterator[str]:
    """Give a row's cells in the order of the columns."""
    absent, finding = row.finding.absent, row.finding
    yield str(row.number)
    yield words.gettext(kind_in_words(finding.kind))
    yield words.pgettext("grade", finding.grade)
    yield words.pgettext("status", row.status)
    yield from (absent.author, "; ".join(absent.recipients), absent.date, absent.subject)
    yield from (absent.file_name, absent.message_id, _said(absent.described_as, words))
    yield "\n".join(f"{_said(p.how, words)} {_place(p, words)}: {p.exact}" for p in row.proofs)
    yield "\n".join(dict.fromkeys(p.path for p in row.proofs))
    yield "\n".join(row.held)
    yield finding.text if texts else ""
    yield " ".join(_said(one, words) for one in finding.checked)
    yield finding.id


def _said(phrase: str, words: NullTranslations) -> str:
    """Give words of ours in the language of the schedule; nothing for nothing."""
    return words.gettext(phrase) if phrase else ""


def _place(proof: Proof, words: NullTranslations) -> str:
    """Give a document's path and the page."""
    return proof.path + (words.gettext(", page {page}").format(page=proof.page) if proof.page else "")


def as_text(cell: str) -> str:
    """Give a cell that every spreadsheet takes for text, readable as it stands."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _as_html(schedule: Schedule, words: NullTranslations, texts: bool) -> bytes:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rejoinder.write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["day"] = partial(date_in_words, words=words)
    environment.filters["number"] = partial(number_in_words, words=words)
    environment.filters["said"] = partial(_said, words=words)  # what it gives is escaped, unlike what _() gives
    environment.filters["absent"] = partial(absent_in_words, words=words)
    environment.filters["place"] = partial(_place, words=words)
    environment.filters["sentence"] = sentence
    environment.filters["name"] = name_in_words
    page = environment.get_template("schedule.html").render(
        schedule=schedule,
        summary=summary_in_words(schedule, words),
        ledger=ledger_in_words(schedule.ledger, words),
        kind=kind_in_words,
        texts=texts,
    )
    return page.encode("utf-8", "replace")
