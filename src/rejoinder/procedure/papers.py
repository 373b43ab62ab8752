"""The papers that a procedure turns on, and what they and other documents say of it, found in a case.

Each is only likely; a person names others where these are not the ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from rejoinder.allege.candidates import places, ranked
from rejoinder.allege.sentences import sentences
from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.model import MESSAGES, Holding, Span
from rejoinder.procedure.clauses import clauses
from rejoinder.procedure.names import parts
from rejoinder.procedure.packs import Step
from rejoinder.procedure.parts import REVISION, Matter, Paper, own_words, span_of
from rejoinder.procedure.view import sentence_at

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LONGEST_LETTER = 60_000
"""Characters of a letter in which it is looked for what was decided: what is longer is a collection of papers."""
NEAR = 300
"""Characters before and after that sentence in which a letter speaks to whom it is written."""
RANKED = 40
"""Passages that are looked at for one step."""
_RULES = re.compile(
    r"\brules?\b|\bconstitution\b|\brule[\s-]?book\b|\bby-?laws?\b|\bstanding orders\b|\barticles of association\b"
    r"|\bdisciplinary (?:procedure|policy|code)\b|\bcode of conduct\b|\bgrievance (?:procedure|policy)\b|"
    r"\bterms of membership\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:met|sat|meeting|hearing|held)\b[^.\n]{0,40}?$", re.IGNORECASE)
_HEARD = re.compile(
    r"\b(?:like|wish|want|ask|asks|asked|request|requests|entitled|right)\b[^.?!\n]{0,40}\b(?:to\sbe\sheard|an?"
    r"\s(?:oral\s|personal\s)?hearing"
    r"|to\sattend|to\sappear|in\sperson)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:do(?:es)?|did|will|shall)\snot\s(?:need|wish|want|propose|intend|have)?\s?(?:to\s)?(?:see|hear|meet)\syou\b"
    r"|\byou\s(?:will|shall|may|can)\s?not\s(?:be\sheard|attend|appear)\b|\bno\s(?:oral\s|personal\s)?hearing\s"
    r"(?:will|is|was)\b"
    r"|\b(?:on|upon)\sthe\spapers\s(?:alone|only)\b|\byour\srequest\s(?:for\sa\shearing|to\sbe\sheard|to"
    r"\sattend)\s(?:is|was|has\sbeen)\s(?:refused|declined|rejected)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\bappeal\s(?:against|under|from|to)\b|\bnotice\sof\sappeal\b|\bgrounds\sof\sappeal\b|\bmy\sappeal\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:your|her|his|the|this)\sappeal\s(?:is|was|has\sbeen)\s(?:hereby\s)?(?:dismissed|upheld|allowed"
    r"|rejected|refused|granted|heard)\b"
    r"|\bwe\s(?:dismiss|uphold|allow|reject)\s(?:your|the)\sappeal\b",
    re.IGNORECASE,
)


_BODY = re.compile(
    r"\b(?:panel|committee|hearing|board|tribunal|disciplinary|investigation|governors|trustees)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:decision|decided|determined|findings?|finds|outcome|proved|upheld|expelled|dismissed|suspended|sanction)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|Dear)\b")
_LAST = "SELECT max(substr(d.date, 1, 10)) FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0"


def last_day(shelf: Shelf) -> str:
    """Give the day of the last document that was disclosed; empty where there is none."""
    return next((str(day) for (day,) in shelf.rows(_LAST) if day), "")


def rule_books(shelf: Shelf) -> list[Paper]:
    """Give what looks like the organisation's rules, by title or name and by having clauses; the longest first."""
    query = "SELECT number, subject, path FROM documents WHERE kind NOT IN ('email', 'page-message', 'chat', 'post')"
    numbers = [
        number
        for number, subject, path in shelf.rows(query)
        if (_RULES.search(str(subject)) or _RULES.search(str(path).rpartition("/")[2].replace("_", " ")))
    ]
    found: dict[str, tuple[int, Paper]] = {}
    for holding in shelf.documents(numbers[:200]):
        if holding.kind in MESSAGES or REVISION in holding.path:
            continue
        paper = paper_of(shelf, holding)
        many = len(clauses(paper.text))
        if many >= 3 and not re.search(r"\bDear\s(?:Mr|Mrs|Ms|Miss|Dr)\b", paper.text[:1_500]):
            found.setdefault(holding.sha256, (many, paper))
    return [paper for _, paper in sorted(found.values(), key=lambda one: -one[0])]


def minutes_of(shelf: Shelf, decision: Paper) -> list[Paper]:
    """Give the minutes of the days on which a decision says that it was met or decided, copies once."""
    days = {
        one.date
        for one in said_dates(decision.text, decision.date)
        if len(one.date) == len("2024-06-30") and _MET.search(decision.text[max(0, one.start - 60) : one.start])
    }
    query = "SELECT document FROM allusions WHERE way = 'headed' AND noun = 'minutes' AND date IN (?)"
    numbers = [number for (number,) in shelf.rows_of(query, days)]
    own = {batch.number for batch in shelf.batches() if batch.own}
    here = [one for one in shelf.documents(numbers) if REVISION not in one.path and one.batch not in own]
    found = {one.sha256: one for one in sorted(here, key=lambda one: -len(one.path))}
    plainest = sorted(found.values(), key=lambda one: len(one.path))
    return [paper_of(shelf, one) for one in plainest]


def paper_of(shelf: Shelf, holding: Holding, day: str = "") -> Paper:
    """Give a document as a paper, of the day that is said, or else of its own."""
    return Paper(holding, shelf.text(holding.number), day or holding.date[:10])


def decides(text: str) -> bool:
    """Say whether a letter tells whoever it is written to what some body decided, in one sentence and those by it."""
    told = (sentence_at(text, *one.span()) for one in _DECIDED.finditer(text, 0, min(len(text), LONGEST_LETTER)))
    return any(
        _BODY.search(text, start, end) is not None and _YOU.search(text, max(0, start - NEAR), end + NEAR) is not None
        for start, end in dict.fromkeys(told)
    )


def asked_to_be_heard(shelf: Shelf, matter: Matter) -> Iterator[Span]:
    """Give where the subject asked to be heard, before the decision."""
    return _said(shelf, matter, _HEARD, "heard OR hearing OR attend OR appear", hers=True)


def refused_to_hear(shelf: Shelf, matter: Matter) -> Iterator[Span]:
    """Give where the subject was told, before the decision, that there would be no hearing."""
    return _said(shelf, matter, _REFUSED, "see OR heard OR hear OR hearing OR papers", hers=False)


def _said(shelf: Shelf, matter: Matter, pattern: re.Pattern[str], words: str, *, hers: bool) -> Iterator[Span]:
    """Give where the subject, or somebody writing to the subject, says something before the decision; copies once."""
    if matter.decision is None or not matter.subject:
        return
    first = day_of(matter.notices[0].date if matter.notices else matter.decision.date)
    since = (first - timedelta(days=365)).isoformat() if first else ""
    numbers = [number for (number,) in shelf.rows(_BETWEEN, words, since, matter.decision.date, 2_000)]
    seen: set[str] = set()
    for holding in sorted(shelf.documents(numbers), key=lambda one: (one.date, len(one.path))):
        wrote = _names(holding.author, matter.subject)
        if REVISION in holding.path or wrote != hers or not (hers or _names(holding.recipients, matter.subject)):
            continue
        text = shelf.text(holding.number)
        for start, end in own_words(text, holding):
            for one in pattern.finditer(text, start, end):
                where = sentence_at(text, *one.span())
                said = " ".join(text[slice(*where)].split())
                if said not in seen:
                    seen.add(said)
                    yield span_of(shelf, holding, text, *where)


_BETWEEN = (
    "SELECT DISTINCT p.document FROM passage_words w JOIN passages p ON p.number = w.rowid"
    " JOIN documents d ON d.number = p.document WHERE passage_words MATCH ? AND d.date >= ? AND d.date < ? LIMIT ?"
)


def _names(shown: str, subject: str) -> bool:
    """Say whether somebody shown is the subject by name."""
    words = set(parts(subject))
    return bool(words) and any(words <= set(parts(one)) for one in shown.split("\n"))


def appeals_of(shelf: Shelf, matter: Matter) -> Iterator[tuple[Paper, Span]]:
    """Give the subject's appeals after the decision, by their title or first lines, the first first; copies once."""
    if matter.decision is None:
        return
    numbers = [number for (number,) in shelf.rows(_BETWEEN, "appeal", matter.decision.date, "9", 500)]
    seen: set[str] = set()
    some = [one for one in shelf.documents(numbers) if _names(one.author, matter.subject) and REVISION not in one.path]
    for holding in sorted(some, key=lambda one: (one.date[:10], one.kind == "email", len(one.path))):
        text = shelf.text(holding.number)
        one = _APPEAL.search(text, holding.body_start, holding.body_start + 1_200) if holding.kind != "email" else None
        one = one or (_APPEAL.search(holding.subject) and _APPEAL.search(text))
        if one and holding.date[:10] not in seen:
            seen.add(holding.date[:10])
            yield paper_of(shelf, holding), span_of(shelf, holding, text, *sentence_at(text, *one.span()))


def outcomes_of(shelf: Shelf, matter: Matter) -> Iterator[Span]:
    """Give where it is said, by others than the subject, how an appeal ended."""
    if matter.decision is None:
        return
    numbers = [number for (number,) in shelf.rows(_BETWEEN, "appeal", matter.decision.date, "9", 500)]
    for holding in shelf.documents(numbers):
        if not _names(holding.author, matter.subject) and REVISION not in holding.path:
            text = shelf.text(holding.number)
            for start, end in own_words(text, holding):
                for one in _OUTCOME.finditer(text, start, end):
                    yield span_of(shelf, holding, text, *sentence_at(text, *one.span()))


def passages(shelf: Shelf, step: Step) -> Iterator[Span]:
    """Give the sentences that may bear on a step, by its words, of what was disclosed; copies once."""
    if not step.words:
        return
    asked = [
        tuple(re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in some)
        for some in (step.words, step.beside)
    ]
    query = " AND ".join(
        f"({' OR '.join(quoted_term(one) for one in some)})" for some in (step.words, step.beside) if some
    )
    own = {batch.number for batch in shelf.batches() if batch.own}
    best = ranked(shelf, query)[:RANKED]
    where = places(shelf, best)
    seen: set[str] = set()
    for place in (where[number] for number in best if number in where):
        holding = shelf.document(place.document)
        if holding.batch in own or REVISION in holding.path:
            continue
        text = shelf.text(place.document)
        for one in sentences(text, place.start, place.end):
            said = " ".join(text[slice(*one)].split())
            if said not in seen and all(any(term.search(text, *one) for term in some) for some in asked if some):
                seen.add(said)
                yield span_of(shelf, holding, text, *one)
                break


def quoted_term(word: str) -> str:
    """Give a word or phrase as a full-text query has it."""
    return '"{}"'.format(word.replace('"', ""))
