"""What is said against the subject: allegations as a person confirms, splits, merges, rewords, adds and withdraws them.

Each act holds the letter's words as they were read; none of them is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rejoinder.allege import quoted_words
from rejoinder.allege.blocks import blocks
from rejoinder.allege.decided import (
    SIDES,
    Allegation,
    Placed,
    Rests,
    Side,
    allegation_id,
    check_undo,
    decided,
    entry,
)
from rejoinder.allege.sources import cited
from rejoinder.case.reasons import Taken, letters, likely_letters, proposed
from rejoinder.case.receiving import Case, Delivery, receive
from rejoinder.case.suggested import allegations_suggested
from rejoinder.errors import UsageError
from rejoinder.model import Span, fingerprint_of

# What is in force


class Against(NamedTuple):
    """Everything said against the subject: confirmed and withdrawn, and what the letters propose besides."""

    letters: tuple[Taken, ...]
    allegations: tuple[Allegation, ...]
    placed: tuple[Placed, ...]


def against(case: Case) -> Against:
    """Give the allegations of a case in the order of their letters: decided about, and only proposed."""
    acts = list(case.journal.acts())
    told = decided(acts)
    taken = letters(case)
    found = list(told.standing())
    for letter in taken:
        own = proposed(case, letter)
        found += [one for one in own if not _is_decided(told.allegations.values(), one)]
        further = [one for one in allegations_suggested(acts, letter) if not _is_decided(own, one)]
        found += [one for one in further if not _is_decided(told.allegations.values(), one)]
    order = {letter.ref: place for place, letter in enumerate(taken)}
    found.sort(key=lambda one: (order.get(one.letter, len(order)), one.spans[0].start if one.letter else 0))
    return Against(taken, tuple(found), told.placed)


def _is_decided(told: Iterable[Allegation], one: Allegation) -> bool:
    """Say whether a proposal was decided about, or made before: itself, or any allegation that holds its words."""
    span = one.spans[0]
    return any(
        one.id == each.id or (other.document == span.document and other.start < span.end and span.start < other.end)
        for each in told
        for other in each.spans
    )


def find(case: Case, beginning: str) -> Allegation:
    """Give the allegation whose id, or number in its letter, begins so; UsageError where it is none or several."""
    every = against(case).allegations
    found = [one for one in every if beginning and one.id.startswith(beginning)]
    found = found or [one for one in every if beginning and _number(one) == beginning.strip(".()").lower()]
    if len(found) == 1:
        return found[0]
    what = f"No allegation is {beginning or '(empty)'}." if not found else f"{len(found)} allegations are {beginning}."
    raise UsageError(what, f"List them with: rejoinder allegations {case.folder}")


def _number(one: Allegation) -> str:
    return one.label.split(" ")[0].strip(".():").lower()


# What a person does


def take_letter(case: Case, document: str, *, at: str) -> Taken:
    """Name a document of the case as a letter of reasons."""
    with case.shelf() as shelf:
        holding = shelf.find_document(document)
    if holding is None:
        raise UsageError(
            f"No document of this case is {document}.", f"List them with: rejoinder documents {case.folder}"
        )
    _write(case, "letter", at, of=[holding.ref], text="", path=holding.path)
    return next(one for one in letters(case) if one.ref == holding.ref)


def is_document(case: Case, document: str) -> bool:
    """Say whether a reference or path is that of a document of the case."""
    with case.shelf() as shelf:
        return shelf.find_document(document) is not None


def take_file(case: Case, path: Path, *, at: str) -> Taken:
    """Take a file as a letter of reasons: it is received as the subject's own, in a batch of its own, and read."""
    bag = receive(case, [path], Delivery(f"Letter: {path.name}", own=True), at=at)
    with case.shelf() as shelf:
        query = "SELECT ref, words FROM documents WHERE batch = ? ORDER BY path != ?, words DESC, number LIMIT 1"
        found = next(shelf.rows(query, bag.batch.number, path.name), None)
    if found is None:
        raise UsageError(f"{path.name} could not be read.", f"See why: rejoinder documents {case.folder}")
    if not found[1]:
        remedy = f"Have its pictures read: rejoinder ocr {case.folder}; then name it as {found[0]}."
        raise UsageError(f"{path.name} holds no words that could be read.", remedy)
    return take_letter(case, str(found[0]), at=at)


def take_words(case: Case, words: str, *, at: str) -> Taken:
    """Take the words of a letter that a person typed or pasted."""
    if not words.strip():
        raise UsageError("There are no words.", "Type or paste those of the letter.")
    ref = fingerprint_of("letter", words)
    _write(case, "letter", at, of=[ref], text=words, path="")
    return next(one for one in letters(case) if one.ref == ref)


def confirm(case: Case, which: Sequence[str], *, at: str) -> list[Allegation]:
    """Confirm allegations that a letter proposes: those named; all but a model's where none is."""
    every = [one for one in against(case).allegations if one.standing == "proposed" and not one.proposed_by]
    chosen = [find(case, one) for one in which] if which else every
    for one in chosen:
        if one.standing != "proposed":
            raise UsageError(f"{one.id} is {one.standing} already.", "Undo that first, to decide anew.")
        _write(case, "confirm", at, made=[entry(replace(one, standing="confirmed"))])
    return [find(case, one.id) for one in chosen]


def reword(case: Case, which: str, words: str, *, at: str) -> Allegation:
    """Put an allegation in other words; those of the letter stay beside them."""
    one = find(case, which)
    _write(case, "reword", at, of=[one.id], words=_said(words), taken=_new(one))
    return find(case, one.id)


def withdraw(case: Case, which: str, *, because: str = "", at: str) -> Allegation:
    """Set an allegation aside: it is none, or is no longer made."""
    one = find(case, which)
    _write(case, "withdraw", at, of=[one.id], because=because, taken=_new(one))
    return find(case, one.id)


def add(case: Case, words: str, *, at: str) -> Allegation:
    """Add an allegation in a person's own typing, with what it quotes."""
    said = _said(words)
    one = allegation_id("", said)
    if any(other.id == one for other in against(case).allegations):
        raise UsageError("There is an allegation in these words already.", "Look for it in the list.")
    quoted = tuple(Span("", start, end, said[start:end]) for start, end in quoted_words(said, blocks(said)))
    rests = tuple(Rests(kind, Span("", start, end, said[start:end])) for kind, start, end in cited(said, 0, len(said)))
    made = Allegation(one, "", (Span("", 0, len(said), said),), (said,), (), quoted, rests)
    _write(case, "add", at, made=[entry(made)])
    return find(case, one)


def split(case: Case, which: str, before: str, *, at: str) -> list[Allegation]:
    """Part an allegation in two where these words of it begin."""
    one = find(case, which)
    span = one.spans[0]
    place = _place_of(span.exact, before)
    if len(one.spans) > 1 or not 0 < place < len(span.exact):
        what = "An allegation that was merged is not split." if len(one.spans) > 1 else "It does not hold these words."
        raise UsageError(
            what, "Undo the merge." if len(one.spans) > 1 else "Give the words with which the second begins."
        )
    first = _piece(one, span.start, span.start + len(span.exact[:place].rstrip(" \t\n;,")))
    second = _piece(one, span.start + place, span.end)
    _write(case, "split", at, of=[one.id], made=[entry(first), entry(second)], taken=_new(one))
    return [find(case, first.id), find(case, second.id)]


def _place_of(text: str, words: str) -> int:
    """Give where words begin in a text, however their lines are wrapped; -1 where they do not stand there."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text) if pattern else None
    return found.start() if found else -1


def _piece(one: Allegation, start: int, end: int) -> Allegation:
    """Give the part of an allegation that stands at start..end of its letter."""
    span = one.spans[0]
    whole = Span(span.document, start, end, span.exact[start - span.start : end - span.start], span.page)
    particulars = tuple(part for part in one.particulars if start < part.span.start and part.span.end <= end)
    ends = min((part.span.start for part in particulars), default=end)
    quotations = tuple(quoted for quoted in one.quotations if start <= quoted.start and quoted.end <= end)
    return Allegation(
        id=allegation_id(whole.document, whole.exact),
        label=one.label,
        spans=(whole,),
        said=(whole.exact[: ends - start].strip(),),
        particulars=particulars,
        quotations=quotations,
        sources=tuple(rests for rests in one.sources if start <= rests.span.start and rests.span.end <= end),
    )


def merge(case: Case, which: Sequence[str], *, at: str) -> Allegation:
    """Make one allegation of several, with the particulars, quotations and evidence of each."""
    several = [find(case, one) for one in dict.fromkeys(which)]
    if len(several) < 2:
        raise UsageError("One allegation is not merged alone.", "Name two or more.")
    made = Allegation(
        id=fingerprint_of("merged", *(one.id for one in several)),
        label=" ".join(dict.fromkeys(one.label for one in several if one.label)),
        spans=tuple(span for one in several for span in one.spans),
        said=tuple(said for one in several for said in ((one.reworded,) if one.reworded else one.said)),
        particulars=tuple(part for one in several for part in one.particulars),
        quotations=tuple(quoted for one in several for quoted in one.quotations),
        sources=tuple(rests for one in several for rests in one.sources),
        of=tuple(one for each in several for one in (*each.of, each.id)),
    )
    taken = [made for one in several for made in _new(one)]
    _write(case, "merge", at, of=[one.id for one in several], made=[entry(made)], taken=taken)
    return find(case, made.id)


def undo(case: Case, which: str, *, at: str) -> None:
    """Take back the last act about an allegation or a letter; the journal keeps both."""
    acts = list(case.journal.acts())
    told = decided(acts)
    known = [one for one in (*told.allegations, *told.letters) if which and one.startswith(which)]
    one = known[0] if len(known) == 1 else find(case, which).id
    check_undo(acts, one)
    _write(case, "undo", at, of=[one])


def place(case: Case, which: str, span: Span, side: Side | None, *, at: str) -> None:
    """Place a passage for or against an allegation, as context or aside; None takes the last placing back."""
    if side is not None and side not in SIDES:
        raise UsageError(f"Nothing is placed as {side}.", "Place it for, against, context or aside.")
    one = find(case, which)
    about = one.id
    if side is None:
        mine = [
            p for p in decided(case.journal.acts()).placed if p.allegation in (one.id, *one.of) and _same(p.span, span)
        ]
        if not mine:
            raise UsageError("This passage was not placed.", "There is nothing to take back.")
        about = mine[-1].allegation
    told = {"document": span.document, "start": span.start, "end": span.end, "exact": span.exact, "page": span.page}
    case.journal.write("evidence", at, {"allegation": about, "side": side or "undo", **told})


def _same(one: Span, other: Span) -> bool:
    return one.document == other.document and one.exact == other.exact


def passage(case: Case, document: str, start: int, end: int) -> Span:
    """Give the words of a document that are to be placed; UsageError where there are none."""
    with case.shelf() as shelf:
        holding = shelf.find_document(document)
        text = shelf.text(holding.number) if holding else ""
        if holding is None or not text[start:end].strip() or start < 0:
            what = f"No document of this case is {document}." if holding is None else "There are no words there."
            raise UsageError(what, "Choose one of the passages shown.")
        return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


def _said(words: str) -> str:
    said = words.strip()
    if not any(letter.isalnum() for letter in said):
        raise UsageError("There are no words.", "Write the allegation in one sentence.")
    return said


def _new(one: Allegation) -> list[dict[str, object]]:
    """Give a proposal as the act about it keeps it; nothing of one that the journal holds already."""
    return [entry(replace(one, standing="confirmed"))] if one.standing == "proposed" else []


def _write(case: Case, decision: str, at: str, **told: object) -> None:
    case.journal.write("allegation", at, {"decision": decision, **told})


__all__ = [
    "Against",
    "Taken",
    "add",
    "against",
    "confirm",
    "find",
    "letters",
    "likely_letters",
    "merge",
    "passage",
    "place",
    "proposed",
    "reword",
    "split",
    "take_letter",
    "take_words",
    "undo",
    "withdraw",
]
