"""Two runs of words laid side by side: which are the same, which are others, which stand on one side only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

Range = tuple[int, int]
"""First and one after the last, counted in words."""
Same = Callable[[str, str], bool]
"""Says whether two words that differ in letters are one word all the same, as where a machine read them."""

_FREQUENT = 40
"""Places of one word in a source beyond which it begins no run by itself."""
_RUNS = 320
"""Runs that are looked at, the longest first."""
_NEAR = 6
"""Words by which the beginning or end of a quotation may stand off from where it is expected."""
_FAR = 400
"""Words of a source between two runs beyond which only the words next to either are held against the quotation."""
_MORE = 2
"""Words by which those in the place of others may be more than they."""
_JOINED = 4
"""Words that may be one word on the other side: can not, e-mail, a hyphen at a line's end."""


class Side(NamedTuple):
    """One piece of an alignment; a range may be empty on either side."""

    same: bool
    quoted: Range
    source: Range
    misread: bool = False
    """The letters differ, and the words are one by what a machine may take for another."""


class _Run(NamedTuple):
    quoted: int
    source: int
    length: int


def aligned(quoted: Sequence[str], source: Sequence[str], gaps: frozenset[int], same: Same) -> list[Side]:
    """Give the pieces of a quotation beside those of its source, in order; none where nothing agrees.

    gaps are the places in the quotation at which words are said to be left out.
    """
    runs = _chain(_runs(quoted, source), gaps)
    if not runs:
        return []
    pieces = list(_opening(quoted, source, runs[0], same))
    for before, run in zip([None, *runs], runs, strict=False):
        if before is not None:
            between = (before.quoted + before.length, run.quoted), (before.source + before.length, run.source)
            pieces += _filled(quoted, source, *between, same)
        pieces.append(Side(True, (run.quoted, run.quoted + run.length), (run.source, run.source + run.length)))
    pieces += _closing(quoted, source, runs[-1], same)
    return [part for piece in _joined(pieces) for part in _parted(piece, gaps)]


def _runs(quoted: Sequence[str], source: Sequence[str]) -> list[_Run]:
    """Give the longest runs of words that stand on both sides."""
    wanted, places = set(quoted), defaultdict[str, list[int]](list)
    for at, word in enumerate(source):
        if word in wanted:
            places[word].append(at)
    found: list[_Run] = []
    for first, word in enumerate(quoted):
        if len(places[word]) > _FREQUENT and not _has_rare(quoted, places, first):
            continue
        for at in places[word]:
            if first and at and quoted[first - 1] == source[at - 1] and _begins(quoted, places, first - 1):
                continue
            length = _length(quoted, source, first, at)
            if length > 1 or len(places[word]) <= 2:
                found.append(_Run(first, at, length))
    return sorted(sorted(found, key=lambda run: -run.length)[:_RUNS])


def _begins(quoted: Sequence[str], places: dict[str, list[int]], at: int) -> bool:
    return len(places[quoted[at]]) <= _FREQUENT or _has_rare(quoted, places, at)


def _has_rare(quoted: Sequence[str], places: dict[str, list[int]], first: int) -> bool:
    """Say whether one of the next two words tells where it stands, or all words of the quotation are frequent."""
    near = [len(places[word]) for word in quoted[first + 1 : first + 3]]
    return any(0 < count <= _FREQUENT for count in near) or all(len(places[word]) > _FREQUENT for word in quoted)


def _length(quoted: Sequence[str], source: Sequence[str], first: int, at: int) -> int:
    longest = min(len(quoted) - first, len(source) - at)
    length = 0
    while length < longest and quoted[first + length] == source[at + length]:
        length += 1
    return length


def _chain(runs: list[_Run], gaps: frozenset[int]) -> list[_Run]:
    """Give the runs in one order on both sides that agree most for what lies between them."""
    best: list[tuple[float, int]] = []
    for at, run in enumerate(runs):
        score, before = _worth(run.length), -1
        for earlier in range(at):
            overlap = _overlap(runs[earlier], run)
            if 0 <= overlap < run.length:
                told = best[earlier][0] + _worth(run.length - overlap) - _cost(runs[earlier], run, gaps)
                if told > score:
                    score, before = told, earlier
        best.append((score, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda one: best[one][0])
    chain: list[_Run] = []
    while at >= 0:
        chain.append(runs[at])
        at = best[at][1]
    return list(_apart(chain[::-1]))


def _worth(length: int) -> float:
    return length if length > 1 else 0.6


def _overlap(before: _Run, after: _Run) -> int:
    """Give by how many words one run reaches into the next; -1 where they stand in no order."""
    if before.quoted >= after.quoted or before.source >= after.source:
        return -1
    return max(0, before.quoted + before.length - after.quoted, before.source + before.length - after.source)


def _cost(before: _Run, after: _Run, gaps: frozenset[int]) -> float:
    """Give what words between two runs take away: a word that is changed a little, a long leap no more than a few."""
    quoted = max(0, after.quoted - before.quoted - before.length)
    source = max(0, after.source - before.source - before.length)
    if any(at in gaps for at in range(before.quoted + before.length, after.quoted + 1)):
        return 0.2 + 0.3 * quoted
    return 0.3 * quoted + min(4.0, 0.5 * log2(1 + abs(source - quoted)))


def _apart(chain: list[_Run]) -> Iterator[_Run]:
    """Give runs cut so that none reaches into the one before it."""
    quoted, source = 0, 0
    for run in chain:
        cut = max(0, quoted - run.quoted, source - run.source)
        if cut < run.length:
            kept = _Run(run.quoted + cut, run.source + cut, run.length - cut)
            quoted, source = kept.quoted + kept.length, kept.source + kept.length
            yield kept


def _opening(quoted: Sequence[str], source: Sequence[str], first: _Run, same: Same) -> Iterator[Side]:
    """Give the pieces before the first run; nothing of the source before them is left out."""
    if first.quoted:
        starts = range(max(0, first.source - first.quoted - _NEAR), first.source + 1)
        ahead = list(quoted[: first.quoted])
        start = min(starts, key=lambda at: _unlike(ahead, source[at : first.source]))
        pieces = _filled(quoted, source, (0, first.quoted), (start, first.source), same)
        yield from dropwhile(_is_left_out, pieces)


def _closing(quoted: Sequence[str], source: Sequence[str], last: _Run, same: Same) -> Iterator[Side]:
    """Give the pieces after the last run; nothing of the source after them is left out."""
    begun, at = last.quoted + last.length, last.source + last.length
    if begun < len(quoted):
        rest = list(quoted[begun:])
        ends = range(at, min(len(source), at + len(rest) + _NEAR) + 1)
        end = min(ends, key=lambda one: _unlike(rest, source[at:one]))
        pieces = list(_filled(quoted, source, (begun, len(quoted)), (at, end), same))
        while pieces and _is_left_out(pieces[-1]):
            pieces.pop()
        yield from pieces


def _is_left_out(piece: Side) -> bool:
    return piece.quoted[0] == piece.quoted[1]


def _unlike(quoted: Sequence[str], source: Sequence[str]) -> tuple[int, int]:
    """Give how many words differ, and then by how many one side is longer."""
    return Levenshtein.distance(quoted, source), abs(len(quoted) - len(source))


def _filled(quoted: Sequence[str], source: Sequence[str], ours: Range, theirs: Range, same: Same) -> Iterator[Side]:
    """Give the pieces between two runs."""
    if ours[0] == ours[1] or theirs[0] == theirs[1]:
        yield from _peeled(quoted, source, Side(False, ours, theirs), same)
        return
    if theirs[1] - theirs[0] > _FAR:
        yield from _far(quoted, source, ours, theirs, same)
        return
    other = Side(False, (ours[0], ours[0]), (theirs[0], theirs[0]))
    for step in Levenshtein.opcodes(list(quoted[slice(*ours)]), list(source[slice(*theirs)])):
        ranges = (
            (ours[0] + step.src_start, ours[0] + step.src_end),
            (
                theirs[0] + step.dest_start,
                theirs[0] + step.dest_end,
            ),
        )
        if step.tag == "equal":
            yield from _peeled(quoted, source, other, same)
            yield Side(True, *ranges)
            other = Side(False, (ranges[0][1],) * 2, (ranges[1][1],) * 2)
        else:
            other = Side(False, (other.quoted[0], ranges[0][1]), (other.source[0], ranges[1][1]))
    yield from _peeled(quoted, source, other, same)


def _far(quoted: Sequence[str], source: Sequence[str], ours: Range, theirs: Range, same: Same) -> Iterator[Side]:
    """Give the pieces where much of the source is left out: the quoted words stand at its beginning or its end."""
    wide = ours[1] - ours[0] + _NEAR
    words = list(quoted[slice(*ours)])
    start, end = (theirs[0], theirs[0] + wide), (theirs[1] - wide, theirs[1])
    ahead, behind = (Levenshtein.distance(words, list(source[slice(*one)])) for one in (start, end))
    if ahead <= behind:
        yield from _filled(quoted, source, ours, start, same)
        yield Side(False, (ours[1], ours[1]), (start[1], theirs[1]))
    else:
        yield Side(False, (ours[0], ours[0]), (theirs[0], end[0]))
        yield from _filled(quoted, source, ours, end, same)


def _peeled(quoted: Sequence[str], source: Sequence[str], piece: Side, same: Same) -> Iterator[Side]:
    """Give a piece that differs without the words at its ends that are the same, joined or read by a machine."""
    (first, last), (start, end) = piece.quoted, piece.source
    if first == last or start == end:
        stray = "".join((*quoted[first:last], *source[start:end]))
        if stray:
            speck = same(stray, "")
            yield Side(speck, *piece[1:3], misread=speck)
        return
    for back in (False, True):
        if one := _one_word(quoted, source, piece, same, back=back):
            if back:
                before = Side(False, (first, one.quoted[0]), (start, one.source[0]))
                yield from _peeled(quoted, source, before, same)
                yield one
            else:
                yield one
                after = Side(False, (one.quoted[1], last), (one.source[1], end))
                yield from _peeled(quoted, source, after, same)
            return
    yield piece


def _one_word(quoted: Sequence[str], source: Sequence[str], piece: Side, same: Same, *, back: bool) -> Side | None:
    """Give the few words at one end of a piece that are the same letters on both sides, or most nearly so."""
    (first, last), (start, end) = piece.quoted, piece.source
    best: tuple[int, Side] | None = None
    for ours in range(1, min(_JOINED, last - first) + 1):
        for theirs in range(1, min(_JOINED, end - start) + 1):
            one = (last - ours, last) if back else (first, first + ours)
            other = (end - theirs, end) if back else (start, start + theirs)
            mine, its = "".join(quoted[slice(*one)]), "".join(source[slice(*other)])
            if mine == its:
                return Side(True, one, other)
            if same(mine, its):
                apart = Levenshtein.distance(mine, its)
                if best is None or apart < best[0]:
                    best = apart, Side(True, one, other, True)
    return best[1] if best else None


def _joined(pieces: list[Side]) -> Iterator[Side]:
    """Give pieces with those that follow each other and are alike made one."""
    held: Side | None = None
    for piece in pieces:
        if piece.quoted[0] == piece.quoted[1] and piece.source[0] == piece.source[1]:
            continue
        if held is not None and held[::3] == piece[::3] and _touch(held, piece):
            held = Side(held.same, (held.quoted[0], piece.quoted[1]), (held.source[0], piece.source[1]), held.misread)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _parted(piece: Side, gaps: frozenset[int]) -> Iterator[Side]:
    """Give a piece with far more words in the source as words that are others, and words that are left out."""
    (first, last), (start, end) = piece.quoted, piece.source
    length = last - first
    if piece.same or not length or end - start <= length + _MORE:
        yield piece
    elif first in gaps:
        yield Side(False, (first, first), (start, end - length))
        yield Side(False, (first, last), (end - length, end))
    else:
        yield Side(False, (first, last), (start, start + length))
        yield Side(False, (last, last), (start + length, end))


def _touch(one: Side, other: Side) -> bool:
    return one.quoted[1] == other.quoted[0] and one.source[1] == other.source[0]
