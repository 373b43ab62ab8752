"""Posts of Twitter (X) and its direct messages, as its archive and its API tell them."""

from __future__ import annotations

import html

from rejoinder.model import Blob
from rejoinder.read.chat.fields import Record, each, iso, record, records, some_have, words
from rejoinder.read.chat.said import ATTACHED, DELETED, Conversation, Mark, Said
from rejoinder.read.dates import iso_date

LINKS = 100
"""Short links of one post that are told by the addresses they stand for."""
OWNER = "owner"
"""The id under which the archive's own person is known."""
_EVENTS = {
    "joinConversation": "joined the conversation",
    "participantsJoin": "people joined the conversation",
    "participantsLeave": "people left the conversation",
    "conversationNameUpdate": "the conversation was named",
}


def conversations(value: object, blob: Blob) -> list[Conversation] | None:
    """Give the posts of a list as the API gives them; None for JSON of another shape."""
    if some_have(value, "id_str", "created_at", "full_text") or some_have(value, "id_str", "created_at", "text"):
        return posts(value, blob)
    return None


def posts(value: object, blob: Blob, *, deleted: bool = False) -> list[Conversation]:
    """Give posts, each within a record of its own or bare, oldest first."""
    said: list[Said] = []
    missed: list[str] = []
    known = dict(blob.known)
    for where, one in each(value, "post"):
        post = record(one.get("tweet")) or record(one.get("noteTweet")) or one
        core = record(post.get("core"))
        when = iso_date(words(post, "created_at")) or iso(post.get("createdAt"))
        if (words(post, "full_text", "text") or words(core, "text")) and when:
            said.append(_post(post, when, known, deleted=deleted))
        else:
            missed.append(where)
    said.sort(key=lambda one: one.when)
    return [Conversation("Twitter", "deleted posts" if deleted else "posts", said, "post", tuple(missed))]


def _post(post: Record, when: str, known: dict[str, str], *, deleted: bool) -> Said:
    user = record(post.get("user"))
    author = (
        f"{words(user, 'name')} (@{words(user, 'screen_name')})" if words(user, "screen_name") else known.get(OWNER, "")
    )
    marks: list[Mark] = []
    if deleted:
        gone = iso_date(words(post, "deleted_at")) or iso(post.get("deleted_at"))
        marks.append((DELETED, f"{gone or 'afterwards'}; its words are here"))
    if words(post, "in_reply_to_screen_name"):
        marks.append(("Answers @", words(post, "in_reply_to_screen_name")))
    media = records(record(post.get("extended_entities")).get("media")) or records(
        record(post.get("entities")).get("media")
    )
    marks += [(ATTACHED, words(one, "media_url_https", "media_url").rpartition("/")[2]) for one in media]
    return Said(
        author=author or "the account's owner",
        when=when,
        words=_words(post),
        key=words(post, "id_str", "id", "noteTweetId"),
        answers=words(post, "in_reply_to_status_id_str", "in_reply_to_status_id"),
        marks=tuple(marks),
    )


def _words(post: Record) -> str:
    """Give a post's words with its short links as the addresses they stand for."""
    text = html.unescape(words(post, "full_text", "text") or words(record(post.get("core")), "text"))
    for link in records(record(post.get("entities")).get("urls"))[:LINKS]:
        short, meant = words(link, "url"), words(link, "expanded_url")
        if short and meant:
            text = text.replace(short, meant)
    return text


def messages(value: object, blob: Blob) -> list[Conversation]:
    """Give the direct messages of an archive, a conversation each, oldest first."""
    found = []
    known = dict(blob.known)
    for number, one in enumerate(records(value), 1):
        talk = record(one.get("dmConversation"))
        said: list[Said] = []
        missed: list[str] = []
        for where, entry in each(talk.get("messages"), "message"):
            told = _message(entry, known)
            if told:
                said.append(told)
            else:
                missed.append(f"{where} of conversation {number:,}")
        said.sort(key=lambda one: one.when)
        ids = words(talk, "conversationId")
        name = " and ".join(known.get(part, part) for part in ids.split("-")) if ids.count("-") == 1 else ids
        found.append(Conversation("Twitter messages", name, said, missed=tuple(missed), key=f"twitter {ids}"))
    return found


def _message(entry: Record, known: dict[str, str]) -> Said | None:
    made = record(entry.get("messageCreate"))
    if made:
        files = made.get("mediaUrls")
        marks = [(ATTACHED, str(one).rpartition("/")[2]) for one in files] if isinstance(files, list) else []
        edits = records(made.get("editHistory"))
        marks += [("Edited", iso(edit.get("createdAtSec")) or "after it was sent") for edit in edits[:1]]
        sender = words(made, "senderId")
        return Said(
            known.get(sender, f"account {sender}"), iso(made.get("createdAt")), words(made, "text"), words(made, "id"),
            marks=tuple(marks),
        )  # fmt: skip
    for kind, happened in _EVENTS.items():
        event = record(entry.get(kind))
        if event:
            who = words(event, "initiatingUserId")
            name = words(event, "name")
            return Said(
                known.get(who, who and f"account {who}"),
                iso(event.get("createdAt")),
                f"[{happened} {name}]".replace(" ]", "]"),
            )
    return None
