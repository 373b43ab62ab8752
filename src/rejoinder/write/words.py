"""How findings are put in words: plain, never more than the evidence says, in English or the language of the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from gettext import NullTranslations

from rejoinder.model import Absent, Finding, Ledger, Trace

ENGLISH = NullTranslations()
"""The words as they are written here."""
KINDS = {
    "absent-message": ("message", "messages"),
    "absent-attachment": ("attachment", "attachments"),
    "number-gap": ("run of numbers", "runs of numbers"),
    "absent-counterpart": ("mailbox", "mailboxes"),
    "silence": ("silence", "silences"),
    "absent-document": ("document spoken of", "documents spoken of"),
    "withheld-stock": ("stock said to be held", "stocks said to be held"),
}
TOLD_WHOLE = frozenset(("number-gap", "absent-counterpart", "silence", "estimate"))
"""Kinds of finding that say in one phrase what is not here."""
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
    "correspondent": "sent or received in",
    "last-before": "last before it",
    "first-after": "first after it",
    "mention": "spoken of in",
    "withheld": "said to be held in",
}


def kind_in_words(kind: str, number: int = 1) -> str:
    """Give a kind of finding as people say it."""
    one, many = KINDS.get(kind, (kind.replace("-", " "), kind.replace("-", " ") + "s"))
    return one if number == 1 else many


def counted_by_kind(kinds: Mapping[str, int], words: NullTranslations = ENGLISH) -> str:
    """Give how many findings of each kind say that something is not here; a silence says so of nothing."""
    several = [(kind, number) for kind, number in kinds.items() if kind not in ("silence", "estimate")]
    return listed([counted(many, kind_in_words(kind), kind_in_words(kind, 2), words) for kind, many in several], words)


def silences_in_words(kinds: Mapping[str, int], words: NullTranslations = ENGLISH) -> str:
    """Give how many silences there are and what they are worth; nothing where there are none."""
    many = kinds.get("silence", 0)
    said = words.gettext("{silences}: a reason to ask, and no proof.")
    return said.format(silences=counted(many, "silence", "silences", words)) if many else ""


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
    """Give the absent document in one line: what, from whom, to whom, when, about what."""
    absent = finding.absent
    described = words.gettext(absent.described_as) if absent.described_as else ""
    if finding.kind in TOLD_WHOLE:
        return sentence(described)
    if finding.kind == "absent-attachment":
        name = absent.file_name or words.gettext("without a name")
        return words.gettext("Attachment “{name}”, {described}").format(name=name, described=described)
    if finding.kind in ("absent-document", "withheld-stock"):
        return _spoken_of(finding, words)
    if not (absent.author or absent.date or absent.subject or described):
        known = absent.message_id or words.gettext("without a known author or date")
        return f"{words.gettext('Message')} {known}"
    said = " ".join((words.gettext("Message"), *_between(absent, words)))
    parts = [said, *_when_and_what(absent, words, alone=said == words.gettext("Message"))]
    if described and not absent.author:
        parts.append(f", {described}")
    return "".join(parts)


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


def recognised_in_words(pages: int, sure: float) -> str:
    """Give how many pages were read by text recognition, and how sure it is of them."""
    return f"Read by OCR, {min(99, round(100 * sure))} % sure ({counted(pages, 'page', 'pages')})."


def scans_in_words(pages: int, failed: int, waiting: int) -> str:
    """Give what came of reading scans: pages read now, pages that could not be, and pages that have no text yet."""
    said = f"{counted(pages, 'page', 'pages')} read by text recognition (OCR)."
    if failed:
        said += f" {counted(failed, 'page', 'pages')} could not be read."
    return f"{said} {counted(waiting, 'page has', 'pages have')} no text." if waiting else said
