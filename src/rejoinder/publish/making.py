"""Safe copies made, checked and handed over: none that does not check, with the record of what is hidden and why."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from rejoinder.case import Case, Told, may_stand, write_out
from rejoinder.case.receiving import silent
from rejoinder.errors import UsageError
from rejoinder.model import Holding
from rejoinder.publish import acts
from rejoinder.publish.checked import Fault, faults, in_words
from rejoinder.publish.copying import Copy, Row, safe_copy
from rejoinder.publish.proposed import ENGLISH, Group, Plan, plan_of
from rejoinder.read.ocr.found import Engines

MAKING, CHECKING = "Making safe copies", "Reading them back"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every member of a ZIP: that of its making would tell one run from another."""
COLUMNS = ("document", "page", "label", "kind", "reason", "places")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Made:
    """What was handed over."""

    copies: tuple[Copy, ...]
    stays: tuple[Group, ...]
    """What was proposed or found and stays in them."""
    path: Path
    record: Path
    journal_head: str

    @property
    def left_out(self) -> int:
        """Give how many parts of pages are not in the copies because nobody read them."""
        return sum(len(copy.left_out) for copy in self.copies)


def publish(
    case: Case,
    references: Sequence[str],
    path: Path,
    *,
    at: str,
    told: Told = silent,
    engines: Engines | None = None,
    words: NullTranslations = ENGLISH,
) -> Made:
    """Make safe copies of documents where the person wants them; UsageError where one does not check."""
    plan = plan_of(case, references, words=words)
    if not plan.documents:
        raise UsageError("No document was named.", "Name documents by reference or path.")
    record = path.with_name(f"{path.stem}.record.csv")
    for place in (path / "copy.pdf" if path.is_dir() else path, record):
        may_stand(place)
    copies = checked_copies(case, plan, plan.documents, told, engines)
    acts.give(case, {group.key: group.label for group in plan.hidden}, at=at)
    hashes = {copy.holding.ref: hashlib.sha256(copy.content).hexdigest() for copy in copies}
    head = acts.made(case, hashes, at=at)
    _hand_over(copies, path)
    write_out(record, as_csv((row for copy in copies for row in copy.rows), head))
    return Made(copies, plan.stays, path, record, head)


def checked_copies(
    case: Case, plan: Plan, documents: Sequence[Holding], told: Told = silent, engines: Engines | None = None
) -> tuple[Copy, ...]:
    """Give the safe copies of documents, each read back; UsageError where anything hidden can be got at."""
    copies = []
    for done, holding in enumerate(documents):
        told(MAKING, done, len(documents))
        copies.append(safe_copy(case, plan, holding, engines))
    told(MAKING, len(documents), len(documents))
    for done, copy in enumerate(copies):
        told(CHECKING, done, len(copies))
        if found := faults(copy, plan, engines):
            raise _not_safe(copy, found)
    told(CHECKING, len(copies), len(copies))
    return tuple(copies)


def safe_bytes(case: Case, reference: str) -> bytes | None:
    """Give the checked safe copy of a document that a person chose to be copied; None where it was not chosen.

    What else is made of the case, such as a bundle, takes it in place of the document.
    """
    chosen = acts.in_force(case).documents
    if reference not in chosen:
        return None
    plan = plan_of(case, chosen)
    [holding] = [one for one in plan.documents if one.ref == reference]
    [copy] = checked_copies(case, plan, (holding,))
    return copy.content


def _not_safe(copy: Copy, found: Sequence[Fault]) -> UsageError:
    what = f"No copy was handed over: something hidden can still be got at in {copy.name}: {in_words(found)}."
    return UsageError(what, "Hide those words or that part of the page too, or leave the document out.")


def _hand_over(copies: Sequence[Copy], path: Path) -> None:
    """Write one copy as a PDF, several as a ZIP or into a folder that is there."""
    named = list(zip(names_of(copies), copies, strict=True))
    if path.is_dir():
        for name, copy in named:
            write_out(path / name, copy.content)
    elif len(copies) == 1 and path.suffix.lower() != ".zip":
        write_out(path, copies[0].content)
    else:
        write_out(path, _zipped((name, copy.content) for name, copy in named))


def names_of(copies: Sequence[Copy]) -> list[str]:
    """Give the names of the files: each with a number before it, so that two of one name stay two."""
    return [f"{number:03} {copy.name}.pdf" for number, copy in enumerate(copies, 1)]


def _zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name, FIRST_DAY), content)
    return out.getvalue()


def as_csv(rows: Iterable[Row], head: str) -> bytes:
    """Give the record as a table: what is hidden where, by label, and why, and the journal it was made from."""
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(COLUMNS)
    for row in rows:
        cells = (row.path, row.page or "", row.label, row.kind, row.because, row.times)
        written.writerow([f"'{cell}" if str(cell).startswith(_FORMULA) else cell for cell in cells])
    written.writerow(["journal", "", head, "", "", ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
