"""A mail's ids, ancestors and Thread-Index, each as its program makes them."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from rejoinder.demo.clients import CLIENTS, DAYS, MONTHS
from rejoinder.demo.mail import Mail, Person
from rejoinder.demo.writing import LIST_HOST, LIST_NAME

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
"""Of FILETIME, which counts tenths of microseconds."""


def _digest(key: str) -> str:
    return sha256(f"rejoinder-demo {key}".encode()).hexdigest()


def _outlook_id(digest: str, _: str) -> str:
    server = f"LW4P123MB{int(digest[:6], 16) % 9000 + 1000}"
    return f"{server}{digest[6:26].upper()}@{server}.GBRP123.PROD.OUTLOOK.EXAMPLE"


def _exchange_id(digest: str, domain: str) -> str:
    return f"{digest[:12]}${digest[12:20]}${digest[20:28]}$@{domain}"


def _webmail_id(digest: str, _: str) -> str:
    letters = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    return f"CA{letters[:38]}@mail.wobblemail.example"


def _apple_id(digest: str, domain: str) -> str:
    return f"{str(uuid.UUID(digest[:32])).upper()}@{domain}"


def _thunderbird_id(digest: str, domain: str) -> str:
    return f"{uuid.UUID(digest[:32])}@{domain}"


def _notes_id(digest: str, domain: str) -> str:
    numbers = digest.upper()
    return f"OF{numbers[:8]}.{numbers[8:16]}-ON80258{numbers[16:19]}.00{numbers[20:26]}@{domain}"


def _phone_id(digest: str, domain: str) -> str:
    return f"{digest[:10]}.{int(digest[10:20], 16)}@phone.{domain}"


_IDS: dict[str, Callable[[str, str], str]] = {
    "outlook": _outlook_id,
    "exchange": _exchange_id,
    "gmail": _webmail_id,
    "french": _webmail_id,
    "welsh": _webmail_id,
    "webmail": _webmail_id,
    "apple": _apple_id,
    "thunderbird": _thunderbird_id,
    "notes": _notes_id,
    "phone": _phone_id,
}


def message_id(mail: Mail) -> str:
    """Give the id the mail was sent with, without brackets."""
    return _IDS[mail.client](_digest(mail.key), mail.author.address.partition("@")[2])


def disclosed_id(mail: Mail) -> str:
    """Give the id the disclosed copy bears: another one where the list sent it out anew."""
    if not mail.other_id:
        return message_id(mail)
    return f"{LIST_NAME}.{int(_digest(mail.key)[:8], 16)}.1709.{LIST_NAME}@{LIST_HOST}"


@lru_cache(maxsize=512)
def references(mail: Mail) -> tuple[str, ...]:
    """Give the ids of References, oldest first: none where the program writes none, few do in forwarding."""
    threading = CLIENTS[mail.client].threading
    if mail.answered is None or threading not in (("both",) if mail.how == "forward" else ("ids", "both")):
        return ()
    return (*references(mail.answered), message_id(mail.answered))


@lru_cache(maxsize=512)
def thread_index(mail: Mail) -> bytes:
    """Give Outlook's Thread-Index ([MS-OXOMSG] 2.2.1.3): 22 bytes, and 5 more for each answer."""
    if CLIENTS[mail.client].threading not in ("index", "both"):
        return b""
    if mail.answered is None:
        return _root(mail)
    before = thread_index(mail.answered) or _root(mail.answered)
    units = int((mail.at - mail.answered.at).total_seconds() * 10_000_000)
    coarse = units >= 1 << 49
    delta = (units >> (23 if coarse else 18)) & 0x7FFFFFFF | (0x80000000 if coarse else 0)
    return before + delta.to_bytes(4, "big") + bytes.fromhex(_digest(mail.key)[:1] + "0")


def _root(mail: Mail) -> bytes:
    units = int((mail.at - EPOCH).total_seconds()) * 10_000_000
    return units.to_bytes(8, "big")[:6] + bytes.fromhex(_digest("thread " + mail.key)[:32])


def header_lines(mail: Mail) -> list[str]:
    """Give the mail's header lines in the order programs write them, folded and encoded."""
    at = mail.at
    named = [
        ("From", _people((mail.author,))),
        ("To", _people(mail.to)),
        ("Cc", _people(mail.cc)),
        ("Subject", encoded(mail.subject)),
        ("Date", f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1][:3]} {at.year} {at:%H:%M:%S %z}"),
        ("Message-ID", f"<{disclosed_id(mail)}>"),
    ]
    if references(mail):
        named.append(("In-Reply-To", f"<{references(mail)[-1]}>"))
        named.append(("References", "\r\n ".join(f"<{answered}>" for answered in references(mail))))
    if thread_index(mail):
        named.append(("Thread-Index", base64.b64encode(thread_index(mail)).decode()))
        named.append(("Thread-Topic", encoded(_topic(mail))))
    if mail.by_list:
        named.append(("List-Id", f"<{LIST_NAME}.{LIST_HOST}>"))
        named.append(("List-Post", f"<mailto:{LIST_NAME}@{LIST_HOST}>"))
    lines = [f"{name}: {value}" for name, value in named if value]
    agent = CLIENTS[mail.client].agent
    return [*lines, agent] if agent else lines


def _topic(mail: Mail) -> str:
    root = mail
    while root.answered is not None:
        root = root.answered
    return root.subject


def _people(people: tuple[Person, ...]) -> str:
    named = [f"{encoded(person.name)} <{person.address}>" for person in people]
    return ",\r\n ".join(named)


def encoded(words: str) -> str:
    """Give words as a header carries them (RFC 2047), in pieces of at most 75 characters."""
    if words.isascii():
        return words
    pieces, piece = [], ""
    for character in words:
        if len(base64.b64encode((piece + character).encode())) > 60:
            pieces.append(piece)
            piece = ""
        piece += character
    pieces.append(piece)
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces)
