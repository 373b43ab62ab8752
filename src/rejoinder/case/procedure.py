"""Was the procedure fair: the papers it turns on, who had which part, and of each step what this disclosure shows.

What is worked out is proposed; a person confirms it, or says otherwise, and that is kept in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.allege.decided import Allegation
from rejoinder.case import chronology as told_events
from rejoinder.case.allegations import against
from rejoinder.case.answering import answer_of
from rejoinder.case.awaiting import Correspondence, correspondence
from rejoinder.case.people import everybody
from rejoinder.case.reasons import letters, likely_letters, proposed, taken
from rejoinder.case.receiving import Case
from rejoinder.case.weighing import weighed_of
from rejoinder.errors import UsageError
from rejoinder.find.said_dates import day_of
from rejoinder.model import Holding, Span, fingerprint_of
from rejoinder.procedure.answering import Answered, answer_shows
from rejoinder.procedure.clauses import clauses
from rejoinder.procedure.conflicts import Conflict, Has, conflicts
from rejoinder.procedure.days import deadline
from rejoinder.procedure.decided import KINDS, Confirmed, Decided, Given, Kind, Status, decided
from rejoinder.procedure.names import bare
from rejoinder.procedure.packs import Pack, Step, own_pack, packs
from rejoinder.procedure.papers import (
    appeals_of,
    asked_to_be_heard,
    decides,
    last_day,
    minutes_of,
    outcomes_of,
    paper_of,
    passages,
    refused_to_hear,
    rule_books,
)
from rejoinder.procedure.parts import Matter, Paper, parts_of
from rejoinder.procedure.putting import Put, held_against
from rejoinder.procedure.said_parts import roll
from rejoinder.procedure.steps import FINDS
from rejoinder.procedure.view import Fact, Shows, View, Weighed
from rejoinder.shelf.remembered import remembered

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

PASSAGES = 6
"""Passages shown that may bear on a step."""
NINETY = timedelta(days=90)
"""Before the notice, in which what the subject did is put in a table."""
EVENTS = 60
"""Events of that table that are shown at most."""


_BESIDE = msgspec.json.Decoder(dict[str, tuple[Span, ...]])


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step with what is proposed of it, what a person decided, and passages that may bear on it."""

    step: Step
    shows: Shows
    confirmed: Confirmed | None
    passages: tuple[Span, ...]
    clauses: tuple[Span, ...]
    """Clauses of the organisation's rules that speak of it; they outrank it."""

    @property
    def status(self) -> Status:
        """Give what stands: what a person decided, else what is proposed."""
        return self.confirmed.status if self.confirmed else self.shows.status


class Chosen(NamedTuple):
    """A paper that the procedure turns on, and whether a person named it."""

    kind: Kind
    paper: Paper
    named: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure held against a case."""

    pack: Pack
    papers: tuple[Chosen, ...]
    has: tuple[Has, ...]
    conflicts: tuple[Conflict, ...]
    put: tuple[Put, ...]
    steps: tuple[Stepped, ...]
    given: tuple[tuple[str, Given], ...]
    """Parts about which a person decided, with their ids."""
    letters: tuple[Paper, ...] = ()
    """Of an answer, the letters that were looked at."""

    def of(self, issue: str) -> tuple[Stepped, ...]:
        """Give the steps of one issue."""
        return tuple(one for one in self.steps if one.step.issue == issue)

    def paper(self, kind: Kind) -> tuple[Chosen, ...]:
        """Give the papers of one kind."""
        return tuple(one for one in self.papers if one.kind == kind)

    @property
    def contradicted(self) -> tuple[Stepped, ...]:
        """Give the steps that the documents contradict."""
        return tuple(one for one in self.steps if one.status == "contradicted")


# What is worked out


def packs_of(case: Case) -> dict[str, Pack]:
    """Give the packs of a case by id: those that come with the program, and those that a person added."""
    return _packs(decided(case.journal.acts()))


def _packs(told: Decided) -> dict[str, Pack]:
    return packs() | {name: own_pack(text, name) for name, text in told.packs.items()}


def pack_named(which: str, told: Decided) -> Pack:
    """Give the pack of this id; UsageError where there is none."""
    every = _packs(told)
    if which not in every:
        raise UsageError(f"There is no procedure named {which}.", f"The packs are: {', '.join(every)}.")
    return every[which]


def audit(case: Case, which: str = "assoc_ew", asked: Correspondence | None = None) -> Procedure:
    """Hold a procedure against a case; UsageError where there is no such pack.

    What the subject asked is read from the case where it is not given.
    """
    acts = list(case.journal.acts())
    told = decided(acts)
    pack = pack_named(which, told)
    named = tuple((kind, tuple(refs)) for kind, refs in sorted(told.papers.items()))
    letters_read = fingerprint_of("read", *(repr(act.told) for act in acts if act.kind in ("allegation", "person")))
    with case.shelf() as shelf:
        state = shelf.state()
        found = _found(case, state, named, letters_read)
        view = _view(shelf, found, tuple(_with_given(found.has, told)))
        view = _beside_papers(case, found, view) if pack.kind == "procedure" else view
        beside = _beside(shelf, pack.step)
        answered = None if pack.kind == "procedure" else answer_of(case, shelf, asked or correspondence(case))
        day = max((one.date for one in answered.letters), default="") if answered else ""
        in_force = [
            step for step in pack.step if not (step.applies_from and day and day < step.applies_from.isoformat())
        ]
        steps = tuple(_stepped(view, answered, pack, step, told, beside[step.id]) for step in in_force)
    given = tuple((of, one) for of, one in told.parts.items())
    letters = answered.letters if answered else ()
    return Procedure(pack, found.papers, view.has, view.conflicts, view.put, steps, given, letters)


class _Found(NamedTuple):
    """What is read from documents, the same while the case holds the same and its letters are read alike."""

    papers: tuple[Chosen, ...]
    matter: Matter
    put: tuple[Put, ...]
    has: tuple[Has, ...]
    asked_to_be_heard: tuple[Span, ...]
    refused_to_hear: tuple[Span, ...]
    appeals: tuple[tuple[Paper, Span], ...]
    outcomes: tuple[Span, ...]


@lru_cache(maxsize=32)
def _found(case: Case, _state: str, named: tuple[tuple[Kind, tuple[str, ...]], ...], _letters: str) -> _Found:
    with case.shelf() as shelf:
        papers = tuple(_papers(case, shelf, {kind: refs for kind, refs in named}))
        matter, put = _matter(case, papers)
        return _Found(
            papers,
            matter,
            put,
            tuple(parts_of(shelf, matter)),
            tuple(asked_to_be_heard(shelf, matter)),
            tuple(refused_to_hear(shelf, matter)),
            tuple(appeals_of(shelf, matter)),
            tuple(outcomes_of(shelf, matter)),
        )


def _beside(shelf: Shelf, steps: tuple[Step, ...]) -> dict[str, tuple[Span, ...]]:
    """Give, by step, the passages that may bear on it."""

    def find() -> dict[str, tuple[Span, ...]]:
        return {step.id: tuple(islice(passages(shelf, step), 2 * PASSAGES)) for step in steps}

    return remembered(shelf, "beside steps", repr(steps), _BESIDE, find)


def _papers(case: Case, shelf: Shelf, named: Mapping[Kind, Sequence[str]]) -> Iterator[Chosen]:
    """Give the papers that a person named, and of the kinds that nobody named those that are likely."""
    for kind in KINDS:
        for ref in named.get(kind, ()):
            holding = shelf.find_document(ref)
            if holding:
                yield Chosen(kind, _paper(shelf, holding), True)
    decision = next((one for one in named.get("decision", ())), "")
    if "decision" not in named:
        read = [one for one in letters(case) if one.holding]
        likely = read[-1].holding if read else next((one for one, _ in likely_decisions(case)), None)
        if likely:
            decision = likely.ref
            yield Chosen("decision", _paper(shelf, likely), bool(read))
    if "notice" not in named and decision:
        yield from (Chosen("notice", one, False) for one in _notices(case, shelf, decision))
    if "rules" not in named:
        yield from (Chosen("rules", one, False) for one in rule_books(shelf)[:1])
    if "minutes" not in named and decision:
        holding = shelf.find_document(decision)
        if holding:
            yield from (Chosen("minutes", one, False) for one in minutes_of(shelf, _paper(shelf, holding)))


def likely_decisions(case: Case) -> list[tuple[Holding, int]]:
    """Give what looks like letters of reasons in which some body decides, the last first."""
    with case.shelf() as shelf:
        deciding = [one for one in likely_letters(case) if decides(shelf.text(one[0].number))]
    return sorted(deciding, key=lambda one: one[0].date, reverse=True)


def _paper(shelf: Shelf, holding: Holding) -> Paper:
    return paper_of(shelf, holding, taken(shelf, holding.ref).date)


def _notices(case: Case, shelf: Shelf, decision: str) -> list[Paper]:
    """Give what looks like notices before a decision: what puts several allegations, copies once."""
    last = shelf.find_document(decision)
    if last is None:
        return []
    day = _paper(shelf, last).date
    found = [_paper(shelf, holding) for holding, _ in likely_letters(case) if holding.sha256 != last.sha256]
    return sorted((one for one in found if one.date and one.date < day), key=lambda one: one.date)


def _matter(case: Case, papers: Sequence[Chosen]) -> tuple[Matter, tuple[Put, ...]]:
    """Give what is looked into, and which of what was decided was put before."""
    decision = next((one.paper for one in papers if one.kind == "decision"), None)
    notices = tuple(one.paper for one in papers if one.kind == "notice")
    minutes = tuple(one.paper for one in papers if one.kind == "minutes")
    reasons = _allegations(case, decision) if decision else []
    noticed = [each for one in notices for each in _allegations(case, one)]
    accusing = tuple(span for one in (*noticed, *reasons) for span in one.spans)
    put = tuple(held_against(reasons, noticed, decision.date if decision else ""))
    return Matter(case.subject, decision, notices, minutes, accusing, _known(case)), put


def _known(case: Case) -> dict[str, str]:
    """Give, by each name that one person alone is known to bear, that person's name."""
    borne: dict[str, set[str]] = {}
    for one in everybody(case).people:
        for name in () if one.is_body else {one.name, *one.names}:
            borne.setdefault(bare(name).lower(), set()).add(one.name)
    return {name: next(iter(several)) for name, several in borne.items() if len(several) == 1}


def _allegations(case: Case, paper: Paper) -> list[Allegation]:
    """Give what a letter alleges: as a person confirmed it where it was read, else as it is proposed."""
    mine = [one for one in against(case).allegations if one.letter == paper.ref and one.standing != "withdrawn"]
    with case.shelf() as shelf:
        return mine or proposed(case, taken(shelf, paper.ref))


def _with_given(found: Iterable[Has], told: Decided) -> list[Has]:
    """Give the parts as a person left them: those said to be none taken off, those added put beside."""
    gone = {(one.person, one.part) for one in told.parts.values() if not one.stands}
    kept = [one for one in found if (one.person, one.part) not in gone]
    known = {(one.person, one.part) for one in kept}
    for one in told.parts.values():
        if one.stands and (one.person, one.part) not in known:
            span = one.spans[0] if one.spans else Span("", 0, 0, "")
            kept.append(Has(one.person, one.part, span, "", one.person))
    return kept


def _beside_papers(case: Case, found: _Found, view: View) -> View:
    """Give the view with what the matrix, the chronology and the correspondence tell: no answer is held against it."""
    return replace(
        view,
        weighed=tuple(_weighed(case, found.put)),
        acts=tuple(_ninety_days(case, found.matter)),
        unanswered=tuple(
            Fact("unanswered", (one.holding.date[:10], one.holding.subject), one.spans[:1])
            for one in correspondence(case).unanswered
        ),
    )


def _view(shelf: Shelf, found: _Found, has: tuple[Has, ...]) -> View:
    """Give all that steps are worked out from, as the papers tell it."""
    matter = found.matter
    rules = next((one.paper for one in found.papers if one.kind == "rules"), None)
    return View(
        matter=matter,
        rules=rules,
        clauses=tuple(clauses(rules.text)) if rules else (),
        has=has,
        conflicts=tuple(conflicts(has)),
        put=found.put,
        deadline=next(((one, told) for one in matter.notices if (told := deadline(one.text, one.date))), None),
        weighed=(),
        span_in=lambda paper, start, end: paper.span(shelf, start, end),
        asked_to_be_heard=found.asked_to_be_heard,
        refused_to_hear=found.refused_to_hear,
        appeals=found.appeals,
        outcomes=found.outcomes,
        last=last_day(shelf),
        rolls={
            one.ref: tuple(said.who for what, said in roll(one.text) if what == "present") for one in matter.minutes
        },
    )


def _weighed(case: Case, put: Iterable[Put]) -> Iterator[Weighed]:
    """Give the allegations of the decision as the matrix has them."""
    mine = {one.decided.id for one in put}
    for one in weighed_of(case, mine) if mine else ():
        quoted = tuple((each.verdict, each.span) for each in one.quotations)
        yield Weighed(one.allegation.label, one.state, one.allegation.spans[0], quoted)


def _ninety_days(case: Case, matter: Matter) -> Iterator[Fact]:
    """Give what the subject wrote in the ninety days before the notice, to others than the forum: a table of days."""
    first = matter.notices[0] if matter.notices else matter.decision
    begun = day_of(first.date) if first else None
    if begun is None:
        return
    wanted = told_events.Wanted(
        party="ours", since=(begun - NINETY).isoformat(), until=(begun - timedelta(days=1)).isoformat()
    )
    for one in told_events.chronology(case, wanted, EVENTS).events:
        day = day_of(one.date)
        if day:
            yield Fact(
                "before the notice", (one.date[:10], str((begun - day).days), one.about or one.said), one.cited[:1]
            )


def _stepped(
    view: View, answered: Answered | None, pack: Pack, step: Step, told: Decided, beside: Sequence[Span]
) -> Stepped:
    finds = FINDS.get(step.finds)
    shows = answer_shows(step, answered) if answered else finds(view) if finds else Shows("not shown")
    confirmed = told.steps.get(f"{pack.id} {step.id}")
    cited = [span for fact in shows.facts for span in fact.spans]
    left = tuple(one for one in beside if not any(_overlap(one, span) for span in cited))
    return Stepped(step, shows, confirmed, left[:PASSAGES], view.clause_spans(shows.clauses))


def _overlap(one: Span, other: Span) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


__all__ = ["Chosen", "Procedure", "Stepped", "audit", "likely_decisions", "pack_named", "packs_of"]
