"""What is filled in and asked in a form whose pages only its own program draws (XFA)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from lxml import etree

PACKETS = 50
LONGEST = 16 << 20
"""Bytes of one part of such a form that are read."""
HEADING = "[Form as its own program keeps it (XFA)]"


def form_lines(opened: Any) -> list[str]:
    """Give the questions of the form, then each value with the name of its field; nothing when it is no such form."""
    asked: list[str] = []
    filled: list[str] = []
    for name, content in _packets(opened):
        root = _root(content)
        if root is None:
            continue
        if name == "template":
            asked += _asked(root)
        elif name == "datasets":
            filled += _filled(root)
    lines = [*dict.fromkeys(asked), *filled]
    return [HEADING, *lines] if lines else []


def _packets(opened: Any) -> Iterator[tuple[str, bytes]]:
    for number in range(min(PACKETS, max(0, pdfium.FPDF_GetXFAPacketCount(opened)))):
        name = _taken(lambda buffer, size, _, at=number: pdfium.FPDF_GetXFAPacketName(opened, at, buffer, size))
        content = _taken(
            lambda buffer, size, out, at=number: pdfium.FPDF_GetXFAPacketContent(opened, at, buffer, size, out)
        )
        yield name.rstrip(b"\0").decode("utf-8", "replace"), content


def _taken(fill: Any) -> bytes:
    size = ctypes.c_ulong()
    told = fill(None, 0, ctypes.byref(size))
    length = size.value or int(told)
    if not 0 < length <= LONGEST:
        return b""
    buffer = ctypes.create_string_buffer(length)
    fill(buffer, length, ctypes.byref(size))
    return buffer.raw[:length]


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(content.strip(b"\0 \r\n\t"), parser) if content else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _asked(root: Any) -> Iterator[str]:
    """Give the words that the form itself shows: captions and headings."""
    for element in root.iter("{*}text", "{*}exData"):
        words = " ".join(" ".join(element.itertext()).split())
        if words:
            yield words


def _filled(root: Any) -> Iterator[str]:
    """Give `name: value` for every field that holds something."""
    for element in root.iter():
        if not isinstance(element.tag, str) or len(element):
            continue
        words = " ".join((element.text or "").split())
        if words:
            yield f"{etree.QName(element).localname}: {words}"
