"""Telegram's export as JSON: one chat's result.json, or a whole account's."""

from __future__ import annotations

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, has, iso, moment, record, records, words
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, OMITTED, Conversation, Mark, Said

_NOT_INCLUDED = "(File not included"
_FILES = ("photo", "file", "thumbnail", "contact_vcard")


def conversations(value: object, blob: Blob) -> list[Conversation] | None:  # noqa: ARG001
    """Give the chats of an export; None for JSON of another shape."""
    if not isinstance(value, dict):
        return None
    chats = [chat for part in ("chats", "left_chats") for chat in records(record(value.get(part)).get("list"))]
    if chats and all("messages" in chat for chat in chats):
        return [_conversation(chat) for chat in chats]
    return [_conversation(value)] if _is_chat(value) else None


def _is_chat(value: Record) -> bool:
    some = records(value.get("messages"))[:20]
    return sum(one.get("type") in ("message", "service") for one in some) * 2 > len(some)


def _conversation(chat: Record) -> Conversation:
    said: list[Said] = []
    missed: list[str] = []
    name = words(chat, "name") or _unnamed(words(chat, "type"))
    for where, message in each(chat.get("messages"), "message"):
        if message.get("type") == "message":
            said.append(_said(message))
        elif message.get("type") == "service":
            said.append(_event(message))
        else:
            missed.append(f"{where} of {name}" if name else where)
    return Conversation(
        "Telegram", name, said, missed=tuple(missed), key=words(chat, "id") and f"telegram {chat['id']}"
    )


def _unnamed(kind: str) -> str:
    return {"saved_messages": "Saved messages"}.get(kind, "deleted account" if kind == "personal_chat" else "")


def _when(message: Record) -> str:
    return moment(message["date_unixtime"]) if "date_unixtime" in message else iso(message.get("date"))


def _said(message: Record) -> Said:
    return Said(
        author=words(message, "from", "author") or ("Deleted account" if message.get("from_id") else ""),
        when=_when(message),
        words=text_of(message.get("text")),
        key=words(message, "id"),
        answers=words(message, "reply_to_message_id"),
        marks=tuple(_marks(message)),
    )


def _marks(message: Record) -> list[Mark]:
    marks: list[Mark] = []
    if has(message, "edited") or has(message, "edited_unixtime"):
        marks.append((EDITED, moment(message.get("edited_unixtime")) or iso(message.get("edited"))))
    if message.get("forwarded_from") or "forwarded_from" in message:
        marks.append(("Forwarded from", words(message, "forwarded_from") or "a deleted account"))
    for field in _FILES:
        told = words(message, field)
        if told.startswith("("):
            marks.append((OMITTED, words(message, "file_name") or words(message, "media_type") or field))
        elif told and field in ("photo", "file", "contact_vcard"):
            marks.append((ATTACHED, words(message, "file_name") or told))
    marks += [("Reactions", _reaction(one)) for one in records(message.get("reactions"))]
    if has(message, "poll"):
        poll = record(message["poll"])
        choices = "; ".join(f"{words(one, 'text')} ({one.get('voters', 0)})" for one in records(poll.get("answers")))
        marks.append(("Poll", f"{words(poll, 'question')} {choices}"))
    if has(message, "location_information"):
        place = record(message["location_information"])
        marks.append(("Place", f"{words(place, 'latitude')}, {words(place, 'longitude')}"))
    if has(message, "contact_information"):
        card = record(message["contact_information"])
        marks.append(
            ("Contact", f"{words(card, 'first_name')} {words(card, 'last_name')} {words(card, 'phone_number')}")
        )
    return marks


def _reaction(reaction: Record) -> str:
    who = ", ".join(words(one, "from") for one in records(reaction.get("recent")))
    return f"{words(reaction, 'emoji')} {words(reaction, 'count')} {who}"


def _event(message: Record) -> Said:
    """Give what happened in a chat, such as who was invited or removed, by the export's own words for it."""
    told = [words(message, "action").replace("_", " "), text_of(message.get("text")), words(message, "title")]
    members = message.get("members")
    named = ", ".join(str(one) for one in members if one) if isinstance(members, list) else ""
    marks = [(DELETED, "")] if message.get("action") == "delete" else []
    happened = " ".join(part for part in (*told, named) if part)
    return Said(
        words(message, "actor", "from"), _when(message), f"[{happened}]", words(message, "id"), marks=tuple(marks)
    )


def text_of(text: object) -> str:
    """Give a text that is told as one string or as pieces of several styles."""
    if isinstance(text, list):
        return "".join(one if isinstance(one, str) else words(record(one), "text") for one in text)
    return text if isinstance(text, str) else ""
