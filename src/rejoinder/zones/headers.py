"""What a header block says of the message below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.model import Person
from rejoinder.zones.blocks import field_of, is_line
from rejoinder.zones.dates import dated
from rejoinder.zones.fields import day_first
from rejoinder.zones.people import people, person

_FILE = re.compile(r"[^;,<>|\n]*?[^;,<>|\s]\.\w{1,8}(?=\s*(?:[;,(]|$))|[^;,]+")
_SPACED_CLOCK = re.compile(r"(?<=\d) ?: ?(?=\d\d(?!\d))")
"""A clock with spaces about its colons, as text recognition reads some."""
_SIZE = re.compile(r"\s*\(\d[\d.,]*\s?[KkMm]?[Bb](?:ytes)?\)$")


class Headers(NamedTuple):
    """The fields of a header block."""

    author: Person
    recipients: tuple[Person, ...]
    date: str
    subject: str
    message_id: str
    attachments: tuple[str, ...]


def described(lines: list[str]) -> Headers:
    """Give what the lines of a header block say, quote marks taken away."""
    values, above, language = _values(lines)
    author, when = values.get("from", ""), values.get("date", "")
    if not author and above:
        author, when = " ".join(above), when or " ".join(above)
        found = dated(author)
        author = author[: found.start].removesuffix(" on ").removesuffix(" on") if found else author
    elif author and not when and (found := dated(author)) and found.date:
        when, author = author[found.start : found.end], author[: found.start]
    moment = dated(_SPACED_CLOCK.sub(":", when), day_first=language) if when else None
    return Headers(
        author=person(author.partition(" on behalf of ")[2] or author),
        recipients=tuple(one for role in ("to", "cc", "bcc") for one in people(values.get(role, ""))),
        date=moment.date if moment else "",
        subject=values.get("subject", ""),
        message_id=values.get("message-id", "").strip("<> "),
        attachments=_files(values.get("attachments", "")),
    )


def _values(lines: list[str]) -> tuple[dict[str, str], list[str], bool | None]:
    """Give each role's value, the lines above the first field, and whether their language puts days first."""
    values: dict[str, list[str]] = {}
    above: list[str] = []
    language: bool | None = None
    role = ""
    for line in lines:
        words = line.strip()
        found = field_of(words)
        if found and (found[0] not in values or found[0] == "other" or found[0] == role in ("to", "cc", "bcc")):
            role = found[0]
            language = day_first(found[1]) if language is None else language
            value = words[found[2] :].strip(" \t*" if words[:1] == "*" else None)
            values[role] = [f"{values[role][0]};", value] if found[0] in values and role != "other" else [value]
        elif role and words:
            values[role].append(words)
        elif words and not is_line(words):
            above.append(words)
    return {one: " ".join(part for part in parts if part) for one, parts in values.items()}, above, language


def _files(value: str) -> tuple[str, ...]:
    """Give the names of the attachments that a field lists."""
    pieces = value.split(";") if ";" in value else [found.group() for found in _FILE.finditer(value)]
    names = (_SIZE.sub("", piece.strip(" ,<>\t")) for piece in pieces)
    return tuple(name for name in names if name)
