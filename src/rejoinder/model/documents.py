"""What documents say: their text, pages and words, the headers of messages, and what they quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rejoinder.model.received import document_ref

MESSAGES = frozenset(("email", "page-message", "chat", "post"))
"""Kinds of document that are messages: zoned, threaded, quoted and answered."""


class Word(NamedTuple):
    """One word on a page: where it is in the document's text and where on the page (points, from top left)."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


class Redaction(NamedTuple):
    """A place where something is covered (points, from top left), or where words stand that say so."""

    left: float
    top: float
    right: float
    bottom: float
    look: str
    """black, white, grey, coloured, hatched or marker; words where only words say that something was taken out."""
    label: str = ""
    """What it says of itself: “Redacted”, “s.40(2)”; empty where it says nothing."""
    start: int = 0
    end: int = 0
    """start..end of its label in the document's text, or else of the word that stands next to it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A side of a document: its part of the text and a box for every word."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    """How sure text recognition (OCR) is of its words, 0 to 1; None where no word of it came from a picture."""
    redactions: tuple[Redaction, ...] = ()
    """What looks covered on it, as its reader saw it, before labels are looked for."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page as text recognition (OCR) read its picture."""

    engine: str
    """The engine, its version and its languages, as a person would name them."""
    width: float
    height: float
    """Points, as the page is seen."""
    text: str
    words: tuple[Word, ...]
    """Counted from the beginning of text; boxes on the page as it is seen, even where it is turned or askew."""
    sure: tuple[int, ...]
    """For each word, how sure the engine is of it, in per cent."""
    confidence: float
    """How sure it is of the whole, each character counting once; 0 where it found no words."""
    turned: int = 0
    """Degrees clockwise by which the words stand turned: 0, 90, 180 or 270."""
    skew: float = 0.0
    """Degrees clockwise by which their lines are askew beyond that."""
    bars: tuple[tuple[float, float, float, float], ...] = ()
    """Upright bars, such as stand beside quotations: left, top, right and bottom on the page as it is seen."""
    redactions: tuple[Redaction, ...] = ()
    """What looks covered on it."""


class Person(NamedTuple):
    """A name and an address as a header gives them; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a message's headers say; ids are without angle brackets, in the order they stand."""

    message_id: str = ""
    other_ids: tuple[str, ...] = ()
    """Further Message-ID headers, when there are several."""
    answered: tuple[str, ...] = ()
    """Every id in In-Reply-To."""
    references: tuple[str, ...] = ()
    """Every id in References, oldest first."""
    thread_index: bytes = b""
    author: Person = Person("", "")
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    date: str = ""
    """ISO 8601 with its real precision and zone; empty when missing or impossible."""
    subject: str = ""
    attachments: tuple[str, ...] = ()
    """Names of the attachments that are really here, in order ("" when unnamed)."""
    stripped: tuple[str, ...] = ()
    """Names of attachments whose parts are here as stubs only, their content removed."""
    conversation: str = ""
    """What is the same for the messages or posts of one conversation in an app; empty for mail.

    Such messages quote nobody by form: a ">" in them is a person's own sign, so they are not zoned.
    """
    doubtful: tuple[int, ...] = ()
    """Where in the text headers stand that may be of a message of its own, printed below: no proof of an absent one."""

    @property
    def recipients(self) -> tuple[Person, ...]:
        """To, Cc and Bcc together."""
        return self.to + self.cc + self.bcc


@dataclass(frozen=True, slots=True)
class Document:
    """Anything in which information is recorded (CPR 31.4), as one reader understood it."""

    path: str
    kind: str
    """email, pdf, word, sheet, text, html, image, calendar, contact …"""
    text: str
    """All its words. For an email: the headers that identify it as `Name: value` lines, a blank line, the body."""
    body_start: int = 0
    """Where the body begins in text; 0 where there are no headers."""
    title: str = ""
    author: str = ""
    date: str = ""
    pages: tuple[Page, ...] = ()
    message: Message | None = None
    parent: str = ""
    """Path of the document it hangs from."""
    batch: str = ""
    sha256: str = ""

    @property
    def ref(self) -> str:
        """The document's reference, computed from batch and path."""
        return document_ref(self.batch, self.path)


class Zone(NamedTuple):
    """A part of a message's text; zones are in order, whole lines, and cover the text without gaps."""

    kind: str
    """own words, quotation, attribution, header block, forward mark, signature, disclaimer, list footer."""
    start: int
    end: int
    depth: int
    """0 is this message's own; 1 the message it quotes; 2 what that one quotes."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One message as another message quotes it: what the lead says of it, and the runs of its words."""

    depth: int
    runs: tuple[tuple[int, int], ...]
    """start..end of each run of its own words in the quoting text, whole lines, quote marks included."""
    lead: tuple[int, int] | None = None
    """start..end of the attribution or header block that introduces it."""
    author: Person = Person("", "")
    recipients: tuple[Person, ...] = ()
    date: str = ""
    """ISO 8601 with its real precision; empty when not said or not understood."""
    subject: str = ""
    message_id: str = ""
    attachments: tuple[str, ...] = ()
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end of one document's text: the unit in which everything is cited."""

    document: str
    start: int
    end: int
    exact: str
    page: int | None = None
