"""Mailboxes: messages in one file, each after a line that begins with "From " (RFC 4155)."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator

from rejoinder.model import INSIDE, Blob, Document, Problem

_POSTMARK = re.compile(rb"From [^\n]{0,300}?\d{1,2}:\d\d[^\n]{0,60}?\b(?:19|20)\d\d\b[^\n]{0,60}(?:\n|\Z)")
_ANY_POSTMARK = re.compile(rb"From [^\n]{0,400}(?:\n|\Z)")
_HEADER = re.compile(rb">?From [^\n]{0,400}\n|[!-9;-~]{1,100}[ \t]{0,3}:")
_QUOTED = re.compile(rb"(?<=\n)>(?=From )")
_LONGEST = 512
"""Bytes of a postmark line and the start of the next that are looked at."""


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each message as a blob, one at a time; the mailbox is never held as a whole."""
    untrusted_bytes = blob.untrusted_bytes
    dated = _POSTMARK.match(untrusted_bytes[:_LONGEST].lstrip(b"\r\n")) is not None
    number, start = 0, -1
    for line, body in _postmarks(untrusted_bytes, dated=dated):
        if start >= 0 or line > 0:
            content = _content(untrusted_bytes, max(start, 0), line)
            if content.strip():
                number += 1
                yield _message(blob, number, content)
        start = body
    if start < 0:
        what = "It is named as a mailbox and no messages can be told apart in it."
        yield Problem(blob.name, what, "Ask the sender for them as .eml files.", "mbox_corrupt", "refused")
        return
    content = _content(untrusted_bytes, start, len(untrusted_bytes))
    if content.strip():
        yield _message(blob, number + 1, content)


def _message(blob: Blob, number: int, content: bytes) -> Blob:
    return Blob(f"{blob.name}{INSIDE}{number}", content, "message/rfc822", "", blob.depth + 1)


def _postmarks(untrusted_bytes: bytes | mmap.mmap, *, dated: bool) -> Iterator[tuple[int, int]]:
    """Give where each postmark line stands and where its message begins.

    A line of a message's own words may begin with "From " too; a postmark states a time, or follows an
    empty line where the file's first one states none, and a header comes next.
    """
    at = untrusted_bytes.find(b"From ")
    while at >= 0:
        if at == 0 or untrusted_bytes[at - 1] == 10:
            around = bytes(untrusted_bytes[at : at + _LONGEST])
            mark = (_POSTMARK if dated else _ANY_POSTMARK).match(around)
            if mark and _HEADER.match(around, mark.end()) and (dated or _after_blank(untrusted_bytes, at)):
                yield at, at + mark.end()
        at = untrusted_bytes.find(b"\nFrom ", at + 4)
        at = at + 1 if at >= 0 else at


def _after_blank(untrusted_bytes: bytes | mmap.mmap, at: int) -> bool:
    return at == 0 or bytes(untrusted_bytes[max(0, at - 3) : at]).endswith((b"\n\n", b"\n\r\n"))


def _content(untrusted_bytes: bytes | mmap.mmap, start: int, end: int) -> bytes:
    """Give a message's bytes without the blank line a mailbox adds, and with its "From " lines as they were.

    A lone ">From " was written for "From "; among other lines that begin with ">" it is a quotation.
    """
    content = bytes(untrusted_bytes[start:end])
    if content.endswith(b"\n\n"):
        content = content[:-1]
    elif content.endswith(b"\n\r\n"):
        content = content[:-2]
    if b"\n>From " not in content:
        return content
    return _QUOTED.sub(lambda mark: b">" if _among_quoted(content, mark.start()) else b"", content)


def _among_quoted(content: bytes, at: int) -> bool:
    """Say whether the line before or after the one at this place is quoted too."""
    after = content.find(b"\n", at) + 1
    before = content.rfind(b"\n", 0, at - 1) + 1
    return content[before : before + 1] == b">" or (after > 0 and content[after : after + 1] == b">")
