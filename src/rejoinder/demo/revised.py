"""A letter that was changed after it was made: the earlier version lies beneath the later one, which bears a note."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import pikepdf

from rejoinder.model import Blob, Page, Word
from rejoinder.read import read

_TABLE = re.compile(rb"(\d{10}) (\d{5} [nf] ?\r?\n)")


def revised(earlier: bytes, now: bytes, note: Mapping[str, Any]) -> bytes:
    """Give the later letter with its note as an update to the earlier one, the same to the byte each time."""
    before = _plain(earlier, None)
    after = _plain(now, note)
    start, at = after.index(b"\n1 0 obj") + 1, after.rindex(b"xref\n0 ")
    shift = len(before) - start
    table, _, trailer = after[at:].partition(b"trailer")
    moved = _TABLE.sub(lambda row: b"%010d %s" % (int(row[1]) + shift if int(row[1]) else 0, row[2]), table)
    previous = before[before.rindex(b"startxref") :].split()[1]
    trailer = trailer[: trailer.rindex(b">>")] + b"/Prev %s >>" % previous
    return before + after[start:at] + moved + b"trailer" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % (at + shift)


def _plain(letter: bytes, note: Mapping[str, Any] | None) -> bytes:
    """Give a letter written with every object by itself, and with its note."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as opened:
        if note:
            _add_note(opened, letter, note)
        opened.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return written.getvalue()


def _add_note(opened: pikepdf.Pdf, letter: bytes, note: Mapping[str, Any]) -> None:
    """Highlight words of a letter, with what is said of them."""
    page, words = place(letter, note["over"])
    left, right = words[0].left, words[-1].right
    top, bottom = (page.height - edge for edge in (words[0].top, words[-1].bottom))
    highlight = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Highlight,
        Rect=[left, bottom, right, top],
        QuadPoints=[left, top, right, top, left, bottom, right, bottom],
        C=[1, 0.9, 0.4],
        T=note["by"],
        M=f"D:{re.sub('[^0-9]', '', note['at'])}Z",
        Contents=note["words"],
    )
    opened.pages[page.number - 1].Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(highlight)]))


def place(letter: bytes, over: str) -> tuple[Page, list[Word]]:
    """Give the page on which words stand, and their boxes."""
    (document,) = (one for reading in read(Blob("letter.pdf", letter), "") for one in reading.documents)
    start = document.text.index(over)
    for page in document.pages:
        words = [word for word in page.words if start <= word.start < start + len(over)]
        if words:
            return page, words
    raise ValueError(f"{over} stands on no page.")
