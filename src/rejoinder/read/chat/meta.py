"""What Facebook and Instagram give for download as JSON: messages, posts and comments, their letters mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, has, iso, moment, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, Conversation, Mark, Said

Make = Callable[[object], Said | None]
OWNER = "the account's owner"
_PART = re.compile(r"message_\d{1,5}\.json")
"""Names of files that hold a part of one conversation."""
_FILES = ("photos", "videos", "audio_files", "files", "gifs", "media")


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give the conversations or posts of a download; None for JSON of another shape."""
    messages = value.get("messages") if isinstance(value, dict) else None
    if some_have(messages, "sender_name", "timestamp_ms"):
        return [_talk(record(value), blob)]
    if some_have(messages, "senderName", "timestamp"):
        return [_encrypted_talk(record(value), blob)]
    if some_have(value, "participants", "conversation"):
        return [_old_talk(one) for one in records(value)]
    return _posts(value, blob)


def mended(text: str) -> str:
    """Give text whose UTF-8 was written out as if each byte were a letter, as it was meant; other text as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _app(blob: Blob) -> str:
    return (
        "Instagram"
        if "instagram" in blob.name.lower()
        else "Facebook"
        if "facebook" in blob.name.lower()
        else "Facebook or Instagram"
    )


def _talk(value: Record, blob: Blob) -> Conversation:
    said: list[Said] = []
    missed: list[str] = []
    for where, message in each(value.get("messages"), "message"):
        when = moment(message.get("timestamp_ms"), 1000)
        if has(message, "sender_name") and when:
            said.append(
                Said(mended(words(message, "sender_name")), when, _words(message), marks=tuple(_marks(message)))
            )
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    name = mended(words(value, "title")) or _people(value)
    folder = blob.name.rpartition("/")[0]
    path = words(value, "thread_path")
    is_part = bool(_PART.fullmatch(blob.name.rpartition("/")[2]))
    key = f"meta {path or folder}" if path or folder or is_part else ""
    return Conversation(_app(blob), name, said, missed=tuple(missed), key=key)


def _people(value: Record) -> str:
    told = value.get("participants")
    named = (
        [words(one, "name") if isinstance(one, dict) else str(one) for one in told] if isinstance(told, list) else []
    )
    return mended(", ".join(named))


def _words(message: Record) -> str:
    share = record(message.get("share"))
    parts = [words(message, "content"), words(share, "share_text"), words(share, "link")]
    kept = dict.fromkeys(part for part in parts if part)
    return mended("\n".join(part for part in kept if not any(part != other and part in other for other in kept)))


def _marks(message: Record) -> list[Mark]:
    marks: list[Mark] = []
    for field in _FILES:
        files = records(message.get(field))
        marks += [(ATTACHED, words(one, "uri", "path").rpartition("/")[2] or words(one, "name")) for one in files]
    if has(message, "sticker"):
        marks.append((ATTACHED, words(record(message["sticker"]), "uri").rpartition("/")[2]))
    if message.get("is_unsent") or message.get("isUnsent"):
        marks.append((DELETED, "its author took it back; its words are not in the download"))
    for one in records(message.get("reactions")):
        marks += [("Reactions", mended(f"{words(one, 'reaction')} {words(one, 'actor')}"))]
    if message.get("call_duration") is not None:
        marks.append(("Call", f"{words(message, 'call_duration')} seconds"))
    return marks


def _encrypted_talk(value: Record, blob: Blob) -> Conversation:
    """Give a conversation as Messenger gives those that are encrypted from end to end."""
    said: list[Said] = []
    missed: list[str] = []
    for where, message in each(value.get("messages"), "message"):
        when = moment(message.get("timestamp"), 1000)
        if when and has(message, "senderName"):
            said.append(Said(words(message, "senderName"), when, words(message, "text"), marks=tuple(_marks(message))))
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    name = words(value, "threadName") or _people(value)
    return Conversation(_app(blob), name, said, missed=tuple(missed))


def _old_talk(value: Record) -> Conversation:
    """Give a conversation of Instagram's messages.json as it was until 2020."""
    said: list[Said] = []
    missed: list[str] = []
    for where, message in each(value.get("conversation"), "message"):
        when = iso(message.get("created_at"))
        if when and has(message, "sender"):
            said.append(Said(words(message, "sender"), when, words(message, "text"), marks=tuple(_old_marks(message))))
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    return Conversation("Instagram", _people(value), said, missed=tuple(missed), key=f"meta {_people(value)}")


def _old_marks(message: Record) -> Iterable[Mark]:
    for field, name in (
        ("story_share", "Story"),
        ("media_share_caption", "Shared post"),
        ("media_owner", "Shared from"),
        ("video_call_action", "Call"),
        ("action", "Event"),
        ("heart", "Sent"),
    ):
        if words(message, field):
            yield name, words(message, field)
    for field in ("media", "media_url", "media_share_url", "animated_media_images"):
        if message.get(field):
            yield ATTACHED, words(message, field).rpartition("/")[2] or field.replace("_", " ")
    for one in records(message.get("likes")):
        yield "Liked by", words(one, "username")


def _posts(value: object, blob: Blob) -> list[Conversation] | None:
    """Give posts and comments; None where the value is of no shape known."""
    rows, make, name = _rows(value)
    if make is None:
        return None
    said: list[Said] = []
    missed: list[str] = []
    for number, one in enumerate(rows if isinstance(rows, list) else (), 1):
        told, where = make(one), f"{name} {number:,}"
        if told:
            said.append(told)
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    return [Conversation(_app(blob), f"{name}s", said, "post", tuple(missed))]


def _rows(value: object) -> tuple[object, Make | None, str]:
    """Give the list of posts or comments in a value, what makes one of them, and what they are called."""
    found = record(value)
    for name, make in _COMMENTS:
        if isinstance(found.get(name), list):
            return found[name], make, "comment"
    if all(isinstance(rows, list) for rows in found.values()):
        old = [one for rows in found.values() for one in rows]
        if some_have(old, "taken_at", "path"):
            return old, _old_media, "post"
    listed = next((found[name] for name in _LISTS if isinstance(found.get(name), list)), value)
    for names, make, name in _MADE:
        if some_have(listed, *names):
            return listed, make, name
    return value, None, ""


_LISTS = ("status_updates_v2", "group_posts_v2", "ig_stories", "ig_reels_media", "ig_archived_post_media")


def _post(value: object) -> Said | None:
    one = record(value)
    when = moment(one.get("timestamp"))
    if not when:
        return None
    parts = [words(part, "post") or words(part, "backdated_post") for part in records(one.get("data"))]
    parts += [words(record(part.get("comment")), "comment") for part in records(one.get("data"))]
    marks: list[Mark] = [("Title", mended(words(one, "title")))]
    for hung in records(one.get("attachments")):
        for part in records(hung.get("data")):
            media, link = record(part.get("media")), record(part.get("external_context"))
            parts += [words(media, "description"), words(link, "name", "url")]
            if words(media, "uri"):
                marks.append((ATTACHED, words(media, "uri").rpartition("/")[2]))
    parts = parts if any(parts) or len(marks) > 1 else [_as_it_stands(one.get("data"))]
    text = mended("\n".join(dict.fromkeys(part for part in parts if part)))
    return Said(OWNER, when, text, marks=tuple(marks))


def _as_it_stands(told: object) -> str:
    """Give a part that says neither words nor files as it is written, so that it can be found."""
    return msgspec.json.encode(told).decode() if told else ""


def _comment(value: object) -> Said | None:
    one = record(value)
    for part in records(one.get("data")):
        told = record(part.get("comment"))
        when = moment(told.get("timestamp") or one.get("timestamp"))
        if when and told:
            marks = (("Title", mended(words(one, "title"))), ("Group", mended(words(told, "group"))))
            return Said(mended(words(told, "author")) or OWNER, when, mended(words(told, "comment")), marks=marks)
    when = moment(one.get("timestamp"))
    return Said(OWNER, when, "", marks=(("Title", mended(words(one, "title"))),)) if when else None


def _instagram_comment(value: object) -> Said | None:
    one = record(value)
    told = record(one.get("string_map_data"))
    when = moment(
        next((record(part).get("timestamp") for part in told.values() if record(part).get("timestamp")), None)
    )
    values = {mended(name): mended(words(record(part), "value")) for name, part in told.items()}
    listed = [mended(words(part, "value")) for part in records(one.get("media_list_data"))]
    text = values.pop("Comment", "") or next((part for part in values.values() if part), "")
    marks: list[Mark] = [(name, part) for name, part in values.items() if part and part != text]
    marks += [(ATTACHED, part) for part in listed if part]
    return Said(OWNER, when, text, marks=tuple(marks)) if when else None


def _instagram_post(value: object) -> Said | None:
    one = record(value)
    media = records(one.get("media")) or [one]
    when = moment(one.get("creation_timestamp") or media[0].get("creation_timestamp"))
    captions = dict.fromkeys(
        mended(part) for part in (words(one, "title"), *(words(part, "title") for part in media)) if part
    )
    marks = tuple((ATTACHED, words(part, "uri").rpartition("/")[2]) for part in media if words(part, "uri"))
    return Said(OWNER, when, "\n".join(captions), marks=marks) if when else None


def _old_media(value: object) -> Said | None:
    """Give a post as Instagram gave it until 2020."""
    one = record(value)
    when = iso(one.get("taken_at"))
    marks = ((ATTACHED, words(one, "path").rpartition("/")[2]), ("Place", words(one, "location")))
    return Said(OWNER, when, words(one, "caption"), marks=marks) if when else None


def _old_comment(value: object) -> Said | None:
    """Give a comment as Instagram gave it until 2020: when, its words, whose post it is under."""
    told = [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
    when = iso(told[0]) if len(told) == 3 else ""
    return Said(OWNER, when, told[1], marks=(("Under a post of", told[2]),)) if when else None


_COMMENTS: tuple[tuple[str, Make], ...] = (
    ("comments_v2", _comment),
    ("group_comments_v2", _comment),
    ("comments_media_comments", _instagram_comment),
    ("comments_reels_comments", _instagram_comment),
    ("media_comments", _old_comment),
)
_MADE: tuple[tuple[tuple[str, ...], Make, str], ...] = (
    (("string_map_data", "media_list_data"), _instagram_comment, "comment"),
    (("timestamp", "data"), _post, "post"),
    (("timestamp", "attachments"), _post, "post"),
    (("media",), _instagram_post, "post"),
    (("creation_timestamp", "uri"), _instagram_post, "post"),
)
"""Fields of posts and comments, what makes one of them, and what they are called."""
TOLD = (*_LISTS, *(name for name, _ in _COMMENTS), "photos", "videos", "stories", "profile", "direct")
"""Names under which a download has the lists that posts and comments are told from."""
