"""What documents show to be absent, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rejoinder.model.documents import Span
from rejoinder.model.received import Problem, fingerprint_of

Grade = Literal["direct", "inferred", "statistical"]
Decision = Literal["accept", "dismiss", "unsure"]
Status = Literal["to check", "cannot tell yet", "accepted", "dismissed", "unsure", "closed"]


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
