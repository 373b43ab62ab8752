"""Passages that may bear on an allegation, for a person to place: several rankings joined into one.

What is joined: BM25 over its words, over the stems of the telling ones, and over words of the best passages found so
(feedback, Lavrenko and Croft, SIGIR 2001); passages that name people it names; those of the days it speaks of; where
the words it quotes stand. Joined by reciprocal rank (Cormack, Clarke and Buettcher, SIGIR 2009). Nothing is said for or
against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice, pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.allege.asking import LEAST, Days, days, people, stem, stems, telling
from rejoinder.allege.sentences import sentences
from rejoinder.find.quoting import sources
from rejoinder.fingerprints import word_spans
from rejoinder.model import MESSAGES, Holding
from rejoinder.text import fold
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MOST = 20
"""Candidates given at most."""
POOL, BY_MEANING = 40, 2.0
"""Candidates that are ranked again by meaning, where that is known, and the weight of it: by bench.evidence."""
RANKED = 100
"""Passages taken of each ranking."""
BUDGET = 60_000
"""Passages that words looked up together may stand in: of more, the most frequent words are left out."""
FEEDBACK, TAUGHT = 5, 12
"""Best passages whose words are looked for as well, and how many of those words."""
STEEP = 5
"""The constant of reciprocal rank fusion: small, so that what one ranking puts first is not passed by what several
put low. Chosen on the dev half by bench.evidence."""
WEIGHTS = {"words": 1.0, "stems": 0.5, "feedback": 0.5, "people": 0.3, "days": 0.5, "quoted words": 2.0}
APART = 60
"""Characters between two sentences beyond which they are not shown as one passage."""
WIDE = 420
"""Characters of a passage that are shown as a candidate, whole sentences of them."""
FURNITURE = ("signature", "disclaimer", "list footer", "header block", "attribution", "forward mark")
_FOUND = "SELECT rowid AS number, bm25(passage_words, 1.0, 1.0) AS score FROM passage_words WHERE passage_words MATCH ?"
_BEST = f"SELECT number FROM ({_FOUND}) ORDER BY score, number LIMIT ?"
_WITHIN = (
    f"SELECT f.number FROM ({_FOUND}) f JOIN passages p ON p.number = f.number JOIN documents d"
    " ON d.number = p.document WHERE d.date >= ? AND substr(d.date, 1, 10) <= ? AND d.date != ''"
    " ORDER BY f.score, f.number LIMIT ?"
)
Range = tuple[int, int]
Near = Callable[[str, Sequence[str]], Sequence[float] | None]
"""Says how near in meaning some words are to each of some texts; None where that is not known of all of them."""


class Asked(NamedTuple):
    """What an allegation is looked for by."""

    words: str
    """Its own words, particulars with them."""
    quotations: tuple[str, ...] = ()
    own_date: str = ""
    """When the letter was written, ISO 8601: years that it leaves out are reckoned from it."""
    besides: frozenset[int] = frozenset()
    """Documents in which it is not looked for: the letter itself, and copies of it."""


class Candidate(NamedTuple):
    """A passage that may bear on an allegation."""

    holding: Holding
    start: int
    end: int
    by: tuple[str, ...]
    """By what it was found, in the order of WEIGHTS."""
    score: float


class Search(NamedTuple):
    """What was done to find evidence: the search log."""

    words: tuple[str, ...]
    """Telling words that stand in some passage, the rarest first."""
    absent: tuple[str, ...]
    """Those that stand in none."""
    people: tuple[str, ...]
    days: tuple[Days, ...]
    passages: int
    """Passages that were ranked."""
    found: int
    """Candidates among them."""
    by_meaning: bool = False
    """Whether the candidates were ranked by meaning too."""


class Terms(NamedTuple):
    """What an allegation is looked for by, each with how much it tells."""

    words: dict[str, float]
    stems: dict[str, float]

    @classmethod
    def of(cls, words: dict[str, float], besides: Iterable[str]) -> Terms:
        """Give words with their stems, which tell half as much, and others that tell a little."""
        stems_of = {stem(word): weight / 2 for word, weight in words.items() if len(word) >= LEAST}
        return cls(dict.fromkeys(besides, 1.0) | words, stems_of)

    def weights(self, text: str) -> dict[str, float]:
        """Give the weight of each word of a text that tells anything."""
        said = sorted({word for word, _, _ in word_spans(text)})
        found = {word: self.words.get(word) or self.stems.get(stem(word), 0.0) for word in said}
        return {word: weight for word, weight in found.items() if weight}


class Place(NamedTuple):
    """Where a passage stands."""

    document: int
    start: int
    end: int


class Ranking(NamedTuple):
    """Passages joined of every ranking, the likeliest first, and by what they are told."""

    order: tuple[int, ...]
    scores: dict[int, float]
    ways: dict[int, set[str]]
    told: Terms
    words: tuple[str, ...]
    absent: tuple[str, ...]
    people: tuple[str, ...]
    days: tuple[Days, ...]


def ranking(shelf: Shelf, asked: Asked) -> Ranking:
    """Give the passages that may bear on an allegation, joined of every ranking by their words."""
    counts = {word: shelf.passages_with(word, BUDGET) for word in telling(asked.words)}
    words = sorted((word for word, count in counts.items() if count), key=lambda word: counts[word])
    affordable, absent = _affordable(words, counts), [word for word, count in counts.items() if not count]
    named, spoken = people(asked.words), tuple(dict.fromkeys(days(asked.words, asked.own_date)))
    by_words = ranked(shelf, _any(_with_common(shelf, asked.words, affordable, counts)))
    rankings, taught = _rankings(shelf, by_words, affordable, stems([*affordable, *absent]), named, spoken)
    scores: dict[int, float] = defaultdict(float)
    ways: dict[int, set[str]] = defaultdict(set)
    for way, numbers in rankings.items():
        for place, number in enumerate(numbers, 1):
            scores[number] += WEIGHTS[way] / (STEEP + place)
            ways[number].add(way)
    told = Terms.of({word: _rarity(count or 1) for word, count in counts.items()}, [*taught, *telling(" ".join(named))])
    order = tuple(sorted(scores, key=lambda number: (-scores[number], number)))
    return Ranking(order, scores, ways, told, tuple(words), tuple(absent), tuple(named), spoken)


def candidates(shelf: Shelf, asked: Asked, near: Near | None = None) -> tuple[list[Candidate], Search]:
    """Give the passages that may bear on an allegation, the likeliest first, and what was done to find them."""
    found = ranking(shelf, asked)
    kept = _pool(shelf, asked, found, POOL if near else MOST)
    nearness = near(asked.words, [words_of(shelf, one) for one in kept]) if near else None
    if nearness is not None:
        kept = _nearest(kept, nearness)
    log = (found.words, found.absent, found.people, found.days, len(found.order), len(kept[:MOST]))
    return kept[:MOST], Search(*log, nearness is not None)


def pool(shelf: Shelf, asked: Asked) -> list[str]:
    """Give the words of the passages that are ranked again by meaning."""
    return [words_of(shelf, one) for one in _pool(shelf, asked, ranking(shelf, asked), POOL)]


def words_of(shelf: Shelf, one: Candidate) -> str:
    """Give the words of a candidate."""
    return shelf.text(one.holding.number)[one.start : one.end]


def _pool(shelf: Shelf, asked: Asked, found: Ranking, most: int) -> list[Candidate]:
    """Give so many candidates, the likeliest by their words first."""
    where = places(shelf, found.order)
    exact = sorted(_quoted(shelf, asked), key=_score)
    told = (
        one
        for number in found.order
        for one in _candidate(shelf, where[number], found.told, found.scores[number], found.ways[number])
    )
    return list(islice(_once(shelf, merge(exact, told, key=_score), asked.besides), most))


def _nearest(some: Sequence[Candidate], nearness: Sequence[float]) -> list[Candidate]:
    """Give candidates ranked again: by their words as before, and by how near they are in meaning."""
    order = sorted(range(len(some)), key=lambda at: (-nearness[at], at))
    added = {at: BY_MEANING / (STEEP + place) for place, at in enumerate(order, 1)}
    again = [one._replace(score=one.score + added[at]) for at, one in enumerate(some)]
    return sorted(again, key=_score)


def _rarity(passages: int) -> float:
    return log(1 + 1_000_000 / passages)


def _score(one: Candidate) -> float:
    return -one.score


def _affordable(words: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Give the rarest words, as many as can be ranked together."""
    kept: list[str] = []
    passages = 0
    for word in words:
        passages += counts[word]
        if passages > BUDGET and len(kept) >= 3:
            break
        kept.append(word)
    return kept


def _with_common(shelf: Shelf, said: str, words: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Give telling words with the common ones said beside them, as many as can be ranked; none where none tells."""
    if not words:
        return []
    room = BUDGET - sum(counts[word] for word in words)
    kept = list(words)
    for word in dict.fromkeys(word for word, _, _ in word_spans(said) if word not in counts):
        room -= shelf.passages_with(word, BUDGET)
        if room < 0:
            break
        kept.append(word)
    return kept


def _rankings(
    shelf: Shelf,
    by_words: Sequence[int],
    words: Sequence[str],
    beginnings: Sequence[str],
    named: Sequence[str],
    spoken: Sequence[Days],
) -> tuple[dict[str, Sequence[int]], list[str]]:
    """Give passages ranked in each way, the best first, and the words that the best of them taught."""
    names = [" ".join(word for word, _, _ in word_spans(name)) for name in named]
    taught = _taught(shelf, by_words[:FEEDBACK], set(words))
    rankings: dict[str, Sequence[int]] = {
        "words": by_words,
        "stems": ranked(shelf, _any(beginnings, "*")),
        "feedback": ranked(shelf, _any(taught)),
        "people": ranked(shelf, _any(names)),
        "days": [number for some in spoken for number in _of_days(shelf, _any(words), some)],
    }
    return rankings, taught


def _any(terms: Iterable[str], ending: str = "") -> str:
    return " OR ".join(f'"{term}"{ending}' for term in terms)


def ranked(shelf: Shelf, match: str) -> list[int]:
    """Give the numbers of the passages that answer an FTS5 query, the best first; none where it is empty."""
    return [number for (number,) in shelf.rows(_BEST, match, RANKED)] if match else []


def _of_days(shelf: Shelf, match: str, some: Days) -> list[int]:
    """Give the passages of documents of some days that hold any of the words."""
    return [number for (number,) in shelf.rows(_WITHIN, match, *some, RANKED)] if match else []


def _taught(shelf: Shelf, best: Sequence[int], known: set[str]) -> list[str]:
    """Give the words that the best passages share and that are rare elsewhere."""
    weights: dict[str, float] = defaultdict(float)
    where = places(shelf, best)
    for rank, number in enumerate(best, 1):
        if number in where:
            text = shelf.text(where[number].document)[where[number].start : where[number].end]
            for word in set(telling(text)) - known:
                weights[word] += 1 / rank
    likeliest = sorted(weights, key=lambda word: (-weights[word], word))[: 5 * TAUGHT]
    told = {word: shelf.passages_with(word, BUDGET // TAUGHT) for word in likeliest}
    rare = {word: weights[word] * _rarity(count) for word, count in told.items() if 1 < count <= BUDGET // TAUGHT}
    return sorted(rare, key=lambda word: (-rare[word], word))[:TAUGHT]


def places(shelf: Shelf, numbers: Iterable[int]) -> dict[int, Place]:
    """Give where passages stand, by their numbers."""
    query = "SELECT number, document, start, end FROM passages WHERE number IN (?)"
    return {number: Place(*place) for number, *place in shelf.rows_of(query, numbers)}


def _candidate(shelf: Shelf, place: Place, told: Terms, score: float, ways: set[str]) -> Iterator[Candidate]:
    """Give the part of a passage that tells most; nothing where what was found stands below every message."""
    text, holding = shelf.text(place.document), shelf.document(place.document)
    part = telling_part(text, place.start, place.end, told, _furniture(text, holding))
    if part:
        yield Candidate(holding, *part, tuple(way for way in WEIGHTS if way in ways), score)


def _furniture(text: str, holding: Holding) -> list[Range]:
    """Give what stands below every message of somebody: it bears on nothing."""
    if holding.kind not in MESSAGES or holding.conversation:
        return []
    return [(zone.start, zone.end) for zone in zones(text, holding.body_start) if zone.kind in FURNITURE]


def telling_part(text: str, start: int, end: int, told: Terms, besides: Sequence[Range] = ()) -> Range | None:
    """Give the sentences in a row, no more than are read at a glance, that hold most of the weight of some words."""
    edges = [edge for place in besides for edge in place if start < edge < end]
    bounds = sorted({start, *edges, end})
    stretches = [(first, last) for first, last in pairwise(bounds) if not _lies_in(first, besides)]
    each = [one for stretch in stretches for one in sentences(text, *stretch)]
    heavy = [told.weights(text[slice(*one)]) for one in each]
    best, score = None, 0.0
    for first in range(len(each)):
        held: dict[str, float] = {}
        for last in range(first, len(each)):
            if last > first and (each[last][1] - each[first][0] > WIDE or each[last][0] - each[last - 1][1] > APART):
                break
            held |= heavy[last]
            weight = sum(held.values()) - 0.01 * (last - first)
            if weight > score:
                best, score = (each[first][0], each[last][1]), weight
    return _at_a_glance(text, *best) if best else None


def _lies_in(at: int, places: Iterable[Range]) -> bool:
    return any(first <= at < last for first, last in places)


def _at_a_glance(text: str, start: int, end: int) -> Range:
    """Give a stretch cut to what is read at a glance, between words."""
    if end - start <= 2 * WIDE:
        return start, end
    cut = max(text.rfind(" ", start, start + WIDE), text.rfind("\n", start, start + WIDE))
    return start, cut if cut > start else start + WIDE


def paragraph(text: str, start: int, end: int) -> Range:
    """Give the paragraph in which words stand, where it is read at a glance; else the words alone."""
    above, below = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    first = 0 if above < 0 else above + len("\n\n")
    last = len(text.rstrip()) if below < 0 else below
    return (first, last) if last - first <= 2 * WIDE else (start, end)


def _quoted(shelf: Shelf, asked: Asked) -> Iterator[Candidate]:
    """Give the places where words stand that the allegation quotes."""
    for quoted in asked.quotations:
        if not any(letter.isalnum() for letter in quoted):
            continue
        for place, one in enumerate(sources(shelf, quoted, besides=asked.besides)[0], 1):
            if one.checked.source:
                start, end = paragraph(shelf.text(one.holding.number), *one.checked.source)
                yield Candidate(one.holding, start, end, ("quoted words",), WEIGHTS["quoted words"] / (STEEP + place))


def _once(shelf: Shelf, found: Iterable[Candidate], besides: frozenset[int]) -> Iterator[Candidate]:
    """Give candidates, of those with the same words the first, and of two that overlap the first."""
    seen: set[str] = set()
    taken: dict[int, list[Range]] = defaultdict(list)
    for one in found:
        number = one.holding.number
        words = " ".join(fold(shelf.text(number)[one.start : one.end]).split())
        overlaps = any(one.start < last and first < one.end for first, last in taken[number])
        if number in besides or overlaps or words in seen or not words:
            continue
        seen.add(words)
        taken[number].append((one.start, one.end))
        yield one
