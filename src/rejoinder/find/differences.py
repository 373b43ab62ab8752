"""What differs between two copies in words: left out, changed or covered, beyond how each was set, printed or scanned.

Spacing, case, punctuation, line ends, addresses of links, running heads and feet, and words that merely stand
elsewhere in the other copy are no differences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from rejoinder.covered import BLOCK
from rejoinder.text import folded

LONGEST = 20_000
"""Words of two copies, without what both begin and end with, beyond which they are not held against each other."""
MOVED = 4
"""Words in a row that are no difference where they stand elsewhere in the other copy."""
EDGE = 160
"""Characters from a page's top or foot within which a few words may be a running head or foot."""
RUNNING = 20
"""Words of which one may be."""
READ_LONG = 8
"""Words in a row that text recognition does not leave out by chance."""
READ_ALIKE = 45
"""Likeness of letters, in per cent, below which text recognition did not make one of the other."""
NEAR = 1
"""Words that are the same between two changes that are told as one."""
_TOKEN = re.compile(
    rf"(?:{BLOCK}[ \t]?)+|\[(?:redacted|withheld|name removed|deleted|s\.? ?40)\]|\b(?:redacted|x{{5,80}})\b|[^\W_]+"
)
_ASIDE = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|<?mailto:[^\s>]{1,300}>?|\[(?:image|cid|inline image)\b[^\]\n]{0,200}\]"
    r"|<[^\s<>]{0,300}/[^\s<>]{1,300}>|(?<!\S)/[\w.-]{1,100}/[\w./-]{10,300}"
    r"|\[external(?: email| sender)?\]|^attachments?:[^\n]{0,300}|^page \d{1,4}(?: of \d{1,4})?$",
    re.MULTILINE,
)
_HIDES = re.compile(rf"{BLOCK}|\[|redacted$|x{{5}}")
_UNWRITTEN = re.compile(r"[^\x00-\x7f]|\?|[\W_]")
"""What a program that knows only plain letters loses or writes as a question mark, and what stands between words."""
_AT = "at"
"""How archives write the sign in an address."""
COVER = BLOCK
"""What stands for a redaction, however it is marked."""

Place = tuple[int, int, int, int]
"""start..end among the words of one copy, and start..end among those of the other."""
Way = Literal["only one", "only other", "changed", "covered in one", "covered in other"]


class Token(NamedTuple):
    """One word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy as it is compared."""

    tokens: tuple[Token, ...]
    """Of its own words."""
    text: str
    all_words: str
    """Every word of it, quotations and headers too, with one space before and after each."""
    edges: tuple[int, ...] = ()
    """Where its pages begin and end; nothing where it has none."""
    recognised: bool = False
    """Whether text recognition read it."""


class Difference(NamedTuple):
    """One place where two copies differ: start..end in each, empty where nothing stands there."""

    way: Way
    one: tuple[int, int]
    other: tuple[int, int]
    words: int
    """Words of the longer side."""
    at: tuple[int, int]
    """The place among the tokens of each."""


def tokens(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Give the words of parts of a text as they are compared, a redaction as one sign."""
    plain = folded(text)
    aside = _ASIDE.sub(lambda found: " " * len(found[0]), plain.text)
    at = 0
    for match in _TOKEN.finditer(aside):
        start, end = plain.original(*match.span())
        while at < len(parts) and parts[at][1] <= start:
            at += 1
        if at < len(parts) and parts[at][0] <= start:
            exact = text[start:end].rstrip()
            yield Token(COVER if _HIDES.match(match[0]) else match[0], start, start + len(exact))


def spaced(words: Sequence[Token]) -> str:
    """Give words with one space before and after each."""
    return f" {' '.join(token.word for token in words)} "


def differences(one: Copy, other: Copy) -> list[Difference] | None:
    """Give what differs between two copies, in order; None where they are too long to be compared."""
    mine, theirs = [token.word for token in one.tokens], [token.word for token in other.tokens]
    shorter = min(len(mine), len(theirs))
    first = next((at for at in range(shorter) if mine[at] != theirs[at]), shorter)
    most = shorter - first
    last = next((at for at in range(most) if mine[-1 - at] != theirs[-1 - at]), most)
    middle = mine[first : len(mine) - last], theirs[first : len(theirs) - last]
    if max(map(len, middle)) > LONGEST:
        return None
    places = _joined(_whole_runs(_changed(*middle), *middle))
    found = []
    for low, high, low_other, high_other in places:
        region = (low + first, high + first, low_other + first, high_other + first)
        way = _way(mine[region[0] : region[1]], theirs[region[2] : region[3]])
        if not _is_of_the_setting(one, other, region, way):
            found.append(_difference(one, other, region, way))
    return found


def _changed(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Place]:
    """Give the places where two rows of words differ."""
    place = [0, 0, 0, 0]
    for step in Indel.opcodes(mine, theirs):
        if step.tag == "equal":
            if place[0] < place[1] or place[2] < place[3]:
                yield place[0], place[1], place[2], place[3]
            place = [step.src_end, step.src_end, step.dest_end, step.dest_end]
        else:
            place[1], place[3] = step.src_end, step.dest_end
    if place[0] < place[1] or place[2] < place[3]:
        yield place[0], place[1], place[2], place[3]


def _whole_runs(places: Iterator[Place], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Place]:
    """Give places with two as one where what is left out may as well be one run: "for [the] first Thursday. The"."""
    held: Place | None = None
    for place in places:
        one = held and (_run(held[:2], place[:2], mine) if held[2] == held[3] and place[2] == place[3] else None)
        other = held and (_run(held[2:], place[2:], theirs) if held[0] == held[1] and place[0] == place[1] else None)
        if held and one:
            at = held[3] if one[0] == held[0] else place[3]
            held = (*one, at, at)
        elif held and other:
            at = held[1] if other[0] == held[2] else place[1]
            held = (at, at, *other)
        else:
            if held:
                yield held
            held = place
    if held:
        yield held


def _run(first: tuple[int, int], second: tuple[int, int], words: Sequence[str]) -> tuple[int, int] | None:
    """Give the one run of words to leave out that leaves the same as two do; None where there is none."""
    between = words[first[1] : second[0]]
    if words[second[1] - len(between) : second[1]] == between and second[1] - len(between) > first[0]:
        return first[0], second[1] - len(between)
    if words[first[0] : first[0] + len(between)] == between and first[0] + len(between) < second[1]:
        return first[0] + len(between), second[1]
    return None


def _joined(places: Iterable[Place]) -> list[Place]:
    """Give places with those as one that hardly a word parts, where both sides have words."""
    made: list[Place] = []
    for place in places:
        if made and place[0] - made[-1][1] <= NEAR and not (_is_bare(place) and _is_bare(made[-1])):
            made[-1] = (made[-1][0], place[1], made[-1][2], place[3])
        else:
            made.append(place)
    return made


def _is_bare(place: Place) -> bool:
    return place[0] == place[1] or place[2] == place[3]


def _way(mine: Sequence[str], theirs: Sequence[str]) -> Way:
    if COVER in mine and COVER not in theirs:
        return "covered in one" if theirs else "only one"
    if COVER in theirs and COVER not in mine:
        return "covered in other" if mine else "only other"
    if not mine or not theirs:
        return "only one" if mine else "only other"
    return "changed"


def _is_of_the_setting(one: Copy, other: Copy, region: Place, way: Way) -> bool:
    """Say whether words differ only by how a copy was set, printed, ordered or read."""
    mine, theirs = one.tokens[region[0] : region[1]], other.tokens[region[2] : region[3]]
    letters = ["".join(token.word for token in side) for side in (mine, theirs)]
    if _is_unwritten(one, other, region) or letters in (["", _AT], [_AT, ""]):
        return True
    if letters[0] == letters[1] or any("\ufffd" in word for word in letters) or set("".join(letters)) <= {COVER}:
        return True
    if way.startswith("covered"):
        return False
    if way == "changed":
        is_moved = all(_stands_in(side, copy) for side, copy in ((mine, other), (theirs, one)))
        return is_moved or (_is_read(one, other) and _is_misread(letters[0], letters[1], max(len(mine), len(theirs))))
    side, mine_is, copy = (mine, one, other) if mine else (theirs, other, one)
    few = _is_read(one, other) and len(side) < READ_LONG
    return few or _stands_in(side, copy) or _is_running(side, mine_is)


def _is_unwritten(one: Copy, other: Copy, region: Place) -> bool:
    """Say whether one side only lost the letters that are not plain ones."""
    sides = []
    for copy, low, high in ((one, region[0], region[1]), (other, region[2], region[3])):
        start, end = _span(copy, low, high)
        sides.append(copy.text[start:end].casefold())
    plain = [_UNWRITTEN.sub("", side) for side in sides]
    odd = sum(not side.isascii() for side in sides) == 1
    return odd and plain[0] == plain[1] != ""


def _is_read(one: Copy, other: Copy) -> bool:
    return one.recognised or other.recognised


def _is_misread(mine: str, theirs: str, words: int) -> bool:
    return words < READ_LONG // 2 or fuzz.ratio(mine, theirs) > READ_ALIKE


def _stands_in(side: Sequence[Token], copy: Copy) -> bool:
    return len(side) >= MOVED and spaced(side) in copy.all_words


def _is_running(side: Sequence[Token], copy: Copy) -> bool:
    """Say whether words stand at the top or the foot of a page, as running heads do."""
    near = any(abs(edge - side[0].start) <= EDGE or abs(edge - side[-1].end) <= EDGE for edge in copy.edges)
    return near and len(side) <= RUNNING


def _difference(one: Copy, other: Copy, region: Place, way: Way) -> Difference:
    low, high, low_other, high_other = region
    spans = _span(one, low, high), _span(other, low_other, high_other)
    return Difference(way, *spans, max(high - low, high_other - low_other), (low, low_other))


def _span(copy: Copy, low: int, high: int) -> tuple[int, int]:
    """Give start..end of words; where there are none, the place between those around."""
    if low < high:
        return copy.tokens[low].start, copy.tokens[high - 1].end
    at = copy.tokens[low - 1].end if low else copy.tokens[0].start if copy.tokens else 0
    return at, at


def around(copy: Copy, at: int, words: int = 4) -> tuple[int, int]:
    """Give start..end of a few words around a place among a copy's words."""
    near = copy.tokens[max(0, at - words) : at + words]
    return (near[0].start, near[-1].end) if near else (0, 0)
