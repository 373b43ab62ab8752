"""The messages of a thread: joined by ids, by thread index or, where neither joins any, by subject."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rejoinder.model import Holding
from rejoinder.thread import ROOT, base_subject

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

MOST = 20_000
"""Messages of one thread that are shown."""
_OF_THE_SUBJECT = "SELECT number, subject FROM documents WHERE instr(lower(subject), ?) > 0 AND (kind = 'page-message'"
_ON_PAPER = f"{_OF_THE_SUBJECT}) LIMIT ?"
_ALL = f"{_OF_THE_SUBJECT} OR message_id != '') LIMIT ?"
SHORTEST = 8
"""Letters of a subject below which it joins nothing: half of the world writes about lunch."""


def members(shelf: Shelf, holding: Holding) -> tuple[Holding, ...]:
    """Give the messages of a message's thread, itself too; printed ones have no ids and are joined by subject."""
    found = fresh = {holding.number}
    while fresh and len(found) < MOST:
        fresh = _joined(shelf, fresh) - found
        found = found | fresh
    alone = found == {holding.number}
    found = found | _of_the_subject(shelf, holding, _ALL if alone else _ON_PAPER)
    return tuple(shelf.documents([*sorted(found)[:MOST], holding.number]))


def _joined(shelf: Shelf, numbers: Iterable[int]) -> set[int]:
    """Give the documents that share a message id or the root of a thread index with these."""
    numbers = list(numbers)
    keys = {key for (key,) in shelf.rows_of("SELECT key FROM ids WHERE document IN (?)", numbers)}
    keys |= {key for (key,) in shelf.rows_of("SELECT key FROM answers WHERE document IN (?)", numbers)}
    found = {number for (number,) in shelf.rows_of("SELECT document FROM ids WHERE key IN (?)", keys)}
    found |= {number for (number,) in shelf.rows_of("SELECT document FROM answers WHERE key IN (?)", keys)}
    roots = {row[0][:ROOT] for row in shelf.rows_of("SELECT prefix FROM thread_indexes WHERE document IN (?)", numbers)}
    for root in roots:
        query = "SELECT document FROM thread_indexes WHERE prefix >= ? AND prefix < ?"
        found |= {number for (number,) in shelf.rows(query, root, root + b"\xff" * 256)}
    return found


def _of_the_subject(shelf: Shelf, holding: Holding, query: str) -> set[int]:
    """Give the messages of some kind whose subject is the same but for reply marks."""
    base = base_subject(holding.subject).casefold()
    if len(base) < SHORTEST:
        return set()
    rows = shelf.rows(query, base.lower(), MOST)
    return {number for number, subject in rows if base_subject(subject).casefold() == base}
