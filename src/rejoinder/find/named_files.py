"""Places in a message's text that name an attachment: scrubbed links, file marks, attachment lists, stubs.

Sources of the forms: Mailman's Scrubber ("A non-text attachment was scrubbed..."), Outlook plain text
(`<<minutes.doc>>`), Lotus Notes ("(See attached file: minutes.doc)"), Mozilla and Exchange stubs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.model import Document, NamedFile, Quoted

_NAME = r"[^<>\[\]()\"*?|/\\:;,\r\n\t]{1,120}\.[A-Za-z][A-Za-z0-9]{1,5}"
_SCRUBBED = re.compile(r"attachment was scrubbed\.\.\.")
_SCRUBBED_LINE = re.compile(r"^[> \t]*(Name|URL|Url|Type|Size|Desc|From|Subject|Date|To)\s*:[ \t]*(.*)$")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{1,500})")
_REST = re.compile(r"[^\s<>\"]{1,500}")
_FILE_MARK = re.compile(rf"<<[ \t]*({_NAME})[ \t]*>>")
_SEE_ATTACHED = re.compile(rf"\([ \t]*See attached file: ?({_NAME})\)", re.IGNORECASE)
_REMOVED = re.compile(
    rf"\[?\b(?:attachment|file)\s+[\"'\u201c]({_NAME})[\"'\u201d]\s+(?:deleted|removed|was deleted|was removed)",
    re.IGNORECASE,
)
_MARKS = (
    ("<<", _FILE_MARK, "file-mark"),
    ("ttached file:", _SEE_ATTACHED, "file-mark"),
    ("ed", _REMOVED, "stub"),
)


def named_files(document: Document, quoted: Sequence[Quoted]) -> Iterator[NamedFile]:
    """Give every place in a message that names an attachment, in the order of the kinds above."""
    text = document.text
    if "was scrubbed..." in text:
        yield from _scrubbed(text, document.body_start)
    for sign, pattern, kind in _MARKS:
        if sign == "ed" and "attachment" not in text and "Attachment" not in text:
            continue
        if sign in text:
            for match in pattern.finditer(text, document.body_start):
                yield NamedFile(kind, " ".join(match.group(1).split()), match.start(), match.end())
    for message in quoted:
        yield from _listed(text, message)
    if document.message:
        for name in document.message.stripped:
            start = max(text.find(name), 0) if name else 0
            end = start + len(name) if name in text else text.find("\n")
            yield NamedFile("stub", name, start, max(end, start))


def _scrubbed(text: str, start: int) -> Iterator[NamedFile]:
    for match in _SCRUBBED.finditer(text, start):
        name, address, end = "", "", match.end()
        position = text.find("\n", match.end()) + 1
        for _ in range(12):
            stop = text.find("\n", position)
            stop = len(text) if stop < 0 else stop
            line = text[position:stop]
            field = _SCRUBBED_LINE.match(line)
            if field and field.group(1) == "Name":
                name = field.group(2).strip()
            elif field and field.group(1).upper() == "URL":
                link = _ADDRESS.search(text, position, min(stop + 600, len(text)))
                if link and not text[position : link.start()].count("\n") > 1:
                    address, end = _joined(text, link.start(1), link.end())
                break
            elif position == 0 or (not field and line.strip("> \t") and not line.startswith(("\t", "  "))):
                break
            position = stop + 1
        if address or name:
            yield NamedFile("scrubbed-link", _own_name(name, address), match.start(), end, address)


def _joined(text: str, start: int, end: int) -> tuple[str, int]:
    """Give an address and its end, the soft line breaks that quoted-printable put into it taken out (RFC 2045, 6.7)."""
    while text[end - 1 : end + 1] == "=\n":
        rest = _REST.match(text, end + 1)
        end = rest.end() if rest else end + 1
    return text[start:end].replace("=\n", ""), end


def _own_name(name: str, address: str) -> str:
    if name and name not in ("not available", "unavailable"):
        return name
    return address.rsplit("/", 1)[-1]


def _listed(text: str, message: Quoted) -> Iterator[NamedFile]:
    if message.lead is None:
        return
    start, end = message.lead
    for name in message.attachments:
        place = text.find(name, start, end)
        if place >= 0:
            yield NamedFile("attachment-list", name, place, place + len(name))
        else:
            yield NamedFile("attachment-list", name, start, end)
