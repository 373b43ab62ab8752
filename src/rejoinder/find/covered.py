"""What is covered in a case: each redacted document with its places and pages, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import Holding, Redaction
from rejoinder.redactions import Written

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf


_BY = {
    "sender": "CASE WHEN d.author != '' THEN d.author WHEN b.sender != '' THEN b.sender ELSE '' END",
    "month": "substr(d.date, 1, 7)",
    "label": "r.label",
}
"""By what redactions are counted."""
WAYS: Sequence[str] = tuple(_BY)
_PLACED = 'page, "left", top, "right", bottom, look, label, start, "end"'
_COUNTS = "count(DISTINCT r.document), count(*), count(DISTINCT r.document * 100000 + r.page)"
_FROM = (
    " FROM redactions r JOIN documents d ON d.number = r.document JOIN batches b ON b.number = d.batch WHERE b.own = 0"
)


class Placed(NamedTuple):
    """A redaction and the number of its page; 0 in a document without pages."""

    page: int
    redaction: Redaction


@dataclass(frozen=True, slots=True)
class Redacted:
    """A document in which something is covered."""

    holding: Holding
    placed: tuple[Placed, ...]
    pages: tuple[Written, ...]
    """Every page of it."""

    @property
    def share(self) -> float:
        """Give the part of what is written in it that is covered, 0 to 1."""
        written = sum(page.written for page in self.pages)
        return sum(page.covered for page in self.pages) / written if written else 0.0

    @property
    def covered(self) -> tuple[Written, ...]:
        """Give its pages on which something is covered."""
        numbers = {one.page for one in self.placed}
        return tuple(page for page in self.pages if page.page in numbers)

    @property
    def most(self) -> Written:
        """Give the page of which most is covered, the first of them."""
        return max(self.covered, key=lambda page: (page.share, -page.page))

    @property
    def labels(self) -> tuple[str, ...]:
        """Give what its redactions say of themselves, the most common first."""
        said = [one.redaction.label for one in self.placed if one.redaction.label]
        return tuple(sorted(set(said), key=lambda label: (-said.count(label), label)))


class Counted(NamedTuple):
    """How much is covered of what goes by one name: a sender, a month or a label."""

    name: str
    documents: int
    places: int
    pages: int


class Named(NamedTuple):
    """What narrows a list of redacted documents: the way they are counted, and a name of it."""

    way: str = ""
    name: str = ""


EVERY = Named()


def redacted(shelf: Shelf, limit: int = -1, after: int = 0, named: Named = EVERY) -> Iterator[Redacted]:
    """Give disclosed documents in which something is covered, in the order of batches and paths, one at a time."""
    where, values = _where(named)
    query = f"SELECT DISTINCT r.document{_FROM}{where} ORDER BY d.batch, d.path LIMIT ? OFFSET ?"
    for (number,) in list(shelf.rows(query, *values, limit, after)):
        yield redacted_in(shelf, number)


def redacted_in(shelf: Shelf, document: int) -> Redacted:
    """Give a redacted document, by its number, with all that is covered in it."""
    return Redacted(shelf.document(document), placed_on(shelf, document), written(shelf, document))


def totals(shelf: Shelf, named: Named = EVERY) -> Counted:
    """Give how much is covered in all disclosed documents, or in those named."""
    where, values = _where(named)
    return Counted("", *next(shelf.rows(f"SELECT {_COUNTS}{_FROM}{where}", *values)))


def _where(named: Named) -> tuple[str, tuple[str, ...]]:
    return (f" AND {_BY[named.way]} = ?", (named.name,)) if named.way in _BY else ("", ())


def placed_on(shelf: Shelf, document: int, page: int | None = None) -> tuple[Placed, ...]:
    """Give the redactions of a document, or of one page of it, as they stand."""
    where = "" if page is None else f" AND page = {page:d}"
    query = f'SELECT {_PLACED} FROM redactions WHERE document = ?{where} ORDER BY page, top, "left"'  # noqa: S608 ours
    return tuple(Placed(number, Redaction(*told)) for number, *told in shelf.rows(query, document))


def written(shelf: Shelf, document: int) -> tuple[Written, ...]:
    """Give how much of each page of a redacted document is written and covered."""
    query = "SELECT page, covered, written FROM written WHERE document = ? ORDER BY page"
    return tuple(Written(*row) for row in shelf.rows(query, document))


def counted_by(shelf: Shelf, way: str) -> tuple[Counted, ...]:
    """Give how much is covered by sender, by month or by label; the name is empty where it is not known."""
    order = "1" if way == "month" else "3 DESC, 1"
    query = f"SELECT {_BY[way]}, {_COUNTS}{_FROM} GROUP BY 1 ORDER BY {order}"
    return tuple(Counted(*row) for row in shelf.rows(query))
