"""Microsoft Teams and Skype: a person's own export (messages.json), and messages as Graph and eDiscovery give them."""

from __future__ import annotations

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, has, iso, moment, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, Conversation, Mark, Said
from rejoinder.read.html import render


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give the conversations of an export; None for JSON of another shape."""
    if isinstance(value, dict) and some_have(value.get("conversations"), "MessageList"):
        return [_own(one) for one in records(value["conversations"])]
    rows = value.get("value") if isinstance(value, dict) else value
    if isinstance(value, dict) and rows is None:
        rows = value.get("messages")
    if some_have(rows, "createdDateTime", "body", "from") or some_have(rows, "createdDateTime", "body", "messageType"):
        return _graph(rows, blob)
    return None


def _own(value: Record) -> Conversation:
    """Give a conversation of a person's own export, oldest first."""
    said: list[Said] = []
    missed: list[str] = []
    facts = record(value.get("threadProperties"))
    name = words(value, "displayName") or words(facts, "topic") or words(value, "id")
    for where, message in each(value.get("MessageList"), "message"):
        when = iso(message.get("originalarrivaltime"))
        if when:
            said.append(_own_said(message, when))
        else:
            missed.append(f"{where} of {name}")
    said.sort(key=lambda one: one.when)
    return Conversation("Teams or Skype", name, said, missed=tuple(missed), key=f"teams {words(value, 'id')}")


def _own_said(message: Record, when: str) -> Said:
    facts = record(message.get("properties"))
    marks: list[Mark] = []
    if facts.get("edittime"):
        marks.append((EDITED, moment(facts["edittime"], 1000)))
    if facts.get("deletetime"):
        marks.append((DELETED, moment(facts["deletetime"], 1000)))
    kind = words(message, "messagetype")
    told = _plain(words(message, "content"))
    told = told if kind.startswith(("RichText", "Text")) and "/Media" not in kind else f"[{kind}] {told}".strip()
    author = words(message, "displayName") or words(message, "from").rpartition(":")[2]
    return Said(author, when, told, words(message, "id"), marks=tuple(marks))


def _plain(content: str) -> str:
    return render(content).text.strip() if "<" in content or "&" in content else content


def _graph(rows: object, blob: Blob) -> list[Conversation]:
    """Give messages as Graph gives them, by the chat or channel each says that it is of."""
    talks: dict[str, list[Said]] = {}
    missed: list[str] = []
    for where, message in each(rows, "message"):
        when = iso(message.get("createdDateTime"))
        if when:
            place = record(message.get("channelIdentity"))
            talks.setdefault(words(message, "chatId") or words(place, "channelId"), []).append(
                _graph_said(message, when)
            )
        else:
            missed.append(where)
    own = blob.name.rpartition("/")[2].rpartition(".")[0]
    found = []
    for number, (key, said) in enumerate(talks.items()):
        said.sort(key=lambda one: one.when)
        name = key or own
        found.append(
            Conversation("Teams", name, said, missed=() if number else tuple(missed), key=key and f"teams {key}")
        )
    return found


def _graph_said(message: Record, when: str) -> Said:
    sender = record(message.get("from"))
    who = record(sender.get("user")) or record(sender.get("application")) or record(sender.get("device"))
    body = record(message.get("body"))
    content = words(body, "content")
    marks: list[Mark] = []
    if words(message, "subject"):
        marks.append(("Subject", words(message, "subject")))
    if message.get("lastEditedDateTime"):
        marks.append((EDITED, iso(message["lastEditedDateTime"])))
    if message.get("deletedDateTime"):
        marks.append((DELETED, iso(message["deletedDateTime"])))
    marks += [(ATTACHED, words(one, "name", "id")) for one in records(message.get("attachments"))]
    for one in records(message.get("reactions")):
        user = record(record(one.get("user")).get("user"))
        marks.append(("Reactions", f"{words(one, 'reactionType')} {words(user, 'displayName')}"))
    kind = words(message, "messageType")
    told = _plain(content) if body.get("contentType") == "html" else content
    if kind not in ("", "message") and not has(message, "subject"):
        told = f"[{kind}] {told}".strip()
    return Said(
        words(who, "displayName", "id"),
        when,
        told,
        words(message, "id"),
        words(message, "replyToId"),
        marks=tuple(marks),
    )
