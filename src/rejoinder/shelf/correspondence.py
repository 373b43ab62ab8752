"""Who wrote to whom, and how many messages there are of each day: counted where they rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.keys import person_key, shown
from rejoinder.shelf.search import DISCLOSED_MESSAGE

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf


class Sent(NamedTuple):
    """What somebody wrote: to how many in all, and in how many messages."""

    letters: int
    messages: int


def sent(shelf: Shelf) -> dict[str, Sent]:
    """Give, by their keys, what everybody wrote in what was disclosed; a message to several is a letter to each."""
    rows = shelf.rows("SELECT sender, count(*), sum(first) FROM letters GROUP BY sender")
    return {sender: Sent(letters, messages) for sender, letters, messages in rows}


def received(shelf: Shelf) -> dict[str, int]:
    """Give, by their keys, how many messages were written to everybody in what was disclosed."""
    return dict(shelf.rows("SELECT recipient, count(*) FROM letters GROUP BY recipient"))


def between(shelf: Shelf, senders: Sequence[str], recipients: Sequence[str]) -> dict[tuple[str, str], int]:
    """Give how many messages each of these wrote to each of those."""
    query = "SELECT count(*) FROM letters WHERE sender = ? AND recipient = ?"
    counted = {(one, other): next(shelf.rows(query, one, other))[0] for one in senders for other in recipients}
    return {pair: many for pair, many in counted.items() if many}


def people(shelf: Shelf) -> dict[str, str]:
    """Give how everybody is first shown with a name, by their keys."""
    rows = shelf.rows("SELECT name, address FROM spellings WHERE name != '' ORDER BY first DESC, number DESC")
    return {person_key(name, address): shown(name, address) for name, address in rows}


def days(shelf: Shelf) -> dict[str, int]:
    """Give how many messages were disclosed of each day of which there are any, in order."""
    # The index holds every column that is asked for: the rows themselves are many times as long.
    query = (
        "SELECT substr(date, 1, 10) AS day, count(*) FROM documents INDEXED BY documents_order"
        f" WHERE (date = '') = 0 AND length(date) >= 10 AND {DISCLOSED_MESSAGE} GROUP BY day ORDER BY day"
    )
    return dict(shelf.rows(query))
