"""Zips of Slack and Twitter: each member a blob that knows the names which the files beside it give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rejoinder.model import Blob, Document, Problem
from rejoinder.read import archive
from rejoinder.read.charset import decode
from rejoinder.read.chat import slack, twitter
from rejoinder.read.json import value_of
from rejoinder.read.packed import DamagedError, TooLargeError
from rejoinder.read.zipped import ZipMember, Zipped, member_bytes, zipped

LONGEST = 32 << 20
"""Bytes of a file that names people; larger ones are not looked at."""
_TALKS = ("dms.json", "mpims.json", "groups.json")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give every member as a blob, with the names known, then what must be said of the export."""
    known, left_out = _known(blob)
    for piece in archive.read(blob):
        is_told = isinstance(piece, Blob) and piece.name.endswith((".json", ".js"))
        yield replace(piece, known=known) if is_told and isinstance(piece, Blob) else piece
    if left_out:
        what = "It holds public channels only: private channels and direct messages are not in it."
        remedy = "Ask for an export of all channels and conversations, or say that they are missing."
        yield Problem(blob.name, what, remedy, "export_public_only", "flag")


def _known(blob: Blob) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Give the names that the files of an export give, and whether Slack left conversations out."""
    try:
        zip_ = zipped(blob)
    except DamagedError:
        return (), False
    members = {member.name.rsplit("/", 1)[-1]: member for member in zip_.members if member.name.count("/") <= 2}
    if "users.json" in members:
        people = slack.names(_value(zip_, members["users.json"]))
        talks = [
            one for name in _TALKS if name in members for one in slack.direct(_value(zip_, members[name]), dict(people))
        ]
        return (*people, *talks), not any(name in members for name in _TALKS)
    if "account.js" in members:
        known = twitter.names(twitter.said_by(_text(zip_, members["account.js"]))[1])
        if "manifest.js" in members:
            known += twitter.counts(twitter.said_by(_text(zip_, members["manifest.js"]))[1])
        return tuple(known), False
    return (), False


def _text(zip_: Zipped, member: ZipMember) -> str:
    if member.encrypted or member.size > LONGEST:
        return ""
    try:
        return decode(member_bytes(zip_, member))[0]
    except (DamagedError, TooLargeError, NotImplementedError):
        return ""


def _value(zip_: Zipped, member: ZipMember) -> object:
    return value_of(_text(zip_, member))[0]
