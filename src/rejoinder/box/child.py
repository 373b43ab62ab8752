"""What a locked process does: one errand, told piece by piece, and then it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from rejoinder.box import probes
from rejoinder.box.limits import INLINE
from rejoinder.box.wire import (
    ALONE,
    CLOSED,
    DOCUMENT,
    END,
    FAULT,
    FLUSHED,
    FORMAT,
    OPEN,
    PROBLEM,
    RESULT,
    Errand,
    Fault,
    Sent,
    Teller,
    around,
    blob_of,
)
from rejoinder.disk import Mapped
from rejoinder.errors import UsageError
from rejoinder.model import Blob, Document
from rejoinder.read import Piece, answer_to, broken
from rejoinder.read.alone import SharedError, share
from rejoinder.read.image_picture import image_picture_of
from rejoinder.read.ocr.pictures import is_pdf, packed, pages_to_recognise, pictures
from rejoinder.read.pdf_picture import picture_of

SHARED = ("email", "text", "csv", "unread")
"""Formats that Python alone reads; a message with a page in it stops where the page is to be parsed."""


def run(errand: Errand, document: Mapped | None, out: Teller) -> None:
    """Do an errand."""
    doing: dict[str, Callable[[Errand, Mapped | None, Teller], None]] = {
        "read": _read,
        "picture": _picture,
        "scans": _scans,
        "scan": _scan,
        "probe": _probe,
    }
    doing[errand.kind](errand, document, out)
    out.flush()


def _blob(sent: Sent, document: Mapped | None) -> Blob:
    return blob_of(sent.head, document if sent.content is None and document is not None else sent.content or b"")


def _read(errand: Errand, document: Mapped | None, out: Teller) -> None:
    if errand.shared:
        share()
    for sent in errand.blobs:
        blob = _blob(sent, document)
        if errand.shared:
            _among_others(blob, out)
        else:
            answer = answer_to(blob)
            out.tell(FORMAT, answer.format)
            for piece in _on_the_way(answer.pieces, errand.wanted):
                _tell(piece, answer.format, blob, out)
                out.flush()
            out.tell(END)
        out.flush(FLUSHED)


def _among_others(blob: Blob, out: Teller) -> None:
    """Tell what comes of a blob that only Python reads; of another, that it must be alone."""
    out.begin()
    try:
        answer = answer_to(blob)
        if answer.format not in SHARED:
            raise SharedError
        out.tell(FORMAT, answer.format)
        for piece in answer.pieces:
            if isinstance(piece, Blob) and len(piece.untrusted_bytes) > INLINE:
                raise SharedError
            _tell(piece, answer.format, blob, out)
        out.tell(END)
    except SharedError:
        out.take_back()
        out.tell(ALONE)


def _tell(piece: Piece, format_: str, blob: Blob, out: Teller) -> None:
    """Tell a piece; one that cannot be written as text is our reader's fault."""
    try:
        if isinstance(piece, Blob):
            out.give(piece)
        elif isinstance(piece, Document):
            out.tell(DOCUMENT, piece)
        else:
            out.tell(PROBLEM, piece)
    except (UnicodeEncodeError, msgspec.EncodeError, TypeError) as fault:
        out.tell(PROBLEM, broken(blob, format_, type(fault).__name__))


def _on_the_way(pieces: Iterable[Piece], wanted: Sequence[str]) -> Iterator[Piece]:
    """Give every piece, or only the blobs on the way to some paths and the documents that have them."""
    ways = {*wanted, *around(wanted)}
    for piece in pieces:
        leads = isinstance(piece, Blob) and piece.name in ways
        if not wanted or leads or (isinstance(piece, Document) and piece.path in wanted):
            yield piece


def _picture(errand: Errand, document: Mapped | None, out: Teller) -> None:
    blob = _blob(errand.blobs[0], document)
    draw = picture_of if is_pdf(blob) else image_picture_of
    try:
        out.tell(RESULT, draw(bytes(blob.untrusted_bytes), errand.page, blob.passwords))
    except UsageError as fault:
        out.tell(FAULT, Fault(fault.what, fault.remedy))


def _scans(errand: Errand, document: Mapped | None, out: Teller) -> None:
    out.tell(RESULT, msgspec.msgpack.encode(pages_to_recognise(_blob(errand.blobs[0], document))))


def _scan(errand: Errand, document: Mapped | None, out: Teller) -> None:
    drawn = next(pictures(_blob(errand.blobs[0], document), (errand.page,)), None)
    if drawn is None:
        out.tell(FAULT, Fault(f"Page {errand.page} cannot be drawn.", "Download the original and open it by hand."))
    else:
        out.tell(RESULT, packed(drawn))


def _probe(errand: Errand, document: Mapped | None, out: Teller) -> None:  # noqa: ARG001
    out.tell(RESULT, OPEN if probes.tried(errand.probe, errand.place) else CLOSED)
