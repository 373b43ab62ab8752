"""Ancestors that Outlook's Thread-Index proves, each begun at a known time (MS-OXOMSG 2.2.1.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.find.groups import Group
from rejoinder.find.here import FARTHEST, Here, minute_of
from rejoinder.find.sources import Joined
from rejoinder.thread import ancestors, base_subject, sent_at

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MOMENT = 10
"""Minutes from beginning a message to sending it that do not make it another one, whatever the clock's zone."""
WRITING = 30
"""Minutes from beginning a message to sending it within which both are taken for one message."""


class Descendant(NamedTuple):
    """A document that descends from an ancestor, and how many messages lie between them."""

    document: int
    place: int


def indexed(shelf: Shelf, here: Here, groups: Sequence[Group], joined: Joined) -> Iterator[Group]:
    """Give a group for each ancestor that is neither here nor another group's; those groups take their traces in."""
    by_key = {group.key: group for group in groups if group.key}
    by_quote = {number: group for group in groups for number in group.quotes}
    absent = _absent(shelf)
    quoted = _quoted(shelf, {one.document for several in absent.values() for one in several})
    for prefix, descendants in sorted(absent.items()):
        begun = sent_at(prefix)
        spoken_of = {number for one in descendants for number in _spoken_of(quoted[one.document], one.place, begun)}
        keys = {key for one in descendants for key in _answered(shelf, one)}
        if any(number in joined.sources for number in spoken_of) or any(key not in by_key for key in keys):
            continue
        group = next((by_key[key] for key in sorted(keys)), None)
        group = group or next((by_quote[number] for number in sorted(spoken_of) if number in by_quote), None)
        traces = [(one.document, prefix) for one in descendants]
        if group is not None:
            group.indexes += traces
        elif begun and not _sent_then(shelf, here, begun, descendants[0].document):
            yield Group(indexes=traces)


def _absent(shelf: Shelf) -> dict[bytes, list[Descendant]]:
    """Give the indexes that documents of the disclosure descend from and no document has."""
    query = (
        "SELECT t.prefix, t.document FROM thread_indexes t JOIN documents d ON d.number = t.document"
        " JOIN batches b ON b.number = d.batch WHERE b.own = 0 ORDER BY d.batch, d.path"
    )
    rows = [(bytes(index), document) for index, document in shelf.rows(query)]
    present = {index for index, _ in rows}
    absent: dict[bytes, list[Descendant]] = defaultdict(list)
    for index, document in rows:
        for place, prefix in enumerate(ancestors(index)):
            if prefix not in present:
                absent[prefix].append(Descendant(document, place))
    return absent


def _quoted(shelf: Shelf, documents: set[int]) -> dict[int, list[tuple[int, int, str]]]:
    """Give (number, depth, date) of every message that these documents quote."""
    numbers = np.flatnonzero(np.isin(shelf.quoting_documents(), list(documents))).tolist()
    quoted: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for number, document, message in shelf.quoted(numbers):
        quoted[document].append((number, message.depth, message.date))
    return quoted


def _spoken_of(quoted: Sequence[tuple[int, int, str]], place: int, begun: datetime | None) -> Iterator[int]:
    """Give the quotations that are of the message at this place: in its place and not of another day, or of its time.

    An index is made when a message is begun, or when one from outside arrives.
    """
    for number, depth, date in quoted:
        sent = minute_of(date)
        apart = sent[0] - int(begun.timestamp() // 60) if sent and begun else 0
        if abs(apart) <= FARTHEST and (depth == place + 1 or (sent and (apart + 1) % 30 <= MOMENT)):
            yield number


def _answered(shelf: Shelf, one: Descendant) -> Iterator[str]:
    """Give the ids that a descendant's headers have at the ancestor's place."""
    query = "SELECT key FROM answers WHERE document = ? AND place = ?"
    yield from (key for (key,) in shelf.rows(query, one.document, one.place))


def _sent_then(shelf: Shelf, here: Here, begun: datetime, document: int) -> bool:
    """Say whether a message of the same subject sent about the time an index tells is here, without an index."""
    subject = base_subject(shelf.document(document).subject).casefold()
    near = shelf.documents(here.near(begun, WRITING))
    return any(base_subject(one.subject).casefold() == subject for one in near)
