"""Marks in a PDF's own structure: commands, other formats' signatures, and fonts that say other letters."""

from __future__ import annotations

import re
import zlib

INFLATED = 64 << 20
"""Bytes of object streams looked into, in all."""
BURST = 128 << 20
"""Bytes that a stream packed twice over may unpack to."""
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s{0,4}/(?:FlateDecode|Fl)\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_ACTIVE = re.compile(rb"/(?:JS|JavaScript|Launch|SubmitForm|ImportData|RichMedia|Rendition|Movie)\b")
_PORTFOLIO = re.compile(rb"/Collection\s{0,4}(?:<<|\d)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_TO_UNICODE = re.compile(rb"/ToUnicode\s{1,4}(\d{1,10})\s{1,4}\d{1,5}\s{1,4}R\b")
_PLAIN_FACE = re.compile(rb"/BaseFont\s{0,4}/(?:Helvetica|Times|Courier|Arial)")
_PLAIN_CODES = re.compile(rb"/Encoding\s{0,4}/\w")
_PAIRS = re.compile(rb"beginbfchar(.{0,20000}?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s{0,4}<([0-9A-Fa-f]{4})>")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAIL = 1 << 20
_LEADS = (b"<html", b"<!doctype", b"<script", b"<?xml", b"pk\x03\x04", b"mz", b"gif8", b"\x89png")


def skeleton(untrusted_bytes: bytes) -> bytes:
    """Give the file's structure: all that is not in a stream, and what is in object streams."""
    parts: list[bytes] = []
    at, left = 0, INFLATED
    while True:
        found = _STREAM.search(untrusted_bytes, at)
        if not found:
            break
        parts.append(untrusted_bytes[at : found.start()])
        end = untrusted_bytes.find(b"endstream", found.end())
        end = len(untrusted_bytes) if end < 0 else end
        if b"/ObjStm" in untrusted_bytes[max(at, found.start() - 400) : found.start()] and left > 0:
            content = inflated(untrusted_bytes[found.end() : end], left)
            left -= len(content)
            parts.append(content)
        at = end
    parts.append(untrusted_bytes[at:])
    structure = b"\n".join(parts)
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), structure)


def bursts(untrusted_bytes: bytes) -> bool:
    """Say whether a stream packed twice over would unpack to more than BURST bytes."""
    for found in _TWICE.finditer(untrusted_bytes):
        begins = _STREAM.search(untrusted_bytes, found.end(), found.end() + 2000)
        if not begins:
            continue
        end = untrusted_bytes.find(b"endstream", begins.end())
        once = inflated(untrusted_bytes[begins.end() : end if end >= 0 else len(untrusted_bytes)], BURST)
        if _size(once) > BURST:
            return True
    return False


def _size(packed: bytes) -> int:
    """Give how many bytes deflate packed, counted no further than just above BURST."""
    stream, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and size <= BURST:
            size += len(stream.decompress(rest, 1 << 20))
            rest = stream.unconsumed_tail
    except zlib.error:
        pass
    return size


def inflated(packed: bytes, most: int) -> bytes:
    """Give what deflate packed, at most so much of it; nothing when it was not deflate."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def active(structure: bytes) -> bool:
    """Say whether the structure holds commands that run, start or send something."""
    return bool(_ACTIVE.search(structure))


def portfolio(structure: bytes) -> bool:
    """Say whether the file is a folder of files behind a cover (a portfolio; ISO 32000-1, 12.3.5)."""
    return bool(_PORTFOLIO.search(structure))


def polyglot(untrusted_bytes: bytes) -> bool:
    """Say whether the file is one of another format as well: before its header or after its end."""
    lead = untrusted_bytes[:1024].partition(b"%PDF-")[0].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    tail = untrusted_bytes[-_TAIL:].rpartition(b"%%EOF")[2] if b"%%EOF" in untrusted_bytes[-_TAIL:] else b""
    return lead.startswith(_LEADS) or any(mark in tail for mark in _ZIP)


def lying_fonts(structure: bytes, untrusted_bytes: bytes) -> bool:
    """Say whether a common font, drawn by its own letters, gives others of them as its text.

    Only fonts that are not in the file can be checked so: what they draw for a letter is known.
    """
    if b"/ToUnicode" not in structure:
        return False
    for told in _TO_UNICODE.finditer(structure):
        begins = structure.rfind(b"obj", max(0, told.start() - 2000), told.start())
        font = structure[max(0, begins) : structure.find(b"endobj", told.end(), told.end() + 2000)]
        own_letters = b"/FontDescriptor" in font or (b"/Encoding" in font and not _PLAIN_CODES.search(font))
        if begins < 0 or own_letters or not _PLAIN_FACE.search(font):
            continue
        if _lies(stream_of(untrusted_bytes, told[1])):
            return True
    return False


def _lies(table: bytes) -> bool:
    """Say whether a table of codes tells a plain letter as another."""
    for pairs in _PAIRS.finditer(table):
        for code, meant in _PAIR.findall(pairs[1]):
            drawn, told = chr(int(code, 16)), chr(int(meant, 16))
            if drawn.isascii() and drawn.isalnum() and told.isalnum() and drawn != told:
                return True
    return False


def stream_of(untrusted_bytes: bytes, number: bytes) -> bytes:
    """Give what the numbered object's stream holds; nothing when it has none."""
    found = re.search(rb"(?<!\d)" + number + rb"\s{1,4}\d{1,5}\s{1,4}obj\b", untrusted_bytes)
    return stream_after(untrusted_bytes, found.end()) if found else b""


def stream_after(untrusted_bytes: bytes, at: int) -> bytes:
    """Give what the stream holds that begins soon after a place; nothing when none does."""
    begins = _STREAM.search(untrusted_bytes, at, at + 20_000)
    if not begins or b"endobj" in untrusted_bytes[at : begins.start()]:
        return b""
    end = untrusted_bytes.find(b"endstream", begins.end())
    raw = untrusted_bytes[begins.end() : end if end >= 0 else len(untrusted_bytes)][: 1 << 20]
    return inflated(raw, 1 << 20) or raw
