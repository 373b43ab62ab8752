"""The chronology in words and as JSON, and as a file: CSV, HTML, DOCX, iCalendar, TimelineJS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.case.chronology import EVERYTHING, Wanted, chronology
from rejoinder.case.who import seen
from rejoinder.errors import UsageError
from rejoinder.write.contract import span_line
from rejoinder.write.people import first_in_words
from rejoinder.write.words import ENGLISH, counted, date_in_words, name_in_words

if TYPE_CHECKING:
    from rejoinder.case import Case
    from rejoinder.case.who import First
    from rejoinder.events.decided import Event

KINDS = {
    "message": "Message",
    "post": "Chat or post",
    "letter": "Letter",
    "paper": "Paper",
    "meeting": "Meeting",
    "document": "Document spoken of",
    "said": "Told in a document",
    "silence": "Gap",
    "typed": "Added by you",
}
STANDINGS = {
    "proposed": "Proposed",
    "confirmed": "Confirmed",
    "reworded": "Reworded by you",
    "added": "Added by you",
    "withdrawn": "Withdrawn",
}
AGREED = {
    "disputed by them": "Disputed by them",
    "disputed by us": "Disputed by us",
    "undisputed": "Undisputed",
    "unsure": "Unsure",
}
PARTIES = {"ours": "Ours", "theirs": "Theirs", "body": "A body"}
NAMED = 3
"""People written to that are named; of more, how many others."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The chronology of one case on one day, to be written into a file."""

    subject: str
    controller: str
    on: str
    events: tuple[Event, ...]
    paths: dict[str, str]
    journal_head: str
    firsts: Mapping[str, Sequence[First]] = field(default_factory=dict)
    """By event, where it is asked for, the first document in which each person has it in front of them."""


def event_in_words(one: Event, words: NullTranslations = ENGLISH) -> str:
    """Give an event in one sentence: as a person put it, as its document tells it, or what the document is."""
    if one.reworded or one.kind in ("said", "typed", "post"):
        return one.reworded or (one.about if one.kind == "typed" else one.said)
    if one.kind == "silence":
        return words.gettext(one.about)
    if one.kind == "message":
        return _message(one, words)
    if one.kind == "meeting":
        return _named(words.gettext("Meeting"), one.said, words)
    title = one.said if one.kind == "document" else one.about or one.said
    return _named(words.gettext(KINDS[one.kind]), title, words)


def _named(label: str, value: str, words: NullTranslations) -> str:
    return words.gettext("{label}: {value}").format(label=label, value=value)


def _message(one: Event, words: NullTranslations) -> str:
    writer, *others = (name_in_words(person) for person in one.people or ("",))
    named = ", ".join(others[:NAMED])
    if len(others) > NAMED:
        named = f"{named}, {counted(len(others) - NAMED, 'other', 'others', words)}"
    subject = " ".join(one.about.split())
    if not others:
        said = words.gettext("{writer} wrote").format(writer=writer or words.gettext("Somebody"))
    else:
        said = words.gettext("{writer} wrote to {others}").format(
            writer=writer or words.gettext("Somebody"), others=named
        )
    return _named(said, subject, words) if subject else said


def when_in_words(one: Event, words: NullTranslations = ENGLISH) -> str:
    """Give an event's date as far as it is known, or the first and the last day of a gap."""
    first = date_in_words(one.date, words)
    return f"{first} – {date_in_words(one.until, words)}" if one.until else first


def event_line(one: Event) -> dict[str, Any]:
    """Give one event as JSON."""
    return {
        "event": one.id,
        "kind": one.kind,
        "date": one.date,
        "until": one.until or None,
        "precision": one.precision,
        "words": event_in_words(one),
        "reworded": one.reworded or None,
        "party": one.party or None,
        "people": list(one.people),
        "subject": one.about or None,
        "batch": one.batch or None,
        "standing": one.standing,
        "proposed_by_model": one.proposed_by or None,
        "status": one.agreed or None,
        "because_withdrawn": one.because or None,
        "because": [span_line(span) for span in one.cited],
    }


def paper_of(case: Case, wanted: Wanted = EVERYTHING, *, on: str, who: bool = False) -> Paper:
    """Give the chronology as it is written: what a person stands by where anything was not asked for."""
    chosen = wanted if wanted.standing else wanted._replace(standing="kept")
    found = chronology(case, chosen).events
    with case.shelf() as shelf:
        paths = dict(shelf.paths(span.document for one in found for span in one.cited))
    return Paper(case.subject, case.controller, on, found, paths, case.journal.head(), seen(case, found) if who else {})


def written(paper: Paper, ending: str, words: NullTranslations = ENGLISH) -> bytes:
    """Give the chronology as a file of this ending, in the language of the words."""
    from rejoinder.write import chronology_files as files

    ways: dict[str, Callable[[Paper, NullTranslations], bytes]] = {
        ".csv": files.as_csv,
        ".html": files.as_html,
        ".htm": files.as_html,
        ".docx": files.as_docx,
        ".ics": files.as_calendar,
        ".json": files.as_timeline,
    }
    if ending not in ways:
        raise UsageError(
            f"A chronology cannot be written as {ending or 'a file without an ending'}.",
            "Use .csv, .html, .docx, .ics or .json.",
        )
    return ways[ending](paper, words)


def cited_in_words(one: Event, paths: dict[str, str], words: NullTranslations = ENGLISH) -> Sequence[str]:
    """Give where an event is told: each document's path, its page and its words."""
    found = []
    for span in one.cited:
        page = words.gettext(", page {page}").format(page=span.page) if span.page else ""
        found.append(f"{paths.get(span.document, span.document)}{page}: “{' '.join(span.exact.split())}”")
    return found


def firsts_in_words(one: Event, paper: Paper, words: NullTranslations = ENGLISH) -> Sequence[str]:
    """Give who had an event in front of them, and when, one a line, where that is asked for."""
    return [first_in_words(each, words) for each in paper.firsts.get(one.id, ())]
