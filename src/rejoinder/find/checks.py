"""What was checked before anything is called absent: our own faults first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rejoinder.find.claimed import said_of_scopes

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MAY_HOLD_MAIL = frozenset(("email", "mbox", "msg", "pst", "tnef", "zip", "tar", "gzip", "export"))


def checked(shelf: Shelf) -> tuple[str, ...]:
    """Give one sentence for each thing looked at before anything was called absent."""
    batches = shelf.batches()
    disclosed = [batch for batch in batches if not batch.own]
    own = [batch for batch in batches if batch.own]
    ledger = shelf.ledger()
    said = [f"Every message of {_count(len(disclosed), 'batch', 'batches')} received, by id and by its words."]
    if own:
        said.append(f"The subject's own archive ({_count(len(own), 'batch', 'batches')}).")
    unread = [(path, format_) for _, path, format_ in shelf.refused() if format_ in MAY_HOLD_MAIL]
    if unread:
        first = unread[0][0]
        others = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        said.append(f"We could not read {first}{others}: what is in it was not compared.")
    else:
        said.append(f"All {ledger.given:,} files that may hold messages were opened.")
    partial = shelf.ledger().partial
    if partial:
        said.append(f"Files read only in part: {partial:,}. What was not read of them was not compared.")
    said.append("Times are compared in UTC; one that names no zone may be by any clock that fits.")
    return (*said, *said_of_scopes(shelf))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
