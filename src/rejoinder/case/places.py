"""Where a document names somebody: the place itself, or the line of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rejoinder.model import Span

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

HEAD = 2_000
"""Characters looked at of a document that has no headers."""
_HEADERS = {"wrote": "From", "to": "To", "cc": "Cc", "bcc": "Bcc"}


def cited(shelf: Shelf, document: int, way: str, start: int, end: int, names: Sequence[str]) -> Span:
    """Give the words that show somebody's part: the place itself, or the line of the header that names them."""
    if end:
        return span_of(shelf, document, start, end)
    head = shelf.text(document)[: shelf.document(document).body_start or HEAD]
    label = _HEADERS.get(way, "")
    line = re.search(rf"^{label}:[^\n]*(?:\n[ \t][^\n]*)*", head, re.MULTILINE) if label else None
    if line:
        return span_of(shelf, document, *line.span())
    low = head.lower()
    at = next((place for name in names if name and (place := low.find(name.lower())) >= 0), 0)
    stop = head.find("\n", at)
    return span_of(shelf, document, head.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(head))


def span_of(shelf: Shelf, document: int, start: int, end: int) -> Span:
    """Give characters of a document as they are cited."""
    return Span(
        shelf.document(document).ref, start, end, shelf.text(document)[start:end], shelf.page_of(document, start)
    )
