"""Messages that documents of the disclosure answer, descend from or quote, and that are not in it.

Sources of the traces: In-Reply-To and References (RFC 5322, 3.6.4), Thread-Index (MS-OXOMSG 2.2.1.3), quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.groups import Group, gather, quotations
from rejoinder.find.here import Here
from rejoinder.find.indexes import indexed
from rejoinder.find.on_paper import Printed
from rejoinder.find.presence import is_here
from rejoinder.find.sources import Joined, join
from rejoinder.find.telling import tell
from rejoinder.model import Finding

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_ADDRESS = re.compile(r"[^\s<>,;@]++@[^\s<>,;@]++")


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each message that has traces here and is not here."""
    joined = join(shelf)
    here = Here(shelf)
    named = _named(shelf)
    found = quotations(shelf, joined, _loose(shelf, joined), named)
    groups = list(gather(named, found, joined.loose))
    groups += indexed(shelf, here, groups, joined)
    printed = Printed(shelf, here, joined)
    kept = [group for group in groups if group.brought or not is_here(here, printed, group, found)]
    yield from tell(shelf, kept, found, joined)
    yield from _brought_later(shelf, joined)


def _brought_later(shelf: Shelf, joined: Joined) -> Iterator[Finding]:
    """Give a closed finding for each message that was known only by quotation until a later batch brought it."""
    if len(shelf.batches()) < 2:
        return
    batches, writers = shelf.batch_of_each(), shelf.quoting_documents()
    late: dict[int, Group] = {}
    for number in joined.sources:
        sources = joined.sources[number]
        if all(batches[source.document] > batches[writers[number]] for source in sources):
            late.setdefault(sources[0].document, Group(brought=sources[0].document)).quotes.append(number)
    found = quotations(shelf, joined, [number for group in late.values() for number in group.quotes], {})
    answered = {
        document for (document,) in shelf.rows("SELECT document FROM ids WHERE key IN (SELECT key FROM answers)")
    }
    yield from tell(shelf, [group for group in late.values() if group.brought not in answered], found, joined)


def _loose(shelf: Shelf, joined: Joined) -> list[int]:
    """Give the quotations of the disclosure without a source, those of no words included."""
    writers = shelf.quoting_documents()
    disclosed = np.flatnonzero((writers > 0) & ~np.isin(writers, shelf.own_documents()))
    return [number for number in disclosed.tolist() if number not in joined.sources]


def _named(shelf: Shelf) -> dict[str, Group]:
    """Give a group for each id that is named before its message came, if it ever did."""
    named: dict[str, Group] = {}
    query = (
        "SELECT a.key, a.written, a.document, a.place FROM answers a JOIN documents d ON d.number = a.document"
        " JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND NOT EXISTS (SELECT 1 FROM ids i"
        " JOIN documents e ON e.number = i.document JOIN batches c ON c.number = e.batch"
        " WHERE i.key = a.key AND c.own = 0 AND c.number <= b.number) ORDER BY a.key, d.batch, d.path"
    )
    for key, written, document, place in shelf.rows(query):
        if _is_id(key):
            named.setdefault(key, Group(key=key, written=written)).answers.append((document, place))
    addresses = _addresses(shelf)
    named = {key: group for key, group in named.items() if key not in addresses}
    brought = (
        "SELECT i.key, i.document FROM ids i JOIN documents d ON d.number = i.document"
        " JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND i.key IN (?) ORDER BY d.batch DESC, d.path DESC"
    )
    for key, document in shelf.rows_of(brought, named):
        named[key].brought = document
    return named


def _addresses(shelf: Shelf) -> set[str]:
    """Give every address that a message of the case is from or to."""
    people = shelf.rows("SELECT DISTINCT address FROM documents UNION SELECT DISTINCT recipients FROM documents")
    return {address.lower() for (shown,) in people for address in _ADDRESS.findall(shown)}


def _is_id(key: str) -> bool:
    """Say whether a header's words can be a message id: something on both sides of an at sign, or long enough."""
    left, at, right = key.partition("@")
    return bool(left and right) if at else len(key) >= 12
