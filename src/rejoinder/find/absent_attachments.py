"""Attachments that messages name and that are nowhere in the disclosure.

Sources of the traces: MIME parts of which only a stub is left, links of list software that took attachments out
(Mailman's Scrubber), attachment lines of quoted headers, `<<name>>` marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from rejoinder.find.checks import checked
from rejoinder.find.file_names import files_of, is_no_document, paths_of
from rejoinder.keys import described, name_key
from rejoinder.model import Absent, Finding, Holding, Span, Trace, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "absent-attachment"
_CODE = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)


class Mention(NamedTuple):
    """A place in a document that names an attachment."""

    document: int
    kind: str
    name: str
    address: str
    start: int
    end: int


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each attachment that is named and not here."""
    query = (
        "SELECT m.document, m.kind, m.name, m.address, m.start, m.end FROM mentions m"
        " JOIN documents d ON d.number = m.document JOIN batches b ON b.number = d.batch WHERE b.own = 0"
        " ORDER BY d.batch, d.path, m.start"
    )
    mentions = [Mention(*row) for row in shelf.rows(query)]
    absent = list(_absent_links(shelf, [mention for mention in mentions if mention.address]))
    absent += _absent_names(shelf, [mention for mention in mentions if not mention.address])
    absent = [one for one in absent if not is_no_document(one.name, shelf.text(one.document)[one.start : one.end])]
    about = checked(shelf)
    for same in _together(absent):
        yield _told(shelf, same, about)
    if sum(not batch.own for batch in shelf.batches()) > 1:
        yield from _brought(shelf, [mention for mention in mentions if not mention.address], about)


def _brought(shelf: Shelf, mentions: Iterable[Mention], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give a closed finding for each attachment that was named before a later batch brought a file of its name."""
    batches = shelf.batch_of_each()
    late: dict[Mention, str] = {}
    for mention in mentions:
        files = files_of(shelf, mention.name) if name_key(mention.name) else []
        words = shelf.text(mention.document)[mention.start : mention.end] if files else ""
        if files and files[0][0] > batches[mention.document] and not is_no_document(mention.name, words):
            late[mention] = shelf.ref_at(*files[0])
    for same in _together(mention for mention, ref in late.items() if ref):
        yield replace(_told(shelf, same, about), closed_by=late[same[0]])


def _absent_links(shelf: Shelf, mentions: list[Mention]) -> Iterator[Mention]:
    """Give the links whose file is not here: none at the end of that address, and none of its name to spare."""
    tails = {_tail(mention.address) for mention in mentions}
    missing = {tail for tail in tails if not any(_ends_with(path, tail) for path in paths_of(shelf, tail[-1]))}
    forms = {len(tail[0]) for tail in tails if len(tail) > 1 and _CODE.fullmatch(tail[0])}
    names = {_tail(mention.address): name_key(mention.name) for mention in mentions}
    wanted = Counter(names[tail] for tail in missing)
    for mention in mentions:
        if _tail(mention.address) in missing:
            spare = [path for path in paths_of(shelf, mention.name) if not _is_kept_by_links(path, forms)]
            if not spare or len(spare) < wanted[name_key(mention.name)]:
                yield mention


def _is_kept_by_links(path: str, forms: set[int]) -> bool:
    """Say whether a file lies where list software keeps attachments: in a folder named in the links' own form."""
    folder = path.replace("!/", "/").split("/")[-2:-1]
    return bool(folder) and bool(_CODE.fullmatch(folder[0])) and len(folder[0]) in forms


def _tail(address: str) -> tuple[str, ...]:
    """Give the last folder and the file name of an address."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    return tuple(parts[-2:]) if parts else ("",)


def _ends_with(path: str, tail: tuple[str, ...]) -> bool:
    mine = [name_key(part) for part in path.replace("!/", "/").split("/")]
    return mine[-len(tail) :] == [name_key(part) for part in tail]


def _absent_names(shelf: Shelf, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Give the names of which no file is here, wherever it may lie."""
    known: dict[str, bool] = {}
    for mention in mentions:
        key = name_key(mention.name)
        if key and key not in known:
            known[key] = bool(paths_of(shelf, mention.name))
        if key and not known[key]:
            yield mention


def _together(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Give the mentions of one attachment together: of the same address, or of the same name."""
    same: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        same[_tail(mention.address) if mention.address else (name_key(mention.name),)].append(mention)
    yield from same.values()


def _told(shelf: Shelf, mentions: list[Mention], about: tuple[str, ...]) -> Finding:
    documents = {holding.number: holding for holding in shelf.documents(m.document for m in mentions)}
    traces = tuple(Trace("attachment-list", _span(shelf, mention, documents[mention.document])) for mention in mentions)
    first = mentions[0]
    message = documents[first.document]
    own = shelf.rows(
        "SELECT d.ref FROM names n JOIN batches b ON b.number = n.batch JOIN documents d ON d.batch = n.batch"
        " AND d.path = n.path WHERE n.name = ? AND b.own = 1 ORDER BY d.ref",
        name_key(first.name),
    )
    with_message = first.kind in ("stub", "scrubbed-link", "file-mark")
    return Finding(
        id=fingerprint_of(KIND, *sorted(trace.id for trace in traces)),
        kind=KIND,
        grade="direct",
        absent=Absent(
            author=message.author if with_message else "",
            date=message.date if with_message else "",
            subject=message.subject,
            file_name=first.name,
            described_as=f"attached to {'a message' if with_message else 'a message quoted'} by {described(message)}",
        ),
        because=traces,
        checked=(*about, "Every file name in the disclosure, in every folder and family."),
        confidence=0.98,
        held=tuple(ref for (ref,) in own),
    )


def _span(shelf: Shelf, mention: Mention, holding: Holding) -> Span:
    text = shelf.text(mention.document)
    page = shelf.page_of(mention.document, mention.start)
    return Span(holding.ref, mention.start, mention.end, text[mention.start : mention.end], page)
