"""Allegations in words and as JSON: where each stands, what its evidence rests on, and what was done to find it."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.write.contract import span_line
from rejoinder.write.quoted import quote_lines
from rejoinder.write.words import ENGLISH, counted, date_in_words, listed

if TYPE_CHECKING:
    from rejoinder.allege.candidates import Search
    from rejoinder.case.weighing import Found, Quoted, Weighing

STATES = {
    "proposed": "Proposed, not confirmed",
    "withdrawn": "Set aside",
    "to look at": "To look at",
    "something for it": "Something stands for it",
    "only your own archive": "Nothing disclosed supports this; what stands for it is from your own archive",
    "nothing disclosed": "Nothing disclosed supports this",
}
"""Where an allegation stands, as people say it."""
NOTES = {
    "one document": "All that stands for it is in one document.",
    "hearsay": "It rests on what another is reported to have said.",
    "after": "It rests on what was written after the letter.",
    "absent": "It speaks of documents that are not in this disclosure.",
}
"""What its evidence rests on."""
SIDES = {"for": "For", "against": "Against", "context": "Context", "aside": "Put aside"}
VERDICTS = {"verbatim": "Verbatim", "elided": "Elided", "altered": "Altered", "not found": "Not found"}
SOURCES = {
    "papers considered": "papers it considered",
    "witness": "a witness",
    "marked": "a marked paper",
    "dated": "a document by its date",
    "address": "an address",
}


def searched_in_words(search: Search, unread: int, words: NullTranslations = ENGLISH) -> Iterator[str]:
    """Give the search log, a sentence each."""
    yield words.gettext("Looked up: {words}.").format(words=", ".join(search.words[:24]) or "–")
    if search.absent:
        yield words.gettext("In no passage: {words}.").format(words=", ".join(search.absent))
    if search.people:
        yield words.gettext("People: {names}.").format(names=listed(search.people, words))
    if search.days:
        told = [f"{date_in_words(one.first, words)} – {date_in_words(one.last, words)}" for one in search.days]
        yield words.gettext("Days: {days}.").format(days="; ".join(told))
    ranked = counted(search.passages, "passage was ranked", "passages were ranked", words)
    shown = counted(search.found, "is shown", "are shown", words)
    yield words.gettext("{ranked}, {shown}.").format(ranked=ranked, shown=shown)
    if search.by_meaning:
        yield words.gettext("They are ranked by meaning too.")
    if unread:
        told_unread = counted(
            unread, "file could not be read, or not wholly.", "files could not be read, or not wholly.", words
        )
        yield told_unread


def allegation_line(one: Weighing) -> dict[str, Any]:
    """Give one allegation with all that is held against it."""
    told = one.allegation
    return {
        "allegation": told.id,
        "number": told.label or None,
        "standing": told.standing,
        "proposed_by_model": told.proposed_by or None,
        "state": one.state,
        "words": told.words,
        "reworded": bool(told.reworded),
        "because": told.because or None,
        "letter": [span_line(span) for span in told.spans],
        "merged_from": list(told.of),
        "particulars": [{"number": part.label or None, **span_line(part.span)} for part in told.particulars],
        "quotations": [_quoted_line(quoted) for quoted in one.quotations],
        "sources": [{"kind": rests.kind, **span_line(rests.span)} for rests in told.sources],
        **{side: [_found_line(found) for found in one.on(side)] for side in ("for", "against", "context", "aside")},
        "candidates": [_found_line(found) for found in one.candidates],
        "proposed_by_model_only": [_found_line(found) for found in one.suggested],
        "looked": {
            "words": list(one.search.words),
            "in_no_passage": list(one.search.absent),
            "people": list(one.search.people),
            "days": [list(days) for days in one.search.days],
            "passages": one.search.passages,
            "by_meaning": one.search.by_meaning,
            "files_not_read": one.unread,
        },
        "notes": [
            {"kind": note.kind, "spans": [span_line(span) for span in note.spans], "findings": list(note.findings)}
            for note in one.notes
        ],
    }


def _quoted_line(quoted: Quoted) -> dict[str, Any]:
    best = quoted.best
    return {
        "quoted": span_line(quoted.span),
        "verdict": quoted.verdict,
        "source": span_line(best.source) if best else None,
        "own_words": quoted.checked.first_hand,
        "author_named": quoted.named or None,
        "author": (best.holding.author or None) if best else None,
        "another_author": quoted.by_another,
        "repeated_in": [one.holding.ref for one in quoted.repeated],
        "checked": list(quote_lines(quoted.checked)),
    }


def _found_line(found: Found) -> dict[str, Any]:
    return {
        **span_line(found.span),
        "path": found.holding.path if found.holding else None,
        "batch": found.batch or None,
        "own_archive": found.own,
        "date": (found.holding.date or None) if found.holding else None,
        "author": (found.holding.author or None) if found.holding else None,
        "found_by": list(found.by),
        "side": found.side,
        "reports": found.reports or None,
        "quoted_there": found.quoted,
        "proposed_by_model": found.proposed_by or None,
    }
