"""A record in words: its document, what hangs from it, and what must be noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rejoinder.model import INSIDE, MESSAGES, Blob, Document, Message, Problem, fingerprint_of
from rejoinder.read.bodies import safe_name
from rejoinder.read.html import page_remarks
from rejoinder.read.mail_headers import Headers, header_lines, header_remarks, message_of, one_line
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.body import Body, body_of
from rejoinder.read.mapi.heading import headers_of, subject_of
from rejoinder.read.mapi.kinds import fields_of, kind_of
from rejoinder.read.mapi.properties import Properties
from rejoinder.read.mapi.record import Attached, Record
from rejoinder.read.mapi.stream import MEDIA_TYPE
from rejoinder.read.plain import remarks

_SIGNED = "ipm.note.smime"
_WRAPPER = b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\nMIME-Version: 1.0\r\n\r\n"


@dataclass(slots=True)
class _Hanging:
    """What hangs from a record, and what only says that something did."""

    blobs: list[Blob] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    stripped: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def told(blob: Blob, record: Record) -> Iterator[Document | Blob | Problem]:
    """Give the record's document, then all that hangs from it, then what must be noted."""
    headers = headers_of(record)
    body = body_of(record.properties)
    hanging = _hanging(blob, record)
    said = replace(message_of(headers), attachments=tuple(hanging.names), stripped=tuple(hanging.stripped))
    document = _document(blob.name, record, headers, body, said)
    yield document
    yield from hanging.blobs
    yield from hanging.problems
    if document.message:
        yield from header_remarks(blob.name, headers, said)
    if body.damaged:
        what = "Its text does not agree with its checksum; what could be unpacked is kept."
        yield Problem(blob.name, what, "Open it in Outlook and compare.", "rtf_damaged", "flag")
    yield from remarks(blob.name, document.text, body.guessed)
    yield from page_remarks(blob.name, body.pages)


def _document(where: str, record: Record, headers: Headers, body: Body, said: Message) -> Document:
    properties = record.properties
    kind = kind_of(properties)
    fields = fields_of(properties, kind)
    if kind == "chat":
        said = _spoken(properties, said)
    if kind in MESSAGES:
        head = header_lines(headers, said) + "\n"
        text = f"{body.text.rstrip()}\n\n{fields}" if fields and body.text.strip() else body.text or fields
        return Document(where, kind, head + text, body_start=len(head), message=said)
    head = "" if kind == "contact" else header_lines(headers, said)
    subject = subject_of(properties)
    if kind == "contact" and subject and subject not in fields:
        head = f"Subject: {subject}\n"
    text = f"{head}{fields}\n{body.text}".strip("\n")
    author = said.author.name or said.author.address
    moment = properties.date(mapi.CLIENT_SUBMIT_TIME, mapi.CREATED, mapi.CHANGED)
    return Document(where, kind, f"{text}\n", title=subject, author=author, date=moment)


def _spoken(properties: Properties, said: Message) -> Message:
    """Give what a chat's item says as one turn of the conversation of all its people; it answers nothing by form."""
    people = sorted({person.address.lower() or person.name for person in (said.author, *said.recipients)} - {""})
    names = dict.fromkeys(person.name or person.address for person in (said.author, *said.recipients))
    app = "Teams" if "skypeteams" in properties.line(mapi.MESSAGE_CLASS).lower() else "Skype"
    return replace(
        said,
        answered=(),
        references=(),
        thread_index=b"",
        subject=f"{app}: {', '.join(sorted(name for name in names if name)[:6])}",
        conversation=fingerprint_of("conversation", app, *people),
    )


def _hanging(blob: Blob, record: Record) -> _Hanging:
    found = _Hanging()
    class_ = record.properties.line(mapi.MESSAGE_CLASS).lower()
    signed = class_.startswith(_SIGNED) and len(record.attached) == 1
    for place, one in enumerate(record.attached, 1):
        name = _name(one.properties)
        if one.content is not None:
            safe = safe_name(name)
            path = f"{blob.name}{INSIDE}{place}/{safe}" if safe else f"{blob.name}{INSIDE}{place}"
            found.names.append(name)
            content, kind = _signed(one) if signed else (one.content, _media_type(one.properties))
            found.blobs.append(Blob(path, content, kind, blob.name, blob.depth + 1))
            if safe != name:
                what = "An attachment's name holds characters no file's name may; it is shown without them."
                found.problems.append(Problem(blob.name, what, "", "unsafe_filename", "flag"))
        else:
            _without_content(blob, one.properties, name, found)
    return found


def _without_content(blob: Blob, properties: Properties, name: str, found: _Hanging) -> None:
    shown = name or "an attachment without a name"
    place = properties.line(mapi.ATTACH_LONG_PATH, mapi.ATTACH_PATH)
    if properties.number(mapi.ATTACH_METHOD) in (mapi.BY_VALUE, mapi.BY_MESSAGE, mapi.BY_OBJECT):
        what = f"What is attached as {shown} is here in a form that cannot be read."
        found.problems.append(
            Problem(
                blob.name,
                what,
                "Open it in Outlook and save what is attached.",
                "attachment_unread",
                "partial",
            )
        )
        return
    found.stripped.append(name or place)
    kept = f"; it was kept at {place}" if place else ""
    what = f"What is attached as {shown} is named only, and its content is not here{kept}."
    remedy = "Ask the sender for it."
    found.problems.append(Problem(blob.name, what, remedy, "attachment_by_reference", "flag"))


def _signed(one: Attached) -> tuple[bytes, str]:
    """Give what a signature wraps as a message of its own, since the signed text is in it alone."""
    content = one.content or b""
    if content.lstrip()[:13].lower() == b"content-type:":
        return content, "message/rfc822"
    return _WRAPPER + content, "message/rfc822"


def _media_type(properties: Properties) -> str:
    if properties.number(mapi.ATTACH_METHOD) == mapi.BY_MESSAGE:
        return MEDIA_TYPE
    return properties.line(mapi.ATTACH_MEDIA_TYPE)


def _name(properties: Properties) -> str:
    """Give the name of what is attached, on one line; an attached message has its subject and `.msg`."""
    if properties.number(mapi.ATTACH_METHOD) == mapi.BY_MESSAGE:
        name = one_line(properties.line(mapi.DISPLAY_NAME, mapi.ATTACH_LONG_NAME, mapi.ATTACH_NAME))
        return name if not name or name.lower().endswith(".msg") else f"{name}.msg"
    name = one_line(properties.line(mapi.ATTACH_LONG_NAME, mapi.ATTACH_NAME))
    if name:
        return name
    name, ending = one_line(properties.line(mapi.DISPLAY_NAME)), properties.line(mapi.ATTACH_EXTENSION)
    wanted = name and ending[:1] == "." and not name.lower().endswith(ending.lower())
    return f"{name}{ending}" if wanted else name
