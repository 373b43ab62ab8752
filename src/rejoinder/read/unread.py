"""Files of kinds we do not read yet: each is named for what it is, with what can be done about it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import INSTALL
from rejoinder.read.exif import told_by_photographs
from rejoinder.read.office_locked import read_locked
from rejoinder.read.signed import SIGNED
from rejoinder.read.signs import ole_kind, unread_kind, zip_names
from rejoinder.read.sniff import SIGNATURES, declared_type, extension_of

PIXELS = 179_000_000
"""Pixels above which an image is not to be opened."""
SMALLEST = 24
"""Pixels of the shorter side below which an image holds no words: a mark, a line, a counter."""
_TINY = 4096
"""Bytes above which an image that says it is so small may be another."""

_PRINT = "Open it in its own program, print it to PDF, and add that."
_RENEW = f"{INSTALL[0].upper()}{INSTALL[1:]}."
_LOOK = "Look at it; what matters in it, type into a text file and add that."
_KINDS = {
    "image": ("an image, and its words have not been read", _LOOK),
    "audio": ("a sound recording", "Listen to it, write down what is said, and add that as a text file."),
    "video": ("a film", "Watch it, write down what is said, and add that as a text file."),
    "program": ("a program", "Do not start it. Ask the sender why it is here."),
    "packed": (
        "an archive of a kind we do not unpack",
        "Unpack it with its own program and add what is in it.",
    ),
    "database": ("a database", "Ask the sender for what is in it as a spreadsheet."),
    "xlsb": ("a spreadsheet in Excel's binary form", f"{_RENEW} Or save it as .xlsx and add that."),
    "visio": ("a drawing made with Visio", f"{_RENEW} Or print it to PDF and add that."),
    "publisher": ("a document made with Publisher", f"{_RENEW} Or print it to PDF and add that."),
    "works": ("a document made with Works", f"{_RENEW} Or save it as .docx and add that."),
    "works_other": (
        "a spreadsheet, database or early document made with Works",
        "Open it in LibreOffice (libreoffice.org), look whether all of it is there, save it as .xlsx or .docx, and add"
        " that.",
    ),
    "wordperfect": ("a document made with WordPerfect", f"{_RENEW} Or save it as .docx and add that."),
    "office": ("a drawing or spreadsheet of a kind we do not read", _PRINT),
    "ole": ("a file of an old Office program", _PRINT),
    "signature": ("a digital signature; it holds no words", ""),
    "fork": ("what a Mac keeps beside a file; it holds no words", ""),
}
_NOT_PROGRAMS = (
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "eml",
    "msg",
    "txt",
    "csv",
    "rtf",
    "odt",
    "jpg",
    "png",
    "htm",
    "html",
)
_ENDINGS = {
    "image": ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp", "ico", "emf", "wmf"),
    "audio": ("mp3", "wav", "m4a", "ogg", "wma", "amr", "flac", "aac"),
    "video": ("mp4", "mov", "avi", "wmv", "mkv", "webm", "3gp"),
    "program": ("exe", "dll", "com", "scr", "msi", "pyc", "class", "so"),
    "works_other": ("wps", "wks", "wdb"),
    "packed": ("7z", "rar", "bz2", "xz", "zst", "cab", "z"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give one problem that says what the file is and what to do about it."""
    head = bytes(blob.untrusted_bytes[:8192])
    kind = _kind(blob, head)
    if kind == "encrypted":
        yield from read_locked(blob)
        return
    if kind in ("signature", "fork"):
        yield Problem(blob.name, f"It is {_KINDS[kind][0]}.", "", "no_words", "flag")
        return
    if kind == "image" and (small := _small(blob, head)):
        what = f"It is an image of {small[0]} by {small[1]} pixels, too small for words."
        yield Problem(blob.name, what, "", "no_words", "flag")
        return
    code = _code(blob, head, kind)
    told, remedy = _KINDS.get(kind, (f"a file of a kind we do not know{_called(blob)}", _PRINT))
    what = f"It is {told}."
    if code == "type_mismatch":
        what = f"It is named .{extension_of(blob.name)} and is {told}."
    elif code == "image_pixels":
        what = f"It is an image of more than {PIXELS // 1_000_000} million pixels."
    elif code == "image_corrupt":
        what = "It is an image that is cut off or damaged."
        remedy = "Ask the sender for it again."
    yield Problem(blob.name, what, remedy, code, "refused")
    if kind == "image":
        yield from told_by_photographs(blob.name, blob.untrusted_bytes)


def _kind(blob: Blob, head: bytes) -> str:
    """Give what the file is: a key of _KINDS, `encrypted`, or empty."""
    if declared_type(blob) in SIGNATURES or extension_of(blob.name) in ("p7s", "sig"):
        return "signature"
    if head.startswith(_OLE):
        return ole_kind(blob) or "ole"
    if head.startswith(b"PK"):
        return "xlsb" if b"xl/workbook.bin" in [entry.name for entry in zip_names(blob)] else "office"
    if SIGNED in head[:64]:
        return "signature"
    return unread_kind(head) or _declared_kind(blob)


def _declared_kind(blob: Blob) -> str:
    """Give what the container or the name says the file is, where its bytes say nothing."""
    family = declared_type(blob).partition("/")[0]
    if family in ("image", "audio", "video"):
        return family
    ending = extension_of(blob.name)
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "")


def _code(blob: Blob, head: bytes, kind: str) -> str:
    if kind == "program" and extension_of(blob.name) in _NOT_PROGRAMS:
        return "type_mismatch"
    if kind == "image":
        return _image_code(blob, head)
    return f"unread_{kind}" if kind else "unread"


def _image_code(blob: Blob, head: bytes) -> str:
    """Give image_pixels or image_corrupt for an image that could not be shown either, else unread_image."""
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        width, height = struct.unpack_from(">II", head, 16)
        if width * height > PIXELS:
            return "image_pixels"
    if head.startswith(b"\xff\xd8"):
        tail = bytes(blob.untrusted_bytes[-4096:])
        if b"\xff\xd9" not in tail:
            return "image_corrupt"
    return "unread_image"


def _small(blob: Blob, head: bytes) -> tuple[int, int] | None:
    """Give the sides of a GIF or PNG that is too small for words, such as mails have to tell who opened them."""
    sides = (0, 0)
    if head.startswith(b"GIF8") and len(head) >= 10:
        sides = struct.unpack_from("<HH", head, 6)
    elif head.startswith(b"\x89PNG") and len(head) >= 24:
        sides = struct.unpack_from(">II", head, 16)
    return sides if 0 < min(sides) < SMALLEST and len(blob.untrusted_bytes) <= _TINY else None


def _called(blob: Blob) -> str:
    ending, declared = extension_of(blob.name), declared_type(blob)
    said = " and ".join(name for name in (f".{ending}" if ending else "", declared) if name)
    return f" ({said})" if said else ""
