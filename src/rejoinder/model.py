"""The nouns: what was received, what it says, what it shows to be absent, and what people decided."""

from __future__ import annotations

import base64
import hashlib
import mmap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Weight = Literal["flag", "partial", "refused"]
Grade = Literal["direct", "inferred", "statistical"]
Decision = Literal["accept", "dismiss", "unsure"]
Status = Literal["to check", "cannot tell yet", "accepted", "dismissed", "unsure", "closed"]

MESSAGES = frozenset(("email", "page-message", "chat", "post"))
"""Kinds of document that are messages: zoned, threaded, quoted and answered."""

INSIDE = "!/"
"""Between a container's path and its member's: `a/b.zip!/c.eml`, `mail.mbox!/17`, `x.eml!/2/minutes.docx`."""


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


CHANGED_SINCE = "changed_since"
"""Code of the problem of a file that came again with other bytes, which were not kept."""


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


@dataclass(frozen=True, slots=True)
class Trace:
    """A span of a disclosed document that shows another document exists."""

    kind: str
    """answered-id, thread-index, quotation, header-block, attachment-list …"""
    span: Span

    @property
    def id(self) -> str:
        """The trace's identity, computed from its evidence."""
        return fingerprint_of("trace", self.kind, self.span.document, str(self.span.start), self.span.exact)


@dataclass(frozen=True, slots=True)
class Absent:
    """What is known of a document that is not in the disclosure; empty where nothing is known."""

    message_id: str = ""
    thread_key: str = ""
    author: str = ""
    recipients: tuple[str, ...] = ()
    date: str = ""
    subject: str = ""
    file_name: str = ""
    described_as: str = ""


class Cited(NamedTuple):
    """A run of a reconstruction and the words of a witness it was taken from."""

    start: int
    end: int
    source: Span


class Near(NamedTuple):
    """A document that is here and comes nearest to an absent one, by day, people, kind or title."""

    document: str
    """Its reference."""
    path: str
    kind: str
    date: str = ""
    author: str = ""


class Estimate(NamedTuple):
    """How many messages are absent: proved ones at least, and where that can be reckoned, about how many in all."""

    at_least: int
    about: int = 0
    low: int = 0
    high: int = 0
    because: str = ""
    """Why there is no number beyond those proved; empty where there is one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of holding the disclosure against a criterion: never more than its evidence says."""

    id: str
    kind: str
    grade: Grade
    absent: Absent
    because: tuple[Trace, ...]
    checked: tuple[str, ...] = ()
    confidence: float = 1.0
    text: str = ""
    """The reconstruction; gaps are marked with a line holding only […]."""
    text_spans: tuple[Cited, ...] = ()
    versions: tuple[str, ...] = ()
    """Where witnesses disagree on the words, each reading as it stands."""
    held: tuple[str, ...] = ()
    """References of documents of the subject's own archive that are the absent one."""
    closed_by: str = ""
    """Reference of the document of a later batch that is the absent one; empty while it is absent."""
    nearest: tuple[Near, ...] = ()
    """Documents that are here and were looked at first: which may be the absent one, a person may see better."""
    unless: tuple[Problem, ...] = ()
    """What could not be read and may be, or hold, the absent document: until it is read, nobody can tell."""
    outside: bool = False
    """It is of a day that no batch claims to cover."""
    estimate: Estimate | None = None
    """How many are absent, where the finding tells that and of no one document."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a finding."""

    finding: str
    decision: Decision
    because: str = ""
    at: str = ""
    evidence: tuple[str, ...] = field(default=())
    """Ids of the finding's traces when it was judged: what joins it again when the finding's id has changed."""
    together: str = ""
    """Id of the act that decided it with others at once; empty where it was decided by itself."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with what a person decided about it; the finding is None where it has gone and the judgement stays."""

    finding: Finding | None
    judgement: Judgement | None
    status: Status

    @property
    def id(self) -> str:
        """The finding's identity."""
        return self.finding.id if self.finding else self.judgement.finding if self.judgement else ""


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
