"""The stable JSON: one object a line; keys may be added, none removed or renamed without a new major version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rejoinder.model import (
    Absent,
    Batch,
    Finding,
    Holding,
    Judgement,
    Ledger,
    Near,
    Passage,
    Problem,
    Scope,
    Shown,
    Span,
    Trace,
    Weighed,
)

if TYPE_CHECKING:
    from rejoinder.case import Days, Wrote
    from rejoinder.find.covered import Counted, Redacted
    from rejoinder.shelf import Shelf

Line = dict[str, Any]


def ledger_line(ledger: Ledger, batch: str = "") -> Line:
    """Give the ledger: given = read + partial + refused."""
    return {"batch": batch or None, **ledger._asdict()}


def problem_line(batch: str, problem: Problem) -> Line:
    """Give a problem with where it was met."""
    return {"batch": batch, "path": problem.where, **_problem(problem)}


def document_line(
    holding: Holding, batch: str, problems: Iterable[Problem], recognised: tuple[int, float] | None = None
) -> Line:
    """Give one document; `recognised` is how many pages text recognition read, and how sure it is of them."""
    pages, sure = recognised or (0, None)
    return {
        "document": holding.ref,
        "batch": batch,
        "path": holding.path,
        "kind": holding.kind,
        "sha256": holding.sha256,
        "parent": holding.parent or None,
        "pages": holding.pages,
        "date": holding.date or None,
        "author": holding.author or None,
        "recipients": holding.recipients.split("\n") if holding.recipients else [],
        "subject": holding.subject or None,
        "message_id": holding.message_id or None,
        "words": holding.words,
        "conversation": holding.conversation or None,
        "problems": [_problem(problem) for problem in problems],
        "ocr_pages": pages,
        "ocr_confidence": _rounded(sure),
    }


def _rounded(sure: float | None) -> float | None:
    return None if sure is None else round(sure, 4)


def unread_line(path: str, batch: str, format_: str, sha256: str, problems: Iterable[Problem]) -> Line:
    """Give a file from which no document came, in the form of one."""
    empty = document_line(Holding(0, "", 0, path, format_, sha256, **_NOTHING), batch, problems)
    return {**empty, "document": None}


_NOTHING: dict[str, Any] = {
    "parent": "",
    "pages": 0,
    "date": "",
    "author": "",
    "address": "",
    "recipients": "",
    "subject": "",
    "message_id": "",
    "stripped": "",
    "words": 0,
    "body_start": 0,
    "conversation": "",
}


def _problem(problem: Problem) -> Line:
    told = {"what": problem.what, "remedy": problem.remedy, "code": problem.code, "weight": problem.weight}
    return told | ({"spans": problem.spans} if problem.spans else {})


def span_line(span: Span) -> Line:
    """Give a citation: document, page, place and exact words."""
    return {
        "document": span.document,
        "page": span.page,
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
    }


def trace_line(trace: Trace) -> Line:
    """Give one trace."""
    return {**span_line(trace.span), "trace": trace.kind}


_GONE = Finding(id="", kind="", grade="direct", absent=Absent(), because=())


def finding_line(weighed: Weighed) -> Line:
    """Give a finding with its judgement; where the finding has gone, all but the judgement is null."""
    finding, judgement = weighed.finding or _GONE, weighed.judgement
    decided = _judgement_line(judgement) if judgement else None
    absent = finding.absent
    return {
        "finding": weighed.id,
        "kind": finding.kind or None,
        "grade": finding.grade if weighed.finding else None,
        "absent": {
            "message_id": absent.message_id or None,
            "thread_key": absent.thread_key or None,
            "author": absent.author or None,
            "recipients": list(absent.recipients),
            "date": absent.date or None,
            "subject": absent.subject or None,
            "file_name": absent.file_name or None,
            "described_as": absent.described_as or None,
        },
        "text": finding.text or None,
        "text_spans": [{"start": c.start, "end": c.end, "from": span_line(c.source)} for c in finding.text_spans],
        "versions": list(finding.versions),
        "because": [trace_line(trace) for trace in finding.because],
        "checked": list(finding.checked),
        "confidence": finding.confidence if weighed.finding else None,
        "held": list(finding.held),
        "closed_by": finding.closed_by or None,
        "nearest": [_near(near) for near in finding.nearest],
        "status": "to check" if weighed.status == "cannot tell yet" else weighed.status,
        "held_back": [{"path": one.where, **_problem(one)} for one in finding.unless],
        "outside": finding.outside,
        "estimate": finding.estimate._asdict() if finding.estimate else None,
        "judgement": decided,
    }


def _judgement_line(judgement: Judgement) -> Line:
    return {
        "decision": judgement.decision,
        "because": judgement.because,
        "at": judgement.at,
        "together": judgement.together or None,
    }


def _near(near: Near) -> Line:
    return {**near._asdict(), "date": near.date or None, "author": near.author or None}


def passage_line(passage: Passage) -> Line:
    """Give one passage that a search found."""
    return {
        "document": passage.document,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "snippet": passage.snippet,
        "score": round(passage.score, 4),
        "hits": [list(hit) for hit in passage.hits],
    }


def shown_line(shown: Shown) -> Line:
    """Give one document opened: its text, zones and traces."""
    return {
        **document_line(shown.holding, shown.batch, shown.problems, shown.recognised),
        "text": shown.text,
        "start": shown.start,
        "zones": [zone._asdict() for zone in shown.zones],
        "traces": [{**trace_line(trace), "finding": finding} for finding, trace in shown.traces],
        "ocr": [{"page": number, "confidence": _rounded(sure)} for number, sure in shown.confidences],
    }


def around_lines(holding: Holding, around: Sequence[tuple[Holding, str]]) -> Line:
    """Give the messages before and after one in its conversation; nothing for what is of none."""
    if not around:
        return {}
    at = next(place for place, (one, _) in enumerate(around) if one.ref == holding.ref)
    lines = [
        {"document": one.ref, "date": one.date or None, "author": one.author or None, "text": text[one.body_start :]}
        for one, text in around
    ]
    return {"before": lines[:at], "after": lines[at + 1 :]}


def all_lines(shelf: Shelf, batches: Mapping[int, str]) -> Iterator[Line]:
    """Give every document, then every file from which none came, each with its problems."""
    problems: dict[tuple[int, str], list[Problem]] = {}
    for number, problem in shelf.problems():
        problems.setdefault((number, problem.where), []).append(problem)
    recognised = shelf.confidences()
    for holding in shelf.documents():
        said = problems.get((holding.batch, holding.path), ())
        yield document_line(holding, batches[holding.batch], said, recognised.get(holding.number))
    for number, path, format_, sha256 in shelf.unread():
        yield unread_line(path, batches[number], format_, sha256, problems.get((number, path), ()))


def redacted_line(one: Redacted, batch: str) -> Line:
    """Give a document in which something is covered: its places and the share of each page."""
    return {
        "document": one.holding.ref,
        "path": one.holding.path,
        "batch": batch,
        "date": one.holding.date or None,
        "author": one.holding.author or None,
        "share": round(one.share, 4),
        "pages": [{"page": page.page or None, "share": round(page.share, 4)} for page in one.pages],
        "redactions": [
            {
                "page": placed.page or None,
                "box": [round(edge, 1) for edge in placed.redaction[:4]] if placed.page else None,
                "look": placed.redaction.look,
                "label": placed.redaction.label or None,
                "start": placed.redaction.start,
                "end": placed.redaction.end,
            }
            for placed in one.placed
        ],
    }


def redactions_by_line(way: str, one: Counted) -> Line:
    """Give how much is covered of what goes by one sender, month or label."""
    return {
        "by": way,
        "name": one.name or None,
        "documents": one.documents,
        "redactions": one.places,
        "pages": one.pages,
    }


def scope_line(batch: str, scope: Scope) -> Line:
    """Give what one batch claims to cover."""
    return {
        "batch": batch,
        "mailboxes": list(scope.mailboxes),
        "from": scope.first or None,
        "to": scope.last or None,
        "words": list(scope.words),
        "letter": scope.letter or None,
    }


def day_lines(told: Days) -> Iterator[Line]:
    """Give each day of a year that has messages or absent documents, then each silence."""
    for day in sorted({*told.messages, *told.absent}):
        absent = [one.id for one in told.absent.get(day, ())]
        yield {"day": day, "until": day, "messages": told.messages.get(day, 0), "absent": absent, "silence": False}
    for first, last in told.silences:
        span = {"day": first.isoformat(), "until": last.isoformat()}
        yield {**span, "messages": 0, "absent": [], "silence": True}


def pair_lines(told: Wrote) -> Iterator[Line]:
    """Give who wrote to whom, a line for each two; null stands for all who are not named."""
    for (sender, recipient), cell in sorted(told.cells.items()):
        yield {
            "sender": sender or None,
            "recipient": recipient or None,
            "messages": cell.messages,
            "absent": [one.id for one in cell.absent],
        }


def batch_line(batch: Batch, ledger: Ledger) -> Line:
    """Give one batch with its ledger."""
    return {
        **ledger_line(ledger, batch.name),
        "from": batch.sender or None,
        "on": batch.date,
        "own": batch.own,
    }
