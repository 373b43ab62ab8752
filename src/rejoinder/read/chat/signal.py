"""Signal as JSON: signal-export's lines, and the rows of Signal Desktop's own messages."""

from __future__ import annotations

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, iso, moment, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, Conversation, Mark, Said


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give the conversations of an export; None for JSON of another shape."""
    rows = value.get("messages") if isinstance(value, dict) else value
    folder, _, own = blob.name.replace("!/", "/").rpartition("/")
    name = folder.rpartition("/")[2] or own.rpartition(".")[0]
    if some_have(rows, "date", "sender", "body"):
        return [_exported(rows, name)]
    if some_have(rows, "conversationId", "sent_at", "type") or some_have(rows, "conversationId", "body", "sent_at"):
        return _desktop(rows)
    return None


def _exported(rows: object, name: str) -> Conversation:
    said: list[Said] = []
    missed: list[str] = []
    for where, message in each(rows, "message"):
        when = iso(message.get("date"))
        if not when:
            missed.append(where)
            continue
        marks: list[Mark] = [("Quotes", words(message, "quote"))]
        marks += [(ATTACHED, words(one, "name", "path")) for one in records(message.get("attachments"))]
        marks += [
            ("Reactions", f"{words(one, 'emoji')} {words(one, 'name')}") for one in records(message.get("reactions"))
        ]
        said.append(Said(words(message, "sender"), when, words(message, "body"), marks=tuple(marks)))
    return Conversation("Signal", name, said, missed=tuple(missed))


def _desktop(rows: object) -> list[Conversation]:
    talks: dict[str, list[Said]] = {}
    missed: list[str] = []
    for where, message in each(rows, "message"):
        when = moment(message.get("sent_at"), 1000)
        if not when:
            missed.append(where)
            continue
        talks.setdefault(words(message, "conversationId"), []).append(_desktop_said(message, when))
    found = []
    for number, (key, said) in enumerate(talks.items()):
        said.sort(key=lambda one: one.when)
        left = tuple(missed) if not number else ()
        found.append(Conversation("Signal", key, said, missed=left, key=f"signal {key}"))
    return found


def _desktop_said(message: Record, when: str) -> Said:
    outgoing = message.get("type") == "outgoing"
    author = "Me" if outgoing else words(message, "sourceName", "source", "sourceServiceId", "sourceUuid")
    marks: list[Mark] = [(ATTACHED, words(one, "fileName", "path")) for one in records(message.get("attachments"))]
    if message.get("deletedForEveryone"):
        marks.append((DELETED, "for everyone; its words are not in the export"))
    if message.get("editHistory") or message.get("editMessageTimestamp"):
        marks.append((EDITED, moment(message.get("editMessageTimestamp"), 1000) or "after it was sent"))
    quote = record(message.get("quote"))
    told = words(message, "body") or (f"[{words(message, 'type')}]" if message.get("type") not in _PEOPLE else "")
    return Said(author, when, told, words(message, "sent_at"), words(quote, "id"), marks=tuple(marks))


_PEOPLE = ("incoming", "outgoing", None)
