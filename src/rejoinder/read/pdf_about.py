"""What a PDF says of itself: title, author, dates, program, its bookmarks and the labels of its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import pikepdf
import pypdfium2.raw as pdfium
from lxml import etree

from rejoinder.read.pdf_text import date_of, wide

BOOKMARKS = 5_000
"""Bookmarks that are looked at."""
_DEEPEST = 32
"""Bookmarks within bookmarks."""
_XMP = 1 << 20
"""Bytes of metadata that are looked at."""
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_BASIC = "{http://ns.adobe.com/xap/1.0/}"


class About(NamedTuple):
    """A PDF's own statements about itself; empty where it says nothing."""

    title: str = ""
    author: str = ""
    made: str = ""
    changed: str = ""
    program: str = ""


def about(untrusted_bytes: bytes, opened: Any, password: str) -> About:
    """Give what a PDF says of itself; where its list of statements is silent, what its metadata stream says (XMP)."""
    program = " / ".join(dict.fromkeys(filter(None, (_stated(opened, b"Creator"), _stated(opened, b"Producer")))))
    own = About(
        _stated(opened, b"Title"),
        _stated(opened, b"Author"),
        date_of(_stated(opened, b"CreationDate")),
        date_of(_stated(opened, b"ModDate")),
        program,
    )
    if all(own[:4]) or b"/Metadata" not in untrusted_bytes:
        return own
    other = _metadata(untrusted_bytes, password)
    return About(*(mine or theirs for mine, theirs in zip(own, other, strict=True)))


def _stated(opened: Any, key: bytes) -> str:
    """Give one of the document's own statements about itself, on one line."""
    stated = wide(partial(pdfium.FPDF_GetMetaText, opened, key))
    return " ".join(stated.split())


def _metadata(untrusted_bytes: bytes, password: str) -> About:
    """Give what the metadata stream says (ISO 16684-1); nothing when it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(untrusted_bytes), password=password, suppress_warnings=True) as opened:
            written = bytes(opened.Root.Metadata.read_bytes())[:_XMP]
    except (pikepdf.PdfError, AttributeError, ValueError, RuntimeError, TypeError, KeyError, OSError):
        return About()
    return of_xmp(written)


def of_xmp(written: bytes) -> About:
    """Give what a packet of XMP says."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(written.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return About()
    if root is None:
        return About()
    return About(
        _words(root, f"{_DUBLIN}title"),
        _words(root, f"{_DUBLIN}creator"),
        date_of(_words(root, f"{_BASIC}CreateDate")),
        date_of(_words(root, f"{_BASIC}ModifyDate")),
        _words(root, f"{_BASIC}CreatorTool"),
    )


def _words(root: Any, name: str) -> str:
    """Give a property's words, whether it is written as an element or as an attribute."""
    for element in root.iter():
        if element.tag == name:
            return " ".join(" ".join(element.itertext()).split())
        if isinstance(element.tag, str) and name in element.attrib:
            return " ".join(str(element.attrib[name]).split())
    return ""


def bookmarks(opened: Any) -> dict[int, list[str]]:
    """Give the titles of the bookmarks that lead to each page; those that lead nowhere are given to page 1."""
    led: dict[int, list[str]] = {}
    for bookmark in _bookmarks(opened):
        title = " ".join(wide(partial(pdfium.FPDFBookmark_GetTitle, bookmark)).split())
        target = pdfium.FPDFBookmark_GetDest(opened, bookmark)
        if not target:
            action = pdfium.FPDFBookmark_GetAction(bookmark)
            target = pdfium.FPDFAction_GetDest(opened, action) if action else None
        page = pdfium.FPDFDest_GetDestPageIndex(opened, target) if target else -1
        if title:
            led.setdefault(max(page, 0) + 1, []).append(title)
    return led


def _bookmarks(opened: Any) -> Iterator[Any]:
    """Give every bookmark in the order of the list, none twice."""
    seen = 0
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(opened, None), 0)]
    while waiting and seen < BOOKMARKS:
        bookmark, depth = waiting.pop()
        if not bookmark:
            continue
        seen += 1
        yield bookmark
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(opened, bookmark), depth))
        if depth < _DEEPEST:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(opened, bookmark), depth + 1))


def labels(opened: Any, pages: int) -> dict[int, str]:
    """Give the label of each page that is labelled otherwise than by its number."""
    told: dict[int, str] = {}
    for number in range(1, pages + 1):
        label = wide(partial(pdfium.FPDF_GetPageLabel, opened, number - 1))
        if label.strip() and label.strip() != str(number):
            told[number] = " ".join(label.split())
    return told
