"""A message's headers: lines into fields, and fields into what they say of the message."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Message, Person, Problem
from rejoinder.read.addresses import people
from rejoinder.read.charset import decode
from rejoinder.read.dates import iso_date
from rejoinder.read.limits import HEADERS, RECIPIENTS, REFERENCES
from rejoinder.read.words import decoded_words

SHOWN = {
    "from": "From",
    "to": "To",
    "cc": "Cc",
    "bcc": "Bcc",
    "date": "Date",
    "subject": "Subject",
    "message-id": "Message-ID",
    "in-reply-to": "In-Reply-To",
    "references": "References",
    "thread-index": "Thread-Index",
}
"""The headers that identify a message, in the order its text gives them."""
_IDENTIFIERS = ("message-id", "in-reply-to", "references")
_SINGLE = (*SHOWN, "content-type")
_INDEX_ROOT = 22
"""Bytes of a Thread-Index before its first reply (MS-OXOMSG 2.2.1.3)."""

_BLANK = re.compile(rb"\n\r?\n")
_NAME = re.compile(rb"[!-9;-~]{1,200}+[ \t]{0,9}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_IDENTIFIER = re.compile(r"<([^<>]{1,2000})>")
_ASIDE = re.compile(r'\([^()]{0,500}\)|"[^"]{0,500}"')


class Headers(NamedTuple):
    """The fields of a message or part, by small name, each value unfolded, and where its body begins."""

    fields: dict[str, list[str]]
    body: int
    faulty: bool
    """Whether a line that is no header stood where the blank line must."""
    guessed: bool
    """Whether bytes other than ASCII stood there in an unknown character set."""

    def first(self, name: str) -> str:
        """Give the first field of this name; empty when there is none."""
        values = self.fields.get(name)
        return values[0] if values else ""


def headers_at(raw: bytes, start: int, end: int) -> Headers:
    """Give the headers that stand at start; a line that is no header begins the body."""
    for nothing in (b"\n", b"\r\n"):
        if raw.startswith(nothing, start, end):
            return Headers({}, start + len(nothing), False, False)
    blank = _BLANK.search(raw, start, end)
    stop, body = (blank.start(), blank.end()) if blank else (end, end)
    fields: dict[str, list[list[str]]] = {}
    pieces: list[str] = []
    guessed = faulty = False
    at = start
    for line in raw[start:stop].split(b"\n"):
        value = line
        if line[:1] not in (b" ", b"\t"):
            name, colon, value = line.partition(b":")
            if not colon or not _NAME.fullmatch(name):
                if line.strip() and not (at == start and line.startswith((b"From ", b">From "))):
                    faulty, body = True, at
                    break
                value = b""
            else:
                pieces = []
                fields.setdefault(name.rstrip().lower().decode("ascii"), []).append(pieces)
        text, odd = _text(value.strip())
        if text:
            pieces.append(text)
        guessed = guessed or odd
        at += len(line) + 1
    whole = {name: [" ".join(pieces) for pieces in values] for name, values in fields.items()}
    return Headers(whole, body, faulty, guessed)


def _text(value: bytes) -> tuple[str, bool]:
    return (value.decode("ascii"), False) if value.isascii() else decode(value)


def one_line(written: str) -> str:
    """Give a header's value decoded, on one line, without control characters."""
    value = decoded_words(written)
    return " ".join(_CONTROLS.sub(" ", value).split()) if not value.isprintable() else value.strip()


def identifiers(written: str) -> tuple[str, ...]:
    """Give every message id in a header's value, without angle brackets and spaces."""
    found = _IDENTIFIER.findall(written)
    if not found and "<" not in written:
        found = [word for word in written.split() if "@" in word]
    return tuple(one for word in found if (one := _whole_id(_CONTROLS.sub("", word))))


def answered(written: str) -> tuple[str, ...]:
    """Give the ids of an In-Reply-To; beside other words the last alone, since addresses look like ids."""
    found = identifiers(written)
    if len(found) < 2 and "<" in written:
        return found
    rest = _ASIDE.sub(" ", _IDENTIFIER.sub(" ", written)) if "<" in written else written
    if not rest.strip(" ,;\t") or not found:
        return found
    if "<" not in written:
        return found if len(written.split()) == 1 else ()
    return found[-1:]


def message_of(headers: Headers) -> Message:
    """Give what the headers say; the attachments are not known here."""
    fields = headers.fields
    ids = [one for written in fields.get("message-id", ()) for one in identifiers(written) or _bare(written)]
    references = [one for written in fields.get("references", ()) for one in identifiers(written)]
    author = _persons(fields.get("from", ()))
    return Message(
        message_id=ids[0] if ids else "",
        other_ids=tuple(dict.fromkeys(one for one in ids[1:] if one != ids[0])),
        answered=tuple(one for written in fields.get("in-reply-to", ()) for one in answered(written)),
        references=tuple(references[-REFERENCES:]),
        thread_index=_index(headers.first("thread-index")),
        author=author[0] if author else Person("", ""),
        to=_persons(fields.get("to", ())),
        cc=_persons(fields.get("cc", ())),
        bcc=_persons(fields.get("bcc", ())),
        date=iso_date(headers.first("date")),
        subject=one_line(headers.first("subject"))[:HEADERS],
    )


def header_lines(headers: Headers, message: Message) -> str:
    """Give the headers that identify the message as `Name: value` lines; every id stands there whole.

    A part of which only a stub is left has its own header among them: it names what was taken out (RFC 2183).
    """
    lines: list[str] = []
    for name, shown in SHOWN.items():
        for written in headers.fields.get(name, ()):
            if name == "references" and len(written) > HEADERS // 10:
                value = " ".join(f"<{one}>" for one in message.references)
            elif name in _IDENTIFIERS:
                value = _with_whole_ids(one_line(written))
            else:
                value = one_line(written)[:HEADERS]
            lines.append(f"{shown}: {value}\n")
    lines += [f'Content-Disposition: attachment; filename="{one_line(name)}"\n' for name in message.stripped if name]
    return "".join(lines)


def header_remarks(where: str, headers: Headers, message: Message) -> Iterator[Problem]:
    """Give flags for headers that are not as they must be."""
    fields = headers.fields
    twice = [name for name in _SINGLE if len(fields.get(name, ())) > 1]
    if twice:
        named = ", ".join(SHOWN.get(name, "Content-Type") for name in twice)
        what = f"It has more than one header of the same name ({named}); all are kept."
        yield Problem(where, what, "", "duplicate_headers", "flag")
    if not message.date and headers.first("date").strip():
        yield Problem(where, "Its Date header holds no day on which it can have been sent.", "", "bad_date", "flag")
    if any(len(value) > HEADERS for name in ("subject", "date") for value in fields.get(name, ())):
        what = f"A header is longer than {HEADERS} characters; the rest stands in the original alone."
        yield Problem(where, what, "", "header_too_long", "flag")
    if len(message.references) >= REFERENCES:
        what = f"Its References header names {REFERENCES} messages or more; the last {REFERENCES} are kept."
        yield Problem(where, what, "", "references_truncated", "flag")
    if len(message.to) + len(message.cc) + len(message.bcc) >= RECIPIENTS:
        what = f"It has {RECIPIENTS} recipients or more; {RECIPIENTS} of each kind are kept."
        yield Problem(where, what, "", "many_recipients", "flag")
    addresses = (value for name in ("from", "to", "cc", "bcc") for value in fields.get(name, ()))
    if any(people(value).faulty for value in addresses if not set(value).isdisjoint('"(<')):
        yield Problem(where, "An address list is not written as one may be.", "", "bad_address", "flag")


def _persons(values: list[str] | tuple[()]) -> tuple[Person, ...]:
    found = [person for written in values for person in people(written).persons]
    return tuple(found[:RECIPIENTS])


def _bare(written: str) -> tuple[str, ...]:
    """Give a Message-ID written without an at sign or brackets."""
    words = written.strip("<> \t").split()
    return (words[0],) if len(words) == 1 else ()


def _with_whole_ids(value: str) -> str:
    """Give the value with ids that a fold cut through put together again."""
    if " " not in value:
        return value
    return _IDENTIFIER.sub(lambda found: f"<{_whole_id(found[1])}>", value)


def _whole_id(written: str) -> str:
    """Give an id without spaces, and with the sign that list archives write as a word."""
    if " " not in written:
        return written
    return "".join((written if "@" in written else written.replace(" at ", "@")).split())


def _index(written: str) -> bytes:
    digits = re.sub(r"[^A-Za-z0-9+/]", "", written[:HEADERS])
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    index = binascii.a2b_base64(digits + "=" * (-len(digits) % 4))
    return index if len(index) >= _INDEX_ROOT else b""
