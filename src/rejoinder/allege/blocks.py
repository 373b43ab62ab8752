"""A letter's text into blocks: paragraphs, items of lists, headings and quoted paragraphs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.allege.markers import Marker, markers

OPENING = '“"«„‘'
"""Signs with which a quotation begins."""
_ENDED = re.compile(r"(?:[.:;?!…][\"”’»)\]]*|[”»])\Z")
_FURNITURE = re.compile(r"(?:.{0,90}\s)?page \d{1,3}(?: of \d{1,3})?|\d{1,3}|[-–—_=*❦ ]+", re.IGNORECASE)
_TITLE = re.compile(r"[A-Z“\"‘(\d][^\n]*")
HEADING = 10
"""Words of a heading at most."""
ODD = 1.15
"""Times the third longest line that the longest may be: a longer one is no line of the letter's."""
_WRAPPED = range(30, 131)
"""Length of the longest lines of a text that is wrapped."""
_SHORT, _SHORTER = 0.88, 0.7
"""Part of the longest lines' length below which a line ends its paragraph: one that ends a sentence, and any other."""


class Block(NamedTuple):
    """A paragraph, an item, a heading or a quoted paragraph."""

    start: int
    end: int
    """start..end of its words, without what stands before an item."""
    kind: str
    """text, heading or quotation."""
    markers: tuple[Marker, ...] = ()
    indent: int = 0


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    after_blank: bool


def blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """Give the blocks of a text in order."""
    lines = list(_lines(text, start, len(text) if end is None else end))
    width = _width([line.end - line.start + line.indent for line in lines])
    found: list[Block] = []
    before: _Line | None = None
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        told = text[line.start : line.end]
        found_markers = markers(told)
        goes_on = not found_markers and before and found and _goes_on(text, found[-1], before, line, width)
        if goes_on and not (len(told) < _SHORTER * width and _is_heading(text, told, following, found[-1])):
            found[-1] = found[-1]._replace(end=line.end)
        else:
            kind = _kind(text, line, following, found[-1] if found else None, bool(found_markers))
            skip = found_markers[0].length if found_markers else 0
            found.append(Block(line.start + skip, line.end, kind, found_markers, line.indent))
        before = line
    return [block for block in found if block.start < block.end or block.markers]


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    blank, at = True, start
    for line in text[start:end].split("\n"):
        words = line.strip()
        if not words:
            blank = True
        elif not _FURNITURE.fullmatch(words):
            indent = len(line) - len(line.lstrip())
            yield _Line(at + indent, at + indent + len(words), indent, blank)
            blank = False
        at += len(line) + 1


def _width(lengths: Sequence[int]) -> int:
    """Give how long the lines of a wrapped text are, one or two odd ones aside; 0 where each line is a paragraph."""
    if len(lengths) < 4:
        return 0
    longest, _, third = sorted(lengths, reverse=True)[:3]
    longest = third if longest > ODD * third else longest
    full = sum(length >= 0.85 * longest for length in lengths)
    return longest if longest in _WRAPPED and full >= max(2, len(lengths) // 8) else 0


def _goes_on(text: str, block: Block, before: _Line, line: _Line, width: int) -> bool:
    """Say whether a line goes on with the block before it."""
    told = text[line.start : line.end]
    if line.after_blank or block.kind == "heading":
        return False
    if (block.kind == "quotation" and text[block.start] == ">") != (told[0] == ">"):
        return False
    if told[0] == ">":
        return True
    if not width:
        return bool(block.markers) and line.indent > block.indent and not told[0].isupper()
    last = text[before.start : before.end]
    ended = bool(_ENDED.search(last))
    if ended and (last.endswith(":") or told[0] in OPENING) and len(last) < _SHORT * width:
        return False
    first_word = len(told.split(maxsplit=1)[0])
    taken = before.indent + len(last) + first_word + 1
    return not (taken < _SHORT * width and ended) and not (taken < _SHORTER * width and told[0].isupper())


def _kind(text: str, line: _Line, following: _Line | None, before: Block | None, marked: bool) -> str:
    told = text[line.start : line.end]
    if told[0] == ">" or (not marked and told[0] in OPENING and _leads(text, before)):
        return "quotation"
    return "heading" if _is_heading(text, told, following, before) else "text"


def _leads(text: str, before: Block | None) -> bool:
    """Say whether the block before announces words."""
    return before is not None and text[before.start : before.end].rstrip().endswith((":", "“", "-", "–"))


def _is_heading(text: str, told: str, following: _Line | None, before: Block | None) -> bool:
    found = markers(told)
    words = told[found[0].length :] if found else told
    if found and not found[0].style.startswith(("label", "number", "dotted")):
        return False
    if following is None or len(words.split()) > HEADING or not _TITLE.fullmatch(words or "A"):
        return False
    if words.endswith((".", ",", ";", "?", "!", "”", '"')) or _is_address(words):
        return False
    if words.endswith(":"):
        return len(words.split()) <= 4 and not found
    follows = text[following.start : following.end]
    begins = follows[0].isupper() or follows[0] in OPENING + "(-•*" or bool(markers(follows))
    ended = before is None or before.kind == "heading" or bool(_ENDED.search(text[before.start : before.end]))
    return begins and (ended or bool(found))


def _is_address(words: str) -> bool:
    return bool(re.match(r"(?:Dear|Yours|To|From|Re|Our ref|Your ref|Date|Subject|Cc|Sent)\b", words))
