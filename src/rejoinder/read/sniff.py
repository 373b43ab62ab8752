"""Telling formats apart: by content first, then by what was declared, then by name."""

from __future__ import annotations

import re

from rejoinder.model import INSIDE, Blob
from rejoinder.read.chat.kinds import export_format, is_chat_page, is_export
from rejoinder.read.signs import looks_like_text, ole_kind, unread_kind, zip_names

HEAD = 8192
"""Bytes looked at from the start."""
STYLED = 1 << 18
"""Bytes of a page looked at for the marks of an app's own export, which stand after its styles."""

_MAGIC = (
    (b"!BDN", "pst"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"{\\rt", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "pdf"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OFFICE_2003 = (
    b'progid="Word.Document"',
    b'progid="Excel.Sheet"',
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"urn:schemas-microsoft-com:office:spreadsheet",
)
"""What stands near the beginning of documents that are one piece of XML."""
_IN_OLE = ("msg", "doc", "xls", "ppt", "visio", "publisher", "works")
_OLDEST = (b"\x09\x08\x10\x00", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How spreadsheets begin that lie bare: within another file, or older than OLE2 (BIFF 2 to 4)."""

SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
)
"""Types of what a mail program adds to prove who wrote: no words, whatever the bytes look like."""

_BY_TYPE = {
    "message/rfc822": "email",
    "message/global": "email",
    "application/mbox": "mbox",
    "application/vnd.ms-outlook": "msg",
    "application/ms-tnef": "tnef",
    "application/vnd.ms-tnef": "tnef",
    "application/pdf": "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/calendar": "calendar",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/zip": "zip",
    "application/gzip": "gzip",
    "application/x-tar": "tar",
}

_BY_NAME = {
    "eml": "email",
    "emlx": "email",
    "mht": "email",
    "mhtml": "email",
    "mbox": "mbox",
    "mbx": "mbox",
    "msg": "msg",
    "pst": "pst",
    "ost": "pst",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "word",
    "docm": "word",
    "dotx": "word",
    "odt": "opendocument",
    "ods": "opendocument",
    "odp": "opendocument",
    "rtf": "rtf",
    "xlsx": "sheet",
    "xlsm": "sheet",
    "pptx": "slides",
    "pptm": "slides",
    "ppsx": "slides",
    "potx": "slides",
    "ics": "calendar",
    "csv": "csv",
    "tsv": "csv",
    "tab": "csv",
    "zip": "zip",
    "tar": "tar",
    "tgz": "gzip",
    "gz": "gzip",
}

# fmt: off
_MACHINE_HEADERS = frozenset(
    (
        "message-id", "received", "return-path", "mime-version", "content-type", "in-reply-to",
        "references", "delivered-to", "content-transfer-encoding", "x-mailer", "x-originating-ip",
        "dkim-signature", "thread-index", "thread-topic", "received-spf", "authentication-results",
        "x-received", "arc-seal", "envelope-to", "list-id", "user-agent", "x-priority",
        "resent-from", "resent-date", "x-from",
    )
)
"""Headers a mail program writes and a person does not."""
_KNOWN_HEADERS = _MACHINE_HEADERS | frozenset(
    (
        "from", "to", "cc", "bcc", "subject", "date", "importance", "reply-to", "sender",
    )
)
# fmt: on

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9_.-]{0,70}):(?:[ \t\r\n]|\S)")
_POSTMARK = re.compile(rb"From \S{0,300}+.{0,60}?\d{1,2}:\d\d.{0,60}?\b(?:19|20)\d\d\b")
_MARKUP = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?>(?:(?><!--.{0,2000}?-->)\s*+)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([^\s\"';]{1,60})", re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(\w+)")


def extension_of(name: str) -> str:
    """Give the ending of a blob's own name, small, without the dot; empty when there is none."""
    own = name.rsplit(INSIDE, 1)[-1].replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = own.rpartition(".")
    return ending.strip().lower() if dot and stem and len(ending) <= 8 else ""


def declared_type(blob: Blob) -> str:
    """Give the media type the container declared, small and without its parameters."""
    return blob.media_type.partition(";")[0].strip().lower()


def declared_charset(blob: Blob) -> str:
    """Give the character set the container declared for the blob; empty when it declared none."""
    found = _CHARSET.search(blob.media_type)
    return found[1] if found else ""


def format_of(blob: Blob) -> str:
    """Give the key of READERS for the blob, looking at no more than its first and last few kilobytes."""
    if blob.media_type and declared_type(blob) in SIGNATURES:
        return "unread"
    head = _marked_as_utf8(bytes(blob.untrusted_bytes[:HEAD]))
    found = _by_magic(blob, head)
    if found:
        return found
    kind = unread_kind(head)
    if kind:
        return "wordperfect" if kind == "wordperfect" else "unread"
    found = _by_shape(blob, head)
    if found:
        return found
    claimed = _claimed(blob)
    if claimed in ("pdf", "msg", "pst", "tnef", "email", "mbox"):
        return claimed
    if looks_like_text(head):
        return claimed if claimed in ("html", "csv", "calendar") else export_format(head, blob.name) or "text"
    if claimed in ("zip", "gzip", "tar", "word", "sheet", "slides", "opendocument"):
        return claimed
    return "text" if extension_of(blob.name) in ("txt", "log", "md", "vcf") else "unread"


def _marked_as_utf8(head: bytes) -> bytes:
    """Give the head of UTF-16 text as UTF-8, so that it can be compared with ASCII; others as they are."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _by_magic(blob: Blob, head: bytes) -> str:
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(_OLE):
        kind = ole_kind(blob) or _claimed(blob)
        return kind if kind in _IN_OLE else "locked" if kind == "encrypted" else "unread"
    if head.startswith(_OLDEST) and extension_of(blob.name) == "xls":
        return "xls"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")):
        return _zip_format(blob, head)
    return ""


def _by_shape(blob: Blob, head: bytes) -> str:
    """Give the format the text's own form shows: a mailbox, a message, a page, or a PDF after other bytes."""
    start = head.lstrip(b"\r\n")
    if start.startswith(b"<?xml") and any(sign in head for sign in _OFFICE_2003):
        return "office2003"
    if start.startswith(b"From "):
        claimed = _claimed(blob)
        if claimed == "mbox" or (claimed != "email" and _POSTMARK.match(start.partition(b"\n")[0][:500])):
            return "mbox"
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return "calendar"
    if _is_email(blob, start):
        return "email"
    if _MARKUP.match(head[:4096]):
        if b"%PDF-" in head[:1024] and b"startxref" in blob.untrusted_bytes[-1024:]:
            return "pdf"
        return "chat-page" if is_chat_page(bytes(blob.untrusted_bytes[:STYLED])) else "html"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "tar" if _is_old_tar(head) else ""


def _is_email(blob: Blob, start: bytes) -> bool:
    """Say whether the head has an email's headers; a file named as text must have ones no person types."""
    names = header_names(start)
    if len(names & _KNOWN_HEADERS) < 2:
        return False
    typed = extension_of(blob.name) in ("txt", "md", "log", "csv") or declared_type(blob) == "text/plain"
    return bool(names & _MACHINE_HEADERS) if typed else True


def header_names(start: bytes) -> frozenset[str]:
    """Give the names of the header lines the bytes begin with, small; none when the first line is not one."""
    names: set[str] = set()
    for number, line in enumerate(start.split(b"\n")):
        if not line.strip():
            break
        if line[:1] in b" \t" and number:
            continue
        header = _HEADER.match(line + b"\n")
        if not header:
            if number == 0 and line.startswith((b"From ", b">From ")):
                continue
            return frozenset(names) if len(names) >= 4 else frozenset()
        names.add(header[1].decode("ascii").lower())
    return frozenset(names)


def _claimed(blob: Blob) -> str:
    """Give the format the container or the name claims; empty when neither claims one we read."""
    if extension_of(blob.name) == "dat" and blob.name.lower().endswith("winmail.dat"):
        return "tnef"
    return _BY_TYPE.get(declared_type(blob), "") or _BY_NAME.get(extension_of(blob.name), "")


def _is_old_tar(head: bytes) -> bool:
    """Say whether the head is a tar header without a magic number: its checksum agrees."""
    if len(head) < 512 or not head[0]:
        return False
    try:
        stated = int(head[148:156].strip(b" \0") or b"x", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 256 + sum(head[156:512])


def _zip_format(blob: Blob, head: bytes) -> str:
    """Give the format of a zip: an office document when its directory names the parts of one."""
    open_document = _OPEN_DOCUMENT.search(head[:256])
    if open_document:
        return "opendocument"
    names = [entry.name.replace(b"\\", b"/") for entry in zip_names(blob)]
    if not names:
        office = _claimed(blob)
        return office if b"[Content_Types].xml" in head and office in ("word", "sheet", "slides") else "zip"
    if b"[Content_Types].xml" in names or b"_rels/.rels" in names:
        return _office_format(names)
    if b"content.xml" in names and b"META-INF/manifest.xml" in names:
        return "opendocument"
    return "export" if is_export(names) else "zip"


def _office_format(names: list[bytes]) -> str:
    """Give the format of an Office Open XML package by the folders it holds."""
    if any(name.lower().startswith(b"word/") for name in names):
        return "word"
    if any(name.lower().startswith(b"xl/") for name in names):
        return "xlsb" if b"xl/workbook.bin" in names else "sheet"
    if any(name.lower().startswith(b"ppt/") for name in names):
        return "slides"
    if any(name.lower().startswith(b"visio/") for name in names):
        return "unread"
    return "zip"
