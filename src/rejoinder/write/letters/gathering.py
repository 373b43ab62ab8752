"""The facts of a case for its letters: days that a person confirmed or set, findings and steps they accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from gettext import NullTranslations

from rejoinder.awaiting.asks import FORMAL
from rejoinder.case import Case
from rejoinder.case.awaiting import Correspondence, correspondence
from rejoinder.case.clock_days import REQUEST, regime_of
from rejoinder.case.clocks import Clocks, Running
from rejoinder.case.letters import Told, letters_of
from rejoinder.case.people import everybody
from rejoinder.case.procedure import Procedure, audit
from rejoinder.clocks import Clock
from rejoinder.clocks.decided import Dated
from rejoinder.clocks.rounds import ANSWER
from rejoinder.find.said_dates import said_dates
from rejoinder.procedure.decided import decided
from rejoinder.procedure.parts import Paper
from rejoinder.write.awaiting import KINDS
from rejoinder.write.clocks import span_in_words, stretches, why
from rejoinder.write.letters.about import About, limits_of, request_about
from rejoinder.write.letters.accepted import COVERED, Accepted, Entries, is_absent
from rejoinder.write.letters.facts import FIELDS, Entry, Fact, Facts
from rejoinder.write.procedure import fact_in_words
from rejoinder.write.schedule import Row
from rejoinder.write.words import absent_in_words, counted, counted_by_kind, date_in_words, listed

REPLY = timedelta(days=14)
"""After the day of a letter, by when an answer is asked for where the person says nothing else."""
COMPLAINT_IS_LAW = date(2026, 6, 19)
"""Data Protection Act 2018, section 164A (SI 2026/82, regulation 7)."""
STRETCHES = 4
"""Stretches of a limit that are told one by one."""
HEAD = 1200
"""Characters at the beginning of a letter among which its day is looked for."""
TOLD = 2
"""Sentences about one step that stand in a letter; the report has all."""
EVENTS = {
    REQUEST: "request_date",
    ANSWER: "answer_date",
    "clarification_requested": "clarification_asked",
    "clarification_received": "clarification_given",
    "extension_notice": "extension_date",
    "complaint_received": "complaint_date",
    "complaint_acknowledged": "acknowledged_date",
    "review_requested": "review_date",
    "own_limit_began": "own_began",
}
"""By event of a clock, the fact that is its day."""
HAPPENED = {
    REQUEST: "{who} received my request.",
    "id_requested": "They asked me to prove who I am.",
    "id_received": "They received the proof of who I am.",
    "clarification_requested": "They asked me to say more exactly what I ask for.",
    "clarification_received": "They received my clarification.",
    "extension_notice": "They told me that they take more time.",
    ANSWER: "They gave me their answer.",
    "complaint_received": "They received my complaint.",
    "complaint_acknowledged": "They acknowledged my complaint.",
    "last_contact": "I last heard from them.",
}
"""By event of a clock, its line of the chronology."""
REGIMES = {
    "uk-gdpr": "uk",
    "eu-gdpr": "eu",
    "uk-foi": "foi",
    "uk-foi-school": "foi",
    "uk-eir": "eir",
    "sct-foi": "foisa",
    "ie-foi": "ireland",
}


def day(of: date | str) -> str:
    """Give a day in words."""
    return date_in_words(of if isinstance(of, str) else of.isoformat())


def gathered(case: Case, accepted: Accepted, found: Clocks, *, on: date) -> Facts:
    """Give what is known of a case on a day, with what was accepted and the clocks of that day."""
    told, asked = letters_of(case), correspondence(case)
    values: dict[str, Fact] = dict(_of_person(case, told, on))
    lists: dict[str, Sequence[Entry]] = {}
    holds = {REGIMES.get(regime_of(case), "")} - {""}
    unconfirmed: dict[str, str] = {}
    about = request_about(found, regime_of(case), told.answers.get("request", ""))
    _days(found, values, unconfirmed, case, about)
    _limits(case, found, values, holds, about)
    if found.place == "SCT":
        holds.add("scottish")
    if on >= COMPLAINT_IS_LAW:
        holds.add("complaint_is_law")
    if "answer_date" in values:
        holds.add("answered")
    _findings(accepted, values, lists)
    lists["waiting"] = tuple(_waiting(asked))
    lists["reminders"] = tuple(_reminders(asked))
    if lists["reminders"] or "complaint_date" in values:
        holds.add("tried")
    lists["chronology"] = tuple(_chronology(case, found, asked, about))
    _procedure(case, asked, values, lists, holds)
    _exemptions(case, asked, values, lists)
    return Facts(values, lists, frozenset(holds), unconfirmed)


def _of_person(case: Case, told: Told, on: date) -> Iterator[tuple[str, Fact]]:
    """Give what the person told, and what the case was made with."""
    yield "date", Fact(day(on))
    yield "reply_by", Fact(day(on + REPLY))
    if case.subject:
        yield "me", Fact(case.subject)
    if case.controller:
        yield "controller", Fact(case.controller)
    if known := _identifiers(case):
        yield "identifiers", Fact("; ".join(known))
    for name, value in told.answers.items():
        if name in FIELDS:
            yield name, Fact(day(value) if FIELDS[name].is_day else value)


def _identifiers(case: Case) -> list[str]:
    """Give the names and addresses under which documents know the person."""
    mine = [one for one in everybody(case).people if one.is_subject]
    return list(dict.fromkeys(name for one in mine for name in (*one.names, *one.addresses) if name))


# Days and limits


def _days(found: Clocks, values: dict[str, Fact], unconfirmed: dict[str, str], case: Case, about: About) -> None:
    """Put in the days that stand and are of the request; of those that are not sure, what is to be done."""
    regimes = {regime_of(case), "own-rules"}
    if about.known:
        unconfirmed["request_date"] = (
            f"Confirm which request it is about: they are of {listed(list(map(day, about.known)))}."
        )
    for one in found.days:
        name = EVENTS.get(one.name)
        if name is None or one.regime not in regimes or one.id in about.others:
            continue
        if one.id in about.unsure:
            unconfirmed.setdefault(name, f"Say under Time limits to which request the day {day(one.date)} belongs.")
        elif one.standing == "proposed":
            unconfirmed.setdefault(name, f"Confirm the day {day(one.date)} under Time limits.")
        else:
            values[name] = _dated(one)


def _dated(one: Dated) -> Fact:
    """Give a day with what proves it: of a day that starts a limit of their rules, the rule that is cited does not."""
    cited = () if one.days and one.why else one.cited
    return Fact(day(one.date), cited, "" if cited else one.why)


def _stands(one: Running) -> bool:
    """Say whether a limit was counted from days that all stand."""
    return one.clock is not None and not one.unconfirmed


def _limits(case: Case, found: Clocks, values: dict[str, Fact], holds: set[str], about: About) -> None:
    """Put in the limit of the answer, and the one of their own rules."""
    answer = next(limits_of(found, regime_of(case), about), None)
    if answer and answer.clock and _stands(answer):
        _limit("", answer, answer.clock, values, holds)
        _extension(answer.clock, values, holds)
    own = next((one for one in found.running if one.rule.regime == "own-rules" and _stands(one)), None)
    if own and own.clock and not own.clock.met_by:
        _limit("own_", own, own.clock, values, holds)
        rule = next((span for each in own.rests_on for span in each.cited), None)
        began = next((each for each in own.rests_on if each.days), None)
        if began:
            values["own_days"] = Fact(counted(began.days, "day", "days"), began.cited)
        if rule:
            values["own_rule"] = Fact(" ".join(rule.exact.split()), (rule,))


def _limit(kind: str, one: Running, clock: Clock, values: dict[str, Fact], holds: set[str]) -> None:
    """Put in one limit: its last day on every reading, and by how much it is past."""
    spans = tuple(dict.fromkeys(span for each in one.rests_on for span in each.cited))
    sources = clock.sources[:2]
    values[f"{kind}due"] = Fact(day(clock.latest.due), (), "", sources)
    if clock.earliest.due != clock.latest.due:
        values[f"{kind}due_first"] = Fact(day(clock.earliest.due), (), "", sources)
    if clock.status == "late on every reading":
        holds.add("late") if not kind else None
        name = "days_late" if not kind else "own_late"
        values[name] = Fact(counted(clock.days_late, "day", "days"), spans)
    if not kind:
        values["rule_text"] = Fact(clock.rule.text.partition(". ")[0].rstrip("."), (), "", sources)
        values["how_counted"] = Fact(how_counted(clock), spans)


def how_counted(clock: Clock) -> str:
    """Give how a limit is counted: its days in stretches, or, where these are many, what is left out."""
    several = list(stretches(clock.latest.counted.trace))
    if len(several) <= STRETCHES:
        return "; ".join(f"{span_in_words(one)}: {why(one, clock.latest)}" for one in several) + "."
    last = next(one for one in reversed(several) if one.kind == "counted")
    begun = next((one for one in several if one.kind == "start"), several[0])
    left = [f"{span_in_words(one)} ({why(one, clock.latest)})" for one in several if one.kind in ("holiday", "stopped")]
    beside = f", {listed(left)}" if left else ""
    total, unit = clock.latest.counted.total, clock.latest.counted.unit
    days = counted(total, unit, f"{unit}s")
    said = f"{days} from {span_in_words(begun)}, which does not count, to {day(last.last.day)}."
    return f"{said} Weekends{beside} are left out."


def _extension(clock: Clock, values: dict[str, Fact], holds: set[str]) -> None:
    by = clock.latest.counted.notice_by
    if by is None:
        return
    values["notice_by"] = Fact(day(by), (), "", clock.sources[:1])
    if "extension_date" in values:
        holds.add("extended_in_time" if clock.latest.counted.extended else "extended_late")


# Findings


def _findings(accepted: Accepted, values: dict[str, Fact], lists: dict[str, Sequence[Entry]]) -> None:
    """Put in what was accepted."""
    absent = {kind: count for kind, count in accepted.counts.items() if is_absent(kind)}
    covered = accepted.counts.get(COVERED, 0)
    lists["missing"] = Entries(sum(absent.values()), lambda: map(_entry, *accepted.rows(accepted.absent())))
    lists["covered"] = Entries(covered, lambda: map(_entry, *accepted.rows((COVERED,))))
    if absent:
        values["missing_count"] = Fact(counted_by_kind(absent))
    if covered:
        values["covered_count"] = Fact(counted(covered, "document", "documents"))


def _entry(row: Row) -> Entry:
    return {"what": Fact(absent_in_words(row.finding), tuple(trace.span for trace in row.finding.because))}


# Correspondence


def _waiting(asked: Correspondence) -> Iterator[Entry]:
    """Give letters of a formal kind that nothing in this disclosure answers; reminders stand with what they chase."""
    for one in asked.unanswered:
        if FORMAL.intersection(one.kinds) and one.kind != "chaser" and one.holding.date:
            what = KINDS[one.kind]
            spans = one.spans[:1]
            yield {
                "day": Fact(day(one.holding.date[:10]), spans),
                "what": Fact(what[:1].upper() + what[1:]),
                "subject": Fact(one.holding.subject or what),
            }


def _reminders(asked: Correspondence) -> Iterator[Entry]:
    for one in asked.sent:
        if one.kind == "chaser" and one.holding.date:
            yield {"day": Fact(day(one.holding.date[:10]), one.spans[:1])}


def _chronology(case: Case, found: Clocks, asked: Correspondence, about: About) -> Iterator[Entry]:
    """Give what happened to the request in order of time, a line each, for the page that goes to the regulator."""
    who = case.controller or "The controller"
    said = {name: line.format(who=who) for name, line in HAPPENED.items()}
    rows: list[tuple[str, str, Fact]] = [
        (one.date, said[one.name], _dated(one))
        for one in found.days
        if one.regime == regime_of(case)
        and one.standing != "proposed"
        and one.name in said
        and one.id not in about.others | about.unsure
    ]
    for running in limits_of(found, regime_of(case), about):
        if running.clock and _stands(running):
            due = running.clock.latest.due.isoformat()
            rows.append((due, "Last day for the answer.", Fact(day(due), (), "", running.clock.sources[:1])))
    for sent in asked.sent:
        if sent.kind in ("chaser", "complaint") and sent.holding.date:
            what = f"I sent a {'reminder' if sent.kind == 'chaser' else 'complaint'}: “{sent.holding.subject}”."
            rows.append((sent.holding.date[:10], what, Fact(day(sent.holding.date[:10]), sent.spans[:1])))
    for when, what, proof in sorted(rows, key=lambda row: row[0]):
        yield {"day": Fact(day(when)), "what": proof._replace(words=what)}


# The procedure


def pack_of(case: Case) -> str:
    """Give the procedure of which a person confirmed steps, associations first; empty where there is none."""
    told = decided(case.journal.acts())
    confirmed = [key.partition(" ")[0] for key in told.steps]
    chosen = [
        one
        for one in dict.fromkeys(confirmed)
        if one not in ("art15_answer", "art15_eu_answer", "dpa2018_exemptions", "foi_refusal")
    ]
    return chosen[0] if chosen else ""


def _procedure(
    case: Case,
    asked: Correspondence,
    values: dict[str, Fact],
    lists: dict[str, Sequence[Entry]],
    holds: set[str],
) -> None:
    """Put in the steps that a person confirmed, and the days of decision and appeal."""
    which = pack_of(case)
    if not which:
        return
    found = audit(case, which)
    if which.startswith("acas"):
        holds.add("employment")
    decision = next((one.paper for one in found.paper("decision")), None)
    if decision and decision.date:
        with case.shelf() as shelf:
            first = decision.span(shelf, *_dated_at(decision))
        values["decision_date"] = Fact(day(decision.date), (first,))
    for name, status in (("broken", "contradicted"), ("not_shown", "not shown")):
        lists[name] = tuple(_steps(found, status))
        if lists[name]:
            values[f"{name}_count"] = Fact(counted(len(lists[name]), "step", "steps"))
    appeal = next((one for one in asked.sent if "appeal" in one.kinds and one.kind != "chaser"), None)
    if appeal and appeal.holding.date:
        values["appeal_date"] = Fact(day(appeal.holding.date[:10]), appeal.spans[:1])


def _dated_at(paper: Paper) -> tuple[int, int]:
    """Give where a letter says its day, or else its first line."""
    text = paper.text
    start = len(text) - len(text.lstrip())
    for one in said_dates(text, paper.date, start, start + HEAD):
        if one.date[:10] == paper.date[:10]:
            return one.start, one.end
    return start, text.find("\n", start) if "\n" in text[start:] else len(text)


def _steps(found: Procedure, status: str) -> Iterator[Entry]:
    for one in found.steps:
        if one.confirmed and one.status == status:
            said = _told([fact_in_words(fact, FIRST_PERSON) for fact in one.shows.facts])
            spans = (*one.confirmed.spans, *(span for fact in one.shows.facts for span in fact.spans), *one.clauses)
            yield {"title": Fact(one.step.title), "facts": Fact(said, tuple(dict.fromkeys(spans)))}


def _told(said: Sequence[str]) -> str:
    """Give the first sentences about a step, and how many more the report has."""
    more = len(said) - TOLD
    if more <= 1:
        return " ".join(said)
    return " ".join((*said[:TOLD], f"The report lists {counted(more, 'more', 'more')}."))


class FirstPerson(NullTranslations):
    """The words of a procedure as the person whose letter it is says them."""

    def gettext(self, message: str) -> str:
        """Give a sentence about the member in the first person."""
        return re.sub(r"^The member (was )?", lambda found: "I was " if found[1] else "I ", message)


FIRST_PERSON = FirstPerson()


def _exemptions(case: Case, asked: Correspondence, values: dict[str, Fact], lists: dict[str, Sequence[Entry]]) -> None:
    """Put in which exemptions a person confirmed as claimed, and whether the answer says that nothing was withheld."""
    told = decided(case.journal.acts())
    claimed: list[Entry] = []
    if any(key.startswith("dpa2018_exemptions ") for key in told.steps):
        for one in audit(case, "dpa2018_exemptions", asked).steps:
            if one.confirmed and one.status == "confirmed":
                spans = tuple(span for fact in one.shows.facts for span in fact.spans) or one.confirmed.spans
                title = f"{one.step.title} ({one.step.paragraph})" if one.step.paragraph else one.step.title
                claimed.append({"what": Fact(title, spans), "ask": Fact(one.step.question)})
    lists["claimed"] = tuple(claimed)
    said = (fact for one in audit(case, "art15_answer", asked).steps for fact in one.shows.facts)
    denied = next((fact.spans[0] for fact in said if fact.kind == "nothing withheld" and fact.spans), None)
    if denied:
        said_so = re.split(r"\n\s*\n|\n(?=[A-Z])", denied.exact.strip())[-1]
        values["nothing_withheld"] = Fact(" ".join(said_so.split()), (denied,))
