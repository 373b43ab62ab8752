"""A mail as the bytes of an .eml file: headers, alternatives, attachments."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable, Mapping
from hashlib import sha256

from rejoinder.demo.clients import CLIENTS
from rejoinder.demo.headers import encoded, header_lines
from rejoinder.demo.mail import Mail
from rejoinder.demo.writing import html_of, text_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "jpg": "image/jpeg",
}


def eml(mail: Mail, papers: Mapping[str, bytes], find: Callable[[str], Mail]) -> bytes:
    """Give the mail as an .eml file; papers are the bytes of each file by its name."""
    part = _body(mail)
    hanging = [_attached(name, papers[name]) for name in mail.files.here]
    hanging += [_stub(name) for name in mail.files.stubbed]
    if mail.encloses:
        enclosed = eml(find(mail.encloses), papers, find).decode("utf-8").split("\r\n")
        hanging.append(["Content-Type: message/rfc822", "Content-Disposition: attachment", "", *enclosed])
    if hanging:
        part = _multipart("mixed", mail.key, [part, *hanging])
    return "\r\n".join([*header_lines(mail), "MIME-Version: 1.0", *part, ""]).encode("utf-8")


def _body(mail: Mail) -> list[str]:
    plain = _text("plain", text_of(mail))
    if not CLIENTS[mail.client].html or mail.interleaved:
        return plain
    return _multipart("alternative", mail.key, [plain, _text("html", html_of(mail))])


def _multipart(kind: str, key: str, parts: list[list[str]]) -> list[str]:
    boundary = f"----=_{sha256(f'{kind} {key}'.encode()).hexdigest()[:24]}"
    lines = [f"Content-Type: multipart/{kind};", f'\tboundary="{boundary}"', ""]
    for part in parts:
        lines += [f"--{boundary}", *part]
    return [*lines, f"--{boundary}--", ""]


def _text(kind: str, text: str) -> list[str]:
    lines = text.split("\n")
    head = f'Content-Type: text/{kind}; charset="utf-8"'
    if text.isascii() and max(map(len, lines)) < 900:
        return [head, "Content-Transfer-Encoding: 7bit", "", *lines]
    coded = quopri.encodestring(text.encode("utf-8")).decode("ascii").split("\n")
    return [head, "Content-Transfer-Encoding: quoted-printable", "", *coded]


def _attached(name: str, content: bytes) -> list[str]:
    kind = TYPES[name.rpartition(".")[2]]
    coded = base64.encodebytes(content).decode("ascii").rstrip("\n").split("\n")
    head = [f"Content-Type: {kind};", f'\tname="{encoded(name)}"', "Content-Transfer-Encoding: base64"]
    return [*head, "Content-Disposition: attachment;", f'\tfilename="{encoded(name)}"', "", *coded]


def _stub(name: str) -> list[str]:
    """Give what Thunderbird leaves when an attachment is deleted from a mail."""
    return [
        f'Content-Type: text/x-moz-deleted; name="Deleted: {name}"',
        "Content-Transfer-Encoding: 8bit",
        f'Content-Disposition: inline; filename="Deleted: {name}"',
        'X-Mozilla-Altered: AttachmentDeleted; date="Thu Aug 29 16:51:40 2024"',
        "",
        "You deleted an attachment from this message. The original MIME headers for the attachment were:",
        f"Content-Type: application/octet-stream; name={name}",
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: attachment; filename={name}",
        "",
    ]
