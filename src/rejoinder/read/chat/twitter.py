"""The scripts of a Twitter archive: posts, direct messages and what the archive says of itself; others are text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read import plain
from rejoinder.read.charset import decode
from rejoinder.read.chat import tweets
from rejoinder.read.chat.fields import Record, record, records, words
from rejoinder.read.chat.said import Conversation, told
from rejoinder.read.json import value_of

_BEGINNING = re.compile(r"\s*+window\.(?:YTD\.)?(?P<name>[A-Za-z_]\w{0,60})(?:\.part\d{1,4})?\s*+=\s*+")
COUNT = "records of "
_POSTS = ("tweet", "tweets", "note_tweet", "community_tweet")
_DELETED = ("deleted_tweet", "deleted_tweets")
_MESSAGES = ("direct_message", "direct_messages", "direct_message_group", "direct_messages_group")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each post or message as a document, or else the text as it stands."""
    text, _ = decode(bytes(blob.untrusted_bytes))
    name, value, whole = said_by(text)
    if name == "__THAR_CONFIG":
        yield from plain.read(blob)
        yield from _manifest(blob.name, record(value))
        return
    found = _conversations(name, value, blob) if whole else None
    if found is None or (not any(one.said or one.missed for one in found) and value):
        yield from plain.read(blob)
        if not whole:
            what = "It is cut off or damaged: what is in it could not be told apart. Its text was read."
            yield Problem(blob.name, what, "Download the archive again.", "json_corrupt", "partial")
        return
    yield from told(blob, found)
    yield from _compared(blob, value)
    if any(one.author == "the account's owner" for talk in found for one in talk.said):
        what = "Who owns the account is said in account.js beside it, which was not read together with it."
        yield Problem(blob.name, what, "Add the archive as the zip that was downloaded.", "author_elsewhere", "flag")


def _compared(blob: Blob, value: object) -> Iterator[Problem]:
    """Say so where a script holds another number of records than the archive's own list says."""
    own = blob.name.rpartition("/")[2]
    stated = dict(blob.known).get(f"{COUNT}{own}", "")
    held = len(value) if isinstance(value, list) else 0
    if stated.isdigit() and int(stated) != held:
        what = f"The archive's own list says that it holds {int(stated):,} records, and it holds {held:,}."
        yield Problem(blob.name, what, "Download the archive again.", "chat_count", "partial")


def counts(manifest: object) -> list[tuple[str, str]]:
    """Give (COUNT and file name, number) of the records of each file, as manifest.js tells."""
    files = [
        one for kind in record(record(manifest).get("dataTypes")).values() for one in records(record(kind).get("files"))
    ]
    return [(f"{COUNT}{words(one, 'fileName').rpartition('/')[2]}", words(one, "count")) for one in files]


def said_by(text: str) -> tuple[str, object, bool]:
    """Give the name of what a script of an archive holds, its value, and whether all of it could be read."""
    found = _BEGINNING.match(text)
    if not found:
        return "", None, False
    return found["name"], *value_of(text[found.end() :])


def _conversations(name: str, value: object, blob: Blob) -> list[Conversation] | None:
    if name in _POSTS:
        return tweets.posts(value, blob)
    if name in _DELETED:
        return tweets.posts(value, blob, deleted=True)
    if name in _MESSAGES:
        return tweets.messages(value, blob)
    return None


def names(account: object) -> list[tuple[str, str]]:
    """Give (id, name) for the archive's own person, as account.js tells."""
    for one in records(account):
        told = record(one.get("account"))
        name = f"{words(told, 'accountDisplayName')} (@{words(told, 'username')})"
        return [(tweets.OWNER, name), (words(told, "accountId"), name)]
    return []


def _manifest(where: str, told: Record) -> Iterator[Problem]:
    """Give what an archive says that it leaves out."""
    about = record(told.get("archiveInfo"))
    if about.get("isPartialArchive"):
        what = "It says of itself that it is a part of an archive; the rest is in other files."
        yield Problem(where, what, "Download every part and add them together.", "archive_part", "partial")
    kinds = record(told.get("dataTypes"))
    if kinds and not any(_count(kinds, kind) for kind in ("directMessages", "directMessagesGroup")):
        what = "The archive holds no direct messages: the account had none, or they were left out."
        yield Problem(where, what, "If there were any, ask Twitter for the archive again.", "archive_without", "flag")


def _count(kinds: Record, kind: str) -> int:
    counts = (words(one, "count") for one in records(record(kinds.get(kind)).get("files")))
    return sum(int(count) for count in counts if count.isdigit())
