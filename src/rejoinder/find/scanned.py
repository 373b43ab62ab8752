"""Quotations held against scans: text recognition (OCR) takes letters for others, so that runs of words seldom agree.

A word is looked for by the shape of its letters: those that engines confuse count as one. Words of a quotation that
stand on a scan in the quotation's own order point to a place there; the letters of both are then compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz import fuzz

from rejoinder.find.traces import own_words, quoted_words
from rejoinder.fingerprints import Numbers
from rejoinder.quote.likeness import shape
from rejoinder.text import fold
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

ALIKE = 80.0
"""Of a hundred letters, how many must agree in order for a scan to hold a quotation: chosen by bench.confusion."""
LEAST = 6
"""Words of a quotation below which a scan is not looked at: they agree with too much by chance."""
_TELLING = 3
"""Letters of a word that says something of where it stands."""
_EVERYWHERE = 400
"""Places of all scans at which a word may stand before it tells nothing."""
_DRIFT = 8
"""Words by which an engine may split or join what lies between two words that agree."""
_POINTING = 0.1
"""Part of a quotation's words that must agree in order for a place to be looked at."""
_TRIED = 8
"""Places that are looked at, those where most words agree first."""
_AROUND = 4
"""Words looked at before and after a place."""
_BEFORE = 1 << 24
"""Added to every place, so that a quotation which begins before a scan does points to no other."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Scans:
    """The words of all scans by their shapes: sorted, each with where it stands."""

    shapes: Numbers
    places: Numbers
    """document << 32 | _BEFORE + how many words stand before it."""
    words: dict[int, list[str]]


def shapes(text: str) -> list[str]:
    """Give the shapes of a text's words, in order."""
    return [shape(word) for word in _WORD.findall(fold(text))]


def scans_of(texts: Iterable[tuple[int, str]]) -> Scans:
    """Give the words of scans, each given with the number of its document."""
    words = {document: shapes(text) for document, text in texts}
    rows = [
        (crc32(word.encode()), document << 32 | _BEFORE + at)
        for document, here in words.items()
        for at, word in enumerate(here)
        if len(word) >= _TELLING
    ]
    keyed = np.array(sorted(rows), dtype=np.int64).reshape(-1, 2)
    return Scans(keyed[:, 0].copy(), keyed[:, 1].copy(), words)


def holder(scans: Scans, quotation: str, but: int) -> tuple[int, float] | None:
    """Give the scan that holds a quotation, other than the document that quotes it, and how alike they are of 100."""
    words = shapes(quotation)
    if len(words) < LEAST:
        return None
    letters = "".join(words)
    best: tuple[int, float] | None = None
    for document, at in _pointed_to(scans, words, but):
        near = scans.words[document][max(0, at - _AROUND) : at + len(words) + _AROUND + _DRIFT]
        alike = fuzz.partial_ratio(letters, "".join(near), score_cutoff=ALIKE)
        if alike and (best is None or alike > best[1]):
            best = (document, alike)
    return best


def _pointed_to(scans: Scans, words: list[str], but: int) -> Iterator[tuple[int, int]]:
    """Give (document, word) of the places where most words of a quotation stand in order."""
    telling = [(crc32(word.encode()), at) for at, word in enumerate(words) if len(word) >= _TELLING]
    keys = np.array([key for key, _ in telling], dtype=np.int64)
    low, high = np.searchsorted(scans.shapes, keys, "left"), np.searchsorted(scans.shapes, keys, "right")
    found = [
        (scans.places[start:end] - at, at)
        for start, end, (_, at) in zip(low.tolist(), high.tolist(), telling, strict=True)
        if 0 < end - start <= _EVERYWHERE
    ]
    starts = np.concatenate([places for places, _ in found]) if found else np.zeros(0, dtype=np.int64)
    starts = starts[(starts >> 32) != but]
    if not len(starts):
        return
    rough = np.concatenate((starts // _DRIFT, starts // _DRIFT - 1))
    places, counts = np.unique(rough, return_counts=True)
    enough = counts >= max(2, _POINTING * len(words))
    order = np.lexsort((places[enough], -counts[enough]))[:_TRIED]
    for place in places[enough][order].tolist():
        yield place * _DRIFT >> 32, max(0, (place * _DRIFT & 0xFFFFFFFF) - _BEFORE)


def sources_in_scans(shelf: Shelf, unsourced: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give quoted messages that a scan of the case holds: their numbers, the scans, and how many of 100 letters agree.

    Where nothing of a case was read by text recognition there are none, and nothing is looked at.
    """
    scans = scans_of(_own_words_of_scans(shelf))
    rows: list[tuple[int, int, int, int]] = []
    last, text = 0, ""
    for number, document, message in shelf.quoted(unsourced.tolist()) if scans.words else ():
        if document != last:
            last, text = document, shelf.text(document)
        held = holder(scans, quoted_words(text, message), document)
        if held:
            rows.append((number, held[0], round(held[1]), 100))
    found = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return found[:, 0], found[:, 1], found[:, 2], found[:, 3]


def _own_words_of_scans(shelf: Shelf) -> Iterator[tuple[int, str]]:
    """Give each scan with its words; a message that was scanned with those that may be its own."""
    recognised = "SELECT DISTINCT document FROM pages WHERE confidence IS NOT NULL"
    query = (
        "SELECT d.number, d.kind, d.body_start, t.text FROM documents d JOIN texts t ON t.document = d.number"  # noqa: S608 ours
        f" WHERE d.number IN ({recognised}) ORDER BY d.number"
    )
    for number, kind, start, text in shelf.rows(query):
        yield number, may_be_own(text, start) if kind == "page-message" else text


def may_be_own(text: str, start: int) -> str:
    """Give a scanned message's own words, and those below an attribution that no mark shows to be quoted.

    What it quotes is not thereby here; but where bars were too faint to be seen, its own words stand there too.
    """
    parts = zones(text, start)
    unmarked = (
        text[zone.start : zone.end]
        for before, zone in pairwise(parts)
        if (before.kind, zone.kind) == ("attribution", "quotation") and text[zone.start : zone.end].lstrip()[:1] != ">"
    )
    return "\n".join((own_words(text, parts), *unmarked))
