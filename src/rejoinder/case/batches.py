"""Two batches held against each other: what the later adds, closes, says otherwise, and has no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.judging import audited
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.find.variants import KIND
from rejoinder.model import Batch, Holding, Weighed
from rejoinder.shelf import Findings, Wanted

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf


_IN = "SELECT number, words, sha256, own_words, message_id FROM documents WHERE batch = ?"
_ALIKE = (
    "WITH few AS MATERIALIZED (SELECT sha256, own_words, message_id FROM documents WHERE batch = ?)"
    " SELECT number, words, sha256, own_words, message_id FROM documents WHERE batch = ?"
    " AND (sha256 IN (SELECT sha256 FROM few) OR own_words IN (SELECT own_words FROM few)"
    " OR message_id IN (SELECT message_id FROM few WHERE message_id != ''))"
)


class Alone(NamedTuple):
    """Documents of one batch of which another has no copy."""

    total: int
    first: tuple[Holding, ...]
    """So many of them as were asked for, by their paths."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How a later batch stands to an earlier one."""

    earlier: Batch
    later: Batch
    adds: Alone
    """Documents of the later that the earlier has in no copy."""
    drops: Alone
    """Documents of the earlier that the later has in no copy."""
    closes: tuple[Weighed, ...]
    """Findings that a document of the later closed."""
    differs: tuple[Weighed, ...]
    """Findings of copies, one in each, whose words differ."""


def compare_batches(case: Case, earlier: str = "", later: str = "", most: int | None = None) -> tuple[Compared, ...]:
    """Give two batches held against each other by name, or each with the one received before it.

    Of the documents of one alone only the first so many are given.
    """
    with audited(case) as found, case.shelf() as shelf:
        disclosed = [batch for batch in shelf.batches() if not batch.own]
        pairs = list(pairwise(disclosed))
        if earlier or later:
            pairs = [(_named(disclosed, earlier), _named(disclosed, later))]
        return tuple(_compared(shelf, found, *pair, most) for pair in pairs)


def _named(batches: Iterable[Batch], name: str) -> Batch:
    known = {batch.name: batch for batch in batches}
    if name not in known:
        what = f"No batch of this case is named {name}." if name else "One batch is not held against another alone."
        raise UsageError(what, f"The batches are: {', '.join(known)}.")
    return known[name]


def _compared(shelf: Shelf, found: Findings, earlier: Batch, later: Batch, most: int | None) -> Compared:
    closed = [one for one in found.weighed(Wanted(statuses=("closed",))) if one.finding]
    variants = [one for one in found.weighed(Wanted(kinds=(KIND,))) if one.finding]
    batches = _batches_of(shelf, (*closed, *variants))
    copied = _copied(shelf, earlier, later)
    return Compared(
        earlier,
        later,
        _alone(shelf, later, copied[later.number], most),
        _alone(shelf, earlier, copied[earlier.number], most),
        tuple(one for one in closed if one.finding and batches.get(one.finding.closed_by) == later.number),
        tuple(one for one in variants if {batches.get(ref) for ref in _cited(one)} >= {earlier.number, later.number}),
    )


def _cited(weighed: Weighed) -> set[str]:
    return {trace.span.document for trace in weighed.finding.because} if weighed.finding else set()


def _batches_of(shelf: Shelf, several: Iterable[Weighed]) -> dict[str, int]:
    """Give the batch of each document that findings cite, or that closed them."""
    refs = {ref for one in several if one.finding for ref in (one.finding.closed_by, *_cited(one))}
    return dict(shelf.rows_of("SELECT ref, batch FROM documents WHERE ref IN (?)", refs))


class _Known(NamedTuple):
    """What of a document shows that another is its copy."""

    number: int
    words: int
    sha256: str
    own_words: bytes
    message_id: str


def _copied(shelf: Shelf, one: Batch, other: Batch) -> dict[int, set[int]]:
    """Give, by batch, its documents of which the other has a copy: the same file, the same words, or the same id.

    The larger batch is gone through once, for what the smaller one holds.
    """
    few, many = (batch.number for batch in sorted((one, other), key=lambda batch: _count(shelf, batch)))
    of_few = [_Known._make(row) for row in shelf.rows(_IN, few)]
    of_many = [_Known._make(row) for row in shelf.rows(_ALIKE, few, many)]
    return {few: set(_with_copies(of_few, of_many)), many: set(_with_copies(of_many, of_few))}


def _with_copies(some: Iterable[_Known], others: Iterable[_Known]) -> Iterator[int]:
    files, words, ids = set[str](), set[bytes](), set[str]()
    for each in others:
        files.add(each.sha256)
        words.add(each.own_words)
        ids.add(each.message_id)
    for each in some:
        told = each.message_id and each.message_id in ids
        if told or each.sha256 in files or (each.words and each.own_words in words):
            yield each.number


def _alone(shelf: Shelf, batch: Batch, copied: set[int], most: int | None) -> Alone:
    """Give the documents of a batch that are not among those with copies."""
    every = shelf.rows("SELECT number FROM documents WHERE batch = ? ORDER BY path", batch.number)
    numbers = list(islice((number for (number,) in every if number not in copied), most))
    places = {number: at for at, number in enumerate(numbers)}
    first = sorted(shelf.documents(numbers), key=lambda holding: places[holding.number])
    return Alone(_count(shelf, batch) - len(copied), tuple(first))


def _count(shelf: Shelf, batch: Batch) -> int:
    ((count,),) = shelf.rows("SELECT count(*) FROM documents WHERE batch = ?", batch.number)
    return int(count)
