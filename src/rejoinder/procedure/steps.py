"""What the documents show of each step, as far as it can be worked out: a proposal, which a person confirms or changes.

Nothing here says that a procedure was fair or unfair. "Contradicted" is proposed only where one document says what is
to be done and another what was; a step of which nothing is here is "not shown", and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from rejoinder.find.said_dates import day_of
from rejoinder.model import Span
from rejoinder.procedure.clauses import BODIES, about, gives_power, lengths, number_of
from rejoinder.procedure.conflicts import Conflict, with_part
from rejoinder.procedure.days import counted, is_enough
from rejoinder.procedure.decided import Status
from rejoinder.procedure.parts import Paper
from rejoinder.procedure.said_parts import Part
from rejoinder.procedure.view import Fact, Shows, View, sentence_at

CITED = 6
"""Places of one fact that are shown."""


def _rules(view: View) -> Shows:
    if view.rules is None:
        relied = view.cite(view.matter.decision, r"\brule\s\d+") if view.matter.decision else ()
        return Shows("not shown", (Fact("relies on a rule", (), relied),) if relied else ())
    first = view.clauses[0].start if view.clauses else min(len(view.rules.text), 200)
    in_force = r"\b(?:as\sthey\sstand|in\sforce|adopted|amended|effective|with\seffect\sfrom|version)\b"
    stands = view.line(view.rules, in_force)
    spans = stands or (view.span_in(view.rules, 0, first),)
    return Shows("shown", (Fact("rules", (str(len(view.clauses)), view.rules.date), spans[:1]),))


def _complaint(view: View) -> Shows:
    told = [one for one in view.has if one.part == "complainant"]
    itself = [one for one in told if one.own]
    if itself:
        return Shows("shown", tuple(Fact("complaint", (one.person, one.date), (one.span,)) for one in itself[:CITED]))
    people = tuple(dict.fromkeys(one.person for one in told))
    facts = tuple(
        Fact("complaint spoken of", (person,), tuple(one.span for one in told if one.person == person)[:CITED])
        for person in people
    )
    return Shows("not shown", facts)


def _put(view: View) -> Shows:
    if not view.matter.decision or not view.put:
        return Shows("not shown")
    if not view.matter.notices:
        return Shows("not shown", (Fact("no notice"),))
    put = [one for one in view.put if one.notice]
    facts = [
        Fact("put", (str(len(put)), str(len(view.put)), _dates(view.matter.notices)), _spans(one.notice for one in put))
    ]
    return Shows("shown" if len(put) == len(view.put) else "not shown", tuple(facts))


def _never_put(view: View) -> Shows:
    if not view.matter.notices or not view.put:
        return Shows("not shown")
    facts = tuple(_never(view))
    return Shows(
        "contradicted" if facts else "shown", facts, tuple(about(view.clauses, r"\bput\sto\b|\bnotice\b|allegation"))
    )


def _never(view: View) -> Iterator[Fact]:
    for one in view.put:
        if one.notice is None:
            near = (*one.nearest.spans[:1],) if one.nearest else ()
            yield Fact("never put", (one.decided.label.rstrip("."), one.decided.words), (*one.decided.spans[:1], *near))


def _spans(some: Iterable[object]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(one.spans[0] for one in some if one))[:CITED]  # type: ignore[attr-defined]


def _dates(papers: Sequence[Paper]) -> str:
    return "\n".join(dict.fromkeys(one.date for one in papers))


def _particulars(view: View) -> Shows:
    """Say how many of what the notices put name a day, and how many quote words."""
    noticed = list({one.notice.id: one.notice for one in view.put if one.notice}.values())
    if not noticed:
        return Shows("not shown")
    dated = [
        one
        for one in noticed
        if re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]+\s\d{4}|\b\d{1,2}/\d{1,2}/\d{2,4}", one.words)
    ]
    quoting = [one for one in noticed if one.quotations]
    whole = len({one.id for one in (*dated, *quoting)}) == len(noticed)
    fact = Fact("particulars", (str(len(noticed)), str(len(dated)), str(len(quoting))), _spans(noticed))
    rule = tuple(about(view.clauses, r"\bwords\b|\bparticulars\b|\bdetails\b", r"allegation|complain"))
    asks_words = any(re.search(r"\bwords\b", one.words) for one in rule)
    return Shows("shown" if whole and (quoting or not asks_words) else "not shown", (fact,), rule)


def _time_to_answer(view: View) -> Shows:
    if view.deadline is None:
        return Shows("not shown")
    paper, told = view.deadline
    begun = day_of(paper.date)
    if begun is None:
        return Shows("not shown")
    given = counted(begun, told.day)
    spans = (view.span_in(paper, told.start, told.end),)
    some = [
        one
        for one in about(view.clauses, r"\b(?:answer|respond|reply|representations|response|put\sto)\b")
        if not re.search(r"\bappeal", one.words, re.IGNORECASE) and any(lengths(one.words))
    ]
    asked = next((each for one in some for each in lengths(one.words)), None)
    values = (paper.date, told.day.isoformat(), str(given.between))
    if asked is None:
        return Shows("rule silent" if view.rules else "not shown", (Fact("days to answer", values, spans),))
    enough = is_enough(given, asked)
    status: Status = "shown" if enough else "not shown" if enough is None else "contradicted"
    wanted = Fact("days the rules give", (str(asked.number), asked.unit, asked.kind), view.clause_spans(some[:1]))
    return Shows(status, (Fact("days to answer", values, spans), wanted), tuple(some[:1]))


def _heard(view: View) -> Shows:
    rule = tuple(about(view.clauses, r"\bheard\b|\bhearing\b|\battend\b"))
    rule = tuple(one for one in rule if not re.search(r"\bappeal", one.words, re.IGNORECASE)) or rule
    facts = []
    if view.asked_to_be_heard:
        facts.append(Fact("asked to be heard", (), view.asked_to_be_heard[:CITED]))
    if view.refused_to_hear:
        facts.append(Fact("not heard", (), view.refused_to_hear[:CITED]))
    for minutes in view.matter.minutes:
        present = view.rolls.get(minutes.ref, ())
        if present:
            facts.append(Fact("present", present, view.line(minutes, r"\bpresent\b")))
    is_refused = bool(view.refused_to_hear) and bool(view.asked_to_be_heard or rule)
    return Shows("contradicted" if is_refused else "not shown", tuple(facts), rule)


def _between(view: View, one: Part, *others: Part) -> Shows:
    """Say whether anybody had one part and another."""
    found = [each for other in others for each in with_part(view.conflicts, one, other)]
    if found:
        facts = tuple(_conflict(each, (one, *others)) for each in {each.person: each for each in found}.values())
        return Shows(
            "contradicted",
            facts,
            tuple(about(view.clauses, r"\bno\s(?:person|member|one)\b|\binterest\b|\bconflict\b|took\sno\spart")),
        )
    mine, theirs = ([has for has in view.has if has.part in some] for some in ((one,), others))
    if not mine or not theirs:
        return Shows("not shown")
    facts = tuple(Fact("part", (has.person, has.part), (has.span,)) for has in (*mine, *theirs)[:12])
    return Shows("shown", facts)


def _conflict(one: Conflict, parts: Sequence[Part]) -> Fact:
    told = [has for has in one.because if has.part in parts]
    spans = tuple(dict.fromkeys(span for has in told for span in (has.span, has.office) if span))
    return Fact("two parts", (one.person, *(part for part in one.parts if part in parts)), spans[:12])


def _impartial(view: View) -> Shows:
    return _between(view, "decider", "complainant", "witness", "wronged", "complained about")


def _investigated(view: View) -> Shows:
    return _between(view, "decider", "investigator")


_DECIDED = (
    r"\b(?:decision|finding|findings|determination)\sof\sthe\s(?P<body>{bodies})|\b[Tt]he\s(?P<body2>{bodies})\s"
    r"(?:has\s|have\s)?"
    r"(?:met|finds?|found|decided|resolved|determined|concluded|upholds?|upheld)\b"
)


def _competent(view: View) -> Shows:
    """Hold the body that the rules let decide against the one that decided."""
    powers = [(one, gives_power(one)) for one in view.clauses if gives_power(one)]
    powers = [(one, body) for one, body in powers if not re.search(r"\bappeal\b", one.words, re.IGNORECASE)]
    paper = view.matter.decision
    found = re.search(_DECIDED.replace("{bodies}", BODIES), paper.text, re.IGNORECASE) if paper else None
    if paper is None or found is None:
        return Shows("not shown")
    body = " ".join((found["body"] or found["body2"]).lower().split())
    place = (view.span_in(paper, *sentence_at(paper.text, *found.span())),)
    facts = [Fact("decided by", (body,), place)]
    if not powers or len({power for _, power in powers}) > 1:
        return Shows(
            "rule silent" if view.rules and not powers else "not shown", tuple(facts), tuple(one for one, _ in powers)
        )
    clause, power = powers[0]
    facts.insert(0, Fact("may decide", (clause.label, power), view.clause_spans([clause])))
    same = set(power.split()) <= set(body.split()) or set(body.split()) <= set(power.split())
    return Shows("shown" if same else "contradicted", tuple(facts), (clause,))


_MEMBERS = re.compile(
    r"\b(?:panel|committee|board|quorum|meeting)\b[^.;]{0,60}?\b(?P<number>\d{1,2}|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|twelve)"
    r"\s(?:members?|persons?|people|trustees|governors|of\sthe\scommittee)",
    re.IGNORECASE,
)


def _quorum(view: View) -> Shows:
    rule = [(one, found) for one in view.clauses if (found := _MEMBERS.search(one.words))]
    counts = [(minutes, view.rolls.get(minutes.ref, ())) for minutes in view.matter.minutes]
    counts = [(minutes, present) for minutes, present in counts if present]
    facts = [Fact("present", present, view.line(minutes, r"\bpresent\b")) for minutes, present in counts]
    if not rule or not counts:
        return Shows(
            "rule silent" if view.rules and not rule else "not shown", tuple(facts), tuple(one for one, _ in rule)
        )
    asked = number_of(rule[0][1]["number"].lower())
    status: Status = "shown" if all(len(present) >= asked for _, present in counts) else "contradicted"
    return Shows(
        status,
        (Fact("members asked for", (rule[0][0].label, str(asked)), view.clause_spans([rule[0][0]])), *facts),
        (rule[0][0],),
    )


def _evidence(view: View) -> Shows:
    bare = [one for one in view.weighed if one.state in ("nothing disclosed", "only your own archive")]
    open_ = [one for one in view.weighed if one.state in ("to look at", "proposed")]
    facts = [Fact("nothing disclosed supports", (one.label.rstrip("."),), (one.span,)) for one in bare]
    facts += [Fact("to look at", (str(len(open_)),))] if open_ else []
    whole = bool(view.weighed) and not bare and not open_
    return Shows("shown" if whole else "not shown", tuple(facts))


def _quotations(view: View) -> Shows:
    told = [(verdict, span) for one in view.weighed for verdict, span in one.quotations]
    facts = tuple(Fact("quoted", (verdict,), (span,)) for verdict, span in told if verdict != "verbatim")
    changed = any(verdict == "altered" for verdict, _ in told)
    return Shows("contradicted" if changed else "shown" if told and not facts else "not shown", facts)


def _reasons(view: View) -> Shows:
    paper = view.matter.decision
    if paper is None or not view.put:
        return Shows("not shown")
    first = view.put[0].decided.spans[0]
    return Shows("shown", (Fact("reasons", (paper.date, str(len(view.put))), (first,)),))


def _appeal_offered(view: View) -> Shows:
    paper, rule = view.matter.decision, tuple(about(view.clauses, r"\bappeal"))
    if paper is None:
        return Shows("not shown", (), rule)
    denied = view.cite(
        paper, r"\bno\s(?:further\s)?(?:right\sof\s)?appeal\b|\bmay\snot\sappeal\b|\bdecision\sis\sfinal\b"
    )
    if denied:
        return Shows("contradicted" if rule else "not shown", (Fact("appeal denied", (), denied),), rule)
    offered = view.cite(paper, r"\b(?:may|can|right\sto|entitled\sto|wish\sto)\sappeal\b|\bright\sof\sappeal\b")
    return Shows("shown" if offered else "not shown", (Fact("appeal offered", (), offered),) if offered else (), rule)


def _appeal_heard(view: View) -> Shows:
    rule = [one for one in about(view.clauses, r"\bappeal\b.{0,80}\b(?:heard|decided|determined|considered)\b")]
    if not view.appeals:
        return Shows("not shown", (), tuple(rule))
    paper, span = view.appeals[0]
    facts = [Fact("appeal", (paper.date,), (span,))]
    if view.outcomes:
        return Shows("shown", (*facts, Fact("outcome of the appeal", (), view.outcomes[:CITED])), tuple(rule))
    begun = day_of(paper.date)
    times = [
        each
        for one in rule
        for each in lengths(one.words)
        if re.search(r"\bheard|decided|determined|considered", one.words[: each.start])
    ]
    if begun and times and times[0].unit != "month":
        due = begun + timedelta(days=times[0].in_days)
        facts.append(Fact("appeal due", (due.isoformat(), view.last), view.clause_spans(rule[:1])))
    return Shows("not shown", tuple(facts), tuple(rule))


def _own_complaint(view: View) -> Shows:
    told = [one for one in view.has if one.part == "complained about"]
    return Shows(
        "not shown", tuple(Fact("complained about", (one.person, one.date), (one.span,)) for one in told[:CITED])
    )


def _ninety_days(view: View) -> Shows:
    return Shows("not shown", view.acts)


def _records(view: View) -> Shows:
    if not view.matter.minutes:
        return Shows("not shown")
    return Shows(
        "shown",
        tuple(
            Fact("minutes", (one.date,), (view.span_in(one, 0, len(one.text.partition("\n")[0])),))
            for one in view.matter.minutes
        ),
    )


def _days(view: View) -> Shows:
    days: list[date] = [
        day for one in (*view.matter.notices[:1], view.matter.decision) if one and (day := day_of(one.date))
    ]
    if len(days) < 2:
        return Shows("not shown")
    first = view.matter.notices[0]
    return Shows(
        "not shown",
        (
            Fact(
                "days between",
                (days[0].isoformat(), days[1].isoformat(), str((days[1] - days[0]).days)),
                (view.span_in(first, 0, len(first.text.partition("\n")[0])),),
            ),
        ),
    )


FINDS: dict[str, Callable[[View], Shows]] = {
    "rules": _rules,
    "complaint": _complaint,
    "put": _put,
    "never put": _never_put,
    "particulars": _particulars,
    "time to answer": _time_to_answer,
    "heard": _heard,
    "investigated and decided": _investigated,
    "impartial": _impartial,
    "competent body": _competent,
    "quorum": _quorum,
    "evidence": _evidence,
    "quotations": _quotations,
    "reasons": _reasons,
    "appeal offered": _appeal_offered,
    "appeal heard": _appeal_heard,
    "own complaint": _own_complaint,
    "ninety days": _ninety_days,
    "records": _records,
    "days": _days,
    "unanswered": lambda view: Shows("not shown", view.unanswered),
}
"""What is worked out for a step, by the word its pack has for it."""
