"""Plain text, whatever its character set, and remarks on text that is not what it seems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.charset import decode
from rejoinder.read.limits import MARKUP_DEPTH
from rejoinder.read.sniff import declared_charset, extension_of

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_MIXED = re.compile(
    "[A-Za-z][\u0370-\u03ff\u0400-\u04ff\u0500-\u052f]|[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f][A-Za-z]"
)
_XML = re.compile(r"\ufeff?\s{0,100}<(?:\?xml|!DOCTYPE|!ENTITY|svg|[a-zA-Z][\w.-]{0,60}\sxmlns)")
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^<>]{0,2000}\[", re.IGNORECASE)
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*+(?<!/)>")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the text as one document."""
    text, guessed = decode(bytes(blob.untrusted_bytes), declared_charset(blob))
    refused = _refused(blob, text)
    if refused:
        yield refused
        return
    yield Document(blob.name, "text", lines(text))
    yield from remarks(blob.name, text, guessed)


def lines(text: str) -> str:
    """Give text with every line ended by a line feed alone, and without NUL characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "") if "\0" in text else text


def remarks(where: str, text: str, guessed: bool) -> Iterator[Problem]:
    """Give flags for text whose character set was guessed, or whose characters mislead the eye."""
    if guessed:
        what = "Its character set is missing or wrong; some characters may be other ones."
        yield Problem(where, what, "Compare odd characters with the original.", "charset_guessed", "flag")
    if "\0" in text:
        yield Problem(where, "It holds NUL characters; they are left out.", "", "nul_byte", "flag")
    if text.isascii():
        return
    if _BIDI.search(text):
        what = "It holds characters that change the direction of writing; the eye may see another order."
        yield Problem(where, what, "Read the characters in the order they stand.", "bidi_control", "flag")
    if _MIXED.search(text):
        what = "It holds words that mix alphabets; letters that look alike may be other ones."
        yield Problem(where, what, "Search for such words in both alphabets.", "mixed_script", "flag")


def _refused(blob: Blob, text: str) -> Problem | None:
    """Give the reason why XML is not read: entities that say other words, or elements nested without end."""
    if not _XML.match(text) and extension_of(blob.name) not in ("xml", "svg"):
        return None
    if _ENTITIES.search(text):
        what = "It is XML that defines its own words (a DTD); what it says depends on them."
        return Problem(blob.name, what, "Open it in a text editor.", "xml_dtd", "refused")
    depth = 0
    for tag in _TAG.finditer(text):
        depth += -1 if tag[1] else 1
        if depth > MARKUP_DEPTH:
            what = f"Its elements are nested more than {MARKUP_DEPTH} deep."
            return Problem(blob.name, what, "Open it in a text editor.", "markup_depth", "refused")
    return None
