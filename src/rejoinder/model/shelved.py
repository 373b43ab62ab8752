"""What is kept of documents, and what is shown of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rejoinder.model.documents import Document, Quoted, Zone
from rejoinder.model.findings import Trace
from rejoinder.model.received import Problem, fingerprint_of


class NamedFile(NamedTuple):
    """A place in a document that names an attachment."""

    kind: str
    """scrubbed-link, attachment-list, file-mark or stub."""
    name: str
    start: int
    end: int
    address: str = ""
    """Where a link said the file was kept."""


class Allusion(NamedTuple):
    """A place in a document's own words that speaks of another document, or says that more is held."""

    way: str
    """dated, with this, stock, marked, written, below, meeting or invited."""
    noun: str
    """What it is said to be: letter, email, minutes, report, appendix …"""
    start: int
    end: int
    date: str = ""
    """ISO 8601 as far as it was said; empty when not said or not certain."""
    relative: bool = False
    """The date was reckoned from the document's own."""
    author: str = ""
    """"my" (of the writer), "your" (of who is written to), a name, or empty."""
    recipient: str = ""
    """"me" (the writer), "you" (who is written to), a name, or empty."""
    mark: str = ""
    """What tells it from others of its kind: the C of Appendix C, JB3 of an exhibit."""


class Naming(NamedTuple):
    """A place in a document that names somebody: what they hold, or that they signed, were present, have an address."""

    way: str
    """signed, present, apologies, called or statement."""
    name: str
    """As it stands; empty of a statement, which is of the writer."""
    start: int
    end: int
    address: str = ""
    role: str = ""
    body: str = ""
    telephone: str = ""
    """Its digits."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What one document shows of others, before anything is looked up."""

    own: Sequence[int] = ()
    """Numbers of its own words, in order."""
    quoted: tuple[Quoted, ...] = ()
    quoted_words: tuple[Sequence[int], ...] = ()
    """For each quoted message, the numbers of its words."""
    named_files: tuple[NamedFile, ...] = ()
    allusions: tuple[Allusion, ...] = ()
    namings: tuple[Naming, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelved:
    """One blob as the shelf keeps it: its row in the ledger, its problems, its documents with their traces."""

    path: str
    parent: str
    sha256: str
    size: int
    format: str
    outcome: str
    inside: int
    problems: tuple[Problem, ...]
    documents: tuple[tuple[Document, Traces], ...]
    beneath: tuple[tuple[str, str], ...] = ()
    """Path and whole text of each document with covered words, where the person has them shown; else nothing."""


class LeftIn(NamedTuple):
    """What stands in one file and a sender may not mean to send: personal data, or what pages do not show."""

    kind: str
    value: str
    """What stands there, in the one form in which it is compared."""
    batch: int
    """The number of its batch."""
    path: str
    document: int = 0
    """The number of its document; 0 where none came of the file."""
    places: tuple[tuple[int, int, int], ...] = ()
    """Page (0 without pages), start and end of the first places; none where it is of the file as a whole."""
    times: int = 1

    @property
    def key(self) -> str:
        """What it is known by: the same value is the same in every document; what is of a file is of that file."""
        return left_key(self.kind, self.value)


def left_key(kind: str, value: str) -> str:
    """Give what a value that may be left in is known by."""
    return fingerprint_of("left in", kind, value)


class Holding(NamedTuple):
    """One document as lists show it; dates, names and subjects are empty where not known."""

    number: int
    ref: str
    batch: int
    path: str
    kind: str
    sha256: str
    parent: str
    pages: int
    date: str
    author: str
    address: str
    recipients: str
    subject: str
    message_id: str
    stripped: str
    words: int
    body_start: int
    conversation: str = ""


class Passage(NamedTuple):
    """A run of words that a search found."""

    document: str
    page: int | None
    start: int
    end: int
    """start..end of the first words that match."""
    snippet: str
    score: float
    hits: tuple[tuple[int, int], ...] = ()
    """Every run of characters of the passage that matches."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One document opened: its text or one page of it, its zones, and the traces in it."""

    holding: Holding
    batch: str
    text: str
    start: int
    """Where text begins in the document's whole text."""
    zones: tuple[Zone, ...]
    traces: tuple[tuple[str, Trace], ...]
    """Each trace with the id of the finding it proves."""
    problems: tuple[Problem, ...]
    confidences: tuple[tuple[int, float], ...] = ()
    """Each page that text recognition (OCR) read, with how sure it is of it."""

    @property
    def recognised(self) -> tuple[int, float] | None:
        """How many pages text recognition read and how sure it is of them; None where it read none."""
        sure = [one for _, one in self.confidences]
        return (len(sure), sum(sure) / len(sure)) if sure else None
