"""PDFs as pages of text with a box for every word, with all that hangs from them and lies beneath them."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.model import Blob, Document, Page, Problem
from rejoinder.read.limits import PAGES
from rejoinder.read.pdf_attachments import attachments
from rejoinder.read.pdf_cycles import overdrawn, without_cycles
from rejoinder.read.pdf_marks import active, bursts, lying_fonts, polyglot, skeleton
from rejoinder.read.pdf_notes import notes_of
from rejoinder.read.pdf_pages import Side, side_of
from rejoinder.read.pdf_revisions import earlier_lines
from rejoinder.read.pdf_text import wide
from rejoinder.read.printed import beside, divided
from rejoinder.read.printed.drawn import Shapes, shapes_of
from rejoinder.read.stamps import iso_of_parts

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())
_DATE = re.compile(
    r"\s*+(?:D:)?(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?"
    r"(?:\.\d+)?\s*+(Z|[+-]\d\d(?:'?:?\d\d)?)?"
)
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_CATALOGUE = re.compile(rb"\b(\d{1,9})\s{1,4}0\s{1,4}obj\s{0,4}<<[^>]{0,300}/Type\s{0,4}/Catalog\b")
ONE_AT_A_TIME = threading.RLock()
"""PDFium may be entered by one thread only; a PDF within a PDF is read by the thread that is there already."""
_BURSTS = "What is packed in it is more than allowed when unpacked."
_EARLIER = "[In an earlier version of this page]"


@dataclass(slots=True)
class _Sides:
    """What was seen of the pages while they were read, by page number."""

    pages: list[Page] = field(default_factory=list)
    shapes: list[Shapes] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    undrawn: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)

    def note(self, number: int, side: Side) -> None:
        """Note what must be pointed out of a page."""
        if side.picture:
            self.pictures.append(number)
        if side.undrawn:
            self.undrawn.append(number)
        if side.unmapped * 3 > len(side.words):
            self.unmapped.append(number)


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
        opened, repaired = opened_pdf(untrusted_bytes)
    except pypdfium2.PdfiumError as fault:
        yield _refused(blob, getattr(fault, "err_code", 0))
        return
    try:
        yield from _read(blob, untrusted_bytes, opened)
        if repaired:
            what = "It is cut off or damaged; what could still be found of it was read."
            yield Problem(blob.name, what, "Ask the sender for it again.", "pdf_structure", "partial")
    finally:
        opened.close()


def opened_pdf(untrusted_bytes: bytes) -> tuple[Any, bool]:
    """Give the PDF opened, and whether it had to be given an end that leads to its catalogue for that."""
    guarded = without_cycles(untrusted_bytes)
    try:
        opened = pypdfium2.PdfDocument(guarded)
        if _has_pages(opened):
            return opened, False
        opened.close()
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", 0) in _LOCKED:
            raise
    catalogue = _CATALOGUE.search(guarded)
    if catalogue:
        opened = pypdfium2.PdfDocument(guarded + b"\nendobj\ntrailer\n<</Root %s 0 R>>\n" % catalogue[1])
        if _has_pages(opened):
            return opened, True
        opened.close()
    raise pypdfium2.PdfiumError("It has no page.")


def _has_pages(opened: Any) -> bool:
    """Say whether the first page can be loaded, or the second."""
    for number in range(min(2, len(opened))):
        page = pdfium.FPDF_LoadPage(opened, number)
        if page:
            pdfium.FPDF_ClosePage(page)
            return True
    return False


def _read(blob: Blob, untrusted_bytes: bytes, opened: Any) -> Iterator[Document | Blob | Problem]:
    if opened.get_formtype() != pdfium.FORMTYPE_NONE:
        opened.init_forms()
    sides = _Sides()
    lost, compared = earlier_lines(untrusted_bytes, opened)
    text = _text(opened, sides, lost)
    whole = Document(
        path=blob.name,
        kind="pdf",
        text=text,
        title=_metadata(opened, b"Title"),
        author=_metadata(opened, b"Author"),
        date=date_of(_metadata(opened, b"CreationDate")),
        pages=tuple(sides.pages),
    )
    given: set[str] = set()
    for piece in divided(whole, sides.shapes):
        given.add(piece.path if isinstance(piece, Document) else "")
        yield piece
    yield from _unread(blob, opened, sides)
    yield from _remarks(blob, untrusted_bytes, opened, sides)
    if compared is not None:
        yield _revised(blob, compared, bool(lost))
    yield from (beside(given, file) for file in attachments(blob, opened))


def _text(opened: Any, sides: _Sides, lost: dict[int, list[str]]) -> str:
    """Give the text of all pages, one under the other, filling the sides as it goes."""
    parts: list[str] = []
    at = 0
    for number in range(1, min(len(opened), PAGES) + 1):
        handle = pdfium.FPDF_LoadPage(opened, number - 1)
        if not handle:
            sides.unread.append(number)
            sides.pages.append(Page(number, at, at))
            sides.shapes.append(Shapes())
            continue
        try:
            side = side_of(handle, at)
            notes = notes_of(handle, opened.formenv)
            sides.shapes.append(shapes_of(handle))
        finally:
            pdfium.FPDF_ClosePage(handle)
        sides.note(number, side)
        earlier = [_EARLIER, *lost[number]] if number in lost else []
        text = "\n".join((*((side.text,) if side.text else ()), *notes, *earlier))
        end = at + len(text)
        sides.pages.append(Page(number, at, end, side.width, side.height, side.words))
        parts.append(text)
        at = end + 1
    return "\n".join(parts)


def _unread(blob: Blob, opened: Any, sides: _Sides) -> Iterator[Problem]:
    """Give what was not read of the pages."""
    if len(opened) > PAGES:
        what = f"It has {len(opened):,} pages; only the first {PAGES:,} were read."
        yield Problem(blob.name, what, "Split it into smaller files and add those.", "page_limit", "partial")
    if sides.pictures:
        what = f"It has pages that are pictures: {_numbers(sides.pictures)}."
        remedy = "Run text recognition (OCR) on it, for instance with ocrmypdf, and add what comes out."
        yield Problem(blob.name, what, remedy, "no_text", "partial")
    if sides.unread:
        what = f"It has pages that are damaged: {_numbers(sides.unread)}."
        yield Problem(blob.name, what, "Ask the sender for it again.", "pdf_page", "partial")
    if opened.get_formtype() == pdfium.FORMTYPE_XFA_FULL:
        what = "It is a form of a kind whose contents only its own program shows (XFA)."
        remedy = "Open it in Adobe Reader, print it to PDF, and add that."
        yield Problem(blob.name, what, remedy, "xfa_form", "partial")


def _remarks(blob: Blob, untrusted_bytes: bytes, opened: Any, sides: _Sides) -> Iterator[Problem]:
    """Give flags for what the eye would not see, or would see otherwise."""
    skeleton_ = skeleton(untrusted_bytes)
    compare = "Compare the pages with the text."
    if pdfium.FPDF_GetSecurityHandlerRevision(opened) != -1:
        what = "Its maker forbids some uses of it by a password; all of it can be read."
        yield Problem(blob.name, what, "", "owner_restrictions", "flag")
    if active(skeleton_) or pdfium.FPDFDoc_GetJavaScriptActionCount(opened) > 0:
        what = "It holds commands that a viewer may run; they were not run."
        yield Problem(blob.name, what, "Do not open it in a browser.", "active_content", "flag")
    if polyglot(untrusted_bytes):
        what = "It is a file of another kind as well; it was read as a PDF."
        yield Problem(blob.name, what, "Ask the sender how it was made.", "polyglot", "flag")
    if sides.undrawn:
        what = f"It has text that is not drawn (as under a scan) on pages {_numbers(sides.undrawn)}."
        yield Problem(blob.name, what, compare, "invisible_text", "flag")
    if sides.unmapped:
        what = f"It does not say what its letters mean on pages {_numbers(sides.unmapped)}."
        yield Problem(blob.name, what, compare, "unmapped_letters", "flag")
    if lying_fonts(skeleton_, untrusted_bytes):
        what = "Letters of it are drawn as other letters than its text says."
        yield Problem(blob.name, what, compare, "text_image_mismatch", "flag")


def _revised(blob: Blob, compared: bool, lost: bool) -> Problem:
    """Give the flag for a file that still holds its earlier versions."""
    what = "It was changed after it was made, and still holds how it was before"
    if lost:
        what += f'; words that are gone stand under "{_EARLIER}".'
    elif compared:
        what += "; its words are the same."
    else:
        what += "; the earlier words could not all be compared."
    return Problem(blob.name, what, "Compare its versions.", "incremental_update", "flag")


def _refused(blob: Blob, code: int) -> Problem:
    if code in _LOCKED:
        remedy = "Ask the sender for the password, save it without, and add that."
        return Problem(blob.name, "It is locked with a password.", remedy, "encrypted", "refused")
    what = "It is damaged, or no PDF: its structure cannot be followed."
    return Problem(blob.name, what, "Ask the sender for it again.", "pdf_structure", "refused")


def _metadata(opened: Any, key: bytes) -> str:
    """Give one of the document's own statements about itself, on one line."""
    stated = wide(lambda buffer, size: pdfium.FPDF_GetMetaText(opened, key, buffer, size))
    return " ".join(stated.split())


def date_of(stated: str) -> str:
    """Give a PDF's date as ISO 8601 with the precision it has (ISO 32000-1, 7.9.4); empty when impossible."""
    found = _DATE.match(stated)
    if not found:
        return ""
    *parts, zone = found.groups()
    zone = (zone or "").replace("'", "").replace(":", "")
    return iso_of_parts(parts, f"{zone}00" if len(zone) == 3 else zone)


def _numbers(pages: list[int]) -> str:
    """Give page numbers in words: runs as 3–7, and at most twenty of them."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:20]]
    return ", ".join(told) + (" and more" if len(runs) > 20 else "")
