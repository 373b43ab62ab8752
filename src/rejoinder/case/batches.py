"""Two batches held against each other: what the later adds, closes, says otherwise, and has no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rejoinder.case.judging import audited
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.find.variants import KIND
from rejoinder.model import Batch, Holding, Weighed
from rejoinder.shelf import Findings, Wanted

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Compared:
    """How a later batch stands to an earlier one."""

    earlier: Batch
    later: Batch
    adds: tuple[Holding, ...]
    """Documents of the later that the earlier has in no copy."""
    drops: tuple[Holding, ...]
    """Documents of the earlier that the later has in no copy."""
    closes: tuple[Weighed, ...]
    """Findings that a document of the later closed."""
    differs: tuple[Weighed, ...]
    """Findings of copies, one in each, whose words differ."""


def compare_batches(case: Case, earlier: str = "", later: str = "") -> tuple[Compared, ...]:
    """Give two batches held against each other by name, or each with the one received before it."""
    with audited(case) as found, case.shelf() as shelf:
        disclosed = [batch for batch in shelf.batches() if not batch.own]
        pairs = list(pairwise(disclosed))
        if earlier or later:
            pairs = [(_named(disclosed, earlier), _named(disclosed, later))]
        return tuple(_compared(shelf, found, *pair) for pair in pairs)


def _named(batches: Iterable[Batch], name: str) -> Batch:
    known = {batch.name: batch for batch in batches}
    if name not in known:
        what = f"No batch of this case is named {name}." if name else "One batch is not held against another alone."
        raise UsageError(what, f"The batches are: {', '.join(known)}.")
    return known[name]


def _compared(shelf: Shelf, found: Findings, earlier: Batch, later: Batch) -> Compared:
    refs = {
        ref: batch
        for ref, batch in shelf.rows(
            "SELECT ref, batch FROM documents WHERE batch IN (?, ?)", earlier.number, later.number
        )
    }
    closed = (one for one in found.weighed(Wanted(statuses=("closed",))) if one.finding)
    variants = (one for one in found.weighed(Wanted(kinds=(KIND,))) if one.finding)
    return Compared(
        earlier,
        later,
        tuple(_only_in(shelf, later, earlier)),
        tuple(_only_in(shelf, earlier, later)),
        tuple(one for one in closed if one.finding and refs.get(one.finding.closed_by) == later.number),
        tuple(one for one in variants if _batches(one, refs) >= {earlier.number, later.number}),
    )


def _batches(weighed: Weighed, batches: dict[str, int]) -> set[int]:
    finding = weighed.finding
    return {batches.get(trace.span.document, 0) for trace in finding.because} if finding else set()


def _only_in(shelf: Shelf, batch: Batch, other: Batch) -> Iterator[Holding]:
    """Give the documents of a batch of which the other has no copy: the same file, the same words, or the same id."""
    query = (
        "WITH other AS MATERIALIZED (SELECT sha256, own_words, message_id FROM documents WHERE batch = ?)"
        " SELECT d.number FROM documents d WHERE d.batch = ?"
        " AND d.sha256 NOT IN (SELECT sha256 FROM other)"
        " AND (d.words = 0 OR d.own_words NOT IN (SELECT own_words FROM other))"
        " AND (d.message_id = '' OR d.message_id NOT IN (SELECT message_id FROM other)) ORDER BY d.path"
    )
    numbers = [number for (number,) in shelf.rows(query, other.number, batch.number)]
    places = {number: at for at, number in enumerate(numbers)}
    yield from sorted(shelf.documents(numbers), key=lambda holding: places[holding.number])
