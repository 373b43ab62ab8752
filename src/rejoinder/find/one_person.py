"""What in documents shows that two spellings are of one person; a name in common never does by itself.

- Copies of one message that show somebody of one name with another address, or with none.
- A signature with another address of the writer's below a message, or with a telephone number that signs elsewhere too.
- An answer from another address than the one written to, by the only one of that name who was written to, that quotes
  the header with the address written to.
- A statement: “my new address is …”.
- The subject's own archive: what is sent from it under the subject's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.model import Quoted
from rejoinder.people.joining import Link, Spelling, identity_of, stands_for_nobody
from rejoinder.people.names import is_shared, may_be_one, name_of
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MOST = 40
"""Addresses that sign with one telephone number, beyond which it is a switchboard's."""
_QUOTED = msgspec.json.Decoder(Quoted)


class Shown(NamedTuple):
    """A spelling as one document shows it."""

    number: int
    spelling: Spelling
    document: int
    way: str = ""
    start: int = 0
    end: int = 0


def links(shelf: Shelf, subject: str) -> Iterator[Link]:
    """Give all that shows two spellings to be of one person."""
    yield from _copies(shelf)
    yield from _signatures(shelf)
    yield from _telephones(shelf)
    yield from _answers(shelf)
    yield from _statements(shelf)
    yield from _own_archive(shelf, subject)


def _spelling(number: int, name: str, address: str) -> Spelling:
    return Spelling(identity_of(number), name, address)


def _link(one: Shown, other: Shown, way: str, at: Shown) -> Link:
    return Link(one.spelling.id, other.spelling.id, way, at.document, at.start, at.end)


def _are_alike(one: Spelling, other: Spelling) -> bool:
    """Say whether two spellings are of people whose names, one of them whole, may be one, at different addresses."""
    return (
        one.address != other.address
        and (name_of(one.name).is_full or name_of(other.name).is_full)
        and may_be_one(one.name, other.name)
        and not stands_for_nobody(one)
        and not stands_for_nobody(other)
    )


def _copies(shelf: Shelf) -> Iterator[Link]:
    """Give what copies of one message show: its writer, or somebody written to, with another address."""
    query = (
        "SELECT c.event, c.document, p.way, s.number, s.name, s.address FROM event_citations c"
        " JOIN parts p ON p.document = c.document AND p.way IN ('wrote', 'to', 'cc', 'bcc')"
        " JOIN spellings s ON s.number = p.spelling"
        " WHERE c.event IN (SELECT c.event FROM event_citations c JOIN events e ON e.number = c.event"
        " WHERE e.kind = 'message' GROUP BY c.event HAVING count(*) > 1) ORDER BY c.event, c.document"
    )
    event, held = 0, list[Shown]()
    for number, document, way, *spelt in shelf.rows(query):
        if number != event:
            yield from _between_copies(held)
            event, held = number, []
        held.append(Shown(spelt[0], _spelling(*spelt), document, way))
    yield from _between_copies(held)


def _between_copies(held: list[Shown]) -> Iterator[Link]:
    """Give the links between the copies of one message, each with the first."""
    copies: dict[int, list[Shown]] = defaultdict(list)
    for one in held:
        copies[one.document].append(one)
    first, *others = copies.values() or ([],)
    for other in others:
        here = {one.spelling.address for one in first if one.spelling.address}
        there = {one.spelling.address for one in other if one.spelling.address}
        for wrote in (True, False):
            left = [one for one in first if (one.way == "wrote") == wrote and one.spelling.address not in there]
            right = [one for one in other if (one.way == "wrote") == wrote and one.spelling.address not in here]
            yield from _paired(left, right)


def _paired(left: list[Shown], right: list[Shown]) -> Iterator[Link]:
    """Give the links between those of whom one of the other copy, and no other, bears the name."""
    for one in left:
        alike = [other for other in right if _are_alike(one.spelling, other.spelling)]
        if len(alike) == 1 and sum(_are_alike(each.spelling, alike[0].spelling) for each in left) == 1:
            yield _link(one, alike[0], "copies", alike[0])


def _beside_writers(shelf: Shelf, way: str) -> Iterator[tuple[Shown, Shown, str]]:
    """Give (who wrote a message, whom it shows this way, telephone), where it shows another address or a telephone."""
    query = (
        "SELECT w.number, w.name, w.address, s.number, s.name, s.address, p.document, p.start, p.end, p.telephone"
        " FROM parts p JOIN parts a ON a.document = p.document AND a.way = 'wrote'"
        " JOIN spellings s ON s.number = p.spelling JOIN spellings w ON w.number = a.spelling"
        " WHERE p.way = ? AND (s.address != w.address OR p.telephone != '')"
        " ORDER BY p.document, p.start"
    )
    for *told, document, start, end, telephone in shelf.rows(query, way):
        writer, shown = _spelling(*told[:3]), _spelling(*told[3:])
        yield Shown(told[0], writer, document), Shown(told[3], shown, document, way, start, end), telephone


def _signatures(shelf: Shelf) -> Iterator[Link]:
    for writer, signed, _ in _beside_writers(shelf, "signed"):
        if not is_shared(signed.spelling.address) and _are_alike(writer.spelling, signed.spelling):
            yield _link(writer, signed, "signature", signed)


def _telephones(shelf: Shelf) -> Iterator[Link]:
    """Give those who sign with one name, its given name written out, and one number below different addresses."""
    found: dict[tuple[str, str], dict[str, Shown]] = defaultdict(dict)
    for _, signed, telephone in _beside_writers(shelf, "signed"):
        name = name_of(signed.spelling.name)
        if telephone and name.is_full and len(name.given[0]) > 1:
            found[telephone[-9:], repr(name)].setdefault(signed.spelling.address, signed)
    for several in found.values():
        first, *others = several.values()
        for other in others if len(several) <= MOST else ():
            if _are_alike(first.spelling, other.spelling):
                yield _link(first, other, "telephone", other)


def _answers(shelf: Shelf) -> Iterator[Link]:
    """Give who answers from another address what was written to one, and quotes that it was."""
    query = (
        "SELECT a.document, i.document, w.number, w.name, w.address, d.recipients FROM answers a"
        " JOIN ids i ON i.key = a.key JOIN documents d ON d.number = i.document"
        " JOIN parts o ON o.document = a.document AND o.way = 'wrote' JOIN spellings w ON w.number = o.spelling"
        " WHERE a.place = 0 ORDER BY a.document, i.document"
    )
    for document, asked, number, name, address, recipients in shelf.rows(query):
        low = recipients.lower()
        if not name or address in low or name.split()[-1].strip(",.").lower() not in low:
            continue
        writer = Shown(number, _spelling(number, name, address), document)
        alike = [to for to in _written_to(shelf, asked) if _are_alike(writer.spelling, to)]
        lead = _quoted_to(shelf, document, alike[0]) if len({to.address for to in alike}) == 1 else None
        if lead:
            yield Link(writer.spelling.id, alike[0].id, "answer", document, *lead)


def _written_to(shelf: Shelf, document: int) -> list[Spelling]:
    query = (
        "SELECT s.number, s.name, s.address FROM parts p JOIN spellings s ON s.number = p.spelling"
        " WHERE p.document = ? AND p.way = 'to'"
    )
    return [_spelling(*row) for row in shelf.rows(query, document)]


def _quoted_to(shelf: Shelf, document: int, to: Spelling) -> tuple[int, int] | None:
    """Give the quoted header that says that a message was to this address; None where none does."""
    for (body,) in shelf.rows("SELECT body FROM quoted WHERE document = ? ORDER BY number", document):
        quoted = _QUOTED.decode(body)
        if quoted.lead and any(one.address.lower() == to.address and to.address for one in quoted.recipients):
            return quoted.lead
    return None


def _statements(shelf: Shelf) -> Iterator[Link]:
    for writer, stated, _ in _beside_writers(shelf, "statement"):
        if not stands_for_nobody(writer.spelling) and writer.spelling.address != stated.spelling.address:
            yield _link(writer, stated, "statement", stated)


def _own_archive(shelf: Shelf, subject: str) -> Iterator[Link]:
    """Give what links the addresses under which the subject wrote what lies in the subject's own archive."""
    names = frozenset(fold(subject).split())
    query = (
        "SELECT s.number, s.name, s.address, min(p.document) FROM parts p JOIN documents d ON d.number = p.document"
        " JOIN batches b ON b.number = d.batch JOIN spellings s ON s.number = p.spelling"
        " WHERE b.own = 1 AND p.way = 'wrote' AND s.address != '' GROUP BY 1 ORDER BY 4, 1"
    )
    mine = [
        Shown(number, _spelling(number, name, address), document)
        for number, name, address, document in (shelf.rows(query) if names else ())
        if names <= frozenset(fold(name).replace(",", " ").split())
    ]
    for one in mine[1:]:
        if one.spelling.address != mine[0].spelling.address:
            yield _link(mine[0], one, "own archive", one)


def distinct(found: Iterable[Link]) -> Iterator[Link]:
    """Give the first link of each two spellings and way."""
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        key = (min(one[:2]), max(one[:2]), one.way)
        if one.one != one.other and key not in seen:
            seen.add(key)
            yield one
