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


def yahoo(letter: Letter, seen: datetime) -> list[str]:
    """Give Yahoo's attribution."""
    author = f"{letter.author.name} <{letter.author.address}>"
    return wrap(f"On {seen:%A}, {seen.day} {seen:%B} {seen:%Y}, {_clock(seen)}:07 GMT, {author} wrote:", 78)


def italian(letter: Letter, seen: datetime) -> list[str]:
    """Give an Italian Gmail's attribution."""
    author = f"{letter.author.name} <{letter.author.address}>"
    return wrap(f"Il giorno {seen.day:02}/{seen:%m/%Y} alle ore {_clock(seen)} {author} ha scritto:", 78)


def spanish(letter: Letter, seen: datetime) -> list[str]:
    """Give a Spanish Gmail's attribution."""
    author = f"{letter.author.name} (<{letter.author.address}>)"
    return wrap(f"El {seen.day}/{seen.month}/{seen.year} a las {_clock(seen)}, {author} escribió:", 78)


def dutch(letter: Letter, seen: datetime) -> list[str]:
    """Give a Dutch client's attribution."""
    return [f"Op {seen:%d-%m-%Y} om {_clock(seen)} schreef {letter.author.name}:"]


def outlook_now(letter: Letter, seen: datetime) -> list[str]:
    """Give present Outlook's block, above which it draws a line."""
    return [
        f"From: {letter.author.name} <{letter.author.address}>",
        f"Sent: {seen.day:02} {seen:%B} {seen.year} {_clock(seen)}",
        f"To: {letter.recipient.name} <{letter.recipient.address}>",
        f"Subject: {letter.subject}",
        "",
    ]


def zimbra(letter: Letter, seen: datetime) -> list[str]:
    """Give Zimbra's block."""
    return [
        "----- Original Message -----",
        f'From: "{letter.author.name}" <{letter.author.address}>',
        f'To: "{letter.recipient.name}" <{letter.recipient.address}>',
        f"Sent: {seen:%A}, {seen.day} {seen:%B}, {seen.year} {_clock(seen)}:07",
        f"Subject: {letter.subject}",
        "",
    ]


def groupwise(letter: Letter, seen: datetime) -> list[str]:
    """Give GroupWise's line above what it quotes."""
    return [f">>> {letter.author.name} <{letter.author.address}> {seen:%d/%m/%Y} {_clock(seen)} >>>"]


def notes(letter: Letter, seen: datetime) -> list[str]:
    """Give HCL Notes' block."""
    return [
        f"From:        {letter.author.name} <{letter.author.address}>",
        f"To:        {letter.recipient.name} <{letter.recipient.address}>",
        f"Date:        {seen:%d/%m/%Y} {_clock(seen)}",
        f"Subject:        {letter.subject}",
        "_" * 40,
        "",
    ]


def apple_forward(letter: Letter, seen: datetime) -> list[str]:
    """Give Apple Mail's forwarding block."""
    return [
        "Begin forwarded message:",
        "",
        f"From: {letter.author.name} <{letter.author.address}>",
        f"Subject: {letter.subject}",
        f"Date: {seen.day} {seen:%B} {seen.year} at {_clock(seen)}:07 GMT",
        f"To: {letter.recipient.name} <{letter.recipient.address}>",
        "",
    ]


def swedish_outlook(letter: Letter, seen: datetime) -> list[str]:
    """Give a Swedish Outlook's block, above which it draws a line."""
    months = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
    return [
        f"Från: {letter.author.name} <{letter.author.address}>",
        f"Skickat: den {seen.day} {months[seen.month - 1]} {seen.year} {_clock(seen)}",
        f"Till: {letter.recipient.name} <{letter.recipient.address}>",
        f"Ämne: {letter.subject}",
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
FURTHER_MARKING: dict[str, Callable[[Letter, datetime], list[str]]] = {
    "yahoo": yahoo, "italian": italian, "spanish": spanish, "dutch": dutch,
}  # fmt: skip
"""Further clients that mark what they quote: printed mail is measured on them that nothing was tuned on."""
FURTHER_BLOCKS: dict[str, Callable[[Letter, datetime], list[str]]] = {
    "outlook now": outlook_now, "zimbra": zimbra, "groupwise": groupwise, "notes": notes,
    "apple forward": apple_forward, "swedish outlook": swedish_outlook,
}  # fmt: skip
"""Further clients that quote below a block of headers: four of them draw no rule that text extraction would give."""
ENCODINGS = ("7bit", "quoted-printable", "base64", "alternative")


def answer(letter: Letter, own: list[list[Said]], person: Person, chance: random.Random) -> list[Said]:
    """Give a body that answers a letter as this person's client does."""
    seen = letter.date.astimezone(person.zone)
    flat = [said for paragraph in own for said in [*paragraph, Said("", None)]]
    closing = [Said(line, None) for line in person.closing]
    if block := BLOCKS.get(person.client) or FURTHER_BLOCKS.get(person.client):
        lead = [Said(line, None) for line in block(letter, seen)]
        return [*flat, *closing, Said("", None), *lead, *letter.body]
    mark = MARKING.get(person.client) or FURTHER_MARKING[person.client]
    lead = [Said(line, None) for line in mark(letter, seen)]
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
