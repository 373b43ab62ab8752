"""What of a message is its own text, what hangs from it, and what was taken out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.read.charset import decode
from rejoinder.read.flow import Rendered
from rejoinder.read.flowed import unflowed
from rejoinder.read.html import markup_of, render, with_hidden
from rejoinder.read.mail_headers import headers_at, one_line
from rejoinder.read.mime import Part, parsed
from rejoinder.read.plain import lines
from rejoinder.read.signed import SIGNED, signed_content
from rejoinder.read.transfer import Decoded, decoded, uuencoded
from rejoinder.read.words import parameters

SHORT = 300
"""Characters up to which a plain text may be no more than a notice beside the real one."""
UNWRAPPED = 5
"""Signatures within signatures."""
STUB = 8_192
"""Bytes up to which a part may be the notice of an attachment that was taken out."""

_SPOKEN = (
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
    "message/partial",
    "message/feedback-report",
    "message/global-delivery-status",
    "message/global-headers",
)
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_NOTICE = re.compile(r"html|browser|client|view|display|format|multi-?part|mime", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{1,200}>")
_PREAMBLE = re.compile(r"mime|multi-?part|encrypted message|cryptographically signed", re.IGNORECASE)
_FILE = r"[\"'\u201c<\[(]?([^\"'\u201c\u201d<>\[\]()\r\n:|]{1,120}\.[A-Za-z0-9]{1,5})[\"'\u201d>\])]?"
_GONE = r"(?:removed|deleted|replaced|stripped|quarantined|detached|blocked)"
_WARNING = re.compile(
    r"warning|removed|deleted|alert|replaced|stripped|virus|quarantine|blocked|^att(?:achment)?\d*\.txt$",
    re.IGNORECASE,
)
"""Names that mail filters give to the notice they leave in place of an attachment."""
_TAKEN_OUT = re.compile(
    rf"(?:attachment|file|document|named?|called)\s*:?\s{{1,3}}{_FILE}.{{0,80}}?\b{_GONE}\b"
    rf"|\b{_GONE}\b.{{0,80}}?\b(?:attachment|file|document|named?)\b.{{0,40}}?\s{_FILE}",
    re.IGNORECASE | re.DOTALL,
)
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.MULTILINE)
_UNSAFE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Hanging(NamedTuple):
    """One attachment or attached message."""

    name: str
    """As the message names it, on one line; empty when it does not."""
    place: int
    kind: str
    content: bytes


@dataclass(slots=True)
class Contents:
    """What a message holds, gathered part by part."""

    texts: list[str] = field(default_factory=list)
    hanging: list[Hanging] = field(default_factory=list)
    stripped: list[str] = field(default_factory=list)
    pages: list[Rendered] = field(default_factory=list)
    guessed: bool = False
    zeros: bool = False
    bad_transfer: bool = False
    encrypted: bool = False
    unsafe_names: bool = False
    unwrapped: int = 0
    faults: list[str] = field(default_factory=list)


def contents_of(raw: bytes, root: Part) -> Contents:
    """Give what the message holds."""
    found = Contents()
    _gather(raw, root, found, speaks=True, alone=True)
    return found


def _gather(raw: bytes, part: Part, found: Contents, *, speaks: bool, alone: bool) -> None:
    """Take in a part: its text when it speaks for the message, and what hangs from it in any case."""
    if part.kind == "multipart/alternative" and part.children:
        chosen = _chosen(raw, part)
        for child in part.children:
            same = child is chosen or (chosen is not None and child.kind == chosen.kind == "text/plain")
            _gather(raw, child, found, speaks=speaks and same, alone=True)
    elif part.children:
        if part.kind == "multipart/encrypted":
            found.encrypted = True
            return
        for number, child in enumerate(part.children):
            alone = number == 0 and not child.headers.first("content-disposition")
            _gather(raw, child, found, speaks=speaks, alone=alone)
    else:
        _leaf(raw, part, found, speaks=speaks, alone=alone)
    for number, (start, end) in enumerate(part.loose):
        _loose(raw[start:end], found, first=number == 0)


def _loose(untrusted_bytes: bytes, found: Contents, *, first: bool) -> None:
    """Take in what stands outside the parts, unless it is the usual line for programs that know no parts."""
    words = untrusted_bytes.strip()
    if not words:
        return
    text, guessed = decode(words)
    if not (first and len(text) < 2000 and _PREAMBLE.search(text)):
        found.guessed = found.guessed or guessed
        found.texts.append(lines(text))


def _leaf(raw: bytes, part: Part, found: Contents, *, speaks: bool, alone: bool) -> None:
    if _is_stub(part, raw):
        found.stripped.append(_stub_name(raw, part))
        return
    name = name_of(part)
    if _is_text(part, name, alone=alone):
        if speaks:
            found.texts.append(text_of(raw, part, found))
        return
    plain = decoded(raw[part.start : part.end], part.headers.first("content-transfer-encoding"))
    found.bad_transfer = found.bad_transfer or plain.faulty
    if part.kind in _ENCRYPTED and not name.endswith("p7c"):
        _unwrap(plain.content, found, speaks=speaks)
        return
    content = _whole(raw[part.start : part.end], plain)
    if not name and not content.strip() and not part.headers.fields.get("content-type"):
        return
    found.hanging.append(Hanging(name, part.place, part.headers.first("content-type") or part.kind, content))
    if part.kind.startswith("text/") and len(content) <= STUB and _WARNING.search(name):
        gone = _TAKEN_OUT.search(decode(content)[0])
        if gone:
            found.stripped.append((gone[1] or gone[2]).strip())


def _unwrap(untrusted_bytes: bytes, found: Contents, *, speaks: bool) -> None:
    """Take in the message that a signature wraps; what is wrapped in another way is encrypted."""
    content = signed_content(untrusted_bytes) if SIGNED in untrusted_bytes[:64] else b""
    if not content or found.unwrapped >= UNWRAPPED:
        found.encrypted = True
        return
    found.unwrapped += 1
    inner = parsed(content, 0, len(content))
    found.faults.extend(inner.faults)
    _gather(content, inner.root, found, speaks=speaks, alone=True)


def _whole(coded: bytes, plain: Decoded) -> bytes:
    """Give the decoded bytes; the coded ones where hardly any could be decoded."""
    return coded if plain.faulty and len(plain.content) * 4 < len(plain.rest) else plain.content


def _is_text(part: Part, name: str, *, alone: bool) -> bool:
    """Say whether a part is words of the message itself and not a file that hangs from it."""
    if part.kind in _SPOKEN:
        return True
    if not part.kind.startswith("text/") or part.kind in ("text/calendar", "text/x-vcard", "text/vcard"):
        return False
    disposition = part.headers.first("content-disposition").partition(";")[0].strip().lower()
    if disposition == "attachment":
        return not name and part.place == 0
    return not name or (alone and part.kind in ("text/plain", "text/html"))


def text_of(raw: bytes, part: Part, found: Contents) -> str:
    """Give a text part's words, HTML as the words it shows."""
    plain = decoded(raw[part.start : part.end], part.headers.first("content-transfer-encoding"))
    found.bad_transfer = found.bad_transfer or plain.faulty
    content = _whole(raw[part.start : part.end], plain)
    declared = part.parameters.get("charset", "")
    if part.kind == "text/html":
        markup, guessed = markup_of(content, declared)
        page = render(markup)
        found.pages.append(page)
        text = with_hidden(page)
        found.zeros = found.zeros or "\0" in markup
    else:
        text, guessed = decode(content, declared)
        found.zeros = found.zeros or "\0" in text
        text = lines(text)
        if part.kind in ("text/enriched", "text/richtext"):
            text = _MARKUP.sub("", text.replace("<<", "\0")).replace("\0", "<")
        if "flowed" in part.headers.first("content-type").lower():
            text = unflowed(text, joined=part.parameters.get("delsp", "").lower() == "yes")
        if "begin " in text:
            found.hanging.extend(_enclosed(content, part.place, found))
        if "PGP MESSAGE" in text and _PGP.search(text):
            found.encrypted = True
    found.guessed = found.guessed or guessed
    if plain.rest and content is plain.content:
        text = f"{text}\n{lines(decode(plain.rest, declared)[0])}"
    return text


def _enclosed(content: bytes, place: int, found: Contents) -> Iterator[Hanging]:
    for number, file in enumerate(uuencoded(content), 1):
        found.bad_transfer = found.bad_transfer or not file.whole
        yield Hanging(one_line(decode(file.name)[0]), place * 1000 + number, "", file.content)


def _chosen(raw: bytes, part: Part) -> Part | None:
    """Give the one of several forms of the same text to read: the plain one, unless it says nothing."""
    plains = [child for child in part.children if child.kind == "text/plain" and not _is_stub(child, raw)]
    others = [child for child in part.children if child not in plains]
    rich = [child for child in others if child.kind == "text/html" or child.children]
    for plain in plains:
        if plain.end - plain.start > SHORT * 4 or not rich:
            return plain
        words = text_of(raw, plain, Contents()).strip()
        if len(words) > SHORT or (words and not _says_less(raw, words, rich[-1])):
            return plain
    if rich:
        return rich[-1]
    return plains[0] if plains else next((child for child in others if child.kind.startswith("text/")), None)


def _says_less(raw: bytes, words: str, rich: Part) -> bool:
    """Say whether a short plain text is a notice to look at the other form, which says much more."""
    if len(words.split()) > 3 and not _NOTICE.search(words):
        return False
    shown = Contents()
    _gather(raw, rich, shown, speaks=True, alone=True)
    said = sum(len(text.strip()) for text in shown.texts)
    return (
        said > max(len(words) * 3, 40)
        and " ".join(words.split()) not in " ".join(" ".join(shown.texts).split())[:SHORT]
    )


def name_of(part: Part) -> str:
    """Give the file name a part states, on one line; empty when it states none."""
    stated = parameters(part.headers.first("content-disposition")).get("filename", "")
    return one_line(stated or part.parameters.get("name", "")).strip(' "')


def safe_name(name: str) -> str:
    """Give an attachment's name as one step of a path."""
    safe = _UNSAFE.sub("_", name).replace("/", "_").replace("\\", "_")
    if len(safe) > 200:
        stem, dot, ending = safe.rpartition(".")
        safe = f"{stem[:190]}.{ending}" if dot and len(ending) < 9 else safe[:200]
    return safe if safe.strip(". ") else ("_" if safe else "")


def _is_stub(part: Part, raw: bytes) -> bool:
    """Say whether a part stands for an attachment whose content was taken out."""
    fields = part.headers.fields
    if part.kind in ("message/external-body", "text/x-moz-deleted") or "x-mozilla-altered" in fields:
        return True
    if "x-mozilla-external-attachment-url" in fields:
        return True
    return "x-apple-content-length" in fields and not raw[part.start : part.end].strip()


def _stub_name(raw: bytes, part: Part) -> str:
    """Give the name of the attachment a stub stands for: its own, or that of the headers it repeats."""
    name = name_of(part)
    for mark in ("Deleted: ", "Detached: "):
        name = name.removeprefix(mark)
    if name:
        return name
    stop = min(part.end, part.start + STUB)
    inner = headers_at(raw, part.start, stop)
    stated = parameters(inner.first("content-disposition")).get("filename", "")
    return one_line(stated or parameters(inner.first("content-type")).get("name", ""))
