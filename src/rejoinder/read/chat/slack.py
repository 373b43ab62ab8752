"""Slack's export: a file of messages for each day of each channel, and files that name people."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rejoinder.model import INSIDE, Blob
from rejoinder.read.chat.fields import Record, each, moment, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, OMITTED, Conversation, Mark, Said

_GONE = ("tombstone", "message_deleted")
_PERSON = re.compile(r"<@([A-Z0-9]{2,20})(?:\|[^<>\n]{1,80})?>")
_LINK = re.compile(r"<((?:https?|mailto):[^<>|\s]{1,2000})(?:\|([^<>\n]{1,500}))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give one day of a channel; None for JSON of another shape."""
    if not some_have(value, "ts", "type"):
        return None
    people = dict(blob.known)
    said: list[Said] = []
    missed: list[str] = []
    for where, message in each(value, "message"):
        if message.get("type") == "message" and moment(message.get("ts")):
            said.append(_said(message, people))
        else:
            missed.append(where)
    folder = blob.name.rpartition("/")[0]
    channel = folder.replace(INSIDE, "/").rpartition("/")[2]
    name = people.get(channel, channel)
    return [Conversation("Slack", name, said, missed=tuple(missed), key=f"slack {folder}")]


def _said(message: Record, people: Mapping[str, str]) -> Said:
    ts, thread = words(message, "ts"), words(message, "thread_ts")
    gone = message.get("subtype") in _GONE
    return Said(
        author=_author(message, people),
        when=moment(ts),
        words="" if gone else plain(words(message, "text"), people),
        key=ts,
        answers=thread if thread != ts else "",
        marks=tuple(_marks(message, people)),
    )


def _author(message: Record, people: Mapping[str, str]) -> str:
    profile = record(message.get("user_profile")) or record(message.get("bot_profile"))
    user = words(message, "user", "bot_id")
    named = people.get(user) or words(profile, "real_name", "display_name", "name") or words(message, "username")
    return named or user


def _marks(message: Record, people: Mapping[str, str]) -> list[Mark]:
    marks: list[Mark] = []
    edited = record(message.get("edited"))
    if edited:
        who = people.get(words(edited, "user"), words(edited, "user"))
        marks.append((EDITED, f"{moment(edited.get('ts'))} by {who}"))
    if message.get("subtype") in _GONE:
        marks.append((DELETED, "its words are not in the export"))
    for one in records(message.get("files")):
        hidden = one.get("mode") in ("tombstone", "hidden_by_limit")
        marks.append((OMITTED if hidden else ATTACHED, words(one, "name", "title", "id")))
    for one in records(message.get("reactions")):
        users = one.get("users")
        named = [people.get(str(user), str(user)) for user in users] if isinstance(users, list) else []
        marks.append(("Reactions", f":{words(one, 'name')}: {', '.join(named)}"))
    shared = [words(one, "fallback", "text") for one in records(message.get("attachments"))]
    marks += [("Shows", plain(one, people)) for one in shared if one]
    return marks


def plain(text: str, people: Mapping[str, str]) -> str:
    """Give a message's words with people by their names and links as they are."""
    if "<" in text:
        text = _PERSON.sub(lambda one: f"@{people.get(one[1], one[1])}", text)
        text = _LINK.sub(lambda one: f"{one[2]} ({one[1]})" if one[2] and one[2] != one[1] else one[1], text)
    for written, meant in _ENTITIES:
        text = text.replace(written, meant)
    return text


def names(users: object) -> list[tuple[str, str]]:
    """Give (id, name) for the people of users.json."""
    return [
        (words(user, "id"), words(record(user.get("profile")), "real_name", "display_name") or words(user, "name"))
        for user in records(users)
    ]


def direct(dms: object, people: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give (folder, names of those in it) for the conversations of dms.json."""
    found = []
    for one in records(dms):
        members = one.get("members")
        named = [people.get(str(user), str(user)) for user in members] if isinstance(members, list) else []
        found.append((words(one, "id"), ", ".join(named)))
    return found
