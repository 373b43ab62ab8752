"""How findings are put in words: plain, and never more than the evidence says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from rejoinder.model import Absent, Finding, Ledger, Trace

KINDS = {
    "absent-message": ("message", "messages"),
    "absent-attachment": ("attachment", "attachments"),
}
IDS = frozenset(("answered-id", "thread-index"))
"""Kinds of trace whose words are an id, where the others are words that a person wrote."""
_QUOTE_MARKS = re.compile(r"^[ \t]*+(?:>[ \t]?)++", re.MULTILINE)
_RULES = re.compile(r"^_{8,}+$", re.MULTILINE)
TRACES = {
    "answered-id": "answered in",
    "thread-index": "named in the thread index of",
    "quotation": "quoted in",
    "header-block": "introduced in",
    "attachment-list": "named in",
}


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
    if not (absent.author or absent.date or absent.subject or absent.described_as):
        return f"{said} {absent.message_id or 'without a known author or date'}"
    if absent.author:
        said += f" from {name_in_words(absent.author)}"
    if absent.recipients:
        said += f" to {_people(absent)}"
    if absent.date:
        said += f"{' of' if said == 'Message' else ','} {date_in_words(absent.date)}"
    if absent.subject:
        said += f"{'' if said == 'Message' else ','} about “{absent.subject}”"
    return f"{said}, {absent.described_as}" if absent.described_as and not absent.author else said


def _people(absent: Absent) -> str:
    names = [name_in_words(person) for person in absent.recipients]
    if len(names) > 2:
        return f"{', '.join(names[:2])} and {counted(len(names) - 2, 'other', 'others')}"
    return " and ".join(names)


def name_in_words(person: str) -> str:
    """Give the name of a person shown as `Name <address>`; the address where there is no name."""
    return person.partition(" <")[0].strip("\"' ") or person.strip("<> ")


def trace_in_words(trace: Trace) -> str:
    """Give the words of a trace on one line, without the marks and rules that quoting put before them."""
    return " ".join(_RULES.sub("", _QUOTE_MARKS.sub("", trace.span.exact)).split())


def sentence(words: str) -> str:
    """Give words with a capital at the beginning and all else as it stands."""
    return words[:1].upper() + words[1:]


def listed(several: Sequence[str]) -> str:
    """Give several things as people say them: one, another and a third."""
    return " and ".join(filter(None, (", ".join(several[:-1]), *several[-1:])))


def recognised_in_words(pages: int, sure: float) -> str:
    """Give how many pages were read by text recognition, and how sure it is of them."""
    return f"Read by OCR, {min(99, round(100 * sure))} % sure ({counted(pages, 'page', 'pages')})."


def scans_in_words(pages: int, failed: int, waiting: int) -> str:
    """Give what came of reading scans: pages read now, pages that could not be, and pages that have no text yet."""
    said = f"{counted(pages, 'page', 'pages')} read by text recognition (OCR)."
    if failed:
        said += f" {counted(failed, 'page', 'pages')} could not be read."
    return f"{said} {counted(waiting, 'page has', 'pages have')} no text." if waiting else said
