"""What a person who quotes marks as their own doing: left-out words, words put in, sic, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.fingerprints import word_spans

LONGEST = 2_000
"""Characters before and after words within which the marks around them are looked for."""
_DOTS = r"(?:\.{3,}|…|\.(?:[ \xa0]\.){2,}|\*[ \xa0]\*[ \xa0]\*|_{3,}|-{3,})"
_LEFT_OUT = re.compile(rf"[\[(<]\s*{_DOTS}\s*[\])>]|\[\s*\]|{_DOTS}|\[\s*(?:snip|cut|omitted)\s*\]", re.IGNORECASE)
_SAID = (
    r"(?:sic|recte|(?:my |our |original |emphasis )?(?:emphasis|italics|bold|underlining|highlighting|translation)"
    r"(?: (?:is |are )?(?:added|mine|ours|supplied|omitted|removed|in (?:the )?original))?"
    r"|(?:foot)?notes? omitted|citations? omitted|references? omitted|(?:internal )?quotation marks omitted)"
)
"""What a person who quotes says of it: that a mistake is not theirs, whose the emphasis is, what is omitted."""
_REMARK = re.compile(
    rf"[\[(]\s*{_SAID}(?:\s*[;,]\s*(?:and )?{_SAID})*[ .!]*[\])]|</?(?:b|i|u|s|em|strong|mark)>", re.IGNORECASE
)
_BLANK = re.compile(r"\n[ \t>]*\n")
_PAIRS = (("“", "”"), ("«", "»"), ("„", "“"))
_DATA = re.compile(r"(?:[,;\t\[{(=]|\"\s*:\s*)\Z")
"""What stands before a straight mark that begins a value of a table or a program and no quotation."""
_PUT_IN = re.compile(r"\[([^\[\]]{1,200})\]")


class Written(NamedTuple):
    """One word of a quotation: as it is matched, and its place in the text that quotes."""

    word: str
    start: int
    end: int
    declared: bool
    """It stands in square brackets: the person who quotes says it is theirs."""
    after_gap: bool
    """Words are said to be left out before it."""


def written(quoted: str) -> list[Written]:
    """Give the words of a quotation in order; remarks such as (sic) are none of them."""
    remarks = [match.span() for match in _REMARK.finditer(quoted)]
    gaps = [match.span() for match in _LEFT_OUT.finditer(quoted) if not _within(match.span(), remarks)]
    brackets = [match.span() for match in _PUT_IN.finditer(quoted) if not _within(match.span(), remarks + gaps)]
    return list(_written(quoted, remarks, gaps, brackets))


def _written(
    quoted: str, remarks: list[tuple[int, int]], gaps: list[tuple[int, int]], brackets: list[tuple[int, int]]
) -> Iterator[Written]:
    next_gap, said = 0, False
    for word, start, end in word_spans(quoted):
        if _within((start, end), remarks) or _within((start, end), gaps):
            continue
        while next_gap < len(gaps) and gaps[next_gap][1] <= start:
            said, next_gap = True, next_gap + 1
        # In "[T]he" the brackets stand within a word: they change a letter's case and no word.
        inside = [one for one in brackets if one[0] <= start and end <= one[1]]
        letter = bool(inside) and inside[0][1] < len(quoted) and quoted[inside[0][1]].isalpha()
        yield Written(word, start, end, bool(inside) and not letter, said)
        said = False


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def in_marks(text: str, start: int, end: int) -> bool:
    """Say whether words of a text stand in quotation marks there: its writer says that another said them."""
    blanks = [match.end() for match in _BLANK.finditer(text, max(0, start - LONGEST), start)]
    first = blanks[-1] if blanks else max(0, start - LONGEST)
    last = _BLANK.search(text, end, end + LONGEST)
    before, after = text[first:start], text[end : last.start() if last else end + LONGEST]
    if any(before.rfind(begun) > before.rfind(done) and done in after for begun, done in _PAIRS):
        return True
    mark = before.rfind('"')
    return before.count('"') % 2 == 1 and '"' in after and not _DATA.search(before[:mark])
