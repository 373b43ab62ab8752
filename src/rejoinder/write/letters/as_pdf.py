"""A letter as a tagged PDF (PDF/UA-1), the same to the byte for the same words and day."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

from rejoinder.write.letters.paper import Annex, Paper, Piece, letter_of, reference_lines

LACKING = "could not be displayed"
"""What is said of a letter for which no font has the shape."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment that a PDF says it was made: its day stands on the page, and a clock would make every file another."""


def as_pdf(paper: Paper) -> bytes:
    """Give a letter as PDF; a script that the fonts inside the library lack is set in those of the computer."""
    import typst

    told = {"paper": json.dumps(_plain(_told(paper)))}
    for system, standards in ((False, ["ua-1"]), (True, ["ua-1"]), (True, [])):
        compiler, template = _compiler(system)
        try:
            made = compiler.compile(template, format="pdf", sys_inputs=told, timestamp=MADE, pdf_standards=standards)
        except typst.TypstError as fault:
            if LACKING not in str(fault) or not standards:
                raise
            continue
        if isinstance(made, bytes):
            return made
    raise TypeError("The letter has no single PDF.")


@cache
def _compiler(system: bool) -> tuple[Any, bytes]:
    """Give what sets it; the fonts of a computer are asked only where those inside the library do not do."""
    import typst

    template = resources.files("rejoinder.write.letters").joinpath("letter.typ").read_bytes()
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=system)), template


def _plain(told: Any) -> Any:
    """Give what is told without characters that cannot be printed."""
    if isinstance(told, str):
        return "".join(one for one in told if one.isprintable() or one in "\n\t")
    if isinstance(told, dict):
        return {key: _plain(value) for key, value in told.items()}
    return [_plain(one) for one in told] if isinstance(told, list | tuple) else told


def _told(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "foot": paper.foot,
        "language": paper.language,
        "pages": paper.pages,
        "about": paper.about,
        "day": paper.day,
        "sender": paper.sender,
        "recipient": paper.recipient,
        "reference": paper.reference,
        "subject": paper.subject,
        "body": [
            {"mark": line.mark, "number": line.number, "pieces": list(map(_piece, line.pieces))} for line in paper.body
        ],
        "ending": paper.ending,
        "references": [
            {"number": one.number, "path": one.path, "batch": one.batch, "places": list(reference_lines(one))}
            for one in paper.references
        ],
        "law": [{"letter": one.letter, "title": one.source.title, "url": one.source.url} for one in paper.law],
        "annexes": list(map(_annex, paper.annexes)),
    }


def _piece(piece: Piece) -> dict[str, Any]:
    marks = [*map(str, piece.refs), *map(letter_of, piece.law)]
    return {"words": piece.words, "marks": marks, "gap": bool(piece.gap)}


def _annex(annex: Annex) -> dict[str, Any]:
    entries = [
        {
            "label": one.label,
            "head": one.head,
            "lines": one.lines,
            "shown": [{"place": shown.place, "how": shown.how, "exact": shown.exact} for shown in one.shown],
            "text": one.text,
        }
        for one in annex.entries
    ]
    return {"name": annex.name, "title": annex.title, "about": annex.about, "entries": entries}
