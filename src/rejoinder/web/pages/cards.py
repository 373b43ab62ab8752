"""A finding as a card: what is absent, what shows it, what was checked, and what a person decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations
from typing import NamedTuple

from rejoinder.case import Case
from rejoinder.find.covered import written
from rejoinder.find.redacted import KIND as REDACTION
from rejoinder.model import Finding, Near, Problem, Weighed
from rejoinder.shelf import Shelf
from rejoinder.web.pages.advice import ADVICE, MISSING_REASON, REASONS
from rejoinder.web.pages.redactions import Bar, bars_of
from rejoinder.write.proofs import Rebuilt, Witnesses, proofs_of, rebuilt, witnesses
from rejoinder.write.words import ENGLISH, absent_in_words, date_in_words, kind_in_words, sentence, trace_in_words

VARIANT = "variant"
GRADES = {"direct": "direct evidence", "inferred": "inferred", "statistical": "statistical"}


class Place(NamedTuple):
    """A document by its reference and its path."""

    ref: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding as the screen shows it."""

    id: str
    status: str
    what: str
    kind: str = ""
    grade: str = ""
    known: tuple[tuple[str, str], ...] = ()
    witnesses: tuple[Witnesses, ...] = ()
    held: tuple[Place, ...] = ()
    closed_by: Place | None = None
    rebuilt: Rebuilt | None = None
    """The reconstruction of its words, where there is one."""
    versions: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    advice: tuple[str, ...] = ()
    """What to do about it, where that is not plain."""
    reason: tuple[str, str] = MISSING_REASON
    """What is asked of a person who dismisses it, and examples."""
    unless: tuple[Problem, ...] = ()
    """What could not be read and may explain it."""
    judged: bool = False
    because: str = ""
    copies: tuple[str, ...] = ()
    """References of the two copies, where it is of copies that differ."""
    strip: tuple[Bar, ...] = ()
    """A bar for each page of a redacted document."""
    together: str = ""
    """Id of the act that decided about it with others; empty where it was decided about by itself."""
    gone: bool = False
    """True where the finding is no longer made and only its judgement stays."""


def cards_of(case: Case, weighed: Sequence[Weighed], words: NullTranslations = ENGLISH) -> tuple[Card, ...]:
    """Give findings as cards, with the paths of the documents they cite."""
    findings = [one.finding for one in weighed if one.finding]
    refs = {trace.span.document for finding in findings for trace in finding.because}
    refs |= {ref for finding in findings for ref in (*finding.held, finding.closed_by) if ref}
    refs |= {cited.source.document for finding in findings for cited in finding.text_spans}
    with case.shelf() as shelf:
        paths = dict(shelf.paths(refs))
        strips = {one.id: _strip(shelf, one.finding) for one in weighed}
    return tuple(replace(card_of(one, paths, words), strip=strips[one.id]) for one in weighed)


def _strip(shelf: Shelf, finding: Finding | None) -> tuple[Bar, ...]:
    """Give the bars of the pages of a redacted document; none for any other finding."""
    if finding is None or finding.kind != REDACTION:
        return ()
    holding = shelf.find_document(finding.because[0].span.document)
    return bars_of(written(shelf, holding.number)) if holding else ()


def card_of(weighed: Weighed, paths: Mapping[str, str], words: NullTranslations = ENGLISH) -> Card:
    """Give one finding as a card; paths are those of the documents it cites, by reference."""
    judgement, finding = weighed.judgement, weighed.finding
    judged, because = judgement is not None, judgement.because if judgement else ""
    together = judgement.together if judgement else ""
    if finding is None:
        what = "A finding that was judged and is no longer made"
        return Card(weighed.id, weighed.status, what, judged=judged, because=because, together=together, gone=True)
    return Card(
        id=finding.id,
        status=weighed.status,
        what=absent_in_words(finding, words),
        kind=sentence(kind_in_words(finding.kind)),
        grade=GRADES.get(finding.grade, finding.grade),
        known=_known(finding, words),
        witnesses=witnesses(proofs_of(finding, paths)),
        held=tuple(Place(ref, paths.get(ref, ref)) for ref in finding.held),
        closed_by=Place(finding.closed_by, paths.get(finding.closed_by, "")) if finding.closed_by else None,
        rebuilt=rebuilt(finding, paths) if finding.text else None,
        versions=finding.versions,
        checked=finding.checked,
        nearest=finding.nearest,
        advice=ADVICE.get(finding.kind, ()),
        reason=REASONS.get(finding.kind, MISSING_REASON),
        unless=finding.unless,
        judged=judged,
        because=because,
        copies=copies_of(finding),
        together=together,
    )


def copies_of(finding: Finding) -> tuple[str, ...]:
    """Give the references of the two copies whose difference a finding tells; none where it tells of something else."""
    return tuple(dict.fromkeys(trace.span.document for trace in finding.because)) if finding.kind == VARIANT else ()


def _known(finding: Finding, words: NullTranslations) -> tuple[tuple[str, str], ...]:
    absent = finding.absent
    is_cited = any(trace_in_words(trace) == absent.message_id for trace in finding.because)
    told = (
        ("From", absent.author),
        ("To", "; ".join(absent.recipients)),
        ("Date", date_in_words(absent.date, words)),
        ("Subject", absent.subject),
        ("File name", absent.file_name),
        ("Message id", "" if is_cited else absent.message_id),
    )
    return tuple((label, value) for label, value in told if value)
