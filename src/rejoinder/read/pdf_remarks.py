"""What must be said of a PDF beside its words: what was not read, and what the eye would not see or see otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.covered import REDACTIONS
from rejoinder.model import Blob, Gap, Page, Problem, Word
from rejoinder.read.limits import PAGES
from rejoinder.read.pdf_about import About
from rejoinder.read.pdf_later import Cover
from rejoinder.read.pdf_lines import Edges
from rejoinder.read.pdf_marks import active, lying_fonts, polyglot, portfolio, skeleton
from rejoinder.read.pdf_notes import Notes
from rejoinder.read.pdf_pages import Side
from rejoinder.read.pdf_revisions import Revisions
from rejoinder.read.pdf_unseen import (
    BEYOND,
    BLACK,
    COVERED,
    DIFFERS,
    HIDDEN,
    IN_LINE,
    LABEL,
    LATER,
    UNDRAWN,
    Unseen,
)
from rejoinder.read.printed.drawn import Shapes

_COMPARE = "Compare the pages with the text."
_LOOK = "The words are marked where they stand. Look at the page itself before you rely on them."
_OCR = "Run text recognition (OCR) on it, for instance with ocrmypdf, and add what comes out."
_SPANS = 2_000
"""Spans told of one kind; of redactions all, because their words are not shown."""
_LABELS = 6
"""Labels of pages told."""
_SAID = {
    UNDRAWN: "It has text that is not drawn (as under a scan) on {}.",
    HIDDEN: (
        "It has words that nobody sees on {}: beside the page, too small to read, in the colour"
        " of what lies behind them, or in a layer that is switched off."
    ),
    COVERED: "It has words beneath a picture, a filled shape or a note on {}.",
    BLACK: "It has dark words on a ground as dark, as if they were blacked out, on {}.",
    IN_LINE: "It has words that nobody sees between words of the same line that are seen, on {}.",
    BEYOND: "It has words beyond where it was cropped, which go on from those that are seen, on {}.",
    LATER: "It has words that a later version of it blacked out, on {}.",
    LABEL: "It has words written on boxes that say why something was blacked out, on {}.",
    DIFFERS: "Its text has words where the page shows none, on {}.",
}


@dataclass(slots=True)
class Sides:
    """What was seen of the pages while they were read, by page number."""

    pages: list[Page] = field(default_factory=list)
    shapes: list[Shapes] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    uncompared: list[int] = field(default_factory=list)
    to_redact: list[int] = field(default_factory=list)
    unseen: dict[str, list[int]] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    boxes: dict[int, list[Edges]] | None = None
    """What is painted black on each page; None where no earlier version needs to know."""
    covers: tuple[Cover, ...] = ()
    """What a later version blacked out."""
    gaps: list[Gap] = field(default_factory=list)
    """What stands beside its boxes beneath which no word is."""

    def note(self, number: int, side: Side, notes: Notes, unseen: Unseen) -> None:
        """Note what must be pointed out of a page."""
        if side.picture:
            self.pictures.append(number)
        if side.unmapped * 3 > len(side.words):
            self.unmapped.append(number)
        if side.missed > 0 or unseen.downwards:
            self.missed.append(number)
        if unseen.unread:
            self.wordless.append(number)
        if not unseen.compared:
            self.uncompared.append(number)
        if notes.marked:
            self.to_redact.append(number)
            self.spans.setdefault("redaction_not_applied", []).extend(notes.redactions)
        for code, words in unseen.words.items():
            self.unseen.setdefault(code, []).append(number)
            if code != UNDRAWN or len(words) < len(side.words) / 2:
                self.spans.setdefault(code, []).extend(runs_of(words))


def runs_of(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Give start..end of each run of words that follow one another with one character between."""
    runs: list[tuple[int, int]] = []
    for word in sorted(words):
        if runs and word.start - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return runs


def unread(blob: Blob, opened: Any, sides: Sides) -> Iterator[Problem]:
    """Give what was not read of the pages."""
    if len(opened) > PAGES:
        what = f"It has {len(opened):,} pages; only the first {PAGES:,} were read."
        yield Problem(blob.name, what, "Split it into smaller files and add those.", "page_limit", "partial")
    if sides.pictures:
        what = f"It has pages that are pictures: {numbers(sides.pictures)}."
        yield Problem(blob.name, what, _OCR, "no_text_layer", "partial")
    if sides.missed:
        what = f"Not every letter of it was read, on {on_pages(sides.missed)}."
        yield Problem(blob.name, what, "Compare the pages with the text, and report it.", "text_missed", "partial")
    if sides.unread:
        what = f"It has pages that are damaged: {numbers(sides.unread)}."
        yield Problem(blob.name, what, "Ask the sender for it again.", "pdf_page", "partial")


def remarks(blob: Blob, untrusted_bytes: bytes, opened: Any, sides: Sides) -> Iterator[Problem]:
    """Give flags for what the eye would not see, or would see otherwise."""
    skeleton_ = skeleton(untrusted_bytes)
    if pdfium.FPDF_GetSecurityHandlerRevision(opened) != -1:
        what = "Its maker forbids some uses of it by a password; all of it can be read."
        yield Problem(blob.name, what, "", "owner_restrictions", "flag")
    if active(skeleton_) or pdfium.FPDFDoc_GetJavaScriptActionCount(opened) > 0:
        what = "It holds commands that a viewer may run; they were not run."
        yield Problem(blob.name, what, "Do not open it in a browser.", "active_content", "flag")
    if portfolio(skeleton_):
        what = "It is a portfolio: its pages are a cover, and what it holds are the files inside."
        yield Problem(blob.name, what, "", "portfolio", "flag")
    if polyglot(untrusted_bytes):
        what = "It is a file of another kind as well; it was read as a PDF."
        yield Problem(blob.name, what, "Ask the sender how it was made.", "polyglot", "flag")
    if sides.unmapped:
        what = f"It does not say what its letters mean on {on_pages(sides.unmapped)}."
        yield Problem(blob.name, what, _COMPARE, "unmapped_letters", "flag")
    if lying_fonts(skeleton_, untrusted_bytes):
        what = "Letters of it are drawn as other letters than its text says."
        yield Problem(blob.name, what, _COMPARE, "text_image_mismatch", "flag")


def hidden(blob: Blob, sides: Sides) -> Iterator[Problem]:
    """Give flags for words that are in the text and not seen, each with where they stand."""
    for code, said in _SAID.items():
        if code in sides.unseen:
            most = None if code in REDACTIONS else _SPANS
            spans = tuple(sides.spans.get(code, ())[:most])
            remedy = _COMPARE if code == UNDRAWN else _LOOK
            yield Problem(blob.name, said.format(on_pages(sides.unseen[code])), remedy, code, "flag", spans)
    if sides.wordless:
        what = (
            "Its picture shows marks where its text has no words (a drawing, handwriting, a stamp,"
            f" or words that were not recognised) on {on_pages(sides.wordless)}."
        )
        yield Problem(blob.name, what, _COMPARE, "text_layer_differs", "flag")
    if sides.uncompared:
        what = f"It paints too much on {on_pages(sides.uncompared)} for its text to be held against what is seen."
        yield Problem(blob.name, what, _COMPARE, "not_compared", "flag")
    if sides.to_redact:
        what = f"It marks something for redaction that was not carried out, on {on_pages(sides.to_redact)}."
        spans = tuple(sides.spans["redaction_not_applied"])
        yield Problem(blob.name, what, _LOOK, "redaction_not_applied", "flag", spans)


def stated(blob: Blob, about: About, labels: dict[int, str]) -> Iterator[Problem]:
    """Give flags for a change after the file was made, and for pages labelled otherwise than they are counted."""
    if about.made and about.changed and about.made[:10] < about.changed[:10]:
        program = f" with {about.program}" if about.program else ""
        what = f"It says it was made on {about.made[:10]}{program} and changed on {about.changed[:10]}."
        yield Problem(blob.name, what, "Ask for what it was before, if that matters.", "changed_after", "flag")
    if labels:
        told = "; ".join(f"{number} = “{label}”" for number, label in list(labels.items())[:_LABELS])
        more = ", and so on" if len(labels) > _LABELS else ""
        what = f"Its pages have labels of their own: {told}{more}."
        yield Problem(blob.name, what, "Cite the page as it is counted here, and its label.", "page_labels", "flag")


def revised(blob: Blob, revisions: Revisions) -> Problem:
    """Give the flag for a file that still holds its earlier versions."""
    what = "It was changed after it was made, and still holds how it was before"
    if revisions.differing:
        named = ", ".join(f"revision {number}" for number, _ in revisions.differing)
        what += f"; words that are gone or changed stand in {named}."
    elif revisions.compared:
        what += "; its words are the same."
    else:
        what += "; the earlier words could not all be compared."
    return Problem(blob.name, what, "Compare its versions.", "incremental_update", "flag")


def on_pages(pages: Sequence[int]) -> str:
    """Give `page 3` or `pages 3–7, 9`."""
    return f"{'page' if len(pages) == 1 else 'pages'} {numbers(pages)}"


def numbers(pages: Sequence[int]) -> str:
    """Give page numbers in words: runs as 3–7, and at most twenty of them."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:20]]
    return ", ".join(told) + (" and more" if len(runs) > 20 else "")
