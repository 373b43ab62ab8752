"""A procedure in words and as JSON: what the documents show of each step, who had which part, and what conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.write.contract import span_line
from rejoinder.write.words import ENGLISH, counted, date_in_words, listed

if TYPE_CHECKING:
    from rejoinder.case.procedure import Procedure, Stepped
    from rejoinder.procedure.conflicts import Conflict, Has
    from rejoinder.procedure.packs import Pack
    from rejoinder.procedure.view import Fact

Line = dict[str, Any]
STATUSES = {
    "shown": "Shown",
    "contradicted": "Contradicted",
    "not shown": "Not shown in this disclosure",
    "rule silent": "The rules are silent",
    "confirmed": "A letter says it",
}
"""What the documents show of a step, as people say it."""
CLAIMS = {"confirmed": "Claimed in a letter", "not shown": "Not claimed in these letters"}
"""What letters say of an exemption."""
PARTS = {
    "accused": "accused",
    "complainant": "complained",
    "witness": "named as a witness",
    "wronged": "said to be wronged",
    "complained about": "complained about by you",
    "investigator": "investigated",
    "decider": "decided",
    "appeal decider": "heard the appeal",
    "notetaker": "took the minutes",
}
"""What somebody did, or is said to have done."""
PAPERS = {
    "rules": "The rules",
    "notice": "Notice of allegations",
    "decision": "The decision",
    "minutes": "Minutes of the decision",
}
VERDICTS = {"elided": "elided", "altered": "altered", "not found": "not found"}
REVIEWED = {
    "primary": "its own text was read",
    "secondary": "known from what others say of it",
    "memory": "not checked: ask an adviser before relying on it",
}
"""What was read of a source."""
Say = Callable[[Sequence[str], NullTranslations], str]


def _rules(values: Sequence[str], words: NullTranslations) -> str:
    clauses = counted(int(values[0]), "clause", "clauses", words)
    return words.gettext("They are here, with {clauses}; the copy is of {day}.").format(
        clauses=clauses, day=_day(values[1], words)
    )


def _put(values: Sequence[str], words: NullTranslations) -> str:
    days = listed([_day(one, words) for one in values[2].split("\n")], words)
    said = words.gettext("Of {decided} that were decided, {put} were put in the notice of {days}.")
    return said.format(decided=values[1], put=values[0], days=days)


def _length(values: Sequence[str], words: NullTranslations) -> str:
    number, unit, kind = values
    forms = {"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months")}[unit]
    told = counted(int(number), *forms, words)
    kinds = {"clear": "clear days", "working": "working days", "business": "working days"}
    return words.gettext("The rules give {length}.").format(
        length=f"{number} {words.gettext(kinds[kind])}" if kind in kinds and unit == "day" else told
    )


def _answer(values: Sequence[str], words: NullTranslations) -> str:
    said = words.gettext("The notice of {first} asks for an answer by {last}: {days}, the first not counted.")
    days = counted(int(values[2]), "day", "days", words)
    return said.format(first=_day(values[0], words), last=_day(values[1], words), days=days)


def _appeal_due(values: Sequence[str], words: NullTranslations) -> str:
    said = words.gettext("By the rules it was to be heard by {due}. The last document of this disclosure is of {last}.")
    return said.format(due=_day(values[0], words), last=_day(values[1], words))


def _before(values: Sequence[str], words: NullTranslations) -> str:
    days = counted(int(values[1]), "day before", "days before", words)
    return f"{_day(values[0], words)}, {days}: {' '.join(values[2].split())}"


def _between(values: Sequence[str], words: NullTranslations) -> str:
    said = words.gettext("From {first} to {last}: {days}.")
    days = counted(int(values[2]), "day", "days", words)
    return said.format(first=_day(values[0], words), last=_day(values[1], words), days=days)


def _particulars(values: Sequence[str], words: NullTranslations) -> str:
    said = words.gettext("Of {all} allegations put, {dated} name a day and {quoting} quote words.")
    return said.format(all=values[0], dated=values[1], quoting=values[2])


def _two_parts(values: Sequence[str], words: NullTranslations) -> str:
    parts = listed([words.gettext(PARTS[one]) for one in values[1:]], words)
    return words.gettext("{name}: {parts}.").format(name=values[0], parts=parts)


def _with(english: str, *names: str) -> Say:
    """Give a sentence whose values stand in it as they are."""
    return lambda values, words: words.gettext(english).format(**dict(zip(names, values, strict=False)))


def _dated(english: str, *names: str) -> Say:
    """Give a sentence whose last value is a day."""
    return lambda values, words: words.gettext(english).format(
        **dict(zip(names, (*values[:-1], _day(values[-1], words)), strict=True))
    )


def _day(written: str, words: NullTranslations) -> str:
    return date_in_words(written, words) if written else words.gettext("no known day")


SAYS: dict[str, Say] = {
    "rules": _rules,
    "relies on a rule": _with("The decision relies on a rule, and no rules were recognised in this case."),
    "complaint": _dated("{name} complains here, on {day}.", "name", "day"),
    "complaint spoken of": _with("{name} is said to have complained.", "name"),
    "no notice": _with("No notice of allegations was recognised in this case."),
    "put": _put,
    "never put": _with("No. {label} stands in no notice that is here: “{words}”", "label", "words"),
    "particulars": _particulars,
    "days to answer": _answer,
    "days the rules give": _length,
    "asked to be heard": _with("The member asked to be heard."),
    "not heard": _with("The member was told that there would be no hearing."),
    "present": lambda values, words: words.gettext("Present when it was decided: {names}.").format(
        names=listed(values, words)
    ),
    "part": _two_parts,
    "two parts": _two_parts,
    "may decide": _with("Clause {label} of the rules lets the {body} decide.", "label", "body"),
    "decided by": _with("The {body} decided.", "body"),
    "members asked for": _with("Clause {label} of the rules asks for {number}.", "label", "number"),
    "nothing disclosed supports": _with("No. {label}: nothing disclosed supports it.", "label"),
    "to look at": lambda values, words: counted(
        int(values[0]),
        "allegation has passages that nobody has placed yet.",
        "allegations have passages that nobody has placed yet.",
        words,
    ),
    "quoted": lambda values, words: words.gettext("A quotation of the letter is {verdict}.").format(
        verdict=words.gettext(VERDICTS.get(values[0], values[0]))
    ),
    "reasons": lambda values, words: words.gettext("The decision of {day} gives {reasons}.").format(
        day=_day(values[0], words), reasons=counted(int(values[1]), "reason", "reasons", words)
    ),
    "appeal offered": _with("The decision speaks of an appeal."),
    "appeal denied": _with("The decision says that there is no appeal."),
    "appeal": _dated("The member appealed on {day}.", "day"),
    "appeal due": _appeal_due,
    "outcome of the appeal": _with("It is said how the appeal ended."),
    "complained about": _dated("The member complained about {name} on {day}.", "name", "day"),
    "unanswered": lambda values, words: (
        f"{_day(values[0], words)}: "
        + words.gettext("No answer to it is in this disclosure: “{words}”").format(words=values[1])
    ),
    "letter says": _with("A letter says so."),
    "copy": lambda values, words: words.gettext("{documents} were disclosed.").format(
        documents=counted(int(values[0]), "document", "documents", words)
    ),
    "recipients": lambda values, words: words.gettext("Messages of the disclosure went to {people}.").format(
        people=counted(int(values[0]), "different person or list", "different people or lists", words)
    ),
    "nothing withheld": _with("The letter says that nothing was withheld."),
    "covered": lambda values, words: words.gettext("{places} are covered, on {pages}.").format(
        places=counted(int(values[0]), "place", "places", words), pages=counted(int(values[1]), "page", "pages", words)
    ),
    "whole pages": lambda values, words: counted(
        int(values[0]), "page is covered as a whole.", "pages are covered as a whole.", words
    ),
    "before the notice": _before,
    "minutes": _dated("Minutes of {day} are here.", "day"),
    "days between": _between,
}
"""How each kind of fact is said."""


def statuses_of(kind: str) -> dict[str, str]:
    """Give the statuses of the steps of a kind of pack as people say them."""
    return CLAIMS if kind == "exemptions" else STATUSES


def fact_in_words(fact: Fact, words: NullTranslations = ENGLISH) -> str:
    """Give a fact in one sentence."""
    return SAYS[fact.kind](fact.values, words)


def conflict_in_words(one: Conflict, words: NullTranslations = ENGLISH) -> Iterator[str]:
    """Give a conflict, and where names are not written alike, that they are to be confirmed."""
    yield _two_parts((one.person, *one.parts), words)
    offices = [has for has in one.because if has.office]
    if offices:
        said = words.gettext("An office stands for the name in places: {offices}.")
        yield said.format(offices=listed(list(dict.fromkeys(has.written for has in offices)), words))
    written = [name for name in one.written if name not in {has.written for has in offices}]
    if len(written) > 1:
        said = words.gettext("The name is written in more than one way: {names}. Confirm that it is one person.")
        yield said.format(names=listed([name.partition(" <")[0] for name in written], words))


# JSON


def lines(found: Procedure) -> Iterator[Line]:
    """Give a procedure as JSON lines: its papers, who had which part, conflicts, what was put, and its steps."""
    for chosen in found.papers:
        yield {
            "paper": chosen.kind,
            "document": chosen.paper.ref,
            "path": chosen.paper.holding.path,
            "date": chosen.paper.date or None,
            "standing": "named" if chosen.named else "proposed",
        }
    yield from (part_line(one) for one in found.has)
    yield from (_conflict_line(one) for one in found.conflicts)
    for put in found.put:
        yield {
            "allegation": put.decided.id,
            "label": put.decided.label,
            "put": bool(put.notice),
            "by": put.by or None,
            "in": span_line(put.notice.spans[0]) if put.notice else None,
            "nearest": span_line(put.nearest.spans[0]) if put.nearest else None,
            "because": [span_line(put.decided.spans[0])],
        }
    yield from (step_line(found.pack, one) for one in found.steps)


def part_line(one: Has) -> Line:
    """Give a part that somebody had."""
    return {
        "person": one.person,
        "part": one.part,
        "written": one.written,
        "date": one.date or None,
        "because": [span_line(span) for span in (one.span, one.office) if span and span.document],
    }


def _conflict_line(one: Conflict) -> Line:
    return {
        "conflict": one.person,
        "parts": list(one.parts),
        "written": list(one.written),
        "because": [span_line(has.span) for has in one.because if has.span.document],
    }


def step_line(pack: Pack, one: Stepped) -> Line:
    """Give a step with what the documents show of it."""
    return {
        "step": one.step.id,
        "pack": pack.id,
        "title": one.step.title,
        "issue": one.step.issue,
        "question": one.step.question,
        "status": one.status,
        "standing": "confirmed" if one.confirmed else "proposed",
        "proposed": one.shows.status,
        "because_of": one.confirmed.because if one.confirmed else "",
        "facts": [
            {"kind": fact.kind, "words": fact_in_words(fact), "because": [span_line(span) for span in fact.spans]}
            for fact in one.shows.facts
        ],
        "rules": [span_line(span) for span in one.clauses],
        "evidence": [span_line(span) for span in (one.confirmed.spans if one.confirmed else ())],
        "candidates": [span_line(span) for span in one.passages],
        "sources": [source_line(pack, key) for key in one.step.sources],
    }


def source_line(pack: Pack, key: str) -> Line:
    """Give a source of a step with when and what was read of it."""
    source = pack.sources[key]
    return {"title": source.title, "url": source.url or None, "read": source.read, "status": source.status}
