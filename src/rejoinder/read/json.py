"""JSON: the messages or posts in it where it has the shape of an app's export, else its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from rejoinder.model import Blob, Document, Problem
from rejoinder.read import plain
from rejoinder.read.charset import decode
from rejoinder.read.chat import google, meta, signal, slack, teams, telegram, tweets
from rejoinder.read.chat.said import Conversation, told
from rejoinder.read.sniff import declared_charset, extension_of

Shape = Callable[[object, Blob], list[Conversation] | None]
SHAPES: tuple[Shape, ...] = (
    telegram.conversations,
    slack.conversations,
    meta.conversations,
    teams.conversations,
    google.conversations,
    signal.conversations,
    tweets.conversations,
)
"""Each gives what it finds in a value of its shape, and None for a value of another."""
TOLD = frozenset(("messages", "chats", "left_chats", "conversations", "value", *meta.TOLD))
"""Parts of an export that its messages and posts are told from."""


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each message or post as a document, or else the text as it stands."""
    text, _ = decode(bytes(blob.untrusted_bytes), declared_charset(blob))
    value, whole = value_of(text)
    shaped = (shape(value, blob) for shape in SHAPES) if whole else ()
    found = next((one for one in shaped if one is not None), None)
    if found and _is_told(found):
        yield from told(blob, found)
        rest = _rest(value)
        if rest:
            yield Document(blob.name, "text", rest)
        return
    yield from plain.read(blob)
    if not whole and extension_of(blob.name) == "json":
        what = "It is named .json and is cut off or damaged: messages in it could not be told apart. Its text was read."
        yield Problem(blob.name, what, "Ask for it again, or export it again.", "json_corrupt", "partial")


def _rest(value: object) -> str:
    """Give what an export holds beside its messages, such as who takes part, as JSON; empty where that is nothing."""
    kept = {name: part for name, part in value.items() if name not in TOLD} if isinstance(value, dict) else {}
    if not any(isinstance(part, (dict, list)) and part for part in kept.values()):
        return ""
    return meta.mended(msgspec.json.format(msgspec.json.encode(kept), indent=1).decode()) + "\n"


def _is_told(found: Sequence[Conversation]) -> bool:
    """Say whether most records were understood: where they were not, the shape was another one's."""
    said = sum(len(conversation.said) for conversation in found)
    return said > 0 and said >= sum(len(conversation.missed) for conversation in found)


def value_of(text: str) -> tuple[object, bool]:
    """Give what JSON says, or a list of what its lines say, and whether all of it could be read."""
    try:
        return msgspec.json.decode(text.strip("\ufeff \t\r\n").encode("utf-8", "replace")), True
    except (msgspec.DecodeError, RecursionError):
        pass
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines[1:]:
        return None, False
    try:
        return [msgspec.json.decode(line.encode("utf-8", "replace")) for line in lines], True
    except (msgspec.DecodeError, RecursionError):
        return None, False
