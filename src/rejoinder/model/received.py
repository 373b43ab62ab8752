"""What was received: a batch, its files, and what could not be read of them."""

from __future__ import annotations

import base64
import hashlib
import mmap
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Weight = Literal["flag", "partial", "refused"]
INSIDE = "!/"
"""Between a container's path and its member's: `a/b.zip!/c.eml`, `mail.mbox!/17`, `x.eml!/2/minutes.docx`."""

CHANGED_SINCE = "changed_since"
"""Code of the problem of a file that came again with other bytes, which were not kept."""


def fingerprint_of(*parts: str) -> str:
    """Give a short stable identity computed from words alone (60 bits, 12 letters and digits)."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:8])[:12].decode().lower()


def document_ref(batch: str, path: str) -> str:
    """Give the reference of the document at this path of this batch: occurrence, not content."""
    return fingerprint_of("document", batch, path)


@dataclass(frozen=True, slots=True)
class Batch:
    """One delivery within a disclosure, or (own) a part of the subject's own archive."""

    number: int
    name: str
    folder: str
    sender: str = ""
    date: str = ""
    own: bool = False


class Scope(NamedTuple):
    """What a batch claims to cover, as who sent it said; what is empty was not said."""

    mailboxes: tuple[str, ...] = ()
    """Names or addresses of those whose mailboxes were searched."""
    first: str = ""
    last: str = ""
    """Days (ISO 8601) from and to which it was searched."""
    words: tuple[str, ...] = ()
    """Words that were searched for."""
    letter: str = ""
    """Where that is said: a covering letter, by its reference, its path or in words."""


class Parting(NamedTuple):
    """What a person decided about one place of a file: that a document begins there, or that what is before goes on."""

    path: str
    """Path of the file inside its batch."""
    page: int
    """The number of its page; 1 in a file without pages."""
    words: str
    """The words with which the text at that place begins, single spaces between them; empty: the top of the page."""
    begins: bool
    time: int = 1
    """Which it is of the places on the page that begin with these words, counted from 1."""


class Gap(NamedTuple):
    """A box on a page beneath which no word is: what stands before and after it on its line, and its room."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    """Words without their letters' case."""
    letters: int
    """How many letters of the line the box is wide."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One received file, or one member or attachment of one: bytes nobody has vouched for."""

    name: str
    """Path inside its batch; members after INSIDE."""
    untrusted_bytes: bytes | mmap.mmap
    media_type: str = ""
    """What the container said it is ("application/pdf"); empty when nothing was said."""
    parent: str = ""
    """Path of the document it hangs from (its family); empty for a received file or an archive's member."""
    depth: int = 0
    """How many containers or parents it lies inside."""
    known: tuple[tuple[str, str], ...] = ()
    """Names that a file beside it gives for the ids in it: (id, name)."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """What a person gave to open locked files with, in the order to be tried."""
    partings: tuple[Parting, ...] = ()
    """What a person decided about where documents begin in it, and in the files inside it."""
    covers: tuple[tuple[int, float, float, float, float], ...] = ()
    """Of an earlier version: page, left, top, right and bottom of what a later one blacked out."""
    gaps: tuple[Gap, ...] = ()
    """Of a file inside another: the boxes of that other beneath which no word is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something we could not read, or must point out, with a remedy."""

    where: str
    """Path inside the batch."""
    what: str
    """One plain sentence."""
    remedy: str = ""
    code: str = ""
    """Stable word for the kind of problem: archive_ratio, encrypted, bad_date …"""
    weight: Weight = "partial"
    """flag: all was read, but note this; partial: some was not read; refused: nothing was."""
    spans: tuple[tuple[int, int], ...] = ()
    """start..end of the characters of the document's text of which this is said; empty where it is of the whole."""

    @property
    def is_remark(self) -> bool:
        """Say whether everything of the file was read, and kept, all the same."""
        return self.weight == "flag" and self.code != CHANGED_SINCE


class Ledger(NamedTuple):
    """What became of everything given: given = read + partial + refused."""

    files: int
    """Received files."""
    given: int
    """Received files and everything inside them."""
    read: int
    partial: int
    refused: int
    documents: int
