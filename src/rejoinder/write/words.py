"""How findings are put in words: plain, never more than the evidence says, in English or the language of the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING

from rejoinder.model import Absent, Finding, Ledger, Trace

if TYPE_CHECKING:
    from rejoinder.find.covered import Redacted

ENGLISH = NullTranslations()
"""The words as they are written here."""
KINDS = {
    "absent-message": ("message", "messages"),
    "absent-attachment": ("attachment", "attachments"),
    "number-gap": ("run of numbers", "runs of numbers"),
    "number-repeat": ("number given twice", "numbers given twice"),
    "absent-counterpart": ("mailbox", "mailboxes"),
    "absent-note": ("meeting without a note", "meetings without a note"),
    "silence": ("silence", "silences"),
    "variant": ("copy that differs", "copies that differ"),
    "bad-redaction": ("bad redaction", "bad redactions"),
    "absent-document": ("document spoken of", "documents spoken of"),
    "redaction": ("redacted document", "redacted documents"),
    "withheld-stock": ("stock said to be held", "stocks said to be held"),
}
NOT_ABSENT = frozenset(("absent-note", "silence", "number-repeat", "variant", "redaction", "bad-redaction", "estimate"))
"""Kinds of finding that do not say of one thing that it is not here."""
TOLD_WHOLE = frozenset(
    ("absent-note", "number-gap", "number-repeat", "absent-counterpart", "silence", "bad-redaction", "estimate")
)
"""Kinds of finding that say in one phrase what was found."""
IDS = frozenset(("answered-id", "thread-index"))
"""Kinds of trace whose words are an id, where the others are words that a person wrote."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_QUOTE_MARKS = re.compile(r"^[ \t]*+(?>(?:>[ \t]?)+)", re.MULTILINE)
_RULES = re.compile(r"^_{8,}+$", re.MULTILINE)
TRACES = {
    "answered-id": "answered in",
    "thread-index": "named in the thread index of",
    "quotation": "quoted in",
    "header-block": "introduced in",
    "attachment-list": "named in",
    "page-stamp": "stamped on",
    "page-count": "counted in",
    "numbered": "numbered in",
    "correspondent": "sent or received in",
    "invitation": "asked to in",
    "last-before": "last before it",
    "first-after": "first after it",
    "mention": "spoken of in",
    "withheld": "said to be held in",
    "bad-redaction": "stands in",
    "redacted": "covered in",
    "only-here": "only in",
    "not-here": "not here, in",
    "worded-so": "so in",
    "covered": "covered in",
    "uncovered": "not covered in",
}


def kind_in_words(kind: str, number: int = 1) -> str:
    """Give a kind of finding as people say it."""
    one, many = KINDS.get(kind, (kind.replace("-", " "), kind.replace("-", " ") + "s"))
    return one if number == 1 else many


def counted_by_kind(kinds: Mapping[str, int], words: NullTranslations = ENGLISH) -> str:
    """Give how many findings of each kind say that something is not here."""
    several = [(kind, number) for kind, number in kinds.items() if kind not in NOT_ABSENT]
    return listed([counted(many, kind_in_words(kind), kind_in_words(kind, 2), words) for kind, many in several], words)


def besides_in_words(kinds: Mapping[str, int], words: NullTranslations = ENGLISH) -> str:
    """Give how many findings say nothing of what is absent, and what they are worth; nothing where there are none."""
    said: list[str] = []
    if many := kinds.get("variant", 0):
        told = words.gettext("{documents} with two copies that differ.")
        said.append(told.format(documents=counted(many, "document", "documents", words)))
    asked = [
        counted(kinds[kind], kind_in_words(kind), kind_in_words(kind, 2), words)
        for kind in ("number-repeat", "absent-note", "silence")
        if kinds.get(kind)
    ]
    if asked:
        told = words.gettext("{silences}: a reason to ask, and no proof.")
        said.append(told.format(silences=listed(asked, words)))
    if many := kinds.get("bad-redaction", 0):
        told = words.gettext("{redactions}: words were covered and can still be read. Do not publish them.")
        said.append(told.format(redactions=counted(many, "bad redaction", "bad redactions", words)))
    return " ".join(said)


def number_in_words(number: int, words: NullTranslations = ENGLISH) -> str:
    """Give a number with its thousands set apart."""
    return f"{number:,}".replace(",", words.pgettext("between thousands", ","))


def counted(number: int, one: str, many: str, words: NullTranslations = ENGLISH) -> str:
    """Give a number with its noun."""
    return f"{number_in_words(number, words)} {words.ngettext(one, many, number)}"


def date_in_words(date: str, words: NullTranslations = ENGLISH) -> str:
    """Give an ISO date with its real precision as people write it: 3 May 2024, 10:02."""
    try:
        if len(date) == 4:
            return date
        if len(date) == 7:
            year, month = date.split("-")
            return f"{words.gettext(MONTHS[int(month) - 1])} {year}" if int(month) and int(year) else date
        moment = datetime.fromisoformat(date)
    except (ValueError, IndexError):
        return date
    first = words.pgettext("first day of a month", "1") if moment.day == 1 else f"{moment.day}"
    day = f"{first} {words.gettext(MONTHS[moment.month - 1])} {moment.year:04}"
    return words.gettext("{day}, {time}").format(day=day, time=f"{moment:%H:%M}") if len(date) > 10 else day


def ledger_in_words(ledger: Ledger, words: NullTranslations = ENGLISH) -> str:
    """Give the ledger's first line: given = read + partial + refused."""
    numbers = (number_in_words(one, words) for one in (ledger.given, ledger.read, ledger.partial, ledger.refused))
    said = words.gettext("{given} given = {read} read + {partial} partly read + {refused} not read")
    told = said.format(**dict(zip(("given", "read", "partial", "refused"), numbers, strict=True)))
    return f"{told} · {counted(ledger.documents, 'document', 'documents', words)}"


def absent_in_words(finding: Finding, words: NullTranslations = ENGLISH) -> str:
    """Give the absent document in one line: what, from whom, to whom, when, about what; and if no batch claims it."""
    said = _in_words(finding, words)
    return words.gettext("{what} (outside the days claimed)").format(what=said) if finding.outside else said


def _in_words(finding: Finding, words: NullTranslations) -> str:
    absent = finding.absent
    described = words.gettext(absent.described_as) if absent.described_as else ""
    if finding.kind in TOLD_WHOLE:
        return sentence(described)
    if finding.kind == "redaction":
        return words.gettext("“{name}”: {described}").format(name=absent.file_name, described=described)
    if finding.kind == "absent-attachment":
        name = absent.file_name or words.gettext("without a name")
        return words.gettext("Attachment “{name}”, {described}").format(name=name, described=described)
    if finding.kind in ("absent-document", "withheld-stock"):
        return _spoken_of(finding, words)
    if finding.kind == "variant":
        return _copies(finding, words)
    if not (absent.author or absent.date or absent.subject or described):
        known = absent.message_id or words.gettext("without a known author or date")
        return f"{words.gettext('Message')} {known}"
    said = " ".join((words.gettext("Message"), *_between(absent, words)))
    parts = [said, *_when_and_what(absent, words, alone=said == words.gettext("Message"))]
    if described and not absent.author:
        parts.append(f", {described}")
    return "".join(parts)


def _copies(finding: Finding, words: NullTranslations) -> str:
    """Give of what document two copies differ."""
    absent = finding.absent
    said = words.gettext("{copies} that differ").format(copies=sentence(words.gettext(absent.described_as)))
    who = [words.gettext("from {name}").format(name=name_in_words(absent.author))] if absent.author else []
    about = [words.gettext("about “{subject}”").format(subject=absent.subject)] if absent.subject else []
    name = [f"“{absent.file_name}”"] if absent.file_name else []
    date = [date_in_words(absent.date, words)] if absent.date else []
    return ", ".join((said, *name, *who, *date, *about))


def _spoken_of(finding: Finding, words: NullTranslations) -> str:
    """Give a document that somebody speaks of, or what somebody says is held."""
    absent = finding.absent
    noun = sentence(words.gettext(absent.described_as))
    if finding.kind == "withheld-stock":
        if not absent.author:
            return words.gettext("{noun}, said to be held").format(noun=noun)
        said = words.gettext("{noun}, said to be held, according to {name}")
        return said.format(noun=noun, name=name_in_words(absent.author))
    between = " ".join((noun, *_between(absent, words)))
    return "".join((between, *_when_and_what(absent, words, alone=between == noun)))


def _between(absent: Absent, words: NullTranslations) -> Sequence[str]:
    """Give from whom and to whom."""
    said = [words.gettext("from {name}").format(name=name_in_words(absent.author))] if absent.author else []
    if absent.recipients:
        said.append(words.gettext("to {names}").format(names=_people(absent, words)))
    return said


def _when_and_what(absent: Absent, words: NullTranslations, *, alone: bool) -> Sequence[str]:
    """Give when and about what, joined to what stands before: closely where that is the bare noun."""
    said: list[str] = []
    if absent.date:
        date = date_in_words(absent.date, words)
        said.append(f" {words.gettext('of {date}').format(date=date)}" if alone else f", {date}")
    if absent.subject:
        about = words.gettext("about “{subject}”").format(subject=absent.subject)
        said.append(f" {about}" if alone and not said else f", {about}")
    return said


def _people(absent: Absent, words: NullTranslations) -> str:
    names = [name_in_words(person) for person in absent.recipients]
    if len(names) > 2:
        rest = counted(len(names) - 2, "other", "others", words)
        return words.gettext("{first} and {last}").format(first=", ".join(names[:2]), last=rest)
    return words.gettext("{first} and {last}").format(first=names[0], last=names[1]) if len(names) == 2 else names[0]


def name_in_words(person: str) -> str:
    """Give the name of a person shown as `Name <address>`; the address where there is no name."""
    return person.partition(" <")[0].strip("\"' ") or person.strip("<> ")


def trace_in_words(trace: Trace) -> str:
    """Give the words of a trace on one line, without the marks and rules that quoting put before them."""
    return " ".join(_RULES.sub("", _QUOTE_MARKS.sub("", trace.span.exact)).split())


def sentence(words: str) -> str:
    """Give words with a capital at the beginning and all else as it stands."""
    return words[:1].upper() + words[1:]


def listed(several: Sequence[str], words: NullTranslations = ENGLISH) -> str:
    """Give several things as people say them: one, another and a third."""
    if len(several) < 2:
        return "".join(several)
    return words.gettext("{first} and {last}").format(first=", ".join(several[:-1]), last=several[-1])


def percent_in_words(share: float) -> str:
    """Give a part as people say it: never 0 % of something, nor all of it where some is left."""
    return f"{min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)} %"


def covered_in_words(one: Redacted) -> str:
    """Give how much of a document is covered, page by page where not all of them have something covered."""
    said = counted(len(one.placed), "place covered", "places covered")
    if not one.holding.pages:
        return f"{said}."
    pages = ", ".join(f"page {page.page} {percent_in_words(page.share)}" for page in one.covered[:20])
    more = f" and {len(one.covered) - 20} more" if len(one.covered) > 20 else ""
    labels = f" Labels: {'; '.join(one.labels[:8])}." if one.labels else ""
    return f"{said}, {percent_in_words(one.share)} of what is written in it: {pages}{more}.{labels}"


def recognised_in_words(pages: int, sure: float) -> str:
    """Give how many pages were read by text recognition, and how sure it is of them."""
    return f"Read by OCR, {min(99, round(100 * sure))} % sure ({counted(pages, 'page', 'pages')})."


def scans_in_words(pages: int, failed: int, waiting: int) -> str:
    """Give what came of reading scans: pages read now, pages that could not be, and pages that have no text yet."""
    said = f"{counted(pages, 'page', 'pages')} read by text recognition (OCR)."
    if failed:
        said += f" {counted(failed, 'page', 'pages')} could not be read."
    return f"{said} {counted(waiting, 'page has', 'pages have')} no text." if waiting else said
