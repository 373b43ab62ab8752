"""Email: each message one document; its attachments and attached messages hang from it (RFC 5322, 2045)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from rejoinder.model import INSIDE, Blob, Document, Message, Problem
from rejoinder.read.bodies import Contents, contents_of, safe_name
from rejoinder.read.html import page_remarks
from rejoinder.read.limits import MIME_DEPTH, MIME_PARTS
from rejoinder.read.mail_headers import Headers, header_lines, header_remarks, message_of
from rejoinder.read.mime import TooDeepError, TooManyError, parsed
from rejoinder.read.plain import remarks
from rejoinder.read.sniff import extension_of

_APPLE = re.compile(rb"\s{0,9}(\d{1,10})\s{0,9}\r?\n")
_SAVED_PAGE = ("mht", "mhtml")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the message, then everything that hangs from it, then what must be noted."""
    raw, start, end = _message(blob)
    try:
        message = parsed(raw, start, end)
        contents = contents_of(raw, message.root)
    except TooDeepError:
        what = f"Its parts are nested more than {MIME_DEPTH} deep."
        yield Problem(blob.name, what, "Open it in a mail program.", "mime_depth", "refused")
        return
    except TooManyError:
        what = f"It has more than {MIME_PARTS} parts."
        yield Problem(blob.name, what, "Open it in a mail program.", "mime_parts", "refused")
        return
    headers = message.root.headers
    said = message_of(headers)
    yield _document(blob, headers, contents, said)
    places: set[int] = set()
    for one in contents.hanging:
        safe = safe_name(one.name)
        contents.unsafe_names = contents.unsafe_names or safe != one.name
        place = next(number for number in count(one.place) if number not in places)
        places.add(place)
        name = f"{blob.name}{INSIDE}{place}/{safe}" if safe else f"{blob.name}{INSIDE}{place}"
        yield Blob(name, one.content, one.kind, blob.name, blob.depth + 1)
    yield from header_remarks(blob.name, headers, said)
    yield from _remarks(blob.name, headers, contents, (*message.faults, *contents.faults))


def _message(blob: Blob) -> tuple[bytes, int, int]:
    """Give the bytes in which the message stands, and from where to where: Apple's .emlx adds lines."""
    raw = bytes(blob.untrusted_bytes)
    if b"\r" in raw[:65536] and b"\n" not in raw[:65536]:
        raw = raw.replace(b"\r", b"\n")
    start = 0
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    if raw.startswith(b"\xef\xbb\xbf", start):
        start += 3
    counted = _APPLE.match(raw, start, start + 32)
    if counted:
        return raw, counted.end(), min(len(raw), counted.end() + int(counted[1]))
    return raw, start, len(raw)


def _document(blob: Blob, headers: Headers, contents: Contents, said: Message) -> Document:
    texts = contents.texts
    if len(texts) > 1:
        texts = [text.strip("\n") for text in texts if text.strip()]
    body = "\n\n".join(texts)
    if extension_of(blob.name) in _SAVED_PAGE or "snapshot-content-location" in headers.fields:
        title = contents.pages[0].title if contents.pages else ""
        return Document(blob.name, "html", body, title=title)
    message = replace(
        said,
        attachments=tuple(one.name for one in contents.hanging),
        stripped=tuple(contents.stripped),
    )
    head = header_lines(headers, message) + "\n"
    return Document(blob.name, "email", head + body, body_start=len(head), message=message)


def _remarks(where: str, headers: Headers, contents: Contents, faults: tuple[str, ...]) -> Iterator[Problem]:
    """Give what must be noted of the message."""
    if faults:
        what = f"Its form is broken: {'; '.join(faults)}. All its text is kept."
        yield Problem(where, what, "Compare it with the original.", "mime_defect", "flag")
    if contents.bad_transfer:
        what = "A part is not coded as it says (its base64 is damaged, say); what could be read is kept."
        yield Problem(where, what, "Ask the sender for it again.", "bad_transfer_encoding", "flag")
    if contents.encrypted:
        what = "It is encrypted, whole or in part; only what is not encrypted was read."
        yield Problem(where, what, "Ask the sender for it decrypted.", "encrypted", "partial")
    if contents.unsafe_names:
        what = "An attachment's name holds characters that no file's name may; it is shown without them."
        yield Problem(where, what, "", "unsafe_filename", "flag")
    shown = "\n".join((*contents.texts, *(value for values in headers.fields.values() for value in values)))
    if contents.zeros and "\0" not in shown:
        shown += "\0"
    yield from remarks(where, shown, contents.guessed or headers.guessed)
    yield from page_remarks(where, contents.pages)
