"""What may be the name of a field at the beginning of a piece of print, known or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import ANSWERS, role_of
from rejoinder.read.printed.rows import spans
from rejoinder.zones.attributions import VERB

GAP = 0.8
"""Times a line's height from which on the space behind a name shows that its value stands apart."""
LETTERS = 1.6
"""Times a letter's width that such a space has, at least: a space of a typewriter's is as wide as a letter."""
LONGEST = 4
"""Words of a field's name, at most."""
WIDEST = 30
"""Characters of a name that nobody knows, at most."""
_SIGNED = re.compile(r"[:：=]$")
_SIGNS = frozenset((":", "：", "=", "|", "-", "–", "—", "»"))
_PLAIN = re.compile(r"[^\W\d_][^\d@<>;,?!\"]*$")


class Label(NamedTuple):
    """The name of a field: its role, empty where nobody knows it, and how it is set."""

    role: str
    called: str
    text: str
    end: int
    """Characters to its value, the sign behind the name with them."""
    signed: bool
    """Whether a sign such as a colon parts it from its value."""
    apart: bool
    """Whether a gap does, or no value stands beside it."""
    sign: str = ""
    """The sign behind it."""

    @property
    def firm(self) -> bool:
        """Say whether anything but its words shows that it is a name."""
        return self.signed or self.apart


def label_of(line: Line) -> Label | None:
    """Give the name of a field that a piece begins with; the longest known one, or one that is set apart."""
    made = _labels(line)
    known = [one for one in made if one.role]
    firm = [one for one in known if one.firm]
    signed = next((one for one in made if one.firm and _may_be(one)), None)
    if firm or (known and (signed is None or not _goes_before(line, signed))):
        return (firm or known)[-1]
    return signed


def known_label(line: Line) -> Label | None:
    """Give the longest known name of a field that a piece begins with, whatever its next words may be."""
    return next((one for one in reversed(_labels(line)) if one.role and one.text not in ANSWERS), None)


def _labels(line: Line) -> list[Label]:
    """Give what may be names at the beginning of a piece, of one word, of two and so on."""
    edges = spans(line.text[:120])
    if not edges or not line.text[edges[0][0]].isalpha():
        return []
    return [_label(line, edges, count) for count in range(1, min(LONGEST, len(edges)) + 1)]


def _goes_before(line: Line, unknown: Label) -> bool:
    """Say whether a name that nobody knows is likelier than a known one with which it begins and nothing sets apart."""
    if unknown.signed:
        return unknown.text.split()[-1] not in ANSWERS
    words = line.text[: unknown.end].split()
    return len(words) == 2 and (words[1].islower() or line.text[: unknown.end].isupper())


def _label(line: Line, edges: list[tuple[int, int]], count: int) -> Label:
    start, end = edges[0][0], edges[count - 1][1]
    raw = line.text[start:end]
    follows = line.text[slice(*edges[count])] if count < len(edges) else ""
    bare = raw.rstrip(":：=").rstrip()
    sign = raw[-1] if _SIGNED.search(raw) else ""
    if not sign and follows in _SIGNS:
        sign, end = follows, edges[count][1]
    role, called = role_of(bare) or ("", "")
    if not role and raw.endswith(".") and (found := role_of(bare.rstrip("."))):
        (role, called), sign = found, "."
    return Label(role, called, " ".join(bare.casefold().split()), end, bool(sign), _is_apart(line, count), sign)


def _is_apart(line: Line, count: int) -> bool:
    """Say whether a gap follows so many words of a line, or nothing does."""
    if count >= len(line.words):
        return bool(line.words) or not line.text[spans(line.text)[count - 1][1] :].strip()
    before = line.words[count - 1]
    letter = (before.right - before.left) / max(before.end - before.start, 1)
    return line.words[count].left - before.right > max(GAP * line.height, LETTERS * letter)


def _may_be(label: Label) -> bool:
    """Say whether words that nobody knows may be the name of a field."""
    return len(label.text) <= WIDEST and bool(_PLAIN.match(label.text)) and not VERB.search(label.text)
