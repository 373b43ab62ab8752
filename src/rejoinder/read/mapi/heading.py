"""The headers of an Outlook record: those it came with, and what its properties say beside them."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from email.utils import format_datetime

from rejoinder.read.mail_headers import Headers, headers_at
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.properties import Properties
from rejoinder.read.mapi.record import Record

_ONE_OFF = bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")
"""What an address that stands in no address book begins with (MS-OXCDATA 2.2.5.1)."""
_ENTRY, _SENDER_ENTRY, _REPRESENTING_ENTRY = 0x0FFF, 0x0C19, 0x0041
_INTERNET = re.compile(r"[^\s<>\"',;:()@]{1,256}+@[^\s<>\"',;:()@]{1,256}+")
_LISTS = {1: "to", 2: "cc", 3: "bcc"}
_SHOWN_LISTS = {"to": mapi.DISPLAY_TO, "cc": mapi.DISPLAY_CC, "bcc": mapi.DISPLAY_BCC}


def headers_of(record: Record) -> Headers:
    """Give the record's headers; a property speaks only where no header that came with it does."""
    came = _came_with(record.properties)
    fields = dict(came.fields)
    for name, value in _said_by_properties(record).items():
        if value and not any(written.strip() for written in fields.get(name, ())):
            fields[name] = [value]
    return Headers(fields, 0, False, came.guessed)


def _came_with(properties: Properties) -> Headers:
    """Give the headers with which the message came over the internet; none for one that never did."""
    written = properties.text(mapi.TRANSPORT_HEADERS).strip()
    first, _, rest = written.partition("\n")
    if ":" not in first:
        written = rest.lstrip()
    raw = written.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return headers_at(raw, 0, len(raw)) if raw else Headers({}, 0, False, False)


def _said_by_properties(record: Record) -> dict[str, str]:
    properties = record.properties
    index = properties.octets(mapi.THREAD_INDEX)
    return {
        "from": author_of(properties),
        **_recipients(record),
        "date": _date(properties.date(mapi.CLIENT_SUBMIT_TIME, mapi.DELIVERY_TIME)),
        "subject": subject_of(properties),
        "message-id": properties.line(mapi.MESSAGE_ID),
        "in-reply-to": properties.line(mapi.IN_REPLY_TO),
        "references": properties.line(mapi.REFERENCES),
        "thread-index": base64.b64encode(index).decode("ascii"),
    }


def subject_of(properties: Properties) -> str:
    """Give the subject on one line, without the two characters by which a store marks its prefix."""
    subject = properties.line(mapi.SUBJECT)
    if subject.startswith("\x01"):
        subject = subject[2:].strip()
    parts = (properties.line(part) for part in (mapi.SUBJECT_PREFIX, mapi.NORMALIZED_SUBJECT))
    return subject or " ".join(parts).strip() or properties.line(mapi.THREAD_TOPIC)


def author_of(properties: Properties) -> str:
    """Give for whom the message was sent, or else who sent it, as a header writes it."""
    address = _address(
        properties,
        (mapi.REPRESENTING_SMTP, mapi.REPRESENTING_ADDRESS),
        mapi.REPRESENTING_TYPE,
        _REPRESENTING_ENTRY,
    )
    name = properties.line(mapi.REPRESENTING_NAME)
    sender = _address(properties, (mapi.SENDER_SMTP, mapi.SENDER_ADDRESS), mapi.SENDER_TYPE, _SENDER_ENTRY)
    if not (name or address):
        name, address = properties.line(mapi.SENDER_NAME), sender
    elif not address and name == properties.line(mapi.SENDER_NAME):
        address = sender
    return written(name, address)


def _recipients(record: Record) -> dict[str, str]:
    lists: dict[str, list[str]] = {}
    for one in record.recipients:
        kind = _LISTS.get((one.number(mapi.RECIPIENT_TYPE) or 1) & 0xF)
        name = one.line(mapi.DISPLAY_NAME)
        address = _address(one, (mapi.SMTP_ADDRESS, mapi.EMAIL_ADDRESS), mapi.ADDRESS_TYPE, _ENTRY)
        person = written(name, address)
        if kind and person:
            lists.setdefault(kind, []).append(person)
    for kind, key in _SHOWN_LISTS.items():
        if kind not in lists:
            names = (" ".join(name.split()) for name in record.properties.text(key).split(";"))
            lists[kind] = [written(name, "") for name in names if name]
    return {kind: ", ".join(persons) for kind, persons in lists.items()}


def _address(properties: Properties, keys: tuple[int, int], kind: int, entry: int) -> str:
    """Give the internet address; empty when only an Exchange server's own name for the person is known."""
    for key in keys:
        found = _INTERNET.search(properties.line(key))
        if found:
            return found[0]
    one_off = _one_off(properties.octets(entry))
    return one_off or ("" if properties.line(kind).upper() in ("EX", "") else properties.line(keys[1]))


def _one_off(entry: bytes) -> str:
    """Give the address an entry id holds that stands in no address book."""
    if entry[4:20] != _ONE_OFF or len(entry) < 26:
        return ""
    if entry[23] & 0x80:
        steps = entry[24:].decode("utf-16-le", "replace").split("\0")
    else:
        steps = entry[24:].decode("cp1252", "replace").split("\0")
    address = _INTERNET.fullmatch(steps[2].strip()) if len(steps) > 2 else None
    return address[0] if address else ""


def written(name: str, address: str) -> str:
    """Give a person as an address list of a message's headers writes it."""
    name = name.replace(f"<{address}>", "").strip() if address else name
    if not name or name.strip("<>'") == address:
        return address or name
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{quoted} <{address}>" if address else quoted


def _date(moment: str) -> str:
    """Give ISO 8601 as a message's headers write a date."""
    return format_datetime(datetime.fromisoformat(moment)) if moment else ""
