"""What Google's Takeout gives as JSON: Chat, Hangouts and My Activity."""

from __future__ import annotations

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, has, iso, moment, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, Conversation, Mark, Said
from rejoinder.zones.dates import dated


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give the conversations or acts of an export; None for JSON of another shape."""
    if isinstance(value, dict) and some_have(value.get("messages"), "creator"):
        return [_chat(value, blob)]
    if isinstance(value, dict) and some_have(value.get("conversations"), "conversation", "events"):
        return [_hangout(one) for one in records(value["conversations"])]
    if some_have(value, "header", "title", "time"):
        return [_activity(value)]
    return None


def moment_in(written: str) -> str:
    """Give the moment that Google states in words, as ISO 8601; empty when it cannot be told."""
    found = dated(written, day_first=False) if written else None
    return found.date if found else ""


def _chat(value: Record, blob: Blob) -> Conversation:
    said: list[Said] = []
    missed: list[str] = []
    topics: dict[str, str] = {}
    for where, message in each(value.get("messages"), "message"):
        written = words(message, "created_date")
        if not has(message, "creator") or not written:
            if message.get("message_state") == "DELETED" or has(message, "deletion_metadata"):
                said.append(_deleted(message))
            else:
                missed.append(where)
            continue
        key, topic = words(message, "message_id") or where, words(message, "topic_id")
        first = topics.setdefault(topic, key) if topic else key
        said.append(_chat_said(message, key, "" if first == key else first))
    folder = blob.name.rpartition("/")[0]
    name = folder.replace("!/", "/").rpartition("/")[2]
    return Conversation("Google Chat", name, said, missed=tuple(missed), key=folder and f"google {folder}")


def _deleted(message: Record) -> Said:
    written = words(message, "created_date", "updated_date")
    who = words(record(message.get("creator")), "name", "email")
    why = words(record(message.get("deletion_metadata")), "deletion_type") or "its words are not in the export"
    return Said(who, moment_in(written), "", words(message, "message_id"), written=written, marks=((DELETED, why),))


def _chat_said(message: Record, key: str, answers: str) -> Said:
    creator = record(message["creator"])
    marks: list[Mark] = [
        (ATTACHED, words(one, "original_name", "export_name")) for one in records(message.get("attached_files"))
    ]
    if words(message, "updated_date") and message.get("updated_date") != message.get("created_date"):
        marks.append((EDITED, words(message, "updated_date")))
    if message.get("message_state") == "DELETED" or has(message, "deletion_metadata"):
        marks.append((DELETED, "its words are not in the export"))
    quoted = record(message.get("quoted_message_metadata"))
    if quoted:
        marks.append(("Quotes", f"{words(record(quoted.get('creator')), 'name')}: {words(quoted, 'text')}"))
    author = words(creator, "name") or words(creator, "email")
    written = words(message, "created_date")
    return Said(author, moment_in(written), words(message, "text"), key, answers, written, tuple(marks))


def _hangout(value: Record) -> Conversation:
    facts = record(record(value.get("conversation")).get("conversation"))
    people = {
        words(record(one.get("id")), "gaia_id", "chat_id"): words(one, "fallback_name")
        for one in records(facts.get("participant_data"))
    }
    said: list[Said] = []
    missed: list[str] = []
    for where, event in each(value.get("events"), "event"):
        when = moment(event.get("timestamp"), 1_000_000)
        if when:
            said.append(_event(event, when, people))
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    name = words(facts, "name") or ", ".join(name for name in people.values() if name)
    key = words(record(facts.get("id")) or record(record(value["conversation"]).get("conversation_id")), "id")
    return Conversation("Hangouts", name, said, missed=tuple(missed), key=key and f"hangouts {key}")


def _event(event: Record, when: str, people: dict[str, str]) -> Said:
    sender = words(record(event.get("sender_id")), "gaia_id", "chat_id")
    content = record(record(event.get("chat_message")).get("message_content"))
    told = "".join(
        "\n" if one.get("type") == "LINE_BREAK" else words(one, "text") for one in records(content.get("segment"))
    )
    kind = words(event, "event_type")
    marks = tuple((ATTACHED, _attached(one)) for one in records(content.get("attachment")))
    happened = "" if kind == "REGULAR_CHAT_MESSAGE" else f"[{kind.lower().replace('_', ' ')}]"
    return Said(people.get(sender) or sender, when, f"{told} {happened}".strip(), words(event, "event_id"), marks=marks)


def _attached(one: Record) -> str:
    item = record(one.get("embed_item"))
    photo = next((record(part) for name, part in item.items() if name.startswith("plus_photo")), {})
    return words(photo, "url").rpartition("/")[2] or words(item, "id") or "a file"


def _activity(value: object) -> Conversation:
    said: list[Said] = []
    missed: list[str] = []
    for where, one in each(value, "entry"):
        when = iso(one.get("time"))
        if not when:
            missed.append(where)
            continue
        details = [words(part, "name") for part in (*records(one.get("subtitles")), *records(one.get("details")))]
        told = "\n".join(part for part in (words(one, "title"), words(one, "titleUrl"), *details) if part)
        said.append(Said("the account's owner", when, told, marks=(("Product", words(one, "header")),)))
    said.sort(key=lambda one: one.when)
    return Conversation("Google", "My Activity", said, "post", tuple(missed))
