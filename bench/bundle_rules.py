"""The fourteen rules for court bundles looked at in a file, with pikepdf alone and nothing of the program that made it.

Written from the General guidance on electronic court bundles (29 November 2021): each function is one point of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from bench.bundle_reader import Reader, Sheet


class Expected(NamedTuple):
    """What is known of one document that was put into a bundle."""

    title: str
    section: str
    marks: tuple[str, ...]
    """A word that each of its pages shows, in order; of a document set in type only the first page's."""
    turns: tuple[int | None, ...] = ()
    """Of pages that are pictures, by how many degrees clockwise what they show was turned; None for other pages."""


@dataclass
class Facts:
    """What is known of a bundle."""

    case: str
    documents: Sequence[Expected]
    by_section: bool = False
    earlier: Path | None = None
    whole: Sequence[str] = ()
    """Of a core bundle, the titles of the whole one."""
    is_core: bool = False


def one_pdf(seen: Reader, _facts: Facts) -> str:
    """1. It is a PDF, whole, that asks for no password."""
    if seen.path.read_bytes()[:5] != b"%PDF-" or seen.pdf.is_encrypted:
        return "no plain PDF"
    faults = seen.pdf.check_pdf_syntax()
    return str(faults[0]) if faults else ""


def numbered(seen: Reader, facts: Facts) -> str:
    """2. Numbers by computer, on every page, from the first on and without a gap, those of the PDF."""
    before = ("", 0)
    for at, sheet in enumerate(seen.sheets):
        corner = [text.strip() for text, x, y, lean in sheet.texts if y < 0.12 and x > 0.5 and lean == 0]
        label = seen.pdf.pages[at].label
        if label not in corner:
            return f"page {at + 1} does not show {label}"
        sheet.number = label
        if not facts.by_section and label != str(at + 1):
            return f"page {at + 1} is numbered {label}"
        if facts.by_section:
            told = re.fullmatch(r"([A-Z]+)(\d+)", label)
            here = (told[1], int(told[2])) if told else ("", before[1] + 1)
            goes_on = here == (before[0], before[1] + 1)
            begins = here[1] == 1 and here[0] == _next(before[0])
            if not (goes_on or begins):
                return f"{label} follows {before}"
            before = here
    return ""


def _next(letters: str) -> str:
    if not letters:
        return "A"
    if letters[-1] != "Z":
        return letters[:-1] + chr(ord(letters[-1]) + 1)
    return (_next(letters[:-1]) if letters[:-1] else "A") + "A"


def _begins(seen: Reader, facts: Facts) -> list[int]:
    """Give the page on which each document begins, by the word that its first page shows."""
    found, at = [], 0
    indexes = {number for number, page in enumerate(seen.pdf.pages) if _has_leads(page.obj)}
    for one in facts.documents:
        while at < len(seen.sheets) and (at in indexes or not _shows(seen.sheets[at], one.marks[0])):
            at += 1
        found.append(at)
        at += 1
    return found


def _has_leads(page: Any) -> bool:
    return any("/Dest" in note for note in page.get("/Annots", ()))


def _shows(sheet: Sheet, mark: str) -> bool:
    return mark in "".join(text for text, *_ in sheet.texts).replace(" ", "").replace("\u200b", "")


def index_linked(seen: Reader, facts: Facts) -> str:
    """3. Every entry of the index leads to its document."""
    reached: set[int] = set()
    for at, page in enumerate(seen.pdf.pages):
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") == "/Link" and (
                "/Dest" in note or note.get("/A", pikepdf.Dictionary()).get("/S") == "/GoTo"
            ):
                to, _, _ = seen.leads(note.get("/Dest", note.get("/A")))
                if to is None or to <= at:
                    return f"a link on page {at + 1} leads to {to}"
                reached.add(to)
    wanted = _begins(seen, facts)
    missed = [one for one in wanted if one not in reached]
    return f"no link to page {missed[0] + 1}" if missed else "" if reached <= set(wanted) else "a link to no document"


def all_bookmarked(seen: Reader, facts: Facts) -> str:
    """4. Every document and every section is bookmarked."""
    marked = [(words, to[0]) for _, words, to in seen.bookmarks()]
    for start, one in zip(_begins(seen, facts), facts.documents, strict=True):
        if not any(to == start and words.startswith(one.title[:60]) for words, to in marked):
            return f"no bookmark for {one.title} on page {start + 1}"
        if one.section and not any(one.section in words for words, _ in marked):
            return f"no bookmark for section {one.section}"
    return ""


def bookmarks_numbered(seen: Reader, _facts: Facts) -> str:
    """5. Each bookmark is short and has the page's number."""
    for _, words, (to, *_more) in seen.bookmarks():
        number = seen.sheets[to].number if to is not None else None
        if not number or len(words) > 120 or not re.search(rf"\b{re.escape(number)}\b", words):
            return f"{words!r} for page {number}"
    return ""


def searchable(seen: Reader, facts: Facts) -> str:
    """6. Every page with typed words has them as words."""
    for start, one in zip(_begins(seen, facts), facts.documents, strict=True):
        for offset, mark in enumerate(one.marks):
            if start + offset >= len(seen.sheets) or not _shows(seen.sheets[start + offset], mark):
                return f"{mark} is not on page {start + offset + 1} ({one.title})"
    return ""


def upright(seen: Reader, facts: Facts) -> str:
    """7. Everything can be read from left to right; nothing is upside down."""
    for at, sheet in enumerate(seen.sheets):
        leans: dict[int, int] = {}
        for text, _, _, lean in sheet.texts:
            leans[lean] = leans.get(lean, 0) + len(text)
        if leans and max(leans, key=lambda one: leans[one]) != 0:
            return f"page {at + 1} leans {leans}"
    for start, one in zip(_begins(seen, facts), facts.documents, strict=True):
        for offset, turned in enumerate(one.turns):
            images = [turn for _, turn in seen.sheets[start + offset].images]
            if turned is not None and images and (images[0] + turned) % 360:
                return f"the picture on page {start + offset + 1} stands turned by {images[0]} and {turned}"
    return ""


def opens_whole(seen: Reader, _facts: Facts) -> str:
    """8. It is shown at 100 % at first."""
    _, kind, zoom = seen.leads(seen.pdf.Root.get("/OpenAction"))
    if kind != "/XYZ" or zoom != 1:
        return f"opens {kind} {zoom}"
    wrong = [words for _, words, (_, kind, zoom) in seen.bookmarks() if kind != "/XYZ" or zoom not in (0, 1, None)]
    return f"{wrong[0]} changes the view" if wrong else ""


def not_too_fine(seen: Reader, _facts: Facts) -> str:
    """9. No more than 300 dots per inch."""
    for at, sheet in enumerate(seen.sheets):
        if any(dots > 301.5 for dots, _ in sheet.images):
            return f"page {at + 1} has {max(sheet.images)[0]:.0f} dots per inch"
    return ""


def made_small(seen: Reader, _facts: Facts) -> str:
    """10. Made to be shown page by page, its streams packed."""
    if not seen.pdf.is_linearized:
        return "not linearised"
    for one in seen.pdf.objects:
        if isinstance(one, pikepdf.Stream) and "/Filter" not in one and len(one.read_raw_bytes()) > 4096:
            return "a long stream is not packed"
    return ""


def core(_seen: Reader, facts: Facts) -> str:
    """11. A core bundle holds what the whole one does, and keeps the same rules."""
    if not facts.is_core:
        return ""
    return "" if {one.title for one in facts.documents} <= set(facts.whole) else "it has what the whole has not"


def late(seen: Reader, facts: Facts) -> str:
    """12. What is added later stands at the end, numbered on, and moves nothing."""
    if facts.earlier is None:
        return ""
    before = Reader(facts.earlier)
    if len(before.sheets) >= len(seen.sheets):
        return "nothing was added"
    for at, (one, other) in enumerate(zip(before.sheets, seen.sheets, strict=False)):
        if one.texts != other.texts:
            return f"page {at + 1} is not what it was"
    return ""


def named(seen: Reader, facts: Facts) -> str:
    """13. The file's name says which case and which bundle."""
    stem = seen.path.stem.lower()
    return "" if facts.case.split()[0].lower() in stem and "bundle" in stem else f"named {stem}"


def on_paper(seen: Reader, _facts: Facts) -> str:
    """14. A printed copy has the same numbers: they are drawn on the page, within what is printed of it."""
    for at, (sheet, page) in enumerate(zip(seen.sheets, seen.pdf.pages, strict=True)):
        label = page.label
        if not any(text.strip() == label and 0 <= x <= 1 and 0 <= y <= 1 for text, x, y, _ in sheet.texts):
            return f"page {at + 1} would not print {label}"
    return ""


POINTS = (
    one_pdf,
    numbered,
    index_linked,
    all_bookmarked,
    bookmarks_numbered,
    searchable,
    upright,
    opens_whole,
    not_too_fine,
    made_small,
    core,
    late,
    named,
    on_paper,
)
"""The fourteen, in the order of the guidance; each gives what is at fault, or nothing."""


def faults(path: Path, facts: Facts) -> dict[str, str]:
    """Give what is at fault with a bundle, by the name of the point; nothing where all fourteen are met."""
    seen = Reader(path)
    found = {point.__name__: point(seen, facts) for point in POINTS}
    return {name: fault for name, fault in found.items() if fault}
