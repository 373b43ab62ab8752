"""Where hidden things stand in a text, however they are spaced, joined, broken over lines or misread by a machine."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rejoinder.personal.no_names import BODIES, NO_NAMES, PLACES
from rejoinder.publish.forms import NOTHING, Form, Forms, indexed
from rejoinder.text import fold

FARTHEST = 48
"""Pieces of which a form may be put together: letters spaced apart are as many."""
GAP = 6
"""Characters between two pieces of one form."""
FUZZY, FUZZIER = 5, 9
"""Letters from which one letter of a form may be misread, and from which two may, on a page that a machine read."""
_TOKEN = re.compile(r"[^\W_]+")
_OPEN = re.compile(r"(?:^|[.!?:>|*•\n]|--|\]|\))[\s\"'“‘(\[]*$")
"""What stands before a word that begins a sentence or a line."""
_HANDLE = "._@/\\-#&="
"""Signs that join a name to others in addresses, links and names of files."""
_BROKEN = re.compile(r"(?:[\u00ad\u200b-\u200d\u2060\ufeff]|-\s{0,3}|['’‘`._-])*")
"""What stands within a word or a handle: a hyphen, an apostrophe, the end of a line, what nobody sees."""
_ENDS = ";:!?"
_BEFORE_INITIAL = ("", " ", "\n", ".", "(", "\t")
"""What stands before a single letter: a full stop after it ends no sentence."""
_ORDINARY = NO_NAMES | BODIES | PLACES


class Hit(NamedTuple):
    """A place where something stands that is to be hidden, and whose it may be."""

    start: int
    end: int
    keys: frozenset[str]
    weak: bool = False


class _Token(NamedTuple):
    start: int
    end: int
    squashed: str


@dataclass(slots=True)
class Finder:
    """Looks for forms in texts."""

    forms: Forms
    ordinary: frozenset[str] = _ORDINARY
    """Words that are more often no name: at the beginning of a sentence they count for none."""
    _near: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, text: str, misread: Sequence[tuple[int, int]] = ()) -> list[Hit]:
        """Give the places in order, none over another; `misread` are spans that a machine read from a picture."""
        tokens = [_Token(*found.span(), _plain(found[0])) for found in _TOKEN.finditer(text)]
        found = list(self._strict(text, tokens))
        if misread:
            found += self._fuzzy(text, tokens, misread)
        return without_overlaps(found)

    def _strict(self, text: str, tokens: Sequence[_Token]) -> Iterator[Hit]:
        beginnings, strong, weak = self.forms.beginnings, self.forms.strong, self.forms.weak
        for at, first in enumerate(tokens):
            joined, best, last = "", None, first.end
            for token in tokens[at : at + FARTHEST]:
                if joined and not _goes_on(text, last, token.start):
                    break
                joined += token.squashed
                if joined not in beginnings:
                    break
                last = token.end
                if joined in strong and _is_whole(text, first.start, last):
                    best = Hit(first.start, last, strong[joined])
                elif joined in weak and self._looks_like_a_name(text, first, last, joined):
                    best = Hit(first.start, last, weak[joined], weak=True)
            if best:
                yield best

    def _looks_like_a_name(self, text: str, first: _Token, end: int, joined: str) -> bool:
        """Say whether a part of a name stands as one: in capitals, or joined to others; ordinary words need more."""
        said = text[first.start : end]
        between = said[first.end - first.start :]
        if between and not _is_one_word(between, said, joined):
            return False
        handle = _is_joined(text, first.start, end)
        if joined in self.ordinary:
            return said[:1].isupper() and (handle or not _OPEN.search(text, max(0, first.start - 12), first.start))
        return said[:1].isupper() or handle or len(joined) > 3

    def _fuzzy(self, text: str, tokens: Sequence[_Token], misread: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        """Give single words on recognised pages that are a letter or two from a form."""
        starts = [start for start, _ in misread]
        for token in tokens:
            at = bisect_right(starts, token.start) - 1
            if at < 0 or token.start >= misread[at][1] or len(token.squashed) < FUZZY:
                continue
            if token.squashed in self.ordinary:
                continue
            keys = self._nearest(token.squashed)
            if keys and (text[token.start].isupper() or any(map(str.isdigit, token.squashed))):
                yield Hit(token.start, token.end, keys, weak=True)

    def _nearest(self, word: str) -> frozenset[str]:
        """Give the keys of the forms that a machine may have read as this word."""
        if word not in self._near:
            most = 1 + (len(word) >= FUZZIER)
            found: set[str] = set()
            for forms in (self.forms.weak, self.forms.strong):
                for form, keys in forms.items():
                    near = len(form) >= FUZZY and abs(len(form) - len(word)) <= most
                    if near and OSA.distance(_seen(form), _seen(word), score_cutoff=most) <= most:
                        found |= keys
            self._near[word] = frozenset(found)
        return self._near[word]


def _plain(word: str) -> str:
    return "".join(_TOKEN.findall(fold(word)))


_ALIKE = str.maketrans("0158|!", "oissil"[:6])


def _seen(word: str) -> str:
    """Give a word with the letters that machines take for one another as one."""
    return word.translate(_ALIKE).replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("l", "i")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a place is not a piece of a longer number."""
    inside = text[start].isdigit() and start > 1 and text[start - 1] in ".," and text[start - 2].isdigit()
    return not inside and not (text[end - 1].isdigit() and re.match(r"[.,]\d", text[end : end + 2]))


def _is_joined(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1] in _HANDLE) or (end < len(text) and text[end] in _HANDLE[1:])


def _goes_on(text: str, end: int, start: int) -> bool:
    """Say whether what stands between two words lets them be of one form: no end of a sentence, no long way."""
    between = text[end:start]
    if len(between) > GAP and between.strip(" \t\r\n>|"):
        return False
    if any(sign in _ENDS for sign in between) or between.count("\n") > 1:
        return False
    return not (between.startswith(".") and between[1:2].isspace()) or text[end - 2 : end - 1] in _BEFORE_INITIAL


_LIGATURES = frozenset(("ffi", "ffl"))
"""Letters of which a font makes one sign, which stays whole where letters are spaced apart."""


def _is_one_word(between: str, said: str, joined: str) -> bool:
    """Say whether pieces are of one word: broken by what stands within words, or spaced apart by a poor text layer."""
    gaps = _TOKEN.sub("\0", between).split("\0")[:-1]
    if all(_BROKEN.fullmatch(gap) for gap in gaps):
        return True
    pieces = _TOKEN.findall(said)
    single = all(len(piece) < 3 or piece in _LIGATURES for piece in pieces)
    letters = len(pieces) > 3 and single and len(joined) < 1.5 * len(pieces)
    halves = len(joined) >= FUZZY and said[0].isupper() and all(gap in (" ", "", "\n") for gap in gaps)
    return letters or (halves and len(pieces) == 2 and pieces[1][0].islower())


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Give hits in order, of those over one another the longest, whole forms before parts."""
    taken: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (-(one.end - one.start), one.weak, one.start)):
        at = bisect_left(taken, hit.start, key=lambda one: one.start)
        if (at and taken[at - 1].end > hit.start) or (at < len(taken) and taken[at].start < hit.end):
            continue
        taken.insert(at, hit)
    return taken


def ordinary_in(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that these texts write small more often than with a capital, and those known to be no names.

    In an address or a file's name every name is small, so words joined to others are not counted.
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for found in _TOKEN.finditer(text):
            word = found[0]
            dotted = text[found.end() : found.end() + 1] == "." and text[found.end() + 1 : found.end() + 2].isalnum()
            if dotted or _is_joined(text, found.start(), found.end()):
                continue
            if word.islower():
                small[word] += 1
            elif word[:1].isupper():
                large[word.casefold()] += 1
    return _ORDINARY | {word for word, many in small.items() if many > large[word] and many > 1}


def finder(every: Iterable[tuple[str, Iterable[Form]]], texts: Iterable[str] = (), known: Forms = NOTHING) -> Finder:
    """Give what looks for the forms of these keys, and those known, in such texts."""
    return Finder(indexed(every, known), ordinary_in(texts))
