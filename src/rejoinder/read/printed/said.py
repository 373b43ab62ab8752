"""What the fields of printed headers say of their message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.model import Message, Person
from rejoinder.read.printed.lines import GAP
from rejoinder.read.printed.names import TIME
from rejoinder.read.printed.recipients import listed, without_icons
from rejoinder.read.printed.times import CLOCK, when_in
from rejoinder.zones.blocks import is_line
from rejoinder.zones.fields import day_first
from rejoinder.zones.people import ADDRESS, person
from rejoinder.zones.sheet import Sheet

_FILE = re.compile(r"[^;,<>|\n]*?[^;,<>|\s]\.\w{1,8}(?=\s*(?:[;,(]|$))|[^;,]+")
_SIZE = re.compile(r"\s*\(?\d[\d.,]*\s?[KkMm]?(?:[Bb]|bytes)\)?$")
_ZONE_NAMED = re.compile(r"(?<=\d) ?: ?(?=\d\d(?!\d))")


class Said(NamedTuple):
    """What one field says: what it is, what it is called, its value."""

    role: str
    name: str
    value: str


def fields_of(sheet: Sheet, rows: Sequence[tuple[str, str, int, int]], end: int) -> list[Said]:
    """Give what fields say whose rows are these: role, name, line, and where in it the value begins."""
    fields: list[Said] = []
    ends = [row[2] for row in rows[1:]] + [end]
    for (role, name, line, value), until in zip(rows, ends, strict=True):
        words = [sheet.words[line][value:], *sheet.words[line + 1 : until]]
        fields.append(Said(role, name, " ".join(word for word in words if word and not is_line(word))))
    return list(_with_date_apart(list(_with_time(fields))))


def _with_time(fields: Sequence[Said]) -> Iterator[Said]:
    """Give the fields, the time that is one of its own with the date that gives none.

    Not so where nobody has an address: notes of telephone calls give the time too.
    """
    addressed = any(ADDRESS.search(one.value) for one in fields)
    time = next((one.value for one in fields if one.name == TIME and addressed), "")
    for one in fields:
        lacks = time and one.role == "date" and not CLOCK.search(one.value)
        yield one._replace(value=f"{one.value} {time}") if lacks else one


def _with_date_apart(fields: Sequence[Said]) -> Iterator[Said]:
    """Give the fields; the date that stands in the author's line behind his address as one of its own."""
    for one in fields:
        address = ADDRESS.search(one.value) if one.role == "from" and not is_said(fields, "date") else None
        rest = one.value[address.end() :] if address else ""
        when = when_in(rest)
        if address and when and len(when.date) >= 16 and not rest[: when.start].strip(" >)]\"'"):
            yield one._replace(value=one.value[: address.end() + when.start])
            yield Said("date", "", rest[when.start : when.end])
        else:
            yield one


def is_said(fields: Sequence[Said], role: str) -> bool:
    """Say whether a field of this role is among them."""
    return any(one.role == role for one in fields)


def message_of(fields: Sequence[Said]) -> Message:
    """Give what the fields say of the message."""
    said: dict[str, str] = {}
    for one in fields:
        value = one.value if one.role == "subject" else one.value.replace(GAP, "").strip()
        said[one.role] = f"{said[one.role]}; {value}" if one.role in said else value
    language = next((day_first(one.name) for one in fields if one.name and day_first(one.name) is not None), None)
    author, when = said.get("from", ""), said.get("date", "")
    return Message(
        message_id=said.get("message-id", "").strip("<> "),
        author=person(without_icons(author.partition(" on behalf of ")[2] or author)) if author else Person("", ""),
        to=listed(said.get("to", "")),
        cc=listed(said.get("cc", "")),
        bcc=listed(said.get("bcc", "")),
        date=dated_as_printed(when, language),
        subject=said.get("subject", ""),
        stripped=tuple(_files(said.get("attachments", ""))),
    )


def dated_as_printed(when: str, day_first: bool | None) -> str:
    """Give a header's date in ISO 8601; empty where there is none, or it may be another."""
    moment = when_in(_ZONE_NAMED.sub(":", when), day_first=day_first) if when else None
    return moment.date if moment else ""


def _files(value: str) -> Iterator[str]:
    """Give the names of the attachments that a field lists."""
    pieces = value.split(";") if ";" in value else [found.group() for found in _FILE.finditer(value)]
    for piece in pieces:
        name = _SIZE.sub("", piece.strip(" ,<>\t"))
        if name:
            yield name
