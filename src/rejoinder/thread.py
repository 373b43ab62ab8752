"""Messages into threads: what a header says of the messages before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

ROOT = 22
REPLY = 5
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PREFIX = re.compile(
    r"(?:(?:re|r[eé]f|aw|antw|antwort|sv|vs|vb|odp|rif|ynt|ateb|fwd?|fw|wg|tr|rv|enc|doorst|yml)"
    r"(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\)|\^\d{1,3})?\s?:\s*|\[[^\]\r\n]{1,60}\]\s*)",
    re.IGNORECASE,
)


def base_subject(subject: str) -> str:
    """Give a subject without reply and forward marks and list names (RFC 5256, section 2.1, and other languages)."""
    rest = " ".join(subject.split())
    while found := _PREFIX.match(rest):
        if found.end() == len(rest):
            break
        rest = rest[found.end() :]
    return rest


def ancestors(thread_index: bytes) -> Iterator[bytes]:
    """Give the index of each message before this one, nearest first (MS-OXOMSG 2.2.1.3)."""
    length = ROOT + (len(thread_index) - ROOT) // REPLY * REPLY
    while length > ROOT:
        length -= REPLY
        yield thread_index[:length]


def sent_at(thread_index: bytes) -> datetime | None:
    """Give when the message of an index was begun, by the root and every delay after it; None when absurd."""
    if len(thread_index) < ROOT:
        return None
    ticks = int.from_bytes(thread_index[:6], "big") << 16
    for start in range(ROOT, len(thread_index) - REPLY + 1, REPLY):
        block = int.from_bytes(thread_index[start : start + REPLY], "big")
        far = block >> 39
        ticks += (block >> 8 & 0x7FFFFFFF) << (23 if far else 18)
    try:
        moment = _EPOCH + timedelta(seconds=round(ticks / 10_000_000))
    except OverflowError:
        return None
    return moment if 1985 <= moment.year <= 2100 else None
