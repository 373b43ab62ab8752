"""Mailing-list archives read with the standard library alone, and written again with their bytes kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from bench.quoted import Parted, parted

HOUSE = Path(__file__).resolve().parent.parent
SHARED = HOUSE.parent / "shared"
CORPORA = SHARED / "corpora"
CACHE = HOUSE / "bench" / ".cache"

ENVELOPE = re.compile(rb"^From [^\n]{1,200} \d\d:\d\d:\d\d \d{4}\n(?=From: )", re.MULTILINE)
IDENTIFIER = re.compile(r"<([^<>\s]{3,400})>")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message of a corpus as this measure understands it, with its bytes as they came."""

    source: str
    raw: bytes
    message_id: str
    named: tuple[str, ...]
    """Every id in In-Reply-To and References."""
    author: str
    date: datetime | None
    subject: str
    body: str
    parted: Parted
    """Its own text and what it quotes."""


def absent_corpora() -> str:
    """Give one sentence when the corpora are not on this machine, else nothing."""
    if CORPORA.is_dir():
        return ""
    return f"The corpora are not here ({CORPORA}); nothing was measured."


def archive(folder: Path) -> Iterator[Mail]:
    """Give every message with an id of a folder of pipermail months, oldest month first."""
    for month in sorted(folder.glob("*.txt"), key=_month):
        for number, raw in enumerate(split_archive(month.read_bytes()), 1):
            mail = mail_of(raw, f"{folder.name}/{month.name}#{number}")
            if mail.message_id:
                yield mail


def split_archive(untrusted_bytes: bytes) -> list[bytes]:
    """Give each message's bytes, without the envelope line before it and the blank line after it."""
    starts = list(ENVELOPE.finditer(untrusted_bytes))
    ends = [found.start() for found in starts[1:]] + [len(untrusted_bytes)]
    return [untrusted_bytes[found.end() : end] for found, end in zip(starts, ends, strict=True)]


def mail_of(raw: bytes, source: str) -> Mail:
    """Give one message as this measure understands it."""
    head, _, body = raw.partition(b"\n\n")
    headers = BytesHeaderParser().parsebytes(head + b"\n\n")
    named = identifiers(headers, "References") + identifiers(headers, "In-Reply-To")
    own_id = identifiers(headers, "Message-ID")
    return Mail(
        source=source,
        raw=raw,
        message_id=own_id[0] if own_id else "",
        named=tuple(dict.fromkeys(named)),
        author=" ".join(str(headers.get("From", "")).split()),
        date=_date(str(headers.get("Date", ""))),
        subject=" ".join(str(headers.get("Subject", "")).split()),
        body=decoded(body),
        parted=parted(decoded(body)),
    )


def identifiers(headers: Message, name: str) -> tuple[str, ...]:
    """Give the ids in all headers of this name, without angle brackets."""
    return tuple(IDENTIFIER.findall(" ".join(str(value) for value in headers.get_all(name, []))))


def decoded(body: bytes) -> str:
    """Give the body's text: UTF-8 where it is that, else Latin-1, which never fails."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def without_copies(mails: Iterable[Mail]) -> list[Mail]:
    """Give the first message of each Message-ID."""
    first: dict[str, Mail] = {}
    for mail in mails:
        first.setdefault(mail.message_id, mail)
    return list(first.values())


def without_threading(raw: bytes) -> bytes:
    """Give the message without In-Reply-To, References and Thread-Index, every other byte kept."""
    head, gap, body = raw.partition(b"\n\n")
    kept: list[bytes] = []
    dropping = False
    for line in head.split(b"\n"):
        if line[:1] not in (b" ", b"\t"):
            dropping = line.split(b":")[0].lower() in (b"in-reply-to", b"references", b"thread-index")
        if not dropping:
            kept.append(line)
    return b"\n".join(kept) + gap + body


def write_folder(mails: Sequence[Mail], folder: Path, *, threading: bool = True) -> None:
    """Write each message as one .eml file, named by its place in the sequence."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, mail in enumerate(mails):
        raw = mail.raw if threading else without_threading(mail.raw)
        (folder / f"{number:05}.eml").write_bytes(raw)


LISTS = ("twisted-web", "twisted-python-2004")


def twisted(lists: Sequence[str] = LISTS) -> list[Mail]:
    """Give twisted-web and twisted-python-2004 together, or those named, one message for each Message-ID."""
    folders = [CORPORA / "mail" / name for name in lists]
    return without_copies(mail for folder in folders for mail in archive(folder))


def _month(path: Path) -> datetime:
    return datetime.strptime(path.stem, "%Y-%B").replace(tzinfo=UTC)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
