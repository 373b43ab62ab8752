"""Search: words and "phrases", -words, and from: to: subject: date: batch: kind:, over the passages of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.errors import UsageError
from rejoinder.fingerprints import word_spans
from rejoinder.model import MESSAGES, Passage
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

ANY_MESSAGE = "message"
"""What asks for messages of every kind that were disclosed."""
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(MESSAGES))
DISCLOSED_MESSAGE = f"(kind IN ({_KINDS}) AND batch IN (SELECT number FROM batches WHERE own = 0))"
"""Of documents, those."""
RANKED = 20_000
"""Passages of a search that are ranked at most."""
LAST = 1 << 62
"""A number after that of any passage."""
AROUND = 90
"""Characters shown on each side of the first match."""
_JOINED = (
    "FROM passage_words w JOIN passages p ON p.number = w.rowid"
    " JOIN documents d ON d.number = p.document WHERE passage_words MATCH ?"
)
_WITHIN = "AND +rowid IN (SELECT p.number FROM passages p JOIN documents d ON d.number = p.document WHERE 1 {})"
_PLACES = "SELECT p.document, p.page, p.start, p.end"
_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_FIELDS = ("from", "to", "subject", "date", "batch", "kind", "sender", "recipient")


class Query(NamedTuple):
    """Phrases that must stand in a passage, ones that must not, and a condition on its document."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    where: str
    values: tuple[str, ...]


def parse(words: str) -> Query:
    """Give the query that a person's words ask."""
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    where: list[str] = []
    values: list[str] = []
    for minus, field, quoted, plain in _TERM.findall(words):
        if field and field.lower() in _FIELDS:
            clause, some = _clause(field.lower(), quoted or plain)
            where.append(f" AND {'NOT ' if minus else ''}{clause}")
            values += some
            continue
        phrase = tuple(_WORD.findall(fold(f"{field} {quoted or plain}" if field else quoted or plain)))
        if phrase:
            (without if minus else phrases).append(phrase)
    if not phrases and not where:
        raise UsageError("There are no words to search for.", 'Try: rejoinder search CASE "water butts" from:treasurer')
    return Query(tuple(phrases), tuple(without), "".join(where), tuple(values))


def _clause(field: str, value: str) -> tuple[str, list[str]]:
    """Give the condition on documents that a field sets, and its values."""
    if field == "date":
        first, _, last = value.partition("..")
        if not re.fullmatch(r"[\d-]*", first + last) or not value.strip("."):
            raise UsageError(f"{value} is not a date.", "Write date:2016-05, date:2016-05-03 or date:2016-05..2016-07.")
        last = last if ".." in value else first
        return "(d.date != '' AND d.date >= ? AND substr(d.date, 1, ?) <= ?)", [
            first,
            str(len(last) or 1),
            last or "9",
        ]
    if field == "kind" and value.lower() == ANY_MESSAGE:
        return DISCLOSED_MESSAGE, []
    if field == "kind":
        return "d.kind = ?", [value.lower()]
    if field == "batch":
        return "d.batch IN (SELECT number FROM batches WHERE lower(name) = ?)", [value.lower()]
    if field in ("sender", "recipient"):
        return f"d.number IN (SELECT document FROM letters WHERE {field} = ?)", [value.lower()]
    column = {"from": "d.author", "to": "d.recipients", "subject": "d.subject"}[field]
    return f"instr(lower({column}), ?) > 0", [value.lower()]


def matches(text: str, words: str) -> list[tuple[int, int]]:
    """Give start..end of every place in a text where a person's words stand, in order."""
    return _hits(text, parse(words).phrases)


def match_of(query: Query) -> str:
    """Give what FTS5 is asked; empty where only conditions on documents are set."""
    match = " ".join(f'"{" ".join(phrase)}"' for phrase in query.phrases)
    if match and query.without:
        match += "".join(f' NOT "{" ".join(phrase)}"' for phrase in query.without)
    return match


def search(shelf: Shelf, words: str, limit: int = 20, after: int = 0) -> Iterator[Passage]:
    """Give the passages that answer a query, best first, each with the exact characters that match."""
    query = parse(words)
    asked, values = _asked(shelf, query)
    for number, page, start, end, score in shelf.rows(asked, *values, limit, after):
        text = shelf.text(number)[start:end]
        hits = tuple((start + first, start + last) for first, last in _hits(text, query.phrases))
        first, last = hits[0] if hits else (start, min(end, start + AROUND))
        snippet = _snippet(text, first - start, last - start)
        yield Passage(shelf.document(number).ref, page or None, first, last, snippet, float(score), hits)


def count(shelf: Shelf, words: str) -> int:
    """Give how many passages a search finds in all; with conditions alone, how many documents."""
    query = parse(words)
    match, values = match_of(query), query.values
    if not match:
        asked = f"SELECT count(*) FROM documents d WHERE 1 {query.where}"
        return int(next(shelf.rows(asked, *values))[0])
    asked = "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?"
    if query.where:
        many = _last_ranked(shelf, match)
        asked = f"{asked} {_WITHIN.format(query.where)}" if many else f"SELECT count(*) {_JOINED} {query.where}"
    return int(next(shelf.rows(asked, match, *values))[0])


def _asked(shelf: Shelf, query: Query) -> tuple[str, tuple[object, ...]]:
    """Give the question that finds (document, page, start, end, score) of passages, and its values but the last two.

    Words that stand in more than RANKED passages hardly tell one from another: with a condition on documents they
    are given in the order read; without, the first so many are ranked.
    """
    match, where = match_of(query), query.where
    if not match:
        found = f"SELECT d.number, d.date FROM documents d WHERE 1 {where} ORDER BY d.date, d.number LIMIT ? OFFSET ?"
        first = "JOIN passages p ON p.number = (SELECT min(number) FROM passages WHERE document = n.number)"
        return f"{_PLACES}, 0.0 FROM ({found}) n {first} ORDER BY n.date, p.number", query.values
    values: tuple[object, ...] = (match, *query.values)
    best = "-bm25(passage_words, 1.0, 2.0) AS score"
    bound = _last_ranked(shelf, match)
    if where and not bound:
        asked = f"{_PLACES}, {best} {_JOINED} {where} ORDER BY score DESC, p.number LIMIT ? OFFSET ?"
        return asked, values
    if where:
        found = f"SELECT rowid AS number, 0.0 AS score FROM passage_words WHERE passage_words MATCH ? {_WITHIN}"
        inner = found.format(where)
    else:
        inner = f"SELECT rowid AS number, {best} FROM passage_words WHERE passage_words MATCH ? AND rowid <= ?"
        inner, values = f"{inner} ORDER BY score DESC, number", (match, bound or LAST)
    asked = f"{_PLACES}, w.score FROM ({inner} LIMIT ? OFFSET ?) w JOIN passages p ON p.number = w.number"
    return f"{asked} ORDER BY w.score DESC, w.number", values


def _last_ranked(shelf: Shelf, match: str) -> int:
    """Give the number of the last passage that is ranked; 0 where words stand in no more than are ranked."""
    last = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT 1 OFFSET ?"
    return int(next(shelf.rows(last, match, RANKED), (0,))[0])


def _hits(text: str, phrases: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Give every place in a text where a phrase stands, in order."""
    spans = word_spans(text)
    words = [word for word, _, _ in spans]
    found = []
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            if words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
                found.append((spans[at][1], spans[at + len(phrase) - 1][2]))  # noqa: PERF401 three deep, plainer so
    return sorted(set(found))


def _snippet(text: str, first: int, last: int) -> str:
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
