"""How mail clients quote what they answer: their attributions, their blocks, their marks."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from textwrap import wrap
from typing import NamedTuple

MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ),
}  # fmt: skip


class Person(NamedTuple):
    """Someone who never was, and the client they write with."""

    name: str
    address: str
    client: str
    encoding: str
    zone: timezone
    closing: tuple[str, ...]


class Said(NamedTuple):
    """One line of a body as it stands, and whose words it is; nobody's when it is furniture."""

    line: str
    owner: int | None
    words: str = ""


class Letter(NamedTuple):
    """One invented message."""

    place: int
    author: Person
    recipient: Person
    date: datetime
    subject: str
    message_id: str
    references: tuple[str, ...]
    body: tuple[Said, ...]


def marked(lines: Sequence[Said], mark: str = "> ") -> list[Said]:
    """Give the lines one quotation deeper, as clients mark them."""
    return [Said((mark.rstrip() if said.line[:1] in ("", ">") else mark) + said.line, *said[1:]) for said in lines]


def _clock(date: datetime, twelve: bool = False) -> str:
    return date.strftime("%I:%M %p").lstrip("0") if twelve else date.strftime("%H:%M")


def gmail(letter: Letter, seen: datetime) -> list[str]:
    """Give Gmail's attribution, which it wraps."""
    author = f"{letter.author.name} <{letter.author.address}>"
    return wrap(f"On {seen:%a}, {seen:%b} {seen.day}, {seen.year} at {_clock(seen, True)} {author} wrote:", 78)


def mutt(letter: Letter, seen: datetime) -> list[str]:
    """Give Mutt's attribution."""
    at = f"{seen:%a}, {seen:%b} {seen:%d}, {seen:%Y} at {seen:%I:%M:%S%p} {seen:%z}"
    return [f"On {at}, {letter.author.name} wrote:"]


def thunderbird(letter: Letter, seen: datetime) -> list[str]:
    """Give Thunderbird's attribution."""
    return [f"On {seen:%d/%m/%Y} {_clock(seen)}, {letter.author.name} wrote:"]


def bare(letter: Letter, _seen: datetime) -> list[str]:
    """Give the shortest attribution."""
    return [f"{letter.author.name} wrote:"]


def apple(letter: Letter, seen: datetime) -> list[str]:
    """Give Apple Mail's attribution."""
    author = f"{letter.author.name} <{letter.author.address}>"
    return [f"On {seen.day} {seen:%b} {seen:%Y}, at {_clock(seen)}, {author} wrote:"]


def german(letter: Letter, seen: datetime) -> list[str]:
    """Give a German client's attribution."""
    month = MONTHS["de"][seen.month - 1]
    return [f"Am {seen.day}. {month} {seen.year} um {_clock(seen)} schrieb {letter.author.name}:"]


def french(letter: Letter, seen: datetime) -> list[str]:
    """Give a French client's attribution."""
    month = MONTHS["fr"][seen.month - 1]
    return [f"Le {seen.day} {month} {seen.year} à {_clock(seen)}, {letter.author.name} a écrit :"]


def outlook(letter: Letter, seen: datetime) -> list[str]:
    """Give Outlook's block below a rule."""
    return ["-----Original Message-----", *_block(letter, seen)]


def outlook_later(letter: Letter, seen: datetime) -> list[str]:
    """Give later Outlook's block below an underline."""
    return ["_" * 32, *_block(letter, seen)]


def _block(letter: Letter, seen: datetime) -> list[str]:
    return [
        f"From: {letter.author.name} [mailto:{letter.author.address}]",
        f"Sent: {seen:%A}, {seen:%B} {seen.day}, {seen.year} {_clock(seen, True)}",
        f"To: {letter.recipient.name}",
        f"Subject: {letter.subject}",
        "",
    ]


def forwarded(letter: Letter, seen: datetime) -> list[str]:
    """Give Gmail's forwarding block."""
    return [
        "---------- Forwarded message ---------",
        f"From: {letter.author.name} <{letter.author.address}>",
        f"Date: {seen:%a}, {seen.day} {seen:%b} {seen:%Y} at {_clock(seen)}",
        f"Subject: {letter.subject}",
        f"To: {letter.recipient.name} <{letter.recipient.address}>",
        "",
        "",
    ]


MARKING: dict[str, Callable[[Letter, datetime], list[str]]] = {
    "gmail": gmail, "mutt": mutt, "thunderbird": thunderbird, "bare": bare,
    "apple": apple, "german": german, "french": french,
}  # fmt: skip
"""Clients that put a mark before each quoted line."""
BLOCKS: dict[str, Callable[[Letter, datetime], list[str]]] = {
    "outlook": outlook, "outlook later": outlook_later, "forwarded": forwarded,
}  # fmt: skip
"""Clients that put the quoted message below a block of headers, without marks."""
ENCODINGS = ("7bit", "quoted-printable", "base64", "alternative")


def answer(letter: Letter, own: list[list[Said]], person: Person, chance: random.Random) -> list[Said]:
    """Give a body that answers a letter as this person's client does."""
    seen = letter.date.astimezone(person.zone)
    flat = [said for paragraph in own for said in [*paragraph, Said("", None)]]
    closing = [Said(line, None) for line in person.closing]
    if person.client in BLOCKS:
        lead = [Said(line, None) for line in BLOCKS[person.client](letter, seen)]
        return [*flat, *closing, Said("", None), *lead, *letter.body]
    lead = [Said(line, None) for line in MARKING[person.client](letter, seen)]
    quoted = marked(_trimmed(letter.body, chance))
    manner = chance.choice(("top", "bottom", "between"))
    if manner == "top":
        return [*flat, *closing, Said("", None), *lead, Said("", None), *quoted]
    if manner == "bottom" or len(own) < 2 or len(quoted) < 6:
        return [*lead, *quoted, Said("", None), *flat, *closing]
    middle = len(quoted) // 2
    between = [Said("", None), *own[0], Said("", None)]
    rest = [said for paragraph in own[1:] for said in [*paragraph, Said("", None)]]
    return [*lead, *quoted[:middle], *between, *quoted[middle:], Said("", None), *rest, *closing]


def _trimmed(body: Sequence[Said], chance: random.Random) -> list[Said]:
    """Give all of a body, its first half, or a part of it with the cut said."""
    manner = chance.choice(("all", "all", "half", "cut"))
    if manner == "all" or len(body) < 6:
        return list(body)
    start, end = len(body) // 3, 2 * len(body) // 3
    return list(body[: len(body) // 2]) if manner == "half" else [*body[:start], Said("[...]", None), *body[end:]]
