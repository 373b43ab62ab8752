"""A group of traces told as a finding: what is known of the absent message, and the words that prove it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rejoinder.find.checks import checked
from rejoinder.find.groups import Group, Quotations
from rejoinder.find.reconstruct import Rebuilt, Witness, reconstruct
from rejoinder.find.sources import Joined
from rejoinder.keys import described, shown
from rejoinder.model import Absent, Finding, Holding, Person, Quoted, Span, Trace, fingerprint_of
from rejoinder.thread import base_subject, sent_at
from rejoinder.zones import unmarked

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "absent-message"
LONGEST_EXACT = 300
"""Characters of a trace's words that are shown; the span says where the rest stands."""
LEFT_OUT = re.compile(
    r"\s*[\[<({*]{0,2}\s*(?:snip(?:ped|s)?\b[^\]\n]{0,60}|\.{3,}|…|cut|trimmed|gekürzt|coupé)\s*[\]>)}*]{0,2}\s*",
    re.IGNORECASE,
)
"""A line by which a person says that words were left out."""
CONFIDENCE = {"answered-id": 0.99, "quotation": 0.97, "thread-index": 0.95, "bare": 0.9}


class _Witnesses:
    """Documents and texts of the witnesses of one group, each asked for once."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._holdings: dict[int, Holding] = {}
        self._texts: dict[int, str] = {}

    def holding(self, number: int) -> Holding:
        """Give a document's row."""
        if number not in self._holdings:
            self._holdings[number] = self.shelf.document(number)
        return self._holdings[number]

    def text(self, number: int) -> str:
        """Give a document's text."""
        if number not in self._texts:
            self._texts[number] = self.shelf.text(number)
        return self._texts[number]

    def span(self, number: int, start: int, end: int) -> Span:
        """Give a citation of a document's words, no longer than is read at a glance."""
        text = self.text(number)
        if end > start + LONGEST_EXACT:
            end = max(text.rfind(" ", start, start + LONGEST_EXACT), text.rfind("\n", start, start + LONGEST_EXACT))
            end = end if end > start else start + LONGEST_EXACT
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(self.holding(number).ref, start, end, text[start:end], self.shelf.page_of(number, start))


def tell(shelf: Shelf, groups: Iterable[Group], found: Quotations, joined: Joined) -> Iterator[Finding]:
    """Give a finding for each group."""
    about = checked(shelf)
    for group in groups:
        witnesses = _Witnesses(shelf)
        quotes = _ordered(witnesses, group, found)
        traces = tuple(_traces(witnesses, group, quotes))
        if not traces:
            continue
        rebuilt = reconstruct(list(_as_witnesses(witnesses, quotes)))
        absent = _absent(witnesses, group, quotes)
        yield Finding(
            id=_identity(group, traces),
            kind=KIND,
            grade="direct",
            absent=absent,
            because=traces,
            checked=about,
            confidence=_confidence(group, quotes),
            text=_trimmed(rebuilt),
            text_spans=rebuilt.spans,
            versions=rebuilt.versions,
            held=_held(shelf, group, joined),
            closed_by=shelf.document(group.brought).ref if group.brought else "",
        )


def _trimmed(rebuilt: Rebuilt) -> str:
    return rebuilt.text.rstrip()


def _identity(group: Group, traces: Sequence[Trace]) -> str:
    if group.key:
        return fingerprint_of(KIND, group.key)
    return fingerprint_of(KIND, *sorted(trace.id for trace in traces))


def _ordered(witnesses: _Witnesses, group: Group, found: Quotations) -> list[tuple[int, Quoted]]:
    """Give the group's quotations, each with its document, by the document's reference: the same in any order read."""
    quotes = [found.quoted[number] for number in group.quotes]
    return sorted(quotes, key=lambda quote: (witnesses.holding(quote[0]).ref, quote[1].depth, quote[1].runs))


def _traces(witnesses: _Witnesses, group: Group, quotes: Sequence[tuple[int, Quoted]]) -> Iterator[Trace]:
    for document, _ in sorted(group.answers, key=lambda answer: (answer[1], witnesses.holding(answer[0]).ref)):
        text = witnesses.text(document)
        start = max(text.find(group.written, 0, witnesses.holding(document).body_start or len(text)), 0)
        yield Trace("answered-id", witnesses.span(document, start, start + len(group.written)))
    for document, _ in group.indexes:
        text = witnesses.text(document)
        start = max(text.find("Thread-Index:"), 0)
        end = text.find("\n", start)
        yield Trace("thread-index", witnesses.span(document, start, end if end > 0 else len(text)))
    for document, quoted in quotes:
        if quoted.lead:
            kind = "quotation" if quoted.runs else "header-block"
            yield Trace(kind, witnesses.span(document, *quoted.lead))
        if quoted.runs:
            run = max(quoted.runs, key=lambda run: run[1] - run[0])
            yield Trace("quotation", witnesses.span(document, *run))


def _as_witnesses(witnesses: _Witnesses, quotes: Sequence[tuple[int, Quoted]]) -> Iterator[Witness]:
    for document, quoted in quotes:
        text = witnesses.text(document)
        lines: list[tuple[int, int]] = []
        gaps = set()
        for number, run in enumerate(quoted.runs):
            for at, (start, end) in enumerate(_stripped(text, list(unmarked(text, *run, quoted.depth)))):
                if LEFT_OUT.fullmatch(text, start, end):
                    gaps.add(len(lines))
                    continue
                if number and not at:
                    gaps.add(len(lines))
                lines.append((start, end))
        if lines:
            page = witnesses.shelf.page_of(document, lines[0][0])
            yield Witness(witnesses.holding(document).ref, page, text, tuple(lines), frozenset(gaps))


def _stripped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    while lines and not text[slice(*lines[0])].strip():
        del lines[0]
    while lines and not text[slice(*lines[-1])].strip():
        del lines[-1]
    return lines


def _absent(witnesses: _Witnesses, group: Group, quotes: Sequence[tuple[int, Quoted]]) -> Absent:
    """Give what the witnesses say of the absent message, where they differ what most say."""
    told = [quoted for _, quoted in quotes]
    author = _most([shown(*quoted.author) for quoted in told])
    recipients = next((q.recipients for q in sorted(told, key=lambda q: -len(q.recipients)) if q.recipients), ())
    date = _most([quoted.date for quoted in told], longest=True)
    index = group.indexes[0][1] if group.indexes else b""
    if not date and index:
        moment = sent_at(index)
        date = moment.isoformat() if moment else ""
    subject = _most([quoted.subject for quoted in told]) or _subject(witnesses, group, quotes)
    return Absent(
        message_id=group.written,
        thread_key=index.hex(),
        author=author,
        recipients=tuple(shown(*person) for person in recipients),
        date=date,
        subject=subject,
        described_as="" if author and date else _answered(witnesses, group),
    )


def _answered(witnesses: _Witnesses, group: Group) -> str:
    """Give who answered the absent message and when, or which message follows on it."""
    if not group.answers:
        return ""
    nearest = min(place for _, place in group.answers)
    answering = [witnesses.holding(document) for document, place in group.answers if place == nearest]
    first = min(answering, key=lambda holding: (holding.date or "9", holding.ref))
    return f"{'answered by' if nearest == 0 else 'before'} {described(first)}"


def _subject(witnesses: _Witnesses, group: Group, quotes: Sequence[tuple[int, Quoted]]) -> str:
    """Give the subject of the messages that answer the absent one, or of its thread, without reply marks."""
    near = [document for document, place in group.answers if place == 0]
    bare = [(document, quoted) for document, quoted in quotes if not quoted.recipients and not group.answers]
    near += [document for document, quoted in bare if quoted.depth == 1]
    near += [document for document, _ in group.indexes]
    near = near or [document for document, _ in group.answers]
    return base_subject(_most([witnesses.holding(document).subject for document in near]))


def _most(words: Sequence[str], *, longest: bool = False) -> str:
    """Give what is said most often; of equals the longest, then the first in order of the alphabet."""
    said = Counter(word for word in words if word)
    if not said:
        return ""
    if longest:
        return min(said, key=lambda word: (-len(word), -said[word], word))
    return min(said, key=lambda word: (-said[word], -len(word), word))


def _confidence(group: Group, quotes: Sequence[tuple[int, Quoted]]) -> float:
    if group.answers:
        return CONFIDENCE["answered-id"]
    if group.indexes:
        return CONFIDENCE["thread-index"]
    introduced = any(quoted.author != Person("", "") or quoted.date for _, quoted in quotes)
    return CONFIDENCE["quotation" if introduced else "bare"]


def _held(shelf: Shelf, group: Group, joined: Joined) -> tuple[str, ...]:
    """Give the documents of the subject's own archive that are the absent message."""
    own = {source.document for number in group.quotes for source in joined.held[number]}
    if group.key:
        query = (
            "SELECT i.document FROM ids i JOIN documents d ON d.number = i.document"
            " JOIN batches b ON b.number = d.batch WHERE b.own = 1 AND i.key = ?"
        )
        own |= {row[0] for row in shelf.rows(query, group.key)}
    return tuple(sorted(document.ref for document in shelf.documents(own)))
