"""A bundle as JSON Lines and in words: its exhibits, what was made, what a check found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from gettext import NullTranslations
from typing import Any

from rejoinder.case import Case, audit
from rejoinder.case.bundle import Exhibit
from rejoinder.law.bundles import source_of
from rejoinder.shelf import Wanted
from rejoinder.write.bundle.check import Checked, Found
from rejoinder.write.bundle.making import Made, Row
from rejoinder.write.bundle.materials import title_of
from rejoinder.write.words import ENGLISH, absent_in_words, sentence

NOTES = {
    "turned": "turned so that it can be read",
    "smaller": "pictures made smaller",
    "drawn": "pages with words beneath a redaction are here as pictures, without those words",
    "untagged": "its tags could not be taken over",
    "words only": "its words, not its look: LibreOffice is not here",
    "unread": "it has pictures that nothing has read",
    "too fine": "a picture could not be made smaller",
    "locked": "a slip sheet: it is locked, and no password opens it",
    "damaged": "a slip sheet: its file cannot be put into a bundle",
    "ended": "a slip sheet: the program that read it ended",
    "unreadable": "a slip sheet: its file could not be read",
    "safe copy": "the safe copy that you had made of it",
    "not safe": "a slip sheet: its safe copy could not be handed over",
    "gone": "a slip sheet: it is no longer found in the case",
}
"""What is to be said of an exhibit in the bundle."""
REMEDIES = {
    "unread": "Have pictures read first: rejoinder ocr CASE",
    "locked": "Give its password: rejoinder unlock CASE",
}


def absent_titles(case: Case, exhibits: Iterable[Exhibit], words: NullTranslations = ENGLISH) -> dict[str, str]:
    """Give what slip sheets are called, by the finding each is for."""
    if not any(one.entry.finding for one in exhibits):
        return {}
    accepted = audit(case, wanted=Wanted(statuses=("accepted",)))
    return {one.id: sentence(absent_in_words(one.finding, words)).rstrip(".") for one in accepted if one.finding}


def exhibit_line(one: Exhibit, absent: Mapping[str, str]) -> dict[str, Any]:
    """Give an exhibit as it is chosen."""
    entry, holding = one.entry, one.holding
    return {
        "exhibit": entry.id,
        "number": one.number,
        "document": entry.document or None,
        "finding": entry.finding or None,
        "file": entry.path or None,
        "section": entry.section,
        "title": shown_title(one, absent),
        "date": holding.date if holding else "",
        "kind": holding.kind if holding else "slip sheet",
        "core": entry.core,
        "late": entry.late,
    }


def shown_title(one: Exhibit, absent: Mapping[str, str]) -> str:
    """Give what an exhibit is called: by a person, else by itself."""
    entry = one.entry
    own = title_of(one.holding) if one.holding else absent.get(entry.finding) or entry.path.rsplit("/", 1)[-1]
    return entry.title or own or entry.finding or entry.document


def made_lines(made: Made, profile: str) -> Iterator[dict[str, Any]]:
    """Give what was made, then each exhibit with its pages and what is to be said of it."""
    yield {
        "bundle": str(made.path),
        "profile": profile,
        "pages": made.pages,
        "exhibits": len(made.rows),
        "sha256": made.sha256,
        "head": made.head,
    }
    for row in made.rows:
        entry = row.exhibit.entry
        told = {"exhibit": entry.id, "document": entry.document or None, "finding": entry.finding or None}
        yield told | {"title": row.material.title, "page": row.page, "pages": row.pages, "notes": list(row.notes)}


def check_lines(told: Checked) -> Iterator[dict[str, Any]]:
    """Give each rule of a profile with what was found of it."""
    for one in told.found:
        source = source_of(told.profile, one.rule)
        yield {
            "check": one.rule.check,
            "met": one.met,
            "rule": one.rule.says,
            "pages": list(one.pages),
            "says": one.says,
            "source": {"title": source.title, "url": source.url, "read": source.read, "status": source.status},
        }


def found_in_words(one: Found, words: NullTranslations = ENGLISH) -> str:
    """Give what is at fault, with the pages."""
    says = words.gettext(one.says) if one.says else ""
    pages = ", ".join(map(str, one.pages))
    return f"{says}: {pages}" if pages else says


def notes_in_words(row: Row, words: NullTranslations = ENGLISH) -> str:
    """Give what is to be said of an exhibit in the bundle."""
    return "; ".join(words.gettext(NOTES.get(note, note)) for note in row.notes)
