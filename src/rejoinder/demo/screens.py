"""Pictures of a screen in one PDF: each a picture, with words laid unseen over it as scanning programs lay them."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

import pikepdf

from rejoinder.demo.posts import FORUM, Post, first_words, words
from rejoinder.model import Blob, Document, Page
from rejoinder.read import read
from rejoinder.read.pdf_open import opened_pdf

DOTS = 150
"""Dots an inch of a picture."""
_HEIGHT, _WIDTH = 0.8, 0.6
"""Height and width of a letter of Courier over the size of its type: unseen words are as large as those seen."""


def pictured(pictures: Iterable[Mapping[str, Any]], posts: Sequence[Post], date: str) -> bytes:
    """Give the PDF of pictures of a forum, the same to the byte each time."""
    drawn = _drawn([_told(picture, posts) for picture in pictures], date)
    (document,) = (one for reading in read(Blob("screens.pdf", drawn), "") for one in reading.documents)
    made = pikepdf.new()
    opened = opened_pdf(drawn, ()).handle
    try:
        for page in document.pages:
            dots = opened[page.number - 1].render(scale=DOTS / 72).to_numpy()
            _add(made, document, page, dots[:, :, 2::-1].tobytes(), (dots.shape[1], dots.shape[0]))
    finally:
        opened.close()
    made.docinfo["/CreationDate"] = f"D:{date.replace('-', '')}220000Z"
    written = io.BytesIO()
    made.save(written, static_id=True)
    return written.getvalue()


def _told(picture: Mapping[str, Any], posts: Sequence[Post]) -> dict[str, object]:
    """Give what stands on a picture."""
    shown = [post for post in posts if post["id"] in picture["posts"]]
    said = first_words if picture.get("earlier") else words
    return {
        "forum": FORUM,
        "taken": picture["taken"],
        "thread": picture["thread"],
        "posts": [
            {"by": post["by"], "at": post["at"][:16].replace("T", " "), "words": said(post).split("\n\n")}
            for post in shown
        ],
    }


def _drawn(pictures: Sequence[Mapping[str, object]], date: str) -> bytes:
    """Give the pictures as pages of type, before they are pictures."""
    import typst

    content = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False)).compile(
        (files("rejoinder.demo") / "screen.typ").read_bytes(),
        format="pdf",
        sys_inputs={"pictures": json.dumps(pictures)},
        timestamp=datetime.fromisoformat(f"{date}T12:00:00+00:00"),
    )
    if not isinstance(content, bytes):
        raise TypeError("The pictures have no single PDF.")
    return content


def _add(made: pikepdf.Pdf, document: Document, page: Page, dots: bytes, size: tuple[int, int]) -> None:
    """Add a page: its picture, and over it the words, unseen."""
    picture = made.make_stream(
        zlib.compress(dots, 9),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier,
                              Encoding=pikepdf.Name.WinAnsiEncoding)  # fmt: skip
    lines = [f"q {page.width:.2f} 0 0 {page.height:.2f} 0 0 cm /I Do Q", "BT 3 Tr"]
    for word in page.words:
        told = document.text[word.start : word.end].encode("cp1252", "replace")
        escaped = told.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("cp1252")
        size_of_type = max(1.0, (word.bottom - word.top) / _HEIGHT)
        wide = _WIDTH * size_of_type * max(1, len(told))
        lines.append(
            f"/F {size_of_type:.2f} Tf {100 * (word.right - word.left) / wide:.2f} Tz"
            f" 1 0 0 1 {word.left:.2f} {page.height - word.bottom:.2f} Tm ({escaped} ) Tj"
        )
    side = made.add_blank_page(page_size=(page.width, page.height))
    side.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture), Font=pikepdf.Dictionary(F=font))
    side.Contents = made.make_stream("\n".join([*lines, "ET"]).encode("cp1252", "replace"))
