"""PDFs as pages of text with a box for every word, with all that hangs from them and lies beneath them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.model import INSIDE, Blob, Document, Page, Problem
from rejoinder.read.exif import told_by_photographs
from rejoinder.read.limits import MESSAGES, PAGES
from rejoinder.read.names import MemberNames
from rejoinder.read.pdf_about import About, about, bookmarks, labels
from rejoinder.read.pdf_attachments import attachments
from rejoinder.read.pdf_covered import covered_on
from rejoinder.read.pdf_cycles import overdrawn
from rejoinder.read.pdf_later import beneath, blacked_out
from rejoinder.read.pdf_looks import Looks
from rejoinder.read.pdf_marks import bursts
from rejoinder.read.pdf_notes import notes_of
from rejoinder.read.pdf_open import LOCKED, OpenedPdf, opened_pdf
from rejoinder.read.pdf_pages import side_of
from rejoinder.read.pdf_placed import placed
from rejoinder.read.pdf_remarks import Sides, hidden, remarks, revised, stated, unread
from rejoinder.read.pdf_revisions import EARLIER, Revisions, revisions_of
from rejoinder.read.pdf_taken import note_taken
from rejoinder.read.pdf_told import TITLE, told_beside, told_lines
from rejoinder.read.pdf_unseen import COVERED, LATER, unseen_of
from rejoinder.read.pdf_xfa import form_lines
from rejoinder.read.printed import beside, divided
from rejoinder.read.printed.drawn import Shapes, shapes_of

ONE_AT_A_TIME = threading.RLock()
"""PDFium may be entered by one thread only; a PDF within a PDF is read by the thread that is there already."""
_BURSTS = "What is packed in it is more than allowed when unpacked."


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the PDF as one document, the files in it, and what must be said of it."""
    with ONE_AT_A_TIME:
        yield from _whole(blob)


def _whole(blob: Blob) -> Iterator[Document | Blob | Problem]:
    untrusted_bytes = bytes(blob.untrusted_bytes)
    if bursts(untrusted_bytes) or overdrawn(untrusted_bytes):
        yield Problem(blob.name, _BURSTS, "Open it by hand.", "limit_memory", "refused")
        return
    try:
        opened = opened_pdf(untrusted_bytes, blob.passwords)
    except pypdfium2.PdfiumError as fault:
        yield _refused(blob, getattr(fault, "err_code", 0))
        return
    try:
        yield from _read(blob, untrusted_bytes, opened)
        if opened.password:
            what = "It was locked; a password you gave opened it."
            yield Problem(blob.name, what, "", "unlocked", "flag")
        if opened.mended:
            what = "It is cut off or damaged; what could still be found of it was read."
            yield Problem(blob.name, what, "Ask the sender for it again.", "pdf_structure", "partial")
    finally:
        opened.handle.close()


def _read(blob: Blob, untrusted_bytes: bytes, opened: OpenedPdf) -> Iterator[Document | Blob | Problem]:
    handle = opened.handle
    if handle.get_formtype() != pdfium.FORMTYPE_NONE:
        handle.init_forms()
    sides = Sides(covers=blob.covers)
    revisions = Revisions(0, (), True)
    if blob.media_type != EARLIER and not opened.mended:
        revisions = revisions_of(untrusted_bytes, handle, opened.password)
        sides.boxes = {} if revisions.differing else None
    own = about(untrusted_bytes, handle, opened.password)
    whole = _document(blob, untrusted_bytes, opened, own, sides)
    pieces = list(divided(whole, sides.shapes, blob.partings))
    yield from pieces
    documents = {piece.path for piece in pieces if isinstance(piece, Document)}
    for piece in pieces:
        if isinstance(piece, Document):
            yield from told_beside(piece, sides.gaps)
    for remark in _remarks(blob, untrusted_bytes, handle, own, sides):
        yield from (remark,) if len(documents) == 1 else placed(remark, whole, pieces)
    names, gaps = MemberNames(), tuple(sides.gaps) or blob.gaps
    if revisions.held:
        yield revised(blob, revisions)
        covers = blacked_out(whole.pages, sides.boxes or {}, sides.spans.get(COVERED, ()))
        yield from _earlier(replace(blob, covers=covers, gaps=gaps), untrusted_bytes, revisions, names)
    yield from (beside(documents, file) for file in attachments(replace(blob, gaps=gaps), handle, names))


def _remarks(blob: Blob, untrusted_bytes: bytes, handle: Any, own: About, sides: Sides) -> Iterator[Problem]:
    yield from unread(blob, handle, sides)
    yield from _form(blob, handle)
    yield from remarks(blob, untrusted_bytes, handle, sides)
    yield from hidden(blob, sides)
    yield from stated(blob, own, labels(handle, len(sides.pages)))
    yield from told_by_photographs(blob.name, untrusted_bytes)


def _document(blob: Blob, untrusted_bytes: bytes, opened: OpenedPdf, own: About, sides: Sides) -> Document:
    text = _text(untrusted_bytes, opened, own, sides)
    return Document(
        path=blob.name,
        kind="pdf",
        text=text,
        title=own.title,
        author=own.author,
        date=own.made,
        pages=tuple(sides.pages),
    )


def _text(untrusted_bytes: bytes, opened: OpenedPdf, own: About, sides: Sides) -> str:
    """Give the text of all pages, one under the other, filling the sides as it goes."""
    parts: list[str] = []
    at = 0
    last = min(len(opened.handle), PAGES)
    led = bookmarks(opened.handle)
    with Looks(untrusted_bytes, opened) as looks:
        for number in range(1, last + 1):
            more = led.get(number, [])
            whole, page = _page(opened.handle, number, at, sides, looks, more)
            if number == last:
                titles = told_lines(TITLE, (own.title, own.author), sides.gaps)
                whole = "\n".join(filter(None, (whole, *form_lines(opened.handle), *titles)))
            parts.append(whole)
            sides.pages.append(Page(number, at, at + len(whole), *page))
            at += len(whole) + 1
    return "\n".join(parts)


def _page(opened: Any, number: int, at: int, sides: Sides, looks: Looks, led: list[str]) -> tuple[str, tuple[Any, ...]]:
    """Give a page's text that begins at a place, and its measures and words."""
    handle = pdfium.FPDF_LoadPage(opened, number - 1)
    if not handle:
        sides.unread.append(number)
        sides.shapes.append(Shapes())
        return "", ()
    try:
        side = side_of(handle, at)
        notes = notes_of(handle, opened.formenv, side)
        sides.shapes.append(shapes_of(handle))
        unseen = unseen_of(handle, opened.formenv, side)
        taken = note_taken(handle, side, unseen, sides, number)
        covered = covered_on(handle, side, unseen)
    finally:
        pdfium.FPDF_ClosePage(handle)
    for word in beneath(side.words, number, sides.covers):
        unseen.add(LATER, word)
    sides.note(number, side, notes, unseen)
    lines = [*notes.lines, *taken, *(looks.further(number, side, notes) if notes.painted else ())]
    said = "".join(side.text.split())
    lines += [f"[Bookmark: {title}]" for title in led if "".join(title.split()) not in said]
    return "\n".join(filter(None, (side.text, *lines))), (side.width, side.height, side.words, None, covered)


def _form(blob: Blob, opened: Any) -> Iterator[Problem]:
    """Give what must be said of a form whose pages only its own program draws."""
    if opened.get_formtype() not in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return
    if form_lines(opened):
        what = "It is a form that only its own program draws (XFA); its words and values stand at the end of its text."
        yield Problem(blob.name, what, "Open it in Adobe Reader to see it.", "xfa_form", "flag")
    else:
        what = "It is a form of a kind whose contents only its own program shows (XFA)."
        remedy = "Open it in Adobe Reader, print it to PDF, and add that."
        yield Problem(blob.name, what, remedy, "xfa_form", "partial")


def _earlier(blob: Blob, untrusted_bytes: bytes, revisions: Revisions, names: MemberNames) -> Iterator[Blob | Problem]:
    """Give each earlier version that says something else as a blob of the family."""
    for number, end in revisions.differing:
        name = names.safe(f"revision {number}")
        if blob.depth < MESSAGES:
            path = f"{blob.name}{INSIDE}{name}"
            yield Blob(
                path, untrusted_bytes[:end], EARLIER, blob.name, blob.depth + 1, covers=blob.covers, gaps=blob.gaps
            )
        else:
            what = f"It lies too deep for its earlier version ({name}) to be read."
            yield Problem(blob.name, what, "Save it by hand and add that.", "embedded_unread", "partial")


def _refused(blob: Blob, code: int) -> Problem:
    if code in LOCKED:
        remedy = "Ask the sender for the password, then give it under Locked files, or with: rejoinder unlock CASE."
        return Problem(blob.name, "It is locked with a password.", remedy, "encrypted", "refused")
    what = "It is damaged, or no PDF: its structure cannot be followed."
    return Problem(blob.name, what, "Ask the sender for it again.", "pdf_structure", "refused")
