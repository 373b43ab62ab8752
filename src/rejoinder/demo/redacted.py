"""A letter on which a black box was drawn over words that are still in it."""

from __future__ import annotations

import io

import pikepdf

from rejoinder.demo.revised import place


def redacted(letter: bytes, over: str) -> bytes:
    """Give a letter with a black box over words, the same to the byte each time."""
    page, words = place(letter, over)
    boxes = (
        f"{word.left - 1:.2f} {page.height - word.bottom - 1:.2f} {word.right - word.left + 2:.2f}"
        f" {word.bottom - word.top + 2:.2f} re"
        for word in words
    )
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as opened:
        side = opened.pages[page.number - 1]
        side.contents_add(opened.make_stream(b"q"), prepend=True)
        side.contents_add(opened.make_stream(f"Q q 0 g {' '.join(boxes)} f Q".encode()))
        opened.save(written, static_id=True)
    return written.getvalue()
