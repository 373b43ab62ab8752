"""Calendars: each event, task or entry a document of its own, its properties as lines that people read (RFC 5545)."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rejoinder.keys import shown
from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.bodies import safe_name
from rejoinder.read.charset import decode
from rejoinder.read.plain import lines, remarks
from rejoinder.read.plain import read as read_text
from rejoinder.read.sniff import declared_charset

COMPONENTS = {"VEVENT": "calendar", "VTODO": "task", "VJOURNAL": "journal", "VFREEBUSY": "calendar"}
"""What becomes a document, and of which kind."""
MEETING = {"REQUEST": "request", "CANCEL": "cancelled", "REPLY": "answer", "COUNTER": "answer", "REFRESH": "answer"}
"""What the method of a calendar says of its meetings (RFC 5546)."""
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'(?P<name>[A-Za-z0-9.-]++)(?P<parameters>(?>(?:;(?>(?:"[^"\n]*"|[^";:\n])*))*)):(?P<value>.*)')
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=("[^"]*"|[^";]*))?')
_ESCAPE = re.compile(r"\\([\\;,nN])")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_LABELS = {
    "SUMMARY": "Subject",
    "LOCATION": "Where",
    "DTSTART": "Begins",
    "DTEND": "Ends",
    "DUE": "Due",
    "DURATION": "Lasts",
    "RRULE": "Recurs",
    "ORGANIZER": "Organiser",
    "ATTENDEE": "Attendees",
    "STATUS": "Status",
    "CATEGORIES": "Categories",
    "UID": "Identity",
    "SEQUENCE": "Version",
    "DTSTAMP": "Written",
    "COMMENT": "Comment",
}
"""What each property is called, in the order in which they stand; the others follow under their own names."""
_PEOPLE = frozenset(("ORGANIZER", "ATTENDEE"))
_MOMENTS = frozenset(("DTSTART", "DTEND", "DUE", "DTSTAMP"))


class Property(NamedTuple):
    """One line of a calendar."""

    name: str
    parameters: dict[str, str]
    value: str


class Component(NamedTuple):
    """An event, a task or an entry."""

    name: str
    method: str
    properties: list[Property]

    def first(self, name: str) -> Property | None:
        """Give its first property of this name."""
        return next((one for one in self.properties if one.name == name), None)


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give a document for each event, task and entry; the whole as text where there is none."""
    text, guessed = decode(bytes(blob.untrusted_bytes), declared_charset(blob))
    found = list(components(text))
    if not found:
        yield from read_text(blob)
        return
    for number, one in enumerate(found, 1):
        path = blob.name if len(found) == 1 else f"{blob.name}{INSIDE}{number}"
        yield _document(path, one)
        yield from _attached(path, one, blob.depth)
    yield from remarks(blob.name, text, guessed)


def components(text: str) -> Iterator[Component]:
    """Give what a calendar holds, in order; what lies within an event, such as its alarm, is left out."""
    method, inside = "", list[str]()
    current: Component | None = None
    for line in _FOLD.sub("", text).splitlines():
        told = _property(line)
        if told is None:
            continue
        if told.name == "BEGIN":
            inside.append(told.value.upper())
            if current is None and inside[-1] in COMPONENTS:
                current = Component(inside[-1], method, [])
        elif told.name == "END":
            inside = inside[:-1]
            if current and told.value.upper() == current.name:
                yield current
                current = None
        elif current and inside and inside[-1] == current.name:
            current.properties.append(told)
        elif told.name == "METHOD":
            method = told.value.strip().upper()
    if current:
        yield current


def _property(line: str) -> Property | None:
    one = _LINE.fullmatch(line)
    if one is None:
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(one["parameters"])}
    value = one["value"]
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = decode(quopri.decodestring(value.encode("utf-8", "replace")))[0]
    return Property(one["name"].upper(), parameters, value)


def _document(path: str, one: Component) -> Document:
    title, organiser = _said(one.first("SUMMARY")), _said(one.first("ORGANIZER"))
    fields = "".join(f"{label}: {value}\n" for label, value in _fields(one) if value)
    words = "\n\n".join(_plain(each.value) for each in one.properties if each.name == "DESCRIPTION")
    text = lines(f"{fields}\n{words}".strip("\n")) + "\n"
    written = one.first("DTSTAMP") or one.first("CREATED")
    return Document(path, COMPONENTS[one.name], text, title=title, author=organiser, date=_said(written))


def _fields(one: Component) -> Iterator[tuple[str, str]]:
    """Give what each property says, those that people ask for first."""
    cancelled = _said(one.first("STATUS")).upper() == "CANCELLED"
    yield "Meeting", "cancelled" if cancelled else MEETING.get(one.method, "")
    for name, label in _LABELS.items():
        yield label, "; ".join(filter(None, map(_said, _named(one, name))))
        if name == "DTSTART":
            yield "Time zone", next((each.parameters.get("TZID", "") for each in _named(one, name)), "")
    for each in one.properties:
        if each.name not in _LABELS and each.name not in ("DESCRIPTION", "ATTACH"):
            yield each.name.capitalize(), _line(each.value)


def _named(one: Component, name: str) -> Iterable[Property]:
    return (each for each in one.properties if each.name == name)


def _said(one: Property | None) -> str:
    """Give what a property says, on one line: a person as lists show one, a moment in ISO 8601."""
    if one is None:
        return ""
    if one.name in _PEOPLE:
        address = one.value.strip()
        plain = address[7:] if address.lower().startswith("mailto:") else address
        return shown(_line(one.parameters.get("CN", "")), plain)
    if one.name in _MOMENTS or one.name == "CREATED":
        return _moment(one.value) or _line(one.value)
    return _line(one.value)


def _moment(value: str) -> str:
    """Give a date, or a date and time by the clock of the place, as ISO 8601; UTC where the calendar says so."""
    one = _MOMENT.fullmatch(value.strip())
    if one is None:
        return ""
    day = "-".join(one.group(1, 2, 3))
    return f"{day}T{one[4]}:{one[5]}{'+00:00' if one[7] else ''}" if one[4] else day


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)


def _line(value: str) -> str:
    return " ".join(_plain(value).split())


def _attached(path: str, one: Component, depth: int) -> Iterator[Blob]:
    """Give the files that lie in an event itself."""
    for number, each in enumerate(_named(one, "ATTACH"), 1):
        if each.parameters.get("ENCODING", "").upper() == "BASE64":
            name = safe_name(each.parameters.get("FILENAME") or each.parameters.get("X-FILENAME", ""))
            try:
                content = base64.b64decode(each.value)
            except (binascii.Error, ValueError):
                continue
            kind = each.parameters.get("FMTTYPE", "")
            yield Blob(f"{path}{INSIDE}{number}{f'/{name}' if name else ''}", content, kind, path, depth + 1)
