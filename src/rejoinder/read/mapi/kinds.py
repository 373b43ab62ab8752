"""What a record is by its class, and the fields of its kind in words (MS-OXOCNTC, MS-OXOCAL, MS-OXOTASK)."""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.model import MESSAGES
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.properties import (
    ADDRESS,
    APPOINTMENT,
    COMMON,
    LOG,
    MEETING,
    STRINGS,
    TASK,
    Key,
    Properties,
)

_KINDS = (
    ("ipm.appointment", "calendar"),
    ("ipm.contact", "contact"),
    ("ipm.distlist", "contact"),
    ("ipm.abchperson", "contact"),
    ("ipm.task", "task"),
    ("ipm.taskrequest", "email"),
    ("ipm.stickynote", "note"),
    ("ipm.activity", "journal"),
    ("ipm.post", "post"),
    ("ipm.skypeteams", "chat"),
    ("ipm.note.microsoft.conversation", "chat"),
)

_MEETINGS = (
    ("ipm.schedule.meeting.request", "request"),
    ("ipm.schedule.meeting.canceled", "cancelled"),
    ("ipm.schedule.meeting.resp", "answer"),
)
"""What a record about a meeting does, by the beginning of its class (MS-OXOCAL 2.2.6 to 2.2.9)."""
_CANCELLED = 4
"""The bit of an appointment's state that says it is cancelled (MS-OXOCAL 2.2.1.10)."""

# fmt: off
_CONTACT: tuple[tuple[str, Key], ...] = (
    ("Name", mapi.DISPLAY_NAME), ("Prefix", 0x3A45), ("Given name", 0x3A06), ("Middle name", 0x3A44),
    ("Surname", 0x3A11), ("Suffix", 0x3A05), ("Initials", 0x3A0A), ("Nickname", 0x3A4F),
    ("Filed as", (ADDRESS, 0x8005)),
    ("Organisation", 0x3A16), ("Title", 0x3A17), ("Department", 0x3A18), ("Office", 0x3A19),
    ("Profession", 0x3A46), ("Manager", 0x3A4E), ("Assistant", 0x3A30),
    ("Email", (ADDRESS, 0x8083)), ("Email as shown", (ADDRESS, 0x8080)),
    ("Email as written", (ADDRESS, 0x8084)),
    ("Email 2", (ADDRESS, 0x8093)), ("Email 2 as shown", (ADDRESS, 0x8090)),
    ("Email 2 as written", (ADDRESS, 0x8094)),
    ("Email 3", (ADDRESS, 0x80A3)), ("Email 3 as shown", (ADDRESS, 0x80A0)),
    ("Email 3 as written", (ADDRESS, 0x80A4)), ("Messaging address", (ADDRESS, 0x8062)),
    ("Business telephone", 0x3A08), ("Business telephone 2", 0x3A1B), ("Company telephone", 0x3A57),
    ("Home telephone", 0x3A09), ("Home telephone 2", 0x3A2F), ("Mobile telephone", 0x3A1C),
    ("Primary telephone", 0x3A1A), ("Other telephone", 0x3A1F), ("Car telephone", 0x3A1E),
    ("Radio telephone", 0x3A1D), ("Callback telephone", 0x3A02), ("Assistant's telephone", 0x3A2E),
    ("Pager", 0x3A21), ("Telex", 0x3A2C), ("Business fax", 0x3A24), ("Home fax", 0x3A25), ("Fax", 0x3A23),
    ("Business address", (ADDRESS, 0x801B)), ("Home address", (ADDRESS, 0x801A)),
    ("Other address", (ADDRESS, 0x801C)), ("Postal address", 0x3A15),
    ("Street", 0x3A29), ("Town", 0x3A27), ("County", 0x3A28), ("Postcode", 0x3A2A), ("Country", 0x3A26),
    ("Business street", (ADDRESS, 0x8045)), ("Business town", (ADDRESS, 0x8046)),
    ("Business county", (ADDRESS, 0x8047)), ("Business postcode", (ADDRESS, 0x8048)),
    ("Business country", (ADDRESS, 0x8049)),
    ("Web page", 0x3A51), ("Personal web page", 0x3A50), ("Web address", (ADDRESS, 0x802B)),
    ("Birthday", 0x3A42), ("Anniversary", 0x3A41), ("Spouse", 0x3A48),
    ("Children", 0x3A58), ("Hobbies", 0x3A43),
    ("Customer", 0x3A4A), ("Account", 0x3A00), ("Government number", 0x3A07), ("Language", 0x3A0C),
    ("Location", 0x3A0D), ("Referred by", 0x3A47), ("Members' names", (ADDRESS, 0x8054)),
)
_FIELDS: tuple[tuple[str, Key], ...] = (
    ("Where", (APPOINTMENT, 0x8208)), ("Where", (MEETING, "where")), ("Where", (MEETING, 2)),
    ("Begins", (APPOINTMENT, 0x820D)), ("Ends", (APPOINTMENT, 0x820E)),
    ("Recurs", (APPOINTMENT, 0x8232)), ("Time zone", (APPOINTMENT, 0x8234)),
    ("Attendees", (APPOINTMENT, 0x8238)), ("Attendees who must come", (APPOINTMENT, 0x823B)),
    ("Attendees who may come", (APPOINTMENT, 0x823C)),
    ("Begins", (TASK, 0x8104)), ("Due", (TASK, 0x8105)), ("Completed", (TASK, 0x810F)),
    ("Owner", (TASK, 0x811F)), ("Assigned by", (TASK, 0x8121)), ("Assigned to", (TASK, 0x8122)),
    ("Last user", (TASK, 0x8122)), ("Done", (TASK, 0x8102)),
    ("Entry", (LOG, 0x8700)), ("Begins", (LOG, 0x8706)), ("Ends", (LOG, 0x8708)),
    ("Described", (LOG, 0x8712)),
    ("Follow-up", (COMMON, 0x8530)), ("Billing", (COMMON, 0x8535)), ("Mileage", (COMMON, 0x8534)),
    ("Contacts", (COMMON, 0x853A)), ("Companies", (COMMON, 0x8539)), ("Choices", (COMMON, 0x8520)),
    ("Choice", (COMMON, 0x8524)), ("Categories", (STRINGS, "keywords")),
    ("Report", 0x1001), ("Reported subject", 0x0049), ("Reported message sent", 0x004E),
    ("Reported recipients", 0x0074), ("Reason", 0x0C1B),
)
_STATUSES = {0: "not started", 1: "in progress", 2: "complete", 3: "waiting for others", 4: "put off"}
# fmt: on


def kind_of(properties: Properties) -> str:
    """Give the kind of document a record is."""
    class_ = properties.line(mapi.MESSAGE_CLASS).lower()
    for beginning, kind in _KINDS:
        if class_ == beginning or class_.startswith(f"{beginning}."):
            return kind
    return "email"


def fields_of(properties: Properties, kind: str) -> str:
    """Give the fields of the record's kind as `Name: value` lines, each value once."""
    seen: set[str] = set()
    out: list[str] = []
    for label, value in _fields(properties, kind):
        if value and value not in seen:
            seen.add(value)
            out.append(f"{label}: {value}\n")
    return "".join(out)


def _fields(properties: Properties, kind: str) -> Iterator[tuple[str, str]]:
    yield "Meeting", _meeting(properties, kind)
    for label, key in (*(_CONTACT if kind == "contact" else ()), *_FIELDS):
        for value in _values(properties, key):
            if kind == "contact" or not value.lower().startswith("http"):
                yield label, value
    if properties.number((TASK, 0x8101)) is not None:
        yield "Status", _STATUSES.get(properties.number((TASK, 0x8101)) or 0, "")
    if kind == "contact":
        yield from (("Member", name) for name in _members(properties))
    if kind not in MESSAGES:
        yield from _own_fields(properties)


def _meeting(properties: Properties, kind: str) -> str:
    """Give whether a record asks to a meeting, answers that or cancels it; nothing where it does none of these."""
    class_ = properties.line(mapi.MESSAGE_CLASS).lower()
    for beginning, said in _MEETINGS:
        if class_.startswith(beginning):
            return said
    state = properties.number((APPOINTMENT, 0x8217)) or 0
    return "cancelled" if kind == "calendar" and state & _CANCELLED else ""


def _values(properties: Properties, key: Key) -> Iterator[str]:
    share = properties.share(key)
    if share is not None:
        yield f"{share:.0%}"
    moment = properties.date(key)
    if moment:
        yield moment
    for text in properties.texts(key):
        words = " ".join(text.replace("\0", " ").split())
        if words:
            yield words


def _own_fields(properties: Properties) -> Iterator[tuple[str, str]]:
    """Give the fields that users made themselves."""
    for key in properties.stored:
        if isinstance(key, tuple) and key[0] == STRINGS and isinstance(key[1], str) and key[1] != "keywords":
            for value in _values(properties, key):
                yield " ".join(key[1].split()), value


def _members(properties: Properties) -> Iterator[str]:
    """Give the names and addresses of a list of persons, from what stands in no address book."""
    for key in ((ADDRESS, 0x8054), (ADDRESS, 0x8055)):
        found = properties.stored.get(key)
        for part in found.parts if found else ():
            if len(part) > 26:
                wide = bool(part[23] & 0x80)
                words = part[24:].decode("utf-16-le" if wide else "cp1252", "replace").split("\0")
                shown = " ".join(word for word in words[:3] if word.isprintable() and word != "SMTP")
                if shown and "\ufffd" not in shown:
                    yield shown
