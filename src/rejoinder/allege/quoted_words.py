"""Words that a letter puts in quotation marks, or sets apart as what was said: not titles, not scare quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rejoinder.allege.blocks import Block

Range = tuple[int, int]
_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}
_OPEN = re.compile(r"(?<![\w”’])[“«„\"‘](?=[\w….\[(…‘“'])")
LONGEST = 3_000
"""Characters between two marks at most."""
FEW = 3
"""Words from which on what stands in quotation marks is taken for words of somebody."""
SAYING = re.compile(
    r"\b(?:said|say|says|saying|wrote|write|writes|writing|written|posted|published|called|calling|described|stated"
    r"|words?|shouted|replied|tweeted|commented|told|accused|texted|emailed|remarked|referred\sto|as\sfollows"
    r"|read|reads)"
    r"\b[^.!?“\"]{0,60}\Z",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:known\sas|entitled|titled|called|headed|named|labelled|marked|thread|group|forum|file|document|policy|rule"
    r"|website|page|channel|subject|term|the\sword)[\s,:(]*\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:known\sas|entitled|titled|headed|named|thread|group|file|document|policy|channel)[\s,:(]*\Z", re.I
)


def quoted_words(text: str, some: Iterable[Block]) -> list[Range]:
    """Give start..end of everything quoted in blocks of a letter, without its marks, in order."""
    found: list[Range] = []
    before: Block | None = None
    for block in some:
        if block.kind == "quotation" and text[block.start] == ">":
            found.append(_inside(text, block.start, block.end))
        elif before is not None and _is_set_apart(text, before, block):
            inner = list(in_marks(text, block.start, block.end))
            whole = inner and inner[0][0] <= block.start + 1
            found += inner if whole else [(block.start, block.end)]
        else:
            found += in_marks(text, block.start, block.end)
        before = block
    return found


def _inside(text: str, start: int, end: int) -> Range:
    """Give the words of a quoted paragraph without the signs around them."""
    while start < end and text[start] in '> “"«„‘':
        start += 1
    while end > start and text[end - 1] in ' ”"»’':
        end -= 1
    return start, end


def _is_set_apart(text: str, before: Block, block: Block) -> bool:
    """Say whether a paragraph without marks is what the one before it announces."""
    lead = text[before.start : before.end].rstrip()
    if block.markers or block.kind == "heading" or not lead.endswith(":"):
        return False
    return block.kind == "quotation" or bool(SAYING.search(lead[:-1][-160:]))


def in_marks(text: str, start: int, end: int) -> Iterator[Range]:
    """Give start..end of words between quotation marks that somebody is said to have said."""
    at = start
    while (opening := _OPEN.search(text, at, end)) is not None:
        first = opening.end()
        closing = _closing(text, opening.group(), first, min(end, first + LONGEST))
        if closing < 0:
            if opening.group() == "“" and opening.start() == start:
                yield _inside(text, first, end)
                return
            at = first
            continue
        if is_said(text[max(start, opening.start() - 80) : opening.start()], text[first:closing]):
            yield first, closing
        at = closing + 1


def _closing(text: str, sign: str, first: int, end: int) -> int:
    """Give where the mark stands that closes a quotation; -1 where there is none."""
    wanted = _PAIRS[sign]
    at = first
    while at < end:
        letter = text[at]
        if letter in wanted:
            inside_word = text[at + 1 : at + 2].isalnum()
            if not (sign in "‘" and inside_word) and not (sign == '"' and text[at - 1].isspace()):
                return at
        at += 1
    return -1


def is_said(before: str, words: str) -> bool:
    """Say whether what stands between quotation marks is somebody's words: a title and a lone term are not."""
    count = len(words.split())
    if count < FEW:
        return count > 0 and bool(SAYING.search(before)) and not _NAMED.search(before)
    return not _TITLED.search(before) or (count > 8 and not _NAMED.search(before))
