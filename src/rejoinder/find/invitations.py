"""What a document says of a meeting to which people were asked: when, by whom, with whom, and whether it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Allusion, Document

WAY = "invited"
"""The way of a mention that is an invitation; its noun is request, cancelled, answer or, in a calendar, entry."""
REQUEST, CANCELLED, ANSWER, ENTRY = "request", "cancelled", "answer", "entry"
_STATE = re.compile(r"^Meeting: (request|cancelled|answer)$", re.MULTILINE)
_BEGINS = re.compile(r"^Begins: (\d{4}-\d\d-\d\d(?:T\d\d:\d\d\S*)?)$", re.MULTILINE)
_FIELD = re.compile(
    r"^(Subject|Organiser|Attendees(?: who (?:must|may) come)?|Recurs|Identity|Version|Where): (.*)$",
    re.MULTILINE,
)


class Meeting(NamedTuple):
    """One invitation's words about its meeting."""

    title: str
    people: tuple[str, ...]
    """Organiser and attendees as lists show them, each once."""
    recurs: bool
    identity: str
    version: int
    words: str
    """What it says beside its fields."""


def invited(document: Document) -> Iterator[Allusion]:
    """Give the meeting that a calendar's entry, or a message that asks to one, speaks of; its day is the mention's."""
    if document.kind not in ("calendar", "email"):
        return
    state = _STATE.search(document.text) if "Meeting: " in document.text else None
    if state is None and document.kind == "email":
        return
    begins = _BEGINS.search(document.text, state.end() if state else 0)
    if begins:
        yield Allusion(WAY, state[1] if state else ENTRY, *begins.span(), date=begins[1])


def meeting_of(text: str, author: str, recipients: str, subject: str) -> Meeting:
    """Give what an invitation says, from its text and, where it is a message, from whom and to whom it is."""
    fields = {name: value.strip() for name, value in reversed(_FIELD.findall(text))}
    told = [fields.get("Organiser", "") or author, *recipients.split("\n")]
    for name, value in fields.items():
        if name.startswith("Attendees"):
            told += value.split(";")
    people = dict.fromkeys(one.strip() for one in told if one.strip())
    version = fields.get("Version", "")
    return Meeting(
        fields.get("Subject", "") or subject,
        tuple(people),
        "Recurs" in fields,
        fields.get("Identity", ""),
        int(version) if version.isdigit() and len(version) < 6 else 0,
        _FIELD.sub("", text),
    )
