"""Where words marked in black stand in a Word document's text: signs put round them while it is walked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rejoinder.model import Document, Problem

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Signs for the program's own use, which stand for no character (Unicode 23.7)."""
_BOTH = str.maketrans(dict.fromkeys((OPEN, CLOSE)))

Mark = tuple[int, int]


def plain(words: str) -> str:
    """Give words without the signs."""
    return words.translate(_BOTH) if OPEN in words or CLOSE in words else words


def taken(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Give a text without the signs, and start..end of what stood between them, at most to the end of a line."""
    if OPEN not in text:
        return plain(text), ()
    parts: list[str] = []
    spans: list[Mark] = []
    at = 0
    for line in text.splitlines(keepends=True):
        before, *pieces = line.split(OPEN)
        parts.append(plain(before))
        at += len(parts[-1])
        for piece in pieces:
            covered, _, rest = piece.partition(CLOSE)
            said = covered.rstrip("\r\n")
            spans += [(at, at + len(said))] if said.strip() else []
            parts.append(covered + plain(rest))
            at += len(parts[-1])
    return "".join(parts), tuple(spans)


def placed(remark: Problem, text: str, spans: Sequence[Mark], pieces: Sequence[object]) -> Iterator[Problem]:
    """Give a remark with where covered words stand, in each of the documents that the text was parted into."""
    documents = [piece for piece in pieces if isinstance(piece, Document)]
    if remark.code != "covered_text" or not spans:
        yield remark
        return
    covered = _by_line(text, spans)
    for document in documents:
        found = spans if document.text == text else tuple(_found(document.text, covered))
        if found or document.path == remark.where:
            yield replace(remark, where=document.path, spans=tuple(found))


def _by_line(text: str, spans: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Give for each line with covered words where in it they stand."""
    covered: dict[str, list[Mark]] = {}
    for start, end in spans:
        begins = text.rfind("\n", 0, start) + 1
        ends = text.find("\n", end)
        line = text[begins : ends if ends >= 0 else len(text)]
        lead = len(line) - len(line.lstrip())
        covered.setdefault(line.strip(), []).append((start - begins - lead, end - begins - lead))
    return covered


def _found(text: str, covered: dict[str, list[Mark]]) -> Iterator[Mark]:
    at = 0
    for line in text.split("\n"):
        begins = at + len(line) - len(line.lstrip())
        yield from ((begins + max(0, start), begins + end) for start, end in covered.get(line.strip(), ()))
        at += len(line) + 1
