"""How findings are put in words: plain, and never more than the evidence says."""

from __future__ import annotations

from datetime import datetime

from rejoinder.model import Absent, Finding, Ledger, Trace

KINDS = {
    "absent-message": ("message", "messages"),
    "absent-attachment": ("attachment", "attachments"),
}
TRACES = {
    "answered-id": "answered in",
    "thread-index": "named in the thread index of",
    "quotation": "quoted in",
    "header-block": "introduced in",
    "attachment-list": "named in",
}
GRADES = {"direct": "direct", "inferred": "inferred", "statistical": "statistical"}


def kind_in_words(kind: str, number: int = 1) -> str:
    """Give a kind of finding as people say it."""
    one, many = KINDS.get(kind, (kind.replace("-", " "), kind.replace("-", " ") + "s"))
    return one if number == 1 else many


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def date_in_words(date: str) -> str:
    """Give an ISO date with its real precision as people write it: 3 May 2024, 10:02."""
    try:
        if len(date) == 4:
            return date
        if len(date) == 7:
            return datetime.strptime(date, "%Y-%m").strftime("%B %Y")  # noqa: DTZ007 a month has no zone
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if len(date) > 10 else day


def ledger_in_words(ledger: Ledger) -> str:
    """Give the ledger's first line: given = read + partial + refused."""
    return (
        f"{ledger.given:,} given = {ledger.read:,} read + {ledger.partial:,} partly read + {ledger.refused:,} not read"
        f" · {counted(ledger.documents, 'document', 'documents')}"
    )


def absent_in_words(finding: Finding) -> str:
    """Give the absent document in one line: what, from whom, to whom, when, about what."""
    absent = finding.absent
    if finding.kind == "absent-attachment":
        return f"Attachment “{absent.file_name or 'without a name'}”, {absent.described_as}"
    said = "Message"
    if not (absent.author or absent.date or absent.subject):
        return f"{said} {absent.message_id or 'without a known author or date'}"
    if absent.author:
        said += f" from {absent.author}"
    if absent.recipients:
        said += f" to {_people(absent)}"
    if absent.date:
        said += f", {date_in_words(absent.date)}"
    if absent.subject:
        said += f", about “{absent.subject}”"
    return said


def _people(absent: Absent) -> str:
    first = ", ".join(absent.recipients[:2])
    more = len(absent.recipients) - 2
    return f"{first} and {counted(more, 'other', 'others')}" if more > 0 else first


def trace_in_words(trace: Trace) -> str:
    """Give the words of a trace on one line."""
    return " ".join(trace.span.exact.split())
